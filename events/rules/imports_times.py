"""Times as calendars and tables write them, made instants: zones by any name, and the nights the clock changes."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from events.rules.events import zone_exists

FIRST_YEAR, LAST_YEAR = 1970, 2199

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:(?:[T ]|\s+)(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?", re.I
)
_BELGIAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,?\s+(\d{1,2})[:hu.](\d\d)(?::(\d\d))?)?", re.I)


def instant(local: datetime, zone: tzinfo) -> tuple[datetime, str | None]:
    """The UTC instant at which clocks in the zone show this, and whether it is a strange hour.

    "gap": the clock skips it in spring, so the offset from before it counts (RFC 5545, 3.3.5); "twice": it comes
    twice in autumn, and the first is meant.
    """
    moment = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local:
        return moment, "gap"
    later = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return moment, "twice" if later != moment else None


def read_time(text: str) -> tuple[datetime, tzinfo | None, bool] | None:
    """The date and time written, its offset if it has one, and whether it has hours; None when it is neither.

    Understood: ISO 8601, long and short, and what spreadsheets in Belgium make of it (26/01/2023 18:00).
    """
    if found := _ISO.fullmatch(text.strip()):
        year, month, day, hour, minute, second, offset = found.groups()
    elif found := _BELGIAN.fullmatch(text.strip()):
        day, month, year, hour, minute, second = found.groups()
        offset = None
    else:
        return None
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    try:
        local = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(59, int(second or 0))
        )  # a leap second is its minute's last
        zone = _fixed(offset) if offset else None
    except ValueError:
        return None
    return local, zone, hour is not None


@cache
def zone_named(name: str) -> ZoneInfo | None:
    """The zone of an IANA name, one with a maker's prefix (`/mozilla.org/…/Europe/Brussels`), or a Windows name."""
    parts = name.strip().strip('"').split("/")
    for known in (
        "/".join(parts),
        WINDOWS_TO_OLSON.get("/".join(parts), ""),
        *("/".join(parts[-n:]) for n in (3, 2) if len(parts) > n),
    ):
        if zone_exists(known):
            return ZoneInfo(known)
    return None


class Zones:
    """The zones of one calendar file: by name, or else as the file itself spells them out."""

    def __init__(self, spelled: Mapping[str, tzinfo], locations: Mapping[str, str], home: ZoneInfo) -> None:
        self.spelled = spelled
        self.locations = locations
        self.home = home

    def find(self, name: str) -> tzinfo | None:
        """The zone of this name; the home of the file when a Windows name, which spans countries, means it as well."""
        known = WINDOWS_TO_OLSON.get(name)
        if known and same_clock(known, self.home.key):
            return self.home
        return zone_named(name) or zone_named(self.locations.get(name, "")) or self.spelled.get(name)

    def shown(self, zone: tzinfo) -> str:
        """The name events in this zone are stored with: of the zone, or of the file's home when it has none."""
        named = isinstance(zone, ZoneInfo) and zone.key not in ("UTC", "Etc/UTC")
        return str(zone) if named else self.home.key


@cache
def same_clock(one: str, other: str) -> bool:
    """Whether clocks in both zones have shown the same since 2000, and will as far as is known."""
    zones = ZoneInfo(one), ZoneInfo(other)
    weeks = (datetime(2000, 1, 2, tzinfo=UTC) + timedelta(weeks=n) for n in range(52 * 37))
    return all(week.astimezone(zones[0]).utcoffset() == week.astimezone(zones[1]).utcoffset() for week in weeks)


def _fixed(offset: str) -> tzinfo:
    if offset.upper() == "Z":
        return UTC
    sign = -1 if offset[0] == "-" else 1
    digits = offset[1:].replace(":", "").ljust(4, "0")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
