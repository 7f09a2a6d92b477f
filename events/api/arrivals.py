"""What organisers watch: who registered, who came, and when either changes."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import msgspec
from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import ServerSentEvent

from events.api.asking import only
from events.api.events import organised_event
from events.api.watching import Watching
from events.database import fetch, fetchrow
from events.rules.access import Act, Asker
from events.words import Language, Seat

PAGE = 100


class Person(msgspec.Struct):
    """One person of a registration, and when and where they came in, if they did."""

    ticket: int
    name: str
    arrived_at: datetime | None
    gate: str | None


class Row(msgspec.Struct):
    """A registration as its organiser sees it."""

    id: int
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


class Gate(msgspec.Struct):
    """How many came in first at one gate."""

    gate: str
    arrived: int


class Latest(msgspec.Struct):
    """Somebody who came in a moment ago."""

    name: str
    gate: str
    at: datetime


class Arrivals(msgspec.Struct):
    """How full it is, in people. inside: now; arrived: ever."""

    confirmed: int
    waiting: int
    arrived: int
    inside: int
    gates: list[Gate]
    latest: list[Latest]


class ArrivalsController(Controller):
    """What hangs below `/api/events/{slug}` for its organisers."""

    path = "/api/events/{slug:str}"
    tags = ["organisers"]  # noqa: RUF012
    guards = [only(Act.ORGANISE)]  # noqa: RUF012

    @get("/registrations")
    async def registrations(
        self, slug: FromPath[str], asker: NamedDependency[Asker], after: FromQuery[int] = 0
    ) -> Rows:
        """Everyone registered, cancelled ones too, with who came."""
        event = await organised_event(slug, asker)
        rows = await fetch(f"{_ROWS} LIMIT {PAGE + 1}", event, after)
        items = msgspec.convert([dict(row) for row in rows[:PAGE]], list[Row])
        return Rows(items, items[-1].id if len(rows) > PAGE else None)

    @get("/registrations.csv", media_type="text/csv")
    async def as_csv(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Response[bytes]:
        """Everyone registered, a line per person; cells that a spreadsheet would take for a formula are quoted."""
        event = await organised_event(slug, asker)
        rows = msgspec.convert([dict(row) for row in await fetch(_ROWS, event, 0)], list[Row])
        return Response(
            _csv(rows),
            media_type="text/csv; charset=utf-8",
            headers={
                "content-disposition": f'attachment; filename="{slug}.csv"',
                "cache-control": "private, no-store",
            },
        )

    @get("/arrivals")
    async def arrivals(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Arrivals:
        """The counts of the moment."""
        event = await organised_event(slug, asker)
        row = await fetchrow(
            """SELECT s.confirmed, s.waiting, count(a.id) AS arrived, count(a.id) FILTER (WHERE a.inside) AS inside
            FROM seats s LEFT JOIN arrival a ON a.event = s.event WHERE s.event = $1 GROUP BY s.id""",
            event,
        )
        gates = await fetch(
            """SELECT first_gate AS gate, count(*) AS arrived FROM arrival WHERE event = $1
            GROUP BY first_gate ORDER BY first_gate""",
            event,
        )
        latest = await fetch(
            """SELECT t.name, a.first_gate AS gate, a.first_admitted_at AS at
            FROM arrival a JOIN ticket t ON t.id = a.ticket WHERE a.event = $1
            ORDER BY a.first_admitted_at DESC LIMIT 10""",
            event,
        )
        lists = {"gates": [dict(gate) for gate in gates], "latest": [dict(one) for one in latest]}
        return msgspec.convert({**dict(row or {}), **lists}, Arrivals)

    @get("/live")
    async def live(
        self, slug: FromPath[str], asker: NamedDependency[Asker], watching: NamedDependency[Watching]
    ) -> ServerSentEvent:
        """Server-sent events: `changed` whenever something changed here; fetch again then."""
        event = await organised_event(slug, asker)
        return ServerSentEvent(_changes(watching, event))


async def _changes(watching: Watching, event: int) -> AsyncIterator[Any]:
    """A beat at once, one per change, and one every 20 seconds so that dead lines are noticed."""
    with watching.of(event) as bell:
        yield {"event": "changed", "data": "now"}
        while not watching.closing:
            try:
                await asyncio.wait_for(bell.wait(), 20)
            except TimeoutError:
                yield {"event": "still-here", "data": "yes"}
                continue
            bell.clear()
            if not watching.closing:
                yield {"event": "changed", "data": "now"}


_ROWS = """
SELECT r.id, r.name, r.email, r.language, r.seat, r.created_at, r.cancelled_at,
    CASE WHEN r.seat = 'waiting' THEN (
        SELECT count(*) FROM registration w WHERE w.event = r.event AND w.seat = 'waiting' AND w.position <= r.position
    ) END AS position,
    (SELECT coalesce(json_agg(json_build_object('ticket', t.id, 'name', t.name, 'arrived_at', a.first_admitted_at,
            'gate', a.first_gate) ORDER BY t.number), '[]')
        FROM place p JOIN ticket t ON t.id = p.ticket LEFT JOIN arrival a ON a.ticket = t.id AND a.event = r.event
        WHERE p.registration = r.id) AS people
FROM registration r WHERE r.event = $1 AND r.id > $2 ORDER BY r.id
"""


def _csv(rows: list[Row]) -> bytes:
    """With a byte order mark, as spreadsheets take a file without one for another alphabet."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(["registration", "ticket", "name", "registered_by", "email", "language", "seat", "position",
        "registered_at", "arrived_at", "gate"])  # fmt: skip
    for row in rows:
        for person in row.people:
            write.writerow(_inert(cell) for cell in (
                row.id, person.ticket, person.name, row.name, row.email, row.language.value, row.seat.value,
                row.position, row.created_at.isoformat(), person.arrived_at and person.arrived_at.isoformat(),
                person.gate,
            ))  # fmt: skip
    return "\ufeff".encode() + out.getvalue().encode()


def _inert(cell: object) -> object:
    """A cell that a spreadsheet would run is led by an apostrophe, which makes it text."""
    text = isinstance(cell, str) and cell
    return f"'{cell}" if text and text[0] in "=+-@\t\r" else cell
