"""Tokens and devices: who makes and sees which, what one opens, and how it ends."""

import asyncio
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from events import database as db
from events.actions import tokens
from events.api import asking
from events.api.watching import Watching
from events.cli import _line
from events.clock import now
from events.database import execute, fetch, fetchval
from events.errors import Missing
from events.words import Role
from tests.cast import bearer, hold_event

Api = httpx.AsyncClient


def wanted(**changes: Any) -> dict[str, Any]:
    return {"name": "Ledger", "role": "door", "expires_at": (now() + timedelta(days=30)).isoformat(), **changes}


async def enrol(api: Api, headers: dict[str, str], slug: str = "party", **changes: Any) -> httpx.Response:
    body = {"name": "Bram's phone", **changes}
    return await api.post(f"/api/events/{slug}/enrolments", json=body, headers=headers)


def link_in(enrolment: httpx.Response) -> str:
    [link] = parse_qs(urlsplit(enrolment.json()["url"]).query)["link"]
    return link


async def open_with(api: Api, link: str) -> httpx.Response:
    """Open the link in a browser that has no cookie yet."""
    api.cookies.clear()
    return await api.post("/api/logins", json={"link": link})


async def listed(api: Api, headers: dict[str, str], query: str = "") -> list[dict[str, Any]]:
    answer = await api.get(f"/api/tokens{query}", headers=headers)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_a_token_is_made_used_and_ended(api: Api) -> None:
    """Its secret is told once; it opens what its role may; ended, it opens nothing."""
    admin = await bearer(Role.ADMIN)

    made = await api.post("/api/tokens", json=wanted(role="organiser", office="ghent"), headers=admin)
    assert made.status_code == 201
    secret = {"authorization": f"Bearer {made.json()['secret']}"}
    assert (await api.get("/api/me", headers=secret)).json()["office"] == "ghent"

    [ours] = [one for one in await listed(api, admin) if one["name"] == "Ledger"]
    assert (ours["kind"], ours["role"], ours["office"], ours["event"]) == ("bearer", "organiser", "ghent", None)
    assert ours["last_used_at"] is not None
    assert "secret" not in ours

    for _ in range(2):
        assert (await api.delete(f"/api/tokens/{ours['id']}", headers=admin)).status_code == 200
    assert (await api.get("/api/me", headers=secret)).status_code == 401
    assert [one["name"] for one in await listed(api, admin)] == [""]
    told = await fetch("SELECT action, actor FROM journal WHERE about = 'token' AND about_id = $1", ours["id"])
    assert [(one["action"], one["actor"]) for one in told] == [("issued", "token 1"), ("revoked", "token 1")]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "a\u0000b"}, "name"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": "2099-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": "2027-01-01T00:00:00"}, "expires_at"),
        ({"office": "atlantis"}, "office"),
        ({"event": "never"}, "event"),
        ({"role": "member"}, "role"),
        ({"role": "admin", "office": "ghent"}, "office"),
        ({"office": "ghent", "event": "party"}, "event"),
    ],
)
async def test_what_is_to_mend_is_named(api: Api, change: dict[str, Any], field: str) -> None:
    """A name, an end to come, a role of staff, and one place it holds for."""
    await hold_event()

    answer = await api.post("/api/tokens", json=wanted(**change), headers=await bearer(Role.ADMIN))

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]


async def test_an_organiser_makes_and_sees_door_tokens_within_reach(api: Api) -> None:
    """Of their own office and its events; the rest sounds like nothing at all."""
    await hold_event("party", office="brussels")
    await hold_event("match", office="ghent")
    admin = await bearer(Role.ADMIN)
    for scope in ({"office": "ghent"}, {"event": "match"}, {"event": "party"}, {}):
        assert (await api.post("/api/tokens", json=wanted(name=f"door {scope}", **scope), headers=admin)).is_success
    ghent = await bearer(Role.ORGANISER, office="ghent")

    assert {one["name"] for one in await listed(api, ghent)} == {"door {'office': 'ghent'}", "door {'event': 'match'}"}
    seen_by_all = {one["id"] for one in await listed(api, admin)}
    assert len(seen_by_all) == 6

    statuses = [
        (await api.post("/api/tokens", json=wanted(**change), headers=ghent)).status_code
        for change in ({"office": "ghent"}, {"event": "match"}, {"office": "brussels"}, {"event": "party"}, {})
    ]
    assert statuses == [201, 201, 404, 404, 422]
    for role in ("organiser", "admin", "bureau"):
        answer = await api.post("/api/tokens", json=wanted(role=role, office="ghent"), headers=ghent)
        assert answer.status_code == 403

    reached = {one["id"] for one in await listed(api, ghent)}
    for token in seen_by_all - reached:
        assert (await api.delete(f"/api/tokens/{token}", headers=ghent)).status_code == 404


async def test_the_door_has_no_tokens_to_give(api: Api) -> None:
    """Doors and strangers are turned away."""
    door = await bearer(Role.DOOR)

    assert (await api.get("/api/tokens", headers=door)).status_code == 403
    assert (await api.get("/api/tokens")).status_code == 401
    await hold_event()
    assert (await enrol(api, door)).status_code == 403


async def test_making_and_ending_tokens_asks_for_the_second_factor_again(api: Api) -> None:
    """After a quarter of an hour; a lost scanner is ended without."""
    await hold_event()
    admin = await bearer(Role.ADMIN)
    device = (await enrol(api, admin)).json()["id"]
    made = (await api.post("/api/tokens", json=wanted(), headers=admin)).json()["id"]
    link = (await bearer(Role.ADMIN, kind="link"))["authorization"].split()[1]
    await open_with(api, link)
    await execute("UPDATE login SET elevated_at = $1", now() - timedelta(minutes=16))
    asking.forget_all()
    here = {"origin": "http://127.0.0.1:8000"}

    asked = [
        await api.post("/api/tokens", json=wanted(), headers=here),
        await api.delete(f"/api/tokens/{made}", headers=here),
        await enrol(api, here),
    ]

    assert {one.json()["type"] for one in asked} == {"/problems/needs-elevation"}
    assert (await api.delete(f"/api/tokens/{device}", headers=here)).status_code == 200


async def test_a_phone_becomes_a_scanner(api: Api) -> None:
    """The link opens once; the phone scans for this event until a day after it, and for no other."""
    event = await hold_event()
    await hold_event("match")
    organiser = await bearer(Role.ORGANISER, office="brussels")

    made = await enrol(api, organiser, gate="North")
    assert made.status_code == 201
    assert made.json()["url"].startswith("http://127.0.0.1:8000/enrol?link=")
    assert made.json()["url"].endswith("&gate=North")
    assert made.json()["qr_svg"].startswith("<svg")
    [waiting] = await listed(api, organiser, "?event=party")
    assert (waiting["kind"], waiting["gate"], waiting["used_at"]) == ("device", "North", None)
    assert waiting["opens_until"] is not None

    opened = await open_with(api, link_in(made))
    assert opened.status_code == 201
    assert (opened.json()["role"], opened.json()["event"], opened.json()["name"]) == ("door", "party", "Bram's phone")
    ends = await fetchval("SELECT expires_at FROM login ORDER BY id DESC LIMIT 1")
    assert ends == event.ends_at + timedelta(days=1)
    assert (await api.get("/api/door/party/pack")).status_code == 200
    assert (await api.get("/api/door/match/pack")).status_code == 404
    assert (await api.get("/api/tokens")).status_code == 403

    [seen] = await listed(api, organiser, "?event=party")
    assert (seen["opens_until"], seen["used_at"] is not None, seen["last_used_at"] is not None) == (None, True, True)
    again = await open_with(api, link_in(made))
    assert (again.status_code, again.json()["type"]) == (409, "/problems/link-spent")


async def test_fifty_phones_open_one_link_at_once(api: Api) -> None:
    """One becomes the scanner; the other forty-nine are told to ask for a link of their own."""
    await hold_event()
    link = link_in(await enrol(api, await bearer(Role.ADMIN)))
    before = await fetchval("SELECT count(*) FROM login")

    answers = await asyncio.gather(*(api.post("/api/logins", json={"link": link}) for _ in range(50)))

    assert sorted(one.status_code for one in answers) == [201] + [409] * 49
    assert await fetchval("SELECT count(*) FROM login") == before + 1


async def test_after_a_quarter_of_an_hour_the_link_is_dead(api: Api) -> None:
    """Nobody opened it; it opens nothing, and stands in no list."""
    await hold_event()
    admin = await bearer(Role.ADMIN)
    link = link_in(await enrol(api, admin))
    await execute("UPDATE token SET opens_until = $1 WHERE single_use", now())

    assert (await open_with(api, link)).json()["type"] == "/problems/link-spent"
    assert await listed(api, admin, "?event=party") == []


async def test_a_device_is_ended_at_once(api: Api) -> None:
    """Its next request is refused, its link opens nothing, and other processes are told in the same breath."""
    event = await hold_event()
    organiser = await bearer(Role.ORGANISER, office="brussels")
    made = await enrol(api, organiser)
    await open_with(api, link_in(made))
    device = dict(api.cookies)
    assert (await api.get("/api/door/party/pack")).status_code == 200
    heard: asyncio.Queue[str] = asyncio.Queue()

    async with db.Listener(["convoke"], lambda _, payload: heard.put_nowait(payload)):
        api.cookies.clear()
        assert (await api.delete(f"/api/tokens/{made.json()['id']}", headers=organiser)).status_code == 200
        assert {await asyncio.wait_for(heard.get(), 10) for _ in range(2)} == {"access", f"event {event.id}"}

    api.cookies.update(device)
    assert (await api.get("/api/door/party/pack")).status_code == 401
    assert (await open_with(api, link_in(made))).json()["type"] == "/problems/link-spent"
    assert await listed(api, organiser, "?event=party") == []


async def test_another_process_forgets_a_device_when_it_is_told(api: Api) -> None:
    """What it believed of the device is good no more, long before it would look again."""
    await hold_event()
    made = await enrol(api, await bearer(Role.ADMIN))
    await open_with(api, link_in(made))
    assert (await api.get("/api/door/party/pack")).status_code == 200
    await execute("UPDATE token SET revoked_at = $1 WHERE single_use", now())

    Watching().heard("convoke", "access")

    assert (await api.get("/api/door/party/pack")).status_code == 401


async def test_a_phone_that_signs_out_is_a_device_no_more(api: Api) -> None:
    """Its link was used up, so nothing is left of it."""
    await hold_event()
    organiser = await bearer(Role.ORGANISER)
    await open_with(api, link_in(await enrol(api, organiser)))

    await api.delete("/api/logins/me", headers={"origin": "http://127.0.0.1:8000"})

    assert await listed(api, organiser, "?event=party") == []


async def test_events_that_take_no_scanner(api: Api) -> None:
    """Cancelled, long over, somebody else's, or none."""
    await hold_event("old", starts_at=now() - timedelta(days=3), ends_at=now() - timedelta(days=2))
    await hold_event("match", office="ghent")
    await hold_event()
    organiser = await bearer(Role.ORGANISER, office="brussels")
    await api.put("/api/events/party/cancellation", headers=organiser)

    kinds = [(await enrol(api, organiser, slug)).json()["type"] for slug in ("party", "old", "match", "none")]

    assert kinds == [f"/problems/{kind}" for kind in ("event-cancelled", "event-over", "missing", "missing")]


@pytest.mark.parametrize(("change", "field"), [({"name": ""}, "name"), ({"gate": "x" * 81}, "gate")])
async def test_a_scanner_has_a_name(api: Api, change: dict[str, Any], field: str) -> None:
    """To know it by when it is lost."""
    await hold_event()

    answer = await enrol(api, await bearer(Role.ADMIN), **change)

    assert [one["field"] for one in answer.json()["errors"]] == [field]


async def test_many_tokens_come_in_pages(api: Api) -> None:
    """A hundred at a time, the newest first, each once."""
    admin = await bearer(Role.ADMIN)
    await execute(
        """INSERT INTO token (kind, secret_hash, role, created_at, name)
        SELECT 'bearer', sha256(n::text::bytea), 'door', $1, 'Door ' || n FROM generate_series(1, 150) AS n""",
        now(),
    )

    first = (await api.get("/api/tokens", headers=admin)).json()
    second = (await api.get(f"/api/tokens?after={first['next']}", headers=admin)).json()

    ids = [one["id"] for one in first["items"] + second["items"]]
    assert (len(first["items"]), ids, second["next"]) == (100, sorted(ids, reverse=True), None)
    assert len(set(ids)) == 151


async def test_the_terminal_lists_what_holds_and_ends_it(api: Api) -> None:
    """A line each, with who made it and for what; what is ended or never was is told so."""
    await hold_event()
    admin = await bearer(Role.ADMIN, name="Ledger")
    await enrol(api, admin)

    lines = [_line(row) for row in await tokens.holding()]
    assert re.search(r"1  bearer  admin +all +for ever +used .* Ledger \(command line\)$", lines[0])
    assert re.search(r"2  device  door +party +until .* never used .* Bram's phone \(token 1\)$", lines[1])

    await tokens.revoke(1, tokens.CLI)
    assert [row["id"] for row in await tokens.holding()] == [2]
    with pytest.raises(Missing):
        await tokens.revoke(99, tokens.CLI)
