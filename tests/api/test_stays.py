"""Coming to an assembly, by the door's scans, by hand and online: who counts, from when, and never twice."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import pytest

from events import clock
from events.actions import assemblies, sittings, stays
from events.clock import now
from events.database import execute, fetch, fetchval
from events.words import Matter, Role, Status
from tests.cast import ADA, BRAM, CHLOE, bearer, call_together, hold_assembly, hold_event, join, somebody

HALL = "/api/assemblies/party"


@pytest.fixture
async def hall(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """An administrator's client at an assembly that is under way, its roll settled; Ada, Bram and Chloé may vote."""
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    event = await hold_event()
    await hold_assembly(proxy_limit=3, proxy_hours=0)
    for number, who in enumerate((ADA, BRAM, CHLOE), 1):
        await join(number, who)
    await call_together(items=[("Accounts", Matter.ORDINARY)])
    await assemblies.settle_roll(event.id, "test")
    return api


@pytest.fixture
def later() -> Iterator[Callable[[timedelta], None]]:
    """Goes to so long after the test began."""
    yield clock.shift
    clock.shift(timedelta(0))


async def of(number: int) -> dict[str, str]:
    return await bearer(Role.MEMBER, member=number)


async def registered(hall: httpx.AsyncClient, number: int, party: tuple[str, ...] = ()) -> list[str]:
    """The codes of the tickets of a member's registration."""
    answer = await hall.post("/api/events/party/registrations", json={"member": number, "party": list(party)})
    assert answer.status_code == 201, answer.text
    return [ticket["code"] for ticket in answer.json()["tickets"]]


async def scanned(hall: httpx.AsyncClient, *codes: str, direction: str = "in", gate: str = "Main") -> list[str]:
    """The verdicts on these codes, sent together."""
    scans = [
        {"scan_id": f"{gate} {direction} {n} {code[-12:]} {now().timestamp()}", "code": code, "event": "party",
         "gate": gate, "direction": direction}
        for n, code in enumerate(codes)
    ]  # fmt: skip
    answer = await hall.post("/api/scans", json={"scans": scans})
    return [one["verdict"] for one in answer.json()["verdicts"]]


async def there(hall: httpx.AsyncClient) -> int:
    return int((await hall.get(f"{HALL}/quorum")).json()["there"]["members"])


async def noted(hall: httpx.AsyncClient, **body: Any) -> httpx.Response:
    return await hall.post(f"{HALL}/attendance", json=body)


async def test_the_doors_scan_is_an_arrival(hall: httpx.AsyncClient) -> None:
    """In counts, out does not; whoever the member brought observes."""
    mine, guest = await registered(hall, 1, ("Davíð 🎈",))

    assert await scanned(hall, mine, guest) == ["admitted", "admitted"]

    assert await there(hall) == 1
    stays = (await hall.get(f"{HALL}/attendance")).json()["items"]
    assert {(one["name"], one["attending"], one["number"], one["how"]) for one in stays} == {
        ("Ada Janssens", "member", 1, "self"),
        ("Davíð 🎈", "observer", None, None),
    }
    assert await scanned(hall, mine, direction="out") == ["left"]
    assert await there(hall) == 0
    assert await scanned(hall, mine) == ["admitted"]
    assert await there(hall) == 1


async def test_nobody_counts_twice(hall: httpx.AsyncClient) -> None:
    """At two doors at once, in the room and online, by hand and by scan: one member, one right."""
    [code] = await registered(hall, 1)
    ada = await of(1)

    await asyncio.gather(
        *(scanned(hall, code, gate=f"Gate {n}") for n in range(10)),
        *(hall.put(f"{HALL}/attendance/me", headers=ada) for _ in range(10)),
        *(noted(hall, member=1) for _ in range(10)),
    )

    assert await there(hall) == 1
    assert await fetchval("SELECT count(*) FROM stay WHERE left_at IS NULL") == 2
    assert await fetchval("SELECT max(members) FROM head_count") == 1


async def test_leaving_the_room_leaves_who_is_online_there(hall: httpx.AsyncClient) -> None:
    """And the other way round; who is in neither is gone."""
    [code] = await registered(hall, 1)
    ada = await of(1)
    await scanned(hall, code)
    await hall.put(f"{HALL}/attendance/me", headers=ada)

    await scanned(hall, code, direction="out")
    assert (await there(hall), (await hall.get(f"{HALL}/attendance/me", headers=ada)).json()["there"]) == (1, True)
    await hall.delete(f"{HALL}/attendance/me", headers=ada)

    assert (await there(hall), (await hall.get(f"{HALL}/attendance/me", headers=ada)).json()["there"]) == (0, False)


async def test_who_is_silent_online_has_left(hall: httpx.AsyncClient, later: Callable[[timedelta], None]) -> None:
    """Ten minutes after their page was heard of last; whose page is open, or who is in the room, stays."""
    ada, bram = await of(1), await of(2)
    await noted(hall, member=3)
    for who in (ada, bram):
        assert (await hall.put(f"{HALL}/attendance/me", headers=who)).status_code == 204

    later(timedelta(minutes=9))
    assert (await hall.put(f"{HALL}/attendance/me", headers=bram)).status_code == 204
    await stays.end_silent()
    assert await there(hall) == 3
    later(timedelta(minutes=11))
    await hall.put(f"{HALL}/attendance/me", headers=bram)
    await asyncio.gather(*(stays.end_silent() for _ in range(5)))

    assert await there(hall) == 2
    assert not (await hall.get(f"{HALL}/attendance/me", headers=ada)).json()["there"]
    assert await fetchval("SELECT count(*) FROM journal WHERE actor = 'worker' AND action = 'left'") == 1
    assert (await hall.put(f"{HALL}/attendance/me", headers=ada)).status_code == 204
    assert await there(hall) == 3


async def test_nobody_leaves_because_the_server_was_away(
    hall: httpx.AsyncClient, later: Callable[[timedelta], None]
) -> None:
    """What was not heard of while nobody listened is no silence."""
    await hall.put(f"{HALL}/attendance/me", headers=await of(1))
    later(timedelta(hours=1))

    await stays.end_silent()

    assert await there(hall) == 1


async def test_observers_staff_and_press_never_count(hall: httpx.AsyncClient) -> None:
    """They are on the list, and in no count."""
    for kind in ("observer", "staff", "press"):
        assert (await noted(hall, attending=kind, name="O'Brien")).status_code == 204

    assert await there(hall) == 0
    assert len((await hall.get(f"{HALL}/attendance")).json()["items"]) == 3


async def test_a_representative_counts_for_their_member(hall: httpx.AsyncClient) -> None:
    """Under their own name, until they leave; the member's own coming goes before."""
    assert (await noted(hall, attending="representative", member=2, name="Y. De Raad")).status_code == 204

    [stay] = (await hall.get(f"{HALL}/attendance?q=raad")).json()["items"]
    assert (stay["number"], stay["how"], await there(hall)) == (2, "representative", 1)
    await hall.put(f"{HALL}/attendance/me", headers=await of(2))
    assert await fetchval("SELECT how FROM voting_right ORDER BY id DESC LIMIT 1") == "self"
    assert (await hall.put(f"{HALL}/attendance/{stay['id']}/departure")).status_code == 204
    assert await there(hall) == 1


async def test_who_has_no_vote_does_not_come_as_a_member(hall: httpx.AsyncClient) -> None:
    """Not by hand, not online; by their ticket they come in, and do not count."""
    await join(9, somebody(9))

    for answer in (await noted(hall, member=9), await hall.put(f"{HALL}/attendance/me", headers=await of(9))):
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/not-on-the-roll")
    assert await scanned(hall, *await registered(hall, 9)) == ["admitted"]
    assert await there(hall) == 0


async def test_bad_input_is_named(hall: httpx.AsyncClient) -> None:
    """The field and the mend."""
    cases: tuple[tuple[dict[str, Any], str, str], ...] = (
        ({}, "member", "empty"),
        ({"member": 77}, "member", "unknown_member"),
        ({"attending": "representative", "member": 1}, "name", "empty"),
        ({"attending": "press", "name": "  "}, "name", "empty"),
    )
    for body, field, code in cases:
        answer = await noted(hall, **body)
        assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [(field, code)]
    assert (await hall.put(f"{HALL}/attendance/99/departure")).json()["type"] == "/problems/not-there"


async def test_the_roll_is_what_counts(hall: httpx.AsyncClient) -> None:
    """Who left the cooperative since still votes, in the category of that day."""
    await execute("UPDATE membership SET until = current_date - 1 WHERE member = 1")
    await execute("UPDATE membership SET category = (SELECT id FROM category WHERE code = 'C') WHERE member = 2")
    for number in (1, 2):
        await hall.put(f"{HALL}/attendance/me", headers=await of(number))

    assert await there(hall) == 2
    rows = await fetch("SELECT DISTINCT c.code FROM voter v JOIN category c ON c.id = v.category")
    assert [row["code"] for row in rows] == ["A"]


async def test_who_came_before_the_roll_was_settled_counts_from_then(hall: httpx.AsyncClient) -> None:
    """The door may open first."""
    event = await hold_event("second")
    await hold_assembly("second")
    await call_together("second")
    await hall.put("/api/assemblies/second/attendance/me", headers=await of(1))
    assert (await hall.get("/api/assemblies/second/quorum")).json()["there"]["members"] == 0

    await assemblies.settle_roll(event.id, "test")

    assert (await hall.get("/api/assemblies/second/quorum")).json()["there"]["members"] == 1
    assert await fetchval("SELECT because FROM voting_right") == "settled"


async def test_the_doors_are_open_for_a_time(hall: httpx.AsyncClient) -> None:
    """Too early, not called together, a draft, and after it closed."""
    later = {"starts_at": now() + timedelta(days=2), "ends_at": now() + timedelta(days=2, hours=3)}
    await hold_event("later", **later)
    await hold_assembly("later")
    ada = await of(1)
    assert (await hall.put("/api/assemblies/later/attendance/me", headers=ada)).status_code == 404
    await call_together("later")
    early = await hall.put("/api/assemblies/later/attendance/me", headers=ada)
    assert (early.status_code, early.json()["type"]) == (409, "/problems/doors-closed")
    await execute("UPDATE event SET status = $1 WHERE slug = 'later'", Status.DRAFT.value)
    assert (await hall.put("/api/assemblies/later/attendance/me", headers=ada)).status_code == 404


async def test_closing_ends_every_right_and_the_record_stays(hall: httpx.AsyncClient) -> None:
    """Nobody comes or goes afterwards, and nothing of it can be written anew."""
    [code] = await registered(hall, 1)
    await scanned(hall, code)
    await hall.put(f"{HALL}/attendance/me", headers=await of(2))
    event = await fetchval("SELECT id FROM event WHERE slug = 'party'")
    await sittings.open_assembly(event, "test")

    await sittings.close_assembly(event, "test")

    assert await there(hall) == 0
    rows = await fetch("SELECT because, how FROM voting_right ORDER BY id DESC LIMIT 2")
    assert [(row["because"], row["how"]) for row in rows] == [("closed", "nobody")] * 2
    late = await hall.put(f"{HALL}/attendance/me", headers=await of(3))
    assert (late.status_code, late.json()["type"]) == (409, "/problems/assembly-closed")
    assert await scanned(hall, code, direction="out") == ["left"]
    for statement in (
        "UPDATE voting_right SET votes = true",
        "DELETE FROM voting_right",
        "UPDATE head_count SET members = 99",
        "DELETE FROM stay",
        "UPDATE stay SET came_at = came_at - interval '1 hour'",
        "UPDATE stay SET member = 3 WHERE member = 1",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await execute(statement)


async def test_a_clock_set_back_keeps_the_order(hall: httpx.AsyncClient) -> None:
    """A line is never earlier than the one before it."""
    await hall.put(f"{HALL}/attendance/me", headers=await of(1))
    clock.shift(-timedelta(minutes=30))
    try:
        await hall.put(f"{HALL}/attendance/me", headers=await of(2))
        await hall.delete(f"{HALL}/attendance/me", headers=await of(1))
    finally:
        clock.shift(timedelta(0))

    assert await there(hall) == 1
    times = [row["at"] for row in await fetch("SELECT at FROM voting_right ORDER BY id")]
    assert times == sorted(times)


async def test_the_timeline_tells_how_many_there_were(hall: httpx.AsyncClient) -> None:
    """From the first arrival on, a step a second at most."""
    for number in (1, 2):
        await hall.put(f"{HALL}/attendance/me", headers=await of(number))

    [everywhere] = (await hall.get(f"{HALL}/quorum/timeline")).json()["items"]

    assert everywhere["item"] is None
    assert everywhere["steps"][-1]["members"] == 2
