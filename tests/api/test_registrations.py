"""Registering over HTTP: what people are answered, and what they never learn."""

import asyncio
from collections import Counter

import pytest

from events.database import fetch, fetchval
from events.words import Role
from tests.cast import ADA, BRAM, CHLOE, DAVID, bearer, hold_event, somebody


async def test_a_party_registers_and_gets_a_ticket_each(api):
    """Ada comes with Bram: one registration, two tickets, a link of her own and a mail that waits to leave."""
    await hold_event()

    answer = await api.post("/api/events/party/registrations", json={**ADA, "party": ["Bram Claes"]})

    made = answer.json()
    assert answer.status_code == 201
    assert (made["seat"], made["position"]) == ("confirmed", None)
    assert [ticket["name"] for ticket in made["tickets"]] == ["Ada Janssens", "Bram Claes"]
    assert len({ticket["code"] for ticket in made["tickets"]}) == 2
    seen = (await api.get(made["manage_url"].replace("/registrations", "/api/registrations"))).json()
    assert seen["tickets"] == made["tickets"]
    assert seen["email"] == "ada@example.org"
    assert await fetchval("SELECT message || ' ' || recipient FROM outbox") == "registered ada@example.org"


async def test_the_event_counts_its_places(api):
    """Of five places two are taken."""
    await hold_event(capacity=5)

    await api.post("/api/events/party/registrations", json={**ADA, "party": ["Bram"]})

    assert (await api.get("/api/events/party")).json()["places_left"] == 3


async def test_a_full_event_gives_a_place_in_the_queue(api):
    """One seat, three people: the second is first in the queue, the third second; no place is shown as free."""
    await hold_event(capacity=1)

    answers = [(await api.post("/api/events/party/registrations", json=person)).json() for person in (ADA, BRAM, CHLOE)]

    assert [(one["seat"], one["position"]) for one in answers] == [
        ("confirmed", None),
        ("waiting", 1),
        ("waiting", 2),
    ]
    event = (await api.get("/api/events/party")).json()
    assert (event["places_left"], event["waiting"]) == (0, 2)


async def test_a_cancellation_seats_the_next_at_once(api):
    """Ada gives her place back: Bram has it, hears of it, and Chloé moves up."""
    await hold_event(capacity=1)
    ada, bram, chloe = [
        (await api.post("/api/events/party/registrations", json=person)).json() for person in (ADA, BRAM, CHLOE)
    ]

    gone = await api.delete(_own(ada))

    assert gone.json()["seat"] == "cancelled"
    assert (await api.get(_own(bram))).json()["seat"] == "confirmed"
    assert (await api.get(_own(chloe))).json()["position"] == 1
    mails = [(row["message"], row["recipient"]) for row in await fetch("SELECT * FROM outbox ORDER BY id")]
    assert mails[-2:] == [("cancelled", "ada@example.org"), ("promoted", "bram@example.org")]


async def test_a_large_party_is_not_passed_by_a_smaller_one(api):
    """Two seats come free; the four who wait first do not fit, so the one behind them waits too."""
    await hold_event(capacity=4)
    ada = (await api.post("/api/events/party/registrations", json={**ADA, "party": ["Second"]})).json()
    await api.post("/api/events/party/registrations", json={**BRAM, "party": ["Second"]})
    four = (await api.post("/api/events/party/registrations", json={**CHLOE, "party": ["2", "3", "4"]})).json()
    one = (await api.post("/api/events/party/registrations", json=DAVID)).json()

    await api.delete(_own(ada))

    assert (await api.get(_own(four))).json()["position"] == 1
    assert (await api.get(_own(one))).json()["position"] == 2


async def test_cancelling_twice_is_cancelling_once(api):
    """The link is pressed again: the same answer, and no seat is counted free twice."""
    await hold_event(capacity=3)
    ada = (await api.post("/api/events/party/registrations", json=ADA)).json()

    first, second = await api.delete(_own(ada)), await api.delete(_own(ada))

    assert first.json() == second.json()
    assert (await api.get("/api/events/party")).json()["places_left"] == 3


async def test_the_same_address_registers_once(api):
    """Asked again in capitals: refused kindly, the link mailed to its owner, and nothing of it in the answer."""
    await hold_event()
    made = (await api.post("/api/events/party/registrations", json=ADA)).json()

    again = await api.post("/api/events/party/registrations", json={**ADA, "name": "Eve", "email": " ADA@Example.org "})
    third = await api.post("/api/events/party/registrations", json=ADA)

    assert (again.status_code, again.json()["type"]) == (409, "/problems/already-registered")
    assert third.status_code == 409
    secret = made["manage_url"].split("key=")[1]
    assert secret not in again.text
    assert made["tickets"][0]["code"] not in again.text
    assert [row["message"] for row in await fetch("SELECT message FROM outbox ORDER BY id")] == [
        "registered",
        "link_again",
    ]


async def test_who_cancelled_may_come_back(api):
    """Ada cancels and registers again: a new registration."""
    await hold_event()
    first = (await api.post("/api/events/party/registrations", json=ADA)).json()
    await api.delete(_own(first))

    second = await api.post("/api/events/party/registrations", json=ADA)

    assert second.status_code == 201
    assert second.json()["id"] != first["id"]


async def test_a_key_sent_again_gets_the_first_answer(api):
    """The answer was lost on the way; the same key asks again and gets it, even after the queue moved."""
    await hold_event(capacity=1)
    ada = (await api.post("/api/events/party/registrations", json=ADA)).json()
    headers = {"Idempotency-Key": "bram-1"}
    first = await api.post("/api/events/party/registrations", json=BRAM, headers=headers)
    await api.delete(_own(ada))

    again = await api.post("/api/events/party/registrations", json=BRAM, headers=headers)
    other = await api.post("/api/events/party/registrations", json=CHLOE, headers=headers)

    assert (again.status_code, again.json()) == (201, first.json())
    assert (other.status_code, other.json()["type"]) == (422, "/problems/idempotency-key-reused")


async def test_twenty_times_the_same_key_is_one_registration(api):
    """A nervous browser sends it twenty times at once: one registration, one answer, one mail."""
    await hold_event(capacity=50)
    headers = {"Idempotency-Key": "nervous"}

    answers = await asyncio.gather(
        *[api.post("/api/events/party/registrations", json=ADA, headers=headers) for _ in range(20)]
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert await fetchval("SELECT count(*) FROM registration") == 1
    assert await fetchval("SELECT count(*) FROM outbox") == 1


async def test_three_hundred_at_once_for_a_hundred_seats(api):
    """Exactly a hundred sit and two hundred wait, each at a place of their own from 1 to 200."""
    await hold_event(capacity=100)

    answers = await asyncio.gather(*[api.post("/api/events/party/registrations", json=somebody(n)) for n in range(300)])

    made = [answer.json() for answer in answers]
    assert Counter(one["seat"] for one in made) == {"confirmed": 100, "waiting": 200}
    assert sorted(one["position"] for one in made if one["seat"] == "waiting") == list(range(1, 201))
    waiting = await fetch("SELECT id FROM registration WHERE seat = 'waiting' ORDER BY position")
    by_position = sorted((one for one in made if one["seat"] == "waiting"), key=lambda one: one["position"])
    assert [row["id"] for row in waiting] == [one["id"] for one in by_position]
    seats = await fetch("SELECT confirmed, waiting FROM seats")
    assert dict(seats[0]) == {"confirmed": 100, "waiting": 200}


async def test_a_hundred_cancel_while_a_hundred_register(api):
    """Coming and going at once: nobody over capacity, and no seat idle while somebody waits."""
    await hold_event(capacity=60)
    first = [(await api.post("/api/events/party/registrations", json=somebody(n))).json() for n in range(100)]

    await asyncio.gather(
        *[api.delete(_own(one)) for one in first[:50]],
        *[api.post("/api/events/party/registrations", json=somebody(n)) for n in range(100, 150)],
    )

    row = (await fetch("SELECT confirmed, waiting FROM seats"))[0]
    counted = await fetch("SELECT seat, sum(party_size)::int AS n FROM registration GROUP BY seat")
    assert {one["seat"]: one["n"] for one in counted} == {"confirmed": 60, "waiting": 40, "cancelled": 50}
    assert dict(row) == {"confirmed": 60, "waiting": 40}


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"name": "  "}, "name", "empty"),
        ({"name": "x" * 201}, "name", "too_long"),
        ({"email": "ada"}, "email", "not_an_address"),
        ({"email": "ada@example.org\nBcc: all@example.org"}, "email", "not_an_address"),
        ({"language": "it"}, "language", "wrong_kind"),
        ({"party": ["Bram", ""]}, "party.1", "empty"),
        ({"party": ["x"] * 500}, "party", "too_many"),
        ({"surname": "Janssens"}, "surname", "unknown_field"),
    ],
)
async def test_bad_input_is_named_with_its_mend(api, change, field, code):
    """Whatever is wrong is named, in the reader's language, and nothing is stored."""
    await hold_event()

    answer = await api.post("/api/events/party/registrations?lang=nl", json={**ADA, **change})

    problem = answer.json()
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [(error["field"], error["code"]) for error in problem["errors"]] == [(field, code)]
    assert problem["title"] == "Nog iets aan te passen"
    assert await fetchval("SELECT count(*) FROM registration") == 0


async def test_every_field_is_named_not_the_first(api):
    """Two names and an address are wrong: three mends."""
    await hold_event()

    answer = await api.post(
        "/api/events/party/registrations", json={"name": "", "email": "nobody", "language": "fr", "party": ["", "Bo"]}
    )

    assert [error["field"] for error in answer.json()["errors"]] == ["name", "email", "party.0"]


@pytest.mark.parametrize("body", ['{"name": "Ada', "[]", "", '"Ada"', "\xff"])
async def test_a_body_that_is_cut_off_is_a_problem_not_a_crash(api, body):
    """Half a body, or another thing than an object."""
    await hold_event()

    answer = await api.post("/api/events/party/registrations", content=body.encode("latin-1"))

    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/invalid"


async def test_a_megabyte_of_name_is_refused(api):
    """More than a request may carry: refused before it is read."""
    await hold_event()

    answer = await api.post("/api/events/party/registrations", json={**ADA, "name": "x" * 1_000_000})

    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")


async def test_unusual_people_are_welcome(api):
    """One letter, an emoji, an accent in the address, no address at all."""
    await hold_event()

    for person in (DAVID, {"name": "O", "language": "nl"}, {"name": "  Li   Na ", "email": "li@example.org"}):
        assert (await api.post("/api/events/party/registrations", json=person)).status_code == 201

    names = [row["name"] for row in await fetch("SELECT name FROM registration ORDER BY id")]
    assert names == ["Davíð 🎈", "O", "Li Na"]


@pytest.mark.parametrize(
    "url", ["/api/registrations/{id}", "/api/registrations/{id}?key=wrong", "/api/registrations/0"]
)
async def test_a_registration_is_nobody_elses(api, url):
    """Without its key it does not exist, and says so in the same words."""
    await hold_event()
    made = (await api.post("/api/events/party/registrations", json=ADA)).json()

    answers = [await api.get(url.format(**made)), await api.delete(url.format(**made))]

    assert [answer.status_code for answer in answers] == [404, 404]
    ticket = made["tickets"][0]["id"]
    assert (await api.get(f"/api/tickets/{ticket}.svg?key=wrong")).status_code == 404


async def test_organisers_see_and_cancel_their_own_offices_registrations(api):
    """Brussels sees Brussels' list; Ghent finds nothing there."""
    await hold_event()
    made = (await api.post("/api/events/party/registrations", json=ADA)).json()
    brussels = await bearer(Role.ORGANISER, office="brussels")
    ghent = await bearer(Role.ORGANISER, office="ghent")

    own = await api.get("/api/events/party/registrations", headers=brussels)
    other = await api.get("/api/events/party/registrations", headers=ghent)

    assert [row["name"] for row in own.json()["items"]] == ["Ada Janssens"]
    assert other.status_code == 404
    assert (await api.delete(f"/api/registrations/{made['id']}", headers=ghent)).status_code == 404
    assert (await api.delete(f"/api/registrations/{made['id']}", headers=brussels)).json()["seat"] == "cancelled"


async def test_a_csv_cannot_run_in_a_spreadsheet(api):
    """A name that looks like a formula arrives as text."""
    await hold_event()
    await api.post("/api/events/party/registrations", json={**ADA, "name": "=1+1"})

    answer = await api.get("/api/events/party/registrations.csv", headers=await bearer(Role.ADMIN))

    assert "'=1+1" in answer.text
    assert answer.content.startswith(b"\xef\xbb\xbf")


def _own(made: dict) -> str:
    """The address of the registration in the API, with its key."""
    return made["manage_url"].replace("http://127.0.0.1:8000/registrations", "/api/registrations")
