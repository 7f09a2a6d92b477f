"""Events: what the public finds, and what organisers change."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated, Any

import msgspec
from litestar import Controller, MediaType, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody, QueryParameter

from events.actions import events as actions
from events.api.asking import REACHED, only
from events.api.moments import OFFICE_ZONE, instant_in
from events.api.shapes import KEPT, EventOut, event_json, event_out, organises
from events.api.versions import etag, version_in
from events.api.watching import Watching
from events.database import fetchrow
from events.errors import Invalid, Mend, Missing
from events.facts import Found, events_where, found_where, read
from events.rules.access import Act, Asker, check_reaches, may, organises_office, reaches
from events.rules.events import EventDraft, EventFacts, Texts
from events.rules.people import folded
from events.rules.prose import html
from events.words import Audience, Language, Mode, Status

PAGE = 100


class Events(msgspec.Struct):
    """One page of events by start. next: the `after` of the following page, null at the end."""

    items: list[EventOut]
    next: str | None


class _Listed(msgspec.Struct):
    """`Events` with its items written already."""

    items: list[msgspec.Raw]
    next: str | None


class EventPage(EventOut, kw_only=True):
    """One event with its description as sanitised HTML per language, and its programme by start."""

    description_html: Texts
    items: list[EventOut]


class NewEvent(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """An event to create. starts_at, ends_at: RFC 3339 with an offset; the rest has sensible defaults."""

    slug: str
    office: str
    title: Texts
    starts_at: datetime
    ends_at: datetime
    timezone: str | None = None
    mode: Mode = Mode.ON_SITE
    parent: str | None = None
    description: Texts = msgspec.field(default_factory=dict)
    venue: str | None = None
    online_url: str | None = None
    capacity: int | None = None
    audience: Audience = Audience.EVERYONE
    languages: list[Language] | None = None
    status: Status = Status.DRAFT


class EventChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What to change; fields left out stay as they are."""

    slug: str | msgspec.UnsetType = msgspec.UNSET
    office: str | msgspec.UnsetType = msgspec.UNSET
    parent: str | msgspec.UnsetType | None = msgspec.UNSET
    title: Texts | msgspec.UnsetType = msgspec.UNSET
    description: Texts | msgspec.UnsetType = msgspec.UNSET
    starts_at: datetime | msgspec.UnsetType = msgspec.UNSET
    ends_at: datetime | msgspec.UnsetType = msgspec.UNSET
    timezone: str | msgspec.UnsetType = msgspec.UNSET
    mode: Mode | msgspec.UnsetType = msgspec.UNSET
    venue: str | msgspec.UnsetType | None = msgspec.UNSET
    online_url: str | msgspec.UnsetType | None = msgspec.UNSET
    capacity: int | msgspec.UnsetType | None = msgspec.UNSET
    audience: Audience | msgspec.UnsetType = msgspec.UNSET
    languages: list[Language] | msgspec.UnsetType = msgspec.UNSET


class Cancellation(msgspec.Struct, forbid_unknown_fields=True):
    """Why, in the languages somebody writes it in; mailed to everyone registered."""

    reason: Texts = msgspec.field(default_factory=dict)


class EventsController(Controller):
    """`/api/events`."""

    path = "/api/events"
    tags = ["events"]  # noqa: RUF012

    @get("/")
    async def find(
        self,
        asker: NamedDependency[Asker | None],
        office: FromQuery[list[str] | None] = None,
        starts_from: Annotated[str | None, QueryParameter(name="from")] = None,
        until: Annotated[str | None, QueryParameter(name="to")] = None,
        q: FromQuery[str | None] = None,
        mode: FromQuery[list[Mode] | None] = None,
        language: FromQuery[list[Language] | None] = None,
        after: FromQuery[str | None] = None,
        limit: FromQuery[int] = PAGE,
    ) -> Response[Events]:
        """Events by start, programme items among them; cancelled ones stay, drafts show to their organisers.

        office, mode, language: any of those given. from, to: a date (in Brussels) or an instant; events under way
        between them. q: every word is somewhere in the title, description or venue, accents and capitals aside.
        """
        clauses, values = _visible(asker)
        for sql, value in (
            ("o.slug = ANY(${}::text[])", office),
            ("e.mode = ANY(${}::text[])", [one.value for one in mode or []]),
            ("e.languages && ${}::varchar[]", [one.value for one in language or []]),
            ("e.ends_at > ${}", starts_from and instant_in("from", starts_from)),
            ("e.starts_at < ${}", until and instant_in("to", until)),
        ):
            if value:
                values.append(value)
                clauses.append(sql.format(len(values)))
        for word in folded(q or "").split()[:10]:
            values.append("%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
            clauses.append(f"e.search LIKE ${len(values)}")
        if after:
            values += _read_cursor(after)
            clauses.append(f"(e.starts_at, e.id) > (${len(values) - 1}, ${len(values)})")
        size = max(1, min(limit, PAGE))
        found = await found_where(" AND ".join(clauses), *values, most=size + 1)
        mine = asker if may(asker, Act.ORGANISE) else None
        items = [event_json(one.facts, organises(mine, one.office, one.id, one.parent)) for one in found[:size]]
        return _ready(msgspec.json.encode(_Listed(items, _cursor(found[size - 1]) if len(found) > size else None)))

    @get("/{slug:str}")
    async def one(self, slug: FromPath[str], asker: NamedDependency[Asker | None]) -> Response[EventPage]:
        """The event, with its description as HTML and its programme."""
        found = await found_where(_WITH_PROGRAMME, slug)
        event = next((one for one in found if one.slug == slug), None)
        organised = event is not None and organises(asker, event.office, event.id, event.parent)
        if event is None or (event.status == Status.DRAFT and not organised):
            raise Missing
        items = [one.facts for one in found if one is not event and (organised or one.status != Status.DRAFT)]
        return _ready(_page_json(event.facts, organised, *items), etag=etag(event.version))

    @post("/", guards=[only(Act.ORGANISE)])
    async def create(
        self, data: JSONBody[NewEvent], asker: NamedDependency[Asker], watching: NamedDependency[Watching]
    ) -> Response[EventPage]:
        """Create an event, a draft unless `status` says published. 422 names every field to mend."""
        office = await fetchrow("SELECT id, timezone, languages FROM office WHERE slug = $1", data.office)
        parent = data.parent and await fetchrow("SELECT id FROM event WHERE slug = $1", data.parent)
        if office and not reaches(asker, Act.ORGANISE, office["id"], 0, parent["id"] if parent else None):
            raise Missing
        fields = msgspec.structs.asdict(data)
        fields["timezone"] = data.timezone or (office["timezone"] if office else OFFICE_ZONE)
        fields["languages"] = data.languages if data.languages is not None else (office["languages"] if office else [])
        if data.status is Status.CANCELLED:
            raise Invalid([Mend("status", "wrong_kind", {"wanted": "choice", "choices": "draft, published"})])
        event = await actions.create(msgspec.convert(fields, EventDraft), asker.name)
        watching.calendar_changed()
        return await _changed(event, 201)

    @patch("/{slug:str}", guards=[only(Act.ORGANISE)])
    async def change(
        self,
        slug: FromPath[str],
        data: JSONBody[EventChange],
        asker: NamedDependency[Asker],
        watching: NamedDependency[Watching],
        if_match: Annotated[str | None, HeaderParameter(name="If-Match")] = None,
    ) -> Response[EventPage]:
        """Change some fields. With `If-Match` (the ETag that was read), 412 when somebody changed it meanwhile."""
        event = await _organised(slug, asker)
        changes = {
            name: value for name in data.__struct_fields__ if (value := getattr(data, name)) is not msgspec.UNSET
        }
        if "office" in changes and not organises_office(asker, changes["office"]):
            raise Missing
        changed = await actions.change(event, changes, asker.name, version_in(if_match))
        watching.calendar_changed()
        return await _changed(changed)

    @put("/{slug:str}/publication", guards=[only(Act.ORGANISE)])
    async def publish(
        self, slug: FromPath[str], asker: NamedDependency[Asker], watching: NamedDependency[Watching]
    ) -> Response[EventPage]:
        """Show the event to the public; again changes nothing."""
        event = await actions.publish(await _organised(slug, asker), asker.name)
        watching.calendar_changed()
        return await _changed(event)

    @delete("/{slug:str}/publication", guards=[only(Act.ORGANISE)], status_code=200)
    async def withdraw(
        self, slug: FromPath[str], asker: NamedDependency[Asker], watching: NamedDependency[Watching]
    ) -> Response[EventPage]:
        """Take the event back to draft, as long as nobody has registered."""
        event = await actions.withdraw(await _organised(slug, asker), asker.name)
        watching.calendar_changed()
        return await _changed(event)

    @put("/{slug:str}/cancellation", guards=[only(Act.ORGANISE)])
    async def cancel(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        watching: NamedDependency[Watching],
        data: JSONBody[Cancellation | None] = None,
    ) -> Response[EventPage]:
        """Cancel the event and its programme, for good; everyone registered is mailed."""
        reason = data.reason if data else {}
        event = await actions.cancel(await _organised(slug, asker), reason, asker.name)
        watching.calendar_changed()
        return await _changed(event)


async def organised_event(slug: str, asker: Asker) -> int:
    """The id of an event this asker organises. Raises Missing for any other."""
    return await _organised(slug, asker)


_WITH_PROGRAMME = """e.id IN (SELECT id FROM event WHERE slug = $1 UNION ALL
    SELECT item.id FROM event item JOIN event day ON day.id = item.parent WHERE day.slug = $1)"""


def _visible(asker: Asker | None) -> tuple[list[str], list[Any]]:
    if asker is None or not may(asker, Act.ORGANISE):
        return ["e.status <> 'draft'"], []
    return [f"(e.status <> 'draft' OR {REACHED})"], list(asker.reach(Act.ORGANISE))


async def _scope(slug: str) -> Any:
    row = await fetchrow("SELECT id, office, parent FROM event WHERE slug = $1", slug)
    if row is None:
        raise Missing
    return row


async def _organised(slug: str, asker: Asker) -> int:
    row = await _scope(slug)
    check_reaches(asker, Act.ORGANISE, row["office"], row["id"], row["parent"])
    return int(row["id"])


@lru_cache(KEPT)
def _page_json(facts: str, organised: bool, *items: str) -> bytes:
    return msgspec.json.encode(_page(read(facts), [read(item) for item in items], organised))


def _page(event: EventFacts, items: Sequence[EventFacts], organised: bool) -> EventPage:
    return EventPage(
        **msgspec.structs.asdict(event_out(event, organised)),
        description_html={language: html(text) for language, text in event.description.items()},
        items=[event_out(item, organised) for item in items],
    )


async def _changed(event: EventFacts, status: int = 200) -> Response[EventPage]:
    """The page of an event for the organiser who just changed it."""
    page = _page(event, await events_where("e.parent = $1", event.id), True)
    return Response(page, status_code=status, headers={"etag": etag(event.version)})


def _ready(body: bytes, **headers: str) -> Response[Any]:
    """An answer that is JSON already."""
    return Response(body, media_type=MediaType.JSON, headers=headers)


def _cursor(event: Found) -> str:
    text = f"{event.starts_at.astimezone(UTC).isoformat()}|{event.id}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(after: str) -> list[Any]:
    try:
        text = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode()
        starts_at, _, event = text.partition("|")
        return [datetime.fromisoformat(starts_at).astimezone(UTC), int(event)]
    except (ValueError, OverflowError):
        raise Invalid([Mend("after", "wrong_kind", {"wanted": "cursor"})]) from None
