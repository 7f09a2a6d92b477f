"""Hands for a rehearsal: members who come, and vote as chance has it in everything that is put to the vote.

python -m events.samples.crowd SLUG HOW_MANY
"""

import asyncio
import random
import sys
from contextlib import suppress
from typing import Any

from events.actions import ballots, stays
from events.actions.rehearsals import live_at_its_time
from events.actions.stays import Coming
from events.clock import now
from events.database import Unavailable, fetch, fetchval, pool
from events.errors import Refused
from events.rules.elections import Paper, Vote
from events.words import Attending, Channel, Choice, Method

SPREAD_SECONDS = 60.0
"""Within which they come."""
AT_A_TIME = 0.2
"""The part of those who have not voted yet that does, each second."""
WEIGHTS = {Choice.FOR: 70, Choice.AGAINST: 12, Choice.ABSTAIN: 18}

_ABSENT = """
SELECT m.id, m.name FROM voter v JOIN member m ON m.id = v.member JOIN assembly a ON a.id = v.assembly
WHERE a.event = $1 AND NOT EXISTS (
    SELECT FROM stay s WHERE s.assembly = a.id AND s.member = m.id AND s.left_at IS NULL
) AND NOT EXISTS (
    SELECT FROM proxy p
    WHERE p.assembly = a.id AND p.giver = m.id AND p.accepted_at IS NOT NULL AND p.withdrawn_at IS NULL
) ORDER BY m.number OFFSET $2 LIMIT $3
"""
_SILENT = f"""
SELECT r.poll, r.holder, r.id FROM poll_right r JOIN poll p ON p.id = r.poll JOIN agenda_item i ON i.id = p.resolution
JOIN assembly a ON a.id = i.assembly
WHERE a.event = $1 AND p.closed_at IS NULL AND r.holder = ANY($2::bigint[])
    AND NOT {ballots.USED}
"""  # noqa: S608 (no value from outside)
SPARED = 3
"""The first members of the roll are for people who rehearse."""


async def play(event: int, size: int) -> None:
    """Come, and vote until stopped. Whoever is refused does without."""
    members = await fetch(_ABSENT, event, SPARED, size)
    await asyncio.gather(_come(event, members), _vote(event, [row["id"] for row in members]))


async def _come(event: int, members: list[Any]) -> None:
    for n, row in enumerate(members):
        channel = Channel.ONLINE if n % 3 == 0 else Channel.ROOM
        coming = Coming(name=row["name"], attending=Attending.MEMBER, channel=channel, member=row["id"], came_at=now())
        with suppress(Refused):
            await stays.arrive(event, coming, "crowd")
        await asyncio.sleep(SPREAD_SECONDS / len(members))


async def _vote(event: int, members: list[int]) -> None:
    while True:
        await asyncio.sleep(1)
        with suppress(Unavailable):
            await stays.heard(event, members)
            for row in await fetch(_SILENT, event, members):
                if random.random() < AT_A_TIME:  # noqa: S311 (no secret)
                    await _cast(row)


async def _cast(row: Any) -> None:
    paper = await ballots.paper_of(row["poll"])
    with suppress(Refused):
        await ballots.vote(row["poll"], {row["id"]: _drawn(paper)}, row["holder"], "crowd")


def _drawn(paper: Paper) -> Vote:
    """What chance has of what is asked."""
    if paper.method is Method.NAMES:
        most = min(paper.most or 0, len(paper.candidates))
        return random.sample(paper.candidates, random.randint(0, most))  # noqa: S311 (no secret)
    if paper.method is Method.RANKED:
        return random.sample(paper.candidates, random.randint(0, len(paper.candidates)))  # noqa: S311 (no secret)
    choices = random.choices(list(WEIGHTS), list(WEIGHTS.values()), k=len(paper.candidates) or 1)  # noqa: S311
    return dict(zip(paper.candidates, choices, strict=True)) if paper.method else choices[0]


async def _main(slug: str, size: int) -> None:
    async with pool(4):
        await live_at_its_time()
        event = await fetchval("SELECT id FROM event WHERE slug = $1", slug)
        await play(event, size)


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], int(sys.argv[2])))
