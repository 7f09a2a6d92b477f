"""The bureau of an assembly by name, for what it signs."""

from collections.abc import Sequence

from events.actions.journal import note
from events.database import execute, fetch, fetchrow, fetchval, transaction
from events.errors import ChangedMeanwhile, Invalid, Mend, Missing
from events.rules.people import name_mends, tidy
from events.words import BureauRole

MOST = 20


async def bureau_of(assembly: int) -> list[tuple[BureauRole, str]]:
    """Who it is, in the order they were named."""
    rows = await fetch("SELECT role, name FROM bureau_member WHERE assembly = $1 ORDER BY id", assembly)
    return [(BureauRole(row["role"]), row["name"]) for row in rows]


async def version_of(assembly: int) -> int:
    """The version of the list, 0 while nobody is named."""
    found: int = await fetchval("SELECT coalesce(max(id), 0) FROM bureau_member WHERE assembly = $1", assembly)
    return found


async def name_bureau(event: int, people: Sequence[tuple[BureauRole, str]], actor: str, version: int | None) -> None:
    """Name the whole bureau anew; named so already, it is. Raises Missing, Invalid, ChangedMeanwhile."""
    said = [(role, tidy(name)) for role, name in people]
    mends = [mend for n, (_, name) in enumerate(said) for mend in name_mends(f"items.{n}.name", name)]
    if len(said) > MOST:
        mends.append(Mend("items", "too_many", {"limit": MOST}))
    if mends:
        raise Invalid(mends)
    async with transaction():
        row = await fetchrow("SELECT id FROM assembly WHERE event = $1 FOR NO KEY UPDATE", event)
        if row is None:
            raise Missing
        there = await version_of(row["id"])
        if await bureau_of(row["id"]) == said:
            return
        if version is not None and version != there:
            raise ChangedMeanwhile(version=there)
        await execute("DELETE FROM bureau_member WHERE assembly = $1", row["id"])
        await execute(
            """INSERT INTO bureau_member (assembly, role, name)
            SELECT $1, one.role, one.name FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS one (role, name, place)
            ORDER BY one.place""",
            row["id"], [role.value for role, _ in said], [name for _, name in said],
        )  # fmt: skip
        await note(actor, "named bureau", "assembly", row["id"], people=len(said))
