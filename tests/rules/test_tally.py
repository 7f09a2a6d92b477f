"""Results: the published ones of 2020, exact fractions, caps and categories, and a naive recount of anything."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from events.rules.statutes import HALF, Need
from events.rules.tally import Right, Tally, counted, weights_of
from events.rules.tally_said import sentence, shares
from events.words import Choice, Language, Matter
from tests.cast import PROFILE

ORDINARY = Need(matter=Matter.ORDINARY)


def voted(need: Need, votes_for: int, against: int, abstain: int, absent: int = 0) -> Tally:
    """One vote each."""
    choices = [Choice.FOR] * votes_for + [Choice.AGAINST] * against + [Choice.ABSTAIN] * abstain
    rights = [Right(id=n, holder=n, category="A", weight=1) for n in range(len(choices) + absent)]
    return counted(need, rights, dict(enumerate(choices)), PROFILE)


@pytest.mark.parametrize(
    ("votes_for", "against", "abstain", "decisive", "cast"),
    [(68, 6, 26, "91.9%", "68.0%"), (72, 5, 23, "93.5%", "72.0%"), (76, 6, 18, "92.7%", "76.0%")],
)
def test_the_assembly_of_2020(votes_for: int, against: int, abstain: int, decisive: str, cast: str) -> None:
    """Each adopted; the share of the votes that decide stands beside the one with abstentions."""
    tally = voted(ORDINARY, votes_for, against, abstain)

    assert tally.adopted
    assert shares(tally.whole, "en") == {"of_decisive": decisive, "of_cast": cast}
    assert f"so {decisive} for; more than a half was needed" in sentence(tally, "en")


@pytest.mark.parametrize(
    ("majority", "votes_for", "against", "adopted"),
    [
        (HALF, 1, 0, True), (HALF, 0, 1, False), (HALF, 5, 5, False), (HALF, 0, 0, False),
        (Fraction(3, 4), 3, 1, True), (Fraction(3, 4), 74, 26, False), (Fraction(3, 4), 0, 0, False),
        (Fraction(2, 3), 2, 1, True), (Fraction(4, 5), 79, 21, False), (Fraction(4, 5), 80, 20, True),
    ],
)  # fmt: skip
def test_what_is_enough(majority: Fraction, votes_for: int, against: int, adopted: bool) -> None:
    """More than a half; at least any larger part. A tie rejects, and so does silence."""
    need = Need(matter=Matter.STATUTES, majority=majority)

    assert voted(need, votes_for, against, 7).adopted is adopted


def test_a_category_of_its_own() -> None:
    """Three quarters of all and two thirds of A: both, or nothing."""
    need = Need(matter=Matter.STATUTES, majority=Fraction(3, 4), within={"A": Fraction(2, 3), "B": HALF})
    rights = [Right(id=n, holder=n, category="A" if n < 6 else "B", weight=1) for n in range(16)]
    choices = {n: Choice.FOR if n >= 3 else Choice.AGAINST for n in range(16)}

    tally = counted(need, rights, choices, PROFILE)

    assert [(one.category, one.reached) for one in tally.conditions] == [(None, True), ("A", False), ("B", True)]
    assert not tally.adopted
    assert "in category A 50.0% for, at least 2/3 was needed" in sentence(tally, "en")


def test_a_cap_on_what_one_member_casts() -> None:
    """A tenth of the votes at the meeting; with proxies what a holder has too much is taken in proportion."""
    rights = [
        Right(id=1, holder=1, category="A", weight=30), Right(id=2, holder=1, category="A", weight=10),
        *[Right(id=n, holder=n, category="A", weight=1) for n in range(3, 63)],
    ]  # fmt: skip
    with_proxies = replace(PROFILE, cap=Fraction(1, 10), cap_with_proxies=True)
    without = replace(PROFILE, cap=Fraction(1, 10), cap_with_proxies=False)

    assert [weights_of(rights, with_proxies)[n] for n in (1, 2, 3)] == [Fraction(15, 2), Fraction(5, 2), 1]
    assert [weights_of(rights, without)[n] for n in (1, 2, 3)] == [10, 10, 1]


@pytest.mark.parametrize("language", list(Language))
def test_the_sentence_in_each_language(language: Language) -> None:
    """Adopted, rejected and silent, with and without abstentions: whole sentences, no gap."""
    for votes in ((3, 1, 2), (1, 3, 0), (0, 0, 4), (0, 0, 0)):
        tally = voted(ORDINARY, *votes)
        said = sentence(tally, language)
        assert said.endswith(".")
        assert "  " not in said
        assert "{" not in said


choices_of = st.lists(
    st.tuples(st.sampled_from([*Choice, None]), st.sampled_from("ABC"), st.integers(1, 50), st.integers(1, 8)),
    max_size=60,
)


@given(choices_of, st.sampled_from([HALF, Fraction(2, 3), Fraction(3, 4), Fraction(4, 5)]))
def test_it_is_what_a_naive_recount_finds(
    ballots: list[tuple[Choice | None, str, int, int]], majority: Fraction
) -> None:
    """Over any assembly: sums one by one, and the majority by cross-multiplying whole numbers."""
    rights = [Right(id=n, holder=who, category=code, weight=w) for n, (_, code, w, who) in enumerate(ballots)]
    cast = {n: choice for n, (choice, *_) in enumerate(ballots) if choice is not None}

    tally = counted(Need(matter=Matter.STATUTES, majority=majority), rights, cast, PROFILE)

    sums = {one: sum(w for choice, _, w, _ in ballots if choice is one) for one in Choice}
    votes_for, decisive = sums[Choice.FOR], sums[Choice.FOR] + sums[Choice.AGAINST]
    left, right = votes_for * majority.denominator, decisive * majority.numerator
    assert (tally.whole.votes_for, tally.whole.decisive, tally.whole.cast) == (votes_for, decisive, sum(sums.values()))
    assert tally.adopted is (left > right if majority == HALF else decisive > 0 and left >= right)
    assert tally.voted == len(cast)
    assert sum(part.cast for part in tally.by_category.values()) == tally.whole.cast


@given(choices_of, st.integers(1, 20))
def test_no_member_casts_more_than_the_cap(ballots: list[tuple[Choice | None, str, int, int]], tenth: int) -> None:
    """With their proxies, and exactly the cap where they had more."""
    rights = [Right(id=n, holder=who, category="A", weight=w) for n, (_, _, w, who) in enumerate(ballots)]
    rules = replace(PROFILE, cap=Fraction(1, tenth), cap_with_proxies=True)

    weights = weights_of(rights, rules)

    most = Fraction(sum(one.weight for one in rights), tenth)
    for holder in {one.holder for one in rights}:
        had = sum(one.weight for one in rights if one.holder == holder)
        assert sum(weights[one.id] for one in rights if one.holder == holder) == min(had, most)
