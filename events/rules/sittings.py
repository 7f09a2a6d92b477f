"""How an assembly sits: when it may open, pause, go on and close, and what its bureau may choose."""

from datetime import datetime

import msgspec

from events.errors import AssemblyClosed, Mend, NotConvened, NotSitting
from events.words import Language, Phase

SPEAKING_SECONDS = (10, 3600)
QUESTIONS = (1, 50)


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """The instants that say what an assembly is doing."""

    convened_at: datetime | None
    opened_at: datetime | None
    suspended_at: datetime | None
    closed_at: datetime | None


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the bureau chooses for a sitting."""

    speaking_seconds: int
    question_limit: int
    floor_open: bool
    left_language: str
    right_language: str | None


def phase_of(times: Times) -> Phase:
    """What the assembly is doing."""
    if times.closed_at is not None:
        return Phase.CLOSED
    if times.opened_at is None:
        return Phase.WAITING
    return Phase.OPEN if times.suspended_at is None else Phase.SUSPENDED


def check_may_open(times: Times) -> None:
    """Refuse to open what nobody was called to. Raises NotConvened."""
    if times.convened_at is None:
        raise NotConvened


def check_sits(times: Times) -> None:
    """Refuse what belongs to a sitting, before it and after it. Raises NotSitting, AssemblyClosed."""
    check_not_over(times)
    if times.opened_at is None:
        raise NotSitting


def check_not_over(times: Times) -> None:
    """Refuse what comes too late. Raises AssemblyClosed."""
    if times.closed_at is not None:
        raise AssemblyClosed


def settings_mends(chosen: Settings) -> list[Mend]:
    """What to mend in what the bureau chose."""
    mends = []
    for field, (low, high) in (("speaking_seconds", SPEAKING_SECONDS), ("question_limit", QUESTIONS)):
        if not low <= getattr(chosen, field) <= high:
            mends.append(Mend(field, "out_of_range", {"low": low, "high": high}))
    for field in ("left_language", "right_language"):
        if (found := getattr(chosen, field)) is not None and found not in tuple(Language):
            mends.append(Mend(field, "not_a_language"))
    if chosen.left_language == chosen.right_language:
        mends.append(Mend("right_language", "same_language"))
    return mends
