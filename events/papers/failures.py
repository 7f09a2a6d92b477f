"""The record that a resolution lacked its quorum, in exact numbers, to be signed by the bureau."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

import msgspec

from events.papers import phrases_record as phrases
from events.papers.attendance import record, signatures
from events.papers.blocks import Block, Facts, Heading, Record, Words
from events.papers.said import many, moment, part
from events.rules.events import EventFacts, Texts
from events.words import Base, BureauRole, best_text


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """That a resolution lacked its quorum. place: on the agenda; again: whether a second assembly needs it too."""

    place: int
    title: Texts
    at: datetime
    counted: Base
    there: int
    roll: int
    needed: Fraction
    at_least: int
    again: bool


def failure_record(
    event: EventFacts, failure: Failure, bureau: Sequence[tuple[BureauRole, str]], language: str, organisation: str
) -> Record:
    """The record in this language."""
    title = best_text(failure.title, language)
    blocks: list[Block] = [
        Heading(phrases.ITEM.say(language, place=failure.place, title=title)),
        Words(phrases.FAILED.say(language, moment=moment(failure.at, event.timezone, language))),
        numbers(failure, language),
        *([] if failure.again else [Words(phrases.SECOND.say(language))]),
        Heading(phrases.SIGNATURES.say(language)),
        signatures(bureau, language),
    ]
    return record(phrases.FAILURE, event, blocks, language, organisation, int(failure.at.timestamp()))


def numbers(failure: Failure, language: str) -> Facts:
    """What was needed, what was there, and what is missing."""
    base = failure.counted
    return Facts(
        [
            (
                phrases.NEEDED.say(language),
                phrases.OF_ALL[base].say(language, part=part(failure.needed, language)),
            ),
            (phrases.IN_ALL.say(language), many(failure.roll, base, language)),
            (phrases.AT_LEAST.say(language), many(failure.at_least, base, language)),
            (phrases.WERE_THERE.say(language), many(failure.there, base, language)),
            (phrases.SHORT_OF.say(language), many(failure.at_least - failure.there, base, language)),
        ]
    )
