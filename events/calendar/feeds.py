"""Entries joined: the feeds that calendars subscribe to, and the files that travel with a mail or a ticket."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache

from icalendar import Calendar, vDuration, vUri

from events.calendar.entries import entry
from events.calendar.zones import vtimezone
from events.rules.events import EventFacts

PRODID = "-//Convoke//Convoke//EN"
HOME = "Europe/Brussels"
"""The zone of a feed whose events are in several zones, or that has none yet."""

REFRESH = timedelta(hours=1)
END = b"END:VCALENDAR\r\n"


def feed(
    entries: Iterable[bytes], name: str, language: str, timezones: Iterable[str], *, source: str | None = None
) -> bytes:
    """The calendar of these entries, under this name: the same bytes whenever the entries are the same.

    timezones: every zone the entries name. source: the address it is found at (RFC 7986, 5.8). There is no METHOD:
    with one, calendars take a feed for an invitation.
    """
    zones = tuple(sorted({*timezones} or {HOME}))
    return b"".join((_head(name, language, zones, source), *map(vtimezone, zones), *entries, END))


def invitation(
    event: EventFacts, language: str, base_url: str, organisation: str, *, online_url_shown: bool = False
) -> bytes:
    """The one event as a file to add to a calendar, cancelled ones too: same UID and SEQUENCE as in the feeds.

    Without METHOD: REQUEST and CANCEL (RFC 5546) are between an organiser who reads answers and an attendee, and
    calendars bounce the answers of the rest; PUBLISH would require that organiser as well.
    """
    body = entry(event, language, base_url, organisation, online_url_shown=online_url_shown)
    return b"".join((_head(None, language, (event.timezone,), None), vtimezone(event.timezone), body, END))


def etag(body: bytes) -> str:
    """A strong validator (RFC 9110, 8.8.3): equal for equal bytes only."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


@lru_cache(maxsize=1024)
def _head(name: str | None, language: str, zones: tuple[str, ...], source: str | None) -> bytes:
    """What a calendar says of itself; the X- names are those that Outlook, Google and Apple read."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODID)
    made.add("calscale", "GREGORIAN")
    if name is not None:
        made.add("name", name, parameters={"LANGUAGE": language})
        made.add("x-wr-calname", name)
        made.add("x-wr-timezone", zones[0] if len(zones) == 1 else HOME)
        made.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    if source is not None:
        made.add("source", vUri(source), parameters={"VALUE": "URI"})
    return bytes(made.to_ical()).removesuffix(END)
