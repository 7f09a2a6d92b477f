"""What ends by itself, within a second or so: proxies whose time is over, polls with a moment to close, and the stay of
whoever is silent online."""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime

from events.actions import live, polls, rights, stays
from events.actions.assemblies import held
from events.actions.proxies import OPEN
from events.clock import now
from events.database import Unavailable, fetch, transaction
from events.errors import AssemblyClosed

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0


async def run(stop: asyncio.Event) -> None:
    """End what is due until `stop` is set. Needs the pool open; several processes do no harm."""
    while not stop.is_set():
        try:
            await lapse_due(now())
            await polls.close_due(now())
            await stays.end_silent()
        except Unavailable as error:
            log.warning("What ends by itself waits for the database (%s).", type(error.__cause__ or error).__name__)
        except Exception:
            log.exception("What ends by itself cannot be ended.")
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PAUSE_SECONDS)


async def lapse_due(moment: datetime) -> None:
    """End every proxy whose time was over by then, one assembly after the other."""
    due = await fetch(
        f"""SELECT DISTINCT a.event FROM proxy p JOIN assembly a ON a.id = p.assembly
        WHERE p.until <= $1 AND a.closed_at IS NULL AND {OPEN}""",  # noqa: S608
        moment,
    )
    for row in due:
        with suppress(AssemblyClosed):
            async with transaction():
                await rights.lapse((await held(row["event"]))["id"])
            live.touch(row["event"])
