"""The web app, with what a reader without JavaScript, a search engine or a shared link needs in the HTML itself."""

import mimetypes
from datetime import datetime
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any

import msgspec
from litestar import HttpMethod, Request, Response, route
from litestar.di import NamedDependency
from litestar.params import FromPath

import events
from events.api.asking import language_of
from events.api.routes import is_page
from events.api.structured import event_data
from events.api.unscripted import event_html, missing_html, page_html, year_html
from events.api.watching import Watching
from events.calendar.phrases import CANCELLED
from events.clock import now
from events.database import Unavailable
from events.errors import Missing
from events.facts import Found, found_by_slug, found_where, read
from events.rules.events import EventFacts
from events.settings import settings
from events.wording import when, where
from events.words import LOCALES, Phrase, Status, best_text

HEAD, BODY = "<!--convoke:head-->", "<!--convoke:body-->"
FOREVER = "public, max-age=31536000, immutable"
KEPT = 1024
"""Events kept as the page that was sent last, by the text of their facts."""
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))

TITLE = Phrase(
    nl="De kalender van {organisation}", fr="Le calendrier de {organisation}", en="The calendar of {organisation}",
    de="Der Kalender von {organisation}",
)  # fmt: skip
ABOUT = Phrase(
    nl="Alle activiteiten van {organisation}: vind er een, schrijf je in, neem je ticket mee.",
    fr="Tous les événements de {organisation} : trouvez, inscrivez-vous, emportez votre billet.",
    en="Every event of {organisation}: find one, register, carry your ticket.",
    de="Alle Veranstaltungen von {organisation}: finden, anmelden, Ticket mitnehmen.",
)
COMING_MOST = 100
"""Events listed for readers without JavaScript."""

_year: dict[str, tuple[tuple[Watching, int, datetime], bytes]] = {}
"""The front page as it was sent last in each language, with what it was made for: this calendar, in this hour."""


@route("/robots.txt", http_method=[HttpMethod.GET, HttpMethod.HEAD], include_in_schema=False)
async def robots() -> Response[str]:
    """Everything public may be read by programs, feeds above all (Google's calendar obeys this file)."""
    return Response("User-agent: *\nAllow: /\nDisallow: /api/\nDisallow: /registrations/\n", media_type="text/plain")


@route("/events/{slug:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD], include_in_schema=False)
async def event_page(slug: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
    """The app, with the facts of one event for who reads HTML alone."""
    language = language_of(request)
    try:
        found = await found_by_slug(slug)
    except Missing:
        found = None
    if found is None or found.status == Status.DRAFT:
        return missing_page(language)
    return _page(language, _event_html(found.facts, language, _open(found)))


@route("/", http_method=[HttpMethod.GET, HttpMethod.HEAD], include_in_schema=False)
async def front_page(request: Request[Any, Any, Any], watching: NamedDependency[Watching]) -> Response[bytes]:
    """The app, at the year, with what is coming for who reads HTML alone; without a database the app says so itself."""
    language = language_of(request)
    made_for = (watching, watching.calendar_ticks, now().replace(minute=0, second=0, microsecond=0))
    kept = _year.get(language)
    if kept is None or kept[0] != made_for or not watching.hears:
        try:
            kept = _year[language] = (made_for, await _year_html(language))
        except Unavailable:
            return _shell(language, page_html("", language))
    return _page(language, kept[1])


@route("/{path:path}", http_method=[HttpMethod.GET, HttpMethod.HEAD], include_in_schema=False)
async def app_or_file(request: Request[Any, Any, Any], path: FromPath[str]) -> Response[Any]:
    """A file of the app, or the app itself for every address it knows how to show."""
    name = path.strip("/")
    if name.startswith(("api/", "calendar/")) or name in ("api", "calendar"):
        raise Missing
    if file := _file(name):
        return _sent(request, name, file)
    if "." in name.rsplit("/", 1)[-1]:
        raise Missing
    language = language_of(request)
    return _shell(language, page_html(name, language)) if is_page(name) else missing_page(language)


def missing_page(language: str) -> Response[bytes]:
    """The app, at an address that it shows nothing at."""
    return _shell(language, missing_html(language), 404)


def _shell(language: str, body: str, status: int = 200) -> Response[bytes]:
    """The app with nothing but its own title, and this for who has no JavaScript."""
    return _page(language, _html(language, _own_head(language), body), status)


async def _year_html(language: str) -> bytes:
    coming = "e.parent IS NULL AND e.status <> 'draft' AND e.ends_at > $1"
    found = await found_where(coming, now(), most=COMING_MOST)
    title = TITLE.say(language, organisation=settings().organisation)
    body = year_html((read(one.facts) for one in found), language, title)
    return _html(language, _own_head(language), body)


def _own_head(language: str) -> str:
    organisation = settings().organisation
    title, about = TITLE.say(language, organisation=organisation), ABOUT.say(language, organisation=organisation)
    return _meta(title, about, settings().public_url, language)


def _open(found: Found) -> bool:
    return found.status == Status.PUBLISHED and _ends_at(found.facts) > now()


@lru_cache(KEPT)
def _ends_at(facts: str) -> datetime:
    return read(facts).ends_at


@lru_cache(KEPT)
def _event_html(facts: str, language: str, open_: bool) -> bytes:
    event = read(facts)
    return _html(language, _event_head(event, language), event_html(event, language, open_=open_))


def _html(language: str, head: str, body: str) -> bytes:
    text = _template().replace(HEAD, head, 1).replace(BODY, body, 1).replace('lang="en"', f'lang="{language}"', 1)
    return text.encode()


def _page(language: str, text: bytes, status: int = 200) -> Response[bytes]:
    headers = {"cache-control": "no-cache", "content-language": language, "vary": "accept-language, cookie"}
    return Response(text, status_code=status, media_type="text/html", headers=headers)


def _event_head(event: EventFacts, language: str) -> str:
    """Title, description, Open Graph, the feed, and schema.org data."""
    name = best_text(event.title, language)
    if event.status is Status.CANCELLED:
        name = CANCELLED.say(language, title=name)
    moment = when(event.starts_at, event.ends_at, event.timezone, language)
    place = where(event.mode, event.venue, event.office.city, language)
    url = f"{settings().public_url}/events/{event.slug}"
    # "<" cannot close the script from inside a string: it is written as an escape, which JSON reads as the same.
    data = msgspec.json.encode(event_data(event, language)).decode().replace("<", "\\u003c")
    feed = f"{settings().public_url}/calendar/event/{event.slug}.ics?lang={language}"
    return (
        _meta(name, f"{moment} · {place}", url, language)
        + f'<link rel="alternate" type="text/calendar" href="{escape(feed)}">'
        + f'<script type="application/ld+json">{data}</script>'
    )


def _meta(title: str, about: str, url: str, language: str) -> str:
    others = "".join(f'<link rel="alternate" hreflang="{one}" href="{escape(url)}?lang={one}">' for one in LOCALES)
    return (
        f"<title>{escape(title)}</title>"
        f'<meta name="description" content="{escape(about)}">'
        f'<link rel="canonical" href="{escape(url)}">{others}'
        f'<meta property="og:type" content="website"><meta property="og:title" content="{escape(title)}">'
        f'<meta property="og:description" content="{escape(about)}"><meta property="og:url" content="{escape(url)}">'
        f'<meta property="og:site_name" content="{escape(settings().organisation)}">'
        f'<meta property="og:locale" content="{LOCALES[language]}">'
    )


def static_folder() -> Path:
    """Where the built app lies: in the package once installed, else where it is built."""
    inside = Path(events.__file__).parent / "static"
    return inside if inside.is_dir() else Path(events.__file__).parent.parent / "frontend" / "build"


@cache
def _template() -> str:
    return (static_folder() / "index.html").read_text("utf-8")


@cache
def _files() -> dict[str, Path]:
    """Every file of the app by its address; what is not listed is not served."""
    root = static_folder()
    return {file.relative_to(root).as_posix(): file for file in root.rglob("*") if file.is_file()}


def _file(name: str) -> Path | None:
    return _files().get(name) if name != "index.html" else None


def _sent(request: Request[Any, Any, Any], name: str, file: Path) -> Response[bytes]:
    """The file, compressed as it lies when the reader takes that; hashed names for a year, the rest asked for anew."""
    headers = {"cache-control": FOREVER if "/immutable/" in name else "no-cache", "vary": "accept-encoding"}
    accepted = request.headers.get("accept-encoding", "")
    chosen = file
    for encoding, ending in ENCODINGS:
        if encoding in accepted and (packed := _file(name + ending)):
            chosen, headers["content-encoding"] = packed, encoding
            break
    if not chosen.exists():
        raise Missing
    tag = f'"{chosen.stat().st_mtime_ns:x}-{chosen.stat().st_size:x}"'
    headers["etag"] = tag
    media = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, headers=headers)
    body = b"" if request.method == HttpMethod.HEAD else chosen.read_bytes()
    return Response(body, media_type=media, headers=headers)
