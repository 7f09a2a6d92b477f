"""What Piccolo cannot say of polls: one at a time, what was frozen stays, and no ballot comes after the closing."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T14:13:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "polls: what must never be false"

FORWARDS = """
CREATE UNIQUE INDEX one_open_poll_a_resolution ON poll (resolution) WHERE closed_at IS NULL;

CREATE FUNCTION polls_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (NEW.resolution, NEW.number, NEW.opened_at, NEW.rights, NEW.votes, NEW.rights_hash)
            IS DISTINCT FROM (OLD.resolution, OLD.number, OLD.opened_at, OLD.rights, OLD.votes, OLD.rights_hash)
        OR OLD.closed_at IS DISTINCT FROM NEW.closed_at AND OLD.closed_at IS NOT NULL
        OR OLD.announced_at IS DISTINCT FROM NEW.announced_at AND OLD.announced_at IS NOT NULL
        OR OLD.annulled_at IS DISTINCT FROM NEW.annulled_at AND OLD.annulled_at IS NOT NULL
    THEN
        RAISE EXCEPTION 'What a poll was opened on, and that it was closed, remains.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'polls_stay';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER polls_stay BEFORE UPDATE OR DELETE ON poll FOR EACH ROW EXECUTE FUNCTION polls_stay();

CREATE FUNCTION frozen_rights_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rights that were frozen stay.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'frozen_rights_stay';
END $$;
CREATE TRIGGER frozen_rights_stay BEFORE UPDATE OR DELETE ON poll_right
    FOR EACH STATEMENT EXECUTE FUNCTION frozen_rights_stay();

-- Who writes past the actions is stopped as well: the poll is held by whoever closes it until that is done.
CREATE FUNCTION ballots_before_closing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_poll bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.poll ELSE NEW.poll END;
BEGIN
    PERFORM FROM poll WHERE id = of_poll AND closed_at IS NULL FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'This poll is closed.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ballots_before_closing';
    END IF;
    IF TG_OP <> 'DELETE' AND NOT EXISTS (SELECT FROM poll_right WHERE id = NEW.poll_right AND poll = of_poll) THEN
        RAISE EXCEPTION 'This right is of another poll.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_of_its_poll';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER ballots_before_closing BEFORE INSERT OR UPDATE OR DELETE ON ballot
    FOR EACH ROW EXECUTE FUNCTION ballots_before_closing();
"""
BACKWARDS = """
DROP TRIGGER ballots_before_closing ON ballot;
DROP TRIGGER frozen_rights_stay ON poll_right;
DROP TRIGGER polls_stay ON poll;
DROP FUNCTION ballots_before_closing, frozen_rights_stay, polls_stay;
DROP INDEX one_open_poll_a_resolution;
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
