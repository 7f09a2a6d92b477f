"""Members: added, changed, given other shares, gone. What they were stays known."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from events.actions import mailboxes, outbox
from events.actions.journal import note
from events.actions.memberships import Rewriting, memberships_of, rewrite
from events.database import execute, fetchrow, fetchval, transaction
from events.errors import ChangedMeanwhile, Invalid, MemberErased, Mend, Missing, NumberTaken
from events.rules.members import (
    NUMBER_MOST,
    Details,
    day_mends,
    details_mends,
    number_mends,
    searched,
    shares_mends,
)
from events.rules.memberships import Period, changed, check_nothing_later, ended
from events.rules.people import folded_address
from events.words import Language


class NewMember(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who joins. number: None for the next one."""

    number: int | None = None
    details: Details
    category: str
    shares: int
    since: date


async def create(new: NewMember, actor: str) -> int:
    """Add the member to the register; answers the number. Raises Invalid with every mend, NumberTaken."""
    async with transaction():
        mends = details_mends(new.details)
        if new.number is not None:
            highest = await fetchval("SELECT coalesce(max(number), 0) FROM member")
            mends += number_mends("number", new.number, highest)
        mends += shares_mends("shares", new.shares) + day_mends("since", new.since)
        await _check_office(new.details.office, mends)
        category = await _category(new.category, mends)
        if mends:
            raise Invalid(mends)
        number = new.number if new.number is not None else await _next_number()
        while (member := await fetchval(_INSERT, number, *columns_of(new.details, number))) is None:
            if new.number is not None:
                raise NumberTaken(number=number)
            number = await _next_number()
        period = Period(category, new.shares, new.since)
        await rewrite([Rewriting(member, [], [period])])
        await note(actor, "joined", "member", member, number=number, **facts_of([], [period]))
        return number


async def change(
    number: int, changes: dict[str, Any], actor: str, version: int | None = None, *, by_office: bool = False
) -> None:
    """Change some of the member's details. changes: by the names of `Details`.

    version: the one they were made on, None to skip that check. by_office: somebody else than the member does it, so
    an address that is theirs no more is told. Raises Missing, ChangedMeanwhile, MemberErased,
    Invalid.
    """
    async with transaction():
        row = await _locked(number, version)
        if row["erased_at"]:
            raise MemberErased
        before = _details(row)
        after = msgspec.structs.replace(before, **changes)
        mends = details_mends(after)
        await _check_office(after.office, mends)
        if mends:
            raise Invalid(mends)
        fields = [name for name in Details.__struct_fields__ if getattr(before, name) != getattr(after, name)]
        if fields:
            await execute(_UPDATE, number, *columns_of(after, number))
            if by_office and row["email"] and row["address"] != (after.email and folded_address(after.email)):
                await outbox.queue("address_replaced", row["email"], row["name"], row["language"], member=row["id"])
            await mailboxes.move(mailboxes.Move(row["id"], row["address"], after.email))
            await note(actor, "changed", "member", row["id"], fields=fields)


async def set_membership(
    number: int, category: str, shares: int, since: date, actor: str, version: int | None = None
) -> None:
    """Let the member have this category and these shares from that day on; who had left joins again.

    Raises Missing, ChangedMeanwhile, MemberErased, Invalid.
    """
    async with transaction():
        row = await _locked(number, version)
        if row["erased_at"]:
            raise MemberErased
        mends = shares_mends("shares", shares) + day_mends("since", since)
        code = await _category(category, mends)
        if mends:
            raise Invalid(mends)
        await _rewrite(row["id"], lambda before: changed(before, code, shares, since), actor, "membership")


async def leave(
    number: int, left_on: date, actor: str, version: int | None = None, *, drop_later: bool = False
) -> None:
    """Let the member be one no more from that day on. drop_later: memberships that begin after it are dropped for it.

    Raises Missing, ChangedMeanwhile, Invalid, NotAMember, and LaterMemberships when they may not be.
    """

    def left(before: list[Period]) -> list[Period]:
        after = ended(before, left_on)
        if not drop_later:
            check_nothing_later(before, left_on)
        return after

    async with transaction():
        row = await _locked(number, version)
        if mends := day_mends("on", left_on):
            raise Invalid(mends)
        await _rewrite(row["id"], left, actor, "left")


async def _rewrite(member: int, rule: Callable[[list[Period]], list[Period]], actor: str, action: str) -> None:
    """Make the memberships what the rule says of them, and note what was and what is."""
    before = await memberships_of(member)
    after = rule(before)
    if after == before:
        return
    await rewrite([Rewriting(member, before, after)])
    await execute("UPDATE member SET version = version + 1 WHERE id = $1", member)
    await note(actor, action, "member", member, **facts_of(before, after))


def facts_of(before: list[Period], after: list[Period]) -> dict[str, list[Period]]:
    """What the journal tells of memberships: those that were otherwise before, and those that are now."""
    return {
        "before": [period for period in before if period not in after],
        "after": [period for period in after if period not in before],
    }


async def _locked(number: int, version: int | None) -> Any:
    """The member's row, locked until the end of the transaction.

    The tables first: an import that holds them and waits for this row would never get it otherwise.
    """
    await execute("LOCK TABLE member, membership IN ROW EXCLUSIVE MODE")
    row = await fetchrow("SELECT * FROM member WHERE number = $1 FOR NO KEY UPDATE", number)
    if row is None:
        raise Missing
    if version is not None and row["version"] != version:
        raise ChangedMeanwhile(version=row["version"])
    slug = row["office"] and await fetchval("SELECT slug FROM office WHERE id = $1", row["office"])
    return {**row, "office": slug}


def _details(row: Any) -> Details:
    return msgspec.convert({name: row[name] for name in Details.__struct_fields__}, Details)


def columns_of(details: Details, number: int) -> list[Any]:
    """The columns' values but the number, the office by its slug, as `_INSERT` and `_UPDATE` have them."""
    return [
        details.name, details.email, details.email and folded_address(details.email), details.phone,
        Language(details.language).value, searched(details.name, number), details.office,
        details.street, details.postal_code, details.city, details.country,
    ]  # fmt: skip


_OFFICE = "(SELECT id FROM office WHERE slug = $8)"
_INSERT = f"""
INSERT INTO member (number, name, email, address, phone, language, search, office, street, postal_code, city, country)
VALUES ($1, $2, $3, $4, $5, $6, $7, {_OFFICE}, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING id
"""  # noqa: S608
_UPDATE = f"""
UPDATE member SET name = $2, email = $3, address = $4, phone = $5, language = $6, search = $7, office = {_OFFICE},
    street = $9, postal_code = $10, city = $11, country = $12
WHERE number = $1
"""  # noqa: S608


async def _next_number() -> int:
    """One above the highest, or the highest free one when that is the last. Who else asks waits until it is stored."""
    await execute("SELECT pg_advisory_xact_lock(hashtext('member number'))")
    number: int | None = await fetchval(
        """SELECT m.number + 1 FROM member m
        WHERE m.number < $1 AND NOT EXISTS (SELECT FROM member o WHERE o.number = m.number + 1)
        ORDER BY m.number DESC LIMIT 1""",
        NUMBER_MOST,
    )
    return number or 1


async def _check_office(slug: str | None, mends: list[Mend]) -> None:
    """What is no office goes to the mends."""
    if slug is not None and not await fetchval("SELECT true FROM office WHERE slug = $1", slug):
        mends.append(Mend("office", "unknown_office", {"value": slug}))


async def _category(code: str, mends: list[Mend]) -> str:
    """The category's code as it is written, held until it is used. What is none goes to the mends."""
    found = await fetchval("SELECT code FROM category WHERE lower(code) = lower($1) FOR KEY SHARE", code)
    if found is None:
        mends.append(Mend("category", "unknown_category", {"value": code}))
    return str(found)
