"""The time, asked in one place, so that a rehearsal can live at another one and rules never read it."""

from datetime import UTC, datetime, timedelta

_shift = timedelta(0)


def now() -> datetime:
    """The present instant, in UTC; of the rehearsal, when there is one."""
    return datetime.now(UTC) + _shift


def outside() -> datetime:
    """The instant it is in the world, for what devices outside count by: a phone does not live in a rehearsal."""
    return datetime.now(UTC)


def shift(by: timedelta) -> None:
    """Let this process live earlier or later than the world by this much."""
    global _shift
    _shift = by
