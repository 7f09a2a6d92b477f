"""Files to import, written small, and the offices they speak of."""

import msgspec
import pytest

from events.rules.events import EventDraft
from events.rules.imports import Flaw, Imported, ImportErrors, read_events
from events.words import Language
from tests.tickets.cast import BRUSSELS

LIEGE = msgspec.structs.replace(
    BRUSSELS,
    slug="liege",
    name={"nl": "Luik", "fr": "Liège", "en": "Liège", "de": "Lüttich"},
    city={"nl": "Luik", "fr": "Liège"},
    languages=[Language.FR],
)
NONE: frozenset[str] = frozenset()
OFFICES = [BRUSSELS, LIEGE]

HEADER = "slug,office,starts_at,ends_at,mode,capacity,audience,parent,title_nl"
GOOD = "evening,brussels,2023-01-26T18:00,2023-01-26T21:00,on_site,180,everyone,,Avond"


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *rows, "")).encode()


def calendar(*events: list[str], before: tuple[str, ...] = ()) -> bytes:
    """A calendar with these events; the first begins on line 3, unless something stands before."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *before]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def read(
    body: bytes, slugs: frozenset[str] = NONE, uids: frozenset[str] = NONE, office: str | None = "brussels"
) -> Imported:
    return read_events(body, OFFICES, slugs, uids, office=office)


def the_only(body: bytes) -> EventDraft:
    (draft,) = read(body).drafts
    return draft


def flaws(body: bytes, slugs: frozenset[str] = NONE, uids: frozenset[str] = NONE) -> list[tuple[int, str, str]]:
    """Line, column and code of everything wrong, in order; fails when nothing is."""
    with pytest.raises(ImportErrors) as found:
        read(body, slugs, uids)
    assert not any("{" in flaw.reason for flaw in found.value.errors)
    return [_short(flaw) for flaw in found.value.errors]


def warnings(body: bytes) -> list[tuple[int, str, str]]:
    return [_short(flaw) for flaw in read(body).warnings]


def _short(flaw: Flaw) -> tuple[int, str, str]:
    return flaw.line, flaw.column, flaw.code
