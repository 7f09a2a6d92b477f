"""A member's own details: at once what is theirs alone, by a mailed link what somebody else might want to be."""

import asyncio
from datetime import timedelta

import pytest

from events import clock
from events.actions import logins
from events.database import execute, fetch, fetchone, fetchrow, fetchval
from events.errors import NotSignedIn
from events.mail.subscribers import subscriber_by_id, subscriber_for
from events.tickets.secrets import address_key
from events.words import Role, Via
from tests.cast import ADA, BRAM, appoint, bearer, browser_of, hold_event, join

NEW = "ada.new@example.org"


@pytest.fixture
async def ada(api) -> dict[str, str]:
    """Ada's browser: a member."""
    await join(7, ADA)
    return await browser_of(ADA)


async def offered() -> tuple[str, str]:
    """The address that waits, and the path that its mail confirms it by, with the key."""
    row = await fetchone("SELECT id, address FROM address_change")
    return f"/api/address-changes/{row['id']}/confirmation", address_key(row["id"], row["address"])


async def mails() -> list[tuple[str, str]]:
    """Which mails are queued, and to whom."""
    return [(row["message"], row["recipient"]) for row in await fetch("SELECT * FROM outbox ORDER BY id")]


async def sign_in(address: str) -> str:
    secret, _ = await logins.open_login(address=address, via=Via.MAIL, agent="", source="", ended=None)
    return secret


async def test_phone_and_language_change_at_once(api, ada):
    """Ada writes her phone and reads French from now on; the journal says which fields, and not what is in them."""
    answer = await api.patch("/api/me/details", json={"phone": " +32 2  123 45 67 ", "language": "fr"}, headers=ada)

    assert (answer.json()["phone"], answer.json()["language"]) == ("+32 2 123 45 67", "fr")
    line = await fetchone("SELECT actor, facts FROM journal ORDER BY id DESC LIMIT 1")
    assert dict(line) == {"actor": "member 1", "facts": {"fields": ["phone", "language"]}}
    assert await mails() == []


async def test_a_new_address_waits_for_its_mailbox(api, ada):
    """Nothing moves yet; the link went to the new mailbox, which the page tells."""
    answer = await api.patch("/api/me/details", json={"email": NEW}, headers=ada)

    assert (answer.json()["email"], answer.json()["offered_email"]) == ("ada@example.org", NEW)
    assert await mails() == [("address_offered", NEW)]
    with pytest.raises(NotSignedIn):
        await sign_in(NEW)


async def test_confirmed_the_new_address_is_hers(api, ada):
    """The old mailbox is told and opens nothing; places, the calendar and its link come along."""
    await hold_event()
    await api.post("/api/events/party/registrations", json=ADA)
    await execute("UPDATE registration SET member = 1")
    calendar = await subscriber_for("ada@example.org", "nl")
    await api.patch("/api/me/details", json={"email": NEW}, headers=ada)
    path, key = await offered()

    answer = await api.put(path, json={"key": key})

    assert answer.json() == {"email": NEW}
    assert (await mails())[-1] == ("address_changed", "ada@example.org")
    assert (await api.get("/api/me", headers=ada)).status_code == 401
    with pytest.raises(NotSignedIn):
        await sign_in("ada@example.org")
    new = {"cookie": f"convoke_login={await sign_in(NEW)}", "origin": "http://127.0.0.1:8000"}
    assert (await api.get("/api/me/details", headers=new)).json()["offered_email"] is None
    assert await fetchval("SELECT email FROM registration") == NEW
    assert await subscriber_for(NEW, "nl") == await subscriber_by_id(calendar.id)
    assert (await api.get(f"/calendar/mine/{calendar.token}.ics?lang=nl")).text.count("BEGIN:VEVENT") == 1


async def test_a_link_confirms_once_and_for_three_days(api, ada):
    """Used, replaced, mistyped or old: one answer for all of them, and nothing changes."""
    await api.patch("/api/me/details", json={"email": "typo@example.org"}, headers=ada)
    first = await offered()
    await api.patch("/api/me/details", json={"email": NEW}, headers=ada)
    path, key = await offered()
    clock.shift(timedelta(days=3, seconds=1))
    late = await api.put(path, json={"key": key})
    clock.shift(timedelta(0))

    answers = [
        await api.put(first[0], json={"key": first[1]}),
        await api.put(path, json={"key": first[1]}),
        late,
        await api.put("/api/address-changes/999/confirmation", json={"key": key}),
    ]
    assert [(one.status_code, one.json()["type"]) for one in answers] == [(409, "/problems/address-link-over")] * 4
    assert (await api.put(path, json={"key": key})).status_code == 200
    assert (await api.put(path, json={"key": key})).status_code == 409


async def test_the_present_address_gives_up_the_new_one(api, ada):
    """Written as it is, capitals or not: what waited is over."""
    await api.patch("/api/me/details", json={"email": NEW}, headers=ada)
    path, key = await offered()

    answer = await api.patch("/api/me/details", json={"email": "ADA@example.org"}, headers=ada)

    assert answer.json()["offered_email"] is None
    assert (await api.put(path, json={"key": key})).status_code == 409


async def test_who_shares_the_old_address_keeps_it(api, ada):
    """Bram reads the same mailbox: his sign-in, his login and the calendar of the mailbox stay."""
    await join(8, {**BRAM, "email": "ada@example.org"})
    bram = await browser_of(ADA)
    await execute("UPDATE login SET member = 2 WHERE id = 2")
    calendar = await subscriber_for("ada@example.org", "nl")
    await api.patch("/api/me/details", json={"email": NEW}, headers=ada)
    path, key = await offered()

    await api.put(path, json={"key": key})

    assert (await api.get("/api/me", headers=bram)).json()["member"] == 8
    assert await subscriber_for("ada@example.org", "nl") == calendar


async def test_who_is_staff_too_stays_staff(api):
    """The office's address is the staff's own business: Bram's login is of staff only from then on."""
    await join(8, BRAM)
    await appoint(BRAM, Role.ORGANISER, "ghent")
    bram = await browser_of(BRAM)
    await api.patch("/api/me/details", json={"email": NEW}, headers=bram)
    path, key = await offered()

    await api.put(path, json={"key": key})

    login = await fetchrow("SELECT staff, member, ended_at FROM login")
    assert login is not None
    assert tuple(login) == (1, None, None)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "Ada De Smet"}, "name"),
        ({"email": "ada@"}, "email"),
        ({"email": ""}, "email"),
        ({"phone": "1" * 41}, "phone"),
        ({"phone": "1\x07"}, "phone"),
        ({"language": "it"}, "language"),
        ({"number": 1}, "number"),
    ],
)
async def test_what_cannot_be_taken_is_named(api, ada, body, field):
    """And a name is the office's to change."""
    answer = await api.patch("/api/me/details", json={"language": "de", **body}, headers=ada)

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert (await api.get("/api/me/details", headers=ada)).json()["language"] == "nl"


async def test_only_members_have_details(api):
    """Nobody signed in, and a program of an administrator."""
    assert (await api.get("/api/me/details")).status_code == 401
    assert (await api.patch("/api/me/details", json={})).status_code == 401
    assert (await api.get("/api/me/details", headers=await bearer(Role.ADMIN))).status_code == 403


async def test_mailboxes_are_not_filled(api, ada):
    """Fifty wishes at once: five mails, and one address that waits."""
    wishes = [api.patch("/api/me/details", json={"email": f"ada{n}@example.org"}, headers=ada) for n in range(50)]

    answers = [answer.status_code for answer in await asyncio.gather(*wishes)]

    assert sorted(answers) == [200] * 5 + [429] * 45
    assert len(await mails()) == 5
    assert await fetchval("SELECT count(*) FROM address_change") == 1
