"""`convoke serve`: the database, the migrations, the mail worker beside it, and the web server in front."""

import asyncio
import errno
import logging
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from granian import Granian
from granian.constants import Interfaces

from events import logs
from events.actions.calendars import render_all_if_outdated
from events.actions.keys import keys
from events.actions.rehearsals import live_at_its_time
from events.database import migrate, pool
from events.postgres import own_server
from events.postgres.process import end_with_parent
from events.samples import fill_if_empty, sign_in_links
from events.settings import BadSetting, say, settings
from events.signals import also_at

log = logging.getLogger(__name__)

RESTART_SECONDS = 2

WAITING = 4096
"""Connections that may wait to be let in."""
CONNECTIONS = 20_000
"""Open at once in each process: a page that follows an assembly keeps one."""

STOP_SECONDS = 3
"""How long requests under way may take to end once told to stop; a client that reads slowly is then cut off."""


class NoPort(SystemExit):
    """Convoke cannot listen where it should; stops the program with one clear sentence."""


def serve(mail: bool = True) -> None:
    """Serve until told to stop. mail: send the queued mail as well, in a process of its own.

    Raises BadSetting or NoPort before anything is started.
    """
    with _port(settings().host, settings().port) as address, own_server(watch=True):
        asyncio.run(_prepare())
        stopped = threading.Event()
        beside = threading.Thread(target=_keep_mailing, args=[stopped], daemon=True)
        if mail:
            beside.start()
        try:
            log.info("Convoke answers at %s", settings().public_url)
            _server(address, stopped).serve()
        finally:
            stopped.set()
            if mail:
                beside.join(10)


@contextmanager
def _port(host: str, port: int) -> Iterator[str]:
    """The port is ours meanwhile, and no other program's; the numeric address of the host, which Granian wants.

    Granian's processes share it (SO_REUSEPORT), and so would those of a second Convoke without a word. Linux refuses
    the port to others already while it is only bound; elsewhere the claim would stand in Granian's way.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise BadSetting(f"CONVOKE_HOST (--host) is an address such as 127.0.0.1 or localhost, not {host!r}.") from None
    family, *_, address = min(found, key=lambda one: one[0] != socket.AF_INET)
    with socket.socket(family) as claim:
        claim.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            claim.bind(address)
        except OSError as error:
            raise NoPort(_why_not(host, port, error)) from None
        claim.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
        if sys.platform == "linux":
            claim.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        else:
            claim.close()
        yield str(address[0])


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is taken, perhaps by a Convoke that runs already: stop what listens there, or "
            "choose another port with CONVOKE_PORT or --port."
        )
    return f"Convoke cannot listen at port {port} of {host}: {error.strerror}."


def _server(address: str, stopped: threading.Event) -> Granian:
    """The web server, which sets `stopped` as soon as it is told to stop: ending its requests takes a moment."""
    server = Granian(
        "events.app:served",
        factory=True,
        interface=Interfaces.ASGI,
        address=address,
        port=settings().port,
        workers=settings().workers,
        workers_kill_timeout=STOP_SECONDS,
        backlog=WAITING,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        log_access=False,
        log_level="warning",
        log_dictconfig=logs.GRANIAN,
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
        worker = subprocess.Popen([sys.executable, "-m", "events.cli", "worker"], preexec_fn=end_with_parent())
        while worker.poll() is None and not stopped.wait(0.2):
            pass
        if worker.poll() is None:
            worker.terminate()
            try:
                worker.wait(8)
            except subprocess.TimeoutExpired:
                worker.kill()
        elif not stopped.wait(RESTART_SECONDS):
            log.warning("The mail worker ended and is started again.")
