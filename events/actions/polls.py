"""Polls: opened on the rights of that moment, voted in, closed, announced, annulled.

Opening holds the assembly, so nothing moves while rights are frozen. A ballot holds its poll with a key share, and
closing takes it whole, so a ballot at the closing instant is either counted or refused.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from events.actions import live, rights
from events.actions.assemblies import held, rules_of
from events.actions.journal import note
from events.actions.quorum import quorum_of
from events.clock import now
from events.database import execute, fetch, fetchrow, fetchval, transaction
from events.errors import (
    AssemblyClosed,
    Invalid,
    Mend,
    Missing,
    NobodyVotes,
    NotSitting,
    PollClosed,
    PollOpen,
    QuorumMissing,
)
from events.rules.events import Texts
from events.rules.tally import Right, Tally, counted
from events.words import Choice, Matter

TALLIES_KEPT = 1000


async def open_poll(resolution: int, closes_at: datetime | None, actor: str) -> int:
    """Put a resolution to the vote, with the rights that are live now; the poll's id.

    Raises Missing, NotSitting, AssemblyClosed, PollOpen, QuorumMissing, NobodyVotes, ProxyLimit, Invalid.
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
        frozen = await rights.freeze(row["id"], resolution)
        standing = (await quorum_of(row["id"])).resolutions[resolution]
        if not standing.reached:
            raise QuorumMissing(there=standing.there.of(standing.counted), at_least=standing.at_least)
        if not frozen.rights:
            raise NobodyVotes
        made: int = await fetchval(
            """INSERT INTO poll
                (resolution, number, opened_at, opened_by, closes_at, reason, rights, votes, rights_hash)
            SELECT $1, 1 + count(*), $2, $3, $4, '{}', $5, $6, $7 FROM poll WHERE resolution = $1 RETURNING id""",
            resolution, now(), actor, closes_at, len(frozen.rights), frozen.votes, frozen.hash,
        )  # fmt: skip
        columns = zip(*[[row[name] for name in KEPT] for row in frozen.rights], strict=True)
        await execute(_FREEZE, made, *[list(column) for column in columns])
        await note(
            actor, "opened", "poll", made, resolution=resolution, rights=len(frozen.rights), votes=frozen.votes,
            hash=frozen.hash.hex(),
        )  # fmt: skip
    live.touch(event)
    return made


KEPT = ("voter", "holder", "how", "proxy", "weight")

_FREEZE = """
INSERT INTO poll_right (poll, voter, holder, how, proxy, weight)
SELECT $1, voter, holder, how, proxy, weight
FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::int[]) WITH ORDINALITY
    AS one (voter, holder, how, proxy, weight, place)
ORDER BY place
"""


async def vote(poll: int, choices: Mapping[int, Choice], holder: int, actor: str) -> None:
    """Cast these choices, by right; the last cast for a right counts. All of them or none.

    Raises Missing for a right that is not this holder's, PollClosed.
    """
    async with transaction():
        row = await fetchrow(_VOTE, poll, list(choices), [one.value for one in choices.values()], holder, now(), actor)
        if row is None:
            raise Missing
        if not row["open"]:
            raise PollClosed
        if row["cast"] < len(choices):
            raise Missing
    live.touch(row["event"])


# The key share waits for whoever closes the poll, and then looks again whether it is open.
_VOTE = """
WITH known AS (
    SELECT p.id, a.event FROM poll p JOIN agenda_item i ON i.id = p.resolution JOIN assembly a ON a.id = i.assembly
    WHERE p.id = $1
), box AS (
    SELECT id FROM poll WHERE id = $1 AND closed_at IS NULL AND (closes_at IS NULL OR closes_at > $5) FOR KEY SHARE
), cast_now AS (
    INSERT INTO ballot (poll, poll_right, choice, cast_at, cast_by)
    SELECT box.id, r.id, asked.choice, $5, $6
    FROM box, unnest($2::bigint[], $3::text[]) AS asked (poll_right, choice)
    JOIN poll_right r ON r.id = asked.poll_right
    WHERE r.poll = $1 AND r.holder = $4
    ORDER BY r.id
    ON CONFLICT (poll_right) DO UPDATE SET choice = excluded.choice, cast_at = excluded.cast_at,
        cast_by = excluded.cast_by
    RETURNING id
)
SELECT known.event, EXISTS (SELECT FROM box) AS open, (SELECT count(*) FROM cast_now) AS cast FROM known
"""


async def close_poll(poll: int, actor: str) -> None:
    """Take no more ballots. Closed already is closed. Raises Missing."""
    async with transaction():
        row = await _held_poll(poll)
        if row["closed_at"] is not None:
            return
        await execute("UPDATE poll SET closed_at = $2 WHERE id = $1", poll, now())
        cast = await fetchval("SELECT count(*) FROM ballot WHERE poll = $1", poll)
        await note(actor, "closed", "poll", poll, resolution=row["resolution"], ballots=cast)
    live.touch(row["event"])


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


_tallies: dict[tuple[int, datetime], Tally] = {}
"""Of polls by when they closed: from then on their rights and ballots stay, and everybody asks at once."""


async def tally_of(poll: int) -> Tally:
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
    if key not in _tallies:
        if len(_tallies) >= TALLIES_KEPT:
            _tallies.clear()
        _tallies[key] = await _counted(poll, row["statutes"], Matter(row["matter"]))
    return _tallies[key]


async def _counted(poll: int, statutes: int, matter: Matter) -> Tally:
    rules = await rules_of(statutes)
    found = await fetch(_COUNT, poll)
    frozen = [
        Right(id=one["id"], holder=one["holder"], category=one["category"], weight=one["weight"]) for one in found
    ]
    choices = {one["id"]: Choice(one["choice"]) for one in found if one["choice"] is not None}
    return counted(rules.need(matter), frozen, choices, rules)


_COUNT = """
SELECT r.id, r.holder, c.code AS category, r.weight, b.choice
FROM poll_right r JOIN voter v ON v.id = r.voter JOIN category c ON c.id = v.category
LEFT JOIN ballot b ON b.poll_right = r.id
WHERE r.poll = $1
"""


async def _event_of(resolution: int) -> int:
    """The event of a resolution's assembly. Raises Missing for what is not put to the vote by for and against."""
    found: int | None = await fetchval(
        """SELECT a.event FROM agenda_item i JOIN assembly a ON a.id = i.assembly
        WHERE i.id = $1 AND i.kind = 'decision'""",
        resolution,
    )
    if found is None:
        raise Missing
    return found


async def _held_poll(poll: int) -> Any:
    """The poll, taken whole: no ballot is under way. Raises Missing."""
    row = await fetchrow(
        """SELECT p.*, a.event, a.closed_at IS NOT NULL AS assembly_closed FROM poll p
        JOIN agenda_item i ON i.id = p.resolution JOIN assembly a ON a.id = i.assembly
        WHERE p.id = $1 FOR UPDATE OF p""",
        poll,
    )
    if row is None:
        raise Missing
    return row
