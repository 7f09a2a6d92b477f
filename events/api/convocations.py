"""The convocation of an assembly: what stands in its way, the mail as members get it, and what became of each."""

import asyncio
from datetime import date, datetime
from typing import Any

import msgspec
from litestar import Controller, Response, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from events.actions import convocations as actions
from events.actions.assemblies import rules_of
from events.actions.keys import keys
from events.api.asking import only
from events.api.assemblies import event_reached
from events.api.headers import letter_policy
from events.api.tickets import INERT
from events.clock import now
from events.database import fetch, fetchone, fetchrow
from events.errors import Missing
from events.facts import event_by_id
from events.mail.convocations import Called, convened, specimen
from events.mail.letters import Letter, as_html, as_text
from events.papers.labels import Addressee, labels
from events.rules.access import Act, Asker, check_elevated
from events.rules.convocations import Lacking, Prepared, day_there, lacking
from events.rules.members import asked_for
from events.rules.statutes import days
from events.settings import settings
from events.tickets import codes
from events.words import Delivery, Language, Means, Status, Weighing

PAGE = 50


class ConvocationOut(msgspec.Struct, kw_only=True):
    """How it stands with calling the members.

    convene_by: the last lawful day; today: the day it is at the place of the meeting. lacking: what stands in the way,
    empty once they are called. settles_roll: whether calling them today settles the roll. by_roll: whether those on the
    roll are called, and not whoever is a member. mail, post: how many are called, or would be today, in which way;
    deliveries: how many of whom what became, once called.
    """

    convene_by: date
    record_on: date
    today: date
    lacking: list[Lacking]
    settles_roll: bool
    by_roll: bool
    mail: int
    post: int
    convened_at: datetime | None
    deliveries: dict[Delivery, int]


class SummonsOut(msgspec.Struct, kw_only=True):
    """A member called. email: where the mail went; error: why it was refused or came back."""

    number: int
    name: str
    language: Language
    means: Means
    delivery: Delivery
    email: str | None
    called_at: datetime | None
    sent_at: datetime | None
    failed_at: datetime | None
    bounced_at: datetime | None
    error: str | None


class Summonses(msgspec.Struct):
    """A page of those called, by number. next: the `after` of the following page."""

    items: list[SummonsOut]
    next: str | None


class PreviewFile(msgspec.Struct):
    """A file that travels along. kind: its media type."""

    name: str
    kind: str


class ConvocationPreview(msgspec.Struct, kw_only=True):
    """The mail as this member would get it. Its page is at `…/preview/{number}/page`, its files beside that."""

    number: int
    name: str
    language: Language
    email: str | None
    subject: str
    text: str
    attachments: list[PreviewFile]


class ConvocationsController(Controller):
    """`/api/assemblies/{slug}/convocation`."""

    path = "/api/assemblies/{slug:str}/convocation"
    tags = ["assemblies"]  # noqa: RUF012
    guards = [only(Act.ASSEMBLIES)]  # noqa: RUF012

    @get("/")
    async def see(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> ConvocationOut:
        """How it stands."""
        return await _shown(await event_reached(slug, asker))

    @put("/")
    async def convene(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> ConvocationOut:
        """Call the members, freshly confirmed; called already, they are.

        409 event-unpublished, agenda-unpublished, convocation-too-late, roll-empty.
        """
        event = await event_reached(slug, asker)
        check_elevated(asker, now())
        await actions.convene(event, asker.name)
        return await _shown(event)

    @get("/summons")
    async def summons(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        q: FromQuery[str] = "",
        delivery: FromQuery[Delivery | None] = None,
        after: FromQuery[int] = 0,
    ) -> Summonses:
        """Who was called and what became of it, by number; `q` is a number, a part of a name or an e-mail."""
        event = await event_reached(slug, asker)
        asked = asked_for(q)
        rows = await fetch(
            _SUMMONS, event, after, PAGE + 1, delivery and delivery.value, asked.digits, asked.address,
            [f"%{_literal(word)}%" for word in asked.words],
        )  # fmt: skip
        items = [msgspec.convert(dict(row), SummonsOut) for row in rows[:PAGE]]
        return Summonses(items, str(items[-1].number) if len(rows) > PAGE else None)

    @get("/labels.pdf", media_type="application/pdf")
    async def labels(
        self, slug: FromPath[str], asker: NamedDependency[Asker], reads: NamedDependency[str]
    ) -> Response[bytes]:
        """Freshly confirmed: address labels of who gets a letter, by number, and who has no address after them."""
        event = await event_reached(slug, asker)
        check_elevated(asker, now())
        people = msgspec.convert([dict(row) for row in await fetch(_POSTAL, event)], list[Addressee])
        facts, at = await event_by_id(event), int(now().timestamp())
        body = await asyncio.to_thread(labels, facts, people, reads, settings().organisation, at)
        headers = {**INERT, "content-disposition": f'attachment; filename="labels-{slug}.pdf"'}
        return Response(body, media_type="application/pdf", headers=headers)

    @get("/preview")
    async def preview(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        language: FromQuery[Language | None] = None,
        member: FromQuery[int | None] = None,
    ) -> ConvocationPreview:
        """The mail for a member who is called, by number, or the first one who reads this language.

        404 when there is none. The ticket in it opens nothing.
        """
        event = await event_reached(slug, asker)
        row = await _recipient(event, member, language)
        case, letter = await _letter(event, row["id"])
        return ConvocationPreview(
            number=case.number,
            name=case.name,
            language=Language(case.language),
            email=row["email"],
            subject=letter.subject,
            text=as_text(letter),
            attachments=[PreviewFile(file.name, file.kind) for file in letter.attachments],
        )

    @get("/preview/{member:int}/page", media_type="text/html")
    async def page(self, slug: FromPath[str], member: FromPath[int], asker: NamedDependency[Asker]) -> Response[str]:
        """That mail as most people see it, inert: a page to stand in a frame."""
        event = await event_reached(slug, asker)
        _, letter = await _letter(event, (await _recipient(event, member, None))["id"])
        page = as_html(letter)
        headers = {
            "content-security-policy": letter_policy(page), "x-frame-options": "SAMEORIGIN",
            "cache-control": "private, no-store",
        }  # fmt: skip
        return Response(page.replace("<head>", '<head><base target="_blank">', 1), headers=headers)

    @get("/preview/{member:int}/files/{name:str}")
    async def file(
        self, slug: FromPath[str], member: FromPath[int], name: FromPath[str], asker: NamedDependency[Asker]
    ) -> Response[bytes]:
        """One of its files, by name."""
        event = await event_reached(slug, asker)
        _, letter = await _letter(event, (await _recipient(event, member, None))["id"])
        found = next((file for file in letter.attachments if file.name == name), None)
        if found is None:
            raise Missing
        headers = {**INERT, "content-disposition": f'attachment; filename="{found.name}"'}
        return Response(found.body, media_type=found.kind, headers=headers)


async def _shown(event: int) -> ConvocationOut:
    row = await _assembly(event)
    rules = await rules_of(row["statutes"])
    counted, today = days(rules, row["starts_at"], row["timezone"]), day_there(now(), row["timezone"])
    called = row["convened_at"] is not None
    settled = row["roll_at"] is not None
    prepared = Prepared(
        status=Status(row["status"]),
        agenda=await actions.agenda_published(row["id"]),
        convene_by=counted.convene_by,
    )
    deliveries = {Delivery(one["delivery"]): one["count"] for one in await fetch(_DELIVERIES, event)} if called else {}
    means = await fetchone(_MEANS, event) if called else await fetchone(_TO_CALL, *_whom(row, rules, today))
    return ConvocationOut(
        convene_by=counted.convene_by,
        record_on=counted.record_on,
        today=today,
        lacking=[] if called else lacking(prepared, today),
        settles_roll=not called and not settled and counted.record_on <= today,
        by_roll=bool(row["by_roll"]) if called else counted.record_on <= today,
        mail=means["mail"],
        post=means["post"],
        convened_at=row["convened_at"],
        deliveries=deliveries,
    )


async def _assembly(event: int) -> Any:
    """The assembly of this event. Raises Missing where it is none."""
    row = await fetchrow(_ASSEMBLY, event)
    if row is None:
        raise Missing
    return row


def _whom(row: Any, rules: Any, today: date) -> tuple[int, date | None, bool]:
    """The values of `CALLED`: who would be called today, by the roll where it is settled."""
    return row["id"], None if row["roll_at"] else today, rules.weighing is Weighing.SHARE


async def _recipient(event: int, number: int | None, language: Language | None) -> Any:
    """A member who is called or would be today: this one, or the first who reads the language. Raises Missing."""
    row = await _assembly(event)
    rules = await rules_of(row["statutes"])
    today = day_there(now(), row["timezone"])
    found = await fetchrow(_RECIPIENT, *_whom(row, rules, today), number, language and language.value)
    if found is None:
        raise Missing
    return found


async def _letter(event: int, member: int) -> tuple[Called, Letter]:
    made = await keys()

    def sign(**facts: Any) -> str:
        return codes.sign(made.active, key_id=made.active_id, **facts)

    case = await specimen(event, member, sign)
    return case, await asyncio.to_thread(convened, case, preview=True)


def _literal(word: str) -> str:
    """The word as LIKE has it, where `%` and `_` stand for themselves."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


DELIVERY = """CASE WHEN s.called_at IS NULL THEN 'planned' WHEN s.means = 'post' THEN 'listed'
    WHEN s.bounced_at IS NOT NULL THEN 'bounced' WHEN s.failed_at IS NOT NULL THEN 'failed'
    WHEN s.sent_at IS NOT NULL THEN 'sent' ELSE 'queued' END"""
"""SQL: what became of the summons `s`, a `Delivery`."""

_OF_THE_EVENT = "FROM summons s JOIN convocation c ON c.id = s.convocation JOIN assembly a ON a.id = c.assembly"

_ASSEMBLY = """
SELECT a.id, a.statutes, a.convened_at, a.roll_at, e.status, e.starts_at, e.timezone, c.by_roll
FROM assembly a JOIN event e ON e.id = a.event LEFT JOIN convocation c ON c.assembly = a.id WHERE a.event = $1
"""
_DELIVERIES = f"SELECT {DELIVERY} AS delivery, count(*)::int {_OF_THE_EVENT} WHERE a.event = $1 GROUP BY 1"
_MEANS = f"""
SELECT count(*) FILTER (WHERE s.means = 'mail')::int AS mail, count(*) FILTER (WHERE s.means = 'post')::int AS post
{_OF_THE_EVENT} WHERE a.event = $1
"""
_TO_CALL = f"""
SELECT count(m.email)::int AS mail, (count(*) - count(m.email))::int AS post FROM member m WHERE {actions.CALLED}
"""  # noqa: S608
_RECIPIENT = f"""
SELECT m.id, m.email FROM member m WHERE {actions.CALLED} AND ($4::int IS NULL OR m.number = $4::int)
    AND ($5::text IS NULL OR m.language = $5::text) ORDER BY m.email IS NULL, m.number LIMIT 1
"""  # noqa: S608
_POSTAL = f"""
SELECT m.number, m.name, m.street, m.postal_code, m.city, m.country {_OF_THE_EVENT} JOIN member m ON m.id = s.member
WHERE a.event = $1 AND s.called_at IS NOT NULL AND m.erased_at IS NULL
    AND (s.means = 'post' OR s.failed_at IS NOT NULL OR s.bounced_at IS NOT NULL) ORDER BY m.number
"""
_SUMMONS = f"""
SELECT m.number, m.name, s.language, s.means, {DELIVERY} AS delivery, s.email, s.called_at, s.sent_at, s.failed_at,
    s.bounced_at, s.error
{_OF_THE_EVENT} JOIN member m ON m.id = s.member
WHERE a.event = $1 AND m.number > $2 AND ($4::text IS NULL OR {DELIVERY} = $4::text)
    AND ($5::text IS NULL OR m.number::text LIKE $5::text || '%')
    AND ($6::text IS NULL OR lower(s.email) = lower($6::text)) AND m.search LIKE ALL ($7::text[])
ORDER BY m.number LIMIT $3
"""
