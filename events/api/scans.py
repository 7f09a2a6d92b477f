"""The door: what a scanner needs, and the scans it sends."""

import base64
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from events.actions import scans as actions
from events.actions.keys import keys
from events.api.asking import REACHED, only
from events.api.shapes import EventOut, event_out
from events.clock import now
from events.database import fetch, fetchrow
from events.errors import Invalid, Mend, Missing
from events.facts import event_by_id, events_where
from events.rules.access import Act, Asker, check_reaches
from events.rules.events import YEARS
from events.rules.people import storable, tidy
from events.rules.scans import shown_at
from events.tickets import codes
from events.tickets.codes import BadCode
from events.words import Direction, Reason, Seat, Verdict

SCANS_LIMIT = 500
GATE_LIMIT = 80
MOST_TICKETS = 2**48 - 1
"""A code has six bytes for its ticket."""
KEPT_SECONDS = 2.0
"""How long a door goes on with the ids that an event's slug stood for."""
KEPT_MOST = 1000
SETTLED = timedelta(seconds=10)
"""What is written carries the time before its commit: the cursor stays behind what may still be under way."""
SHOWN_BEFORE = timedelta(days=31)
"""Events that ended longer ago are not offered at the door."""


class NewScan(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A code as it was shown. event: its slug; ticket: stands in for the code of a person found by name."""

    scan_id: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    event: str
    gate: Annotated[str, msgspec.Meta(max_length=GATE_LIMIT)] = ""
    direction: Direction = Direction.IN
    scanned_at: datetime | None = None
    code: str | None = None
    ticket: int | None = None


class NewScans(msgspec.Struct, forbid_unknown_fields=True):
    """One scan or hundreds, in the order they were made."""

    scans: list[NewScan]


class VerdictOut(msgspec.Struct, kw_only=True):
    """The answer to one scan. reason: null unless refused; first_*: of this ticket's first admission here."""

    scan_id: str
    verdict: Verdict
    reason: Reason | None
    name: str | None
    registration: int | None
    first_admitted_at: datetime | None
    first_gate: str | None


class Verdicts(msgspec.Struct):
    """One verdict per scan, in the order asked."""

    verdicts: list[VerdictOut]


class DoorEvents(msgspec.Struct):
    """The events this door may open, by start."""

    items: list[EventOut]
    next: str | None = None


class PublicKeyOut(msgspec.Struct):
    """A key that verifies codes: Ed25519, base64url without padding."""

    id: int
    public_key: str


class PackTicket(msgspec.Struct):
    """A ticket as a scanner knows it; seat is of its place at this event, inside whether its person is in now."""

    id: int
    name: str
    registration: int
    seat: Seat
    party_size: int
    first_admitted_at: datetime | None
    gate: str | None
    inside: bool


class Pack(msgspec.Struct):
    """All a scanner needs for an event. cursor: ask again with `after` for what changed since."""

    event: EventOut
    event_id: int
    top_id: int
    keys: list[PublicKeyOut]
    tickets: list[PackTicket]
    revoked: list[int]
    gates: list[str]
    cursor: datetime


class DoorController(Controller):
    """`/api/scans` and `/api/door`."""

    path = "/api"
    tags = ["door"]  # noqa: RUF012
    guards = [only(Act.SCAN)]  # noqa: RUF012

    @post("/scans", status_code=200)
    async def scan(self, data: JSONBody[NewScans], asker: NamedDependency[Asker]) -> Verdicts:
        """Judge scans. A `scan_id` sent before gets its stored verdict; every verdict answered is kept."""
        if not 0 < len(data.scans) <= SCANS_LIMIT:
            raise Invalid([Mend("scans", "too_few_or_many_scans", {"low": 1, "high": SCANS_LIMIT})])
        if mends := [mend for n, scan in enumerate(data.scans) for mend in _mends(n, scan)]:
            raise Invalid(mends)
        events = {slug: await _door_event(slug, asker) for slug in {scan.event for scan in data.scans}}
        public = (await keys()).public
        shown = [_read(scan, events[scan.event], public, asker) for scan in data.scans]
        judged = await actions.record(shown)
        return Verdicts([msgspec.convert(one, VerdictOut, from_attributes=True) for one in judged])

    @get("/door/events")
    async def events(self, asker: NamedDependency[Asker]) -> DoorEvents:
        """The published events this door may open, those long over aside."""
        found = await events_where(
            f"e.status = 'published' AND e.ends_at > $3 AND {REACHED}",
            *asker.reach(Act.SCAN), now() - SHOWN_BEFORE,
        )  # fmt: skip
        return DoorEvents([event_out(event) for event in found])

    @get("/door/{slug:str}/pack")
    async def pack(
        self, slug: FromPath[str], asker: NamedDependency[Asker], after: FromQuery[datetime | None] = None
    ) -> Pack:
        """Keys, tickets, revocations and gates of an event; with `after`, the tickets changed since, and some more."""
        event, top = await _door_event(slug, asker)
        cursor = now() - SETTLED
        rows = await fetch(_PACK, event, after)
        gates = await fetch(
            "SELECT DISTINCT gate FROM scan WHERE event = $1 AND gate <> '' ORDER BY gate LIMIT 30", event
        )
        return Pack(
            event=event_out(await event_by_id(event)),
            event_id=event,
            top_id=top,
            keys=[PublicKeyOut(key_id, _base64url(key)) for key_id, key in (await keys()).public.items()],
            tickets=[
                PackTicket(*(row[name] for name in PackTicket.__struct_fields__)) for row in rows if not row["revoked"]
            ],
            revoked=[row["id"] for row in rows if row["revoked"]],
            gates=[row["gate"] for row in gates],
            cursor=cursor,
        )


_PACK = """
SELECT DISTINCT ON (t.id) t.id, t.name, t.registration, r.seat, r.party_size, t.revoked_at IS NOT NULL AS revoked,
    a.first_admitted_at, a.first_gate AS gate, coalesce(a.inside, false) AS inside
FROM registration r JOIN event e ON e.id = r.event
JOIN place p ON p.registration = r.id JOIN ticket t ON t.id = p.ticket
LEFT JOIN arrival a ON a.ticket = t.id AND a.event = $1
WHERE (r.event = $1 OR e.parent = $1)
    AND ($2::timestamptz IS NULL
        OR greatest(a.changed_at, r.created_at, r.confirmed_at, r.cancelled_at, t.revoked_at) > $2)
ORDER BY t.id, array_position(ARRAY['confirmed', 'invited', 'waiting', 'cancelled'], r.seat::text)
"""


async def _door_event(slug: str, asker: Asker) -> tuple[int, int]:
    """The ids of the event and of its day, when this door may open it. Raises Missing."""
    event, office, parent = await _ids(slug)
    check_reaches(asker, Act.SCAN, office, event, parent)
    return event, parent or event


_kept: dict[str, tuple[float, tuple[int, int, int | None]]] = {}


async def _ids(slug: str) -> tuple[int, int, int | None]:
    """The ids of the event, its office and its day, as they were KEPT_SECONDS ago at most. Raises Missing."""
    kept = _kept.get(slug)
    if kept and time.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    row = await fetchrow("SELECT id, office, parent FROM event WHERE slug = $1", slug)
    if row is None:
        raise Missing
    if len(_kept) >= KEPT_MOST:
        _kept.clear()
    _kept[slug] = (time.monotonic(), (row["id"], row["office"], row["parent"]))
    return _kept[slug][1]


def _mends(n: int, scan: NewScan) -> Iterator[Mend]:
    """Everything to mend in this scan, the n-th of its batch."""
    for field in ("scan_id", "event", "gate"):
        if not storable(getattr(scan, field)):
            yield Mend(f"scans.{n}.{field}", "control_character")
    if len(tidy(scan.gate)) > GATE_LIMIT:
        yield Mend(f"scans.{n}.gate", "too_long", {"limit": GATE_LIMIT})
    if scan.scanned_at and scan.scanned_at.tzinfo is None:
        yield Mend(f"scans.{n}.scanned_at", "no_offset")
    elif scan.scanned_at and not YEARS[0] <= scan.scanned_at.year <= YEARS[1]:
        yield Mend(f"scans.{n}.scanned_at", "out_of_years", {"low": YEARS[0], "high": YEARS[1]})
    if (scan.code is None) == (scan.ticket is None):
        yield Mend(f"scans.{n}.code", "required")
    if scan.ticket is not None and not 1 <= scan.ticket <= MOST_TICKETS:
        yield Mend(f"scans.{n}.ticket", "out_of_range", {"low": 1, "high": MOST_TICKETS})


def _read(scan: NewScan, event: tuple[int, int], public: dict[int, bytes], asker: Asker) -> actions.Shown:
    """The scan with its code read: a ticket that is proven, or the reason why the code proves nothing."""
    at = shown_at(scan.scanned_at, now())
    ticket, reason = scan.ticket, None
    if scan.code is not None:
        ticket, reason = _proven(scan.code, event[1], public, at)
    return actions.Shown(
        scan_id=scan.scan_id,
        event=event[0],
        gate=tidy(scan.gate),
        direction=scan.direction,
        shown_at=at,
        scanned_at=scan.scanned_at or at,
        ticket=ticket,
        reason=reason,
        actor=asker.name,
    )


def _proven(code: str, day: int, public: dict[int, bytes], at: datetime) -> tuple[int | None, Reason | None]:
    try:
        said = codes.read(code, public)
    except BadCode as bad:
        return None, bad.reason
    if said.event != day:
        return None, Reason.WRONG_EVENT
    if at > said.valid_until:
        return said.ticket, Reason.OUTSIDE_HOURS
    return said.ticket, None


def _base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
