"""The migrations, run at every start: once each, by one process at a time, each with its record or not at all."""

import io
from contextlib import redirect_stdout

from piccolo.apps.migrations.commands.forwards import ForwardsMigrationManager
from piccolo.apps.migrations.tables import Migration

from events.database.engine import engine
from events.database.transactions import Transaction

APP = "events"

LOCK = 0x436F6E766F6B65
"""The advisory lock of whoever migrates: "Convoke" in ASCII."""


async def migrate() -> list[str]:
    """Bring the database up to date; the ids of the migrations that ran, oldest first.

    Each runs in one transaction with the note that it ran, under a lock that ends with it, so that a second
    process waits and then finds nothing to do, and a crash leaves the last complete migration.
    """
    done = []
    while ran := await _migrate_once():
        done.append(ran)
    return done


async def pending_migrations() -> list[str]:
    """The ids of the migrations that have not run yet, oldest first."""
    manager = ForwardsMigrationManager(APP)
    known = manager.get_migration_modules(manager.get_app_config(APP).resolved_migrations_folder_path)
    ran = await Migration.get_migrations_which_ran(APP) if await Migration.table_exists() else []
    return sorted(set(known) - set(ran))


async def _migrate_once() -> str | None:
    """Run the oldest migration that has not run yet, and return its id; None when all have.

    It has a connection apart, because a statement on a pooled one has little time.
    """
    async with Transaction(engine(), apart=True) as here:
        await here.connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
        pending = await pending_migrations()
        if not pending:
            return None
        with redirect_stdout(io.StringIO()):
            await ForwardsMigrationManager(APP, pending[0]).run()
    return str(pending[0])
