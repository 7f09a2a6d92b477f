"""The dates of a repeated event (RFC 5545, 3.8.5), followed for a stated while."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import chain

from dateutil.rrule import rrulestr

from events.rules.imports_times import read_time

MOST_DAYS = 2 * 366
MOST_DATES = 500
"""How far a series is followed, from its first date on, and how many dates of it are taken."""

_RANGES = {
    "BYMONTH": (1, 12), "BYMONTHDAY": (-31, 31), "BYYEARDAY": (-366, 366), "BYWEEKNO": (-53, 53), "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59), "BYSECOND": (0, 60), "BYSETPOS": (-366, 366), "INTERVAL": (1, 100_000), "COUNT": (1, 10**9),
}  # fmt: skip
_DAYS = {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}
_HOURS = {"HOURLY", "MINUTELY", "SECONDLY"}


class BadRule(ValueError):
    """An RRULE that says nothing we can follow."""


def dates_of(
    first: datetime, zone: tzinfo, rules: Iterable[str], more: Iterable[datetime], without: Iterable[str]
) -> tuple[list[datetime], bool]:
    """The local times at which the series starts again, its first included, and whether there were more.

    first, more: local times in the zone; rules, without: RRULEs and EXRULEs. Raises BadRule.
    """
    until = first + timedelta(days=MOST_DAYS)
    found, cut = {first}, False
    for rule in rules:
        for count, date in enumerate(_follow(rule, first, zone)):
            if date > until or count >= MOST_DATES:
                cut = True
                break
            found.add(date)
    for date in more:
        found.add(date)
    for date in chain.from_iterable(_until(_follow(rule, first, zone), until) for rule in without):
        found.discard(date)
    dates = sorted(found)
    return dates[:MOST_DATES], cut or len(dates) > MOST_DATES


def _until(dates: Iterable[datetime], last: datetime) -> Iterable[datetime]:
    for count, date in enumerate(dates):
        if date > last or count >= 10 * MOST_DATES:
            return
        yield date


def _follow(rule: str, first: datetime, zone: tzinfo) -> Iterable[datetime]:
    parts = _parts(rule)
    if "UNTIL" in parts:
        parts["UNTIL"] = _last(parts["UNTIL"], first, zone)
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        dates: Iterable[datetime] = rrulestr(text, dtstart=first)
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise BadRule(str(error)) from None
    return dates


def _parts(rule: str) -> dict[str, str]:
    """The rule's parts by name, each checked where the library would follow nonsense without end."""
    parts: dict[str, str] = {}
    for part in rule.strip().strip(";").upper().split(";"):
        name, sign, value = part.partition("=")
        if not sign or not value or name in parts:
            raise BadRule(
                f"{part or 'nothing'} is no part of a rule" if name not in parts else f"{name} is there twice"
            )
        parts[name] = value
    if "FREQ" not in parts:
        raise BadRule("FREQ is missing")
    if "COUNT" in parts and "UNTIL" in parts:
        raise BadRule("COUNT and UNTIL are both there")
    for name, (low, high) in _RANGES.items():
        for number in parts.get(name, "").split(",") if name in parts else ():
            if not number.lstrip("+-").isascii() or not number.lstrip("+-").isdigit():
                raise BadRule(f"{name}={parts[name]} is not a number")
            if not low <= int(number) <= high or (low < 0 and int(number) == 0):
                raise BadRule(f"{name}={parts[name]} is out of range")
    if parts["FREQ"] in _HOURS and _DAYS & parts.keys():
        raise BadRule(f"{parts['FREQ']} on chosen days only; write it as DAILY with BYHOUR")
    if _never(parts):
        raise BadRule(f"no month {parts['BYMONTH']} has a day {parts['BYMONTHDAY']}")
    return parts


def _never(parts: dict[str, str]) -> bool:
    """Whether it asks for a day like 30 February, which the library would seek until the year 9999."""
    if not {"BYMONTH", "BYMONTHDAY"} <= parts.keys():
        return False
    longest = max(monthrange(2024, int(month))[1] for month in parts["BYMONTH"].split(","))
    return all(abs(int(day)) > longest for day in parts["BYMONTHDAY"].split(","))


def _last(until: str, first: datetime, zone: tzinfo) -> str:
    """UNTIL on the clock of the series; a date means all of that day."""
    found = read_time(until)
    if found is None:
        raise BadRule(f"UNTIL={until} is not a date")
    local, offset, with_hours = found
    if not with_hours:
        local = local.replace(hour=23, minute=59, second=59)
    elif offset is not None:
        local = local.replace(tzinfo=offset).astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return max(local, first).strftime("%Y%m%dT%H%M%S")
