"""Candidates over HTTP: members stand until the deadline, the bureau puts others forward, all read who."""

import asyncio
from collections import Counter
from datetime import timedelta
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

from events.actions import erasures
from events.clock import now, today
from events.database import execute, fetch, fetchval
from events.words import Role
from tests.cast import ADA, BRAM, CHLOE, bearer, hold_assembly, hold_event, join
from tests.documents_cast import pdf, photo

AGENDA = "/api/assemblies/party/agenda"
CANDIDATES = "/api/assemblies/party/candidates"
PUBLIC = {"authorization": ""}
WHY = {"reason": {"nl": "Een tikfout."}}
WORDS = {"nl": "Ik ken de **cijfers**.", "fr": " "}


@pytest.fixture
async def bureau(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """The client of the bureau of an assembly with a published agenda: an election, and a debate."""
    await hold_event(starts_at=now() + timedelta(days=20), ends_at=now() + timedelta(days=20, hours=3))
    await hold_assembly("party")
    await join(1, ADA)
    await join(2, BRAM)
    await join(3, CHLOE, left_on=today() - timedelta(days=9))
    api.headers.update(await bearer(Role.BUREAU, event="party"))
    until = (now() + timedelta(days=10)).isoformat()
    board = {"kind": "election", "title": {"nl": "Bestuur"}, "text": {"nl": "Eén plaats."}, "candidates_until": until}
    await api.post(AGENDA, json=board)
    await api.post(AGENDA, json={"kind": "discussion", "title": {"nl": "Debat"}})
    await api.put(f"{AGENDA}/publication")
    return api


async def board() -> int:
    return int(await fetchval("SELECT id FROM agenda_item WHERE kind = 'election'"))


async def me(number: int) -> dict[str, str]:
    return await bearer(Role.MEMBER, member=number)


async def stand(bureau: httpx.AsyncClient, number: int, **said: Any) -> httpx.Response:
    where = f"{AGENDA}/{await board()}/candidates/me"
    return await bureau.put(where, json={"statement": WORDS, **said}, headers=await me(number))


async def names(bureau: httpx.AsyncClient, **headers: str) -> list[str]:
    answer = await bureau.get(CANDIDATES, headers=headers or PUBLIC)
    return [one["name"] for one in answer.json()["items"]]


def kind(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).removeprefix("/problems/")


async def test_a_member_stands_and_everybody_reads_it(bureau: httpx.AsyncClient) -> None:
    """With words and a picture; asked again, the words are the new ones."""
    await stand(bureau, 1, statement={"nl": "Eerst dit."})
    where = f"{AGENDA}/{await board()}/candidates/me"
    await bureau.put(f"{where}/photo", content=photo(), headers=await me(1))
    mine = (await stand(bureau, 1)).json()["items"]

    [shown] = (await bureau.get(CANDIDATES, headers=PUBLIC)).json()["items"]

    assert [one["mine"] for one in mine] == [True]
    assert (shown["name"], shown["member"], shown["mine"]) == (ADA["name"], None, False)
    assert shown["statement"] == {"nl": WORDS["nl"]}
    assert shown["statement_html"] == {"nl": "<p>Ik ken de <strong>cijfers</strong>.</p>"}
    picture = await bureau.get(shown["photo"], headers=PUBLIC)
    assert (picture.headers["content-type"], picture.headers["x-content-type-options"]) == ("image/jpeg", "nosniff")
    assert Image.open(BytesIO(picture.content)).size == (800, 600)
    await bureau.put(f"{where}/photo", headers=await me(1))
    assert (await bureau.get(CANDIDATES)).json()["items"][0]["photo"] is None


async def test_who_withdraws_stands_no_more_and_may_again(bureau: httpx.AsyncClient) -> None:
    """Until the deadline; only they and the bureau still see what was withdrawn."""
    await stand(bureau, 1)
    where = f"{AGENDA}/{await board()}/candidates/me"

    left = [await bureau.delete(where, headers=await me(1)) for _ in range(2)]

    assert [answer.status_code for answer in left] == [200, 200]
    assert await names(bureau) == []
    assert await names(bureau, **await me(2)) == []
    assert await names(bureau, **await me(1)) == [ADA["name"]]
    await stand(bureau, 1)
    assert await names(bureau) == [ADA["name"]]


async def test_a_hundred_times_at_once_is_one_candidacy(bureau: httpx.AsyncClient) -> None:
    """Of each member; every answer is a yes, as each asks for the same."""
    answers = await asyncio.gather(*(stand(bureau, 1 + n % 2) for n in range(100)))

    assert Counter(answer.status_code for answer in answers) == {200: 100}
    assert sorted(await names(bureau)) == sorted([ADA["name"], BRAM["name"]])
    assert await fetchval("SELECT count(*) FROM candidate") == 2
    assert await fetchval("SELECT count(*) FROM journal WHERE action = 'stood'") == 2


async def test_the_deadline_is_the_houses_clock(bureau: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second after it nobody stands, changes a word or withdraws; the bureau still can."""
    await stand(bureau, 1)
    where = f"{AGENDA}/{await board()}/candidates/me"
    over = await fetchval("SELECT candidates_until FROM agenda_item WHERE id = $1", await board()) + timedelta(
        seconds=1
    )
    monkeypatch.setattr("events.actions.candidates.now", lambda: over)

    late = [
        await stand(bureau, 2),
        await stand(bureau, 1, statement={"nl": "Nog iets."}),
        await bureau.delete(where, headers=await me(1)),
        await bureau.put(f"{where}/photo", content=photo(), headers=await me(1)),
    ]
    added = await bureau.post(f"{AGENDA}/{await board()}/candidates", json={"member": 2})

    assert [kind(answer) for answer in late] == ["candidates-closed"] * 4
    assert added.status_code == 201
    assert await names(bureau) == [ADA["name"], BRAM["name"]]


async def test_who_is_no_member_does_not_stand(bureau: httpx.AsyncClient) -> None:
    """Nor who left, nor a program; not in a debate, and not without a word."""
    debate = await fetchval("SELECT id FROM agenda_item WHERE kind = 'discussion'")
    here = f"{AGENDA}/{await board()}/candidates/me"
    said = {"statement": WORDS}

    answers = [
        await bureau.put(here, json=said, headers=PUBLIC),
        await bureau.put(here, json=said),
        await stand(bureau, 3),
        await bureau.put(f"{AGENDA}/{debate}/candidates/me", json=said, headers=await me(1)),
        await stand(bureau, 1, statement={"nl": " "}),
        await stand(bureau, 1, statement={"nl": "x" * 3001}),
    ]

    assert [kind(answer) for answer in answers] == [
        "not-signed-in", "only-members-stand", "only-members-stand", "missing", "invalid", "invalid",
    ]  # fmt: skip
    assert await names(bureau) == []


async def test_the_bureau_puts_forward_whoever_it_wants(bureau: httpx.AsyncClient) -> None:
    """A member by number or somebody by name; in its order; a member who stood already is not there twice."""
    await stand(bureau, 1)
    here = f"{AGENDA}/{await board()}/candidates"
    for body in ({"name": "Nora  Peeters", "statement": {"fr": "Je me présente."}}, {"member": 2}, {"member": 1}):
        made = await bureau.post(here, json=body)
        assert made.status_code == 201, made.text
    wrong = [
        await bureau.post(here, json=body) for body in ({}, {"name": " "}, {"member": 9}, {"member": 1, "name": "A"})
    ]
    rows = made.json()["items"]
    assert [(one["name"], one["member"]) for one in rows] == [
        (ADA["name"], 1),
        ("Nora Peeters", None),
        (BRAM["name"], 2),
    ]
    assert rows[0]["statement"] == {"nl": WORDS["nl"]}

    await bureau.put(f"{here}/order", json={"candidates": [rows[n]["id"] for n in (1, 2, 0)]})
    changed = await bureau.patch(
        f"{CANDIDATES}/{rows[1]['id']}", json={"name": "Nora P.", **WHY}, headers={"if-match": '"1"'}
    )
    late = await bureau.patch(f"{CANDIDATES}/{rows[1]['id']}", json={"name": "N.", **WHY}, headers={"if-match": '"1"'})
    pictured = await bureau.put(f"{CANDIDATES}/{rows[1]['id']}/photo?reason_nl=Foto", content=photo("PNG"))

    assert [answer.status_code for answer in wrong] == [422] * 4
    assert await names(bureau) == ["Nora P.", BRAM["name"], ADA["name"]]
    assert changed.status_code == 200
    assert kind(late) == "changed-meanwhile"
    assert pictured.json()["items"][0]["photo"]
    assert kind(await bureau.put(f"{here}/order", json={"candidates": [rows[0]["id"]]})) == "invalid"


async def test_what_the_bureau_corrects_is_a_version_with_a_reason(bureau: httpx.AsyncClient) -> None:
    """Words, photo and name, each once members read the agenda; the journal says who, and never what was written."""
    await stand(bureau, 1)
    await bureau.post(f"{AGENDA}/{await board()}/candidates", json={"name": "Nora"})
    ada, nora = (one["id"] for one in (await bureau.get(CANDIDATES)).json()["items"])
    words = {"statement": {"nl": "Ik ken de cijfers.", "de": "Ich kenne die Zahlen."}}
    unsaid = [
        await bureau.patch(f"{CANDIDATES}/{ada}", json=words),
        await bureau.put(f"{CANDIDATES}/{ada}/photo", content=photo()),
        await bureau.patch(f"{CANDIDATES}/{ada}", json={"name": "Ada J.", **WHY}),
        await bureau.patch(f"{CANDIDATES}/{nora}", json={"name": " ", **WHY}),
    ]

    for _ in range(2):
        done = await bureau.patch(f"{CANDIDATES}/{ada}", json={**words, **WHY})
    await bureau.put(f"{CANDIDATES}/{ada}/photo?reason_fr=La photo", content=photo())
    await bureau.patch(f"{CANDIDATES}/{nora}", json={"name": "Nora Peeters", **WHY})

    assert [[one["field"] for one in answer.json()["errors"]] for answer in unsaid] == [
        ["reason"], ["reason"], ["name"], ["name"],
    ]  # fmt: skip
    assert done.json()["items"][0]["statement"] == words["statement"]
    versions = (await bureau.get(AGENDA, headers=PUBLIC)).json()["versions"]
    assert [one["reason"] for one in versions] == [WHY["reason"], {"fr": "La photo"}, WHY["reason"], {}]
    assert [one["changes"] for one in versions[:3]] == [[{"title": {"nl": "Bestuur"}, "deed": "candidates"}]] * 3
    lines = await fetch("SELECT actor, facts FROM journal WHERE action = 'changed candidacy' ORDER BY id")
    assert [(line["facts"]["candidate"], line["facts"]["fields"]) for line in lines] == [
        (ada, ["statement"]), (ada, ["photo"]), (nora, ["name"]),
    ]  # fmt: skip
    assert {line["actor"].partition(" ")[0] for line in lines} == {"token"}


async def test_before_members_read_it_no_reason_is_needed(bureau: httpx.AsyncClient) -> None:
    """The bureau corrects what was sent in, and publishes it then."""
    await stand(bureau, 1)
    await bureau.delete(f"{AGENDA}/publication")
    [one] = (await bureau.get(CANDIDATES)).json()["items"]

    done = await bureau.patch(f"{CANDIDATES}/{one['id']}", json={"statement": {"nl": "Kort."}})
    bare = await bureau.put(f"{CANDIDATES}/{one['id']}/photo", content=b"")

    assert (done.status_code, bare.status_code) == (200, 200)
    assert len((await bureau.get(AGENDA)).json()["versions"]) == 1


async def test_what_the_bureau_withdraws_stays_withdrawn(bureau: httpx.AsyncClient) -> None:
    """With a reason that the candidate reads; the bureau alone takes it back."""
    await stand(bureau, 1)
    [one] = (await bureau.get(CANDIDATES)).json()["items"]
    where = f"{CANDIDATES}/{one['id']}/withdrawal"
    assert kind(await bureau.put(where, json={"reason": " "})) == "invalid"
    await bureau.put(where, json={"reason": "Niet verenigbaar (art. 12)."})

    again = await stand(bureau, 1)

    assert kind(again) == "candidacy-withdrawn"
    assert await names(bureau) == []
    [mine] = (await bureau.get(CANDIDATES, headers=await me(1))).json()["items"]
    assert mine["reason"] == "Niet verenigbaar (art. 12)."
    await bureau.post(f"{AGENDA}/{await board()}/candidates", json={"member": 1})
    assert await names(bureau) == [ADA["name"]]


async def test_candidacies_keep_to_the_steps_of_the_assembly(bureau: httpx.AsyncClient) -> None:
    """From the opening on none comes and none changes; until the closing one may still be withdrawn."""
    await bureau.post(f"{AGENDA}/{await board()}/candidates", json={"name": "Nora"})
    await bureau.post(f"{AGENDA}/{await board()}/candidates", json={"name": "Otto"})
    first, second = [one["id"] for one in (await bureau.get(CANDIDATES)).json()["items"]]
    await execute("UPDATE assembly SET convened_at = $1, opened_at = $1", now())
    fixed = [
        await bureau.post(f"{AGENDA}/{await board()}/candidates", json={"name": "Ada"}),
        await bureau.patch(f"{CANDIDATES}/{first}", json={"name": "Ada", **WHY}),
        await bureau.put(f"{CANDIDATES}/{first}/photo?reason_nl=Foto", content=photo()),
        await bureau.put(f"{AGENDA}/{await board()}/candidates/order", json={"candidates": [second, first]}),
    ]
    open_still = await bureau.put(f"{CANDIDATES}/{first}/withdrawal", json={"reason": "Trekt zich terug."})
    await execute("UPDATE assembly SET closed_at = $1", now())
    closed = await bureau.put(f"{CANDIDATES}/{second}/withdrawal", json={"reason": "Te laat."})

    assert [kind(answer) for answer in (*fixed, closed)] == ["agenda-fixed"] * 5
    assert open_still.status_code == 200


@pytest.mark.parametrize("file", [pdf(), b"<svg onload='x'/>", b"GIF89a"], ids=["pdf", "svg", "gif"])
async def test_what_is_no_photo_stays_out(bureau: httpx.AsyncClient, file: bytes) -> None:
    await stand(bureau, 1)

    answer = await bureau.put(f"{AGENDA}/{await board()}/candidates/me/photo", content=file, headers=await me(1))

    assert answer.json()["errors"][0]["code"] == "not_a_picture"


async def test_who_is_erased_stands_no_more(bureau: httpx.AsyncClient) -> None:
    """What they wrote goes; of an assembly that is over the place on its list stays, by the number."""
    await stand(bureau, 1)
    await stand(bureau, 2)
    await erasures.erase(1, "test")
    assert await names(bureau) == [BRAM["name"]]
    await execute("UPDATE assembly SET convened_at = $1, opened_at = $1, closed_at = $1", now())

    await erasures.erase(2, "test")

    [left] = (await bureau.get(CANDIDATES, headers=PUBLIC)).json()["items"]
    assert (left["name"], left["statement"], left["photo"]) == ("—", {}, None)
