"""What Piccolo cannot say of assemblies: what is frozen stays, and so does a roll that is settled."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T10:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "assemblies: what must never be false"

FORWARDS = """
CREATE FUNCTION statutes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'These statutes are frozen.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'statutes_stay';
END $$;
CREATE TRIGGER statutes_stay BEFORE UPDATE OR DELETE ON statutes FOR EACH ROW
    WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION statutes_stay();

CREATE FUNCTION needs_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM statutes WHERE frozen_at IS NOT NULL AND id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.statutes END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.statutes END)
    ) THEN
        RAISE EXCEPTION 'These statutes are frozen.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'statutes_stay';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER needs_stay BEFORE INSERT OR UPDATE OR DELETE ON need FOR EACH ROW EXECUTE FUNCTION needs_stay();

CREATE FUNCTION category_needs_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM statutes s JOIN need n ON n.statutes = s.id WHERE s.frozen_at IS NOT NULL AND n.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.need END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.need END)
    ) THEN
        RAISE EXCEPTION 'These statutes are frozen.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'statutes_stay';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER category_needs_stay BEFORE INSERT OR UPDATE OR DELETE ON category_need
    FOR EACH ROW EXECUTE FUNCTION category_needs_stay();

-- By the statement, so that 35,000 lines are looked at once.
CREATE FUNCTION roll_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM lines JOIN assembly a ON a.id = lines.assembly WHERE a.roll_at IS NOT NULL) THEN
        RAISE EXCEPTION 'This roll is settled.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'roll_stays';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER roll_stays_as_added AFTER INSERT ON voter REFERENCING NEW TABLE AS lines
    FOR EACH STATEMENT EXECUTE FUNCTION roll_stays();
CREATE TRIGGER roll_stays_as_changed AFTER UPDATE ON voter REFERENCING OLD TABLE AS lines
    FOR EACH STATEMENT EXECUTE FUNCTION roll_stays();
CREATE TRIGGER roll_stays_as_removed AFTER DELETE ON voter REFERENCING OLD TABLE AS lines
    FOR EACH STATEMENT EXECUTE FUNCTION roll_stays();

CREATE FUNCTION assembly_keeps_its_roll() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.record_on, NEW.roll_at, NEW.roll_count, NEW.roll_weight, NEW.roll_hash)
        IS DISTINCT FROM (OLD.record_on, OLD.roll_at, OLD.roll_count, OLD.roll_weight, OLD.roll_hash)
    THEN
        RAISE EXCEPTION 'This roll is settled.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'roll_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assembly_keeps_its_roll BEFORE UPDATE OR DELETE ON assembly FOR EACH ROW
    WHEN (OLD.roll_at IS NOT NULL) EXECUTE FUNCTION assembly_keeps_its_roll();

WITH profile AS (
    INSERT INTO statutes (name, own, notice_days, record_days, proxy_limit, proxy_hours, proxy_holders, weighing,
        cap_with_proxies, version)
    VALUES ('CV / SC', false, 15, 0, 1, 24, 'any', 'member', true, 1) RETURNING id
)
INSERT INTO need (statutes, matter, quorum_numerator, quorum_denominator, counted, again, majority_numerator,
    majority_denominator, report)
SELECT profile.id, said.* FROM profile, (VALUES
    ('ordinary', NULL, NULL, 'votes', false, 1, 2, false),
    ('election', NULL, NULL, 'votes', false, 1, 2, false),
    ('statutes', 1, 2, 'votes', false, 3, 4, false),
    ('purpose', 1, 2, 'votes', false, 4, 5, true)
) AS said (matter, quorum_numerator, quorum_denominator, counted, again, majority_numerator, majority_denominator,
    report);
"""
BACKWARDS = """
DROP TRIGGER assembly_keeps_its_roll ON assembly;
DROP TRIGGER roll_stays_as_added ON voter;
DROP TRIGGER roll_stays_as_changed ON voter;
DROP TRIGGER roll_stays_as_removed ON voter;
DROP TRIGGER category_needs_stay ON category_need;
DROP TRIGGER needs_stay ON need;
DROP TRIGGER statutes_stay ON statutes;
DROP FUNCTION assembly_keeps_its_roll, roll_stays, category_needs_stay, needs_stay, statutes_stay;
DELETE FROM need;
DELETE FROM statutes;
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
