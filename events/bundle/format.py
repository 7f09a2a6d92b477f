"""The files of a bundle: what a row of each holds, and the one way it is written.

Rows are JSON with sorted names and no spaces, a line each; instants are in UTC, fractions are texts such as "1/2".
"""

import re
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import msgspec

from events.rules.canonical import canonical
from events.rules.elections import Outcome
from events.rules.events import Texts
from events.rules.statutes import Statutes
from events.rules.tally import Tally
from events.words import (
    AgendaKind,
    Attending,
    BallotOrder,
    Base,
    Because,
    BureauRole,
    Channel,
    Choice,
    Disturbance,
    Ender,
    Exercise,
    Gathering,
    Language,
    Matter,
    Means,
    Method,
    Move,
    ProxyKind,
)

VERSION = 1
FOR_AGAINST = "for_against"
"""The method of a vote for or against."""

_FRACTION = re.compile(r"[0-9]{1,18}(/[1-9][0-9]{0,17})?")


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of a file."""


class Signer(Row, frozen=True):
    """Somebody of the bureau."""

    role: BureauRole
    name: str


class Roll(Row, frozen=True):
    """What was recorded as the roll was settled. hash: over `number;category;shares;weight` and a newline each."""

    record_on: date
    settled_at: datetime
    count: int
    weight: int
    hash: str


class Call(Row, frozen=True):
    """That the members were called. by_roll: all on the settled roll; else who was a member then, and who joined."""

    at: datetime
    by_roll: bool


class Assembly(Row, frozen=True):
    """Which assembly it was. second_of: the slug of the one that had no quorum and was held again here."""

    slug: str
    organisation: str
    kind: Gathering
    title: Texts
    starts_at: datetime
    ends_at: datetime
    timezone: str
    venue: str | None
    second_of: str | None
    convened_at: datetime
    convocation: Call | None
    roll: Roll
    opened_at: datetime
    closed_at: datetime
    bureau: list[Signer]


class Document(Row, frozen=True):
    """A document of the agenda, by the hash of its file, which is not in the bundle."""

    name: str
    language: Language
    report: bool
    size: int
    sha256: str


class Candidate(Row, frozen=True):
    """Somebody who stood. number: of the member, None for who is none."""

    id: int
    position: int
    number: int | None
    name: str
    withdrawn_at: datetime | None


class Item(Row, frozen=True):
    """An item of the agenda. method, most: of an election, how it is voted on."""

    id: int
    position: int
    kind: AgendaKind
    matter: Matter | None
    title: Texts
    text: Texts
    seats: int | None
    method: Method | None
    most: int | None
    documents: list[Document]
    candidates: list[Candidate]


class Voter(Row, frozen=True):
    """A line of the roll: a member by number. weight: votes, before any cap."""

    number: int
    category: str
    shares: int
    weight: int


class Called(Row, frozen=True):
    """That a member was called, and what became of the mail."""

    number: int
    means: Means
    language: Language
    called_at: datetime | None
    sent_at: datetime | None
    failed_at: datetime | None
    bounced_at: datetime | None


class Stay(Row, frozen=True):
    """A time that somebody was there. number: the member's, or of whom a representative came for."""

    id: int
    number: int | None
    name: str
    attending: Attending
    channel: Channel
    came_at: datetime
    noted_at: datetime
    left_at: datetime | None


class Proxy(Row, frozen=True):
    """A proxy and what became of it. items: those it names; form: SHA-256 of the scan of the paper."""

    id: int
    giver: int
    giver_name: str
    holder: int
    holder_name: str
    kind: ProxyKind
    items: list[int]
    again: bool
    given_at: datetime
    until: datetime | None
    received_on: date | None
    accepted_at: datetime | None
    declined_at: datetime | None
    withdrawn_at: datetime | None
    ended_by: Ender | None
    lapsed_at: datetime | None
    suspended_at: datetime | None
    form: str | None


class Entry(Row, frozen=True):
    """A line of the ledger, in its order: who may exercise this voter's right from then on."""

    number: int
    at: datetime
    how: Exercise
    holder: int | None
    proxy: int | None
    stay: int | None
    votes: bool
    because: Because


class Poll(Row, frozen=True):
    """A resolution put to the vote. rights, votes: frozen as it opened; members_there, votes_there: who was there.

    rights_hash: SHA-256 over `number;how;holder;weight` and a newline for each right, by number. seats, most,
    candidates: of an election, what was asked. ballot_order: where candidates stood as set or by lot, it was so; else
    each voter had an order of their own.
    """

    id: int
    resolution: int
    number: int
    method: str
    level: str
    seats: int | None
    most: int | None
    candidates: list[int]
    ballot_order: BallotOrder | None
    opened_at: datetime
    closes_at: datetime | None
    closed_at: datetime
    announced_at: datetime | None
    annulled_at: datetime | None
    reason: Texts
    members_there: int
    votes_there: int
    rights: int
    votes: int
    rights_hash: str


class Frozen(Row, frozen=True, omit_defaults=True):
    """A right as it stood when the poll opened. number: whose it is; holder: who exercised it; both member numbers.

    voted: of a sealed poll, whether it was used.
    """

    id: int
    number: int
    how: Exercise
    holder: int
    proxy: int | None
    weight: int
    voted: bool | None = None


class Ballot(Row, frozen=True, omit_defaults=True):
    """The vote that counted for a right: a choice, or in an election marks, by the ids of candidates.

    right: null of a sealed poll, whose ballots are nobody's. marks: a choice for each of them, or a list of those
    named. category: of a sealed ballot, where a majority within one decides.
    """

    right: int | None
    choice: Choice | None
    marks: dict[str, Choice] | list[int] | None
    category: str | None = None


class Result(Row, frozen=True):
    """A counted poll: tally of a decision, outcome of an election."""

    poll: int
    tally: Tally | None
    outcome: Outcome | None


class Question(Row, frozen=True):
    """What a member asked. number: whose it is, where they let the others know; topic: which it was taken into."""

    id: int
    item: int | None
    topic: int | None
    number: int | None
    text: str
    asked_at: datetime


class Topic(Row, frozen=True):
    """Questions in the bureau's words, with the answer or why there is none."""

    id: int
    item: int | None
    wording: Texts
    answer: Texts | None
    why_not: Texts | None
    answered_at: datetime | None


class Speaker(Row, frozen=True):
    """Who had the floor."""

    item: int | None
    name: str
    began_at: datetime
    ended_at: datetime | None


class Step(Row, frozen=True):
    """A move of the sitting."""

    kind: Move
    item: int | None
    at: datetime


class Incident(Row, frozen=True):
    """What disturbed the assembly. corrects: the line that this one replaces."""

    id: int
    kind: Disturbance
    text: str
    began_at: datetime
    ended_at: datetime | None
    noted_at: datetime
    corrects: int | None


class Failure(Row, frozen=True):
    """That a resolution lacked its quorum."""

    item: int
    at: datetime
    counted: Base
    there: int
    roll: int
    needed: Fraction
    at_least: int


class Link(Row, frozen=True):
    """A line of the journal, with its place in the chain. previous: the hash before it."""

    position: int
    previous: str
    hash: str
    line: dict[str, Any]


class Listed(Row, frozen=True):
    """A file by its name. chain: SHA-256 over the chain before it and its name, size and SHA-256."""

    name: str
    size: int
    sha256: str
    chain: str


class Manifest(Row, frozen=True):
    """What the bundle holds, in its order."""

    convoke: str
    version: int
    assembly: str
    files: list[Listed]


LINES: dict[str, type[Row]] = {
    "agenda.jsonl": Item,
    "attendance.jsonl": Stay,
    "convocation.jsonl": Called,
    "failures.jsonl": Failure,
    "incidents.jsonl": Incident,
    "journal.jsonl": Link,
    "ledger.jsonl": Entry,
    "polls.jsonl": Poll,
    "proxies.jsonl": Proxy,
    "questions.jsonl": Question,
    "results.jsonl": Result,
    "roll.jsonl": Voter,
    "sitting.jsonl": Step,
    "speakers.jsonl": Speaker,
    "topics.jsonl": Topic,
}
"""Files with a row a line."""

OBJECTS: dict[str, type[Any]] = {"assembly.json": Assembly, "statutes.json": Statutes}
"""Files of one row."""

MINUTES = tuple(sorted(f"minutes/minutes-{language}.{kind}" for language in Language for kind in ("pdf", "txt")))


def rights_file(poll: int) -> str:
    """Where a poll's frozen rights are."""
    return f"polls/{poll}/rights.jsonl"


def ballots_file(poll: int) -> str:
    """Where a poll's ballots are."""
    return f"polls/{poll}/ballots.jsonl"


def data_files(polls: list[int]) -> list[str]:
    """The files that the minutes speak of, in the order they stand in."""
    return sorted([*OBJECTS, *LINES, *(named(poll) for poll in polls for named in (rights_file, ballots_file))])


def result(poll: int, counted: Tally | Outcome) -> Result:
    """A counted poll as its row."""
    if isinstance(counted, Tally):
        return Result(poll=poll, tally=counted, outcome=None)
    return Result(poll=poll, tally=None, outcome=counted)


def written(row: object) -> bytes:
    """A row as its file has it, without the end of the line."""
    if isinstance(row, Link):
        return canonical(msgspec.structs.asdict(row))
    return _ENCODER.encode(row)


def read(row: bytes, kind: type[Any]) -> Any:
    """The row. Raises ValueError when it is not written as we write it."""
    try:
        found = msgspec.json.decode(row, type=kind, dec_hook=fraction)
    except (msgspec.ValidationError, msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    if written(found) != row:
        raise ValueError("It is written otherwise.")
    return found


def _text(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(type(value).__name__)


def fraction(kind: type[Any], value: object) -> Fraction:
    """A fraction that a row has as text. Raises ValueError for what is none."""
    if not isinstance(value, str) or not _FRACTION.fullmatch(value):
        raise ValueError("no fraction")
    return Fraction(value)


_ENCODER = msgspec.json.Encoder(order="sorted", enc_hook=_text)
