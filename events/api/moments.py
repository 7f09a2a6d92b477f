"""Moments as queries name them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from events.errors import Invalid, Mend
from events.rules.events import YEARS

OFFICE_ZONE = "Europe/Brussels"


def instant_in(field: str, text: str) -> datetime:
    """A date as its first moment in Brussels, or an instant with an offset. Raises Invalid, for far years too."""
    try:
        if len(text) == len("2023-01-26"):
            return _near(field, datetime.combine(date.fromisoformat(text), time(), ZoneInfo(OFFICE_ZONE)))
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise Invalid([Mend(field, "wrong_kind", {"wanted": "date"})]) from None
    if found.tzinfo is None:
        raise Invalid([Mend(field, "no_offset")])
    return _near(field, found)


def _near(field: str, moment: datetime) -> datetime:
    if not YEARS[0] <= moment.year <= YEARS[1]:
        raise Invalid([Mend(field, "out_of_years", {"low": YEARS[0], "high": YEARS[1]})])
    return moment
