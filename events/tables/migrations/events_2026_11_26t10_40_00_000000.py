"""The administrator who stays is one who has signed in: nobody reads an invitation that went to a wrong address."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-26T10:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "staff: the last administrator has signed in"

FORWARDS = """
CREATE OR REPLACE FUNCTION last_admin_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Two administrators who withdraw each other at once would each still see the other.
    PERFORM pg_advisory_xact_lock(hashtext('staff_role admin'));
    IF NOT EXISTS (
        SELECT FROM staff_role r JOIN staff s ON s.id = r.staff WHERE r.role = 'admin' AND r.withdrawn_at IS NULL
            AND (s.joined_at IS NOT NULL OR (SELECT joined_at FROM staff WHERE id = OLD.staff) IS NULL)
    ) THEN
        RAISE EXCEPTION 'The last administrator stays.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'last_admin_stays';
    END IF;
    RETURN NULL;
END $$;
"""
BACKWARDS = """
CREATE OR REPLACE FUNCTION last_admin_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Two administrators who withdraw each other at once would each still see the other.
    PERFORM pg_advisory_xact_lock(hashtext('staff_role admin'));
    IF NOT EXISTS (SELECT FROM staff_role WHERE role = 'admin' AND withdrawn_at IS NULL) THEN
        RAISE EXCEPTION 'The last administrator stays.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'last_admin_stays';
    END IF;
    RETURN NULL;
END $$;
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
