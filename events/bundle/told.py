"""What checking a bundle found, in lines for whoever asked."""

from collections.abc import Iterator
from typing import BinaryIO

from events.bundle.contents import Contents
from events.bundle.verify import Verdict, verify
from events.rules.elections import Contender, Outcome
from events.rules.tally import Tally


def report(name: str, file: BinaryIO) -> tuple[bool, list[str]]:
    """Whether the bundle holds, and what is to be said of it."""
    verdict = verify(file)
    return not verdict.flaws, lines(name, verdict)


def lines(name: str, verdict: Verdict) -> list[str]:
    """A line for each flaw; or what was counted."""
    said = _sound(verdict, verdict.told) if verdict.told and not verdict.flaws else verdict.flaws
    return [_printable(f"{name}: {line}") for line in said]


def _printable(line: str) -> str:
    """What a bundle says is words for the terminal, never its commands."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)


def _sound(verdict: Verdict, told: Contents) -> Iterator[str]:
    yield (
        f"the bundle of {told.assembly.slug} holds: {len(told.voters)} on the roll, {len(told.polls)} polls,"
        f" {sum(map(len, told.ballots.values()))} ballots, {len(told.links)} lines of the journal."
    )
    for poll in told.polls:
        item = told.item(poll.resolution)
        place = f"item {item.position if item else '?'}, vote {poll.number}"
        if poll.annulled_at is not None:
            yield f"{place}: annulled."
        elif poll.id in verdict.results:
            yield f"{place}: {_counted(verdict.results[poll.id], told)}"
    yield f"fingerprint of the data, as the minutes have it: {verdict.of_data}"
    yield f"fingerprint of the bundle: {verdict.fingerprint}"


def _counted(result: Tally | Outcome, told: Contents) -> str:
    if isinstance(result, Outcome):
        names = {one.id: one.name for item in told.agenda for one in item.candidates}
        people = [f"{names[one.candidate]} {one.part.votes_for}{_seat(one)}" for one in result.contenders]
        return f"{', '.join(people)}, of {result.votes} votes; {result.left} of {result.seats} seats left."
    whole = result.whole
    return (
        f"{whole.votes_for} for, {whole.against} against, {whole.abstain} abstaining, of {result.votes} votes;"
        f" {'adopted' if result.adopted else 'rejected'}."
    )


def _seat(one: Contender) -> str:
    return " (elected)" if one.elected else " (tied)" if one.tied else ""
