"""The time, asked in one place, so that a rehearsal can live at another one and rules never read it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Brussels")
"""Where the cooperative's days begin and end."""

_shift = timedelta(0)


def now() -> datetime:
    """The present instant, in UTC; of the rehearsal, when there is one."""
    return datetime.now(UTC) + _shift


def today() -> date:
    """The present day at home, on which memberships begin and end."""
    return now().astimezone(HOME).date()


def outside() -> datetime:
    """The instant it is in the world, for what devices outside count by: a phone does not live in a rehearsal."""
    return datetime.now(UTC)


def shift(by: timedelta) -> None:
    """Let this process live earlier or later than the world by this much."""
    global _shift
    _shift = by
