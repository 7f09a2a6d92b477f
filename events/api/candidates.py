"""Candidates: members stand by themselves until a deadline, the bureau puts others forward, everybody reads who."""

import asyncio
from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody

from events.actions import candidates as actions
from events.api.agenda import Reasoned, event_read, html_of
from events.api.asking import only
from events.api.assemblies import event_reached
from events.api.document import BODY_TYPES, MEDIA_TYPES
from events.api.documents import body_of
from events.api.tickets import INERT
from events.api.versions import version_in
from events.database import fetch, fetchrow, fetchval
from events.errors import Missing, NotSignedIn
from events.rules.access import Act, Asker, reaches
from events.rules.candidates import PHOTO_LIMIT, inert_photo
from events.rules.events import Texts

PICTURES = ("image/jpeg", "image/png", "image/webp")


class CandidateOut(msgspec.Struct, kw_only=True):
    """Somebody who stands. item: the election's id; statement_html: as sanitised HTML; photo: its address.

    mine: whether it is the asker. member: the number of a member, to the bureau. withdrawn_at, reason: to the bureau
    and to the candidate; others see no candidacy that was withdrawn.
    """

    id: int
    item: int
    name: str
    member: int | None
    mine: bool
    statement: Texts
    statement_html: Texts
    photo: str | None
    stood_at: datetime
    withdrawn_at: datetime | None
    reason: str | None
    version: int


class Candidates(msgspec.Struct):
    """Who stands at an assembly, by election and in the bureau's order."""

    items: list[CandidateOut]
    next: str | None = None


class OwnStatement(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A candidate's own words, in one language at least."""

    statement: Texts


class NewCandidate(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Somebody the bureau puts forward: a member by number, or anybody else by name."""

    member: int | None = None
    name: str | None = None
    statement: Texts = msgspec.field(default_factory=dict)


class CandidateChange(Reasoned, kw_only=True, forbid_unknown_fields=True):
    """What to change; what is left out stays. name: of who is no member."""

    name: str | msgspec.UnsetType = msgspec.UNSET
    statement: Texts | msgspec.UnsetType = msgspec.UNSET


class CandidateOrder(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The ids of all who stand, in the order they are to be shown in."""

    candidates: list[int]


class CandidacyWithdrawal(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Why the bureau withdraws a candidacy."""

    reason: str


IfMatch = Annotated[str | None, HeaderParameter(name="If-Match")]


class CandidatesController(Controller):
    """`/api/assemblies/{slug}/candidates`. Every change answers all candidates."""

    path = "/api/assemblies/{slug:str}"
    tags = ["assemblies"]  # noqa: RUF012

    @get("/candidates")
    async def all(self, slug: FromPath[str], asker: NamedDependency[Asker | None]) -> Candidates:
        """Who stands, to whoever may read the agenda."""
        return await _all(await event_read(slug, asker), slug, asker)

    @put("/agenda/{item:int}/candidates/me")
    async def stand(
        self,
        slug: FromPath[str],
        item: FromPath[int],
        data: JSONBody[OwnStatement],
        asker: NamedDependency[Asker | None],
    ) -> Candidates:
        """A member stands, or with other words. 409 candidates-closed, only-members-stand, candidacy-withdrawn."""
        event, me = await event_read(slug, asker), _signed_in(asker)
        await actions.stand(event, item, me.member, data.statement, me.name)
        return await _all(event, slug, asker)

    @delete("/agenda/{item:int}/candidates/me", status_code=200)
    async def leave(self, slug: FromPath[str], item: FromPath[int], asker: NamedDependency[Asker | None]) -> Candidates:
        """The member stands no more. 409 candidates-closed."""
        event, me = await event_read(slug, asker), _signed_in(asker)
        await actions.leave(event, item, me.member, me.name)
        return await _all(event, slug, asker)

    @put("/agenda/{item:int}/candidates/me/photo", request_max_body_size=None, opt={BODY_TYPES: PICTURES})
    async def picture(
        self,
        request: Request[Any, Any, Any],
        slug: FromPath[str],
        item: FromPath[int],
        asker: NamedDependency[Asker | None],
    ) -> Candidates:
        """Put the picture in the body beside the member's words; an empty body takes it away. 413 too-large."""
        event, me = await event_read(slug, asker), _signed_in(asker)
        await actions.picture(event, item, me.member, await _photo(request), me.name)
        return await _all(event, slug, asker)

    @post("/agenda/{item:int}/candidates", guards=[only(Act.ASSEMBLIES)])
    async def put_forward(
        self,
        slug: FromPath[str],
        item: FromPath[int],
        data: JSONBody[NewCandidate],
        asker: NamedDependency[Asker],
    ) -> Candidates:
        """Its bureau puts somebody forward; who was withdrawn stands again. 409 agenda-fixed."""
        event = await event_reached(slug, asker)
        await actions.put_forward(event, item, data.member, data.name, data.statement, asker.name)
        return await _all(event, slug, asker)

    @put("/agenda/{item:int}/candidates/order", guards=[only(Act.ASSEMBLIES)])
    async def order(
        self,
        slug: FromPath[str],
        item: FromPath[int],
        data: JSONBody[CandidateOrder],
        asker: NamedDependency[Asker],
    ) -> Candidates:
        """Its bureau puts those who stand in this order. 409 agenda-fixed."""
        event = await event_reached(slug, asker)
        await actions.order(event, item, data.candidates, asker.name)
        return await _all(event, slug, asker)

    @patch("/candidates/{candidate:int}", guards=[only(Act.ASSEMBLIES)])
    async def change(
        self,
        slug: FromPath[str],
        candidate: FromPath[int],
        data: JSONBody[CandidateChange],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Candidates:
        """Its bureau corrects a statement or a name; `If-Match` names the version. 409 agenda-fixed; 412.

        Once the agenda is published, with a reason in one language at least: it is its next version.
        """
        event = await event_reached(slug, asker)
        changes = {name: value for name in ("name", "statement") if (value := getattr(data, name)) is not msgspec.UNSET}
        await actions.change(event, candidate, changes, data.reason, asker.name, version_in(if_match))
        return await _all(event, slug, asker)

    @put("/candidates/{candidate:int}/withdrawal", guards=[only(Act.ASSEMBLIES)])
    async def withdraw(
        self,
        slug: FromPath[str],
        candidate: FromPath[int],
        data: JSONBody[CandidacyWithdrawal],
        asker: NamedDependency[Asker],
    ) -> Candidates:
        """Its bureau withdraws a candidacy, until the assembly is closed. 409 agenda-fixed."""
        event = await event_reached(slug, asker)
        await actions.withdraw(event, candidate, data.reason, asker.name)
        return await _all(event, slug, asker)

    @put(
        "/candidates/{candidate:int}/photo",
        guards=[only(Act.ASSEMBLIES)],
        request_max_body_size=None,
        opt={BODY_TYPES: PICTURES},
    )
    async def picture_of(
        self,
        request: Request[Any, Any, Any],
        slug: FromPath[str],
        candidate: FromPath[int],
        asker: NamedDependency[Asker],
        reason_nl: FromQuery[str] = "",
        reason_fr: FromQuery[str] = "",
        reason_en: FromQuery[str] = "",
        reason_de: FromQuery[str] = "",
    ) -> Candidates:
        """Its bureau puts the picture in the body beside a candidacy; an empty body takes it away. 413 too-large.

        Once the agenda is published, with a reason in one language at least: it is its next version.
        """
        event = await event_reached(slug, asker)
        reason = {"nl": reason_nl, "fr": reason_fr, "en": reason_en, "de": reason_de}
        await actions.picture_of(event, candidate, await _photo(request), reason, asker.name)
        return await _all(event, slug, asker)

    @get("/candidates/{candidate:int}/photo", opt={MEDIA_TYPES: ("image/jpeg",)})
    async def photo(
        self, slug: FromPath[str], candidate: FromPath[int], asker: NamedDependency[Asker | None]
    ) -> Response[bytes]:
        """The picture of who stands."""
        event = await event_read(slug, asker)
        found = await fetchval(f"SELECT c.photo {_STANDS} AND c.id = $2 AND c.withdrawn_at IS NULL", event, candidate)
        if found is None:
            raise Missing
        return Response(bytes(found), media_type="image/jpeg", headers=INERT)


def _signed_in(asker: Asker | None) -> Asker:
    if asker is None:
        raise NotSignedIn
    return asker


async def _photo(request: Request[Any, Any, Any]) -> bytes | None:
    file = await body_of(request, PHOTO_LIMIT)
    return await asyncio.to_thread(inert_photo, file) if file else None


async def _all(event: int, slug: str, asker: Asker | None) -> Candidates:
    row = await fetchrow("SELECT office, parent FROM event WHERE id = $1", event)
    ours = row is not None and reaches(asker, Act.ASSEMBLIES, row["office"], event, row["parent"])
    me = asker.member if asker else None
    rows = await fetch(_CANDIDATES, event, ours, me)
    return Candidates([_out(one, slug, ours=ours, me=me) for one in rows])


def _out(row: Any, slug: str, *, ours: bool, me: int | None) -> CandidateOut:
    fields = ("id", "item", "name", "statement", "stood_at", "withdrawn_at", "reason", "version")
    shown = f"/api/assemblies/{slug}/candidates/{row['id']}/photo?v={row['version']}"
    return CandidateOut(
        **{name: row[name] for name in fields},
        member=row["number"] if ours else None,
        mine=me is not None and row["member"] == me,
        statement_html={language: html_of(text) for language, text in row["statement"].items()},
        photo=shown if row["pictured"] else None,
    )


_STANDS = """FROM candidate c JOIN agenda_item i ON i.id = c.item JOIN assembly a ON a.id = i.assembly
    LEFT JOIN member m ON m.id = c.member WHERE a.event = $1"""
_CANDIDATES = f"""
SELECT c.id, c.item, c.member, m.number, coalesce(m.name, c.name) AS name, c.statement, c.stood_at, c.withdrawn_at,
    c.reason, c.version, c.photo IS NOT NULL AND c.withdrawn_at IS NULL AS pictured
{_STANDS} AND (c.withdrawn_at IS NULL OR $2 OR c.member = $3)
ORDER BY i.position, c.withdrawn_at IS NOT NULL, c.position, c.id
"""
