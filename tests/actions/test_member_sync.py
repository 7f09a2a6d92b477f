"""The register fetched from a system that answers, one that misbehaves, and one that is cut off in the middle."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from events import clock
from events.actions import member_pages, member_sync
from events.actions.member_intake import accept, look
from events.actions.member_pages import pages
from events.actions.member_runs import Run, latest
from events.actions.member_sync import Busy, due, work
from events.clock import now, today
from events.database import execute, fetch, fetchval
from events.rules import member_sync as rules
from events.rules.comparing import Kind
from events.settings import override
from events.words import SyncState
from tests.actions.member_system import TOKEN, MemberSystem, person
from tests.cast import open_offices
from tests.mail.cast import until
from tests.stubborn import Reply, answer, cut, hangs

SOON = timedelta(seconds=5)


@pytest.fixture
def system(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[MemberSystem]:
    """Thirty-five members on four pages, and nobody waits long for one."""
    monkeypatch.setattr(rules, "PAUSES_SECONDS", (0,))
    monkeypatch.setattr(member_pages, "PAGE_SECONDS", 1.0)
    with MemberSystem(35) as running:
        yield running


@pytest.fixture(autouse=True)
async def offices(database: str) -> None:
    await open_offices()


async def numbers() -> list[int]:
    """Who is a member today."""
    return [row["number"] for row in await fetch(
        "SELECT number FROM member m JOIN membership s ON s.member = m.id AND s.until IS NULL ORDER BY number"
    )]  # fmt: skip


async def nothing_is_left_over() -> bool:
    """What the pages told is kept no longer than needed."""
    return not await fetchval("SELECT (SELECT count(*) FROM member_sync_row) + (SELECT count(*) FROM member_sync_page)")


async def test_all_pages_come_and_are_taken_over(system: MemberSystem) -> None:
    """Four pages, the token with each, and thirty-five members are in the register."""
    run = await work(SOON)

    assert (run.state, run.pages, run.members, run.added) == (SyncState.FINISHED, 4, 35, 35)
    assert await numbers() == list(range(1, 36))
    assert system.cursors == [None, "10", "20", "30"]
    assert {one.headers["authorization"] for one in system.asked} == {f"Bearer {TOKEN}"}
    assert all("of=all" in one.path for one in system.asked)
    assert await nothing_is_left_over()
    row = await fetch("SELECT m.*, o.slug FROM member m LEFT JOIN office o ON o.id = m.office WHERE number = 1")
    assert (row[0]["email"], row[0]["slug"], row[0]["search"]) == ("member1@example.org", "ghent", "member 1 1")


async def test_nothing_changed_since_the_last_time(system: MemberSystem) -> None:
    """The first page's ETag is named, 304 is answered, and that is all."""
    system.etag = '"v1"'
    await work(SOON)
    system.asked.clear()

    run = await work(SOON)

    assert (run.state, run.pages, run.added, run.changed, run.gone) == (SyncState.FINISHED, 0, 0, 0, 0)
    assert [one.headers.get("if-none-match") for one in system.asked] == ['"v1"']


async def test_what_changed_is_changed_and_who_is_told_no_more_has_left(system: MemberSystem) -> None:
    """A name, an office and a category change, one joins, one is left out, and one has left with a date."""
    await work(SOON)
    system.members[0] = person(1, name="Ada Peeters", office="brussels", category="B", shares=4)
    system.members[1] = person(2, left_on="2026-01-01")
    del system.members[2]
    system.members.append(person(99))

    run = await work(SOON)

    assert (run.state, run.added, run.changed, run.gone) == (SyncState.FINISHED, 1, 1, 2)
    assert await numbers() == [1, *range(4, 36), 99]


BADLY: dict[str, Reply] = {
    "an error": answer(b"", 500),
    "a proxy's page": answer(b"<html>Bad gateway</html>", 502),
    "a proxy's page that claims to be fine": answer(b"<html>One moment</html>"),
    "too often": answer(b"", 429, {"Retry-After": "0"}),
    "nothing": answer(b""),
    "half a page": answer(b'{"members": [{"number": 11, "na'),
    "half of what was promised": cut(b'{"members": [], "next": null}', 4000),
    "silence": hangs(1.5),
    "something compressed": answer(b"\x1f\x8b\x08", headers={"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("badly", BADLY)
async def test_a_page_that_does_not_come_is_asked_for_again(badly: str, system: MemberSystem) -> None:
    """The second page comes at the third attempt; what came before is not asked for again."""
    system.says(system.tells, BADLY[badly], BADLY[badly])

    run = await work(SOON)

    assert (run.state, run.added) == (SyncState.FINISHED, 35)
    assert system.cursors == [None, "10", "10", "10", "20", "30"]


async def test_a_server_that_is_down_is_asked_again(system: MemberSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens; the run waits, and says so."""
    override(members_sync_url="http://127.0.0.1:9/members")
    monkeypatch.setattr(rules, "PAUSES_SECONDS", (600,))

    run = await work(SOON)

    assert (run.state, run.attempts) == (SyncState.UNDER_WAY, 1)
    assert "does not answer" in (run.error or "")


async def test_whoever_says_when_is_not_asked_before(system: MemberSystem) -> None:
    """`Retry-After` asks for twenty minutes: the run is left as it is, and goes on after them."""
    system.says(system.tells, answer(b"", 429, {"Retry-After": "1200"}))

    run = await work(SOON)
    assert (run.state, run.pages, await due()) == (SyncState.UNDER_WAY, 1, False)
    assert run.again_at is not None
    assert timedelta(minutes=19) < run.again_at - now() <= timedelta(minutes=20)

    await execute("UPDATE member_sync SET again_at = $1", now())
    assert await due()
    run = await work(SOON)

    assert (run.state, run.added) == (SyncState.FINISHED, 35)
    assert system.cursors == [None, "10", "10", "20", "30"]


async def test_pages_that_repeat_members_are_harmless(system: MemberSystem) -> None:
    """The second page comes again under another cursor, and members of the first stand on the last one too."""
    system.says(
        system.tells,
        answer(system.page(10, next="10b")),
        system.tells_from(10),
        system.tells,
        answer(system.page(0, members=system.members[25:35] + system.members[:5], next=None)),
    )

    run = await work(SOON)

    assert (run.state, run.pages, run.members, run.added) == (SyncState.FINISHED, 5, 35, 35)


async def test_a_page_that_contradicts_an_earlier_one_begins_the_run_anew(system: MemberSystem) -> None:
    """The register changed meanwhile: what was told is forgotten, and the first page is asked for again."""
    system.says(system.tells, answer(system.page(10, members=[person(1, name="Ada Peeters")])))

    run = await work(SOON)

    assert (run.state, run.added, run.begun_anew) == (SyncState.FINISHED, 35, 1)
    assert system.cursors == [None, "10", None, "10", "20", "30"]
    [before] = await fetch("SELECT * FROM member_sync WHERE failed_at IS NOT NULL")
    assert "changed while it was read" in before["error"]
    assert await nothing_is_left_over()


ROUND: dict[str, Any] = {
    "the same cursor": lambda n: {"members": [], "next": "1"},
    "a circle of cursors": lambda n: {"members": [], "next": str(n % 3)},
    "ever new cursors": lambda n: {"members": [person(1)], "next": f"c{n}"},
    "a member told otherwise each time": lambda n: {"members": [person(1, name=f"Ada {n}")], "next": f"c{n}"},
    "twice on one page": lambda n: {"members": [person(1), person(1, shares=2)], "next": None},
}


@pytest.mark.parametrize("how", ROUND)
async def test_a_register_that_leads_nowhere_is_given_up(how: str, system: MemberSystem) -> None:
    """It begins anew three times, then waits for its next turn; nothing of it is in the register."""
    system.always = lambda handler: answer(system.page(**ROUND[how](len(system.asked))))(handler)

    run = await work(SOON)

    assert (run.state, run.begun_anew, await numbers()) == (SyncState.FAILED, 3, [])
    assert await fetchval("SELECT count(*) FROM member_sync WHERE failed_at IS NOT NULL") == 4
    assert not await due()
    assert await nothing_is_left_over()


async def test_a_cursor_that_is_no_longer_good_begins_the_run_anew(system: MemberSystem) -> None:
    """The other system restarted and knows its cursors no more."""
    system.says(system.tells, answer(b"", 410))

    run = await work(SOON)

    assert (run.state, run.begun_anew, run.added) == (SyncState.FINISHED, 1, 35)


HOPELESS: dict[str, tuple[Reply, str]] = {
    "the token is not good": (answer(b"", 401), "token"),
    "a redirect to where clouds keep secrets": (
        answer(b"", 302, {"Location": "http://169.254.169.254/latest/meta-data/"}), "nobody is led there",
    ),
    "a redirect to another host": (answer(b"", 307, {"Location": "https://elsewhere.example/"}), "nobody is led there"),
    "more than fits": (answer(b" " * 5_000_001), "larger than"),
    "another kind": (answer(b'{"members": [{"number": "one"}], "next": null}'), "members[0].number"),
    "a list": (answer(b"[]"), "not as agreed"),
}  # fmt: skip


@pytest.mark.parametrize("how", HOPELESS)
async def test_what_asking_again_does_not_mend_is_given_up_at_once(how: str, system: MemberSystem) -> None:
    """It is asked for once, the reason is kept, and the register is as it was."""
    reply, told = HOPELESS[how]
    system.says(system.tells, reply)

    run = await work(SOON)

    assert (run.state, len(system.asked), await numbers()) == (SyncState.FAILED, 2, [])
    assert told in (run.error or "")
    assert await nothing_is_left_over()


async def test_a_system_on_the_own_network_must_be_named(system: MemberSystem) -> None:
    """Without the host's word nobody is asked, and the run says what to set."""
    override(outside_allow="")

    run = await work(SOON)

    assert (run.state, system.asked) == (SyncState.FAILED, [])
    assert "CONVOKE_OUTSIDE_ALLOW" in (run.error or "")


async def test_one_member_who_cannot_be_taken_keeps_all_out(system: MemberSystem) -> None:
    """An office that is none and an address that is none: both are named, and nobody is taken over."""
    system.members[3] = person(4, office="atlantis")
    system.members[30] = person(31, email="no address")

    run = await work(SOON)

    assert (run.state, await numbers()) == (SyncState.FAILED, [])
    assert "4" in (run.error or "")
    assert "atlantis" in (run.error or "")
    assert "31" in (run.error or "")


async def test_more_than_a_tenth_leave(system: MemberSystem) -> None:
    """The run is held: nobody leaves until somebody says that it is right, and it is said who would."""
    await work(SOON)
    del system.members[:5]

    run = await work(SOON)
    assert (run.state, run.gone, len(await numbers())) == (SyncState.HELD, 5, 35)
    assert not await due()

    run = await accept(run.id, "staff 1")
    assert (run.state, run.gone, len(await numbers())) == (SyncState.FINISHED, 5, 30)
    assert await accept(run.id, "staff 1") == run
    lines = await fetch("SELECT * FROM journal WHERE about = 'member_sync' ORDER BY id")
    told = [(row["actor"], row["action"]) for row in lines]
    assert told == [("worker", "taken over"), ("worker", "held"), ("staff 1", "taken over")]


async def test_an_empty_list_empties_nothing(system: MemberSystem) -> None:
    """A system that lost its data and says so with a smile."""
    await work(SOON)
    system.members.clear()

    assert (await work(SOON)).state is SyncState.HELD
    assert len(await numbers()) == 35


async def test_the_next_run_sets_a_held_one_aside(system: MemberSystem) -> None:
    """The other system was mended; what was held can be taken over no longer."""
    system.etag = '"v1"'
    await work(SOON)
    kept = list(system.members)
    system.members.clear()
    system.etag = '"v2"'
    held = await work(SOON)
    system.members, system.etag = kept, '"v1"'

    run = await work(SOON)

    assert (run.state, held.state) == (SyncState.FINISHED, SyncState.HELD)
    states = [row["failed_at"] is not None for row in await fetch("SELECT * FROM member_sync ORDER BY id")]
    assert states == [False, True, False]
    assert await nothing_is_left_over()


async def test_looking_changes_nothing(system: MemberSystem) -> None:
    """A dry run fetches all pages and tells what would come of it."""
    async with pages() as there:
        told = await look(there)

    assert (told.counts[Kind.ADDED], told.counts[Kind.LEFT]) == (35, 0)
    assert await numbers() == []
    assert await latest() is None


async def test_the_first_page_is_of_another_day(system: MemberSystem) -> None:
    """A run cut off two days ago would mix two registers, so it begins anew."""
    system.says(system.tells, answer(b"", 503, {"Retry-After": "1200"}))
    await work(SOON)
    await execute("UPDATE member_sync SET started_at = $1, again_at = NULL", now() - timedelta(hours=25))

    run = await work(SOON)

    assert (run.state, run.added) == (SyncState.FINISHED, 35)
    assert system.cursors == [None, "10", None, "10", "20", "30"]


async def test_after_a_day_a_page_is_waited_for_no_longer(system: MemberSystem) -> None:
    """The other system was away for a day; the next turn begins with the first page."""
    system.says(answer(b"", 503, {"Retry-After": "1200"}), answer(b"", 503))
    await work(SOON)
    await execute("UPDATE member_sync SET started_at = $1, again_at = NULL", now() - timedelta(hours=25))

    assert (await work(SOON)).state is SyncState.FAILED
    assert await due()


async def test_another_address_is_another_register(system: MemberSystem) -> None:
    """The setting was changed in mid-run: the pages of the old system are not mixed with those of the new."""
    system.says(system.tells, answer(b"", 503, {"Retry-After": "1200"}))
    await work(SOON)
    override(members_sync_url=f"{system.url}?of=some")

    run = await work(SOON)

    assert (run.state, run.added) == (SyncState.FINISHED, 35)
    assert system.cursors == [None, "10", None, "10", "20", "30"]


async def test_twenty_workers_fetch_once(system: MemberSystem) -> None:
    """All begin at the same moment: one fetches, the others leave it to that one."""
    found: list[Run | BaseException] = await asyncio.gather(*(work(SOON) for _ in range(20)), return_exceptions=True)

    assert sorted(type(one).__name__ for one in found) == ["Busy"] * 19 + ["Run"]
    assert len(system.asked) == 4
    assert len(await numbers()) == 35


async def test_killed_in_mid_run_it_goes_on_where_it_was(system: MemberSystem, database: str) -> None:
    """The process that fetches is killed while it waits for the third page; started again, it asks for that one."""
    waits = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stays_silent(handler: BaseHTTPRequestHandler) -> None:
        loop.call_soon_threadsafe(waits.set)
        hangs(2)(handler)

    system.says(system.tells, system.tells, stays_silent)
    process = subprocess.Popen([sys.executable, "-m", "events.cli", "sync", "members"], env=os.environ)
    await asyncio.wait_for(waits.wait(), 30)
    process.send_signal(signal.SIGKILL)
    process.wait()

    run = await latest()
    assert run is not None
    assert (run.state, run.pages, run.members, await numbers()) == (SyncState.UNDER_WAY, 2, 20, [])

    async def finished() -> bool:
        try:
            return (await work(SOON)).state is SyncState.FINISHED
        except Busy:  # PostgreSQL notices in its own time that the killed process is gone
            return False

    await until(finished)
    assert system.cursors == [None, "10", "20", "20", "30"]
    assert len(await numbers()) == 35


async def test_killed_before_taking_over_nothing_is_asked_again(
    system: MemberSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All pages had come; the next process takes them over."""
    with monkeypatch.context() as cut_off:
        cut_off.setattr(member_sync, "take_in", _dies)
        with pytest.raises(KeyboardInterrupt):
            await work(SOON)
    system.asked.clear()

    run = await work(SOON)

    assert (run.state, run.added, system.asked) == (SyncState.FINISHED, 35, [])


async def _dies(*_: Any) -> Run:
    raise KeyboardInterrupt


async def test_the_worker_fetches_when_it_is_time(system: MemberSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    """At its start, then every so often, and whenever somebody asks."""
    monkeypatch.setattr(member_sync, "LOOK_SECONDS", 0.02)
    system.etag = '"v1"'
    stop = asyncio.Event()
    working = asyncio.create_task(member_sync.run(stop))

    async def runs(count: int) -> bool:
        return bool(await fetchval("SELECT count(*) = $1 FROM member_sync WHERE finished_at IS NOT NULL", count))

    await until(lambda: runs(1))
    await execute("UPDATE member_sync SET started_at = started_at - interval '61 minutes'")
    await until(lambda: runs(2))
    await member_sync.ask_for("staff 1")
    await until(lambda: runs(3))
    stop.set()
    await working

    assert len(await numbers()) == 35


async def test_a_worker_told_to_stop_leaves_the_run_to_the_next(system: MemberSystem) -> None:
    """It stops while a page does not come; the next one goes on."""
    waits = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stays_silent(handler: BaseHTTPRequestHandler) -> None:
        loop.call_soon_threadsafe(waits.set)
        hangs(1.5)(handler)

    system.says(system.tells, stays_silent)
    stop = asyncio.Event()
    working = asyncio.create_task(member_sync.run(stop))
    await asyncio.wait_for(waits.wait(), 30)
    stop.set()
    await asyncio.wait_for(working, 1)

    run = await latest()
    assert run is not None
    assert (run.state, run.pages) == (SyncState.UNDER_WAY, 1)


async def test_no_turn_comes_when_only_asking_counts(system: MemberSystem) -> None:
    """CONVOKE_MEMBERS_SYNC_MINUTES=0."""
    override(members_sync_minutes="0")
    try:
        assert not await due()
        await member_sync.ask_for("staff 1")
        assert await due()
    finally:
        override(members_sync_minutes="")


async def test_a_rehearsal_waits_in_its_own_time(system: MemberSystem) -> None:
    """Pauses are counted by the house's clock, whatever day it lives in."""
    clock.shift(timedelta(days=-1000))
    try:
        assert (await work(SOON)).state is SyncState.FINISHED
    finally:
        clock.shift(timedelta(0))


async def test_who_was_erased_stays_erased(system: MemberSystem) -> None:
    """The other system still tells them: of an erased member nothing is taken, and who left does not come back."""
    await work(SOON)
    await execute(
        """UPDATE member SET name = 'Erased', email = NULL, address = NULL, phone = NULL, erased_at = $1
        WHERE number = 7""",
        now(),
    )
    await execute("UPDATE membership SET until = $1 WHERE member = (SELECT id FROM member WHERE number = 7)", today())
    system.members[6] = person(7, shares=9)

    run = await work(SOON)

    assert (run.state, run.added, run.changed) == (SyncState.FINISHED, 0, 0)
    assert 7 not in await numbers()
    facts = await fetchval("SELECT facts FROM journal WHERE action = 'taken over' ORDER BY id DESC LIMIT 1")
    assert facts["skipped"] == 1

    [row] = await fetch("SELECT name, email, address FROM member WHERE number = 7")
    assert tuple(row) == ("Erased", None, None)
