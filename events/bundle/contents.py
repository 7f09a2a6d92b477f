"""All that a bundle tells, read out of its files."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, BinaryIO

import msgspec

from events.bundle import format as files
from events.bundle.format import (
    Assembly,
    Ballot,
    Called,
    Entry,
    Failure,
    Frozen,
    Item,
    Link,
    Poll,
    Proxy,
    Result,
    Stay,
    Step,
    Voter,
)
from events.rules.quorum import Count
from events.rules.statutes import Statutes
from events.words import Exercise, ProxyKind

Opening = Callable[[str], BinaryIO]
"""Opens a file of the bundle by its name."""


class Unreadable(Exception):
    """A file holds what no bundle has. The sentence says where."""


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """The record of an assembly as values. roll, proxies: by number and id; frozen, ballots: by the poll."""

    assembly: Assembly
    statutes: Statutes
    agenda: list[Item]
    roll: dict[int, Voter]
    voters: list[Voter]
    called: list[Called]
    stays: list[Stay]
    given: list[Proxy]
    proxies: dict[int, Proxy]
    ledger: list[Entry]
    sitting: list[Step]
    failures: list[Failure]
    polls: list[Poll]
    frozen: dict[int, list[Frozen]]
    ballots: dict[int, list[Ballot]]
    results: list[Result]
    links: list[Link]

    def item(self, which: int) -> Item | None:
        """The item of the agenda with this id."""
        return next((one for one in self.agenda if one.id == which), None)

    def in_force(self, at: datetime, item: int) -> Iterator[Entry]:
        """The rights that somebody exercised for this item at that moment, by the ledger."""
        last = {entry.number: entry for entry in self.ledger if entry.at <= at}
        for _, entry in sorted(last.items()):
            if entry.how is not Exercise.NOBODY and self._reaches(entry, item):
                yield entry

    def there(self, at: datetime, item: int) -> Count:
        """How many were present or represented for this item at that moment."""
        weights = [self.roll[entry.number].weight for entry in self.in_force(at, item) if entry.number in self.roll]
        return Count(len(weights), sum(weights))

    def _reaches(self, entry: Entry, item: int) -> bool:
        proxy = self.proxies.get(entry.proxy) if entry.proxy is not None else None
        return proxy is None or proxy.kind is not ProxyKind.NAMED or item in proxy.items


def read_all(opening: Opening) -> Contents:
    """Read every file. Raises Unreadable for the first row that is none."""
    lines = {name: list(_lines(opening, name, kind)) for name, kind in files.LINES.items()}
    polls: list[Poll] = lines["polls.jsonl"]
    return Contents(
        assembly=_object(opening, "assembly.json", Assembly),
        statutes=_object(opening, "statutes.json", Statutes),
        agenda=lines["agenda.jsonl"],
        roll={voter.number: voter for voter in lines["roll.jsonl"]},
        voters=lines["roll.jsonl"],
        called=lines["convocation.jsonl"],
        stays=lines["attendance.jsonl"],
        given=lines["proxies.jsonl"],
        proxies={proxy.id: proxy for proxy in lines["proxies.jsonl"]},
        ledger=lines["ledger.jsonl"],
        sitting=lines["sitting.jsonl"],
        failures=lines["failures.jsonl"],
        polls=polls,
        frozen={poll.id: list(_lines(opening, files.rights_file(poll.id), Frozen)) for poll in polls},
        ballots={poll.id: list(_lines(opening, files.ballots_file(poll.id), Ballot)) for poll in polls},
        results=lines["results.jsonl"],
        links=lines["journal.jsonl"],
    )


def polls_of(opening: Opening) -> list[int]:
    """The ids of the polls, which decide what files there are. Raises Unreadable."""
    return [poll.id for poll in _lines(opening, "polls.jsonl", Poll)]


def _lines(opening: Opening, name: str, kind: type[Any]) -> Iterator[Any]:
    with opening(name) as rows:
        for number, row in enumerate(rows, 1):
            yield _read(row, kind, f"{name}, line {number}")


def _object(opening: Opening, name: str, kind: type[Any]) -> Any:
    with opening(name) as file:
        return _read(file.read(), kind, name)


def _read(row: bytes, kind: type[Any], where: str) -> Any:
    try:
        if not row.endswith(b"\n"):
            raise ValueError("It ends without a new line.")
        return files.read(row[:-1], kind)
    except ValueError as error:
        raise Unreadable(f"{where}: this is not as Convoke writes it ({error}).") from None
