"""What organisers watch: who registered, who came, and when either changes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import msgspec
from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import ServerSentEvent

from events.api.asking import only
from events.api.events import organised_event
from events.api.lists import csv_of
from events.api.watching import Watching
from events.clock import now
from events.database import fetch, fetchrow
from events.rules.access import Act, Asker, check_elevated


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
    """How full it is, in people. invited: called to it and not registered; inside: now; arrived: ever."""

    confirmed: int
    invited: int
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

    @get("/registrations.csv", media_type="text/csv")
    async def as_csv(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Response[bytes]:
        """Everyone registered, a line per person; cells that a spreadsheet would take for a formula are quoted."""
        event = await organised_event(slug, asker)
        check_elevated(asker, now())
        return Response(
            await csv_of(event),
            media_type="text/csv",
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
            """SELECT s.confirmed, s.waiting, (SELECT count(*) FROM registration WHERE event = $1 AND seat = 'invited')
                AS invited, count(a.id) AS arrived, count(a.id) FILTER (WHERE a.inside) AS inside
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
