"""Elections over HTTP: what is asked on a ballot, and what came of it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import msgspec

from events.rules.elections import Contender, Outcome, Vote
from events.rules.ranked import Round
from events.rules.statutes import figures
from events.rules.tally import Condition, Part, told_apart
from events.rules.tally_said import shares
from events.words import Choice, Method

Said = Choice | dict[str, Choice] | list[int]
"""A vote: of a decision a choice; of an election a choice for each candidate, or those chosen, by their ids."""


def heard(said: Said) -> Vote:
    """The vote as rules know it; what is no id of a candidate is nobody's."""
    if isinstance(said, dict):
        return {int(one) if one.isascii() and one.isdigit() else 0: choice for one, choice in said.items()}
    return said


class OnBallot(msgspec.Struct, kw_only=True):
    """A candidate on a ballot."""

    id: int
    name: str


class PartOut(msgspec.Struct, kw_only=True):
    """Votes; fractions such as `7/2` where a cap cut some. of_decisive, of_cast: the share for, without and with
    abstentions."""

    votes_for: str
    against: str
    abstain: str
    of_decisive: str | None
    of_cast: str | None


class ConditionOut(msgspec.Struct, kw_only=True):
    """A majority that was needed; category: within which, null for all."""

    category: str | None
    majority: str
    reached: bool


class ContenderSeen(msgspec.Struct, kw_only=True):
    """A candidate, counted. against, abstain: null where names were chosen or ranked.

    tied: for the seats that are left. votes_for: of ranked votes those with which somebody is elected, or out.
    """

    id: int
    name: str
    votes_for: str
    against: str | None
    abstain: str | None
    elected: bool
    tied: bool


class RoundSeen(msgspec.Struct, kw_only=True):
    """A count of ranked votes. votes: of each candidate after it, by id; exhausted: what is worth nothing any more.

    elected: by it; surplus, excluded: whose votes went on in it. by_lot: whether the lot said who.
    """

    votes: dict[str, str]
    exhausted: str
    elected: list[int]
    surplus: int | None
    excluded: int | None
    by_lot: bool


class OutcomeSeen(msgspec.Struct, kw_only=True):
    """Who is elected, those with the most votes first. left: seats that nobody has; blank: votes for nobody.

    quota, rounds: of ranked votes, the votes that elect, and each count.
    """

    method: Method
    seats: int
    left: int
    blank: str
    quota: int | None
    rounds: list[RoundSeen]
    contenders: list[ContenderSeen]


class ContenderOut(ContenderSeen, kw_only=True):
    """A candidate, counted. of_decisive, of_cast: shares, null of ranked votes. conditions: what was needed."""

    of_decisive: str | None
    of_cast: str | None
    by_category: dict[str, PartOut]
    conditions: list[ConditionOut]


class ElectionOut(msgspec.Struct, kw_only=True):
    """Who is elected, with the working; as `OutcomeSeen`. Where names were chosen, `against` of a category are the
    ballots that name others alone, and `abstain` the blank ones."""

    method: Method
    seats: int
    left: int
    blank: str
    quota: int | None
    rounds: list[RoundSeen]
    contenders: list[ContenderOut]


def outcome_seen(outcome: Outcome, names: Mapping[int, str]) -> OutcomeSeen:
    """What a screen shows of it."""
    seen = [ContenderSeen(**_seen(one, outcome, names)) for one in outcome.contenders]
    return OutcomeSeen(**_facts(outcome), contenders=seen)


def election_out(outcome: Outcome, names: Mapping[int, str], reads: str) -> ElectionOut:
    """All of it, with shares as they are written in the reader's language."""
    return ElectionOut(
        **_facts(outcome),
        contenders=[
            ContenderOut(
                **{**_seen(one, outcome, names), **(_NO_SHARES if outcome.rounds else shares(one.part, reads))},
                by_category={
                    code: part_out(part, reads) for code, part in told_apart(one.by_category, one.conditions).items()
                },
                conditions=[condition_out(condition) for condition in one.conditions],
            )
            for one in outcome.contenders
        ],
    )


def part_out(part: Part, reads: str) -> PartOut:
    """Votes, exactly, and their shares."""
    return PartOut(
        votes_for=str(part.votes_for), against=str(part.against), abstain=str(part.abstain), **shares(part, reads)
    )


def condition_out(one: Condition) -> ConditionOut:
    """A majority that was needed."""
    return ConditionOut(category=one.category, majority=figures(one.majority), reached=one.reached)


_NO_SHARES = {"of_decisive": None, "of_cast": None}


def _facts(outcome: Outcome) -> dict[str, Any]:
    return {
        "method": outcome.method, "seats": outcome.seats, "left": outcome.left, "blank": str(outcome.blank),
        "quota": outcome.quota, "rounds": [_round(one) for one in outcome.rounds],
    }  # fmt: skip


def _round(one: Round) -> RoundSeen:
    return RoundSeen(
        votes={str(candidate): decimal(votes) for candidate, votes in one.votes.items()},
        exhausted=decimal(one.exhausted), elected=list(one.elected), surplus=one.surplus, excluded=one.excluded,
        by_lot=one.by_lot,
    )  # fmt: skip


def decimal(votes: Fraction) -> str:
    """Whole, or to the five decimals that ranked votes are counted with."""
    return str(votes) if votes.denominator == 1 else f"{float(votes):.5f}".rstrip("0")


def _seen(one: Contender, outcome: Outcome, names: Mapping[int, str]) -> dict[str, Any]:
    asked = outcome.method is Method.PER_CANDIDATE
    votes = one.part.votes_for

    def said(votes: Fraction) -> str | None:
        return str(votes) if asked else None

    return {
        "id": one.candidate, "name": names[one.candidate],
        "votes_for": decimal(votes) if outcome.rounds else str(votes),
        "against": said(one.part.against), "abstain": said(one.part.abstain), "elected": one.elected,
        "tied": one.tied,
    }  # fmt: skip
