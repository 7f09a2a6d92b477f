"""Who is a member registers as one: for events that are members' alone, and once for each event."""

import asyncio
from collections import Counter
from datetime import date
from typing import Any

import httpx
import pytest

from events.database import execute, fetch, fetchrow, fetchval
from events.words import Audience, Role
from tests.cast import ADA, BRAM, CHLOE, bearer, hold_event, join, somebody

REGISTER = "/api/events/party/registrations"
MARTHA = {"name": "Martha Maes", "language": "nl"}
"""She has no e-mail."""


async def member(number: int, who: dict[str, Any] = ADA, **known: Any) -> dict[str, str]:
    """The header with which a program acts for this member."""
    await join(number, who, **known)
    return await bearer(Role.MEMBER, member=number)


async def test_an_event_for_members_takes_members(api):
    """Ada registers with nothing but her login: name, address and language are the register's."""
    await hold_event(audience=Audience.MEMBERS)
    ada = await member(7)

    made = await api.post(REGISTER, json={}, headers=ada)

    assert made.status_code == 201
    assert [ticket["name"] for ticket in made.json()["tickets"]] == ["Ada Janssens"]
    row = await fetchrow("SELECT r.*, m.number FROM registration r JOIN member m ON m.id = r.member")
    assert (row["number"], row["name"], row["email"], row["language"]) == (7, *ADA.values())
    assert await fetchval("SELECT message || ' ' || recipient FROM outbox") == "registered ada@example.org"
    assert await fetchval("SELECT actor FROM journal WHERE action = 'registered'") == f"member {row['member']}"


@pytest.mark.parametrize("role", [None, Role.DOOR, Role.ADMIN])
async def test_an_event_for_members_takes_nobody_else(api, role):
    """A stranger, a door and an administrator who names no member are told whom it is for."""
    await hold_event(audience=Audience.MEMBERS)

    answer = await api.post(REGISTER, json=BRAM, headers=await bearer(role) if role else {})

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/members-only")
    assert await fetchval("SELECT count(*) FROM registration") == 0


@pytest.mark.parametrize(("language", "title"), [
    ("nl", "Voor vennoten"), ("fr", "Pour les sociétaires"), ("en", "For members"), ("de", "Für Mitglieder"),
])  # fmt: skip
async def test_it_says_so_in_the_readers_language(api, language, title):
    """Whom it is for is told in four languages."""
    await hold_event(audience=Audience.MEMBERS)

    answer = await api.post(REGISTER, json=BRAM, headers={"accept-language": language})

    assert answer.json()["title"] == title


async def test_who_left_is_a_member_no_more(api):
    """Bram left the cooperative: he still registers for what is for everyone, and no longer for what is for members."""
    await hold_event(audience=Audience.MEMBERS)
    await hold_event("dance")
    bram = await member(8, BRAM, left_on=date(2021, 1, 1))

    refused = await api.post(REGISTER, json={}, headers=bram)
    made = await api.post("/api/events/dance/registrations", json={}, headers=bram)

    assert refused.json()["type"] == "/problems/members-only"
    assert made.status_code == 201


async def test_an_event_that_is_over_says_that_first(api):
    """A stranger who comes too late is not sent to sign in for nothing."""
    event = await hold_event(audience=Audience.MEMBERS)
    await execute("UPDATE event SET starts_at = now() - interval '3 h', ends_at = now() - interval '1 h'")

    answer = await api.post(REGISTER, json=BRAM)

    assert event.audience is Audience.MEMBERS
    assert answer.json()["type"] == "/problems/registrations-closed"


async def test_a_second_time_says_where_the_first_is(api):
    """Ada asks again: she is led to what she has. Nothing is mailed, and nobody else is led there."""
    await hold_event()
    ada = await member(7)
    made = (await api.post(REGISTER, json={}, headers=ada)).json()

    again = await api.post(REGISTER, json={}, headers=ada)
    stranger = await api.post(REGISTER, json=ADA)

    assert (again.status_code, again.json()["type"]) == (409, "/problems/already-registered")
    assert again.json()["location"] == made["manage_url"]
    assert "location" not in stranger.json()
    assert [row["message"] for row in await fetch("SELECT message FROM outbox ORDER BY id")] == [
        "registered",
        "link_again",
    ]


async def test_the_same_key_gets_the_same_answer(api):
    """Ada's phone lost the answer and asks again with its key."""
    await hold_event(audience=Audience.MEMBERS)
    headers = {**await member(7), "idempotency-key": "once"}

    first, second = [await api.post(REGISTER, json={}, headers=headers) for _ in range(2)]

    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert first.status_code == 201


async def test_a_couple_shares_a_mailbox(api):
    """Ada and Bram have one address between them: each registers, and neither is taken for the other."""
    await hold_event(audience=Audience.MEMBERS)
    ada = await member(7)
    bram = await member(8, {**BRAM, "email": ADA["email"]})

    made = [await api.post(REGISTER, json={}, headers=one) for one in (ada, bram)]

    assert [one.status_code for one in made] == [201, 201]
    assert (await api.post(REGISTER, json={}, headers=bram)).json()["location"] == made[1].json()["manage_url"]


async def test_an_address_counts_once_with_and_without_login(api):
    """Ada registered by her address before she signed in: she has one place, and not two."""
    await hold_event()
    await api.post(REGISTER, json=ADA)

    answer = await api.post(REGISTER, json={}, headers=await member(7))

    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/already-registered")
    assert await fetchval("SELECT count(*) FROM registration") == 1


async def test_a_member_fifty_times_at_once(api):
    """Ada's phone goes wild: one registration, one mail, and forty-nine times the way to it."""
    await hold_event(audience=Audience.MEMBERS, capacity=10)
    ada = await member(7)

    answers = await asyncio.gather(*(api.post(REGISTER, json={}, headers=ada) for _ in range(50)))

    assert Counter(one.status_code for one in answers) == {201: 1, 409: 49}
    made = next(one.json() for one in answers if one.status_code == 201)
    assert {one.json()["location"] for one in answers if one.status_code == 409} == {made["manage_url"]}
    assert await fetchval("SELECT count(*) FROM registration") == 1
    assert await fetchval("SELECT count(*) FROM outbox") == 1
    assert (await api.get("/api/events/party")).json()["places_left"] == 9


async def test_members_and_strangers_at_once(api):
    """Thirty members, each twice, and thirty strangers ask at once for forty places: forty sit, twenty wait."""
    await hold_event(capacity=40)
    headers = [await member(n, somebody(n)) for n in range(1, 31)]

    answers = await asyncio.gather(
        *(api.post(REGISTER, json={}, headers=one) for one in headers + headers),
        *(api.post(REGISTER, json=somebody(n)) for n in range(100, 130)),
    )

    assert Counter(one.status_code for one in answers) == {201: 60, 409: 30}
    assert Counter(one.json()["seat"] for one in answers if one.status_code == 201) == {"confirmed": 40, "waiting": 20}


async def test_the_database_holds_it_too(api):
    """Whatever writes a second live registration of a member is refused by the table itself."""
    await hold_event()
    await api.post(REGISTER, json={}, headers=await member(7))

    with pytest.raises(Exception, match="one_live_registration_a_member"):
        await execute(
            """INSERT INTO registration (event, member, name, language, answers, seat, party_size, created_at)
            SELECT event, member, 'Twin', 'nl', '{}', 'confirmed', 1, created_at FROM registration"""
        )


async def test_who_gave_it_back_may_come_again(api):
    """Ada cancels by her login, without the link, and registers once more."""
    await hold_event()
    ada = await member(7)
    made = (await api.post(REGISTER, json={}, headers=ada)).json()

    gone = await api.delete(f"/api/registrations/{made['id']}", headers=ada)
    again = await api.post(REGISTER, json={}, headers=ada)

    assert gone.json()["seat"] == "cancelled"
    assert again.status_code == 201


async def test_an_organiser_registers_who_has_no_mail(api):
    """Martha calls: Brussels registers her by her number, mails nobody, and prints her ticket."""
    await hold_event(audience=Audience.MEMBERS)
    await join(9, MARTHA, office="brussels")
    desk = await bearer(Role.ORGANISER, office="brussels")

    made = await api.post(REGISTER, json={"member": 9, "party": ["Her sister"]}, headers=desk)

    assert made.status_code == 201
    assert [ticket["name"] for ticket in made.json()["tickets"]] == ["Martha Maes", "Her sister"]
    assert await fetchval("SELECT count(*) FROM outbox") == 0
    listed = (await api.get(REGISTER, headers=desk)).json()["items"]
    assert [(row["member"], row["name"]) for row in listed] == [(9, "Martha Maes")]
    ticket = await api.get(f"/api/tickets/{made.json()['tickets'][0]['id']}.pdf", headers=desk)
    assert ticket.content.startswith(b"%PDF")
    twice = await api.post(REGISTER, json={"member": 9}, headers=desk)
    assert (twice.status_code, twice.json()["location"]) == (409, made.json()["manage_url"])


@pytest.mark.parametrize("number", [404, 9], ids=["nobody", "another office"])
async def test_an_organiser_names_a_member_they_see(api, number):
    """A number that nobody has, and one of Ghent, are the same to Brussels."""
    await hold_event()
    await join(9, MARTHA, office="ghent")

    answer = await api.post(REGISTER, json={"member": number}, headers=await bearer(Role.ORGANISER, office="brussels"))

    assert answer.status_code == 422
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [("member", "unknown_member")]


async def test_an_organiser_reaches_the_event(api):
    """Ghent registers nobody for what Brussels holds."""
    await hold_event(audience=Audience.MEMBERS)
    await join(9, MARTHA, office="ghent")

    answer = await api.post(REGISTER, json={"member": 9}, headers=await bearer(Role.ORGANISER, office="ghent"))

    assert answer.status_code == 404


async def test_nobody_registers_another_member(api):
    """Bram names Ada's number, and so does a stranger: neither is told whether there is such a member."""
    await hold_event()
    await join(7, ADA)
    bram = await member(8, BRAM)

    named = await api.post(REGISTER, json={"member": 7}, headers=bram)
    stranger = await api.post(REGISTER, json={**CHLOE, "member": 7})
    own = await api.post(REGISTER, json={"member": 8}, headers=bram)

    assert named.json()["errors"][0]["code"] == "unknown_member"
    assert stranger.status_code == 401
    assert own.status_code == 201


async def test_another_address_for_the_ticket(api):
    """Ada wants this ticket in another mailbox, under another name; it is her registration all the same."""
    await hold_event()
    ada = await member(7)

    made = await api.post(REGISTER, json={"name": "Ada J.", "email": "work@example.org"}, headers=ada)

    row = await fetchrow("SELECT name, email, member IS NOT NULL AS hers FROM registration")
    assert made.status_code == 201
    assert tuple(row.values()) == ("Ada J.", "work@example.org", True)


async def test_a_name_is_needed_without_a_login(api):
    """A stranger who leaves the name out is asked for it, as ever."""
    await hold_event()

    answer = await api.post(REGISTER, json={"email": "ada@example.org"})

    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [("name", "required")]


async def test_a_registration_is_its_members_alone(api):
    """With a login Ada opens her registration and ticket without the link; Bram finds nothing there."""
    await hold_event()
    ada, bram = await member(7), await member(8, BRAM)
    made = (await api.post(REGISTER, json={}, headers=ada)).json()
    paths = [f"/api/registrations/{made['id']}", f"/api/tickets/{made['tickets'][0]['id']}.svg"]

    hers: list[httpx.Response] = [await api.get(path, headers=ada) for path in paths]
    his: list[httpx.Response] = [await api.get(path, headers=bram) for path in paths]

    assert [one.status_code for one in hers] == [200, 200]
    assert [one.status_code for one in his] == [404, 404]
    assert (await api.delete(paths[0], headers=bram)).status_code == 404
