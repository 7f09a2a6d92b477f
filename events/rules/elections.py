"""Electing people: what may be marked on a ballot, and who is elected by what was.

Asked about each candidate, members say yes, no or abstain, and who has the majority the statutes ask for may be
elected. Where names are chosen nobody votes against anybody: the most votes decide, unless the statutes ask for more
than a half, or for a majority within a category, of the ballots that name somebody. Seats go to those with the most
votes; who would share the last of them is tied, and not elected. Ranked votes elect by a quota (`rules.ranked`).
"""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from hashlib import sha256

import msgspec

from events.errors import Invalid, Mend
from events.rules.ranked import Round, ranked
from events.rules.statutes import HALF, Need, Statutes
from events.rules.tally import Condition, Part, Right, condition_on, weights_of
from events.words import BallotOrder, Choice, Method

Marks = Mapping[int, Choice] | list[int]
"""What a ballot says of candidates, by their ids: a choice for each, or those chosen; nobody is a blank vote."""
Vote = Choice | Marks
NOBODYS_RIGHT = 0


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """What a poll asks. method: None of a decision. candidates: in their order; most: names that may be chosen.

    order: in which each voter sees them; where it was drawn by lot, they stand so. lot: the order for when ranked votes
    tell two apart in no other way. withdrawn: who stood in this election, and does no more.
    """

    method: Method | None
    seats: int
    most: int | None
    candidates: tuple[int, ...]
    order: BallotOrder | None = None
    lot: tuple[int, ...] = ()
    withdrawn: frozenset[int] = frozenset()


def order_for(candidates: Iterable[int], right: int, poll_hash: bytes) -> list[int]:
    """The candidates in an order of this right's own, the same whenever it is asked for.

    poll_hash: of the rights that were frozen, which nobody knows before the poll opens.
    """
    return sorted(candidates, key=lambda one: sha256(b"%b;%d;%d" % (poll_hash, right, one)).digest())


def lot_of(candidates: Iterable[int], poll_hash: bytes) -> tuple[int, ...]:
    """The order in which the lot falls where ranked votes tell two apart in no other way: that of nobody's right."""
    return tuple(order_for(candidates, NOBODYS_RIGHT, poll_hash))


def checked(paper: Paper, vote: Vote, field: str) -> Vote:
    """The vote as it is kept. field: where it was said. Raises Invalid."""
    match paper.method, vote:
        case None, Choice():
            return vote
        case Method.PER_CANDIDATE, Mapping():
            mends = _strangers(paper, vote, field)
            if not mends and len(vote) < len(paper.candidates):
                mends = [Mend(field, "not_every_candidate")]
        case Method.NAMES, list():
            mends = _strangers(paper, vote, field)
            if len(set(vote)) < len(vote):
                mends.append(Mend(field, "named_twice"))
            if len(vote) > (paper.most or 0):
                mends.append(Mend(field, "too_many_names", {"limit": paper.most or 0}))
        case Method.RANKED, list():
            mends = _strangers(paper, vote, field)
            if len(set(vote)) < len(vote):
                mends.append(Mend(field, "named_twice"))
        case _:
            mends = [Mend(field, "not_what_is_asked")]
    if mends:
        raise Invalid(mends)
    return vote


def _strangers(paper: Paper, named: Iterable[int], field: str) -> list[Mend]:
    off = set(named) - set(paper.candidates)
    mends = [Mend(field, "candidate_withdrawn")] if off & paper.withdrawn else []
    return [*mends, Mend(field, "not_on_the_ballot")] if off - paper.withdrawn else mends


class Contender(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate, counted. enough: whether every condition is met; tied: for the last seats, with others.

    part: where names are chosen, `against` are the ballots that name others alone, and `abstain` the blank ones; where
    they are ranked, the votes with which somebody is elected, or out.
    """

    candidate: int
    part: Part
    by_category: Mapping[str, Part]
    conditions: tuple[Condition, ...]
    enough: bool
    elected: bool = False
    tied: bool = False


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A counted election. rights, votes: that were frozen; voted: rights used; blank: votes for nobody.

    contenders: those with the most votes first. left: seats that nobody has. quota, rounds: of ranked votes.
    """

    method: Method
    seats: int
    need: Need
    rights: int
    votes: int
    voted: int
    blank: Fraction
    contenders: tuple[Contender, ...]
    quota: int | None = None
    rounds: tuple[Round, ...] = ()

    @property
    def elected(self) -> tuple[int, ...]:
        """Who has a seat, the most votes first."""
        return tuple(one.candidate for one in self.contenders if one.elected)

    @property
    def tied(self) -> tuple[int, ...]:
        """Who would share the seats that are left, and is more than they are."""
        return tuple(one.candidate for one in self.contenders if one.tied)

    @property
    def left(self) -> int:
        """The seats that nobody has."""
        return self.seats - len(self.elected)


def elected(
    paper: Paper, need: Need, rights: Iterable[Right], votes: Mapping[int, Marks], statutes: Statutes
) -> Outcome:
    """The election counted. votes: by right; a right without one did not vote."""
    rights = list(rights)
    weights = weights_of(rights, statutes)
    categories = sorted({right.category for right in rights} | set(need.within))
    cast = [(one.category, weights[one.id], votes[one.id]) for one in rights if one.id in votes]
    if paper.method is Method.RANKED:
        return _ranked(paper, need, rights, [(list(marks), weight) for _, weight, marks in cast])
    box = {code: [(weight, marks) for category, weight, marks in cast if category == code] for code in categories}
    method = paper.method or Method.PER_CANDIDATE
    parts = {code: _parts(method, paper.candidates, some) for code, some in box.items()}
    contenders = [
        _contender(one, {code: parts[code][one] for code in categories}, method, need) for one in paper.candidates
    ]
    return Outcome(
        method=method,
        seats=paper.seats,
        need=need,
        rights=len(rights),
        votes=sum(right.weight for right in rights),
        voted=len(cast),
        blank=sum((weight for _, weight, marks in cast if not marks), Fraction(0)),
        contenders=tuple(seated(contenders, paper.seats)),
    )


def _ranked(paper: Paper, need: Need, rights: list[Right], cast: list[tuple[list[int], Fraction]]) -> Outcome:
    """Who is elected by ranked votes, in the order in which they were, then the others, who was out last first.

    Who never had a vote takes no seat, even where nobody else is left for it.
    """
    count = ranked(paper.candidates, paper.seats, cast, paper.lot or paper.candidates)
    out = [stage.excluded for stage in count.rounds if stage.excluded is not None]
    others = [one for one in paper.candidates if one not in count.elected and one not in out]
    contenders = []
    for one in [*count.elected, *others, *reversed(out)]:
        votes = max(stage.votes[one] for stage in count.rounds)
        contenders.append(
            Contender(
                candidate=one, part=Part(votes_for=votes), by_category={}, conditions=(), enough=votes > 0,
                elected=one in count.elected and votes > 0,
            )
        )  # fmt: skip
    return Outcome(
        method=Method.RANKED, seats=paper.seats, need=need, rights=len(rights),
        votes=sum(right.weight for right in rights), voted=len(cast),
        blank=sum((weight for marks, weight in cast if not marks), Fraction(0)), contenders=tuple(contenders),
        quota=count.quota, rounds=count.rounds,
    )  # fmt: skip


def _parts(method: Method, candidates: Iterable[int], cast: Collection[tuple[Fraction, Marks]]) -> dict[int, Part]:
    """The votes of one category, for each candidate."""
    sums = {one: dict.fromkeys(Choice, Fraction(0)) for one in candidates}
    if method is Method.PER_CANDIDATE:
        for weight, marks in cast:
            for candidate, choice in marks.items() if isinstance(marks, Mapping) else ():
                sums[candidate][choice] += weight
        return {one: _part(votes) for one, votes in sums.items()}
    for weight, marks in cast:
        for candidate in marks:
            sums[candidate][Choice.FOR] += weight
    blank = sum((weight for weight, marks in cast if not marks), Fraction(0))
    naming = sum((weight for weight, marks in cast if marks), Fraction(0))
    for votes in sums.values():
        votes.update({Choice.AGAINST: naming - votes[Choice.FOR], Choice.ABSTAIN: blank})
    return {one: _part(votes) for one, votes in sums.items()}


def _part(votes: Mapping[Choice, Fraction]) -> Part:
    return Part(votes_for=votes[Choice.FOR], against=votes[Choice.AGAINST], abstain=votes[Choice.ABSTAIN])


def _contender(candidate: int, parts: Mapping[str, Part], method: Method, need: Need) -> Contender:
    whole = Part(
        votes_for=sum((part.votes_for for part in parts.values()), Fraction(0)),
        against=sum((part.against for part in parts.values()), Fraction(0)),
        abstain=sum((part.abstain for part in parts.values()), Fraction(0)),
    )
    conditions = [condition_on(code, majority, parts[code]) for code, majority in sorted(need.within.items())]
    if method is Method.PER_CANDIDATE or need.majority > HALF:
        conditions.insert(0, condition_on(None, need.majority, whole))
    return Contender(
        candidate=candidate,
        part=whole,
        by_category={code: part for code, part in parts.items() if code},
        conditions=tuple(conditions),
        enough=whole.votes_for > 0 and all(one.reached for one in conditions),
    )


def among(paper: Paper, before: Outcome) -> Paper:
    """The paper of a further vote: those on it who tied before, for the seats that are left."""
    seats = before.left
    return msgspec.structs.replace(
        paper,
        seats=seats,
        most=None if paper.most is None else min(paper.most, seats),
        candidates=tuple(one for one in paper.candidates if one in before.tied),
    )


def seated(contenders: Iterable[Contender], seats: int) -> list[Contender]:
    """Those with the most votes first, with who is elected and who is tied."""
    ranked = sorted(contenders, key=lambda one: one.part.votes_for, reverse=True)
    able = [one.part.votes_for for one in ranked if one.enough]
    last = able[seats - 1] if len(able) > seats else Fraction(0)
    tied = len(able) > seats and able[seats] == last
    return [
        msgspec.structs.replace(
            one,
            elected=one.enough and (one.part.votes_for > last or (one.part.votes_for == last and not tied)),
            tied=one.enough and tied and one.part.votes_for == last,
        )
        for one in ranked
    ]
