"""Profiles of statutes over HTTP: written, explained, changed, and taken out of use."""

from typing import Any

import httpx
import pytest

from events.database import fetch, fetchval
from events.words import Matter, Role
from tests.cast import bearer, hold_assembly, hold_event

NEEDS: list[dict[str, Any]] = [
    {"matter": "purpose", "quorum": "1/2", "majority": "4/5", "report": True},
    {"matter": "ordinary"},
    {"matter": "election", "counted": "members"},
    {"matter": "statutes", "quorum": "1/2", "majority": "3/4", "within": {"A": "2/3"}},
]
RULES: dict[str, Any] = {"name": "  Our   statutes ", "needs": NEEDS}


@pytest.fixture
async def admin(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """An administrator's client."""
    api.headers.update(await bearer(Role.ADMIN))
    return api


async def test_a_profile_is_written_and_read(admin: httpx.AsyncClient) -> None:
    """Fractions stay exact, matters come in their order, and what is left out is what is usual."""
    answer = await admin.post(
        "/api/statutes", json={**RULES, "cap": "1/10", "advance_article": "art. 30", "advance_days": 15}
    )

    assert answer.status_code == 201
    body = answer.json()
    assert (body["name"], body["notice_days"], body["proxy_limit"], body["cap"]) == ("Our statutes", 15, 1, "1/10")
    assert [need["matter"] for need in body["needs"]] == list(Matter)
    assert body["needs"][2] == {
        "matter": "statutes", "quorum": "1/2", "counted": "votes", "again": False, "majority": "3/4",
        "within": {"A": "2/3"}, "report": False,
    }  # fmt: skip
    assert answer.headers["etag"] == '"1"'
    assert (await admin.get(f"/api/statutes/{body['id']}")).json() == body
    assert (await admin.get("/api/statutes")).json()["items"] == [body]


async def test_it_is_explained_in_the_readers_language(admin: httpx.AsyncClient) -> None:
    """As it is written, before anything is stored."""
    answer = await admin.post("/api/statutes/explanations?lang=nl", json={**RULES, "proxy_limit": 3})

    assert "Een vennoot stemt bij volmacht voor hoogstens 3 anderen." in answer.json()["explained"]
    assert await fetchval("SELECT count(*) FROM statutes") == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"cap": "ten"}, "cap"),
        ({"cap": "3/2"}, "cap"),
        ({"name": "\u200b"}, "name"),
        ({"notice_days": -1}, "notice_days"),
        ({"advance_days": 3}, "advance_article"),
        ({"needs": NEEDS[:3]}, "needs"),
        ({"needs": [*NEEDS, NEEDS[0]]}, "needs"),
        ({"needs": [{**NEEDS[0], "majority": "1/3"}, *NEEDS[1:]]}, "needs.0.majority"),
        ({"needs": [{**NEEDS[0], "within": {"Ż": "2/3"}}, *NEEDS[1:]]}, "needs.0.within.Ż"),
        ({"needs": [{**NEEDS[0], "quorum": "half"}, *NEEDS[1:]]}, "needs.0.quorum"),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field(admin: httpx.AsyncClient, changes: Any, field: str) -> None:
    answer = await admin.post("/api/statutes", json={**RULES, **changes})

    assert answer.status_code == 422
    assert field in {mend["field"] for mend in answer.json()["errors"]}
    assert await fetchval("SELECT count(*) FROM statutes") == 0


async def test_two_change_the_same_profile(admin: httpx.AsyncClient) -> None:
    """The second is told, and loses nothing."""
    made = (await admin.post("/api/statutes", json=RULES)).json()
    path, first = f"/api/statutes/{made['id']}", {"if-match": '"1"'}

    assert (await admin.put(path, json={**RULES, "notice_days": 21}, headers=first)).status_code == 200
    late = await admin.put(path, json={**RULES, "notice_days": 30}, headers=first)

    assert (late.status_code, late.json()["type"]) == (412, "/problems/changed-meanwhile")
    assert (await admin.get(path)).json()["notice_days"] == 21


async def test_a_profile_out_of_use_is_offered_no_more(admin: httpx.AsyncClient) -> None:
    """The assembly that was made from it keeps its copy, and a change of the profile does not reach it."""
    await hold_event()
    profile = await hold_assembly("party")
    await admin.put(f"/api/statutes/{profile}", json={**RULES, "notice_days": 60})

    answer = await admin.delete(f"/api/statutes/{profile}")

    assert answer.json()["items"] == []
    assert (await admin.get(f"/api/statutes/{profile}")).status_code == 404
    assert (await admin.get("/api/assemblies/party")).json()["statutes"]["notice_days"] == 15
    lines = await fetch("SELECT action FROM journal WHERE about = 'statutes' ORDER BY id")
    assert [line["action"] for line in lines] == ["created", "changed", "removed"]
