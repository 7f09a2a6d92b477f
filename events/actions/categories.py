"""Categories of shares: added, named, put in order, and taken away while nothing needs them."""

from events.actions.journal import note
from events.database import execute, fetch, fetchrow, fetchval, transaction
from events.errors import CategoryInUse, CategoryTaken, Invalid, Missing
from events.rules.categories import code_mends, moved, name_mends
from events.rules.events import Texts


async def create(code: str, name: Texts, actor: str) -> None:
    """Add a category, the last in lists. Raises Invalid, CategoryTaken."""
    if mends := code_mends(code) + name_mends(name):
        raise Invalid(mends)
    async with transaction():
        await _lock()
        category = await fetchval(
            """INSERT INTO category (code, name, position)
            SELECT $1, $2, coalesce(max(position), 0) + 1 FROM category ON CONFLICT DO NOTHING RETURNING id""",
            code, name,
        )  # fmt: skip
        if category is None:
            raise CategoryTaken(code=code)
        await note(actor, "created", "category", category, code=code)


async def change(code: str, name: Texts | None, position: int | None, actor: str) -> None:
    """Give the category another name, or another place from 1. Its code stays. Raises Missing, Invalid."""
    if name is not None and (mends := name_mends(name)):
        raise Invalid(mends)
    async with transaction():
        await _lock()
        category = await fetchval("SELECT id FROM category WHERE code = $1", code)
        if category is None:
            raise Missing
        if name is not None:
            await execute("UPDATE category SET name = $2 WHERE id = $1", category, name)
        if position is not None:
            codes = [row["code"] for row in await fetch("SELECT code FROM category ORDER BY position, id")]
            await execute(
                """UPDATE category c SET position = placed.position
                FROM unnest($1::text[]) WITH ORDINALITY AS placed (code, position) WHERE c.code = placed.code""",
                moved(codes, code, position),
            )
        await note(actor, "changed", "category", category, name=name, position=position)


async def remove(code: str, actor: str) -> None:
    """Take the category away. Gone already is gone. Raises CategoryInUse while any membership names it, past or not."""
    async with transaction():
        await _lock()
        row = await fetchrow("SELECT id FROM category WHERE code = $1 FOR UPDATE", code)
        if row is None:
            return
        if await fetchval("SELECT true FROM membership WHERE category = $1 LIMIT 1", row["id"]):
            raise CategoryInUse
        await execute("DELETE FROM category WHERE id = $1", row["id"])
        await note(actor, "removed", "category", row["id"], code=code)


async def _lock() -> None:
    """One change of the list at a time."""
    await execute("LOCK TABLE category IN SHARE ROW EXCLUSIVE MODE")
