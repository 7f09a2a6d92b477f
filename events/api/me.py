"""What is theirs who is signed in: their registrations, and their own calendar."""

from datetime import datetime

import msgspec
from litestar import Controller, get, put
from litestar.di import NamedDependency
from litestar.params import FromQuery

from events.actions import subscribers
from events.api.asking import signed_in
from events.api.calendars import Link
from events.api.lists import RANK
from events.api.registrations import OWN
from events.api.shapes import EventOut, event_out
from events.database import fetch
from events.facts import events_where
from events.rules.access import Asker
from events.tickets.secrets import registration_url
from events.words import Seat

PAGE = 100


class MyRegistration(msgspec.Struct, kw_only=True):
    """One of one's registrations. people: who comes, by name; manage_url: its page, with its secret."""

    id: int
    event: EventOut
    seat: Seat
    position: int | None
    people: list[str]
    manage_url: str
    created_at: datetime
    cancelled_at: datetime | None


class MyRegistrations(msgspec.Struct):
    """One page, the latest made first. next: the `after` of the following page, null at the end."""

    items: list[MyRegistration]
    next: int | None


class MeController(Controller):
    """`/api/me/…`."""

    path = "/api/me"
    tags = ["me"]  # noqa: RUF012
    guards = [signed_in]  # noqa: RUF012

    @get("/registrations")
    async def registrations(
        self, asker: NamedDependency[Asker], after: FromQuery[int | None] = None
    ) -> MyRegistrations:
        """Those of the member who is signed in, and those made for the mailbox they signed in with."""
        rows = await fetch(f"{_MINE} LIMIT {PAGE + 1}", asker.member, asker.login, after)
        events = await events_where("e.id = ANY($1::bigint[])", [row["event"] for row in rows])
        shown = {event.id: event_out(event) for event in events}
        items = [
            MyRegistration(
                id=row["id"],
                event=shown[row["event"]],
                seat=Seat(row["seat"]),
                position=row["position"],
                people=row["people"],
                manage_url=registration_url(row["id"]),
                created_at=row["created_at"],
                cancelled_at=row["cancelled_at"],
            )
            for row in rows[:PAGE]
        ]
        return MyRegistrations(items, items[-1].id if len(rows) > PAGE else None)

    @put("/calendar")
    async def calendar(self, asker: NamedDependency[Asker]) -> Link:
        """The page of one's own calendar, begun when there was none.

        Only for who signed in with the mailbox it belongs to; 403 for everybody else, a link or a token included.
        """
        return Link(await subscribers.link_of(asker.login))


_MINE = f"""
SELECT r.id, r.event, r.seat, r.created_at, r.cancelled_at,
    {RANK} AS position,
    ARRAY(SELECT t.name FROM place p JOIN ticket t ON t.id = p.ticket WHERE p.registration = r.id ORDER BY t.number)
        AS people
FROM registration r WHERE {OWN} AND ($3::bigint IS NULL OR r.id < $3::bigint) ORDER BY r.id DESC
"""  # noqa: S608 (no value from outside)
