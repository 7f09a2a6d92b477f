"""Signing in by mail: in the browser that asked, once, within a quarter of an hour, and nobody learns who is known."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from events import clock
from events.actions import sign_ins
from events.database import execute, fetch, fetchone, fetchval
from events.rules.sign_ins import CODE_LENGTH
from events.settings import override
from events.tickets.secrets import sign_in_code, sign_in_link
from events.words import Role
from tests.cast import ADA, BRAM, CHLOE, appoint, join

Browser = Callable[[], httpx.AsyncClient]
WISH = {"email": "bram@example.org", "language": "nl"}


@pytest.fixture
async def browser(api: httpx.AsyncClient) -> AsyncIterator[Browser]:
    """Opens a browser with no cookies in it, on a page of ours."""
    open_ones = []

    def opened() -> httpx.AsyncClient:
        client = httpx.AsyncClient(transport=api._transport, base_url=api.base_url, timeout=60)
        client.headers["origin"] = "http://127.0.0.1:8000"
        open_ones.append(client)
        return client

    yield opened
    for client in open_ones:
        await client.aclose()


async def mailed() -> tuple[str, str]:
    """The link and the code that the latest mail would carry."""
    row = await fetchone(
        """SELECT s.id, s.created_at FROM outbox o JOIN sign_in s ON s.id = (o.facts ->> 'sign_in')::bigint
        WHERE o.message = 'sign_in' ORDER BY o.id DESC LIMIT 1"""
    )
    return sign_in_link(*row), sign_in_code(*row, CODE_LENGTH)


async def ask(client: httpx.AsyncClient, **changes: Any) -> httpx.Response:
    return await client.post("/api/logins/requests", json={**WISH, **changes})


async def try_code(client: httpx.AsyncClient, code: str) -> httpx.Response:
    return await client.post("/api/logins", json={"code": code})


async def try_link(client: httpx.AsyncClient, link: str) -> httpx.Response:
    return await client.post("/api/logins", json={"mail": link})


def wrong(code: str, n: int = 1) -> str:
    return f"{(int(code) + n) % 1_000_000:06}"


def kind(answer: httpx.Response) -> str:
    return answer.json()["type"].removeprefix("/problems/")


async def test_bram_opens_the_mailed_link(browser: Browser) -> None:
    """He asks, opens the link in the same browser, is known, and goes on to the page he came from."""
    await join(12, BRAM)
    his = browser()

    asked = await ask(his, onward="/events/party?lang=nl")
    link, _ = await mailed()
    signed = await try_link(his, link)

    assert (asked.status_code, set(asked.json()), asked.json()["code_length"]) == (
        202,
        {"expires_at", "code_length"},
        6,
    )
    cookie = asked.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/api/logins"))
    assert (signed.status_code, signed.json()["member"], signed.json()["onward"]) == (201, 12, "/events/party?lang=nl")
    assert (await his.get("/api/me")).json()["name"] == "Bram Claes"
    assert await fetchval("SELECT via FROM login") == "mail"


async def test_bram_types_the_code(browser: Browser) -> None:
    """He reads his mail on his phone, and types the code in the browser that asked, with a space in it."""
    await join(12, {**BRAM, "email": "Bram@Example.ORG"})
    his = browser()
    await ask(his, email=" BRAM@example.org ")
    _, code = await mailed()

    signed = await try_code(his, f" {code[:3]} {code[3:]} ")

    assert (signed.status_code, signed.json()["member"], signed.json()["onward"]) == (201, 12, None)


async def test_nobody_learns_who_is_known(browser: Browser) -> None:
    """Known or not, the answers are the same, and so is what stays behind; the right code opens nothing for nobody."""
    await join(12, BRAM)
    known, unknown = browser(), browser()

    answers = [await ask(known), await ask(unknown, email="nobody@example.org")]
    _, code = await mailed()
    right_code_of_nobody = await try_code(unknown, code)
    wrong_code_of_bram = await try_code(known, wrong((await mailed())[1]))

    bodies = [{name: one for name, one in answer.json().items() if name != "expires_at"} for answer in answers]
    assert answers[0].status_code == answers[1].status_code == 202
    assert bodies[0] == bodies[1]
    assert right_code_of_nobody.json()["errors"] == wrong_code_of_bram.json()["errors"]
    assert right_code_of_nobody.json()["errors"][0]["code"] == "wrong_code"
    rows = await fetch("SELECT message, name, language, priority, sent_at, failed_at FROM outbox ORDER BY id")
    assert dict(rows[0]) == dict(rows[1])
    assert await fetchval("SELECT count(*) FROM journal WHERE about IN ('sign_in', 'login')") == 0


async def test_what_the_metrics_tell(browser: Browser) -> None:
    """While the mail server is away the counts tell nothing of who asked to sign in."""
    client = browser()
    await ask(client)

    assert "convoke_mails_waiting 0" in (await client.get("/metrics")).text


async def test_a_link_opens_nothing_in_another_browser(browser: Browser) -> None:
    """Opened where nobody asked, it says where to type the code; in the first browser it still works afterwards."""
    await join(12, BRAM)
    his, phone, other = browser(), browser(), browser()
    await ask(his)
    link, code = await mailed()
    await ask(other, email="ada@example.org")

    answers = [await try_link(phone, link), await try_code(phone, code), await try_link(other, link)]
    signed = await try_link(his, link)

    assert [(one.status_code, kind(one)) for one in answers] == [(409, "other-browser")] * 3
    assert signed.status_code == 201
    assert "convoke_login" not in phone.cookies


async def test_a_link_or_a_code_works_once(browser: Browser) -> None:
    """Used, both are over, also for whoever copied the cookie."""
    await join(12, BRAM)
    his = browser()
    await ask(his)
    link, code = await mailed()
    await try_code(his, code)

    again = [await try_link(his, link), await try_code(his, code)]

    assert [(one.status_code, kind(one)) for one in again] == [(410, "sign-in-over")] * 2


async def test_a_rush_with_the_right_code(browser: Browser) -> None:
    """A hundred times the same right code at once opens one login."""
    await join(12, BRAM)
    his = browser()
    await ask(his)
    link, code = await mailed()

    answers = await asyncio.gather(*[(try_code(his, code) if n % 2 else try_link(his, link)) for n in range(100)])

    assert sorted(one.status_code for one in answers) == [201] + [410] * 99
    assert await fetchval("SELECT count(*) FROM login") == 1


async def test_a_quarter_of_an_hour(browser: Browser) -> None:
    """After it the link and the code are over, and somewhat later they are not even known any more."""
    await join(12, BRAM)
    his = browser()
    await ask(his)
    link, code = await mailed()
    try:
        clock.shift(timedelta(minutes=15, seconds=1))
        late = [await try_link(his, link), await try_code(his, code), await his.get("/api/logins/requests/me")]
        clock.shift(timedelta(hours=2))
        await sign_ins.forget_old()
    finally:
        clock.shift(timedelta(0))

    assert [(one.status_code, kind(one)) for one in late] == [
        (410, "sign-in-over"), (410, "sign-in-over"), (404, "missing")
    ]  # fmt: skip
    assert (await fetch("SELECT id FROM sign_in"), await fetch("SELECT id FROM outbox")) == ([], [])


async def test_five_wrong_codes(browser: Browser) -> None:
    """Each wrong code says how many tries are left; the fifth ends the request, and the right one comes too late."""
    await join(12, BRAM)
    his = browser()
    await ask(his)
    link, code = await mailed()

    answers = [await try_code(his, wrong(code, n)) for n in range(1, 6)]
    malformed = await try_code(his, "12 34")
    late = [await try_code(his, code), await try_link(his, link)]

    assert [one.status_code for one in answers] == [422] * 4 + [410]
    assert [one.json()["errors"][0]["message"][-2:] for one in answers[:4]] == ["4.", "3.", "2.", "1."]
    assert malformed.json()["errors"][0]["code"] == "not_a_code"
    assert [kind(one) for one in late] == ["sign-in-over"] * 2


async def test_a_rush_of_wrong_codes(browser: Browser) -> None:
    """Two hundred different codes at once: five are looked at, and the request is over."""
    await join(12, BRAM)
    his = browser()
    await ask(his)
    _, code = await mailed()

    answers = await asyncio.gather(*[try_code(his, wrong(code, n)) for n in range(1, 201)])

    assert sorted(one.status_code for one in answers) == [410] * 196 + [422] * 4
    assert await fetchval("SELECT attempts FROM sign_in") == 5
    assert await fetchval("SELECT count(*) FROM attempt WHERE kind = 'wrong_for_address'") == 5


async def test_guessing_goes_on_nowhere(browser: Browser) -> None:
    """Asking for ever new mails gives an address twenty guesses a day; its link opens all the same."""
    await join(12, BRAM)
    answers = []
    for _ in range(5):
        client = browser()
        await ask(client)
        _, code = await mailed()
        answers += [await try_code(client, wrong(code, n)) for n in range(1, 6)]
        await execute("DELETE FROM attempt WHERE kind LIKE 'mail%'")
    his = browser()
    await ask(his)
    link, code = await mailed()

    refused = await try_code(his, code)
    signed = await try_link(his, link)

    assert [one.status_code for one in answers] == ([422] * 4 + [410]) * 4 + [429] * 5
    assert (refused.status_code, kind(refused)) == (429, "too-many-attempts")
    assert 0 < int(refused.headers["retry-after"]) <= 86_400
    assert signed.status_code == 201


async def test_two_tabs_and_mail_that_comes_late(browser: Browser) -> None:
    """Asked twice for one address, in two tabs, the link and the code are the same, so that either mail is good."""
    await join(12, BRAM)
    his = browser()
    await ask(his)
    first = await mailed()
    await ask(his, email="BRAM@example.org", onward="/me")
    second = await mailed()

    signed = await try_link(his, first[0])

    assert first == second
    assert (signed.status_code, signed.json()["onward"]) == (201, "/me")
    assert await fetchval("SELECT count(*) FROM outbox") == 2


async def test_another_address_in_the_same_browser(browser: Browser) -> None:
    """Asked for another address, the browser waits for that one; what was mailed before is over."""
    await join(12, BRAM)
    await join(13, CHLOE)
    theirs = browser()
    await ask(theirs)
    old, _ = await mailed()
    await ask(theirs, email="chloe@example.org")
    new, _ = await mailed()

    answers = [await try_link(theirs, old), await try_link(theirs, new)]

    assert [one.status_code for one in answers] == [409, 201]
    assert answers[1].json()["member"] == 13
    assert await fetchval("SELECT count(*) FROM sign_in WHERE spent_at IS NULL") == 0


async def test_a_browser_comes_back_to_what_it_asked(browser: Browser) -> None:
    """A phone that put the page away finds it again: for which address, and how many tries are left; or forgets it."""
    his = browser()
    nothing = await his.get("/api/logins/requests/me")
    await ask(his, onward="/me")
    _, code = await mailed()
    await try_code(his, wrong(code))

    found = (await his.get("/api/logins/requests/me")).json()
    await his.delete("/api/logins/requests/me")
    gone = await his.get("/api/logins/requests/me")

    assert (found["email"], found["language"], found["onward"], found["tries_left"]) == (WISH["email"], "nl", "/me", 4)
    assert (nothing.status_code, gone.status_code) == (404, 404)


async def test_a_planted_cookie_is_not_adopted(browser: Browser) -> None:
    """What somebody put in the browser before is worth nothing: it gets a secret of its own."""
    his = browser()
    his.cookies.set("convoke_signin", "planted", path="/api/logins", domain="127.0.0.1")

    asked = await ask(his)

    assert "planted" not in asked.headers["set-cookie"]
    assert (await try_code(browser(), (await mailed())[1])).status_code == 409


async def test_signing_in_by_mail_ends_the_login_before(browser: Browser) -> None:
    """The cookie is a new one each time, and the former one opens nothing."""
    await join(12, BRAM)
    his = browser()
    cookies = []
    for _ in range(2):
        await ask(his)
        await try_link(his, (await mailed())[0])
        cookies.append(his.cookies["convoke_login"])

    old = await browser().get("/api/me", headers={"cookie": f"convoke_login={cookies[0]}"})

    assert cookies[0] != cookies[1]
    assert old.status_code == 401
    assert await fetchval("SELECT count(*) FROM login WHERE ended_at IS NULL") == 1


async def test_somebody_left_meanwhile(browser: Browser) -> None:
    """Who has no role any more when the link is opened does not get in."""
    await appoint(ADA, Role.DOOR)
    hers = browser()
    await ask(hers, email="ada@example.org")
    link, _ = await mailed()
    await execute("UPDATE staff_role SET withdrawn_at = now(), withdrawn_by = 'test'")

    assert kind(await try_link(hers, link)) == "sign-in-over"


async def test_a_mailbox_cannot_be_filled(browser: Browser) -> None:
    """Two hundred requests at once for one address from one network are five mails, and say when to come back."""
    client = browser()

    answers = await asyncio.gather(*[ask(client) for _ in range(200)])

    assert sorted(one.status_code for one in answers) == [202] * 5 + [429] * 195
    assert await fetchval("SELECT count(*) FROM outbox") == 5
    refused = next(one for one in answers if one.status_code == 429)
    assert (kind(refused), 0 < int(refused.headers["retry-after"]) <= 3600) == ("too-many-attempts", True)
    assert (await ask(client, email="ada@example.org")).status_code == 202


async def test_a_network_has_its_limit(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host may say how many mails one network may ask for: a rush for as many addresses leaves exactly those."""
    monkeypatch.setenv("CONVOKE_SIGN_INS_AN_HOUR", "20")
    override()
    client = browser()

    answers = await asyncio.gather(*[ask(client, email=f"person{n}@example.org") for n in range(200)])
    monkeypatch.undo()
    override()

    assert sorted(one.status_code for one in answers) == [202] * 20 + [429] * 180


@pytest.mark.parametrize(
    "onward", ["//evil.example", "/\\evil.example", "https://evil.example", "/%2f%2fevil", "/a\r\nb"]
)
async def test_going_on_to_another_site(browser: Browser, onward: str) -> None:
    """A link that would lead elsewhere afterwards signs in, and leads nowhere."""
    await join(12, BRAM)
    his = browser()
    await ask(his, onward=onward)

    assert (await try_link(his, (await mailed())[0])).json()["onward"] is None


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"email": "nonsense"}, "email", "not_an_address"),
        ({"email": ""}, "email", "not_an_address"),
        ({"email": "a@b.be\r\nBcc: c@d.be"}, "email", "not_an_address"),
        ({"email": "x" * 300 + "@b.be"}, "email", "too_long"),
        ({}, "email", "required"),
    ],
)
async def test_what_is_no_address(api: httpx.AsyncClient, body: dict[str, str], field: str, code: str) -> None:
    """What cannot be an address is said beside the field, and counts as nothing."""
    answer = await api.post("/api/logins/requests", json=body)

    assert (answer.status_code, [(one["field"], one["code"]) for one in answer.json()["errors"]]) == (
        422, [(field, code)]
    )  # fmt: skip
    assert await fetchval("SELECT count(*) FROM attempt") == 0


@pytest.mark.parametrize("body", [{}, {"link": "a", "code": "123456"}, {"mail": "a", "code": "1"}, {"link": None}])
async def test_one_proof_at_a_time(api: httpx.AsyncClient, body: dict[str, str]) -> None:
    """Signing in takes a link, a mailed link or a code: one of them."""
    answer = await api.post("/api/logins", json=body)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "one_of")


async def test_no_other_site_asks(api: httpx.AsyncClient) -> None:
    """A page elsewhere cannot have mails sent, nor end what the browser waits for."""
    foreign = {"origin": "https://evil.example"}

    answers = [
        await api.post("/api/logins/requests", json=WISH, headers=foreign),
        await api.delete("/api/logins/requests/me", headers=foreign),
    ]

    assert [kind(one) for one in answers] == ["cross-site"] * 2


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
async def test_refusals_in_each_language(browser: Browser, language: str) -> None:
    """Each problem and mend of signing in has its words."""
    his = browser()
    await his.post(f"/api/logins/requests?lang={language}", json=WISH)
    _, code = await mailed()

    answers = [
        await his.post(f"/api/logins?lang={language}", json={"code": wrong(code)}),
        await his.post(f"/api/logins?lang={language}", json={"code": "1"}),
        await browser().post(f"/api/logins?lang={language}", json={"code": code}),
    ]

    assert {one.headers["content-language"] for one in answers} == {language}
    assert all("{" not in one.text.replace('{"', "").replace("[{", "") for one in answers)
