"""What a member was on any day, however their memberships came and went."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import NotAMember
from events.rules.memberships import Period, Was, changed, ended, was_on
from events.words import Standing

FIRST = date(2020, 1, 1)
YEAR_20, YEAR_21, YEAR_22, YEAR_23, YEAR_24 = (date(year, 1, 1) for year in range(2020, 2025))
EVE_20, EVE_22 = date(2019, 12, 31), date(2021, 12, 31)

TWICE = [
    Period("A", 1, YEAR_20, YEAR_21),
    Period("B", 3, YEAR_21, YEAR_22),
    Period("A", 2, YEAR_23),
]
"""Two years a member, the second as staff; a year away; back since."""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (EVE_20, Was(standing=Standing.NOT_YET, joined_on=YEAR_20)),
        (YEAR_20, Was(standing=Standing.MEMBER, category="A", shares=1, joined_on=YEAR_20, left_on=YEAR_22)),
        (EVE_22, Was(standing=Standing.MEMBER, category="B", shares=3, joined_on=YEAR_20, left_on=YEAR_22)),
        (YEAR_22, Was(standing=Standing.LEFT, joined_on=YEAR_20, left_on=YEAR_22)),
        (YEAR_24, Was(standing=Standing.MEMBER, category="A", shares=2, joined_on=YEAR_23)),
    ],
)
def test_who_they_were_that_day(day: date, expected: Was) -> None:
    """Ada was staff for a year, left, and came back: each day has its own answer."""
    assert was_on(day, TWICE) == expected


def test_nobody_was_anything_yet() -> None:
    """Somebody in the register who never was a member is none on any day."""
    assert was_on(YEAR_20, []) == Was(standing=Standing.NOT_YET)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (YEAR_24, [*TWICE[:2], Period("A", 2, YEAR_23, YEAR_24), Period("C", 9, YEAR_24)]),
        (YEAR_23, [*TWICE[:2], Period("C", 9, YEAR_23)]),
        (YEAR_22, [*TWICE[:2], Period("C", 9, YEAR_22, YEAR_23), TWICE[2]]),
        (date(2020, 7, 1), [
            Period("A", 1, YEAR_20, date(2020, 7, 1)), Period("C", 9, date(2020, 7, 1), YEAR_21), *TWICE[1:],
        ]),
        (EVE_20, [Period("C", 9, EVE_20, YEAR_20), *TWICE]),
    ],
    ids=["from now on", "a correction", "in the gap", "in the past", "before all"],
)  # fmt: skip
def test_a_change_holds_until_the_next_one(since: date, expected: list[Period]) -> None:
    """Nine shares of category C from a day on: what is known of later days stays."""
    assert changed(TWICE, "C", 9, since) == expected


def test_the_same_again_changes_nothing() -> None:
    """Who is given what they have already has one membership still, not two that say the same."""
    assert changed(TWICE, "A", 2, YEAR_24) == TWICE
    assert changed([*TWICE[:2]], "B", 3, YEAR_22) == [TWICE[0], Period("B", 3, YEAR_21)]


@pytest.mark.parametrize(
    ("left_on", "expected"),
    [
        (YEAR_24, [*TWICE[:2], Period("A", 2, YEAR_23, YEAR_24)]),
        (YEAR_23, TWICE[:2]),
        (YEAR_22, TWICE[:2]),
        (YEAR_21, TWICE[:1]),
        (YEAR_20, []),
    ],
    ids=["leaves", "did not come back", "left when they did", "left earlier", "never joined"],
)
def test_nothing_lies_after_leaving(left_on: date, expected: list[Period]) -> None:
    """From the day somebody leaves on there is no membership, also none that was to come."""
    assert ended(TWICE, left_on) == expected


def test_leaving_twice_is_leaving_once() -> None:
    """Who left on a day leaves on it."""
    assert ended(TWICE[:2], YEAR_22) == TWICE[:2]


@pytest.mark.parametrize("left_on", [EVE_20, date(2022, 6, 1)])
def test_who_is_no_member_cannot_leave(left_on: date) -> None:
    """Before they joined, or long after they left, there is nothing to end."""
    with pytest.raises(NotAMember):
        ended(TWICE, left_on)


days = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
steps = st.lists(
    st.tuples(st.sampled_from("AB"), st.integers(0, 2), days) | st.tuples(st.just("leave"), st.just(0), days),
    max_size=12,
)


def after(taken: list[tuple[str, int, date]]) -> list[Period]:
    """The memberships after these changes and leavings, of which impossible ones are refused."""
    periods: list[Period] = []
    for what, shares, day in taken:
        if what != "leave":
            periods = changed(periods, what, shares, day)
        else:
            try:
                periods = ended(periods, day)
            except NotAMember:
                continue
    return periods


@given(steps)
def test_memberships_never_overlap(taken: list[tuple[str, int, date]]) -> None:
    """Whatever is done in whatever order: they are in order, never two on one day, none empty or split in vain."""
    periods = after(taken)

    for period in periods:
        assert period.until is None or period.since < period.until
    for one, next_one in pairwise(periods):
        assert one.until is not None
        assert one.until <= next_one.since
        assert one.until < next_one.since or (one.category, one.shares) != (next_one.category, next_one.shares)


@given(steps, st.sampled_from("AB"), st.integers(0, 2), days)
def test_only_the_days_meant_change(
    taken: list[tuple[str, int, date]], category: str, shares: int, since: date
) -> None:
    """A change shows on its first day, and no day before it is other than it was."""
    before = after(taken)
    now = changed(before, category, shares, since)

    found = was_on(since, now)
    assert (found.standing, found.category, found.shares) == (Standing.MEMBER, category, shares)
    for day in (FIRST + timedelta(days=n) for n in range(42)):
        if day < since:
            was, is_now = was_on(day, before), was_on(day, now)
            assert (was.standing, was.category, was.shares) == (is_now.standing, is_now.category, is_now.shares)
