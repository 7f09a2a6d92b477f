"""When and where, in the reader's language: the same words in mails, on tickets and on pages."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_location

from events.words import LOCALES, Language, Mode, Phrase, best_text

_DAY_PATTERNS = Phrase(nl="EEEE d MMMM", fr="EEEE d MMMM", en="EEEE d MMMM", de="EEEE, d. MMMM")
_FIRST_DAY_OF_THE_MONTH_IN_FRENCH = "EEEE d'er' MMMM"

_CLOCK = Phrase(nl="{time}", fr="{time}", en="{time}", de="{time}\u00a0Uhr")
_MIDNIGHT = Phrase(nl="middernacht", fr="minuit", en="midnight", de="Mitternacht")

_MOMENT = Phrase(nl="{day}, {start}", fr="{day}, {start}", en="{day}, {start}", de="{day}, {start}\u00a0Uhr")
_EVENING = Phrase(
    nl="{day}, {start}–{end}", fr="{day}, {start}–{end}", en="{day}, {start}–{end}", de="{day}, {start}–{end}\u00a0Uhr"
)
_TILL_MIDNIGHT = Phrase(
    nl="{day}, {start} tot middernacht",
    fr="{day}, de {start} à minuit",
    en="{day}, {start} to midnight",
    de="{day}, {start}\u00a0Uhr bis Mitternacht",
)
_SEVERAL_DAYS = Phrase(
    nl="{first}, {start} tot {last}, {end}",
    fr="du {first}, {start} au {last}, {end}",
    en="{first}, {start} to {last}, {end}",
    de="{first}, {start} bis {last}, {end}",
)
_WHOLE_DAY = Phrase(
    nl="{day}, de hele dag", fr="{day}, toute la journée", en="{day}, all day", de="{day}, den ganzen Tag"
)
_WHOLE_DAYS = Phrase(
    nl="{first} tot en met {last}", fr="du {first} au {last}", en="{first} to {last}", de="{first} bis {last}"
)

_ZONE = Phrase(nl="tijd in {city}", fr="heure locale à {city}", en="{city} time", de="Ortszeit {city}")
_ONLINE = Phrase(nl="Online", fr="En ligne", en="Online", de="Online")
_HYBRID = Phrase(nl="{place} en online", fr="{place} et en ligne", en="{place} and online", de="{place} und online")

_SMALL_HOURS_END = time(6)
_DAY = timedelta(days=1)


def when(starts_at: datetime, ends_at: datetime, timezone: str, language: str) -> str:
    """The day and hours as somebody there reads them on the wall: "donderdag 26 januari 2023, 18:00–21:00".

    An evening that ends at midnight or in the small hours is still one evening, midnight to midnight a whole day.
    """
    zone = ZoneInfo(timezone)
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    midnight = end.time() == time(0) and end > start
    first, last = start.date(), end.date() - _DAY if midnight else end.date()
    if midnight and start.time() == time(0):
        return _whole_days(first, last, language)
    if start == end:
        return _MOMENT.say(language, day=day(first, language), start=clock(start, language))
    if first == last and midnight:
        return _TILL_MIDNIGHT.say(language, day=day(first, language), start=clock(start, language))
    ends_that_night = last == first + _DAY and not midnight and end.time() < min(_SMALL_HOURS_END, start.time())
    if first == last or ends_that_night:
        hours = {"start": clock(start, language), "end": clock(end, language)}
        return _EVENING.say(language, day=day(first, language), **hours)
    return _SEVERAL_DAYS.say(
        language,
        first=day(first, language, with_year=first.year != last.year),
        start=_CLOCK.say(language, time=clock(start, language)),
        last=day(last, language),
        end=_MIDNIGHT.say(language) if midnight else _CLOCK.say(language, time=clock(end, language)),
    )


def day(held_on: date, language: str, *, with_year: bool = True) -> str:
    """A date with its weekday, as written in Belgium: "jeudi 1er juin 2023"."""
    pattern = _DAY_PATTERNS.say(language)
    if language == Language.FR and held_on.day == 1:
        pattern = _FIRST_DAY_OF_THE_MONTH_IN_FRENCH
    return format_date(held_on, f"{pattern} y" if with_year else pattern, LOCALES[language])


def clock(moment: datetime, language: str) -> str:
    """The hour and minute of a zoned moment; in the hour that comes twice in autumn, which of the two as well."""
    shown = format_time(moment.time(), "short", locale=LOCALES[language])
    comes_twice = moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()
    return f"{shown} ({moment.tzname()})" if comes_twice else shown


def time_zone_name(timezone: str, language: str) -> str:
    """How to say whose clock a time is on: "tijd in Brussel"."""
    if timezone in ("UTC", "Etc/UTC"):
        return "UTC"
    city = get_timezone_location(ZoneInfo(timezone), locale=LOCALES[language], return_city=True)
    return _ZONE.say(language, city=city)


def where(mode: Mode, venue: str | None, city: Mapping[str, str], language: str) -> str:
    """The venue and the city by its name in the reader's language, online, or both."""
    if mode == Mode.ONLINE:
        return _ONLINE.say(language)
    place = _place(venue, best_text(city, language), city)
    return _HYBRID.say(language, place=place) if mode == Mode.HYBRID else place


def _whole_days(first: date, last: date, language: str) -> str:
    if first == last:
        return _WHOLE_DAY.say(language, day=day(first, language))
    shown = day(first, language, with_year=first.year != last.year)
    return _WHOLE_DAYS.say(language, first=shown, last=day(last, language))


def _place(venue: str | None, here: str, city: Mapping[str, str]) -> str:
    """The venue with its city behind it, unless it names the city itself, in whichever language."""
    if not venue:
        return here
    named = any(name and name.casefold() in venue.casefold() for name in city.values())
    return venue if named or not here else f"{venue}, {here}"
