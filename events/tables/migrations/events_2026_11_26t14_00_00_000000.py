"""What Piccolo cannot say of failed quorums: what was put on record stays as it was."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T14:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "failures: what must never be false"

FORWARDS = """
CREATE FUNCTION failures_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A quorum that was not reached stays on record.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'failures_stay';
END $$;
CREATE TRIGGER failures_stay BEFORE UPDATE OR DELETE ON quorum_failure
    FOR EACH STATEMENT EXECUTE FUNCTION failures_stay();
"""
BACKWARDS = """
DROP TRIGGER failures_stay ON quorum_failure;
DROP FUNCTION failures_stay;
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
