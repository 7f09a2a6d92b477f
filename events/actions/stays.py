"""Coming to an assembly and leaving it, in the room and online, and what that does to voting rights."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import msgspec

from events.actions import live, rights
from events.actions.assemblies import held
from events.actions.journal import note
from events.actions.outbox import queue_to_sides
from events.clock import now
from events.database import fetch, fetchrow, fetchval, transaction
from events.errors import AssemblyClosed, DoorsClosed, Missing, NotConvened, NotOnTheRoll, NotThere
from events.rules.scans import DOORS_OPEN_AFTER, DOORS_OPEN_BEFORE
from events.words import Attending, Because, Channel, Ender, Status

SILENT_FOR = timedelta(minutes=10)
"""How long nothing is heard of a member's page online before they count as gone: longer than a phone sleeps between
two looks at it."""
OF_MEMBERS = frozenset({Attending.MEMBER, Attending.REPRESENTATIVE})


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who comes. member: the id of who it is, or for whom a representative comes; ticket: that let them in."""

    name: str
    attending: Attending
    channel: Channel
    member: int | None = None
    ticket: int | None = None
    came_at: datetime


async def arrive(event: int, coming: Coming, actor: str) -> None:
    """Note that somebody came. Who is there in that way already, is there.

    Raises Missing, NotConvened, AssemblyClosed, DoorsClosed, NotOnTheRoll (a member, or who represents one, that has
    no vote; before the roll is settled everybody who is called may come).
    """
    async with transaction():
        row = await held(event)
        _check_doors(row)
        if coming.attending in OF_MEMBERS and row["roll_at"] is not None:
            await _check_on_roll(row["id"], coming.member)
        if not await come(row["id"], [(coming, actor)]):
            return
        facts = {"attending": coming.attending.value, "channel": coming.channel.value}
        await note(actor, "arrived", "assembly", row["id"], **facts, member=coming.member)
    live.touch(event)


async def leave(event: int, stays: Sequence[int], actor: str) -> None:
    """Note that these stays end. One that has ended stays as it is. Raises Missing, AssemblyClosed, NotThere."""
    async with transaction():
        row = await held(event)
        known = await fetch(
            "SELECT id FROM stay WHERE assembly = $1 AND id = ANY($2::bigint[])", row["id"], list(stays)
        )
        if len(known) < len(set(stays)):
            raise NotThere
        gone = await go(row["id"], stays)
        if gone:
            await note(actor, "left", "assembly", row["id"], stays=gone)
    live.touch(event)


async def leave_online(event: int, member: int, actor: str) -> None:
    """Note that a member is no longer there online. Raises Missing, AssemblyClosed; not there is not there."""
    async with transaction():
        row = await held(event)
        stay = await fetchval(
            "SELECT id FROM stay WHERE assembly = $1 AND member = $2 AND channel = 'online' AND left_at IS NULL",
            row["id"], member,
        )  # fmt: skip
        if stay is None:
            return
        await go(row["id"], [stay])
        await note(actor, "left", "assembly", row["id"], member=member, channel=Channel.ONLINE.value)
    live.touch(event)


async def heard(event: int, members: Collection[int]) -> bool:
    """Note that pages of these members are open, if they came online; whether one of them did.

    It holds nothing still, so a thousand pages may be heard of at once.
    """
    return bool(await fetch(_HEARD, event, list(members), now()))


# Two processes hear of the same member: the second one leaves the row to the first.
_HEARD = """
WITH here AS (
    INSERT INTO sitting (assembly, heard_at)
    SELECT id, $3 FROM assembly WHERE event = $1 AND closed_at IS NULL
    ON CONFLICT (assembly) DO UPDATE SET heard_at = excluded.heard_at
    RETURNING assembly
), theirs AS (
    SELECT s.id FROM stay s JOIN here ON here.assembly = s.assembly
    WHERE s.channel = 'online' AND s.left_at IS NULL AND s.member = ANY($2::bigint[])
    FOR UPDATE OF s SKIP LOCKED
)
UPDATE stay s SET seen_at = $3 FROM theirs WHERE s.id = theirs.id RETURNING s.id
"""


async def end_silent() -> None:
    """Let those leave whose page online has not been heard of for `SILENT_FOR`.

    The time that the server itself heard nothing does not count: nobody leaves because it was away.
    """
    for due in await fetch(f"SELECT DISTINCT a.event {_SILENT}", SILENT_FOR):
        with suppress(AssemblyClosed):
            async with transaction():
                row = await held(due["event"])
                silent = await fetch(f"SELECT s.id {_SILENT} AND a.id = $2", SILENT_FOR, row["id"])
                if gone := await go(row["id"], [one["id"] for one in silent]):
                    await note("worker", "left", "assembly", row["id"], stays=gone, channel=Channel.ONLINE.value)
            live.touch(due["event"])


_SILENT = """
FROM stay s JOIN assembly a ON a.id = s.assembly JOIN sitting t ON t.assembly = a.id
WHERE s.channel = 'online' AND s.left_at IS NULL AND a.closed_at IS NULL AND s.seen_at < t.heard_at - $1::interval
"""


async def come(assembly: int, coming: Sequence[tuple[Coming, str]]) -> list[int]:
    """Write stays and what they do to rights; answers the stays that are new. Call it under the assembly's lock.

    coming: who, and who notes it.
    """
    if not coming:
        return []
    columns = zip(
        *[
            (one.name, one.attending.value, one.channel.value, one.member, one.ticket, one.came_at, actor)
            for one, actor in coming
        ],
        strict=True,
    )
    made = await fetch(_COME, assembly, *[list(column) for column in columns], now())
    members = [row["member"] for row in made if row["attending"] in OF_MEMBERS]
    if members:
        resting = [row["id"] for row in await rights.suspend(assembly, members)]
        if resting:
            await queue_to_sides("proxy_suspended", resting, Ender.GIVER, Ender.HOLDER, priority=1)
        await rights.follow(assembly, members, Because.ARRIVED, Because.HOLDER_ARRIVED)
    return [row["id"] for row in made]


async def go(assembly: int, stays: Sequence[int]) -> list[int]:
    """End stays, and what that does to rights; answers those that ended now. Call it under the assembly's lock."""
    ended = await fetch(
        """UPDATE stay SET left_at = greatest($3, came_at)
        WHERE assembly = $1 AND id = ANY($2::bigint[]) AND left_at IS NULL RETURNING id, member, attending""",
        assembly, list(stays), now(),
    )  # fmt: skip
    members = [row["member"] for row in ended if row["attending"] in OF_MEMBERS]
    if members:
        await rights.follow(assembly, members, Because.LEFT, Because.HOLDER_LEFT)
    return [row["id"] for row in ended]


_COME = """
INSERT INTO stay (assembly, name, attending, channel, member, ticket, came_at, noted_at, noted_by, seen_at)
SELECT $1, one.name, one.attending, one.channel, one.member, one.ticket, least(one.came_at, $9::timestamptz), $9,
    one.actor, CASE WHEN one.channel = 'online' THEN $9::timestamptz END
FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::timestamptz[], $8::text[])
    WITH ORDINALITY AS one (name, attending, channel, member, ticket, came_at, actor, place)
ORDER BY one.place
ON CONFLICT DO NOTHING
RETURNING id, member, attending
"""


class Passage(msgspec.Struct, frozen=True):
    """A ticket that the door let in, or out. at: when it was shown; actor: who scanned it."""

    ticket: int
    at: datetime
    inward: bool
    actor: str


async def through_the_door(assembly: int, passages: Sequence[Passage]) -> None:
    """Let the tickets that the door let through count.

    The first ticket of a member's registration is that member; those they bring observe. Call it under the assembly's
    lock.
    """
    tickets = {row["id"]: row for row in await fetch(_TICKETS, [one.ticket for one in passages], assembly)}
    outward = [tickets[one.ticket]["stay"] for one in passages if not one.inward]
    await go(assembly, [stay for stay in outward if stay is not None])
    inward = [(tickets[one.ticket], one) for one in passages if one.inward]
    await come(assembly, [(_coming(row, one.at), one.actor) for row, one in inward])


def _coming(row: Any, at: datetime) -> Coming:
    mine = row["number"] == 1 and row["member"] is not None
    return Coming(
        name=row["name"],
        attending=Attending.MEMBER if mine else Attending.OBSERVER,
        channel=Channel.ROOM,
        member=row["member"] if mine else None,
        ticket=row["id"],
        came_at=at,
    )


_TICKETS = """
SELECT t.id, t.number, t.name, r.member, s.id AS stay
FROM ticket t JOIN registration r ON r.id = t.registration
LEFT JOIN stay s ON s.assembly = $2 AND s.left_at IS NULL
    AND (s.ticket = t.id OR (t.number = 1 AND s.member = r.member AND s.channel = 'room'))
WHERE t.id = ANY($1::bigint[])
"""


def _check_doors(row: Any) -> None:
    """Whether somebody can come now. Raises NotConvened, DoorsClosed."""
    if row["convened_at"] is None or row["status"] != Status.PUBLISHED:
        raise NotConvened
    opens_at = row["starts_at"] - DOORS_OPEN_BEFORE
    if now() < opens_at:
        raise DoorsClosed(opens_at=opens_at)
    if row["opened_at"] is None and now() > row["ends_at"] + DOORS_OPEN_AFTER:
        raise DoorsClosed(opens_at=None)


async def _check_on_roll(assembly: int, member: int | None) -> None:
    row = await fetchrow(
        """SELECT m.number, v.id FROM member m LEFT JOIN voter v ON v.member = m.id AND v.assembly = $2
        WHERE m.id = $1""",
        member, assembly,
    )  # fmt: skip
    if row is None:
        raise Missing
    if row["id"] is None:
        raise NotOnTheRoll(number=row["number"])
