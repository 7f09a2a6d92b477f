"""Proxies: given, accepted or declined, withdrawn, handed on. The database holds the limits, whoever comes at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import asyncpg

from events.actions import attempts, live, rights
from events.actions.assemblies import held, rules_of
from events.actions.journal import note
from events.actions.outbox import queue_to_sides
from events.clock import now, today
from events.database import execute, fetch, fetchone, fetchrow, fetchval, transaction
from events.errors import (
    AssemblyClosed,
    GiverThere,
    Invalid,
    Mend,
    Missing,
    NotConvened,
    ProxyChain,
    ProxyGiven,
    ProxyLimit,
    ProxyOver,
)
from events.rules.attempts import WRONG_HOLDER
from events.rules.members import looked_up
from events.rules.proxies import Wish, check_category, check_in_time, deadline, mends_of
from events.rules.statutes import Statutes
from events.words import Because, Ender

OPEN = "p.declined_at IS NULL AND p.withdrawn_at IS NULL AND p.lapsed_at IS NULL"
"""SQL: whether a proxy `p` is asked for or counts."""

ENDS = frozenset({"declined_at", "withdrawn_at", "lapsed_at"})


async def known_by(number: int, name: str, asker: int | None) -> int:
    """The member with this number whose name has each of these words; the row's id.

    asker: the member who asks, whose misses are counted so that nobody tries the register out; None for staff.
    Raises Invalid, TooManyAttempts.
    """
    async with transaction():
        if asker is not None:
            await attempts.check((WRONG_HOLDER, str(asker)))
        row = await fetchrow("SELECT id, name FROM member WHERE number = $1 AND erased_at IS NULL", number)
        words = set(looked_up(name).split())
        if row and words and words <= set(looked_up(row["name"]).split()):
            return int(row["id"])
        if asker is not None:
            await attempts.count((WRONG_HOLDER, str(asker)))
    raise Invalid([Mend("holder", "no_such_member", {"number": number})])


async def give(event: int, giver: int, holder: int, wish: Wish, actor: str) -> int:
    """Ask a member to hold a proxy; its id. It counts once they accept.

    Raises Missing, NotConvened, AssemblyClosed, Invalid, NoProxies, ProxiesOver, OtherCategory, ProxyGiven, ProxyChain,
    ProxyLimit.
    """
    async with transaction():
        row, rules = await _prepared(event, giver, holder, wish)
        check_in_time(deadline(rules, row["starts_at"], row["timezone"]), row["timezone"], now())
        made = await _insert(row["id"], giver, holder, wish)
        await note(actor, "gave", "proxy", made, assembly=row["id"], kind=wish.kind.value)
        await queue_to_sides("proxy_asked", [made], Ender.HOLDER)
    live.touch(event)
    return made


async def enter(
    event: int, giver: int, holder: int, wish: Wish, received_on: date, actor: str, *, accepted: bool
) -> int:
    """Write down a proxy that came in on paper that day; its id. accepted: whether the holder signed it too.

    Raises what `give` does.
    """
    async with transaction():
        row, rules = await _prepared(event, giver, holder, wish, lock=True)
        if received_on > today():
            raise Invalid([Mend("received_on", "in_the_future")])
        until = deadline(rules, row["starts_at"], row["timezone"])
        check_in_time(until, row["timezone"], now(), received_on)
        made = await _insert(row["id"], giver, holder, wish, received_on, actor)
        await note(actor, "entered", "proxy", made, assembly=row["id"], kind=wish.kind.value)
        if accepted:
            await _accept(row, made, actor, rules)
        else:
            await queue_to_sides("proxy_asked", [made], Ender.HOLDER)
    live.touch(event)
    return made


async def accept(proxy: int, actor: str) -> None:
    """Let a proxy count. Accepted already is accepted.

    Raises Missing, AssemblyClosed, ProxyOver, ProxyLimit, ProxyChain.
    """
    async with transaction():
        row, given = await _held_with(proxy)
        if given["accepted_at"] is None:
            await _accept(row, proxy, actor, await rules_of(row["statutes"]))
    live.touch(row["event"])


async def decline(proxy: int, actor: str) -> None:
    """Let the holder say no. Declined already is declined. Raises Missing, AssemblyClosed, ProxyOver."""
    async with transaction():
        row, given = await _held_with(proxy, ended_as="declined_at")
        if given["declined_at"] is not None:
            return
        if given["accepted_at"] is not None:
            raise ProxyOver
        await execute("UPDATE proxy SET declined_at = $2 WHERE id = $1", proxy, now())
        await note(actor, "declined", "proxy", proxy, assembly=row["id"])
        await queue_to_sides("proxy_declined", [proxy], Ender.GIVER)
    live.touch(row["event"])


async def withdraw(proxy: int, by: Ender, actor: str) -> None:
    """Take a proxy back, or give it back. Withdrawn already is withdrawn. Raises Missing, AssemblyClosed, ProxyOver."""
    async with transaction():
        row, given = await _held_with(proxy, ended_as="withdrawn_at")
        if given["withdrawn_at"] is not None:
            return
        await execute("UPDATE proxy SET withdrawn_at = $2, ended_by = $3 WHERE id = $1", proxy, now(), by.value)
        await rights.follow(row["id"], [given["giver"]], Because.WITHDRAWN, Because.WITHDRAWN)
        await note(actor, "withdrew", "proxy", proxy, assembly=row["id"], by=by.value)
        await queue_to_sides("proxy_withdrawn", [proxy], *({Ender.GIVER, Ender.HOLDER} - {by}))
    live.touch(row["event"])


async def hand_on(proxy: int, actor: str) -> None:
    """Let the holder vote again for a giver who came and left. Handed on already is handed on.

    Raises Missing, AssemblyClosed, ProxyOver, GiverThere.
    """
    async with transaction():
        row, given = await _held_with(proxy)
        if given["accepted_at"] is None:
            raise ProxyOver
        if given["suspended_at"] is None:
            return
        if await _is_there(row["id"], given["giver"]):
            raise GiverThere
        await execute("UPDATE proxy SET suspended_at = NULL WHERE id = $1", proxy)
        await rights.follow(row["id"], [given["giver"]], Because.HANDED_ON, Because.HANDED_ON)
        await note(actor, "handed on", "proxy", proxy, assembly=row["id"])
        await queue_to_sides("proxy_handed_on", [proxy], Ender.HOLDER)
    live.touch(row["event"])


async def _held_with(proxy: int, ended_as: str | None = None) -> tuple[Any, Any]:
    """The assembly of this proxy, held, and the proxy as it is then. ended_as: the one end that is no refusal.

    Raises Missing, AssemblyClosed, ProxyOver.
    """
    event = await fetchval("SELECT a.event FROM proxy p JOIN assembly a ON a.id = p.assembly WHERE p.id = $1", proxy)
    if event is None:
        raise Missing
    row = await held(event)
    given = await fetchone("SELECT * FROM proxy WHERE id = $1", proxy)
    if any(given[end] is not None for end in ENDS - {ended_as}):
        raise ProxyOver
    return row, given


async def _prepared(event: int, giver: int, holder: int, wish: Wish, *, lock: bool = False) -> tuple[Any, Statutes]:
    """The assembly and its rules, once what does not hang on the hour is checked."""
    row = await (held(event) if lock else fetchrow(_ASSEMBLY, event))
    if row is None:
        raise Missing
    if row["convened_at"] is None:
        raise NotConvened
    if row["closed_at"] is not None:
        raise AssemblyClosed
    rules = await rules_of(row["statutes"])
    deadline(rules, row["starts_at"], row["timezone"])
    resolutions = await fetch(
        "SELECT id FROM agenda_item WHERE assembly = $1 AND kind IN ('decision', 'election')", row["id"]
    )
    mends = mends_of(wish, {one["id"] for one in resolutions}, now())
    if giver == holder:
        mends.append(Mend("holder", "not_oneself"))
    categories = {one["member"]: one["category"] for one in await fetch(_VOTERS, row["id"], [giver, holder], today())}
    mends += [
        Mend(field, "has_no_vote")
        for field, member in (("giver", giver), ("holder", holder))
        if member not in categories
    ]
    if mends:
        raise Invalid(mends)
    check_category(rules, categories[giver], categories[holder])
    await _check_free(row["id"], giver, holder, rules)
    return row, rules


_ASSEMBLY = """
SELECT a.id, a.statutes, a.convened_at, a.closed_at, a.event, e.starts_at, e.timezone
FROM assembly a JOIN event e ON e.id = a.event WHERE a.event = $1
"""

# Who has a vote: by the roll once it is settled, until then by today's register.
_VOTERS = """
SELECT v.member, c.code AS category FROM voter v JOIN category c ON c.id = v.category
WHERE v.assembly = $1 AND v.member = ANY($2::bigint[])
UNION ALL
SELECT s.member, c.code FROM membership s JOIN category c ON c.id = s.category
WHERE s.member = ANY($2::bigint[]) AND s.since <= $3 AND (s.until IS NULL OR s.until > $3)
    AND (SELECT roll_at IS NULL FROM assembly WHERE id = $1)
"""


async def _check_free(assembly: int, giver: int, holder: int, rules: Statutes) -> None:
    """Refuse at once what accepting would refuse. Raises ProxyGiven, ProxyChain, ProxyLimit."""
    name = await fetchval(
        f"""SELECT m.name FROM proxy p JOIN member m ON m.id = p.holder
        WHERE p.assembly = $1 AND p.giver = $2 AND {OPEN}""",  # noqa: S608
        assembly, giver,
    )  # fmt: skip
    if name is not None:
        raise ProxyGiven(holder=name)
    rows = await fetch(
        f"SELECT p.giver, p.holder FROM proxy p WHERE p.assembly = $1 AND {rights.COUNTED}"  # noqa: S608
        " AND (p.holder = ANY($2::bigint[]) OR p.giver = $3)",
        assembly, [giver, holder], holder,
    )  # fmt: skip
    if any(row["giver"] == holder or row["holder"] == giver for row in rows):
        raise ProxyChain
    if sum(row["holder"] == holder for row in rows) >= rules.proxy_limit:
        raise ProxyLimit(limit=rules.proxy_limit)


async def _insert(
    assembly: int, giver: int, holder: int, wish: Wish, received_on: date | None = None, entered_by: str | None = None
) -> int:
    made = await fetchval(
        """INSERT INTO proxy (assembly, giver, holder, kind, again, until, given_at, received_on, entered_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id""",
        assembly, giver, holder, wish.kind.value, wish.again, wish.until, now(), received_on, entered_by,
    )  # fmt: skip
    if made is None:
        raise ProxyGiven(holder=None)
    said = wish.items.values()
    await execute(
        """INSERT INTO proxy_item (proxy, item, choice, words)
        SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[])""",
        made, list(wish.items), [one.choice and one.choice.value for one in said], [one.words for one in said],
    )  # fmt: skip
    return int(made)


async def _accept(assembly: Any, proxy: int, actor: str, rules: Statutes) -> None:
    with _as_refused(rules):
        giver = await fetchval(
            f"""UPDATE proxy p SET accepted_at = $2::timestamptz, suspended_at = CASE WHEN EXISTS (
                SELECT FROM stay WHERE assembly = p.assembly AND member = p.giver AND {rights.THERE}
            ) THEN $2::timestamptz END
            WHERE id = $1 RETURNING giver""",  # noqa: S608
            proxy, now(),
        )  # fmt: skip
    await rights.follow(assembly["id"], [giver], Because.ACCEPTED, Because.ACCEPTED)
    await note(actor, "accepted", "proxy", proxy, assembly=assembly["id"])
    await queue_to_sides("proxy_accepted", [proxy], Ender.GIVER)


async def _is_there(assembly: int, member: int) -> bool:
    found: bool = await fetchval(
        f"SELECT EXISTS (SELECT FROM stay WHERE assembly = $1 AND member = $2 AND {rights.THERE})",  # noqa: S608
        assembly, member,
    )  # fmt: skip
    return found


@contextmanager
def _as_refused(rules: Statutes) -> Iterator[None]:
    """Let the database's refusals be those of the rules."""
    try:
        yield
    except asyncpg.CheckViolationError as error:
        if error.constraint_name == "proxies_at_most":
            raise ProxyLimit(limit=rules.proxy_limit) from error
        if error.constraint_name == "no_chains_of_proxies":
            raise ProxyChain from error
        raise
