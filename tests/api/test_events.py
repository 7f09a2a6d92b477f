"""Events over HTTP: found, written, moved, cancelled, and what calendars are told of it."""

import asyncio

import pytest

from events.actions import tokens
from events.database import fetch, fetchval
from events.words import Mode, Role, Status
from tests.cast import ADA, BRAM, at, bearer, hold_event, somebody

NEW = {
    "slug": "spring",
    "office": "brussels",
    "title": {"nl": "Lente", "fr": "Printemps"},
    "starts_at": "2030-03-20T18:00:00+01:00",
    "ends_at": "2030-03-20T21:00:00+01:00",
    "capacity": 40,
}


@pytest.fixture
async def brussels(api):
    """The header of an organiser in Brussels."""
    return await bearer(Role.ORGANISER, office="brussels")


async def sequence(api, slug="spring"):
    """UID, SEQUENCE and STATUS as the event's feed says them."""
    lines = (await api.get(f"/calendar/event/{slug}.ics?lang=nl")).text.split("BEGIN:VEVENT")[1].split("\r\n")
    said = dict(line.split(":", 1) for line in lines if ":" in line)
    return said["UID"], int(said["SEQUENCE"]), said["STATUS"]


async def test_from_draft_to_publication(api, brussels):
    """A draft shows to its organiser alone; published it shows to everybody, with the office's defaults."""
    made = await api.post("/api/events", json=NEW, headers=brussels)
    hidden = await api.get("/api/events/spring")
    listed = (await api.get("/api/events")).json()["items"]
    own = (await api.get("/api/events", headers=brussels)).json()["items"]

    shown = await api.put("/api/events/spring/publication", headers=brussels)

    assert (made.status_code, made.json()["status"], made.json()["timezone"]) == (201, "draft", "Europe/Brussels")
    assert (hidden.status_code, listed, [event["slug"] for event in own]) == (404, [], ["spring"])
    assert shown.json()["status"] == "published"
    assert (await api.get("/api/events/spring")).json()["title"]["fr"] == "Printemps"


async def test_moving_tells_calendars_and_people(api, brussels):
    """Same UID, a higher SEQUENCE, the new time in the feed, and a mail to everyone registered."""
    await api.post("/api/events", json={**NEW, "status": "published"}, headers=brussels)
    await api.post("/api/events/spring/registrations", json=ADA)
    uid, before, _ = await sequence(api)

    moved = await api.patch("/api/events/spring", json={"starts_at": "2030-03-20T17:00:00+01:00"}, headers=brussels)

    assert moved.json()["starts_at"] == "2030-03-20T16:00:00Z"
    assert await sequence(api) == (uid, before + 1, "CONFIRMED")
    assert "DTSTART;TZID=Europe/Brussels:20300320T170000" in (await api.get("/calendar/all.ics")).text
    assert [row["message"] for row in await fetch("SELECT message FROM outbox ORDER BY id")] == ["registered", "moved"]


async def test_cancelling_stays_in_the_feed(api, brussels):
    """Cancelled in every feed, with its reason in the mail, and its programme with it."""
    await api.post("/api/events", json={**NEW, "status": "published"}, headers=brussels)
    await api.post(
        "/api/events", json={**NEW, "slug": "workshop", "parent": "spring", "status": "published"}, headers=brussels
    )
    await api.post("/api/events/workshop/registrations", json=BRAM)

    answer = await api.put("/api/events/spring/cancellation", json={"reason": {"nl": "Sneeuw"}}, headers=brussels)

    assert answer.json()["status"] == "cancelled"
    assert (await api.get("/api/events/workshop")).json()["status"] == "cancelled"
    assert (await sequence(api))[2] == "CANCELLED"
    assert "Afgelast" in (await api.get("/calendar/office/brussels.ics?lang=nl")).text
    assert await fetchval("SELECT count(*) FROM outbox WHERE message = 'event_cancelled'") == 1
    late = await api.post("/api/events/spring/registrations", json=ADA)
    assert (late.status_code, late.json()["type"]) == (409, "/problems/registrations-closed")
    again = await api.patch("/api/events/spring", json={"capacity": 5}, headers=brussels)
    assert again.json()["type"] == "/problems/event-cancelled"


async def test_the_second_of_two_editors_is_told(api, brussels):
    """Both read version 1; the first saves; the second is refused and nothing is overwritten."""
    made = await api.post("/api/events", json=NEW, headers=brussels)
    etag = made.headers["etag"]

    first = await api.patch("/api/events/spring", json={"capacity": 50}, headers={**brussels, "if-match": etag})
    second = await api.patch("/api/events/spring", json={"capacity": 10}, headers={**brussels, "if-match": etag})

    assert first.status_code == 200
    assert (second.status_code, second.json()["type"]) == (412, "/problems/changed-meanwhile")
    assert (await api.get("/api/events/spring", headers=brussels)).json()["capacity"] == 50


async def test_more_seats_move_the_queue(api, brussels):
    """The room is larger than thought: Bram sits, and hears of it. Smaller than those seated is refused."""
    await hold_event(capacity=1)
    await api.post("/api/events/party/registrations", json=ADA)
    await api.post("/api/events/party/registrations", json=BRAM)

    await api.patch("/api/events/party", json={"capacity": 2}, headers=brussels)
    fewer = await api.patch("/api/events/party", json={"capacity": 1}, headers=brussels)

    assert dict((await fetch("SELECT confirmed, waiting FROM seats"))[0]) == {"confirmed": 2, "waiting": 0}
    assert await fetchval("SELECT recipient FROM outbox WHERE message = 'promoted'") == "bram@example.org"
    assert fewer.json()["type"] == "/problems/capacity-too-small"


async def test_an_office_cannot_touch_anothers_events(api):
    """For Ghent, Brussels' draft does not exist, and nothing can be made in Brussels' name."""
    await hold_event(status=Status.DRAFT)
    ghent = await bearer(Role.ORGANISER, office="ghent")

    answers = [
        await api.get("/api/events/party", headers=ghent),
        await api.patch("/api/events/party", json={"capacity": 1}, headers=ghent),
        await api.put("/api/events/party/publication", headers=ghent),
        await api.put("/api/events/party/cancellation", headers=ghent),
        await api.post("/api/events", json=NEW, headers=ghent),
        await api.post("/api/events", json={**NEW, "office": "atlantis"}, headers=ghent),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404, 404, 422]


@pytest.mark.parametrize("role", [Role.DOOR, Role.BUREAU, None])
async def test_others_do_not_write_events(api, role):
    """The door may not, and nobody is asked to sign in first."""
    headers = await bearer(role) if role else {}

    answer = await api.post("/api/events", json=NEW, headers=headers)

    assert answer.status_code == (403 if role else 401)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends_at": "2030-03-20T17:00:00+01:00"}, "ends_at"),
        ({"starts_at": "2030-03-20T18:00:00"}, "starts_at"),
        ({"slug": "Spring Party"}, "slug"),
        ({"title": {}}, "title"),
        ({"title": {"nl": "x" * 201}}, "title.nl"),
        ({"title": {"it": "Festa"}}, "title.it"),
        ({"title": {"nl": "Len\0te"}}, "title.nl"),
        ({"description": {"fr": "\x1b[31m"}}, "description.fr"),
        ({"venue": "Kanal\0"}, "venue"),
        ({"online_url": "https://example.org/\0"}, "online_url"),
        ({"starts_at": "0001-01-01T00:00:00+14:00"}, "starts_at"),
        ({"ends_at": "9999-12-31T23:59:59-12:00"}, "ends_at"),
        ({"capacity": 0}, "capacity"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"parent": "nowhere"}, "parent"),
        ({"office": "nowhere"}, "office"),
        ({"mode": "dream"}, "mode"),
    ],
)
async def test_what_cannot_be_stored_is_named(api, change, field):
    """The field and its mend; nothing is stored."""
    answer = await api.post("/api/events", json={**NEW, **change}, headers=await bearer(Role.ADMIN))

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert await fetchval("SELECT count(*) FROM event") == 0


async def test_a_day_stays_a_day(api, brussels):
    """An event with a programme cannot become an item of another."""
    for slug, parent in (("day", None), ("workshop", "day"), ("other", None)):
        answer = await api.post("/api/events", json={**NEW, "slug": slug, "parent": parent}, headers=brussels)
        assert answer.status_code == 201

    answer = await api.patch("/api/events/day", json={"parent": "other"}, headers=brussels)

    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [("parent", "has_programme")]


@pytest.mark.parametrize("reason", [{"xx": "?"}, {"nl": "x" * 2001}, {"nl": "\0"}])
async def test_a_reason_is_a_text_in_our_languages(api, brussels, reason):
    """Calling off with a reason that nobody could be mailed changes nothing."""
    await api.post("/api/events", json={**NEW, "status": "published"}, headers=brussels)

    answer = await api.put("/api/events/spring/cancellation", json={"reason": reason}, headers=brussels)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == f"reason.{next(iter(reason))}"
    assert (await api.get("/api/events/spring")).json()["status"] == "published"


async def test_a_slug_is_given_once(api, brussels):
    """The second event at the same address is refused, whether new or renamed."""
    await api.post("/api/events", json=NEW, headers=brussels)
    await api.post("/api/events", json={**NEW, "slug": "summer"}, headers=brussels)

    again = await api.post("/api/events", json=NEW, headers=brussels)
    renamed = await api.patch("/api/events/summer", json={"slug": "spring"}, headers=brussels)

    assert [one.json()["type"] for one in (again, renamed)] == ["/problems/slug-taken"] * 2


async def test_finding_events(api):
    """By office, by words without accents in any language, by mode, by language and between days; in pages."""
    await hold_event(
        "a", title={"fr": "Soirée, Liège"}, starts_at=at("2030-01-01T18:00"), ends_at=at("2030-01-01T20:00")
    )
    await hold_event("b", office="ghent", starts_at=at("2030-02-01T18:00"), ends_at=at("2030-02-01T20:00"))
    await hold_event("c", mode=Mode.ONLINE, starts_at=at("2030-03-01T18:00"), ends_at=at("2030-03-01T20:00"))

    async def slugs(query: str) -> list[str]:
        return [event["slug"] for event in (await api.get(f"/api/events?{query}")).json()["items"]]

    assert await slugs("") == ["a", "b", "c"]
    assert await slugs("office=ghent") == ["b"]
    assert await slugs("office=ghent&office=brussels") == ["a", "b", "c"]
    assert await slugs("q=LIEGE+soiree") == ["a"]
    assert await slugs("q=100%25") == []
    assert await slugs("mode=online") == ["c"]
    assert await slugs("from=2030-01-15&to=2030-02-15") == ["b"]
    page = (await api.get("/api/events?limit=2")).json()
    assert await slugs(f"limit=2&after={page['next']}") == ["c"]
    assert (await api.get("/api/events?from=tomorrow")).json()["errors"][0]["field"] == "from"
    assert (await api.get("/api/events?after=%21")).json()["errors"][0]["field"] == "after"


async def test_the_link_to_join_is_for_who_has_a_seat(api, brussels):
    """The public page and feed do not have it; Ada's registration does; Bram waits and does not."""
    await hold_event(mode=Mode.ONLINE, online_url="https://meet.example.org/x", capacity=1)
    ada = (await api.post("/api/events/party/registrations", json=ADA)).json()
    bram = (await api.post("/api/events/party/registrations", json=BRAM)).json()

    def own(made):
        return made["manage_url"].replace("http://127.0.0.1:8000/registrations", "/api/registrations")

    assert (await api.get("/api/events/party")).json()["online_url"] is None
    assert "meet.example.org" not in (await api.get("/calendar/all.ics")).text
    assert (await api.get(own(ada))).json()["online_url"] == "https://meet.example.org/x"
    assert (await api.get(own(bram))).json()["online_url"] is None
    assert (await api.get("/api/events/party", headers=brussels)).json()["online_url"] == "https://meet.example.org/x"


async def test_a_feed_is_unchanged_until_something_changes(api, brussels):
    """304 by ETag and by date; a change, a deletion too, gives another body and a later date."""
    await hold_event()
    first = await api.get("/calendar/all.ics")
    known = {"if-none-match": first.headers["etag"]}
    dated = {"if-modified-since": first.headers["last-modified"]}

    same = [await api.get("/calendar/all.ics", headers=headers) for headers in (known, dated)]
    await api.delete("/api/events/party/publication", headers=brussels)
    after = [await api.get("/calendar/all.ics", headers=headers) for headers in (known, dated)]

    assert [one.status_code for one in same] == [304, 304]
    assert [one.status_code for one in after] == [200, 200]
    assert "BEGIN:VEVENT" not in after[0].text
    assert (await api.head("/calendar/all.ics")).headers["etag"] == after[0].headers["etag"]
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["office/nowhere.ics", "event/nothing.ics", "event/party", "mine/wrong.ics", "mine/.ics"]
)
async def test_feeds_that_do_not_exist(api, path):
    """An office, an event or a token that is none is not found, and no empty calendar."""
    assert (await api.get(f"/calendar/{path}")).status_code == 404


async def test_signing_in_with_a_link(api):
    """The link gives a cookie; with it Ada is known until she signs out; another site cannot use it."""
    link = await tokens.issue(Role.ORGANISER, kind="link", office="brussels")
    signed = await api.post("/api/logins", json={"link": link})
    cookie = signed.headers["set-cookie"]

    foreign = await api.post("/api/events", json=NEW, headers={"origin": "https://evil.example"})
    mine = await api.post("/api/events", json=NEW, headers={"origin": "http://127.0.0.1:8000"})
    me = await api.get("/api/me")
    await api.delete("/api/logins/me", headers={"origin": "http://127.0.0.1:8000"})

    assert signed.json()["role"] == "organiser"
    assert all(word in cookie.lower() for word in ("httponly", "samesite=lax"))
    assert (foreign.status_code, foreign.json()["type"]) == (403, "/problems/cross-site")
    assert (mine.status_code, me.json()["office"]) == (201, "brussels")
    assert (await api.get("/api/me")).status_code == 401
    assert (await api.post("/api/logins", json={"link": "wrong"})).status_code == 401


async def test_problems_have_the_readers_language(api):
    """404 and 405 are problem documents too."""
    missing = await api.get("/api/nothing", headers={"accept-language": "fr-BE,nl;q=0.5"})
    wrong = await api.put("/api/offices?lang=de")

    assert (missing.status_code, missing.json()["title"]) == (404, "Introuvable")
    assert (wrong.status_code, wrong.json()["type"]) == (405, "/problems/method-not-allowed")
    assert missing.headers["content-type"] == wrong.headers["content-type"] == "application/problem+json"


async def test_people_register_while_the_event_is_edited_and_cancelled(api, brussels):
    """Registrations, edits and a cancellation at once: none waits for another for ever, and nobody gets in after it."""
    await hold_event(capacity=500)

    answers = await asyncio.gather(
        *[api.post("/api/events/party/registrations", json=somebody(n)) for n in range(60)],
        *[api.patch("/api/events/party", json={"venue": f"Room {n}"}, headers=brussels) for n in range(10)],
        api.put("/api/events/party/cancellation", headers=brussels),
        *[api.post("/api/events/party/registrations", json=somebody(n)) for n in range(60, 120)],
    )

    assert {answer.status_code for answer in answers} <= {200, 201, 409}
    registered = sum(answer.status_code == 201 for answer in answers)
    told = await fetchval("SELECT count(*) FROM outbox WHERE message = 'event_cancelled'")
    assert told == registered == await fetchval("SELECT count(*) FROM registration")


@pytest.mark.parametrize(
    "path",
    [
        f"/api/registrations/{10**30}?key=x",
        "/api/events?q=%00",
        "/api/events?office=%00",
        "/api/events?from=0001-01-01",
        "/api/events?to=9999-12-31",
        "/api/events/a%00b",
        "/events/a%00b",
        "/calendar/event/a%00.ics",
        "/calendar/office/%FF.ics",
        f"/api/tickets/{10**30}.svg",
        "/api/events?after=MDAwMS0wMS0wMVQwMDowMDowMCswMTowMHwx",
    ],
)
async def test_what_no_row_can_be_is_not_found(api, path):
    """Numbers of thirty digits, NULs, the year 1: refused as politely as anything else."""
    answer = await api.get(path)

    assert answer.status_code in (200, 404, 422), answer.text
