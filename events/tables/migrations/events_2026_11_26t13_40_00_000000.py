"""What Piccolo cannot say of proxies and voting rights: limits hold whoever asks at once, and the ledger only grows."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T13:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "proxies and voting rights: what must never be false"

FORWARDS = """
CREATE UNIQUE INDEX one_open_proxy_a_giver ON proxy (assembly, giver)
    WHERE declined_at IS NULL AND withdrawn_at IS NULL AND lapsed_at IS NULL;
CREATE INDEX proxy_counted ON proxy (assembly, holder)
    WHERE accepted_at IS NOT NULL AND withdrawn_at IS NULL AND lapsed_at IS NULL;

-- The members are locked in the order of their ids, and every statement after that sees what was committed before.
CREATE FUNCTION proxies_stay_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    at_most int;
BEGIN
    PERFORM FROM member WHERE id IN (NEW.giver, NEW.holder) ORDER BY id FOR NO KEY UPDATE;
    SELECT s.proxy_limit INTO at_most FROM assembly a JOIN statutes s ON s.id = a.statutes WHERE a.id = NEW.assembly;
    IF (SELECT count(*) FROM proxy WHERE assembly = NEW.assembly AND holder = NEW.holder AND id <> NEW.id
        AND accepted_at IS NOT NULL AND withdrawn_at IS NULL AND lapsed_at IS NULL) >= at_most
    THEN
        RAISE EXCEPTION 'This member holds as many proxies as the statutes allow.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proxies_at_most';
    END IF;
    IF EXISTS (SELECT FROM proxy WHERE assembly = NEW.assembly AND id <> NEW.id
        AND (giver = NEW.holder OR holder = NEW.giver)
        AND accepted_at IS NOT NULL AND withdrawn_at IS NULL AND lapsed_at IS NULL)
    THEN
        RAISE EXCEPTION 'Who gave a proxy holds none, and who holds one gave none.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_chains_of_proxies';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proxies_stay_lawful_as_added BEFORE INSERT ON proxy FOR EACH ROW
    WHEN (NEW.accepted_at IS NOT NULL AND NEW.withdrawn_at IS NULL AND NEW.lapsed_at IS NULL)
    EXECUTE FUNCTION proxies_stay_lawful();
CREATE TRIGGER proxies_stay_lawful_as_accepted BEFORE UPDATE ON proxy FOR EACH ROW
    WHEN (NEW.accepted_at IS NOT NULL AND NEW.withdrawn_at IS NULL AND NEW.lapsed_at IS NULL
        AND (OLD.accepted_at IS NULL OR OLD.withdrawn_at IS NOT NULL OR OLD.lapsed_at IS NOT NULL
            OR NEW.holder <> OLD.holder OR NEW.giver <> OLD.giver OR NEW.assembly <> OLD.assembly))
    EXECUTE FUNCTION proxies_stay_lawful();

CREATE UNIQUE INDEX once_in_a_channel ON stay (assembly, member, channel)
    WHERE left_at IS NULL AND attending IN ('member', 'representative');
CREATE UNIQUE INDEX one_stay_a_ticket ON stay (assembly, ticket) WHERE left_at IS NULL AND ticket IS NOT NULL;
CREATE INDEX stay_by_name ON stay (assembly, id);

CREATE INDEX voting_right_latest ON voting_right (voter, id);
CREATE INDEX voting_right_in_order ON voting_right (assembly, id);
CREATE INDEX head_count_latest ON head_count (assembly, (coalesce(item, 0)), id);

CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger of voting rights only grows.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ledger_only_grows';
END $$;
CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE ON voting_right
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows();
CREATE TRIGGER counts_only_grow BEFORE UPDATE OR DELETE ON head_count
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows();

-- A stay ends once; all else of it stays as it was written, but for the name that erasing takes away.
CREATE FUNCTION stays_end_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.left_at IS NOT NULL AND NEW.left_at IS DISTINCT FROM OLD.left_at
        OR (NEW.assembly, NEW.member, NEW.attending, NEW.channel, NEW.came_at, NEW.noted_at)
            IS DISTINCT FROM (OLD.assembly, OLD.member, OLD.attending, OLD.channel, OLD.came_at, OLD.noted_at)
    THEN
        RAISE EXCEPTION 'What was noted of a stay remains.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'stays_end_once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays_end_once BEFORE UPDATE OR DELETE ON stay FOR EACH ROW EXECUTE FUNCTION stays_end_once();
"""
BACKWARDS = """
DROP TRIGGER stays_end_once ON stay;
DROP TRIGGER counts_only_grow ON head_count;
DROP TRIGGER ledger_only_grows ON voting_right;
DROP FUNCTION stays_end_once, ledger_only_grows;
DROP INDEX head_count_latest, voting_right_in_order, voting_right_latest;
DROP INDEX stay_by_name, one_stay_a_ticket, once_in_a_channel;
DROP TRIGGER proxies_stay_lawful_as_accepted ON proxy;
DROP TRIGGER proxies_stay_lawful_as_added ON proxy;
DROP FUNCTION proxies_stay_lawful;
DROP INDEX proxy_counted, one_open_proxy_a_giver;
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
