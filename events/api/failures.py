"""Resolutions on record as lacking their quorum, and the second assembly that decides on them."""

from datetime import datetime
from fractions import Fraction
from typing import Annotated, Any

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from events.actions import failures as actions
from events.actions import second_assemblies
from events.actions.assemblies import rules_of
from events.actions.bureau import bureau_of
from events.actions.second_assemblies import Meeting
from events.api.asking import only
from events.api.assemblies import assembly_reached, event_reached, reached
from events.api.attendance import pdf
from events.database import fetch, fetchone, fetchrow, fetchval
from events.errors import Invalid, Mend, Missing
from events.facts import event_by_slug
from events.papers.failures import Failure, failure_record
from events.rules.access import Act, Asker
from events.rules.events import Texts
from events.rules.people import name_mends, tidy
from events.rules.statutes import figures
from events.settings import settings
from events.words import Base, Language, Matter

VENUE = Annotated[str, msgspec.Meta(max_length=500)]


class FailureOut(msgspec.Struct, kw_only=True):
    """A resolution that lacked its quorum. item: its id, position: on the agenda; there, of roll: of what is counted.

    needed: the part that had to be there, as a fraction, and at_least what that comes to.
    """

    id: int
    item: int
    position: int
    title: Texts
    at: datetime
    counted: Base
    there: int
    roll: int
    needed: str
    at_least: int


class Failures(msgspec.Struct):
    """All of them by their place on the agenda. second: the slug of the assembly made from them."""

    items: list[FailureOut]
    second: str | None
    next: str | None = None


class NewFailures(msgspec.Struct, forbid_unknown_fields=True):
    """The items, by their ids, that lack their quorum now."""

    items: list[int]


class NewSecond(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Where and when it is held: at an event that is there, or at one made like the first with these hours.

    venue: where that is not the place of the first.
    """

    event: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    venue: VENUE | None = None


class Second(msgspec.Struct):
    """The second assembly. items, proxies: how many of them it took over."""

    slug: str
    items: int
    proxies: int


class FailuresController(Controller):
    """`/api/assemblies/{slug}/failures` and `…/second`."""

    path = "/api/assemblies/{slug:str}"
    tags = ["assemblies"]  # noqa: RUF012
    guards = [only(Act.ASSEMBLIES)]  # noqa: RUF012

    @get("/failures")
    async def all(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Failures:
        """What is on record."""
        return await _all(await assembly_reached(slug, asker))

    @post("/failures")
    async def record(self, slug: FromPath[str], data: JSONBody[NewFailures], asker: NamedDependency[Asker]) -> Failures:
        """Put on record that these lack their quorum; on record already, they are.

        409 not-sitting, assembly-closed, quorum-reached.
        """
        here = await reached(slug, asker)
        await actions.record(here.event, data.items, asker.name)
        return await _all(here.assembly)

    @get("/failures/{file:str}", media_type="application/pdf")
    async def as_paper(
        self,
        slug: FromPath[str],
        file: FromPath[str],
        asker: NamedDependency[Asker],
        reads: NamedDependency[str],
        lang: FromQuery[Language | None] = None,
    ) -> Response[bytes]:
        """The record of one, `{id}.pdf`, to be signed."""
        assembly = await assembly_reached(slug, asker)
        name, _, kind = file.rpartition(".")
        if kind != "pdf" or not (name.isascii() and name.isdigit()) or len(name) > 18:
            raise Missing
        row = await fetchrow(f"{_FAILURES} AND f.id = $2", assembly, int(name))
        if row is None:
            raise Missing
        rules = await rules_of(row["statutes"])
        shared = {field: row[field] for field in ("title", "at", "there", "roll", "at_least")}
        failure = Failure(
            **shared,
            place=row["position"],
            counted=Base(row["counted"]),
            needed=Fraction(row["quorum_numerator"], row["quorum_denominator"]),
            again=rules.need(Matter(row["matter"])).again,
        )
        event, bureau = await event_by_slug(slug), await bureau_of(assembly)
        made = failure_record(event, failure, bureau, lang or reads, settings().organisation)
        return await pdf(made, f"{slug}-quorum-{row['position']}")

    @post("/second")
    async def second(self, slug: FromPath[str], data: JSONBody[NewSecond], asker: NamedDependency[Asker]) -> Second:
        """Make the second assembly, to decide on what is on record; made already, it is there.

        409 assembly-not-over, no-failures, second-exists, event-cancelled, assembly-needs-a-place, assembly-exists.
        """
        first = await event_reached(slug, asker)
        made = await second_assemblies.make(first, await _where(data, asker), asker.name)
        return Second(**dict(await fetchone(_SECOND, made)))


async def _where(data: NewSecond, asker: Asker) -> int | Meeting:
    """Where it is held. Raises Invalid, Missing."""
    if data.event is not None:
        return await event_reached(data.event, asker)
    venue = tidy(data.venue or "")
    mends = name_mends("venue", venue) if venue else []
    for field in ("starts_at", "ends_at"):
        found = getattr(data, field)
        if found is None:
            mends.append(Mend(field, "empty"))
        elif found.tzinfo is None:
            mends.append(Mend(field, "no_offset"))
    if mends or data.starts_at is None or data.ends_at is None:
        raise Invalid(mends)
    return Meeting(starts_at=data.starts_at, ends_at=data.ends_at, venue=venue or None)


async def _all(assembly: int) -> Failures:
    rows = await fetch(f"{_FAILURES} ORDER BY i.position, f.id", assembly)
    second = await fetchval(
        "SELECT e.slug FROM assembly a JOIN event e ON e.id = a.event WHERE a.second_of = $1", assembly
    )
    return Failures([_shown(row) for row in rows], second)


def _shown(row: Any) -> FailureOut:
    names = ("id", "item", "position", "title", "at", "counted", "there", "roll", "at_least")
    fields = {name: row[name] for name in names}
    return FailureOut(**fields, needed=figures(Fraction(row["quorum_numerator"], row["quorum_denominator"])))


_FAILURES = """
SELECT f.*, i.position, i.title, i.matter, a.statutes
FROM quorum_failure f JOIN agenda_item i ON i.id = f.item JOIN assembly a ON a.id = f.assembly WHERE f.assembly = $1
"""
_SECOND = """
SELECT e.slug, (SELECT count(*) FROM agenda_item WHERE assembly = a.id)::int AS items,
    (SELECT count(*) FROM proxy WHERE assembly = a.id)::int AS proxies
FROM assembly a JOIN event e ON e.id = a.event WHERE e.id = $1
"""
