"""Being erased: asked for, carried out once, and what becomes of places, mails and logins."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from events.actions import logins, tokens
from events.clock import now
from events.database import execute, fetch, fetchone, fetchval
from events.errors import Missing, NotSignedIn
from events.mail.subscribers import subscriber_for
from events.words import Role, Via
from tests.cast import ADA, BRAM, CHLOE, appoint, bearer, browser_of, hold_event, join, somebody


@pytest.fixture
async def ada(api) -> dict[str, str]:
    """Ada's browser: a member with number 7."""
    await join(7, ADA)
    return await browser_of(ADA)


@pytest.fixture
async def admin(api) -> dict[str, str]:
    """An administrator's program."""
    return await bearer(Role.ADMIN)


async def register(api, event: str, who: dict[str, Any], member: int | None = None) -> int:
    """A registration, of the member with this id if one is given."""
    answer = await api.post(f"/api/events/{event}/registrations", json=who)
    assert answer.status_code == 201, answer.text
    await execute("UPDATE registration SET member = $2 WHERE id = $1", answer.json()["id"], member)
    return int(answer.json()["id"])


async def lines(action: str) -> list[dict[str, Any]]:
    """The facts of the journal's lines about this."""
    return [row["facts"] for row in await fetch("SELECT facts FROM journal WHERE action = $1 ORDER BY id", action)]


async def test_a_member_asks_and_changes_their_mind(api, ada, admin):
    """Asked twice is asked once, with one mail; administrators see it until it is withdrawn."""
    first = (await api.post("/api/me/erasure", headers=ada)).json()
    again = await api.post("/api/me/erasure", headers=ada)

    assert (again.status_code, again.json()) == (202, first)
    assert [row["message"] for row in await fetch("SELECT message FROM outbox")] == ["erasure_asked"]
    assert (await api.get("/api/me/details", headers=ada)).json()["erasure_due_at"] == first["due_at"]
    [waiting] = (await api.get("/api/erasures", headers=admin)).json()["items"]
    assert (waiting["number"], waiting["name"], waiting["due_at"]) == (7, "Ada Janssens", first["due_at"])

    assert (await api.delete("/api/me/erasure", headers=ada)).status_code == 200
    assert (await api.delete("/api/me/erasure", headers=ada)).status_code == 200
    assert (await api.get("/api/erasures", headers=admin)).json() == {"items": [], "next": None}
    assert (len(await lines("asked erasure")), len(await lines("withdrew erasure"))) == (1, 1)


async def test_who_waits_longest_comes_first(api, admin):
    """A hundred on a page, by when they asked."""
    for n in range(102):
        await execute(
            """INSERT INTO member (number, name, language, erasure_asked_at)
            VALUES ($1, 'Somebody', 'nl', $2)""",
            n + 1, now() - timedelta(days=n),
        )  # fmt: skip

    first = (await api.get("/api/erasures", headers=admin)).json()
    rest = (await api.get(f"/api/erasures?after={first['next']}", headers=admin)).json()

    assert [one["number"] for one in first["items"]][:2] == [102, 101]
    assert [one["number"] for one in rest["items"]] == [2, 1]
    assert rest["next"] is None


async def test_only_administrators_erase_and_prove_who_they_are(api, ada):
    """Not the member, not an organiser, not an administrator whose second factor was given an hour ago."""
    await appoint(CHLOE, Role.ADMIN)
    organiser = await bearer(Role.ORGANISER)

    for who, status in (({}, 401), (ada, 403), (organiser, 403)):
        assert (await api.put("/api/members/7/erasure", headers=who)).status_code == status
        assert (await api.get("/api/erasures", headers=who)).status_code == status
    late = await api.put("/api/members/7/erasure", headers=await browser_of(CHLOE, given=timedelta(hours=1)))
    assert (late.status_code, late.json()["type"]) == (403, "/problems/needs-elevation")
    just_now = await api.put("/api/members/7/erasure", headers=await browser_of(CHLOE, given=timedelta(0)))
    assert just_now.status_code == 200
    assert (await api.put("/api/members/99/erasure", headers=await bearer(Role.ADMIN))).status_code == 404


async def test_places_to_come_go_to_who_waits(api, ada, admin):
    """Ada's place at the quiz is Bram's now; that she was at last year's party stays in the count."""
    await hold_event("quiz", capacity=1)
    await hold_event("past")
    seen = await register(api, "past", ADA, 1)
    await register(api, "quiz", ADA, 1)
    bram = await register(api, "quiz", BRAM)
    await execute("UPDATE event SET starts_at = $1, ends_at = $2 WHERE slug = 'past'", *long_ago())

    answer = await api.put("/api/members/7/erasure", headers=admin)

    assert {name: answer.json()[name] for name in ("registrations", "given_back")} == {
        "registrations": 2, "given_back": 1
    }  # fmt: skip
    assert await fetchval("SELECT seat FROM registration WHERE id = $1", bram) == "confirmed"
    past = await fetchone("SELECT name, email, member, seat FROM registration WHERE id = $1", seen)
    assert tuple(past) == ("—", None, None, "confirmed")
    assert [tuple(row) for row in await fetch("SELECT message, recipient FROM outbox ORDER BY id")] == [
        ("waiting", "bram@example.org"), ("promoted", "bram@example.org"),
    ]  # fmt: skip
    assert await lines("erased") == [{"registrations": 2, "given_back": 1}]


def long_ago() -> tuple[Any, Any]:
    return now() - timedelta(days=2, hours=3), now() - timedelta(days=2)


async def test_the_erased_get_in_nowhere(api, ada, admin):
    """Not by the login they had, not by mail or the provider, not by a program's token, old or new, not by a link."""
    token = await bearer(Role.MEMBER, member=7)
    calendar = await subscriber_for("ada@example.org", "nl")
    await api.put("/api/members/7/erasure", headers=admin)

    for headers in (ada, token):
        assert (await api.get("/api/me", headers=headers)).status_code == 401
    for way in ({"via": Via.MAIL}, {"via": Via.PROVIDER, "member": 1}):
        with pytest.raises(NotSignedIn):
            await logins.open_login(address="ada@example.org", agent="", source="", ended=None, **way)
    with pytest.raises(Missing):
        await tokens.issue(Role.MEMBER, member=7)
    assert (await api.get(f"/calendar/mine/{calendar.token}.ics")).status_code == 404


async def test_erased_twice_is_erased_once(api, ada, admin):
    """By two administrators at once too: one line in the journal, one place given back."""
    await hold_event(capacity=10)
    await register(api, "party", {**ADA, "party": ["Chloé"]}, 1)

    both = await asyncio.gather(*(api.put("/api/members/7/erasure", headers=admin) for _ in range(10)))

    assert {one.status_code for one in both} == {200}
    assert len({one.json()["erased_at"] for one in both}) == 1
    assert sorted(one.json()["given_back"] for one in both) == [0] * 9 + [1]
    assert len(await lines("erased")) == 1
    assert await fetchval("SELECT confirmed FROM seats") == 0


async def test_the_register_keeps_the_number_and_nothing_else(api, ada, admin):
    """The office can give no name back: who returns joins anew."""
    await api.put("/api/members/7/erasure", headers=admin)

    found = (await api.get("/api/members/7", headers=admin)).json()
    assert (found["name"], found["email"], found["phone"]) == ("—", None, None)
    changed = await api.patch("/api/members/7", json={"name": "Ada"}, headers=admin)
    assert changed.json()["type"] == "/problems/member-erased"
    assert (await api.get("/api/members?q=ada", headers=admin)).json()["items"] == []


@pytest.mark.parametrize("new", ["ada.new@example.org", None])
async def test_what_was_registered_from_a_former_address_goes_too(api, ada, admin, new):
    """Ada registered without signing in, then her address changed or went: it is hers to see, and it is erased."""
    await hold_event()
    await hold_event("second")
    first = await register(api, "party", {**ADA, "party": ["Guest"]})
    second = await register(api, "second", ADA)
    await api.delete(f"/api/registrations/{second}", headers=admin)

    await api.patch("/api/members/7", json={"email": new}, headers=admin)

    hers = await fetch("SELECT id, email FROM registration WHERE member IS NOT NULL ORDER BY id")
    assert [row["id"] for row in hers] == [first, second]
    assert hers[0]["email"] == (new or ADA["email"])
    assert await fetchval("SELECT count(*) FROM subscriber WHERE address = 'ada@example.org'") == 0
    erased = await api.put("/api/members/7/erasure", headers=admin)
    assert erased.json()["registrations"] == 2
    assert await fetchval("SELECT count(*) FROM registration WHERE name <> '—' OR email IS NOT NULL") == 0
    assert await fetchval("SELECT count(*) FROM ticket WHERE name <> '—'") == 0


async def test_of_a_shared_mailbox_only_their_own_name_comes_along(api, ada, admin):
    """Bram reads the same mailbox: what bears his name, or another's, stays with the address when Ada's changes."""
    await join(8, {**BRAM, "email": ADA["email"]})
    for slug, name in (("party", ADA["name"]), ("second", BRAM["name"]), ("third", "Somebody")):
        await hold_event(slug)
        await register(api, slug, {**ADA, "name": name})

    await api.patch("/api/members/7", json={"email": "ada.new@example.org"}, headers=admin)

    rows = await fetch("SELECT name, email, member IS NOT NULL AS hers FROM registration ORDER BY id")
    assert [(row["email"], row["hers"]) for row in rows] == [
        ("ada.new@example.org", True), (ADA["email"], False), (ADA["email"], False),
    ]  # fmt: skip


async def test_a_couple_shares_a_mailbox_and_one_of_them_is_erased(api, ada, admin):
    """Of what nobody signed in for, what bears Ada's name goes; Bram's calendar, login and places stay."""
    await join(8, {**BRAM, "email": "ada@example.org"})
    await execute("UPDATE login SET member = 2")
    for slug, who in (("party", ADA), ("quiz", {**BRAM, "email": "ada@example.org"})):
        await hold_event(slug)
        await register(api, slug, who)
    await subscriber_for("ada@example.org", "nl")

    await api.put("/api/members/7/erasure", headers=admin)

    assert [row["name"] for row in await fetch("SELECT name FROM registration ORDER BY id")] == ["—", "Bram Claes"]
    assert await fetchval("SELECT count(*) FROM subscriber") == 1
    assert (await api.get("/api/me", headers=ada)).json()["member"] == 8
    assert await fetchval("SELECT count(*) FROM outbox WHERE recipient = 'ada@example.org'") == 1


async def test_who_is_staff_stays_staff(api, ada, admin):
    """Ada organises too: her login is of staff alone now, and the list said so before."""
    await appoint(ADA, Role.ORGANISER)
    both = await browser_of(ADA)
    await api.post("/api/me/erasure", headers=ada)
    [waiting] = (await api.get("/api/erasures", headers=admin)).json()["items"]

    await api.put("/api/members/7/erasure", headers=admin)

    assert waiting["staff"] is True
    me = (await api.get("/api/me", headers=both)).json()
    assert (me["name"], me["member"]) == ("Ada Janssens", None)


async def test_a_crowd_registers_while_members_are_erased(api, admin):
    """Twenty members with places are erased while sixty people want in: the seats add up, and nobody is over."""
    await hold_event("party", capacity=20)
    await hold_event("quiz", capacity=20)
    for n in range(20):
        await join(100 + n, somebody(n))
        member = await fetchval("SELECT id FROM member WHERE number = $1", 100 + n)
        for slug in ("party", "quiz"):
            await register(api, slug, somebody(n), member)
    wants = [
        api.post(f"/api/events/{slug}/registrations", json=somebody(100 + n))
        for n in range(30)
        for slug in ("quiz", "party")
    ]
    erasing = [api.put(f"/api/members/{100 + n}/erasure", headers=admin) for n in range(20)]

    answers = await asyncio.gather(*wants[:30], *erasing, *wants[30:])

    assert {answer.status_code for answer in answers} == {200, 201}
    for row in await fetch("SELECT * FROM seats"):
        assert (row["confirmed"], row["waiting"]) == (20, 10)
    assert await fetchval("SELECT count(*) FROM registration WHERE member IS NOT NULL") == 0


@pytest.mark.parametrize("shared", [False, True])
async def test_mails_to_sign_in_at_a_former_address_go_with_it(api, admin, shared):
    """Ada asked for a mail, then got another address, then was erased: nothing of the first one stays, unless it is
    somebody else's too."""
    await join(7, ADA)
    if shared:
        await join(8, {**BRAM, "email": ADA["email"]})
    await api.post("/api/logins/requests", json={"email": ADA["email"]}, headers={"origin": "http://127.0.0.1:8000"})

    changed = await api.patch("/api/members/7", json={"email": "ada@new.example"}, headers=admin)
    erased = await api.put("/api/members/7/erasure", headers=admin)

    assert (changed.status_code, erased.status_code) == (200, 200)
    assert await fetchval("SELECT count(*) FROM sign_in WHERE address = $1", ADA["email"]) == shared
    assert await fetchval("SELECT count(*) FROM outbox WHERE message = 'sign_in'") == shared
    if not shared:
        assert await fetchval("SELECT count(*) FROM outbox WHERE recipient = $1", ADA["email"]) == 0
