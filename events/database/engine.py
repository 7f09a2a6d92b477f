"""The Piccolo engine: a pool that outlives a restart of the database, and connections that speak JSON."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import asyncpg
import msgspec
from asyncpg.pool import PoolConnectionProxy
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from events.database.transactions import Transaction
from events.database.unavailable import Unavailable, raise_if_lost
from events.postgres import database_url

os.environ.setdefault("PICCOLO_CONF", "events.piccolo_app")
"""Where Piccolo's tables look for their engine; an installed Convoke has no `piccolo_conf.py` in its folder."""

PATIENCE_SECONDS = 10
"""How long a request waits for a database that is being started again before it fails."""

COMMAND_SECONDS = 60
"""How long one statement may take on a pooled connection."""

GONE = (OSError, asyncpg.CannotConnectNowError, asyncpg.AdminShutdownError, asyncpg.ConnectionDoesNotExistError)
"""What connecting raises while the database is down, starting or recovering."""


class Connection(asyncpg.Connection):  # type: ignore[misc]
    """A connection that is given back as it is, which saves a round trip each time.

    So nothing may outlast a transaction on a pooled connection: no SET but SET LOCAL, no LISTEN (`Listener` has a
    connection of its own), no session advisory lock (pg_advisory_xact_lock), no WITH HOLD cursor, no temporary
    table but ON COMMIT DROP. An open transaction is rolled back all the same.
    """

    def get_reset_query(self) -> str:
        return ""


class Engine(PostgresEngine):  # type: ignore[misc]
    """Piccolo's engine with safe transactions. It connects when first used: making one touches no database."""

    pool: asyncpg.Pool | None

    def __init__(self) -> None:
        super().__init__(config={})

    async def check_version(self) -> None:
        """Leave the version alone: Piccolo's check would connect while the module is imported."""

    async def prep_database(self) -> None:
        """Create no extension: the server from the wheel has none, and core PostgreSQL is enough."""

    async def start_connection_pool(self, size: int = 10, **options: Any) -> None:
        """Open the pool on this event loop, with at most `size` connections."""
        if self.pool is not None:
            raise RuntimeError("The pool is open already.")
        self.pool = await patiently(
            lambda: asyncpg.create_pool(
                **arguments(),
                min_size=1,
                max_size=size,
                init=speak_json,
                command_timeout=COMMAND_SECONDS,
                **options,
            )
        )

    async def close_connection_pool(self) -> None:
        """Close the pool: wait ten seconds for what still runs, then hang up."""
        pool, self.pool = self.pool, None
        if pool is not None:
            try:
                await asyncio.wait_for(pool.close(), 10)
            except TimeoutError:
                pool.terminate()

    @property
    def connections_at_most(self) -> int:
        """How many the pool may hold: as many can have died in it when the database was started again."""
        return int(self.pool.get_max_size()) if self.pool is not None else 1

    async def get_new_connection(self) -> asyncpg.Connection:
        """A connection outside the pool, the caller's to close."""

        async def connect() -> asyncpg.Connection:
            connection = await asyncpg.connect(**arguments())
            await speak_json(connection)
            return connection

        return await patiently(connect)

    async def acquire(self) -> asyncpg.Connection:
        """A connection of the pool, or a new one while no pool is open. Waits for a database being started again."""
        if self.pool is None:
            return await self.get_new_connection()
        return await patiently(self.pool.acquire)

    async def release(self, connection: asyncpg.Connection) -> None:
        """Give back what `acquire` gave, even when the pool was opened or closed in between."""
        if isinstance(connection, PoolConnectionProxy):
            await connection._holder._pool.release(connection)
        else:
            await connection.close()

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection for a moment. Raises Unavailable when it is lost meanwhile."""
        connection = await self.acquire()
        try:
            yield connection
        except Exception as error:
            raise_if_lost(connection, error)
            raise
        finally:
            await self.release(connection)

    async def _run_in_pool(self, query: str, args: Sequence[Any] | None = None) -> list[asyncpg.Record]:
        async with self.lent() as connection:
            return await connection.fetch(query, *(args or ()))  # type: ignore[no-any-return]

    def transaction(self, allow_nested: bool = True, isolation: str | None = None) -> PostgresTransaction:
        return Transaction(self, allow_nested, isolation)


def arguments() -> dict[str, Any]:
    """How every connection is made."""
    return {
        "dsn": database_url(),
        "connection_class": Connection,
        "timeout": 10,
        "server_settings": {
            "application_name": "convoke",
            "timezone": "UTC",
            "idle_in_transaction_session_timeout": "60s",
        },
    }


async def speak_json(connection: asyncpg.Connection) -> None:
    """Let json and jsonb arrive as Python values, and leave from them.

    A `str` is taken for JSON text already, as Piccolo writes it; to store a text as a JSON string, encode it first.
    Ask Piccolo for no `output(load_json=True)`: there is nothing left to load.
    """
    for kind in ("json", "jsonb"):
        await connection.set_type_codec(kind, schema="pg_catalog", encoder=encode, decoder=msgspec.json.decode)


def encode(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


async def patiently(connect: Callable[[], Awaitable[Any]]) -> Any:
    """What `connect` gives, tried again while the database is down or starting, up to PATIENCE_SECONDS.

    Raises Unavailable.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return await connect()
        except GONE as error:
            if time.monotonic() > until:
                raise Unavailable(str(error)) from error
            await asyncio.sleep(0.1)


@cache
def engine() -> Engine:
    """The engine of this process, which every table and every query shares."""
    return Engine()


async def open_pool(size: int = 10) -> None:
    """Open the pool on this event loop, with at most `size` connections."""
    await engine().start_connection_pool(size)


async def close_pool() -> None:
    """Close the pool, if it is open."""
    await engine().close_connection_pool()


@asynccontextmanager
async def pool(size: int = 10) -> AsyncIterator[Engine]:
    """The engine with its pool open meanwhile."""
    await open_pool(size)
    try:
        yield engine()
    finally:
        await close_pool()
