"""The clock of a rehearsal, kept in the database so that every process that opens it lives at the same time."""

from datetime import datetime

from events import clock
from events.database import execute, fetchrow


async def rehearse(shown_at: datetime) -> None:
    """Let this database live from this instant on."""
    await execute("INSERT INTO rehearsal (started_at, shown_at) VALUES (clock_timestamp(), $1)", shown_at)
    await live_at_its_time()


async def live_at_its_time() -> None:
    """Set this process' clock to the database's rehearsal, when it has one."""
    row = await fetchrow("SELECT shown_at - started_at AS shift FROM rehearsal ORDER BY id DESC LIMIT 1")
    if row is not None:
        clock.shift(row["shift"])
