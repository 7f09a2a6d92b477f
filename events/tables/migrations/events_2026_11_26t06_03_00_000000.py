"""Codes that change with time: one in use, and one that is to take its place."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T06:03:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Staff: one code in use, one begun"

FORWARDS = """
CREATE UNIQUE INDEX totp_in_use ON totp (staff) WHERE confirmed_at IS NOT NULL;
CREATE UNIQUE INDEX totp_begun ON totp (staff) WHERE confirmed_at IS NULL;
"""

BACKWARDS = "DROP INDEX totp_begun, totp_in_use;"


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
    """Several statements at once, on the connection of the migration's transaction."""
    await engine_finder().current_transaction.get().connection.execute(sql)
