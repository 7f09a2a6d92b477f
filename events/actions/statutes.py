"""Profiles of statutes: written, changed, taken out of use, and copied into an assembly."""

from collections.abc import Collection
from fractions import Fraction
from typing import Any

import msgspec

from events.actions.journal import note
from events.clock import now
from events.database import execute, fetch, fetchrow, fetchval, transaction
from events.errors import ChangedMeanwhile, Invalid, Missing
from events.rules.statutes import Statutes, mends_of
from events.words import Matter

FACTS = """
SELECT s.id, s.version, json_build_object('name', s.name, 'notice_days', s.notice_days, 'record_days', s.record_days,
    'proxy_limit', s.proxy_limit, 'proxy_hours', s.proxy_hours, 'proxy_holders', s.proxy_holders,
    'weighing', s.weighing, 'cap', s.cap_numerator || '/' || s.cap_denominator,
    'cap_with_proxies', s.cap_with_proxies, 'advance_article', s.advance_article, 'advance_days', s.advance_days,
    'needs', (SELECT coalesce(json_agg(json_build_object('matter', n.matter,
            'quorum', n.quorum_numerator || '/' || n.quorum_denominator, 'counted', n.counted, 'again', n.again,
            'majority', n.majority_numerator || '/' || n.majority_denominator, 'report', n.report,
            'within', (SELECT coalesce(json_object_agg(c.code,
                    w.majority_numerator || '/' || w.majority_denominator), '{}')
                FROM category_need w JOIN category c ON c.id = w.category WHERE w.need = n.id))), '[]')
        FROM need n WHERE n.statutes = s.id)) AS facts
FROM statutes s
"""
"""SQL: statutes as the JSON of `rules.statutes.Statutes`, beside their id and version."""

OFFERED = "NOT s.own AND s.retired_at IS NULL"
"""SQL: whether `s` is a profile that assemblies can be made from."""

ORDER = list(Matter)


def read(facts: Any) -> Statutes:
    """The values of statutes that were found."""
    found = msgspec.convert(facts, Statutes, dec_hook=lambda _, value: Fraction(value))
    return msgspec.structs.replace(found, needs=tuple(sorted(found.needs, key=lambda need: ORDER.index(need.matter))))


async def create(statutes: Statutes, actor: str) -> int:
    """Add a profile; its id. Raises Invalid."""
    async with transaction():
        await check(statutes)
        made = await insert(statutes, own=False)
        await note(actor, "created", "statutes", made, name=statutes.name)
        return made


async def change(profile: int, statutes: Statutes, actor: str, version: int | None) -> None:
    """Write a profile anew; assemblies that hold a copy keep theirs. Raises Missing, ChangedMeanwhile, Invalid."""
    async with transaction():
        row = await _locked(profile)
        if version is not None and version != row["version"]:
            raise ChangedMeanwhile(version=row["version"])
        await check(statutes)
        await rewrite(profile, statutes)
        await note(actor, "changed", "statutes", profile, name=statutes.name)


async def retire(profile: int, actor: str) -> None:
    """Offer the profile no longer. Assemblies keep their copies. Raises Missing."""
    async with transaction():
        row = await _locked(profile)
        await execute("UPDATE statutes SET retired_at = $2 WHERE id = $1", profile, now())
        await note(actor, "removed", "statutes", profile, name=row["name"])


async def _locked(profile: int) -> Any:
    row = await fetchrow(
        f"SELECT s.name, s.version FROM statutes s WHERE s.id = $1 AND {OFFERED} FOR NO KEY UPDATE",  # noqa: S608
        profile,
    )
    if row is None:
        raise Missing
    return row


async def check(statutes: Statutes) -> None:
    """Refuse rules that cannot be. Raises Invalid."""
    if mends := mends_of(statutes, await _codes()):
        raise Invalid(mends)


async def _codes() -> Collection[str]:
    return {row["code"] for row in await fetch("SELECT code FROM category")}


async def insert(statutes: Statutes, *, own: bool) -> int:
    """Store these rules, within the transaction around; their id. own: as one assembly's copy."""
    made = await fetchval(
        f"""INSERT INTO statutes ({", ".join(_COLUMNS)}, own, version)
        VALUES ({", ".join(f"${n}" for n in range(1, len(_COLUMNS) + 1))}, ${len(_COLUMNS) + 1}, 1) RETURNING id""",  # noqa: S608 (columns of our own)
        *_values(statutes), own,
    )  # fmt: skip
    await _add_needs(made, statutes)
    return int(made)


async def rewrite(which: int, statutes: Statutes) -> None:
    """Put these rules in the place of those, within the transaction around that has locked them."""
    await execute(
        f"""UPDATE statutes SET {", ".join(f"{name} = ${n}" for n, name in enumerate(_COLUMNS, 2))},
            version = version + 1 WHERE id = $1""",  # noqa: S608 (columns of our own)
        which, *_values(statutes),
    )  # fmt: skip
    await execute("DELETE FROM need WHERE statutes = $1", which)
    await _add_needs(which, statutes)


_COLUMNS = (
    "name", "notice_days", "record_days", "proxy_limit", "proxy_hours", "proxy_holders", "weighing", "cap_numerator",
    "cap_denominator", "cap_with_proxies", "advance_article", "advance_days",
)  # fmt: skip


def _values(statutes: Statutes) -> tuple[Any, ...]:
    return (
        statutes.name, statutes.notice_days, statutes.record_days, statutes.proxy_limit, statutes.proxy_hours,
        statutes.proxy_holders.value, statutes.weighing.value, *_pair(statutes.cap), statutes.cap_with_proxies,
        statutes.advance_article, statutes.advance_days,
    )  # fmt: skip


def _pair(fraction: Fraction | None) -> tuple[int | None, int | None]:
    return (None, None) if fraction is None else (fraction.numerator, fraction.denominator)


async def _add_needs(which: int, statutes: Statutes) -> None:
    for need in statutes.needs:
        made = await fetchval(
            """INSERT INTO need (statutes, matter, quorum_numerator, quorum_denominator, counted, again,
                majority_numerator, majority_denominator, report)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id""",
            which, need.matter.value, *_pair(need.quorum), need.counted.value, need.again, *_pair(need.majority),
            need.report,
        )  # fmt: skip
        for code, majority in need.within.items():
            await execute(
                """INSERT INTO category_need (need, category, majority_numerator, majority_denominator)
                SELECT $1, id, $3, $4 FROM category WHERE code = $2""",
                made, code, *_pair(majority),
            )  # fmt: skip
