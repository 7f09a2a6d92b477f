"""One event as a calendar shows it (RFC 5545, 3.6.1), in one language."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalendar import Event, vUri

from events.calendar.phrases import CANCELLED, JOIN, JOIN_LABEL, MEMBERS_ONLY, MORE, REASON
from events.rules.events import EventFacts
from events.rules.prose import plain
from events.wording import where
from events.words import Audience, Mode, Status, best_text

STATUSES = {Status.DRAFT: "TENTATIVE", Status.PUBLISHED: "CONFIRMED", Status.CANCELLED: "CANCELLED"}

_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def entry(
    event: EventFacts, language: str, base_url: str, organisation: str, *, online_url_shown: bool = False
) -> bytes:
    """The event's VEVENT, always the same bytes for the same facts, to be stored and joined into feeds as it is.

    online_url_shown: for a person entitled to join online; nobody else is told the address. There is no ORGANIZER:
    calendars would offer to answer it by mail.
    """
    page = f"{base_url}/events/{event.slug}?lang={language}"
    joining = event.online_url if online_url_shown and event.status is not Status.CANCELLED else None
    made = Event()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", _stamp(event.changed_at))
    made.add("created", _stamp(event.created_at))
    made.add("last-modified", _stamp(event.changed_at))
    starts_at, ends_at = _on_the_wall(event)
    made.add("dtstart", starts_at)
    made.add("dtend", ends_at)
    made.add("status", STATUSES[event.status])
    made.add("summary", _summary(event, language))
    made.add("description", _description(event, language, page, joining))
    made.add("location", _text(where(event.mode, event.venue, event.office.city, language), lines=False))
    made.add("categories", [_text(best_text(event.office.name, language), lines=False)])
    made.add("contact", _text(f"{organisation}, {best_text(event.office.name, language)}", lines=False))
    made.add("url", vUri(page))
    if event.mode is not Mode.ONLINE:
        made.add("geo", (event.office.lat, event.office.lon))
    if event.parent_uid:
        made.add("related-to", event.parent_uid, parameters={"RELTYPE": "PARENT"})
    if joining:
        label = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": JOIN_LABEL.say(language)}
        made.add("conference", vUri(joining), parameters=label)
    return bytes(made.to_ical())


def _stamp(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _on_the_wall(event: EventFacts) -> tuple[datetime, datetime]:
    """Start and end on the clock of the event's zone; both in UTC when either is in the hour repeated in autumn.

    A local time can only name the first of the two (RFC 5545, 3.3.5), and not every calendar knows that.
    """
    zone = ZoneInfo(event.timezone)
    local = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    if any(moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset() for moment in local):
        return event.starts_at.astimezone(UTC), event.ends_at.astimezone(UTC)
    return local


def _summary(event: EventFacts, language: str) -> str:
    title = _text(best_text(event.title, language), lines=False)
    return CANCELLED.say(language, title=title) if event.status is Status.CANCELLED else title


def _description(event: EventFacts, language: str, page: str, joining: str | None) -> str:
    reason = best_text(event.reason, language) if event.status is Status.CANCELLED else ""
    parts = [
        REASON.say(language, reason=reason) if reason else "",
        plain(best_text(event.description, language)),
        MEMBERS_ONLY.say(language) if event.audience is Audience.MEMBERS else "",
        JOIN.say(language, url=joining) if joining else "",
        MORE.say(language, url=page),
    ]
    return _text("\n\n".join(part for part in parts if part), lines=True)


def _text(text: str, *, lines: bool) -> str:
    """The text without what RFC 5545 forbids in one (3.1, 3.3.11); its line breaks kept, or made spaces."""
    clean = _CONTROL.sub("", _BREAK.sub("\n", text))
    return clean if lines else " ".join(clean.split())
