"""The register taken over from a file: all or nothing, one import after the other, and nobody leaves by mistake."""

import asyncio
import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from events import cli
from events.actions import members, registrations
from events.actions.imports_members import Outcome, Shown, TooManyLeave, import_members
from events.clock import now, today
from events.database import execute, fetch, fetchrow, fetchval
from events.rules.comparing import Kind
from events.rules.imports_report import ImportErrors
from tests.cast import hold_event, open_offices

FIELDS = ("number", "name", "email", "office", "category", "shares", "joined_on", "left_on")


@pytest.fixture(autouse=True)
async def offices(database: str) -> None:
    """Brussels and Ghent."""
    await open_offices()


def person(n: int, **said: Any) -> dict[str, Any]:
    return {"number": n, "name": f"Person {n}", "office": "ghent", "category": "A", "shares": 1, **said}


def table(*people: dict[str, Any]) -> bytes:
    out = io.StringIO()
    write = csv.DictWriter(out, FIELDS)
    write.writeheader()
    write.writerows(people)
    return out.getvalue().encode()


def crowd(count: int, **said: Any) -> list[dict[str, Any]]:
    return [person(n, **said) for n in range(1, count + 1)]


def counted(outcome: Outcome) -> dict[str, int]:
    return {kind.value: count for kind, count in outcome.counts.items() if count}


async def stored() -> list[tuple[Any, ...]]:
    rows = await fetch(
        """SELECT m.number, m.name, m.email, o.slug, c.code, s.shares, s.since, s.until FROM member m
        LEFT JOIN office o ON o.id = m.office LEFT JOIN membership s ON s.member = m.id
        LEFT JOIN category c ON c.id = s.category ORDER BY m.number, s.since"""
    )
    return [tuple(row) for row in rows]


async def test_a_register_is_taken_over() -> None:
    """Everybody joins as the file says; the same file again changes nothing."""
    body = table(person(1, email="Ada@Example.org", joined_on="2020-01-01"), person(2), person(3, left_on=""))

    first, second = await import_members(body), await import_members(body)

    assert (counted(first), counted(second)) == ({"added": 3}, {"unchanged": 3})
    assert await stored() == [
        (1, "Person 1", "Ada@Example.org", "ghent", "A", 1, date(2020, 1, 1), None),
        (2, "Person 2", None, "ghent", "A", 1, today(), None),
        (3, "Person 3", None, "ghent", "A", 1, today(), None),
    ]
    assert await fetchval("SELECT address FROM member WHERE number = 1") == "ada@example.org"
    assert await fetchval("SELECT array_agg(version) FROM member") == [1, 1, 1]


async def test_where_letters_go_is_taken_over() -> None:
    """In four columns by the names they have; a table that tells none of them leaves what is known."""
    told = "number;naam;straat en nummer;code postal;gemeente;land\n7;Ada;Kerkstraat 1;1000;Brussel;\n"
    await import_members(told.encode())
    await import_members(b"number;name\n7;Ada J.\n")

    row = await fetchrow("SELECT name, street, postal_code, city, country FROM member")
    assert row is not None
    assert tuple(row) == ("Ada J.", "Kerkstraat 1", "1000", "Brussel", None)


async def test_changes_begin_on_the_day_of_the_file() -> None:
    """A category, a name and a leaving; each counted, each in the journal, and no address in it."""
    await import_members(table(*crowd(5, joined_on="2020-01-01", email="x@example.org")))

    outcome = await import_members(
        table(
            person(1, name="Ada", email="a@example.org"), person(2, category="B", email="x@example.org"),
            person(3, left_on="2022-01-01", email="x@example.org"), person(4, email="x@example.org"), person(6),
        ),
        on=date(2023, 1, 26),
    )  # fmt: skip

    assert counted(outcome) == {"changed": 2, "left": 1, "unchanged": 1, "added": 1}
    assert outcome.absent == [5]
    assert [row[4:] for row in await stored() if row[0] in (2, 3)] == [
        ("A", 1, date(2020, 1, 1), date(2023, 1, 26)),
        ("B", 1, date(2023, 1, 26), None),
        ("A", 1, date(2020, 1, 1), date(2022, 1, 1)),
    ]
    notes = await fetch("SELECT action, facts FROM journal WHERE id > 6 ORDER BY id")
    assert [row["action"] for row in notes] == ["joined", "changed", "membership", "left", "imported"]
    assert notes[1]["facts"] == {"fields": ["name", "email"]}
    assert notes[4]["facts"] == {"on": "2023-01-26", "changed": 2, "left": 1, "unchanged": 1, "added": 1}
    assert "example.org" not in str([row["facts"] for row in notes])
    assert await fetchval("SELECT array_agg(version ORDER BY number) FROM member") == [2, 2, 2, 1, 1, 1]


async def test_what_hangs_on_an_address_follows_many_at_once() -> None:
    """Three change it in one file, and two of them swap theirs: what they registered and their calendars follow."""
    joined = {"joined_on": "2020-01-01"}
    await import_members(table(*(person(n, email=f"old{n}@example.org", **joined) for n in (1, 2, 3, 4))))
    await hold_event()
    for n in (1, 2, 3, 4):
        who = {"name": f"Person {n}", "email": f"old{n}@example.org", "language": "nl"}
        await registrations.register("party", registrations.Request(**who, party=[], answers={}))
        await execute(
            "INSERT INTO subscriber (email, address, language, created_at) VALUES ($1, $1, 'nl', $2)"
            " ON CONFLICT DO NOTHING", who["email"], now(),
        )  # fmt: skip

    new = {1: "new1@example.org", 2: "old3@example.org", 3: "old2@example.org", 4: "old4@example.org"}
    await import_members(table(*(person(n, email=address, **joined) for n, address in new.items())))

    rows = await fetch(
        "SELECT m.number, r.name FROM registration r LEFT JOIN member m ON m.id = r.member ORDER BY r.id"
    )
    assert [row["number"] for row in rows] == [1, 2, 3, None]
    addresses = await fetch("SELECT address FROM registration WHERE name = 'Person 1'")
    assert [row["address"] for row in addresses] == ["new1@example.org"]
    assert await fetchval("SELECT count(*) FROM subscriber WHERE address = 'new1@example.org'") == 1
    assert await fetchval("SELECT count(*) FROM subscriber WHERE address = 'old1@example.org'") == 0


async def test_one_bad_line_and_nothing_is_imported() -> None:
    """Two lines are wrong: both are named, and the good ones wait for them."""
    with pytest.raises(ImportErrors) as refused:
        await import_members(table(person(1), person(2, office="atlantis"), person(3), person(1)))

    assert [(flaw.line, flaw.column) for flaw in refused.value.errors] == [(3, "office"), (5, "number")]
    assert await stored() == []


async def test_looking_changes_nothing() -> None:
    """A dry run tells what would be, and leaves all as it is."""
    await import_members(table(*crowd(4)))
    before = await stored(), await fetchval("SELECT count(*) FROM journal")

    outcome = await import_members(table(person(1, name="Ada"), person(9)), whole=True, dry_run=True)

    assert counted(outcome) == {"changed": 1, "added": 1, "left": 3}
    assert (await stored(), await fetchval("SELECT count(*) FROM journal")) == before


async def test_members_who_are_not_in_the_file_stay() -> None:
    """A file of some says nothing of the others; they are told of."""
    await import_members(table(*crowd(50)))

    outcome = await import_members(table(*crowd(10)))

    assert outcome.absent == list(range(11, 51))
    assert await fetchval("SELECT count(*) FROM membership WHERE until IS NULL") == 50


async def test_the_whole_register() -> None:
    """Said to be the whole, the few who are not in it leave on its day, and only those who were members then."""
    await import_members(table(*crowd(50, joined_on="2020-01-01")))
    await members.leave(50, date(2021, 1, 1), "test")

    outcome = await import_members(table(*crowd(47)), whole=True, on=date(2023, 1, 26))

    assert counted(outcome) == {"unchanged": 47, "left": 2}
    assert [row[7] for row in await stored()][46:] == [None, date(2023, 1, 26), date(2023, 1, 26), date(2021, 1, 1)]


async def test_half_a_file_makes_nobody_leave() -> None:
    """The half that is missing would leave, more than a tenth: refused, whatever else is in it, unless it is meant."""
    await import_members(table(*crowd(100)))
    half = table(*crowd(50, name="Changed"))

    with pytest.raises(TooManyLeave) as refused:
        await import_members(half, whole=True)

    assert (refused.value.leaving, refused.value.most) == (50, 10)
    assert "Changed" not in {row[1] for row in await stored()}
    assert counted(await import_members(half, whole=True, at_most=50))["left"] == 50


async def test_a_mistaken_column_makes_nobody_leave() -> None:
    """Days of leaving in every row are refused too, where they would let more than a tenth go."""
    await import_members(table(*crowd(100, joined_on="2020-01-01")))

    with pytest.raises(TooManyLeave):
        await import_members(table(*crowd(11, joined_on="2020-01-01", left_on="2023-01-01")))

    outcome = await import_members(table(*crowd(10, joined_on="2020-01-01", left_on="2023-01-01")))
    assert counted(outcome) == {"left": 10}


async def test_what_the_register_knows_better_is_told_by_line() -> None:
    """Warnings name the line and the column as the file calls it; the assumed category is said once."""
    await import_members(table(person(1, joined_on="2020-01-01")))
    await execute("UPDATE member SET name = '', erased_at = now() WHERE number = 1")

    outcome = await import_members(
        b"lidnr;naam;lid sinds;uitgetreden\n1;Ada;01/02/2020;\n2;Bram;;\n3;Eva;;01/01/2020\n4;Jo;;\n"
    )

    assert [(flaw.line, flaw.column, flaw.code) for flaw in outcome.warnings] == [
        (2, "naam", "erased"), (3, "", "category_assumed"),
        (4, "uitgetreden", "left_long_ago"),
    ]  # fmt: skip
    assert counted(outcome) == {"added": 2, "left out": 2}


async def test_two_imports_at_once_do_not_mix() -> None:
    """Two files for the same members, eight times each at once: in the end the register says what one of them says."""
    await import_members(table(*crowd(60)))
    files = [table(*crowd(60, name=f"Of {one}", category=one, email=f"{one}@example.org")) for one in "AB"]

    await asyncio.gather(*(import_members(files[n % 2]) for n in range(16)))

    assert len({(row[1], row[2], row[4]) for row in await stored() if row[7] is None}) == 1
    assert await fetchval("SELECT count(*) FROM member") == 60


async def test_hands_that_change_members_during_an_import() -> None:
    """Sixty changes meet two imports: each is before or after, none is lost halfway, nothing waits for ever."""
    await import_members(table(*crowd(40, joined_on="2020-01-01")))
    hands = [members.set_membership(1 + n % 40, "C", 9, date(2021, 1, 1), "test") for n in range(60)]

    done = await asyncio.gather(
        import_members(table(*crowd(40, shares=2))), *hands, import_members(table(*crowd(40, shares=3))),
        return_exceptions=True,
    )  # fmt: skip

    assert [error for error in done if isinstance(error, BaseException)] == []
    assert {row[5] for row in await stored() if row[7] is None} <= {2, 3, 9}


async def test_thousands_in_several_goes() -> None:
    """More than are written at once: all of them, or none when the last line is bad."""
    people = crowd(5_100)

    with pytest.raises(ImportErrors):
        await import_members(table(*people, person(5_101, shares="many")))
    assert await fetchval("SELECT count(*) FROM member") == 0

    assert counted(await import_members(table(*people))) == {"added": 5_100}


def test_the_command_tells_what_came_of_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Counts on the way out, warnings with their lines beside, and a refusal that says what to do."""
    file = tmp_path / "register.csv"
    file.write_bytes(table(person(1)))

    def run(result: Outcome | Exception, *words: str) -> Any:
        async def work(*_: object, **__: object) -> Outcome:
            if isinstance(result, Exception):
                raise result
            return result

        monkeypatch.setattr(cli, "import_members", work)
        monkeypatch.setattr(cli, "_with_database", asyncio.run)
        return CliRunner().invoke(cli.main, ["import", "members", str(file), *words])

    good = Outcome()
    good.counts.update({Kind.ADDED: 2, Kind.UNCHANGED: 1})
    good.absent = list(range(1, 31))
    good.shown = {Kind.ADDED: [Shown(7, "Ada", [])]}

    told = run(good, "--dry-run")
    assert told.exit_code == 0
    assert "3 members: 2 added, 0 changed, 0 left, 1 unchanged; nothing was written." in told.output
    assert "added: 7 Ada\nadded: … and 1 more\n" in told.output
    assert "30 members are not in the file and stay: 1, 2," in told.output
    refused = run(TooManyLeave(50, 10))
    assert refused.exit_code == 1
    assert "--at-most 50" in refused.output
    assert run(good, "--on", "01/26/2023").exit_code == 2
