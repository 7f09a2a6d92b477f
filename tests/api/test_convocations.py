"""Calling the members over HTTP: when it may be done, whom it reaches, and what is shown of it."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from events.actions import bounces, convocations, summons
from events.clock import now, today
from events.database import execute, fetch, fetchval
from events.rules.bounces import Bounce
from events.words import Role, Status
from tests.cast import (
    ADA,
    BRAM,
    CHLOE,
    bearer,
    browser_of,
    call_together,
    hold_assembly,
    hold_event,
    join,
    write_agenda,
)
from tests.mail.cast import pages_of

PATH = "/api/assemblies/party/convocation"
NO_MAIL = {"name": "Emma Peeters", "language": "nl"}


async def prepare(days_ahead: int = 20, **rules: Any) -> None:
    """A party that many days ahead, with an agenda of two items, and three members: Emma has no e-mail."""
    starts = now().replace(microsecond=0) + timedelta(days=days_ahead)
    await hold_event(starts_at=starts, ends_at=starts + timedelta(hours=3))
    await hold_assembly("party", **{"notice_days": 15, "record_days": 0, **rules})
    await write_agenda("party")
    for number, who in ((7, ADA), (8, CHLOE), (9, NO_MAIL)):
        await join(number, who)


@pytest.fixture
async def admin(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """An administrator's client."""
    api.headers.update(await bearer(Role.ADMIN))
    return api


async def call_all() -> int:
    called = 0
    while some := await summons.call_some():
        called += some
    return called


async def test_the_members_are_called(admin: httpx.AsyncClient) -> None:
    """All three have a ticket, two a mail in their language, Emma stands on the postal list; the rules are frozen."""
    await prepare()
    before = (await admin.get(PATH)).json()

    answer = await admin.put(PATH)
    await call_all()

    assert (before["lacking"], before["mail"], before["post"], before["convened_at"]) == ([], 2, 1, None)
    assert answer.status_code == 200, answer.text
    assert answer.json()["deliveries"] == {"planned": 3}
    after = (await admin.get(PATH)).json()
    assert (after["mail"], after["post"], after["deliveries"]) == (2, 1, {"queued": 2, "listed": 1})
    mails = await fetch("SELECT recipient, language, message FROM outbox ORDER BY id")
    assert [tuple(row) for row in mails] == [
        ("ada@example.org", "nl", "convened"), ("chloe@example.org", "fr", "convened"),
    ]  # fmt: skip
    assert await fetchval("SELECT count(*) FROM place p JOIN registration r ON r.id = p.registration") == 3
    assert await fetchval("SELECT frozen_at IS NOT NULL FROM statutes WHERE own")
    assert (await admin.get("/api/assemblies/party")).json()["status"] == "convened"
    refused = await admin.patch("/api/assemblies/party", json={"kind": "extraordinary"})
    assert refused.json()["type"] == "/problems/assembly-convened"
    assert (await admin.delete("/api/events/party/publication")).json()["type"] == "/problems/event-in-use"


@pytest.mark.parametrize(("days_ahead", "lawful"), [(14, False), (15, True), (16, True)])
async def test_fifteen_days_before_at_the_latest(admin: httpx.AsyncClient, days_ahead: int, lawful: bool) -> None:
    """On the last lawful day it is done; a day later it is refused, and the day is named with what to do."""
    await prepare(days_ahead)

    answer = await admin.put(PATH, headers={"accept-language": "en"})

    shown = (await admin.get(PATH)).json()
    assert shown["convene_by"] == str(today() + timedelta(days=days_ahead - 15))
    if lawful:
        assert answer.status_code == 200, answer.text
    else:
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/convocation-too-late")
        assert "Move the assembly" in answer.json()["detail"]
        assert shown["lacking"] == ["time"]
        assert await fetchval("SELECT count(*) FROM summons") == 0


async def test_the_event_and_the_agenda_have_to_be_readable(admin: httpx.AsyncClient) -> None:
    """A draft without an agenda: both are named, and refused one after the other."""
    await prepare()
    await execute("UPDATE event SET status = $1", Status.DRAFT.value)
    await execute("UPDATE agenda SET published_at = NULL")

    first = await admin.put(PATH)
    lacking = (await admin.get(PATH)).json()["lacking"]
    await execute("UPDATE event SET status = $1", Status.PUBLISHED.value)
    second = await admin.put(PATH)

    assert lacking == ["event", "agenda"]
    assert [one.json()["type"] for one in (first, second)] == [
        "/problems/event-unpublished", "/problems/agenda-unpublished",
    ]  # fmt: skip


async def test_from_the_record_date_on_the_roll_is_called(admin: httpx.AsyncClient) -> None:
    """The record date is today: the roll is settled with it, and who joins later is not called."""
    await prepare(record_days=20)

    answer = await admin.put(PATH)
    await join(10, BRAM)
    await convocations.list_who_joined()

    assert answer.json()["by_roll"] is True
    assert (await admin.get("/api/assemblies/party")).json()["roll"]["count"] == 3
    assert await fetchval("SELECT count(*) FROM summons") == 3


async def test_who_joins_before_the_record_date_is_called_too(admin: httpx.AsyncClient) -> None:
    """Bram joins after the others were called, and is called as well; looked at again, nobody is called twice."""
    await prepare()
    await admin.put(PATH)
    await call_all()
    await join(10, BRAM)

    added = [await convocations.list_who_joined() for _ in range(2)]
    called = await call_all()

    assert (added, called) == ([1, 0], 1)
    assert await fetchval("SELECT recipient FROM outbox ORDER BY id DESC LIMIT 1") == "bram@example.org"


async def test_called_twice_is_called_once(admin: httpx.AsyncClient) -> None:
    """Twenty clicks at once: one convocation, a line for each member, one line in the journal."""
    await prepare()

    answers = await asyncio.gather(*(admin.put(PATH) for _ in range(20)))

    assert {answer.status_code for answer in answers} == {200}
    assert await fetchval("SELECT count(*) FROM summons") == 3
    assert await fetchval("SELECT count(*) FROM journal WHERE action = 'convened'") == 1


async def test_who_registered_keeps_that(admin: httpx.AsyncClient) -> None:
    """Ada has a seat and a guest; Chloé waits alone and is admitted, as a member cannot be kept out."""
    await prepare()
    await execute("UPDATE seats SET capacity = 2")
    ada, chloe = await browser_of(ADA), await browser_of(CHLOE)
    await admin.post(
        "/api/events/party/registrations", json={**ADA, "party": ["Guest"]}, headers={**ada, "authorization": ""}
    )
    await admin.post("/api/events/party/registrations", json=CHLOE, headers={**chloe, "authorization": ""})

    await admin.put(PATH)
    await call_all()

    rows = await fetch("SELECT name, seat, party_size FROM registration ORDER BY id")
    assert [tuple(row) for row in rows] == [
        ("Ada Janssens", "confirmed", 2), ("Chloé D'Hondt", "invited", 1), ("Emma Peeters", "invited", 1),
    ]  # fmt: skip
    assert [tuple(row) for row in await fetch("SELECT confirmed, waiting FROM seats")] == [(2, 0)]


async def test_the_log_is_searched(admin: httpx.AsyncClient) -> None:
    """By number, by part of a name, by address, by what became of it."""
    await prepare()
    await admin.put(PATH)
    await call_all()

    async def found(**query: Any) -> list[int]:
        answer = await admin.get(f"{PATH}/summons", params=query)
        assert answer.status_code == 200, answer.text
        return [one["number"] for one in answer.json()["items"]]

    assert await found() == [7, 8, 9]
    assert await found(q="8") == [8]
    assert await found(q="d'hon") == [8]
    assert await found(q="ADA@example.org") == [7]
    assert await found(q="100%_") == []
    assert await found(delivery="listed") == [9]
    assert await found(after=7) == [8, 9]


@pytest.mark.parametrize(("language", "name"), [("nl", "Ada Janssens"), ("fr", "Chloé D'Hondt")])
async def test_the_mail_is_looked_at_before(admin: httpx.AsyncClient, language: str, name: str) -> None:
    """For a real recipient who reads the language, with files that open; nothing is made or sent by looking."""
    await prepare()

    preview = (await admin.get(f"{PATH}/preview", params={"language": language})).json()
    page = await admin.get(f"{PATH}/preview/{preview['number']}/page")
    files = [
        await admin.get(f"{PATH}/preview/{preview['number']}/files/{one['name']}") for one in preview["attachments"]
    ]

    assert (preview["name"], preview["language"]) == (name, language)
    assert name.split()[0] in page.text
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    assert [file.headers["content-type"].split(";")[0] for file in files] == [
        "application/pdf", "application/pdf", "text/calendar",
    ]  # fmt: skip
    assert await fetchval("SELECT count(*) FROM outbox") == 0
    assert (await admin.get(f"{PATH}/preview", params={"language": "de"})).status_code == 404
    assert (await admin.get(f"{PATH}/preview", params={"member": 999})).status_code == 404


async def test_a_mail_comes_back(admin: httpx.AsyncClient) -> None:
    """Told twice it came back once; the log says why, the letter goes by post, and mails of others are passed over."""
    await prepare()
    await admin.put(PATH)
    await call_all()
    identity = await fetchval("SELECT message_id FROM summons WHERE email = 'ada@example.org'")
    bounce = Bounce(identity, "550 5.1.1 User unknown")

    taken = [await bounces.take(bounce, "test") for _ in range(2)]
    others = await bounces.take(Bounce("<somebody@else>", "550"), "test")

    assert (taken, others) == ([True, True], False)
    log = (await admin.get(f"{PATH}/summons", params={"delivery": "bounced"})).json()["items"]
    assert [(one["number"], one["error"]) for one in log] == [(7, "550 5.1.1 User unknown")]
    assert await fetchval("SELECT count(*) FROM journal WHERE action = 'bounced'") == 1


async def test_letters_are_labelled(admin: httpx.AsyncClient) -> None:
    """Who has no e-mail and whose mail came back gets a label; who has no address stands at the end, by number."""
    await prepare()
    await admin.put(PATH)
    await call_all()
    await admin.patch("/api/members/9", json={"street": "Kerkstraat 1", "postal_code": "9000", "city": "Gent"})
    await execute("UPDATE summons SET bounced_at = $1 WHERE email = 'ada@example.org'", now())

    answer = await admin.get(f"{PATH}/labels.pdf?lang=nl")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    labels, without = pages_of(answer.content)
    assert [line.strip() for line in labels.splitlines() if line.strip()] == [
        "Emma Peeters", "Kerkstraat 1", "9000 Gent",
    ]  # fmt: skip
    assert "Eén vennoot zonder adres" in without
    assert "Ada Janssens" in without
    assert (await admin.get(PATH)).json()["deliveries"] == {"bounced": 1, "queued": 1, "listed": 1}


async def test_a_registration_begins_while_members_are_called(admin: httpx.AsyncClient) -> None:
    """Thirty members register as the list is worked through by two at once: nobody has two, nobody is left out."""
    await prepare()
    for n in range(100, 130):
        await join(n, {"name": f"Person {n}", "email": f"person{n}@example.org", "language": "en"})
    await admin.put(PATH)
    organiser = await bearer(Role.ORGANISER)
    bodies = [
        {"name": f"Person {n}", "email": f"person{n}@example.org", "language": "en", "member": n}
        for n in range(100, 130)
    ]

    await asyncio.gather(
        call_all(),
        call_all(),
        *(admin.post("/api/events/party/registrations", json=body, headers=organiser) for body in bodies),
    )
    await call_all()

    assert await fetchval("SELECT count(*) FROM registration WHERE seat <> 'cancelled'") == 33
    assert await fetchval("SELECT count(*) FROM outbox WHERE message = 'convened'") == 32
    assert await fetchval("SELECT count(*) FROM summons WHERE registration IS NULL") == 0
    assert await fetchval("SELECT confirmed FROM seats") == 30


async def test_a_called_assembly_keeps_its_notice(api: httpx.AsyncClient) -> None:
    """Members who were called are not called to a day that is nearer than the statutes allow; a later one may be."""
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    starts = now() + timedelta(days=30)
    await hold_event(starts_at=starts, ends_at=starts + timedelta(hours=3))
    await hold_assembly()
    await call_together()
    await execute("UPDATE assembly SET convened_at = $1", now())

    async def moved(days: int) -> httpx.Response:
        at = now() + timedelta(days=days)
        body = {"starts_at": at.isoformat(), "ends_at": (at + timedelta(hours=3)).isoformat()}
        return await api.patch("/api/events/party", json=body)

    refused = await moved(3)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "starts_at"), refused.text
    assert "at the earliest" in refused.json()["errors"][0]["message"]
    assert (await moved(16)).status_code == 200
