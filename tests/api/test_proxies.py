"""Proxies over HTTP: given and accepted, withdrawn and handed on, and never more than the statutes allow."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import pytest

from events.actions import lapses
from events.clock import now, today
from events.database import execute, fetchval
from events.words import Holders, Matter, Role
from tests.cast import ADA, BRAM, CHLOE, bearer, call_together, hold_assembly, hold_event, join, somebody

Headers = dict[str, str]


@pytest.fixture
async def hall(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """An administrator's client at an assembly that begins within the hour; Ada, Bram and Chloé are members 1 to 3."""
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    await hold_event(starts_at=now() + timedelta(minutes=50), ends_at=now() + timedelta(hours=4))
    await hold_assembly(proxy_limit=3, proxy_hours=0)
    for number, who in enumerate((ADA, BRAM, CHLOE), 1):
        await join(number, who)
    await call_together(items=[("Accounts", Matter.ORDINARY), ("Board", Matter.ELECTION), ("Welcome", None)])
    return api


async def of(number: int) -> Headers:
    """The headers of a member."""
    return await bearer(Role.MEMBER, member=number)


def to(number: int, who: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A proxy to this member."""
    return {"holder": number, "holder_name": who["name"], **more}


async def give(hall: httpx.AsyncClient, giver: int, body: dict[str, Any]) -> httpx.Response:
    return await hall.post("/api/assemblies/party/proxies", json=body, headers=await of(giver))


async def given(hall: httpx.AsyncClient, giver: int, holder: int, who: dict[str, Any], **more: Any) -> int:
    """An accepted proxy; its id."""
    answer = await give(hall, giver, to(holder, who, **more))
    assert answer.status_code == 201, answer.text
    made = answer.json()["id"]
    accepted = await hall.put(f"/api/proxies/{made}/acceptance", headers=await of(holder))
    assert accepted.status_code == 200, accepted.text
    return int(made)


async def mine(hall: httpx.AsyncClient, number: int) -> dict[str, Any]:
    return dict((await hall.get("/api/assemblies/party/proxies/me", headers=await of(number))).json())


async def there(hall: httpx.AsyncClient) -> int:
    return int((await hall.get("/api/assemblies/party/quorum")).json()["there"]["members"])


async def test_ada_gives_bram_her_proxy(hall: httpx.AsyncClient) -> None:
    """He is asked, accepts, and both read what will happen; it waits for him to be there."""
    answer = await give(hall, 1, to(2, {"name": "claes BRAM"}))

    assert answer.status_code == 201
    body = answer.json()
    assert (body["holder"], body["not_now"]) == ({"number": 2, "name": "Bram Claes"}, "asked")
    assert body["why"] == "Bram Claes has not accepted this proxy yet."
    assert [one["id"] for one in (await mine(hall, 2))["asked"]] == [body["id"]]

    await hall.put(f"/api/proxies/{body['id']}/acceptance", headers=await of(2))

    holds, gave = await mine(hall, 2), await mine(hall, 1)
    assert holds["sentence"] == "You will vote, for yourself and for one other."
    assert gave["sentence"] == "Bram Claes will vote for you. If you come, you vote yourself."
    assert (gave["given"]["not_now"], gave["limit"]) == ("holder_not_there", 3)


async def test_the_register_is_not_to_be_tried_out(hall: httpx.AsyncClient) -> None:
    """A number whose name does not go with it finds nobody, and after thirty misses nobody at all for a day."""
    for name in ("Bram Peeters", "Ada", "", "-"):
        answer = await give(hall, 1, {"holder": 2, "holder_name": name})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "holder")
    for _ in range(26):
        await give(hall, 1, {"holder": 4444, "holder_name": "Bram"})

    assert (await give(hall, 1, to(2, BRAM))).status_code == 429
    assert (await give(hall, 3, to(2, BRAM))).status_code == 201


async def test_what_cannot_be_given_is_said(hall: httpx.AsyncClient) -> None:
    """Each field with its mend, and nothing written."""
    board = await fetchval("SELECT id FROM agenda_item WHERE matter = 'election'")
    welcome = await fetchval("SELECT id FROM agenda_item WHERE kind = 'information'")
    cases: list[tuple[dict[str, Any], str, str]] = [
        (to(1, ADA), "holder", "not_oneself"),
        (to(2, BRAM, kind="named"), "items", "no_items"),
        (to(2, BRAM, items=[{"item": board}]), "items", "items_not_for_kind"),
        (to(2, BRAM, kind="named", items=[{"item": welcome}]), "items.0.item", "unknown_item"),
        (to(2, BRAM, kind="named", items=[{"item": board}] * 2), "items.1.item", "named_twice"),
        (
            to(2, BRAM, kind="named", items=[{"item": board, "choice": "for"}]),
            "items.0",
            "instructions_not_for_kind",
        ),
        (to(2, BRAM, kind="instructed", items=[{"item": board, "words": "x" * 501}]), "items.0.words", "too_long"),
        (to(2, BRAM, until=(now() - timedelta(minutes=1)).isoformat()), "until", "in_the_past"),
    ]
    for body, field, code in cases:
        answer = await give(hall, 1, body)
        error = answer.json()["errors"][0]
        assert (answer.status_code, error["field"], error["code"]) == (422, field, code), body

    assert await fetchval("SELECT count(*) FROM proxy") == 0


async def test_a_proxy_with_instructions_shows_them_to_its_holder(hall: httpx.AsyncClient) -> None:
    """As a choice or in words, beside each item."""
    accounts, board = [await fetchval("SELECT id FROM agenda_item WHERE position = $1", n) for n in (1, 2)]
    items = [{"item": accounts, "choice": "against"}, {"item": board, "words": "Davíð 🎈, else nobody"}]

    await given(hall, 1, 2, BRAM, kind="instructed", items=items)

    held = (await mine(hall, 2))["held"][0]["items"]
    assert [(one["choice"], one["words"]) for one in held] == [("against", None), (None, "Davíð 🎈, else nobody")]


async def test_one_proxy_at_a_time_and_no_chains(hall: httpx.AsyncClient) -> None:
    """A second one waits until the first is withdrawn; who gave holds none, and who holds gives none."""
    made = await given(hall, 1, 2, BRAM)

    types = [
        (await give(hall, giver, to(holder, who))).json()["type"]
        for giver, holder, who in ((1, 3, CHLOE), (2, 3, CHLOE), (3, 1, ADA))
    ]

    assert types == ["/problems/proxy-given", "/problems/proxy-chain", "/problems/proxy-chain"]
    assert (await hall.put(f"/api/proxies/{made}/withdrawal", headers=await of(1))).status_code == 200
    assert (await give(hall, 1, to(3, CHLOE))).status_code == 201
    assert (await mine(hall, 2))["held"] == []


async def test_both_sides_end_it_and_nobody_else(hall: httpx.AsyncClient) -> None:
    """The holder declines or gives back; a stranger to it finds nothing; an ended one stays ended."""
    asked = (await give(hall, 1, to(2, BRAM))).json()["id"]
    for headers in (await of(3), {"authorization": ""}):
        assert (await hall.put(f"/api/proxies/{asked}/acceptance", headers=headers)).status_code == 404
    assert (await hall.put(f"/api/proxies/{asked}/acceptance", headers=await of(1))).status_code == 404

    declined = await hall.put(f"/api/proxies/{asked}/refusal", headers=await of(2))

    assert declined.json()["not_now"] == "declined"
    assert (await hall.put(f"/api/proxies/{asked}/refusal", headers=await of(2))).status_code == 200
    again = await hall.put(f"/api/proxies/{asked}/acceptance", headers=await of(2))
    assert (again.status_code, again.json()["type"]) == (409, "/problems/proxy-over")
    back = await given(hall, 1, 2, BRAM)
    assert (await hall.put(f"/api/proxies/{back}/withdrawal", headers=await of(2))).json()["not_now"] == "withdrawn"
    assert await fetchval("SELECT ended_by FROM proxy WHERE id = $1", back) == "holder"


async def another_hall(slug: str, **rules: Any) -> str:
    """The address of the proxies of another assembly, by these rules, that begins as soon."""
    await hold_event(slug, starts_at=now() + timedelta(minutes=50), ends_at=now() + timedelta(hours=4))
    await hold_assembly(slug, **rules)
    await call_together(slug)
    return f"/api/assemblies/{slug}/proxies"


async def test_some_statutes_want_one_category(hall: httpx.AsyncClient) -> None:
    """A holder of another one is refused."""
    where = await another_hall("second", proxy_limit=1, proxy_hours=0, proxy_holders=Holders.CATEGORY)
    await execute("UPDATE membership SET category = (SELECT id FROM category WHERE code = 'B') WHERE member = 2")

    answers = [await hall.post(where, json=to(*one), headers=await of(1)) for one in ((2, BRAM), (3, CHLOE))]

    assert [answer.status_code for answer in answers] == [409, 201]
    assert answers[0].json()["type"] == "/problems/other-category"


async def test_too_late_is_too_late(hall: httpx.AsyncClient) -> None:
    """On paper by the day the form came in, which somebody may write down later; and some statutes know no proxies."""
    where = await another_hall("second", proxy_limit=1, proxy_hours=48)

    late = await hall.post(where, json=to(3, CHLOE), headers=await of(1))

    assert (late.status_code, late.json()["type"]) == (409, "/problems/proxies-over")
    assert "Proxies could be given until" in late.json()["detail"]
    paper = {**to(3, CHLOE), "giver": 1, "received_on": str(today())}
    assert (await hall.post(f"{where}/paper", json=paper)).json()["type"] == "/problems/proxies-over"
    in_time = {**paper, "received_on": str(today() - timedelta(days=3))}
    entered = await hall.post(f"{where}/paper", json=in_time)
    assert (entered.status_code, entered.json()["accepted_at"] is not None) == (201, True)
    none = await another_hall("third", proxy_limit=0)
    assert (await hall.post(none, json=to(3, CHLOE), headers=await of(1))).json()["type"] == "/problems/no-proxies"


async def test_the_statutes_of_the_trigger_are_the_rule(hall: httpx.AsyncClient) -> None:
    """Whoever writes past the actions is stopped by the database."""
    await given(hall, 1, 2, BRAM)
    insert = (
        "INSERT INTO proxy (assembly, giver, holder, kind, given_at, accepted_at) VALUES (1, $1, $2, 'general', $3, $3)"
    )

    for giver, holder in ((2, 3), (3, 1)):
        with pytest.raises(asyncpg.CheckViolationError) as refused:
            await execute(insert, giver, holder, now())
        assert refused.value.constraint_name == "no_chains_of_proxies"


async def test_fifty_give_to_the_same_holder_at_once(hall: httpx.AsyncClient) -> None:
    """With a limit of three, exactly three are accepted, whoever accepts them and however often."""
    for n in range(10, 60):
        await join(n, somebody(n))
    asked = [(await give(hall, n, to(2, BRAM))).json()["id"] for n in range(10, 60)]
    bram = await of(2)

    answers = await asyncio.gather(
        *(hall.put(f"/api/proxies/{one}/acceptance", headers=bram) for one in asked for _ in range(2))
    )

    assert Counter(answer.status_code for answer in answers) == {200: 6, 409: 94}
    assert await fetchval("SELECT count(*) FROM proxy WHERE accepted_at IS NOT NULL") == 3
    assert (await mine(hall, 2))["sentence"] == "You will vote, for yourself and for 3 others."


async def test_a_circle_is_not_closed_by_a_race(hall: httpx.AsyncClient) -> None:
    """Three who ask each other round and accept at once: never does one hold who gave."""
    asked = []
    for giver, holder, who in ((1, 2, BRAM), (2, 3, CHLOE), (3, 1, ADA)):
        asked.append(((await give(hall, giver, to(holder, who))).json()["id"], holder))
    headers = {holder: await of(holder) for _, holder in asked}

    await asyncio.gather(*(hall.put(f"/api/proxies/{one}/acceptance", headers=headers[by]) for one, by in asked))

    assert await fetchval("SELECT count(*) FROM proxy WHERE accepted_at IS NOT NULL") == 1


async def test_a_hundred_times_the_same_proxy_is_one(hall: httpx.AsyncClient) -> None:
    """The others are told it is given already."""
    ada = await of(1)
    answers = await asyncio.gather(
        *(hall.post("/api/assemblies/party/proxies", json=to(2, BRAM), headers=ada) for _ in range(100))
    )

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 99}


async def test_who_comes_votes_themselves(hall: httpx.AsyncClient) -> None:
    """Arriving lets the proxy rest at once; leaving does not wake it, the desk does."""
    await hall.put("/api/assemblies/party/roll")
    made = await given(hall, 1, 2, BRAM)
    assert (await there(hall), (await mine(hall, 1))["given"]["not_now"]) == (0, "holder_not_there")
    ada, bram = await of(1), await of(2)

    assert (await hall.put("/api/assemblies/party/attendance/me", headers=bram)).status_code == 204
    assert (await there(hall), (await mine(hall, 1))["given"]["not_now"]) == (2, None)
    await hall.put("/api/assemblies/party/attendance/me", headers=ada)
    assert (await there(hall), (await mine(hall, 1))["given"]["not_now"]) == (2, "giver_there")
    refused = await hall.put(f"/api/proxies/{made}/handing-on")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/giver-there")
    await hall.delete("/api/assemblies/party/attendance/me", headers=ada)
    assert (await there(hall), (await mine(hall, 1))["given"]["not_now"]) == (1, "giver_left")

    assert (await hall.put(f"/api/proxies/{made}/handing-on")).json()["not_now"] is None

    assert await there(hall) == 2
    await hall.delete("/api/assemblies/party/attendance/me", headers=bram)
    assert (await there(hall), (await mine(hall, 1))["given"]["not_now"]) == (0, "holder_left")


async def test_a_proxy_for_named_items_counts_for_those(hall: httpx.AsyncClient) -> None:
    """And one for the quorum alone counts everywhere, but does not vote."""
    await hall.put("/api/assemblies/party/roll")
    board = await fetchval("SELECT id FROM agenda_item WHERE matter = 'election'")
    await given(hall, 1, 2, BRAM, kind="named", items=[{"item": board}])
    await given(hall, 3, 2, BRAM, kind="quorum")

    await hall.put("/api/assemblies/party/attendance/me", headers=await of(2))

    quorum = (await hall.get("/api/assemblies/party/quorum")).json()
    assert {one["resolution"]: one["there"]["members"] for one in quorum["resolutions"]} == {board - 1: 2, board: 3}
    assert await fetchval("SELECT count(*) FROM voting_right WHERE votes") == 2


async def test_a_proxy_lapses_when_its_time_is_over(hall: httpx.AsyncClient) -> None:
    """And the right it gave with it."""
    await hall.put("/api/assemblies/party/roll")
    await given(hall, 1, 2, BRAM, until=(now() + timedelta(minutes=5)).isoformat())
    await hall.put("/api/assemblies/party/attendance/me", headers=await of(2))
    assert await there(hall) == 2

    await execute("UPDATE proxy SET until = $1", now() - timedelta(seconds=1))
    await lapses.lapse_due(now())

    assert (await there(hall), (await mine(hall, 1))["given"]["not_now"]) == (1, "lapsed")
