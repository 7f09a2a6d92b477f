"""`convoke serve`: the database, the migrations, the mail worker beside it, and the web server in front."""

import asyncio
import signal
import subprocess
import sys
import threading

from granian import Granian
from granian.constants import Interfaces

from events.actions.calendars import render_all_if_outdated
from events.actions.keys import keys
from events.actions.rehearsals import live_at_its_time
from events.database import migrate, pool
from events.postgres import own_server
from events.samples import fill_if_empty, sign_in_links
from events.settings import say, settings
from events.signals import also_at

RESTART_SECONDS = 2

STOP_SECONDS = 3
"""How long requests under way may take to end once told to stop; a client that reads slowly is then cut off."""


def serve(mail: bool = True) -> None:
    """Serve until told to stop. mail: send the queued mail as well, in a process of its own."""
    with own_server(watch=True):
        asyncio.run(_prepare())
        stopped = threading.Event()
        beside = threading.Thread(target=_keep_mailing, args=[stopped], daemon=True)
        if mail:
            beside.start()
        try:
            say(f"Convoke answers at {settings().public_url}")
            _server(stopped).serve()
        finally:
            stopped.set()
            if mail:
                beside.join(10)


def _server(stopped: threading.Event) -> Granian:
    """The web server, which sets `stopped` as soon as it is told to stop: ending its requests takes a moment."""
    server = Granian(
        "events.app:served",
        factory=True,
        interface=Interfaces.ASGI,
        address=settings().host,
        port=settings().port,
        workers=settings().workers,
        workers_kill_timeout=STOP_SECONDS,
        respawn_failed_workers=True,
        log_access=False,
        log_level="warning",
    )

    def listen() -> None:
        for sign in (signal.SIGINT, signal.SIGTERM):
            also_at(sign, stopped.set)

    server.on_startup(listen)
    return server


async def _prepare() -> None:
    async with pool(2):
        await migrate()
        await live_at_its_time()
        await keys()
        if settings().demo:
            if await fill_if_empty():
                say("The anniversary year is in; its members are made up. In this demonstration it is January 2023.")
            for role, link in (await sign_in_links()).items():
                say(f"Sign in as {role.value}: {link}")
        await render_all_if_outdated()


def _keep_mailing(stopped: threading.Event) -> None:
    """Run `convoke worker` until the server stops, again whenever it dies."""
    while not stopped.is_set():
        worker = subprocess.Popen([sys.executable, "-m", "events.cli", "worker"])
        while worker.poll() is None and not stopped.wait(0.2):
            pass
        if worker.poll() is None:
            worker.terminate()
            try:
                worker.wait(8)
            except subprocess.TimeoutExpired:
                worker.kill()
        elif not stopped.wait(RESTART_SECONDS):
            say("The mail worker ended and is started again.")
