"""Documents to an agenda over HTTP: attached, versioned with it, handed out inert."""

import asyncio
import hashlib
from collections import Counter
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import pytest

from events.clock import now
from events.database import execute, fetch, fetchval
from events.rules.statutes import Need
from events.settings import override, settings
from events.words import Matter, Role
from tests.cast import bearer, hold_assembly, hold_event
from tests.documents_cast import acting, pdf

AGENDA = "/api/assemblies/party/agenda"
DOCUMENTS = "/api/assemblies/party/documents"
PURPOSE = {"kind": "decision", "matter": "purpose", "title": {"nl": "Doel"}, "text": {"nl": "Een nieuw doel."}}
NEEDS = tuple(Need(matter=matter, report=matter is Matter.PURPOSE) for matter in Matter)


@pytest.fixture
async def bureau(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """The client of the bureau of an assembly with one item, that needs a report."""
    await hold_event(starts_at=now() + timedelta(days=20), ends_at=now() + timedelta(days=20, hours=3))
    await hold_assembly("party", needs=NEEDS)
    api.headers.update(await bearer(Role.BUREAU, event="party"))
    await api.post(AGENDA, json=PURPOSE)
    return api


async def attached(bureau: httpx.AsyncClient, file: bytes, **said: Any) -> httpx.Response:
    asked = {"name": "Verslag", "language": "nl", **said}
    return await bureau.post(DOCUMENTS, params=asked, content=file, headers={"content-type": "application/pdf"})


async def test_a_long_document_goes_in_and_out_as_it_was(bureau: httpx.AsyncClient) -> None:
    """Two hundred pages, with what browsers must do with them: keep the file, guess nothing, run nothing."""
    file = pdf(200)
    [item] = (await bureau.get(AGENDA)).json()["items"]

    made = await attached(bureau, file, item=item["id"])

    assert made.status_code == 201, made.text
    [document] = made.json()["items"][0]["documents"]
    assert (document["pages"], document["size"]) == (200, len(file))
    assert document["digest"] == hashlib.sha256(file).hexdigest()
    answer = await bureau.get(f"{DOCUMENTS}/{document['id']}")
    assert answer.content == file
    told = {name: answer.headers[name] for name in ("content-type", "content-disposition", "x-content-type-options")}
    assert told == {
        "content-type": "application/pdf",
        "content-disposition": f"attachment; filename=\"party-{document['id']}.pdf\"; filename*=UTF-8''Verslag.pdf",
        "x-content-type-options": "nosniff",
    }
    assert "sandbox" in answer.headers["content-security-policy"]


async def test_what_acts_or_is_too_large_stays_out(bureau: httpx.AsyncClient) -> None:
    """With a sentence that says what to do; announced or not, no more is read than fits."""
    acts = await attached(bureau, acting("/JavaScript"))
    before = settings().document_megabytes
    override(document_megabytes=1)

    async def endless() -> Any:
        while True:
            yield b"%PDF-" + bytes(100_000)

    try:
        large = [
            await attached(bureau, b"%PDF-" + bytes(1_000_000)),
            await bureau.post(DOCUMENTS, params={"name": "X", "language": "nl"}, content=endless()),
        ]
    finally:
        override(document_megabytes=before)

    assert [error["code"] for error in acts.json()["errors"]] == ["acting_pdf"]
    assert [(answer.status_code, answer.json()["type"]) for answer in large] == [(413, "/problems/too-large")] * 2
    assert "1000000" in large[0].json()["detail"]
    assert await fetchval("SELECT count(*) FROM agenda_document") == 0


async def test_a_change_that_needs_a_report_waits_for_it(bureau: httpx.AsyncClient) -> None:
    """A document alone is none; once marked, the agenda is published, and from then on the mark stays."""
    [item] = (await bureau.get(AGENDA)).json()["items"]
    await attached(bureau, pdf(), item=item["id"])
    refused = await bureau.put(f"{AGENDA}/publication")
    [document] = (await bureau.get(AGENDA)).json()["items"][0]["documents"]
    where, why = f"{DOCUMENTS}/{document['id']}", {"nl": "Vergissing"}

    await bureau.patch(where, json={"report": True})
    published = await bureau.put(f"{AGENDA}/publication")

    assert refused.json()["type"] == "/problems/agenda-without-report"
    assert published.status_code == 200
    for answer in (
        await bureau.patch(where, json={"report": False, "reason": why}),
        await bureau.request("DELETE", where, json={"reason": why}),
    ):
        assert answer.json()["type"] == "/problems/agenda-without-report"
    assert (await bureau.get(where, headers={"authorization": ""})).status_code == 200


async def test_documents_are_part_of_what_was_published(bureau: httpx.AsyncClient) -> None:
    """One more is a version with a reason; taken off, it is read no more, and kept for the version that had it."""
    await attached(bureau, pdf(), report=True)
    await bureau.put(f"{AGENDA}/publication")
    mute = await attached(bureau, pdf(2), name="Cijfers")

    added = await attached(bureau, pdf(2), name="Cijfers", reason_nl="De cijfers zijn er.")
    figures = added.json()["documents"][1]
    removed = await bureau.request("DELETE", f"{DOCUMENTS}/{figures['id']}", json={"reason": {"fr": "Erreur"}})

    assert mute.json()["errors"][0]["code"] == "reason_needed"
    assert [one["reason"] for one in removed.json()["versions"]] == [
        {"fr": "Erreur"},
        {"nl": "De cijfers zijn er."},
        {},
    ]
    assert removed.json()["versions"][1]["changes"] == [{"title": {}, "deed": "documents"}]
    assert (await bureau.get(f"{DOCUMENTS}/{figures['id']}")).status_code == 404
    assert await fetchval("SELECT octet_length(body) FROM agenda_document WHERE id = $1", figures["id"]) == len(pdf(2))


async def test_a_draft_leaves_nothing_of_what_is_taken_off(bureau: httpx.AsyncClient) -> None:
    """Nor of the documents of an item that goes."""
    [item] = (await bureau.get(AGENDA)).json()["items"]
    await attached(bureau, pdf(), item=item["id"])

    await bureau.delete(f"{AGENDA}/{item['id']}")

    assert await fetchval("SELECT count(*) FROM agenda_document") == 0


async def test_the_same_file_twice_is_one_document(bureau: httpx.AsyncClient) -> None:
    """Thirty hand it in at once; in another language it is another."""
    file = pdf()

    answers = await asyncio.gather(*(attached(bureau, file) for _ in range(30)))
    french = await attached(bureau, file, language="fr")

    assert Counter(answer.status_code for answer in answers) == {201: 30}
    assert [one["language"] for one in french.json()["documents"]] == ["nl", "fr"]


async def test_documents_are_nobodys_to_read_before_the_agenda(bureau: httpx.AsyncClient) -> None:
    """And never by the way of another assembly."""
    await attached(bureau, pdf(), report=True)
    await hold_event("second")
    await hold_assembly("second")
    document = await fetchval("SELECT id FROM agenda_document")
    anybody = {"authorization": ""}

    before = await bureau.get(f"{DOCUMENTS}/{document}", headers=anybody)
    admin = await bearer(Role.ADMIN)
    elsewhere = [
        await bureau.get(f"/api/assemblies/second/documents/{document}", headers=admin),
        await bureau.delete(f"/api/assemblies/second/documents/{document}", headers=admin),
    ]

    assert [answer.status_code for answer in (before, *elsewhere)] == [404, 404, 404]


async def test_from_the_opening_on_documents_stay(bureau: httpx.AsyncClient) -> None:
    await attached(bureau, pdf(), report=True)
    await bureau.put(f"{AGENDA}/publication")
    await execute("UPDATE assembly SET convened_at = $1, opened_at = $1", now())
    [row] = await fetch("SELECT id FROM agenda_document")

    answers = [
        await attached(bureau, pdf(3), reason_nl="Laat."),
        await bureau.request("DELETE", f"{DOCUMENTS}/{row['id']}", json={"reason": {"nl": "Laat."}}),
    ]

    assert [answer.json()["type"] for answer in answers] == ["/problems/agenda-fixed"] * 2
    with pytest.raises(asyncpg.RestrictViolationError):
        await execute("DELETE FROM agenda_document")
