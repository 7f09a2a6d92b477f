"""The attendance list of an assembly as files, and the voting rights of any moment."""

import asyncio
import csv
import io
from datetime import datetime
from typing import Any

import msgspec
from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from events.actions.attendance import attendance_of, rights_at
from events.actions.bureau import bureau_of
from events.api.asking import only
from events.api.assemblies import assembly_reached
from events.api.lists import MARK, inert
from events.api.moments import instant_in
from events.api.tickets import INERT
from events.clock import now
from events.facts import event_by_slug
from events.papers.attendance import as_rows, attendance_list
from events.papers.blocks import Record, as_pdf
from events.rules.access import Act, Asker, check_elevated
from events.rules.attendance import Right
from events.rules.members import looked_up
from events.settings import settings
from events.words import Because, Channel, Exercise, Language, ProxyKind

PAGE = 100


class RightHolder(msgspec.Struct):
    """The member who holds a proxy."""

    number: int
    name: str


class RightOut(msgspec.Struct, kw_only=True):
    """A member's voting right at one moment: who may exercise it, with what weight, and why.

    by: who is there for it, themselves, a representative or the holder of a proxy, and channel: where. kind: of the
    proxy; places: of the items it names, on the agenda. votes: whether it may vote. since: when that became so.
    """

    number: int
    name: str
    category: str
    weight: int
    how: Exercise
    holder: RightHolder | None
    by: str | None
    channel: Channel | None
    kind: ProxyKind | None
    places: list[int]
    votes: bool
    since: datetime
    because: Because


class Rights(msgspec.Struct):
    """A page of rights by the member's number. next: the `after` of the following page."""

    items: list[RightOut]
    next: str | None


class AttendanceController(Controller):
    """`/api/assemblies/{slug}/attendance.pdf|.csv` and `…/rights`."""

    path = "/api/assemblies/{slug:str}"
    tags = ["assemblies"]  # noqa: RUF012
    guards = [only(Act.ASSEMBLIES)]  # noqa: RUF012

    @get("/attendance.pdf", media_type="application/pdf")
    async def as_paper(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        reads: NamedDependency[str],
        lang: FromQuery[Language | None] = None,
        at: FromQuery[str | None] = None,
    ) -> Response[bytes]:
        """The list to sign, as it was at this moment or is now; once the assembly is closed, as it was then."""
        assembly = await assembly_reached(slug, asker)
        found = await attendance_of(assembly, _moment(at))
        made = attendance_list(
            await event_by_slug(slug), found, await bureau_of(assembly), lang or reads, settings().organisation
        )
        return await pdf(made, f"{slug}-attendance")

    @get("/attendance.csv", media_type="text/csv")
    async def as_csv(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        reads: NamedDependency[str],
        lang: FromQuery[Language | None] = None,
        at: FromQuery[str | None] = None,
    ) -> Response[bytes]:
        """Freshly confirmed: the same for spreadsheets; cells that one would take for a formula are quoted."""
        assembly = await assembly_reached(slug, asker)
        check_elevated(asker, now())
        found = await attendance_of(assembly, _moment(at))
        out = io.StringIO()
        for row in as_rows(found, (await event_by_slug(slug)).timezone, lang or reads):
            csv.writer(out).writerow(map(inert, row))
        return saved(MARK + out.getvalue().encode(), "text/csv", f"{slug}-attendance.csv")

    @get("/rights")
    async def rights(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        at: FromQuery[str | None] = None,
        after: FromQuery[int] = 0,
        q: FromQuery[str] = "",
    ) -> Rights:
        """Who may exercise which right at this moment, or now, of members who ever could. q: of a name, or a number."""
        found = await rights_at(
            await assembly_reached(slug, asker), _moment(at), after=after, sought=looked_up(q), most=PAGE + 1
        )
        items = [_shown(right) for right in found[:PAGE]]
        return Rights(items, str(items[-1].number) if len(found) > PAGE else None)


async def pdf(record: Record, name: str) -> Response[bytes]:
    """The record as PDF, made beside what else is answered meanwhile."""
    return saved(await asyncio.to_thread(as_pdf, record), "application/pdf", f"{name}-{record.language}.pdf")


def saved(body: bytes, media: str, name: str) -> Response[bytes]:
    """A file to save under this name."""
    disposition = f'attachment; filename="{name}"'
    headers = {**INERT, "cache-control": "private, no-store", "content-disposition": disposition}
    return Response(body, media_type=media, headers=headers)


def _moment(at: str | None) -> datetime:
    return now() if at is None else instant_in("at", at)


def _shown(right: Right) -> RightOut:
    fields: dict[str, Any] = {
        name: getattr(right, name) for name in RightOut.__struct_fields__ if name not in ("holder", "places")
    }
    holder = None
    if right.holder is not None and right.holder_name is not None:
        holder = RightHolder(right.holder, right.holder_name)
    return RightOut(**fields, holder=holder, places=right.items)
