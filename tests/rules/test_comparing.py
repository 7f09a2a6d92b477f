"""What a source's word on a member comes to: joined, changed, left, or nothing to do."""

from datetime import date
from typing import Any

import msgspec
import pytest

from events.rules.comparing import Kind, Known, Step, Usual, compare, gone, leaving_freely
from events.rules.imports_said import Said
from events.rules.members import Details
from events.rules.memberships import Period
from events.words import Language

DAY, BEFORE, AFTER = date(2023, 1, 26), date(2022, 6, 1), date(2023, 6, 1)
JOINED = date(2020, 1, 1)
USUAL = Usual("A", {"liege": Language.FR})
DETAILS = Details(name="Ada", email="ada@example.org", phone="02", language=Language.DE, office="liege")
ADA = Known(id=7, number=1, details=DETAILS, erased=False, periods=[Period("A", 2, JOINED)])


def word(**said: Any) -> Said:
    return Said(**{"number": 1, "name": "Ada", **said})


def known(**changes: Any) -> Known:
    return msgspec.structs.replace(ADA, **changes)


def done(said: Said, known: Known | None = ADA) -> Step:
    return compare(said, known, DAY, USUAL)


def codes(step: Step) -> list[tuple[str, str]]:
    return [(remark.field, remark.code) for remark in step.remarks]


def test_somebody_new() -> None:
    """What the source says, and what is usual of the rest."""
    step = done(word(office="liege", joined_on=JOINED, category="B", shares=0, left_on=AFTER), None)

    assert (step.kind, step.member) == (Kind.ADDED, None)
    assert step.details == Details(name="Ada", language=Language.FR, office="liege")
    assert step.after == [Period("B", 0, JOINED, AFTER)]
    assert codes(step) == []


def test_somebody_new_of_whom_little_is_said() -> None:
    """They join on the day of the file, with one share of the first category, which is told."""
    step = done(word(), None)

    assert step.after == [Period("A", 1, DAY)]
    assert step.details == Details(name="Ada", language=Language.NL)
    assert codes(step) == [("", "category_assumed")]


def test_somebody_new_who_left_long_ago() -> None:
    """Of whom it is not said when they joined there is nothing to keep; with that, it is history."""
    assert done(word(left_on=BEFORE), None).kind is Kind.LEFT_OUT
    step = done(word(left_on=BEFORE, joined_on=JOINED, category="A"), None)
    assert (step.kind, step.after) == (Kind.ADDED, [Period("A", 1, JOINED, BEFORE)])


def test_nothing_new() -> None:
    """The same again, or less of it, changes nothing."""
    for said in (word(), word(email="ada@example.org", phone="02", category="A", shares=2, joined_on=JOINED)):
        step = done(said)
        assert (step.kind, step.details, step.after, codes(step)) == (Kind.UNCHANGED, None, ADA.periods, [])


def test_details_that_are_others() -> None:
    """An empty cell takes an address away; what is not spoken of stays."""
    step = done(word(email=None, office="brussels"))

    assert (step.kind, step.fields) == (Kind.CHANGED, ["email", "office"])
    assert step.details == msgspec.structs.replace(DETAILS, email=None, office="brussels")
    assert step.after == ADA.periods


@pytest.mark.parametrize(("said", "now"), [({"category": "B"}, ("B", 2)), ({"shares": 0}, ("A", 0))])
def test_another_category_from_the_day_of_the_file(said: dict[str, Any], now: tuple[str, int]) -> None:
    """What was, was until then."""
    step = done(word(**said))

    assert (step.kind, step.fields) == (Kind.CHANGED, [])
    assert step.after == [Period("A", 2, JOINED, DAY), Period(*now, DAY)]


def test_what_is_known_to_come_stays() -> None:
    """A change that is planned for later is not undone by a file of today."""
    planned = [Period("A", 2, JOINED, AFTER), Period("C", 2, AFTER)]

    assert done(word(category="A"), known(periods=planned)).kind is Kind.UNCHANGED
    assert done(word(category="B"), known(periods=planned)).after == [
        Period("A", 2, JOINED, DAY), Period("B", 2, DAY, AFTER), Period("C", 2, AFTER),
    ]  # fmt: skip


def test_another_day_of_joining_is_told_and_kept() -> None:
    """The register knows since when; a file that says otherwise is not believed in silence."""
    step = done(word(joined_on=BEFORE))

    assert (step.kind, codes(step)) == (Kind.UNCHANGED, [("joined_on", "joined_differently")])


@pytest.mark.parametrize("left_on", [BEFORE, DAY, AFTER])
def test_somebody_leaves(left_on: date) -> None:
    """On the day the source says, past or to come."""
    step = done(word(left_on=left_on, category="B"))

    assert step.kind is Kind.LEFT
    assert step.after[-1].until == left_on
    assert {period.category for period in step.after} == ({"A", "B"} if left_on == AFTER else {"A"})
    assert done(word(left_on=left_on, category="B"), known(periods=step.after)).kind is Kind.UNCHANGED


def test_somebody_who_left_otherwise() -> None:
    """Who had left before cannot leave later: told, and kept."""
    step = done(word(left_on=DAY), known(periods=[Period("A", 2, JOINED, BEFORE)]))

    assert (step.kind, codes(step)) == (Kind.UNCHANGED, [("left_on", "no_member_then")])


@pytest.mark.parametrize(
    ("joined_on", "since"), [(None, DAY), (date(2022, 9, 1), date(2022, 9, 1)), (JOINED, DAY), (AFTER, AFTER)]
)
def test_somebody_comes_back(joined_on: date | None, since: date) -> None:
    """Since the day the source says, unless they were a member then, else since the day of the file."""
    step = done(word(joined_on=joined_on), known(periods=[Period("B", 4, JOINED, BEFORE)]))

    assert step.kind is Kind.CHANGED
    assert step.after == [Period("B", 4, JOINED, BEFORE), Period("B", 4, since)]


def test_somebody_in_the_register_who_never_was_a_member() -> None:
    """They join."""
    assert done(word(shares=3), known(periods=[])).after == [Period("A", 3, DAY)]


def test_the_erased_stay_erased() -> None:
    """A file still has their address; the register does not take it back, but knows when they leave."""
    bare = Details(name="", language=Language.NL)
    step = done(word(email="ada@example.org", left_on=DAY), known(details=bare, erased=True))

    assert (step.kind, step.details, step.fields) == (Kind.LEFT, None, [])
    assert codes(step) == [("name", "erased")]


def test_nothing_brings_the_erased_back() -> None:
    """A file that has them for a member, with shares, is told so; they join no more, and hold no other shares."""
    past, gone_since = [Period("A", 2, JOINED, BEFORE)], Details(name="—", language=Language.NL)
    for periods in (past, [Period("A", 2, JOINED)]):
        step = done(word(name="—", shares=9), known(details=gone_since, erased=True, periods=periods))

        assert (step.kind, step.after, step.details) == (Kind.LEFT_OUT, periods, None)
        assert codes(step) == [("name", "erased")]


def test_somebody_not_in_the_whole_register() -> None:
    """They leave on its day."""
    step = gone(ADA, DAY)

    assert (step.kind, step.after) == (Kind.LEFT, [Period("A", 2, JOINED, DAY)])


@pytest.mark.parametrize(("members", "most"), [(0, 3), (5, 3), (30, 3), (40, 4), (35_000, 3_500)])
def test_how_many_may_leave_without_a_word(members: int, most: int) -> None:
    """A tenth; of a small register three."""
    assert leaving_freely(members) == most
