"""The mails, one function each: from a registration as it is now to the letter about it.

Each refuses with NotNeeded when what it would tell is no longer so; then another mail, queued by the action that
changed it, tells what is.
"""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import structs

from events.calendar import invitation
from events.clock import now
from events.mail import phrases
from events.mail.addresses import one_line
from events.mail.cases import CalendarCase, Case, NotNeeded
from events.mail.colours import colours
from events.mail.letters import MARKS, Attachment, Letter, Link
from events.rules.events import EventFacts
from events.settings import settings
from events.tickets.pdf import tickets_pdf
from events.wording import day, time_zone_name, when, where
from events.words import Mode, Phrase, Seat, Status, best_text

HOUSE_HUE = 28
"""The colour of a mail that is about no office's event."""


def registered(case: Case) -> Letter:
    """They have a seat: the tickets, the calendar entry, and the way to give it back."""
    _check(case, Seat.CONFIRMED)
    return _letter(
        case, phrases.REGISTERED_SUBJECT, phrases.REGISTERED, _when_where(case),
        facts=[*_joining(case), *_people(case)],
        paragraphs=[*_seated_advice(case), phrases.NOT_COMING.say(case.language)],
        attachments=[_tickets(case), _entry(case)],
    )  # fmt: skip


def promoted(case: Case) -> Letter:
    """Their turn has come: all that `registered` gives."""
    _check(case, Seat.CONFIRMED)
    return _letter(
        case, phrases.PROMOTED_SUBJECT, phrases.PROMOTED, _when_where(case),
        facts=[*_joining(case), *_people(case)],
        paragraphs=[*_seated_advice(case), phrases.NOT_COMING.say(case.language)],
        attachments=[_tickets(case), _entry(case)],
    )  # fmt: skip


def waiting(case: Case) -> Letter:
    """They wait: their place in the queue and the way out of it. No ticket or calendar entry before there is a seat."""
    _check(case, Seat.WAITING)
    return _letter(
        case, phrases.WAITING_SUBJECT, phrases.WAITING, phrases.RANK.say(case.language, rank=case.rank),
        facts=[*_when_and_where(case), *_people(case)],
        paragraphs=[phrases.LEAVE_QUEUE.say(case.language)],
    )  # fmt: skip


def link_again(case: Case) -> Letter:
    """The link to what they have, for whoever asked twice and lost it; a stranger who asked sees nothing of it."""
    _check(case, Seat.CONFIRMED, Seat.WAITING)
    rank = [(phrases.PLACE.say(case.language), str(case.rank))] if case.rank else []
    return _letter(
        case, phrases.LINK_AGAIN_SUBJECT, phrases.LINK_AGAIN, _when_where(case),
        facts=[*rank, *_joining(case), *_people(case)],
        paragraphs=[phrases.ASKED_AGAIN.say(case.language)],
    )  # fmt: skip


def moved(case: Case) -> Letter:
    """When and where it is now, beside what it was, and new tickets for who has a seat."""
    _check(case, Seat.CONFIRMED, Seat.WAITING)
    seated = case.seat is Seat.CONFIRMED
    advice = [
        phrases.NEW_TICKETS.say(case.language, len(case.tickets)),
        phrases.CALENDAR_UPDATE.say(case.language),
        phrases.STILL_REGISTERED.say(case.language),
    ]
    return _letter(
        case, phrases.MOVED_SUBJECT, phrases.MOVED, _when_where(case),
        facts=[*_before(case), *_joining(case), *_people(case)],
        paragraphs=advice if seated else [phrases.STILL_WAITING.say(case.language)],
        attachments=[_tickets(case), _entry(case)] if seated else [_entry(case)],
    )  # fmt: skip


def cancelled(case: Case) -> Letter:
    """Their registration is gone, whoever cancelled it; they would want to know if it was not they."""
    if case.seat is not Seat.CANCELLED:
        raise NotNeeded("the registration is not cancelled")
    gone = structs.replace(
        case.event, status=Status.CANCELLED, reason={}, changed_at=case.cancelled_at or case.event.changed_at
    )
    return _letter(
        case, phrases.CANCELLED_SUBJECT, phrases.CANCELLED, phrases.NOTHING_TO_DO.say(case.language),
        facts=_when_and_where(case),
        paragraphs=[phrases.CALENDAR_REMOVAL.say(case.language), phrases.CHANGED_MIND.say(case.language)],
        action=Link(phrases.SEE_EVENT.say(case.language), case.event_url),
        attachments=[_entry(case, gone)],
    )  # fmt: skip


def event_cancelled(case: Case) -> Letter:
    """It does not happen, and why, if somebody said why."""
    if case.event.status is not Status.CANCELLED:
        raise NotNeeded("the event happens")
    if case.seat is Seat.CANCELLED:
        raise NotNeeded("the registration is cancelled")
    reason = best_text(case.event.reason, case.language).strip()
    return _letter(
        case, phrases.EVENT_CANCELLED_SUBJECT, phrases.EVENT_CANCELLED,
        phrases.WAS_PLANNED.say(case.language, when=_when(case.event, case.language)),
        facts=[
            *([(phrases.REASON.say(case.language), reason)] if reason else []),
            (phrases.WHERE.say(case.language), _where(case.event, case.language)),
        ],
        paragraphs=[phrases.CALENDAR_REMOVAL.say(case.language)],
        action=Link(phrases.SEE_EVENT.say(case.language), case.event_url),
        attachments=[_entry(case)],
    )  # fmt: skip


def calendar_link(case: CalendarCase) -> Letter:
    """The address that the personal calendar has from now on."""
    language, organisation = case.language, one_line(settings().organisation)
    return Letter(
        language=language,
        subject=phrases.CALENDAR_LINK_SUBJECT.say(language),
        sender=organisation,
        mark="",
        colours=colours(HOUSE_HUE),
        headline=phrases.CALENDAR_LINK.say(language),
        essential=phrases.OLD_LINK_DEAD.say(language),
        facts=[(phrases.ADDRESS.say(language), case.calendar.feed)],
        paragraphs=[phrases.KEEP_PRIVATE.say(language)],
        action=Link(phrases.OPEN_CALENDAR.say(language), case.calendar.page),
        links=[],
        closing=[
            phrases.WHY_CALENDAR.say(language, organisation=organisation),
            phrases.ANSWER_US.say(language),
        ],
        attachments=[],
    )


ABOUT_REGISTRATIONS: dict[str, Callable[[Case], Letter]] = {
    message.__name__: message
    for message in (registered, waiting, promoted, cancelled, link_again, moved, event_cancelled)
}
ABOUT_CALENDARS: dict[str, Callable[[CalendarCase], Letter]] = {"calendar_link": calendar_link}


def _check(case: Case, *seats: Seat) -> None:
    """Refuse good news that is none any more."""
    if case.event.status is not Status.PUBLISHED:
        raise NotNeeded(f"the event is {case.event.status.value}")
    if case.seat not in seats:
        raise NotNeeded(f"the registration is {case.seat.value}")
    if case.event.ends_at <= now():
        raise NotNeeded("the event is over")


def _letter(
    case: Case,
    subject: Phrase,
    headline: Phrase,
    essential: str,
    *,
    facts: list[tuple[str, str]],
    paragraphs: list[str],
    action: Link | None = None,
    attachments: list[Attachment] | None = None,
) -> Letter:
    """A letter about an event, with what all of those share."""
    language, office = case.language, case.event.office
    title, organisation = one_line(best_text(case.event.title, language)), one_line(settings().organisation)
    calendar = Link(phrases.SEE_CALENDAR.say(language), case.calendar.page)
    event = Link(phrases.SEE_EVENT.say(language), case.event_url)
    see = phrases.SEE_WAITING if case.seat is Seat.WAITING else phrases.SEE_REGISTRATION
    return Letter(
        language=language,
        subject=one_line(subject.say(language, title=title, day=_day(case.event, language))),
        sender=f"{organisation} · {one_line(best_text(office.name, language))}",
        mark=MARKS[office.shape],
        colours=colours(office.hue),
        headline=headline.say(language, title=title),
        essential=essential,
        facts=[(name, value.strip()) for name, value in facts],
        paragraphs=paragraphs,
        action=action or Link(see.say(language), case.manage_url),
        links=[calendar] if action else [event, calendar],
        closing=[
            phrases.WHY_REGISTERED.say(language, organisation=organisation),
            phrases.ANSWER_US.say(language),
        ],
        attachments=attachments or [],
    )


def _when(event: EventFacts, language: str) -> str:
    """When, with whose clock it is on when people join from anywhere."""
    return _when_at(event, event.starts_at, event.ends_at, event.timezone, language)


def _when_at(event: EventFacts, starts_at: datetime, ends_at: datetime, timezone: str, language: str) -> str:
    shown = when(starts_at, ends_at, timezone, language)
    return shown if event.mode is Mode.ON_SITE else f"{shown} ({time_zone_name(timezone, language)})"


def _where(event: EventFacts, language: str) -> str:
    return one_line(where(event.mode, event.venue, event.office.city, language))


def _day(event: EventFacts, language: str) -> str:
    return day(event.starts_at.astimezone(ZoneInfo(event.timezone)).date(), language)


def _when_where(case: Case) -> str:
    return phrases.WHEN_WHERE.say(
        case.language, when=_when(case.event, case.language), where=_where(case.event, case.language)
    )


def _when_and_where(case: Case) -> list[tuple[str, str]]:
    return [
        (phrases.WHEN.say(case.language), _when(case.event, case.language)),
        (phrases.WHERE.say(case.language), _where(case.event, case.language)),
    ]


def _before(case: Case) -> list[tuple[str, str]]:
    """What the time and the place were, where the mail knows and they are others now, with those beside them."""
    was, event, language = case.before, case.event, case.language
    if was is None:
        return []
    old_when = _when_at(event, was.starts_at, was.ends_at, was.timezone, language)
    old_where = one_line(where(was.mode, was.venue, event.office.city, language))
    rows: list[tuple[str, str]] = []
    if old_when != _when(event, language):
        rows += [(phrases.WAS_WHEN.say(language), old_when), (phrases.NEW_WHEN.say(language), _when(event, language))]
    if old_where != _where(event, language):
        rows += [(phrases.WAS_WHEN.say(language), old_where), (phrases.NEW_WHEN.say(language), _where(event, language))]
    return rows


def _joining(case: Case) -> list[tuple[str, str]]:
    """The link to join online, for who has a seat."""
    if case.event.online_url and case.seat is Seat.CONFIRMED:
        return [(phrases.JOIN_AT.say(case.language), case.event.online_url)]
    return []


def _people(case: Case) -> list[tuple[str, str]]:
    names = ", ".join(one_line(ticket.name) for ticket in case.tickets) or one_line(case.name)
    return [(phrases.FOR.say(case.language), names)]


def _seated_advice(case: Case) -> list[str]:
    tickets = phrases.TICKETS_ATTACHED.say(case.language, len(case.tickets))
    return [f"{tickets} {phrases.CALENDAR_ATTACHED.say(case.language)}"]


def _tickets(case: Case) -> Attachment:
    name = phrases.TICKETS_FILE.say(case.language, slug=case.event.slug)
    return Attachment(
        name, "application/pdf", tickets_pdf(case.event, case.tickets, case.language, settings().organisation)
    )


def _entry(case: Case, event: EventFacts | None = None) -> Attachment:
    """The event for their own calendar: the entry of the feeds, with the link to join when they have a seat."""
    event = event or case.event
    body = invitation(
        event, case.language, settings().public_url, settings().organisation,
        online_url_shown=case.seat is Seat.CONFIRMED,
    )  # fmt: skip
    return Attachment(f"{event.slug}.ics", "text/calendar", body)
