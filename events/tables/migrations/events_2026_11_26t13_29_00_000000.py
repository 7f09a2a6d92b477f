"""What Piccolo cannot say of convocations: who is still to be called is found at once, and nobody's line goes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T13:29:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "convocations: what must never be false"

FORWARDS = """
CREATE INDEX summons_to_call ON summons (convocation, id) WHERE called_at IS NULL;

CREATE FUNCTION summons_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Who was called was called.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'summons_stay';
END $$;
CREATE TRIGGER summons_stay BEFORE DELETE ON summons FOR EACH ROW
    WHEN (OLD.called_at IS NOT NULL) EXECUTE FUNCTION summons_stay();
"""
BACKWARDS = """
DROP TRIGGER summons_stay ON summons;
DROP FUNCTION summons_stay;
DROP INDEX summons_to_call;
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
