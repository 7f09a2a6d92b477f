"""Asking for a mail to sign in with; whether anybody has the address is never told."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Controller, Request, Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.params import JSONBody

from events import whence
from events.actions import sign_ins as actions
from events.api.asking import check_no_other_site, cookie
from events.clock import now
from events.database import fetchrow
from events.errors import Invalid, Missing, SignInOver
from events.rules.people import email_mends
from events.rules.sign_ins import CODE_LENGTH, KNOWN, TRIES, check_usable, onward_path
from events.settings import settings
from events.tickets.secrets import token_hash
from events.words import Language

COOKIE = "convoke_signin"
PATH = "/api/logins"


class NewSignIn(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Who wants in. language: of the mail; onward: the page of ours to open afterwards."""

    email: str
    language: Language = Language.EN
    onward: str | None = None


class Asked(msgspec.Struct, kw_only=True):
    """Until when the mailed link and code work, if there is a mail, and how many digits the code has."""

    expires_at: datetime
    code_length: int = CODE_LENGTH


class SignInOut(Asked, kw_only=True):
    """What this browser asked for. email: as it was typed; tries_left: codes that may still be mistyped, and one more.

    language, onward: as they were asked.
    """

    email: str
    language: Language
    onward: str | None
    tries_left: int


class SignInsController(Controller):
    """`/api/logins/requests`."""

    path = "/api/logins/requests"
    tags = ["access"]  # noqa: RUF012

    @post("", status_code=202)
    async def ask(self, data: JSONBody[NewSignIn], request: Request[Any, Any, Any]) -> Response[Asked]:
        """Mail a link and a code to sign in with, if the address is anybody's; the answer is the same if not.

        The link and the code work in this browser alone, by its cookie `convoke_signin`, once. 429 too-many-attempts
        when an address or a network asks again and again.
        """
        check_no_other_site(request)
        email = data.email.strip()
        if mends := email_mends("email", email):
            raise Invalid(mends)
        secret, ends = await actions.ask(
            email=email,
            language=data.language.value,
            onward=onward_path(data.onward),
            browser=cookie(request, COOKIE),
            source=whence.source(),
        )
        return Response(Asked(expires_at=ends), cookies=[_cookie(secret, int(KNOWN.total_seconds()))])

    @get("/me")
    async def mine(self, request: Request[Any, Any, Any]) -> SignInOut:
        """What this browser asked for, while it can be used."""
        row = await fetchrow(
            """SELECT email, language, onward, attempts, expires_at, spent_at FROM sign_in
            WHERE browser_hash = $1""",
            token_hash(cookie(request, COOKIE) or ""),
        )
        try:
            if row is None:
                raise Missing
            check_usable(row["spent_at"], row["expires_at"], row["attempts"], now())
        except SignInOver:
            raise Missing from None
        return SignInOut(
            email=row["email"],
            language=Language(row["language"]),
            onward=row["onward"] or None,
            tries_left=TRIES - row["attempts"],
            expires_at=row["expires_at"],
        )

    @delete("/me", status_code=200)
    async def give_up(self, request: Request[Any, Any, Any]) -> Response[None]:
        """Forget what this browser asked for. Forgotten already is forgotten."""
        check_no_other_site(request)
        if browser := cookie(request, COOKIE):
            await actions.give_up(browser)
        return Response(None, cookies=[_cookie("", 0)])


def _cookie(value: str, seconds: int) -> Cookie:
    """Sent with what signs in, and never when another site sends somebody here."""
    secure = settings().public_url.startswith("https:")
    return Cookie(key=COOKIE, value=value, max_age=seconds, path=PATH, httponly=True, secure=secure, samesite="strict")
