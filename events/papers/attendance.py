"""The attendance list of an assembly: who is there in which way, with a place to sign, and what that comes to."""

from collections.abc import Callable, Sequence
from datetime import datetime

from events.papers import phrases_record as phrases
from events.papers.blocks import Block, Heading, Record, Signatures, Table, Words
from events.papers.said import hour, moment, number
from events.rules.attendance import Attendance, Guest, Right, Spell, counted
from events.rules.events import EventFacts
from events.rules.quorum import Count
from events.wording import when, where
from events.words import Attending, BureauRole, Exercise, Phrase, ProxyKind, best_text

NUMBERS = [1, 3]


def attendance_list(event: EventFacts, found: Attendance, bureau: Sequence[tuple[BureauRole, str]], language: str,
                    organisation: str) -> Record:  # fmt: skip
    """The list in this language. bureau: who signs it."""
    as_of = phrases.AS_OF_CLOSING if found.closing else phrases.AS_OF
    said = _Said(event.timezone, language)
    blocks: list[Block] = [
        Words(as_of.say(language, moment=moment(found.at, event.timezone, language))),
        Heading(phrases.COUNTS.say(language)),
        *([] if found.roll else [Words(phrases.NO_ROLL.say(language))]),
        said.counts(found),
        *said.section(phrases.IN_ROOM, found.room, said.present, tall=True),
        *said.section(phrases.ONLINE, found.online, said.online),
        *said.section(phrases.REPRESENTED, found.represented, said.represented),
        *(said.section(phrases.GONE, found.gone, said.online) if found.gone else []),
        *(said.guests(found.guests) if found.guests else []),
        Heading(phrases.SIGNATURES.say(language)),
        signatures(bureau, language),
    ]
    return record(phrases.ATTENDANCE, event, blocks, language, organisation, int(found.at.timestamp()))


def record(
    kind: Phrase, event: EventFacts, blocks: list[Block], language: str, organisation: str, made_at: int
) -> Record:
    """A record of this assembly."""
    return Record(
        language=language,
        organisation=organisation,
        hue=event.office.hue,
        kind=kind.say(language),
        title=best_text(event.title, language),
        lines=[
            when(event.starts_at, event.ends_at, event.timezone, language),
            where(event.mode, event.venue, event.office.city, language),
        ],
        blocks=blocks,
        page=phrases.PAGE.say(language, page="{page}", pages="{pages}"),
        made_at=made_at,
    )


def signatures(bureau: Sequence[tuple[BureauRole, str]], language: str) -> Signatures:
    """Where the bureau signs: those who are named, and a chair and a secretary in any case."""
    people = [*bureau, *((role, "") for role in (BureauRole.CHAIR, BureauRole.SECRETARY) if role not in dict(bureau))]
    ordered = sorted(people, key=lambda one: list(BureauRole).index(one[0]))
    return Signatures([(phrases.BUREAU[role].say(language), name) for role, name in ordered])


def as_rows(found: Attendance, timezone: str, language: str) -> list[list[object]]:
    """The list for spreadsheets: a head, and a row per member or guest."""
    said = _Said(timezone, language)
    heads = (
        phrases.WHERE, phrases.NAME, phrases.NUMBER, phrases.CATEGORY, phrases.VOTES, phrases.HOLDER, phrases.PROXY,
        phrases.AS_WHAT, phrases.HOURS,
    )  # fmt: skip
    ways = (
        (phrases.IN_ROOM, found.room), (phrases.ONLINE, found.online), (phrases.REPRESENTED, found.represented),
        (phrases.GONE, found.gone),
    )  # fmt: skip
    rows: list[list[object]] = [[said.say(head) for head in heads]]
    for way, rights in ways:
        for right in rights:
            by_whom = {Exercise.PROXY: said.holder(right), Exercise.REPRESENTATIVE: right.by}.get(right.how)
            known = [right.name, right.number, right.category, right.weight, by_whom, said.proxy(right), None]
            rows.append([said.say(way), *known, said.hours(right.spells)])
    for guest in found.guests:
        where_to = said.say(phrases.PLACES[guest.channel])
        as_what = said.attending(guest.attending)
        rows.append([where_to, guest.name, None, None, None, None, None, as_what, said.hours(guest.spells)])
    return rows


class _Said:
    """The words of the list in one language, with the hours of one place."""

    def __init__(self, timezone: str, language: str) -> None:
        self.timezone, self.language = timezone, language

    def counts(self, found: Attendance) -> Table:
        ways: list[tuple[str, Count]] = [
            (self.say(phrases.IN_ROOM), counted(found.room)),
            (self.say(phrases.ONLINE), counted(found.online)),
            (self.say(phrases.REPRESENTED), counted(found.represented)),
            (self.say(phrases.THERE), found.there),
            *((phrases.NAMED_TOO.say(self.language, place=place), count) for place, count in found.named.items()),
        ]
        if found.roll:
            ways.append((self.say(phrases.ROLL), found.roll))
        rows = [[name, self.number(count.members), self.number(count.votes)] for name, count in ways]
        return Table(["", self.say(phrases.MEMBERS), self.say(phrases.VOTES)], rows, [6, 2, 2], [1, 2])

    def section(
        self, title: Phrase, rights: list[Right], table: Callable[[list[Right]], Table], *, tall: bool = False
    ) -> list[Block]:
        """A way to be there, and who is."""
        return [Heading(self.say(title)), table(rights) if rights else Words(self.say(phrases.NOBODY), soft=True)]

    def present(self, rights: list[Right]) -> Table:
        head = self.heads(phrases.HOURS, phrases.SIGNATURE)
        rows = [[*self.person(right), self.hours(right.spells), ""] for right in rights]
        return Table(head, rows, [30, 10, 6, 9, 15, 30], NUMBERS, tall=True)

    def online(self, rights: list[Right]) -> Table:
        rows = [[*self.person(right), self.hours(right.spells)] for right in rights]
        return Table(self.heads(phrases.HOURS), rows, [45, 10, 7, 9, 29], NUMBERS)

    def represented(self, rights: list[Right]) -> Table:
        rows = [[*self.person(right), self.holder(right), self.proxy(right)] for right in rights]
        return Table(self.heads(phrases.HOLDER, phrases.PROXY), rows, [29, 10, 6, 9, 26, 20], NUMBERS)

    def guests(self, guests: list[Guest]) -> list[Block]:
        head = [self.say(one) for one in (phrases.NAME, phrases.AS_WHAT, phrases.WHERE, phrases.HOURS)]
        rows = [
            [one.name, self.attending(one.attending), self.say(phrases.PLACES[one.channel]), self.hours(one.spells)]
            for one in guests
        ]
        return [Heading(self.say(phrases.GUESTS)), Table(head, rows, [40, 22, 14, 24])]

    def heads(self, *more: Phrase) -> list[str]:
        return [self.say(one) for one in (phrases.NAME, phrases.NUMBER, phrases.CATEGORY, phrases.VOTES, *more)]

    def person(self, right: Right) -> list[str]:
        name = right.name
        if right.how is Exercise.REPRESENTATIVE:
            name = phrases.BY_REPRESENTATIVE.say(self.language, name=right.name, by=right.by)
        return [name, str(right.number), right.category, self.number(right.weight)]

    def holder(self, right: Right) -> str:
        return phrases.WITH_NUMBER.say(self.language, name=right.holder_name, number=right.holder)

    def proxy(self, right: Right) -> str:
        if right.kind is None:
            return ""
        return phrases.PROXIES[ProxyKind(right.kind)].say(self.language, places=", ".join(map(str, right.items)))

    def attending(self, attending: Attending) -> str:
        return phrases.ATTENDING[attending].say(self.language)

    def hours(self, spells: list[Spell]) -> str:
        return ", ".join(f"{self.hour(one.came_at)}–{self.hour(one.left_at) if one.left_at else ''}" for one in spells)

    def hour(self, at: datetime) -> str:
        return hour(at, self.timezone, self.language)

    def number(self, value: int) -> str:
        return number(value, self.language)

    def say(self, phrase: Phrase) -> str:
        return phrase.say(self.language)
