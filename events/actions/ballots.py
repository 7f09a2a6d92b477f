"""Ballots: what a poll asks, what is cast for a right, and what was cast when it is counted.

This file, and none above it, knows how ballots are kept: those of a named poll beside the right that they were cast
for; those of a sealed one in the urn, until it closes and they are told from their rights. A ballot holds its poll with
a key share, and closing takes the poll whole, so a ballot at the closing instant is either counted or refused.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from events.actions import live
from events.clock import now
from events.database import execute, fetch, fetchrow, fetchval, transaction
from events.errors import Invalid, Mend, Missing, PollClosed
from events.rules.elections import Marks, Paper, Vote, checked, lot_of, order_for
from events.rules.tally import Right
from events.words import Choice, Method, Secrecy


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
        lot=lot_of(row["candidates"], bytes(row["rights_hash"])),
        withdrawn=frozenset(row["withdrawn"]),
    )


_PAPER = """
SELECT p.method, p.seats, p.most, p.rights_hash,
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
    SELECT id, secrecy FROM poll
    WHERE id = $1 AND closed_at IS NULL AND (closes_at IS NULL OR closes_at > $5) AND (method IS NULL) = $8
    FOR KEY SHARE
), cast_now AS (
    SELECT box.id AS poll, box.secrecy, r.id, asked.choice, asked.marks::jsonb AS marks
    FROM box, unnest($2::bigint[], $3::text[], $7::text[]) AS asked (poll_right, choice, marks)
    JOIN poll_right r ON r.id = asked.poll_right
    WHERE r.poll = $1 AND r.holder = $4
    ORDER BY r.id
), named AS (
    INSERT INTO ballot (poll, poll_right, choice, marks, cast_at, cast_by)
    SELECT poll, id, choice, marks, $5, $6 FROM cast_now WHERE secrecy = 'named' ORDER BY id
    ON CONFLICT (poll_right) DO UPDATE SET choice = excluded.choice, marks = excluded.marks,
        cast_at = excluded.cast_at, cast_by = excluded.cast_by
), sealed AS (
    INSERT INTO urn (poll, poll_right, choice, marks, cast_at)
    SELECT poll, id, choice, marks, $5 FROM cast_now WHERE secrecy = 'sealed' ORDER BY id
    ON CONFLICT (poll_right) DO UPDATE SET choice = excluded.choice, marks = excluded.marks, cast_at = excluded.cast_at
)
SELECT known.event, known.asked, EXISTS (SELECT FROM box) AS open, (SELECT count(*) FROM cast_now) AS cast FROM known
"""


VOTED = """CASE WHEN p.secrecy = 'named' THEN (SELECT count(*) FROM ballot b WHERE b.poll = p.id)
    WHEN p.closed_at IS NULL THEN (SELECT count(*) FROM urn b WHERE b.poll = p.id)
    ELSE (SELECT count(*) FROM turnout b WHERE b.poll = p.id) END"""
"""SQL: how many rights of the poll `p` were used."""
CAST = """
LEFT JOIN LATERAL (
    SELECT coalesce(to_jsonb(choice), marks) AS choice, cast_at FROM ballot WHERE poll_right = r.id
    UNION ALL SELECT coalesce(to_jsonb(choice), marks), cast_at FROM urn WHERE poll_right = r.id
) b ON true
"""
"""SQL: what was cast for the right `r`, as `b.choice`, and when; of a sealed poll that closed nobody knows."""

USED = """(EXISTS (SELECT FROM ballot WHERE poll_right = r.id) OR EXISTS (SELECT FROM urn WHERE poll_right = r.id)
    OR EXISTS (SELECT FROM turnout WHERE poll_right = r.id))"""
"""SQL: whether the right `r` was used."""


async def take_urn() -> None:
    """Wait until no ballot of a sealed poll is under way. Call it before the poll itself is taken."""
    await execute("LOCK TABLE urn IN ACCESS EXCLUSIVE MODE")


async def seal(poll: int, categories: Iterable[str]) -> None:
    """Tell the ballots of this poll from their rights, for good: call it as the poll closes, with the urn taken.

    They are written anew in an order that nothing knows, in the transaction that all of them share, without time or
    author. The urn is cut off, file and all, and gets back what is in it of other polls. categories: that are kept.
    """
    await execute(
        "INSERT INTO turnout (poll, poll_right) SELECT poll, poll_right FROM urn WHERE poll = $1 ORDER BY 2", poll
    )
    await execute(_SEAL, poll, list(categories))
    await execute("CREATE TEMP TABLE urn_left ON COMMIT DROP AS SELECT * FROM urn WHERE poll <> $1", poll)
    await execute("TRUNCATE urn")
    await execute("INSERT INTO urn SELECT * FROM urn_left")
    await execute("DROP TABLE urn_left")


_SEAL = """
INSERT INTO sealed_ballot (id, poll, category, choice, marks)
SELECT gen_random_uuid(), u.poll, CASE WHEN c.code = ANY($2::text[]) THEN c.id END, u.choice, u.marks
FROM urn u JOIN poll_right r ON r.id = u.poll_right JOIN voter v ON v.id = r.voter JOIN category c ON c.id = v.category
WHERE u.poll = $1 ORDER BY gen_random_uuid()
"""


class Box(msgspec.Struct, frozen=True):
    """What was found in a poll: the rights that were frozen, and by right what was cast."""

    rights: list[Right]
    choices: dict[int, Choice]
    marks: dict[int, Marks]


async def box_of(poll: int) -> Box:
    """Everything that was cast in a poll that closed. Of a sealed one, rights are as many and weigh the same, but those
    that were used are nobody's."""
    sealed = await fetchval("SELECT secrecy FROM poll WHERE id = $1", poll) == Secrecy.SEALED
    found = await fetch(_SEALED if sealed else _NAMED, poll)
    return Box(
        [Right(id=one["id"], holder=one["holder"], category=one["category"], weight=one["weight"]) for one in found],
        {one["id"]: Choice(one["choice"]) for one in found if one["choice"] is not None},
        {one["id"]: _read(one["marks"]) for one in found if one["marks"] is not None},
    )


def _read(marks: Any) -> Marks:
    if isinstance(marks, list):
        return marks
    return {int(candidate): Choice(choice) for candidate, choice in marks.items()}


_NAMED = """
SELECT r.id, r.holder, c.code AS category, r.weight, b.choice, b.marks
FROM poll_right r JOIN voter v ON v.id = r.voter JOIN category c ON c.id = v.category
LEFT JOIN ballot b ON b.poll_right = r.id
WHERE r.poll = $1
"""
_SEALED = """
SELECT row_number() OVER () AS id, -row_number() OVER () AS holder, category, weight, choice, marks FROM (
    SELECT coalesce(c.code, '') AS category, b.choice, b.marks,
        (SELECT r.weight FROM poll_right r WHERE r.poll = $1 LIMIT 1) AS weight
    FROM sealed_ballot b LEFT JOIN category c ON c.id = b.category WHERE b.poll = $1
    UNION ALL
    SELECT CASE WHEN EXISTS (SELECT FROM sealed_ballot WHERE poll = $1 AND category = c.id) THEN c.code ELSE '' END,
        NULL, NULL, r.weight
    FROM poll_right r JOIN voter v ON v.id = r.voter JOIN category c ON c.id = v.category
    WHERE r.poll = $1 AND NOT EXISTS (SELECT FROM turnout t WHERE t.poll_right = r.id)
) AS one
"""
