"""What Piccolo cannot say of elections: who is on a ballot, that it stays, and what may be marked on one."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T17:28:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "elections: what must never be false"

_CONTENT = """
CREATE OR REPLACE FUNCTION agenda_content(which bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('documents', agenda_documents(which, NULL), 'items', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'position', i.position, 'kind', i.kind,
            'matter', i.matter, 'title', i.title, 'text', i.text, 'seats', i.seats, %s
            'candidates_until', agenda_instant(i.candidates_until), 'documents', agenda_documents(which, i.id))
            ORDER BY i.position), '[]')
        FROM agenda_item i WHERE i.assembly = which))
$$;
"""
_STAY = """
CREATE OR REPLACE FUNCTION polls_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (NEW.resolution, NEW.number, NEW.opened_at, NEW.rights, NEW.votes, NEW.rights_hash %s)
            IS DISTINCT FROM (OLD.resolution, OLD.number, OLD.opened_at, OLD.rights, OLD.votes, OLD.rights_hash %s)
        OR OLD.closed_at IS DISTINCT FROM NEW.closed_at AND OLD.closed_at IS NOT NULL
        OR OLD.announced_at IS DISTINCT FROM NEW.announced_at AND OLD.announced_at IS NOT NULL
        OR OLD.annulled_at IS DISTINCT FROM NEW.annulled_at AND OLD.annulled_at IS NOT NULL
    THEN
        RAISE EXCEPTION 'What a poll was opened on, and that it was closed, remains.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'polls_stay';
    END IF;
    RETURN NEW;
END $$;
"""
_BEFORE_CLOSING = """
CREATE OR REPLACE FUNCTION ballots_before_closing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_poll bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.poll ELSE NEW.poll END;
    %s
BEGIN
    %s FROM poll WHERE id = of_poll AND closed_at IS NULL FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'This poll is closed.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ballots_before_closing';
    END IF;
    IF TG_OP <> 'DELETE' AND NOT EXISTS (SELECT FROM poll_right WHERE id = NEW.poll_right AND poll = of_poll) THEN
        RAISE EXCEPTION 'This right is of another poll.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_of_its_poll';
    END IF;
    %s
    RETURN coalesce(NEW, OLD);
END $$;
"""
_AS_ASKED = """
    IF TG_OP <> 'DELETE' AND NOT (CASE
        WHEN method IS NULL THEN NEW.choice IS NOT NULL
        WHEN NEW.marks IS NULL THEN false
        ELSE marks_fit(of_poll, method, most, NEW.marks) END)
    THEN
        RAISE EXCEPTION 'This is not what the poll asks.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_as_asked';
    END IF;
"""

FORWARDS = (
    _CONTENT % "'method', CASE WHEN i.kind = 'election' THEN i.method END, 'most', i.most,"
    + _STAY % (", NEW.method, NEW.seats, NEW.most", ", OLD.method, OLD.seats, OLD.most")
    + """
CREATE FUNCTION polls_ask_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.method IS DISTINCT FROM (
        SELECT CASE WHEN kind = 'election' THEN method END FROM agenda_item WHERE id = NEW.resolution)
    THEN
        RAISE EXCEPTION 'A poll is held as the agenda says.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'polls_ask_as_agreed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER polls_ask_as_agreed BEFORE INSERT ON poll FOR EACH ROW EXECUTE FUNCTION polls_ask_as_agreed();

CREATE FUNCTION candidates_on_ballots() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'Who is on a ballot stays there.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'candidates_on_ballots';
    END IF;
    IF EXISTS (SELECT FROM ballot WHERE poll = NEW.poll) OR NOT EXISTS (
        SELECT FROM poll p JOIN candidate c ON c.item = p.resolution
        WHERE p.id = NEW.poll AND p.method IS NOT NULL AND p.closed_at IS NULL
            AND c.id = NEW.candidate AND c.withdrawn_at IS NULL)
    THEN
        RAISE EXCEPTION 'Only who stands in this election comes on its ballot, before anybody votes.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'candidates_on_ballots';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER candidates_on_ballots BEFORE INSERT OR UPDATE OR DELETE ON poll_candidate
    FOR EACH ROW EXECUTE FUNCTION candidates_on_ballots();

CREATE FUNCTION marks_fit(of_poll bigint, method text, most smallint, marks jsonb)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN method = 'per_candidate' THEN jsonb_typeof(marks) = 'object' AND (
        SELECT count(*) = count(choice) FILTER (WHERE choice #>> '{}' IN ('for', 'against', 'abstain'))
            AND count(*) = (SELECT count(*) FROM poll_candidate c WHERE c.poll = of_poll)
            AND count(*) = (SELECT count(*) FROM poll_candidate c WHERE c.poll = of_poll AND marks ? c.candidate::text)
        FROM jsonb_each(CASE jsonb_typeof(marks) WHEN 'object' THEN marks ELSE '{}' END) AS one (candidate, choice))
    ELSE jsonb_typeof(marks) = 'array' AND (
        SELECT count(*) <= most AND count(*) = count(DISTINCT c.candidate)
        FROM jsonb_array_elements(CASE jsonb_typeof(marks) WHEN 'array' THEN marks ELSE '[]' END) AS one (candidate)
        LEFT JOIN poll_candidate c ON c.poll = of_poll AND to_jsonb(c.candidate) = one.candidate)
    END
$$;
"""
    + _BEFORE_CLOSING % ("method text; most smallint;", "SELECT poll.method, poll.most INTO method, most", _AS_ASKED)
)
BACKWARDS = (
    _BEFORE_CLOSING % ("", "PERFORM", "")
    + """
DROP TRIGGER candidates_on_ballots ON poll_candidate;
DROP TRIGGER polls_ask_as_agreed ON poll;
DROP FUNCTION candidates_on_ballots, polls_ask_as_agreed, marks_fit;
"""
    + _STAY % ("", "")
    + _CONTENT % ""
)


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
