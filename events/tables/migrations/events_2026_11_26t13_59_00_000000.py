"""Which proxies end by themselves, found each second."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T13:59:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "proxies: those whose time ends"

FORWARDS = """
CREATE INDEX proxy_until ON proxy (until)
    WHERE until IS NOT NULL AND declined_at IS NULL AND withdrawn_at IS NULL AND lapsed_at IS NULL;
"""
BACKWARDS = "DROP INDEX proxy_until"


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
