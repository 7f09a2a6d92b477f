"""Draft minutes of an assembly, from what was noted while it sat: for the bureau to complete, check and sign."""

from collections.abc import Sequence
from datetime import datetime

from events.papers import phrases_minutes as phrases
from events.papers.attendance import record, signatures
from events.papers.blocks import Block, Bullets, Facts, Heading, Record, Table, Words
from events.papers.phrases_record import IS, MEMBERS, OF_ALL, SIGNATURES, VOTES
from events.papers.results import results_of
from events.papers.said import hour, many, moment, number, part
from events.rules.events import EventFacts
from events.rules.minutes import Asked, ItemTold, Told
from events.rules.prose import plain
from events.rules.quorum import Count, Standing
from events.wording import day
from events.words import Base, BureauRole, Phrase, best_text


def draft_minutes(
    event: EventFacts,
    told: Told,
    bureau: Sequence[tuple[BureauRole, str]],
    language: str,
    organisation: str,
    fingerprint: str | None = None,
) -> Record:
    """The draft in this language. fingerprint: of the files that these minutes stand beside in a closing bundle."""
    said = _Said(event.timezone, language, told)
    blocks: list[Block] = [
        Words(said.say(phrases.DRAFT), soft=True),
        Facts(said.frame()),
        Heading(said.say(phrases.BUREAU)),
        Facts([(role, name or "…") for role, name in signatures(bureau, language).people]),
        *said.presence(),
        Heading(said.say(phrases.AGENDA)),
        *([] if told.items else [Words(said.say(phrases.NO_AGENDA))]),
        *(block for item in told.items for block in said.item(item)),
        *said.others(),
        Heading(said.say(phrases.INCIDENTS)),
        said.incidents(),
        *(said.proof(fingerprint) if fingerprint else []),
        Heading(SIGNATURES.say(language)),
        signatures(bureau, language),
    ]
    return record(phrases.MINUTES, event, blocks, language, organisation, int(told.made_at.timestamp()))


class _Said:
    """The words of the minutes in one language, with the hours of one place."""

    def __init__(self, timezone: str, language: str, told: Told) -> None:
        self.timezone, self.language, self.told = timezone, language, told

    def frame(self) -> list[tuple[str, str]]:
        """What assembly it was, who was called to it, and when it sat."""
        told, language = self.told, self.language
        rows = [(phrases.KIND, self.say(phrases.GATHERING[told.kind]))]
        if told.first_on:
            rows.append((phrases.SECOND_OF, day(told.first_on, language)))
        rows.append((phrases.CONVENED, self.moment(told.convened_at)))
        if told.convened_at:
            counts = {"mailed": number(told.mail, language), "posted": number(told.post, language)}
            rows.append((phrases.CALLED, phrases.BY_MAIL.say(language, **counts)))
        if told.roll and told.record_on:
            members, votes = (many(told.roll.of(base), base, language) for base in Base)
            on = day(told.record_on, language)
            rows.append((phrases.ROLL, phrases.ROLL_OF.say(language, members=members, votes=votes, day=on)))
        rows.append((phrases.OPENED, self.moment(told.opened_at)))
        rows += [(phrases.PAUSED, self.hours(since, until)) for since, until in told.breaks]
        rows.append((phrases.CLOSED, self.moment(told.closed_at)))
        return [(self.say(name), value) for name, value in rows]

    def presence(self) -> list[Block]:
        """How many were there as it opened, as each item was taken, and as it closed."""
        told = self.told
        takings = sorted(
            ((taking.at, item.place, taking.there) for item in told.items for taking in item.takings),
            key=lambda one: one[0],
        )
        rows: list[tuple[str, Count]] = []
        if told.opened_at and told.opening:
            rows.append((self.at(phrases.AT_OPENING, told.opened_at), told.opening))
        rows += [(self.at(phrases.AT_ITEM, at, place=place), there) for at, place, there in takings]
        if told.closed_at and told.closing:
            rows.append((self.at(phrases.AT_CLOSING, told.closed_at), told.closing))
        if not rows:
            return []
        cells = [
            [name, number(count.members, self.language), number(count.votes, self.language)] for name, count in rows
        ]
        head = [self.say(one) for one in (phrases.MOMENT, MEMBERS, VOTES)]
        return [Heading(self.say(phrases.PRESENCE)), Table(head, cells, [6, 2, 2], [1, 2])]

    def item(self, item: ItemTold) -> list[Block]:
        """An item, and what happened at it."""
        title = best_text(item.title, self.language)
        kind = self.say(phrases.KINDS[item.kind])
        if item.seats:
            kind = IS.say(self.language, name=kind, value=phrases.SEATS.say(self.language, item.seats))
        text = plain(best_text(item.text, self.language))
        return [
            Heading(phrases.ITEM.say(self.language, place=item.place, title=title), 2),
            Words(kind, soft=True),
            *([Words(text)] if text else []),
            *self.treated(item),
            *results_of(item, self.timezone, self.language, self.quorum),
            *self.asked(item.asked, item.unanswered),
        ]

    def treated(self, item: ItemTold) -> list[Block]:
        """When it was taken, whether enough were there, and who spoke."""
        if not item.takings and not item.failed_at:
            return [Words(self.say(phrases.NOT_TAKEN))]
        rows = [(phrases.TAKEN, ", ".join(self.hour(taking.at) for taking in item.takings))] if item.takings else []
        if item.stands:
            rows.append((phrases.QUORUM, self.quorum(item.stands)))
        if item.failed_at:
            rows.append((phrases.FAILED_AT, self.hour(item.failed_at)))
        if item.speakers:
            rows.append((phrases.SPEAKERS, ", ".join(item.speakers)))
        return [Facts([(self.say(name), value) for name, value in rows])]

    def quorum(self, stands: Standing) -> str:
        base, language = stands.counted, self.language
        there = many(stands.there.of(base), base, language)
        if stands.needed is None or stands.at_least is None or self.told.roll is None:
            return phrases.NO_QUORUM.say(language, there=there)
        phrase = phrases.REACHED if stands.reached else phrases.MISSED
        return phrase.say(
            language,
            there=there,
            roll=number(self.told.roll.of(base), language),
            part=OF_ALL[base].say(language, part=part(stands.needed, language)),
            least=number(stands.at_least, language),
        )

    def asked(self, asked: list[Asked], unanswered: int) -> list[Block]:
        """Questions with their answers, and how many more there were."""
        found = [Bullets([self.question(one) for one in asked])] if asked else []
        more = [Words(phrases.UNANSWERED.say(self.language, unanswered))] if unanswered else []
        return [Words(self.say(phrases.QUESTIONS), soft=True), *found, *more] if found or more else []

    def question(self, one: Asked) -> str:
        answered = next(
            (
                phrase.say(self.language, text=best_text(text, self.language))
                for phrase, text in ((phrases.ANSWER, one.answer), (phrases.WHY_NOT, one.why_not))
                if text
            ),
            self.say(phrases.NO_ANSWER),
        )
        wording = best_text(one.wording, self.language)
        return f"{phrases.QUESTION.say(self.language, text=wording)} {answered}"

    def others(self) -> list[Block]:
        """What belongs to no item."""
        told = self.told
        blocks = self.asked(told.asked, told.unanswered)[1:]
        if told.speakers:
            blocks.append(Facts([(self.say(phrases.SPEAKERS), ", ".join(told.speakers))]))
        return [Heading(self.say(phrases.OTHER_QUESTIONS)), *blocks] if blocks else []

    def incidents(self) -> Block:
        if not self.told.incidents:
            return Words(self.say(phrases.NO_INCIDENTS), soft=True)
        return Bullets(
            [
                phrases.INCIDENT[one.kind].say(
                    self.language, hours=self.hours(one.began_at, one.ended_at), text=one.text
                )
                for one in self.told.incidents
            ]
        )

    def proof(self, fingerprint: str) -> list[Block]:
        """By what the record behind these minutes is known."""
        return [
            Heading(self.say(phrases.PROOF)),
            Words(self.say(phrases.PROOF_SAID)),
            Facts([(self.say(phrases.FINGERPRINT), fingerprint)]),
        ]

    def hours(self, since: datetime, until: datetime | None) -> str:
        return f"{self.hour(since)}–{self.hour(until) if until else ''}"

    def at(self, phrase: Phrase, at: datetime, **facts: object) -> str:
        return phrase.say(self.language, hour=self.hour(at), **facts)

    def hour(self, at: datetime) -> str:
        return hour(at, self.timezone, self.language)

    def moment(self, at: datetime | None) -> str:
        return moment(at, self.timezone, self.language) if at else self.say(phrases.NOT_YET)

    def say(self, phrase: Phrase) -> str:
        return phrase.say(self.language)
