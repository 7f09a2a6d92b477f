"""Ranked votes: published examples of both counts, ties, and what holds of any count."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from events.rules.ranked import Count, ranked

PEOPLE = "ABCD"


def count(seats: int, *ballots: tuple[int, str], candidates: str = PEOPLE) -> tuple[Count, list[dict[str, Fraction]]]:
    """By letters: so many ballots with these choices; and the votes of each round."""
    ids = {letter: n for n, letter in enumerate(candidates)}
    cast = [([ids[one] for one in ranking], Fraction(n)) for n, ranking in ballots]
    found = ranked(range(len(candidates)), seats, cast, range(len(candidates)))
    return found, [{candidates[one]: votes for one, votes in stage.votes.items()} for stage in found.rounds]


def test_the_capital_of_tennessee() -> None:
    """The usual example of the instant runoff: Memphis leads, and Knoxville wins in the third round."""
    found, rounds = count(1, (42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM"), candidates="MNCK")

    assert rounds == [
        {"M": 42, "N": 26, "C": 15, "K": 17}, {"M": 42, "N": 26, "C": 0, "K": 32}, {"M": 42, "N": 0, "C": 0, "K": 58},
    ]  # fmt: skip
    assert (found.quota, found.elected) == (51, (3,))


def test_two_seats_and_a_surplus() -> None:
    """The example of the single transferable vote with Andrea, Brad, Carter and Delilah: Andrea's 20 votes above the
    quota go on, 8 and 12, and Brad's to Carter."""
    found, rounds = count(2, (16, "ABCD"), (24, "ACBD"), (17, "DABC"))

    assert rounds == [
        {"A": 40, "B": 0, "C": 0, "D": 17}, {"A": 20, "B": 8, "C": 12, "D": 17}, {"A": 20, "B": 0, "C": 20, "D": 17},
    ]  # fmt: skip
    assert (found.quota, found.elected) == (20, (0, 2))
    assert [(one.surplus, one.excluded) for one in found.rounds] == [(None, None), (0, None), (None, 1)]


def test_three_dishes_for_twenty_guests() -> None:
    """The example with oranges, pears, chocolate, strawberries and hamburgers: six votes are needed for a place."""
    found, rounds = count(3, (4, "O"), (2, "PO"), (8, "CS"), (4, "CH"), (1, "S"), (1, "H"), candidates="OPCSH")

    assert (found.quota, found.elected) == (6, (2, 0, 3))
    assert rounds[1] == {"O": 4, "P": 2, "C": 6, "S": Fraction(5), "H": Fraction(3)}
    assert rounds[2] == {"O": 6, "P": 0, "C": 6, "S": 5, "H": 3}
    assert found.rounds[-1].elected == (3,)


def test_transfer_values_have_five_decimals() -> None:
    """Two of seven votes above a quota of five: each goes on at 0.28571, and the rest is worth nothing any more."""
    found, rounds = count(1 + 1, (7, "AB"), (4, "C"), (2, "DC"))

    assert found.quota == 5
    assert rounds[1]["B"] == 7 * Fraction(28571, 100000)
    assert found.rounds[1].exhausted == 2 - 7 * Fraction(28571, 100000)


def test_equal_votes_are_told_apart_by_the_past_or_by_lot() -> None:
    """B and C are equal at last: B had fewer at the earliest stage. Equal from the first on, the lot decides."""
    past, _ = count(1, (5, "A"), (3, "C"), (2, "B"), (1, "DB"))
    lot, _ = count(1, (5, "A"), (3, "C"), (3, "B"))

    assert [(one.excluded, one.by_lot) for one in past.rounds] == [(None, False), (3, False), (1, False), (2, False)]
    assert [(one.excluded, one.by_lot) for one in lot.rounds[:3]] == [(None, False), (3, False), (2, True)]


def test_no_votes_at_all() -> None:
    """Nobody reaches a quota; the lot says who goes, and the seats are filled by who is left."""
    found, _ = count(2)

    assert (found.quota, len(found.elected)) == (1, 2)


cast = st.lists(st.tuples(st.integers(1, 9), st.permutations(list(PEOPLE)), st.integers(0, 4)), max_size=25)


@given(cast, st.integers(1, 4))
def test_what_holds_of_any_count(ballots: list[tuple[int, list[str], int]], seats: int) -> None:
    """No vote is lost or made, nobody above the quota stays out, and as many are elected as there are seats."""
    voted = [(n, "".join(ranking[:length])) for n, ranking, length in ballots]

    found, _ = count(seats, *voted)

    total = sum(n for n, ranking in voted if ranking)
    for stage in found.rounds:
        assert sum(stage.votes.values()) + stage.exhausted == total
        assert all(votes >= 0 for votes in stage.votes.values())
        assert stage.exhausted >= 0
    assert len(found.elected) == len(set(found.elected)) == min(seats, 4)
    assert all(stage.excluded not in found.elected for stage in found.rounds)


@given(cast)
def test_one_seat_is_an_instant_runoff(ballots: list[tuple[int, list[str], int]]) -> None:
    """Counted by hand, from the ballots anew in each round, the same are out and the same one is elected."""
    voted = [(n, ranking[:length]) for n, ranking, length in ballots]

    found, rounds = count(1, *((n, "".join(ranking)) for n, ranking in voted))

    out = set()
    for stage, votes in zip(found.rounds, rounds, strict=True):
        if stage.excluded is not None:
            out.add(PEOPLE[stage.excluded])
        firsts = [(n, next((one for one in ranking if one not in out), None)) for n, ranking in voted]
        naive = {one: sum(n for n, first in firsts if first == one) for one in PEOPLE}
        assert votes == naive
    most = max(rounds[-1].values())
    assert rounds[-1][PEOPLE[found.elected[0]]] == most
