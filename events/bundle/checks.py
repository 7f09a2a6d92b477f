"""Whether the record agrees with itself: the roll, who was called and came, proxies, and the ledger of rights."""

from collections.abc import Hashable, Iterable, Iterator
from hashlib import sha256
from itertools import pairwise

from events.bundle.contents import Contents
from events.bundle.format import Entry
from events.rules.quorum import Count, standing
from events.words import Exercise, Weighing


def record_flaws(told: Contents) -> Iterator[str]:
    """What does not agree, in sentences that begin with the file."""
    yield from _roll(told)
    yield from _people(told)
    yield from _proxies(told)
    yield from _ledger(told)
    yield from _agenda(told)
    yield from _failures(told)


def _roll(told: Contents) -> Iterator[str]:
    recorded, voters = told.assembly.roll, told.voters
    yield from _ordered("roll.jsonl", "member", [voter.number for voter in voters])
    by_share = told.statutes.weighing is Weighing.SHARE
    for voter in voters:
        if voter.weight != (voter.shares if by_share else 1):
            yield f"roll.jsonl: member {voter.number} has {voter.weight} votes, which the statutes do not give."
    yield from _same("roll.jsonl", "lines", len(voters), recorded.count, "recorded as it was settled")
    yield from _same("roll.jsonl", "votes", sum(one.weight for one in voters), recorded.weight, "recorded then")
    lines = "".join(f"{one.number};{one.category};{one.shares};{one.weight}\n" for one in voters)
    if sha256(lines.encode()).hexdigest() != recorded.hash:
        yield "roll.jsonl: its hash is not the one that was recorded as the roll was settled."


def _people(told: Contents) -> Iterator[str]:
    yield from _ordered("convocation.jsonl", "member", [one.number for one in told.called])
    for called in told.called:
        if called.sent_at and called.failed_at:
            yield f"convocation.jsonl: the mail to member {called.number} was both sent and refused."
    yield from _ordered("attendance.jsonl", "stay", [stay.id for stay in told.stays])
    for stay in told.stays:
        if stay.left_at and stay.left_at < stay.came_at:
            yield f"attendance.jsonl: stay {stay.id} ends before it begins."


def _proxies(told: Contents) -> Iterator[str]:
    yield from _ordered("proxies.jsonl", "proxy", [proxy.id for proxy in told.given])
    for proxy in told.proxies.values():
        if proxy.giver == proxy.holder:
            yield f"proxies.jsonl: proxy {proxy.id} is given to its giver."
        if sum(one is not None for one in (proxy.declined_at, proxy.withdrawn_at, proxy.lapsed_at)) > 1:
            yield f"proxies.jsonl: proxy {proxy.id} ends more than once."


def _ledger(told: Contents) -> Iterator[str]:
    stays = {stay.id: stay for stay in told.stays}
    for number, (entry, after) in enumerate(pairwise(told.ledger), 2):
        if after.at < entry.at:
            yield f"ledger.jsonl, line {number}: it is earlier than the line before it."
    for number, entry in enumerate(told.ledger, 1):
        where = f"ledger.jsonl, line {number}"
        if entry.number not in told.roll:
            yield f"{where}: member {entry.number} is not on the roll."
        if entry.stay is not None and entry.stay not in stays:
            yield f"{where}: there is no stay {entry.stay} in attendance.jsonl."
        if (flaw := _held(told, entry)) is not None:
            yield f"{where}: {flaw}"


def _held(told: Contents, entry: Entry) -> str | None:
    """What is wrong with who exercises this right."""
    if entry.how is Exercise.NOBODY:
        return "nobody exercises this right, and yet it votes." if entry.votes or entry.holder is not None else None
    if entry.how is not Exercise.PROXY:
        return None if entry.holder == entry.number else f"member {entry.number} does not hold this right themselves."
    proxy = None if entry.proxy is None else told.proxies.get(entry.proxy)
    if proxy is None:
        return f"there is no proxy {entry.proxy} in proxies.jsonl."
    if (proxy.giver, proxy.holder) != (entry.number, entry.holder) or proxy.accepted_at is None:
        return f"proxy {proxy.id} does not give this right to member {entry.holder}."
    return None


def _agenda(told: Contents) -> Iterator[str]:
    if [item.position for item in told.agenda] != list(range(1, len(told.agenda) + 1)):
        yield "agenda.jsonl: the items are not numbered from 1 without gaps."
    known = {item.id for item in told.agenda}
    for step in told.sitting:
        if step.item is not None and step.item not in known:
            yield f"sitting.jsonl: there is no item {step.item} on the agenda."


def _failures(told: Contents) -> Iterator[str]:
    """That each resolution on record as lacking its quorum lacked it, by the ledger of that moment."""
    roll = Count(told.assembly.roll.count, told.assembly.roll.weight)
    for failure in told.failures:
        item, where = told.item(failure.item), f"failures.jsonl: item {failure.item}"
        if item is None or item.matter is None:
            yield f"{where} is no resolution of the agenda."
            continue
        need = told.statutes.need(item.matter)
        there = told.there(failure.at, failure.item)
        stands = standing(need, there, roll, second=told.assembly.second_of is not None)
        recorded = (failure.counted, failure.there, failure.roll, failure.needed, failure.at_least)
        counted = (need.counted, there.of(need.counted), roll.of(need.counted), stands.needed, stands.at_least)
        if stands.reached or recorded != counted:
            yield f"{where} is on record with numbers that are not those of the ledger and the roll."


def _ordered(name: str, what: str, keys: list[int]) -> Iterator[str]:
    for before, after in pairwise(keys):
        if after <= before:
            yield f"{name}: {what} {after} stands behind {before}."


def _same(name: str, what: str, found: Hashable, wanted: Hashable, since: str) -> Iterator[str]:
    if found != wanted:
        yield f"{name}: it has {found} {what}, and {wanted} were {since}."


def twice(keys: Iterable[int]) -> list[int]:
    """The keys that are there more than once."""
    seen: set[int] = set()
    again: set[int] = set()
    for key in keys:
        (again if key in seen else seen).add(key)
    return sorted(again)
