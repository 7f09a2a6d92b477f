"""Fetching the register from the cooperative's own system, and taking it over in one transaction.

Pages go into tables of their own, each committed together with the cursor of the next, so a run goes on where it was,
whatever dies meanwhile. One process works on it at a time; a second one that gets hold of it all the same finds each
step taken already.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from events.actions import member_runs as runs
from events.actions.journal import note
from events.actions.member_intake import take_in
from events.actions.member_pages import Pages, pages, source
from events.actions.member_runs import Overtaken, Run
from events.clock import now
from events.database import Unavailable, engine, execute, transaction
from events.rules.member_sync import (
    MOST_BEGUN_ANEW,
    MOST_STALE_PAGES,
    RUN_LASTS,
    Next,
    Trouble,
    pause_after,
)
from events.settings import settings
from events.words import SyncState

log = logging.getLogger(__name__)

WORKER = "worker"
LOOK_SECONDS = 5.0
"""How soon a run somebody asked for is seen."""
PATIENCE = timedelta(seconds=30)
"""The longest pause the worker sits out with the lock in hand."""
LOCK = 0x6D656D62657273
"""Held by whoever fetches: "members" in ASCII."""


class Busy(Exception):
    """Another process is fetching the members."""


async def run(stop: asyncio.Event) -> None:
    """Fetch the register whenever that is due, until `stop` is set; what is under way then goes on next time."""
    if settings().members_sync_url is None:
        return
    stopping = asyncio.create_task(stop.wait())
    while not stop.is_set():
        turn = asyncio.create_task(_turn(), name="members")
        await asyncio.wait({turn, stopping}, return_when=asyncio.FIRST_COMPLETED)
        turn.cancel()
        await asyncio.wait({turn})
        await asyncio.wait({stopping}, timeout=LOOK_SECONDS)
    stopping.cancel()


async def _turn() -> None:
    """Work if there is work. Never raises."""
    try:
        if await due():
            await work(PATIENCE)
    except Busy:
        pass
    except Unavailable as error:
        log.warning("Fetching the members waits for the database: %s", error)
    except Exception:
        log.exception("Fetching the members failed.")


async def ask_for(actor: str) -> Run:
    """A run for the worker to begin at once, or the one under way, without waiting longer. Raises NoMemberSystem."""
    async with transaction():
        run = await runs.begin(source())
        await execute("UPDATE member_sync SET again_at = NULL WHERE id = $1", run.id)
        await note(actor, "asked for", "member_sync", run.id)
        return await runs.found(run.id)


async def due() -> bool:
    """Whether there is something to do now: a run that waits no longer, or the time for a new one."""
    run = await runs.latest()
    if run is not None and run.state is SyncState.UNDER_WAY:
        return run.again_at is None or run.again_at <= now()
    minutes = settings().members_sync_minutes
    return minutes > 0 and (run is None or run.started_at + timedelta(minutes=minutes) <= now())


async def work(patience: timedelta, actor: str = WORKER) -> Run:
    """Fetch the register and take it over; the run as it stands then.

    patience: the longest pause to sit out; a run that must wait longer is left as it is, to be gone on with later.
    Raises Busy and NoMemberSystem.
    """
    async with _alone(), pages() as there:
        run = await runs.begin(source())
        stale = 0
        while run.state is SyncState.UNDER_WAY:
            pause = run.again_at - now() if run.again_at else timedelta(0)
            if pause > patience:
                break
            await asyncio.sleep(max(0, pause.total_seconds()))
            run, stale = await _step(run, there, stale, actor)
        return run


async def _step(run: Run, there: Pages, stale: int, actor: str) -> tuple[Run, int]:
    """Fetch one page more, or take all of them over. stale: pages in a row that told nothing new."""
    try:
        if run.complete:
            taken = await take_in(run, actor)
            if taken.state is SyncState.HELD:
                log.warning("The members are fetched and held: %s would leave, more than a tenth.", taken.gone)
            return taken, 0
        if run.pages and _old(run):
            raise Trouble(Next.ANEW, "The first page is of another day.")
        fetched = await there.fetch(run.cursor, run.etag)
        if fetched.page is None:
            return await runs.unchanged(run), 0
        new = await runs.store(run, fetched.page, fetched.etag)
        if not new and stale == MOST_STALE_PAGES:
            raise Trouble(Next.ANEW, f"{stale} pages in a row told nothing new: they lead round.")
        return await runs.found(run.id), 0 if new else stale + 1
    except Overtaken:
        raise Busy from None
    except Trouble as trouble:
        return await _after(await runs.found(run.id), trouble, actor), 0


async def _after(run: Run, trouble: Trouble, actor: str) -> Run:
    """The run to go on with, if any, after a page that did not come as it should."""
    log.warning("Fetching the members: %s", trouble.reason)
    if trouble.what is Next.AGAIN and not _old(run):
        return await runs.put_off(run, trouble.reason, now() + pause_after(run.attempts + 1, trouble.after))
    async with transaction():
        await runs.fail(run, trouble.reason)
        await note(actor, "failed", "member_sync", run.id, reason=trouble.reason)
        if trouble.what is Next.ANEW and run.begun_anew < MOST_BEGUN_ANEW:
            return await runs.begin(run.source, begun_anew=run.begun_anew + 1)
        return await runs.found(run.id)


def _old(run: Run) -> bool:
    return run.started_at + RUN_LASTS <= now()


@asynccontextmanager
async def _alone() -> AsyncIterator[None]:
    """One process fetches at a time; whoever dies lets go. Raises Busy."""
    connection = await engine().get_new_connection()
    try:
        if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK):
            raise Busy
        yield
    finally:
        await connection.close()
