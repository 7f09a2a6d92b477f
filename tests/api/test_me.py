"""Who is signed in, and what is theirs."""

import httpx

from events.actions import tokens
from events.words import Role

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
