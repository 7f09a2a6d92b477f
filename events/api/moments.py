"""Moments as queries name them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from events.errors import Invalid, Mend

OFFICE_ZONE = "Europe/Brussels"


def instant_in(field: str, text: str) -> datetime:
    """A date as its first moment in Brussels, or an instant with an offset."""
    try:
        if len(text) == len("2023-01-26"):
            return datetime.combine(date.fromisoformat(text), time(), ZoneInfo(OFFICE_ZONE))
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise Invalid([Mend(field, "wrong_kind", {"problem": "2023-01-26"})]) from None
    if found.tzinfo is None:
        raise Invalid([Mend(field, "no_offset")])
    return found
