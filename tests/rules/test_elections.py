"""Who is elected: by yes and no, by names, with ties, categories and caps; and a naive recount of any election."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from events.errors import Invalid
from events.rules.elections import Marks, Outcome, Paper, Vote, among, checked, elected, order_for
from events.rules.elections_said import sentence
from events.rules.statutes import HALF, Need
from events.rules.tally import Right
from events.words import Choice, Language, Matter, Method
from tests.cast import PROFILE

F, A, O = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN  # noqa: E741 (as they stand in a column)
NEED = Need(matter=Matter.ELECTION)
NAMES = {1: "Ada", 2: "Bram", 3: "Chloé", 4: "Dirk"}


def asks(seats: int = 2, candidates: int = 3) -> Paper:
    return Paper(method=Method.PER_CANDIDATE, seats=seats, most=None, candidates=tuple(range(1, candidates + 1)))


def names(seats: int = 2, most: int = 2, candidates: int = 3) -> Paper:
    return Paper(method=Method.NAMES, seats=seats, most=most, candidates=tuple(range(1, candidates + 1)))


def held(paper: Paper, *ballots: Marks, need: Need = NEED) -> Outcome:
    """One vote each, of category A."""
    rights = [Right(id=n, holder=n, category="A", weight=1) for n in range(len(ballots))]
    return elected(paper, need, rights, dict(enumerate(ballots)), PROFILE)


def said(*choices: Choice) -> dict[int, Choice]:
    return dict(enumerate(choices, 1))


def test_more_for_than_against_and_the_most_votes() -> None:
    """Of four, three have more for than against, for two seats; Dirk has the most votes for, and more against."""
    ballots = [said(F, F, F, F)] * 3 + [said(F, F, A, A)] * 2 + [said(F, A, F, F), said(A, A, O, A), said(O, O, O, A)]
    ballots += [said(A, F, A, F), said(A, O, A, F), said(O, A, O, A), said(O, A, O, A)]

    outcome = held(asks(candidates=4), *ballots)

    assert outcome.elected == (1, 2)
    assert [one.candidate for one in outcome.contenders] == [1, 2, 4, 3]
    assert [one.enough for one in outcome.contenders] == [True, True, False, False]
    assert (outcome.tied, outcome.left) == ((), 0)


def test_a_tie_for_the_last_seat() -> None:
    """Ada has hers; neither Bram nor Chloé has the other, until a vote on the two of them for the one seat."""
    ballots = [[1, 2], [1, 3], [1, 2], [3], [], [2, 3], [1]]

    outcome = held(names(), *ballots)
    further = among(names(), outcome)

    assert (outcome.elected, outcome.tied, outcome.left, outcome.blank) == ((1,), (2, 3), 1, 1)
    assert (further.candidates, further.seats, further.most) == ((2, 3), 1, 1)
    assert sentence(outcome, NAMES, "en") == (
        "Elected: Ada (votes: 4, so 66.7%)."
        " A tie for the seats that are left (1): Bram (votes: 3, so 50.0%) and Chloé (votes: 3, so 50.0%)."
        " None of them is elected; a further vote decides."
        " Seats: 2, for those with the most votes. Blank votes (1) do not count."
    )


def test_a_tie_that_all_seats_can_take_is_none() -> None:
    """Two with as many votes for two seats."""
    outcome = held(names(), [1, 2], [2, 1], [3])

    assert (set(outcome.elected), outcome.tied) == ({1, 2}, ())


@pytest.mark.parametrize("paper", [asks(), names()])
def test_nobody_votes_for_anybody(paper: Paper) -> None:
    """No ballots, or blank ones alone: every seat stays empty, and nobody is tied at nothing."""
    blank: Marks = said(O, O, O) if paper.method is Method.PER_CANDIDATE else []

    for ballots in ([], [blank], [blank] * 5):
        outcome = held(paper, *ballots)
        assert (outcome.elected, outcome.tied, outcome.left) == ((), (), 2)
        assert sentence(outcome, NAMES, "en").startswith("Nobody is elected. Not elected: Ada (no votes),")


def test_one_vote_elects() -> None:
    """The only one cast decides, whatever the others do not."""
    assert held(names(), [3]).elected == (3,)
    assert held(asks(), said(F, A, O)).elected == (1,)


def test_more_than_a_half_that_the_statutes_ask_for() -> None:
    """Two thirds of the ballots that name somebody; the blank ones are in neither."""
    need = replace(NEED, majority=Fraction(2, 3))

    outcome = held(names(), [1], [1], [2], [], [], need=need)

    assert outcome.elected == (1,)
    assert "at least 2/3 was needed" in sentence(outcome, NAMES, "en")


def test_a_majority_within_a_category() -> None:
    """Bram has the most votes, and not a half of those of category B."""
    need = replace(NEED, within={"B": HALF})
    rights = [Right(id=n, holder=n, category="A" if n < 4 else "B", weight=1) for n in range(7)]
    votes: dict[int, Marks] = {0: [2], 1: [2], 2: [2], 3: [2], 4: [1], 5: [1], 6: [2]}

    outcome = elected(names(seats=1, most=1), need, rights, votes, PROFILE)

    assert outcome.elected == (1,)
    assert "Bram (votes: 5, so 71.4%, 33.3% in category B)" in sentence(outcome, NAMES, "en")


def test_ballots_of_no_category_count_as_any() -> None:
    """A sealed poll keeps none where no majority within one decides."""
    rights = [Right(id=n, holder=-n, category="", weight=1) for n in range(4)]
    by_name = elected(names(seats=1), NEED, rights, {0: [1], 1: [1, 2], 2: []}, PROFILE)
    asked = elected(asks(seats=1), NEED, rights, {0: said(F, A, O), 1: said(F, F, O)}, PROFILE)

    assert (by_name.elected, asked.elected, by_name.blank) == ((1,), (1,), 1)
    assert [one.part.votes_for for one in by_name.contenders] == [2, 1, 0]
    assert by_name.contenders[0].by_category == {}


def test_a_cap_cuts_the_votes_of_one() -> None:
    """Ten votes of one member weigh what the cap leaves of them."""
    rights = [Right(id=0, holder=0, category="A", weight=10)]
    rights += [Right(id=n, holder=n, category="A", weight=1) for n in range(1, 11)]
    votes: dict[int, Marks] = {0: [1], **{n: [2] for n in range(1, 5)}}

    outcome = elected(names(seats=1, most=1), NEED, rights, votes, replace(PROFILE, cap=Fraction(1, 10)))

    assert outcome.elected == (2,)
    assert [one.part.votes_for for one in outcome.contenders] == [4, 2, 0]


@pytest.mark.parametrize(
    ("paper", "vote", "code"),
    [
        (names(), [1, 2, 3], "too_many_names"), (names(), [1, 1], "named_twice"),
        (names(), [1, 9], "not_on_the_ballot"),
        (replace(names(), withdrawn=frozenset({9})), [9], "candidate_withdrawn"), (names(), F, "not_what_is_asked"),
        (names(), said(F, F, F), "not_what_is_asked"), (asks(), [1], "not_what_is_asked"),
        (asks(), said(F, F), "not_every_candidate"), (asks(), said(F, F, F, F), "not_on_the_ballot"),
        (replace(asks(), method=None), [1], "not_what_is_asked"),
    ],
)  # fmt: skip
def test_what_is_no_ballot(paper: Paper, vote: Vote, code: str) -> None:
    """Each is refused with what to mend."""
    with pytest.raises(Invalid) as refused:
        checked(paper, vote, "choice")

    assert code in {mend.code for mend in refused.value.mends}


def test_ranked_votes_that_nobody_cast() -> None:
    """No seat goes to who never had a vote, though nobody else is there to take it; the lot is told where it fell."""
    paper = Paper(method=Method.RANKED, seats=2, most=None, candidates=(1, 2, 3, 4))

    nobody, one, lot = held(paper, []), held(paper, [3]), held(paper, [1], [2], [3])

    assert (nobody.elected, nobody.left, nobody.blank) == ((), 2, 1)
    assert (one.elected, one.left) == ((3,), 1)
    assert len(lot.elected) == 2
    assert sentence(lot, NAMES, "en").endswith("Where nothing else told them apart, the lot decided.")
    for language in Language:
        for outcome in (nobody, one, lot):
            told = sentence(outcome, NAMES, language)
            assert told.endswith(".")
            assert "  " not in told
            assert "{" not in told


def test_an_order_of_their_own() -> None:
    """The same whenever it is asked for, all of them in it, and in the long run each as often first."""
    orders = [order_for((1, 2, 3), right, b"hash") for right in range(3000)]

    assert orders[7] == order_for((3, 1, 2), 7, b"hash")
    assert all(sorted(order) == [1, 2, 3] for order in orders)
    for one in (1, 2, 3):
        assert 900 < sum(order[0] == one for order in orders) < 1100


@pytest.mark.parametrize("language", list(Language))
def test_the_sentence_in_each_language(language: Language) -> None:
    """Elected, tied, not elected and nobody, with a category and without: whole sentences, no gap."""
    within = replace(NEED, majority=Fraction(3, 4), within={"A": Fraction(2, 3)})
    for need in (NEED, within):
        for outcome in (
            held(names(), [1, 2], [1, 3], [1], [], need=need), held(names(), need=need), held(asks(), need=need),
            held(asks(), said(F, F, A), said(F, A, A), said(F, O, O), need=need),
        ):  # fmt: skip
            told = sentence(outcome, NAMES, language)
            assert told.endswith(".")
            assert "  " not in told
            assert "{" not in told


people = st.tuples(st.sampled_from("AB"), st.integers(1, 9), st.integers(1, 5))
choices = st.sampled_from(list(Choice))
asked = st.lists(st.tuples(people, st.none() | st.tuples(choices, choices, choices, choices)), max_size=40)
chosen = st.lists(
    st.tuples(people, st.none() | st.lists(st.sampled_from([1, 2, 3, 4]), unique=True, max_size=3)), max_size=40
)


def of_rights(ballots: list[tuple[tuple[str, int, int], object]]) -> list[Right]:
    return [Right(id=n, holder=who, category=code, weight=w) for n, ((code, w, who), _) in enumerate(ballots)]


def check_seats(outcome: Outcome, able: Mapping[int, int], seats: int) -> None:
    """By hand: a seat to who has so few others at or above them; who shares the line and does not fit is tied."""
    won = {one for one, votes in able.items() if sum(votes <= other for other in able.values()) <= seats}
    line = {one for one, votes in able.items() if one not in won and sum(votes < n for n in able.values()) < seats}
    assert set(outcome.elected) == won
    assert set(outcome.tied) == line
    assert len(won) + outcome.left == seats


@given(asked, st.integers(1, 4), st.sampled_from([HALF, Fraction(2, 3), Fraction(4, 5)]))
def test_yes_and_no_are_what_a_naive_recount_finds(
    ballots: list[tuple[tuple[str, int, int], tuple[Choice, ...] | None]], seats: int, majority: Fraction
) -> None:
    """Sums one by one, and the majority by cross-multiplying whole numbers."""
    votes: dict[int, Marks] = {n: said(*marks) for n, (_, marks) in enumerate(ballots) if marks}

    outcome = elected(asks(seats, 4), replace(NEED, majority=majority), of_rights(ballots), votes, PROFILE)

    able = {}
    for one in outcome.contenders:
        sums = {c: sum(w for (_, w, _), m in ballots if m and m[one.candidate - 1] is c) for c in Choice}
        assert (one.part.votes_for, one.part.against, one.part.abstain) == (sums[F], sums[A], sums[O])
        left, right = sums[F] * majority.denominator, (sums[F] + sums[A]) * majority.numerator
        if sums[F] and (left > right if majority == HALF else left >= right):
            able[one.candidate] = sums[F]
    check_seats(outcome, able, seats)
    assert outcome.voted == len(votes)


@given(chosen, st.integers(1, 4))
def test_names_are_what_a_naive_recount_finds(
    ballots: list[tuple[tuple[str, int, int], list[int] | None]], seats: int
) -> None:
    """Votes one by one; blanks apart; every category adds up to the whole."""
    votes: dict[int, Marks] = {n: marks for n, (_, marks) in enumerate(ballots) if marks is not None}

    outcome = elected(names(seats, 3, 4), NEED, of_rights(ballots), votes, PROFILE)

    sums = {one: sum(w for (_, w, _), marks in ballots if marks and one in marks) for one in (1, 2, 3, 4)}
    assert {one.candidate: one.part.votes_for for one in outcome.contenders} == sums
    assert outcome.blank == sum(w for (_, w, _), marks in ballots if marks == [])
    for one in outcome.contenders:
        assert sum(part.votes_for for part in one.by_category.values()) == one.part.votes_for
        assert one.part.cast == sum(w for (_, w, _), marks in ballots if marks is not None)
    check_seats(outcome, {one: n for one, n in sums.items() if n}, seats)
