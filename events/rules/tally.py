"""Counting a vote for or against, exactly: what was cast, by whom it is decided, and what every share of it is.

Abstentions and blanks are neither for nor against, so they are in no majority; a tie rejects.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import msgspec

from events.errors import CannotBeSecret
from events.rules.statutes import Need, Statutes, majority_reached
from events.words import Choice

WHOLE = Fraction(1)


class Right(msgspec.Struct, frozen=True, kw_only=True):
    """A right to vote as a poll froze it. holder: who exercises it; weight: votes, before any cap.

    category: empty where a sealed poll keeps none.
    """

    id: int
    holder: int
    category: str
    weight: int


class Cast(msgspec.Struct, frozen=True):
    """What was cast for one right, with what it weighs after any cap."""

    choice: Choice
    category: str
    weight: Fraction


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Votes for, against and abstaining."""

    votes_for: Fraction = Fraction(0)
    against: Fraction = Fraction(0)
    abstain: Fraction = Fraction(0)

    @property
    def decisive(self) -> Fraction:
        """The votes that decide: for and against."""
        return self.votes_for + self.against

    @property
    def cast(self) -> Fraction:
        """All that was cast, abstentions too."""
        return self.decisive + self.abstain

    def of_decisive(self) -> Fraction | None:
        """The part of the votes that decide that is for it; None when there are none."""
        return self.votes_for / self.decisive if self.decisive else None


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """A majority that was needed, and whether it was there. category: within which, None for all of them."""

    category: str | None
    majority: Fraction
    part: Part
    reached: bool


FEW = 5
"""Votes of a category that can be told apart from the others: fewer would tell who voted what."""


def told_apart(parts: Mapping[str, Part], conditions: Iterable[Condition]) -> dict[str, Part]:
    """The categories whose votes are told: those that a majority is needed in, and those of many."""
    needed = {one.category for one in conditions}
    return {code: part for code, part in parts.items() if code in needed or part.cast >= FEW}


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """A counted vote. rights, votes: that were frozen; voted: rights used; adopted: whether all conditions are met."""

    rights: int
    votes: int
    voted: int
    whole: Part
    by_category: Mapping[str, Part]
    conditions: tuple[Condition, ...]
    adopted: bool


def weights_of(rights: Iterable[Right], statutes: Statutes) -> dict[int, Fraction]:
    """What each right weighs: its votes, less where a member would cast more than the cap of all votes at the meeting.

    Where proxies count towards the cap, what a holder has too much is taken from all their rights in proportion; else
    from each right by itself.
    """
    rights = list(rights)
    if statutes.cap is None:
        return {right.id: Fraction(right.weight) for right in rights}
    most = statutes.cap * sum(right.weight for right in rights)
    held: dict[int, int] = {}
    for right in rights:
        held[right.holder] = held.get(right.holder, 0) + right.weight
    whose = {right.id: held[right.holder] if statutes.cap_with_proxies else right.weight for right in rights}
    return {right.id: right.weight * min(WHOLE, most / whose[right.id]) for right in rights}


def check_sealable(frozen: Iterable[Right], need: Need, statutes: Statutes) -> None:
    """Whether these rights can vote unseen. Raises CannotBeSecret.

    A ballot that weighs differently names its owner, so all weigh the same, after any cap. So does one of a category
    with few voters, which is kept beside it only where a majority within that category is needed.
    """
    frozen = list(frozen)
    weights = {right.weight for right in frozen} | set(weights_of(frozen, statutes).values())
    if len(weights) > 1 or any(sum(right.category == code for right in frozen) < FEW for code in need.within):
        raise CannotBeSecret


def counted(need: Need, rights: Iterable[Right], choices: Mapping[int, Choice], statutes: Statutes) -> Tally:
    """The vote counted. choices: by right; a right without one did not vote."""
    rights = list(rights)
    weights = weights_of(rights, statutes)
    cast = [Cast(choices[one.id], one.category, weights[one.id]) for one in rights if one.id in choices]
    categories = sorted({right.category for right in rights if right.category} | set(need.within))
    whole = _part(cast)
    parts = {code: _part(one for one in cast if one.category == code) for code in categories}
    conditions = [condition_on(None, need.majority, whole)]
    conditions += [condition_on(code, majority, parts[code]) for code, majority in sorted(need.within.items())]
    return Tally(
        rights=len(rights),
        votes=sum(right.weight for right in rights),
        voted=len(cast),
        whole=whole,
        by_category=parts,
        conditions=tuple(conditions),
        adopted=all(one.reached for one in conditions),
    )


def _part(cast: Iterable[Cast]) -> Part:
    sums = dict.fromkeys(Choice, Fraction(0))
    for one in cast:
        sums[one.choice] += one.weight
    return Part(votes_for=sums[Choice.FOR], against=sums[Choice.AGAINST], abstain=sums[Choice.ABSTAIN])


def condition_on(category: str | None, majority: Fraction, part: Part) -> Condition:
    """Whether this part of the votes has that majority."""
    return Condition(
        category=category,
        majority=majority,
        part=part,
        reached=majority_reached(majority, part.votes_for, part.decisive),
    )
