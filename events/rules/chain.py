"""The chain that seals the journal: what a line's hash covers, and what is wrong where a chain does not hold."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from events.rules.canonical import canonical

GENESIS = hashlib.sha256(b"convoke journal 1").digest()
"""The hash before the first line."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Line(msgspec.Struct, frozen=True):
    """A line of the journal, as its table has it."""

    id: int
    at: datetime
    actor: str
    action: str
    about: str
    about_id: int
    facts: Any
    source: str | None
    request: str | None


class Link(msgspec.Struct, frozen=True):
    """A line's place in the chain. line: None when the journal has it no more; entry: its id."""

    position: int
    entry: int
    hash: bytes
    line: Line | None


class Head(msgspec.Struct, frozen=True):
    """How far a chain reaches: the last position, 0 when it is empty, and its hash, which seals all before it."""

    position: int = 0
    hash: bytes = GENESIS


class Break(msgspec.Struct, frozen=True):
    """Where a chain does not hold, in a sentence. position: 0 for the whole."""

    position: int
    told: str


def written(line: Line) -> dict[str, Any]:
    """The line as it is hashed and exported. at: microseconds since 1970, so that no way of writing times matters."""
    return {**msgspec.structs.asdict(line), "at": (line.at - EPOCH) // timedelta(microseconds=1)}


def next_hash(previous: bytes, line: dict[str, Any]) -> bytes:
    """SHA-256 over the hash before and the canonical bytes of the line. Raises ValueError when it has none."""
    return hashlib.sha256(previous + canonical(line)).digest()


def linked(head: Head, lines: Iterable[Line]) -> Iterator[tuple[Head, Line]]:
    """The lines in this order as the next links after the head: the head after each, with the line."""
    for line in lines:
        head = Head(head.position + 1, next_hash(head.hash, written(line)))
        yield head, line


class Check:
    """Reads a chain from its start, link by link, and knows at each where it stands.

    Where it breaks it goes on from what the link says, so that one changed line is one break, and not all after it.
    """

    def __init__(self) -> None:
        self.head = Head()

    def of(self, position: int, entry: object, given: bytes, line: dict[str, Any] | None) -> Break | None:
        """What is wrong with the next link, if anything. line: as `written`; None when it is gone."""
        before, self.head = self.head, Head(position, given)
        if position > before.position + 1:
            return Break(before.position + 1, missing(before.position + 1, position - 1))
        if position <= before.position:
            return Break(position, f"Position {position} stands where {before.position + 1} belongs.")
        if line is None:
            return Break(position, f"Position {position}: line {entry} is gone from the journal.")
        if next_hash(before.hash, line) != given:
            return Break(position, f"Position {position}: the hash of line {entry} does not hold.")
        return None


def missing(first: int, last: int) -> str:
    """What to say of links that are not there."""
    return f"Position {first} is missing." if first == last else f"Positions {first} to {last} are missing."
