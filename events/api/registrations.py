"""Registrations: made by anybody, seen and given back by their owner, listed for organisers."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody

from events.actions import registrations as actions
from events.actions.keys import keys
from events.api.asking import only
from events.api.events import organised_event
from events.api.lists import Rows, page_of
from events.api.registering import NewRegistration, registrant_of, request_of
from events.api.shapes import EventOut, event_out
from events.database import fetch, fetchrow, fetchval
from events.errors import Missing
from events.facts import event_by_id, rank_of
from events.rules.access import Act, Asker, reaches
from events.rules.tickets import validity
from events.tickets import codes
from events.tickets.secrets import matches, registration_url
from events.words import Language, Seat


class TicketOut(msgspec.Struct):
    """One person's ticket. code: what its QR says."""

    id: int
    name: str
    code: str


class Registered(msgspec.Struct, kw_only=True):
    """What registering gave. position: the place in the queue, from 1; manage_url: the person's own link."""

    id: int
    seat: Seat
    position: int | None
    manage_url: str
    tickets: list[TicketOut]


class RegistrationOut(Registered, kw_only=True):
    """A registration as its owner sees it. online_url: the link to join, with a seat only."""

    event: EventOut
    name: str
    email: str | None
    language: Language
    online_url: str | None
    created_at: datetime
    cancelled_at: datetime | None


class RegistrationsController(Controller):
    """`/api/events/{slug}/registrations` and `/api/registrations/{id}`."""

    path = "/api"
    tags = ["registrations"]  # noqa: RUF012

    @post("/events/{slug:str}/registrations")
    async def register(
        self,
        slug: FromPath[str],
        data: JSONBody[NewRegistration],
        asker: NamedDependency[Asker | None],
        key: Annotated[str | None, HeaderParameter(name="Idempotency-Key", max_length=200)] = None,
    ) -> Registered:
        """Register a party of one or more: a seat for all of it, or a place in the queue.

        The same Idempotency-Key with the same body gets the first answer again. 409 already-registered for an address
        that has a registration: its link is mailed again, and shown to the member alone whose it is, as `location`.
        403 members-only unless a member is signed in, or named by an organiser, where the event is for members.
        """
        registrant = await registrant_of(slug, data.member, asker)
        made = await actions.register(
            slug,
            request_of(data, registrant),
            key,
            current=bool(registrant and registrant.current),
            actor=asker.name if asker and registrant else None,
        )
        return Registered(
            id=made.registration,
            seat=made.seat,
            position=made.position,
            manage_url=registration_url(made.registration),
            tickets=await tickets_of(made.registration),
        )

    @get("/events/{slug:str}/registrations", guards=[only(Act.ORGANISE)])
    async def listed(self, slug: FromPath[str], asker: NamedDependency[Asker], after: FromQuery[int] = 0) -> Rows:
        """Everyone registered, in the order they came, for the event's organisers; not who was only invited."""
        return await page_of(await organised_event(slug, asker), after)

    @get("/registrations/{registration:int}")
    async def see(
        self, registration: FromPath[int], asker: NamedDependency[Asker | None], key: FromQuery[str] = ""
    ) -> RegistrationOut:
        """The person's own registration, by the key in its link or signed in, or for the event's organiser."""
        await check_theirs(registration, key, asker)
        return await shown(registration)

    @delete("/registrations/{registration:int}", status_code=200)
    async def cancel(
        self, registration: FromPath[int], asker: NamedDependency[Asker | None], key: FromQuery[str] = ""
    ) -> RegistrationOut:
        """Give the place back; who waits first gets it at once. Again changes nothing."""
        actor = await check_theirs(registration, key, asker)
        await actions.cancel(registration, actor)
        return await shown(registration)


async def check_theirs(registration: int, key: str, asker: Asker | None) -> str:
    """Who acts, for the journal. Raises Missing unless the key is right, or it is the asker's or of their event.

    Who was erased is nobody any more, and their link opens nothing.
    """
    if await fetchval("SELECT erased_at FROM registration WHERE id = $1", registration):
        raise Missing
    if key and matches(registration, key):
        return f"registration {registration}"
    row = asker and await fetchrow(
        f"""SELECT e.id, e.office, e.parent, {OWN} AS own
        FROM registration r JOIN event e ON e.id = r.event WHERE r.id = $3""",  # noqa: S608
        asker.member, asker.login, registration,
    )  # fmt: skip
    if asker and row and (row["own"] or reaches(asker, Act.ORGANISE, row["office"], row["id"], row["parent"])):
        return asker.name
    raise Missing


OWN = """coalesce(r.member = $1::bigint
    OR (r.member IS NULL AND r.address = (SELECT address FROM login WHERE id = $2::bigint)), false)"""
"""SQL: whether the registration `r` is of the member `$1`, or was made for the mailbox that the login `$2` proved."""


async def tickets_of(registration: int) -> list[TicketOut]:
    """The registration's tickets with their codes, signed with the key of the day."""
    rows = await fetch(
        """SELECT t.id, t.name, t.event, t.created_at, e.ends_at
        FROM ticket t JOIN event e ON e.id = t.event WHERE t.registration = $1 ORDER BY t.number""",
        registration,
    )
    signing = await keys()
    return [
        TicketOut(
            row["id"],
            row["name"],
            codes.sign(
                signing.active,
                key_id=signing.active_id,
                event=row["event"],
                ticket=row["id"],
                **validity(row["created_at"], row["ends_at"]),
            ),
        )
        for row in rows
    ]


async def shown(registration: int) -> RegistrationOut:
    """The registration as its owner sees it now. Raises Missing."""
    row = await fetchrow("SELECT * FROM registration WHERE id = $1", registration)
    if row is None:
        raise Missing
    event = await event_by_id(row["event"])
    seated = row["seat"] == Seat.CONFIRMED
    return RegistrationOut(
        id=row["id"],
        event=event_out(event),
        name=row["name"],
        email=row["email"],
        language=Language(row["language"]),
        seat=Seat(row["seat"]),
        position=await rank_of(row) if row["seat"] == Seat.WAITING else None,
        manage_url=registration_url(registration),
        online_url=event.online_url if seated else None,
        tickets=await tickets_of(registration),
        created_at=row["created_at"],
        cancelled_at=row["cancelled_at"],
    )
