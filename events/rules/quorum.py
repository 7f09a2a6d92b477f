"""The quorum of each resolution, from how many are present or represented, with exact fractions."""

import math
from datetime import datetime
from fractions import Fraction

import msgspec

from events.rules.statutes import Need, quorum_reached
from events.words import Base


class Count(msgspec.Struct, frozen=True):
    """So many members, and so many votes."""

    members: int = 0
    votes: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.members + other.members, self.votes + other.votes)

    def of(self, base: Base) -> int:
        """The one of the two that is counted."""
        return self.members if base is Base.MEMBERS else self.votes


class Step(msgspec.Struct, frozen=True):
    """How many there were from this moment."""

    at: datetime
    count: Count


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a resolution stands: who is there for it, what part is needed, and how many that is at least.

    needed: None where it may be put to the vote whoever is there; at_least: in what `counted` says.
    """

    there: Count
    counted: Base
    needed: Fraction | None
    at_least: int | None
    reached: bool


def standing(need: Need, there: Count, roll: Count, *, second: bool) -> Standing:
    """How a resolution with this need stands. roll: all members and votes; second: a second assembly."""
    needed = None if second and not need.again else need.quorum
    return Standing(
        there=there,
        counted=need.counted,
        needed=needed,
        at_least=None if needed is None else math.ceil(needed * roll.of(need.counted)),
        reached=quorum_reached(need, there.of(need.counted), roll.of(need.counted), second=second),
    )


def timeline(everywhere: list[Step], here: list[Step]) -> list[Step]:
    """How many were there for one item through the meeting: those there for all items, and those for this one."""
    last = {False: Count(), True: Count()}
    steps: list[Step] = []
    for step, named in sorted([(s, False) for s in everywhere] + [(s, True) for s in here], key=lambda one: one[0].at):
        last[named] = step.count
        if steps and steps[-1].at == step.at:
            steps.pop()
        steps.append(Step(step.at, last[False] + last[True]))
    return steps
