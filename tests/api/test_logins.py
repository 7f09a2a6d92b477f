"""Browsers signed in: for whom an address belongs to, known to their owner, ended one by one or all at once."""

from datetime import timedelta

import httpx
import pytest

from events.actions import logins, tokens
from events.api import asking
from events.clock import now
from events.database import execute, fetch, fetchval
from events.errors import NotSignedIn
from events.words import Role, Via
from tests.cast import ADA, BRAM, CHLOE, appoint, join

OURS = {"origin": "http://127.0.0.1:8000"}
FIREFOX = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


async def opened(address: str, ended: str | None = None) -> dict[str, str]:
    """The headers of a browser signed in for this address."""
    secret, _ = await logins.open_login(
        address=address, via=Via.MAIL, agent="Firefox, Linux", source="192.0.2.7", ended=ended
    )
    return {"cookie": f"convoke_login={secret}", **OURS}


async def test_a_member_signed_in_is_known(api: httpx.AsyncClient) -> None:
    """Bram has one address and one number, stays for thirty days, and needs no second factor."""
    await join(12, BRAM)

    me = (await api.get("/api/me", headers=await opened("bram@example.org"))).json()

    assert (me["name"], me["member"], me["role"]) == ("Bram Claes", 12, "member")
    assert (me["second_factor"], me["choices"]) == ("none", [{"number": 12, "name": "Bram Claes"}])
    ends = await fetchval("SELECT expires_at - created_at FROM login")
    assert abs(ends - timedelta(days=30)) < timedelta(seconds=5)


async def test_staff_wait_for_their_second_factor(api: httpx.AsyncClient) -> None:
    """Ada organises, and by mail alone she may not yet; she is asked for a factor, and stays for twelve hours."""
    await appoint(ADA, Role.ORGANISER, "brussels")
    hers = await opened("ada@example.org")

    me = (await api.get("/api/me", headers=hers)).json()
    refused = await api.post("/api/previews", json={"text": "*"}, headers=hers)

    assert (me["name"], me["grants"], me["second_factor"]) == ("Ada Janssens", [], "to_set_up")
    assert refused.status_code == 403
    assert await fetchval("SELECT joined_at IS NOT NULL FROM staff")
    ends = await fetchval("SELECT expires_at - created_at FROM login")
    assert abs(ends - timedelta(hours=12)) < timedelta(seconds=5)


async def test_staff_with_a_factor_are_asked_for_it(api: httpx.AsyncClient) -> None:
    """With codes set up Ada is asked for one, and once it was given her role counts."""
    staff = await appoint(ADA, Role.ADMIN)
    await execute(
        "INSERT INTO totp (staff, sealed, created_at, confirmed_at, last_step) VALUES ($1, '', now(), now(), 0)", staff
    )
    hers = await opened("ada@example.org")

    before = (await api.get("/api/me", headers=hers)).json()
    await execute("UPDATE login SET strong_at = now()")
    asking.forget_all()
    after = (await api.get("/api/me", headers=hers)).json()

    assert (before["second_factor"], before["role"]) == ("needed", None)
    assert (after["second_factor"], after["role"]) == ("given", "admin")


async def test_a_couple_shares_a_mailbox(api: httpx.AsyncClient) -> None:
    """They are signed in as the first, choose the second, and the cookie is a new one."""
    await join(7, BRAM)
    await join(9, {**CHLOE, "email": "Bram@Example.org"})
    await join(10, ADA)
    theirs = await opened("bram@example.org")

    first = (await api.get("/api/me", headers=theirs)).json()
    chosen = await api.put("/api/logins/me", json={"member": 9}, headers=theirs)
    stranger = await api.put("/api/logins/me", json={"member": 10}, headers={**OURS, "cookie": _cookie(chosen)})
    old = await api.get("/api/me", headers=theirs)

    assert (first["member"], [one["number"] for one in first["choices"]]) == (7, [7, 9])
    assert (chosen.status_code, chosen.json()["member"], chosen.json()["name"]) == (200, 9, "Chloé D'Hondt")
    assert (stranger.status_code, old.status_code) == (404, 401)


async def test_nobody_has_the_address(database: str) -> None:
    """An address nobody has opens nothing; nor does that of somebody whose roles were all withdrawn."""
    await appoint(ADA, Role.DOOR)
    await execute("UPDATE staff_role SET withdrawn_at = now(), withdrawn_by = 'test'")

    for address in ("ada@example.org", "nobody@example.org"):
        with pytest.raises(NotSignedIn):
            await opened(address)

    assert await fetchval("SELECT count(*) FROM login") == 0


@pytest.mark.parametrize(
    "change", ["UPDATE member SET email = 'new@example.org', address = 'new@example.org'",
               "UPDATE member SET email = NULL, address = NULL, erased_at = now()"]
)  # fmt: skip
async def test_a_login_stands_for_an_address(api: httpx.AsyncClient, change: str) -> None:
    """When the register gives Bram another address, or none any more, who proved the old one is nobody."""
    await join(12, BRAM)
    his = await opened("bram@example.org")
    assert (await api.get("/api/me", headers=his)).status_code == 200

    await execute(change)
    asking.forget_all()

    assert (await api.get("/api/me", headers=his)).status_code == 401


async def test_a_sign_in_link_counts_as_strong(api: httpx.AsyncClient) -> None:
    """There is no second factor behind a link of the command line, so opening it is as good as giving one."""
    link = await tokens.issue(Role.ADMIN, kind="link")

    me = (await api.post("/api/logins", json={"link": link}, headers=FIREFOX)).json()

    assert (me["role"], me["second_factor"], me["choices"]) == ("admin", "given", [])
    row = (await fetch("SELECT strong_at, elevated_at, created_at, agent, source FROM login"))[0]
    assert row["strong_at"] == row["elevated_at"] == row["created_at"]
    assert (row["agent"], row["source"]) == ("Firefox, Linux", "127.0.0.1")


async def test_signing_in_ends_the_former_login(api: httpx.AsyncClient) -> None:
    """A browser has one login: the cookie is new, and the one it had before opens nothing."""
    await join(12, BRAM)
    old = await opened("bram@example.org")
    assert (await api.get("/api/me", headers=old)).status_code == 200

    link = await tokens.issue(Role.DOOR, kind="link")
    signed = await api.post("/api/logins", json={"link": link}, headers=old)

    assert _cookie(signed) != old["cookie"]
    assert (await api.get("/api/me", headers={"cookie": old["cookie"]})).status_code == 401
    assert await fetch("SELECT actor, action, facts->>'why' AS why FROM journal WHERE about = 'login' ORDER BY id") == [
        ("member 1", "signed in", None), ("member 1", "signed out", "replaced"), ("token 1", "signed in", None)
    ]  # fmt: skip


async def test_an_unknown_cookie_is_never_adopted(api: httpx.AsyncClient) -> None:
    """A cookie planted in Bram's browser before he signs in is worth nothing afterwards."""
    planted = {"cookie": "convoke_login=planted", **OURS}
    link = await tokens.issue(Role.DOOR, kind="link")

    signed = await api.post("/api/logins", json={"link": link}, headers=planted)

    assert "planted" not in signed.headers["set-cookie"]
    api.cookies.clear()
    assert (await api.get("/api/me", headers=planted)).status_code == 401


async def test_no_other_site_signs_somebody_in(api: httpx.AsyncClient) -> None:
    """A page elsewhere cannot sign its visitor in here as somebody else, whatever it calls its body."""
    link = await tokens.issue(Role.DOOR, kind="link")
    text = {"content-type": "text/plain", "origin": "https://evil.example"}

    answers = [
        await api.post("/api/logins", content=f'{{"link": "{link}"}}', headers=text),
        await api.post("/api/logins", json={"link": link}, headers={"sec-fetch-site": "cross-site"}),
        await api.post("/api/logins", json={"link": link}, headers={"origin": "null"}),
    ]

    assert [one.json()["type"] for one in answers] == ["/problems/cross-site"] * 3
    assert "set-cookie" not in answers[0].headers


async def test_where_i_am_signed_in(api: httpx.AsyncClient) -> None:
    """Bram sees his browsers, ends one, then all others; Ada's are not his to see or end."""
    await join(12, BRAM)
    await join(13, ADA)
    here, phone, library = [await opened("bram@example.org") for _ in range(3)]
    hers = await opened("ada@example.org")

    items = (await api.get("/api/logins", headers=here)).json()["items"]
    theirs = (await api.get("/api/logins", headers=hers)).json()["items"]
    foreign = await api.delete(f"/api/logins/{theirs[0]['id']}", headers=here)
    one = await api.delete("/api/logins/2", headers=here)
    again = await api.delete("/api/logins/2", headers=here)
    alive = [(await api.get("/api/me", headers=who)).status_code for who in (here, phone, library)]
    await api.delete("/api/logins", headers=here)
    after = [(await api.get("/api/me", headers=who)).status_code for who in (here, library, hers)]

    assert {one["id"]: one["current"] for one in items} == {1: True, 2: False, 3: False}
    assert (items[0]["agent"], items[0]["source"], items[0]["via"]) == ("Firefox, Linux", "192.0.2.7", "mail")
    assert [one["id"] for one in theirs] == [4]
    assert (foreign.status_code, one.status_code, again.status_code) == (404, 200, 404)
    assert (alive, after) == ([200, 401, 200], [200, 401, 200])


async def test_logins_of_nobody(api: httpx.AsyncClient) -> None:
    """Who is not signed in has none to see; a program, by its token, neither."""
    program = {"authorization": f"Bearer {await tokens.issue(Role.ADMIN)}"}

    assert (await api.get("/api/logins")).status_code == 401
    assert (await api.delete("/api/logins")).status_code == 401
    assert (await api.get("/api/logins", headers=program)).json()["items"] == []
    assert (await api.delete("/api/logins/1", headers=program)).status_code == 404
    assert (await api.put("/api/logins/me", json={"member": 1}, headers=program)).status_code == 404


async def test_an_expired_login_opens_nothing(api: httpx.AsyncClient) -> None:
    """After its time the cookie is worth nothing, whatever the browser kept."""
    await join(12, BRAM)
    his = await opened("bram@example.org")

    await execute("UPDATE login SET expires_at = $1", now() - timedelta(seconds=1))

    assert (await api.get("/api/me", headers=his)).status_code == 401


def _cookie(answer: httpx.Response) -> str:
    return answer.headers["set-cookie"].split(";")[0]
