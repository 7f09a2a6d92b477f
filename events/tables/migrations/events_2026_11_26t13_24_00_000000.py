"""A registration may be an invitation: whoever is called to an assembly may come without having registered."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T13:24:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "registrations: invited"

FORWARDS = """
ALTER TABLE registration DROP CONSTRAINT known_seat;
ALTER TABLE registration ADD CONSTRAINT known_seat
    CHECK (seat IN ('confirmed', 'invited', 'waiting', 'cancelled'));
CREATE INDEX registration_invited ON registration (event) WHERE seat = 'invited';
"""
BACKWARDS = """
DROP INDEX registration_invited;
ALTER TABLE registration DROP CONSTRAINT known_seat;
ALTER TABLE registration ADD CONSTRAINT known_seat
    CHECK (seat IN ('confirmed', 'waiting', 'cancelled'));
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
