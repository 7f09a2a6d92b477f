"""What Piccolo cannot say of agendas: what is published is what stands there, and it stays from the opening on."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T13:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "agenda: what must never be false"

FORWARDS = """
-- Instants are written in UTC, so that the same agenda is the same whatever time zone a connection has.
CREATE FUNCTION agenda_instant(instant timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

CREATE FUNCTION agenda_documents(which bigint, about bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'language', d.language, 'name', d.name,
        'report', d.report, 'pages', d.pages, 'size', d.size, 'digest', encode(d.digest, 'hex')) ORDER BY d.id), '[]')
    FROM agenda_document d WHERE d.assembly = which AND d.item IS NOT DISTINCT FROM about AND d.removed_at IS NULL
$$;

CREATE FUNCTION agenda_content(which bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('documents', agenda_documents(which, NULL), 'items', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'position', i.position, 'kind', i.kind,
            'matter', i.matter, 'title', i.title, 'text', i.text, 'seats', i.seats,
            'candidates_until', agenda_instant(i.candidates_until), 'documents', agenda_documents(which, i.id))
            ORDER BY i.position), '[]')
        FROM agenda_item i WHERE i.assembly = which))
$$;

CREATE FUNCTION published_as_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    which bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.assembly ELSE NEW.assembly END;
BEGIN
    IF EXISTS (SELECT FROM agenda WHERE assembly = which AND published_at IS NOT NULL)
        AND agenda_content(which) IS DISTINCT FROM
            (SELECT content FROM agenda_version WHERE assembly = which ORDER BY number DESC LIMIT 1)
    THEN
        RAISE EXCEPTION 'This agenda is published, and says something else.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'published_as_it_is';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER published_as_it_is AFTER INSERT OR UPDATE OR DELETE ON agenda_item
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION published_as_it_is();
CREATE CONSTRAINT TRIGGER published_as_it_is AFTER INSERT OR UPDATE OR DELETE ON agenda_document
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION published_as_it_is();
CREATE CONSTRAINT TRIGGER published_as_it_is AFTER INSERT OR UPDATE OR DELETE ON agenda_version
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION published_as_it_is();
CREATE CONSTRAINT TRIGGER published_as_it_is AFTER INSERT OR UPDATE ON agenda
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION published_as_it_is();

CREATE FUNCTION versions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR EXISTS (SELECT FROM assembly WHERE id = OLD.assembly AND convened_at IS NOT NULL) THEN
        RAISE EXCEPTION 'What was published stays.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'versions_stay';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER versions_stay BEFORE UPDATE OR DELETE ON agenda_version
    FOR EACH ROW EXECUTE FUNCTION versions_stay();

CREATE FUNCTION agenda_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM assembly WHERE opened_at IS NOT NULL AND id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.assembly END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.assembly END)
    ) THEN
        RAISE EXCEPTION 'The assembly is under way, so its agenda stays.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'agenda_stays';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER agenda_stays BEFORE INSERT OR UPDATE OR DELETE ON agenda_item
    FOR EACH ROW EXECUTE FUNCTION agenda_stays();
CREATE TRIGGER agenda_stays BEFORE INSERT OR UPDATE OR DELETE ON agenda_document
    FOR EACH ROW EXECUTE FUNCTION agenda_stays();

-- PDFs are compressed already; so stored, a part of one is read without the rest.
ALTER TABLE agenda_document ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE candidate ALTER COLUMN photo SET STORAGE EXTERNAL;
"""
BACKWARDS = """
DROP TRIGGER agenda_stays ON agenda_document;
DROP TRIGGER agenda_stays ON agenda_item;
DROP TRIGGER versions_stay ON agenda_version;
DROP TRIGGER published_as_it_is ON agenda;
DROP TRIGGER published_as_it_is ON agenda_version;
DROP TRIGGER published_as_it_is ON agenda_document;
DROP TRIGGER published_as_it_is ON agenda_item;
DROP FUNCTION agenda_stays, versions_stay, published_as_it_is, agenda_content, agenda_documents, agenda_instant;
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
