"""The agenda of an assembly: its bureau writes and publishes it, members read it, and what it puts to the vote."""

from datetime import datetime
from functools import lru_cache
from typing import Annotated, Any

import msgspec
from litestar import Controller, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, HeaderParameter, JSONBody

from events.actions import agenda as actions
from events.actions.statutes import FACTS, read
from events.agenda import agenda_of, versions_of
from events.api.asking import only
from events.api.assemblies import event_reached
from events.api.versions import etag, version_in
from events.database import fetchone, fetchrow
from events.errors import Missing
from events.rules.access import Act, Asker, reaches
from events.rules.agenda import AgendaChange, AgendaFacts, ItemDraft, ItemFacts
from events.rules.events import Texts
from events.rules.prose import html
from events.rules.statutes import Need, figures
from events.rules.statutes_said import need_said
from events.words import AgendaKind, AssemblyStatus, BallotOrder, Base, Language, Matter, Method, Status


class AgendaDocumentOut(msgspec.Struct, kw_only=True):
    """A PDF. size: bytes; digest: SHA-256 of the file, in hex; report: the one that some changes need."""

    id: int
    language: Language
    name: str
    report: bool
    pages: int
    size: int
    digest: str


class AgendaItemOut(msgspec.Struct, kw_only=True):
    """An item. matter: of a decision or an election; text_html: the text as sanitised HTML; version: of the item.

    method: of an election, how it is voted on; most: the names one may choose at most, where names are chosen;
    ballot_order: of its candidates.
    """

    id: int
    position: int
    kind: AgendaKind
    matter: Matter | None
    title: Texts
    text: Texts
    text_html: Texts
    seats: int | None
    candidates_until: datetime | None
    method: Method | None
    most: int | None
    ballot_order: BallotOrder | None
    documents: list[AgendaDocumentOut]
    version: int


class AgendaVersionOut(msgspec.Struct, kw_only=True):
    """That the agenda was published. reason: why anew; empty the first time. changes: since the time before."""

    number: int
    reason: Texts
    published_at: datetime
    changes: list[AgendaChange]


class AgendaOut(msgspec.Struct, kw_only=True):
    """An agenda in order. status: of the assembly; published_at: null while its bureau alone reads it.

    documents: of the whole assembly. versions: the latest first. version: of the agenda, the ETag.
    """

    status: AssemblyStatus
    published_at: datetime | None
    items: list[AgendaItemOut]
    documents: list[AgendaDocumentOut]
    versions: list[AgendaVersionOut]
    version: int


class ResolutionOut(msgspec.Struct, kw_only=True):
    """What is put to the vote, and what it needs.

    quorum: the part of all members or votes (`counted`) that is there at least, such as `1/2`; null for none. again:
    whether a second assembly needs it too; at one that does not, quorum is null. majority: of the votes cast; `1/2` is
    more than a half, anything above at least that. within: the same in a category, by its code. report: whether one is
    attached. said: all of it in the reader's language.
    """

    id: int
    position: int
    kind: AgendaKind
    matter: Matter
    title: Texts
    text: Texts
    seats: int | None
    method: Method | None
    most: int | None
    ballot_order: BallotOrder | None
    quorum: str | None
    counted: Base
    again: bool
    majority: str
    within: dict[str, str]
    report: bool
    said: str


class Resolutions(msgspec.Struct):
    """What an agenda puts to the vote, in order."""

    items: list[ResolutionOut]
    next: str | None = None


class Reasoned(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """reason: why an agenda changes that members have read; needed once it is published."""

    reason: Texts = msgspec.field(default_factory=dict)


class NewAgendaItem(Reasoned, kw_only=True, forbid_unknown_fields=True):
    """An item to put on the agenda. position: where, from 1; at the end unless said."""

    kind: AgendaKind
    title: Texts
    text: Texts = msgspec.field(default_factory=dict)
    matter: Matter | None = None
    seats: int | None = None
    candidates_until: datetime | None = None
    method: Method | None = None
    most: int | None = None
    ballot_order: BallotOrder | None = None
    position: int | None = None


class AgendaItemChange(Reasoned, kw_only=True, forbid_unknown_fields=True):
    """What to change; what is left out stays."""

    kind: AgendaKind | msgspec.UnsetType = msgspec.UNSET
    title: Texts | msgspec.UnsetType = msgspec.UNSET
    text: Texts | msgspec.UnsetType = msgspec.UNSET
    matter: Matter | msgspec.UnsetType | None = msgspec.UNSET
    seats: int | msgspec.UnsetType | None = msgspec.UNSET
    candidates_until: datetime | msgspec.UnsetType | None = msgspec.UNSET
    method: Method | msgspec.UnsetType | None = msgspec.UNSET
    most: int | msgspec.UnsetType | None = msgspec.UNSET
    ballot_order: BallotOrder | msgspec.UnsetType | None = msgspec.UNSET


class AgendaOrder(Reasoned, kw_only=True, forbid_unknown_fields=True):
    """The ids of all items, in the order they are to stand in."""

    items: list[int]


IfMatch = Annotated[str | None, HeaderParameter(name="If-Match")]


class AgendaController(Controller):
    """`/api/assemblies/{slug}/agenda`, and its resolutions. Every change answers the whole agenda."""

    path = "/api/assemblies/{slug:str}"
    tags = ["assemblies"]  # noqa: RUF012

    @get("/agenda")
    async def one(self, slug: FromPath[str], asker: NamedDependency[Asker | None]) -> Response[AgendaOut]:
        """The agenda; to others than its bureau once it is published, and as long as the event is to be seen."""
        return await shown(await event_read(slug, asker))

    @post("/agenda", guards=[only(Act.ASSEMBLIES)])
    async def add(
        self, slug: FromPath[str], data: JSONBody[NewAgendaItem], asker: NamedDependency[Asker]
    ) -> Response[AgendaOut]:
        """Put an item on it. 409 agenda-fixed, agenda-without-text, agenda-without-report."""
        event = await event_reached(slug, asker)
        draft = ItemDraft(**{name: getattr(data, name) for name in ItemDraft.__struct_fields__})
        await actions.add(event, draft, data.position, data.reason, asker.name)
        return await shown(event, 201)

    @patch("/agenda/{item:int}", guards=[only(Act.ASSEMBLIES)])
    async def change(
        self,
        slug: FromPath[str],
        item: FromPath[int],
        data: JSONBody[AgendaItemChange],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Response[AgendaOut]:
        """AgendaChange an item; `If-Match` names the version of the item. 409 as above; 412 changed-meanwhile."""
        event = await event_reached(slug, asker)
        changes = {
            name: value for name in ItemDraft.__struct_fields__ if (value := getattr(data, name)) is not msgspec.UNSET
        }
        await actions.change(event, item, changes, data.reason, asker.name, version_in(if_match))
        return await shown(event)

    @delete("/agenda/{item:int}", guards=[only(Act.ASSEMBLIES)], status_code=200)
    async def remove(
        self,
        slug: FromPath[str],
        item: FromPath[int],
        asker: NamedDependency[Asker],
        data: JSONBody[Reasoned | None] = None,
        if_match: IfMatch = None,
    ) -> Response[AgendaOut]:
        """Take an item off it; `If-Match` names the version of the item. 409 as above, agenda-item-in-use; 412."""
        event = await event_reached(slug, asker)
        await actions.remove(event, item, data.reason if data else {}, asker.name, version_in(if_match))
        return await shown(event)

    @put("/agenda/order", guards=[only(Act.ASSEMBLIES)])
    async def order(
        self,
        slug: FromPath[str],
        data: JSONBody[AgendaOrder],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Response[AgendaOut]:
        """Put the items in this order; `If-Match` names the version of the agenda. 409 as above; 412."""
        event = await event_reached(slug, asker)
        await actions.order(event, data.items, data.reason, asker.name, version_in(if_match))
        return await shown(event)

    @put("/agenda/publication", guards=[only(Act.ASSEMBLIES)])
    async def publish(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        data: JSONBody[Reasoned | None] = None,
        if_match: IfMatch = None,
    ) -> Response[AgendaOut]:
        """Let members read it. 409 agenda-empty, agenda-without-text, agenda-without-report, agenda-fixed; 412."""
        event = await event_reached(slug, asker)
        await actions.publish(event, data.reason if data else {}, asker.name, version_in(if_match))
        return await shown(event)

    @delete("/agenda/publication", guards=[only(Act.ASSEMBLIES)], status_code=200)
    async def withdraw(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Response[AgendaOut]:
        """Let nobody read it any more, until people are called together. 409 assembly-convened, agenda-fixed."""
        event = await event_reached(slug, asker)
        await actions.withdraw(event, asker.name)
        return await shown(event)

    @get("/resolutions")
    async def resolutions(
        self, slug: FromPath[str], asker: NamedDependency[Asker | None], reads: NamedDependency[str]
    ) -> Resolutions:
        """What is put to the vote, and what each resolution needs by the rules of this assembly."""
        agenda = await agenda_of(await event_read(slug, asker))
        rules = read((await fetchone(_RULES, agenda.assembly))["facts"])
        return Resolutions(
            [_resolution(item, rules.need(item.matter), agenda.second, reads) for item in agenda.items if item.matter]
        )


async def event_read(slug: str, asker: Asker | None) -> int:
    """The event's id, if this asker may read the agenda of the assembly it is. Raises Missing."""
    row = await fetchrow(
        """SELECT e.id, e.office, e.parent, e.status, g.published_at
        FROM assembly a JOIN event e ON e.id = a.event LEFT JOIN agenda g ON g.assembly = a.id WHERE e.slug = $1""",
        slug,
    )
    if row is None:
        raise Missing
    hidden = row["published_at"] is None or row["status"] == Status.DRAFT
    if hidden and not reaches(asker, Act.ASSEMBLIES, row["office"], row["id"], row["parent"]):
        raise Missing
    return int(row["id"])


async def shown(event: int, status: int = 200) -> Response[AgendaOut]:
    """The whole agenda, as whoever may read it does."""
    agenda = await agenda_of(event)
    return Response(await _out(agenda), status_code=status, headers={"etag": etag(agenda.version)})


async def _out(agenda: AgendaFacts) -> AgendaOut:
    found: dict[str, Any] = msgspec.to_builtins(agenda, builtin_types=(datetime,))
    for item in found["items"]:
        item["text_html"] = {language: html_of(text) for language, text in item["text"].items()}
    return msgspec.convert({**found, "versions": await versions_of(agenda.assembly)}, AgendaOut, from_attributes=True)


@lru_cache(1024)
def html_of(text: str) -> str:
    """A text as HTML, made once: agendas are read again and again."""
    return html(text)


def _resolution(item: ItemFacts, need: Need, second: bool, reads: str) -> ResolutionOut:
    if second and not need.again:
        need = msgspec.structs.replace(need, quorum=None)
    return ResolutionOut(
        **{name: getattr(item, name) for name in RESOLVED},
        quorum=None if need.quorum is None else figures(need.quorum),
        counted=need.counted,
        again=need.again,
        majority=figures(need.majority),
        within={code: figures(majority) for code, majority in need.within.items()},
        report=need.report,
        said=need_said(need, reads),
    )


RESOLVED = ("id", "position", "kind", "matter", "title", "text", "seats", "method", "most", "ballot_order")
_RULES = f"{FACTS} JOIN assembly a ON a.statutes = s.id WHERE a.id = $1"
