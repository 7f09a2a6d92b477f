"""Topics: questions that the bureau takes together, words once for all, and answers, or says why not."""

from typing import Any

from events.actions import live
from events.actions.journal import note
from events.clock import now
from events.database import execute, fetch, fetchrow, fetchval, transaction
from events.errors import ChangedMeanwhile, Invalid, Mend, Missing, QuestionGrouped
from events.rules.events import Texts
from events.rules.questions import TEXT_LIMIT, said_mends, tidy_texts

QUESTIONS_MOST = 500
"""Taken together in one go."""


async def make(event: int, questions: list[int], wording: Texts, item: int | None, actor: str) -> int:
    """Take questions together in a new topic; its id. Raises Missing, Invalid, QuestionGrouped (one stands in one)."""
    said = tidy_texts(wording)
    _check(_too_many(questions) + said_mends("wording", said, TEXT_LIMIT))
    async with transaction():
        assembly = await _assembly(event)
        await _check_item(assembly, item)
        made: int = await fetchval(
            """INSERT INTO topic (assembly, item, wording, shown, made_at, version)
            VALUES ($1, $2, $3, false, $4, 1) RETURNING id""",
            assembly, item, said, now(),
        )  # fmt: skip
        await _take(assembly, made, questions)
        await note(actor, "made topic", "assembly", assembly, topic=made, questions=len(questions))
    live.touch(event)
    return made


async def change(event: int, topic: int, changes: dict[str, Any], actor: str, version: int | None) -> None:
    """Word it anew, add questions, answer it or say why not, show it to members or not.

    changes: any of item, wording, answer, why_not, shown, questions (to add). An answer takes the place of the reason
    for none, and the other way round. Raises Missing, Invalid, ChangedMeanwhile, QuestionGrouped.
    """
    texts: dict[str, Any] = {
        field: None if changes[field] is None else tidy_texts(changes[field])
        for field in ("wording", "answer", "why_not")
        if field in changes
    }
    limits = {"wording": TEXT_LIMIT}
    mends = [
        mend for field, said in texts.items() if said is not None
        for mend in said_mends(field, said, *([limits[field]] if field in limits else []))
    ]  # fmt: skip
    if texts.get("wording", {}) is None:
        mends.append(Mend("wording", "empty"))
    if texts.get("answer") and texts.get("why_not"):
        mends.append(Mend("why_not", "answer_or_reason"))
    added = changes.get("questions", [])
    _check(mends + _too_many(added))
    async with transaction():
        assembly = await _assembly(event)
        row = await _held(assembly, topic, version)
        after = {name: row[name] for name in ("item", "wording", "answer", "why_not", "shown")}
        after |= {name: changes[name] for name in ("item", "shown") if name in changes} | texts
        if texts.get("answer"):
            after["why_not"] = None
        elif texts.get("why_not"):
            after["answer"] = None
        await _check_item(assembly, after["item"])
        answered = after["answer"] is not None or after["why_not"] is not None
        await execute(
            """UPDATE topic SET item = $2, wording = $3, answer = $4, why_not = $5, shown = $6,
            answered_at = CASE WHEN $7 THEN coalesce(answered_at, $8) END, version = version + 1 WHERE id = $1""",
            topic, *after.values(), answered, now(),
        )  # fmt: skip
        await _take(assembly, topic, added)
        await note(actor, "changed topic", "assembly", assembly, topic=topic, fields=sorted(changes))
    live.touch(event)


async def part(event: int, topic: int, actor: str) -> None:
    """Let its questions stand alone again, and the topic be none. Gone already is gone. Raises Missing."""
    async with transaction():
        assembly = await _assembly(event)
        row = await fetchrow("SELECT id FROM topic WHERE id = $1 AND assembly = $2 FOR UPDATE", topic, assembly)
        if row is None:
            return
        await execute("UPDATE question SET topic = NULL WHERE topic = $1", topic)
        await execute("DELETE FROM topic WHERE id = $1", topic)
        await note(actor, "parted topic", "assembly", assembly, topic=topic)
    live.touch(event)


async def _take(assembly: int, topic: int, questions: list[int]) -> None:
    """Let these questions stand in this topic."""
    wanted = sorted(set(questions))
    rows = await fetch(
        "SELECT id, topic FROM question WHERE id = ANY($1::bigint[]) AND assembly = $2 ORDER BY id FOR NO KEY UPDATE",
        wanted, assembly,
    )  # fmt: skip
    if len(rows) != len(wanted):
        raise Missing
    if taken := sum(1 for row in rows if row["topic"] not in (None, topic)):
        raise QuestionGrouped(number=taken)
    await execute("UPDATE question SET topic = $2 WHERE id = ANY($1::bigint[])", wanted, topic)


async def _assembly(event: int) -> int:
    assembly = await fetchval("SELECT id FROM assembly WHERE event = $1 FOR KEY SHARE", event)
    if assembly is None:
        raise Missing
    return int(assembly)


async def _held(assembly: int, topic: int, version: int | None) -> Any:
    row = await fetchrow("SELECT * FROM topic WHERE id = $1 AND assembly = $2 FOR NO KEY UPDATE", topic, assembly)
    if row is None:
        raise Missing
    if version is not None and version != row["version"]:
        raise ChangedMeanwhile(version=row["version"])
    return row


async def _check_item(assembly: int, item: int | None) -> None:
    if item is not None and not await fetchval(
        "SELECT true FROM agenda_item WHERE id = $1 AND assembly = $2", item, assembly
    ):
        _check([Mend("item", "no_such_item")])


def _too_many(questions: list[int]) -> list[Mend]:
    return [Mend("questions", "too_many", {"limit": QUESTIONS_MOST})] if len(questions) > QUESTIONS_MOST else []


def _check(mends: list[Mend]) -> None:
    if mends:
        raise Invalid(mends)
