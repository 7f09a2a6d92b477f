"""Registering for an event, and giving the place back."""

import hashlib
from typing import Any

import msgspec

from events import whence
from events.actions import live, outbox
from events.actions.journal import note
from events.clock import now
from events.database import fetch, fetchone, fetchrow, transaction
from events.errors import AlreadyRegistered, AlreadyYours, KeyReused, Missing, Refused, RegistrationsClosed
from events.rules.people import folded_address
from events.rules.registrations import Waiting, check_audience, check_open, promoted, seat_for
from events.tickets.secrets import registration_url
from events.words import Audience, Seat, Status

LINK_AGAIN_MINUTES = 10
"""A link asked for again within this time is not mailed again, so that nobody's mailbox can be filled."""

QUEUE_READ = 200
"""Parties looked at per promotion round; more are read while all of them fit."""


class Request(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody asks: tidied names and address, as the rules on people allow them. member: the id of who it is."""

    name: str
    email: str | None
    language: str
    party: list[str]
    answers: dict[str, Any]
    member: int | None = None

    @property
    def fingerprint(self) -> bytes:
        """SHA-256 of what is asked, to know the same request again."""
        return hashlib.sha256(msgspec.json.encode(self)).digest()


class Registered(msgspec.Struct, frozen=True):
    """What was answered first: the registration, its seat, and its place in the queue from 1."""

    registration: int
    seat: Seat
    position: int | None
    event: int


async def register(
    slug: str, request: Request, key: str | None = None, *, current: bool = False, actor: str | None = None
) -> Registered:
    """Seat the party, or give it a place in the queue once the event is full.

    key: the Idempotency-Key; the same key with the same request gets the first answer again. current: whether whose it
    is is a member today. actor: who acts, when it is not just anybody for themselves.
    Raises Missing, RegistrationsClosed, MembersOnly, PartyTooLarge, KeyReused, AlreadyYours, AlreadyRegistered (the
    link is then mailed again).
    """
    try:
        async with transaction():
            registered = await _register(slug, request, key, current, actor)
    except AlreadyYours:
        raise
    except AlreadyRegistered as refused:
        async with transaction():
            await _mail_link_again(int(str(refused.facts.pop("registration"))))
        raise
    live.touch(registered.event)
    return registered


async def _register(slug: str, request: Request, key: str | None, current: bool, actor: str | None) -> Registered:
    event = await _lock_seats(slug)
    try:
        check_open(Status(event["status"]), event["ends_at"], now())
        check_audience(Audience(event["audience"]), current)
        size = 1 + len(request.party)
        seat = seat_for(event["capacity"], event["confirmed"], event["waiting"], size)
    except Refused:
        if first := await _first_answer(event["id"], key, request.fingerprint):
            return first
        raise
    position = event["last_position"] + 1 if seat is Seat.WAITING else None
    made = await fetchrow(
        _INSERT,
        event["id"], request.name, request.email, request.email and folded_address(request.email), request.language,
        request.answers, seat.value, position, size, now(), [request.name, *request.party], event["top"], key,
        request.fingerprint, whence.source(), whence.request_id(), request.member, current, actor,
    )  # fmt: skip
    if made is not None:
        return Registered(made["id"], seat, made["rank"], event["id"])
    if first := await _first_answer(event["id"], key, request.fingerprint):
        return first
    live_one = await fetchrow(_LIVE, event["id"], folded_address(request.email or ""), request.member)
    if live_one is None:
        raise RegistrationsClosed
    if live_one["theirs"] and live_one["seat"] == Seat.INVITED and seat is Seat.CONFIRMED:
        return await _take_up(live_one["id"], event, request, key, actor)
    if live_one["theirs"]:
        raise AlreadyYours(location=registration_url(live_one["id"]))
    raise AlreadyRegistered(registration=live_one["id"])


async def _lock_seats(slug: str) -> Any:
    """Lock the one row that owns the event's limit, and read what decides."""
    row = await fetchrow(_LOCK, slug)
    if row is None or row["status"] == Status.DRAFT:
        raise Missing
    return row


_LOCK = """
SELECT e.id, e.status, e.audience, e.ends_at, coalesce(e.parent, e.id) AS top, s.capacity, s.confirmed, s.waiting,
    s.last_position
FROM seats s JOIN event e ON e.id = s.event WHERE e.slug = $1 FOR NO KEY UPDATE OF s
"""

# The statement after the lock sees all that earlier holders of it committed, so looking and writing are one round trip;
# the event too, which the locking statement may have read before somebody cancelled it. Members may share a mailbox, so
# an address is registered once by anybody without a login, and each member once.
_INSERT = f"""
WITH made AS (
    INSERT INTO registration (event, name, email, address, language, answers, seat, position, party_size, created_at,
        confirmed_at, member)
    SELECT $1::bigint, $2::text, $3::text, $4::text, $5::text, $6::jsonb, $7::text, $8::bigint, $9::int,
        $10::timestamptz, CASE WHEN $7::text = 'confirmed' THEN $10::timestamptz END, $17::bigint
    WHERE NOT EXISTS (SELECT FROM idempotency_key WHERE event = $1::bigint AND key = $13::text)
        AND NOT EXISTS (SELECT FROM registration WHERE event = $1::bigint AND address = $4::text
            AND seat <> 'cancelled' AND (member IS NULL OR $17::bigint IS NULL))
        AND NOT EXISTS (
            SELECT FROM registration WHERE event = $1::bigint AND member = $17::bigint AND seat <> 'cancelled')
        AND EXISTS (SELECT FROM event WHERE id = $1::bigint AND status = 'published'
            AND (audience = 'everyone' OR $18::boolean))
    RETURNING id
), counted AS (
    UPDATE seats SET
        confirmed = confirmed + CASE WHEN $7::text = 'confirmed' THEN $9::int ELSE 0 END,
        waiting = waiting + CASE WHEN $7::text = 'waiting' THEN $9::int ELSE 0 END,
        last_position = coalesce($8::bigint, last_position)
    WHERE event = $1::bigint AND EXISTS (SELECT FROM made)
), printed AS (
    INSERT INTO ticket (event, registration, number, name, created_at)
    SELECT $12::bigint, made.id, person.number, person.name, $10::timestamptz
    FROM made, unnest($11::text[]) WITH ORDINALITY AS person (name, number)
    RETURNING id
), placed AS (
    INSERT INTO place (ticket, registration) SELECT printed.id, made.id FROM printed, made
), ranked AS (
    SELECT CASE WHEN $7::text = 'waiting' THEN
        1 + (SELECT count(*) FROM registration WHERE event = $1::bigint AND seat = 'waiting') END AS rank
), keyed AS (
    INSERT INTO idempotency_key (event, key, fingerprint, registration, seat, position, created_at)
    SELECT $1::bigint, $13::text, $14::bytea, made.id, $7::text, ranked.rank, $10::timestamptz
    FROM made, ranked WHERE $13::text IS NOT NULL
), mailed AS (
    INSERT INTO outbox (message, facts, recipient, name, language, message_id, priority, created_at, due_at)
    SELECT CASE WHEN $7::text = 'confirmed' THEN 'registered' ELSE 'waiting' END,
        jsonb_build_object('registration', made.id),
        $3::text, $2::text, $5::text, {outbox.MESSAGE_ID}, 0, $10::timestamptz, $10::timestamptz
    FROM made WHERE $3::text IS NOT NULL
), noted AS (
    INSERT INTO journal (at, actor, action, about, about_id, facts, source, request)
    SELECT $10::timestamptz, coalesce($19::text, 'registration ' || made.id), 'registered', 'registration', made.id,
        jsonb_strip_nulls(jsonb_build_object('event', $1::bigint, 'seat', $7::text, 'member', $17::bigint)),
        $15::text, $16::text
    FROM made
)
SELECT made.id, ranked.rank FROM made, ranked
"""  # noqa: S608 (no value from outside)

_LIVE = """
SELECT id, seat, coalesce(member = $3::bigint, false) AS theirs FROM registration
WHERE event = $1::bigint AND seat <> 'cancelled'
    AND (member = $3::bigint OR (address = $2::text AND (member IS NULL OR $3::bigint IS NULL)))
ORDER BY theirs DESC, id LIMIT 1
"""


async def _take_up(invited: int, event: Any, request: Request, key: str | None, actor: str | None) -> Registered:
    """Let a member who was called register: the same registration and ticket, with a seat, and with whom they bring.

    Where there is no seat for them all the invitation stays, as it admits whoever was called.
    """
    people = [request.name, *request.party]
    await fetch(
        _TAKE_UP,
        invited, event["id"], event["top"], request.name, request.email,
        request.email and folded_address(request.email), request.language, request.answers, people, now(), key,
        request.fingerprint,
    )  # fmt: skip
    facts = {"event": event["id"], "seat": Seat.CONFIRMED.value, "member": request.member}
    await note(actor or f"registration {invited}", "registered", "registration", invited, **facts)
    return Registered(invited, Seat.CONFIRMED, None, event["id"])


_TAKE_UP = f"""
WITH taken AS (
    UPDATE registration SET seat = 'confirmed', confirmed_at = $10::timestamptz, name = $4::text, email = $5::text,
        address = $6::text, language = $7::text, answers = $8::jsonb, party_size = cardinality($9::text[])
    WHERE id = $1::bigint
), counted AS (
    UPDATE seats SET confirmed = confirmed + cardinality($9::text[]) WHERE event = $2::bigint
), named AS (
    UPDATE ticket SET name = $4::text WHERE registration = $1::bigint AND number = 1
), printed AS (
    INSERT INTO ticket (event, registration, number, name, created_at)
    SELECT $3::bigint, $1::bigint, person.number, person.name, $10::timestamptz
    FROM unnest($9::text[]) WITH ORDINALITY AS person (name, number) WHERE person.number > 1
    RETURNING id
), placed AS (
    INSERT INTO place (ticket, registration) SELECT printed.id, $1::bigint FROM printed
), keyed AS (
    INSERT INTO idempotency_key (event, key, fingerprint, registration, seat, created_at)
    SELECT $2::bigint, $11::text, $12::bytea, $1::bigint, 'confirmed', $10::timestamptz WHERE $11::text IS NOT NULL
)
INSERT INTO outbox (message, facts, recipient, name, language, message_id, priority, created_at, due_at)
SELECT 'registered', jsonb_build_object('registration', $1::bigint), $5::text, $4::text, $7::text,
    {outbox.MESSAGE_ID}, 0, $10::timestamptz, $10::timestamptz
WHERE $5::text IS NOT NULL
"""  # noqa: S608 (no value from outside)


async def _first_answer(event: int, key: str | None, fingerprint: bytes) -> Registered | None:
    """What this key was answered before. Raises KeyReused when something else is asked with it now."""
    row = await fetchrow(
        "SELECT fingerprint, registration, seat, position FROM idempotency_key WHERE event = $1 AND key = $2",
        event,
        key,
    )
    if not row:
        return None
    if row["fingerprint"] != fingerprint:
        raise KeyReused
    return Registered(row["registration"], Seat(row["seat"]), row["position"], event)


async def _mail_link_again(registration: int) -> None:
    if await outbox.mailed_lately("link_again", registration, LINK_AGAIN_MINUTES):
        return
    row = await fetchone("SELECT email, name, language FROM registration WHERE id = $1", registration)
    await outbox.queue("link_again", row["email"], row["name"], row["language"], registration=registration)


async def cancel(registration: int, actor: str) -> None:
    """Give the place back, and seat those who waited for it, in one transaction. Cancelled twice is cancelled once."""
    async with transaction():
        event = await fetchrow(
            "SELECT s.event AS id FROM seats s JOIN registration r ON r.event = s.event WHERE r.id = $1"
            " FOR NO KEY UPDATE OF s",
            registration,
        )
        if event is None:
            raise Missing
        row = await fetchone(
            "SELECT seat, party_size, email, name, language FROM registration WHERE id = $1", registration
        )
        if row["seat"] == Seat.CANCELLED:
            return
        await fetch(_CANCEL, registration, event["id"], row["seat"], row["party_size"], now())
        if row["email"]:
            await outbox.queue("cancelled", row["email"], row["name"], row["language"], registration=registration)
        await note(actor, "cancelled", "registration", registration, event=event["id"], seat=row["seat"])
        await promote(event["id"])
    live.touch(event["id"])


_CANCEL = """
WITH gone AS (
    UPDATE registration SET seat = 'cancelled', cancelled_at = $5::timestamptz WHERE id = $1::bigint
)
UPDATE seats SET
    confirmed = confirmed - CASE WHEN $3::text = 'confirmed' THEN $4::int ELSE 0 END,
    waiting = waiting - CASE WHEN $3::text = 'waiting' THEN $4::int ELSE 0 END
WHERE event = $2::bigint
"""


async def promote(event: int) -> int:
    """Seat the head of the queue while it fits; answers how many registrations. Call it under the seats' lock."""
    seated = 0
    while True:
        seats = await fetchone("SELECT capacity, confirmed FROM seats WHERE event = $1", event)
        free = None if seats["capacity"] is None else seats["capacity"] - seats["confirmed"]
        queue = await fetch(
            "SELECT id, party_size FROM registration WHERE event = $1 AND seat = 'waiting' ORDER BY position LIMIT $2",
            event, QUEUE_READ,
        )  # fmt: skip
        chosen = promoted((Waiting(row["id"], row["party_size"]) for row in queue), free)
        if not chosen:
            return seated
        await fetch(
            _PROMOTE, event, [party.registration for party in chosen], now(), whence.source(), whence.request_id()
        )
        seated += len(chosen)


_PROMOTE = f"""
WITH seated AS (
    UPDATE registration SET seat = 'confirmed', confirmed_at = $3::timestamptz WHERE id = ANY($2::bigint[])
    RETURNING id, name, email, language, party_size, position
), counted AS (
    UPDATE seats SET confirmed = confirmed + n, waiting = waiting - n
    FROM (SELECT sum(party_size)::int AS n FROM seated) AS total WHERE event = $1::bigint
), noted AS (
    INSERT INTO journal (at, actor, action, about, about_id, facts, source, request)
    SELECT $3::timestamptz, 'queue', 'promoted', 'registration', id, jsonb_build_object('event', $1::bigint),
        $4::text, $5::text FROM seated
)
INSERT INTO outbox (message, facts, recipient, name, language, message_id, priority, created_at, due_at)
SELECT 'promoted', jsonb_build_object('registration', id), email, name, language,
    {outbox.MESSAGE_ID}, 0, $3::timestamptz, $3::timestamptz
FROM seated WHERE email IS NOT NULL ORDER BY position
"""  # noqa: S608 (no value from outside)
