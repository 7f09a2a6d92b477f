"""What Piccolo cannot say of the order on ballots: the agenda tells it, and a poll keeps to it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T18:04:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "elections: the order on ballots stays"

_CONTENT = """
CREATE OR REPLACE FUNCTION agenda_content(which bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('documents', agenda_documents(which, NULL), 'items', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'position', i.position, 'kind', i.kind,
            'matter', i.matter, 'title', i.title, 'text', i.text, 'seats', i.seats,
            'method', CASE WHEN i.kind = 'election' THEN i.method END, 'most', i.most, %s
            'candidates_until', agenda_instant(i.candidates_until), 'documents', agenda_documents(which, i.id))
            ORDER BY i.position), '[]')
        FROM agenda_item i WHERE i.assembly = which))
$$;
"""
_STAY = """
CREATE OR REPLACE FUNCTION polls_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (NEW.resolution, NEW.number, NEW.opened_at, NEW.rights, NEW.votes, NEW.rights_hash, NEW.method, NEW.seats,
            NEW.most %s)
            IS DISTINCT FROM (OLD.resolution, OLD.number, OLD.opened_at, OLD.rights, OLD.votes, OLD.rights_hash,
            OLD.method, OLD.seats, OLD.most %s)
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

FORWARDS = (
    _CONTENT % "'ballot_order', CASE WHEN i.kind = 'election' THEN i.ballot_order END,"
    + _STAY % (", NEW.ballot_order", ", OLD.ballot_order")
    + """
CREATE OR REPLACE FUNCTION polls_ask_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM agenda_item WHERE id = NEW.resolution AND CASE WHEN kind = 'election'
            THEN (NEW.method, NEW.ballot_order) = (method, ballot_order)
            ELSE NEW.method IS NULL AND NEW.ballot_order IS NULL END)
    THEN
        RAISE EXCEPTION 'A poll is held as the agenda says.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'polls_ask_as_agreed';
    END IF;
    RETURN NEW;
END $$;
"""
)
BACKWARDS = (
    _CONTENT % ""
    + _STAY % ("", "")
    + """
CREATE OR REPLACE FUNCTION polls_ask_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.method IS DISTINCT FROM (
        SELECT CASE WHEN kind = 'election' THEN method END FROM agenda_item WHERE id = NEW.resolution)
    THEN
        RAISE EXCEPTION 'A poll is held as the agenda says.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'polls_ask_as_agreed';
    END IF;
    RETURN NEW;
END $$;
"""
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
