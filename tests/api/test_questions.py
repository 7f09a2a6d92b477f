"""Questions to the directors: asked within a limit, taken together, answered or not and why, shown to members."""

import asyncio
from collections import Counter

import httpx
import pytest

from events.actions import erasures
from events.database import execute, fetchval
from events.words import Role
from tests.cast import bearer
from tests.sitting_cast import call_together, member

BASE = "/api/assemblies/party"


@pytest.fixture
async def bureau(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """The bureau's client, with an assembly called together."""
    await call_together()
    api.headers.update(await bearer(Role.BUREAU, event="party"))
    return api


async def ask(bureau: httpx.AsyncClient, number: int, text: str, **more: object) -> httpx.Response:
    """A member asks something."""
    return await bureau.post(f"{BASE}/questions", json={"text": text, **more}, headers=await member(number))


async def test_from_the_question_to_its_answer(bureau: httpx.AsyncClient) -> None:
    """Two members ask the same; taken together and answered once, both read it, with the name of who agreed."""
    one = (await ask(bureau, 1, "Waarom daalt  het\ndividend?", named=True)).json()
    two = (await ask(bureau, 2, "Pourquoi moins de dividende ?")).json()
    wording = {"nl": "Waarom daalt het dividend?"}

    made = await bureau.post(f"{BASE}/topics", json={"questions": [one["id"], two["id"]], "wording": wording})
    topic = f"{BASE}/topics/{made.json()['id']}"
    hidden = (await bureau.get(f"{BASE}/topics", headers=await member(3))).json()["items"]
    answered = await bureau.patch(
        topic, json={"answer": {"nl": "Omdat we investeren.", "fr": " "}, "shown": True},
        headers={"if-match": made.headers["etag"]},
    )  # fmt: skip

    assert one["text"] == "Waarom daalt het\ndividend?"
    assert (made.status_code, hidden) == (201, [])
    assert answered.json()["answer"] == {"nl": "Omdat we investeren."}
    [shown] = (await bureau.get(f"{BASE}/topics", headers=await member(3))).json()["items"]
    assert (shown["names"], shown["questions"]) == (["Ada Janssens"], 2)
    [mine] = (await bureau.get(f"{BASE}/questions/me", headers=await member(2))).json()["items"]
    assert mine["topic"] == shown["id"]
    late = await bureau.patch(topic, json={"shown": False}, headers={"if-match": made.headers["etag"]})
    assert late.status_code == 412


async def test_an_answer_or_the_reason_for_none(bureau: httpx.AsyncClient) -> None:
    """One takes the place of the other; both at once is neither, and one language says something."""
    asked = (await ask(bureau, 1, "Wie verdient wat?")).json()
    made = await bureau.post(f"{BASE}/topics", json={"questions": [asked["id"]], "wording": {"nl": "Lonen"}})
    topic = f"{BASE}/topics/{made.json()['id']}"

    await bureau.patch(topic, json={"answer": {"nl": "Zie het verslag."}})
    why_not = (await bureau.patch(topic, json={"why_not": {"fr": "C'est confidentiel."}})).json()
    both = await bureau.patch(topic, json={"answer": {"nl": "Ja"}, "why_not": {"nl": "Nee"}})
    empty = await bureau.patch(topic, json={"answer": {"nl": "  "}})
    nothing = (await bureau.patch(topic, json={"why_not": None})).json()

    assert (why_not["answer"], why_not["why_not"]) == (None, {"fr": "C'est confidentiel."})
    assert why_not["answered_at"]
    assert (both.status_code, empty.status_code) == (422, 422)
    assert (nothing["why_not"], nothing["answered_at"]) == (None, None)


async def test_a_question_stands_in_one_topic(bureau: httpx.AsyncClient) -> None:
    """Two of the bureau take the same question together at once: one does. Parted, it stands alone again."""
    asked = (await ask(bureau, 1, "Waarom?")).json()
    body = {"questions": [asked["id"]], "wording": {"nl": "Waarom"}}

    answers = await asyncio.gather(*(bureau.post(f"{BASE}/topics", json=body) for _ in range(20)))

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 19}
    assert await fetchval("SELECT count(*) FROM topic") == 1
    [made] = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    assert (await bureau.delete(f"{BASE}/topics/{made}")).status_code == 204
    [alone] = (await bureau.get(f"{BASE}/questions?grouped=false")).json()["items"]
    assert (alone["id"], alone["topic"], alone["name"], alone["live"]) == (asked["id"], None, "Ada Janssens", False)


async def test_hundreds_of_questions_at_once(bureau: httpx.AsyncClient) -> None:
    """Each member may ask three here: of a hundred at once by each, three are kept, and the same one only once."""
    await bureau.patch(f"{BASE}/sitting", json={"question_limit": 3})
    askers = {number: await member(number) for number in (1, 2, 3)}

    answers = await asyncio.gather(
        *(
            bureau.post(f"{BASE}/questions", json={"text": f"Vraag {n}"}, headers=headers)
            for n in range(100) for headers in askers.values()
        )
    )  # fmt: skip
    kept = await bureau.get(f"{BASE}/questions/me", headers=askers[1])
    again = [
        await bureau.post(f"{BASE}/questions", json={"text": kept.json()["items"][0]["text"]}, headers=askers[1])
        for _ in range(2)
    ]

    assert Counter(answer.status_code for answer in answers) == {201: 9, 409: 291}
    assert (len(kept.json()["items"]), kept.json()["left"]) == (3, 0)
    assert {answer.json()["id"] for answer in again} == {kept.json()["items"][0]["id"]}


async def test_ten_thousand_questions(bureau: httpx.AsyncClient) -> None:
    """The bureau reads them page by page, each once; the desk is told how many there are."""
    await execute(
        """WITH crowd AS (
            INSERT INTO member (number, name, language, search)
            SELECT n, 'Person ' || n, 'nl', '' FROM generate_series(1000, 2999) AS n RETURNING id
        )
        INSERT INTO question (assembly, member, number, text, asked_at)
        SELECT (SELECT id FROM assembly), crowd.id, n, 'Vraag ' || n, now() FROM crowd, generate_series(1, 5) AS n"""
    )

    seen, after = set(), "0"
    while after:
        page = (await bureau.get(f"{BASE}/questions?after={after}")).json()
        seen |= {one["id"] for one in page["items"]}
        after = page["next"]

    work = (await bureau.get(f"{BASE}/sitting?view=desk")).json()["work"]
    assert (len(seen), work["questions"], work["ungrouped"]) == (10_000, 10_000, 10_000)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": " \n "}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"text": "a\x07b"}, "text"),
        ({"text": "Waarom?", "item": 999}, "item"),
    ],
)
async def test_what_cannot_be_asked(bureau: httpx.AsyncClient, body: dict[str, object], field: str) -> None:
    """Nothing, too much, what cannot be read, and about what is not on the agenda."""
    answer = await bureau.post(f"{BASE}/questions", json=body, headers=await member(1))

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


async def test_who_is_erased_leaves_no_words(bureau: httpx.AsyncClient) -> None:
    """The question stays as one that was asked; neither its words nor a name do."""
    asked = (await ask(bureau, 1, "Ik, Ada, vraag dit.", named=True)).json()
    await bureau.post(f"{BASE}/topics", json={"questions": [asked["id"]], "wording": {"nl": "Dit"}})
    held = (await bureau.get("/api/me/data", headers=await member(1))).json()["questions"]

    await erasures.erase(1, "test")

    assert [one["text"] for one in held] == ["Ik, Ada, vraag dit."]
    [left] = (await bureau.get(f"{BASE}/questions")).json()["items"]
    assert (left["text"], left["name"]) == ("—", "—")
    assert (await bureau.get(f"{BASE}/topics")).json()["items"][0]["names"] == []
