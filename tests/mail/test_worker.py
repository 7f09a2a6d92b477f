"""The worker and a real SMTP server: each mail arrives, once, whatever dies meanwhile."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from typing import Any

import pytest

from events import worker
from events.actions.rehearsals import rehearse
from events.clock import now
from events.database import execute, fetch, fetchrow, fetchval
from events.settings import override
from tests.cast import at
from tests.mail.cast import PostOffice, hold_evening, parsed, queue, seat, until

QUEUE = """
INSERT INTO outbox (message, facts, recipient, name, language, message_id, priority, created_at, due_at)
SELECT 'registered', jsonb_build_object('registration', id), email, name, 'nl', '<' || id || '@convoke>', 0, $1, $1
FROM registration ORDER BY id
"""


async def crowd(count: int) -> list[str]:
    """As many people with a seat and a mail that waits; the identities of the mails."""
    event = await hold_evening()
    await execute(
        """INSERT INTO registration (event, name, email, address, language, answers, seat, party_size, created_at)
        SELECT $1, 'Person ' || n, 'person' || n || '@example.org', 'person' || n || '@example.org', 'nl', '{}',
            'confirmed', 1, $3 FROM generate_series(1, $2::int) AS n""",
        event.id, count, now(),
    )  # fmt: skip
    await execute(
        """INSERT INTO ticket (event, registration, number, name, created_at)
        SELECT event, id, 1, name, created_at FROM registration"""
    )
    await execute(QUEUE, now())
    return [row["message_id"] for row in await fetch("SELECT message_id FROM outbox ORDER BY id")]


@asynccontextmanager
async def working(count: int = 1) -> AsyncIterator[None]:
    """Workers in this process."""
    stop = asyncio.Event()
    tasks = [asyncio.create_task(worker.run(stop)) for _ in range(count)]
    yield
    stop.set()
    await asyncio.gather(*tasks)


async def waiting() -> int:
    found: int = await fetchval("SELECT count(*) FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL")
    return found


async def all_done() -> bool:
    return await waiting() == 0


async def one(mail: int) -> Any:
    return await fetchrow("SELECT * FROM outbox WHERE id = $1", mail)


async def leases_end() -> None:
    """Time passes, until what was taken or put off is due again."""
    await execute("UPDATE outbox SET due_at = created_at WHERE sent_at IS NULL AND failed_at IS NULL")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "POLL_SECONDS", 0.05)


async def test_a_queued_mail_leaves_at_once(post_office: PostOffice) -> None:
    """Queued while the worker runs: it is there within moments, and the outbox says so."""
    override(smtp_url=post_office.url)
    registration = await seat(await hold_evening())
    async with working():
        mail = await queue("registered", registration)
        await until(all_done)

    assert post_office.ids == ["<registered-1-nl@convoke>"]
    assert post_office.mails[0][0] == "ada@example.org"
    row = await one(mail)
    assert (row["sent_at"] is not None, row["attempts"], row["error"], row["copy"]) == (True, 1, None, None)


async def test_two_workers_send_none_twice(post_office: PostOffice) -> None:
    """Eighty mails, two workers at four mails each: every one arrives exactly once."""
    override(smtp_url=post_office.url)
    ids = await crowd(80)
    async with working(2):
        await until(all_done, 60)

    assert sorted(post_office.ids) == sorted(ids)


async def test_somebody_who_waits_goes_before_the_mass(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A registration's mail passes those about a move of the event, however long they stand there."""
    monkeypatch.setattr(worker, "AT_ONCE", 1)
    override(smtp_url=post_office.url)
    registration = await seat(await hold_evening())
    for n in range(3):
        another = await seat(await hold_evening(slug=f"other{n}", uid=str(n)), f"person{n}@example.org")
        await queue("moved", another, priority=1, due_at=now() - timedelta(hours=1))
    await queue("registered", registration)
    async with working():
        await until(all_done)

    assert post_office.ids[0] == "<registered-1-nl@convoke>"


async def test_come_back_later_is_tried_again_later(post_office: PostOffice) -> None:
    """451 the first time: it waits a minute or so, other mails do not, and then it arrives under the same identity."""
    override(smtp_url=post_office.url)
    post_office.said["ada@example.org"] = ["451 Greylisted"]
    event = await hold_evening()
    mail = await queue("registered", await seat(event))
    await queue("registered", await seat(event, "bram@example.org"))
    async with working():
        await until(lambda: "<registered-2-nl@convoke>" in post_office.ids)
        await until(lambda: _put_off(mail))
        row = await one(mail)
        assert timedelta(seconds=50) < row["due_at"] - now() < timedelta(seconds=76)
        assert row["error"] == "451 Greylisted"
        await leases_end()
        await until(all_done)

    assert post_office.ids == ["<registered-2-nl@convoke>", "<registered-1-nl@convoke>"]
    assert (await one(mail))["attempts"] == 2


async def _put_off(mail: int) -> bool:
    row = await one(mail)
    return row["error"] is not None


async def test_no_such_person_is_given_up_with_the_servers_words(post_office: PostOffice) -> None:
    """550: trying again would only annoy."""
    override(smtp_url=post_office.url)
    post_office.said["ada@example.org"] = ["550 5.1.1 No such person"]
    mail = await queue("registered", await seat(await hold_evening()))
    async with working():
        await until(all_done)

    row = await one(mail)
    assert (row["sent_at"], row["error"]) == (None, "550 5.1.1 No such person")


async def test_a_mail_is_given_up_after_two_days(post_office: PostOffice) -> None:
    """The pauses grow to two days in all; then the outbox keeps the last reason."""
    override(smtp_url=post_office.url)
    mail = await queue("registered", await seat(await hold_evening()))
    post_office.said["ada@example.org"] = ["451 Not now"] * 20
    async with working():
        for _ in range(len(worker.PAUSES) + 1):
            await until(lambda: _put_off(mail))
            await execute("UPDATE outbox SET due_at = created_at, error = NULL WHERE failed_at IS NULL")
        await until(all_done)

    assert timedelta(days=2) <= timedelta(minutes=sum(worker.PAUSES)) < timedelta(days=2.5)
    assert (await one(mail))["attempts"] == len(worker.PAUSES) + 1
    assert (await one(mail))["failed_at"] is not None


async def test_a_server_that_is_away_is_left_alone_and_nothing_is_lost(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Connections are refused: not every mail knocks in vain, and all leave once it is back."""
    monkeypatch.setattr(worker, "LONGEST_OUTAGE_PAUSE", 0.2)
    override(smtp_url=post_office.url)
    post_office.close()
    ids = await crowd(30)
    async with working():
        await until(lambda: _tried())
        await asyncio.sleep(0.5)
        assert await fetchval("SELECT count(*) FROM outbox WHERE attempts > 0") < 12
        assert await waiting() == 30
        post_office.open()
        await leases_end()
        await until(all_done, 30)

    assert sorted(post_office.ids) == sorted(ids)


async def _tried() -> bool:
    return bool(await fetchval("SELECT count(*) FROM outbox WHERE error IS NOT NULL"))


async def test_a_mail_that_cannot_be_rendered_stops_no_other(post_office: PostOffice) -> None:
    """An unknown message and one whose facts are broken: kept back and in the end given up, while the rest leaves."""
    override(smtp_url=post_office.url)
    registration = await seat(await hold_evening())
    broken = [
        await queue("no-such-message", registration),
        await queue("registered", registration, facts={}, message_id="<broken@convoke>"),
    ]
    await queue("promoted", registration)
    async with working():
        await until(lambda: "<promoted-1-nl@convoke>" in post_office.ids)
        for _ in range(worker.RENDERINGS):
            await asyncio.sleep(0.15)
            await leases_end()
        await until(all_done)

    rows = [await one(mail) for mail in broken]
    assert [row["attempts"] for row in rows] == [worker.RENDERINGS] * 2
    assert all(row["failed_at"] and row["error"] for row in rows)


async def test_a_mail_overtaken_by_events_is_marked_and_not_sent(post_office: PostOffice) -> None:
    """Cancelled before the confirmation left: only the cancellation arrives."""
    override(smtp_url=post_office.url)
    registration = await seat(await hold_evening(), seat="cancelled", cancelled_at=now())
    stale = await queue("registered", registration)
    await queue("cancelled", registration)
    async with working():
        await until(all_done)

    assert post_office.ids == ["<cancelled-1-nl@convoke>"]
    assert (await one(stale))["error"] == "skipped: the registration is cancelled"


async def test_a_demonstration_keeps_its_mails(database: str) -> None:
    """Nothing leaves; what would have left can be read, files and all."""
    override(demo="true")
    mail = await queue("registered", await seat(await hold_evening()))
    async with working():
        await until(all_done)

    copy = parsed((await one(mail))["copy"])
    assert copy["Subject"] == "Ingeschreven: Nieuwjaarsreceptie: 25 jaar Smart"
    assert [part.get_filename() for part in copy.iter_attachments()] == [
        "ticket-new-year-reception.pdf",
        "new-year-reception.ics",
    ]


async def test_a_demonstration_with_a_server_sends_and_keeps(post_office: PostOffice) -> None:
    """Whoever names a server wants to see it arrive."""
    override(demo="true", smtp_url=post_office.url)
    mail = await queue("registered", await seat(await hold_evening()))
    async with working():
        await until(all_done)

    assert parsed((await one(mail))["copy"])["Message-ID"] == post_office.ids[0]


async def test_without_a_server_mails_wait_and_the_worker_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is lost for want of a setting."""
    caplog.set_level("INFO", "events.worker")
    await queue("registered", await seat(await hold_evening()))
    async with working():
        await asyncio.sleep(0.3)

    assert caplog.text.count("CONVOKE_SMTP_URL") == 1
    assert await fetchval("SELECT attempts FROM outbox") == 0


async def test_a_mail_that_kills_its_worker_comes_back_a_few_times_only(post_office: PostOffice) -> None:
    """Each time it was taken its worker died, so nobody wrote why; it does not stand in front for ever."""
    override(smtp_url=post_office.url)
    attempts = len(worker.PAUSES) + 1
    mail = await queue("registered", await seat(await hold_evening()), attempts=attempts)
    async with working():
        await until(all_done)

    assert post_office.mails == []
    assert (await one(mail))["failed_at"] is not None


async def test_the_worker_finishes_what_it_began(post_office: PostOffice) -> None:
    """Told to stop while the server thinks: the mail on its way is noted as sent, the rest waits."""
    override(smtp_url=post_office.url)
    post_office.seconds = 0.5
    await crowd(10)
    async with working():
        await until(lambda: _taken(worker.AT_ONCE))

    assert len(post_office.mails) == await fetchval("SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL")
    assert 0 < len(post_office.mails) < 10


async def _taken(count: int) -> bool:
    return bool(await fetchval("SELECT count(*) >= $1 FROM outbox WHERE attempts > 0", count))


@contextmanager
def worker_process() -> Iterator[subprocess.Popen[bytes]]:
    """The worker as `convoke worker` runs it."""
    run = "import asyncio; from events.worker import main; asyncio.run(main())"
    process = subprocess.Popen([sys.executable, "-c", run], env=os.environ)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def test_killed_in_the_middle_every_mail_still_arrives(post_office: PostOffice) -> None:
    """kill -9, three times over: all arrive, and by their identities each mailbox shows them once."""
    await rehearse(at("2023-01-10T09:00"))
    override(smtp_url=post_office.url)
    post_office.seconds = 0.02
    ids = await crowd(120)
    for goal in (30, 60, 90):
        with worker_process() as process:
            await until(lambda goal=goal: len(post_office.mails) >= goal, 60)
            process.send_signal(signal.SIGKILL)
        left = await fetchval("SELECT count(*) FROM outbox WHERE sent_at IS NULL AND attempts > 0")
        assert left <= worker.AT_ONCE
        await leases_end()
    with worker_process() as process:
        await until(all_done, 60)
        process.terminate()
        assert process.wait(10) == 0

    assert set(post_office.ids) == set(ids)
    assert len(post_office.ids) <= len(ids) + 3 * worker.AT_ONCE
