"""Notifications of mail servers, handed in over HTTP."""

import asyncio

import httpx
import pytest

from events.api.problems import BODY_LIMIT
from events.database import fetch, fetchval
from events.words import Role
from tests.api.test_convocations import PATH, call_all, prepare
from tests.cast import bearer
from tests.rules.test_bounces import HEADERS_ALONE, POSTFIX

WHOLE = {"content-type": "message/rfc822"}
REASON = "550 5.1.1 <gone@example.net>: Recipient address rejected: User unknown"


@pytest.fixture
async def pipe(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """The client of a mail server, three members having been called to the party: Ada and Chloé by mail."""
    api.headers.update(await bearer(Role.ADMIN))
    await prepare()
    await api.put(PATH)
    await call_all()
    return api


async def summoned(email: str) -> str:
    """The identity of the mail that called this member."""
    found: str = await fetchval("SELECT message_id FROM summons WHERE email = $1", email)
    return found


def about(message_id: str, report: str = POSTFIX) -> bytes:
    """A notification that this mail did not arrive."""
    return report.replace("<1234-abcd@convoke>", message_id).encode()


async def came_back(pipe: httpx.AsyncClient) -> list[tuple[int, str]]:
    """Whose mail the log says came back, and why."""
    log = (await pipe.get(f"{PATH}/summons", params={"delivery": "bounced"})).json()["items"]
    return [(one["number"], one["error"]) for one in log]


@pytest.mark.parametrize("report", [POSTFIX, POSTFIX.replace("\n", "\r\n"), HEADERS_ALONE])
async def test_a_mail_server_hands_one_in(pipe: httpx.AsyncClient, report: str) -> None:
    """Twenty times at once it came back once, with the same answer; the journal names the program."""
    identity = await summoned("ada@example.org")

    answers = await asyncio.gather(
        *(pipe.post("/api/bounces", content=about(identity, report), headers=WHOLE) for _ in range(20))
    )

    told = {"message_id": identity, "reason": REASON, "ours": True}
    assert [(one.status_code, one.json()) for one in answers] == [(200, told)] * 20
    assert await came_back(pipe) == [(7, REASON)]
    [line] = await fetch("SELECT actor FROM journal WHERE action = 'bounced'")
    assert line["actor"].startswith("token ")


async def test_a_provider_posts_the_report_itself(pipe: httpx.AsyncClient) -> None:
    """Where its parts begin stands in the header of the request then."""
    headers, _, body = about(await summoned("chloe@example.org")).partition(b"\n\n")
    kind = headers.decode().partition("Content-Type: ")[2]

    answer = await pipe.post("/api/bounces", content=body, headers={"content-type": kind})

    assert answer.json()["ours"] is True
    assert await came_back(pipe) == [(8, REASON)]


@pytest.mark.parametrize(
    ("body", "message_id"),
    [
        (about("<somebody@else>"), "<somebody@else>"),
        (b"Subject: Out of office\n\nUntil Monday.\n", None),
        (POSTFIX.replace("Action: failed", "Action: delayed").encode(), None),
        (b"--x\n\xff\0", None),
        (b"", None),
    ],
    ids=["not ours", "an answer", "late", "noise", "nothing"],
)
async def test_what_tells_of_no_mail_of_ours_is_passed_over(
    pipe: httpx.AsyncClient, body: bytes, message_id: str | None
) -> None:
    """A mailbox may hand in all that it gets; the answer says what was found in it."""
    answer = await pipe.post("/api/bounces", content=body, headers=WHOLE)

    assert answer.status_code == 200
    assert (answer.json()["message_id"], answer.json()["ours"]) == (message_id, False)
    assert await came_back(pipe) == []


async def test_a_mail_too_large_is_refused(pipe: httpx.AsyncClient) -> None:
    """More than a megabyte is no notification of a mail of ours."""
    body = about(await summoned("ada@example.org")) + b"x" * BODY_LIMIT

    answer = await pipe.post("/api/bounces", content=body, headers=WHOLE)

    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")
    assert await came_back(pipe) == []
