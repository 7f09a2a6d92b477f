"""The sitting of an assembly: opened, paused, taken through its agenda, closed; each move noted with its time."""

from typing import Any

import msgspec

from events.actions import assemblies, live, polls, rights
from events.actions.journal import note
from events.clock import now
from events.database import execute, fetchrow, fetchval, transaction
from events.errors import ChangedMeanwhile, Invalid, Missing
from events.rules.sittings import Settings, Times, check_may_open, check_not_over, check_sits, settings_mends
from events.words import Move


async def open_assembly(event: int, actor: str) -> None:
    """Open the assembly, with its roll settled if that was not done yet. Opened already is opened.

    Raises Missing, NotConvened, AssemblyClosed, RollTooEarly, RollEmpty.
    """
    async with transaction():
        row = await held(event)
        check_not_over(times_of(row))
        if row["opened_at"] is not None:
            return
        check_may_open(times_of(row))
        await assemblies.settle_roll(event, actor)
        await execute("UPDATE assembly SET opened_at = $2, version = version + 1 WHERE id = $1", row["id"], now())
        await _moved(row["id"], Move.OPENED, actor)
        await note(actor, "opened", "assembly", row["id"])
    live.touch(event)


async def close_assembly(event: int, actor: str) -> None:
    """Close the assembly for good: open polls take no more ballots, and whoever speaks has spoken. Closed, it is.

    Raises Missing, NotSitting.
    """
    async with transaction():
        row = await held(event)
        if row["closed_at"] is not None:
            return
        check_sits(times_of(row))
        await polls.close_all(row["id"], actor)
        await rights.close(row["id"])
        await execute("UPDATE assembly SET closed_at = $2, version = version + 1 WHERE id = $1", row["id"], now())
        await execute("UPDATE speaker SET ended_at = $2 WHERE assembly = $1 AND ended_at IS NULL", row["id"], now())
        await execute(
            "UPDATE sitting SET item = NULL, suspended_at = NULL, floor_open = false WHERE assembly = $1", row["id"]
        )
        await _moved(row["id"], Move.CLOSED, actor)
        await note(actor, "closed", "assembly", row["id"])
    live.touch(event)


async def suspend(event: int, actor: str) -> None:
    """Let the sitting pause. Paused already is paused. Raises Missing, NotSitting, AssemblyClosed."""
    async with transaction():
        row = await held(event)
        check_sits(times_of(row))
        if row["suspended_at"] is not None:
            return
        await execute("UPDATE sitting SET suspended_at = $2 WHERE assembly = $1", row["id"], now())
        await _moved(row["id"], Move.SUSPENDED, actor)
        await note(actor, "suspended", "assembly", row["id"])
    live.touch(event)


async def resume(event: int, actor: str) -> None:
    """Let the sitting go on. Raises Missing, NotSitting, AssemblyClosed."""
    async with transaction():
        row = await held(event)
        check_sits(times_of(row))
        if row["suspended_at"] is None:
            return
        await execute("UPDATE sitting SET suspended_at = NULL WHERE assembly = $1", row["id"])
        await _moved(row["id"], Move.RESUMED, actor)
        await note(actor, "resumed", "assembly", row["id"])
    live.touch(event)


async def take(event: int, item: int | None, actor: str, version: int | None) -> None:
    """Take an item of the agenda, or none. Taken already is taken, whichever version it was asked of.

    Raises Missing, NotSitting, AssemblyClosed, ChangedMeanwhile.
    """
    async with transaction():
        row = await held(event)
        check_sits(times_of(row))
        if row["item"] == item:
            return
        check_version(row, version)
        if item is not None and not await fetchval(
            "SELECT true FROM agenda_item WHERE id = $1 AND assembly = $2", item, row["id"]
        ):
            raise Missing
        await execute("UPDATE sitting SET item = $2 WHERE assembly = $1", row["id"], item)
        await _moved(row["id"], Move.ITEM, actor, item)
        await note(actor, "took", "assembly", row["id"], item=item)
    live.touch(event)


async def choose(event: int, changes: dict[str, Any], actor: str, version: int | None) -> None:
    """Change what the bureau chooses. changes: of the fields of `Settings`.

    Raises Missing, ChangedMeanwhile, Invalid, AssemblyClosed.
    """
    async with transaction():
        row = await held(event)
        check_version(row, version)
        check_not_over(times_of(row))
        before = {name: row[name] for name in Settings.__struct_fields__}
        chosen = Settings(**{**before, **changes})
        if mends := settings_mends(chosen):
            raise Invalid(mends)
        await execute(
            """UPDATE sitting SET speaking_seconds = $2, question_limit = $3, floor_open = $4, left_language = $5,
            right_language = $6, version = version + 1 WHERE assembly = $1""",
            row["id"], *msgspec.structs.astuple(chosen),
        )  # fmt: skip
        changed = {name: value for name, value in msgspec.structs.asdict(chosen).items() if value != before[name]}
        await note(actor, "arranged", "assembly", row["id"], **changed)
    live.touch(event)


async def held(event: int) -> Any:
    """The assembly of this event with its sitting, both held: the assembly first, as whoever changes rights does.

    Raises Missing.
    """
    row = await fetchrow("SELECT id FROM assembly WHERE event = $1 FOR NO KEY UPDATE", event)
    if row is None:
        raise Missing
    await execute("INSERT INTO sitting (assembly) VALUES ($1) ON CONFLICT DO NOTHING", row["id"])
    found = await fetchrow(
        """SELECT a.id, a.convened_at, a.opened_at, a.closed_at, a.roll_at, s.item, s.suspended_at,
            s.speaking_seconds, s.question_limit, s.floor_open, s.left_language, s.right_language, s.version
        FROM assembly a JOIN sitting s ON s.assembly = a.id WHERE a.id = $1""",
        row["id"],
    )
    if found is None:
        raise Missing
    return found


def times_of(row: Any) -> Times:
    """The instants of such a row."""
    return Times(**{name: row[name] for name in Times.__struct_fields__})


def check_version(row: Any, version: int | None) -> None:
    """Refuse a move by somebody who has not seen the last one. Raises ChangedMeanwhile."""
    if version is not None and version != row["version"]:
        raise ChangedMeanwhile(version=row["version"])


async def _moved(assembly: int, move: Move, actor: str, item: int | None = None) -> None:
    """Write the move down for the minutes."""
    await execute("UPDATE sitting SET version = version + 1 WHERE assembly = $1", assembly)
    await execute(
        "INSERT INTO sitting_move (assembly, kind, item, at, actor) VALUES ($1, $2, $3, $4, $5)",
        assembly, move.value, item, now(), actor,
    )  # fmt: skip
