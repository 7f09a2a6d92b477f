"""Members in the register: many hands at once, and nothing written that cannot be true."""

import asyncio
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import asyncpg
import pytest

from events.actions import categories, members
from events.actions.members import NewMember
from events.clock import today
from events.database import execute, fetch, fetchone, fetchval
from events.errors import CategoryInUse, ChangedMeanwhile, Invalid, Missing, NumberTaken, Refused
from events.rules.members import Details
from events.words import Language
from tests.cast import open_offices

pytestmark = pytest.mark.usefixtures("database")


def joining(number: int | None = None, **said: Any) -> NewMember:
    """Ada as she joins."""
    details = Details(name="Ada Janssens", language=Language.NL)
    return NewMember(**{"number": number, "details": details, "category": "A", "shares": 1, "since": today(), **said})


async def test_a_hundred_join_at_once_and_each_has_a_number() -> None:
    """No two of a hundred who are added at the same moment get the same number, and none is skipped."""
    numbers = await asyncio.gather(*(members.create(joining(), "test") for _ in range(100)))

    assert sorted(numbers) == list(range(1, 101))
    assert await fetchval("SELECT count(*) FROM membership WHERE until IS NULL") == 100


async def test_one_number_is_given_once() -> None:
    """Thirty are added at once with the number 7: one has it, the others are told."""
    done = await asyncio.gather(*(members.create(joining(7), "test") for _ in range(30)), return_exceptions=True)

    assert [one for one in done if not isinstance(one, NumberTaken)] == [7]
    assert await fetchval("SELECT count(*) FROM member") == 1


async def test_numbers_chosen_and_given_at_once() -> None:
    """While some choose the next number themselves, those who leave it open get another."""
    asked = [members.create(joining(n if n % 2 else None), "test") for n in range(1, 41)]

    done = await asyncio.gather(*asked, return_exceptions=True)

    given = [one for one in done if isinstance(one, int)]
    assert len(given) == len(set(given)) == await fetchval("SELECT count(*) FROM member")
    assert all(isinstance(one, int | NumberTaken) for one in done)
    assert sum(isinstance(one, int) for one in done[1::2]) == 20


async def test_fifty_changes_of_one_membership_at_once() -> None:
    """Fifty hands change Ada's shares from fifty days and end them: no two times overlap, and no error comes up."""
    number = await members.create(joining(since=date(2020, 1, 1)), "test")

    def one(n: int) -> Any:
        day = date(2020, 1, 1) + timedelta(days=n * 7 % 50)
        return members.leave(number, day, "test") if n % 10 == 9 else members.set_membership(
            number, "AB"[n % 2], n % 5, day, "test"
        )  # fmt: skip

    done = await asyncio.gather(*(one(n) for n in range(50)), return_exceptions=True)

    assert [error for error in done if error is not None and not isinstance(error, Refused)] == []
    rows = await fetch("SELECT since, until FROM membership ORDER BY since")
    assert all(one["until"] and one["until"] <= other["since"] for one, other in pairwise(rows))


async def test_of_two_who_read_the_same_version_one_is_told() -> None:
    """Twenty change the same version at once: one does, nineteen are asked to look again."""
    await members.create(joining(7), "test")
    changes = (members.change(7, {"phone": f"02 {n}"}, "test", version=1) for n in range(20))

    done = await asyncio.gather(*changes, return_exceptions=True)

    assert [error for error in done if not isinstance(error, ChangedMeanwhile)] == [None]
    assert await fetchval("SELECT version FROM member") == 2


async def test_every_change_is_counted() -> None:
    """The version rises with details and with memberships, not with what changes nothing."""
    await open_offices()
    await members.create(joining(7), "test")
    await members.change(7, {"name": "Ada Janssens"}, "test")
    await members.set_membership(7, "A", 1, today(), "test")
    assert await fetchval("SELECT version FROM member") == 1

    await members.change(7, {"office": "ghent"}, "test")
    await members.set_membership(7, "B", 1, today(), "test")
    await execute("UPDATE member SET erasure_asked_at = now()")

    assert await fetchval("SELECT version FROM member") == 4


async def test_the_journal_knows_fields_and_shares_but_no_addresses() -> None:
    """What is noted says which details changed, and what the shares were; nobody's e-mail or phone is in it."""
    await members.create(joining(7, since=date(2020, 1, 1)), "staff 1")
    await members.change(7, {"email": "ada@example.org", "phone": "02 123"}, "staff 1")
    await members.set_membership(7, "B", 4, date(2021, 1, 1), "staff 1")
    await members.leave(7, date(2022, 1, 1), "staff 1")

    rows = await fetch("SELECT actor, action, facts FROM journal WHERE about = 'member' ORDER BY id")
    assert [(row["actor"], row["action"]) for row in rows] == [
        ("staff 1", "joined"), ("staff 1", "changed"), ("staff 1", "membership"), ("staff 1", "left"),
    ]  # fmt: skip
    assert rows[1]["facts"] == {"fields": ["email", "phone"]}
    assert rows[2]["facts"] == {
        "before": [{"category": "A", "shares": 1, "since": "2020-01-01", "until": None}],
        "after": [
            {"category": "A", "shares": 1, "since": "2020-01-01", "until": "2021-01-01"},
            {"category": "B", "shares": 4, "since": "2021-01-01", "until": None},
        ],
    }
    assert "ada@" not in str([row["facts"] for row in rows])


async def test_a_refused_member_leaves_nothing_behind() -> None:
    """Everything to mend is told at once, and nobody is half in the register."""
    new = joining(0, category="Z", shares=-1, since=date(3000, 1, 1))

    with pytest.raises(Invalid) as refused:
        await members.create(new, "test")

    assert {mend.field for mend in refused.value.mends} == {"number", "category", "shares", "since"}
    assert await fetchval("SELECT count(*) FROM member") == 0


async def test_nobody_changes_who_does_not_exist() -> None:
    """There is no member 7."""
    for asked in (members.change(7, {}, "test"), members.leave(7, today(), "test")):
        with pytest.raises(Missing):
            await asked


async def test_a_hundred_join_beside_the_last_number() -> None:
    """The last number there is was given, with one below it free: each still gets one of their own."""
    await execute(
        "INSERT INTO member (number, name, language) SELECT n, 'Zoë', 'nl' FROM unnest($1::int[]) n",
        [2147483647, 7, 2147483645],
    )

    numbers = await asyncio.gather(*(members.create(joining(), "test") for _ in range(100)))

    assert sorted(numbers) == [*range(8, 107), 2147483646]


async def test_the_database_keeps_times_apart() -> None:
    """Whoever writes past the actions cannot store two memberships on one day."""
    await members.create(joining(7, since=date(2020, 1, 1)), "test")

    with pytest.raises(asyncpg.ExclusionViolationError):
        await execute("""INSERT INTO membership (member, category, shares, since, until)
            SELECT member, category, 1, '2021-01-01', '2021-02-01' FROM membership""")


async def test_a_category_goes_while_somebody_joins_with_it() -> None:
    """Twenty join with a category while it is taken away: it goes before all of them, or stays for them."""
    await execute("DELETE FROM category WHERE code = 'Q'")
    await categories.create("Q", {"nl": "Kort"}, "test")

    done = await asyncio.gather(
        *(members.create(joining(category="Q"), "test") for _ in range(10)),
        categories.remove("Q", "test"),
        *(members.create(joining(category="Q"), "test") for _ in range(10)),
        return_exceptions=True,
    )

    there = await fetchval("SELECT count(*) FROM category WHERE code = 'Q'")
    joined = await fetchval("SELECT count(*) FROM member")
    assert isinstance(done[10], CategoryInUse) == bool(there)
    assert all(isinstance(one, int | Invalid) for n, one in enumerate(done) if n != 10)
    assert joined == sum(isinstance(one, int) for one in done)
    assert bool(joined) == bool(there)
    await execute("DELETE FROM membership")
    await execute("DELETE FROM category WHERE code = 'Q'")


async def test_names_are_found_by_their_pieces() -> None:
    """The database cuts names into the pieces that a search asks for."""
    row = await fetchone("SELECT pieces('ada o') AS some, pieces('') AS none")

    assert sorted(row["some"]) == ["a", "a", "ad", "ada", "d", "da", "o"]
    assert row["none"] == []
