"""Time zones spelled out for calendars (RFC 5545, 3.6.5): yearly rules, as Outlook wants, wherever a zone has them."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

YEARS = range(2020, 2038)
"""A zone is said to follow a rule when it does in all of these; the rule is then followed back as far as it held."""

EARLIEST = 1970
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Turn(NamedTuple):
    """The clocks of a zone change: the local time shown just before, and both offsets."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def rule(self) -> "Rule":
        """The yearly rule this one would follow, weekdays counted from the end of the month when in its last week."""
        last = self.at.day + 7 > monthrange(self.at.year, self.at.month)[1]
        nth = -1 if last else (self.at.day - 1) // 7 + 1
        return Rule(self.at.month, nth, self.at.weekday(), self.at.time().isoformat(), self.before, self.after)


class Rule(NamedTuple):
    """The nth such weekday (-1: the last) of a month at an hour, from one offset to another."""

    month: int
    nth: int
    weekday: int
    hour: str
    before: timedelta
    after: timedelta


@cache
def vtimezone(name: str) -> bytes:
    """The VTIMEZONE of an IANA zone, as bytes to join; nothing for UTC, which times name themselves."""
    zone = ZoneInfo(name)
    if name in ("UTC", "Etc/UTC"):
        return b""
    made = Timezone()
    made.add("tzid", name)
    yearly = _yearly(zone)
    if yearly is not None:
        for turn, rule in yearly:
            _observe(made, turn, rule)
    else:
        _observe(made, _first(zone, YEARS[0]), None)
        for year in YEARS:
            for turn in _turns(zone, year):
                _observe(made, turn, None)
    return bytes(made.to_ical())


def _yearly(zone: ZoneInfo) -> list[tuple[Turn, Rule | None]] | None:
    """The first turn of each rule with the rule; one that never turns for a fixed zone; None when it has no rule."""
    turns = {year: list(_turns(zone, year)) for year in YEARS}
    if not any(turns.values()):
        return [(_first(zone, YEARS[0]), None)]
    if any(len(found) != 2 for found in turns.values()):
        return None
    rules = [_common([found[nth].rule for found in turns.values()]) for nth in (0, 1)]
    first = list(turns[YEARS[0]])
    for year in range(YEARS[0] - 1, EARLIEST - 1, -1):
        earlier = list(_turns(zone, year))
        if [turn.rule for turn in earlier] != rules:
            break
        first = earlier
    return [(turn, rule) for turn, rule in zip(first, rules, strict=True) if rule] if all(rules) else None


def _common(rules: list[Rule]) -> Rule | None:
    return rules[0] if len(set(rules)) == 1 else None


def _turns(zone: ZoneInfo, year: int) -> Iterator[Turn]:
    """The changes of offset in a year, found to the minute."""
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in range(monthrange(year, 2)[1] + 338)]
    for morning, evening in pairwise(days):
        low, high = morning, evening
        if _offset(zone, low) == _offset(zone, high):
            continue
        while high - low > timedelta(minutes=1):
            middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
            low, high = (middle, high) if _offset(zone, middle) == _offset(zone, low) else (low, middle)
        yield _turn(zone, low, high)


def _turn(zone: ZoneInfo, low: datetime, high: datetime) -> Turn:
    before, after = _offset(zone, low), _offset(zone, high)
    local = high.astimezone(zone)
    return Turn((high + before).replace(tzinfo=None), before, after, local.tzname() or "", after > before)


def _first(zone: ZoneInfo, year: int) -> Turn:
    """The offset a zone has as the year begins, as if its clocks were set to it in 1970."""
    begin = datetime(year, 1, 1, tzinfo=UTC).astimezone(zone)
    offset = _offset(zone, begin)
    return Turn(datetime(EARLIEST, 1, 1), offset, offset, begin.tzname() or "", summer=False)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _observe(made: Timezone, turn: Turn, rule: Rule | None) -> None:
    part = TimezoneDaylight() if turn.summer else TimezoneStandard()
    part.add("tzname", turn.name)
    part.add("dtstart", turn.at)
    part.add("tzoffsetfrom", turn.before)
    part.add("tzoffsetto", turn.after)
    if rule:
        day = f"{rule.nth}{WEEKDAYS[rule.weekday]}"
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": rule.month, "BYDAY": day}))
    made.add_component(part)
