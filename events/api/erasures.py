"""Being erased: asked for by members, carried out by administrators."""

from datetime import datetime

import msgspec
from litestar import Controller, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from events.actions import erasures as actions
from events.api.asking import forget_all, only
from events.api.details import member_asking
from events.clock import now, today
from events.database import fetch, fetchone
from events.rules.access import Act, Asker, check_elevated
from events.rules.erasures import due
from events.words import Language

MOST = 100


class ErasureAsked(msgspec.Struct):
    """That a member wants to be erased, and by when they are."""

    asked_at: datetime
    due_at: datetime


class OpenErasure(ErasureAsked, kw_only=True):
    """One who waits. registrations: places at events to come, which are given back; shares: as of today.

    staff: whether the address is that of staff too, who stay staff.
    """

    number: int
    name: str
    language: Language
    shares: int | None
    registrations: int
    staff: bool


class OpenErasures(msgspec.Struct):
    """Those who wait, the longest first. next: the `after` of the following page, null at the end."""

    items: list[OpenErasure]
    next: int | None


class ErasureDone(msgspec.Struct):
    """What was erased. registrations: how many became counts; given_back: of these, at events to come."""

    number: int
    erased_at: datetime
    registrations: int
    given_back: int


class ErasuresController(Controller):
    """`/api/me/erasure`, `/api/erasures` and `/api/members/{number}/erasure`."""

    path = "/api"
    tags = ["privacy"]  # noqa: RUF012

    @post("/me/erasure", status_code=202)
    async def ask(self, asker: NamedDependency[Asker | None]) -> ErasureAsked:
        """Ask to be erased, as the member who is signed in; an administrator carries it out. Asked again: the same."""
        member = member_asking(asker)
        await actions.ask(member, asker.name if asker else "")
        row = await fetchone("SELECT erasure_asked_at FROM member WHERE id = $1", member)
        return ErasureAsked(row["erasure_asked_at"], due(row["erasure_asked_at"]))

    @delete("/me/erasure", status_code=200)
    async def withdraw(self, asker: NamedDependency[Asker | None]) -> None:
        """Stay after all; again changes nothing."""
        await actions.withdraw(member_asking(asker), asker.name if asker else "")

    @get("/erasures", guards=[only(Act.ERASE)])
    async def waiting(self, after: FromQuery[int | None] = None) -> OpenErasures:
        """Who asked to be erased and is not yet, the longest ago first."""
        rows = [dict(row) for row in await fetch(_WAITING, now(), today(), after, MOST + 1)]
        items = [msgspec.convert({**row, "due_at": due(row["asked_at"])}, OpenErasure) for row in rows[:MOST]]
        return OpenErasures(items, items[-1].number if len(rows) > MOST else None)

    @put("/members/{number:int}/erasure", status_code=200, guards=[only(Act.ERASE)])
    async def erase(self, number: FromPath[int], asker: NamedDependency[Asker]) -> ErasureDone:
        """Erase the member, asked or not (a letter is asking too). Nothing brings them back; again changes nothing."""
        check_elevated(asker, now())
        done = await actions.erase(number, asker.name)
        forget_all()
        row = await fetchone("SELECT erased_at FROM member WHERE number = $1", number)
        return ErasureDone(number, row["erased_at"], done.registrations, done.given_back)


_WAITING = """
SELECT m.number, m.name, m.language, m.erasure_asked_at AS asked_at,
    (SELECT s.shares FROM membership s WHERE s.member = m.id AND s.since <= $2::date
        AND (s.until IS NULL OR s.until > $2::date)) AS shares,
    (SELECT count(*) FROM registration r JOIN event e ON e.id = r.event
        WHERE r.member = m.id AND r.seat <> 'cancelled' AND e.status = 'published' AND e.ends_at > $1) AS registrations,
    EXISTS (SELECT FROM staff WHERE address = m.address) AS staff
FROM member m WHERE m.erasure_asked_at IS NOT NULL AND m.erased_at IS NULL
    AND ($3::int IS NULL OR (m.erasure_asked_at, m.id) > (SELECT erasure_asked_at, id FROM member WHERE number = $3))
ORDER BY m.erasure_asked_at, m.id LIMIT $4
"""
