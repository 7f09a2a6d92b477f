"""Signing in at the cooperative's identity provider: out to it, and back."""

import logging
from typing import Any
from urllib.parse import quote

from litestar import Controller, Request, get
from litestar.datastructures import Cookie
from litestar.params import FromQuery
from litestar.response import Redirect

from events.actions import providers as actions
from events.api.asking import browser_of, cookie
from events.api.logins import login_cookies
from events.errors import Missing
from events.rules.providers import LASTS, ProviderFailed
from events.rules.sign_ins import onward_path
from events.settings import settings

log = logging.getLogger(__name__)

COOKIE = "convoke_visit"
PATH = "/api/logins/provider"


class ProvidersController(Controller):
    """`/api/logins/provider`."""

    path = PATH
    tags = ["access"]  # noqa: RUF012

    @get("/", status_code=302)
    async def out(self, onward: FromQuery[str] = "") -> Redirect:
        """Send the browser to the provider, where one is set; it comes back signed in, at `onward` or its own page."""
        _check_set()
        try:
            url, sealed = await actions.begin(onward_path(onward))
        except ProviderFailed as failed:
            return _told(failed)
        return Redirect(url, status_code=302, cookies=[_cookie(sealed, int(LASTS.total_seconds()))])

    @get("/callback", status_code=302)
    async def back(self, request: Request[Any, Any, Any]) -> Redirect:
        """Where the provider sends the browser back to. What went wrong is told on the page to sign in."""
        _check_set()
        answer = {name: str(value) for name, value in request.query_params.items()}
        try:
            opened = await actions.finish(answer, cookie(request, COOKIE), **browser_of(request))
        except ProviderFailed as failed:
            return _told(failed)
        page = (
            f"/signin/second?onward={quote(opened.onward, safe='/')}"  # which leads on whoever needs no second factor
        )
        return Redirect(page, status_code=302, cookies=[*login_cookies(opened.secret, opened.ends), _cookie("", 0)])


def _check_set() -> None:
    """Without a provider there is no such address. Raises Missing."""
    if settings().provider is None:
        raise Missing


def _told(failed: ProviderFailed) -> Redirect:
    log.warning("Nobody was signed in by the identity provider: %s", failed)
    return Redirect(f"/signin?problem=provider-{failed.why}", status_code=302, cookies=[_cookie("", 0)])


def _cookie(value: str, seconds: int) -> Cookie:
    """Lax, as it is the provider's page that sends the browser back."""
    secure = settings().public_url.startswith("https:")
    return Cookie(key=COOKIE, value=value, max_age=seconds, path=PATH, httponly=True, secure=secure, samesite="lax")
