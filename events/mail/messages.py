"""The mails, one function each: from a registration as it is now to the letter about it.

Each refuses with NotNeeded when what it would tell is no longer so; then another mail, queued by the action that
changed it, tells what is.
"""

from collections.abc import Callable

from msgspec import structs

from events.clock import now
from events.mail import phrases, phrases_convocations
from events.mail.addresses import one_line
from events.mail.cases import CalendarCase, Case, MemberCase, NotNeeded, SignInCase, StaffCase
from events.mail.colours import colours
from events.mail.letters import MARKS, Attachment, Letter, Link
from events.mail.parts import (
    appointment,
    appointment_facts,
    attached,
    before_and_now,
    day_of,
    entry_file,
    joining,
    people,
    place_of,
    tickets_file,
    time_of,
)
from events.settings import settings
from events.wording import day
from events.words import Phrase, Seat, Status, best_text

HOUSE_HUE = 28
"""The colour of a mail that is about no office's event."""


def registered(case: Case) -> Letter:
    """They have a seat: the tickets, the calendar entry, and the way to give it back."""
    return _seated(case, phrases.REGISTERED_SUBJECT, phrases.REGISTERED)


def promoted(case: Case) -> Letter:
    """Their turn has come: all that `registered` gives."""
    return _seated(case, phrases.PROMOTED_SUBJECT, phrases.PROMOTED)


def waiting(case: Case) -> Letter:
    """They wait: their place in the queue and the way out of it. No ticket or calendar entry before there is a seat."""
    _check(case, Seat.WAITING)
    return _letter(
        case, phrases.WAITING_SUBJECT, phrases.WAITING, phrases.RANK.say(case.language, rank=case.rank),
        facts=[*appointment_facts(case), *people(case)],
        paragraphs=[phrases.LEAVE_QUEUE.say(case.language)],
    )  # fmt: skip


def link_again(case: Case) -> Letter:
    """The link to what they have, for whoever asked twice and lost it; a stranger who asked sees nothing of it."""
    _check(case, Seat.CONFIRMED, Seat.INVITED, Seat.WAITING)
    rank = [(phrases.PLACE.say(case.language), str(case.rank))] if case.rank else []
    return _letter(
        case, phrases.LINK_AGAIN_SUBJECT, phrases.LINK_AGAIN, appointment(case),
        facts=[*rank, *joining(case), *people(case)],
        paragraphs=[phrases.ASKED_AGAIN.say(case.language)],
    )  # fmt: skip


def moved(case: Case) -> Letter:
    """When and where it is now, beside what it was, and new tickets for who has a seat."""
    _check(case, Seat.CONFIRMED, Seat.INVITED, Seat.WAITING)
    seated = case.seat is not Seat.WAITING
    advice = [
        phrases.NEW_TICKETS.say(case.language, len(case.tickets)),
        phrases.CALENDAR_UPDATE.say(case.language),
        *([phrases.STILL_REGISTERED.say(case.language)] if case.seat is Seat.CONFIRMED else []),
    ]
    return _letter(
        case, phrases.MOVED_SUBJECT, phrases.MOVED, appointment(case),
        facts=[*before_and_now(case), *joining(case), *people(case)],
        paragraphs=advice if seated else [phrases.STILL_WAITING.say(case.language)],
        attachments=[tickets_file(case), entry_file(case)] if seated else [entry_file(case)],
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
        facts=appointment_facts(case),
        paragraphs=[phrases.CALENDAR_REMOVAL.say(case.language), phrases.CHANGED_MIND.say(case.language)],
        action=Link(phrases.SEE_EVENT.say(case.language), case.event_url),
        attachments=[entry_file(case, gone)],
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
        phrases.WAS_PLANNED.say(case.language, when=time_of(case.event, case.language)),
        facts=[
            *([(phrases.REASON.say(case.language), reason)] if reason else []),
            (phrases.WHERE.say(case.language), place_of(case.event, case.language)),
        ],
        paragraphs=[phrases.CALENDAR_REMOVAL.say(case.language)],
        action=Link(phrases.SEE_EVENT.say(case.language), case.event_url),
        attachments=[entry_file(case)],
    )  # fmt: skip


def calendar_link(case: CalendarCase) -> Letter:
    """The address that the personal calendar has from now on."""
    language = case.language
    return _of_the_house(
        language, phrases.CALENDAR_LINK_SUBJECT, phrases.CALENDAR_LINK.say(language),
        phrases.OLD_LINK_DEAD.say(language),
        facts=[(phrases.ADDRESS.say(language), case.calendar.feed)],
        paragraphs=[phrases.KEEP_PRIVATE.say(language)],
        action=Link(phrases.OPEN_CALENDAR.say(language), case.calendar.page),
        why=phrases.WHY_CALENDAR,
    )  # fmt: skip


def sign_in(case: SignInCase) -> Letter:
    """The code to type and the link to open, in the browser that asked for them."""
    language = case.language
    return _of_the_house(
        language, phrases.SIGN_IN_SUBJECT, phrases.SIGN_IN.say(language, code=case.code),
        phrases.SIGN_IN_HOW.say(language),
        facts=[],
        paragraphs=[phrases.ASKED_NOTHING.say(language)],
        action=Link(phrases.SIGN_IN_ACTION.say(language), case.link),
        why=phrases.WHY_SIGN_IN,
    )  # fmt: skip


def invited(case: StaffCase) -> Letter:
    """They are of the staff: what for, and how to sign in. Nothing in it opens anything."""
    language, organisation = case.language, one_line(settings().organisation)
    everywhere = phrases.EVERYWHERE.say(language)
    return _of_the_house(
        language, phrases.INVITED_SUBJECT, phrases.INVITED.say(language, organisation=organisation),
        phrases.SIGN_IN_WITH_ADDRESS.say(language),
        facts=[(phrases.ROLES[role].say(language), one_line(place) or everywhere) for role, place in case.roles],
        paragraphs=[phrases.SECOND_FACTOR.say(language)],
        action=Link(phrases.SIGN_IN_ACTION.say(language), case.page),
        why=phrases.WHY_INVITED,
    )  # fmt: skip


def erasure_asked(case: MemberCase) -> Letter:
    """What will go and what stays, by when, and how to change their mind."""
    language = case.language
    if case.due is None:
        raise NotNeeded("the wish was withdrawn")
    return _of_the_house(
        language, phrases.ERASURE_ASKED_SUBJECT, phrases.ERASURE_ASKED.say(language),
        phrases.ERASURE_DUE.say(language, day=day(case.due, language)),
        facts=[],
        paragraphs=[phrases.ERASURE_MEANS.say(language), phrases.NOT_YOU.say(language)],
        action=Link(phrases.WITHDRAW_ERASURE.say(language), case.page),
        why=phrases.WHY_MEMBER,
    )  # fmt: skip


def address_offered(case: MemberCase) -> Letter:
    """The link that confirms a new address, for the mailbox there."""
    language, organisation = case.language, one_line(settings().organisation)
    return _of_the_house(
        language, phrases.ADDRESS_OFFERED_SUBJECT, phrases.ADDRESS_OFFERED.say(language, organisation=organisation),
        phrases.ADDRESS_WORKS_ONCE_CONFIRMED.say(language),
        facts=[],
        paragraphs=[phrases.NOTHING_CHANGES.say(language)],
        action=Link(phrases.CONFIRM_ADDRESS.say(language), case.confirm or case.page),
        why=phrases.WHY_ADDRESS_OFFERED,
    )  # fmt: skip


def address_changed(case: MemberCase) -> Letter:
    """That another address is theirs now, for the mailbox of the former one; nothing in it opens anything."""
    language = case.language
    return _of_the_house(
        language, phrases.ADDRESS_CHANGED_SUBJECT, phrases.ADDRESS_CHANGED.say(language),
        phrases.ADDRESS_OPENS_NOTHING.say(language),
        facts=[],
        paragraphs=[phrases.NOT_YOU.say(language)],
        action=Link(phrases.SEE_DETAILS.say(language), case.page),
        why=phrases.WHY_ADDRESS_CHANGED,
    )  # fmt: skip


def address_replaced(case: MemberCase) -> Letter:
    """That the office noted another address, or none, for the mailbox of the former one."""
    language, organisation = case.language, one_line(settings().organisation)
    return _of_the_house(
        language, phrases.ADDRESS_CHANGED_SUBJECT, phrases.ADDRESS_REPLACED.say(language, organisation=organisation),
        phrases.ADDRESS_OPENS_NOTHING.say(language),
        facts=[],
        paragraphs=[phrases.NOT_ASKED_FOR.say(language)],
        action=Link(phrases.SEE_DETAILS.say(language), case.page),
        why=phrases.WHY_ADDRESS_CHANGED,
    )  # fmt: skip


ABOUT_REGISTRATIONS: dict[str, Callable[[Case], Letter]] = {
    message.__name__: message
    for message in (registered, waiting, promoted, cancelled, link_again, moved, event_cancelled)
}
ABOUT_CALENDARS: dict[str, Callable[[CalendarCase], Letter]] = {"calendar_link": calendar_link}
ABOUT_SIGN_INS: dict[str, Callable[[SignInCase], Letter]] = {"sign_in": sign_in}
ABOUT_STAFF: dict[str, Callable[[StaffCase], Letter]] = {"invited": invited}
ABOUT_MEMBERS: dict[str, Callable[[MemberCase], Letter]] = {
    message.__name__: message for message in (erasure_asked, address_offered, address_changed, address_replaced)
}


def _of_the_house(
    language: str,
    subject: Phrase,
    headline: str,
    essential: str,
    *,
    facts: list[tuple[str, str]],
    paragraphs: list[str],
    action: Link,
    why: Phrase,
) -> Letter:
    """A letter that is about no office's event, with what all of those share."""
    organisation = one_line(settings().organisation)
    return Letter(
        language=language,
        subject=subject.say(language, organisation=organisation),
        sender=organisation,
        mark="",
        colours=colours(HOUSE_HUE),
        headline=headline,
        essential=essential,
        facts=facts,
        paragraphs=paragraphs,
        action=action,
        links=[],
        closing=[why.say(language, organisation=organisation), phrases.ANSWER_US.say(language)],
        attachments=[],
    )


def _why(case: Case) -> Phrase:
    """Why a mail about an event came: they registered, or were called to it."""
    return phrases_convocations.WHY_CALLED if case.seat is Seat.INVITED else phrases.WHY_REGISTERED


def _check(case: Case, *seats: Seat) -> None:
    """Refuse good news that is none any more."""
    if case.event.status is not Status.PUBLISHED:
        raise NotNeeded(f"the event is {case.event.status.value}")
    if case.seat not in seats:
        raise NotNeeded(f"the registration is {case.seat.value}")
    if case.event.ends_at <= now():
        raise NotNeeded("the event is over")


def _seated(case: Case, subject: Phrase, headline: Phrase) -> Letter:
    _check(case, Seat.CONFIRMED)
    return _letter(
        case, subject, headline, appointment(case),
        facts=[*joining(case), *people(case)],
        paragraphs=[attached(case), phrases.NOT_COMING.say(case.language)],
        attachments=[tickets_file(case), entry_file(case)],
    )  # fmt: skip


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
        subject=one_line(subject.say(language, title=title, day=day_of(case.event, language))),
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
            _why(case).say(language, organisation=organisation),
            phrases.ANSWER_US.say(language),
        ],
        attachments=attachments or [],
    )
