"""What statutes say of assemblies, as values: what may be set, and the days that follow from it.

The articles are of the Belgian Companies and Associations Code. What it leaves to the statutes is a setting here.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import msgspec

from events.errors import Mend
from events.rules.people import name_mends
from events.words import Base, Holders, Matter, Weighing

DAYS_MOST = 365
HOURS_MOST = 24 * 90
LIMIT_MOST = 10_000
DENOMINATOR_MOST = 1000
HALF = Fraction(1, 2)
_FRACTION = re.compile(r"([1-9]\d{0,3})\s*/\s*([1-9]\d{0,3})")


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """What a resolution on one kind of matter needs.

    quorum: the part of all members, or of all their votes, that is present or represented at least; None for none.
    again: whether a second assembly needs that too. majority: the part of the votes cast that is for it: more than it
    where that is a half, at least it where it is more. within: the same within a category, by its code.
    report: whether one has to be attached.
    """

    matter: Matter
    quorum: Fraction | None = None
    counted: Base = Base.VOTES
    again: bool = False
    majority: Fraction = HALF
    within: dict[str, Fraction] = msgspec.field(default_factory=dict)
    report: bool = False


class Statutes(msgspec.Struct, frozen=True, kw_only=True):
    """A profile of rules.

    notice_days: between the convocation and the meeting; record_days: between the day whose members may vote and the
    meeting. proxy_limit: how many proxies one member may hold, 0 for none; proxy_hours: before the meeting until when
    they are accepted. cap: the most of the votes at the meeting that one member may cast, and whether the proxies they
    hold count towards it. advance_article: of the statutes, allows voting from advance_days before the meeting.
    """

    name: str
    notice_days: int
    record_days: int
    proxy_limit: int
    proxy_hours: int
    proxy_holders: Holders
    weighing: Weighing
    cap: Fraction | None = None
    cap_with_proxies: bool = True
    advance_article: str | None = None
    advance_days: int | None = None
    needs: tuple[Need, ...] = ()

    def need(self, matter: Matter) -> Need:
        """What a resolution on this matter needs."""
        return next(need for need in self.needs if need.matter is matter)


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """The days that follow from the statutes and the moment an assembly begins.

    convene_by: the last day to call the members together. record_on: the day whose members may vote. proxies_until,
    advance_from: None where there are no proxies, or no voting before the meeting.
    """

    convene_by: date
    record_on: date
    proxies_until: datetime | None
    advance_from: datetime | None


def days(statutes: Statutes, starts_at: datetime, timezone: str) -> Days:
    """When what has to be done for an assembly that begins then, in the time zone of its place."""
    meeting = starts_at.astimezone(ZoneInfo(timezone)).date()
    advance = statutes.advance_days
    return Days(
        convene_by=meeting - timedelta(days=statutes.notice_days),
        record_on=meeting - timedelta(days=statutes.record_days),
        proxies_until=starts_at - timedelta(hours=statutes.proxy_hours) if statutes.proxy_limit else None,
        advance_from=None if advance is None else starts_at - timedelta(days=advance),
    )


def fraction_of(text: str) -> Fraction | None:
    """The fraction somebody wrote, such as 2/3; None when it is none, or more than the whole."""
    found = _FRACTION.fullmatch(text.strip())
    if found is None or int(found[2]) > DENOMINATOR_MOST:
        return None
    fraction = Fraction(int(found[1]), int(found[2]))
    return fraction if fraction <= 1 else None


def figures(fraction: Fraction) -> str:
    """The fraction as `fraction_of` reads it: 2/3."""
    return f"{fraction.numerator}/{fraction.denominator}"


def quorum_reached(need: Need, there: int, all_of_them: int, *, second: bool) -> bool:
    """Whether enough are there to decide. there, all_of_them: members, or votes, as the need counts them."""
    if need.quorum is None or (second and not need.again):
        return True
    return there >= need.quorum * all_of_them


def majority_reached(majority: Fraction, votes_for: int | Fraction, votes_cast: int | Fraction) -> bool:
    """Whether so many of the votes cast are enough: abstentions and blanks are not cast, and a tie rejects."""
    wanted = majority * votes_cast
    return votes_for > wanted if majority == HALF else votes_cast > 0 and votes_for >= wanted


def mends_of(statutes: Statutes, categories: Collection[str]) -> list[Mend]:
    """What to mend in these rules. categories: the codes there are."""
    limits = (
        ("notice_days", statutes.notice_days, DAYS_MOST),
        ("record_days", statutes.record_days, DAYS_MOST),
        ("proxy_limit", statutes.proxy_limit, LIMIT_MOST),
        ("proxy_hours", statutes.proxy_hours, HOURS_MOST),
    )
    mends = [
        Mend(field, "out_of_range", {"low": 0, "high": most}) for field, value, most in limits if not 0 <= value <= most
    ]
    return [*name_mends("name", statutes.name), *mends, *_advance(statutes), *_needs(statutes, categories)]


def _advance(statutes: Statutes) -> Iterable[Mend]:
    article, ahead = statutes.advance_article, statutes.advance_days
    if article is None and ahead is None:
        return
    yield from name_mends("advance_article", article or "")
    if ahead is None or not 1 <= ahead <= DAYS_MOST:
        yield Mend("advance_days", "out_of_range", {"low": 1, "high": DAYS_MOST})


def _needs(statutes: Statutes, categories: Collection[str]) -> Iterable[Mend]:
    matters = [need.matter for need in statutes.needs]
    if sorted(matters) != sorted(Matter):
        yield Mend("needs", "not_every_matter")
    for n, need in enumerate(statutes.needs):
        if need.majority < HALF:
            yield Mend(f"needs.{n}.majority", "not_a_majority")
        for code, majority in need.within.items():
            if code not in categories:
                yield Mend(f"needs.{n}.within.{code}", "unknown_category", {"value": code})
            elif majority < HALF:
                yield Mend(f"needs.{n}.within.{code}", "not_a_majority")
