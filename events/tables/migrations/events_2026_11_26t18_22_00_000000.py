"""What Piccolo cannot say of sealed polls: their ballots come in one go as they close, from nobody, and stay."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T18:22:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "polls: what must never be false of sealed ones"

FORWARDS = """
CREATE FUNCTION secrecy_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A poll stays as secret as it was opened.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'secrecy_stays';
END $$;
CREATE TRIGGER secrecy_stays BEFORE UPDATE OF secrecy ON poll FOR EACH ROW
    WHEN (OLD.secrecy IS DISTINCT FROM NEW.secrecy) EXECUTE FUNCTION secrecy_stays();

CREATE TRIGGER ballots_before_closing BEFORE INSERT OR UPDATE OR DELETE ON urn
    FOR EACH ROW EXECUTE FUNCTION ballots_before_closing();

CREATE FUNCTION kept_as_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT secrecy FROM poll WHERE id = NEW.poll) IS DISTINCT FROM TG_ARGV[0] THEN
        RAISE EXCEPTION 'Ballots of this poll are kept elsewhere.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'kept_as_secret';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kept_as_secret BEFORE INSERT ON ballot FOR EACH ROW EXECUTE FUNCTION kept_as_secret('named');
CREATE TRIGGER kept_as_secret BEFORE INSERT ON urn FOR EACH ROW EXECUTE FUNCTION kept_as_secret('sealed');

CREATE FUNCTION sealed_as_it_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'What was sealed stays.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'sealed_as_it_closes';
    END IF;
    IF NOT EXISTS (SELECT FROM poll WHERE id = NEW.poll AND secrecy = 'sealed' AND closed_at IS NULL) THEN
        RAISE EXCEPTION 'A sealed poll is sealed as it closes.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'sealed_as_it_closes';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sealed_as_it_closes BEFORE INSERT OR UPDATE OR DELETE ON sealed_ballot
    FOR EACH ROW EXECUTE FUNCTION sealed_as_it_closes();
CREATE TRIGGER sealed_as_it_closes BEFORE INSERT OR UPDATE OR DELETE ON turnout
    FOR EACH ROW EXECUTE FUNCTION sealed_as_it_closes();
"""
BACKWARDS = """
DROP TRIGGER sealed_as_it_closes ON turnout;
DROP TRIGGER sealed_as_it_closes ON sealed_ballot;
DROP TRIGGER kept_as_secret ON urn;
DROP TRIGGER kept_as_secret ON ballot;
DROP TRIGGER ballots_before_closing ON urn;
DROP TRIGGER secrecy_stays ON poll;
DROP FUNCTION sealed_as_it_closes, kept_as_secret, secrecy_stays;
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
