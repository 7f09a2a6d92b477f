"""Who asks, in which language, and from where: the dependencies that bring it to the handlers."""

import time
from datetime import timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import msgspec
from babel import negotiate_locale
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from events import whence
from events.clock import now
from events.database import execute, fetchrow
from events.errors import CrossSite, NotSignedIn
from events.rules.access import Act, Asker, Grant, check_may
from events.settings import settings
from events.tickets.secrets import token_hash
from events.words import Language

COOKIE = "convoke_login"
HINT_COOKIE = "convoke_signed_in"
"""Comes and goes with the login, and scripts may read it: pages without it need not ask who is signed in."""
LANGUAGE_COOKIE = "lang"
KEPT_SECONDS = 2.0
"""How long a looked-up token is believed: a withdrawal takes hold within this time."""
KEPT_MOST = 10_000
USE_NOTED = timedelta(minutes=5)
"""How exactly the last use of a token or a login is noted: a row written at every request would be dear."""
KNOWN = [language.value for language in Language]
PORTS = {"http": 80, "https": 443}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_kept: dict[bytes, tuple[float, Asker | None]] = {}
_forgotten = 0
"""How often something was forgotten: what was looked up meanwhile may be from before, and is not kept."""


def header(connection: ASGIConnection[Any, Any, Any, Any], name: str) -> str:
    """A header's value, empty when there is none: every request asks for some, and the framework's mapping is slow.

    name: in small letters.
    """
    wanted = name.encode()
    for found, value in connection.scope["headers"]:
        if found == wanted:
            return value.decode("latin-1")
    return ""


def cookie(connection: ASGIConnection[Any, Any, Any, Any], name: str) -> str | None:
    """A cookie's value."""
    return connection.cookies.get(name) if header(connection, "cookie") else None


def language_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The reader's language: `?lang=`, else the one chosen in the app, else what the browser prefers."""
    asked = connection.query_params.get("lang") if connection.scope["query_string"] else None
    chosen = asked or cookie(connection, LANGUAGE_COOKIE)
    return chosen if chosen in KNOWN else _preferred(header(connection, "accept-language")[:200])


@lru_cache(1024)
def _preferred(accepted: str) -> str:
    wanted = [part.split(";")[0].strip().replace("-", "_") for part in accepted.split(",")]
    return negotiate_locale(wanted, KNOWN) or Language.EN


async def provide_language(request: Request[Any, Any, Any]) -> str:
    """The reader's language, for handlers."""
    return language_of(request)


async def provide_asker(request: Request[Any, Any, Any]) -> Asker | None:
    """Who is signed in, if anybody. Raises CrossSite for an unsafe request that another site made with the cookie."""
    return await asker_of(request)


async def asker_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Asker | None:
    """Who a bearer token or else the login cookie stands for."""
    scheme, _, token = header(connection, "authorization").partition(" ")
    if scheme.lower() == "bearer":
        return await _look_up(b"b" + token_hash(token))
    if login := cookie(connection, COOKIE):
        asker = await asker_with(login)
        if asker is not None:
            _check_same_site(connection)
        return asker
    return None


def check_no_other_site(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Refuse what another site's page asks, cookie or not, as signing in would be. Programs say nothing of a site.

    Raises CrossSite.
    """
    if connection.headers.get("origin") or connection.headers.get("sec-fetch-site"):
        _check_same_site(connection)


async def asker_with(login: str) -> Asker | None:
    """Who the secret in a login cookie stands for."""
    return await _look_up(b"l" + token_hash(login))


def browser_of(connection: ASGIConnection[Any, Any, Any, Any]) -> dict[str, Any]:
    """What `actions.logins` is told of the browser that signs in: `agent`, `source`, and the login to be `ended`."""
    return {"agent": whence.agent(), "source": whence.source() or "", "ended": cookie(connection, COOKIE)}


def only(act: Act) -> Any:
    """A guard that lets those through whose role may do this somewhere."""

    async def guard(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        check_may(await asker_of(connection), act)

    return guard


async def signed_in(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """A guard that lets everybody through who is signed in, as whatever it is."""
    if await asker_of(connection) is None:
        raise NotSignedIn


def forget(secret: str) -> None:
    """Believe a login no longer, at once in this process."""
    global _forgotten
    _forgotten += 1
    _kept.pop(b"l" + token_hash(secret), None)


def forget_all() -> None:
    """Believe nobody any longer without asking: roles or logins changed somewhere."""
    global _forgotten
    _forgotten += 1
    _kept.clear()


async def _look_up(key: bytes) -> Asker | None:
    found = _kept.get(key)
    if found is not None and time.monotonic() - found[0] < KEPT_SECONDS:
        return found[1]
    bearer, before = key[:1] == b"b", _forgotten
    row = await fetchrow(_BEARER if bearer else _LOGIN, key[1:], now())
    asker = row and _asker(row)
    if row and (row["last_used_at"] is None or now() - row["last_used_at"] > USE_NOTED):
        await execute(_TOKEN_USE if bearer else _LOGIN_USE, row["token" if bearer else "login"], now())
    if len(_kept) >= KEPT_MOST:
        _kept.clear()
    if before == _forgotten:
        _kept[key] = (time.monotonic(), asker)
    return asker


def _asker(row: Any) -> Asker:
    fields = {name: row[name] for name in Asker.__struct_fields__ if name != "grants"}
    return Asker(grants=msgspec.convert(row["grants"], tuple[Grant, ...]), **fields)


_GRANT = """json_build_object('role', g.role, 'office', g.office, 'office_slug', o.slug, 'event', g.event,
    'event_slug', e.slug)"""
_NARROWED = "LEFT JOIN office o ON o.id = g.office LEFT JOIN event e ON e.id = g.event"
_LIVE = "(revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2))"
_BEARER = f"""
SELECT g.id AS token, NULL AS login, NULL AS staff, g.member, g.expires_at, NULL AS strong_at, NULL AS elevated_at,
    g.last_used_at, json_build_array({_GRANT}) AS grants
FROM (SELECT * FROM token WHERE secret_hash = $1 AND kind = 'bearer' AND {_LIVE}) AS g {_NARROWED}
"""  # noqa: S608
_LOGIN = f"""
SELECT l.token, l.id AS login, s.id AS staff, coalesce(m.id, t.member) AS member, l.expires_at, l.strong_at,
    l.elevated_at, l.last_used_at,
    (SELECT coalesce(json_agg({_GRANT} ORDER BY g.rank, g.id), '[]') FROM (
        SELECT id, role, office, event, 0 AS rank FROM token WHERE id = l.token
        UNION ALL
        SELECT id, role, office, event, 1 FROM staff_role
        WHERE staff = s.id AND withdrawn_at IS NULL AND l.strong_at IS NOT NULL
        UNION ALL
        SELECT m.id, 'member', NULL, NULL, 2 WHERE m.id IS NOT NULL
    ) AS g {_NARROWED}) AS grants
FROM login l LEFT JOIN token t ON t.id = l.token
    LEFT JOIN staff s ON s.id = l.staff AND s.address = l.address
    LEFT JOIN member m ON m.id = l.member AND m.erased_at IS NULL AND (m.address = l.address OR l.by_number)
WHERE l.secret_hash = $1 AND l.ended_at IS NULL AND l.expires_at > $2
    AND (s.id IS NOT NULL OR m.id IS NOT NULL OR EXISTS (SELECT FROM token WHERE id = l.token AND {_LIVE}))
"""  # noqa: S608
"""A login stands for an address: it is nobody's any more when they have another one, or were erased. The identity
provider may know a member by number who has another address in the register, or none."""
_TOKEN_USE = "UPDATE token SET last_used_at = $2 WHERE id = $1"  # noqa: S105 (a statement)
_LOGIN_USE = "UPDATE login SET last_used_at = $2 WHERE id = $1"

REACHED = """EXISTS (SELECT FROM unnest($1::bigint[], $2::bigint[]) AS scope (office, event)
    WHERE (scope.office IS NULL OR scope.office = e.office)
        AND (scope.event IS NULL OR scope.event IN (e.id, e.parent)))"""
"""SQL: whether the event `e` lies within `asker.reach(act)`, the statement's first two arguments."""


def _check_same_site(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Browsers name the page an unsafe request comes from; with a cookie it has to be ours.

    Ours is the address that the host set. Only where none is set, for use on one machine, is it what the request says.
    """
    if connection.scope.get("method") in SAFE:
        return
    origin = connection.headers.get("origin")
    fetched = connection.headers.get("sec-fetch-site")
    if origin is None:
        ours = fetched == "same-origin"
    elif base := settings().base_url:
        ours = site_of(origin) is not None and site_of(origin) == site_of(base)
    else:
        scheme, _, host = origin.partition("://")
        ours = scheme in PORTS and host.lower() == header(connection, "host").lower()
    if not ours:
        raise CrossSite


@lru_cache(256)
def site_of(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of an address, as browsers compare them; None for what is none (RFC 6454, 4)."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    return (parts.scheme, host, port) if host else None
