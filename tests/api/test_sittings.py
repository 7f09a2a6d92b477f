"""A sitting over HTTP: opened once, taken through its agenda, closed for good; who has the floor; incidents."""

import asyncio
from collections import Counter
from datetime import timedelta

import asyncpg
import httpx
import pytest

from events.clock import now
from events.database import execute, fetch, fetchval
from events.words import Role
from tests.cast import DAVID, bearer, hold_assembly, hold_event, join
from tests.sitting_cast import call_together, member, sitting

BASE = "/api/assemblies/party"


@pytest.fixture
async def bureau(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """The bureau's client, with an assembly called together."""
    await call_together()
    api.headers.update(await bearer(Role.BUREAU, event="party"))
    return api


async def opened(bureau: httpx.AsyncClient) -> list[int]:
    """The sitting is open; the ids of its items."""
    assert (await bureau.put(f"{BASE}/opening")).status_code == 200
    return [row["id"] for row in await fetch("SELECT id FROM agenda_item ORDER BY position")]


async def test_it_sits_from_opening_to_closing(bureau: httpx.AsyncClient) -> None:
    """Each move is noted with its time; the roll is settled by the opening; what is over stays over."""
    first, second, _ = await opened(bureau)
    for step in ("item", "suspension", "resumption", "next", "closing", "closing again"):
        answer = await {
            "item": lambda: bureau.put(f"{BASE}/item", json={"item": first}),
            "suspension": lambda: bureau.put(f"{BASE}/suspension"),
            "resumption": lambda: bureau.delete(f"{BASE}/suspension"),
            "next": lambda: bureau.put(f"{BASE}/item", json={"item": second}),
        }.get(step, lambda: bureau.put(f"{BASE}/closing"))()
        assert answer.status_code == 200, (step, answer.text)

    moves = (await bureau.get(f"{BASE}/moves")).json()["items"]
    assert [(move["kind"], move["item"]) for move in moves] == [
        ("opened", None), ("item", first), ("suspended", None), ("resumed", None), ("item", second), ("closed", None),
    ]  # fmt: skip
    body = (await bureau.get("/api/assemblies/party")).json()
    assert (body["status"], body["roll"]["count"]) == ("closed", 3)
    late = [
        await bureau.put(f"{BASE}/opening"),
        await bureau.put(f"{BASE}/item", json={"item": first}),
        await bureau.put(f"{BASE}/speakers/me", headers=await member(1)),
        await bureau.post(f"{BASE}/questions", json={"text": "Too late?"}, headers=await member(1)),
    ]
    assert {answer.json()["type"] for answer in late} == {"/problems/assembly-closed"}
    for statement in (
        "UPDATE assembly SET closed_at = NULL",
        "UPDATE assembly SET opened_at = opened_at - interval '1 hour'",
        "UPDATE sitting_move SET at = at - interval '1 hour'",
        "DELETE FROM sitting_move",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await execute(statement)


async def test_it_opens_once_people_were_called_and_the_day_has_come(bureau: httpx.AsyncClient) -> None:
    """Not one nobody was called to, nor one whose roll cannot be settled yet; and nothing before opening."""
    waiting = await bureau.put(f"{BASE}/item", json={"item": None})
    await hold_event("later", starts_at=now() + timedelta(days=30), ends_at=now() + timedelta(days=30, hours=2))
    await hold_assembly("later")
    admin = await bearer(Role.ADMIN)
    uncalled = await bureau.put("/api/assemblies/later/opening", headers=admin)
    await execute("UPDATE assembly SET convened_at = $1", now())
    early = await bureau.put("/api/assemblies/later/opening", headers=admin)

    assert waiting.json()["type"] == "/problems/not-sitting"
    assert uncalled.json()["type"] == "/problems/not-convened"
    assert early.json()["type"] == "/problems/roll-too-early"
    assert (await sitting(bureau, {}))["phase"] == "waiting"


async def test_fifty_open_it_at_once(bureau: httpx.AsyncClient) -> None:
    """It is opened once, by one roll."""
    answers = await asyncio.gather(*(bureau.put(f"{BASE}/opening") for _ in range(50)))

    assert {answer.status_code for answer in answers} == {200}
    assert await fetchval("SELECT count(*) FROM sitting_move") == 1


async def test_two_press_next_at_once(bureau: httpx.AsyncClient) -> None:
    """Fifty of the bureau ask for the next item, and for the next speaker: each goes on by one."""
    first, second, third = await opened(bureau)
    await bureau.put(f"{BASE}/item", json={"item": first})
    for number in (1, 2, 3):
        await bureau.post(f"{BASE}/speakers", json={"number": number})
    seen = await sitting(bureau, {})
    speakers = [one["id"] for one in seen["floor"]["waiting"]]
    seen_it = {"if-match": f'"{seen["version"]}"'}

    items = await asyncio.gather(
        *(bureau.put(f"{BASE}/item", json={"item": second}, headers=seen_it) for _ in range(50))
    )
    stale = await bureau.put(f"{BASE}/item", json={"item": third}, headers=seen_it)
    turns = await asyncio.gather(
        *(bureau.put(f"{BASE}/speakers/current", json={"speaker": speakers[0]}) for _ in range(50))
    )

    assert {answer.status_code for answer in (*items, *turns)} == {200}
    assert (stale.status_code, stale.json()["type"]) == (412, "/problems/changed-meanwhile")
    assert await fetchval("SELECT count(*) FROM sitting_move WHERE item = $1", second) == 1
    after = await sitting(bureau, {})
    assert (after["item"]["id"], after["floor"]["current"]["id"]) == (second, speakers[0])
    assert [one["id"] for one in after["floor"]["waiting"]] == speakers[1:]


async def test_the_floor(bureau: httpx.AsyncClient) -> None:
    """Members ask from their phones, the bureau adds a guest, puts one first, gives the floor and takes one off."""
    await opened(bureau)
    for number in (1, 2, 3):
        mine = await bureau.put(f"{BASE}/speakers/me", headers=await member(number))
        assert mine.json()["id"]
    await bureau.post(f"{BASE}/speakers", json={"name": "Dr. Peeters"})
    ada, bram, chloe, guest = [one["id"] for one in (await sitting(bureau, {}))["floor"]["waiting"]]

    await bureau.patch(f"{BASE}/speakers/{guest}", json={"place": 1})
    await bureau.delete(f"{BASE}/speakers/me", headers=await member(1))
    await bureau.delete(f"{BASE}/speakers/{chloe}")
    await bureau.patch(f"{BASE}/sitting", json={"speaking_seconds": 60})
    answer = await bureau.put(f"{BASE}/speakers/current", json={"speaker": guest})

    floor = answer.json()["sitting"]["floor"]
    assert (floor["current"]["name"], floor["current"]["seconds"]) == ("Dr. Peeters", 60)
    assert [one["id"] for one in floor["waiting"]] == [bram]
    shown = (await sitting(bureau, await member(3), "member"))["floor"]
    assert (shown["current"]["name"], shown["waiting"]) == (
        "Dr. Peeters", [{"id": bram, "name": "", "number": None, "asked_at": None, "began_at": None, "seconds": None}],
    )  # fmt: skip
    await bureau.put(f"{BASE}/speakers/current", json={"speaker": None})
    assert [one["name"] for one in (await bureau.get(f"{BASE}/speakers")).json()["items"]] == ["Dr. Peeters"]
    gone = await bureau.put(f"{BASE}/speakers/current", json={"speaker": ada})
    assert gone.status_code == 404


async def test_a_closed_list(bureau: httpx.AsyncClient) -> None:
    """Members cannot ask any more; the bureau can still add one, by a number on the roll."""
    await opened(bureau)
    await join(9, DAVID)
    await bureau.patch(f"{BASE}/sitting", json={"floor_open": False})

    refused = await bureau.put(f"{BASE}/speakers/me", headers=await member(1))
    stranger = await bureau.post(f"{BASE}/speakers", json={"number": 9})
    nobody = await bureau.post(f"{BASE}/speakers", json={"number": 77})
    both = await bureau.post(f"{BASE}/speakers", json={"number": 1, "name": "Ada"})

    assert refused.json()["type"] == "/problems/floor-closed"
    assert stranger.json()["type"] == nobody.json()["type"] == "/problems/not-on-the-roll"
    assert both.status_code == 422
    assert (await bureau.post(f"{BASE}/speakers", json={"number": 1})).status_code == 200


async def test_hundreds_ask_for_the_floor(bureau: httpx.AsyncClient) -> None:
    """Three members press a hundred times each: three stand on the list."""
    await opened(bureau)
    askers = [await member(number) for number in (1, 2, 3)]

    answers = await asyncio.gather(
        *(bureau.put(f"{BASE}/speakers/me", headers=headers) for headers in askers for _ in range(100))
    )

    assert Counter(answer.status_code for answer in answers) == {200: 300}
    assert len((await sitting(bureau, {}))["floor"]["waiting"]) == 3


async def test_who_was_not_called_finds_nothing(bureau: httpx.AsyncClient) -> None:
    """Nobody signed in, a member who joined after the roll was settled, the bureau of another event."""
    await opened(bureau)
    await join(9, DAVID)
    await hold_event("elsewhere")

    assert (await bureau.get(f"{BASE}/sitting", headers={"authorization": ""})).status_code == 401
    assert (await bureau.get(f"{BASE}/sitting", headers=await member(9))).status_code == 404
    assert (await bureau.put(f"{BASE}/speakers/me", headers=await member(9))).status_code == 404
    assert (await bureau.get(f"{BASE}/sitting?view=desk", headers=await member(1))).status_code == 404
    other = await bearer(Role.BUREAU, event="elsewhere")
    assert (await bureau.put(f"{BASE}/closing", headers=other)).status_code == 404


async def test_incidents_are_corrected_by_later_ones(bureau: httpx.AsyncClient) -> None:
    """Nothing is rewritten; a line is corrected once, and the database holds to it."""
    began = now()
    told = {"kind": "technical", "text": "De stream viel uit.", "began_at": began.isoformat()}
    [line] = (await bureau.post(f"{BASE}/incidents", json=told)).json()["items"]
    until = {**told, "ended_at": (began + timedelta(minutes=4)).isoformat(), "corrects": line["id"]}

    lines = (await bureau.post(f"{BASE}/incidents", json=until)).json()["items"]
    again = await bureau.post(f"{BASE}/incidents", json=until)
    backwards = {**told, "ended_at": (began - timedelta(minutes=4)).isoformat()}
    odd = await bureau.post(f"{BASE}/incidents", json=backwards)

    assert [(one["corrects"], one["corrected"]) for one in lines] == [(None, True), (line["id"], False)]
    assert again.status_code == 412
    assert odd.json()["errors"][0]["field"] == "ended_at"
    ahead = {**told, "began_at": (began + timedelta(days=4)).isoformat()}
    assert (await bureau.post(f"{BASE}/incidents", json=ahead)).json()["errors"][0]["field"] == "began_at"
    with pytest.raises(asyncpg.RestrictViolationError):
        await execute("UPDATE incident SET text = 'Nothing happened.'")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"speaking_seconds": 5}, "speaking_seconds"),
        ({"question_limit": 0}, "question_limit"),
        ({"left_language": "xx"}, "left_language"),
        ({"left_language": "fr"}, "right_language"),
    ],
)
async def test_what_the_bureau_cannot_choose(bureau: httpx.AsyncClient, changes: dict[str, object], field: str) -> None:
    """Each field says how to mend it."""
    answer = await bureau.patch(f"{BASE}/sitting", json=changes)

    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (422, [field])


async def test_where_to_watch_is_told_to_who_came_online(bureau: httpx.AsyncClient) -> None:
    """A member of the roll who pressed Join, until they leave; nobody else is told the address."""
    await execute("UPDATE event SET mode = 'hybrid', online_url = 'https://meet.example.org/party'")
    await opened(bureau)
    ada = await member(1)

    before = (await bureau.get(f"{BASE}/stream", headers=ada)).json()
    joined = await bureau.put(f"{BASE}/attendance/me", headers=ada)
    there = (await bureau.get(f"{BASE}/stream", headers=ada)).json()
    other = (await bureau.get(f"{BASE}/stream", headers=await member(2))).json()
    await bureau.delete(f"{BASE}/attendance/me", headers=ada)
    left = (await bureau.get(f"{BASE}/stream", headers=ada)).json()

    assert joined.status_code == 204, joined.text
    assert there == {"offered": True, "url": "https://meet.example.org/party"}
    assert before == other == left == {"offered": True, "url": None}


async def test_a_projector_shows_the_room(bureau: httpx.AsyncClient) -> None:
    """By a code that is shown once and kept as a hash, typed anyhow, until it is revoked."""
    items = await opened(bureau)
    await bureau.put(f"{BASE}/item", json={"item": items[1]})
    made = (await bureau.post(f"{BASE}/projectors", json={"name": "Grote zaal"})).json()
    typed = made["code"].upper().replace("-", "")

    shown = await bureau.get(f"/api/projectors/{typed}", headers={"authorization": ""})

    body = shown.json()
    assert (body["sitting"]["item"]["title"]["fr"], body["work"]) == ("Jaarrekening (fr)", None)
    assert made["url"].endswith(f"/projector/{made['code']}")
    assert [one["name"] for one in (await bureau.get(f"{BASE}/projectors")).json()["items"]] == ["Grote zaal"]
    assert typed.lower().encode() not in bytes(await fetchval("SELECT code_hash FROM projector"))
    await bureau.delete(f"{BASE}/projectors/{made['id']}")
    assert (await bureau.get(f"/api/projectors/{made['code']}")).status_code == 404
    assert (await bureau.get(f"{BASE}/projectors")).json()["items"] == []
