"""Who registered for an event, as its organiser reads it: a page at a time, or whole as CSV."""

import csv
import io
from datetime import datetime

import msgspec

from events.database import fetch
from events.rules.imports_said import SIGNS
from events.words import Language, Seat

PAGE = 100
MARK = "\ufeff".encode()
"""Spreadsheets take a file without a byte order mark for another alphabet."""


class Person(msgspec.Struct):
    """One person of a registration, and when and where they came in, if they did."""

    ticket: int
    name: str
    arrived_at: datetime | None
    gate: str | None


class Row(msgspec.Struct):
    """A registration as its organiser sees it. member: the number of the member whose it is."""

    id: int
    member: int | None
    name: str
    email: str | None
    language: Language
    seat: Seat
    position: int | None
    people: list[Person]
    created_at: datetime
    cancelled_at: datetime | None


class Rows(msgspec.Struct):
    """One page of registrations in the order they came. next: the `after` of the following page."""

    items: list[Row]
    next: int | None


async def page_of(event: int, after: int) -> Rows:
    """One page of everyone registered, cancelled ones too, with who came; the invited stand in their convocation."""
    rows = await fetch(f"{_ROWS} AND r.seat <> 'invited' {_IN_ORDER} LIMIT {PAGE + 1}", event, after)
    items = msgspec.convert([dict(row) for row in rows[:PAGE]], list[Row])
    return Rows(items, items[-1].id if len(rows) > PAGE else None)


async def csv_of(event: int) -> bytes:
    """Everyone registered or invited, a line per person, for spreadsheets."""
    return _csv(msgspec.convert([dict(row) for row in await fetch(f"{_ROWS} {_IN_ORDER}", event, 0)], list[Row]))


RANK = """CASE WHEN r.seat = 'waiting' THEN (SELECT count(*) FROM registration w
    WHERE w.event = r.event AND w.seat = 'waiting' AND w.position <= r.position) END"""
"""SQL: the place in the queue, from 1, of the registration `r` while it waits."""

_ROWS = f"""
SELECT r.id, m.number AS member, r.name, r.email, r.language, r.seat, r.created_at, r.cancelled_at,
    {RANK} AS position,
    (SELECT coalesce(json_agg(json_build_object('ticket', t.id, 'name', t.name, 'arrived_at', a.first_admitted_at,
            'gate', a.first_gate) ORDER BY t.number), '[]')
        FROM place p JOIN ticket t ON t.id = p.ticket LEFT JOIN arrival a ON a.ticket = t.id AND a.event = r.event
        WHERE p.registration = r.id) AS people
FROM registration r LEFT JOIN member m ON m.id = r.member WHERE r.event = $1 AND r.id > $2
"""  # noqa: S608 (no value from outside)
_IN_ORDER = "ORDER BY r.id"


def _csv(rows: list[Row]) -> bytes:
    """A line per person."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(["registration", "ticket", "name", "registered_by", "email", "language", "seat", "position",
        "registered_at", "arrived_at", "gate", "member"])  # fmt: skip
    for row in rows:
        for person in row.people:
            write.writerow(inert(cell) for cell in (
                row.id, person.ticket, person.name, row.name, row.email, row.language.value, row.seat.value,
                row.position, row.created_at.isoformat(), person.arrived_at and person.arrived_at.isoformat(),
                person.gate, row.member,
            ))  # fmt: skip
    return MARK + out.getvalue().encode()


def inert(cell: object) -> object:
    """A cell that a spreadsheet would run is led by an apostrophe, which makes it text."""
    text = isinstance(cell, str) and cell
    return f"'{cell}" if text and text[0] in f"{SIGNS}\t\r" else cell
