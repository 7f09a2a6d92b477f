"""Registrations: made by anybody, seen and given back with the secret in their own link, listed for organisers."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody

from events.actions import registrations as actions
from events.actions.keys import keys
from events.api.asking import only
from events.api.events import organised_event
from events.api.lists import Rows, page_of
from events.api.shapes import EventOut, event_out
from events.database import fetch, fetchrow
from events.errors import Invalid, Mend, Missing
from events.facts import event_by_id, rank_of
from events.rules.access import Act, Asker, reaches
from events.rules.people import email_mends, name_mends, storable, tidy
from events.rules.registrations import PARTY_LIMIT
from events.rules.tickets import validity
from events.tickets import codes
from events.tickets.secrets import matches, registration_url
from events.words import Language, Seat

ANSWERS_LIMIT = 50


class NewRegistration(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Who comes. email may be left out by who has none; party: the names of the others."""

    name: str
    email: str | None = None
    language: Language = Language.EN
    party: list[str] = msgspec.field(default_factory=list)
    answers: dict[str, Any] = msgspec.field(default_factory=dict)


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
        key: Annotated[str | None, HeaderParameter(name="Idempotency-Key", max_length=200)] = None,
    ) -> Registered:
        """Register a party of one or more: a seat for all of it, or a place in the queue.

        The same Idempotency-Key with the same body gets the first answer again. 409 already-registered for an address
        that has a registration: its link is mailed again, never shown.
        """
        made = await actions.register(slug, _request(data), key)
        return Registered(
            id=made.registration,
            seat=made.seat,
            position=made.position,
            manage_url=registration_url(made.registration),
            tickets=await tickets_of(made.registration),
        )

    @get("/events/{slug:str}/registrations", guards=[only(Act.ORGANISE)])
    async def listed(self, slug: FromPath[str], asker: NamedDependency[Asker], after: FromQuery[int] = 0) -> Rows:
        """Everyone registered, in the order they came, for the event's organisers."""
        return await page_of(await organised_event(slug, asker), after)

    @get("/registrations/{registration:int}")
    async def see(
        self, registration: FromPath[int], asker: NamedDependency[Asker | None], key: FromQuery[str] = ""
    ) -> RegistrationOut:
        """The person's own registration, by the key in its link, or for the event's organiser."""
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
    """Who acts, for the journal. Raises Missing unless the key is right or the asker organises the event."""
    if key and matches(registration, key):
        return f"registration {registration}"
    row = asker and await fetchrow(
        "SELECT e.id, e.office, e.parent FROM registration r JOIN event e ON e.id = r.event WHERE r.id = $1",
        registration,
    )
    if asker and row and reaches(asker, Act.ORGANISE, row["office"], row["id"], row["parent"]):
        return asker.name
    raise Missing


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


def _request(data: NewRegistration) -> actions.Request:
    """What is asked, tidied. Raises Invalid with everything to mend."""
    name, party = tidy(data.name), [tidy(other) for other in data.party]
    email = (data.email or "").strip() or None
    mends = name_mends("name", name)
    if email:
        mends += email_mends("email", email)
    if len(party) >= PARTY_LIMIT:
        mends.append(Mend("party", "too_many", {"limit": PARTY_LIMIT - 1}))
    else:
        mends += [mend for n, other in enumerate(party) for mend in name_mends(f"party.{n}", other)]
    if len(data.answers) > ANSWERS_LIMIT or len(msgspec.json.encode(data.answers)) > 20_000:
        mends.append(Mend("answers", "too_many", {"limit": ANSWERS_LIMIT}))
    elif not storable(data.answers):
        mends.append(Mend("answers", "control_character"))
    if mends:
        raise Invalid(mends)
    return actions.Request(name=name, email=email, language=data.language.value, party=party, answers=data.answers)
