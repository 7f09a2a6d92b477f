"""The speakers' list: members ask for the floor, the bureau gives it."""

from datetime import datetime

import msgspec
from litestar import Controller, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from events.actions import speakers as actions
from events.api.asking import only
from events.api.assemblies import IfMatch, event_reached
from events.api.sittings import answer, member_event
from events.api.snapshots import Seen
from events.api.versions import version_in
from events.database import fetch, fetchrow
from events.errors import Invalid, Mend
from events.rules.access import Act, Asker


class NewSpeaker(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Who gets on the list: a member by number, or a guest by name."""

    number: int | None = None
    name: str | None = None


class Place(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Where on the list, from 1."""

    place: int


class FloorGiven(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Who gets the floor, by their id on the list; null for nobody."""

    speaker: int | None


class Turn(msgspec.Struct, kw_only=True):
    """Somebody who spoke. seconds: the time they were given; item: what was on when they asked."""

    id: int
    name: str
    number: int | None
    item: int | None
    began_at: datetime
    ended_at: datetime
    seconds: int


class Turns(msgspec.Struct):
    """Who spoke, the latest first; the last hundred."""

    items: list[Turn]
    next: str | None = None


class MyTurn(msgspec.Struct):
    """A member's own wish to speak. id: on the list, null when they are not on it."""

    id: int | None


class SpeakersController(Controller):
    """`/api/assemblies/{slug}/speakers`."""

    path = "/api/assemblies/{slug:str}/speakers"
    tags = ["sittings"]  # noqa: RUF012

    @get("/", guards=[only(Act.ASSEMBLIES)])
    async def spoken(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Turns:
        """Who spoke; who waits is in the sitting itself."""
        event = await event_reached(slug, asker)
        rows = await fetch(_SPOKEN, event)
        return Turns([Turn(**row) for row in rows])

    @post("/", guards=[only(Act.ASSEMBLIES)], status_code=200)
    async def add(
        self, slug: FromPath[str], data: JSONBody[NewSpeaker], asker: NamedDependency[Asker]
    ) -> Response[Seen]:
        """Put somebody at the end of the list. 409 not-on-the-roll, not-sitting, assembly-closed."""
        event = await event_reached(slug, asker)
        if (data.number is None) == (data.name is None):
            raise Invalid([Mend("number", "number_or_name")])
        await actions.add(event, data.number, data.name)
        return await answer(event)

    @get("/me")
    async def mine(self, slug: FromPath[str], asker: NamedDependency[Asker | None]) -> MyTurn:
        """Whether the member who is signed in is on the list."""
        event = await member_event(slug, asker)
        return MyTurn(await _mine(event, asker))

    @put("/me")
    async def ask(self, slug: FromPath[str], asker: NamedDependency[Asker | None]) -> MyTurn:
        """Ask for the floor. 409 floor-closed, not-sitting, assembly-closed."""
        event = await member_event(slug, asker)
        await actions.ask(event, _member(asker))
        return MyTurn(await _mine(event, asker))

    @delete("/me", status_code=200)
    async def give_up(self, slug: FromPath[str], asker: NamedDependency[Asker | None]) -> MyTurn:
        """Ask for it no more; who speaks already goes on."""
        event = await member_event(slug, asker)
        await actions.give_up(event, _member(asker))
        return MyTurn(await _mine(event, asker))

    @put("/current", guards=[only(Act.ASSEMBLIES)])
    async def give(
        self,
        slug: FromPath[str],
        data: JSONBody[FloorGiven],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Response[Seen]:
        """Give the floor to one who waits, or to nobody. 409 not-sitting; 412 when somebody gave it meanwhile."""
        event = await event_reached(slug, asker)
        await actions.give_floor(event, data.speaker, version_in(if_match))
        return await answer(event)

    @patch("/{speaker:int}", guards=[only(Act.ASSEMBLIES)])
    async def move(
        self, slug: FromPath[str], speaker: FromPath[int], data: JSONBody[Place], asker: NamedDependency[Asker]
    ) -> Response[Seen]:
        """Put somebody who waits at another place."""
        event = await event_reached(slug, asker)
        await actions.move(event, speaker, data.place)
        return await answer(event)

    @delete("/{speaker:int}", guards=[only(Act.ASSEMBLIES)], status_code=200)
    async def remove(
        self, slug: FromPath[str], speaker: FromPath[int], asker: NamedDependency[Asker]
    ) -> Response[Seen]:
        """Take somebody who waits off the list."""
        event = await event_reached(slug, asker)
        await actions.remove(event, speaker)
        return await answer(event)


def _member(asker: Asker | None) -> int:
    """The member's id; `member_event` has seen that there is one."""
    return (asker and asker.member) or 0


async def _mine(event: int, asker: Asker | None) -> int | None:
    row = await fetchrow(
        """SELECT p.id FROM speaker p JOIN assembly a ON a.id = p.assembly
        WHERE a.event = $1 AND p.member = $2 AND p.ended_at IS NULL""",
        event, _member(asker),
    )  # fmt: skip
    return row and int(row["id"])


_SPOKEN = """
SELECT p.id, coalesce(p.name, m.name) AS name, m.number, p.item, p.began_at, p.ended_at, p.seconds
FROM speaker p JOIN assembly a ON a.id = p.assembly LEFT JOIN member m ON m.id = p.member
WHERE a.event = $1 AND p.began_at IS NOT NULL AND p.ended_at IS NOT NULL ORDER BY p.began_at DESC LIMIT 100
"""
