"""Ballots: what a poll asks, what is cast for a right, and what was cast when it is counted.

This file, and none above it, knows how ballots are kept: beside the right that they were cast for, in the open. A
ballot holds its poll with a key share, and closing takes the poll whole, so a ballot at the closing instant is either
counted or refused.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from events.actions import live
from events.clock import now
from events.database import fetch, fetchrow, fetchval, transaction
from events.errors import Invalid, Mend, Missing, PollClosed
from events.rules.elections import Marks, Paper, Vote, checked, order_for
from events.rules.tally import Right
from events.words import Choice, Method


async def paper_of(poll: int) -> Paper:
    """What a poll asks. Raises Missing."""
    row = await fetchrow(_PAPER, poll)
    if row is None:
        raise Missing
    return _paper(row)


async def standing_in(poll: int) -> dict[int, str]:
    """Who is on the ballot of a poll, by their ids, in their order there."""
    return {row["id"]: row["name"] for row in await fetch(_NAMES, poll)}


async def ballot_for(poll: int, right: int) -> dict[int, str]:
    """Who is on the ballot of a poll, in the order in which whoever has this right sees them."""
    names = await standing_in(poll)
    own = await fetchval("SELECT rights_hash FROM poll WHERE id = $1 AND ballot_order = 'per_voter'", poll)
    return names if own is None else {one: names[one] for one in order_for(names, right, bytes(own))}


_NAMES = """
SELECT c.id, coalesce(c.name, m.name) AS name
FROM poll_candidate o JOIN candidate c ON c.id = o.candidate LEFT JOIN member m ON m.id = c.member
WHERE o.poll = $1 ORDER BY o.position
"""


async def vote(poll: int, votes: Mapping[int, Vote], holder: int, actor: str) -> None:
    """Cast these votes, by right; the last cast for a right counts. All of them or none.

    Raises Missing for a right that is not this holder's, PollClosed, Invalid for what the poll does not ask.
    """
    decides = all(isinstance(one, Choice) for one in votes.values())
    async with transaction():
        kept = votes if decides else await _checked(poll, votes, holder)
        choices = [one.value if isinstance(one, Choice) else None for one in kept.values()]
        marks = [None if isinstance(one, Choice) else _written(one) for one in kept.values()]
        row = await fetchrow(_VOTE, poll, list(kept), choices, holder, now(), actor, marks, decides)
        if row is None:
            raise Missing
        if not row["asked"]:
            raise Invalid([Mend("choice", "not_what_is_asked")])
        if not row["open"]:
            raise PollClosed
        if row["cast"] < len(votes):
            raise Missing
    live.touch(row["event"])


async def _checked(poll: int, votes: Mapping[int, Vote], holder: int) -> dict[int, Vote]:
    """What is cast in an election, as it is kept."""
    row = await fetchrow(
        f"{_PAPER} AND EXISTS (SELECT FROM poll_right r WHERE r.poll = p.id AND r.holder = $2)", poll, holder
    )
    if row is None:
        raise Missing
    paper = _paper(row)
    field = "choice" if len(votes) == 1 else "ballots"
    return {right: checked(paper, one, field) for right, one in votes.items()}


def _written(marks: Marks) -> str:
    return msgspec.json.encode(marks).decode()


def _paper(row: Any) -> Paper:
    return Paper(
        method=None if row["method"] is None else Method(row["method"]),
        seats=row["seats"] or 0,
        most=row["most"],
        candidates=tuple(row["candidates"]),
        withdrawn=frozenset(row["withdrawn"]),
    )


_PAPER = """
SELECT p.method, p.seats, p.most,
    ARRAY(SELECT c.candidate FROM poll_candidate c WHERE c.poll = p.id ORDER BY c.position) AS candidates,
    ARRAY(SELECT c.id FROM candidate c WHERE c.item = p.resolution AND c.withdrawn_at IS NOT NULL) AS withdrawn
FROM poll p WHERE p.id = $1
"""

# The key share waits for whoever closes the poll, and then looks again whether it is open.
_VOTE = """
WITH known AS (
    SELECT p.id, a.event, (p.method IS NULL) = $8 AS asked
    FROM poll p JOIN agenda_item i ON i.id = p.resolution JOIN assembly a ON a.id = i.assembly
    WHERE p.id = $1
), box AS (
    SELECT id FROM poll
    WHERE id = $1 AND closed_at IS NULL AND (closes_at IS NULL OR closes_at > $5) AND (method IS NULL) = $8
    FOR KEY SHARE
), cast_now AS (
    INSERT INTO ballot (poll, poll_right, choice, marks, cast_at, cast_by)
    SELECT box.id, r.id, asked.choice, asked.marks::jsonb, $5, $6
    FROM box, unnest($2::bigint[], $3::text[], $7::text[]) AS asked (poll_right, choice, marks)
    JOIN poll_right r ON r.id = asked.poll_right
    WHERE r.poll = $1 AND r.holder = $4
    ORDER BY r.id
    ON CONFLICT (poll_right) DO UPDATE SET choice = excluded.choice, marks = excluded.marks,
        cast_at = excluded.cast_at, cast_by = excluded.cast_by
    RETURNING id
)
SELECT known.event, known.asked, EXISTS (SELECT FROM box) AS open, (SELECT count(*) FROM cast_now) AS cast FROM known
"""


class Box(msgspec.Struct, frozen=True):
    """What was found in a poll: the rights that were frozen, and by right what was cast."""

    rights: list[Right]
    choices: dict[int, Choice]
    marks: dict[int, Marks]


async def box_of(poll: int) -> Box:
    """Everything that was cast in a poll."""
    found = await fetch(_COUNT, poll)
    return Box(
        [Right(id=one["id"], holder=one["holder"], category=one["category"], weight=one["weight"]) for one in found],
        {one["id"]: Choice(one["choice"]) for one in found if one["choice"] is not None},
        {one["id"]: _read(one["marks"]) for one in found if one["marks"] is not None},
    )


def _read(marks: Any) -> Marks:
    if isinstance(marks, list):
        return marks
    return {int(candidate): Choice(choice) for candidate, choice in marks.items()}


_COUNT = """
SELECT r.id, r.holder, c.code AS category, r.weight, b.choice, b.marks
FROM poll_right r JOIN voter v ON v.id = r.voter JOIN category c ON c.id = v.category
LEFT JOIN ballot b ON b.poll_right = r.id
WHERE r.poll = $1
"""
