"""A roll is called by real workers over a real SMTP server: everybody once, whoever dies meanwhile."""

import asyncio
import os
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from events import worker
from events.actions import convocations, summons
from events.actions.rehearsals import rehearse
from events.database import execute, fetch, fetchval
from events.settings import override
from tests.cast import at, hold_assembly, join, somebody, write_agenda
from tests.mail.cast import PostOffice, hold_evening, until

RUN = """
import asyncio
from events import worker
from events.actions import summons
summons.BATCH = 20
worker.POLL_SECONDS = summons.PAUSE_SECONDS = 0.05
asyncio.run(worker.main())
"""


async def convene(members: int) -> None:
    """As many members are called to the evening."""
    event = await hold_evening()
    await hold_assembly(event.slug)
    await write_agenda(event.slug)
    for n in range(1, members + 1):
        await join(n, somebody(n))
    await convocations.convene(event.id, "test")


@contextmanager
def workers(count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Workers as `convoke worker` runs them, in small batches."""
    processes = [subprocess.Popen([sys.executable, "-c", RUN], env=os.environ) for _ in range(count)]
    try:
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.wait()


async def all_sent() -> bool:
    return not await fetchval("SELECT EXISTS (SELECT FROM summons WHERE sent_at IS NULL AND failed_at IS NULL)")


async def test_two_workers_killed_in_the_middle_call_everybody_once(post_office: PostOffice) -> None:
    """Ninety members, two workers, kill -9 twice: each has one registration, one ticket and one letter."""
    await rehearse(at("2023-01-10T09:00"))
    override(smtp_url=post_office.url)
    post_office.seconds = 0.01
    await convene(90)
    for goal in (25, 55):
        with workers(2) as processes:
            await until(lambda goal=goal: len(post_office.mails) >= goal, 60)
            for process in processes:
                process.send_signal(signal.SIGKILL)
        await execute("UPDATE outbox SET due_at = created_at WHERE sent_at IS NULL AND failed_at IS NULL")
    with workers(2):
        await until(all_sent, 90)

    letters = defaultdict(set)
    for recipient, message in post_office.mails:
        letters[recipient].add(message["Message-ID"])
    assert len(letters) == 90
    assert {len(ids) for ids in letters.values()} == {1}
    assert len(post_office.mails) <= 90 + 2 * 2 * worker.AT_ONCE
    counts = await fetch(
        """SELECT (SELECT count(*) FROM registration) AS registrations, (SELECT count(*) FROM ticket) AS tickets,
        (SELECT count(*) FROM place) AS places, (SELECT count(*) FROM outbox) AS mails"""
    )
    assert set(dict(counts[0]).values()) == {90}


async def test_who_cannot_be_mailed_goes_by_post(post_office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mail server knows no such mailbox: the line says so, with its words, and the others are sent."""
    override(smtp_url=post_office.url)
    monkeypatch.setattr(worker, "POLL_SECONDS", 0.05)
    post_office.said["person2@example.org"] = ["550 5.1.1 No such user here"]
    await convene(3)
    await summons.call_some()
    stop = asyncio.Event()
    task = asyncio.create_task(worker.run(stop))
    await until(all_sent)
    stop.set()
    await task

    rows = await fetch(
        "SELECT sent_at IS NOT NULL AS sent, failed_at IS NOT NULL AS failed, error FROM summons ORDER BY id"
    )
    assert [(row["sent"], row["failed"]) for row in rows] == [(True, False), (False, True), (True, False)]
    assert "No such user" in rows[1]["error"]
