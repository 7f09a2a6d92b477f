"""Signing a browser in, and out again; who is signed in, and where else."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Controller, Request, Response, delete, get, post, put
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from events.actions import logins as actions
from events.actions import sign_ins
from events.api.asking import (
    COOKIE,
    HINT_COOKIE,
    asker_with,
    browser_of,
    check_no_other_site,
    cookie,
    forget,
    forget_all,
)
from events.api.sign_ins import COOKIE as ASKED
from events.api.who import Me, me_of
from events.clock import now
from events.database import fetch
from events.errors import Invalid, Mend, NotSignedIn
from events.rules.access import Asker
from events.settings import settings
from events.words import Via


class NewLogin(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What proves who signs in, one of three: the secret of a sign-in link, of a mailed link, or the mailed code."""

    link: str | None = None
    mail: str | None = None
    code: str | None = None


class ChosenMember(msgspec.Struct, forbid_unknown_fields=True):
    """The number of a member who has the address that is signed in."""

    member: int


class LoginOut(msgspec.Struct):
    """A browser signed in: how, as it called itself, from which network address, and whether it is this one."""

    id: int
    via: Via
    agent: str
    source: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime
    current: bool


class LoginList(msgspec.Struct):
    """This one first, then those used latest."""

    items: list[LoginOut]
    next: None = None


class LoginsController(Controller):
    """`/api/logins` and `/api/me`."""

    path = "/api"
    tags = ["access"]  # noqa: RUF012

    @post("/logins", status_code=201)
    async def sign_in(self, data: JSONBody[NewLogin], request: Request[Any, Any, Any]) -> Response[Me]:
        """Exchange a link or a code for a login cookie; a login the browser had before is ended.

        What was mailed works in the browser that asked for it: 409 other-browser. 410 sign-in-over when it was used,
        is too old, or was mistyped too often.
        """
        check_no_other_site(request)
        match data:
            case NewLogin(link=str(link), mail=None, code=None):
                return await answer_with_login(request, *await actions.open_link(link, **browser_of(request)))
            case NewLogin(link=None, mail=str(secret), code=None):
                opened = await sign_ins.with_link(secret, cookie(request, ASKED), **browser_of(request))
            case NewLogin(link=None, mail=None, code=str(code)):
                opened = await sign_ins.with_code(code, cookie(request, ASKED), **browser_of(request))
            case _:
                raise Invalid([Mend("body", "one_of", {"fields": "link, mail, code"})])
        return await answer_with_login(request, opened.secret, opened.ends, onward=opened.onward or None)

    @get("/logins")
    async def listed(self, asker: NamedDependency[Asker | None]) -> LoginList:
        """The logins of the same mailbox or link as this one, this one included."""
        if asker is None:
            raise NotSignedIn
        rows = await fetch(
            f"""SELECT id, via, agent, source, created_at, last_used_at, expires_at, id = $2 AS current FROM login
            WHERE ended_at IS NULL AND expires_at > $1 AND {actions.MINE}
            ORDER BY id = $2 DESC, coalesce(last_used_at, created_at) DESC, id DESC LIMIT 100""",  # noqa: S608
            now(), asker.login,
        )  # fmt: skip
        return LoginList(msgspec.convert([dict(row) for row in rows], list[LoginOut]))

    @put("/logins/me")
    async def choose(
        self, data: JSONBody[ChosenMember], asker: NamedDependency[Asker | None], request: Request[Any, Any, Any]
    ) -> Response[Me]:
        """Go on as another member who has the same address."""
        if asker is None:
            raise NotSignedIn
        return await answer_with_login(request, *await actions.choose_member(asker, data.member), status=200)

    @delete("/logins/me", status_code=200)
    async def sign_out(self, request: Request[Any, Any, Any], asker: NamedDependency[Asker | None]) -> Response[None]:
        """End this browser's login. Signed out already is signed out."""
        if secret := cookie(request, COOKIE):
            await actions.end_secret(secret)
            forget(secret)
        return Response(None, cookies=_cookies("", 0))

    @delete("/logins/{login:int}", status_code=200)
    async def end(self, login: FromPath[int], asker: NamedDependency[Asker | None]) -> None:
        """End one of the logins listed."""
        if asker is None:
            raise NotSignedIn
        await actions.end_login(asker, login)
        forget_all()

    @delete("/logins", status_code=200)
    async def end_others(self, asker: NamedDependency[Asker | None]) -> None:
        """End all the logins listed but this one."""
        if asker is None:
            raise NotSignedIn
        await actions.end_others(asker)
        forget_all()

    @get("/me")
    async def me(self, asker: NamedDependency[Asker | None]) -> Me:
        """Who is signed in, or 401."""
        return await me_of(asker)


async def answer_with_login(
    request: Request[Any, Any, Any], secret: str, ends: datetime, status: int = 201, onward: str | None = None
) -> Response[Me]:
    """Who is signed in now, with the cookie of a login that was opened or renewed; the former one is believed no more.

    secret, ends: as `actions.logins` gives them; onward: the page of ours to open now.
    """
    if old := cookie(request, COOKIE):
        forget(old)
    me = msgspec.structs.replace(await me_of(await asker_with(secret)), onward=onward)
    return Response(me, status_code=status, cookies=login_cookies(secret, ends))


def login_cookies(secret: str, ends: datetime) -> list[Cookie]:
    """What carries a login's secret until it ends."""
    return _cookies(secret, int((ends - now()).total_seconds()))


def _cookies(secret: str, seconds: int) -> list[Cookie]:
    """The login, out of reach of scripts, and beside it the hint that there is one."""
    secure = settings().public_url.startswith("https:")
    return [
        Cookie(key=name, value=value, max_age=seconds, path="/", httponly=name == COOKIE, secure=secure, samesite="lax")
        for name, value in ((COOKIE, secret), (HINT_COOKIE, "1" if secret else ""))
    ]
