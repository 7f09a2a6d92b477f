"""Puts on record that a resolution lacks its quorum: once for each, in the numbers of that moment."""

from collections.abc import Sequence

from events.actions import live
from events.actions.journal import note
from events.actions.quorum import quorum_of
from events.actions.sittings import held, times_of
from events.clock import now
from events.database import execute, fetch, fetchval, transaction
from events.errors import Invalid, Mend, QuorumReached
from events.rules.quorum import Count, Standing
from events.rules.sittings import check_sits


async def record(event: int, items: Sequence[int], actor: str) -> None:
    """Put on record that these items of the agenda lack their quorum now. On record already is on record.

    Raises Missing, NotSitting, AssemblyClosed, Invalid (no such resolution), QuorumReached.
    """
    async with transaction():
        row = await held(event)
        check_sits(times_of(row))
        quorum = await quorum_of(row["id"])
        mends = [Mend(f"items.{n}", "no_such_item") for n, item in enumerate(items) if item not in quorum.resolutions]
        if mends or not items:
            raise Invalid(mends or [Mend("items", "empty")])
        known = {one["item"] for one in await fetch("SELECT item FROM quorum_failure WHERE assembly = $1", row["id"])}
        new = sorted(set(items) - known)
        for item in new:
            await _insert(row["id"], item, quorum.resolutions[item], quorum.roll, actor)
        if new:
            await note(actor, "recorded failure", "assembly", row["id"], items=new)
    live.touch(event)


async def _insert(assembly: int, item: int, stands: Standing, roll: Count, actor: str) -> None:
    if stands.reached or stands.needed is None:
        raise QuorumReached(place=await fetchval("SELECT position FROM agenda_item WHERE id = $1", item))
    await execute(
        """INSERT INTO quorum_failure (assembly, item, at, counted, there, roll, quorum_numerator, quorum_denominator,
            at_least, actor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
        assembly, item, now(), stands.counted.value, stands.there.of(stands.counted), roll.of(stands.counted),
        stands.needed.numerator, stands.needed.denominator, stands.at_least, actor,
    )  # fmt: skip
