"""Memberships as they are stored: read as the rules speak of them, and only what differs is written."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from events.database import execute, fetch
from events.rules.memberships import Period


class Rewriting(NamedTuple):
    """A member's memberships before and after."""

    member: int
    before: list[Period]
    after: list[Period]


async def memberships_of(member: int) -> list[Period]:
    """The member's memberships by their beginning."""
    rows = await fetch(
        """SELECT (SELECT code FROM category WHERE id = s.category) AS category, s.shares, s.since, s.until
        FROM membership s WHERE s.member = $1 ORDER BY s.since""",
        member,
    )
    return [Period(**row) for row in rows]


async def rewrite(all_of_them: Sequence[Rewriting]) -> None:
    """Write what differs, in the transaction around: what went first, as no two may overlap at any moment."""
    gone, moved, new = [], [], []
    for one in all_of_them:
        before = {period.since: period for period in one.before}
        after = {period.since: period for period in one.after}
        gone += [(one.member, period) for since, period in before.items() if since not in after]
        moved += [(one.member, period) for since, period in after.items() if before.get(since, period) != period]
        new += [(one.member, period) for since, period in after.items() if since not in before]
    for statement, wanted in ((_DELETE, gone), (_UPDATE, moved), (_INSERT, new)):
        if wanted:
            await execute(f"{_SAID} {statement}", *_columns(wanted))


_SAID = """WITH said AS (
    SELECT s.member, c.id AS category, s.shares, s.since, s.until
    FROM unnest($1::bigint[], $2::text[], $3::int[], $4::date[], $5::date[]) AS s (member, code, shares, since, until)
    JOIN category c ON c.code = s.code
)"""
_DELETE = "DELETE FROM membership m USING said WHERE m.member = said.member AND m.since = said.since"
_UPDATE = """UPDATE membership m SET category = said.category, shares = said.shares, until = said.until
FROM said WHERE m.member = said.member AND m.since = said.since"""
_INSERT = "INSERT INTO membership (member, category, shares, since, until) SELECT * FROM said"


def _columns(wanted: Iterable[tuple[int, Period]]) -> Iterable[list[object]]:
    rows = [(member, one.category, one.shares, one.since, one.until) for member, one in wanted]
    return [list(column) for column in zip(*rows, strict=True)]
