"""What people get to see of what is held about them."""

import pytest

from events.actions import erasures
from events.actions.subscribers import replace_link
from events.database import execute, fetchval
from events.mail.subscribers import subscriber_for
from events.words import Role
from tests.cast import ADA, BRAM, appoint, bearer, browser_of, hold_event, join


@pytest.fixture
async def ada(api) -> dict[str, str]:
    """Ada's browser: a member, registered for a party."""
    await join(7, ADA)
    await hold_event()
    await api.post("/api/events/party/registrations", json={**ADA, "party": ["Chloé"], "answers": {"diet": "vegan"}})
    return await browser_of(ADA)


async def test_a_member_saves_what_is_held_about_them(api, ada):
    """As a file that no cache keeps: register, registration with its party, login, mail and journal."""
    answer = await api.get("/api/me/data", headers=ada)

    found = answer.json()
    assert answer.headers["content-disposition"].startswith('attachment; filename="convoke-20')
    assert answer.headers["cache-control"] == "private, no-store"
    assert (found["member"]["number"], found["member"]["email"]) == (7, "ada@example.org")
    [registration] = found["registrations"]
    assert (registration["event"], registration["answers"]) == ("party", {"diet": "vegan"})
    assert [ticket["name"] for ticket in registration["tickets"]] == ["Ada Janssens", "Chloé"]
    assert [login["agent"] for login in found["logins"]] == ["Firefox, Linux"]
    assert [mail["message"] for mail in found["mails"]] == ["registered"]
    assert {line["action"] for line in found["journal"]} == {"registered", "signed in"}


async def test_staff_save_theirs_too(api):
    """Who is staff and no member reads the roles they have."""
    await appoint(BRAM, Role.ORGANISER, "ghent")

    found = (await api.get("/api/me/data", headers=await browser_of(BRAM))).json()

    assert found["member"] is None
    assert [(role["role"], role["office"]) for role in found["staff"]["roles"]] == [("organiser", "ghent")]


async def test_nobody_saves_anything(api, ada):
    """Without a login nothing is told, and a program without a person has nothing held about it."""
    assert (await api.get("/api/me/data")).status_code == 401
    assert (await api.get("/api/me/data", headers=await bearer(Role.ADMIN))).status_code == 403


async def test_a_registration_tells_of_itself_alone(api, ada):
    """Bram registers twice without signing in: the link of one tells nothing of the other, nor of his calendar."""
    await hold_event("quiz")
    made = [(await api.post(f"/api/events/{slug}/registrations", json=BRAM)).json() for slug in ("party", "quiz")]
    await replace_link((await subscriber_for("bram@example.org", "nl")).token)
    key = made[0]["manage_url"].split("key=")[1]

    found = (await api.get(f"/api/registrations/{made[0]['id']}/data?key={key}")).json()

    assert [one["event"] for one in found["registrations"]] == ["party"]
    assert [one["message"] for one in found["mails"]] == ["registered"]
    assert [one["about_id"] for one in found["journal"]] == [made[0]["id"]]
    assert (found["member"], found["calendars"], found["logins"], found["sign_ins"]) == (None, [], [], [])
    assert "quiz" not in str(found)


async def test_a_wrong_key_tells_nothing(api, ada):
    """Not to strangers, and not to who holds the link of something erased."""
    made = (await api.post("/api/events/party/registrations", json=BRAM)).json()
    key = made["manage_url"].split("key=")[1]

    assert (await api.get(f"/api/registrations/{made['id']}/data?key={key[:-1]}x")).status_code == 404
    assert (await api.get(f"/api/registrations/999/data?key={key}")).status_code == 404
    await erasures.blank([made["id"]])
    for path in ("/data", ""):
        assert (await api.get(f"/api/registrations/{made['id']}{path}?key={key}")).status_code == 404
    for kind in ("svg", "pdf", "ics"):
        assert (await api.get(f"/api/tickets/{made['tickets'][0]['id']}.{kind}?key={key}")).status_code == 404


async def test_who_shares_a_mailbox_sees_their_own(api, ada):
    """A couple with one address: each has what they registered signed in, and both what nobody signed in for."""
    await join(8, {**BRAM, "email": "ada@example.org"})
    await execute("UPDATE registration SET member = (SELECT id FROM member WHERE number = 8)")
    await hold_event("quiz")
    await api.post("/api/events/quiz/registrations", json=ADA)

    found = (await api.get("/api/me/data", headers=ada)).json()

    assert [one["event"] for one in found["registrations"]] == ["quiz"]
    assert await fetchval("SELECT count(*) FROM registration WHERE address = 'ada@example.org'") == 2
