"""Makes the tests' database empty again: quickly, as every test that uses it begins with that."""

from events.database import connection
from events.database.copying import Stored, tables

FEW = 262_144
"""Bytes of a table that is emptied row by row: cutting it off cuts off whatever speaks of it, which takes longer."""

_CATEGORIES = """
DELETE FROM category WHERE code NOT IN ('A', 'B', 'C');
UPDATE category SET position = ascii(code) - ascii('A') + 1 WHERE position <> ascii(code) - ascii('A') + 1;
"""


async def emptying() -> str:
    """What empties this database, every table after those that speak of it, and begins to count from one again."""
    async with connection() as here:
        emptied = [table for table in reversed(await tables(here)) if table.name != "category"]
    sequences = ", ".join(f"'{table.sequence}'" for table in emptied if table.sequence)
    # What failed used numbers up too, so that an empty table may count on.
    anew = f"PERFORM setval(one::regclass, 1, false) FROM unnest(ARRAY[{sequences}]) AS one;"
    return f"DO $$ BEGIN {''.join(map(_step, emptied))} {anew} {_CATEGORIES} END $$"


def _step(table: Stored) -> str:
    """Empty one table, if there is anything in it. What keeps its rows lets go of them meanwhile."""
    before = f"ALTER TABLE {table.name} DISABLE TRIGGER USER;" if table.guarded else ""
    after = f"ALTER TABLE {table.name} ENABLE TRIGGER USER;" if table.guarded else ""
    if table.forbidden:
        before += f"GRANT {', '.join(table.forbidden)} ON {table.name} TO CURRENT_USER;"
        after += f"REVOKE {', '.join(table.forbidden)} ON {table.name} FROM CURRENT_USER;"
    return f"""
    IF EXISTS (SELECT FROM {table.name}) THEN
        {before}
        IF pg_relation_size('{table.name}') > {FEW} THEN
            TRUNCATE {table.name} CASCADE;
        ELSE
            DELETE FROM {table.name};
        END IF;
        {after}
    END IF;
    """
