"""Runs that fetch the register, as administrators see and start them."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from events.actions.member_sync import work
from events.database import execute, fetchval
from events.settings import override, settings
from events.words import Role
from tests.actions.member_system import MemberSystem
from tests.cast import ADA, appoint, bearer, browser_of

SOON = timedelta(seconds=5)


@pytest.fixture
def system(database: str) -> Iterator[MemberSystem]:
    with MemberSystem(35) as running:
        yield running


async def test_an_administrator_starts_a_run_and_sees_how_it_went(api: httpx.AsyncClient, system: MemberSystem) -> None:
    """Asked for twice it is one run; the worker does it; the list tells what came of it."""
    admin = await bearer(Role.ADMIN)

    asked = [await api.post("/api/members-sync", headers=admin) for _ in range(2)]
    assert [one.status_code for one in asked] == [202, 202]
    assert (asked[0].json()["id"], asked[0].json()["state"]) == (asked[1].json()["id"], "under_way")
    await work(SOON)

    told = (await api.get("/api/members-sync", headers=admin)).json()
    [run] = told["items"]
    assert (told["source"], told["every_minutes"]) == (f"{system.url}?of=all", 60)
    assert (run["state"], run["pages"], run["members"], run["added"]) == ("finished", 4, 35, 35)
    assert "cursor" not in run


async def test_a_held_run_is_taken_over_by_an_administrator(api: httpx.AsyncClient, system: MemberSystem) -> None:
    """It says how many would leave; taken over once, it stays so; a run that is not held is none to take over."""
    admin = await bearer(Role.ADMIN)
    await work(SOON)
    del system.members[:5]
    held = await work(SOON)
    [first, *_] = (await api.get("/api/members-sync", headers=admin)).json()["items"]
    assert (first["state"], first["gone"]) == ("held", 5)
    assert "convoke_member_runs_held 1" in (await api.get("/metrics")).text

    answers = [await api.put(f"/api/members-sync/{held.id}/acceptance", headers=admin) for _ in range(2)]

    assert [(one.status_code, one.json()["state"], one.json()["gone"]) for one in answers] == [(200, "finished", 5)] * 2
    await api.post("/api/members-sync", headers=admin)
    assert (await api.put(f"/api/members-sync/{held.id + 1}/acceptance", headers=admin)).status_code == 404
    assert (await api.put("/api/members-sync/999/acceptance", headers=admin)).status_code == 404


async def test_a_run_made_way_for_is_taken_over_no_more(api: httpx.AsyncClient, system: MemberSystem) -> None:
    """A newer run began, elsewhere or here; or another address is set, or none: nobody leaves by the old one."""
    admin = await bearer(Role.ADMIN)
    await work(SOON)
    del system.members[:5]
    held, here = await work(SOON), settings().members_sync_url
    path = f"/api/members-sync/{held.id}/acceptance"

    override(members_sync_url="http://127.0.0.1:9/elsewhere")
    elsewhere = await api.put(path, headers=admin)
    override(members_sync_url="")
    nowhere = await api.put(path, headers=admin)
    override(members_sync_url=here)
    await api.post("/api/members-sync", headers=admin)
    later = await api.put(path, headers=admin)

    assert [(one.status_code, one.json()["type"]) for one in (elsewhere, nowhere, later)] == [
        (409, "/problems/run-set-aside"), (409, "/problems/no-member-system"), (409, "/problems/run-set-aside"),
    ]  # fmt: skip
    assert await fetchval("SELECT count(*) FROM membership WHERE until IS NULL") == 35


async def test_a_person_gives_the_second_factor_again_first(api: httpx.AsyncClient, system: MemberSystem) -> None:
    """An administrator's browser that gave it an hour ago is asked anew."""
    await appoint(ADA, Role.ADMIN)
    await work(SOON)
    del system.members[:5]
    held = await work(SOON)
    path = f"/api/members-sync/{held.id}/acceptance"

    late = await api.put(path, headers=await browser_of(ADA, given=timedelta(hours=1)))
    fresh = await api.put(path, headers=await browser_of(ADA, given=timedelta(minutes=1)))

    assert (late.status_code, late.json()["type"]) == (403, "/problems/needs-elevation")
    assert (fresh.status_code, fresh.json()["gone"]) == (200, 5)


async def test_many_say_yes_at_once(api: httpx.AsyncClient, system: MemberSystem) -> None:
    """Twenty administrators take the same held run over: it happens once, and all of them hear that it did."""
    admin = await bearer(Role.ADMIN)
    await work(SOON)
    del system.members[:5]
    held = await work(SOON)

    answers = await asyncio.gather(
        *(api.put(f"/api/members-sync/{held.id}/acceptance", headers=admin) for _ in range(20))
    )

    assert {(one.status_code, one.json()["state"], one.json()["gone"]) for one in answers} == {(200, "finished", 5)}
    taken = (await api.get("/api/journal", params={"about": "member_sync"}, headers=admin)).json()["items"]
    assert [one["action"] for one in taken].count("taken over") == 2


async def test_nobody_else_fetches_members(api: httpx.AsyncClient, system: MemberSystem) -> None:
    """Organisers have no business with it."""
    for headers, status in ((await bearer(Role.ORGANISER), 403), ({}, 401)):
        asked = [
            await api.get("/api/members-sync", headers=headers),
            await api.post("/api/members-sync", headers=headers),
            await api.put("/api/members-sync/1/acceptance", headers=headers),
        ]
        assert {one.status_code for one in asked} == {status}


async def test_without_a_system_there_is_nothing_to_fetch_from(api: httpx.AsyncClient) -> None:
    """The host named none."""
    admin = await bearer(Role.ADMIN)
    answer = await api.post("/api/members-sync", headers=admin)

    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/no-member-system")
    assert (await api.get("/api/members-sync", headers=admin)).json()["source"] is None


async def test_many_runs_come_in_pages(api: httpx.AsyncClient) -> None:
    """Twenty at a time, the newest first."""
    admin = await bearer(Role.ADMIN)
    await execute(
        """INSERT INTO member_sync (source, started_at, touched_at, finished_at)
        SELECT 'https://members.example', now(), now(), now() FROM generate_series(1, 25)"""
    )

    first = (await api.get("/api/members-sync", headers=admin)).json()
    second = (await api.get(f"/api/members-sync?after={first['next']}", headers=admin)).json()

    ids = [one["id"] for one in first["items"] + second["items"]]
    assert (len(first["items"]), ids, second["next"]) == (20, sorted(ids, reverse=True), None)
