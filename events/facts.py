"""Reads events out of their tables as the plain values that rules, calendars, tickets and mail speak of."""

from typing import Any

import msgspec

from events.database import fetch
from events.errors import Missing
from events.rules.events import EventFacts

OFFICE = """json_build_object('slug', o.slug, 'name', o.name, 'city', o.city, 'region', o.region,
    'languages', o.languages, 'lat', o.lat, 'lon', o.lon, 'timezone', o.timezone, 'hue', o.hue, 'shape', o.shape)"""

EVENT = f"""
SELECT e.id, e.slug, e.uid, e.sequence, {OFFICE} AS office, p.slug AS parent, p.uid AS parent_uid, e.title,
    e.description, e.starts_at, e.ends_at, e.timezone, e.mode, e.venue, e.online_url, s.capacity, e.audience, e.status,
    e.languages, e.created_at, e.changed_at, e.reason, e.version, s.confirmed, s.waiting
FROM event e JOIN office o ON o.id = e.office JOIN seats s ON s.event = e.id LEFT JOIN event p ON p.id = e.parent
"""  # noqa: S608 (no value from outside)


async def events_where(condition: str, *values: Any) -> list[EventFacts]:
    """The events of which this SQL condition on e, o, s or p holds, by start."""
    rows = await fetch(f"{EVENT} WHERE {condition} ORDER BY e.starts_at, e.id", *values)
    return [msgspec.convert(dict(row), EventFacts) for row in rows]


async def event_by_id(event: int) -> EventFacts:
    """The event with this id. Raises Missing."""
    found = await events_where("e.id = $1", event)
    if not found:
        raise Missing
    return found[0]


async def event_by_slug(slug: str) -> EventFacts:
    """The event with this slug, drafts too. Raises Missing."""
    found = await events_where("e.slug = $1", slug)
    if not found:
        raise Missing
    return found[0]
