"""Whatever is sent, the answer is a problem document that says what to mend; the house never falls over it."""

import pytest

from events.words import Role
from tests.cast import bearer, hold_event


@pytest.fixture
async def admin(api):
    """The header of somebody who may do everything, with a party to do it to."""
    await hold_event()
    return await bearer(Role.ADMIN)


def told(answer):
    """The status of a problem document, and the fields it names with what is wrong with each."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    problem = answer.json()
    assert problem["status"] == answer.status_code
    return answer.status_code, [(mend["field"], mend["code"]) for mend in problem.get("errors", [])]


@pytest.mark.parametrize(
    ("body", "mends"),
    [
        ({"reason": {"en": 1}}, [("reason.en", "wrong_kind")]),
        ({"reason": None}, [("reason", "wrong_kind")]),
        ({"zz": 1}, [("zz", "unknown_field")]),
        ([], [("body", "wrong_kind")]),
    ],
)
async def test_body_that_may_be_left_out(api, admin, body, mends):
    """A body that is there is read like any other; every field at fault is named."""
    assert told(await api.put("/api/events/party/cancellation", json=body, headers=admin)) == (422, mends)


@pytest.mark.parametrize(
    "body",
    [
        b'{"name":"\xff"}',
        b'{"name":"\\ud800"}',
        b'{"name":',
        b'{"name":"Ada","answers":' + b'{"a":' * 1000 + b"1" + b"}" * 1001,
        b"[" * 100_000,
    ],
)
@pytest.mark.parametrize("path", ["/api/events/party/registrations", "/api/previews", "/api/scans", "/api/logins"])
async def test_no_json(api, admin, path, body):
    """Bad UTF-8, half a text and a thousand levels are no JSON we read."""
    answer = await api.post(path, content=body, headers={**admin, "content-type": "application/json"})

    assert told(answer) == (422, [("body", "not_json")])


async def test_previews_have_a_limit(api, admin):
    """A text longer than a description may be is not rendered; the worst one that may be is."""
    long = await api.post("/api/previews", json={"description": {"nl": "a", "fr": "*" * 20_001}}, headers=admin)
    worst = await api.post("/api/previews", json={"description": {"nl": "[" * 20_000}}, headers=admin)

    assert told(long) == (422, [("description.fr", "too_long")])
    assert worst.json() == {"html": {"nl": f"<p>{'[' * 20_000}</p>"}}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"online_url": "http://["}, "online_url"),
        ({"timezone": "localtime"}, "timezone"),
        ({"timezone": "Factory"}, "timezone"),
        ({"timezone": "posix/Europe/Brussels"}, "timezone"),
        ({"timezone": "right/Europe/Brussels"}, "timezone"),
        ({"timezone": "../zoneinfo/UTC"}, "timezone"),
        ({"timezone": "a\x00"}, "timezone"),
        ({"title": {"nl": 1}}, "title.nl"),
        ({"capacity": 2**70}, "capacity"),
        ({"capacity": "many"}, "capacity"),
    ],
)
async def test_event_that_cannot_be(api, admin, change, field):
    """An address that is none, a zone that other calendars do not know: each is named."""
    status, mends = told(await api.patch("/api/events/party", json=change, headers=admin))

    assert (status, [name for name, _ in mends]) == (422, [field])
