"""Signing in with a link, and out again; who is signed in."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Controller, Request, Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import JSONBody

from events.actions import tokens
from events.api.asking import COOKIE, asker_with, forget
from events.clock import now
from events.database import fetchval
from events.errors import NotSignedIn
from events.rules.access import Asker
from events.settings import settings
from events.words import Role


class NewLogin(msgspec.Struct, forbid_unknown_fields=True):
    """The secret of a sign-in link."""

    link: str


class Me(msgspec.Struct, kw_only=True):
    """Who is signed in. office, event: slugs that narrow the role; member: the member's number."""

    role: Role
    office: str | None
    event: str | None
    member: int | None
    expires_at: datetime | None


class LoginsController(Controller):
    """`/api/logins` and `/api/me`."""

    path = "/api"
    tags = ["access"]  # noqa: RUF012

    @post("/logins", status_code=201)
    async def sign_in(self, data: JSONBody[NewLogin], request: Request[Any, Any, Any]) -> Response[Me]:
        """Exchange a sign-in link for a login cookie; a login the browser had before is ended."""
        if old := request.cookies.get(COOKIE):
            await tokens.sign_out(old)
            forget(old)
        secret, ends = await tokens.sign_in(data.link)
        return Response(
            await _me(await asker_with(secret)), cookies=[_cookie(secret, int((ends - now()).total_seconds()))]
        )

    @delete("/logins/me", status_code=200)
    async def sign_out(self, request: Request[Any, Any, Any], asker: NamedDependency[Asker | None]) -> Response[None]:
        """End this browser's login. Signed out already is signed out."""
        if secret := request.cookies.get(COOKIE):
            await tokens.sign_out(secret)
            forget(secret)
        return Response(None, cookies=[_cookie("", 0)])

    @get("/me")
    async def me(self, asker: NamedDependency[Asker | None]) -> Me:
        """Who is signed in, or 401."""
        return await _me(asker)


async def _me(asker: Asker | None) -> Me:
    if asker is None:
        raise NotSignedIn
    number = asker.member and await fetchval("SELECT number FROM member WHERE id = $1", asker.member)
    return Me(
        role=asker.role,
        office=asker.office_slug,
        event=asker.event_slug,
        member=number,
        expires_at=asker.expires_at,
    )


def _cookie(value: str, seconds: int) -> Cookie:
    secure = settings().public_url.startswith("https:")
    return Cookie(key=COOKIE, value=value, max_age=seconds, path="/", httponly=True, secure=secure, samesite="lax")
