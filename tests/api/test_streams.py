"""Pages that follow a sitting: in every process, at once, with the same bytes, and healed after a gap."""

from collections.abc import AsyncIterator
from unittest.mock import patch

import httpx
import pytest
from litestar import Litestar

from events.api import streams
from events.api.snapshots import snapshot
from events.api.watching import Watching
from events.app import create
from events.database import execute, fetch, fetchval
from events.words import Role
from tests.api.conftest import in_one_task
from tests.cast import bearer
from tests.sitting_cast import Page, call_together, member

BASE = "/api/assemblies/party"
LIVE = f"{BASE}/live"


@pytest.fixture
async def bureau(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """The bureau's client, with an assembly under way."""
    await call_together()
    api.headers.update(await bearer(Role.BUREAU, event="party"))
    await api.put(f"{BASE}/opening")
    return api


@pytest.fixture
async def other(bureau: httpx.AsyncClient) -> AsyncIterator[Litestar]:
    """Another process, as far as the first can tell: it hears of changes by the database's notices alone."""
    app = create(connections=None)
    async with in_one_task(app.lifespan()):
        yield app


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes is told without waiting for more of it."""
    monkeypatch.setattr(streams, "GATHER_SECONDS", 0.01)


async def test_every_view_follows_in_every_process(bureau: httpx.AsyncClient, other: Litestar) -> None:
    """Desk, member and projector see the item that is taken elsewhere; each sees what is for it, and no more."""
    made = (await bureau.post(f"{BASE}/projectors", json={"name": "Zaal"})).json()
    desk = Page(other, f"{LIVE}?view=desk", dict(bureau.headers))
    mine = Page(other, LIVE, await member(1))
    wall = Page(other, f"{LIVE}?view=projector&code={made['code']}")
    async with desk, mine, wall:
        for page in (desk, mine, wall):
            await page.until("sitting", "item", None)
        items = (await bureau.get(f"{BASE}/sitting?view=desk")).json()
        first = await fetchval("SELECT min(id) FROM agenda_item")
        await bureau.put(f"{BASE}/speakers/me", headers=await member(2))
        await bureau.put(f"{BASE}/item", json={"item": first})

        told = [await page.until("sitting", "item.id", first) for page in (desk, mine, wall)]

    assert items["work"]["questions"] == 0
    names = [[one["name"] for one in sitting["floor"]["waiting"]] for sitting in told]
    assert names == [["Bram Claes"], [""], ["Bram Claes"]]
    assert ["work" in page.names() for page in (desk, mine, wall)] == [True, False, False]
    assert ["quorum" in page.names() for page in (desk, mine, wall)] == [True, False, True]
    assert [bool(sitting["item"]["text"]) for sitting in told] == [True, False, True]


async def test_a_change_is_read_once_for_all(bureau: httpx.AsyncClient, other: Litestar) -> None:
    """A hundred pages open at once and follow a change: the database is asked a few times, and all get equal bytes."""
    headers = await member(1)
    pages = [Page(other, LIVE, headers) for _ in range(100)]
    with patch.object(streams, "snapshot", side_effect=snapshot) as read:
        for page in pages:
            await page.__aenter__()
        for page in pages:
            await page.until("sitting", "phase", "open")
        opening = read.call_count
        await bureau.put(f"{BASE}/suspension")
        told = [await page.until("sitting", "phase", "suspended") for page in pages]
    for page in pages:
        await page.__aexit__()

    assert opening <= 2
    assert read.call_count <= 4
    assert all(one == told[0] for one in told)


async def test_who_comes_back_is_told_what_they_missed(bureau: httpx.AsyncClient, other: Litestar) -> None:
    """Nothing when nothing changed; all of it when something did."""
    headers = await member(1)
    async with Page(other, LIVE, headers) as page:
        await page.until("topics")
    async with Page(other, LIVE, {**headers, "last-event-id": page.last}) as same:
        await same.until("clock")
    await bureau.put(f"{BASE}/suspension")
    async with Page(other, f"{LIVE}?last={page.last}", headers) as late:
        missed = await late.until("sitting", "phase", "suspended")

    assert same.names() == ["clock"]
    assert missed["suspended_at"]


async def test_a_lost_connection_to_the_database_heals(bureau: httpx.AsyncClient, other: Litestar) -> None:
    """What changed while a process heard nothing is told as soon as it hears again."""
    async with Page(other, LIVE, await member(1)) as page:
        await page.until("sitting", "phase", "open")
        await execute(
            """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ILIKE 'LISTEN%'"""
        )
        await execute("UPDATE sitting SET suspended_at = now()")

        await page.until("sitting", "phase", "suspended")


async def test_a_desk_ends_with_its_access(bureau: httpx.AsyncClient, other: Litestar) -> None:
    """A token that is revoked, and a projector that is: their streams end; a member's goes on."""
    made = (await bureau.post(f"{BASE}/projectors", json={"name": "Zaal"})).json()
    desk = Page(other, f"{LIVE}?view=desk", dict(bureau.headers))
    wall = Page(other, f"{LIVE}?view=projector&code={made['code']}")
    async with desk, wall, Page(other, LIVE, await member(1)) as mine:
        for page in (desk, wall, mine):
            await page.until("sitting")
        await bureau.delete(f"{BASE}/projectors/{made['id']}")
        await wall.until_over()
        await execute("UPDATE token SET revoked_at = now() WHERE role = 'bureau'")
        await execute("SELECT pg_notify('convoke', 'access')")
        await desk.until_over()

        assert not mine.over


async def test_a_stream_carries_its_share(bureau: httpx.AsyncClient, other: Litestar) -> None:
    """A page that may sleep is not sent more and more: the stream ends, and the page opens another one."""
    with patch.object(streams, "SHARE", 2000):
        async with Page(other, LIVE, await member(1)) as page:
            await page.until("sitting", "phase", "open")
            for n in range(4):
                await bureau.request(("PUT", "DELETE")[n % 2], f"{BASE}/suspension")
                if not page.over:
                    await page.until("sitting", "phase", ("suspended", "open")[n % 2])

    assert page.over
    assert page.bytes < 4000


async def test_an_open_page_is_heard_of(
    bureau: httpx.AsyncClient, other: Litestar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever came online is seen as long as their page is open, and nobody else is."""
    monkeypatch.setattr(streams, "BEAT_SECONDS", 0.01)
    monkeypatch.setattr(streams, "BEATS_A_PULSE", 1)
    mine = await member(1)
    for who in (mine, await member(2)):
        assert (await bureau.put(f"{BASE}/attendance/me", headers=who)).status_code == 204
    before = await fetchval("SELECT max(seen_at) FROM stay")

    async with Page(other, LIVE, mine) as page:
        await page.until("sitting")
        while not (seen := await fetch(_SEEN, before)):
            await page.until("clock")

    assert [one["number"] for one in seen] == [1]


_SEEN = "SELECT m.number FROM stay s JOIN member m ON m.id = s.member WHERE seen_at > $1"


async def test_streams_end_with_the_process(bureau: httpx.AsyncClient) -> None:
    """The server can stop: every stream ends, and one that comes then ends too."""
    watching = Watching()
    app = create(connections=None, watching=watching)
    async with in_one_task(app.lifespan()):
        async with Page(app, LIVE, await member(1)) as page:
            await page.until("sitting")
            watching.close()
            await page.until_over()
        async with Page(app, LIVE, await member(1)) as late:
            await late.until_over()
