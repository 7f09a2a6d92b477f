"""A dossier: what is held about a person, as they read it."""

from datetime import date, datetime
from typing import Any

import msgspec

from events.words import (
    Attending,
    Channel,
    Choice,
    Direction,
    Language,
    Means,
    ProxyKind,
    Role,
    Seat,
    Secrecy,
    Verdict,
    Via,
)


class InRegister(msgspec.Struct):
    """The person as the register of members has them. office: its slug."""

    number: int
    name: str
    email: str | None
    phone: str | None
    street: str | None
    postal_code: str | None
    city: str | None
    country: str | None
    language: Language
    office: str | None
    erasure_asked_at: datetime | None
    erased_at: datetime | None


class MembershipHeld(msgspec.Struct):
    """A category and a number of shares, from `since` until the day before `until`."""

    category: str
    shares: int
    since: date
    until: date | None


class RollHeld(msgspec.Struct):
    """That they may vote at an assembly, as they stood on the record date. assembly: the slug of its event."""

    assembly: str
    title: dict[str, str]
    record_on: date
    category: str
    shares: int
    weight: int


class QuestionHeld(msgspec.Struct):
    """A question to the directors of an assembly. named: whether members may know who asks."""

    assembly: str
    title: dict[str, str]
    text: str
    named: bool
    asked_at: datetime


class TurnHeld(msgspec.Struct):
    """That they asked for the floor at an assembly, and when they had it."""

    assembly: str
    title: dict[str, str]
    asked_at: datetime
    began_at: datetime | None
    ended_at: datetime | None


class SummonsHeld(msgspec.Struct):
    """That they were called to an assembly, and how. assembly: the slug of its event; error: why a mail came back."""

    assembly: str
    title: dict[str, str]
    means: Means
    email: str | None
    called_at: datetime | None
    sent_at: datetime | None
    failed_at: datetime | None
    bounced_at: datetime | None
    error: str | None


class StayHeld(msgspec.Struct):
    """A time they, or who represents them, spent at an assembly. assembly: the slug of its event."""

    assembly: str
    title: dict[str, str]
    name: str
    attending: Attending
    channel: Channel
    came_at: datetime
    left_at: datetime | None


class InstructionHeld(msgspec.Struct):
    """An item that a proxy names, by its title, and how to vote on it."""

    title: dict[str, str]
    choice: Choice | None
    words: str | None


class ProxyHeld(msgspec.Struct):
    """A proxy they gave, or hold. giver, holder: numbers; form: bytes of the scan that is kept, if one is."""

    assembly: str
    title: dict[str, str]
    giver: int
    holder: int
    kind: ProxyKind
    items: list[InstructionHeld]
    given_at: datetime
    accepted_at: datetime | None
    declined_at: datetime | None
    withdrawn_at: datetime | None
    form: int | None


class MarkHeld(msgspec.Struct):
    """What a vote in an election says of one candidate. choice: null where it chose them by name."""

    candidate: str
    choice: Choice | None


class VoteHeld(msgspec.Struct):
    """A right that was theirs, or theirs to exercise, in a poll. owner, holder: numbers; voted: whether it was used.

    choice: null if not voted, and of a sealed poll, where nobody knows it.

    marks: in an election instead of a choice; none for a blank vote.
    """

    assembly: str
    resolution: dict[str, str]
    owner: int
    holder: int
    weight: int
    secrecy: Secrecy
    voted: bool
    choice: Choice | None
    marks: list[MarkHeld] | None
    cast_at: datetime | None


class CandidacyHeld(msgspec.Struct):
    """That they stand, or stood, for election. election: the title of the item; photo: a JPEG, in base64 in JSON.

    reason: why the bureau withdrew it, where it did.
    """

    assembly: str
    election: dict[str, str]
    statement: dict[str, str]
    photo: bytes | None
    stood_at: datetime
    withdrawn_at: datetime | None
    reason: str | None


class AddressAsked(msgspec.Struct):
    """A new address that waits to be confirmed."""

    email: str
    asked_at: datetime
    expires_at: datetime


class RoleHeld(msgspec.Struct):
    """A role, and the slug of the office or event it holds for."""

    role: Role
    office: str | None
    event: str | None
    granted_at: datetime
    withdrawn_at: datetime | None


class Device(msgspec.Struct):
    """A passkey."""

    name: str
    created_at: datetime
    last_used_at: datetime | None


class InStaff(msgspec.Struct):
    """The person as staff. codes_since: when changing codes were set up; recovery_codes: how many are left."""

    name: str
    email: str
    language: Language
    invited_at: datetime
    joined_at: datetime | None
    roles: list[RoleHeld]
    passkeys: list[Device]
    codes_since: datetime | None
    recovery_codes: int


class Passage(msgspec.Struct):
    """A scan of a ticket at a gate."""

    event: str
    gate: str
    direction: Direction
    scanned_at: datetime
    verdict: Verdict
    reason: str | None
    name: str | None


class Came(msgspec.Struct):
    """That a ticket's person came to an event."""

    event: str
    first_admitted_at: datetime
    gate: str
    admissions: int
    inside: bool


class TicketHeld(msgspec.Struct):
    """A ticket, and what happened to it at the door."""

    id: int
    name: str
    created_at: datetime
    revoked_at: datetime | None
    arrivals: list[Came]
    scans: list[Passage]


class RegistrationHeld(msgspec.Struct):
    """A registration with its tickets. event: the slug; request_keys: Idempotency-Keys it was made with."""

    id: int
    event: str
    title: dict[str, str]
    starts_at: datetime
    name: str
    email: str | None
    language: Language
    answers: dict[str, Any]
    seat: Seat
    party_size: int
    created_at: datetime
    confirmed_at: datetime | None
    cancelled_at: datetime | None
    tickets: list[TicketHeld]
    request_keys: list[str]


class CalendarHeld(msgspec.Struct):
    """A personal calendar."""

    email: str
    language: Language
    created_at: datetime


class LoginHeld(msgspec.Struct):
    """A browser that was signed in. address: the mailbox that was proven; source: the network address."""

    via: Via
    address: str | None
    agent: str
    source: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime
    ended_at: datetime | None


class SignInHeld(msgspec.Struct):
    """A mail to sign in with, asked for. onward: the page to open afterwards."""

    email: str
    onward: str
    created_at: datetime
    expires_at: datetime


class TokenHeld(msgspec.Struct):
    """A program's token or a sign-in link that stands for the member."""

    kind: str
    name: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None


class MailHeld(msgspec.Struct):
    """A mail that was sent, or waits. kept_whole: a copy of it is kept, in a demonstration."""

    message: str
    recipient: str
    name: str
    created_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    error: str | None
    kept_whole: bool


class LineHeld(msgspec.Struct):
    """A line of the journal by them or about them. source: the network address, of what they did themselves."""

    at: datetime
    actor: str
    action: str
    about: str
    about_id: int
    facts: dict[str, Any]
    source: str | None


class Dossier(msgspec.Struct, kw_only=True):
    """Everything that is held about a person, at this instant."""

    made_at: datetime
    member: InRegister | None
    memberships: list[MembershipHeld]
    rolls: list[RollHeld]
    stays: list[StayHeld]
    proxies: list[ProxyHeld]
    votes: list[VoteHeld]
    questions: list[QuestionHeld]
    turns: list[TurnHeld]
    summons: list[SummonsHeld]
    candidacies: list[CandidacyHeld]
    addresses_asked: list[AddressAsked]
    staff: InStaff | None
    registrations: list[RegistrationHeld]
    calendars: list[CalendarHeld]
    logins: list[LoginHeld]
    sign_ins: list[SignInHeld]
    tokens: list[TokenHeld]
    mails: list[MailHeld]
    journal: list[LineHeld]
