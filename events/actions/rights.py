"""The ledger of voting rights: who may exercise each from when, written in one order per assembly.

Every change that a right hangs on (somebody comes or goes, a proxy is accepted or ends) locks the assembly, writes
itself, and lets `follow` add the lines that it makes. So the lines of an assembly, and the counts beside them, stand in
the order in which they became true, and whoever holds the lock sees rights that nothing moves.
"""

from collections import Counter
from collections.abc import Collection
from hashlib import sha256
from typing import Any

import msgspec

from events.clock import now
from events.database import execute, fetch, fetchone, fetchval
from events.errors import ProxyLimit
from events.words import Because, Exercise


async def follow(assembly: int, members: Collection[int], because: Because, held_because: Because) -> int:
    """Write what changed of the rights of these members, and of those they hold proxies of; answers how many did.

    because: what happened to the members; held_because: the same, as it touches those whose proxies they hold. Before
    the roll is settled there is no right. Call it under the assembly's lock.
    """
    row = await fetchone(_FOLLOW, assembly, list(members), now(), because.value, held_because.value)
    return int(row["lines"])


async def follow_all(assembly: int, because: Because) -> None:
    """Write the rights of everybody who is there: as the roll is settled, for who came before."""
    rows = await fetch(
        f"SELECT DISTINCT member FROM stay WHERE assembly = $1 AND {THERE}",  # noqa: S608
        assembly,
    )
    await follow(assembly, [row["member"] for row in rows], because, because)


async def lapse(assembly: int) -> None:
    """End the proxies whose time is over. Call it under the assembly's lock."""
    rows = await fetch(
        """UPDATE proxy SET lapsed_at = $2 WHERE assembly = $1 AND until <= $2
            AND declined_at IS NULL AND withdrawn_at IS NULL AND lapsed_at IS NULL RETURNING giver""",
        assembly, now(),
    )  # fmt: skip
    givers = [row["giver"] for row in rows]
    if givers:
        await follow(assembly, givers, Because.LAPSED, Because.LAPSED)


async def suspend(assembly: int, givers: Collection[int]) -> list[Any]:
    """Let the proxies of members who are there themselves rest; answers each with its giver and holder.

    Call it under the assembly's lock, before `follow`.
    """
    return await fetch(
        f"""UPDATE proxy p SET suspended_at = $3 WHERE assembly = $1 AND giver = ANY($2::bigint[]) AND {COUNTED}
            AND suspended_at IS NULL RETURNING id, giver, holder""",  # noqa: S608
        assembly, list(givers), now(),
    )  # fmt: skip


async def close(assembly: int) -> None:
    """End every right that is exercised, as the assembly closes. Call it under the assembly's lock, before it does."""
    await execute(_CLOSE, assembly, now())


class Frozen(msgspec.Struct, frozen=True):
    """The rights that may be exercised on an item at one moment, by the number of whose they are.

    rights: with voter (a line of the roll), holder, how, proxy and weight. votes: the weight of all of them.
    hash: SHA-256 over a line for each right, `number;how;holder's number;weight` and a newline, by number.
    """

    rights: list[Any]
    votes: int
    hash: bytes

    @property
    def voters(self) -> list[int]:
        """The lines of the roll."""
        return [row["voter"] for row in self.rights]


async def freeze(assembly: int, item: int) -> Frozen:
    """Which rights may vote on this item now: what opening a poll writes down. Call it under the assembly's lock.

    Proxies whose time is over end first, and no holder may have more than the statutes allow. Raises ProxyLimit.
    """
    await lapse(assembly)
    limit = await fetchval(
        "SELECT s.proxy_limit FROM assembly a JOIN statutes s ON s.id = a.statutes WHERE a.id = $1", assembly
    )
    rows = await fetch(_IN_FORCE, assembly, item)
    held = Counter(row["holder"] for row in rows if row["how"] == Exercise.PROXY)
    if any(count > limit for count in held.values()):
        raise ProxyLimit(limit=limit)
    lines = "".join(f"{row['number']};{row['how']};{row['holder_number']};{row['weight']}\n" for row in rows)
    return Frozen(rows, sum(row["weight"] for row in rows), sha256(lines.encode()).digest())


_IN_FORCE = """
SELECT * FROM (
    SELECT DISTINCT ON (r.voter) r.voter, r.how, r.holder, r.votes, r.proxy, v.weight, m.number,
        h.number AS holder_number
    FROM voting_right r JOIN voter v ON v.id = r.voter JOIN member m ON m.id = v.member
    LEFT JOIN member h ON h.id = r.holder
    WHERE r.assembly = $1 ORDER BY r.voter, r.id DESC
) AS last
WHERE votes AND (how <> 'proxy' OR EXISTS (
    SELECT FROM proxy p WHERE p.id = last.proxy AND (p.kind <> 'named' OR EXISTS (
        SELECT FROM proxy_item i WHERE i.proxy = p.id AND i.item = $2))))
ORDER BY number
"""

COUNTED = "p.accepted_at IS NOT NULL AND p.withdrawn_at IS NULL AND p.lapsed_at IS NULL"
"""SQL: whether a proxy `p` counts towards its holder's limit."""

THERE = "left_at IS NULL AND attending IN ('member', 'representative')"
"""SQL: whether a stay makes its member present."""

# In person before by a representative, in the room before online: what the attendance list says of them.
_STAY = f"""
SELECT id, attending FROM stay WHERE assembly = $1 AND member = {{member}} AND {THERE}
ORDER BY attending, channel DESC, id LIMIT 1
"""  # noqa: S608 (no value from outside)

# No line is earlier than the one before it, whatever becomes of the clock.
_STEPS = """
, moment AS (
    SELECT greatest($3::timestamptz,
        (SELECT at FROM voting_right WHERE assembly = $1 ORDER BY id DESC LIMIT 1)) AS at
), written AS (
    INSERT INTO voting_right (assembly, voter, at, how, holder, proxy, stay, votes, because)
    SELECT $1, id, moment.at, how, holder, proxy, stay, votes, because FROM changed, moment ORDER BY id
    RETURNING id
), moved AS (
    SELECT item, sum(members)::int AS members, sum(votes)::int AS votes FROM (
        SELECT NULL::bigint AS item, 1 AS members, weight AS votes FROM changed WHERE how <> 'nobody' AND NOT named
        UNION ALL
        SELECT i.item, 1, c.weight FROM changed c JOIN proxy_item i ON i.proxy = c.proxy WHERE c.named
        UNION ALL
        SELECT NULL, -1, -weight FROM changed WHERE was <> 'nobody' AND NOT was_named
        UNION ALL
        SELECT i.item, -1, -c.weight FROM changed c JOIN proxy_item i ON i.proxy = c.was_proxy WHERE c.was_named
    ) AS one GROUP BY item HAVING sum(members) <> 0 OR sum(votes) <> 0
), counted AS (
    INSERT INTO head_count (assembly, item, at, members, votes)
    SELECT $1, m.item, moment.at, coalesce(last.members, 0) + m.members, coalesce(last.votes, 0) + m.votes
    FROM moment, moved m LEFT JOIN LATERAL (
        SELECT members, votes FROM head_count
        WHERE assembly = $1 AND coalesce(item, 0) = coalesce(m.item, 0) ORDER BY id DESC LIMIT 1
    ) AS last ON true
)
SELECT count(*) AS lines FROM written
"""

_FOLLOW = f"""
WITH touched AS (
    SELECT id, member, weight, $4::text AS because FROM voter WHERE assembly = $1 AND member = ANY($2::bigint[])
    UNION ALL
    SELECT v.id, v.member, v.weight, $5::text FROM proxy p JOIN voter v ON v.assembly = $1 AND v.member = p.giver
    WHERE p.assembly = $1 AND p.holder = ANY($2::bigint[]) AND p.giver <> ALL($2::bigint[]) AND {COUNTED}
), facts AS (
    SELECT t.id, t.weight, t.because,
        CASE WHEN here.attending = 'member' THEN 'self' WHEN here.id IS NOT NULL THEN 'representative'
            WHEN given.id IS NOT NULL THEN 'proxy' ELSE 'nobody' END AS how,
        CASE WHEN here.id IS NOT NULL THEN t.member ELSE given.holder END AS holder,
        CASE WHEN here.id IS NULL THEN given.id END AS proxy,
        coalesce(here.id, given.stay) AS stay,
        here.id IS NOT NULL OR coalesce(given.kind <> 'quorum', false) AS votes,
        here.id IS NULL AND coalesce(given.kind = 'named', false) AS named,
        coalesce(last.how, 'nobody') AS was, last.holder AS was_holder, last.proxy AS was_proxy,
        last.stay AS was_stay, coalesce(last.votes, false) AS was_votes, coalesce(last.named, false) AS was_named
    FROM touched t
    LEFT JOIN LATERAL ({_STAY.format(member="t.member")}) AS here ON true
    LEFT JOIN LATERAL (
        SELECT p.id, p.holder, p.kind, s.id AS stay
        FROM proxy p JOIN voter h ON h.assembly = $1 AND h.member = p.holder
        CROSS JOIN LATERAL ({_STAY.format(member="p.holder")}) AS s
        WHERE p.assembly = $1 AND p.giver = t.member AND {COUNTED} AND p.suspended_at IS NULL
    ) AS given ON true
    LEFT JOIN LATERAL (
        SELECT r.how, r.holder, r.proxy, r.stay, r.votes, p.kind = 'named' AS named
        FROM voting_right r LEFT JOIN proxy p ON p.id = r.proxy WHERE r.voter = t.id ORDER BY r.id DESC LIMIT 1
    ) AS last ON true
), changed AS (
    SELECT * FROM facts
    WHERE (how, holder, proxy, stay, votes) IS DISTINCT FROM (was, was_holder, was_proxy, was_stay, was_votes)
)
{_STEPS}
"""  # noqa: S608 (no value from outside)

_CLOSE = f"""
WITH last AS (
    SELECT DISTINCT ON (r.voter) r.voter, r.how, r.proxy, v.weight, p.kind
    FROM voting_right r JOIN voter v ON v.id = r.voter LEFT JOIN proxy p ON p.id = r.proxy
    WHERE r.assembly = $1 ORDER BY r.voter, r.id DESC
), changed AS (
    SELECT voter AS id, weight, 'nobody' AS how, NULL::bigint AS holder, NULL::bigint AS proxy, NULL::bigint AS stay,
        false AS votes, false AS named, 'closed' AS because, how AS was, proxy AS was_proxy,
        coalesce(kind = 'named', false) AS was_named
    FROM last WHERE how <> 'nobody'
)
{_STEPS.replace("$3", "$2")}
"""  # noqa: S608 (no value from outside)
