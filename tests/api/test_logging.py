"""Whatever is asked, and however it fails, no secret and nobody's name reaches a log."""

import json
import logging

import asyncpg
import pytest

from events import logs
from events.actions import logins, registrations, scans, tokens
from events.database import fetchrow
from events.settings import override
from events.tickets.secrets import calendar_token
from events.words import Role
from tests.cast import ADA, bearer, hold_event


class Kept(logging.Handler):
    """Keeps what would have been written, in both forms."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append((logs.AsJson().format(record), logs.AsText().format(record)))


@pytest.fixture
def kept():
    """All that is logged meanwhile, every request among it, as it would be written."""
    handler, root, events = Kept(), logging.getLogger(), logging.getLogger("events")
    handler.addFilter(lambda record: record.name != "httpx")  # the client that asks
    override(log_requests="true")
    root.addHandler(handler)
    events.setLevel(logging.INFO)
    yield handler.lines
    root.removeHandler(handler)
    events.setLevel(logging.NOTSET)
    override(log_requests="")


async def test_no_secret_reaches_a_log(api, kept, monkeypatch):
    """Links, keys, tokens, cookies, codes, addresses, names: asked rightly, wrongly, and when the house falls over."""
    await hold_event()
    api.headers["origin"] = "http://127.0.0.1:8000"
    link, token = await tokens.issue(Role.ADMIN, kind="link"), await bearer(Role.DOOR)
    calendar = calendar_token(1, 1)
    keyed = {"idempotency-key": "key-of-ada", "x-request-id": "the-one-to-watch"}
    made = (await api.post("/api/events/party/registrations", json=ADA, headers=keyed)).json()
    key, code = made["manage_url"].partition("key=")[2], made["tickets"][0]["code"]

    async def ask():
        signed_in = await api.post("/api/logins", json={"link": link})
        await api.get(f"/signin?link={link}")
        await api.get(f"/api/registrations/{made['id']}?key={key}")
        await api.get(f"/api/registrations/{made['id']}?key={key}x")
        await api.get(f"/calendar/mine/{calendar}.ics")
        await api.post(f"/api/calendars/{calendar}/replacement")
        await api.post("/api/events/party/registrations", json=ADA)
        await api.post("/api/events/party/registrations", json={**ADA, "email": ["ada@example.org"]})
        await api.post("/api/events/party/registrations", content=b"ada@example.org")
        await api.post("/api/scans", json={"scans": [{"scan_id": "1", "code": code, "event": "party"}]}, headers=token)
        await api.get("/api/me", headers={"authorization": f"Bearer {link}"})
        return signed_in

    cookie = (await ask()).cookies["convoke_login"]
    told = f"{ADA['name']} {ADA['email']} {key} {code} {link} 123456"

    def fall(*_, **__):
        violation = asyncpg.UniqueViolationError(told)
        violation.detail = f"Key (address)=({ADA['email']}) already exists."
        raise violation

    for where, name in ((registrations, "_register"), (logins, "open_link"), (logins, "end_secret"), (scans, "_judge")):
        monkeypatch.setattr(where, name, fall)
    failed = await api.post("/api/events/party/registrations", json=ADA, headers=keyed)
    await ask()

    said = "\n".join(form for line in kept for form in line)
    bare = token["authorization"].split()[1]
    secrets = (link, key, code, calendar, cookie, bare, "ada@", "Ada", "key-of-ada", "123456")
    assert [secret for secret in secrets if secret in said] == []
    assert failed.status_code == 500
    assert failed.json()["request_id"] == "the-one-to-watch"
    faults = [found for line, _ in kept if (found := json.loads(line))["level"] == "error"]
    [fault] = [one for one in faults if one["request_id"] == "the-one-to-watch"]
    assert (fault["method"], fault["path"]) == ("POST", "/api/events/party/registrations")
    assert fault["error"]["type"] == "asyncpg.exceptions.UniqueViolationError"
    assert fault["error"]["frames"][-1].endswith(" fall")
    assert len(faults) >= 4
    assert await fetchrow("SELECT FROM registration WHERE email = 'ada@example.org'") is not None


async def test_a_line_for_each_request_when_wanted(api, kept):
    """The host may want to see every request: method, path without its query, status and milliseconds."""
    await api.get("/api/events?q=ada@example.org")
    await api.head("/api/nothing", headers={"x-request-id": "look-for-nothing"})
    override(log_requests="false")
    await api.get("/api/events")

    (first, text), (second, _) = kept
    found = json.loads(first)
    assert (found["method"], found["path"], found["status"]) == ("GET", "/api/events", 200)
    assert found["ms"] > 0
    assert text == f"GET /api/events 200 {found['ms']:.1f} ms"
    found = json.loads(second)
    assert (found["method"], found["status"], found["request_id"]) == ("HEAD", 404, "look-for-nothing")


async def test_problems_carry_the_id(api):
    """Every problem names its request, so that somebody can ask what happened."""
    answers = [
        await api.get("/api/events/nothing"),
        await api.get("/api/me"),
        await api.post("/api/events/nothing/registrations", json={}),
        await api.delete("/api/events"),
    ]

    assert [one.json()["request_id"] for one in answers] == [one.headers["x-request-id"] for one in answers]
