"""What Piccolo cannot say of members: how they are found by any part of their name, and that each change is counted."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T06:02:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Members: found by any part of the name, every change counted"

FORWARDS = r"""
UPDATE member SET search = coalesce(nullif(btrim(regexp_replace(translate(
        replace(replace(replace(replace(regexp_replace(lower(normalize(name, NFKD)), '[\u0300-\u036f]', '', 'g'),
            'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th'),
        'øłđðı.''’‘ʼ`´', 'olddi'), '[-‐‑–—_/,()"\s]+', ' ', 'g')), ''), lower(name)) || ' ' || number;

-- The pieces of each word, of one to three letters: what a search for any part of a word can be answered by.
CREATE FUNCTION pieces(said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array(
        SELECT substr(word, start, size)
        FROM string_to_table(said, ' ') AS word, generate_series(1, 3) AS size,
            generate_series(1, length(word) - size + 1) AS start)
$$;
CREATE INDEX member_by_pieces ON member USING gin (pieces(rtrim(search, '0123456789'))) WITH (fastupdate = off);
CREATE INDEX member_by_name ON member (search COLLATE "C", id);
CREATE INDEX member_by_office_and_name ON member (office, search COLLATE "C", id);
ALTER TABLE member SET (fillfactor = 90);

CREATE FUNCTION member_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER member_changed BEFORE UPDATE ON member FOR EACH ROW
    WHEN (OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION member_changed();

CREATE INDEX membership_by_end ON membership (until) WHERE until IS NOT NULL;
CREATE UNIQUE INDEX category_once ON category (lower(code));
"""

BACKWARDS = """
DROP INDEX category_once, membership_by_end;
DROP TRIGGER member_changed ON member;
DROP FUNCTION member_changed();
ALTER TABLE member RESET (fillfactor);
DROP INDEX member_by_office_and_name, member_by_name, member_by_pieces;
DROP FUNCTION pieces(text);
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
