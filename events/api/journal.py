"""The journal: who did what to what, and when, to be searched by those who answer for it."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter
from litestar.response import Stream

from events.actions import chain
from events.actions.journal import note
from events.api.asking import only
from events.api.lines import Wanted, lines, with_programmes
from events.api.moments import instant_in
from events.clock import now, today
from events.database import fetchrow
from events.errors import Missing
from events.rules.access import Act, Asker, check_elevated, check_reaches, check_reaches_member
from events.rules.chain import Head
from events.rules.chain_file import FIRST, last_line, link_line
from events.words import Language, best_text

PAGE = 50


class LineOut(msgspec.Struct, kw_only=True):
    """One line. actor, about and about_id are what the journal holds; the names are today's, null when unknown.

    event, event_name, member: the event it is about, by slug and title, and the member's number. facts: what else was
    noted. source: the network address it was asked from, for administrators; request: the id that logs carry. sealed:
    whether it has its place in the chain.
    """

    id: int
    at: datetime
    actor: str
    actor_name: str | None
    action: str
    about: str
    about_id: int
    about_name: str | None
    event: str | None
    event_name: str | None
    member: int | None
    facts: dict[str, Any]
    source: str | None
    request: str | None
    sealed: bool


class Lines(msgspec.Struct):
    """One page of lines, the latest first. next: the `after` of the following page, null at the end."""

    items: list[LineOut]
    next: int | None


class JournalController(Controller):
    """`/api/journal`."""

    path = "/api/journal"
    tags = ["journal"]  # noqa: RUF012

    @get("/", guards=[only(Act.JOURNAL)])
    async def find(
        self,
        asker: NamedDependency[Asker],
        reads: NamedDependency[Language],
        about: FromQuery[str | None] = None,
        about_id: FromQuery[int | None] = None,
        event: FromQuery[str | None] = None,
        member: FromQuery[int | None] = None,
        actor: FromQuery[str | None] = None,
        q: FromQuery[str] = "",
        start: Annotated[str | None, QueryParameter(name="from")] = None,
        end: Annotated[str | None, QueryParameter(name="to")] = None,
        after: FromQuery[int | None] = None,
        limit: FromQuery[int] = PAGE,
    ) -> Lines:
        """Lines, the latest first. Administrators find all; who organises what is about their events and members.

        event, member: a slug, a number, for all that concerns them. q: every word is in the deed, its facts, or a name,
        or is a whole address, request or source. from, to: a date (in Brussels) or an instant, until before `to`.
        """
        size = max(1, min(limit, PAGE))
        wanted = Wanted(
            about=about,
            about_id=about_id,
            actor=actor,
            q=q,
            start=instant_in("from", start) if start else None,
            end=instant_in("to", end) if end else None,
            events=None if event is None else await with_programmes([await _event(asker, event)]),
            member=None if member is None else await _member(asker, member),
            after=after,
        )
        rows = await lines(asker, wanted, size + 1)
        items = [_line(row, reads) for row in rows[:size]]
        return Lines(items, items[-1].id if len(rows) > size else None)

    @get("/export", guards=[only(Act.WHOLE_JOURNAL)], media_type="application/jsonl")
    async def export(self, asker: NamedDependency[Asker]) -> Stream:
        """Administrators, freshly confirmed: the sealed journal as a file that `convoke verify` checks."""
        check_elevated(asker, now())
        head = await chain.head()
        await note(asker.name, "exported", "journal", head.position)
        return Stream(
            _rows(head),
            media_type="application/jsonl",
            headers={
                "content-disposition": f'attachment; filename="journal-{today().isoformat()}.jsonl"',
                "cache-control": "private, no-store",
            },
        )


async def _rows(head: Head) -> AsyncIterator[bytes]:
    """The file, some links at a time."""
    yield FIRST
    async for position, _, given, line in chain.links(head.position):
        yield link_line(position, given, line)
    yield last_line(head)


async def _event(asker: Asker, slug: str) -> int:
    row = await fetchrow("SELECT id, office, parent FROM event WHERE slug = $1", slug)
    if row is None:
        raise Missing
    check_reaches(asker, Act.JOURNAL, row["office"], row["id"], row["parent"])
    return int(row["id"])


async def _member(asker: Asker, number: int) -> int:
    row = await fetchrow("SELECT id, office FROM member WHERE number = $1", number)
    if row is None:
        raise Missing
    check_reaches_member(asker, Act.JOURNAL, row["office"])
    return int(row["id"])


def _line(row: Any, language: str) -> LineOut:
    found = dict(row)
    title = found.pop("event_title")
    found["event_name"] = best_text(title, language) if title else None
    if found["about"] == "event":
        found["about_name"] = found["event_name"]
    return msgspec.convert(found, LineOut)
