"""What Piccolo cannot say of sittings: what only grows, that closing is final, and that one person speaks at a time."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T13:28:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "sittings: what must never be false"

FORWARDS = """
CREATE UNIQUE INDEX one_wish_a_member ON speaker (assembly, member) WHERE ended_at IS NULL AND member IS NOT NULL;
CREATE UNIQUE INDEX one_speaks_at_a_time ON speaker (assembly) WHERE began_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX question_of_assembly ON question (assembly, id);

CREATE FUNCTION sitting_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was noted of a sitting stays.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'sitting_only_grows';
END $$;
CREATE TRIGGER sitting_only_grows BEFORE UPDATE OR DELETE ON sitting_move
    FOR EACH ROW EXECUTE FUNCTION sitting_only_grows();
CREATE TRIGGER sitting_only_grows BEFORE UPDATE OR DELETE ON incident
    FOR EACH ROW EXECUTE FUNCTION sitting_only_grows();

CREATE FUNCTION opened_and_closed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An assembly is opened and closed once.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'opened_and_closed_once';
END $$;
CREATE TRIGGER opened_and_closed_once BEFORE UPDATE ON assembly FOR EACH ROW
    WHEN ((OLD.opened_at IS NOT NULL AND NEW.opened_at IS DISTINCT FROM OLD.opened_at)
        OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at))
    EXECUTE FUNCTION opened_and_closed_once();
"""
BACKWARDS = """
DROP TRIGGER opened_and_closed_once ON assembly;
DROP TRIGGER sitting_only_grows ON incident;
DROP TRIGGER sitting_only_grows ON sitting_move;
DROP FUNCTION opened_and_closed_once, sitting_only_grows;
DROP INDEX question_of_assembly;
DROP INDEX one_speaks_at_a_time;
DROP INDEX one_wish_a_member;
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
