"""The agenda of an assembly: written, put in order, published, and changed with a reason after that."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import msgspec

from events.actions import live
from events.actions import statutes as statutes_actions
from events.actions.journal import note
from events.agenda import agenda_of
from events.clock import now
from events.database import execute, fetch, fetchone, fetchrow, fetchval, transaction
from events.errors import (
    AgendaFixed,
    AgendaItemInUse,
    AssemblyConvened,
    ChangedMeanwhile,
    Invalid,
    Mend,
    Missing,
)
from events.rules.agenda import (
    ITEMS_MOST,
    AgendaChange,
    Content,
    ItemDraft,
    changes_between,
    check_order,
    check_publishable,
    fitted,
    item_mends,
    reason_mends,
    written,
)
from events.rules.events import Texts
from events.words import BallotOrder, Method


class Held(msgspec.Struct, kw_only=True):
    """An assembly whose agenda is being changed. id: its row; changed: whether anything was, in the end.

    besides: what became of it that its content does not tell.
    """

    id: int
    event: int
    starts_at: Any
    convened: bool
    version: int
    published: bool
    changed: bool = True
    besides: list[AgendaChange] = []


@asynccontextmanager
async def changing(event: int, reason: Texts, actor: str, version: int | None = None) -> AsyncIterator[Held]:
    """Hold the assembly while its agenda is changed; published, what comes of it is its next version.

    version: of the agenda. Raises Missing, ChangedMeanwhile, AgendaFixed, Invalid without a reason where members have
    read what is changed, and what `check_publishable` refuses.
    """
    async with transaction():
        held = await _locked(event, version)
        said = written(reason)
        if mends := reason_mends(said, needed=held.published):
            raise Invalid(mends)
        yield held
        if held.changed:
            await _written(held, said, actor)
    live.touch(event)


async def add(event: int, draft: ItemDraft, position: int | None, reason: Texts, actor: str) -> int:
    """Put an item on the agenda, at this position or at the end; its id. Raises what `changing` does, and Invalid."""
    draft = fitted(draft)
    async with changing(event, reason, actor) as held:
        _check(draft, held)
        there = await fetchval("SELECT count(*)::int FROM agenda_item WHERE assembly = $1", held.id)
        if there >= ITEMS_MOST:
            raise Invalid([Mend("items", "agenda_full", {"limit": ITEMS_MOST})])
        place = there + 1 if position is None else max(1, min(position, there + 1))
        await execute(
            "UPDATE agenda_item SET position = position + 1 WHERE assembly = $1 AND position >= $2", held.id, place
        )
        made: int = await fetchval(
            """INSERT INTO agenda_item
                (assembly, position, kind, matter, title, text, seats, candidates_until, method, most,
                ballot_order, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1) RETURNING id""",
            held.id, place, *_values(draft),
        )  # fmt: skip
        await note(actor, "added item", "assembly", held.id, item=made, kind=draft.kind.value)
        return made


async def change(
    event: int, item: int, changes: dict[str, Any], reason: Texts, actor: str, version: int | None
) -> None:
    """Change an item. changes: by field; version: of the item. Raises what `changing` does, and Invalid."""
    async with changing(event, reason, actor) as held:
        row = await item_row(held, item)
        if version is not None and version != row["version"]:
            raise ChangedMeanwhile(version=row["version"])
        before = fitted(msgspec.convert({name: row[name] for name in ItemDraft.__struct_fields__}, ItemDraft))
        kept = {} if "kind" not in changes else {"matter": None}
        draft = fitted(msgspec.structs.replace(before, **{**kept, **changes}))
        held.changed = draft != before
        if not held.changed:
            return
        _check(draft, held, before)
        await _keeps_its_candidates(item, draft)
        await execute(
            """UPDATE agenda_item SET kind = $2, matter = $3, title = $4, text = $5, seats = $6, candidates_until = $7,
            method = $8, most = $9, ballot_order = $10, version = version + 1 WHERE id = $1""",
            item, *_values(draft),
        )  # fmt: skip
        await note(actor, "changed item", "assembly", held.id, item=item, fields=sorted(changes))


async def remove(event: int, item: int, reason: Texts, actor: str, version: int | None) -> None:
    """Take an item off the agenda, with its documents. Raises what `changing` does, and AgendaItemInUse."""
    try:
        async with changing(event, reason, actor) as held:
            row = await item_row(held, item)
            if version is not None and version != row["version"]:
                raise ChangedMeanwhile(version=row["version"])
            await let_go(held, "item = $1", item)
            await execute("DELETE FROM candidate WHERE item = $1 AND withdrawn_at IS NOT NULL", item)
            await execute("DELETE FROM agenda_item WHERE id = $1", item)
            await execute(
                "UPDATE agenda_item SET position = position - 1 WHERE assembly = $1 AND position > $2",
                held.id, row["position"],
            )  # fmt: skip
            await note(actor, "removed item", "assembly", held.id, item=item)
    except (asyncpg.ForeignKeyViolationError, asyncpg.RestrictViolationError):
        raise AgendaItemInUse from None


async def order(event: int, items: list[int], reason: Texts, actor: str, version: int | None) -> None:
    """Put the items in this order. In it already, nothing changes. Raises what `changing` does, and Invalid."""
    async with changing(event, reason, actor, version) as held:
        rows = await fetch("SELECT id FROM agenda_item WHERE assembly = $1 ORDER BY position", held.id)
        there = [row["id"] for row in rows]
        check_order(items, there)
        held.changed = items != there
        if held.changed:
            await execute(
                """UPDATE agenda_item i SET position = said.position
                FROM unnest($1::bigint[]) WITH ORDINALITY AS said (id, position) WHERE i.id = said.id""",
                items,
            )
            await note(actor, "ordered agenda", "assembly", held.id, items=items)


async def publish(event: int, reason: Texts, actor: str, version: int | None) -> None:
    """Let the members read the agenda; read already, it is. Raises what `changing` does.

    Published once, withdrawn and published again, it is a later version, and needs a reason.
    """
    said = written(reason)
    async with transaction():
        held = await _locked(event, version)
        if held.published:
            return
        again = await fetchval("SELECT EXISTS (SELECT FROM agenda_version WHERE assembly = $1)", held.id)
        if mends := reason_mends(said, needed=again):
            raise Invalid(mends)
        held.published = True
        await execute("UPDATE agenda SET published_at = $2 WHERE assembly = $1", held.id, now())
        await _written(held, said, actor)
        await note(actor, "published agenda", "assembly", held.id)
    live.touch(event)


async def withdraw(event: int, actor: str) -> None:
    """Let nobody read the agenda any more; nobody's to read, it is not. Raises Missing, AssemblyConvened."""
    async with transaction():
        held = await _locked(event)
        if not held.published:
            return
        if held.convened:
            raise AssemblyConvened
        await execute("UPDATE agenda SET published_at = NULL, version = version + 1 WHERE assembly = $1", held.id)
        await note(actor, "withdrew agenda", "assembly", held.id)
    live.touch(event)


async def item_row(held: Held, item: int) -> Any:
    """An item of the agenda that is held. Raises Missing."""
    row = await fetchrow("SELECT * FROM agenda_item WHERE id = $1 AND assembly = $2", item, held.id)
    if row is None:
        raise Missing
    return row


async def let_go(held: Held, condition: str, value: int) -> None:
    """Take documents off the agenda. What members have read stays in the dark; what nobody read goes.

    condition: SQL on agenda_document, with `$1` for the value.
    """
    read = "EXISTS (SELECT FROM agenda_version WHERE assembly = $2)"
    await execute(f"DELETE FROM agenda_document WHERE {condition} AND assembly = $2 AND NOT {read}", value, held.id)  # noqa: S608
    await execute(
        f"UPDATE agenda_document SET removed_at = $3 WHERE {condition} AND assembly = $2 AND removed_at IS NULL",  # noqa: S608
        value, held.id, now(),
    )  # fmt: skip


async def _locked(event: int, version: int | None = None) -> Held:
    """The assembly of this event, held, with a row for its agenda."""
    row = await fetchrow(
        """SELECT a.id, a.event, e.starts_at, a.convened_at IS NOT NULL AS convened, a.opened_at
        FROM assembly a JOIN event e ON e.id = a.event WHERE a.event = $1 FOR NO KEY UPDATE OF a""",
        event,
    )
    if row is None:
        raise Missing
    if row["opened_at"] is not None:
        raise AgendaFixed
    await execute("INSERT INTO agenda (assembly, version) VALUES ($1, 0) ON CONFLICT (assembly) DO NOTHING", row["id"])
    agenda = await fetchone("SELECT version, published_at FROM agenda WHERE assembly = $1", row["id"])
    if version is not None and version != agenda["version"]:
        raise ChangedMeanwhile(version=agenda["version"])
    return Held(
        id=row["id"], event=row["event"], starts_at=row["starts_at"], convened=row["convened"],
        version=agenda["version"], published=agenda["published_at"] is not None,
    )  # fmt: skip


async def _written(held: Held, reason: Texts, actor: str) -> None:
    """Count the change; published, note down what the agenda says now."""
    await execute("UPDATE agenda SET version = version + 1 WHERE assembly = $1", held.id)
    if not held.published:
        return
    found = await agenda_of(held.event)
    check_publishable(found.items, found.documents, await _reported(held.id))
    row = await fetchrow(
        "SELECT number, content FROM agenda_version WHERE assembly = $1 ORDER BY number DESC LIMIT 1", held.id
    )
    after = Content(items=found.items, documents=found.documents)
    changes = changes_between(_content(row["content"]), _content(msgspec.to_builtins(after))) if row else []
    await execute(
        """INSERT INTO agenda_version (assembly, number, reason, published_at, published_by, content, changes)
        VALUES ($1, $2, $3, $4, $5, agenda_content($1), $6)""",
        held.id, row["number"] + 1 if row else 1, reason, now(), actor, msgspec.to_builtins([*changes, *held.besides]),
    )  # fmt: skip


def _content(said: Any) -> Content:
    """What a version said; the counts of changes to its items are no part of it."""
    found = msgspec.convert(said, Content)
    items = [msgspec.structs.replace(item, version=0) for item in found.items]
    return msgspec.structs.replace(found, items=items)


async def _reported(assembly: int) -> set[Any]:
    """The matters whose change needs a report, by the assembly's own statutes."""
    own = await fetchval("SELECT statutes FROM assembly WHERE id = $1", assembly)
    rules = statutes_actions.read((await fetchone(f"{statutes_actions.FACTS} WHERE s.id = $1", own))["facts"])
    return {need.matter for need in rules.needs if need.report}


async def _keeps_its_candidates(item: int, draft: ItemDraft) -> None:
    """Refuse to make something else of an election that somebody stands for. Raises AgendaItemInUse."""
    if draft.seats is None and await fetchval("SELECT EXISTS (SELECT FROM candidate WHERE item = $1)", item):
        raise AgendaItemInUse


def _check(draft: ItemDraft, held: Held, before: ItemDraft | None = None) -> None:
    """Raises Invalid. A deadline that stays is not looked at: the meeting may have been moved since."""
    same = before is not None and draft.candidates_until == before.candidates_until
    if mends := item_mends(msgspec.structs.replace(draft, candidates_until=None) if same else draft, held.starts_at):
        raise Invalid(mends)


def _values(draft: ItemDraft) -> tuple[Any, ...]:
    return (
        draft.kind.value, draft.matter and draft.matter.value, draft.title, draft.text, draft.seats,
        draft.candidates_until, draft.method or Method.PER_CANDIDATE, draft.most,
        draft.ballot_order or BallotOrder.AS_SET,
    )  # fmt: skip
