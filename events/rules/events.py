"""What an event is, as plain values, and what may be said of it."""

import re
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import msgspec

from events.errors import Mend
from events.rules.people import shows
from events.words import Audience, Language, Mode, Shape, Status

Texts = dict[str, str]
"""One text per language; languages without one are absent."""


class OfficeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A branch of the cooperative. hue: degrees in oklch; lat, lon: WGS 84."""

    slug: str
    name: Texts
    city: Texts
    region: str
    languages: list[Language]
    lat: float
    lon: float
    timezone: str
    hue: int
    shape: Shape


class EventFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the calendar, the tickets and the mail need to know of one event.

    starts_at, ends_at: instants in UTC; timezone: the IANA name they are shown in.
    sequence: RFC 5545 section 3.8.7.4; uid never changes, whatever else does; parent is a slug, parent_uid its uid.
    reason: why it was cancelled, where somebody wrote it. confirmed, waiting: people with a seat, without.
    assembly: whether it is one whose members were called together, or may read its agenda.
    """

    id: int
    slug: str
    uid: str
    sequence: int
    office: OfficeFacts
    parent: str | None
    parent_uid: str | None = None
    title: Texts
    description: Texts
    starts_at: datetime
    ends_at: datetime
    timezone: str
    mode: Mode
    venue: str | None
    online_url: str | None
    capacity: int | None
    audience: Audience
    status: Status
    languages: list[Language]
    created_at: datetime
    changed_at: datetime
    reason: Texts
    version: int
    confirmed: int
    waiting: int
    assembly: bool = False

    @property
    def places_left(self) -> int | None:
        """Seats nobody has, None when there is no limit; 0 while people wait, as they go first."""
        if self.capacity is None:
            return None
        return 0 if self.waiting else max(0, self.capacity - self.confirmed)


class EventDraft(msgspec.Struct, frozen=True, kw_only=True):
    """An event as somebody writes it, before it is stored. Slugs name the office and the parent."""

    slug: str
    office: str
    title: Texts
    starts_at: datetime
    ends_at: datetime
    timezone: str
    mode: Mode
    parent: str | None = None
    description: Texts = msgspec.field(default_factory=dict)
    venue: str | None = None
    online_url: str | None = None
    capacity: int | None = None
    audience: Audience = Audience.EVERYONE
    languages: list[Language] = msgspec.field(default_factory=list)
    status: Status = Status.DRAFT
    uid: str | None = None


TOLD = ("title", "description", "starts_at", "ends_at", "timezone", "mode", "venue", "online_url", "status")
"""What calendars show: a change of any of these raises SEQUENCE."""

MOVED = ("starts_at", "ends_at", "timezone", "mode", "venue", "online_url")
"""What people must hear of by mail: when and where."""


def differs(before: object, after: object, fields: tuple[str, ...]) -> bool:
    """Whether any of these fields has another value after than before."""
    return any(getattr(before, name) != getattr(after, name) for name in fields)


YEARS = (1900, 2200)
"""Far enough for every event, and no zone's clock leaves what can be stored."""

DESCRIPTION_LIMIT = 20_000
"""Characters in one language; rendering the worst of them takes a third of a second."""

UID_LIMIT = 255

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Control characters; the line breaks and tabs of a text are fine."""

_GAP = re.compile(r"[\s\x00-\x1f\x7f]")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

RESERVED = frozenset({
    "assemblies", "calendar", "categories", "devices", "edit", "events", "export", "help", "import", "journal", "keys",
    "mails", "me", "members", "new", "offices", "people", "privacy", "registrations", "settings", "staff", "style",
    "sync", "tokens",
})  # fmt: skip
"""Slugs that stand for pages of the house beside those of events, such as `/office/new`."""


def draft_mends(draft: EventDraft) -> list[Mend]:
    """Everything to mend before the event can be stored; empty when it is fine."""
    mends: list[Mend] = []
    if not is_slug(draft.slug):
        mends.append(Mend("slug", "not_a_slug"))
    elif draft.slug in RESERVED:
        mends.append(Mend("slug", "slug_reserved", {"value": draft.slug}))
    if not any(map(shows, draft.title.values())):
        mends.append(Mend("title", "empty"))
    else:
        mends += texts_mends("title", draft.title, 200)
    mends += texts_mends("description", draft.description, DESCRIPTION_LIMIT)
    mends += _time_mends(draft)
    if draft.capacity is not None and not 1 <= draft.capacity <= 1_000_000:
        mends.append(Mend("capacity", "out_of_range", {"low": 1, "high": 1_000_000}))
    if draft.venue:
        mends += _text_mends("venue", draft.venue, 500)
    if draft.online_url and not _web_address(draft.online_url):
        mends.append(Mend("online_url", "not_a_web_address"))
    if draft.uid:
        mends += _text_mends("uid", draft.uid, UID_LIMIT)
    return mends


def is_slug(text: str) -> bool:
    """Whether an event or an office may go by this in addresses."""
    return len(text) <= 120 and _SLUG.fullmatch(text) is not None


def texts_mends(field: str, texts: Texts, limit: int) -> list[Mend]:
    """What to mend in a text per language. limit: characters in each."""
    mends: list[Mend] = []
    for language, text in texts.items():
        if language in tuple(Language):
            mends += _text_mends(f"{field}.{language}", text, limit)
        else:
            mends.append(Mend(f"{field}.{language}"[:80], "not_a_language"))
    return mends


def _text_mends(field: str, text: str, limit: int) -> list[Mend]:
    if len(text) > limit:
        return [Mend(field, "too_long", {"limit": limit})]
    return [Mend(field, "control_character")] if _UNSEEN.search(text) or (text and not shows(text)) else []


def _time_mends(draft: EventDraft) -> list[Mend]:
    mends: list[Mend] = []
    for field in ("starts_at", "ends_at"):
        if getattr(draft, field).tzinfo is None:
            mends.append(Mend(field, "no_offset"))
        elif not YEARS[0] <= getattr(draft, field).year <= YEARS[1]:
            mends.append(Mend(field, "out_of_years", {"low": YEARS[0], "high": YEARS[1]}))
    if not mends and draft.ends_at <= draft.starts_at:
        mends.append(Mend("ends_at", "ends_before_start"))
    if not zone_exists(draft.timezone):
        mends.append(Mend("timezone", "not_a_timezone", {"value": draft.timezone}))
    return mends


def _web_address(text: str) -> bool:
    if len(text) > 2000 or _GAP.search(text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def zone_exists(name: str) -> bool:
    """Whether this is a time zone of the IANA database, by a name that every other calendar knows too."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones() - {"localtime", "posixrules", "Factory"})
