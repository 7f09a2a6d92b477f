"""Lets go of what was kept of people long enough: a daily duty of the worker, in small batches.

What is kept for a moment only goes sooner, in `actions.forgetting`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from events.actions import erasures, mailboxes
from events.actions.journal import note
from events.actions.rehearsals import live_at_its_time
from events.clock import HOME, now
from events.database import Unavailable, execute, fetch, transaction
from events.rules.retention import over_before, periods
from events.settings import settings
from events.words import Kept

log = logging.getLogger(__name__)

BATCH = 200
DAY_SECONDS = 86_400.0
AGAIN_SECONDS = 60.0
"""How soon it is tried again while the database is away."""
ACTOR = "retention"

Step = Callable[[list[Any]], Awaitable[None]]


def days() -> dict[Kept, int]:
    """How long each kind is kept here."""
    chosen = settings()
    return periods(
        {
            Kept.REGISTRATIONS: chosen.retain_registrations_days,
            Kept.SCANS: chosen.retain_scans_days,
            Kept.MAILS: chosen.retain_mails_days,
            Kept.LOGINS: chosen.retain_logins_days,
            Kept.FORMER_MEMBERS: chosen.retain_former_members_days,
            Kept.FORMER_STAFF: chosen.retain_former_staff_days,
        }
    )


async def run(stop: asyncio.Event) -> None:
    """Let go once a day until `stop` is set, beginning now. Needs the pool open; several processes do no harm."""
    while not stop.is_set():
        pause = DAY_SECONDS
        try:
            await live_at_its_time()
            await let_go(stop)
        except Unavailable as error:
            log.warning(
                "What is over is kept until the database is back (%s).", type(error.__cause__ or error).__name__
            )
            pause = AGAIN_SECONDS
        except Exception:
            log.exception("What is over cannot be let go of.")
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)


async def let_go(stop: asyncio.Event | None = None) -> dict[Kept, int]:
    """Let go of all whose time is over, a batch after the other; how many of each kind. stop: ends it after a batch."""
    gone = {}
    for kind, (due, step) in STEPS.items():
        before, after, gone[kind] = over_before(days()[kind], now()), 0, 0
        while not (stop and stop.is_set()):
            found, after = await _batch(kind, due, step, before, after)
            gone[kind] += found
            if found < BATCH:
                break
    await _erase_what_came_late()
    return gone


async def _batch(kind: Kept, due: str, step: Step, before: datetime, after: int) -> tuple[int, int]:
    """One batch in a transaction of its own, without those another process holds: how many, and the last one's id."""
    async with transaction():
        rows = await fetch(due, before, after, BATCH)
        if not rows:
            return 0, after
        await step(rows)
        await note(ACTOR, "let go", "house", 0, kind=kind.value, count=len(rows))
        return len(rows), rows[-1]["id"]


async def _erase_what_came_late() -> None:
    """Erase once more who was given a registration, a login or a name by what was under way at the same moment."""
    for row in await fetch(_CAME_LATE, erasures.NOBODY):
        await erasures.erase(row["number"], ACTOR)


async def _registrations(rows: list[Any]) -> None:
    await erasures.blank([row["id"] for row in rows])


async def _former_members(rows: list[Any]) -> None:
    for row in rows:
        await execute(
            """UPDATE member SET email = NULL, address = NULL, phone = NULL, street = NULL, postal_code = NULL,
            city = NULL, country = NULL WHERE id = $1""",
            row["id"],
        )
        await execute("UPDATE summons SET email = NULL, error = NULL WHERE member = $1", row["id"])
        await mailboxes.move(mailboxes.Move(row["id"], row["address"], None))


def _each(statement: str) -> Step:
    async def step(rows: list[Any]) -> None:
        await execute(statement, [row["id"] for row in rows])

    return step


_FORMER_STAFF = """
WITH gone AS (
    UPDATE staff SET name = '—', email = '', address = 'erased ' || id WHERE id = ANY($1::bigint[]) RETURNING id
), keys AS (
    DELETE FROM passkey WHERE staff IN (SELECT id FROM gone)
), codes AS (
    DELETE FROM totp WHERE staff IN (SELECT id FROM gone)
)
DELETE FROM recovery_code WHERE staff IN (SELECT id FROM gone)
"""

STEPS: Mapping[Kept, tuple[str, Step]] = {
    Kept.REGISTRATIONS: (
        """SELECT r.id FROM registration r JOIN event e ON e.id = r.event
        WHERE r.erased_at IS NULL AND e.ends_at < $1 AND r.id > $2
        ORDER BY r.id LIMIT $3 FOR NO KEY UPDATE OF r SKIP LOCKED""",
        _registrations,
    ),
    Kept.CALENDARS: (
        """SELECT id FROM subscriber s WHERE created_at < $1 AND id > $2
            AND NOT EXISTS (SELECT FROM registration WHERE address = s.address)
            AND NOT EXISTS (SELECT FROM member WHERE address = s.address)
            AND NOT EXISTS (SELECT FROM staff WHERE address = s.address)
        ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED""",
        _each("DELETE FROM subscriber WHERE id = ANY($1::bigint[])"),
    ),
    Kept.SCANS: (
        """SELECT s.id FROM scan s JOIN event e ON e.id = s.event
        WHERE s.name IS NOT NULL AND e.ends_at < $1 AND s.id > $2
        ORDER BY s.id LIMIT $3 FOR NO KEY UPDATE OF s SKIP LOCKED""",
        _each("UPDATE scan SET name = NULL WHERE id = ANY($1::bigint[])"),
    ),
    Kept.MAILS: (
        """SELECT id FROM outbox WHERE coalesce(sent_at, failed_at, created_at) < $1 AND id > $2
        ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED""",
        _each("DELETE FROM outbox WHERE id = ANY($1::bigint[])"),
    ),
    Kept.LOGINS: (
        """SELECT id FROM login WHERE least(ended_at, expires_at) < $1 AND id > $2
        ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED""",
        _each("DELETE FROM login WHERE id = ANY($1::bigint[])"),
    ),
    Kept.FORMER_MEMBERS: (
        f"""SELECT m.id, m.address FROM member m
        WHERE num_nonnulls(m.email, m.phone, m.street, m.postal_code, m.city) > 0 AND m.id > $2
            AND EXISTS (SELECT FROM membership WHERE member = m.id)
            AND NOT EXISTS (SELECT FROM membership WHERE member = m.id
                AND (until IS NULL OR until > ($1::timestamptz AT TIME ZONE '{HOME.key}')::date))
        ORDER BY m.id LIMIT $3 FOR NO KEY UPDATE OF m SKIP LOCKED""",  # noqa: S608 (a zone of our own)
        _former_members,
    ),
    Kept.FORMER_STAFF: (
        """SELECT s.id FROM staff s WHERE s.invited_at < $1 AND s.email <> '' AND s.id > $2
            AND NOT EXISTS (SELECT FROM staff_role WHERE staff = s.id
                AND (withdrawn_at IS NULL OR withdrawn_at >= $1))
        ORDER BY s.id LIMIT $3 FOR NO KEY UPDATE OF s SKIP LOCKED""",
        _each(_FORMER_STAFF),
    ),
}

_CAME_LATE = """
SELECT number FROM member m WHERE erased_at IS NOT NULL
    AND (name <> $1 OR EXISTS (SELECT FROM registration WHERE member = m.id)
        OR EXISTS (SELECT FROM login WHERE member = m.id))
"""
