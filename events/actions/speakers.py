"""The speakers' list of an assembly: who asks for the floor, who gets it, and for how long."""

from typing import Any

from events.actions import live
from events.actions.roll import check_on_roll
from events.actions.sittings import check_version, held, times_of
from events.clock import now
from events.database import execute, fetch, fetchrow, fetchval, transaction
from events.errors import FloorClosed, Invalid, Missing, NotOnTheRoll
from events.rules.people import name_mends, tidy
from events.rules.sittings import check_sits


async def ask(event: int, member: int) -> None:
    """Put a member on the list. Waiting or speaking already, they stay where they are.

    Raises Missing, NotSitting, AssemblyClosed, FloorClosed.
    """
    async with transaction():
        row = await held(event)
        await check_on_roll(row["id"], member)
        if await fetchval(_HAS_ASKED, row["id"], member):
            return
        check_sits(times_of(row))
        if not row["floor_open"]:
            raise FloorClosed
        await _add(row, member, None)
    live.touch(event)


async def give_up(event: int, member: int) -> None:
    """Take a member who waits off the list, by their own wish. Raises Missing."""
    async with transaction():
        row = await held(event)
        await execute(
            """UPDATE speaker SET ended_at = $3
            WHERE assembly = $1 AND member = $2 AND ended_at IS NULL AND began_at IS NULL""",
            row["id"], member, now(),
        )  # fmt: skip
    live.touch(event)


async def add(event: int, number: int | None, name: str | None) -> None:
    """Put somebody on the list: the member with this number, who is on the roll, or a guest by name.

    The list may be closed: the bureau decides. Raises Missing, Invalid, NotOnTheRoll, NotSitting, AssemblyClosed.
    """
    named = None if name is None else tidy(name)
    if named is not None and (mends := name_mends("name", named)):
        raise Invalid(mends)
    async with transaction():
        row = await held(event)
        check_sits(times_of(row))
        member = None
        if number is not None:
            member = await fetchval("SELECT id FROM member WHERE number = $1", number)
            try:
                await check_on_roll(row["id"], member or 0)
            except Missing:
                raise NotOnTheRoll(number=number) from None
            if await fetchval(_HAS_ASKED, row["id"], member):
                return
        await _add(row, member, named)
    live.touch(event)


async def move(event: int, speaker: int, place: int) -> None:
    """Put somebody who waits at this place of the list, from 1. Raises Missing."""
    async with transaction():
        row = await held(event)
        waiting = [one["id"] for one in await fetch(_WAITING, row["id"])]
        if speaker not in waiting:
            raise Missing
        waiting.remove(speaker)
        waiting.insert(max(place, 1) - 1, speaker)
        await execute(
            """UPDATE speaker SET place = one.place
            FROM unnest($1::bigint[]) WITH ORDINALITY AS one (id, place) WHERE speaker.id = one.id""",
            waiting,
        )  # fmt: skip
    live.touch(event)


async def remove(event: int, speaker: int) -> None:
    """Take somebody who waits off the list. Gone already is gone. Raises Missing."""
    async with transaction():
        row = await held(event)
        if not await fetchval("SELECT true FROM speaker WHERE id = $1 AND assembly = $2", speaker, row["id"]):
            raise Missing
        await execute(
            "UPDATE speaker SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL AND began_at IS NULL", speaker, now()
        )
    live.touch(event)


async def give_floor(event: int, speaker: int | None, version: int | None) -> None:
    """Let this one speak, or nobody; who spoke has spoken. Whoever speaks already goes on.

    Raises Missing (nobody of this id waits), NotSitting, AssemblyClosed, ChangedMeanwhile.
    """
    async with transaction():
        row = await held(event)
        check_sits(times_of(row))
        current = await fetchval(_CURRENT, row["id"])
        if current == speaker:
            return
        check_version(row, version)
        await execute("UPDATE speaker SET ended_at = $2 WHERE id = $1", current, now())
        if speaker is not None:
            given = await fetchrow(
                """UPDATE speaker SET began_at = $3, seconds = $4
                WHERE id = $1 AND assembly = $2 AND began_at IS NULL AND ended_at IS NULL RETURNING id""",
                speaker, row["id"], now(), row["speaking_seconds"],
            )  # fmt: skip
            if given is None:
                raise Missing
        await execute("UPDATE sitting SET version = version + 1 WHERE assembly = $1", row["id"])
    live.touch(event)


async def _add(row: Any, member: int | None, name: str | None) -> None:
    await execute(
        """INSERT INTO speaker (assembly, member, name, item, place, asked_at)
        SELECT $1, $2, $3, $4, coalesce(max(place), 0) + 1, $5 FROM speaker WHERE assembly = $1""",
        row["id"], member, name, row["item"], now(),
    )  # fmt: skip


_HAS_ASKED = "SELECT true FROM speaker WHERE assembly = $1 AND member = $2 AND ended_at IS NULL"
_WAITING = "SELECT id FROM speaker WHERE assembly = $1 AND ended_at IS NULL AND began_at IS NULL ORDER BY place, id"
_CURRENT = "SELECT id FROM speaker WHERE assembly = $1 AND ended_at IS NULL AND began_at IS NOT NULL"
