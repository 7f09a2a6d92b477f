"""Assemblies: which there are, what each is held by, and its roll."""

from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from litestar import Controller, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody

from events.actions import assemblies as actions
from events.actions.statutes import FACTS, read
from events.api.asking import REACHED, only
from events.api.statutes import StatutesIn, shown, statutes_in
from events.api.versions import etag, version_in
from events.database import fetch, fetchone, fetchrow
from events.errors import Missing
from events.rules.access import Act, Asker, check_reaches, reaches
from events.rules.events import Texts
from events.rules.statutes import days
from events.rules.statutes_said import sentences
from events.words import AssemblyStatus, Gathering

PAGE = 200


class AssemblySummary(msgspec.Struct, kw_only=True):
    """An assembly. slug, title, starts_at, timezone: of its event; kind: ordinary or extraordinary."""

    slug: str
    title: Texts
    starts_at: datetime
    timezone: str
    kind: Gathering
    status: AssemblyStatus


class DaysOut(msgspec.Struct, kw_only=True):
    """What follows from the rules and the moment it begins.

    convene_by: the last day to call everybody together; record_on: whose members may vote. proxies_until, advance_from:
    null where the rules know no proxies, or no voting before the meeting.
    """

    convene_by: date
    record_on: date
    proxies_until: datetime | None
    advance_from: datetime | None


class RollOut(msgspec.Struct, kw_only=True):
    """A settled roll. record_on: the day whose members it names; count, weight: members and their votes.

    hash: SHA-256 of its lines, in hex. A line is number, category, shares and weight with semicolons between, ended by
    a line feed; they stand in the order of the numbers.
    """

    record_on: date
    count: int
    weight: int
    hash: str
    settled_at: datetime


class AssemblyOut(AssemblySummary, kw_only=True):
    """An assembly, the rules it holds itself to, what they say in the reader's language, and its roll once settled.

    id: what the journal calls it by.
    """

    id: int
    days: DaysOut
    statutes: StatutesIn
    explained: list[str]
    roll: RollOut | None
    version: int


class Assemblies(msgspec.Struct):
    """Assemblies by the moment they begin."""

    items: list[AssemblySummary]
    next: str | None = None


class NewAssembly(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Which event becomes one, by which profile of statutes."""

    event: str
    statutes: int
    kind: Gathering = Gathering.ORDINARY


class AssemblyChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What to change; what is left out stays."""

    kind: Gathering | None = None
    statutes: StatutesIn | None = None


class VoterOut(msgspec.Struct, kw_only=True):
    """A line of the roll. weight: how many votes, before any cap."""

    number: int
    name: str
    category: str
    shares: int
    weight: int


class Voters(msgspec.Struct):
    """A page of the roll by number. next: the `after` of the following page."""

    items: list[VoterOut]
    next: str | None


IfMatch = Annotated[str | None, HeaderParameter(name="If-Match")]


class AssembliesController(Controller):
    """`/api/assemblies`."""

    path = "/api/assemblies"
    tags = ["assemblies"]  # noqa: RUF012

    @get("/")
    async def all(self, asker: NamedDependency[Asker | None]) -> Assemblies:
        """Those that were called together, and to whoever prepares them those that were not."""
        reach = asker.reach(Act.ASSEMBLIES) if asker else ([], [])
        rows = await fetch(
            f"""{_ASSEMBLY} WHERE (a.convened_at IS NOT NULL AND e.status <> 'draft') OR {REACHED}
            ORDER BY e.starts_at, a.id""",
            *reach,
        )  # fmt: skip
        return Assemblies([AssemblySummary(**_summary(row)) for row in rows])

    @post("/", guards=[only(Act.ASSEMBLIES)])
    async def create(
        self, data: JSONBody[NewAssembly], asker: NamedDependency[Asker], reads: NamedDependency[str]
    ) -> Response[AssemblyOut]:
        """Make an event an assembly. 409 assembly-exists, assembly-needs-a-place, event-cancelled."""
        event = await event_reached(data.event, asker)
        await actions.create(event, data.kind, data.statutes, asker.name)
        return await _answer(data.event, reads)

    @get("/{slug:str}")
    async def one(
        self, slug: FromPath[str], asker: NamedDependency[Asker | None], reads: NamedDependency[str]
    ) -> Response[AssemblyOut]:
        """One of them."""
        row = await _found(slug)
        if (row["convened_at"] is None or row["draft"]) and not reaches(
            asker, Act.ASSEMBLIES, row["office"], row["event"], row["parent"]
        ):
            raise Missing
        return await _shown(row, reads)

    @patch("/{slug:str}", guards=[only(Act.ASSEMBLIES)])
    async def change(
        self,
        slug: FromPath[str],
        data: JSONBody[AssemblyChange],
        asker: NamedDependency[Asker],
        reads: NamedDependency[str],
        if_match: IfMatch = None,
    ) -> Response[AssemblyOut]:
        """Change its kind or its rules. 409 assembly-convened, roll-settled; 412 changed-meanwhile."""
        event = await event_reached(slug, asker)
        rules = statutes_in(data.statutes) if data.statutes else None
        await actions.change(event, data.kind, rules, asker.name, version_in(if_match))
        return await _answer(slug, reads)

    @delete("/{slug:str}", guards=[only(Act.ASSEMBLIES)], status_code=204)
    async def remove(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> None:
        """Let the event be no assembly any more. 409 assembly-convened, roll-settled."""
        await actions.remove(await event_reached(slug, asker), asker.name)

    @put("/{slug:str}/roll", guards=[only(Act.ASSEMBLIES)])
    async def settle(
        self, slug: FromPath[str], asker: NamedDependency[Asker], reads: NamedDependency[str]
    ) -> Response[AssemblyOut]:
        """Settle who may vote; settled already is settled. 409 roll-too-early, roll-empty."""
        await actions.settle_roll(await event_reached(slug, asker), asker.name)
        return await _answer(slug, reads)

    @get("/{slug:str}/roll", guards=[only(Act.ASSEMBLIES)])
    async def roll(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        after: FromQuery[int] = 0,
    ) -> Voters:
        """Who may vote, by number; nobody before the roll is settled."""
        event = await event_reached(slug, asker)
        rows = await fetch(_VOTERS, event, after, PAGE + 1)
        items = [VoterOut(**row) for row in rows[:PAGE]]
        return Voters(items, str(items[-1].number) if len(rows) > PAGE else None)


class Reached(msgspec.Struct, frozen=True):
    """An assembly that the asker may do something at: its id, and its event's."""

    assembly: int
    event: int


async def reached(slug: str, asker: Asker, act: Act = Act.ASSEMBLIES) -> Reached:
    """The assembly, if this asker may do this there. Raises Missing, also where the event is none."""
    row = await fetchrow(
        """SELECT a.id AS assembly, e.id AS event, e.office, e.parent
        FROM assembly a JOIN event e ON e.id = a.event WHERE e.slug = $1""",
        slug,
    )
    if row is None:
        raise Missing
    check_reaches(asker, act, row["office"], row["event"], row["parent"])
    return Reached(row["assembly"], row["event"])


async def assembly_reached(slug: str, asker: Asker) -> int:
    """The assembly's id, if this asker prepares assemblies there. Raises Missing."""
    return (await reached(slug, asker)).assembly


async def called(slug: str) -> Any:
    """The assembly, its rules, its roll and its hours, if members were called to it. Raises Missing."""
    row = await fetchrow(
        """SELECT a.id, a.event, a.statutes, a.roll_at, e.starts_at, e.timezone
        FROM assembly a JOIN event e ON e.id = a.event
        WHERE e.slug = $1 AND a.convened_at IS NOT NULL AND e.status <> 'draft'""",
        slug,
    )
    if row is None:
        raise Missing
    return row


async def event_reached(slug: str, asker: Asker) -> int:
    """The event's id, if this asker prepares assemblies there. Raises Missing."""
    row = await fetchrow("SELECT id, office, parent FROM event WHERE slug = $1", slug)
    if row is None:
        raise Missing
    check_reaches(asker, Act.ASSEMBLIES, row["office"], row["id"], row["parent"])
    return int(row["id"])


async def _answer(slug: str, reads: str) -> Response[AssemblyOut]:
    return await _shown(await _found(slug), reads)


async def _found(slug: str) -> Any:
    row = await fetchrow(f"{_ASSEMBLY} WHERE e.slug = $1", slug)
    if row is None:
        raise Missing
    return row


async def _shown(row: Any, reads: str) -> Response[AssemblyOut]:
    rules = read((await fetchone(f"{FACTS} WHERE s.id = $1", row["statutes"]))["facts"])
    found = days(rules, row["starts_at"], row["timezone"])
    out = AssemblyOut(
        **_summary(row),
        id=row["id"],
        days=DaysOut(**{name: getattr(found, name) for name in found.__struct_fields__}),
        statutes=msgspec.convert(shown(rules), StatutesIn),
        explained=sentences(rules, reads),
        roll=_roll(row),
        version=row["version"],
    )
    return Response(out, headers={"etag": etag(out.version)})


def _roll(row: Any) -> RollOut | None:
    if row["roll_at"] is None:
        return None
    return RollOut(
        record_on=row["record_on"], count=row["roll_count"], weight=row["roll_weight"],
        hash=bytes(row["roll_hash"]).hex(), settled_at=row["roll_at"],
    )  # fmt: skip


def _summary(row: Any) -> dict[str, Any]:
    steps = (
        ("closed_at", AssemblyStatus.CLOSED),
        ("opened_at", AssemblyStatus.OPEN),
        ("convened_at", AssemblyStatus.CONVENED),
    )
    status = next((status for step, status in steps if row[step] is not None), AssemblyStatus.DRAFT)
    fields = {name: row[name] for name in ("slug", "title", "starts_at", "timezone")}
    return {**fields, "kind": Gathering(row["kind"]), "status": status}


_ASSEMBLY = """
SELECT a.*, e.slug, e.title, e.starts_at, e.timezone, e.office, e.parent, e.status = 'draft' AS draft
FROM assembly a JOIN event e ON e.id = a.event
"""
_VOTERS = """
SELECT m.number, m.name, c.code AS category, v.shares, v.weight
FROM voter v JOIN assembly a ON a.id = v.assembly JOIN member m ON m.id = v.member JOIN category c ON c.id = v.category
WHERE a.event = $1 AND m.number > $2 ORDER BY m.number LIMIT $3
"""
