"""Members may share a mailbox: an address registers once by itself, and each member who has it once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T06:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "registrations: one live one an address and member"

FORWARDS = """
DROP INDEX one_live_registration_an_address;
CREATE UNIQUE INDEX one_live_registration_an_address ON registration (event, address, coalesce(member, 0))
    WHERE seat <> 'cancelled';
"""
BACKWARDS = """
DROP INDEX one_live_registration_an_address;
CREATE UNIQUE INDEX one_live_registration_an_address ON registration (event, address) WHERE seat <> 'cancelled';
"""


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
