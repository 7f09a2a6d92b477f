"""Incidents at an assembly: noted, and corrected by a later line."""

from datetime import datetime, timedelta

from events.actions import live
from events.actions.journal import note
from events.actions.sittings import held
from events.clock import now
from events.database import fetchval, transaction
from events.errors import ChangedMeanwhile, Invalid, Mend, Missing
from events.rules.questions import text_mends, tidy_lines
from events.words import Disturbance

A_CLOCK_AHEAD = timedelta(minutes=5)


async def record(
    event: int, kind: Disturbance, text: str, began_at: datetime, ended_at: datetime | None, corrects: int | None,
    actor: str,
) -> int:  # fmt: skip
    """Note an incident; its id. corrects: the line it replaces. Raises Missing, Invalid, ChangedMeanwhile."""
    said = tidy_lines(text)
    mends = text_mends("text", said)
    mends += [
        Mend(field, "no_offset")
        for field, at in (("began_at", began_at), ("ended_at", ended_at))
        if at is not None and at.tzinfo is None
    ]
    if not mends and ended_at is not None and ended_at < began_at:
        mends.append(Mend("ended_at", "ends_before_start"))
    if not mends and began_at > now() + A_CLOCK_AHEAD:
        mends.append(Mend("began_at", "still_to_come"))
    if mends:
        raise Invalid(mends)
    async with transaction():
        row = await held(event)
        if corrects is not None:
            if not await fetchval("SELECT true FROM incident WHERE id = $1 AND assembly = $2", corrects, row["id"]):
                raise Missing
            if await fetchval("SELECT true FROM incident WHERE corrects = $1", corrects):
                raise ChangedMeanwhile(version=corrects)
        made: int = await fetchval(
            """INSERT INTO incident (assembly, kind, text, began_at, ended_at, noted_at, actor, corrects)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id""",
            row["id"], kind.value, said, began_at, ended_at, now(), actor, corrects,
        )  # fmt: skip
        await note(actor, "noted incident", "assembly", row["id"], incident=made, disturbance=kind.value)
    live.touch(event)
    return made
