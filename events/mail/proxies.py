"""The mails about a proxy, to who gave it and to who holds it: as it stands when they are sent."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from events.clock import now
from events.database import fetchrow
from events.facts import event_by_id
from events.mail import phrases
from events.mail import phrases_proxies as words
from events.mail.addresses import one_line
from events.mail.cases import NotNeeded, Sign
from events.mail.colours import colours
from events.mail.letters import MARKS, Letter, Link
from events.mail.parts import place_of, time_of
from events.rules.events import EventFacts, Texts
from events.settings import settings
from events.wording import when
from events.words import Choice, Ender, Phrase, ProxyKind, Status, best_text


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """An item that a proxy names, and how its giver wants the vote cast, if they said."""

    position: int
    title: Texts
    choice: Choice | None
    words: str | None


class ProxyCase(msgspec.Struct, frozen=True, kw_only=True):
    """A proxy, and to which side the mail goes. giver, holder: names; *_number: theirs as members.

    ended_by: who withdrew it; over: whether it was declined, withdrawn, or its time or the assembly is over.
    """

    language: str
    to: Ender
    event: EventFacts
    giver: str
    giver_number: int
    holder: str
    holder_number: int
    kind: ProxyKind
    items: list[Named]
    again: bool
    until: datetime | None
    paper: bool
    accepted: bool
    declined: bool
    suspended: bool
    ended_by: Ender | None
    over: bool


async def proxy_case(mail: Any, _: Sign) -> ProxyCase:
    """The proxy that this row of the outbox is about. Raises NotNeeded when either side was erased."""
    row = await fetchrow(_PROXY, int(mail["facts"]["proxy"]))
    if row is None or row["erased"]:
        raise NotNeeded("a member was erased")
    same = ("giver", "giver_number", "holder", "holder_number", "again", "until", "paper", "accepted", "declined",
            "suspended")  # fmt: skip
    return ProxyCase(
        **{name: row[name] for name in same},
        language=mail["language"],
        to=Ender(mail["facts"]["to"]),
        event=await event_by_id(row["event"]),
        kind=ProxyKind(row["kind"]),
        items=msgspec.convert(row["items"], list[Named]),
        ended_by=Ender(row["ended_by"]) if row["ended_by"] else None,
        over=row["ended"] or row["closed"],
    )


_PROXY = """
SELECT g.name AS giver, g.number AS giver_number, h.name AS holder, h.number AS holder_number, p.kind, p.again, p.until,
    p.received_on IS NOT NULL AS paper, p.accepted_at IS NOT NULL AS accepted, p.declined_at IS NOT NULL AS declined,
    p.suspended_at IS NOT NULL AS suspended, p.ended_by, a.event, a.closed_at IS NOT NULL AS closed,
    num_nonnulls(p.declined_at, p.withdrawn_at, p.lapsed_at) > 0 AS ended,
    g.erased_at IS NOT NULL OR h.erased_at IS NOT NULL AS erased,
    (SELECT coalesce(json_agg(json_build_object('position', a.position, 'title', a.title, 'choice', i.choice,
            'words', i.words) ORDER BY a.position), '[]')
        FROM proxy_item i JOIN agenda_item a ON a.id = i.item WHERE i.proxy = p.id) AS items
FROM proxy p JOIN assembly a ON a.id = p.assembly JOIN member g ON g.id = p.giver JOIN member h ON h.id = p.holder
WHERE p.id = $1
"""


def proxy_asked(case: ProxyCase) -> Letter:
    """To its holder: who asks, for what, and where to accept or decline."""
    _check(case, "answered already, or the event is over", holds=not case.accepted and case.event.ends_at > now())
    return _letter(
        case, words.ASKED_SUBJECT, words.ASKED, words.ASKED_WHAT,
        facts=[_side(case, words.FROM), *_assembly(case), *_terms(case)],
        advice=[words.ASKED_COME],
        action=words.SEE_ASKED,
    )  # fmt: skip


def proxy_accepted(case: ProxyCase) -> Letter:
    """To its giver: that it counts; from a form on paper too, for who never gave one."""
    _check(case, "not accepted", holds=case.accepted)
    return _letter(
        case, words.ACCEPTED_SUBJECT,
        words.ACCEPTED_QUORUM if case.kind is ProxyKind.QUORUM else words.ACCEPTED,
        words.ACCEPTED_PAPER if case.paper else words.COME_YOURSELF,
        facts=[_side(case, words.TO), *_assembly(case), *_terms(case)],
        advice=[*([words.COME_YOURSELF] if case.paper else []), words.WITHDRAW_ANY_TIME],
    )  # fmt: skip


def proxy_declined(case: ProxyCase) -> Letter:
    """To its giver: that their vote is theirs."""
    _check(case, "not declined", holds=case.declined, open_only=False)
    return _letter(
        case, words.DECLINED_SUBJECT, words.DECLINED, words.GIVE_ANOTHER, facts=_assembly(case), advice=[]
    )  # fmt: skip


def proxy_withdrawn(case: ProxyCase) -> Letter:
    """To the other side, or to both when the bureau did it."""
    _check(case, "not withdrawn", holds=case.ended_by is not None, open_only=False)
    if case.to is Ender.HOLDER:
        why = words.BY_STAFF if case.ended_by is Ender.STAFF else words.BY_GIVER
        return _letter(case, words.WITHDRAWN_SUBJECT, words.WITHDRAWN, why, facts=_assembly(case), advice=[])
    why = words.BY_STAFF if case.ended_by is Ender.STAFF else words.GIVEN_BACK
    return _letter(
        case, words.GIVEN_BACK_SUBJECT, words.DECLINED, why, facts=_assembly(case), advice=[words.GIVE_ANOTHER]
    )  # fmt: skip


def proxy_suspended(case: ProxyCase) -> Letter:
    """To both: the giver is there, and votes."""
    _check(case, "not suspended", holds=case.suspended)
    if case.to is Ender.HOLDER:
        return _letter(
            case, words.SUSPENDED_SUBJECT_HOLDER, words.SUSPENDED_HOLDER, words.NO_LONGER_FOR,
            facts=_assembly(case), advice=[],
        )  # fmt: skip
    return _letter(
        case, words.SUSPENDED_SUBJECT_GIVER, words.SUSPENDED_GIVER, words.LEAVING, facts=_assembly(case), advice=[]
    )  # fmt: skip


def proxy_handed_on(case: ProxyCase) -> Letter:
    """To its holder: they vote for its giver again."""
    _check(case, "it rests again", holds=case.accepted and not case.suspended)
    return _letter(
        case, words.HANDED_ON_SUBJECT, words.HANDED_ON, words.AS_AGREED,
        facts=[_side(case, words.FROM), *_assembly(case), *_terms(case)],
        advice=[],
    )  # fmt: skip


ABOUT_PROXIES: dict[str, Callable[[ProxyCase], Letter]] = {
    message.__name__: message
    for message in (proxy_asked, proxy_accepted, proxy_declined, proxy_withdrawn, proxy_suspended, proxy_handed_on)
}


def _check(case: ProxyCase, otherwise: str, *, holds: bool, open_only: bool = True) -> None:
    """Refuse what is so no more."""
    if case.event.status is not Status.PUBLISHED:
        raise NotNeeded(f"the event is {case.event.status.value}")
    if open_only and case.over:
        raise NotNeeded("it is over")
    if not holds:
        raise NotNeeded(otherwise)


def _side(case: ProxyCase, name: Phrase) -> tuple[str, str]:
    """The other side, with the number that the member knows them by."""
    who, number = (case.giver, case.giver_number) if name is words.FROM else (case.holder, case.holder_number)
    return name.say(case.language), words.PERSON.say(case.language, name=one_line(who), number=number)


def _assembly(case: ProxyCase) -> list[tuple[str, str]]:
    """Which assembly, when and where."""
    language = case.language
    return [
        (words.ASSEMBLY.say(language), one_line(best_text(case.event.title, language))),
        (phrases.WHEN.say(language), time_of(case.event, language)),
        (phrases.WHERE.say(language), place_of(case.event, language)),
    ]


def _terms(case: ProxyCase) -> list[tuple[str, str]]:
    """For what it is, and for how long."""
    language = case.language
    lines = [words.KINDS[case.kind].say(language), *[_item(item, language) for item in case.items]]
    terms = [(words.FOR_WHAT.say(language), "\n".join(lines))]
    if case.until is not None:
        terms.append((words.UNTIL.say(language), when(case.until, case.until, case.event.timezone, language)))
    if case.again:
        terms.append((words.AGAIN.say(language), words.AGAIN_TOO.say(language)))
    return terms


def _item(item: Named, language: str) -> str:
    said = words.CHOICES[item.choice].say(language) if item.choice else one_line(item.words or "")
    phrase = words.ITEM_SAID if said else words.ITEM
    return phrase.say(language, position=item.position, title=one_line(best_text(item.title, language)), said=said)


def _letter(
    case: ProxyCase,
    subject: Phrase,
    headline: Phrase,
    essential: Phrase,
    *,
    facts: list[tuple[str, str]],
    advice: list[Phrase],
    action: Phrase = words.SEE,
) -> Letter:
    """A letter about a proxy, with what all of those share."""
    language, event = case.language, case.event
    organisation = one_line(settings().organisation)
    names = {"giver": one_line(case.giver), "holder": one_line(case.holder)}
    names["title"] = one_line(best_text(event.title, language))
    return Letter(
        language=language,
        subject=one_line(subject.say(language, **names)),
        sender=f"{organisation} · {one_line(best_text(event.office.name, language))}",
        mark=MARKS[event.office.shape],
        colours=colours(event.office.hue),
        headline=headline.say(language, **names),
        essential=essential.say(language, **names),
        facts=facts,
        paragraphs=[phrase.say(language, **names) for phrase in advice],
        action=Link(action.say(language), f"{settings().public_url}/assembly/{event.slug}?lang={language}#proxies"),
        links=[],
        closing=[words.WHY.say(language, organisation=organisation), phrases.ANSWER_US.say(language)],
        attachments=[],
    )
