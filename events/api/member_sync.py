"""The register fetched from the cooperative's own system: how the last runs went, one more, and those that are held."""

from datetime import datetime

import msgspec
from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from events.actions.member_intake import accept
from events.actions.member_runs import RUN, Run
from events.actions.member_sync import ask_for
from events.api.asking import only
from events.clock import now
from events.database import fetch
from events.rules.access import Act, Asker, check_elevated
from events.settings import settings
from events.words import SyncState

PAGE = 20


class SyncRun(msgspec.Struct, kw_only=True):
    """One run. pages, members: fetched so far; again_at: when the page that did not come is asked for again.

    added, changed, gone: what it did to the register, or would if it were not held. error: in English, for whoever
    runs the system.
    """

    id: int
    source: str
    state: SyncState
    pages: int
    members: int
    started_at: datetime
    touched_at: datetime
    again_at: datetime | None
    error: str | None
    added: int
    changed: int
    gone: int


class SyncRuns(msgspec.Struct):
    """Runs, the newest first. next: the `after` of the following page.

    source: the address the host named, if any; every_minutes: how often it is asked, 0 when only on request.
    """

    items: list[SyncRun]
    next: int | None
    source: str | None
    every_minutes: int


class MemberSyncController(Controller):
    """`/api/members-sync`."""

    path = "/api/members-sync"
    tags = ["members"]  # noqa: RUF012
    guards = [only(Act.SYNC)]  # noqa: RUF012

    @get("/")
    async def runs(self, after: FromQuery[int | None] = None) -> SyncRuns:
        """The last runs, and where they fetch from."""
        rows = await fetch(
            f"""SELECT {RUN} FROM member_sync WHERE $1::bigint IS NULL OR id < $1
            ORDER BY id DESC LIMIT {PAGE + 1}""",  # noqa: S608 (columns of our own)
            after,
        )
        items = msgspec.convert([dict(row) for row in rows[:PAGE]], list[SyncRun])
        following = items[-1].id if len(rows) > PAGE else None
        return SyncRuns(items, following, settings().members_sync_url, settings().members_sync_minutes)

    @post("/", status_code=202)
    async def start(self, asker: NamedDependency[Asker]) -> SyncRun:
        """Let the worker fetch the register now; while a run is under way, that one goes on at once."""
        return _out(await ask_for(asker.name))

    @put("/{run:int}/acceptance")
    async def accept(self, run: FromPath[int], asker: NamedDependency[Asker]) -> SyncRun:
        """Take a held run over, though so many leave by it: grave. Taken over already is taken over.

        409 run-set-aside when a newer run began or another address is set, no-member-system when none is.
        """
        check_elevated(asker, now())
        return _out(await accept(run, asker.name))


def _out(run: Run) -> SyncRun:
    return msgspec.convert(run, SyncRun, from_attributes=True)
