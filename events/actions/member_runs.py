"""One run that fetches the register, as it is kept: its pages, and how it ended."""

from datetime import datetime
from typing import Any

import msgspec

from events.clock import now
from events.database import execute, fetch, fetchrow, fetchval, transaction
from events.errors import Missing
from events.rules.member_sync import (
    MOST_MEMBERS,
    MOST_PAGES,
    Next,
    Page,
    SyncedMember,
    Trouble,
    cursor_hash,
    merge,
    row_hash,
)
from events.words import SyncState


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A run as it stands. added, changed, gone: what it did to the register, or would if it were not held."""

    id: int
    source: str
    state: SyncState
    cursor: str | None
    etag: str | None
    pages: int
    members: int
    started_at: datetime
    touched_at: datetime
    again_at: datetime | None
    attempts: int
    begun_anew: int
    error: str | None
    added: int
    changed: int
    gone: int

    @property
    def complete(self) -> bool:
        """Whether all its pages came."""
        return self.pages > 0 and self.cursor is None


class Overtaken(Exception):
    """Somebody else took this step of the run already."""


RUN = """id, source, cursor, etag, pages, members, started_at, touched_at, again_at, attempts, begun_anew, error, added,
    changed, gone, CASE WHEN finished_at IS NOT NULL THEN 'finished' WHEN failed_at IS NOT NULL THEN 'failed'
    WHEN held_at IS NOT NULL THEN 'held' ELSE 'under_way' END AS state"""
"""The columns of a `Run`."""
_LIVE = "finished_at IS NULL AND failed_at IS NULL AND held_at IS NULL"
_HELD = "held_at IS NOT NULL AND finished_at IS NULL AND failed_at IS NULL"
_FROM = f"SELECT {RUN} FROM member_sync"  # noqa: S608 (columns of our own)


async def latest() -> Run | None:
    """The newest run."""
    return _run(await fetchrow(f"{_FROM} ORDER BY id DESC LIMIT 1"))


async def found(run: int) -> Run:
    """The run with this id. Raises Missing."""
    one = _run(await fetchrow(f"{_FROM} WHERE id = $1", run))
    if one is None:
        raise Missing
    return one


async def begin(source: str, *, begun_anew: int = 0) -> Run:
    """The run under way at this source, a new one if there is none.

    One of another source is given up, and what is held makes way for the new one.
    """
    async with transaction():
        await execute("LOCK TABLE member_sync IN SHARE ROW EXCLUSIVE MODE")
        live = _run(await fetchrow(f"{_FROM} WHERE {_LIVE}"))
        if live is not None and live.source == source:
            return live
        if live is not None:
            await fail(live, "The address of the member system was changed.")
        await _set_aside()
        made = await fetchval(
            """INSERT INTO member_sync (source, started_at, touched_at, begun_anew, etag)
            VALUES ($1::varchar, $2, $2, $3, (
                SELECT etag FROM member_sync WHERE source = $1::varchar AND finished_at IS NOT NULL
                ORDER BY id DESC LIMIT 1
            )) RETURNING id""",
            source, now(), begun_anew,
        )  # fmt: skip
        return await found(made)


async def store(run: Run, page: Page, etag: str | None) -> int:
    """Keep a page of the run, with the cursor it leads to; how many members it told that no page told before.

    Raises Trouble for a page that contradicts an earlier one or leads back, when nothing of it is kept; Overtaken.
    """
    told: dict[int, SyncedMember] = {}
    merge(told, page.members)
    hashes = [row_hash(member) for member in told.values()]
    async with transaction():
        await _move(run, page.next, etag)
        other = await fetchval(
            """SELECT r.number FROM unnest($2::bigint[], $3::bytea[]) AS told (number, hash)
            JOIN member_sync_row r ON r.run = $1 AND r.number = told.number AND r.row_hash <> told.hash LIMIT 1""",
            run.id, list(told), hashes,
        )  # fmt: skip
        if other is not None:
            raise Trouble(Next.ANEW, f"The register changed while it was read: member {other} is told twice.")
        new = await fetch(
            """INSERT INTO member_sync_row (run, number, body, row_hash)
            SELECT $1, * FROM unnest($2::bigint[], $3::jsonb[], $4::bytea[]) ON CONFLICT DO NOTHING RETURNING id""",
            run.id, list(told), list(told.values()), hashes,
        )  # fmt: skip
        members = await fetchval(
            "UPDATE member_sync SET members = members + $2 WHERE id = $1 RETURNING members", run.id, len(new)
        )
        if members > MOST_MEMBERS:
            raise Trouble(Next.GIVE_UP, f"There are more than {MOST_MEMBERS} members.")
        return len(new)


async def _move(run: Run, cursor: str | None, etag: str | None) -> None:
    """Let the run be one page further. Raises Overtaken, and Trouble when it would go round or for ever."""
    moved = await fetchval(
        f"""UPDATE member_sync SET cursor = $3, pages = pages + 1, touched_at = $4, attempts = 0, again_at = NULL,
            error = NULL, etag = CASE pages WHEN 0 THEN $5 ELSE etag END
        WHERE id = $1 AND pages = $2 AND {_LIVE} RETURNING pages""",  # noqa: S608
        run.id, run.pages, cursor, now(), etag,
    )  # fmt: skip
    if moved is None:
        raise Overtaken
    if cursor is not None and not await fetchval(
        "INSERT INTO member_sync_page (run, cursor_hash) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING true",
        run.id, cursor_hash(cursor),
    ):  # fmt: skip
        raise Trouble(Next.ANEW, "A cursor came twice: the pages lead round.")
    if moved >= MOST_PAGES and cursor is not None:
        raise Trouble(Next.GIVE_UP, f"There are more than {MOST_PAGES} pages.")


async def put_off(run: Run, reason: str, until: datetime) -> Run:
    """Let the page that does not come be asked for again then."""
    await _change(run, "attempts = attempts + 1, error = $3, again_at = $4", reason, until)
    return await found(run.id)


async def fail(run: Run, reason: str) -> Run:
    """Give the run up, and forget what it told."""
    async with transaction():
        await _change(run, "failed_at = $4, error = $3", reason, now())
        await forget(run.id)
    return await found(run.id)


async def unchanged(run: Run) -> Run:
    """Nothing changed since the last run that was taken over."""
    async with transaction():
        await finish(run, 0, 0, 0)
    return await found(run.id)


async def finish(run: Run, added: int, changed: int, gone: int) -> None:
    """It is taken over, and what it told is forgotten."""
    await execute(
        """UPDATE member_sync SET finished_at = $2, touched_at = $2, error = NULL, added = $3, changed = $4, gone = $5
        WHERE id = $1""",
        run.id, now(), added, changed, gone,
    )  # fmt: skip
    await forget(run.id)


async def hold(run: Run, added: int, changed: int, gone: int) -> None:
    """Keep what it told until somebody says that so many really left."""
    await execute(
        "UPDATE member_sync SET held_at = $2, touched_at = $2, added = $3, changed = $4, gone = $5 WHERE id = $1",
        run.id, now(), added, changed, gone,
    )  # fmt: skip


async def held() -> Run:
    """The run that is held. Raises Missing."""
    one = _run(await fetchrow(f"{_FROM} WHERE {_HELD} ORDER BY id DESC LIMIT 1"))
    if one is None:
        raise Missing
    return one


async def lock(run: Run) -> None:
    """Let nobody else take this run over meanwhile. Raises Overtaken when somebody has.

    The table first: a run that begins holds it and waits for this row.
    """
    await execute("LOCK TABLE member_sync IN ROW EXCLUSIVE MODE")
    same = await fetchval(
        f"SELECT id FROM member_sync WHERE id = $1 AND pages = $2 AND ({_LIVE} OR {_HELD}) FOR NO KEY UPDATE",  # noqa: S608
        run.id, run.pages,
    )  # fmt: skip
    if same is None:
        raise Overtaken


async def followed(run: Run) -> bool:
    """Whether a newer run began."""
    return bool(await fetchval("SELECT EXISTS (SELECT FROM member_sync WHERE id > $1)", run.id))


async def _set_aside() -> None:
    """Give up what is held, as a newer run begins."""
    rows = await fetch(
        f"UPDATE member_sync SET failed_at = $1, error = $2 WHERE {_HELD} RETURNING id",  # noqa: S608
        now(), "A later run took its place.",
    )  # fmt: skip
    for row in rows:
        await forget(row["id"])


async def told_by(run: int) -> list[SyncedMember]:
    """All that the pages of the run told, by number."""
    rows = await fetch("SELECT body FROM member_sync_row WHERE run = $1 ORDER BY number", run)
    return msgspec.convert([row["body"] for row in rows], list[SyncedMember])


async def forget(run: int) -> None:
    """Keep of the run only that it was: what its pages told is in the register now, or nobody's business."""
    await execute("DELETE FROM member_sync_row WHERE run = $1", run)
    await execute("DELETE FROM member_sync_page WHERE run = $1", run)


async def _change(run: Run, what: str, reason: str, at: datetime) -> None:
    """Note this of a run under way, as it was at this page. Raises Overtaken."""
    done = await execute(
        f"UPDATE member_sync SET {what}, touched_at = $5 WHERE id = $1 AND pages = $2 AND {_LIVE}",  # noqa: S608
        run.id, run.pages, reason[:5000], at, now(),
    )  # fmt: skip
    if done == "UPDATE 0":
        raise Overtaken


def _run(row: Any) -> Run | None:
    return msgspec.convert(dict(row), Run) if row else None
