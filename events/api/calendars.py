"""Calendar feeds: joined from entries rendered before, kept until the change clock ticks, cheap when unchanged."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

import msgspec
from litestar import Controller, HttpMethod, Request, Response, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response.base import ASGIResponse

from events.actions import subscribers
from events.actions.calendars import CLOCK
from events.api.asking import header, language_of
from events.api.watching import Watching
from events.calendar import FEED, etag, feed
from events.database import fetch, fetchrow, fetchval
from events.errors import Missing
from events.settings import settings
from events.words import best_text

MEDIA = "text/calendar"
KEPT_MOST = 2000


class Ready(Response[bytes]):
    """An answer that is made once and given to everybody: most that calendars ask for is unchanged."""

    def __init__(self, body: bytes, status_code: int, headers: dict[str, str]) -> None:
        super().__init__(body, status_code=status_code, headers=headers, media_type=MEDIA)
        self._made = ASGIResponse(body=body, status_code=status_code, headers=headers, media_type=MEDIA)

    def to_asgi_response(self, *_: Any, **__: Any) -> ASGIResponse:
        """The same one each time."""
        return self._made


class Made(msgspec.Struct, frozen=True):
    """A feed as it is served. changed_at: when any public calendar last changed, so that it never moves back."""

    etag: str
    changed_at: datetime
    whole: Ready
    head: Ready
    unchanged: Ready


class Link(msgspec.Struct):
    """The new address of a personal calendar; the one before is dead."""

    url: str


class FeedsController(Controller):
    """`/calendar/…`: the addresses that calendars subscribe to."""

    path = "/calendar"
    tags = ["calendars"]  # noqa: RUF012

    @route("/all.ics", http_method=[HttpMethod.GET, HttpMethod.HEAD], media_type=MEDIA)
    async def all(self, request: Request[Any, Any, Any], watching: NamedDependency[Watching]) -> Response[bytes]:
        """Every public event of every office."""
        return await _answer(request, watching, ("all", ""))

    @route("/office/{file:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD], media_type=MEDIA)
    async def office(
        self,
        file: FromPath[str],
        request: Request[Any, Any, Any],
        watching: NamedDependency[Watching],
    ) -> Response[bytes]:
        """The public events of one office, as `{slug}.ics`."""
        return await _answer(request, watching, ("office", _name(file)))

    @route("/event/{file:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD], media_type=MEDIA)
    async def event(
        self,
        file: FromPath[str],
        request: Request[Any, Any, Any],
        watching: NamedDependency[Watching],
    ) -> Response[bytes]:
        """One event and its programme, as `{slug}.ics`."""
        return await _answer(request, watching, ("event", _name(file)))

    @route("/mine/{file:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD], media_type=MEDIA)
    async def mine(self, file: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
        """A person's own events, as `{token}.ics`, with the link to join those they have a seat at."""
        reads = language_of(request)
        rows = await subscribers.entries_for(_name(file), reads)
        body = feed(_bodies(rows), FEED["mine"].say(reads, organisation=settings().organisation), reads, _zones(rows))
        return _personal(request, body)


class CalendarLinksController(Controller):
    """`/api/calendars/{token}/replacement`."""

    path = "/api/calendars"
    tags = ["calendars"]  # noqa: RUF012

    @post("/{token:str}/replacement", status_code=201)
    async def replace(self, token: FromPath[str]) -> Link:
        """Kill this personal link and make another; the new one is mailed as well."""
        return Link(await subscribers.replace_link(token))


_kept: dict[tuple[str, str, str], tuple[int, Made]] = {}


async def _answer(request: Request[Any, Any, Any], watching: Watching, feed: tuple[str, str]) -> Response[bytes]:
    which, ticks = (*feed, language_of(request)), watching.calendar_ticks
    kept = _kept.get(which)
    if kept is None or kept[0] != ticks or not watching.hears:
        if len(_kept) >= KEPT_MOST:
            _kept.clear()
        kept = _kept[which] = (ticks, await _made(*which))
    return _conditional(request, kept[1])


async def _made(kind: str, slug: str, language: str) -> Made:
    """The feed, read anew. Raises Missing for an office or a public event that does not exist."""
    changed_at = await _changed_at()
    name, condition = "", "true"
    if kind == "office":
        texts = await fetchval("SELECT name FROM office WHERE slug = $1", slug)
        condition = "e.office = (SELECT id FROM office WHERE slug = $2)"
    elif kind == "event":
        texts = await fetchval("SELECT title FROM event WHERE slug = $1 AND status <> 'draft'", slug)
        condition = "(SELECT id FROM event WHERE slug = $2) IN (e.id, e.parent)"
    else:
        texts, condition = {}, "$2 = ''"
    if texts is None:
        raise Missing
    name = best_text(texts, language)
    rows = await fetch(
        f"""SELECT c.body, e.timezone FROM calendar_entry c JOIN event e ON e.id = c.event
        WHERE c.language = $1 AND NOT c.online AND e.status <> 'draft' AND {condition} ORDER BY e.starts_at, e.id""",  # noqa: S608
        language, slug,
    )  # fmt: skip
    title = FEED[kind].say(language, organisation=settings().organisation, name=name)
    body = feed(_bodies(rows), title, language, _zones(rows))
    return _dated(body, changed_at)


def _dated(body: bytes, changed_at: datetime) -> Made:
    tag = etag(body)
    headers = {
        "etag": tag,
        "last-modified": format_datetime(changed_at.astimezone(UTC), usegmt=True),
        "cache-control": "public, no-cache",
    }
    return Made(tag, changed_at, Ready(body, 200, headers), Ready(b"", 200, headers), Ready(b"", 304, headers))


def _bodies(rows: list[Any]) -> list[bytes]:
    return [bytes(row["body"]) for row in rows]


def _zones(rows: list[Any]) -> list[str]:
    return sorted({row["timezone"] for row in rows})


async def _changed_at() -> datetime:
    row = await fetchrow("SELECT changed_at FROM change_clock WHERE name = $1", CLOCK)
    return row["changed_at"] if row else datetime.fromtimestamp(0, UTC)


def _personal(request: Request[Any, Any, Any], body: bytes) -> Response[bytes]:
    """A feed without a date: one person's events change apart from the public clock, so only its ETag tells."""
    tag = etag(body)
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if _names(header(request, "if-none-match") or "", tag):
        return Response(b"", status_code=304, headers=headers)
    return Response(b"" if request.method == HttpMethod.HEAD else body, media_type=MEDIA, headers=headers)


def _conditional(request: Request[Any, Any, Any], made: Made) -> Response[bytes]:
    """The feed, or 304: by ETag when the reader names one (RFC 9110, 13.2.2), else by date."""
    if _unchanged(request, made):
        return made.unchanged
    return made.head if request.method == HttpMethod.HEAD else made.whole


def _unchanged(request: Request[Any, Any, Any], made: Made) -> bool:
    if named := header(request, "if-none-match"):
        return _names(named, made.etag)
    if since := header(request, "if-modified-since"):
        try:
            return made.changed_at.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (ValueError, TypeError, OverflowError):
            return False
    return False


def _names(named: str, tag: str) -> bool:
    """Whether an If-None-Match names this ETag (RFC 9110, 13.1.2: compared weakly)."""
    return named.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in named.split(",")]


def _name(file: str) -> str:
    name, dot, kind = file.rpartition(".")
    if not dot or kind != "ics":
        raise Missing
    return name
