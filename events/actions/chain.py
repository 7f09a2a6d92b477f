"""The chain that seals the journal: lines are linked some moments after their commit, so that no writer waits."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import msgspec

from events.clock import now
from events.database import Unavailable, execute, fetch, fetchrow, fetchval, transaction
from events.rules.chain import Break, Check, Head, Line, linked, written

log = logging.getLogger(__name__)

WINDOW = 10_000
"""Ids below the greatest linked one that are looked at again each time: a slow writer commits a lower id later."""

BATCH = 1_000
"""Lines linked in one transaction at most."""

PAUSE_SECONDS = 1.0
ALL_SECONDS = 3600.0
"""How often every line is looked at, however old: nothing is left out for ever."""

LATE = timedelta(minutes=1)
"""A line that is older and not linked is worth a word: nobody may be sealing."""

READ = 2_000
"""Links read at a time."""

MOST_BREAKS = 50


async def run(stop: asyncio.Event) -> None:
    """Seal what was written, every second until `stop` is set. Needs the pool open; several processes do no harm."""
    all_at = -ALL_SECONDS
    while not stop.is_set():
        try:
            if time.monotonic() - all_at >= ALL_SECONDS:
                await seal(stop, everything=True)
                all_at = time.monotonic()
            else:
                await seal(stop)
        except Unavailable as error:
            log.warning("The journal waits to be sealed (%s).", type(error.__cause__ or error).__name__)
        except Exception:
            log.exception("The journal cannot be sealed.")
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PAUSE_SECONDS)


async def seal(stop: asyncio.Event | None = None, *, everything: bool = False, waiting: bool = False) -> int:
    """Link the lines that are not linked yet, a batch after the other; how many. While another process does, none.

    stop: ends it after a batch. everything: every line, and not only those around and above the greatest linked id.
    waiting: until the other process is done, so that whatever was committed before has its place.
    """
    after = 0 if everything else await fetchval("SELECT coalesce(max(entry), 0) - $1::bigint FROM journal_link", WINDOW)
    sealed, found = 0, BATCH
    while found == BATCH and not (stop and stop.is_set()):
        found, after = await _seal_batch(after, waiting)
        sealed += found
    return sealed


async def _seal_batch(after: int, waiting: bool) -> tuple[int, int]:
    """Link some lines with a greater id than this one, in one transaction: how many, and the last one's id."""
    async with transaction():
        if waiting:
            await execute(_WAIT)
        elif not await fetchval(_LOCK):
            return 0, after
        # A statement of its own, so that it sees what the last holder of the lock committed.
        rows = await fetch(_UNLINKED, after, BATCH)
        if not rows:
            return 0, after
        chain = list(linked(await head(), [_line(row) for row in rows]))
        await execute(
            """INSERT INTO journal_link (position, entry, hash)
            SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[])""",
            [one.position for one, _ in chain], [line.id for _, line in chain], [one.hash for one, _ in chain],
        )  # fmt: skip
        return len(rows), rows[-1]["id"]


_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('journal_link', 0))"
_WAIT = "SELECT pg_advisory_xact_lock(hashtextextended('journal_link', 0))"
_LINE = "j.id, j.at, j.actor, j.action, j.about, j.about_id, j.facts, j.source, j.request"
_UNLINKED = f"""
SELECT {_LINE} FROM journal j
WHERE j.id > $1 AND NOT EXISTS (SELECT FROM journal_link l WHERE l.entry = j.id AND l.entry > $1)
ORDER BY j.id LIMIT $2
"""  # noqa: S608 (no value from outside)


async def head() -> Head:
    """How far the chain reaches."""
    row = await fetchrow("SELECT position, hash FROM journal_link ORDER BY position DESC LIMIT 1")
    return Head(row["position"], row["hash"]) if row else Head()


async def links(until: int | None = None) -> AsyncIterator[tuple[int, int, bytes, dict[str, Any] | None]]:
    """The chain by position: position, the line's id, hash, and the line as it is hashed, None when it is gone.

    until: the last position wanted.
    """
    position = -(2**63)
    while rows := await fetch(_LINKS, position, 2**63 - 1 if until is None else until, READ):
        for row in rows:
            yield row["position"], row["entry"], row["hash"], None if row["id"] is None else written(_line(row))
        position = rows[-1]["position"]


_LINKS = f"""
SELECT l.position, l.entry, l.hash, {_LINE} FROM journal_link l LEFT JOIN journal j ON j.id = l.entry
WHERE l.position > $1 AND l.position <= $2 ORDER BY l.position LIMIT $3
"""  # noqa: S608


class Examined(msgspec.Struct, frozen=True):
    """What became of reading a whole chain: how far it reaches, and the first breaks."""

    head: Head
    breaks: list[Break]


async def examine(*known: Head) -> Examined:
    """Read the whole chain of the database and say where it does not hold.

    known: links that somebody kept elsewhere, which the chain must still go through: they alone show a chain that was
    made anew, or whose end was cut with its lines.
    """
    check, breaks = Check(), list[Break]()
    kept = {head.position: head for head in known if head.position}
    async for position, entry, given, line in links():
        if (broken := check.of(position, entry, given, line)) and len(breaks) < MOST_BREAKS:
            breaks.append(broken)
        if position in kept and kept[position].hash == given:
            del kept[position]
    breaks += [_not_kept(head, check.head) for _, head in sorted(kept.items())[:MOST_BREAKS]]
    return Examined(check.head, breaks + await _unlinked() + await _unguarded())


def _not_kept(known: Head, reached: Head) -> Break:
    if known.position > reached.position:
        return Break(known.position, f"The chain ends at {reached.position}, and {known.position} is what was kept.")
    return Break(known.position, f"Position {known.position} is not the one that was kept: its hash is another.")


async def _unlinked() -> list[Break]:
    row = await fetchrow(
        """SELECT count(*) AS n, min(id) AS first FROM journal j
        WHERE at < $1 AND NOT EXISTS (SELECT FROM journal_link l WHERE l.entry = j.id)""",
        now() - LATE,
    )
    if not row or not row["n"]:
        return []
    return [
        Break(0, f"Not linked for more than a minute: {row['n']}, the first is line {row['first']}. Does a worker run?")
    ]


async def _unguarded() -> list[Break]:
    """The triggers that keep the journal from being changed, where they are switched off or gone."""
    rows = await fetch(
        """SELECT wanted.name FROM unnest($1::text[]) AS wanted (name)
        LEFT JOIN pg_trigger t ON t.tgname = wanted.name AND t.tgenabled <> 'D'
            AND t.tgrelid IN ('journal'::regclass, 'journal_link'::regclass)
        WHERE t.tgname IS NULL ORDER BY wanted.name""",
        ["journal_only_grows", "journal_keeps_all", "journal_link_only_grows"],
    )
    return [Break(0, f"The trigger {row['name']} does not guard the journal.") for row in rows]


def _line(row: Any) -> Line:
    return Line(**{name: row[name] for name in Line.__struct_fields__})
