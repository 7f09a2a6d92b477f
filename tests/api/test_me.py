"""Who is signed in, and what is theirs."""

import httpx

from events.actions import logins, tokens
from events.api.asking import COOKIE
from events.database import fetchval
from events.words import Role, Via
from tests.cast import ADA, BRAM, bearer, hold_event, join

HERE = {"sec-fetch-site": "same-origin"}


async def sign_in(api: httpx.AsyncClient, role: Role, **scope: object) -> httpx.Response:
    """Open a sign-in link in this client."""
    secret = await tokens.issue(role, kind="link", **scope)  # type: ignore[arg-type]
    return await api.post("/api/logins", json={"link": secret}, headers=HERE)


async def test_a_hint_comes_and_goes_with_the_login(api):
    """Scripts see that somebody is signed in, and never with what."""
    answer = await sign_in(api, Role.ORGANISER, office="brussels")
    told = {one.split("=")[0]: one for one in answer.headers.get_list("set-cookie")}

    assert "httponly" in told["convoke_login"].lower()
    assert "httponly" not in told["convoke_signed_in"].lower()
    assert api.cookies["convoke_signed_in"] == "1"

    await api.delete("/api/logins/me", headers=HERE)

    assert "convoke_signed_in" not in api.cookies


async def test_my_registrations(api):
    """Ada sees hers, the latest first, with who comes and the way to its page; Bram sees none of it."""
    for slug in ("breakfast", "dinner"):
        await hold_event(slug)
    await join(7, ADA)
    await join(8, BRAM)
    ada, bram = [await bearer(Role.MEMBER, member=number) for number in (7, 8)]
    made = [
        (await api.post(f"/api/events/{slug}/registrations", json={"party": ["Eva"]}, headers=ada)).json()
        for slug in ("breakfast", "dinner")
    ]
    await api.delete(f"/api/registrations/{made[0]['id']}", headers=ada)

    mine = (await api.get("/api/me/registrations", headers=ada)).json()

    assert [(one["event"]["slug"], one["seat"], one["people"]) for one in mine["items"]] == [
        ("dinner", "confirmed", ["Ada Janssens", "Eva"]),
        ("breakfast", "cancelled", ["Ada Janssens", "Eva"]),
    ]
    assert mine["items"][0]["manage_url"] == made[1]["manage_url"]
    assert (await api.get("/api/me/registrations", headers=bram)).json() == {"items": [], "next": None}
    assert (await api.get("/api/me/registrations")).status_code == 401


async def test_a_hundred_registrations_are_a_page(api):
    """Who has come to everything for years reads on."""
    await join(7, ADA)
    ada = await bearer(Role.MEMBER, member=7)
    for n in range(101):
        await hold_event(f"party-{n}")
        await api.post(f"/api/events/party-{n}/registrations", json={}, headers=ada)

    first = (await api.get("/api/me/registrations", headers=ada)).json()
    second = (await api.get(f"/api/me/registrations?after={first['next']}", headers=ada)).json()

    assert (len(first["items"]), len(second["items"]), second["next"]) == (100, 1, None)


async def mailbox(api: httpx.AsyncClient, address: str) -> dict[str, str]:
    """The cookie of a browser whose owner proved this mailbox."""
    secret, _ = await logins.open_login(address=address, via=Via.MAIL, agent="", source="", ended=None)
    return {"cookie": f"{COOKIE}={secret}", **HERE}


async def test_what_was_made_for_my_mailbox_is_mine(api):
    """Ada registered by her address before she ever signed in: it is among hers, and she may give it back."""
    await hold_event()
    await join(7, ADA)
    made = (await api.post("/api/events/party/registrations", json=ADA)).json()
    await api.post("/api/events/party/registrations", json=BRAM)
    ada = await mailbox(api, "ada@example.org")

    mine = (await api.get("/api/me/registrations", headers=ada)).json()

    assert [one["id"] for one in mine["items"]] == [made["id"]]
    assert (await api.delete(f"/api/registrations/{made['id']}", headers=ada)).json()["seat"] == "cancelled"


async def test_a_register_proves_no_mailbox(api):
    """What was made for an address is not shown to who has a member's token and never opened that mailbox."""
    await hold_event()
    await join(7, ADA)
    made = (await api.post("/api/events/party/registrations", json=ADA)).json()
    token = await bearer(Role.MEMBER, member=7)

    assert (await api.get("/api/me/registrations", headers=token)).json()["items"] == []
    assert (await api.get(f"/api/registrations/{made['id']}", headers=token)).status_code == 404


async def test_who_shares_a_mailbox_keeps_what_is_theirs(api):
    """Bram has Ada's address too. What either registered as a member is that member's alone."""
    await hold_event()
    await join(7, ADA)
    await join(8, {**BRAM, "email": ADA["email"]})
    made = (
        await api.post("/api/events/party/registrations", json={}, headers=await bearer(Role.MEMBER, member=8))
    ).json()
    couple = await mailbox(api, "ada@example.org")

    assert (await api.get("/api/me/registrations", headers=couple)).json()["items"] == []
    chosen = await api.put("/api/logins/me", json={"member": 8}, headers=couple)
    bram = {"cookie": f"{COOKIE}={chosen.cookies[COOKIE]}"}
    assert [one["id"] for one in (await api.get("/api/me/registrations", headers=bram)).json()["items"]] == [made["id"]]


async def test_my_calendar(api):
    """Ada proved her mailbox and gets the link that its mails carry, the same each time, with her events in it."""
    await hold_event()
    await join(7, ADA)
    await api.post("/api/events/party/registrations", json=ADA)
    ada = await mailbox(api, "ada@example.org")

    first, second = [(await api.put("/api/me/calendar", headers=ada)).json()["url"] for _ in range(2)]

    assert first == second
    token = first.split("/mine/")[1].split("?")[0]
    assert "Feest party" in (await api.get(f"/calendar/mine/{token}.ics?lang=nl")).text
    assert await fetchval("SELECT email FROM subscriber") == "ada@example.org"


async def test_a_calendar_is_its_mailboxs_alone(api):
    """A member's token and a sign-in link prove no mailbox, and get no link to where somebody will be."""
    await join(7, ADA)

    assert (await api.put("/api/me/calendar")).status_code == 401
    assert (await api.put("/api/me/calendar", headers=await bearer(Role.MEMBER, member=7))).status_code == 403
    await sign_in(api, Role.MEMBER, member=7)
    assert (await api.put("/api/me/calendar", headers=HERE)).status_code == 403
    assert await fetchval("SELECT count(*) FROM subscriber") == 0
