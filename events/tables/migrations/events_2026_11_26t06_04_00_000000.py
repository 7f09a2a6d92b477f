"""What Piccolo cannot say of the runs that fetch the register: one is under way at a time."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T06:04:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "members: one run at a time"

FORWARDS = """
CREATE UNIQUE INDEX one_run_at_a_time ON member_sync ((true))
    WHERE finished_at IS NULL AND failed_at IS NULL AND held_at IS NULL;
"""

BACKWARDS = "DROP INDEX one_run_at_a_time;"


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
