"""Plain SQL with `$1` parameters, on the connection of the transaction around it or else on one of the pool."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import asyncpg

from events.database.engine import engine


def transaction(isolation: str | None = None) -> AbstractAsyncContextManager[Any]:
    """One transaction, to be used with `async with`; inside another one a savepoint.

    isolation: read_committed (PostgreSQL's default), repeatable_read or serializable, of the outermost alone.
    """
    return engine().transaction(isolation=isolation)  # type: ignore[no-any-return]


@asynccontextmanager
async def connection() -> AsyncIterator[asyncpg.Connection]:
    """The asyncpg connection to use here: that of the transaction around, else one of the pool for a moment."""
    around = engine().current_transaction.get()
    if around is not None:
        yield around.connection
        return
    async with engine().lent() as mine:
        yield mine


async def fetch(sql: str, *args: object) -> list[asyncpg.Record]:
    """Every row; columns by name (`row["slug"]`)."""
    async with connection() as here:
        return await here.fetch(sql, *args)  # type: ignore[no-any-return]


async def fetchrow(sql: str, *args: object) -> asyncpg.Record | None:
    """The first row, or None."""
    async with connection() as here:
        return await here.fetchrow(sql, *args)


async def fetchone(sql: str, *args: object) -> asyncpg.Record:
    """The one row that must be there. Raises LookupError when it is not."""
    row = await fetchrow(sql, *args)
    if row is None:
        raise LookupError("A row that must be there is not.")
    return row


async def fetchval(sql: str, *args: object) -> Any:
    """The first column of the first row, or None."""
    async with connection() as here:
        return await here.fetchval(sql, *args)


async def execute(sql: str, *args: object) -> str:
    """Run a statement; PostgreSQL's word on it, such as `UPDATE 3`."""
    async with connection() as here:
        return await here.execute(sql, *args)  # type: ignore[no-any-return]


async def notify(channel: str, payload: str = "") -> None:
    """Tell every `Listener` of the channel once the transaction around commits, or at once outside one.

    payload: an id to look up, not the content: PostgreSQL carries less than 8,000 bytes, and equal ones of one
    transaction once.
    """
    await execute("SELECT pg_notify($1, $2)", channel, payload)
