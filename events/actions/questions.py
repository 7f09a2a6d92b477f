"""Questions of members to the directors."""

from typing import Any

from events.actions import live
from events.actions.journal import note
from events.actions.roll import check_on_roll
from events.clock import now
from events.database import execute, fetchrow, fetchval, transaction
from events.errors import Invalid, Mend, Missing
from events.rules.questions import check_may_ask, text_mends, tidy_lines
from events.rules.sittings import Times, check_not_over

DEFAULT_LIMIT = 5


async def ask(event: int, member: int, text: str, item: int | None, *, named: bool) -> int:
    """Keep a member's question; its id. The same words on the same item are the same question, asked once.

    Raises Missing (not theirs to ask, or no such item), Invalid, AssemblyClosed, TooManyQuestions.
    """
    said = tidy_lines(text)
    if mends := text_mends("text", said):
        raise Invalid(mends)
    async with transaction():
        row = await _asked_by(event, member)
        if item is not None and not await fetchval(
            "SELECT true FROM agenda_item WHERE id = $1 AND assembly = $2", item, row["id"]
        ):
            raise Invalid([Mend("item", "no_such_item")])
        before = await fetchrow(_BEFORE, row["id"], member, said, item)
        if before and before["same"] is not None:
            return int(before["same"])
        check_may_ask(before["asked"] if before else 0, row["question_limit"])
        made: int = await fetchval(
            """INSERT INTO question (assembly, member, number, item, text, named, asked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id""",
            row["id"], member, before["last"] + 1 if before else 1, item, said, named, now(),
        )  # fmt: skip
        await note(f"member {member}", "asked", "assembly", row["id"], question=made)
    live.touch(event)
    return made


_BEFORE = """
SELECT count(*) AS asked, coalesce(max(number), 0) AS last,
    min(id) FILTER (WHERE text = $3 AND item IS NOT DISTINCT FROM $4) AS same
FROM question WHERE assembly = $1 AND member = $2
"""


async def _asked_by(event: int, member: int) -> Any:
    """The assembly, with this member's own questions held: those of others go on meanwhile."""
    row = await fetchrow(
        """SELECT a.id, a.convened_at, a.opened_at, a.closed_at, NULL::timestamptz AS suspended_at,
            coalesce(s.question_limit, $2) AS question_limit
        FROM assembly a LEFT JOIN sitting s ON s.assembly = a.id WHERE a.event = $1 FOR SHARE OF a""",
        event, DEFAULT_LIMIT,
    )  # fmt: skip
    if row is None:
        raise Missing
    await check_on_roll(row["id"], member)
    check_not_over(Times(**{name: row[name] for name in Times.__struct_fields__}))
    await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"questions {row['id']} {member}")
    return row
