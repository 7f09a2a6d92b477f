"""Who is called to an assembly has a ticket without registering: no seat is taken, and the door lets them in."""

import asyncio

import httpx
import pytest

from events.database import execute, fetch, fetchval
from events.words import Role
from tests.cast import ADA, BRAM, bearer, browser_of, hold_event, invite, join


@pytest.fixture
async def ada(api: httpx.AsyncClient) -> dict[str, str]:
    """Ada, a member who is called to a party of two seats, in her browser."""
    await hold_event(capacity=2)
    await invite(await join(7, ADA))
    return await browser_of(ADA)


async def test_an_invitation_takes_no_seat_and_opens_the_door(api: httpx.AsyncClient, ada: dict[str, str]) -> None:
    """Both seats are free still; the scanner knows her ticket, and it admits."""
    door = await bearer(Role.DOOR)
    event = (await api.get("/api/events/party")).json()
    pack = (await api.get("/api/door/party/pack", headers=door)).json()
    scan = {"scan_id": "1", "event": "party", "gate": "Main", "ticket": pack["tickets"][0]["id"]}

    answer = await api.post("/api/scans", json={"scans": [scan]}, headers=door)

    assert (event["places_left"], event["waiting"]) == (2, 0)
    assert [(one["name"], one["seat"]) for one in pack["tickets"]] == [("Ada Janssens", "invited")]
    assert answer.json()["verdicts"][0]["verdict"] == "admitted"
    organiser = await bearer(Role.ORGANISER)
    arrivals = (await api.get("/api/events/party/arrivals", headers=organiser)).json()
    assert (arrivals["invited"], arrivals["confirmed"], arrivals["arrived"]) == (1, 0, 1)
    assert (await api.get("/api/events/party/registrations", headers=organiser)).json()["items"] == []
    assert "invited" in (await api.get("/api/events/party/registrations.csv", headers=organiser)).text


async def test_she_sees_it_and_gives_it_back(api: httpx.AsyncClient, ada: dict[str, str]) -> None:
    """It stands among her registrations, with its ticket; given back it is cancelled, and no seat is counted free."""
    mine = (await api.get("/api/me/registrations", headers=ada)).json()["items"]
    own = mine[0]["manage_url"].replace("/registrations", "/api/registrations")

    gone = await api.delete(own)

    assert (mine[0]["seat"], mine[0]["people"]) == ("invited", ["Ada Janssens"])
    assert gone.json()["seat"] == "cancelled"
    assert (await api.get("/api/events/party")).json()["places_left"] == 2
    assert [row["message"] for row in await fetch("SELECT message FROM outbox")] == ["cancelled"]


async def test_invited_she_registers_and_keeps_her_ticket(api: httpx.AsyncClient, ada: dict[str, str]) -> None:
    """With Bram beside her: two seats are taken, hers by the registration and the ticket she had."""
    invited = (await api.get("/api/me/registrations", headers=ada)).json()["items"][0]
    ticket = await fetchval("SELECT id FROM ticket")
    key = {"Idempotency-Key": "ada-1"}

    made = await api.post("/api/events/party/registrations", json={**ADA, "party": ["Bram"]}, headers=ada | key)
    again = await api.post("/api/events/party/registrations", json={**ADA, "party": ["Bram"]}, headers=ada | key)

    assert made.status_code == 201, made.text
    body = made.json()
    assert (body["id"], body["seat"], body["tickets"][0]["id"]) == (invited["id"], "confirmed", ticket)
    assert [one["name"] for one in body["tickets"]] == ["Ada Janssens", "Bram"]
    assert again.json() == body
    assert (await api.get("/api/events/party")).json()["places_left"] == 0
    assert [row["message"] for row in await fetch("SELECT message FROM outbox")] == ["registered"]


async def test_without_seats_for_all_the_invitation_stays(api: httpx.AsyncClient, ada: dict[str, str]) -> None:
    """The party is full: she is told where her own ticket is, which admits her as before."""
    await execute("UPDATE seats SET confirmed = 2")

    refused = await api.post("/api/events/party/registrations", json=ADA, headers=ada)

    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/already-registered")
    assert "/registrations/" in refused.json()["location"]
    assert await fetchval("SELECT seat FROM registration") == "invited"


async def test_fifty_clicks_register_once(api: httpx.AsyncClient, ada: dict[str, str]) -> None:
    """Fifty requests at once: one seat is taken, one mail leaves."""
    answers = await asyncio.gather(
        *(api.post("/api/events/party/registrations", json=ADA, headers=ada) for _ in range(50))
    )

    assert sorted({answer.status_code for answer in answers}) == [201, 409]
    assert await fetchval("SELECT confirmed FROM seats") == 1
    assert await fetchval("SELECT count(*) FROM outbox") == 1


async def test_the_mailbox_alone_is_sent_the_link(api: httpx.AsyncClient, ada: dict[str, str]) -> None:
    """Somebody types her address without being signed in: refused, and the link goes to her mailbox."""
    answer = await api.post("/api/events/party/registrations", json={**BRAM, "email": ADA["email"]})

    assert (answer.status_code, "location" in answer.json()) == (409, False)
    assert [row["message"] for row in await fetch("SELECT message FROM outbox")] == ["link_again"]


async def test_the_invited_hear_of_a_move(api: httpx.AsyncClient, ada: dict[str, str]) -> None:
    """The party begins elsewhere: who is called is mailed like who registered."""
    organiser = await bearer(Role.ORGANISER)

    await api.patch("/api/events/party", json={"venue": "Elsewhere 1"}, headers=organiser)

    assert [row["message"] for row in await fetch("SELECT message FROM outbox")] == ["moved"]
