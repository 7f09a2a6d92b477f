"""Whether the journal's lines hold, and whether the record agrees with what was noted as it happened.

A line's hash covers the line and the hash before it. The lines between, about other things, are not in the bundle:
`convoke verify --journal` looks in the journal itself whether these links are its own.
"""

import binascii
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from events.bundle.contents import Contents
from events.bundle.format import Link, Poll
from events.rules.chain import GENESIS, next_hash
from events.words import Secrecy

NAME = "journal.jsonl"


def journal_flaws(told: Contents) -> Iterator[str]:
    """What does not hold, in sentences that begin with the file."""
    for link in told.links:
        if (flaw := _broken(link)) is not None:
            yield f"{NAME}: the chain is broken at position {link.position}: {flaw}"
    for link, after in pairwise(told.links):
        if after.position <= link.position:
            yield f"{NAME}: position {after.position} stands behind {link.position}."
        elif after.position == link.position + 1 and after.previous != link.hash:
            yield f"{NAME}: the chain is broken at position {after.position}: it does not follow from the line before."
    yield from _noted(told)


def _broken(link: Link) -> str | None:
    try:
        previous = binascii.unhexlify(link.previous)
        holds = next_hash(previous, link.line).hex() == link.hash and previous.hex() == link.previous
    except ValueError:
        return "it has no hash."
    if not holds:
        return f"the hash of line {link.line.get('id')} does not hold."
    if link.position == 1 and previous != GENESIS:
        return "the journal does not begin here."
    return None


def _noted(told: Contents) -> Iterator[str]:
    """That the roll and each poll are as the journal noted them."""
    roll = told.assembly.roll
    wanted: dict[str, Any] = {"record_on": str(roll.record_on), "count": roll.count, "weight": roll.weight}
    yield from _one(told, "settled roll", "assembly", None, {**wanted, "hash": roll.hash}, "that the roll was settled")
    for poll in told.polls:
        yield from _poll(told, poll)


def _poll(told: Contents, poll: Poll) -> Iterator[str]:
    opened: dict[str, Any] = {
        "resolution": poll.resolution,
        "rights": poll.rights,
        "votes": poll.votes,
        "hash": poll.rights_hash,
    }
    if poll.candidates:
        opened["candidates"] = poll.candidates
    if poll.level != Secrecy.NAMED:
        opened["secrecy"] = poll.level
    yield from _one(told, "opened", "poll", poll.id, opened, f"of the opening of poll {poll.id}")
    # Annulling an open poll closes it, without a line of its own.
    if poll.annulled_at is None or poll.closed_at != poll.annulled_at:
        cast = {"ballots": len(told.ballots[poll.id])}
        yield from _one(told, "closed", "poll", poll.id, cast, f"of the closing of poll {poll.id}")
    for action, at, facts, what in (
        ("announced", poll.announced_at, {}, "announcement"),
        ("annulled", poll.annulled_at, {"reason": poll.reason}, "annulment"),
    ):
        if at is not None:
            yield from _one(told, action, "poll", poll.id, facts, f"of the {what} of poll {poll.id}")
        elif any(True for _ in _lines(told, action, "poll", poll.id)):
            yield f"polls.jsonl: poll {poll.id} has no {what}, and the journal has a line of it."


def _one(told: Contents, action: str, about: str, which: int | None, facts: dict[str, Any], what: str) -> Iterator[str]:
    """That there is one such line, with these facts."""
    lines = list(_lines(told, action, about, which))
    if len(lines) != 1:
        yield f"{NAME}: it has {len(lines) or 'no'} lines {what}, and should have one."
        return
    noted = lines[0].get("facts")
    for name, value in facts.items():
        found = noted.get(name) if isinstance(noted, dict) else None
        if found != value:
            yield f"{NAME}: the line {what} has {name} {found}, and the record has {value}."


def _lines(told: Contents, action: str, about: str, which: int | None) -> Iterator[dict[str, Any]]:
    for link in told.links:
        line = link.line
        if (line.get("action"), line.get("about")) == (action, about) and which in (None, line.get("about_id")):
            yield line
