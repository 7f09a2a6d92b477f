"""Whose page an unsafe request comes from, and who may keep an answer."""

import pytest

from events.settings import override
from events.words import Role
from tests.cast import ADA, bearer, browser_of, hold_event, join

HOME = "http://127.0.0.1:8000"
PUBLIC = "https://events.example.org"


@pytest.fixture
async def ada(api):
    """The cookie of Ada's browser, without an Origin."""
    await join(1, ADA)
    return {"cookie": (await browser_of(ADA))["cookie"]}


@pytest.fixture
def at_public():
    """The host has set the address people reach it at."""
    override(base_url=f"{PUBLIC}/")
    yield
    override(base_url="")


async def unsafe(api, ada, **headers):
    """The status of an unsafe request, and how it was refused."""
    answer = await api.patch("/api/me/details", json={}, headers={**ada, **headers})
    return answer.json().get("type") if answer.status_code == 403 else "taken"


@pytest.mark.parametrize(
    ("origin", "host", "found"),
    [
        (PUBLIC, "events.example.org", "taken"),
        ("https://events.example.org:443", "127.0.0.1:8000", "taken"),
        ("https://EVENTS.example.org", "events.example.org", "taken"),
        ("https://evil.example", "evil.example", "/problems/cross-site"),
        ("http://events.example.org", "events.example.org", "/problems/cross-site"),
        ("https://events.example.org:8443", "events.example.org:8443", "/problems/cross-site"),
        ("https://events.example.org.evil.example", "events.example.org", "/problems/cross-site"),
        (HOME, "127.0.0.1:8000", "/problems/cross-site"),
        ("null", "events.example.org", "/problems/cross-site"),
        ("", "events.example.org", "/problems/cross-site"),
    ],
)
async def test_ours_is_the_address_that_was_set(api, ada, at_public, origin, host, found):
    """By scheme, host and port, whatever the request says of its Host."""
    assert await unsafe(api, ada, origin=origin, host=host) == found


@pytest.mark.parametrize(
    ("origin", "host", "found"),
    [
        (HOME, "127.0.0.1:8000", "taken"),
        ("http://localhost:5173", "localhost:5173", "taken"),
        ("https://my.tunnel", "my.tunnel", "taken"),
        ("http://localhost:8000", "127.0.0.1:8000", "/problems/cross-site"),
        ("file://127.0.0.1:8000", "127.0.0.1:8000", "/problems/cross-site"),
        ("null", "127.0.0.1:8000", "/problems/cross-site"),
    ],
)
async def test_on_one_machine_ours_is_what_was_asked(api, ada, origin, host, found):
    """Nobody set an address: the page has to be of the host that was asked."""
    assert await unsafe(api, ada, origin=origin, host=host) == found


async def test_what_depends_on_who_asks_is_kept_by_no_cache(api, ada):
    """By a login, a token or a link's key; what everybody gets is left as it was, and files say more exactly."""
    await hold_event()
    made = (await api.post("/api/events/party/registrations", json=ADA)).json()
    program = await bearer(Role.ADMIN)
    paths = ("/api/me", "/api/events", "/api/events/party", "/api/me/registrations")
    personal = [
        *[await api.get(path, headers=ada) for path in paths],
        *[await api.get(path, headers=program) for path in ("/api/members", "/api/members/1", "/api/tokens")],
        await api.get(f"/api/registrations/{made['id']}?key={made['manage_url'].partition('key=')[2]}"),
        await api.post("/api/logins/requests", json={"email": ADA["email"]}, headers={"origin": HOME}),
        await api.head("/api/me", headers=ada),
    ]
    public = [await api.get(path) for path in ("/api/events", "/api/events/party", "/api/config", "/calendar/all.ics")]
    file = await api.get("/api/members.csv", headers=program)

    assert [one.status_code for one in personal] == [200] * 8 + [202, 200]
    assert {one.headers.get("cache-control") for one in personal} == {"private, no-store"}
    assert [one.headers.get("cache-control") for one in public] == [None, None, None, "public, no-cache"]
    assert public[1].headers["etag"]
    assert len(file.headers.get_list("cache-control")) == 1
