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
from events.database import fetchrow
from events.errors import NotSignedIn
from events.rules.access import Asker
from events.settings import settings
from events.words import Role


class NewLogin(msgspec.Struct, forbid_unknown_fields=True):
    """The secret of a sign-in link."""

    link: str


class GrantOut(msgspec.Struct):
    """A role, and the slug of the office or event it holds for; null is all."""

    role: Role
    office: str | None
    event: str | None


class Me(msgspec.Struct, kw_only=True):
    """Who is signed in, and all they may act as.

    role, office, event: of the first of the grants; member: the member's number.
    """

    role: Role | None
    office: str | None
    event: str | None
    member: int | None
    name: str | None
    grants: list[GrantOut]
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
    known = await fetchrow(
        """SELECT (SELECT number FROM member WHERE id = $1) AS number, coalesce(
            (SELECT name FROM staff WHERE id = $2), (SELECT name FROM member WHERE id = $1)) AS name""",
        asker.member, asker.staff,
    )  # fmt: skip
    grants = [GrantOut(grant.role, grant.office_slug, grant.event_slug) for grant in asker.grants]
    first = grants[0] if grants else None
    return Me(
        role=first.role if first else None,
        office=first.office if first else None,
        event=first.event if first else None,
        member=known["number"] if known else None,
        name=known["name"] if known else None,
        grants=grants,
        expires_at=asker.expires_at,
    )


def _cookie(value: str, seconds: int) -> Cookie:
    secure = settings().public_url.startswith("https:")
    return Cookie(key=COOKIE, value=value, max_age=seconds, path="/", httponly=True, secure=secure, samesite="lax")
