"""The addresses that show a sitting to the room: made, and revoked."""

from events.actions import live
from events.actions.journal import note
from events.clock import now
from events.database import fetchrow, fetchval, transaction
from events.errors import Invalid, Missing
from events.rules.people import name_mends, tidy
from events.tickets.secrets import new_projector_code


async def make(event: int, name: str, actor: str) -> tuple[int, str]:
    """A new address; its id and its code, which is shown once. Raises Missing, Invalid."""
    called = tidy(name)
    if mends := name_mends("name", called):
        raise Invalid(mends)
    async with transaction():
        assembly = await fetchval("SELECT id FROM assembly WHERE event = $1", event)
        if assembly is None:
            raise Missing
        clear, hashed = new_projector_code()
        made: int = await fetchval(
            """INSERT INTO projector (assembly, code_hash, name, made_at, made_by)
            VALUES ($1, $2, $3, $4, $5) RETURNING id""",
            assembly, hashed, called, now(), actor,
        )  # fmt: skip
        await note(actor, "made projector", "assembly", assembly, projector=made)
        return made, clear


async def revoke(event: int, projector: int, actor: str) -> None:
    """Let an address show nothing any more. Revoked already is revoked. Raises Missing."""
    async with transaction():
        row = await fetchrow(
            """SELECT p.revoked_at, a.id AS assembly FROM projector p JOIN assembly a ON a.id = p.assembly
            WHERE p.id = $1 AND a.event = $2 FOR NO KEY UPDATE OF p""",
            projector, event,
        )  # fmt: skip
        if row is None:
            raise Missing
        if row["revoked_at"] is not None:
            return
        await fetchval("UPDATE projector SET revoked_at = $2 WHERE id = $1 RETURNING id", projector, now())
        await note(actor, "revoked projector", "assembly", row["assembly"], projector=projector)
    live.touch(event)
