"""The register as it is read: members as they were on a day, within the reach of who asks."""

from datetime import date, datetime
from typing import Any

import msgspec

from events.api.asking import REACHED
from events.database import fetch, fetchrow
from events.errors import Missing
from events.rules.access import Act, Asker, check_reaches_member, offices_of_members
from events.rules.events import Texts
from events.rules.members import POSTAL
from events.rules.memberships import Period, was_on
from events.words import Language, Seat, Standing


class MemberOut(msgspec.Struct, kw_only=True):
    """Somebody in the register, as they were on the day asked for. office: its slug.

    category, shares: of a member that day. joined_on: the first day of their unbroken membership; left_on: the first
    day they were, or will be, a member no more. erased_at: when all but the number was removed.
    """

    number: int
    name: str
    email: str | None
    phone: str | None
    language: Language
    office: str | None
    street: str | None
    postal_code: str | None
    city: str | None
    country: str | None
    standing: Standing
    category: str | None
    shares: int | None
    joined_on: date | None
    left_on: date | None
    erased_at: datetime | None


class MembershipOut(msgspec.Struct):
    """A time of one category and number of shares: from `since` until the day before `until`, null for no end."""

    category: str
    shares: int
    since: date
    until: date | None


class MemberPage(MemberOut, kw_only=True):
    """One of them with all their memberships by their beginning. on: the day asked for; version: the ETag.

    erasure_asked_at: when the member asked to be erased, if they wait for that.
    """

    erasure_asked_at: datetime | None
    on: date
    memberships: list[MembershipOut]
    version: int


class MemberRegistration(msgspec.Struct, kw_only=True):
    """A member's registration for an event that the asker organises. event: its slug."""

    id: int
    event: str
    title: Texts
    starts_at: datetime
    timezone: str
    seat: Seat
    party_size: int
    created_at: datetime


class MemberRegistrations(msgspec.Struct):
    """One page, the latest made first. next: the `after` of the following page, null at the end."""

    items: list[MemberRegistration]
    next: int | None


async def members_after(
    number: int, offices: list[int] | None, day: date, most: int, without_email: bool
) -> list[MemberOut]:
    """Those who are not erased, by number, as they were that day. offices: ids, None for all."""
    rows = await fetch(
        f"""{_MEMBER} WHERE m.number > $1 AND ($2::bigint[] IS NULL OR m.office = ANY($2::bigint[]))
        AND m.erased_at IS NULL AND (m.email IS NULL OR NOT $3) ORDER BY m.number LIMIT {most}""",
        number, offices, without_email,
    )  # fmt: skip
    return [MemberOut(**_shown(row, day)) for row in rows]


async def offices_wanted(asker: Asker, act: Act, slug: str | None) -> list[int] | None:
    """The ids of the offices to look in: all the asker reaches, or the one of these with this slug."""
    reached = offices_of_members(asker, act)
    if slug is None:
        return reached
    row = await fetchrow("SELECT id FROM office WHERE slug = $1", slug)
    return [row["id"]] if row and (reached is None or row["id"] in reached) else []


async def check_reached(number: int, asker: Asker) -> None:
    """Raises Missing unless the asker may see and change the member with this number."""
    row = await fetchrow("SELECT office FROM member WHERE number = $1", number)
    if row is None:
        raise Missing
    check_reaches_member(asker, Act.MEMBERS, row["office"])


_MEMBER = """
SELECT m.id, m.number, m.name, m.email, m.phone, m.street, m.postal_code, m.city, m.country, m.language,
    o.slug AS office, m.version, m.erased_at,
    m.erasure_asked_at,
    (SELECT coalesce(json_agg(json_build_object('category', (SELECT code FROM category WHERE id = s.category),
            'shares', s.shares, 'since', s.since, 'until', s.until) ORDER BY s.since), '[]')
        FROM membership s WHERE s.member = m.id) AS memberships
FROM member m LEFT JOIN office o ON o.id = m.office
"""


async def member_on(number: int, day: date) -> MemberPage:
    """The member with this number, as they were that day. Raises Missing."""
    row = await fetchrow(f"{_MEMBER} WHERE m.number = $1", number)
    if row is None:
        raise Missing
    held = msgspec.convert(row["memberships"], list[MembershipOut])
    return MemberPage(**_shown(row, day), on=day, memberships=held, version=row["version"],
        erasure_asked_at=row["erasure_asked_at"])  # fmt: skip


async def members_on(ids: list[int], day: date) -> list[MemberOut]:
    """The members with these ids, in this order, as they were that day."""
    rows = {row["id"]: row for row in await fetch(f"{_MEMBER} WHERE m.id = ANY($1::bigint[])", ids)}
    return [MemberOut(**_shown(rows[one], day)) for one in ids if one in rows]


async def registrations_of(number: int, asker: Asker, after: int | None, most: int) -> MemberRegistrations:
    """What the member registered for of what the asker organises."""
    rows = await fetch(_REGISTRATIONS, *asker.reach(Act.ORGANISE), number, after, most + 1)
    items = msgspec.convert([dict(row) for row in rows[:most]], list[MemberRegistration])
    return MemberRegistrations(items, items[-1].id if len(rows) > most else None)


_REGISTRATIONS = f"""
SELECT r.id, e.slug AS event, e.title, e.starts_at, e.timezone, r.seat, r.party_size, r.created_at
FROM member m JOIN registration r ON r.member = m.id JOIN event e ON e.id = r.event
WHERE m.number = $3 AND {REACHED} AND ($4::bigint IS NULL OR r.id < $4::bigint)
ORDER BY r.id DESC LIMIT $5
"""  # noqa: S608 (no value from outside)


def _shown(row: Any, day: date) -> dict[str, Any]:
    own = {name: row[name] for name in ("number", "name", "email", "phone", "office", *POSTAL, "erased_at")}
    return {**own, "language": Language(row["language"]), **msgspec.structs.asdict(was_on(day, _periods(row)))}


def _periods(row: Any) -> list[Period]:
    return msgspec.convert(row["memberships"], list[Period])
