"""Proxies on paper: the scan of a form, and a whole file of them, all or none."""

import asyncio
import io
from collections import Counter
from datetime import timedelta
from typing import Any

import httpx
import pypdf
import pytest

from events.api.documents import MEGABYTE
from events.clock import now, today
from events.database import execute, fetch, fetchval
from events.words import Matter, Role
from tests.cast import ADA, BRAM, CHLOE, bearer, call_together, hold_assembly, hold_event, join, somebody

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
IMPORT = "/api/assemblies/party/proxies/import"


@pytest.fixture
async def desk(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """An administrator's client at an assembly that begins tomorrow; Ada, Bram and Chloé are members 1 to 3."""
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    await hold_event(starts_at=now() + timedelta(days=1), ends_at=now() + timedelta(days=1, hours=4))
    await hold_assembly(proxy_limit=2, proxy_hours=0)
    for number, who in enumerate((ADA, BRAM, CHLOE), 1):
        await join(number, who)
    await call_together(items=[("Accounts", Matter.ORDINARY)])
    return api


def pdf() -> bytes:
    """A page."""
    made = pypdf.PdfWriter()
    made.add_blank_page(100, 100)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


async def entered(desk: httpx.AsyncClient) -> int:
    body = {"giver": 1, "holder": 2, "holder_name": BRAM["name"], "received_on": str(today())}
    answer = await desk.post("/api/assemblies/party/proxies/paper", json=body)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


async def test_a_scan_is_kept_inert_and_for_the_bureau(desk: httpx.AsyncClient) -> None:
    """As it came, to be saved and never opened as a page; a better one takes its place; its members do not see it."""
    made = await entered(desk)
    where = f"/api/proxies/{made}/form"
    assert (await desk.get(where)).status_code == 404

    for file, kind in ((PNG, "image/png"), (b"\xff\xd8\xff\xe0" + bytes(9), "image/jpeg"), (pdf(), "application/pdf")):
        for _ in range(2):
            assert (await desk.put(where, content=file)).status_code == 204
        answer = await desk.get(where)
        assert (answer.content, answer.headers["content-type"]) == (file, kind)
        assert answer.headers["content-disposition"].startswith(f'attachment; filename="proxy-{made}.')
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert answer.headers["x-content-type-options"] == "nosniff"

    assert (await desk.get(f"/api/proxies/{made}")).json()["form"] is True
    assert await fetchval("SELECT count(*) FROM journal WHERE action = 'kept form'") == 3
    assert (await desk.get(where, headers=await bearer(Role.MEMBER, member=1))).status_code in (403, 404)


async def test_what_is_no_scan_is_refused(desk: httpx.AsyncClient) -> None:
    """A page, a picture that can be a page, a PDF that acts, nothing, and too much; and a proxy that needs none."""
    made = await entered(desk)
    where = f"/api/proxies/{made}/form"
    cases = [
        (b"<html>", "not_a_scan"), (b"<svg/>", "not_a_scan"), (b"", "not_a_scan"), (b"%PDF-1.7 nothing", "not_a_pdf"),
        (pdf() + b"<< /S /JavaScript >>", "acting_pdf"),
    ]  # fmt: skip
    for file, code in cases:
        answer = await desk.put(where, content=file)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)
    large = await desk.put(where, content=PNG + bytes(10 * MEGABYTE))
    assert (large.status_code, large.json()["type"]) == (413, "/problems/too-large")

    given = await desk.post(
        "/api/assemblies/party/proxies",
        json={"holder": 2, "holder_name": "Bram"},
        headers=await bearer(Role.MEMBER, member=3),
    )
    online = await desk.put(f"/api/proxies/{given.json()['id']}/form", content=PNG)
    assert (online.status_code, online.json()["errors"][0]["code"]) == (422, "not_on_paper")
    assert await fetchval("SELECT count(*) FROM proxy_form") == 0


async def test_a_number_has_a_name(desk: httpx.AsyncClient) -> None:
    """For who types in what stands on paper."""
    found = await desk.get("/api/assemblies/party/proxies/members/3")

    assert found.json() == {"number": 3, "name": CHLOE["name"]}
    assert (await desk.get("/api/assemblies/party/proxies/members/4")).status_code == 404


async def test_the_list_is_narrowed(desk: httpx.AsyncClient) -> None:
    """By a name or number of either side, and by where it stands."""
    made = await entered(desk)
    where = "/api/assemblies/party/proxies"

    found = [
        len((await desk.get(where, params=params)).json()["items"])
        for params in ({"stands": "counted"}, {"stands": "asked"}, {"q": "claes"}, {"q": "3"}, {"stands": "over"})
    ]

    assert found == [1, 0, 1, 0, 0]
    await desk.put(f"/api/proxies/{made}/withdrawal")
    assert len((await desk.get(where, params={"stands": "over"})).json()["items"]) == 1


async def send(desk: httpx.AsyncClient, text: str | bytes, **params: Any) -> httpx.Response:
    return await desk.post(IMPORT, content=text, params=params)


async def test_a_file_is_entered_whole(desk: httpx.AsyncClient) -> None:
    """As a Belgian spreadsheet writes it: giver and holder by number; a dry run writes nothing; each is mailed once."""
    text = (
        "Volmachtgever;Volmachthouder;Soort;Ontvangen op;Aanvaard\r\n"
        f"1;2;;{today():%d/%m/%Y};ja\r\n3;2;quorum;{today()};nee\r\n"
    ).encode("utf-8-sig")

    dry = await send(desk, text, dry_run=True)
    assert (dry.json(), await fetchval("SELECT count(*) FROM proxy")) == (
        {"lines": 2, "accepted": 1, "written": False}, 0
    )  # fmt: skip
    done = await send(desk, text)

    assert done.json() == {"lines": 2, "accepted": 1, "written": True}
    rows = await fetch("SELECT giver, holder, kind, accepted_at IS NOT NULL AS accepted FROM proxy ORDER BY id")
    assert [tuple(row) for row in rows] == [(1, 2, "general", True), (3, 2, "quorum", False)]
    mails = await fetch("SELECT message, recipient FROM outbox ORDER BY id")
    assert [tuple(row) for row in mails] == [("proxy_accepted", ADA["email"]), ("proxy_asked", BRAM["email"])]
    assert await fetchval("SELECT count(*) FROM journal WHERE about = 'proxy'") == 3


async def test_every_bad_line_is_named(desk: httpx.AsyncClient) -> None:
    """With its number and column, in the reader's language; and nothing of the file is written."""
    for n in range(10, 16):
        await join(n, somebody(n))
    await join(20, somebody(20), left_on=today() - timedelta(days=400))
    lines = [
        "giver,holder,kind,received_on,accepted",
        f"10,2,general,{today()},yes",
        f"10,3,general,{today()},yes",
        f"11,99,general,{today()},yes",
        f"12,20,general,{today()},yes",
        f"13,13,general,{today()},yes",
        f"14,2,named,{today()},maybe",
        "x,,general,26/13/23,yes",
        f"15,10,general,{today() + timedelta(days=1)},yes",
    ]

    unread = await send(desk, "\n".join(lines))
    seen = [(one["field"], one["code"]) for one in unread.json()["errors"]]
    assert (unread.status_code, seen) == (
        422,
        [
            ("lines.7.kind", "kind_by_hand"), ("lines.7.accepted", "yes_or_no"), ("lines.8.holder", "required"),
            ("lines.8.giver", "no_number"), ("lines.8.received_on", "no_day"),
        ],
    )  # fmt: skip

    clash = await desk.post(IMPORT, content="\n".join(lines[:6] + lines[8:]), headers={"accept-language": "fr"})
    assert [(one["field"], one["code"]) for one in clash.json()["errors"]] == [
        ("lines.3.giver", "gives_twice"), ("lines.4.holder", "unknown_member"), ("lines.5.holder", "has_no_vote"),
        ("lines.6.holder", "not_oneself"), ("lines.7.received_on", "in_the_future"), ("lines.7.holder", "gave_away"),
    ]  # fmt: skip
    assert clash.json()["errors"][0]["message"] == "La ligne 2 a le même mandant."
    assert await fetchval("SELECT count(*) FROM proxy") == 0


async def test_what_is_so_before_the_file_holds(desk: httpx.AsyncClient) -> None:
    """Limits and chains are counted with what was given already, in the order of the lines."""
    await entered(desk)
    for n in range(10, 13):
        await join(n, somebody(n))
    rows = [(1, 3), (10, 2), (11, 2), (12, 1), (2, 3)]
    text = "\n".join(["giver,holder,received_on", *(f"{giver},{holder},{today()}" for giver, holder in rows)])

    answer = await send(desk, text)

    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [
        ("lines.2.giver", "gave_already"), ("lines.4.holder", "holds_most"), ("lines.5.holder", "gave_away"),
        ("lines.6.giver", "holds_others"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "no_lines"),
        (b"giver,holder,received_on\n", "no_lines"),
        (b"name,address\nAda,x\n", "columns_missing"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (b'giver,holder,received_on\n1,"2,2023-01-26\n', "bad_row"),
        (b"\xff\xfe\x00\x00\x01", "columns_missing"),
    ],
)
async def test_what_is_no_table_is_refused(desk: httpx.AsyncClient, body: bytes, code: str) -> None:
    """With what to do about it."""
    answer = await send(desk, body)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


async def test_two_files_at_once_are_entered_once(desk: httpx.AsyncClient) -> None:
    """A thousand lines, sent at the same time by two of the bureau: each proxy is there once."""
    await execute(
        """WITH made AS (
            INSERT INTO member (number, name, language, search) SELECT 100 + n, 'Person ' || n, 'nl', 'person ' || n
            FROM generate_series(0, 1999) AS n RETURNING id
        ) INSERT INTO membership (member, category, shares, since)
        SELECT made.id, category.id, 1, '2020-01-01' FROM made, category WHERE code = 'A'"""
    )
    rows = [f"{100 + n},{1100 + n // 2},{today()}" for n in range(1000)]
    text = "\n".join(["giver,holder,received_on", *rows])

    answers = await asyncio.gather(send(desk, text), send(desk, text))

    assert Counter(answer.status_code for answer in answers) == {200: 1, 422: 1}
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert len(refused.json()["errors"]) >= 1000
    assert await fetchval("SELECT count(*) FROM proxy WHERE accepted_at IS NOT NULL") == 1000
