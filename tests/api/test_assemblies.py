"""Assemblies over HTTP: an event becomes one, by rules that stay once people were called, and its roll is settled."""

import asyncio
import hashlib
from collections import Counter
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import pytest

from events.clock import now, today
from events.database import execute, fetch, fetchval
from events.words import Mode, Role, Status, Weighing
from tests.cast import ADA, BRAM, CHLOE, bearer, hold_assembly, hold_event, join


@pytest.fixture
async def admin(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """An administrator's client, with a party to hold an assembly at."""
    api.headers.update(await bearer(Role.ADMIN))
    await hold_event()
    return api


async def rules_of(admin: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    return {**(await admin.get("/api/assemblies/party")).json()["statutes"], **changes}


async def settled(admin: httpx.AsyncClient) -> dict[str, Any]:
    answer = await admin.put("/api/assemblies/party/roll")
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["roll"])


async def test_an_event_becomes_an_assembly(admin: httpx.AsyncClient) -> None:
    """By a copy of the profile, with the days that follow and a sentence for each rule."""
    profile = await hold_assembly("party")
    await hold_event("second", starts_at=now() + timedelta(days=40), ends_at=now() + timedelta(days=40, hours=2))

    answer = await admin.post(
        "/api/assemblies?lang=en", json={"event": "second", "statutes": profile, "kind": "extraordinary"}
    )

    assert answer.status_code == 201
    body = answer.json()
    assert (body["slug"], body["kind"], body["status"], body["roll"]) == ("second", "extraordinary", "draft", None)
    assert body["days"]["convene_by"] == str(today() + timedelta(days=25))
    assert body["days"]["record_on"] == str(today() + timedelta(days=40))
    assert "Each member has one vote." in body["explained"]
    assert [one["slug"] for one in (await admin.get("/api/assemblies")).json()["items"]] == ["party", "second"]


async def test_it_is_nobodys_to_see_before_people_are_called(admin: httpx.AsyncClient) -> None:
    """The public, members and the bureau of another event see no assembly that is being prepared."""
    await hold_assembly("party")
    await hold_event("elsewhere", office="ghent")
    for headers in ({"authorization": ""}, await bearer(Role.BUREAU, event="elsewhere")):
        assert (await admin.get("/api/assemblies", headers=headers)).json()["items"] == []
        assert (await admin.get("/api/assemblies/party", headers=headers)).status_code == 404

    await execute("UPDATE assembly SET convened_at = $1", now())

    answer = await admin.get("/api/assemblies/party", headers={"authorization": ""})
    assert (answer.status_code, answer.json()["status"]) == (200, "convened")


async def test_fifty_make_it_an_assembly_at_once(admin: httpx.AsyncClient) -> None:
    """One does; the others are told."""
    profile = await hold_assembly("party")
    await hold_event("second")
    asked = {"event": "second", "statutes": profile}

    answers = await asyncio.gather(*(admin.post("/api/assemblies", json=asked) for _ in range(50)))

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 49}
    assert await fetchval("SELECT count(*) FROM statutes WHERE own") == 2


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        ({"mode": Mode.ONLINE, "online_url": "https://meet.example.org"}, "assembly-needs-a-place"),
        ({"status": Status.CANCELLED}, "event-cancelled"),
    ],
)
async def test_not_every_event_can_be_one(admin: httpx.AsyncClient, event: dict[str, Any], problem: str) -> None:
    """Members can always come to an assembly, and what is cancelled is not held."""
    profile = await hold_assembly("party")
    await hold_event("other", **{key: value for key, value in event.items() if key != "status"})
    if "status" in event:
        await admin.put("/api/events/other/cancellation", json={"reason": {}})

    answer = await admin.post("/api/assemblies", json={"event": "other", "statutes": profile})

    assert (answer.status_code, answer.json()["type"]) == (409, f"/problems/{problem}")


async def test_an_assembly_keeps_its_place(admin: httpx.AsyncClient) -> None:
    """Its event may go online as well, and never online only; once it is no assembly it may."""
    await hold_assembly("party")
    online = {"mode": "online", "online_url": "https://meet.example.org"}

    refused = await admin.patch("/api/events/party", json=online)

    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/assembly-needs-a-place")
    assert (await admin.patch("/api/events/party", json={**online, "mode": "hybrid"})).status_code == 200
    await admin.delete("/api/assemblies/party")
    assert (await admin.patch("/api/events/party", json=online)).status_code == 200


async def test_its_rules_are_its_own(admin: httpx.AsyncClient) -> None:
    """Changed for one assembly, the profile stays; a late editor is told."""
    profile = await hold_assembly("party")

    answer = await admin.patch(
        "/api/assemblies/party",
        json={"statutes": await rules_of(admin, proxy_limit=5), "kind": "extraordinary"},
        headers={"if-match": '"1"'},
    )

    assert (answer.json()["kind"], answer.json()["statutes"]["proxy_limit"]) == ("extraordinary", 5)
    assert (await admin.get(f"/api/statutes/{profile}")).json()["proxy_limit"] == 1
    late = await admin.patch("/api/assemblies/party", json={"kind": "ordinary"}, headers={"if-match": '"1"'})
    assert late.json()["type"] == "/problems/changed-meanwhile"


async def test_once_people_are_called_the_rules_stay(admin: httpx.AsyncClient) -> None:
    """The API says so, and the database holds to it whoever asks."""
    await hold_assembly("party")
    await execute("UPDATE assembly SET convened_at = $1", now())
    await execute("UPDATE statutes SET frozen_at = $1 WHERE own", now())

    answers = [
        await admin.patch("/api/assemblies/party", json={"kind": "extraordinary"}),
        await admin.delete("/api/assemblies/party"),
    ]

    assert [answer.json()["type"] for answer in answers] == ["/problems/assembly-convened"] * 2
    for statement in (
        "UPDATE statutes SET proxy_limit = 9 WHERE own",
        "UPDATE need SET majority_numerator = 1 WHERE statutes = (SELECT id FROM statutes WHERE own)",
        "DELETE FROM need WHERE statutes = (SELECT id FROM statutes WHERE own)",
        """INSERT INTO category_need (need, category, majority_numerator, majority_denominator)
        SELECT n.id, c.id, 1, 2 FROM need n, category c WHERE n.statutes = (SELECT id FROM statutes WHERE own)""",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await execute(statement)


async def test_the_roll_is_who_was_a_member_that_day(admin: httpx.AsyncClient) -> None:
    """Who left on the day itself is not on it; who changed since stands as they were; the hash is of the lines."""
    await join(1, ADA)
    await join(2, BRAM, left_on=today() - timedelta(days=10))
    await join(3, CHLOE, left_on=today() - timedelta(days=9))
    await execute(
        """UPDATE membership SET until = $1 WHERE member = (SELECT id FROM member WHERE number = 1)""",
        today() - timedelta(days=2),
    )
    await execute(
        """INSERT INTO membership (member, category, shares, since)
        SELECT m.id, c.id, 7, $1 FROM member m, category c WHERE m.number = 1 AND c.code = 'B'""",
        today() - timedelta(days=2),
    )
    await hold_assembly("party", record_days=10)

    roll = await settled(admin)

    lines = "1;A;1;1\n3;A;1;1\n"
    assert (roll["count"], roll["weight"]) == (2, 2)
    assert roll["record_on"] == str(today() - timedelta(days=10))
    assert roll["hash"] == hashlib.sha256(lines.encode()).hexdigest()
    page = (await admin.get("/api/assemblies/party/roll")).json()
    assert page == {
        "items": [
            {"number": 1, "name": "Ada Janssens", "category": "A", "shares": 1, "weight": 1},
            {"number": 3, "name": "Chloé D'Hondt", "category": "A", "shares": 1, "weight": 1},
        ],
        "next": None,
    }


async def test_with_votes_by_share_who_has_none_has_no_vote(admin: httpx.AsyncClient) -> None:
    await join(1, ADA)
    await join(2, BRAM)
    await execute("UPDATE membership SET shares = CASE WHEN member = (SELECT min(id) FROM member) THEN 12 ELSE 0 END")
    await hold_assembly("party", weighing=Weighing.SHARE)

    roll = await settled(admin)

    assert (roll["count"], roll["weight"]) == (1, 12)


async def test_fifty_settle_it_at_once_and_it_stays(admin: httpx.AsyncClient) -> None:
    """One roll; what becomes of the members later does not touch it, and neither does a statement."""
    await execute(
        """WITH made AS (
            INSERT INTO member (number, name, language, search)
            SELECT n, 'Person ' || n, 'nl', '' FROM generate_series(1, 500) AS n RETURNING id
        )
        INSERT INTO membership (member, category, shares, since)
        SELECT id, (SELECT min(id) FROM category), 1, '2020-01-01' FROM made"""
    )
    await hold_assembly("party")

    answers = await asyncio.gather(*(admin.put("/api/assemblies/party/roll") for _ in range(50)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["roll"]["hash"] for answer in answers}) == 1
    assert await fetchval("SELECT count(*) FROM voter") == 500
    assert await fetchval("SELECT count(*) FROM journal WHERE action = 'settled roll'") == 1
    await execute("UPDATE membership SET shares = 9")
    assert (await settled(admin)) == answers[0].json()["roll"]
    for statement in (
        "UPDATE voter SET weight = 2 WHERE id = (SELECT min(id) FROM voter)",
        "DELETE FROM voter WHERE id = (SELECT min(id) FROM voter)",
        "INSERT INTO voter (assembly, member, category, shares, weight) SELECT 1, member, category, 1, 1 FROM voter",
        "UPDATE assembly SET roll_count = 501",
        "UPDATE assembly SET record_on = record_on - 1",
        "DELETE FROM assembly",
    ):
        with pytest.raises((asyncpg.RestrictViolationError, asyncpg.UniqueViolationError)):
            await execute(statement)


async def test_what_decided_the_roll_stays_with_it(admin: httpx.AsyncClient) -> None:
    """The day and the weight of votes are settled too; how many proxies one may hold is not."""
    await join(1, ADA)
    await hold_assembly("party")
    await settled(admin)

    refused = await admin.patch("/api/assemblies/party", json={"statutes": await rules_of(admin, weighing="share")})
    changed = await admin.patch("/api/assemblies/party", json={"statutes": await rules_of(admin, proxy_limit=2)})

    assert refused.json()["type"] == "/problems/roll-settled"
    assert changed.json()["statutes"]["proxy_limit"] == 2
    assert (await admin.delete("/api/assemblies/party")).json()["type"] == "/problems/roll-settled"


async def test_the_roll_waits_for_its_day_and_for_somebody(admin: httpx.AsyncClient) -> None:
    """Before the record date it is too early, and a roll of nobody is none."""
    profile = await hold_assembly("party")
    later = now() + timedelta(days=30)
    await hold_event("later", starts_at=later, ends_at=later + timedelta(hours=2))
    await admin.post("/api/assemblies", json={"event": "later", "statutes": profile})

    early = await admin.put("/api/assemblies/later/roll")
    empty = await admin.put("/api/assemblies/party/roll")

    assert (early.status_code, early.json()["type"]) == (409, "/problems/roll-too-early")
    assert (empty.status_code, empty.json()["type"]) == (409, "/problems/roll-empty")
    assert (await admin.get("/api/assemblies/party/roll")).json() == {"items": [], "next": None}


async def test_an_assembly_that_is_none_any_more(admin: httpx.AsyncClient) -> None:
    """The event stays, its copy of the rules goes, and it can become one again."""
    profile = await hold_assembly("party")

    assert (await admin.delete("/api/assemblies/party")).status_code == 204
    assert (await admin.delete("/api/assemblies/party")).status_code == 204

    assert await fetchval("SELECT count(*) FROM statutes WHERE own") == 0
    again = await admin.post("/api/assemblies", json={"event": "party", "statutes": profile})
    assert again.status_code == 201
    actions = await fetch("SELECT action FROM journal WHERE about = 'assembly' ORDER BY id")
    assert [line["action"] for line in actions] == ["created", "removed", "created"]


async def test_the_journal_of_its_event_tells_of_it(admin: httpx.AsyncClient) -> None:
    """Its lines name the event, also once it is no assembly any more."""
    await hold_assembly("party")
    made = (await admin.get("/api/journal", params={"event": "party", "about": "assembly"})).json()["items"]
    await admin.delete("/api/assemblies/party")
    removed = (await admin.get("/api/journal", params={"about": "assembly"})).json()["items"][0]

    assert [(line["action"], line["event"]) for line in made] == [("created", "party")]
    assert (removed["action"], removed["event"]) == ("removed", "party")


async def test_a_member_sees_that_they_are_on_the_roll(admin: httpx.AsyncClient) -> None:
    """With what they may vote, among all that is held about them; erased, the line stays by the number alone."""
    await join(1, ADA)
    await hold_assembly("party")
    await settled(admin)

    held = await admin.get("/api/me/data", headers=await bearer(Role.MEMBER, member=1))

    [line] = held.json()["rolls"]
    assert (line["assembly"], line["category"], line["shares"], line["weight"]) == ("party", "A", 1, 1)
    await admin.put("/api/members/1/erasure")
    [left] = (await admin.get("/api/assemblies/party/roll")).json()["items"]
    assert (left["number"], left["name"], left["weight"]) == (1, "—", 1)
