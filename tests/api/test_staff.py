"""Staff: invited, appointed, withdrawn; and nobody can leave the house without an administrator."""

import asyncio
from datetime import timedelta

import pytest

from events.actions import staff as actions
from events.api import asking
from events.clock import now
from events.database import execute, fetch, fetchval
from events.errors import LastAdmin
from events.words import Role
from tests.cast import ADA, BRAM, CHLOE, DAVID, appoint, bearer, browser_of, hold_event, somebody
from tests.mail.cast import until

JUST_NOW = timedelta(0)
ORGANISER = {"role": "organiser", "office": "ghent"}
ADMIN = {"role": "admin"}


@pytest.fixture
async def ada(api):
    """Ada's browser: she administers, and gave her second factor just now."""
    await appoint(ADA, Role.ADMIN)
    return await browser_of(ADA, given=JUST_NOW)


def mends(answer) -> list[tuple[str, str]]:
    """The fields of a refusal, with what is wrong."""
    assert answer.status_code == 422, answer.text
    return [(mend["field"], mend["code"]) for mend in answer.json()["errors"]]


async def invite(api, headers, who=BRAM, *roles):
    """Invite a person of the cast; their id."""
    answer = await api.post("/api/staff", json={**who, "roles": list(roles) or [ORGANISER]}, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def test_an_administrator_invites(api, ada):
    """Bram gets a mail and his roles; who did it stands in the journal."""
    await hold_event()
    door = {"role": "door", "event": "party"}
    answer = await api.post("/api/staff", json={**BRAM, "roles": [ORGANISER, door, door]}, headers=ada)

    assert answer.status_code == 201
    bram = answer.json()
    assert (bram["name"], bram["email"], bram["language"]) == ("Bram Claes", "bram@example.org", "nl")
    assert bram["roles"] == [{**ORGANISER, "event": None}, {**door, "office": None}]
    assert (bram["joined_at"], bram["last_sign_in_at"], bram["second_factor"]) == (None, None, False)
    mail = await fetch("SELECT message, recipient, language, facts FROM outbox")
    assert [dict(row) for row in mail] == [
        {"message": "invited", "recipient": "bram@example.org", "language": "nl", "facts": {"staff": bram["id"]}}
    ]
    noted = await fetch("SELECT actor, action, about_id, facts FROM journal WHERE about = 'staff'")
    assert [dict(row) for row in noted] == [
        {
            "actor": "staff 1", "action": "invited", "about_id": bram["id"],
            "facts": {"roles": ["organiser ghent", "door party"]},
        }
    ]  # fmt: skip


async def test_the_list_tells_who_may_do_what(api, ada):
    """By name, with the last sign-in; who has no role any more stays in it."""
    await invite(api, ada)
    chloe = await invite(api, ada, CHLOE)
    await api.delete(f"/api/staff/{chloe}", headers=ada)

    page = (await api.get("/api/staff", headers=ada)).json()

    told = [(one["name"], [role["role"] for role in one["roles"]], bool(one["joined_at"])) for one in page["items"]]
    assert told == [
        ("Ada Janssens", ["admin"], True),
        ("Bram Claes", ["organiser"], False),
        ("Chloé D'Hondt", [], False),
    ]
    assert page["items"][0]["last_sign_in_at"] is not None
    assert page["next"] is None
    assert (await api.get(f"/api/staff/{chloe}", headers=ada)).json() == page["items"][2]
    assert (await api.get("/api/staff/99", headers=ada)).status_code == 404


async def test_a_long_list_comes_in_pages(api, ada):
    """A hundred and five people are on two pages, nobody twice."""
    await execute(
        """INSERT INTO staff (name, email, address, language, invited_at, invited_by)
        SELECT 'Person ' || n % 7, n || '@example.org', n || '@example.org', 'en', now(), 'test'
        FROM generate_series(1, 104) n"""
    )

    first = (await api.get("/api/staff", headers=ada)).json()
    second = (await api.get(f"/api/staff?after={first['next']}", headers=ada)).json()

    assert (len(first["items"]), len(second["items"]), second["next"]) == (100, 5, None)
    assert len({one["id"] for one in first["items"] + second["items"]}) == 105


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.DOOR, Role.BUREAU, Role.SCRUTINEER])
async def test_others_do_not_see_the_staff(api, role):
    """An organiser neither reads the list nor invites anybody; nobody signed in even less."""
    headers = await bearer(role)

    refused = [
        await api.get("/api/staff", headers=headers),
        await api.post("/api/staff", json={**BRAM, "roles": [ADMIN]}, headers=headers),
        await api.delete("/api/staff/1", headers=headers),
    ]

    assert [answer.status_code for answer in refused] == [403, 403, 403]
    assert (await api.get("/api/staff")).status_code == 401


@pytest.mark.parametrize("given", [None, timedelta(minutes=16)])
async def test_an_open_browser_changes_nobody(api, given):
    """Without a second factor Ada is nobody here; with one given too long ago she reads, and is asked to change."""
    await appoint(ADA, Role.ADMIN)
    hers = await browser_of(ADA, given=given)

    listed = await api.get("/api/staff", headers=hers)
    answer = await api.post("/api/staff", json={**BRAM, "roles": [ORGANISER]}, headers=hers)

    kind = "/problems/needs-elevation"
    assert (listed.status_code, answer.status_code, answer.json()["type"]) == (200 if given else 403, 403, kind)
    assert await fetchval("SELECT count(*) FROM staff") == 1


async def test_a_program_may(api):
    """A bearer token of an administrator has no second factor to give."""
    assert await invite(api, await bearer(Role.ADMIN))


@pytest.mark.parametrize(
    ("role", "mend"),
    [
        ({"role": "admin", "office": "ghent"}, ("roles.0.office", "admin_of_all")),
        ({"role": "admin", "event": "party"}, ("roles.0.event", "admin_of_all")),
        ({"role": "organiser", "office": "atlantis"}, ("roles.0.office", "unknown_office")),
        ({"role": "door", "event": "ball"}, ("roles.0.event", "no_such_event")),
        ({"role": "door", "office": "ghent", "event": "party"}, ("roles.0.event", "office_or_event")),
        ({"role": "bureau"}, ("roles.0.event", "needs_event")),
        ({"role": "scrutineer", "office": "ghent"}, ("roles.0.event", "needs_event")),
        ({"role": "member"}, ("roles.0.role", "not_a_staff_role")),
        ({"role": "king"}, ("roles.0.role", "wrong_kind")),
        ({"role": "door", "gate": "A"}, ("roles.0.gate", "unknown_field")),
    ],
)
async def test_roles_that_cannot_be(api, ada, role, mend):
    """Each is said at its field, when inviting and when changing; nothing is stored."""
    await hold_event()
    bram = await appoint(BRAM, Role.DOOR)

    invited = await api.post("/api/staff", json={**CHLOE, "roles": [role]}, headers=ada)
    changed = await api.put(f"/api/staff/{bram}/roles", json={"roles": [role]}, headers=ada)

    assert mends(invited) == mends(changed) == [mend]
    assert await fetchval("SELECT count(*) FROM staff_role") == 2


async def test_all_that_is_wrong_is_said_at_once(api, ada):
    """A name, an address and a list of roles."""
    body = {"name": " ", "email": "nowhere", "language": "nl", "roles": []}

    answer = await api.post("/api/staff", json=body, headers=ada)
    many = await api.post("/api/staff", json={**BRAM, "roles": [{"role": "door"}] * 51}, headers=ada)

    assert mends(answer) == [("name", "empty"), ("email", "not_an_address"), ("roles", "no_role")]
    assert mends(many) == [("roles", "too_many_roles")]


async def test_an_address_is_one_persons(api, ada):
    """However it is written; a hundred invitations of one person at once make one, and one mail."""
    await invite(api, ada)
    again = await api.post("/api/staff", json={**BRAM, "email": "BRAM@example.org", "roles": [ADMIN]}, headers=ada)
    asked = [api.post("/api/staff", json={**CHLOE, "roles": [ORGANISER]}, headers=ada) for _ in range(100)]

    answers = await asyncio.gather(*asked)

    assert (again.status_code, again.json()["type"]) == (409, "/problems/already-staff")
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 99
    assert await fetchval("SELECT count(*) FROM outbox WHERE recipient = $1", CHLOE["email"]) == 1


async def test_who_comes_back_is_invited_anew(api, ada):
    """Bram's roles were withdrawn; a year later he has others, and the same row."""
    bram = await invite(api, ada)
    await api.delete(f"/api/staff/{bram}", headers=ada)

    again = await invite(api, ada, {**BRAM, "name": "Bram Claes-Dubois"}, {"role": "door"})

    row = (await api.get("/api/staff", headers=ada)).json()["items"][1]
    assert (again, row["name"], row["roles"]) == (
        bram, "Bram Claes-Dubois", [{"role": "door", "office": None, "event": None}],
    )  # fmt: skip
    assert await fetchval("SELECT count(*) FROM staff_role WHERE staff = $1", bram) == 2


async def test_details_can_be_changed(api, ada):
    """A new name changes nothing else; a new address signs the person out; somebody else's is refused."""
    bram = await appoint(BRAM, Role.ORGANISER)
    his = await browser_of(BRAM, given=JUST_NOW)
    named = await api.patch(f"/api/staff/{bram}", json={"name": " Bram  D. ", "language": "fr"}, headers=ada)
    stays = await api.get("/api/me", headers=his)
    taken = await api.patch(f"/api/staff/{bram}", json={"email": "Ada@example.org"}, headers=ada)
    bad = await api.patch(f"/api/staff/{bram}", json={"email": "x"}, headers=ada)

    moved = await api.patch(f"/api/staff/{bram}", json={"email": "bram@example.net"}, headers=ada)

    assert (named.json()["name"], named.json()["language"], stays.status_code) == ("Bram D.", "fr", 200)
    assert (taken.status_code, mends(bad)) == (409, [("email", "not_an_address")])
    assert moved.json()["email"] == "bram@example.net"
    assert (await api.get("/api/me", headers=his)).status_code == 401
    assert (await api.patch("/api/staff/99", json={}, headers=ada)).status_code == 404


async def test_changed_roles_end_the_logins(api, ada):
    """What Bram has open is over at once, wherever it was looked up; the same roles again change nothing."""
    bram = await appoint(BRAM, Role.ORGANISER, "ghent")
    his = await browser_of(BRAM, given=JUST_NOW)
    roles = f"/api/staff/{bram}/roles"
    same = await api.put(roles, json={"roles": [ORGANISER]}, headers=ada)
    before = (await api.get("/api/me", headers=his)).json()

    answer = await api.put(roles, json={"roles": [{"role": "door"}, ADMIN]}, headers=ada)

    assert (same.status_code, before["role"]) == (200, "organiser")
    assert [role["role"] for role in answer.json()["roles"]] == ["door", "admin"]
    assert (await api.get("/api/me", headers=his)).status_code == 401
    rows = await fetch("SELECT role, withdrawn_at IS NULL AS live, withdrawn_by FROM staff_role WHERE staff = $1", bram)
    assert {tuple(row) for row in rows} == {
        ("organiser", False, "staff 1"), ("door", True, None), ("admin", True, None),
    }  # fmt: skip


async def test_other_processes_hear_of_it(api, monkeypatch):
    """Bram's login is believed for an hour here, and withdrawn by another process: the notice ends it."""
    monkeypatch.setattr(asking, "KEPT_SECONDS", 3600)
    await appoint(ADA, Role.ADMIN)
    bram = await appoint(BRAM, Role.ORGANISER)
    his = await browser_of(BRAM, given=JUST_NOW)
    before = await api.get("/api/me", headers=his)

    await actions.withdraw(bram, "test")

    async def signed_out() -> bool:
        return (await api.get("/api/me", headers=his)).status_code == 401

    assert before.status_code == 200
    await until(signed_out)


async def test_withdrawn_is_out(api, ada):
    """No role, no second factor, no login; asked twice it is the same."""
    bram = await appoint(BRAM, Role.ORGANISER)
    his = await browser_of(BRAM, given=JUST_NOW)
    await execute("INSERT INTO totp (staff, sealed, created_at, confirmed_at) VALUES ($1, '', now(), now())", bram)

    answers = [await api.delete(f"/api/staff/{bram}", headers=ada) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [204, 204]
    assert (await api.get("/api/me", headers=his)).status_code == 401
    assert await fetchval("SELECT count(*) FROM totp") == 0
    assert await fetchval("SELECT count(*) FROM journal WHERE action = 'withdrawn'") == 1
    assert (await api.delete("/api/staff/99", headers=ada)).status_code == 404


async def test_a_lost_phone(api, ada):
    """Bram lost his phone and his paper: Ada lets him set up a new second factor at his next sign-in."""
    bram = await appoint(BRAM, Role.ORGANISER)
    await execute("INSERT INTO totp (staff, sealed, created_at, confirmed_at) VALUES ($1, '', now(), now())", bram)
    his = await browser_of(BRAM)
    before = (await api.get("/api/me", headers=his)).json()["second_factor"]

    answer = await api.delete(f"/api/staff/{bram}/factors", headers=ada)

    after = (await api.get("/api/me", headers=await browser_of(BRAM))).json()["second_factor"]
    assert (before, answer.status_code, after) == ("needed", 204, "to_set_up")
    assert (await api.get("/api/me", headers=his)).status_code == 401


async def test_the_last_administrator_stays(api, ada):
    """Ada cannot withdraw herself, nor become a mere organiser, while no other administrator signed in."""
    gone = await api.delete("/api/staff/1", headers=ada)
    less = await api.put("/api/staff/1/roles", json={"roles": [ORGANISER]}, headers=ada)
    await appoint(BRAM, Role.ADMIN)
    unread = await api.delete("/api/staff/1", headers=ada)
    await browser_of(BRAM)

    now = await api.delete("/api/staff/1", headers=ada)

    refused = [(one.status_code, one.json()["type"]) for one in (gone, less, unread)]
    assert refused == [(409, "/problems/last-admin")] * 3
    assert now.status_code == 204


async def test_an_invitation_to_a_wrong_address_is_taken_back(api, ada):
    """An administrator who never signed in is no reason to stay for anybody, and can go."""
    mistyped = await invite(api, ada, BRAM, ADMIN)

    assert (await api.delete(f"/api/staff/{mistyped}", headers=ada)).status_code == 204


async def test_tokens_end_with_the_roles_of_whoever_made_them(api, ada):
    """Bram's token, and the one that was made with it, open nothing once he is withdrawn; a scanner stays a scanner."""
    await hold_event()
    await appoint(BRAM, Role.ADMIN)
    his = await browser_of(BRAM, given=JUST_NOW)
    wanted = {"name": "Program", "role": "admin", "expires_at": str(now() + timedelta(days=9))}
    first = (await api.post("/api/tokens", json=wanted, headers=his)).json()
    program = {"authorization": f"Bearer {first['secret']}"}
    second = (await api.post("/api/tokens", json=wanted, headers=program)).json()
    await api.post("/api/events/party/enrolments", json={"name": "Phone", "gate": ""}, headers=his)
    hers = (await api.post("/api/tokens", json=wanted, headers=ada)).json()

    assert (await api.delete("/api/staff/2", headers=ada)).status_code == 204

    tokens = (first, second, hers)
    answers = [await api.get("/api/staff", headers={"authorization": f"Bearer {one['secret']}"}) for one in tokens]
    assert [answer.status_code for answer in answers] == [401, 401, 200]
    assert await fetchval("SELECT count(*) FROM token WHERE single_use AND revoked_at IS NULL") == 1
    assert await fetchval("SELECT count(*) FROM journal WHERE action = 'revoked' AND about = 'token'") == 2


async def test_with_fewer_roles_go_the_tokens_beyond_them(api, ada):
    """Once an administrator and now of Ghent alone: the door of Ghent stays open, Brussels' and the house do not."""
    await hold_event()
    await hold_event("elsewhere", office="ghent")
    await appoint(BRAM, Role.ADMIN)
    his = await browser_of(BRAM, given=JUST_NOW)
    common = {"name": "Program", "expires_at": str(now() + timedelta(days=9))}
    for scope in ({"role": "admin"}, {"role": "door", "event": "party"}, {"role": "door", "event": "elsewhere"}):
        assert (await api.post("/api/tokens", json={**common, **scope}, headers=his)).status_code == 201

    await api.put("/api/staff/2/roles", json={"roles": [ORGANISER]}, headers=ada)

    left = await fetch("SELECT e.slug FROM token t LEFT JOIN event e ON e.id = t.event WHERE t.revoked_at IS NULL")
    assert [row["slug"] for row in left] == ["elsewhere"]


async def test_two_administrators_withdraw_each_other(api):
    """Twenty times two at once: each time one of them stays."""
    for _ in range(20):
        await execute("TRUNCATE staff CASCADE")
        ada, bram = await appoint(ADA, Role.ADMIN), await appoint(BRAM, Role.ADMIN)

        done = await asyncio.gather(
            actions.withdraw(bram, "staff 1"), actions.withdraw(ada, "staff 2"), return_exceptions=True
        )

        assert sorted(type(one) for one in done if one is not None) == [LastAdmin]
        assert await admins() == 1


async def test_a_hundred_administrators_withdraw_one_another(api):
    """Each withdraws the next, all at once: one is left, whoever that is."""
    staff = [await appoint(somebody(n), Role.ADMIN) for n in range(100)]

    done = await asyncio.gather(*(actions.withdraw(one, "test") for one in staff), return_exceptions=True)

    refused = [one for one in done if one is not None]
    assert [type(one) for one in refused] == [LastAdmin]
    assert await admins() == 1


async def test_roles_changed_by_two_at_once(api, ada):
    """Two administrators write Bram's roles at the same moment: he has what one of them wrote, not both."""
    bram = await appoint(BRAM, Role.DOOR)
    wanted = [[{"role": "organiser"}], [ADMIN]] * 25

    answers = await asyncio.gather(
        *(api.put(f"/api/staff/{bram}/roles", json={"roles": roles}, headers=ada) for roles in wanted)
    )

    assert {answer.status_code for answer in answers} == {200}
    assert await fetchval("SELECT count(*) FROM staff_role WHERE staff = $1 AND withdrawn_at IS NULL", bram) == 1


async def test_an_unusual_name_is_fine(api, ada):
    """Davíð has an accent in his address and a balloon in his name."""
    assert await invite(api, ada, DAVID)


async def admins() -> int:
    return await fetchval("SELECT count(*) FROM staff_role WHERE role = 'admin' AND withdrawn_at IS NULL")
