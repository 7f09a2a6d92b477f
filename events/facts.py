"""Reads events out of their tables as the plain values that rules, calendars, tickets and mail speak of.

PostgreSQL writes each event as the JSON of `EventFacts`. Whoever needs the values reads it; whoever shows the same
event again and again keeps what it made of that text, which is never out of date, as the text is the whole of it.
"""

from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from events.database import fetch, fetchval
from events.errors import Missing
from events.rules.events import EventFacts
from events.words import Status

_OFFICE = """json_build_object('slug', o.slug, 'name', o.name, 'city', o.city, 'region', o.region,
    'languages', o.languages, 'lat', o.lat, 'lon', o.lon, 'timezone', o.timezone, 'hue', o.hue, 'shape', o.shape)"""

_ASSEMBLY = """EXISTS (SELECT FROM assembly a LEFT JOIN agenda g ON g.assembly = a.id
    WHERE a.event = e.id AND (a.convened_at IS NOT NULL OR g.published_at IS NOT NULL))"""

_EVENT = f"""
SELECT e.id, e.office, e.parent, e.slug, e.starts_at, e.status, e.version, json_build_object('id', e.id, 'slug', e.slug,
    'uid', e.uid, 'sequence', e.sequence, 'office', {_OFFICE}, 'parent', p.slug, 'parent_uid', p.uid, 'title', e.title,
    'description', e.description, 'starts_at', e.starts_at, 'ends_at', e.ends_at, 'timezone', e.timezone,
    'mode', e.mode, 'venue', e.venue, 'online_url', e.online_url, 'capacity', s.capacity, 'audience', e.audience,
    'status', e.status, 'languages', e.languages, 'created_at', e.created_at, 'changed_at', e.changed_at,
    'reason', e.reason, 'version', e.version, 'confirmed', s.confirmed, 'waiting', s.waiting,
    'assembly', {_ASSEMBLY})::text AS facts
FROM event e JOIN office o ON o.id = e.office JOIN seats s ON s.event = e.id LEFT JOIN event p ON p.id = e.parent
"""  # noqa: S608 (no value from outside)

_facts = msgspec.json.Decoder(EventFacts)


class Found(NamedTuple):
    """An event not read yet: what decides who may see it, and the JSON of its facts. office, parent: ids."""

    id: int
    office: int
    parent: int | None
    slug: str
    starts_at: datetime
    status: Status
    version: int
    facts: str


def read(facts: str) -> EventFacts:
    """The values of an event found."""
    return _facts.decode(facts)


async def found_where(condition: str, *values: Any, most: int | None = None) -> list[Found]:
    """The events of which this SQL condition on e, o, s or p holds, by start; not more than `most`."""
    limit = "" if most is None else f"LIMIT {most}"
    rows = await fetch(f"{_EVENT} WHERE {condition} ORDER BY e.starts_at, e.id {limit}", *values)
    return [Found(*row) for row in rows]


async def events_where(condition: str, *values: Any) -> list[EventFacts]:
    """The values of the events of which this SQL condition holds, by start."""
    return [read(one.facts) for one in await found_where(condition, *values)]


async def event_by_id(event: int) -> EventFacts:
    """The event with this id. Raises Missing."""
    found = await events_where("e.id = $1", event)
    if not found:
        raise Missing
    return found[0]


async def event_by_slug(slug: str) -> EventFacts:
    """The values of the event with this slug, drafts too. Raises Missing."""
    return read((await found_by_slug(slug)).facts)


async def found_by_slug(slug: str) -> Found:
    """The event with this slug, drafts too. Raises Missing."""
    found = await found_where("e.slug = $1", slug)
    if not found:
        raise Missing
    return found[0]


async def rank_of(registration: Any) -> int:
    """The place in the queue, from 1, of a row of registration that waits."""
    found: int = await fetchval(
        "SELECT count(*) FROM registration WHERE event = $1 AND seat = 'waiting' AND position <= $2",
        registration["event"], registration["position"],
    )  # fmt: skip
    return found
