"""A real PostgreSQL for every test that asks: one server for the run, one database for each worker.

`database` is what most tests want: the migrations have run, every table is empty, the pool is open.
Set CONVOKE_TEST_SERVER to the address of any PostgreSQL 15 or newer, with a role that may create databases, to test
with that one.
"""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg
import pytest

from events import database as db
from events.postgres import Handle, ensure_running, places_of
from events.settings import override
from tests.emptying import emptying
from tests.site import RUN, let_go

SERVER = "CONVOKE_TEST_SERVER"

QUICK = {
    "fsync": "off",
    "shared_buffers": "64MB",
    "autovacuum_vacuum_threshold": "1000000000",
    "autovacuum_vacuum_insert_threshold": "-1",
}
"""The shared server does without the disk; the tests that kill one start their own. It does not tidy up meanwhile, so
that rows lie in the order in which they came."""

LOCK = 0x74656D706C617465
"""Held by the worker that makes the template."""


class Run:
    """What the process that leads the run must put away at its end, and how each one empties its database."""

    folder: Path | None = None
    server: Handle | None = None
    empty: str = ""


def pytest_configure(config: pytest.Config) -> None:
    """With several workers, start their server before they are: they inherit its address."""
    os.environ.setdefault(RUN, uuid4().hex[:12])
    if getattr(config.option, "dist", "no") != "no" and not hasattr(config, "workerinput"):
        start_server()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest begin first, so that no worker is at one of them when the others have ended.

    Tests of one file that share a site run in one process, which starts it once.
    """
    for item in items:
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server, or leave the one lent to us as it was; remove what the run's sites were copied from."""
    if not hasattr(config, "workerinput"):
        let_go()
    if Run.server and Run.folder:
        Run.server.stop()
        shutil.rmtree(Run.folder, ignore_errors=True)
    elif SERVER in os.environ and not hasattr(config, "workerinput"):
        asyncio.run(drop(os.environ[SERVER], template()))


def temporary_folder() -> Path:
    """A folder that the account of the server reaches as well, with a path short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="convoke-", dir="/tmp"))
    folder.chmod(0o755)
    return folder


def start_server() -> None:
    if SERVER not in os.environ:
        Run.folder = temporary_folder()
        Run.server = ensure_running(places_of(Run.folder), options=QUICK)
        os.environ[SERVER] = Run.server.url


@pytest.fixture(scope="session", autouse=True)
def data_dir() -> Iterator[Path]:
    """Secrets and other files of the tests stay out of the clone."""
    folder = temporary_folder()
    override(data_dir=folder)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server_url() -> str:
    """The address of the run's PostgreSQL."""
    start_server()
    return os.environ[SERVER]


def named(url: str, database: str) -> str:
    """The address of another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def template() -> str:
    """The name of the database that all others of this run are copies of."""
    return f"convoke_template_{os.environ[RUN]}"


async def copy_template(url: str, name: str) -> str:
    """Make a database with all migrations run, and give its address."""
    admin = await asyncpg.connect(url)
    try:
        await admin.execute("SELECT pg_advisory_lock($1)", LOCK)
        if not await admin.fetchval("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", template()):
            half = f"{template()}_half"
            await admin.execute(f'DROP DATABASE IF EXISTS "{half}"')
            await admin.execute(f'CREATE DATABASE "{half}"')
            override(database_url=named(url, half))
            await db.migrate()
            await admin.execute(f'ALTER DATABASE "{half}" RENAME TO "{template()}"')
        await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template()}"')
    finally:
        await admin.close()
    return named(url, name)


async def drop(url: str, name: str) -> None:
    admin = await asyncpg.connect(url)
    try:
        await admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        await admin.close()


@pytest.fixture(scope="session")
async def worker_database(server_url: str) -> AsyncIterator[str]:
    """This worker's database, with the pool open on the loop all tests share."""
    name = f"convoke_{uuid4().hex[:12]}"
    url = await copy_template(server_url, name)
    override(database_url=url)
    await db.open_pool(size=20)
    yield url
    await db.close_pool()
    await drop(server_url, name)


@pytest.fixture
async def database(worker_database: str) -> str:
    """An empty database: the migrations have run, the tables have no rows, the pool is open. Its address."""
    empty = Run.empty = Run.empty or await emptying()
    try:
        await db.execute(empty)
    except asyncpg.DeadlockDetectedError:  # a statement that the test before left under way; it is over now
        await db.execute(empty)
    return worker_database


@pytest.fixture
async def fresh_database(worker_database: str, server_url: str) -> AsyncIterator[str]:
    """A database for this test alone, with the pool open on it: for tests that change its tables or break it."""
    name = f"convoke_{uuid4().hex[:12]}"
    url = await copy_template(server_url, name)
    await db.close_pool()
    override(database_url=url)
    await db.open_pool(size=4)
    yield url
    await db.close_pool()
    override(database_url=worker_database)
    await db.open_pool(size=20)
    await drop(server_url, name)
