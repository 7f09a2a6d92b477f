"""How many members a minute are called: the worker against an SMTP server, beside the same letters made beforehand.

`python -m bench.convocation [members [workers]]`: so many members (2,000 unless said) are called by so many workers
(one) in their languages, with ticket, proxy form and calendar entry; then the same bytes go to the same server with
nothing else to do.
"""

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
from datetime import timedelta
from functools import partial

from bench import house
from events import worker
from events.actions import assemblies, convocations, statutes, summons
from events.actions import events as event_actions
from events.actions.keys import keys
from events.clock import now
from events.database import execute, fetch, fetchval, migrate, pool
from events.mail.envelope import as_bytes, render
from events.mail.post import Post
from events.rules.events import EventDraft
from events.rules.statutes import Need, Statutes
from events.settings import override
from events.tickets import codes
from events.words import Gathering, Holders, Matter, Mode, Status, Weighing

WANTED = 35_000 / (20 * 60)
"""Mails a second: a roll of 35,000 in twenty minutes."""


_DONE = "SELECT count(*) FROM summons WHERE sent_at IS NOT NULL OR failed_at IS NOT NULL"


class Sink:
    """An SMTP server that takes everything and keeps nothing, in a thread of its own."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self.server.getsockname()[1]
        self.taken = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            connection, _ = self.server.accept()
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        lines = connection.makefile("rb", buffering=1 << 18)
        connection.sendall(b"220 sink\r\n")
        while line := lines.readline():
            word = line[:4].upper()
            if word == b"DATA":
                connection.sendall(b"354 go on\r\n")
                while lines.readline() not in (b".\r\n", b""):
                    pass
                self.taken += 1
            connection.sendall(b"221 bye\r\n" if word == b"QUIT" else b"250 yes\r\n")
            if word == b"QUIT":
                return


async def main(members: int, processes: int) -> None:
    sink = Sink()
    override(smtp_url=f"smtp://127.0.0.1:{sink.port}")
    await migrate()
    async with pool(worker.AT_ONCE + 5):
        await _prepare(members)
        began = time.monotonic()
        while await summons.call_some():
            pass
        called = time.monotonic() - began
        rate = await _sent(members, processes)
        limit = await _handed_over(min(members, 500))
    print(f"members {members}, processors {os.cpu_count()}, workers {processes}, mails at once each {worker.AT_ONCE}")
    print(f"put in the outbox, with registration and ticket: {members / called:,.0f} a second")
    print(f"rendered and sent: {rate:,.1f} a second")
    print(f"the same letters made beforehand: {limit:,.1f} a second; ratio {rate / limit:.2f}")
    print(f"35,000 in {35_000 / rate / 60:.1f} minutes; wanted: at least {WANTED:.1f} a second")


async def _sent(members: int, processes: int) -> float:
    """How many a second so many workers send, each a process of its own, once they are up."""
    run = [sys.executable, "-c", "import asyncio; from events import worker; asyncio.run(worker.main())"]
    workers = [subprocess.Popen(run) for _ in range(processes)]  # noqa: ASYNC220 (they live beside this)
    try:
        while not (first := await fetchval(_DONE)):  # noqa: ASYNC110 (it is the database that is asked)
            await asyncio.sleep(0.05)
        began = time.monotonic()
        while await fetchval(_DONE) < members:  # noqa: ASYNC110
            await asyncio.sleep(0.2)
        return float((members - first) / (time.monotonic() - began))
    finally:
        for one in workers:
            one.kill()
            one.wait()


async def _handed_over(count: int) -> float:
    """How many a second when every letter is there already, as many at once as the worker sends."""
    made = await keys()
    sign = partial(codes.sign, made.active, key_id=made.active_id)
    rows = await fetch("SELECT * FROM outbox WHERE message = 'convened' ORDER BY id LIMIT $1", count)
    letters = [(as_bytes(await render(row, sign)), row["recipient"]) for row in rows]
    post = Post(f"smtp://127.0.0.1:{_port()}")
    began = time.monotonic()
    queue = iter(letters)

    async def carry() -> None:
        for body, recipient in queue:
            await post._send(body, recipient)

    await asyncio.gather(*(carry() for _ in range(worker.AT_ONCE)))
    await post.close()
    return count / (time.monotonic() - began)


def _port() -> int:
    return int(os.environ["CONVOKE_SMTP_URL"].rpartition(":")[2])


async def _prepare(members: int) -> None:
    """Members of two languages, and an assembly in a month with an agenda of eight items."""
    await execute(
        """INSERT INTO office (slug, name, city, region, languages, lat, lon, timezone, hue, shape)
        VALUES ('brussels', $1, $1, 'Brussels', ARRAY['fr', 'nl'], 50.83, 4.34, 'Europe/Brussels', 28, 'star')""",
        {"nl": "Brussel", "fr": "Bruxelles", "en": "Brussels", "de": "Brüssel"},
    )
    await execute(
        """WITH made AS (
            INSERT INTO member (number, name, email, address, language, search)
            SELECT n, 'Person Number ' || n, 'p' || n || '@example.org', 'p' || n || '@example.org',
                (ARRAY['nl', 'fr', 'fr', 'nl', 'en', 'de'])[1 + n % 6], 'person number ' || n || ' ' || n
            FROM generate_series(1, $1::int) AS n RETURNING id
        ) INSERT INTO membership (member, category, shares, since)
        SELECT made.id, category.id, 1, '2020-01-01' FROM made, category WHERE code = 'A'""",
        members,
    )
    starts = now().replace(microsecond=0) + timedelta(days=30)
    event = await event_actions.create(
        EventDraft(
            slug="assembly", office="brussels", title={"nl": "Algemene vergadering", "fr": "Assemblée générale"},
            starts_at=starts, ends_at=starts + timedelta(hours=4), timezone="Europe/Brussels", mode=Mode.HYBRID,
            venue="Coenraetsstraat 72", online_url="https://meet.example.org", status=Status.PUBLISHED,
        ),
        "bench",
    )  # fmt: skip
    profile = await statutes.create(
        Statutes(
            name="Rules", notice_days=15, record_days=0, proxy_limit=1, proxy_hours=24, proxy_holders=Holders.ANY,
            weighing=Weighing.MEMBER, needs=tuple(Need(matter=matter) for matter in Matter),
        ),
        "bench",
    )  # fmt: skip
    await assemblies.create(event.id, Gathering.ORDINARY, profile, "bench")
    await execute(
        """INSERT INTO agenda_item (assembly, position, kind, matter, title, text, version)
        SELECT a.id, n, 'decision', 'ordinary', jsonb_build_object('nl', 'Goedkeuring van punt ' || n, 'fr',
            'Approbation du point ' || n), '{}', 1 FROM assembly a, generate_series(1, 8) AS n"""
    )
    await execute(
        """WITH said AS (
            INSERT INTO agenda_version (assembly, number, reason, published_at, published_by, content)
            SELECT id, 1, '{}', $1, 'bench', agenda_content(id) FROM assembly
        ) INSERT INTO agenda (assembly, version, published_at) SELECT id, 1, $1 FROM assembly""",
        now(),
    )
    began = time.monotonic()
    await convocations.convene(event.id, "bench")
    print(f"listed {members} in {time.monotonic() - began:.2f} s")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:3]]
    with house.database():
        asyncio.run(main(*(numbers + [2_000, 1][len(numbers) :])))
