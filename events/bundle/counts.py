"""Whether each poll was what it says: opened with its quorum on the rights of that moment, and counted rightly."""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

import msgspec

from events.bundle import format as files
from events.bundle.checks import twice
from events.bundle.contents import Contents
from events.bundle.format import Ballot, Item, Poll, Result, ballots_file, rights_file
from events.errors import Invalid
from events.rules.elections import Outcome, Paper, Vote, among, checked, elected, lot_of
from events.rules.quorum import Count, standing
from events.rules.tally import Right, Tally, counted
from events.words import AgendaKind, Choice, Method, Secrecy


def poll_flaws(told: Contents) -> Iterator[str]:
    """What does not hold, in sentences that begin with the file."""
    yield from _numbered(told)
    for poll in told.polls:
        yield from _rights(told, poll)
        yield from _opened(told, poll)
        yield from _ballots(told, poll)
    yield from _results(told)


def recount(told: Contents, poll: Poll) -> Tally | Outcome | None:
    """The poll counted from its ballots; None where they say what was not asked, or of what cannot be counted."""
    item = told.item(poll.resolution)
    if item is None or item.matter is None or not _is_countable(poll) or any(_unasked(told, poll)):
        return None
    need = told.statutes.need(item.matter)
    rights, votes = _nobodys(told, poll) if poll.level == Secrecy.SEALED else _theirs(told, poll)
    paper = _paper(poll)
    if paper.method is None:
        choices = {right: vote for right, vote in votes.items() if isinstance(vote, Choice)}
        return counted(need, rights, choices, told.statutes)
    marks = {right: vote for right, vote in votes.items() if vote is not None and not isinstance(vote, Choice)}
    return elected(paper, need, rights, marks, told.statutes)


def _theirs(told: Contents, poll: Poll) -> tuple[list[Right], dict[int, Vote | None]]:
    """The rights, and what was cast for each."""
    rights = [
        Right(id=one.id, holder=one.holder, category=told.roll[one.number].category, weight=one.weight)
        for one in told.frozen[poll.id]
        if one.number in told.roll
    ]
    return rights, {ballot.right: _vote(ballot) for ballot in told.ballots[poll.id] if ballot.right is not None}


def _nobodys(told: Contents, poll: Poll) -> tuple[list[Right], dict[int, Vote | None]]:
    """As many rights as were frozen, each ballot with one of its own: whose it was, nobody knows."""
    ballots = told.ballots[poll.id]
    weight = next((one.weight for one in told.frozen[poll.id]), 1)
    kept = {ballot.category for ballot in ballots if ballot.category is not None}
    categories = [ballot.category or "" for ballot in ballots]
    for one in told.frozen[poll.id]:
        if not one.voted and one.number in told.roll:
            category = told.roll[one.number].category
            categories.append(category if category in kept else "")
    rights = [Right(id=n, holder=-n, category=category, weight=weight) for n, category in enumerate(categories, 1)]
    return rights, {n: _vote(ballot) for n, ballot in enumerate(ballots, 1)}


def _is_countable(poll: Poll) -> bool:
    return poll.method in (files.FOR_AGAINST, *Method) and poll.level in tuple(Secrecy)


def _paper(poll: Poll) -> Paper:
    """What the poll asked."""
    method = None if poll.method == files.FOR_AGAINST else Method(poll.method)
    known = re.fullmatch(r"[0-9a-f]{64}", poll.rights_hash)
    lot = lot_of(poll.candidates, bytes.fromhex(poll.rights_hash)) if known else ()
    return Paper(method=method, seats=poll.seats or 0, most=poll.most, candidates=tuple(poll.candidates), lot=lot)


def _vote(ballot: Ballot) -> Vote | None:
    """What the ballot says; None where it says it in two ways, or in none."""
    if (ballot.choice is None) == (ballot.marks is None):
        return None
    if isinstance(ballot.marks, dict):
        return {_candidate(name): choice for name, choice in ballot.marks.items()}
    return ballot.choice if ballot.marks is None else ballot.marks


def _candidate(name: str) -> int:
    """The id of a candidate; 0, which nobody has, for what is none."""
    return int(name) if re.fullmatch(r"[1-9][0-9]{0,18}", name) else 0


def _unasked(told: Contents, poll: Poll) -> Iterator[str]:
    """The ballots that say what the poll did not ask, as they are called."""
    for n, ballot in enumerate(told.ballots[poll.id], 1):
        vote = _vote(ballot)
        try:
            if vote is None:
                raise Invalid([])
            checked(_paper(poll), vote, "")
        except Invalid:
            yield f"ballot {n}" if ballot.right is None else f"the ballot of right {ballot.right}"


def _numbered(told: Contents) -> Iterator[str]:
    expected: dict[int, int] = {}
    for poll in told.polls:
        item, where = told.item(poll.resolution), f"polls.jsonl: poll {poll.id}"
        expected[poll.resolution] = expected.get(poll.resolution, 0) + 1
        if poll.number != expected[poll.resolution]:
            yield f"{where} is number {poll.number} of its resolution, and should be {expected[poll.resolution]}."
        if item is None or item.matter is None:
            yield f"{where} is on item {poll.resolution}, which is no resolution of the agenda."
        if not told.assembly.opened_at <= poll.opened_at <= poll.closed_at <= told.assembly.closed_at:
            yield f"{where} was not opened and closed while the assembly sat."
        if not _is_countable(poll):
            yield f"{where} was held in a way that this program cannot count ({poll.method}, {poll.level})."
        elif item is not None and not _is_asked_rightly(told, poll, item):
            yield f"{where} asks for other seats or candidates than the agenda, and no tie before it explains that."
        if (poll.annulled_at is None) != (poll.reason == {}):
            yield f"{where} is annulled without a reason, or has one and is not."


def _is_asked_rightly(told: Contents, poll: Poll, item: Item) -> bool:
    """Whether a poll asks what the agenda says, or is a further vote on a tie."""
    standing_then = {one.id for one in item.candidates if one.withdrawn_at is None or one.withdrawn_at > poll.opened_at}
    if item.kind is not AgendaKind.ELECTION:
        return (poll.method, poll.seats, poll.most, poll.candidates) == (files.FOR_AGAINST, None, None, [])
    if poll.method != item.method or len(set(poll.candidates)) < len(poll.candidates):
        return False
    if (poll.seats, poll.most, set(poll.candidates)) == (item.seats, item.most, standing_then):
        return True
    for before in told.polls:
        if before.resolution == poll.resolution and before.number < poll.number:
            outcome = recount(told, before)
            if isinstance(outcome, Outcome) and outcome.tied:
                paper, mine = among(_paper(before), outcome), _paper(poll)
                wanted = (paper.seats, paper.most, set(paper.candidates))
                if wanted == (mine.seats, mine.most, set(mine.candidates)):
                    return True
    return False


def _rights(told: Contents, poll: Poll) -> Iterator[str]:
    """Of the rights: their count, votes and hash as recorded, and that they are those of the ledger and the roll."""
    name, frozen = rights_file(poll.id), told.frozen[poll.id]
    numbers = [right.number for right in frozen]
    if numbers != sorted(set(numbers)):
        yield f"{name}: a member has more than one right, or they are not in order."
    for again in twice(right.id for right in frozen):
        yield f"{name}: right {again} is there twice."
    for right in frozen:
        voter = told.roll.get(right.number)
        if voter is None:
            yield f"{name}: member {right.number} is not on the roll."
        elif voter.weight != right.weight:
            yield f"{name}: member {right.number} has {right.weight} votes here and {voter.weight} on the roll."
    if len(frozen) != poll.rights:
        yield f"{name}: it has {len(frozen)} rights, and {poll.rights} were recorded as poll {poll.id} opened."
    if (votes := sum(right.weight for right in frozen)) != poll.votes:
        yield f"{name}: it has {votes} votes, and {poll.votes} were recorded as poll {poll.id} opened."
    lines = "".join(f"{one.number};{one.how.value};{one.holder};{one.weight}\n" for one in frozen)
    if sha256(lines.encode()).hexdigest() != poll.rights_hash:
        yield f"{name}: its hash is not the one that was recorded as poll {poll.id} opened."
    ledger = {
        (entry.number, entry.how, entry.holder, entry.proxy)
        for entry in told.in_force(poll.opened_at, poll.resolution)
        if entry.votes
    }
    if ledger != {(right.number, right.how, right.holder, right.proxy) for right in frozen}:
        yield f"{name}: these are not the rights that the ledger has for the opening of poll {poll.id}."


def _opened(told: Contents, poll: Poll) -> Iterator[str]:
    """That enough were there as it opened."""
    item = told.item(poll.resolution)
    if item is None or item.matter is None:
        return
    there = told.there(poll.opened_at, poll.resolution)
    if there != Count(poll.members_there, poll.votes_there):
        yield (
            f"polls.jsonl: poll {poll.id} opened with {poll.members_there} members and {poll.votes_there} votes"
            f" there, and the ledger has {there.members} and {there.votes}."
        )
    roll = Count(told.assembly.roll.count, told.assembly.roll.weight)
    need = told.statutes.need(item.matter)
    stands = standing(need, there, roll, second=told.assembly.second_of is not None)
    if not stands.reached:
        yield (
            f"polls.jsonl: poll {poll.id} opened without its quorum: {there.of(need.counted)} {need.counted.value}"
            f" were there, and {stands.at_least} were needed."
        )


def _ballots(told: Contents, poll: Poll) -> Iterator[str]:
    name, ballots = ballots_file(poll.id), told.ballots[poll.id]
    if _is_countable(poll):
        for which in _unasked(told, poll):
            yield f"{name}: {which} says what poll {poll.id} does not ask."
    yield from (_sealed if poll.level == Secrecy.SEALED else _named)(told, poll)
    if len(ballots) > len(told.frozen[poll.id]):
        yield f"{name}: {len(ballots)} ballots were cast for {len(told.frozen[poll.id])} rights."


def _named(told: Contents, poll: Poll) -> Iterator[str]:
    """That each ballot is cast for a right of its own."""
    name, ballots = ballots_file(poll.id), told.ballots[poll.id]
    rights = {right.id for right in told.frozen[poll.id]}
    for ballot in ballots:
        if ballot.right not in rights:
            yield f"{name}: a ballot is cast for right {ballot.right}, which is none of poll {poll.id}."
    for right in twice(ballot.right for ballot in ballots if ballot.right is not None):
        yield f"{name}: right {right} voted more than once."


def _sealed(told: Contents, poll: Poll) -> Iterator[str]:
    """That as many voted as there are ballots, of each category too, and that no ballot tells whose it is."""
    name, ballots, frozen = ballots_file(poll.id), told.ballots[poll.id], told.frozen[poll.id]
    if any(ballot.right is not None for ballot in ballots):
        yield f"{name}: a ballot of poll {poll.id} names its right, and the poll was secret."
    voted = [right for right in frozen if right.voted]
    if len(ballots) != len(voted):
        yield f"{name}: it has {len(ballots)} ballots, and {len(voted)} rights were used."
    if len({right.weight for right in frozen}) > 1:
        yield f"{rights_file(poll.id)}: votes weigh differently, and poll {poll.id} was secret."
    cast = Counter(ballot.category for ballot in ballots)
    used = Counter(told.roll[right.number].category for right in voted if right.number in told.roll)
    for category, count in sorted((one, n) for one, n in cast.items() if one is not None):
        if used[category] != count:
            there = f"{count} ballots of category {category}"
            yield f"{name}: it has {there}, and {used[category]} of its rights were used."


def _results(told: Contents) -> Iterator[str]:
    """That what was announced is what the ballots say, for every poll that counts and no other."""
    counting = [poll.id for poll in told.polls if poll.annulled_at is None]
    if (listed := [result.poll for result in told.results]) != counting:
        yield f"results.jsonl: it tells of polls {listed}, and those that count are {counting}."
        return
    polls = {poll.id: poll for poll in told.polls}
    for result in told.results:
        found = recount(told, polls[result.poll])
        if found is not None and files.written(files.result(result.poll, found)) != files.written(result):
            place, given, comes_to = _difference(_plain(result), _plain(files.result(result.poll, found)))
            yield (
                f"results.jsonl: poll {result.poll} is announced with {place} {given}, and its ballots come to"
                f" {comes_to}."
            )


def _plain(result: Result) -> object:
    return msgspec.json.decode(files.written(result))


def _difference(given: object, found: object, place: str = "") -> tuple[str, object, object]:
    """Where two values differ first, and how."""
    if isinstance(given, dict) and isinstance(found, dict) and given.keys() == found.keys():
        name = next(name for name in given if given[name] != found[name])
        return _difference(given[name], found[name], f"{place}.{name}".lstrip("."))
    if isinstance(given, list) and isinstance(found, list) and len(given) == len(found):
        n = next(n for n in range(len(given)) if given[n] != found[n])
        return _difference(given[n], found[n], f"{place}.{n}")
    return place, given, found
