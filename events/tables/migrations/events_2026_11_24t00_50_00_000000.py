"""What Piccolo cannot say of the first tables: partial and expression indexes, and a journal that only grows."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-24T00:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The anniversary year: indexes and the journal's lock"

FORWARDS = """
CREATE UNIQUE INDEX one_live_registration_an_address ON registration (event, address) WHERE seat <> 'cancelled';
CREATE INDEX registration_queue ON registration (event, position) WHERE seat = 'waiting';
CREATE INDEX registration_by_event ON registration (event, id);
CREATE INDEX registration_by_address ON registration (address) WHERE address IS NOT NULL;
CREATE INDEX outbox_due ON outbox (priority, due_at, id) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX outbox_by_registration ON outbox (((facts ->> 'registration')::bigint));
CREATE INDEX journal_about ON journal (about, about_id, id);
CREATE INDEX scan_by_event ON scan (event, id);
ALTER TABLE seats SET (fillfactor = 50);
ALTER TABLE outbox ALTER COLUMN copy SET STORAGE EXTERNAL;

CREATE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is append-only.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_only_grows BEFORE UPDATE OR DELETE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
"""

BACKWARDS = """
DROP TRIGGER journal_only_grows ON journal;
DROP FUNCTION journal_only_grows();
ALTER TABLE seats RESET (fillfactor);
DROP INDEX one_live_registration_an_address, registration_queue, registration_by_event, registration_by_address,
    outbox_due, outbox_by_registration, journal_about, scan_by_event;
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
    """Statement by statement would break the function's body, so the whole goes to the connection at once."""
    engine = engine_finder()
    transaction = engine.current_transaction.get()
    await transaction.connection.execute(sql)
