"""Ranked votes: one more way to elect people, on whose ballots candidates stand in an order, as many as one likes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T18:38:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "elections: ranked votes"

_KNOWN = """
ALTER TABLE agenda_item DROP CONSTRAINT known_method, ADD CONSTRAINT known_method CHECK (method IN (%s));
ALTER TABLE poll DROP CONSTRAINT known_method, ADD CONSTRAINT known_method CHECK (method IN (%s));
"""
_FIT = """
CREATE OR REPLACE FUNCTION marks_fit(of_poll bigint, method text, most smallint, marks jsonb)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN method = 'per_candidate' THEN jsonb_typeof(marks) = 'object' AND (
        SELECT count(*) = count(choice) FILTER (WHERE choice #>> '{}' IN ('for', 'against', 'abstain'))
            AND count(*) = (SELECT count(*) FROM poll_candidate c WHERE c.poll = of_poll)
            AND count(*) = (SELECT count(*) FROM poll_candidate c WHERE c.poll = of_poll AND marks ? c.candidate::text)
        FROM jsonb_each(CASE jsonb_typeof(marks) WHEN 'object' THEN marks ELSE '{}' END) AS one (candidate, choice))
    ELSE jsonb_typeof(marks) = 'array' AND (
        SELECT count(*) <= %s AND count(*) = count(DISTINCT c.candidate)
        FROM jsonb_array_elements(CASE jsonb_typeof(marks) WHEN 'array' THEN marks ELSE '[]' END) AS one (candidate)
        LEFT JOIN poll_candidate c ON c.poll = of_poll AND to_jsonb(c.candidate) = one.candidate)
    END
$$;
"""

FORWARDS = _KNOWN % (("'per_candidate', 'names', 'ranked'",) * 2) + _FIT % "coalesce(most, count(*))"
BACKWARDS = _KNOWN % (("'per_candidate', 'names'",) * 2) + _FIT % "most"


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
