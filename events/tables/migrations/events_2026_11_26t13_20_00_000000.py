"""No two items of an agenda stand at one place. Held at the end of a transaction, so that items can change places."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T13:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "agenda: one item a place"

FORWARDS = """
ALTER TABLE agenda_item ADD CONSTRAINT one_item_a_place UNIQUE (assembly, position) DEFERRABLE INITIALLY DEFERRED;
"""
BACKWARDS = "ALTER TABLE agenda_item DROP CONSTRAINT one_item_a_place;"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="events", description=DESCRIPTION)

    async def run() -> None:
        await _run(FORWARDS)

    async def run_backwards() -> None:
        await _run(BACKWARDS)

    manager.add_raw(run)
    manager.add_raw_backwards(run_backwards)
    return manager


async def _run(sql: str) -> None:
    engine = engine_finder()
    transaction = engine.current_transaction.get()
    await transaction.connection.execute(sql)
