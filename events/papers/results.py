"""What came of a resolution, in minutes: each time it was put to the vote, the count, and what explains it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from fractions import Fraction

from events.papers import phrases_results as phrases
from events.papers.blocks import Block, Facts, Heading, Space, Table, Words
from events.papers.said import hour, many, number
from events.rules import elections_said, tally_said
from events.rules.elections import Outcome
from events.rules.minutes import ItemTold, Polled
from events.rules.quorum import Standing
from events.rules.tally import Part, Tally, told_apart
from events.words import Base, Choice, Method, Phrase, best_text

DECISIVE = (Choice.FOR, Choice.AGAINST)


def results_of(item: ItemTold, timezone: str, language: str, quorum: Callable[[Standing], str]) -> list[Block]:
    """What became of a resolution; a place to write it where it could be decided and was not put to the vote.

    quorum: how a standing is said.
    """
    if not item.polls:
        return [Space(phrases.RESULT.say(language))] if item.stands and item.stands.reached else []
    said = _Said(timezone, language, quorum)
    return [block for poll in item.polls for block in said.poll(poll, item.polls)]


class _Said:
    """The words of results in one language, with the hours of one place."""

    def __init__(self, timezone: str, language: str, quorum: Callable[[Standing], str]) -> None:
        self.timezone, self.language, self.quorum = timezone, language, quorum

    def poll(self, poll: Polled, polls: list[Polled]) -> list[Block]:
        """One time it was put to the vote. polls: all of them."""
        title = phrases.RESULT.say(self.language)
        if len(polls) > 1:
            title = phrases.VOTE.say(self.language, number=poll.number)
        return [Heading(title, 3), self.frame(poll), *self.outcome(poll, polls)]

    def frame(self, poll: Polled) -> Facts:
        """When it was open, who was there, and which rights there were."""
        votes = many(poll.votes, Base.VOTES, self.language)
        rights = phrases.FROZEN.say(self.language, poll.rights, shown=number(poll.rights, self.language), votes=votes)
        rows = [(phrases.OPEN_FROM, self.hour(poll.opened_at))]
        if poll.closed_at:
            rows.append((phrases.CLOSED_AT, self.hour(poll.closed_at)))
        rows.append((phrases.HELD, self.say(phrases.SECRECY[poll.secrecy])))
        rows += [(phrases.QUORUM, self.quorum(poll.stands)), (phrases.RIGHTS, rights)]
        if found := poll.tally or poll.outcome:
            rows.append((phrases.USED, number(found.voted, self.language)))
        rows.append((phrases.FINGERPRINT, poll.hash.hex()))
        return Facts([(self.say(name), value) for name, value in rows])

    def outcome(self, poll: Polled, polls: list[Polled]) -> list[Block]:
        """The count, or why there is none."""
        if poll.annulled_at:
            reason = best_text(poll.reason, self.language)
            words = phrases.ANNULLED.say(self.language, hour=self.hour(poll.annulled_at), reason=reason)
            again = next((one.number for one in polls if one.number > poll.number), None)
            then = self.say(phrases.NOT_REPEATED)
            if again is not None:
                then = phrases.REPEATED.say(self.language, number=again)
            return [Words(words), Words(then)]
        told = [] if poll.announced else [Words(self.say(phrases.NOT_TOLD), soft=True)]
        if poll.outcome:
            words = elections_said.sentence(poll.outcome, poll.names, self.language)
            return [Words(words), self.people(poll.outcome, poll.names), *told]
        if poll.tally is None:
            return [Words(self.say(phrases.UNDER_WAY))]
        return [Words(tally_said.sentence(poll.tally, self.language)), self.figures(poll.tally), *told]

    def people(self, outcome: Outcome, names: Mapping[int, str]) -> Table:
        """The votes of each candidate: for, against and abstaining, or those that name them."""
        choices = tuple(Choice) if outcome.method is Method.PER_CANDIDATE else (Choice.FOR,)
        heads = [phrases.CHOICES[one] for one in choices] if len(choices) > 1 else [phrases.VOTES]
        rows = []
        for one in outcome.contenders:
            votes = {
                Choice.FOR: one.part.votes_for, Choice.AGAINST: one.part.against, Choice.ABSTAIN: one.part.abstain,
            }  # fmt: skip
            cells = [tally_said.number(votes[choice], self.language) for choice in choices]
            rows.append([names[one.candidate], *cells])
        widths = [6, *(2 for _ in choices)]
        return Table(["", *(self.say(head) for head in heads)], rows, widths, list(range(1, len(widths))))

    def figures(self, tally: Tally) -> Table:
        """Votes for, against and abstaining on both bases; and of each category, where there are several."""
        rows = self.rows(self.say(phrases.VOTES), tally.whole)
        if len(tally.by_category) > 1:
            for code, part in told_apart(tally.by_category, tally.conditions).items():
                rows += self.rows(phrases.CATEGORY.say(self.language, category=code), part)
        return Table(["", *(self.say(phrases.CHOICES[one]) for one in Choice)], rows, [6, 2, 2, 2], [1, 2, 3])

    def rows(self, name: str, part: Part) -> list[list[str]]:
        """The votes, and what share of them each choice has, without abstentions and with them."""
        votes = {Choice.FOR: part.votes_for, Choice.AGAINST: part.against, Choice.ABSTAIN: part.abstain}
        decisive = {one: votes[one] for one in DECISIVE}
        bases = ((phrases.OF_DECISIVE, decisive, part.decisive), (phrases.OF_CAST, votes, part.cast))
        return [
            [name, *(tally_said.number(votes[one], self.language) for one in Choice)],
            *(self.shares(name, base, some, of) for base, some, of in bases if of),
        ]

    def shares(self, name: str, base: Phrase, votes: Mapping[Choice, Fraction], of: Fraction) -> list[str]:
        cells = [tally_said.percent(votes[one] / of, self.language) if one in votes else "" for one in Choice]
        return [f"{name}, {self.say(base)}", *cells]

    def hour(self, at: datetime) -> str:
        return hour(at, self.timezone, self.language)

    def say(self, phrase: Phrase) -> str:
        return phrase.say(self.language)
