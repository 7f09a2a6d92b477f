"""Summons: each member on a list is called once, with a ticket and a mail, and what became of the mail is noted."""

import asyncio
import logging
from contextlib import suppress

from events.actions import outbox
from events.actions.convocations import list_who_joined
from events.clock import now
from events.database import Unavailable, execute, fetchrow, fetchval, transaction

log = logging.getLogger(__name__)

BATCH = 500
"""Members called in one transaction; registering for the event waits no longer than that takes."""

PAUSE_SECONDS = 2.0
JOINED_SECONDS = 600.0
"""How often it is looked whether somebody joined since the others were called."""


async def run(stop: asyncio.Event) -> None:
    """Call those who are listed until `stop` is set. Needs the pool open; several processes do no harm."""
    clock, looked = asyncio.get_running_loop(), -JOINED_SECONDS
    while not stop.is_set():
        try:
            if clock.time() - looked >= JOINED_SECONDS:
                await list_who_joined()
                looked = clock.time()
            while not stop.is_set() and await call_some():
                pass
        except Unavailable as error:
            log.warning("Who is listed waits for the database (%s).", type(error.__cause__ or error).__name__)
        except Exception:
            log.exception("The members cannot be called.")
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PAUSE_SECONDS)


async def call_some() -> int:
    """Call the next members of some list, each with a registration, a ticket and a mail; how many.

    All of a batch or none of it, so who dies in the middle has called nobody. A list is held by one at a time.
    """
    async with transaction():
        row = await fetchrow(_NEXT, now())
        if row is None:
            return 0
        await execute("SELECT FROM seats WHERE event = $1 FOR NO KEY UPDATE", row["event"])
        called: int = await fetchval(_CALL, row["id"], BATCH, row["event"], row["top"], now())
        return called


_NEXT = """
SELECT c.id, a.event, coalesce(e.parent, e.id) AS top
FROM convocation c JOIN assembly a ON a.id = c.assembly JOIN event e ON e.id = a.event
WHERE e.status = 'published' AND e.ends_at > $1
    AND EXISTS (SELECT FROM summons WHERE convocation = c.id AND called_at IS NULL)
ORDER BY c.id LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED
"""

# Who has registered keeps what they have; who waits alone is admitted, as a member cannot be kept out. An address that
# came or went since the list was made counts as it is now.
_CALL = f"""
WITH due AS MATERIALIZED (
    SELECT s.id AS summons, m.id AS member, m.name, m.email, m.address, m.language, r.id AS registration,
        r.seat = 'waiting' AND r.party_size = 1 AS admitted
    FROM summons s JOIN member m ON m.id = s.member
    LEFT JOIN registration r ON r.event = $3::bigint AND r.member = m.id AND r.seat <> 'cancelled'
    WHERE s.convocation = $1::bigint AND s.called_at IS NULL ORDER BY s.id LIMIT $2::int
), made AS (
    INSERT INTO registration (event, member, name, email, address, language, answers, seat, party_size, created_at)
    SELECT $3::bigint, member, name, email, address, language, '{{}}', 'invited', 1, $5::timestamptz FROM due
    WHERE registration IS NULL ORDER BY summons RETURNING id, member, name
), printed AS (
    INSERT INTO ticket (event, registration, number, name, created_at)
    SELECT $4::bigint, id, 1, name, $5::timestamptz FROM made ORDER BY id RETURNING id, registration
), placed AS (
    INSERT INTO place (ticket, registration) SELECT id, registration FROM printed
), admitted AS (
    UPDATE registration SET seat = 'invited', confirmed_at = $5::timestamptz
    WHERE id IN (SELECT registration FROM due WHERE admitted) RETURNING id
), counted AS (
    UPDATE seats SET waiting = waiting - (SELECT count(*) FROM admitted)
    WHERE event = $3::bigint AND EXISTS (SELECT FROM admitted)
), called AS (
    UPDATE summons s SET called_at = $5::timestamptz, email = due.email, language = due.language,
        means = CASE WHEN due.email IS NULL THEN 'post' ELSE 'mail' END,
        registration = coalesce(due.registration, made.id),
        message_id = CASE WHEN due.email IS NOT NULL THEN {outbox.MESSAGE_ID} END
    FROM due LEFT JOIN made ON made.member = due.member WHERE s.id = due.summons
    RETURNING s.id, s.registration, s.email, s.language, s.message_id, due.name
), mailed AS (
    INSERT INTO outbox (message, facts, recipient, name, language, message_id, priority, created_at, due_at)
    SELECT 'convened', jsonb_build_object('summons', id, 'registration', registration), email, name, language,
        message_id, 1, $5::timestamptz, $5::timestamptz
    FROM called WHERE email IS NOT NULL ORDER BY id
)
SELECT count(*)::int FROM called
"""  # noqa: S608 (no value from outside)
