"""One name for all the ways in which a database can be gone."""

from contextlib import suppress

import asyncpg


class Unavailable(ConnectionError):
    """The database is away, or went away before it answered: what was under way is undone, unless it was a COMMIT.

    Asking again later is right for whatever answers the same when asked twice.
    """


BROKEN = (
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.InternalClientError,
)
"""What asyncpg raises for a connection that breaks; the last when the news of it came before the question."""


def is_lost(connection: asyncpg.Connection, error: BaseException) -> bool:
    """Whether the error is that the connection broke."""
    try:
        return isinstance(error, BROKEN) or bool(connection.is_closed())
    except asyncpg.InterfaceError:  # the pool has taken it back already
        return True


def raise_if_lost(connection: asyncpg.Connection, error: Exception) -> None:
    """Raise Unavailable if the error is that the connection broke, and make sure that nobody uses it again."""
    if is_lost(connection, error):
        with suppress(asyncpg.InterfaceError):
            connection.terminate()
        raise Unavailable(str(error)) from error
