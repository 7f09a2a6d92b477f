"""Documents to an agenda: taken in as they come, handed out inert."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

from litestar import Controller, Request, Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Stream

from events.actions import documents as actions
from events.api.agenda import AgendaOut, Reasoned, event_read, shown
from events.api.asking import only
from events.api.assemblies import event_reached
from events.api.document import BODY_TYPES, MEDIA_TYPES
from events.api.tickets import INERT
from events.database import fetchrow, fetchval
from events.errors import Missing, TooLarge
from events.rules.access import Act, Asker
from events.rules.documents import pages_of
from events.settings import settings
from events.words import Language

MEGABYTE = 1_000_000
CHUNK = 1_000_000
"""Bytes read from the database at once."""


class AgendaDocumentChange(Reasoned, kw_only=True, forbid_unknown_fields=True):
    """What to change; what is left out stays."""

    name: str | None = None
    language: Language | None = None
    report: bool | None = None


class DocumentsController(Controller):
    """`/api/assemblies/{slug}/documents`."""

    path = "/api/assemblies/{slug:str}/documents"
    tags = ["assemblies"]  # noqa: RUF012

    @post(
        "/",
        guards=[only(Act.ASSEMBLIES)],
        request_max_body_size=None,
        opt={BODY_TYPES: ("application/pdf",)},
    )
    async def attach(
        self,
        request: Request[Any, Any, Any],
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        name: FromQuery[str],
        language: FromQuery[Language],
        item: FromQuery[int | None] = None,
        report: FromQuery[bool] = False,
        reason_nl: FromQuery[str] = "",
        reason_fr: FromQuery[str] = "",
        reason_en: FromQuery[str] = "",
        reason_de: FromQuery[str] = "",
    ) -> Response[AgendaOut]:
        """Attach the PDF in the body to an item, or to the whole assembly; answers the whole agenda.

        report: the one that some changes need. Once published, a reason in one language at least. 413 too-large.
        """
        event = await event_reached(slug, asker)
        file = await body_of(request, settings().document_megabytes * MEGABYTE)
        pages = await asyncio.to_thread(pages_of, file)
        reason = {"nl": reason_nl, "fr": reason_fr, "en": reason_en, "de": reason_de}
        await actions.attach(event, item, file, pages, name, language, report=report, reason=reason, actor=asker.name)
        return await shown(event, 201)

    @patch("/{document:int}", guards=[only(Act.ASSEMBLIES)])
    async def change(
        self,
        slug: FromPath[str],
        document: FromPath[int],
        data: JSONBody[AgendaDocumentChange],
        asker: NamedDependency[Asker],
    ) -> Response[AgendaOut]:
        """Call it something else, in another language, or say whether it is the report; answers the whole agenda."""
        event = await event_reached(slug, asker)
        await actions.change(event, document, data.name, data.language, data.report, data.reason, asker.name)
        return await shown(event)

    @delete("/{document:int}", guards=[only(Act.ASSEMBLIES)], status_code=200)
    async def remove(
        self,
        slug: FromPath[str],
        document: FromPath[int],
        asker: NamedDependency[Asker],
        data: JSONBody[Reasoned | None] = None,
    ) -> Response[AgendaOut]:
        """Take it off the agenda; answers the whole agenda."""
        event = await event_reached(slug, asker)
        await actions.remove(event, document, data.reason if data else {}, asker.name)
        return await shown(event)

    @get("/{document:int}", opt={MEDIA_TYPES: ("application/pdf",)})
    async def file(self, slug: FromPath[str], document: FromPath[int], asker: NamedDependency[Asker | None]) -> Stream:
        """The PDF itself, to whoever may read the agenda."""
        event = await event_read(slug, asker)
        row = await fetchrow(
            """SELECT d.name, d.size, d.digest FROM agenda_document d JOIN assembly a ON a.id = d.assembly
            WHERE d.id = $1 AND a.event = $2 AND d.removed_at IS NULL""",
            document, event,
        )  # fmt: skip
        if row is None:
            raise Missing
        headers = {
            **INERT,
            "content-disposition": f'attachment; filename="{slug}-{document}.pdf"; filename*={_named(row["name"])}',
            "content-length": str(row["size"]),
            "etag": f'"{row["digest"].hex()}"',
        }
        return Stream(_parts(document, row["size"]), media_type="application/pdf", headers=headers)


async def body_of(request: Request[Any, Any, Any], limit: int) -> bytes:
    """The file in the body, read no further than that many bytes. Raises TooLarge."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise TooLarge(limit=limit)
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > limit:
            raise TooLarge(limit=limit)
    return bytes(found)


def _named(name: str) -> str:
    """The name a browser keeps the file by (RFC 8187)."""
    return f"UTF-8''{quote(name, safe='')}.pdf"


async def _parts(document: int, size: int) -> AsyncIterator[bytes]:
    for start in range(1, size + 1, CHUNK):
        sql = "SELECT substring(body FROM $2 FOR $3) FROM agenda_document WHERE id = $1"
        yield await fetchval(sql, document, start, CHUNK)
