"""Finds whom an address belongs to: who signs in with it, and how the register writes it."""

import msgspec

from events.database import fetchrow


class Owner(msgspec.Struct, frozen=True):
    """The staff person and the first of the members who have an address, by id, and the address as it was given us."""

    staff: int | None
    member: int | None
    email: str


async def owner_of(address: str) -> Owner | None:
    """Whose this folded address is, if anybody's.

    Whose roles are all withdrawn is staff no more. A former member still signs in, to see what is kept of them.
    """
    row = await fetchrow(OWNER, address)
    return msgspec.convert(dict(row), Owner) if row else None


OWNER = """
SELECT s.id AS staff, m.id AS member, coalesce(s.email, m.email) AS email
FROM (SELECT id, email FROM staff WHERE address = $1::text
    AND EXISTS (SELECT FROM staff_role WHERE staff = staff.id AND withdrawn_at IS NULL)) AS s
FULL JOIN (SELECT id, email FROM member WHERE address = $1::text ORDER BY number LIMIT 1) AS m ON true
"""
"""SQL: whose the folded address `$1` is, no row when it is nobody's."""
