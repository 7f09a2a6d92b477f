"""What has to change so that the register says what a source says of a member."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET, UnsetType

from events.errors import NotAMember
from events.rules.imports_said import Said
from events.rules.members import POSTAL, Details
from events.rules.memberships import Period, changed, ended, was_on
from events.words import Language, Standing

LEAVE_FREELY = 3
"""So many may leave by one import, however small the register."""


class Kind(Enum):
    """What a source's word on a member comes to."""

    ADDED = "added"
    CHANGED = "changed"
    LEFT = "left"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left out"


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A member as the register has them. id: the row's; erased: whether their details are to stay away."""

    id: int
    number: int
    details: Details
    erased: bool
    periods: list[Period]


class Remark(NamedTuple):
    """Something the source should hear: what it is about, and a warning of an import with its facts."""

    field: str
    code: str
    facts: dict[str, Any]


class Usual(msgspec.Struct, frozen=True):
    """What new members get where nothing is said. languages: the first one of each office, by slug."""

    category: str
    languages: dict[str, Language]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done about one member. was, details: as they are and shall be, None when there is nothing to write.

    fields: which of the details are others; after: the memberships as they shall be. name: as it is known, or said.
    """

    kind: Kind
    number: int
    name: str = ""
    member: int | None = None
    was: Details | None = None
    details: Details | None = None
    fields: list[str] = []
    before: list[Period] = []
    after: list[Period] = []
    remarks: list[Remark] = []


def differing(step: Step) -> list[str]:
    """What of somebody known becomes other: details by their names, and of what they hold, category and shares."""
    was, shall = step.before[-1:], step.after[-1:]
    held = [name for name in ("category", "shares") if [getattr(one, name) for one in was] != [
        getattr(one, name) for one in shall
    ]]  # fmt: skip
    times = ["membership"] if step.before != step.after and not held else []
    return [*step.fields, *held, *times]


def compare(said: Said, known: Known | None, day: date, usual: Usual) -> Step:
    """What to do so that the register says this of the member on that day.

    A category or number of shares that is new counts from that day; somebody unknown joins, and somebody who had left
    joins again, when the source says, else on that day.
    """
    return _new(said, day, usual) if known is None else _step(said, known, day, usual)


def gone(known: Known, day: date) -> Step:
    """What to do about a member who is not in a source that says it is the whole register."""
    after = ended(known.periods, day)
    return Step(
        kind=Kind.LEFT, number=known.number, name=known.details.name, member=known.id, before=known.periods, after=after
    )


def leaving_freely(members: int) -> int:
    """How many of so many members may leave by one import without a word: a tenth.

    Half a file, or one with a column mistaken, would have more of them leave.
    """
    return max(LEAVE_FREELY, members // 10)


def _new(said: Said, day: date, usual: Usual) -> Step:
    if said.left_on and said.left_on <= day and not said.joined_on:
        return Step(kind=Kind.LEFT_OUT, number=said.number, remarks=[Remark("left_on", "left_long_ago", {})])
    details = _said_details(said, None, usual)
    remarks = [] if said.category else [Remark("", "category_assumed", {"value": usual.category})]
    period = Period(
        said.category or usual.category,
        1 if said.shares is None else said.shares,
        said.joined_on or day,
        said.left_on,
    )
    return Step(kind=Kind.ADDED, number=said.number, name=said.name, details=details, after=[period], remarks=remarks)


def _step(said: Said, known: Known, day: date, usual: Usual) -> Step:
    if known.erased:
        return _erased(said, known)
    remarks: list[Remark] = []
    details = _said_details(said, known.details, usual)
    fields = [name for name in Details.__struct_fields__ if getattr(details, name) != getattr(known.details, name)]
    after = known.periods
    if said.left_on is None or said.left_on > day:
        after = _present(said, known, day, usual)
        remarks += _joined_differently(said, was_on(day, after))
    if said.left_on:
        try:
            after = ended(after, said.left_on)
        except NotAMember:
            remarks.append(Remark("left_on", "no_member_then", {"value": said.left_on.isoformat()}))
    leaves = _ends(after) != _ends(known.periods) and _ends(after) is not None
    kind = Kind.LEFT if leaves else Kind.CHANGED if fields or after != known.periods else Kind.UNCHANGED
    return Step(
        kind=kind,
        number=said.number,
        name=known.details.name,
        member=known.id,
        was=known.details if fields else None,
        details=details if fields else None,
        fields=fields,
        before=known.periods,
        after=after,
        remarks=remarks,
    )


def _erased(said: Said, known: Known) -> Step:
    """What to do about a member who was erased: that they left is taken, nothing else; nothing brings them back."""
    after = known.periods
    if said.left_on:
        try:
            after = ended(after, said.left_on)
        except NotAMember:
            after = known.periods
    return Step(
        kind=Kind.LEFT_OUT if after == known.periods else Kind.LEFT,
        number=said.number,
        member=known.id,
        before=known.periods,
        after=after,
        remarks=[Remark("name", "erased", {})],
    )


def _present(said: Said, known: Known, day: date, usual: Usual) -> list[Period]:
    """The memberships of somebody the source has for a member that day, or from the day it says they join."""
    was = was_on(day, known.periods)
    if was.standing is Standing.MEMBER:
        category = said.category or was.category or usual.category
        shares = was.shares if said.shares is None else said.shares
        if (category, shares) == (was.category, was.shares):
            return known.periods
        return changed(known.periods, category, shares or 0, day)
    last = known.periods[-1] if known.periods else Period(usual.category, 1, day)
    since = said.joined_on or day
    if was.left_on and since < was.left_on:
        since = day
    shares = last.shares if said.shares is None else said.shares
    return changed(known.periods, said.category or last.category, shares, since)


def _joined_differently(said: Said, was: Any) -> Iterator[Remark]:
    if said.joined_on and was.joined_on and said.joined_on != was.joined_on:
        facts = {"value": said.joined_on.isoformat(), "known": was.joined_on.isoformat()}
        yield Remark("joined_on", "joined_differently", facts)


def _said_details(said: Said, before: Details | None, usual: Usual) -> Details:
    """The details as the source has them; what it does not speak of as before, or as is usual."""
    office = before.office if before else None
    office = office if said.office is UNSET else said.office
    fallback = before.language if before else usual.languages.get(office or "", Language.NL)
    return Details(
        name=said.name,
        email=(before.email if before else None) if said.email is UNSET else said.email,
        phone=(before.phone if before else None) if said.phone is UNSET else said.phone,
        language=fallback if said.language is UNSET else said.language,
        office=office,
        **{field: _kept(getattr(said, field), getattr(before, field) if before else None) for field in POSTAL},
    )


def _kept(said: str | UnsetType | None, before: str | None) -> str | None:
    return before if said is UNSET else said


def _ends(periods: list[Period]) -> date | None:
    return periods[-1].until if periods else None
