"""Makes the second assembly, which decides on what the first could not for want of a quorum."""

from datetime import datetime
from typing import Any

import msgspec

from events.actions import events, live
from events.actions import statutes as statutes_actions
from events.actions.assemblies import free_event, rules_of
from events.actions.journal import note
from events.clock import now
from events.database import execute, fetch, fetchone, fetchval, notify, transaction
from events.errors import (
    AssemblyNotOver,
    Invalid,
    Mend,
    Missing,
    NoFailures,
    SecondExists,
)
from events.facts import event_by_id
from events.words import Status

SLUG_MOST = 120


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """When and where it is to be, for an event that is made for it. venue: None for that of the first."""

    starts_at: datetime
    ends_at: datetime
    venue: str | None


async def make(first: int, where: int | Meeting, actor: str) -> int:
    """Make a second assembly of the event `first`, at another event or a new one like it; the event's id.

    It has a copy of the rules, of the items on record as failed with their documents and candidates, to be published,
    and of the proxies that hold for it too; who runs the first runs a new one too. Made already, the one there is.

    Raises Missing, AssemblyNotOver, NoFailures, SecondExists (elsewhere), Invalid, EventCancelled,
    AssemblyNeedsAPlace, AssemblyExists, SlugTaken.
    """
    async with transaction():
        if not await fetchval("SELECT true FROM assembly WHERE event = $1 FOR NO KEY UPDATE", first):
            raise Missing
        row = await fetchone(_FIRST, first)
        if row["second"] is not None:
            _check_same(row, where)
            return int(row["second"])
        if row["closed_at"] is None:
            raise AssemblyNotOver
        if not row["failed"]:
            raise NoFailures
        event = where if isinstance(where, int) else await _event(first, row["slug"], where, actor)
        if not isinstance(where, int):
            await _hand_over(first, event, actor)
        if (await free_event(event))["starts_at"] <= row["starts_at"]:
            raise Invalid([Mend("starts_at", "not_after_the_first")])
        assembly = await _assembly(row, event)
        items = await _agenda(row["id"], assembly)
        proxies = await _proxies(row["id"], assembly, items)
        await note(actor, "made second", "assembly", row["id"], second=assembly)
        slug = await fetchval("SELECT slug FROM event WHERE id = $1", event)
        facts = {"slug": slug, "gathering": row["kind"], "second_of": row["id"]}
        await note(actor, "created", "assembly", assembly, **facts, items=len(items), proxies=proxies)
    live.touch(first)
    return event


_FIRST = """
SELECT a.id, a.statutes, a.kind, a.closed_at, e.slug, e.starts_at,
    o.id AS second, o.slug AS second_slug, o.starts_at AS second_starts_at,
    EXISTS (SELECT FROM quorum_failure WHERE assembly = a.id) AS failed
FROM assembly a JOIN event e ON e.id = a.event
LEFT JOIN assembly s ON s.second_of = a.id LEFT JOIN event o ON o.id = s.event WHERE a.event = $1
"""


def _check_same(row: Any, where: int | Meeting) -> None:
    """Refuse to make a second one elsewhere or at another time. Raises SecondExists."""
    asked, there = (where, row["second"]) if isinstance(where, int) else (where.starts_at, row["second_starts_at"])
    if asked != there:
        raise SecondExists(slug=row["second_slug"])


async def _hand_over(first: int, second: int, actor: str) -> None:
    """Give staff whose role is for the first the same role at the second, which was made for it."""
    given = await fetch(_HAND_OVER, first, second, now(), actor)
    for row in given:
        await note(actor, "appointed", "staff", row["staff"], role=row["role"], event=second)
    if given:
        await notify(live.CHANNEL, "access")


_HAND_OVER = """
INSERT INTO staff_role (staff, role, event, granted_at, granted_by)
SELECT staff, role, $2, $3, $4 FROM staff_role WHERE event = $1 AND withdrawn_at IS NULL ORDER BY id
RETURNING staff, role
"""


async def _event(first: int, slug: str, where: Meeting, actor: str) -> int:
    """A draft of an event like the first one."""
    draft = events.draft_of(await event_by_id(first))
    names = [f"{slug[: SLUG_MOST - 4]}-{n}" for n in range(2, 1000)]
    taken = {row["slug"] for row in await fetch("SELECT slug FROM event WHERE slug = ANY($1::text[])", names)}
    made = await events.create(
        msgspec.structs.replace(
            draft,
            slug=next(name for name in names if name not in taken),
            uid=None,
            parent=None,
            status=Status.DRAFT,
            starts_at=where.starts_at,
            ends_at=where.ends_at,
            venue=where.venue or draft.venue,
        ),
        actor,
    )
    return made.id


async def _assembly(first: Any, event: int) -> int:
    own = await statutes_actions.insert(await rules_of(first["statutes"]), own=True)
    made: int = await fetchval(
        "INSERT INTO assembly (event, statutes, kind, second_of, version) VALUES ($1, $2, $3, $4, 1) RETURNING id",
        event, own, first["kind"], first["id"],
    )  # fmt: skip
    return made


async def _agenda(first: int, second: int) -> dict[int, int]:
    """The failed items, in their order, with what belongs to them; the new id of each by its old one."""
    failed = await fetch(
        """SELECT i.id FROM quorum_failure f JOIN agenda_item i ON i.id = f.item WHERE f.assembly = $1
        ORDER BY i.position""",
        first,
    )
    items: dict[int, int] = {}
    for position, row in enumerate(failed, 1):
        items[row["id"]] = await fetchval(_ITEM, row["id"], second, position)
    await execute("INSERT INTO agenda (assembly, version) VALUES ($1, 1)", second)
    await execute(_DOCUMENTS, first, second, list(items), list(items.values()), now())
    await execute(_CANDIDATES, list(items), list(items.values()))
    return items


_ITEM = """
INSERT INTO agenda_item (assembly, position, kind, matter, title, text, seats, method, most, ballot_order, version)
SELECT $2, $3, kind, matter, title, text, seats, method, most, ballot_order, 1
FROM agenda_item WHERE id = $1 RETURNING id
"""
_DOCUMENTS = """
INSERT INTO agenda_document (assembly, item, language, name, report, pages, size, digest, body, added_at)
SELECT $2, new.id, d.language, d.name, d.report, d.pages, d.size, d.digest, d.body, $5
FROM agenda_document d LEFT JOIN unnest($3::bigint[], $4::bigint[]) AS new (old, id) ON new.old = d.item
WHERE d.assembly = $1 AND d.removed_at IS NULL AND (d.item IS NULL OR new.id IS NOT NULL) ORDER BY d.id
"""
_CANDIDATES = """
INSERT INTO candidate (item, member, name, statement, photo, position, version, stood_at, added_by)
SELECT new.id, c.member, c.name, c.statement, c.photo, c.position, 1, c.stood_at, c.added_by
FROM candidate c JOIN unnest($1::bigint[], $2::bigint[]) AS new (old, id) ON new.old = c.item
WHERE c.withdrawn_at IS NULL ORDER BY c.id
"""


async def _proxies(first: int, second: int, items: dict[int, int]) -> int:
    """The proxies given for a second assembly too, as they stand, with their forms; answers how many.

    One that named none of these items has nothing left to be for.
    """
    rows = await fetch(_AGAIN, first, list(items), now())
    for row in rows:
        made = await fetchval(_PROXY, row["id"], second)
        await execute(_NAMED, row["id"], made, list(items), list(items.values()))
        await execute(_FORM, row["id"], made)
    return len(rows)


_AGAIN = """
SELECT p.id FROM proxy p
WHERE p.assembly = $1 AND p.again AND p.declined_at IS NULL AND p.withdrawn_at IS NULL AND p.lapsed_at IS NULL
    AND (p.until IS NULL OR p.until > $3)
    AND (p.kind <> 'named' OR EXISTS (SELECT FROM proxy_item WHERE proxy = p.id AND item = ANY($2::bigint[])))
ORDER BY p.id
"""
_PROXY = """
INSERT INTO proxy (assembly, giver, holder, kind, again, until, given_at, received_on, entered_by, accepted_at)
SELECT $2, giver, holder, kind, again, until, given_at, received_on, entered_by, accepted_at
FROM proxy WHERE id = $1 RETURNING id
"""
_NAMED = """
INSERT INTO proxy_item (proxy, item, choice, words)
SELECT $2, new.id, n.choice, n.words
FROM proxy_item n JOIN unnest($3::bigint[], $4::bigint[]) AS new (old, id) ON new.old = n.item
WHERE n.proxy = $1 ORDER BY n.id
"""
_FORM = """
INSERT INTO proxy_form (proxy, kind, body, size, sha256, kept_at, kept_by)
SELECT $2, kind, body, size, sha256, kept_at, kept_by FROM proxy_form WHERE proxy = $1
"""
