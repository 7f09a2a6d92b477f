"""Incidents at an assembly, as its bureau notes them."""

from datetime import datetime

import msgspec
from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from events.actions import incidents as actions
from events.api.asking import only
from events.api.assemblies import event_reached
from events.database import fetch
from events.rules.access import Act, Asker
from events.words import Disturbance


class IncidentOut(msgspec.Struct, kw_only=True):
    """An incident. corrects: the earlier line that it replaces; corrected: whether a later one replaces it."""

    id: int
    kind: Disturbance
    text: str
    began_at: datetime
    ended_at: datetime | None
    noted_at: datetime
    corrects: int | None
    corrected: bool


class Incidents(msgspec.Struct):
    """All of them, in the order they were noted."""

    items: list[IncidentOut]
    next: str | None = None


class NewIncident(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What happened, from when until when; corrects: the line that this one replaces."""

    kind: Disturbance
    text: str
    began_at: datetime
    ended_at: datetime | None = None
    corrects: int | None = None


class IncidentsController(Controller):
    """`/api/assemblies/{slug}/incidents`."""

    path = "/api/assemblies/{slug:str}/incidents"
    tags = ["sittings"]  # noqa: RUF012
    guards = [only(Act.ASSEMBLIES)]  # noqa: RUF012

    @get("/")
    async def all(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Incidents:
        """Every line, also those that a later one corrects."""
        return await _all(await event_reached(slug, asker))

    @post("/")
    async def record(
        self, slug: FromPath[str], data: JSONBody[NewIncident], asker: NamedDependency[Asker]
    ) -> Incidents:
        """Note one; the lines, with it. 412 when the line to correct was corrected meanwhile."""
        event = await event_reached(slug, asker)
        await actions.record(event, data.kind, data.text, data.began_at, data.ended_at, data.corrects, asker.name)
        return await _all(event)


async def _all(event: int) -> Incidents:
    rows = await fetch(
        """SELECT i.id, i.kind, i.text, i.began_at, i.ended_at, i.noted_at, i.corrects,
            EXISTS (SELECT FROM incident later WHERE later.corrects = i.id) AS corrected
        FROM incident i JOIN assembly a ON a.id = i.assembly WHERE a.event = $1 ORDER BY i.id""",
        event,
    )
    return Incidents([msgspec.convert(dict(row), IncidentOut) for row in rows])
