"""What letters about events are made of: when and where, for whom, and the files that travel along."""

from datetime import datetime
from zoneinfo import ZoneInfo

from events.calendar import invitation
from events.mail import phrases
from events.mail.addresses import one_line
from events.mail.cases import Case
from events.mail.letters import Attachment
from events.rules.events import EventFacts
from events.settings import settings
from events.tickets.pdf import tickets_pdf
from events.wording import day, time_zone_name, when, where
from events.words import Mode, Seat


def time_of(event: EventFacts, language: str) -> str:
    """When, with whose clock it is on when people join from anywhere."""
    return _time_between(event, event.starts_at, event.ends_at, event.timezone, language)


def place_of(event: EventFacts, language: str) -> str:
    """Where, on one line."""
    return one_line(where(event.mode, event.venue, event.office.city, language))


def day_of(event: EventFacts, language: str) -> str:
    """The day it starts, there."""
    return day(event.starts_at.astimezone(ZoneInfo(event.timezone)).date(), language)


def appointment(case: Case) -> str:
    """When and where, as a sentence."""
    said = phrases.WHEN_WHERE.say(
        case.language, when=time_of(case.event, case.language), where=place_of(case.event, case.language)
    )
    return said[:1].upper() + said[1:]


def appointment_facts(case: Case) -> list[tuple[str, str]]:
    """When and where, as facts with their names."""
    return [
        (phrases.WHEN.say(case.language), time_of(case.event, case.language)),
        (phrases.WHERE.say(case.language), place_of(case.event, case.language)),
    ]


def before_and_now(case: Case) -> list[tuple[str, str]]:
    """What the time and the place were, where the mail knows and they are others now, with those beside them."""
    was, event, language = case.before, case.event, case.language
    if was is None:
        return []
    old_when = _time_between(event, was.starts_at, was.ends_at, was.timezone, language)
    old_where = one_line(where(was.mode, was.venue, event.office.city, language))
    pairs = ((old_when, time_of(event, language)), (old_where, place_of(event, language)))
    names = phrases.WAS.say(language), phrases.NOW.say(language)
    return [row for pair in pairs if pair[0] != pair[1] for row in zip(names, pair, strict=True)]


def joining(case: Case) -> list[tuple[str, str]]:
    """The link to join online, for who has a seat."""
    if case.event.online_url and case.seat is Seat.CONFIRMED:
        return [(phrases.JOIN_AT.say(case.language), case.event.online_url)]
    return []


def people(case: Case) -> list[tuple[str, str]]:
    """Whom it is for, the whole party."""
    names = ", ".join(one_line(ticket.name) for ticket in case.tickets) or one_line(case.name)
    return [(phrases.FOR.say(case.language), names)]


def attached(case: Case) -> str:
    """What travels along for who has a seat."""
    tickets = phrases.TICKETS_ATTACHED.say(case.language, len(case.tickets))
    return f"{tickets} {phrases.CALENDAR_ATTACHED.say(case.language)}"


def tickets_file(case: Case) -> Attachment:
    """The tickets of the party, a page each."""
    name = phrases.TICKETS_FILE.say(case.language, slug=case.event.slug)
    return Attachment(
        name, "application/pdf", tickets_pdf(case.event, case.tickets, case.language, settings().organisation)
    )


def entry_file(case: Case, event: EventFacts | None = None) -> Attachment:
    """The event for their own calendar: the entry of the feeds, with the link to join when they have a seat."""
    event = event or case.event
    body = invitation(
        event, case.language, settings().public_url, settings().organisation,
        online_url_shown=case.seat is Seat.CONFIRMED,
    )  # fmt: skip
    return Attachment(f"{event.slug}.ics", "text/calendar", body)


def _time_between(event: EventFacts, starts_at: datetime, ends_at: datetime, timezone: str, language: str) -> str:
    shown = when(starts_at, ends_at, timezone, language)
    return shown if event.mode is Mode.ON_SITE else f"{shown} ({time_zone_name(timezone, language)})"
