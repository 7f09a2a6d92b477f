"""Every request has an id and a source, and what is noted of it says both."""

import asyncio

import httpx
import pytest

from events import whence
from events.app import create
from events.database import fetch
from events.settings import override
from events.words import Role
from tests.cast import ADA, BRAM, bearer, hold_event


@pytest.fixture
def trusting():
    """Trust these proxies for the length of the test."""
    yield lambda said: override(trusted_proxies=said)
    override(trusted_proxies="")


@pytest.mark.parametrize("sent", ["abcd1234", "0123456789-_.abcXYZ", "x" * 40])
async def test_sane_id_is_taken(api, sent):
    """What a proxy calls the request is what we call it."""
    answer = await api.get("/api/config", headers={"x-request-id": sent})

    assert answer.headers.get_list("x-request-id") == [sent]


@pytest.mark.parametrize("sent", ["", "short", "x" * 41, "with space", "new\tline", "é" * 10, "<script>alert(1)"])
async def test_other_id_is_replaced(api, sent):
    """An id that is none is replaced by one of ours; no two requests share it."""
    ids = [(await api.get(p, headers={"x-request-id": sent.encode()})).headers["x-request-id"]
           for p in ("/api/config", "/api/events/nothing", "/calendar/all.ics", "/healthz", "/nothing.js")]  # fmt: skip

    assert sent not in ids
    assert len(set(ids)) == 5
    assert all(whence.SANE_ID.fullmatch(one.encode()) for one in ids)


async def test_journal_tells_whence(api):
    """Registering, giving a place back, moving up in the queue and changing an event: each line has source and id."""
    await hold_event(capacity=1)
    admin = await bearer(Role.ADMIN)
    first = await api.post("/api/events/party/registrations", json=ADA, headers={"x-request-id": "register-ada"})
    await api.post("/api/events/party/registrations", json=BRAM, headers={"x-request-id": "register-bram"})
    await api.delete(first.json()["manage_url"].replace("/registrations", "/api/registrations"),
        headers={"x-request-id": "cancel-ada"})  # fmt: skip
    await api.patch("/api/events/party", json={"capacity": 5}, headers={**admin, "x-request-id": "change-event"})

    lines = await fetch("SELECT actor, action, source, request FROM journal ORDER BY id")
    asked = [(one["action"], one["request"]) for one in lines if one["source"] == "127.0.0.1"]
    assert asked == [
        ("registered", "register-ada"), ("registered", "register-bram"), ("cancelled", "cancel-ada"),
        ("promoted", "cancel-ada"), ("changed", "change-event"),
    ]  # fmt: skip
    assert {(one["actor"], one["source"], one["request"]) for one in lines if one["source"] is None} == {
        ("test", None, None), ("command line", None, None)
    }  # fmt: skip


async def test_requests_side_by_side(api, trusting):
    """A hundred requests at once are not taken for one another."""
    trusting("127.0.0.1")
    await hold_event()

    async def ask(n):
        body = {"name": f"Person {n}", "email": f"person{n}@example.org", "language": "en"}
        headers = {"x-request-id": f"request-{n:03}", "x-forwarded-for": f"203.0.113.{n}"}
        answer = await api.post("/api/events/party/registrations", json=body, headers=headers)
        return answer.json()["id"], answer.headers["x-request-id"], f"203.0.113.{n}"

    asked = await asyncio.gather(*[ask(n) for n in range(100)])

    lines = await fetch("SELECT about_id, request, source FROM journal WHERE action = 'registered'")
    assert sorted(asked) == sorted(tuple(line) for line in lines)
    assert whence.request_id() is None


async def test_peer_without_a_name(database):
    """Over a Unix socket nobody has an address, and all goes on without."""
    transport = httpx.ASGITransport(app=create(connections=None), client=("", 0))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        answer = await client.get("/healthz")

    assert answer.status_code == 200
