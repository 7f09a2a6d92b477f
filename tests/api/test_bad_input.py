"""Whatever is sent, the answer is a problem document that says what to mend; the house never falls over it."""

import asyncio
import re

import pytest

from events.actions import tokens
from events.words import Role
from tests.cast import ADA, bearer, hold_event


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
    ("body", "code"),
    [
        (b'{"name":"\xff"}', "not_json"),
        (b'{"name":"\\ud800"}', "not_json"),
        (b'{"name":NaN}', "not_json"),
        (b'{"name":', "cut_off"),
        (b'{"name":"Ada","answers":' + b'{"a":' * 1000 + b"1" + b"}" * 1001, "too_deep"),
        (b"[" * 100_000, "too_deep"),
        (b'{"name":1e999}', "number_too_large"),
    ],
)
@pytest.mark.parametrize("path", ["/api/events/party/registrations", "/api/previews", "/api/scans", "/api/logins"])
async def test_no_json(api, admin, path, body, code):
    """Bad UTF-8, half a text and a thousand levels are no JSON we read; which of these it is, is said."""
    answer = await api.post(path, content=body, headers={**admin, "content-type": "application/json"})

    assert told(answer) == (422, [("body", code)])


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
        ({"slug": "new"}, "slug"),
        ({"title": {"nl": "Feest", "fr": "\u200b"}}, "title.fr"),
        ({"title": {"nl": "  "}}, "title"),
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


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("q=%00", "q", "control_character"),
        ("q=feest&office=%00", "office", "control_character"),
        ("from=0001-01-01", "from", "out_of_years"),
        ("to=9999-12-31T23:59:59-14:00", "to", "out_of_years"),
        ("from=yesterday", "from", "wrong_kind"),
        ("after=%00", "after", "wrong_kind"),
        ("after=MDAwMS0wMS0wMVQwMDowMDowMCsxNDowMHwx", "after", "wrong_kind"),
        ("limit=many", "limit", "wrong_kind"),
        ("mode=somewhere", "mode", "wrong_kind"),
    ],
)
async def test_query_that_cannot_be(api, admin, query, field, code):
    """The parameter is named, as a field of a body would be."""
    assert told(await api.get(f"/api/events?{query}")) == (422, [(field, code)])


async def test_queries_that_no_row_answers(api, admin):
    """Numbers of thirty digits and years before the Romans are named wherever they are asked with."""
    rows = await api.get(f"/api/events/party/registrations?after={2**70}", headers=admin)
    pack = await api.get("/api/door/party/pack?after=0001-01-01T00:00:00%2B14:00", headers=admin)

    assert told(rows) == (422, [("after", "out_of_range")])
    assert told(pack) == (422, [("after", "out_of_years")])


INSIDE = re.compile(r"`|NoneType|\b(str|int|object|array|null|Expected|got)\b")


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
@pytest.mark.parametrize(
    ("change", "headers"),
    [
        ({"name": None}, {}),
        ({"email": 3}, {}),
        ({"language": "xx"}, {}),
        ({"party": {}}, {}),
        ({"party": [None]}, {}),
        ({"answers": []}, {}),
        ({}, {"idempotency-key": "a" * 201}),
        ({}, {"idempotency-key": b"a\x00"}),
    ],
)
async def test_what_is_wrong_is_said_in_words(api, admin, language, change, headers):
    """In the reader's language, without the names that types have inside; a header by its own name."""
    headers = {"accept-language": language, **headers}
    answer = await api.post("/api/events/party/registrations", json={**ADA, **change}, headers=headers)

    (mend,) = answer.json()["errors"]
    assert not INSIDE.search(mend["message"]), mend
    assert mend["field"].split(".")[0] in (*change, "Idempotency-Key")


BEYOND = (2**70, -(2**70), "9" * 5000, "%C2%B2", "%00", "a%00")


@pytest.mark.parametrize("beyond", BEYOND)
@pytest.mark.parametrize(
    "path",
    [
        "/api/registrations/{}?key=a",
        "/api/registrations/1?key={}",
        "/api/mails/{}",
        "/api/events/{}",
        "/api/events/party/registrations?after={}",
        "/api/events/{}/registrations",
        "/api/events/{}/registrations.csv",
        "/api/events/{}/arrivals",
        "/api/events/{}/live",
        "/api/events?after={}",
        "/api/events?office={}&from={}",
        "/api/events?lang={}&language={}",
        "/api/tickets/{}.svg",
        "/api/tickets/1.{}",
        "/api/door/{}/pack",
        "/api/door/party/pack?after={}",
        "/calendar/office/{}.ics",
        "/calendar/event/{}.ics",
        "/calendar/mine/{}.ics",
        "/{}.js",
    ],
)
async def test_address_of_nothing(api, admin, path, beyond):
    """Numbers that no column holds, and characters that no text does, name nothing."""
    status, _ = told(await api.get(path.replace("{}", str(beyond)), headers=admin))

    assert status in (404, 422)


@pytest.mark.parametrize("beyond", BEYOND)
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("DELETE", "/api/registrations/{}?key=a", None),
        ("DELETE", "/api/keys/{}", None),
        ("POST", "/api/events/{}/registrations", ADA),
        ("PATCH", "/api/events/{}", {"capacity": 3}),
        ("PUT", "/api/events/{}/publication", None),
        ("DELETE", "/api/events/{}/publication", None),
        ("PUT", "/api/events/{}/cancellation", {"reason": {}}),
        ("POST", "/api/calendars/{}/replacement", None),
    ],
)
async def test_change_of_nothing(api, admin, method, path, beyond, body):
    """What is not there cannot be changed."""
    answer = await api.request(method, path.replace("{}", str(beyond)), json=body, headers=admin)

    assert told(answer) == (404, [])


SCAN = {"scan_id": "one", "event": "party", "ticket": 1}


@pytest.mark.parametrize(
    ("scan", "mends"),
    [
        ({"scan_id": "a\x00"}, [("scan_id", "control_character")]),
        ({"event": "\x00"}, [("event", "control_character")]),
        ({"gate": "\x00", "ticket": 2**70}, [("gate", "control_character"), ("ticket", "out_of_range")]),
        ({"ticket": -(2**70)}, [("ticket", "out_of_range")]),
        ({"ticket": None}, [("code", "required")]),
        ({"scanned_at": "0001-01-01T00:00:00+14:00"}, [("scanned_at", "out_of_years")]),
        ({"scanned_at": "9999-12-31T23:59:59-14:00"}, [("scanned_at", "out_of_years")]),
        ({"scanned_at": "2023-01-26T18:00:00"}, [("scanned_at", "no_offset")]),
        ({"gate": "\ufb2c" * 80}, [("gate", "too_long")]),
    ],
)
async def test_scan_that_cannot_be(api, admin, scan, mends):
    """The bad scan is named by its place, so that a scanner knows which of its batch to leave out."""
    body = {"scans": [SCAN, {**SCAN, "scan_id": "two", **scan}]}

    answer = await api.post("/api/scans", json=body, headers=admin)

    assert told(answer) == (422, [(f"scans.1.{field}", code) for field, code in mends])


@pytest.mark.parametrize("code", ["", "\x00", "²" * 136, "A" * 136, "a" * 500_000, "=" * 136])
async def test_code_of_nothing(api, admin, code):
    """A code that is none is refused at the door, not by the house."""
    scan = {"scan_id": "one", "event": "party", "code": code}

    (verdict,) = (await api.post("/api/scans", json={"scans": [scan]}, headers=admin)).json()["verdicts"]

    assert (verdict["verdict"], verdict["reason"]) == ("refused", "unknown_code")


@pytest.mark.parametrize(
    ("change", "mend"),
    [
        ({"answers": {"diet": ["a\x00"]}}, ("answers", "control_character")),
        ({"answers": {"\x00": 1}}, ("answers", "control_character")),
        ({"answers": {"diet": "a" * 20_001}}, ("answers", "too_many")),
        ({"name": "A\x00"}, ("name", "control_character")),
        ({"party": ["A\x00"]}, ("party.0", "control_character")),
        ({"email": "a\x00@example.org"}, ("email", "control_character")),
        ({"name": "\u200b"}, ("name", "empty")),
        ({"party": ["\u3164"]}, ("party.0", "empty")),
        ({"email": 3}, ("email", "wrong_kind")),
        ({"party": [3]}, ("party.0", "wrong_kind")),
        ({"party": {}}, ("party", "wrong_kind")),
        ({"language": "xx"}, ("language", "wrong_kind")),
    ],
)
async def test_registration_that_cannot_be(api, admin, change, mend):
    """What no row can hold is named, wherever it hides."""
    answer = await api.post("/api/events/party/registrations", json={**ADA, **change})

    assert told(answer) == (422, [mend])


@pytest.mark.parametrize(
    ("key", "status"), [("clé".encode(), 201), (b"\xff\xfe", 201), (b"a\x00", 422), (b"a" * 201, 422)]
)
async def test_odd_idempotency_key(api, admin, key, status):
    """Any bytes are a key, those aside that cannot be kept."""
    for _ in range(2):
        answer = await api.post("/api/events/party/registrations", json=ADA, headers={"idempotency-key": key})

        assert answer.status_code == status


@pytest.mark.parametrize("version", ["²".encode("latin-1"), b"9" * 5000, b'"-1"', b'W/"99"', b"\xff", b'""'])
async def test_odd_if_match(api, admin, version):
    """A version that names none of ours matches nothing."""
    answer = await api.patch("/api/events/party", json={"capacity": 9}, headers={**admin, "if-match": version})

    assert told(answer) == (412, [])


@pytest.mark.parametrize(
    "since",
    [
        "Fri, 31 Dec 9999 23:59:59 -1400",
        "Mon, 01 Jan 0001 00:00:00 +1400",
        "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
        "Mon, 01 Jan 2001 00:00:00 +99999999999999",
        b"\xb2",
    ],
)
async def test_odd_if_modified_since(api, admin, since):
    """A date that is none is as good as no date."""
    answer = await api.get("/calendar/all.ics", headers={"if-modified-since": since})

    assert answer.status_code in (200, 304)


@pytest.mark.parametrize("origin", ["http://[", "null", "http://[invalid]", "", "http://evil.example"])
async def test_odd_origin(api, admin, origin):
    """An unsafe request with a cookie from no page of ours is another site's."""
    await api.post("/api/logins", json={"link": await tokens.issue(Role.ADMIN, kind="link")})

    answer = await api.put("/api/events/party/cancellation", headers={"origin": origin})

    assert told(answer) == (403, [])
    assert answer.json()["type"] == "/problems/cross-site"


@pytest.mark.parametrize("name", ["cookie", "authorization", "accept-language", "if-none-match", "accept"])
@pytest.mark.parametrize("value", [b"\xff\xfe=;;=", b"Bearer \xff", b"lang=\xff; convoke_login=\xff", b",;q=x," * 500])
async def test_odd_headers(api, admin, name, value):
    """Nonsense in a header is no reason to fall."""
    for path in ("/api/events", "/api/events/party", "/calendar/all.ics", "/api/me"):
        assert (await api.get(path, headers={name: value})).status_code in (200, 401)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/healthz", 200),
        ("/readyz", 200),
        ("/metrics", 200),
        ("/api/config", 200),
        ("/api/events", 200),
        ("/api/events/party", 200),
        ("/api/events/nothing", 404),
        ("/api/previews", 405),
    ],
)
async def test_head(api, admin, path, status):
    """HEAD answers what GET does, without the body."""
    head, whole = await api.head(path), await api.get(path)

    assert (head.status_code, whole.status_code, head.content) == (status, status, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert head.headers.get("etag") == whole.headers.get("etag")
    assert whole.content


async def test_head_of_a_stream_ends(api, admin):
    """Where GET would go on for ever, HEAD has an end."""
    answer = await asyncio.wait_for(api.head("/api/events/party/live", headers=admin), 5)

    assert (answer.status_code, answer.content) == (200, b"")
