"""Questions to the directors: members ask, the bureau takes them together and answers, members read the answers."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Controller, Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import UNSET, UnsetType

from events.actions import questions as actions
from events.actions import topics
from events.api.asking import only
from events.api.assemblies import IfMatch, event_reached
from events.api.sittings import given, member_event
from events.api.versions import etag, version_in
from events.database import fetch, fetchrow
from events.errors import Missing
from events.rules.access import Act, Asker
from events.rules.events import Texts

PAGE = 100


class NewQuestion(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What a member asks. item: of the agenda, by its id; named: whether members may know who asks."""

    text: str
    item: int | None = None
    named: bool = False


class QuestionOut(msgspec.Struct, kw_only=True):
    """A question. name, number: who asks, for the bureau; topic: the one it stands in; live: since the opening."""

    id: int
    text: str
    item: int | None
    topic: int | None
    named: bool
    live: bool
    asked_at: datetime
    name: str
    number: int


class Questions(msgspec.Struct):
    """A page of questions in the order they were asked. next: the `after` of the following page."""

    items: list[QuestionOut]
    next: str | None


class MyQuestion(msgspec.Struct, kw_only=True):
    """A member's own question. topic: the one it stands in, once members see it."""

    id: int
    text: str
    item: int | None
    topic: int | None
    named: bool
    asked_at: datetime


class MyQuestions(msgspec.Struct):
    """A member's own questions in order. left: how many more they may ask."""

    items: list[MyQuestion]
    left: int
    next: str | None = None


class TopicOut(msgspec.Struct, kw_only=True):
    """A topic. answer, why_not: null while there is neither; names: of those who ask it and agreed to be named.

    questions: how many stand in it.
    """

    id: int
    item: int | None
    wording: Texts
    answer: Texts | None
    why_not: Texts | None
    shown: bool
    answered_at: datetime | None
    questions: int
    names: list[str]
    version: int


class Topics(msgspec.Struct):
    """Topics in the order they were made. next: the `after` of the following page."""

    items: list[TopicOut]
    next: str | None


class NewTopic(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Questions to take together, by their ids, and their words once for all."""

    questions: list[int]
    wording: Texts
    item: int | None = None


class TopicChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What to change; what is left out stays. questions: to add; an answer takes the place of why_not, and reverse."""

    item: int | UnsetType | None = UNSET
    wording: Texts | UnsetType = UNSET
    answer: Texts | UnsetType | None = UNSET
    why_not: Texts | UnsetType | None = UNSET
    shown: bool | UnsetType = UNSET
    questions: list[int] | UnsetType = UNSET


class QuestionsController(Controller):
    """`/api/assemblies/{slug}/questions` and `…/topics`."""

    path = "/api/assemblies/{slug:str}"
    tags = ["questions"]  # noqa: RUF012

    @post("/questions")
    async def ask(
        self, slug: FromPath[str], data: JSONBody[NewQuestion], asker: NamedDependency[Asker | None]
    ) -> MyQuestion:
        """Ask something, from the convocation until the closing. 409 too-many-questions, assembly-closed."""
        event = await member_event(slug, asker)
        member = (asker and asker.member) or 0
        made = await actions.ask(event, member, data.text, data.item, named=data.named)
        row = await fetchrow(f"{_MINE} AND q.id = $3", event, member, made)
        if row is None:
            raise Missing
        return MyQuestion(**row)

    @get("/questions/me")
    async def mine(self, slug: FromPath[str], asker: NamedDependency[Asker | None]) -> MyQuestions:
        """What the member who is signed in asked."""
        event = await member_event(slug, asker)
        rows = await fetch(f"{_MINE} ORDER BY q.id", event, (asker and asker.member) or 0)
        limit = await fetchrow(
            """SELECT coalesce(s.question_limit, $2) AS most, a.closed_at
            FROM assembly a LEFT JOIN sitting s ON s.assembly = a.id WHERE a.event = $1""",
            event, actions.DEFAULT_LIMIT,
        )  # fmt: skip
        left = max(limit["most"] - len(rows), 0) if limit and limit["closed_at"] is None else 0
        return MyQuestions([MyQuestion(**row) for row in rows], left)

    @get("/questions", guards=[only(Act.ASSEMBLIES)])
    async def all(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        after: FromQuery[int] = 0,
        grouped: FromQuery[bool | None] = None,
        topic: FromQuery[int | None] = None,
    ) -> Questions:
        """For the bureau: every question. grouped: those that stand in a topic, or in none; topic: in this one."""
        event = await event_reached(slug, asker)
        rows = await fetch(_QUESTIONS, event, after, grouped, topic, PAGE + 1)
        items = [QuestionOut(**row) for row in rows[:PAGE]]
        return Questions(items, str(items[-1].id) if len(rows) > PAGE else None)

    @get("/topics")
    async def topics(
        self, slug: FromPath[str], asker: NamedDependency[Asker | None], after: FromQuery[int] = 0
    ) -> Topics:
        """For the bureau: every topic. For members: those it shows."""
        desk = asker is not None and bool(asker.granted(Act.ASSEMBLIES))
        event = await event_reached(slug, asker) if desk and asker else await member_event(slug, asker)
        rows = await fetch(_TOPICS, event, after, not desk, PAGE + 1)
        items = [_topic(row) for row in rows[:PAGE]]
        return Topics(items, str(items[-1].id) if len(rows) > PAGE else None)

    @post("/topics", guards=[only(Act.ASSEMBLIES)])
    async def group(
        self, slug: FromPath[str], data: JSONBody[NewTopic], asker: NamedDependency[Asker]
    ) -> Response[TopicOut]:
        """Take questions together. 409 question-grouped."""
        event = await event_reached(slug, asker)
        made = await topics.make(event, data.questions, data.wording, data.item, asker.name)
        return await _one(event, made)

    @patch("/topics/{topic:int}", guards=[only(Act.ASSEMBLIES)])
    async def change(
        self,
        slug: FromPath[str],
        topic: FromPath[int],
        data: JSONBody[TopicChange],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Response[TopicOut]:
        """Word it, answer it or say why not, show it, add questions. 409 question-grouped; 412 changed-meanwhile."""
        event = await event_reached(slug, asker)
        await topics.change(event, topic, given(data), asker.name, version_in(if_match))
        return await _one(event, topic)

    @delete("/topics/{topic:int}", guards=[only(Act.ASSEMBLIES)], status_code=204)
    async def part(self, slug: FromPath[str], topic: FromPath[int], asker: NamedDependency[Asker]) -> None:
        """Let its questions stand alone again."""
        await topics.part(await event_reached(slug, asker), topic, asker.name)


async def _one(event: int, topic: int) -> Response[TopicOut]:
    row = await fetchrow(f"{_TOPIC} WHERE a.event = $1 AND t.id = $2", event, topic)
    if row is None:
        raise Missing
    return Response(_topic(row), headers={"etag": etag(row["version"])})


def _topic(row: Any) -> TopicOut:
    return msgspec.convert(dict(row), TopicOut)


_MINE = """
SELECT q.id, q.text, q.item, CASE WHEN t.shown THEN t.id END AS topic, q.named, q.asked_at
FROM question q JOIN assembly a ON a.id = q.assembly LEFT JOIN topic t ON t.id = q.topic
WHERE a.event = $1 AND q.member = $2
"""
_QUESTIONS = """
SELECT q.id, q.text, q.item, q.topic, q.named, q.asked_at, m.name, m.number,
    a.opened_at IS NOT NULL AND q.asked_at >= a.opened_at AS live
FROM question q JOIN assembly a ON a.id = q.assembly JOIN member m ON m.id = q.member
WHERE a.event = $1 AND q.id > $2 AND ($3::bool IS NULL OR (q.topic IS NOT NULL) = $3)
    AND ($4::bigint IS NULL OR q.topic = $4) ORDER BY q.id LIMIT $5
"""
_TOPIC = """
SELECT t.id, t.item, t.wording, t.answer, t.why_not, t.shown, t.answered_at, t.version, held.questions, held.names
FROM topic t JOIN assembly a ON a.id = t.assembly CROSS JOIN LATERAL (
    SELECT count(*) AS questions,
        ARRAY(SELECT m.name FROM question o JOIN member m ON m.id = o.member
            WHERE o.topic = t.id AND o.named AND m.erased_at IS NULL GROUP BY m.id ORDER BY min(o.id)) AS names
    FROM question q WHERE q.topic = t.id) AS held
"""
_TOPICS = f"{_TOPIC} WHERE a.event = $1 AND t.id > $2 AND (t.shown OR NOT $3) ORDER BY t.id LIMIT $4"
