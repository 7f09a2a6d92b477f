"""Numbers, moments and parts as records say them."""

from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from events.papers import phrases_record as phrases
from events.rules.statutes import figures
from events.wording import clock, day
from events.words import LOCALES, Base


def number(value: int, language: str) -> str:
    """A number as it is written there: "33.012"."""
    return str(format_decimal(value, locale=LOCALES[language]))


def hour(at: datetime, timezone: str, language: str) -> str:
    """The hour and minute on the clock of that place."""
    return clock(at.astimezone(ZoneInfo(timezone)), language)


def moment(at: datetime, timezone: str, language: str) -> str:
    """The day and the hour there."""
    there = at.astimezone(ZoneInfo(timezone))
    return phrases.MOMENT.say(language, day=day(there.date(), language), hour=clock(there, language))


def part(fraction: Fraction, language: str) -> str:
    """A part in words and figures, "two thirds (2/3)", or in figures alone where it has no common name."""
    shown = figures(fraction)
    name = phrases.PARTS.get(shown)
    return f"{name.say(language)} ({shown})" if name else shown


def many(count: int, base: Base, language: str) -> str:
    """So many members, or votes."""
    return phrases.SO_MANY[base].say(language, count, shown=number(count, language))
