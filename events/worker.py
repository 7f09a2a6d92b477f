"""The worker: takes the mails that are due from the outbox, has each rendered from what is so now, and sends them.

Beside that it seals the journal (`actions.chain`), removes what was kept for a moment only (`actions.forgetting`),
lets go of what was kept of people long enough (`actions.retention`), fetches the members (`actions.member_sync`),
calls them to assemblies (`actions.summons`) and ends proxies and polls whose time is over (`actions.lapses`).

A mail is taken with a lease: one statement, committed before anything else happens, moves its due_at some minutes on
and counts the attempt. So of several workers one has it; a worker that dies leaves it due again when the lease ends;
and a mail that kills its worker comes back a few times only. All work on it ends before its lease does. The one way
to send a mail twice is to die, or to lose the database, between the server's "taken" and the note of it here: then
both carry the same Message-ID.
"""

import asyncio
import logging
import os
import random
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from email.message import EmailMessage
from functools import partial
from typing import Any

from events.actions import chain, forgetting, lapses, member_sync, retention, summons
from events.actions.keys import keys
from events.actions.rehearsals import live_at_its_time
from events.clock import now
from events.database import Unavailable, execute, fetch, migrate, pool
from events.mail.addresses import Unreachable
from events.mail.cases import NotNeeded, Sign, addressed
from events.mail.envelope import as_bytes, render
from events.mail.post import Later, Never, Post
from events.settings import settings
from events.tickets import codes

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Mails rendered and sent side by side."""

SWITCH_SECONDS = 0.0005
"""How long a thread that renders may keep the interpreter from whoever waits for the network."""

POLL_SECONDS = 1.0
"""How soon a mail just queued is seen. A NOTIFY would be sooner, and make all registrations commit one by one."""

LEASE = timedelta(minutes=5)
WORK_SECONDS = 240
"""How long one mail may take, safely less than its lease."""

PAUSES = (1, 5, 15, 60, 240, 480, 720, 720, 720)
"""Minutes to wait after each failed attempt: two days in all, which is how long mail servers may be away."""

RENDERINGS = 5
"""Attempts to render a mail before it is given up; the pauses between leave somebody some hours to mend it."""

LONGEST_OUTAGE_PAUSE = 60

ORPHAN_SECONDS = 3
"""How long to finish what is under way once the `convoke serve` that started us was killed, often with the database."""


class Outage:
    """Whether the mail server is away, and how many seconds to leave it alone before the next try."""

    def __init__(self) -> None:
        self.pause = 0.0
        self._until = 0.0

    def failed(self, reason: str) -> None:
        """Wait longer than the last time; mails that failed side by side count once."""
        if not self.pause:
            log.warning("Mail waits: %s", reason)
        if time.monotonic() >= self._until:
            self.pause = min(max(1.0, self.pause * 2), LONGEST_OUTAGE_PAUSE)
            self._until = time.monotonic() + self.pause

    def over(self) -> None:
        """It takes mail again."""
        if self.pause:
            log.warning("The mail server takes mail again.")
        self.pause = self._until = 0.0


async def run(stop: asyncio.Event) -> None:
    """Send what is due, until `stop` is set; then finish what is under way. Needs the pool open.

    In a demonstration the mails are kept to be looked at, and leave only if a mail server is named.
    """
    url = settings().smtp_url
    if url is None and not settings().demo:
        log.info("No mail server is set (CONVOKE_SMTP_URL), so mails wait in the outbox.")
        await stop.wait()
        return
    await live_at_its_time()
    post = Post(url) if url else None
    try:
        await _work(stop, post)
    finally:
        if post:
            await post.close()


async def main() -> None:
    """Be the worker until told to stop (SIGTERM or SIGINT): for a process of its own."""
    stop, parent = asyncio.Event(), os.getppid()

    def end() -> None:
        stop.set()
        if os.getppid() != parent:
            signal.alarm(ORPHAN_SECONDS)

    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, end)
    sys.setswitchinterval(SWITCH_SECONDS)
    async with pool(AT_ONCE + 7):
        await migrate()
        await live_at_its_time()
        await asyncio.gather(
            run(stop),
            chain.run(stop),
            forgetting.run(stop),
            retention.run(stop),
            member_sync.run(stop),
            summons.run(stop),
            lapses.run(stop),
        )


async def _work(stop: asyncio.Event, post: Post | None) -> None:
    outage = Outage()
    busy: set[asyncio.Task[None]] = set()
    try:
        while not stop.is_set():
            free = (1 if outage.pause else AT_ONCE) - len(busy)
            taken = await _claimed(free) if free > 0 else []
            for mail in taken:
                task = asyncio.create_task(_deliver(mail, post, outage), name=f"mail {mail['id']}")
                busy.add(task)
                task.add_done_callback(busy.discard)
            await _pause(stop, busy, outage, idle=len(taken) < free)
    finally:
        if busy:
            await asyncio.wait(busy)


async def _pause(stop: asyncio.Event, busy: set[asyncio.Task[None]], outage: Outage, *, idle: bool) -> None:
    """Wait until there may be something to do: a place is free, something new may be due, or all is to stop."""
    stopping = asyncio.create_task(stop.wait())
    if busy and (outage.pause or not idle):
        await asyncio.wait({stopping, *busy}, return_when=asyncio.FIRST_COMPLETED)
    if outage.pause or idle:
        await asyncio.wait({stopping}, timeout=outage.pause or POLL_SECONDS)
    stopping.cancel()


async def _claimed(most: int) -> list[Any]:
    """Some mails that are due, the most urgent first, now ours until their lease ends."""
    try:
        return await fetch(
            """WITH due AS MATERIALIZED (
                SELECT id FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= $1
                ORDER BY priority, due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
            )
            UPDATE outbox o SET due_at = $3, attempts = attempts + 1 FROM due WHERE o.id = due.id
            RETURNING o.id, o.message, o.facts, o.recipient, o.name, o.language, o.message_id, o.attempts""",
            now(), most, now() + LEASE,
        )  # fmt: skip
    except Unavailable as error:
        log.warning("The worker cannot read the outbox: %s", error)
        return []


async def _deliver(mail: Any, post: Post | None, outage: Outage) -> None:
    """Render and send one mail, and note how it went. Never raises."""
    try:
        async with asyncio.timeout(WORK_SECONDS):
            await _send(mail, post)
        outage.over()
    except NotNeeded as reason:
        await _noted(partial(_give_up, mail, f"skipped: {reason}"))
    except (Never, Unreachable) as error:
        outage.over()
        log.warning("Mail %s cannot be delivered: %s", mail["id"], error)
        await _noted(partial(_give_up, mail, str(error)))
    except Later as error:
        if error.everybody:
            outage.failed(str(error))
        await _noted(partial(_put_off, mail, str(error), len(PAUSES) + 1))
    except TimeoutError:
        await _noted(partial(_put_off, mail, "It took too long.", len(PAUSES) + 1))
    except Unavailable as error:
        log.warning("Mail %s waits for the database: %s", mail["id"], error)
    except Exception as error:
        log.exception("Mail %s (%s) cannot be rendered.", mail["id"], mail["message"])
        await _noted(partial(_put_off, mail, f"{type(error).__name__}: {error}", RENDERINGS))


async def _send(mail: Any, post: Post | None) -> None:
    if mail["attempts"] > len(PAUSES) + 1:
        raise Never("Its worker died each time it was tried.")
    mail = await addressed(mail)
    message = await render(mail, await _sign())
    if post:
        await post.send(message, mail["recipient"])
    await _noted(partial(_sent, mail, message))


async def _sign() -> Sign:
    found = await keys()
    return partial(codes.sign, found.active, key_id=found.active_id)


async def _noted(write: Callable[[], Awaitable[None]]) -> None:
    """Write how a mail went, however long the database is away: forgetting it would send the mail again."""
    while True:
        try:
            return await write()
        except Unavailable as error:
            log.warning("The worker cannot write what it sent, and tries again: %s", error)
            await asyncio.sleep(POLL_SECONDS)


async def _sent(mail: Any, message: EmailMessage) -> None:
    """Note that it left, also with the member it called; in a demonstration, keep what was in it."""
    await execute(
        """WITH sent AS (
            UPDATE outbox SET sent_at = $2, failed_at = NULL, error = NULL, copy = $3
            WHERE id = $1 AND sent_at IS NULL RETURNING message_id
        ) UPDATE summons s SET sent_at = $2, failed_at = NULL, error = NULL FROM sent
        WHERE s.message_id = sent.message_id""",
        mail["id"], now(), as_bytes(message) if settings().demo else None,
    )  # fmt: skip


async def _give_up(mail: Any, reason: str) -> None:
    await execute(
        """WITH failed AS (
            UPDATE outbox SET failed_at = $2, error = $3 WHERE id = $1 AND sent_at IS NULL AND attempts = $4
            RETURNING message_id
        ) UPDATE summons s SET failed_at = $2, error = $3 FROM failed WHERE s.message_id = failed.message_id""",
        mail["id"], now(), reason[:1000], mail["attempts"],
    )  # fmt: skip


async def _put_off(mail: Any, reason: str, most: int) -> None:
    """Let it be due again after a pause that grows, some of it by chance so that not all come back at once."""
    if mail["attempts"] >= most:
        return await _give_up(mail, reason)
    pause = timedelta(minutes=PAUSES[mail["attempts"] - 1]) * random.uniform(0.9, 1.25)  # noqa: S311
    await execute(
        "UPDATE outbox SET due_at = $2, error = $3 WHERE id = $1 AND sent_at IS NULL AND attempts = $4",
        mail["id"], now() + pause, reason[:1000], mail["attempts"],
    )  # fmt: skip
    return None
