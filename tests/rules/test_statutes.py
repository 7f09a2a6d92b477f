"""The rules of assemblies: what may be set, the days that follow, and when enough are there."""

from datetime import UTC, date, datetime
from fractions import Fraction

import msgspec
import pytest

from events.rules.statutes import (
    Need,
    Statutes,
    days,
    fraction_of,
    majority_reached,
    mends_of,
    quorum_reached,
)
from events.rules.statutes_said import sentences
from events.words import Base, Holders, Language, Matter, Weighing

CHANGE = Need(matter=Matter.STATUTES, quorum=Fraction(1, 2), majority=Fraction(3, 4))
COOPERATIVE = Statutes(
    name="Cooperative", notice_days=15, record_days=10, proxy_limit=1, proxy_hours=24, proxy_holders=Holders.ANY,
    weighing=Weighing.MEMBER,
    needs=(Need(matter=Matter.ORDINARY), Need(matter=Matter.ELECTION), CHANGE,
        Need(matter=Matter.PURPOSE, quorum=Fraction(1, 2), majority=Fraction(4, 5), report=True)),
)  # fmt: skip
EVENING = datetime(2022, 5, 31, 16, 0, tzinfo=UTC)


def other(**changes: object) -> Statutes:
    return msgspec.structs.replace(COOPERATIVE, **changes)


def test_the_days_are_counted_in_the_zone_of_the_place() -> None:
    """Half past midnight in Brussels is the evening before in UTC, and the days go back from the day people come."""
    found = days(
        other(advance_article="art. 30", advance_days=15), datetime(2022, 6, 20, 22, 30, tzinfo=UTC), "Europe/Brussels"
    )

    assert (found.convene_by, found.record_on) == (date(2022, 6, 6), date(2022, 6, 11))
    assert found.proxies_until == datetime(2022, 6, 19, 22, 30, tzinfo=UTC)
    assert found.advance_from == datetime(2022, 6, 5, 22, 30, tzinfo=UTC)


def test_what_is_not_allowed_has_no_day() -> None:
    """Without proxies and without voting before the meeting there is nothing to wait for."""
    found = days(other(proxy_limit=0), EVENING, "Europe/Brussels")

    assert (found.proxies_until, found.advance_from) == (None, None)


def test_the_first_call_of_2022_had_no_quorum_and_the_second_needed_none() -> None:
    """Half of 33,000 had to be there, and 16,499 would not have done; three weeks later it decided."""
    assert not quorum_reached(CHANGE, 16_499, 33_000, second=False)
    assert quorum_reached(CHANGE, 16_500, 33_000, second=False)
    assert not quorum_reached(CHANGE, 16_500, 33_001, second=False)
    assert quorum_reached(CHANGE, 600, 33_000, second=True)
    assert not quorum_reached(msgspec.structs.replace(CHANGE, again=True), 600, 33_000, second=True)
    assert quorum_reached(Need(matter=Matter.ORDINARY), 0, 33_000, second=False)


@pytest.mark.parametrize(
    ("majority", "votes_for", "votes_cast", "adopted"),
    [
        ("1/2", 501, 1000, True),
        ("1/2", 500, 1000, False),
        ("1/2", 0, 0, False),
        ("2/3", 2, 3, True),
        ("2/3", 666_666, 1_000_000, False),
        ("3/4", 750, 1000, True),
        ("3/4", 749, 1000, False),
        ("4/5", 0, 0, False),
        ("1/1", 7, 7, True),
    ],
)
def test_a_majority_is_exact(majority: str, votes_for: int, votes_cast: int, adopted: bool) -> None:
    """More than a half, and at least any larger part; a tie rejects, and so does nobody's vote."""
    assert majority_reached(Fraction(majority), votes_for, votes_cast) is adopted


@pytest.mark.parametrize(
    ("text", "found"), [("2/3", Fraction(2, 3)), (" 3 / 4 ", Fraction(3, 4)), ("1/1", Fraction(1))]
)
def test_a_fraction_is_read(text: str, found: Fraction) -> None:
    assert fraction_of(text) == found


@pytest.mark.parametrize("text", ["", "0.5", "1/0", "0/3", "4/3", "-1/2", "1/1001", "½", "1/2/3", "50 %", "1/٣"])
def test_what_is_no_part_is_none(text: str) -> None:
    assert fraction_of(text) is None


def test_good_rules_have_nothing_to_mend() -> None:
    within = msgspec.structs.replace(CHANGE, within={"A": Fraction(2, 3)})
    needs = tuple(within if need.matter is Matter.STATUTES else need for need in COOPERATIVE.needs)

    assert mends_of(other(cap=Fraction(1, 10), needs=needs, notice_days=0, proxy_limit=10_000), {"A"}) == []


def test_all_that_cannot_be_is_named() -> None:
    """Every field at once, by its path."""
    bad = other(
        name=" ", notice_days=-1, record_days=366, proxy_limit=-1, proxy_hours=10**6, advance_article="",
        advance_days=0,
        needs=(
            Need(matter=Matter.ORDINARY, majority=Fraction(1, 3), within={"Z": Fraction(1, 2), "A": Fraction(1, 4)}),
        ),
    )  # fmt: skip

    found = {(mend.field, mend.code) for mend in mends_of(bad, {"A"})}

    assert found == {
        ("name", "empty"), ("notice_days", "out_of_range"), ("record_days", "out_of_range"),
        ("proxy_limit", "out_of_range"), ("proxy_hours", "out_of_range"), ("advance_article", "empty"),
        ("advance_days", "out_of_range"), ("needs", "not_every_matter"), ("needs.0.majority", "not_a_majority"),
        ("needs.0.within.Z", "unknown_category"), ("needs.0.within.A", "not_a_majority"),
    }  # fmt: skip


def test_the_rules_are_said_in_words() -> None:
    """A sentence each, the numbers as they are set."""
    rich = other(
        cap=Fraction(1, 10), weighing=Weighing.SHARE, proxy_limit=3, proxy_holders=Holders.CATEGORY,
        advance_article="art. 30", advance_days=15,
        needs=(msgspec.structs.replace(CHANGE, counted=Base.MEMBERS, within={"A": Fraction(2, 3)}, report=True),),
    )  # fmt: skip

    assert sentences(rich, "en") == [
        "Everybody is called together at least 15 days before.",
        "Who is a member 10 days before the meeting may vote, with the shares of that day.",
        "Each share gives one vote.",
        "Nobody casts more than 1/10 of the votes at the meeting, proxies included.",
        "Votes may be cast from 15 days before (art. 30).",
        "A member votes by proxy for 3 others at most.",
        "The holder is of the same category.",
        "Proxies are accepted until 24 hours before the beginning.",
        "Change of the statutes: at least 1/2 of the members are present or represented (not at a second assembly);"
        " at least 3/4 of the votes cast are for it; at least 2/3 of the votes cast are for it within category A;"
        " a report is attached to the agenda.",
        "Abstentions and blank votes are no votes cast.",
    ]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("count", [0, 1, 2])
def test_every_language_says_as_much(language: str, count: int) -> None:
    """With none, one and several of everything, the same number of sentences, each whole."""
    ways = other(notice_days=count, record_days=count, proxy_limit=count, proxy_hours=count)

    said = sentences(ways, language)

    assert len(said) == len(sentences(ways, "en"))
    assert all(one.endswith(".") and "{" not in one for one in said)
    if language == "fr":
        assert "Décisions ordinaires\u00a0: plus de 1/2" in "".join(said)
