"""A copy of the whole database, as it is at one moment, on the same server."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from graphlib import TopologicalSorter
from typing import Any

import asyncpg
import msgspec


class Stored(msgspec.Struct, frozen=True):
    """A table: the columns that are written, the sequence behind its `id`, and what keeps its rows as they are.

    guarded: whether it has triggers of ours against losing rows; forbidden: of DELETE and TRUNCATE what its owner gave
    up.
    """

    name: str
    columns: Sequence[str]
    sequence: str | None
    guarded: bool
    forbidden: Sequence[str]


async def tables(connection: Any) -> list[Stored]:
    """Every table but that of the migrations, each after those that it speaks of."""
    rows = {row["name"]: row for row in await connection.fetch(_TABLES)}
    order = TopologicalSorter({name: [one for one in row["speaks_of"] if one in rows] for name, row in rows.items()})
    return [
        msgspec.convert({key: value for key, value in rows[name].items() if key != "speaks_of"}, Stored)
        for name in order.static_order()
    ]


_TABLES = """
SELECT c.relname AS name, pg_get_serial_sequence(quote_ident(c.relname), 'id') AS sequence,
    ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
    EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgtype & 40 > 0) AS guarded,
    ARRAY(SELECT right_to FROM unnest(ARRAY['DELETE', 'TRUNCATE']) AS right_to
        WHERE NOT has_table_privilege(c.oid, right_to)) AS forbidden,
    ARRAY(SELECT f.confrelid::regclass::text FROM pg_constraint f
        WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.confrelid <> c.oid) AS speaks_of
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
    AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'id')
"""


async def copy(source: str, target: str, leaving: Collection[str] = ()) -> None:
    """Fill a migrated database with the rows of another; both are addresses.

    leaving: tables whose rows stay behind, which no other table may speak of.
    """
    here, there = await asyncpg.connect(source), await asyncpg.connect(target)
    try:
        async with here.transaction(isolation="repeatable_read", readonly=True), there.transaction():
            stored = await tables(there)
            for table in reversed(stored):
                await there.execute(f"ALTER TABLE {table.name} DISABLE TRIGGER USER")
                if not table.forbidden:  # what the migrations put in is in the source as well
                    await there.execute(f"DELETE FROM {table.name}")  # noqa: S608
            for table in stored:
                if table.name not in leaving:
                    await _copy(here, there, table)
            for table in stored:
                await there.execute(f"ALTER TABLE {table.name} ENABLE TRIGGER USER")
    finally:
        await here.close()
        await there.close()


async def _copy(here: Any, there: Any, table: Stored) -> None:
    """One table, a piece at a time."""
    pieces: asyncio.Queue[bytes] = asyncio.Queue(8)

    async def read() -> None:
        await here.copy_from_table(table.name, output=pieces.put, columns=table.columns, format="binary")
        await pieces.put(b"")

    async def given() -> AsyncIterator[bytes]:
        while piece := await pieces.get():
            yield piece

    async with asyncio.TaskGroup() as both:
        both.create_task(read())
        both.create_task(there.copy_to_table(table.name, source=given(), columns=table.columns, format="binary"))
    if table.sequence is not None:
        await there.execute(
            f"SELECT setval($1::text::regclass, greatest(max(id), 1), max(id) IS NOT NULL) FROM {table.name}",  # noqa: S608
            table.sequence,
        )
