"""Reads who was at an assembly, and who might exercise which right, at any moment, out of the ledger and the stays."""

from datetime import datetime

import msgspec

from events.database import fetch, fetchone
from events.rules.attendance import Attendance, Guest, Right, attendance
from events.rules.quorum import Count
from events.words import Because


async def attendance_of(assembly: int, at: datetime) -> Attendance:
    """Who was there at this moment; after the closing, who was there as it closed."""
    row = await fetchone("SELECT closed_at, roll_at, roll_count, roll_weight FROM assembly WHERE id = $1", assembly)
    closing = row["closed_at"] is not None and at >= row["closed_at"]
    moment = row["closed_at"] if closing else at
    rights = await rights_at(assembly, moment, but=Because.CLOSED if closing else None)
    guests = [msgspec.convert(dict(one), Guest) for one in await fetch(_GUESTS, assembly, moment)]
    roll = Count(row["roll_count"], row["roll_weight"]) if row["roll_at"] is not None else None
    return attendance(moment, rights, guests, roll, closing=closing)


async def rights_at(
    assembly: int,
    at: datetime,
    *,
    but: Because | None = None,
    after: int = 0,
    sought: str = "",
    most: int | None = None,
) -> list[Right]:
    """The rights of this moment by the member's number: of each the last line until then.

    but: leave lines out that stand for this; after: begin behind this number; sought: a piece of a folded name, or a
    number; most: not more than so many.
    """
    rows = await fetch(_RIGHTS, assembly, at, but and but.value, after, sought or None, most)
    return [msgspec.convert(dict(row), Right) for row in rows]


_SPELLS = """
coalesce(json_agg(json_build_object('came_at', s.came_at,
    'left_at', CASE WHEN s.left_at <= $2 THEN s.left_at END) ORDER BY s.came_at, s.id), '[]')
"""

_RIGHTS = f"""
WITH line AS (
    SELECT DISTINCT ON (voter) * FROM voting_right
    WHERE assembly = $1 AND at <= $2 AND because IS DISTINCT FROM $3::text ORDER BY voter, id DESC
)
SELECT m.number, m.name, c.code AS category, v.weight, l.how, l.votes, l.at AS since, l.because, s.name AS by,
    s.channel, p.kind, h.number AS holder, h.name AS holder_name,
    ARRAY(SELECT i.position FROM proxy_item n JOIN agenda_item i ON i.id = n.item
        WHERE n.proxy = l.proxy AND p.kind = 'named' ORDER BY i.position) AS items,
    (SELECT {_SPELLS} FROM stay s WHERE s.assembly = $1 AND s.member = m.id AND s.noted_at <= $2
        AND s.attending IN ('member', 'representative')) AS spells
FROM line l JOIN voter v ON v.id = l.voter JOIN member m ON m.id = v.member JOIN category c ON c.id = v.category
LEFT JOIN stay s ON s.id = l.stay LEFT JOIN proxy p ON p.id = l.proxy
LEFT JOIN member h ON h.id = l.holder AND l.how = 'proxy'
WHERE m.number > $4 AND ($5::text IS NULL OR m.number::text = $5 OR position($5 in m.search) > 0)
ORDER BY m.number LIMIT $6
"""  # noqa: S608 (no value from outside)

# A member of whom there is no right is here too: until the roll is settled, or because they are not on it.
_GUESTS = f"""
SELECT s.name, s.attending, s.channel, {_SPELLS} AS spells
FROM stay s LEFT JOIN voter v ON v.assembly = s.assembly AND v.member = s.member
WHERE s.assembly = $1 AND s.noted_at <= $2 AND (s.attending NOT IN ('member', 'representative') OR v.id IS NULL)
GROUP BY s.name, s.attending, s.channel, s.member
"""  # noqa: S608 (no value from outside)
