"""The agenda over HTTP: written in order, published, changed with a reason after that, and fixed at the opening."""

import asyncio
import random
from collections import Counter
from datetime import timedelta
from fractions import Fraction
from typing import Any

import asyncpg
import httpx
import pytest

from events.agenda import agenda_of
from events.clock import now
from events.database import execute, fetch, fetchval, transaction
from events.rules.statutes import Need
from events.words import Matter, Role
from tests.cast import bearer, hold_assembly, hold_event

AGENDA = "/api/assemblies/party/agenda"
WHY = {"nl": "Een fout rechtgezet.", "fr": "Une erreur corrigée."}
BUDGET = {"kind": "decision", "title": {"nl": "Begroting"}, "text": {"nl": "De begroting wordt goedgekeurd."}}
BOARD = {"kind": "election", "title": {"nl": "Bestuur"}, "text": {"nl": "Twee bestuurders."}, "seats": 2}
PURPOSE = {**BUDGET, "matter": "purpose", "title": {"fr": "Objet"}}

NEEDS = (
    Need(matter=Matter.ORDINARY),
    Need(matter=Matter.ELECTION),
    Need(matter=Matter.STATUTES, quorum=Fraction(1, 2), majority=Fraction(3, 4)),
    Need(matter=Matter.PURPOSE, quorum=Fraction(1, 2), majority=Fraction(4, 5), report=True),
)


@pytest.fixture
async def bureau(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """The client of the bureau of an assembly that is being prepared."""
    await hold_event(starts_at=now() + timedelta(days=20), ends_at=now() + timedelta(days=20, hours=3))
    await hold_assembly("party", needs=NEEDS)
    api.headers.update(await bearer(Role.BUREAU, event="party"))
    return api


async def put_on(bureau: httpx.AsyncClient, *items: dict[str, Any]) -> list[int]:
    """The ids of the items, once these are on the agenda as well."""
    for item in items:
        answer = await bureau.post(AGENDA, json=item)
        assert answer.status_code == 201, answer.text
    return [one["id"] for one in (await bureau.get(AGENDA)).json()["items"]]


def words(n: int) -> dict[str, Any]:
    return {"kind": "information", "title": {"nl": f"Punt {n}"}}


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("/problems/")


async def titles(bureau: httpx.AsyncClient) -> list[str]:
    agenda = (await bureau.get(AGENDA)).json()
    assert [item["position"] for item in agenda["items"]] == list(range(1, len(agenda["items"]) + 1))
    return [next(iter(item["title"].values())) for item in agenda["items"]]


async def test_an_agenda_is_written_in_order(bureau: httpx.AsyncClient) -> None:
    """Items go to its end or where they are said to, are changed, and leave no gap when they go."""
    first, second = await put_on(bureau, words(1), words(2))
    await put_on(bureau, {**BUDGET, "position": 2})
    assert await titles(bureau) == ["Punt 1", "Begroting", "Punt 2"]

    changed = await bureau.patch(
        f"{AGENDA}/{second}", json={"kind": "election", "text": {"nl": "**Drie** plaatsen.", "fr": " "}}
    )
    removed = await bureau.delete(f"{AGENDA}/{first}")

    item = changed.json()["items"][2]
    assert (item["kind"], item["matter"], item["seats"], item["version"]) == ("election", "election", 1, 2)
    assert item["text_html"] == {"nl": "<p><strong>Drie</strong> plaatsen.</p>"}
    assert removed.headers["etag"] == f'"{removed.json()["version"]}"'
    assert await titles(bureau) == ["Begroting", "Punt 2"]


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({"kind": "information", "title": {}}, "title"),
        ({"kind": "information", "title": {"nl": "  "}}, "title"),
        ({"kind": "information", "title": {"nl": "x" * 301}}, "title.nl"),
        ({"kind": "information", "title": {"xx": "Punt"}}, "title.xx"),
        ({**BUDGET, "matter": "election"}, "matter"),
        ({**BUDGET, "text": {"nl": "x" * 20_001}}, "text.nl"),
        ({**BOARD, "seats": 0}, "seats"),
        ({**BOARD, "candidates_until": "2023-01-01T10:00:00"}, "candidates_until"),
        ({**BOARD, "candidates_until": "2200-01-01T10:00:00Z"}, "candidates_until"),
        ({"kind": "party", "title": {"nl": "Punt"}}, "kind"),
    ],
)
async def test_what_cannot_be_an_item_is_said(bureau: httpx.AsyncClient, item: dict[str, Any], field: str) -> None:
    answer = await bureau.post(AGENDA, json=item)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_what_is_no_election_has_no_seats(bureau: httpx.AsyncClient) -> None:
    """A decision made of an election is an ordinary one, and loses what elections have."""
    [item] = await put_on(bureau, {**BOARD, "candidates_until": (now() + timedelta(minutes=5)).isoformat()})

    changed = (await bureau.patch(f"{AGENDA}/{item}", json={"kind": "decision"})).json()["items"][0]

    assert (changed["matter"], changed["seats"], changed["candidates_until"]) == ("ordinary", None, None)


async def test_two_who_write_at_once_are_told(bureau: httpx.AsyncClient) -> None:
    """By the version of the item they change, and by that of the agenda they put in order."""
    one, two = await put_on(bureau, words(1), words(2))
    version = (await bureau.get(AGENDA)).headers["etag"]
    await bureau.patch(f"{AGENDA}/{one}", json={"title": {"nl": "Welkom"}}, headers={"if-match": '"1"'})

    late = [
        await bureau.patch(f"{AGENDA}/{one}", json={"title": {"nl": "Hallo"}}, headers={"if-match": '"1"'}),
        await bureau.delete(f"{AGENDA}/{one}", headers={"if-match": '"1"'}),
        await bureau.put(f"{AGENDA}/order", json={"items": [two, one]}, headers={"if-match": version}),
        await bureau.put(f"{AGENDA}/publication", headers={"if-match": version}),
    ]

    assert [problem(answer) for answer in late] == [(412, "changed-meanwhile")] * 4
    assert await titles(bureau) == ["Welkom", "Punt 2"]


async def test_an_order_names_every_item_once(bureau: httpx.AsyncClient) -> None:
    one, two = await put_on(bureau, words(1), words(2))

    for items in ([one], [one, one], [one, two, 999], []):
        assert problem(await bureau.put(f"{AGENDA}/order", json={"items": items})) == (422, "invalid")

    assert (await bureau.put(f"{AGENDA}/order", json={"items": [two, one]})).status_code == 200
    assert await titles(bureau) == ["Punt 2", "Punt 1"]


async def test_an_agenda_is_not_published_half_done(bureau: httpx.AsyncClient) -> None:
    """Empty, without the text of what is decided, or without the report that the rules ask for."""
    empty = await bureau.put(f"{AGENDA}/publication")
    await put_on(bureau, words(1), {**BUDGET, "text": {}}, {**BOARD, "text": {"fr": " "}})
    bare = await bureau.put(f"{AGENDA}/publication", params={"lang": "en"})
    _, budget, board = await put_on(bureau)
    for item in (budget, board):
        await bureau.patch(f"{AGENDA}/{item}", json={"text": {"de": "Ausgeschrieben."}})
    await put_on(bureau, PURPOSE)
    unreported = await bureau.put(f"{AGENDA}/publication", params={"lang": "en"})

    assert problem(empty) == (409, "agenda-empty")
    assert problem(bare) == (409, "agenda-without-text")
    assert "item 2, 3." in bare.json()["detail"]
    assert problem(unreported) == (409, "agenda-without-report")
    assert "item 4." in unreported.json()["detail"]
    assert (await bureau.get(AGENDA)).json()["published_at"] is None


async def test_members_read_it_once_it_is_published(bureau: httpx.AsyncClient) -> None:
    """Until then, and while the event is a draft, it is the bureau's alone."""
    await put_on(bureau, BUDGET)
    anybody = {"authorization": ""}
    places = (AGENDA, "/api/assemblies/party/resolutions")
    assert [(await bureau.get(place, headers=anybody)).status_code for place in places] == [404, 404]

    published = await bureau.put(f"{AGENDA}/publication")

    assert published.json()["published_at"]
    assert [(await bureau.get(place, headers=anybody)).status_code for place in places] == [200, 200]
    await execute("UPDATE event SET status = 'draft'")
    assert [(await bureau.get(place, headers=anybody)).status_code for place in places] == [404, 404]


async def test_what_was_read_changes_with_a_reason(bureau: httpx.AsyncClient) -> None:
    """Each change is a version that says what, when and why, in its words; without a reason there is none."""
    budget, talk = await put_on(bureau, BUDGET, {"kind": "discussion", "title": {"nl": "Debat"}})
    await bureau.put(f"{AGENDA}/publication")
    mute = [
        await bureau.patch(f"{AGENDA}/{budget}", json={"text": {"nl": "Anders."}}),
        await bureau.delete(f"{AGENDA}/{talk}", headers={"content-type": "application/json"}),
        await bureau.put(f"{AGENDA}/order", json={"items": [talk, budget], "reason": {"nl": " "}}),
        await bureau.post(AGENDA, json=words(3)),
    ]
    assert [[error["code"] for error in answer.json()["errors"]] for answer in mute] == [["reason_needed"]] * 4

    await bureau.patch(f"{AGENDA}/{budget}", json={"text": {"nl": "Anders."}, "reason": WHY})
    await bureau.put(f"{AGENDA}/order", json={"items": [talk, budget], "reason": WHY})
    await bureau.post(AGENDA, json={**words(3), "reason": WHY})
    gone = await bureau.request("DELETE", f"{AGENDA}/{talk}", json={"reason": WHY})

    assert gone.status_code == 200
    versions = (await bureau.get(AGENDA, headers={"authorization": ""})).json()["versions"]
    assert [(one["number"], one["reason"]) for one in versions] == [(5, WHY), (4, WHY), (3, WHY), (2, WHY), (1, {})]
    told = [[(change["title"].get("nl"), change["deed"]) for change in one["changes"]] for one in versions]
    assert told == [
        [("Debat", "removed")], [("Punt 3", "added")], [("Begroting", "moved")],
        [("Begroting", "reworded")], [],
    ]  # fmt: skip
    assert (
        await fetchval("SELECT content -> 'items' -> 0 -> 'text' ->> 'nl' FROM agenda_version WHERE number = 1")
        == (BUDGET["text"]["nl"])
    )


async def test_nothing_changed_is_no_version(bureau: httpx.AsyncClient) -> None:
    """The same order, the same words, and publishing again leave all as it is."""
    budget, talk = await put_on(bureau, BUDGET, words(2))
    await bureau.put(f"{AGENDA}/publication")
    before = (await bureau.get(AGENDA)).json()

    await bureau.put(f"{AGENDA}/order", json={"items": [budget, talk], "reason": WHY})
    await bureau.patch(f"{AGENDA}/{budget}", json={"text": BUDGET["text"], "reason": WHY})
    await bureau.put(f"{AGENDA}/publication")

    assert (await bureau.get(AGENDA)).json() == before


async def test_what_is_published_stays_fit_to_be(bureau: httpx.AsyncClient) -> None:
    """The last item does not go, nor the text of what is decided, nor may a change come that lacks its report."""
    [budget] = await put_on(bureau, BUDGET)
    await bureau.put(f"{AGENDA}/publication")

    answers = [
        await bureau.request("DELETE", f"{AGENDA}/{budget}", json={"reason": WHY}),
        await bureau.patch(f"{AGENDA}/{budget}", json={"text": {}, "reason": WHY}),
        await bureau.post(AGENDA, json={**PURPOSE, "reason": WHY}),
    ]

    assert [problem(answer)[1] for answer in answers] == [
        "agenda-empty", "agenda-without-text", "agenda-without-report",
    ]  # fmt: skip
    assert await titles(bureau) == ["Begroting"]


async def test_it_can_be_taken_back_until_people_are_called(bureau: httpx.AsyncClient) -> None:
    """Published anew it is a later version with a reason; called together, members keep what they read."""
    [budget] = await put_on(bureau, BUDGET)
    await bureau.put(f"{AGENDA}/publication")
    await bureau.delete(f"{AGENDA}/publication")
    assert (await bureau.get(AGENDA, headers={"authorization": ""})).status_code == 404
    await bureau.patch(f"{AGENDA}/{budget}", json={"title": {"nl": "De begroting"}})
    assert (await bureau.put(f"{AGENDA}/publication")).json()["errors"][0]["code"] == "reason_needed"
    again = await bureau.put(f"{AGENDA}/publication", json={"reason": WHY})
    await execute("UPDATE assembly SET convened_at = $1", now())

    refused = await bureau.delete(f"{AGENDA}/publication")

    assert [one["number"] for one in again.json()["versions"]] == [2, 1]
    assert problem(refused) == (409, "assembly-convened")


async def test_from_the_opening_on_it_stays(bureau: httpx.AsyncClient) -> None:
    """Whoever asks, with or without a reason; the database holds to it too."""
    one, two = await put_on(bureau, BUDGET, words(2))
    await bureau.put(f"{AGENDA}/publication")
    await execute("UPDATE assembly SET convened_at = $1, opened_at = $1", now())

    answers = [
        await bureau.post(AGENDA, json={**words(3), "reason": WHY}),
        await bureau.patch(f"{AGENDA}/{one}", json={"title": {"nl": "X"}, "reason": WHY}),
        await bureau.request("DELETE", f"{AGENDA}/{two}", json={"reason": WHY}),
        await bureau.put(f"{AGENDA}/order", json={"items": [two, one], "reason": WHY}),
        await bureau.delete(f"{AGENDA}/publication"),
    ]

    assert [problem(answer) for answer in answers] == [(409, "agenda-fixed")] * 5
    for statement in ("UPDATE agenda_item SET seats = NULL", "DELETE FROM agenda_item"):
        with pytest.raises(asyncpg.RestrictViolationError):
            await execute(statement)


async def test_the_database_holds_to_what_was_published(bureau: httpx.AsyncClient) -> None:
    """No statement makes a published agenda say something else than its latest version, and no version changes."""
    await put_on(bureau, BUDGET, words(2))
    await bureau.put(f"{AGENDA}/publication")

    for statement in (
        """UPDATE agenda_item SET title = '{"nl": "Iets anders"}'""",
        "UPDATE agenda_item SET position = 3 - position",
        "DELETE FROM agenda_item WHERE position = 2",
        """INSERT INTO agenda_item (assembly, position, kind, title, text)
        SELECT assembly, 3, 'information', title, text FROM agenda_item WHERE position = 1""",
        "UPDATE agenda_version SET reason = reason",
        "DELETE FROM agenda_version",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await execute(statement)
    await execute("UPDATE agenda_item SET version = version + 1")
    async with transaction():
        await execute("UPDATE agenda_item SET position = 3 - position")
        await execute("UPDATE agenda_item SET position = 3 - position")


async def test_fifty_put_it_in_order_at_once(bureau: httpx.AsyncClient) -> None:
    """One of those who saw the same agenda does, and the order is theirs; the others are told."""
    items = await put_on(bureau, *map(words, range(8)))
    version = (await bureau.get(AGENDA)).headers["etag"]
    orders = [random.Random(n).sample(items, len(items)) for n in range(50)]

    answers = await asyncio.gather(
        *(bureau.put(f"{AGENDA}/order", json={"items": one}, headers={"if-match": version}) for one in orders)
    )

    assert Counter(answer.status_code for answer in answers) == {200: 1, 412: 49}
    [won] = [order for order, answer in zip(orders, answers, strict=True) if answer.status_code == 200]
    assert [item["id"] for item in (await bureau.get(AGENDA)).json()["items"]] == won


async def test_two_hundred_write_order_and_publish_at_once(bureau: httpx.AsyncClient) -> None:
    """Whoever comes when: places without gaps, every version counted, the last one what stands there."""
    items = await put_on(bureau, BUDGET, *map(words, range(5)))
    chance = random.Random(7)

    def deed(n: int) -> Any:
        match n % 5:
            case 0:
                return bureau.put(f"{AGENDA}/publication", json={"reason": WHY})
            case 1:
                return bureau.post(AGENDA, json={**words(n), "position": chance.randint(1, 6), "reason": WHY})
            case 2:
                return bureau.request("DELETE", f"{AGENDA}/{chance.choice(items[1:])}", json={"reason": WHY})
            case 3:
                return bureau.put(f"{AGENDA}/order", json={"items": chance.sample(items, 6), "reason": WHY})
            case _:
                return bureau.patch(f"{AGENDA}/{items[0]}", json={"title": {"nl": f"Nr. {n}"}, "reason": WHY})

    answers = await asyncio.gather(*(deed(n) for n in range(200)))

    assert {answer.status_code for answer in answers} <= {200, 201, 404, 422}
    assert len(await titles(bureau)) == 6 + 40 - sum(
        answer.request.method == "DELETE" and answer.status_code == 200 for answer in answers
    )
    rows = await fetch("SELECT number FROM agenda_version ORDER BY number")
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert await fetchval("SELECT agenda_content(assembly) = content FROM agenda_version ORDER BY number DESC LIMIT 1")


async def test_each_resolution_says_what_it_needs(bureau: httpx.AsyncClient) -> None:
    """As exact fractions and in words; at a second assembly, whoever is there decides."""
    await put_on(bureau, words(1), BUDGET, BOARD, {**BUDGET, "matter": "statutes"})

    found = (await bureau.get("/api/assemblies/party/resolutions", params={"lang": "en"})).json()["items"]

    assert [(one["position"], one["matter"], one["quorum"], one["majority"]) for one in found] == [
        (2, "ordinary", None, "1/2"), (3, "election", None, "1/2"), (4, "statutes", "1/2", "3/4"),
    ]  # fmt: skip
    assert "at least 3/4 of the votes cast are for it" in found[2]["said"]
    await hold_event("second")
    await hold_assembly("second", needs=NEEDS)
    await execute(
        """UPDATE assembly SET second_of = (SELECT id FROM assembly WHERE event = (SELECT id FROM event WHERE
        slug = 'party')) WHERE event = (SELECT id FROM event WHERE slug = 'second')"""
    )
    admin = await bearer(Role.ADMIN)
    await bureau.post("/api/assemblies/second/agenda", json={**BUDGET, "matter": "statutes"}, headers=admin)
    [again] = (await bureau.get("/api/assemblies/second/resolutions?lang=en", headers=admin)).json()["items"]
    assert again["quorum"] is None
    assert "present or represented" not in again["said"]


async def test_an_item_that_something_hangs_on_stays(bureau: httpx.AsyncClient) -> None:
    """As long as somebody stands in an election, it is neither removed nor made something else."""
    [board] = await put_on(bureau, BOARD)
    await execute(
        """INSERT INTO candidate (item, name, statement, position, stood_at, added_by)
        VALUES ($1, 'Ada', '{"nl": "Ik."}', 1, $2, 'test')""",
        board, now(),
    )  # fmt: skip

    answers = [
        await bureau.delete(f"{AGENDA}/{board}"),
        await bureau.patch(f"{AGENDA}/{board}", json={"kind": "decision"}),
    ]

    assert [problem(answer) for answer in answers] == [(409, "agenda-item-in-use")] * 2


async def test_an_agenda_goes_with_its_assembly(bureau: httpx.AsyncClient) -> None:
    """As long as nobody was called together."""
    await put_on(bureau, BUDGET)
    await bureau.put(f"{AGENDA}/publication")

    assert (await bureau.delete("/api/assemblies/party")).status_code == 204

    assert await fetchval("SELECT count(*) FROM agenda_item") == 0
    assert await fetchval("SELECT count(*) FROM agenda_version") == 0


async def test_other_parts_read_it_as_plain_values(bureau: httpx.AsyncClient) -> None:
    """In order, with what each item is."""
    await put_on(bureau, BUDGET, BOARD)

    agenda = await agenda_of(await fetchval("SELECT id FROM event"))

    assert [(item.position, item.kind, item.is_resolution) for item in agenda.items] == [
        (1, "decision", True), (2, "election", True),
    ]  # fmt: skip
