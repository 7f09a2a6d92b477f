"""Who is at an assembly: the list of it, arrivals noted by hand, and members who come and go online."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import Controller, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from events.actions import stays as actions
from events.actions.stays import OF_MEMBERS, Coming
from events.api.asking import only
from events.api.assemblies import called, event_reached, reached
from events.api.details import member_asking
from events.clock import now
from events.database import fetch, fetchrow
from events.errors import Invalid, Mend, Missing
from events.rules.access import Act, Asker
from events.rules.members import looked_up
from events.rules.people import name_mends, tidy
from events.words import Attending, Channel, Exercise

PAGE = 200


class StayOut(msgspec.Struct, kw_only=True):
    """A time that somebody spent there. number: of the member they are or represent; left_at: null while there.

    how: who exercises that member's right now.
    """

    id: int
    name: str
    number: int | None
    attending: Attending
    channel: Channel
    came_at: datetime
    left_at: datetime | None
    how: Exercise | None


class Stays(msgspec.Struct):
    """A page of stays, the newest first. next: the `after` of the following page."""

    items: list[StayOut]
    next: str | None


class NewStay(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Somebody who comes. member: a member's number; name: of a representative or of who does not count."""

    attending: Attending = Attending.MEMBER
    channel: Channel = Channel.ROOM
    member: int | None = None
    name: Annotated[str, msgspec.Meta(max_length=1000)] | None = None


class MyStay(msgspec.Struct):
    """Whether the member who asks is there. since: of the stay online, if there is one."""

    there: bool
    online_since: datetime | None


class StaysController(Controller):
    """`/api/assemblies/{slug}/attendance`."""

    path = "/api/assemblies/{slug:str}/attendance"
    tags = ["assemblies"]  # noqa: RUF012

    @get("/", guards=[only(Act.ASSEMBLIES)])
    async def all(
        self, slug: FromPath[str], asker: NamedDependency[Asker], after: FromQuery[int] = 0, q: FromQuery[str] = ""
    ) -> Stays:
        """Everybody who came, the last first. q: a piece of a name, or a member's number."""
        event = await event_reached(slug, asker)
        rows = await fetch(_STAYS, event, after or None, looked_up(q) or None, PAGE + 1)
        items = [StayOut(**row) for row in rows[:PAGE]]
        return Stays(items, str(items[-1].id) if len(rows) > PAGE else None)

    @post("/", guards=[only(Act.ATTENDANCE)], status_code=204)
    async def arrive(self, slug: FromPath[str], data: JSONBody[NewStay], asker: NamedDependency[Asker]) -> None:
        """Note that somebody came who has no ticket to scan. 409 not-convened, doors-closed, not-on-the-roll."""
        here = await reached(slug, asker, Act.ATTENDANCE)
        await actions.arrive(here.event, await _coming(data), asker.name)

    @put("/{stay:int}/departure", guards=[only(Act.ATTENDANCE)], status_code=204)
    async def leave(self, slug: FromPath[str], stay: FromPath[int], asker: NamedDependency[Asker]) -> None:
        """Note that they left. 409 not-there."""
        await actions.leave((await reached(slug, asker, Act.ATTENDANCE)).event, [stay], asker.name)

    @get("/me")
    async def mine(self, slug: FromPath[str], asker: NamedDependency[Asker | None]) -> MyStay:
        """Whether the member who is signed in is there."""
        member = member_asking(asker)
        row = await fetchrow(_MINE, (await called(slug))["id"], member)
        return MyStay(**row) if row else MyStay(False, None)

    @put("/me", status_code=204)
    async def join(self, slug: FromPath[str], asker: NamedDependency[Asker | None]) -> None:
        """Come online, as the member who is signed in, or be there still. 409 doors-closed, not-on-the-roll."""
        member = member_asking(asker)
        event = (await called(slug))["event"]
        if await actions.heard(event, [member]):
            return
        row = await fetchrow("SELECT name FROM member WHERE id = $1", member)
        if asker is None or row is None:
            raise Missing
        coming = Coming(
            name=row["name"], attending=Attending.MEMBER, channel=Channel.ONLINE, member=member, came_at=now()
        )
        await actions.arrive(event, coming, asker.name)

    @delete("/me", status_code=204)
    async def part(self, slug: FromPath[str], asker: NamedDependency[Asker | None]) -> None:
        """Be there online no longer."""
        member = member_asking(asker)
        if asker is not None:
            await actions.leave_online((await called(slug))["event"], member, asker.name)


async def _coming(data: NewStay) -> Coming:
    """Who comes, by what was said of them. Raises Invalid."""
    mends: list[Mend] = []
    known = None
    if data.member is not None:
        known = await fetchrow("SELECT id, name FROM member WHERE number = $1", data.member)
        if known is None:
            mends.append(Mend("member", "unknown_member", {"number": data.member}))
    elif data.attending in OF_MEMBERS:
        mends.append(Mend("member", "empty"))
    name = tidy(data.name or "")
    if data.attending is Attending.MEMBER and known is not None:
        name = known["name"]
    elif data.attending is not Attending.MEMBER:
        mends += name_mends("name", name)
    if mends:
        raise Invalid(mends)
    counts = data.attending in OF_MEMBERS
    return Coming(
        name=name, attending=data.attending, channel=data.channel, member=known["id"] if counts and known else None,
        came_at=now(),
    )  # fmt: skip


_STAYS = """
SELECT s.id, s.name, m.number, s.attending, s.channel, s.came_at, s.left_at, last.how
FROM stay s JOIN assembly a ON a.id = s.assembly LEFT JOIN member m ON m.id = s.member
LEFT JOIN voter v ON v.assembly = a.id AND v.member = s.member
LEFT JOIN LATERAL (SELECT how FROM voting_right WHERE voter = v.id ORDER BY id DESC LIMIT 1) AS last ON true
WHERE a.event = $1 AND ($2::bigint IS NULL OR s.id < $2)
    AND ($3::text IS NULL OR m.number::text = $3 OR position($3 in coalesce(m.search, '')) > 0
        OR position($3 in lower(s.name)) > 0)
ORDER BY s.id DESC LIMIT $4
"""
_MINE = """
SELECT true AS there, max(s.came_at) FILTER (WHERE s.channel = 'online') AS online_since
FROM stay s WHERE s.assembly = $1 AND s.member = $2 AND s.left_at IS NULL HAVING count(*) > 0
"""
