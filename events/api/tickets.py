"""A ticket's files: the QR as SVG and PNG, the page to print, and the entry for a calendar."""

import asyncio
from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from events.api.document import MEDIA_TYPES
from events.api.registrations import check_theirs, tickets_of
from events.calendar import invitation
from events.database import fetchrow
from events.errors import Missing
from events.facts import event_by_id
from events.rules.access import Asker
from events.settings import settings
from events.tickets.pdf import TicketFacts, tickets_pdf
from events.tickets.qr import png, svg
from events.words import Seat

INERT = {"cache-control": "private, no-cache", "content-security-policy": "default-src 'none'; sandbox"}
"""Files hold names that anybody may have chosen: they are saved, or shown as a picture, and never opened as a page."""


class TicketsController(Controller):
    """`/api/tickets/{id}.svg|.png|.pdf|.ics`."""

    path = "/api/tickets"
    tags = ["tickets"]  # noqa: RUF012

    @get("/{file:str}", opt={MEDIA_TYPES: ("image/svg+xml", "image/png", "application/pdf", "text/calendar")})
    async def file(
        self,
        file: FromPath[str],
        asker: NamedDependency[Asker | None],
        reads: NamedDependency[str],
        key: FromQuery[str] = "",
        lang: FromQuery[str | None] = None,
    ) -> Response[bytes]:
        """The ticket as `{id}.svg`, `.png`, `.pdf` or `.ics`, in the language asked for or else the person's own."""
        name, _, kind = file.rpartition(".")
        if kind not in _MAKERS or not (name.isascii() and name.isdigit()) or len(name) > 18:
            raise Missing
        row = await fetchrow(
            """SELECT t.id, t.name, t.number, t.registration, r.event, r.language, r.party_size, r.seat
            FROM ticket t JOIN registration r ON r.id = t.registration WHERE t.id = $1""",
            int(name),
        )
        if row is None:
            raise Missing
        await check_theirs(row["registration"], key, asker)
        media, make = _MAKERS[kind]
        body = await make(row, reads if lang else row["language"])
        disposition = f'attachment; filename="convoke-{row["id"]}.{kind}"'
        return Response(body, media_type=media, headers={**INERT, "content-disposition": disposition})


async def _code(row: Any) -> str:
    return next(ticket.code for ticket in await tickets_of(row["registration"]) if ticket.id == row["id"])


async def _svg(row: Any, _: str) -> bytes:
    return svg(await _code(row), row["name"]).encode()


async def _png(row: Any, _: str) -> bytes:
    return await asyncio.to_thread(png, await _code(row))


async def _pdf(row: Any, language: str) -> bytes:
    facts = TicketFacts(
        id=row["id"], number=row["number"], of=row["party_size"], name=row["name"], code=await _code(row)
    )
    event = await event_by_id(row["event"])
    return await asyncio.to_thread(tickets_pdf, event, [facts], language, settings().organisation)


async def _ics(row: Any, language: str) -> bytes:
    event = await event_by_id(row["event"])
    seated = row["seat"] == Seat.CONFIRMED
    return invitation(event, language, settings().public_url, settings().organisation, online_url_shown=seated)


_MAKERS = {
    "svg": ("image/svg+xml", _svg),
    "png": ("image/png", _png),
    "pdf": ("application/pdf", _pdf),
    "ics": ("text/calendar", _ics),
}
