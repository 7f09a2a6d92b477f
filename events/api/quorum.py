"""The quorum over HTTP: how many are present or represented, and what that is for each resolution."""

from datetime import datetime

import msgspec
from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from events.actions.quorum import Quorum, quorum_of, timelines_of
from events.api.asking import only
from events.api.assemblies import assembly_reached
from events.rules.access import Act, Asker
from events.rules.quorum import Count, Standing, Step
from events.rules.statutes import figures
from events.words import Base


class CountOut(msgspec.Struct):
    """So many members, and so many votes."""

    members: int
    votes: int


class StandingOut(msgspec.Struct, kw_only=True):
    """How a resolution stands. resolution: the id of its item; there: for it, members with a proxy for it included.

    needed: the part of `counted` that has to be there, as a fraction, and at_least what that comes to; null where it is
    put to the vote whoever is there.
    """

    resolution: int
    there: CountOut
    counted: Base
    needed: str | None
    at_least: int | None
    reached: bool


class QuorumOut(msgspec.Struct):
    """there: for every item of the agenda; roll: all who may vote."""

    there: CountOut
    roll: CountOut
    resolutions: list[StandingOut]


class StepOut(msgspec.Struct):
    """How many there were from this moment."""

    at: datetime
    members: int
    votes: int


class TimelineOut(msgspec.Struct):
    """Through the meeting. item: for which item; null for all that have none of their own."""

    item: int | None
    steps: list[StepOut]


class Timelines(msgspec.Struct):
    """The timeline of every item that proxies name, and the one of all others first."""

    items: list[TimelineOut]
    next: str | None = None


class QuorumController(Controller):
    """`/api/assemblies/{slug}/quorum`."""

    path = "/api/assemblies/{slug:str}/quorum"
    tags = ["assemblies"]  # noqa: RUF012
    guards = [only(Act.ASSEMBLIES)]  # noqa: RUF012

    @get("/")
    async def now(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> QuorumOut:
        """How it stands at this moment."""
        return shown(await quorum_of(await assembly_reached(slug, asker)))

    @get("/timeline")
    async def through(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Timelines:
        """How it stood from the first arrival on, a step a second at most."""
        found = await timelines_of(await assembly_reached(slug, asker))
        return Timelines([TimelineOut(item, [_step(step) for step in steps]) for item, steps in found.items()])


def shown(quorum: Quorum) -> QuorumOut:
    """The quorum as the API says it."""
    return QuorumOut(
        _count(quorum.there),
        _count(quorum.roll),
        [_standing(item, one) for item, one in quorum.resolutions.items()],
    )


def _standing(item: int, one: Standing) -> StandingOut:
    return StandingOut(
        resolution=item,
        there=_count(one.there),
        counted=one.counted,
        needed=None if one.needed is None else figures(one.needed),
        at_least=one.at_least,
        reached=one.reached,
    )


def _count(count: Count) -> CountOut:
    return CountOut(count.members, count.votes)


def _step(step: Step) -> StepOut:
    return StepOut(step.at, step.count.members, step.count.votes)
