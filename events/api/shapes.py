"""Shapes that several controllers answer with."""

from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec

from events.facts import read
from events.rules.access import Act, Asker, reaches
from events.rules.events import EventFacts, Texts
from events.words import Audience, Language, Mode, Status

KEPT = 4096
"""Events kept as they were shown last, by the text of their facts."""


class EventOut(msgspec.Struct, kw_only=True):
    """An event as the public sees it; online_url is for organisers and for who is registered.

    places_left: null when there is no limit. waiting: people in the queue. sequence: as calendars count changes;
    version: as two editors do (the ETag). assembly: whether it is a general assembly with an agenda to read.
    """

    slug: str
    office: str
    parent: str | None
    title: Texts
    description: Texts
    starts_at: datetime
    ends_at: datetime
    timezone: str
    mode: Mode
    venue: str | None
    online_url: str | None
    capacity: int | None
    places_left: int | None
    waiting: int
    audience: Audience
    status: Status
    reason: Texts
    languages: list[Language]
    sequence: int
    version: int
    changed_at: datetime
    assembly: bool


def event_out(event: EventFacts, online: bool = False) -> EventOut:
    """The event to show; with the link to join only when `online`."""
    return EventOut(**_shown(event, online))


@lru_cache(KEPT)
def event_json(facts: str, online: bool = False) -> msgspec.Raw:
    """The JSON of `event_out`, from facts that are not read yet."""
    return msgspec.Raw(msgspec.json.encode(event_out(read(facts), online)))


def organises(asker: Asker | None, office: int, event: int, parent: int | None) -> bool:
    """Whether the asker organises this event, and so sees all of it."""
    return reaches(asker, Act.ORGANISE, office, event, parent)


def _shown(event: EventFacts, online: bool) -> dict[str, Any]:
    shown = {name: getattr(event, name) for name in EventOut.__struct_fields__ if name not in ("office", "online_url")}
    return {**shown, "office": event.office.slug, "online_url": event.online_url if online else None}
