"""Polls: opened on the rights of that moment, closed, counted, announced, annulled.

Opening holds the assembly, so nothing moves while rights are frozen. Closing takes the poll whole, so that no ballot is
under way.
"""

from collections.abc import Sequence
from datetime import datetime
from random import SystemRandom
from typing import Any

import msgspec

from events.actions import live, rights
from events.actions.assemblies import held, rules_of
from events.actions.ballots import VOTED, box_of, paper_of, seal, take_urn
from events.actions.journal import note
from events.actions.quorum import quorum_of
from events.clock import now
from events.database import execute, fetch, fetchone, fetchrow, fetchval, transaction
from events.errors import (
    AssemblyClosed,
    Invalid,
    Mend,
    Missing,
    NobodyStands,
    NobodyVotes,
    NothingTied,
    NotSitting,
    PollDecided,
    PollOpen,
    QuorumMissing,
)
from events.rules.elections import Outcome, Paper, among, elected
from events.rules.events import Texts
from events.rules.tally import Right, Tally, check_sealable, counted
from events.words import AgendaKind, BallotOrder, Matter, Method, Secrecy

RESULTS_KEPT = 1000


async def open_poll(
    resolution: int,
    closes_at: datetime | None,
    actor: str,
    *,
    further: bool = False,
    secrecy: Secrecy = Secrecy.NAMED,
) -> int:
    """Put a resolution to the vote, with the rights that are live now; the poll's id.

    further: of an election, only those who tied the last time, for the seats that are left.
    Raises Missing, NotSitting, AssemblyClosed, PollOpen, PollDecided, NobodyStands, NothingTied, QuorumMissing,
    NobodyVotes, CannotBeSecret, ProxyLimit, Invalid.
    """
    event = await _event_of(resolution)
    async with transaction():
        row = await held(event)
        if row["opened_at"] is None:
            raise NotSitting
        if closes_at is not None and closes_at <= now():
            raise Invalid([Mend("closes_at", "in_the_past")])
        if await fetchval("SELECT true FROM poll WHERE resolution = $1 AND closed_at IS NULL", resolution):
            raise PollOpen
        if not further and await fetchval(_COUNTS, resolution):
            raise PollDecided
        paper = await _asked(resolution, further=further)
        frozen = await rights.freeze(row["id"], resolution)
        standing = (await quorum_of(row["id"])).resolutions[resolution]
        if not standing.reached:
            raise QuorumMissing(there=standing.there.of(standing.counted), at_least=standing.at_least)
        if not frozen.rights:
            raise NobodyVotes
        if secrecy is Secrecy.SEALED:
            rules = await rules_of(row["statutes"])
            matter = Matter(await fetchval("SELECT matter FROM agenda_item WHERE id = $1", resolution))
            check_sealable(await _as_rights(frozen.rights), rules.need(matter), rules)
        made: int = await fetchval(
            """INSERT INTO poll
                (resolution, number, opened_at, opened_by, closes_at, reason, rights, votes, rights_hash,
                method, seats, most, ballot_order, secrecy)
            SELECT $1, 1 + count(*), $2, $3, $4, '{}', $5, $6, $7, $8, $9, $10, $11, $12
            FROM poll WHERE resolution = $1 RETURNING id""",
            resolution, now(), actor, closes_at, len(frozen.rights), frozen.votes, frozen.hash,
            paper.method, paper.seats or None, paper.most, paper.order, secrecy,
        )  # fmt: skip
        await execute(_STAND, made, list(paper.candidates))
        columns = zip(*[[row[name] for name in KEPT] for row in frozen.rights], strict=True)
        await execute(_FREEZE, made, *[list(column) for column in columns])
        await note(
            actor, "opened", "poll", made, resolution=resolution, rights=len(frozen.rights), votes=frozen.votes,
            hash=frozen.hash.hex(), **({"candidates": list(paper.candidates)} if paper.method else {}),
            **({"secrecy": secrecy.value} if secrecy is not Secrecy.NAMED else {}),
        )  # fmt: skip
    live.touch(event)
    return made


_COUNTS = "SELECT true FROM poll WHERE resolution = $1 AND annulled_at IS NULL"


async def _as_rights(rows: Sequence[Any]) -> list[Right]:
    """What was frozen, as it is counted."""
    codes = {row["id"]: row["code"] for row in await fetch(_CATEGORIES, [row["voter"] for row in rows])}
    return [
        Right(id=n, holder=row["holder"], category=codes[row["voter"]], weight=row["weight"])
        for n, row in enumerate(rows)
    ]


_CATEGORIES = "SELECT v.id, c.code FROM voter v JOIN category c ON c.id = v.category WHERE v.id = ANY($1::bigint[])"


async def _asked(resolution: int, *, further: bool) -> Paper:
    """What a poll of this resolution is to ask, the lot drawn. Raises NobodyStands, NothingTied."""
    row = await fetchone(_ITEM, resolution)
    if row["kind"] != AgendaKind.ELECTION:
        if further:
            raise NothingTied
        return Paper(method=None, seats=0, most=None, candidates=())
    paper = Paper(
        method=Method(row["method"]),
        seats=row["seats"],
        most=row["most"],
        candidates=tuple(row["candidates"]),
        order=BallotOrder(row["ballot_order"]),
    )
    if further:
        before = await outcome_of(row["last"]) if row["last"] else None
        if before is None or not before.tied:
            raise NothingTied
        paper = among(paper, before)
    if not paper.candidates:
        raise NobodyStands
    if paper.order is BallotOrder.BY_LOT:
        drawn = SystemRandom().sample(paper.candidates, len(paper.candidates))
        paper = msgspec.structs.replace(paper, candidates=tuple(drawn))
    return paper


_ITEM = """
SELECT i.kind, i.method, i.seats, i.most, i.ballot_order,
    ARRAY(SELECT c.id FROM candidate c WHERE c.item = i.id AND c.withdrawn_at IS NULL ORDER BY c.position, c.id)
        AS candidates,
    (SELECT p.id FROM poll p WHERE p.resolution = i.id AND p.annulled_at IS NULL ORDER BY p.number DESC LIMIT 1) AS last
FROM agenda_item i WHERE i.id = $1
"""

_STAND = """
INSERT INTO poll_candidate (poll, candidate, position)
SELECT $1, candidate, position FROM unnest($2::bigint[]) WITH ORDINALITY AS one (candidate, position)
"""

KEPT = ("voter", "holder", "how", "proxy", "weight")

_FREEZE = """
INSERT INTO poll_right (poll, voter, holder, how, proxy, weight)
SELECT $1, voter, holder, how, proxy, weight
FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::int[]) WITH ORDINALITY
    AS one (voter, holder, how, proxy, weight, place)
ORDER BY place
"""


async def close_poll(poll: int, actor: str) -> None:
    """Take no more ballots. Closed already is closed. Raises Missing."""
    async with transaction():
        row = await _held_poll(poll)
        if row["closed_at"] is not None:
            return
        await _seal(row)
        await execute("UPDATE poll SET closed_at = $2 WHERE id = $1", poll, now())
        cast = await fetchval(f"SELECT {VOTED} FROM poll p WHERE p.id = $1", poll)  # noqa: S608
        await note(actor, "closed", "poll", poll, resolution=row["resolution"], ballots=cast)
    live.touch(row["event"])


async def _seal(row: Any) -> None:
    """Tell the ballots from whom they are, where the poll is sealed and open still."""
    if row["secrecy"] == Secrecy.SEALED and row["closed_at"] is None:
        need = (await rules_of(row["statutes"])).need(Matter(row["matter"]))
        await seal(row["id"], need.within)


async def close_all(assembly: int, actor: str) -> None:
    """Take no more ballots in any poll of this assembly. Call it under the assembly's lock, so that none is opened."""
    for row in await fetch(
        """SELECT p.id FROM poll p JOIN agenda_item i ON i.id = p.resolution
        WHERE i.assembly = $1 AND p.closed_at IS NULL ORDER BY p.id""",
        assembly,
    ):
        await close_poll(row["id"], actor)


async def announce(poll: int, actor: str) -> None:
    """Let the members see the result. Announced already is announced. Raises Missing, PollOpen."""
    async with transaction():
        row = await _held_poll(poll)
        if row["closed_at"] is None:
            raise PollOpen
        if row["announced_at"] is not None:
            return
        await execute("UPDATE poll SET announced_at = $2 WHERE id = $1", poll, now())
        await note(actor, "announced", "poll", poll, resolution=row["resolution"])
    live.touch(row["event"])


async def annul(poll: int, reason: Texts, actor: str) -> None:
    """Let a poll count no more, for a reason; the resolution can be put to the vote again. Annulled already, it is.

    Raises Missing, AssemblyClosed, Invalid without a reason.
    """
    async with transaction():
        row = await _held_poll(poll)
        if row["annulled_at"] is not None:
            return
        if row["assembly_closed"]:
            raise AssemblyClosed
        if not any(text.strip() for text in reason.values()):
            raise Invalid([Mend("reason", "empty")])
        await _seal(row)
        await execute(
            "UPDATE poll SET annulled_at = $2, closed_at = coalesce(closed_at, $2), reason = $3 WHERE id = $1",
            poll, now(), reason,
        )  # fmt: skip
        await note(actor, "annulled", "poll", poll, resolution=row["resolution"], reason=reason)
    live.touch(row["event"])


async def close_due(moment: datetime) -> None:
    """Close every poll whose time was over by then."""
    for row in await fetch("SELECT id FROM poll WHERE closed_at IS NULL AND closes_at <= $1", moment):
        await close_poll(row["id"], "worker")


_results: dict[tuple[int, datetime], Tally | Outcome] = {}
"""Of polls by when they closed: from then on their rights and ballots stay, and everybody asks at once."""


async def result_of(poll: int) -> Tally | Outcome:
    """A closed poll counted from its ballots. Raises Missing, PollOpen: before it closes nobody counts."""
    row = await fetchrow(
        """SELECT p.closed_at, i.matter, a.statutes FROM poll p JOIN agenda_item i ON i.id = p.resolution
        JOIN assembly a ON a.id = i.assembly WHERE p.id = $1""",
        poll,
    )
    if row is None:
        raise Missing
    if row["closed_at"] is None:
        raise PollOpen
    key = (poll, row["closed_at"])
    if key not in _results:
        if len(_results) >= RESULTS_KEPT:
            _results.clear()
        _results[key] = await _counted(poll, row["statutes"], Matter(row["matter"]))
    return _results[key]


async def tally_of(poll: int) -> Tally:
    """The count of a decision. Raises what `result_of` does, and Missing for an election."""
    found = await result_of(poll)
    if not isinstance(found, Tally):
        raise Missing
    return found


async def outcome_of(poll: int) -> Outcome:
    """The count of an election. Raises what `result_of` does, and Missing for a decision."""
    found = await result_of(poll)
    if not isinstance(found, Outcome):
        raise Missing
    return found


async def _counted(poll: int, statutes: int, matter: Matter) -> Tally | Outcome:
    rules, paper, box = await rules_of(statutes), await paper_of(poll), await box_of(poll)
    if paper.method is None:
        return counted(rules.need(matter), box.rights, box.choices, rules)
    return elected(paper, rules.need(matter), box.rights, box.marks, rules)


async def _event_of(resolution: int) -> int:
    """The event of a resolution's assembly. Raises Missing for what is not put to the vote."""
    found: int | None = await fetchval(
        """SELECT a.event FROM agenda_item i JOIN assembly a ON a.id = i.assembly
        WHERE i.id = $1 AND i.kind IN ('decision', 'election')""",
        resolution,
    )
    if found is None:
        raise Missing
    return found


async def _held_poll(poll: int) -> Any:
    """The poll, taken whole: no ballot is under way. Raises Missing."""
    if await fetchval("SELECT secrecy = 'sealed' AND closed_at IS NULL FROM poll WHERE id = $1", poll):
        await take_urn()
    row = await fetchrow(
        """SELECT p.*, a.event, a.statutes, i.matter, a.closed_at IS NOT NULL AS assembly_closed FROM poll p
        JOIN agenda_item i ON i.id = p.resolution JOIN assembly a ON a.id = i.assembly
        WHERE p.id = $1 FOR UPDATE OF p""",
        poll,
    )
    if row is None:
        raise Missing
    return row
