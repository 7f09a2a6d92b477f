"""Assemblies: an event becomes one, by its own copy of the statutes, and its roll is settled."""

from typing import Any
from zoneinfo import ZoneInfo

from events.actions import rights
from events.actions import statutes as statutes_actions
from events.actions.journal import note
from events.clock import now
from events.database import execute, fetchone, fetchrow, fetchval, transaction
from events.errors import (
    AssemblyClosed,
    AssemblyConvened,
    AssemblyExists,
    AssemblyNeedsAPlace,
    ChangedMeanwhile,
    EventCancelled,
    Missing,
    RollEmpty,
    RollSettled,
    RollTooEarly,
)
from events.rules.statutes import Statutes, days
from events.words import Because, Gathering, Mode, Status


async def create(event: int, kind: Gathering, profile: int, actor: str) -> None:
    """Make an event an assembly, with a copy of the profile.

    Raises Missing (no such profile), EventCancelled, AssemblyNeedsAPlace (there is no assembly that is online only),
    AssemblyExists.
    """
    async with transaction():
        row = await free_event(event)
        found = await fetchrow(f"{statutes_actions.FACTS} WHERE s.id = $1 AND {statutes_actions.OFFERED}", profile)
        if found is None:
            raise Missing
        own = await statutes_actions.insert(statutes_actions.read(found["facts"]), own=True)
        assembly = await fetchval(
            "INSERT INTO assembly (event, statutes, kind, version) VALUES ($1, $2, $3, 1) RETURNING id",
            event, own, kind.value,
        )  # fmt: skip
        await note(actor, "created", "assembly", assembly, slug=row["slug"], gathering=kind.value, profile=profile)


async def free_event(event: int) -> Any:
    """The event, held, once an assembly can be held at it. Raises what `create` does."""
    row = await fetchrow("SELECT slug, status, mode, starts_at FROM event WHERE id = $1 FOR NO KEY UPDATE", event)
    if row is None:
        raise Missing
    if row["status"] == Status.CANCELLED:
        raise EventCancelled
    if row["mode"] == Mode.ONLINE:
        raise AssemblyNeedsAPlace
    if await fetchval("SELECT true FROM assembly WHERE event = $1", event):
        raise AssemblyExists
    return row


async def change(
    event: int, kind: Gathering | None, statutes: Statutes | None, actor: str, version: int | None
) -> None:
    """Change what kind it is, or the rules it holds itself to, while nobody was called together by them.

    Once the roll is settled, whatever it was settled by stays. Raises Missing, ChangedMeanwhile, AssemblyConvened,
    RollSettled, Invalid.
    """
    async with transaction():
        row = await locked(event, version)
        if statutes is not None:
            if row["roll_at"] is not None:
                before = await rules_of(row["statutes"])
                if (before.record_days, before.weighing) != (statutes.record_days, statutes.weighing):
                    raise RollSettled
            await statutes_actions.check(statutes)
            await statutes_actions.rewrite(row["statutes"], statutes)
        await execute(
            "UPDATE assembly SET kind = coalesce($2, kind), version = version + 1 WHERE id = $1",
            row["id"], kind and kind.value,
        )  # fmt: skip
        await note(
            actor, "changed", "assembly", row["id"], gathering=kind and kind.value, statutes=statutes is not None
        )


async def remove(event: int, actor: str) -> None:
    """Let the event be no assembly any more. Is it none, it is none. Raises AssemblyConvened, RollSettled."""
    async with transaction():
        if not await fetchval("SELECT true FROM assembly WHERE event = $1", event):
            return
        row = await locked(event)
        if row["roll_at"] is not None:
            raise RollSettled
        await execute("DELETE FROM assembly WHERE id = $1", row["id"])
        await execute("DELETE FROM statutes WHERE id = $1", row["statutes"])
        await note(actor, "removed", "assembly", row["id"], slug=row["slug"])


async def settle_roll(event: int, actor: str) -> None:
    """Write down who may vote: the members of the record date, with their category, shares and votes.

    Settled once, it stays; settled already is settled. Raises Missing, RollTooEarly, RollEmpty.
    """
    async with transaction():
        row = await locked(event, prepared=False)
        if row["roll_at"] is not None:
            return
        rules = await rules_of(row["statutes"])
        record_on = days(rules, row["starts_at"], row["timezone"]).record_on
        if now().astimezone(ZoneInfo(row["timezone"])).date() < record_on:
            raise RollTooEarly(day=record_on)
        made = await fetchrow(_SETTLE, row["id"], record_on, rules.weighing.value)
        if not made or not made["count"]:
            raise RollEmpty(day=record_on)
        await execute(
            """UPDATE assembly SET record_on = $2, roll_at = $3, roll_count = $4, roll_weight = $5, roll_hash = $6,
            version = version + 1 WHERE id = $1""",
            row["id"], record_on, now(), made["count"], made["weight"], made["hash"],
        )  # fmt: skip
        await rights.follow_all(row["id"], Because.SETTLED)
        facts = {"record_on": str(record_on), "count": made["count"], "weight": made["weight"]}
        await note(actor, "settled roll", "assembly", row["id"], **facts, hash=bytes(made["hash"]).hex())


_SETTLE = """
WITH line AS (
    INSERT INTO voter (assembly, member, category, shares, weight)
    SELECT $1, s.member, s.category, s.shares, CASE WHEN $3::text = 'share' THEN s.shares ELSE 1 END
    FROM membership s
    WHERE s.since <= $2::date AND (s.until IS NULL OR s.until > $2::date) AND ($3::text <> 'share' OR s.shares >= 1)
    RETURNING member, category, shares, weight
)
SELECT count(*)::int AS count, coalesce(sum(line.weight), 0)::int AS weight,
    sha256(convert_to(coalesce(string_agg(
        format(E'%s;%s;%s;%s\\n', m.number, c.code, line.shares, line.weight), '' ORDER BY m.number), ''), 'UTF8'))
        AS hash
FROM line JOIN member m ON m.id = line.member JOIN category c ON c.id = line.category
"""


async def held(event: int) -> Any:
    """The assembly of this event, its rights held still until the transaction ends. Raises Missing, AssemblyClosed."""
    row = await locked(event, prepared=False)
    if row["closed_at"] is not None:
        raise AssemblyClosed
    return row


async def locked(event: int, version: int | None = None, *, prepared: bool = True) -> Any:
    """The assembly of this event, held. prepared: only while nobody was called together."""
    row = await fetchrow(
        """SELECT a.id, a.statutes, a.version, a.convened_at, a.roll_at, a.opened_at, a.closed_at, a.event, e.slug,
            e.status, e.starts_at, e.ends_at, e.timezone
        FROM assembly a JOIN event e ON e.id = a.event WHERE a.event = $1 FOR NO KEY UPDATE OF a""",
        event,
    )
    if row is None:
        raise Missing
    if version is not None and version != row["version"]:
        raise ChangedMeanwhile(version=row["version"])
    if prepared and row["convened_at"] is not None:
        raise AssemblyConvened
    return row


async def rules_of(own: int) -> Statutes:
    """What an assembly's own statutes say."""
    return statutes_actions.read((await fetchone(f"{statutes_actions.FACTS} WHERE s.id = $1", own))["facts"])
