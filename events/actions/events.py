"""Events from draft to cancellation: what is stored, what calendars show, and who is told."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import msgspec

from events.actions import calendars, live, statutes
from events.actions.journal import note
from events.actions.outbox import queue_to_registered
from events.actions.registrations import promote
from events.clock import now
from events.database import execute, fetch, fetchone, fetchrow, fetchval, transaction
from events.errors import (
    AssemblyNeedsAPlace,
    CapacityTooSmall,
    ChangedMeanwhile,
    EventCancelled,
    EventInUse,
    Invalid,
    Mend,
    Missing,
    SlugTaken,
)
from events.facts import event_by_id
from events.rules.convocations import day_there
from events.rules.events import MOVED, TOLD, EventDraft, EventFacts, differs, draft_mends, texts_mends
from events.rules.people import folded
from events.rules.statutes import days
from events.words import Mode, Status

REASON_LIMIT = 2_000

_COLUMNS = (
    "slug", "office", "parent", "title", "description", "starts_at", "ends_at", "timezone", "mode", "venue",
    "online_url", "audience", "status", "languages", "search",
)  # fmt: skip


async def create(draft: EventDraft, actor: str) -> EventFacts:
    """Store a new event. Raises Invalid (all fields to mend), SlugTaken."""
    [event] = await create_all([draft], actor)
    return await event_by_id(event)


async def create_all(drafts: Sequence[EventDraft], actor: str) -> list[int]:
    """Store new events, all or none, days before the items of their programmes; answers their ids."""
    async with transaction():
        made = [await _insert(draft, actor) for draft in drafts]
        shown = [event for event, draft in zip(made, drafts, strict=True) if draft.status is not Status.DRAFT]
        if shown:
            await calendars.render(*shown)
        return made


async def _insert(draft: EventDraft, actor: str) -> int:
    event: int | None = await fetchval(_INSERT, *await _values(draft), draft.uid, now())
    if event is None:
        raise SlugTaken(slug=draft.slug)
    await execute("INSERT INTO seats (event, capacity) VALUES ($1, $2)", event, draft.capacity)
    await note(actor, "created", "event", event, slug=draft.slug)
    return event


_INSERT = f"""
INSERT INTO event ({", ".join(_COLUMNS)}, uid, reason, created_at, changed_at)
VALUES ({", ".join(f"${n}" for n in range(1, len(_COLUMNS) + 1))},
    coalesce($16, gen_random_uuid() || '@convoke'), '{{}}', $17, $17)
ON CONFLICT DO NOTHING RETURNING id
"""  # noqa: S608 (columns of our own)


async def change(event: int, changes: dict[str, Any], actor: str, version: int | None = None) -> EventFacts:
    """Change some fields of the event, keep its uid, raise its sequence when calendars show the difference.

    version: the one the changes were made on, None to skip that check. When or where changed: everyone registered is
    mailed. More seats: the queue moves. Raises Missing, EventCancelled, ChangedMeanwhile, Invalid, SlugTaken,
    AssemblyNeedsAPlace, CapacityTooSmall.
    """
    async with transaction():
        before = await _locked(event, version)
        if before.status is Status.CANCELLED:
            raise EventCancelled
        draft = msgspec.structs.replace(draft_of(before), **changes)
        values = await _values(draft, event)
        if draft.slug != before.slug and await fetchval("SELECT true FROM event WHERE slug = $1", draft.slug):
            raise SlugTaken(slug=draft.slug)
        if draft.mode is Mode.ONLINE and await fetchval("SELECT true FROM assembly WHERE event = $1", event):
            raise AssemblyNeedsAPlace
        await _check_notice(event, draft)
        told = before.status is not Status.DRAFT and differs(draft_of(before), draft, TOLD)
        await execute(
            f"""UPDATE event SET {", ".join(f"{name} = ${n}" for n, name in enumerate(_COLUMNS, 2))},
                version = version + 1, sequence = sequence + $17, changed_at = $18 WHERE id = $1""",  # noqa: S608
            event, *values, int(told), now(),
        )  # fmt: skip
        await _resize(before, draft.capacity)
        await note(actor, "changed", "event", event, fields=sorted(changes))
        if before.status is not Status.DRAFT:
            await calendars.render(event)
            if differs(draft_of(before), draft, MOVED):
                was = {name: getattr(before, name) for name in MOVED}
                await queue_to_registered("moved", event, before=was)
        after = await event_by_id(event)
    live.touch(event)
    return after


async def _check_notice(event: int, draft: EventDraft) -> None:
    """Whether members who were called to an assembly still have the notice that its statutes give. Raises Invalid."""
    row = await fetchrow(
        """SELECT convened_at, statutes FROM assembly
        WHERE event = $1 AND convened_at IS NOT NULL AND opened_at IS NULL""",
        event,
    )
    if row is None:
        return
    rules = statutes.read((await fetchone(f"{statutes.FACTS} WHERE s.id = $1", row["statutes"]))["facts"])
    called = day_there(row["convened_at"], draft.timezone)
    if days(rules, draft.starts_at, draft.timezone).convene_by < called:
        raise Invalid([Mend("starts_at", "notice_too_short", {"day": called + timedelta(days=rules.notice_days)})])


async def publish(event: int, actor: str) -> EventFacts:
    """Show the event to the public. Published twice is published once. Raises Missing, EventCancelled."""
    return await _set_status(event, Status.PUBLISHED, actor, "published")


async def withdraw(event: int, actor: str) -> EventFacts:
    """Take the event back to draft; once somebody has registered it can only be cancelled (raises EventInUse)."""
    return await _set_status(event, Status.DRAFT, actor, "withdrawn")


async def cancel(event: int, reason: dict[str, str], actor: str) -> EventFacts:
    """Cancel the event and its programme: it stays in calendars as cancelled, and everyone registered is mailed.

    reason: why, in any of the languages. Raises Missing, Invalid.
    """
    if mends := texts_mends("reason", reason, REASON_LIMIT):
        raise Invalid(mends)
    async with transaction():
        before = await _locked(event)
        if before.status is Status.CANCELLED:
            return before
        items = await fetch("SELECT id FROM event WHERE parent = $1 AND status = 'published' ORDER BY id", event)
        gone = [event, *(item["id"] for item in items)]
        for item in gone[1:]:
            await _locked(item)
        await execute(
            """UPDATE event SET status = 'cancelled', reason = $2, version = version + 1, sequence = sequence + 1,
            changed_at = $3, cancelled_at = $3 WHERE id = ANY($1::bigint[])""",
            gone, reason, now(),
        )  # fmt: skip
        await calendars.render(*gone)
        for one in gone:
            await queue_to_registered("event_cancelled", one)
            await note(actor, "cancelled", "event", one, reason=reason)
        after = await event_by_id(event)
    for one in gone:
        live.touch(one)
    return after


def draft_of(event: EventFacts) -> EventDraft:
    """The event as somebody would have written it."""
    shared = {name: getattr(event, name) for name in EventDraft.__struct_fields__ if name != "office"}
    return EventDraft(office=event.office.slug, **shared)


async def _set_status(event: int, status: Status, actor: str, action: str) -> EventFacts:
    async with transaction():
        before = await _locked(event)
        if before.status is status:
            return before
        if before.status is Status.CANCELLED:
            raise EventCancelled
        if status is Status.DRAFT and await fetchval("SELECT true FROM registration WHERE event = $1 LIMIT 1", event):
            raise EventInUse
        if status is Status.DRAFT and await fetchval(
            "SELECT true FROM assembly WHERE event = $1 AND convened_at IS NOT NULL", event
        ):
            raise EventInUse
        await execute(
            """UPDATE event SET status = $2, version = version + 1, sequence = sequence + 1, changed_at = $3
            WHERE id = $1""",
            event, status.value, now(),
        )  # fmt: skip
        await calendars.render(event)
        await note(actor, action, "event", event)
        return await event_by_id(event)


async def _locked(event: int, version: int | None = None) -> EventFacts:
    """The event, locked until the end of the transaction: first the row, then its seats."""
    row = await fetchrow("SELECT version FROM event WHERE id = $1 FOR NO KEY UPDATE", event)
    if row is None:
        raise Missing
    if version is not None and row["version"] != version:
        raise ChangedMeanwhile(version=row["version"])
    await execute("SELECT 1 FROM seats WHERE event = $1 FOR NO KEY UPDATE", event)
    return await event_by_id(event)


async def _values(draft: EventDraft, event: int | None = None) -> list[Any]:
    """The columns' values in their order, with the office and the parent found. Raises Invalid with every mend."""
    mends = draft_mends(draft)
    office = await fetchval("SELECT id FROM office WHERE slug = $1", draft.office)
    if office is None:
        mends.append(Mend("office", "unknown_office", {"value": draft.office}))
    parent = None
    if draft.parent is not None:
        row = await fetchrow("SELECT id, parent, office FROM event WHERE slug = $1", draft.parent)
        if row is None or row["office"] != office:
            mends.append(Mend("parent", "unknown_event", {"value": draft.parent}))
        elif row["parent"] is not None or row["id"] == event:
            mends.append(Mend("parent", "not_a_day", {"value": draft.parent}))
        elif event is not None and await fetchval("SELECT true FROM event WHERE parent = $1 LIMIT 1", event):
            mends.append(Mend("parent", "has_programme"))
        else:
            parent = row["id"]
    if mends:
        raise Invalid(mends)
    search = folded(" ".join([*draft.title.values(), *draft.description.values(), draft.venue or ""]))
    return [
        draft.slug, office, parent, draft.title, draft.description, draft.starts_at, draft.ends_at, draft.timezone,
        draft.mode.value, draft.venue, draft.online_url, draft.audience.value, draft.status.value,
        [language.value for language in draft.languages], search,
    ]  # fmt: skip


async def _resize(before: EventFacts, capacity: int | None) -> None:
    """Give the event another capacity, and seat those who waited for it."""
    if capacity == before.capacity:
        return
    if capacity is not None and capacity < before.confirmed:
        raise CapacityTooSmall(capacity=capacity, confirmed=before.confirmed)
    await execute("UPDATE seats SET capacity = $2 WHERE event = $1", before.id, capacity)
    await promote(before.id)
