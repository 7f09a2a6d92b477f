"""Counting ranked votes as the Scottish Local Government Elections Order 2007 does (SSI 2007/42, rules 45 to 52).

Whoever reaches the quota is elected, and what they have above it goes on to the next choices, each ballot at a part of
its value to five decimals; when nobody has more than the quota, who has fewest is out, and their ballots go on as they
are. For one seat that is the instant runoff.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from fractions import Fraction
from math import floor

import msgspec

DECIMALS = 10**5


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """A stage of the count. stands: each candidate with their votes after it; exhausted: votes on ballots with no
    further choice, and what the decimals cut off.

    elected: at this stage; excluded: whose ballots went on in it, having fewest; surplus: whose surplus did. by_lot:
    whether nothing but the lot could say who.
    """

    stands: tuple[tuple[int, Fraction], ...]
    exhausted: Fraction
    elected: tuple[int, ...] = ()
    excluded: int | None = None
    surplus: int | None = None
    by_lot: bool = False

    @property
    def votes(self) -> dict[int, Fraction]:
        """Of each candidate."""
        return dict(self.stands)


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A counted election. elected: in the order in which they were; quota: the votes that elect."""

    quota: int
    rounds: tuple[Round, ...]
    elected: tuple[int, ...]


class Parcel(msgspec.Struct, frozen=True):
    """Ballots that say the same: their weight, and what one vote of it is still worth."""

    ranking: tuple[int, ...]
    weight: Fraction
    value: Fraction

    @property
    def votes(self) -> Fraction:
        """What they count for."""
        return self.weight * self.value


def ranked(
    candidates: Sequence[int], seats: int, ballots: Iterable[tuple[Sequence[int], Fraction]], lot: Sequence[int]
) -> Count:
    """Who is elected. ballots: the candidates in the order somebody prefers them, with the weight of the vote.

    lot: the candidates in an order drawn by lot; where votes at no stage tell two apart, the first of them stays.
    """
    counting = _Counting(candidates, seats, ballots, lot)
    while not counting.over():
        counting.step()
    return Count(quota=counting.quota, rounds=tuple(counting.rounds), elected=tuple(counting.elected))


class _Counting:
    def __init__(
        self,
        candidates: Sequence[int],
        seats: int,
        ballots: Iterable[tuple[Sequence[int], Fraction]],
        lot: Sequence[int],
    ) -> None:
        self.seats, self.lot = seats, lot
        self.continuing = list(candidates)
        self.elected: list[int] = []
        self.rounds: list[Round] = []
        self.held: dict[int, list[Parcel]] = {one: [] for one in candidates}
        self.votes = dict.fromkeys(candidates, Fraction(0))
        same: dict[tuple[int, ...], Fraction] = {}
        for ranking, weight in ballots:
            same[tuple(ranking)] = same.get(tuple(ranking), Fraction(0)) + weight
        parcels = [Parcel(ranking, weight, Fraction(1)) for ranking, weight in same.items() if ranking]
        self.all = sum((parcel.weight for parcel in parcels), Fraction(0))
        self.quota = floor(self.all / (seats + 1)) + 1
        self._hand_on(parcels)
        self._note()

    def over(self) -> bool:
        """Whether every seat is filled, or nobody is left to fill one."""
        return len(self.elected) >= self.seats or not self.continuing

    def step(self) -> None:
        """The next stage: a surplus goes on, the largest first, or else who has fewest is out."""
        votes = self.rounds[-1].votes
        above = [one for one in self.elected if votes[one] > self.quota]
        if above:
            who, by_lot = self._chosen(above, max)
            self._surplus(who, votes[who])
            self._note(surplus=who, by_lot=by_lot)
            return
        who, by_lot = self._chosen(self.continuing, min)
        self.continuing.remove(who)
        self.votes[who] = Fraction(0)
        self._hand_on(self.held.pop(who))
        self._note(excluded=who, by_lot=by_lot)

    def _surplus(self, who: int, votes: Fraction) -> None:
        """Rule 48. What stays with who is elected is the quota, in whatever ballots."""
        above = votes - self.quota
        self.votes[who] = Fraction(self.quota)
        parcels = self.held.pop(who)
        values = {one.value for one in parcels}
        worth = {value: Fraction(floor(above * value / votes * DECIMALS), DECIMALS) for value in values}
        self._hand_on(Parcel(one.ranking, one.weight, worth[one.value]) for one in parcels)

    def _hand_on(self, parcels: Iterable[Parcel]) -> None:
        """To the next choice of each that is still in the count."""
        there = frozenset(self.continuing)
        for parcel in parcels:
            to = next((one for one in parcel.ranking if one in there), None)
            if to is not None:
                self.held[to].append(parcel)
                self.votes[to] += parcel.votes

    def _note(self, *, excluded: int | None = None, surplus: int | None = None, by_lot: bool = False) -> None:
        """Write the stage down, with who is elected by it (rules 47 and 52)."""
        votes = dict(self.votes)
        new = [one for one in self.continuing if votes[one] >= self.quota]
        left = [one for one in self.continuing if one not in new]
        if len(left) <= self.seats - len(self.elected) - len(new):
            new += left
        new.sort(key=lambda one: votes[one], reverse=True)
        self.continuing = [one for one in self.continuing if one not in new]
        self.elected += new
        self.rounds.append(
            Round(
                stands=tuple(votes.items()), exhausted=self.all - sum(votes.values()), elected=tuple(new),
                excluded=excluded, surplus=surplus, by_lot=by_lot,
            )
        )  # fmt: skip

    def _chosen(self, some: Collection[int], pick: Callable[[Iterable[Fraction]], Fraction]) -> tuple[int, bool]:
        """Who of them has the most or fewest votes: now, else at the earliest stage that tells them apart, else by
        lot (rules 49 and 50)."""
        for votes in (self.rounds[-1].votes, *(one.votes for one in self.rounds)):
            edge = pick([votes[one] for one in some])
            some = [one for one in some if votes[one] == edge]
            if len(some) == 1:
                return next(iter(some)), False
        order = [one for one in self.lot if one in some]
        return (order[0] if pick is max else order[-1]), True
