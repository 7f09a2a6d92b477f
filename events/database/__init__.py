"""The database as the rest of Convoke sees it: one engine, transactions, plain SQL, notices, migrations.

    async with transaction():
        event = await fetchrow("SELECT id, capacity FROM event WHERE slug = $1 FOR NO KEY UPDATE", slug)
        await Registration.objects().create(event=event["id"], …)
        await notify("changed", slug)

Piccolo's queries and the SQL of `fetch` and its kin run on the same connection, that of the transaction around them.
"""

from events.database.engine import Engine, close_pool, engine, open_pool, pool
from events.database.listener import Listener
from events.database.migrations import migrate, pending_migrations
from events.database.sql import connection, execute, fetch, fetchone, fetchrow, fetchval, notify, transaction
from events.database.unavailable import Unavailable

__all__ = [
    "Engine",
    "Listener",
    "Unavailable",
    "close_pool",
    "connection",
    "engine",
    "execute",
    "fetch",
    "fetchone",
    "fetchrow",
    "fetchval",
    "migrate",
    "notify",
    "open_pool",
    "pending_migrations",
    "pool",
    "transaction",
]
