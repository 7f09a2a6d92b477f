"""When and where something is, as a person from there would write it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.wording import day, time_zone_name, when, where
from events.words import Language, Mode

CITY = {"nl": "Luik", "fr": "Liège", "en": "Liège", "de": "Lüttich"}


def said(starts: str, ends: str, language: str, timezone: str = "Europe/Brussels") -> str:
    """The wording for two instants given in UTC."""
    first, last = (datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in (starts, ends))
    return when(first, last, timezone, language)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "donderdag 26 januari 2023, 18:00–21:00"),
        ("fr", "jeudi 26 janvier 2023, 18:00–21:00"),
        ("en", "Thursday 26 January 2023, 18:00–21:00"),
        ("de", "Donnerstag, 26. Januar 2023, 18:00–21:00\u00a0Uhr"),
    ],
)
def test_one_evening(language: str, expected: str) -> None:
    """One day is named once."""
    assert said("2023-01-26T17:00", "2023-01-26T20:00", language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "dinsdag 14 november, 09:30 tot woensdag 15 november 2023, 17:00"),
        ("fr", "du mardi 14 novembre, 09:30 au mercredi 15 novembre 2023, 17:00"),
        ("en", "Tuesday 14 November, 09:30 to Wednesday 15 November 2023, 17:00"),
        ("de", "Dienstag, 14. November, 09:30\u00a0Uhr bis Mittwoch, 15. November 2023, 17:00\u00a0Uhr"),
    ],
)
def test_several_days(language: str, expected: str) -> None:
    """Two days are both named, the year once."""
    assert said("2023-11-14T08:30", "2023-11-15T16:00", language) == expected


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2023-06-20T18:00", "2023-06-20T22:00", "Tuesday 20 June 2023, 20:00 to midnight"),
        ("2023-06-20T20:00", "2023-06-21T00:30", "Tuesday 20 June 2023, 22:00–02:30"),
        ("2023-06-20T20:00", "2023-06-21T04:00", "Tuesday 20 June, 22:00 to Wednesday 21 June 2023, 06:00"),
        ("2023-06-20T23:00", "2023-06-22T00:30", "Wednesday 21 June, 01:00 to Thursday 22 June 2023, 02:30"),
        ("2023-11-14T08:30", "2023-11-15T23:00", "Tuesday 14 November, 09:30 to Wednesday 15 November 2023, midnight"),
        ("2023-12-31T20:00", "2024-01-01T02:00", "Sunday 31 December 2023, 21:00–03:00"),
        ("2023-12-30T20:00", "2024-01-01T09:00", "Saturday 30 December 2023, 21:00 to Monday 1 January 2024, 10:00"),
        ("2023-05-31T22:00", "2023-06-01T22:00", "Thursday 1 June 2023, all day"),
        ("2023-05-31T22:00", "2023-06-03T22:00", "Thursday 1 June to Saturday 3 June 2023"),
        ("2023-06-01T16:00", "2023-06-01T16:00", "Thursday 1 June 2023, 18:00"),
        ("2023-05-31T22:00", "2023-05-31T22:00", "Thursday 1 June 2023, 00:00"),
    ],
)
def test_nights_and_whole_days(starts: str, ends: str, expected: str) -> None:
    """A party till two is one evening, midnight belongs to the day it ends, whole days need no hours."""
    assert said(starts, ends, "en") == expected


def test_summer_time_comes_and_goes() -> None:
    """In the hour that comes twice, which of the two is said; in March the clock just jumps."""
    assert said("2023-10-29T00:30", "2023-10-29T01:15", "en") == "Sunday 29 October 2023, 02:30 (CEST)–02:15 (CET)"
    assert said("2023-03-26T00:30", "2023-03-26T02:00", "nl") == "zondag 26 maart 2023, 01:30–04:00"


def test_the_first_of_the_month_in_french() -> None:
    """French counts only the first day as an ordinal."""
    first = datetime(2023, 6, 1, tzinfo=UTC)
    assert day(first.date(), "fr") == "jeudi 1er juin 2023"
    assert day(first.replace(day=2).date(), "fr") == "vendredi 2 juin 2023"


def test_whose_clock_it_is() -> None:
    """Zones are named by their city, in the reader's language."""
    names = [time_zone_name("Europe/Brussels", language) for language in Language]
    assert names == ["tijd in Brussel", "heure locale à Bruxelles", "Brussels time", "Ortszeit Brüssel"]
    assert time_zone_name("UTC", "nl") == "UTC"


@pytest.mark.parametrize(
    ("mode", "venue", "language", "expected"),
    [
        (Mode.ON_SITE, "La Halte", "nl", "La Halte, Luik"),
        (Mode.ON_SITE, "La Halte", "de", "La Halte, Lüttich"),
        (Mode.ON_SITE, "Gare de Liège-Guillemins", "nl", "Gare de Liège-Guillemins"),
        (Mode.ON_SITE, None, "fr", "Liège"),
        (Mode.ON_SITE, "", "fr", "Liège"),
        (Mode.HYBRID, "La Halte", "fr", "La Halte, Liège et en ligne"),
        (Mode.HYBRID, None, "en", "Liège and online"),
        (Mode.ONLINE, "La Halte", "fr", "En ligne"),
    ],
)
def test_where(mode: Mode, venue: str | None, language: str, expected: str) -> None:
    """The city follows the venue by its name in the reader's language, unless the venue names it already."""
    assert where(mode, venue, CITY, language) == expected


def test_a_city_known_in_one_language_serves_all() -> None:
    """A German reader of a Dutch-only city still learns where it is; no city leaves no comma behind."""
    assert where(Mode.ON_SITE, "Zaal", {"nl": "Aalst"}, "de") == "Zaal, Aalst"
    assert where(Mode.ON_SITE, "Zaal", {}, "de") == "Zaal"


@given(
    starts=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
    length=st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=8)),
    language=st.sampled_from(list(Language)),
    timezone=st.sampled_from(["Europe/Brussels", "America/New_York", "Asia/Kolkata", "UTC"]),
)
def test_any_hours_can_be_said(starts: datetime, length: timedelta, language: Language, timezone: str) -> None:
    """Whenever it is, the wording names the year and nothing is left unfilled."""
    text = when(starts.replace(tzinfo=UTC), starts.replace(tzinfo=UTC) + length, timezone, language)

    assert any(str(year) in text for year in (starts.year - 1, starts.year, starts.year + 1))
    assert not set("{}") & set(text)
