"""What every answer tells browsers they may do with it."""

import re
from email.message import EmailMessage

import pytest

from events.api.pages import static_folder
from events.database import execute
from events.settings import override
from tests.cast import ADA, hold_event

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
ANSWERS = (
    "/", "/events/party", "/events/nothing", "/door", "/registrations/1?key=x", "/favicon.svg", "/robots.txt",
    "/_app/nothing.js", "/api/config", "/api/me", "/api/nothing", "/api/events?limit=x", "/api/events/nothing",
    "/api/openapi.json", "/calendar/all.ics", "/calendar/mine/wrong.ics", "/healthz", "/metrics",
)  # fmt: skip


def parts(policy: str) -> dict[str, set[str]]:
    """A policy's directives, and what each allows."""
    return {name: set(allowed) for name, *allowed in (part.split() for part in policy.split(";"))}


@pytest.mark.parametrize("path", ANSWERS)
async def test_every_answer_says_what_it_is_not_for(api, path):
    """Pages, files, feeds, data and refusals: no framing, no guessing, no lending out, nothing from elsewhere."""
    await hold_event()

    answer = await api.get(path)

    assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    policy = parts(answer.headers["content-security-policy"])
    assert policy["default-src"] == {"'none'"}
    assert policy["frame-ancestors"] == {"'none'"}
    assert not {one for allowed in policy.values() for one in allowed if one.startswith("'unsafe")}
    assert "script-src" not in policy or answer.headers["content-type"].startswith("text/html")


async def test_pages_run_only_what_the_house_serves(api):
    """Scripts and styles: our files, and the shell's own two by their hashes; no WebAssembly, no base, no plugin."""
    policy = parts((await api.get("/")).headers["content-security-policy"])

    for kind in ("script-src", "style-src"):
        ours, *hashed = sorted(policy[kind], key=len)
        assert ours == "'self'"
        assert [one[:8] for one in hashed] == ["'sha256-"]
    assert policy["base-uri"] == {"'none'"}
    assert policy["connect-src"] == policy["worker-src"] == policy["form-action"] == {"'self'"}
    assert "object-src" not in policy


async def test_only_the_reader_of_codes_compiles(api):
    """The worker of the door brings a policy with WebAssembly; no page has one, and no other script."""
    app = (await api.get("/")).text
    script = re.search(r'"(/_app/immutable/entry/start[^"]+\.js)"', app)[1]
    worker = next((static_folder() / "_app/immutable/workers").glob("*.js")).name

    read, ran = [
        parts((await api.get(path)).headers["content-security-policy"])["script-src"]
        for path in (f"/_app/immutable/workers/{worker}", script)
    ]
    assert read == {"'self'", "'wasm-unsafe-eval'"}
    assert ran == {"'self'"}


async def test_devices_are_asked_for_the_camera_and_passkeys_alone(api):
    """Everything else that a page might ask a device for is off."""
    features = (await api.get("/")).headers["permissions-policy"].split(", ")

    assert [one for one in features if not one.endswith("=()")] == [
        "camera=(self)", "publickey-credentials-create=(self)", "publickey-credentials-get=(self)",
    ]  # fmt: skip
    assert {"microphone=()", "geolocation=()", "payment=()", "usb=()"} <= set(features)


async def test_https_stays_https(api):
    """Where the public address is https, browsers keep to it for a year; elsewhere nothing is promised."""
    assert "strict-transport-security" not in (await api.get("/")).headers
    override(base_url="https://events.example.org")
    try:
        answer = await api.get("/")
    finally:
        override(base_url="")

    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.headers["content-security-policy"].endswith("upgrade-insecure-requests")


@pytest.mark.parametrize("kind", ["svg", "png", "pdf", "ics"])
async def test_a_tickets_files_are_inert(api, kind):
    """They hold a name that anybody chose: saved or shown as a picture, never a page of ours."""
    await hold_event()
    made = (await api.post("/api/events/party/registrations", json=ADA)).json()
    key = made["manage_url"].split("key=")[1]

    answer = await api.get(f"/api/tickets/{made['tickets'][0]['id']}.{kind}?key={key}")

    assert answer.headers["content-disposition"].startswith("attachment;")
    assert parts(answer.headers["content-security-policy"]) == {"default-src": {"'none'"}, "sandbox": set()}
    assert answer.headers["cache-control"] == "private, no-cache"


async def test_a_mail_is_shown_inert(api):
    """A demonstration's mail stands in a frame of ours: no script of it runs, and only its own styles apply."""
    mail = EmailMessage()
    mail["Subject"] = "Hello"
    mail.set_content("Hello")
    mail.add_alternative('<head></head><p style="color: red">Hello</p><script>alert(1)</script>', subtype="html")
    await execute(
        """INSERT INTO outbox (message, facts, recipient, language, message_id, created_at, due_at, sent_at, copy)
        VALUES ('registered', '{}', 'a@example.org', 'nl', '<1@convoke>', now(), now(), now(), $1)""",
        mail.as_bytes(),
    )
    override(demo="true")
    try:
        answer = await api.get("/api/mails/1/page")
    finally:
        override(demo="")

    policy = parts(answer.headers["content-security-policy"])
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert policy.pop("style-src") == {"'unsafe-hashes'", "'sha256-NerDAUWfwD31YdZHveMrq0GLjsNFMwxLpZl0dPUeCcw='"}
    assert policy == {
        "default-src": {"'none'"},
        "frame-ancestors": {"'self'"},
        "sandbox": {"allow-popups", "allow-popups-to-escape-sandbox", "allow-same-origin"},
    }
    assert (await api.get("/api/mails/1/page")).status_code == 404
