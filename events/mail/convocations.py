"""The mail that calls a member to an assembly: what it is about, read when it is sent, and the letter."""

from datetime import datetime
from typing import Any

import msgspec

from events.calendar import invitation
from events.clock import now
from events.database import fetchone, fetchrow
from events.facts import event_by_id
from events.mail import phrases
from events.mail import phrases_convocations as words
from events.mail.addresses import one_line
from events.mail.cases import NotNeeded, Sign
from events.mail.colours import colours
from events.mail.letters import MARKS, Attachment, Letter, Link
from events.mail.parts import day_of, place_of, time_of
from events.papers.proxy_form import Resolution, proxy_form
from events.rules.events import EventFacts, Texts
from events.rules.statutes import Days, Statutes, days
from events.rules.tickets import validity
from events.settings import settings
from events.tickets.pdf import TicketFacts, tickets_pdf
from events.tickets.secrets import registration_url
from events.wording import when
from events.words import Holders, Mode, Seat, Status, best_text


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An item of the agenda. resolution: whether it is put to the vote; seats: how many an election fills."""

    position: int
    title: Texts
    resolution: bool
    seats: int | None


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """A member who is called, and to what. tickets: of their registration, none when they gave it back.

    page: of the assembly; manage_url: of the registration, None in a preview.
    """

    language: str
    name: str
    number: int
    event: EventFacts
    agenda: list[Item]
    rules: Statutes
    days: Days
    tickets: list[TicketFacts]
    page: str
    manage_url: str | None


async def called_case(mail: Any, sign: Sign) -> Called:
    """The summons that this row of the outbox is about. Raises NotNeeded when the member was erased."""
    row = await fetchrow(_SUMMONS, int(mail["facts"]["summons"]))
    if row is None or row["erased_at"] is not None:
        raise NotNeeded("the member was erased")
    return await _case(row, mail["language"], sign)


async def specimen(event: int, member: int, sign: Sign) -> Called:
    """What this member would be mailed if they were called now, with a ticket that opens nothing.

    Raises a LookupError when there is no such member or assembly.
    """
    row = await fetchone(_SPECIMEN, event, member, now())
    return await _case(row, row["language"], sign)


async def _case(row: Any, language: str, sign: Sign) -> Called:
    event = await event_by_id(row["event"])
    found = await fetchone(_ASSEMBLY, row["assembly"])
    rules = msgspec.convert(found["rules"], Statutes)
    admitted = row["seat"] in (Seat.CONFIRMED, Seat.INVITED)
    return Called(
        language=language,
        name=row["name"],
        number=row["number"],
        event=event,
        agenda=msgspec.convert(found["agenda"], list[Item]),
        rules=rules,
        days=days(rules, event.starts_at, event.timezone),
        tickets=[_ticket(one, row["party_size"], event, sign) for one in row["tickets"]] if admitted else [],
        page=f"{settings().public_url}/assembly/{event.slug}?lang={language}",
        manage_url=f"{registration_url(row['registration'])}&lang={language}" if row["registration"] else None,
    )


def _ticket(one: dict[str, Any], party_size: int, event: EventFacts, sign: Sign) -> TicketFacts:
    made = datetime.fromisoformat(one["created_at"])
    code = sign(event=one["event"], ticket=one["id"], **validity(made, event.ends_at))
    return TicketFacts(id=one["id"], number=one["number"], of=party_size, name=one["name"], code=code)


_SUMMONS = """
SELECT m.number, m.name, m.erased_at, c.assembly, a.event, r.id AS registration, r.seat, r.party_size,
    (SELECT coalesce(json_agg(json_build_object('id', t.id, 'number', t.number, 'name', t.name, 'event', t.event,
            'created_at', t.created_at) ORDER BY t.number), '[]')
        FROM ticket t WHERE t.registration = r.id AND t.revoked_at IS NULL) AS tickets
FROM summons s JOIN member m ON m.id = s.member JOIN convocation c ON c.id = s.convocation
JOIN assembly a ON a.id = c.assembly LEFT JOIN registration r ON r.id = s.registration WHERE s.id = $1
"""
_SPECIMEN = """
SELECT m.number, m.name, m.language, a.id AS assembly, a.event, NULL::bigint AS registration, 'invited' AS seat,
    1 AS party_size, json_build_array(json_build_object('id', 0, 'number', 1, 'name', m.name,
        'event', coalesce(e.parent, e.id), 'created_at', $3::timestamptz)) AS tickets
FROM assembly a JOIN event e ON e.id = a.event, member m WHERE a.event = $1 AND m.id = $2
"""
_ASSEMBLY = """
SELECT json_build_object('name', s.name, 'notice_days', s.notice_days, 'record_days', s.record_days,
        'proxy_limit', s.proxy_limit, 'proxy_hours', s.proxy_hours, 'proxy_holders', s.proxy_holders,
        'weighing', s.weighing, 'advance_article', s.advance_article, 'advance_days', s.advance_days) AS rules,
    (SELECT coalesce(json_agg(json_build_object('position', i.position, 'title', i.title,
            'resolution', i.kind IN ('decision', 'election'), 'seats', i.seats) ORDER BY i.position), '[]')
        FROM agenda_item i WHERE i.assembly = a.id) AS agenda
FROM assembly a JOIN statutes s ON s.id = a.statutes WHERE a.id = $1
"""


def convened(case: Called, *, preview: bool = False) -> Letter:
    """They are called: when, where, what about, how to take part, with their ticket and the form for a proxy.

    preview: whether somebody looks at it before it is sent, when the event need not be public.
    """
    event, language = case.event, case.language
    if event.status is not Status.PUBLISHED and not preview:
        raise NotNeeded(f"the event is {event.status.value}")
    if event.ends_at <= now() and not preview:
        raise NotNeeded("the event is over")
    title, organisation = one_line(best_text(event.title, language)), one_line(settings().organisation)
    own = Link(words.SEE_TICKET.say(language), case.manage_url or case.page)
    return Letter(
        language=language,
        subject=one_line(words.SUBJECT.say(language, title=title, day=day_of(event, language))),
        sender=f"{organisation} · {one_line(best_text(event.office.name, language))}",
        mark=MARKS[event.office.shape],
        colours=colours(event.office.hue),
        headline=words.CALLED.say(language, title=title),
        essential=_appointment(case),
        facts=_facts(case),
        paragraphs=[words.DOCUMENTS.say(language), _attached(case)],
        action=Link(words.SEE_ASSEMBLY.say(language), case.page),
        links=[own] if case.tickets else [],
        closing=[
            words.WHY_CALLED.say(language, organisation=organisation),
            phrases.ANSWER_US.say(language),
        ],
        attachments=_files(case),
    )


ABOUT_SUMMONS = {"convened": convened}


def _appointment(case: Called) -> str:
    event, language = case.event, case.language
    said = phrases.WHEN_WHERE.say(language, when=time_of(event, language), where=place_of(event, language))
    return said[:1].upper() + said[1:]


def _facts(case: Called) -> list[tuple[str, str]]:
    """For whom, the agenda, and how to take part."""
    language, rules = case.language, case.rules
    name = one_line(case.name)
    agenda = "\n".join(f"{item.position}. {one_line(best_text(item.title, language))}" for item in case.agenda)
    at_the_door = words.ON_SITE_HOW if case.tickets else words.WITHOUT_TICKET_HOW
    said = [
        (words.MEMBER, words.MEMBER_IS.say(language, name=name, number=case.number)),
        (words.AGENDA, agenda),
        (words.ON_SITE, at_the_door.say(language)),
    ]
    if case.event.mode is Mode.HYBRID:
        said.append((words.ONLINE, words.ONLINE_HOW.say(language)))
    said.append((words.QUESTIONS, words.QUESTIONS_HOW.say(language)))
    if rules.proxy_limit:
        same = rules.proxy_holders is Holders.CATEGORY
        proxy = words.PROXY_HOW.say(language, rules.proxy_limit, until=_until(case))
        said.append((words.PROXY, f"{proxy} {words.SAME_CATEGORY.say(language)}" if same else proxy))
    if case.days.advance_from is not None:
        since = _moment(case, case.days.advance_from)
        article = one_line(rules.advance_article or "")
        said.append((words.ADVANCE, words.ADVANCE_HOW.say(language, since=since, article=article)))
    return [(phrase.say(language), value) for phrase, value in said if value]


def _attached(case: Called) -> str:
    tickets = [phrases.TICKETS_ATTACHED.say(case.language, len(case.tickets))] if case.tickets else []
    return " ".join([*tickets, phrases.CALENDAR_ATTACHED.say(case.language)])


def _files(case: Called) -> list[Attachment]:
    event, language, organisation = case.event, case.language, settings().organisation
    files = []
    if case.tickets:
        name = phrases.TICKETS_FILE.say(language, slug=event.slug)
        files.append(Attachment(name, "application/pdf", tickets_pdf(event, case.tickets, language, organisation)))
    if case.rules.proxy_limit:
        name = words.PROXY_FILE.say(language, slug=event.slug)
        files.append(Attachment(name, "application/pdf", _form(case)))
    entry = invitation(event, language, settings().public_url, organisation)
    return [*files, Attachment(f"{event.slug}.ics", "text/calendar", entry)]


def _form(case: Called) -> bytes:
    resolutions = [
        Resolution(position=item.position, title=item.title, seats=item.seats)
        for item in case.agenda
        if item.resolution
    ]
    return proxy_form(case.event, resolutions, _until(case), case.language, settings().organisation)


def _until(case: Called) -> str:
    """Until when proxies are taken, in words."""
    return _moment(case, case.days.proxies_until or case.event.starts_at)


def _moment(case: Called, moment: datetime) -> str:
    return when(moment, moment, case.event.timezone, case.language)
