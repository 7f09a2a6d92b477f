"""How many are present or represented at an assembly, now and through it, and what that is for each resolution."""

from collections.abc import Mapping

import msgspec

from events.actions.assemblies import rules_of
from events.database import fetch, fetchone
from events.rules.quorum import Count, Standing, Step, standing, timeline
from events.words import Matter


class Quorum(msgspec.Struct, frozen=True):
    """there: for every item; roll: all of them; resolutions: by the id of the item."""

    there: Count
    roll: Count
    resolutions: dict[int, Standing]


async def quorum_of(assembly: int) -> Quorum:
    """How each resolution stands now. Only the last counts are read, so the size of the roll makes no difference."""
    row = await fetchone(
        "SELECT statutes, second_of IS NOT NULL AS second, roll_count, roll_weight FROM assembly WHERE id = $1",
        assembly,
    )
    counts = {one["item"]: Count(one["members"], one["votes"]) for one in await fetch(_LAST, assembly)}
    there = counts.get(None, Count())
    roll = Count(row["roll_count"] or 0, row["roll_weight"] or 0)
    rules = await rules_of(row["statutes"])
    resolutions = {
        one["id"]: standing(
            rules.need(Matter(one["matter"])), there + counts.get(one["id"], Count()), roll, second=row["second"]
        )
        for one in await fetch(_RESOLUTIONS, assembly)
    }
    return Quorum(there, roll, resolutions)


async def timelines_of(assembly: int) -> Mapping[int | None, list[Step]]:
    """How many there were through the assembly: for every item (None), and for each item that proxies name."""
    by_item: dict[int | None, list[Step]] = {None: []}
    for row in await fetch(_STEPS, assembly):
        by_item.setdefault(row["item"], []).append(Step(row["at"], Count(row["members"], row["votes"])))
    everywhere = by_item[None]
    return {item: timeline(everywhere, steps) if item is not None else everywhere for item, steps in by_item.items()}


_RESOLUTIONS = "SELECT id, matter FROM agenda_item WHERE assembly = $1 AND matter IS NOT NULL ORDER BY position"

# The last count of each, found by its index: one probe per item of the agenda, however many counts there are.
_LAST = """
SELECT asked.item, last.members, last.votes
FROM (SELECT id AS item FROM agenda_item WHERE assembly = $1 UNION ALL SELECT NULL) AS asked
CROSS JOIN LATERAL (
    SELECT members, votes FROM head_count WHERE assembly = $1 AND coalesce(item, 0) = coalesce(asked.item, 0)
    ORDER BY id DESC LIMIT 1
) AS last
"""

# One count a second is enough to draw, and a rush makes hundreds.
_STEPS = """
SELECT DISTINCT ON (coalesce(item, 0), date_trunc('second', at)) item, at, members, votes
FROM head_count WHERE assembly = $1 ORDER BY coalesce(item, 0), date_trunc('second', at), id DESC
"""
