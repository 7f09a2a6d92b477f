"""Registrations, the tickets they give, and the keys that keep a repeated request from counting twice."""

from piccolo.columns import JSONB, BigInt, BigSerial, Bytea, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.tables.events import Event
from events.tables.members import Member


class Registration(Table):
    """A person's place at an event, for a party of one or more.

    address: the e-mail folded for comparing. position: the place in the event's queue, kept for good once given; null
    for who never waited. member: whose it is, when a member registered or was registered. Partial unique indexes hold
    that an event has one live registration a member, and of those without a member one an address: members may share.
    """

    id: BigSerial = BigSerial(primary_key=True)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict)
    member = ForeignKey(Member, null=True, on_delete=OnDelete.restrict, index=True)
    name = Varchar(length=200)
    email = Varchar(length=320, null=True, default=None)
    address = Varchar(length=320, null=True, default=None)
    language = Varchar(length=2)
    answers = JSONB()
    seat = Varchar(length=9)
    position = BigInt(null=True, default=None)
    party_size = Integer()
    created_at = Timestamptz(default=None, null=False)
    confirmed_at = Timestamptz(default=None, null=True)
    cancelled_at = Timestamptz(default=None, null=True)
    erased_at = Timestamptz(default=None, null=True)

    known_seat = Check("seat IN ('confirmed', 'invited', 'waiting', 'cancelled')")
    waits_in_line = Check("seat <> 'waiting' OR position IS NOT NULL")
    one_person_at_least = Check("party_size >= 1")


class Ticket(Table):
    """One person's ticket to a top-level event; it opens the items that person has a place at.

    registration: the one that brought it. number: the person's place in that party, from 1.
    """

    id: BigSerial = BigSerial(primary_key=True)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict, index=True)
    registration = ForeignKey(Registration, null=False, on_delete=OnDelete.restrict)
    number = Integer()
    name = Varchar(length=200)
    created_at = Timestamptz(default=None, null=False)
    revoked_at = Timestamptz(default=None, null=True)

    one_number_each = Unique([registration, number])


class Place(Table):
    """A ticket's place at one event or programme item, through the registration that holds the seat."""

    id: BigSerial = BigSerial(primary_key=True)
    ticket = ForeignKey(Ticket, null=False, on_delete=OnDelete.cascade)
    registration = ForeignKey(Registration, null=False, on_delete=OnDelete.cascade, index=True)

    place_once = Unique([ticket, registration])


class IdempotencyKey(Table):
    """What a keyed request was first answered, so that the same key gets the same answer.

    fingerprint: SHA-256 of the request's body; the same key with another body is refused.
    """

    id: BigSerial = BigSerial(primary_key=True)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    key = Varchar(length=200)
    fingerprint = Bytea()
    registration = ForeignKey(Registration, null=False, on_delete=OnDelete.cascade)
    seat = Varchar(length=9)
    position = BigInt(null=True, default=None)
    created_at = Timestamptz(default=None, null=False)

    first_answer_only = Unique([event, key])
