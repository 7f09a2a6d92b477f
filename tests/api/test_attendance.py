"""The attendance list and the rights of any moment: queries on the ledger, which equal the quorum."""

import csv
import io
from datetime import timedelta
from typing import Any

import httpx
import pytest

from events.clock import now
from events.database import execute, fetchval
from events.words import Matter, Role
from tests.cast import ADA, BRAM, CHLOE, DAVID, bearer, call_together, hold_assembly, hold_event, join
from tests.paper import tags_of, text_of

WHERE = "/api/assemblies/party"


@pytest.fixture
async def hall(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """An administrator's client at an assembly with its roll settled; Ada, Bram, Chloé and Davíð are members 1 to 4."""
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    await hold_event(starts_at=now() + timedelta(minutes=50), ends_at=now() + timedelta(hours=4))
    await hold_assembly(proxy_limit=3, proxy_hours=0)
    for number, who in enumerate((ADA, BRAM, CHLOE, DAVID), 1):
        await join(number, who)
    await call_together(items=[("Accounts", Matter.ORDINARY), ("Board", Matter.ELECTION)])
    await api.put(f"{WHERE}/roll")
    return api


async def give(hall: httpx.AsyncClient, giver: int, holder: int, name: str, **more: Any) -> None:
    """A proxy that is accepted."""
    body = {"holder": holder, "holder_name": name, **more}
    made = await hall.post(f"{WHERE}/proxies", json=body, headers=await bearer(Role.MEMBER, member=giver))
    assert made.status_code == 201, made.text
    accepted = f"/api/proxies/{made.json()['id']}/acceptance"
    await hall.put(accepted, headers=await bearer(Role.MEMBER, member=holder))


async def come(hall: httpx.AsyncClient, **who: Any) -> int:
    """Somebody comes; the id of their stay."""
    answer = await hall.post(f"{WHERE}/attendance", json=who)
    assert answer.status_code == 204, answer.text
    return int(await fetchval("SELECT max(id) FROM stay"))


async def rows(hall: httpx.AsyncClient, **asked: str) -> list[dict[str, str]]:
    """The list for spreadsheets."""
    answer = await hall.get(f"{WHERE}/attendance.csv", params={"lang": "en", **asked})
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def ways(found: list[dict[str, str]]) -> dict[str, str]:
    return {row["Name"]: row["Where"] for row in found}


async def total(hall: httpx.AsyncClient, **asked: str) -> str:
    """The line of the paper with those who count."""
    answer = await hall.get(f"{WHERE}/attendance.pdf", params={"lang": "en", **asked})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf"), answer.text
    return next(line for line in text_of(answer.content).splitlines() if line.startswith("Present or represented"))


async def test_each_is_listed_by_how_they_are_there(hall: httpx.AsyncClient) -> None:
    """In the room, online by proxy, for a legal person, or without a vote; and the total is that of the quorum."""
    board = await fetchval("SELECT id FROM agenda_item WHERE matter = 'election'")
    await give(hall, 1, 2, "Bram")
    await give(hall, 4, 2, "Bram", kind="named", items=[{"item": board}])
    await come(hall, member=2)
    await come(hall, attending="representative", member=3, name="Jan =Peeters", channel="online")
    await come(hall, attending="press", name="=HYPERLINK(1)")

    found = await rows(hall)

    assert ways(found) == {
        "Bram Claes": "In the room", "Chloé D'Hondt": "Online", "Ada Janssens": "Represented by proxy",
        "Davíð 🎈": "Represented by proxy", "'=HYPERLINK(1)": "In the room",
    }  # fmt: skip
    by_name = {row["Name"]: row for row in found}
    assert (by_name["Ada Janssens"]["By"], by_name["Ada Janssens"]["Proxy"]) == ("Bram Claes (2)", "general")
    assert by_name["Davíð 🎈"]["Proxy"] == "item 2 only"
    assert by_name["Chloé D'Hondt"]["By"] == "Jan =Peeters"
    assert by_name["'=HYPERLINK(1)"]["As"] == "press"
    quorum = (await hall.get(f"{WHERE}/quorum")).json()
    assert quorum["there"] == {"members": 3, "votes": 3}
    assert await total(hall) == "Present or represented in all 3 3"


async def test_the_list_is_as_it_was(hall: httpx.AsyncClient) -> None:
    """Who left is listed and not counted; asked for as of before, they are there; closed, it is as it closed."""
    ada = await come(hall, member=1)
    await come(hall, member=2)
    before = now()
    await hall.put(f"{WHERE}/attendance/{ada}/departure")

    assert ways(await rows(hall)) == {"Ada Janssens": "Left, and not counted", "Bram Claes": "In the room"}
    as_it_was = ways(await rows(hall, at=before.isoformat()))
    assert as_it_was == {"Ada Janssens": "In the room", "Bram Claes": "In the room"}
    assert await total(hall, at=before.isoformat()) == "Present or represented in all 2 2"
    await hall.put(f"{WHERE}/opening")
    await hall.put(f"{WHERE}/closing")
    assert ways(await rows(hall)) == {"Ada Janssens": "Left, and not counted", "Bram Claes": "In the room"}
    assert await total(hall) == "Present or represented in all 1 1"
    for asked, field in (("at=soon", "at"), ("at=2023-01-26T18:00:00", "at"), ("lang=it", "lang")):
        refused = await hall.get(f"{WHERE}/attendance.pdf?{asked}")
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)


async def test_who_is_on_no_roll_is_listed_apart(hall: httpx.AsyncClient) -> None:
    """A member who came before the roll was settled and is not on it stands with the guests."""
    await execute("INSERT INTO stay (assembly, member, name, attending, channel, came_at, noted_at, noted_by)"
                  " SELECT a.id, $1, 'Late', 'member', 'room', $2, $2, 'test' FROM assembly a",
                  await join(9, {**ADA, "name": "Late", "email": None}), now())  # fmt: skip

    [late] = await rows(hall)

    assert (late["Name"], late["As"], late["Votes"]) == ("Late", "member without a vote", "")


async def test_the_list_is_tagged_in_each_language(hall: httpx.AsyncClient) -> None:
    """With its language, its headings and its tables."""
    await come(hall, member=1)
    for language, title in (("nl", "Aanwezigheidslijst"), ("fr", "Liste de présence"), ("de", "Anwesenheitsliste")):
        answer = await hall.get(f"{WHERE}/attendance.pdf?lang={language}")

        assert title in text_of(answer.content)
        assert answer.headers["content-disposition"] == f'attachment; filename="party-attendance-{language}.pdf"'
        assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= tags_of(answer.content)
        assert answer.headers["cache-control"] == "private, no-store"


async def test_the_ledger_answers_for_any_moment(hall: httpx.AsyncClient) -> None:
    """Who may exercise which right, with what weight, and why."""
    await give(hall, 1, 2, "Bram", kind="quorum")
    long_ago = now()
    stay = await come(hall, member=2)
    while_there = now()
    await hall.put(f"{WHERE}/attendance/{stay}/departure")

    def told(found: httpx.Response) -> list[tuple[Any, ...]]:
        return [(one["number"], one["how"], one["because"], one["votes"]) for one in found.json()["items"]]

    there = await hall.get(f"{WHERE}/rights", params={"at": while_there.isoformat()})

    assert told(there) == [(1, "proxy", "holder_arrived", False), (2, "self", "arrived", True)]
    ada = there.json()["items"][0]
    assert (ada["holder"], ada["kind"]) == ({"number": 2, "name": "Bram Claes"}, "quorum")
    assert (ada["category"], ada["weight"]) == ("A", 1)
    assert told(await hall.get(f"{WHERE}/rights", params={"at": long_ago.isoformat()})) == []
    gone = await hall.get(f"{WHERE}/rights", params={"q": "bram"})
    assert told(gone) == [(2, "nobody", "left", False)]
    assert told(await hall.get(f"{WHERE}/rights", params={"after": "1"})) == told(gone)


async def test_the_bureau_is_named(hall: httpx.AsyncClient) -> None:
    """By name and role; two who name it at once do not write over each other; it signs the list."""
    chair, nobody = {"role": "chair", "name": " Ada  Janssens "}, {"role": "secretary", "name": ""}
    refused = await hall.put(f"{WHERE}/bureau", json={"items": [chair, nobody]})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "items.1.name")
    unseen = (await hall.get(f"{WHERE}/bureau")).headers["etag"]

    named = await hall.put(f"{WHERE}/bureau", json={"items": [chair]}, headers={"if-match": unseen})

    assert named.json() == {"items": [{"role": "chair", "name": "Ada Janssens"}]}
    again = await hall.put(f"{WHERE}/bureau", json={"items": [chair]}, headers={"if-match": unseen})
    assert (again.status_code, again.headers["etag"]) == (200, named.headers["etag"])
    other = {"items": [{"role": "chair", "name": "Bram"}]}
    assert (await hall.put(f"{WHERE}/bureau", json=other, headers={"if-match": unseen})).status_code == 412
    assert "Ada Janssens" in text_of((await hall.get(f"{WHERE}/attendance.pdf?lang=en")).content)
