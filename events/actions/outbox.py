"""Queues mail in the transaction of the action that causes it; the worker sends it after commit."""

from collections.abc import Collection
from typing import Any

from events.clock import now
from events.database import execute, fetchval
from events.words import Ender

MESSAGE_ID = "'<' || gen_random_uuid() || '@convoke>'"
"""Made when queued, once: a mail sent again after a crash carries the same one, and mailboxes show it once."""


async def queue(message: str, recipient: str, name: str, language: str, **facts: Any) -> None:
    """Queue one mail: a message of `mail.messages` by name, with the facts it needs."""
    await execute(
        f"""INSERT INTO outbox (message, facts, recipient, name, language, message_id, priority, created_at, due_at)
        VALUES ($1, $2, $3, $4, $5, {MESSAGE_ID}, 0, $6, $6)""",  # noqa: S608
        message, facts, recipient, name, language, now(),
    )  # fmt: skip


async def queue_to_registered(message: str, event: int, **facts: Any) -> int:
    """Queue a mail to everyone with a seat or a place in the queue of the event; answers how many.

    These wait behind mail that somebody is looking out for.
    """
    done: str = await execute(
        f"""INSERT INTO outbox (message, facts, recipient, name, language, message_id, priority, created_at, due_at)
        SELECT $1, $4::jsonb || jsonb_build_object('registration', id), email, name, language, {MESSAGE_ID}, 1, $3, $3
        FROM registration WHERE event = $2 AND seat <> 'cancelled' AND email IS NOT NULL ORDER BY id""",  # noqa: S608
        message, event, now(), facts,
    )  # fmt: skip
    return int(done.split()[-1])


async def queue_to_sides(message: str, proxies: Collection[int], *sides: Ender, priority: int = 0) -> None:
    """Queue a mail about each of these proxies to its giver, its holder, or both; who has no address gets none."""
    await execute(
        f"""INSERT INTO outbox (message, facts, recipient, name, language, message_id, priority, created_at, due_at)
        SELECT $1, jsonb_build_object('proxy', p.id, 'to', one.side), m.email, m.name, m.language, {MESSAGE_ID}, $4, $5,
            $5
        FROM proxy p CROSS JOIN LATERAL (VALUES ('giver', p.giver), ('holder', p.holder)) AS one (side, member)
        JOIN member m ON m.id = one.member
        WHERE p.id = ANY($2::bigint[]) AND one.side = ANY($3::text[]) AND m.email IS NOT NULL
        ORDER BY p.id, one.side""",  # noqa: S608
        message, list(proxies), [side.value for side in sides], priority, now(),
    )  # fmt: skip


async def mailed_lately(message: str, registration: int, minutes: int) -> bool:
    """Whether this message about this registration was queued in the last minutes."""
    found: bool = await fetchval(
        """SELECT EXISTS (SELECT FROM outbox WHERE message = $1
            AND (facts ->> 'registration')::bigint = $2
            AND created_at > $3::timestamptz - make_interval(mins => $4))""",
        message, registration, now(), minutes,
    )  # fmt: skip
    return found
