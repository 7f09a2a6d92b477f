"""The sitting of an assembly: opened, paused, taken through its agenda, closed, and followed live."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from msgspec import UNSET, UnsetType

from events.actions import projectors
from events.actions import sittings as actions
from events.actions.roll import ON_ROLL
from events.api.asking import asker_of, only
from events.api.assemblies import IfMatch, event_reached
from events.api.snapshots import Seen, snapshot
from events.api.streams import Check, Following, Rooms, Stream
from events.api.versions import etag, version_in
from events.clock import today
from events.database import fetch, fetchrow
from events.errors import Missing, NotSignedIn
from events.rules.access import Act, Asker
from events.settings import settings
from events.tickets.secrets import projector_code_hash
from events.words import Move, View

LastEventId = Annotated[str | None, HeaderParameter(name="Last-Event-ID")]


class ItemTaken(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The item of the agenda to take, by its id; null for none."""

    item: int | None


class Arrangement(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """How the bureau runs the sitting; what is left out stays. right_language: null for one language alone."""

    speaking_seconds: int | UnsetType = UNSET
    question_limit: int | UnsetType = UNSET
    floor_open: bool | UnsetType = UNSET
    left_language: str | UnsetType = UNSET
    right_language: str | UnsetType | None = UNSET


class MoveOut(msgspec.Struct, kw_only=True):
    """One move of the sitting. item: the id of the one taken, null for none."""

    kind: Move
    item: int | None
    at: datetime


class Moves(msgspec.Struct):
    """Every move, in order."""

    items: list[MoveOut]
    next: str | None = None


class WatchedOut(msgspec.Struct, kw_only=True):
    """offered: whether there is something to watch online; url: where, once the member came online."""

    offered: bool
    url: str | None


class ProjectorOut(msgspec.Struct, kw_only=True):
    """An address that shows the sitting to the room."""

    id: int
    name: str
    made_at: datetime


class Projectors(msgspec.Struct):
    """Those that were not revoked."""

    items: list[ProjectorOut]
    next: str | None = None


class NewProjector(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What to call it, such as the room it stands in."""

    name: str


class ProjectorMade(msgspec.Struct, kw_only=True):
    """Its address, shown once. code: the last part of it, for another computer to type."""

    id: int
    url: str
    code: str


class SittingsController(Controller):
    """What hangs below `/api/assemblies/{slug}` while it sits."""

    path = "/api/assemblies/{slug:str}"
    tags = ["sittings"]  # noqa: RUF012

    @get("/sitting")
    async def one(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker | None],
        view: FromQuery[View] = View.MEMBER,
        code: FromQuery[str] = "",
    ) -> Response[Seen]:
        """What the sitting is at, as the desk, a member's page or a projector shows it."""
        event, _ = await followed(slug, view, code, asker)
        return _seen((await snapshot(event)).seen(view))

    @get("/live", media_type="text/event-stream")
    async def live(
        self,
        request: Request[Any, Any, Any],
        slug: FromPath[str],
        asker: NamedDependency[Asker | None],
        rooms: NamedDependency[Rooms],
        view: FromQuery[View] = View.MEMBER,
        code: FromQuery[str] = "",
        last: FromQuery[str] = "",
        last_event_id: LastEventId = None,
    ) -> Following:
        """Server-sent events: the parts of `…/sitting` that changed, all of them first. last: as `Last-Event-ID`."""
        event, who = await followed(slug, view, code, asker)
        check = _desk_check(slug, request) if view is View.DESK else None
        return Following(rooms, event, last_event_id or last or None, lambda send: Stream(send, view, who, check))

    @get("/stream")
    async def stream(self, slug: FromPath[str], asker: NamedDependency[Asker | None]) -> WatchedOut:
        """Where to watch it, for the members who came online; null for who did not yet, or where there is nothing."""
        event = await member_event(slug, asker)
        row = await fetchrow(_WATCHED, event, asker and asker.member)
        return WatchedOut(offered=bool(row and row["offered"]), url=row["url"] if row else None)

    @put("/opening", guards=[only(Act.ASSEMBLIES)])
    async def open(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Response[Seen]:
        """Open the assembly; its roll is settled with it. 409 not-convened, roll-too-early, roll-empty."""
        event = await event_reached(slug, asker)
        await actions.open_assembly(event, asker.name)
        return await answer(event)

    @put("/closing", guards=[only(Act.ASSEMBLIES)])
    async def close(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Response[Seen]:
        """Close the assembly, for good. 409 not-sitting."""
        event = await event_reached(slug, asker)
        await actions.close_assembly(event, asker.name)
        return await answer(event)

    @put("/suspension", guards=[only(Act.ASSEMBLIES)])
    async def suspend(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Response[Seen]:
        """Let the sitting pause. 409 not-sitting, assembly-closed."""
        event = await event_reached(slug, asker)
        await actions.suspend(event, asker.name)
        return await answer(event)

    @delete("/suspension", guards=[only(Act.ASSEMBLIES)], status_code=200)
    async def resume(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Response[Seen]:
        """Let the sitting go on. 409 not-sitting, assembly-closed."""
        event = await event_reached(slug, asker)
        await actions.resume(event, asker.name)
        return await answer(event)

    @put("/item", guards=[only(Act.ASSEMBLIES)])
    async def take(
        self,
        slug: FromPath[str],
        data: JSONBody[ItemTaken],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Response[Seen]:
        """Take an item of the agenda. 409 not-sitting, assembly-closed; 412 when the bureau moved on meanwhile."""
        event = await event_reached(slug, asker)
        await actions.take(event, data.item, asker.name, version_in(if_match))
        return await answer(event)

    @patch("/sitting", guards=[only(Act.ASSEMBLIES)])
    async def choose(
        self,
        slug: FromPath[str],
        data: JSONBody[Arrangement],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Response[Seen]:
        """Choose speaking time, questions for each, whether the list is open, the projector's languages."""
        event = await event_reached(slug, asker)
        await actions.choose(event, given(data), asker.name, version_in(if_match))
        return await answer(event)

    @get("/moves", guards=[only(Act.ASSEMBLIES)])
    async def moves(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Moves:
        """When it opened, paused, took each item and closed."""
        event = await event_reached(slug, asker)
        rows = await fetch(
            """SELECT m.kind, m.item, m.at FROM sitting_move m JOIN assembly a ON a.id = m.assembly
            WHERE a.event = $1 ORDER BY m.id""",
            event,
        )
        return Moves([msgspec.convert(dict(row), MoveOut) for row in rows])

    @get("/projectors", guards=[only(Act.ASSEMBLIES)])
    async def projectors(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Projectors:
        """The addresses that show this sitting."""
        event = await event_reached(slug, asker)
        rows = await fetch(
            """SELECT p.id, p.name, p.made_at FROM projector p JOIN assembly a ON a.id = p.assembly
            WHERE a.event = $1 AND p.revoked_at IS NULL ORDER BY p.id""",
            event,
        )
        return Projectors([ProjectorOut(**row) for row in rows])

    @post("/projectors", guards=[only(Act.ASSEMBLIES)])
    async def add_projector(
        self, slug: FromPath[str], data: JSONBody[NewProjector], asker: NamedDependency[Asker]
    ) -> ProjectorMade:
        """A new address for a projector; it is shown once."""
        made, code = await projectors.make(await event_reached(slug, asker), data.name, asker.name)
        return ProjectorMade(id=made, code=code, url=f"{settings().public_url}/projector/{code}")

    @delete("/projectors/{projector:int}", guards=[only(Act.ASSEMBLIES)], status_code=204)
    async def revoke(self, slug: FromPath[str], projector: FromPath[int], asker: NamedDependency[Asker]) -> None:
        """Let an address show nothing any more."""
        await projectors.revoke(await event_reached(slug, asker), projector, asker.name)


@get("/api/projectors/{code:str}", tags=["sittings"])
async def projector(code: FromPath[str]) -> Response[Seen]:
    """What a projector's address shows; with the slug in it, its page follows `…/live?view=projector&code=`."""
    row = await fetchrow(
        """SELECT a.event FROM projector p JOIN assembly a ON a.id = p.assembly
        WHERE p.code_hash = $1 AND p.revoked_at IS NULL""",
        projector_code_hash(code),
    )
    if row is None:
        raise Missing
    return _seen((await snapshot(row["event"])).seen(View.PROJECTOR))


async def answer(event: int) -> Response[Seen]:
    """What the desk shows after a move."""
    return _seen((await snapshot(event)).seen(View.DESK))


async def followed(slug: str, view: View, code: str, asker: Asker | None) -> tuple[int, int | None]:
    """The event, and the id of the projector or the member who asks, if this view is theirs. Raises Missing,
    NotSignedIn."""
    if view is View.PROJECTOR:
        row = await fetchrow(_BY_CODE, projector_code_hash(code), slug)
        if row is None:
            raise Missing
        return int(row["event"]), int(row["id"])
    if asker is None:
        raise NotSignedIn
    if view is View.DESK or asker.member is None:
        return await event_reached(slug, asker), None
    return await member_event(slug, asker), asker.member


async def member_event(slug: str, asker: Asker | None) -> int:
    """The event, if this member takes part in its assembly and was called. Raises NotSignedIn, Missing."""
    if asker is None:
        raise NotSignedIn
    row = await fetchrow(
        f"""SELECT a.event FROM assembly a JOIN event e ON e.id = a.event
        WHERE e.slug = $3 AND e.status <> 'draft' AND a.convened_at IS NOT NULL AND {ON_ROLL}""",  # noqa: S608
        asker.member, today(), slug,
    )  # fmt: skip
    if row is None:
        raise Missing
    return int(row["event"])


def given(data: msgspec.Struct) -> dict[str, Any]:
    """The fields that a body has."""
    return {name: value for name, value in msgspec.structs.asdict(data).items() if value is not UNSET}


def _desk_check(slug: str, request: Request[Any, Any, Any]) -> Check:
    """Whether who opened the desk may still see it."""

    async def check() -> None:
        asker = await asker_of(request)
        if asker is None:
            raise NotSignedIn
        await event_reached(slug, asker)

    return check


def _seen(seen: Seen) -> Response[Seen]:
    return Response(seen, headers={"etag": etag(seen.sitting.version), "cache-control": "no-store"})


_WATCHED = """
SELECT e.mode <> 'on_site' AND e.online_url IS NOT NULL AS offered, CASE WHEN e.mode <> 'on_site' AND EXISTS (
    SELECT FROM stay s JOIN assembly a ON a.id = s.assembly
    WHERE a.event = e.id AND s.member = $2 AND s.channel = 'online' AND s.left_at IS NULL) THEN e.online_url END AS url
FROM event e WHERE e.id = $1
"""
_BY_CODE = """
SELECT p.id, a.event FROM projector p JOIN assembly a ON a.id = p.assembly JOIN event e ON e.id = a.event
WHERE p.code_hash = $1 AND e.slug = $2 AND p.revoked_at IS NULL
"""
