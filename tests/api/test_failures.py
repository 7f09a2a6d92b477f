"""31 May and 21 June 2022, small: half of the votes are needed, fewer come, and a second assembly decides."""

import asyncio
from datetime import timedelta
from fractions import Fraction
from typing import Any

import asyncpg
import httpx
import pytest

from events.clock import now
from events.database import execute, fetch, fetchval
from events.rules.statutes import Need
from events.words import Matter, Role
from tests.cast import ADA, BRAM, CHLOE, DAVID, bearer, call_together, hold_assembly, hold_event, join, somebody
from tests.paper import text_of

MAY = "/api/assemblies/may"
NEEDS = tuple(
    Need(matter=matter, quorum=Fraction(1, 2), majority=Fraction(3, 4))
    if matter is Matter.STATUTES
    else Need(matter=matter)
    for matter in Matter
)
Answer = dict[str, Any]


@pytest.fixture
async def may(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """An administrator's client at an assembly; seven members are called, on accounts and two changes."""
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    await hold_event("may", starts_at=now() + timedelta(minutes=50), ends_at=now() + timedelta(hours=4), venue="Hall")
    await hold_assembly("may", proxy_limit=3, proxy_hours=0, needs=NEEDS)
    for number, who in enumerate((ADA, BRAM, CHLOE, DAVID, *map(somebody, (5, 6, 7))), 1):
        await join(number, who)
    await call_together(
        "may", items=[("Accounts", Matter.ORDINARY), ("Article 5", Matter.STATUTES), ("Article 9", Matter.STATUTES)]
    )
    await api.put(f"{MAY}/roll")
    return api


async def item(place: int, slug: str = "may") -> int:
    """The item at this place."""
    found: int = await fetchval(
        """SELECT i.id FROM agenda_item i JOIN assembly a ON a.id = i.assembly JOIN event e ON e.id = a.event
        WHERE i.position = $1 AND e.slug = $2""",
        place, slug,
    )  # fmt: skip
    return found


async def record(may: httpx.AsyncClient, *places: int) -> httpx.Response:
    return await may.post(f"{MAY}/failures", json={"items": [await item(place) for place in places]})


async def come(may: httpx.AsyncClient, *numbers: int, slug: str = "may") -> None:
    for number in numbers:
        answer = await may.post(f"/api/assemblies/{slug}/attendance", json={"member": number})
        assert answer.status_code == 204, answer.text


async def give(may: httpx.AsyncClient, giver: int, **more: Any) -> int:
    """A proxy to Bram; its id."""
    body = {"holder": 2, "holder_name": "Bram", **more}
    made = await may.post(f"{MAY}/proxies", json=body, headers=await bearer(Role.MEMBER, member=giver))
    assert made.status_code == 201, made.text
    return int(made.json()["id"])


async def accept(may: httpx.AsyncClient, *proxies: int) -> None:
    for proxy in proxies:
        await may.put(f"/api/proxies/{proxy}/acceptance", headers=await bearer(Role.MEMBER, member=2))


async def close(may: httpx.AsyncClient) -> None:
    assert (await may.put(f"{MAY}/closing")).status_code == 200


def later(**more: Any) -> Answer:
    """Three weeks later, in an afternoon."""
    start = now().replace(microsecond=0) + timedelta(days=21)
    return {"starts_at": start.isoformat(), "ends_at": (start + timedelta(hours=3)).isoformat(), **more}


async def test_too_few_come_and_it_is_put_on_record(may: httpx.AsyncClient) -> None:
    """Two of seven are fewer than half: on record in exact numbers, once, and in four languages."""
    await come(may, 1, 2)
    assert (await record(may, 2)).json()["type"] == "/problems/not-sitting"
    await may.put(f"{MAY}/opening")

    made = (await record(may, 2)).json()

    assert [(one["position"], one["counted"], one["there"], one["roll"]) for one in made["items"]] == [
        (2, "votes", 2, 7)
    ]
    assert [(one["needed"], one["at_least"]) for one in made["items"]] == [("1/2", 4)]
    assert (await record(may, 2)).json() == made
    said = {"nl": "de helft (1/2)", "fr": "la moitié (1/2)", "en": "half (1/2)", "de": "die Hälfte (1/2)"}
    for language, words in said.items():
        paper = await may.get(f"{MAY}/failures/{made['items'][0]['id']}.pdf?lang={language}")
        assert words in text_of(paper.content)
    for wrong in ("999.pdf", "1.txt", "x.pdf"):
        assert (await may.get(f"{MAY}/failures/{wrong}")).status_code == 404


async def test_the_desk_knows_what_is_on_record(may: httpx.AsyncClient) -> None:
    """So that both of the bureau see it; what the room and the members see says nothing of it."""
    await may.put(f"{MAY}/opening")
    await record(may, 3)

    seen = [(await may.get(f"{MAY}/sitting", params={"view": view})).json()["quorum"] for view in ("desk", "member")]

    assert seen[0]["on_record"] == [await item(3)]
    assert seen[1] is None


async def test_what_has_its_quorum_did_not_fail(may: httpx.AsyncClient) -> None:
    """Nor did what needs none, nor what is no resolution of this assembly; and one of them lets all wait."""
    await come(may, 1, 2)
    await may.put(f"{MAY}/opening")
    assert (await record(may, 2, 1)).json()["type"] == "/problems/quorum-reached"
    for body in ({"items": []}, {"items": [999]}):
        assert (await may.post(f"{MAY}/failures", json=body)).status_code == 422
    assert (await may.get(f"{MAY}/failures")).json() == {"items": [], "second": None, "next": None}

    await come(may, 3, 4)

    assert (await record(may, 2)).json()["type"] == "/problems/quorum-reached"


async def test_two_of_the_bureau_at_once_make_one_record(may: httpx.AsyncClient) -> None:
    """However often it is asked; and the database lets nobody change it."""
    await may.put(f"{MAY}/opening")

    answers = await asyncio.gather(*(record(may, 2, 3) for _ in range(40)))

    assert {answer.status_code for answer in answers} == {201}
    assert await fetchval("SELECT count(*) FROM quorum_failure") == 2
    for write in ("UPDATE quorum_failure SET there = 3", "DELETE FROM quorum_failure"):
        with pytest.raises(asyncpg.PostgresError) as refused:
            await execute(write)
        assert refused.value.constraint_name == "failures_stay"
    await close(may)
    assert (await record(may, 2)).json()["type"] == "/problems/assembly-closed"


async def test_the_second_assembly_decides_whoever_is_there(may: httpx.AsyncClient) -> None:
    """It takes over the failed items alone, and the proxies given for it too; one member is enough."""
    both, once = [await give(may, 3, again=True), await give(may, 4)], await give(may, 1, again=True)
    await accept(may, *both)
    await execute("UPDATE proxy SET kind = 'named' WHERE id = $1", both[0])
    await execute(
        "INSERT INTO proxy_item (proxy, item) VALUES ($1, $2), ($1, $3)", both[0], await item(1), await item(3)
    )
    await come(may, 2)
    await may.put(f"{MAY}/opening")
    await record(may, 3)
    assert (await may.post(f"{MAY}/second", json=later())).json()["type"] == "/problems/assembly-not-over"
    await close(may)

    made = await may.post(f"{MAY}/second", json=later(venue="Town hall"))

    assert (made.status_code, made.json()) == (201, {"slug": "may-2", "items": 1, "proxies": 2})
    assert (await may.get(f"{MAY}/failures")).json()["second"] == "may-2"
    event = (await may.get("/api/events/may-2")).json()
    assert (event["status"], event["venue"], event["title"]["en"]) == ("draft", "Town hall", "Party may")
    proxies = await fetch(
        "SELECT p.giver, p.accepted_at IS NULL AS asked, n.item FROM proxy p LEFT JOIN proxy_item n ON n.proxy = p.id"
        " WHERE p.assembly = (SELECT max(id) FROM assembly) ORDER BY p.id"
    )
    asked = {(row["giver"], row["asked"], row["item"]) for row in proxies}
    assert asked == {(3, False, await item(1, "may-2")), (1, True, None)}, once
    await execute("UPDATE event SET status = 'published', starts_at = $1 WHERE slug = 'may-2'", now())
    await call_together("may-2")
    await come(may, 2, slug="may-2")
    await may.put("/api/assemblies/may-2/opening")
    [stands] = (await may.get("/api/assemblies/may-2/quorum")).json()["resolutions"]
    assert (stands["there"]["members"], stands["needed"], stands["reached"]) == (2, None, True)


async def test_what_belongs_to_an_item_goes_with_it(may: httpx.AsyncClient) -> None:
    """Documents of the failed item and of the whole assembly, but none that was taken off or belongs elsewhere."""
    document = """INSERT INTO agenda_document (assembly, item, language, name, pages, size, digest, body, added_at,
        removed_at) SELECT id, $1, 'nl', $2, 1, 3, sha256('pdf'), 'pdf', $3, $4 FROM assembly"""
    for place, name, gone in ((2, "Report", None), (3, "Other", None), (None, "Rules", None), (2, "Former", now())):
        await execute(document, place and await item(place), name, now(), gone)
    await may.put(f"{MAY}/opening")
    await record(may, 2)
    await close(may)

    await may.post(f"{MAY}/second", json=later())

    kept = await fetch("SELECT name, item FROM agenda_document WHERE assembly = (SELECT max(id) FROM assembly)")
    assert {(row["name"], row["item"]) for row in kept} == {("Report", await item(1, "may-2")), ("Rules", None)}
    agenda = (await may.get("/api/assemblies/may-2/agenda")).json()
    assert ([one["title"]["en"] for one in agenda["items"]], agenda["published_at"]) == (["Article 5"], None)


async def test_nothing_failed_and_there_is_no_second(may: httpx.AsyncClient) -> None:
    """There is nothing to decide again."""
    await may.put(f"{MAY}/opening")
    await close(may)
    assert (await may.post(f"{MAY}/second", json=later())).json()["type"] == "/problems/no-failures"


async def test_many_ask_for_the_second_at_once(may: httpx.AsyncClient) -> None:
    """They all get the same one; at another event it is refused, and what is no moment is said."""
    await may.put(f"{MAY}/opening")
    await record(may, 2, 3)
    await close(may)
    first = (await may.get("/api/events/may")).json()["starts_at"]
    for body, field in (
        ({}, "starts_at"),
        (later(starts_at="2030-01-01T10:00:00"), "starts_at"),
        ({"starts_at": first, "ends_at": later()["ends_at"]}, "starts_at"),
    ):
        refused = await may.post(f"{MAY}/second", json=body)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field), body
    wanted = later()

    answers = await asyncio.gather(*(may.post(f"{MAY}/second", json=wanted) for _ in range(20)))

    assert {answer.json()["slug"] for answer in answers} == {"may-2"}
    assert await fetchval("SELECT count(*) FROM assembly") == 2
    assert await fetchval("SELECT count(*) FROM event") == 2
    await hold_event("june", starts_at=now() + timedelta(days=30), ends_at=now() + timedelta(days=31))
    elsewhere = await may.post(f"{MAY}/second", json={"event": "june"})
    assert (elsewhere.status_code, elsewhere.json()["type"]) == (409, "/problems/second-exists")


async def test_the_second_can_be_at_an_event_that_is_there(may: httpx.AsyncClient) -> None:
    """On the day of the ordinary one, say; the bureau of one event reaches no other."""
    await may.put(f"{MAY}/opening")
    await record(may, 2)
    await close(may)
    await hold_event("june", starts_at=now() + timedelta(days=30), ends_at=now() + timedelta(days=31))
    bureau = await bearer(Role.BUREAU, event="may")
    assert (await may.post(f"{MAY}/second", json={"event": "june"}, headers=bureau)).status_code == 404

    made = await may.post(f"{MAY}/second", json={"event": "june"})

    assert made.json() == {"slug": "june", "items": 1, "proxies": 0}
    rules = (await may.get("/api/assemblies/june")).json()["statutes"]
    assert rules == (await may.get(MAY)).json()["statutes"]


async def test_the_bureau_makes_the_second_and_runs_it(may: httpx.AsyncClient) -> None:
    """Staff whose role is for the first have it for the event that is made for the second."""
    await may.put(f"{MAY}/opening")
    await record(may, 2)
    await close(may)
    staff = await fetchval(
        """INSERT INTO staff (name, email, address, language, invited_at, invited_by)
        VALUES ('Bea', 'bea@example.org', 'bea@example.org', 'nl', now(), 'test') RETURNING id"""
    )
    await execute(
        """INSERT INTO staff_role (staff, role, event, granted_at, granted_by)
        SELECT $1, 'bureau', id, now(), 'test' FROM event WHERE slug = 'may'""",
        staff,
    )

    made = await may.post(f"{MAY}/second", json=later(), headers=await bearer(Role.BUREAU, event="may"))

    assert made.status_code == 201, made.text
    given = await fetch("SELECT e.slug, r.role FROM staff_role r JOIN event e ON e.id = r.event ORDER BY r.id")
    assert [tuple(row) for row in given] == [("may", "bureau"), (made.json()["slug"], "bureau")]
