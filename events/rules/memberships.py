"""What a member was on any day: times of one category and number of shares, joined, changed and ended."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from events.errors import LaterMemberships, NotAMember
from events.words import Standing


class Period(msgspec.Struct, frozen=True):
    """A time of one category and number of shares: from `since` until the day before `until`, None for no end."""

    category: str
    shares: int
    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class Was(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody was on a day. left_on: the first day they were, or will be, a member no more."""

    standing: Standing
    category: str | None = None
    shares: int | None = None
    joined_on: date | None = None
    left_on: date | None = None


def was_on(day: date, periods: Iterable[Period]) -> Was:
    """What somebody with these memberships was, is or will be on that day.

    joined_on and left_on are of the unbroken time that holds the day, else of the last one before it, else of the
    first one to come.
    """
    runs = _runs(periods)
    present = next((run for run in runs if any(period.holds(day) for period in run)), None)
    if present:
        now = next(period for period in present if period.holds(day))
        dates = {"joined_on": present[0].since, "left_on": present[-1].until}
        return Was(standing=Standing.MEMBER, category=now.category, shares=now.shares, **dates)
    if before := [run for run in runs if run[0].since <= day]:
        return Was(standing=Standing.LEFT, joined_on=before[-1][0].since, left_on=before[-1][-1].until)
    if runs:
        return Was(standing=Standing.NOT_YET, joined_on=runs[0][0].since)
    return Was(standing=Standing.NOT_YET)


def changed(periods: Iterable[Period], category: str, shares: int, since: date) -> list[Period]:
    """The memberships once somebody has this category and these shares from that day on.

    It holds until the next change that is known, or the end of the membership; where there was none that day, one
    begins.
    """
    known = sorted(periods, key=_since)
    before = [period for period in known if period.since < since]
    cut = before and (before[-1].until is None or since < before[-1].until)
    later = [period for period in known if period.since > since]
    same_day = next((period for period in known if period.since == since), None)
    until = same_day.until if same_day else before[-1].until if cut else later[0].since if later else None
    if cut:
        before[-1] = msgspec.structs.replace(before[-1], until=since)
    return _joined([*before, Period(category, shares, since, until), *later])


def ended(periods: Iterable[Period], left_on: date) -> list[Period]:
    """The memberships once somebody is a member no more from that day on: nothing of theirs lies after it.

    On the very day they joined: that they never did. Raises NotAMember unless they were until then.
    """
    periods = list(periods)
    if not any(period.since <= left_on and (period.until is None or left_on <= period.until) for period in periods):
        raise NotAMember(day=left_on.isoformat())
    kept = [period for period in sorted(periods, key=_since) if period.since < left_on]
    if kept and kept[-1].holds(left_on):
        kept[-1] = msgspec.structs.replace(kept[-1], until=left_on)
    return kept


def check_nothing_later(periods: Iterable[Period], left_on: date) -> None:
    """Refuse a day of leaving after which memberships are known that would be lost. Raises LaterMemberships."""
    later = sorted((period for period in periods if period.since > left_on), key=_since)
    if later:
        said = ", ".join(f"{one.since.isoformat()} ({one.category} × {one.shares})" for one in later)
        raise LaterMemberships(day=left_on.isoformat(), later=said, count=len(later))


def _runs(periods: Iterable[Period]) -> list[list[Period]]:
    """The unbroken times, each a list of periods of which one begins where the one before ends."""
    runs: list[list[Period]] = []
    for period in sorted(periods, key=_since):
        if runs and runs[-1][-1].until == period.since:
            runs[-1].append(period)
        else:
            runs.append([period])
    return runs


def _joined(periods: Sequence[Period]) -> list[Period]:
    """The same, with neighbours that say the same made one."""
    made: list[Period] = []
    for period in periods:
        last = made[-1] if made else None
        if last and last.until == period.since and (last.category, last.shares) == (period.category, period.shares):
            made[-1] = msgspec.structs.replace(last, until=period.until)
        else:
            made.append(period)
    return made


def _since(period: Period) -> date:
    return period.since
