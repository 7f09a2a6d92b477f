"""The mails about a proxy: to the side that is to know, in their language, and only while they are so."""

import asyncio
from datetime import datetime
from email.message import EmailMessage
from typing import Any

import pytest

from events.actions import lapses, proxies, stays
from events.clock import now
from events.database import execute, fetch, fetchrow, fetchval, transaction
from events.mail.cases import NotNeeded
from events.mail.envelope import render
from events.rules.proxies import Instruction, Wish
from events.words import Attending, Channel, Choice, Ender, Language, Matter, Mode, ProxyKind
from tests.cast import call_together, hold_assembly, join, somebody
from tests.golden_files import check_golden
from tests.mail.cast import hold_evening, html_of, text_of
from tests.mail.test_messages import words_of

ADA = {"name": "Ada Lovelace", "email": "ada@example.org", "language": "nl"}
BRAM = {"name": "Bram Claes", "email": "bram@example.org", "language": "nl"}


async def asked(language: str, kind: ProxyKind = ProxyKind.INSTRUCTED) -> int:
    """Ada asks Bram to hold her proxy, for two items as she says; both read this language."""
    event = await hold_evening(mode=Mode.HYBRID, online_url="https://meet.example.org/x")
    await hold_assembly(event.slug, proxy_limit=2)
    for number, who in enumerate((ADA, BRAM), 1):
        await join(number, {**who, "language": language})
    accounts, board = await call_together(event.slug, [("Accounts", Matter.ORDINARY), ("Board", Matter.ELECTION)])
    items = {accounts: Instruction(choice=Choice.AGAINST), board: Instruction(words="Davíð 🎈,\nelse nobody")}
    wish = Wish(kind=kind, items=items if kind is ProxyKind.INSTRUCTED else {}, again=True)
    return await proxies.give(event.id, 1, 2, wish, "member 1")


async def reach(message: str, language: str) -> None:
    """Let the proxy come to where this mail is queued."""
    proxy = await asked(language, ProxyKind.GENERAL if message == "proxy_handed_on" else ProxyKind.INSTRUCTED)
    if message == "proxy_declined":
        await proxies.decline(proxy, "member 2")
    if message in ("proxy_asked", "proxy_declined"):
        return
    await proxies.accept(proxy, "member 2")
    if message == "proxy_withdrawn":
        await proxies.withdraw(proxy, Ender.STAFF, "staff 1")
    if message in ("proxy_suspended", "proxy_handed_on"):
        await execute("UPDATE proxy SET suspended_at = $1", now())
        await proxies.queue_to_sides("proxy_suspended", [proxy], Ender.GIVER, Ender.HOLDER)
    if message == "proxy_handed_on":
        await proxies.hand_on(proxy, "staff 1")


async def rendered(row: Any) -> EmailMessage:
    return await render(row, lambda **_: "")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "message",
    ["proxy_asked", "proxy_accepted", "proxy_declined", "proxy_withdrawn", "proxy_suspended", "proxy_handed_on"],
)
async def test_each_in_each_language(message: str, language: str) -> None:
    """Who, for which assembly, what for, and where to answer; the page says the same."""
    await reach(message, language)

    letters = []
    for row in await fetch("SELECT * FROM outbox WHERE message = $1 ORDER BY id", message):
        letter = await rendered(row)
        letters.append(f"To: {letter['To']}\nSubject: {letter['Subject']}\n\n{text_of(letter)}")
        [link] = words_of(html_of(letter)).links
        assert link.endswith(f"/assembly/new-year-reception?lang={language}#proxies")
        assert link in text_of(letter)
    check_golden(f"mail-{message}-{language}.txt", "\n".join(letters))


async def test_each_side_is_told_of_the_other() -> None:
    """The holder is asked, the giver is answered, and who withdraws tells the other; the bureau tells both."""
    told = []
    for ender in Ender:
        await execute("TRUNCATE outbox")
        if ender is Ender.GIVER:
            proxy = await asked("nl")
        else:
            proxy = await proxies.give(1, 1, 2, Wish(kind=ProxyKind.GENERAL), "member 1")
        await proxies.accept(proxy, "member 2")
        await proxies.accept(proxy, "member 2")
        await proxies.withdraw(proxy, ender, "somebody")
        await proxies.withdraw(proxy, ender, "somebody")
        rows = await fetch("SELECT message, facts ->> 'to' AS side, recipient FROM outbox ORDER BY id")
        told.append([f"{row['message'].removeprefix('proxy_')} {row['recipient'].split('@')[0]}" for row in rows])

    begun = ["asked bram", "accepted ada"]
    assert told == [
        [*begun, "withdrawn bram"], [*begun, "withdrawn ada"], [*begun, "withdrawn ada", "withdrawn bram"]
    ]  # fmt: skip


async def test_who_has_no_address_gets_none() -> None:
    """And what was to be done is done."""
    proxy = await asked("nl")
    await execute("UPDATE member SET email = NULL, address = NULL")
    await execute("TRUNCATE outbox")

    await proxies.accept(proxy, "member 2")

    assert await fetchval("SELECT count(*) FROM outbox") == 0
    assert await fetchval("SELECT accepted_at IS NOT NULL FROM proxy")


async def test_a_whole_door_is_told_in_one_go() -> None:
    """Forty who gave come at once: each is told, and so is each holder; who comes again is not told again."""
    await asked("nl")
    await execute("TRUNCATE outbox")
    for n in range(10, 90):
        await join(n, somebody(n))
    numbers = [row["id"] for row in await fetch("SELECT id FROM member WHERE number >= 10 ORDER BY id")]
    await execute(
        """INSERT INTO proxy (assembly, giver, holder, kind, given_at, accepted_at)
        SELECT 1, id, id + 1, 'general', $2, $2 FROM unnest($1::bigint[]) AS one (id)""",
        numbers[::2], now(),
    )  # fmt: skip
    crowd = [
        stays.Coming(name="", attending=Attending.MEMBER, channel=Channel.ROOM, member=member, came_at=now())
        for member in numbers[::2]
    ]

    for _ in range(2):
        async with transaction():
            came = await stays.come(1, [(one, "door") for one in crowd])
            await stays.go(1, came)

    rows = await fetch("SELECT recipient FROM outbox WHERE message = 'proxy_suspended' ORDER BY id")
    assert [row["recipient"] for row in rows] == [f"person{n}@example.org" for n in range(10, 90)]


async def test_time_runs_out_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The duty beside the mails ends what is over, and goes on after a refusal."""
    proxy = await asked("nl")
    await execute("UPDATE proxy SET until = $1", now())
    monkeypatch.setattr(lapses, "PAUSE_SECONDS", 0.01)
    tries = iter([RuntimeError("once"), None])
    real = lapses.lapse_due

    async def once_refused(moment: datetime) -> None:
        if error := next(tries, None):
            raise error
        await real(moment)

    monkeypatch.setattr(lapses, "lapse_due", once_refused)
    stop = asyncio.Event()
    task = asyncio.create_task(lapses.run(stop))

    async with asyncio.timeout(10):
        while await fetchval("SELECT lapsed_at FROM proxy WHERE id = $1", proxy) is None:
            await asyncio.sleep(0.01)
    stop.set()
    await task


@pytest.mark.parametrize(
    ("message", "change"),
    [
        ("proxy_asked", "UPDATE proxy SET accepted_at = given_at"),
        ("proxy_asked", "UPDATE proxy SET withdrawn_at = given_at, ended_by = 'giver'"),
        ("proxy_asked", "UPDATE event SET starts_at = '2023-01-01', ends_at = '2023-01-02'"),
        ("proxy_asked", "UPDATE event SET status = 'cancelled'"),
        ("proxy_asked", "UPDATE member SET erased_at = '2023-01-01', email = NULL, address = NULL WHERE id = 1"),
        ("proxy_accepted", "UPDATE proxy SET lapsed_at = given_at"),
        ("proxy_suspended", "UPDATE proxy SET suspended_at = NULL"),
        ("proxy_handed_on", "UPDATE proxy SET suspended_at = given_at"),
        ("proxy_handed_on", "UPDATE proxy SET withdrawn_at = given_at, ended_by = 'holder'"),
    ],
)
async def test_what_is_no_longer_so_is_not_told(message: str, change: str) -> None:
    """Another mail tells what is, or there is nothing left to tell."""
    await reach(message, "nl")
    await execute(change)
    row = await fetchrow("SELECT * FROM outbox WHERE message = $1", message)

    with pytest.raises(NotNeeded):
        await rendered(row)
