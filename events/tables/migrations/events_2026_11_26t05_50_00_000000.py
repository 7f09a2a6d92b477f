"""What Piccolo cannot say of people and access: ranges that never overlap, the last administrator, what only grows."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T05:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "People and access: what must never be false"

FORWARDS = """
UPDATE member SET email = NULL WHERE btrim(email) = '';
UPDATE member SET address = lower(normalize(btrim(email), NFKC)),
    search = regexp_replace(lower(normalize(name, NFKD)), '[\\u0300-\\u036f]', '', 'g') || ' ' || number;
ALTER TABLE member ADD CONSTRAINT address_with_email CHECK ((email IS NULL) = (address IS NULL));
CREATE INDEX member_by_address ON member (address) WHERE address IS NOT NULL;

ALTER TABLE membership ADD CONSTRAINT one_at_a_time
    EXCLUDE USING gist (int8range(member, member, '[]') WITH &&, daterange(since, until) WITH &&);
CREATE UNIQUE INDEX one_membership_now ON membership (member) WHERE until IS NULL;

INSERT INTO category (code, name, position) VALUES
    ('A', '{"nl": "Gebruikers", "fr": "Usagers", "en": "Users", "de": "Nutzer"}', 1),
    ('B', '{"nl": "Vaste medewerkers", "fr": "Personnel permanent", "en": "Permanent staff", "de": "Festes Personal"}', 2),
    ('C', '{"nl": "Externe partners", "fr": "Partenaires externes", "en": "External partners", "de": "Externe Partner"}', 3);

CREATE UNIQUE INDEX one_live_registration_a_member ON registration (event, member)
    WHERE member IS NOT NULL AND seat <> 'cancelled';

CREATE UNIQUE INDEX staff_role_once ON staff_role (staff, role, coalesce(office, 0), coalesce(event, 0))
    WHERE withdrawn_at IS NULL;
CREATE FUNCTION last_admin_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Two administrators who withdraw each other at once would each still see the other.
    PERFORM pg_advisory_xact_lock(hashtext('staff_role admin'));
    IF NOT EXISTS (SELECT FROM staff_role WHERE role = 'admin' AND withdrawn_at IS NULL) THEN
        RAISE EXCEPTION 'The last administrator stays.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'last_admin_stays';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER last_admin_withdrawn AFTER UPDATE ON staff_role FOR EACH ROW
    WHEN (OLD.role = 'admin' AND OLD.withdrawn_at IS NULL AND (NEW.withdrawn_at IS NOT NULL OR NEW.role <> 'admin'))
    EXECUTE FUNCTION last_admin_stays();
CREATE TRIGGER last_admin_deleted AFTER DELETE ON staff_role FOR EACH ROW
    WHEN (OLD.role = 'admin' AND OLD.withdrawn_at IS NULL)
    EXECUTE FUNCTION last_admin_stays();

CREATE INDEX attempt_lately ON attempt (kind, whose, at);
CREATE INDEX sign_in_by_time ON sign_in (expires_at);
CREATE INDEX login_alive ON login (expires_at) WHERE ended_at IS NULL;
CREATE INDEX outbox_by_sign_in ON outbox (((facts ->> 'sign_in')::bigint)) WHERE facts ? 'sign_in';

CREATE INDEX journal_by_actor ON journal (actor, id);
CREATE INDEX journal_by_time ON journal (at, id);
CREATE TRIGGER journal_keeps_all BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
CREATE TRIGGER journal_link_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_link
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
REVOKE UPDATE, DELETE, TRUNCATE ON journal, journal_link FROM CURRENT_USER, PUBLIC;
"""

BACKWARDS = """
GRANT UPDATE, DELETE, TRUNCATE ON journal, journal_link TO CURRENT_USER;
DROP TRIGGER journal_link_only_grows ON journal_link;
DROP TRIGGER journal_keeps_all ON journal;
DROP INDEX journal_by_time, journal_by_actor, outbox_by_sign_in, login_alive, sign_in_by_time, attempt_lately;
DROP TRIGGER last_admin_deleted ON staff_role;
DROP TRIGGER last_admin_withdrawn ON staff_role;
DROP FUNCTION last_admin_stays();
DROP INDEX staff_role_once, one_live_registration_a_member;
DELETE FROM category WHERE code IN ('A', 'B', 'C');
DROP INDEX one_membership_now;
ALTER TABLE membership DROP CONSTRAINT one_at_a_time;
DROP INDEX member_by_address;
ALTER TABLE member DROP CONSTRAINT address_with_email;
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
    """Statement by statement would break the functions' bodies, so the whole goes to the connection at once."""
    engine = engine_finder()
    transaction = engine.current_transaction.get()
    await transaction.connection.execute(sql)
