"""Polls over HTTP: the bureau opens and closes them, members vote, and everybody reads the result once it is told."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from events.actions import ballots
from events.actions import polls as actions
from events.actions.roll import is_voter
from events.api.asking import only
from events.api.details import member_asking
from events.api.elections import (
    ConditionOut,
    ElectionOut,
    OnBallot,
    PartOut,
    Said,
    condition_out,
    election_out,
    heard,
    part_out,
)
from events.database import fetch, fetchone, fetchrow, fetchval
from events.errors import Missing
from events.rules import elections_said, tally_said
from events.rules.access import Act, Asker, reaches
from events.rules.elections import Outcome, Vote
from events.rules.events import Texts
from events.rules.tally import Tally, told_apart
from events.words import BallotOrder, Choice, Exercise, Method, Secrecy


class NewPoll(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """closes_at: when it closes by itself; null for when the bureau closes it.

    further: of an election, a vote on those who tied the last time, for the seats that are left. secrecy: whether
    ballots are told from whom they are once it closed.
    """

    closes_at: datetime | None = None
    further: bool = False
    secrecy: Secrecy = Secrecy.NAMED


class Annulment(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """reason: why the poll counts no more, in one language at least."""

    reason: Texts


class PollOut(msgspec.Struct, kw_only=True):
    """A poll. number: of those of its resolution; rights, votes, rights_hash: what was frozen as it opened.

    voted: how many rights were used so far, to the bureau alone; reason: of annulling it. method, seats, most,
    ballot_order: of an election, how it is voted on, the seats to be filled, how many names one may choose, and in
    which order candidates stand.
    """

    id: int
    resolution: int
    number: int
    opened_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None
    announced_at: datetime | None
    annulled_at: datetime | None
    reason: Texts
    rights: int
    votes: int
    rights_hash: str
    secrecy: Secrecy
    method: Method | None
    seats: int | None
    most: int | None
    ballot_order: BallotOrder | None
    voted: int | None


class Polls(msgspec.Struct):
    """The polls of an assembly, in the order in which they were opened."""

    items: list[PollOut]
    next: str | None = None


class PollRightOut(msgspec.Struct, kw_only=True):
    """A right that the asker may exercise. number, name: of whose it is; instruction: how they want it cast.

    choice: what was cast for it so far.
    """

    id: int
    number: int
    name: str
    how: Exercise
    weight: int
    instruction: Choice | None
    words: str | None
    choice: Said | None
    cast_at: datetime | None


class PollRights(msgspec.Struct):
    """The rights of one member in a poll, their own first. candidates: of an election, in the order of their ballot."""

    items: list[PollRightOut]
    candidates: list[OnBallot]
    next: str | None = None


class BallotIn(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A vote: a choice; in an election one for each candidate, by id, or the ids of those chosen, none for blank."""

    choice: Said


class BallotOut(msgspec.Struct, kw_only=True):
    """A vote that counts unless another follows before the poll closes."""

    right: int
    choice: Said
    cast_at: datetime


class BallotsIn(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Votes for several rights, by the id of the right: all of them count, or none."""

    ballots: dict[str, Said]


class ResultOut(msgspec.Struct, kw_only=True):
    """A counted poll. sentence: what was decided and why, in the reader's language; voted: rights that were used.

    Of an election: `election` instead of `whole`, `by_category` and `conditions`; adopted: whether each seat is filled.
    """

    poll: int
    adopted: bool
    sentence: str
    rights: int
    voted: int
    votes: int
    whole: PartOut | None
    by_category: dict[str, PartOut]
    conditions: list[ConditionOut]
    election: ElectionOut | None = None


class ResolutionPollsController(Controller):
    """Where polls of a resolution, and of an assembly, are found."""

    path = "/api"
    tags = ["polls"]  # noqa: RUF012

    @post("/resolutions/{resolution:int}/polls", guards=[only(Act.ASSEMBLIES)])
    async def open(self, resolution: FromPath[int], data: JSONBody[NewPoll], asker: NamedDependency[Asker]) -> PollOut:
        """Put it to the vote. 409 not-sitting, assembly-closed, poll-open, poll-decided, quorum-missing, nobody-votes,
        nobody-stands, nothing-tied, cannot-be-secret."""
        _check_bureau(await _place("i.id = $1", resolution), asker)
        made = await actions.open_poll(
            resolution, data.closes_at, asker.name, further=data.further, secrecy=data.secrecy
        )
        return await _one(made, counted=True)

    @get("/assemblies/{slug:str}/polls")
    async def all(self, slug: FromPath[str], asker: NamedDependency[Asker | None]) -> Polls:
        """Those of an assembly, to its bureau with how many voted, and to who may vote there."""
        row = await fetchrow(f"{_ASSEMBLY} WHERE e.slug = $1", slug)
        if row is None:
            raise Missing
        bureau = _is_bureau(row, asker)
        if not bureau and not await _on_roll(row["assembly"], asker):
            raise Missing
        rows = await fetch(f"{_POLL} WHERE i.assembly = $1 ORDER BY p.id", row["assembly"])
        return Polls([_out(one, counted=bureau) for one in rows])


class PollsController(Controller):
    """`/api/polls/{id}`."""

    path = "/api/polls/{poll:int}"
    tags = ["polls"]  # noqa: RUF012

    @get("/rights")
    async def rights(self, poll: FromPath[int], asker: NamedDependency[Asker | None]) -> PollRights:
        """The rights that the member who is signed in may exercise in it."""
        return await _rights(poll, member_asking(asker))

    @put("/ballots/{right:int}")
    async def vote(
        self,
        poll: FromPath[int],
        right: FromPath[int],
        data: JSONBody[BallotIn],
        asker: NamedDependency[Asker | None],
    ) -> BallotOut:
        """Vote for one right; the last vote before closing counts. 409 poll-closed."""
        member = member_asking(asker)
        await ballots.vote(poll, {right: heard(data.choice)}, member, f"member {member}")
        return await _ballot(right)

    @put("/ballots")
    async def vote_all(
        self, poll: FromPath[int], data: JSONBody[BallotsIn], asker: NamedDependency[Asker | None]
    ) -> PollRights:
        """Vote for several rights at once; all of it counts, or nothing. 409 poll-closed."""
        member = member_asking(asker)
        if not all(right.isascii() and right.isdigit() for right in data.ballots):
            raise Missing
        votes: dict[int, Vote] = {int(right): heard(said) for right, said in data.ballots.items()}
        await ballots.vote(poll, votes, member, f"member {member}")
        return await _rights(poll, member)

    @put("/closing", guards=[only(Act.ASSEMBLIES)])
    async def close(self, poll: FromPath[int], asker: NamedDependency[Asker]) -> PollOut:
        """Take no more ballots."""
        _check_bureau(await _place(_OF_POLL, poll), asker)
        await actions.close_poll(poll, asker.name)
        return await _one(poll, counted=True)

    @put("/announcement", guards=[only(Act.ASSEMBLIES)])
    async def announce(self, poll: FromPath[int], asker: NamedDependency[Asker]) -> PollOut:
        """Let the members see the result. 409 poll-open."""
        _check_bureau(await _place(_OF_POLL, poll), asker)
        await actions.announce(poll, asker.name)
        return await _one(poll, counted=True)

    @put("/annulment", guards=[only(Act.ASSEMBLIES)])
    async def annul(self, poll: FromPath[int], data: JSONBody[Annulment], asker: NamedDependency[Asker]) -> PollOut:
        """Let it count no more, and its resolution be put to the vote again. 409 assembly-closed."""
        _check_bureau(await _place(_OF_POLL, poll), asker)
        await actions.annul(poll, data.reason, asker.name)
        return await _one(poll, counted=True)

    @get("/result")
    async def result(
        self, poll: FromPath[int], asker: NamedDependency[Asker | None], reads: NamedDependency[str]
    ) -> ResultOut:
        """The count: to the bureau once it closed, to the others of the roll once it is announced. 409 poll-open."""
        row = await _place(_OF_POLL, poll)
        if not _is_bureau(row, asker):
            told = await fetchval("SELECT announced_at FROM poll WHERE id = $1", poll)
            if told is None or not await _on_roll(row["assembly"], asker):
                raise Missing
        found = await actions.result_of(poll)
        if isinstance(found, Tally):
            return _result(poll, found, reads)
        return _elected(poll, found, await ballots.standing_in(poll), reads)


async def _place(condition: str, row_id: int) -> Any:
    """The assembly where a resolution `i` that meets the condition is decided, and its event. Raises Missing."""
    row = await fetchrow(f"{_ASSEMBLY} JOIN agenda_item i ON i.assembly = a.id WHERE {condition}", row_id)
    if row is None:
        raise Missing
    return row


def _is_bureau(place: Any, asker: Asker | None) -> bool:
    return reaches(asker, Act.ASSEMBLIES, place["office"], place["event"], place["parent"])


def _check_bureau(place: Any, asker: Asker) -> None:
    """Whether the asker runs the assembly. Raises Missing."""
    if not _is_bureau(place, asker):
        raise Missing


async def _on_roll(assembly: int, asker: Asker | None) -> bool:
    """Whether the asker is a member who votes at this assembly."""
    return asker is not None and asker.member is not None and await is_voter(assembly, asker.member)


async def _one(poll: int, *, counted: bool) -> PollOut:
    return _out(await fetchone(f"{_POLL} WHERE p.id = $1", poll), counted=counted)


def _out(row: Any, *, counted: bool) -> PollOut:
    fields = {name: row[name] for name in PollOut.__struct_fields__ if name not in ("rights_hash", "voted")}
    return PollOut(**fields, rights_hash=bytes(row["rights_hash"]).hex(), voted=row["voted"] if counted else None)


async def _ballot(right: int) -> BallotOut:
    row = await fetchone(f"SELECT b.choice, b.cast_at FROM poll_right r {ballots.CAST} WHERE r.id = $1", right)  # noqa: S608
    return BallotOut(right=right, choice=row["choice"], cast_at=row["cast_at"])


async def _rights(poll: int, member: int) -> PollRights:
    """What this member may cast in a poll; nobody but them sees who stands on their ballot."""
    rows = await fetch(_RIGHTS, poll, member)
    names = await ballots.ballot_for(poll, rows[0]["id"]) if rows else {}
    return PollRights(
        [PollRightOut(**row) for row in rows], [OnBallot(id=one, name=name) for one, name in names.items()]
    )


def _result(poll: int, tally: Tally, reads: str) -> ResultOut:
    return ResultOut(
        poll=poll,
        adopted=tally.adopted,
        sentence=tally_said.sentence(tally, reads),
        rights=tally.rights,
        voted=tally.voted,
        votes=tally.votes,
        whole=part_out(tally.whole, reads),
        by_category={
            code: part_out(part, reads) for code, part in told_apart(tally.by_category, tally.conditions).items()
        },
        conditions=[condition_out(one) for one in tally.conditions],
    )


def _elected(poll: int, outcome: Outcome, names: dict[int, str], reads: str) -> ResultOut:
    return ResultOut(
        poll=poll,
        adopted=not outcome.left,
        sentence=elections_said.sentence(outcome, names, reads),
        rights=outcome.rights,
        voted=outcome.voted,
        votes=outcome.votes,
        whole=None,
        by_category={},
        conditions=[],
        election=election_out(outcome, names, reads),
    )


_ASSEMBLY = """
SELECT a.id AS assembly, e.id AS event, e.office, e.parent FROM assembly a JOIN event e ON e.id = a.event
"""
_OF_POLL = "i.id = (SELECT resolution FROM poll WHERE id = $1)"
_POLL = f"""
SELECT p.*, {ballots.VOTED} AS voted
FROM poll p JOIN agenda_item i ON i.id = p.resolution
"""  # noqa: S608 (no value from outside)
_RIGHTS = f"""
SELECT r.id, m.number, m.name, r.how, r.weight, i.choice AS instruction, i.words,
    b.choice, b.cast_at
FROM poll_right r JOIN poll p ON p.id = r.poll JOIN voter v ON v.id = r.voter JOIN member m ON m.id = v.member
LEFT JOIN proxy_item i ON i.proxy = r.proxy AND i.item = p.resolution
{ballots.CAST}
WHERE r.poll = $1 AND r.holder = $2 ORDER BY r.how = 'proxy', m.number
"""  # noqa: S608 (no value from outside)
