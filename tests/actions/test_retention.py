"""What is kept of people goes when its time is over: not a day before, and from every place it was in."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from events import clock
from events.actions import erasures, forgetting, registrations, retention
from events.clock import now, today
from events.database import execute, fetch, fetchval
from events.mail.subscribers import subscriber_for
from events.settings import override
from events.words import Kept, Role, Seat
from tests.actions.test_dossiers import insert
from tests.cast import ADA, BRAM, appoint, browser_of, hold_event, join, open_offices, somebody


@pytest.fixture(autouse=True)
async def house(database) -> AsyncIterator[None]:
    """Two offices, and the clock put right again afterwards."""
    await open_offices()
    yield
    clock.shift(timedelta(0))


async def after(days: float) -> dict[Kept, int]:
    """What goes when it is so many days later."""
    clock.shift(timedelta(days=days))
    return {kind: count for kind, count in (await retention.let_go()).items() if count}


async def register(who: dict[str, Any] = ADA, *, event: str = "party") -> int:
    """A registration by mail address, with a second person."""
    request = registrations.Request(**{**who, "party": ["Chloé"], "answers": {"diet": "vegan"}})
    return (await registrations.register(event, request, "key")).registration


async def test_a_year_after_the_event_its_people_are_counts(database):
    """Names, addresses, answers and keys go; seats, tickets and arrivals stay in the counts."""
    event = await hold_event()
    made = await register()
    await insert("arrival", ticket=1, event=event.id, first_gate="Main", first_admitted_at=now(), changed_at=now())

    assert await after(365) == {Kept.MAILS: 1}
    assert await after(365 + 1) == {Kept.REGISTRATIONS: 1}
    row = dict((await fetch("SELECT * FROM registration WHERE id = $1", made))[0])
    assert (row["name"], row["email"], row["address"], row["answers"]) == ("—", None, None, {})
    assert (row["seat"], row["party_size"]) == (Seat.CONFIRMED, 2)
    assert {row["name"] for row in await fetch("SELECT name FROM ticket")} == {"—"}
    assert await fetchval("SELECT count(*) FROM idempotency_key") == 0
    assert await fetchval("SELECT count(*) FROM arrival") == 1
    assert await after(365 + 2) == {}


async def test_a_calendar_goes_with_the_last_registration(database):
    """Bram's address is kept for his calendar while it has something to show, and while he is a member."""
    await hold_event()
    await register(BRAM)
    await subscriber_for("bram@example.org", "nl")
    await subscriber_for("ada@example.org", "nl")
    await join(7, ADA)

    assert (await after(364)).get(Kept.CALENDARS) is None
    assert (await after(367))[Kept.CALENDARS] == 1
    assert await fetchval("SELECT email FROM subscriber") == "ada@example.org"


async def test_the_door_forgets_names_after_a_month(database):
    """What was judged stays, whom it was about does not."""
    event = await hold_event()
    await insert(
        "scan", scan_id="1", event=event.id, ticket=1, gate="Main", direction="in", scanned_at=now(),
        received_at=now(), verdict="admitted", name="Ada",
    )  # fmt: skip

    assert await after(30) == {}
    assert await after(31) == {Kept.SCANS: 1}
    assert [tuple(row) for row in await fetch("SELECT verdict, name FROM scan")] == [("admitted", None)]


async def test_mails_go_a_month_after_they_left(database):
    """Sent, failed, or waiting so long that nobody wants them any more; copies go with them."""
    moments = ({"sent_at": now(), "copy": b"Dear Ada"}, {"failed_at": now(), "error": "550 ada@example.org"}, {})
    for n, how in enumerate(moments):
        await insert(
            "outbox", message="registered", facts={}, recipient="ada@example.org", language="nl",
            message_id=f"<{n}@convoke>", created_at=now(), due_at=now(), **how,
        )  # fmt: skip

    assert await after(29.9) == {}
    assert await after(30.1) == {Kept.MAILS: 3}


async def test_logins_go_three_months_after_their_end(database):
    """Expired or signed out: with the network address and the browser they came from."""
    await join(7, ADA)
    await browser_of(ADA)
    await browser_of(ADA)
    await execute("UPDATE login SET ended_at = $1 WHERE id = 1", now())

    assert await after(91) == {Kept.LOGINS: 1}
    assert await after(30 + 91) == {Kept.LOGINS: 1}


async def test_five_years_after_leaving_nobody_can_reach_a_member(database):
    """Gerda left, Ada did not, Bram came back: Gerda's address, phone and calendar go, not her number and name."""
    for n, who in enumerate(("gerda", "ada", "bram")):
        await join(7 + n, {**somebody(n), "email": f"{who}@example.org", "name": who})
    await execute("UPDATE membership SET until = $1 WHERE member IN (1, 3)", today())
    await insert("membership", member=3, category=1, shares=1, since=today())
    await execute("UPDATE member SET phone = '02 123'")
    await subscriber_for("gerda@example.org", "nl")

    assert await after(1825 - 1) == {}
    assert await after(1825 + 1) == {Kept.FORMER_MEMBERS: 1}
    assert [tuple(row) for row in await fetch("SELECT name, email, phone FROM member ORDER BY id")] == [
        ("gerda", None, None), ("ada", "ada@example.org", "02 123"), ("bram", "bram@example.org", "02 123"),
    ]  # fmt: skip
    assert await fetch("SELECT FROM subscriber") == []
    assert await after(1825 + 2) == {}


async def test_former_staff_are_forgotten_after_a_year(database):
    """Who has a role stays; of who had one the journal's number stays, and no key opens anything."""
    gone, stays = await appoint(ADA, Role.ORGANISER), await appoint(BRAM, Role.ADMIN)
    await execute("UPDATE staff_role SET withdrawn_at = $1, withdrawn_by = 'test' WHERE staff = $2", now(), gone)
    for staff in (gone, stays):
        await insert(
            "passkey", staff=staff, credential_id=f"{staff}".encode(), public_key=b"key", name="Phone", created_at=now()
        )

    assert await after(364) == {}
    assert await after(366) == {Kept.FORMER_STAFF: 1}
    assert [tuple(row) for row in await fetch("SELECT name, email FROM staff ORDER BY id")] == [
        ("—", ""), ("Bram Claes", "bram@example.org"),
    ]  # fmt: skip
    assert await fetchval("SELECT staff FROM passkey") == stays
    assert await after(367) == {}


async def test_new_addresses_that_nobody_confirmed_go(database):
    """Once their link works no more, with what else was kept for a moment."""
    await join(7, ADA)
    await insert(
        "address_change", member=1, email="new@example.org", address="new@example.org", language="nl",
        asked_at=now(), expires_at=now() + timedelta(days=3),
    )  # fmt: skip

    for days, left in ((2, 1), (4, 0)):
        clock.shift(timedelta(days=days))
        for forget in forgetting.OLD:
            await forget()
        assert await fetchval("SELECT count(*) FROM address_change") == left


async def test_the_host_chooses_how_long(database):
    """A week, where the host says so; the journal tells how many went, and names nobody."""
    await hold_event()
    await register()
    override(retain_registrations_days=7)
    try:
        assert await after(8) == {Kept.REGISTRATIONS: 1}
    finally:
        override(retain_registrations_days="")

    lines = await fetch("SELECT actor, about, facts FROM journal WHERE action = 'let go'")
    assert [tuple(line) for line in lines] == [("retention", "house", {"kind": "registrations", "count": 1})]


async def test_several_workers_share_what_is_over(database):
    """Five at once, more than a batch: each registration is let go once, and the journal's counts add up."""
    await hold_event()
    await execute(
        """INSERT INTO registration (event, name, email, address, language, answers, seat, party_size, created_at)
        SELECT 1, 'Somebody', n || '@example.org', n || '@example.org', 'nl', '{}', 'confirmed', 1, $1
        FROM generate_series(1, 1100) AS n""",
        now(),
    )
    clock.shift(timedelta(days=400))

    counts = await asyncio.gather(*(retention.let_go() for _ in range(5)))

    assert sum(found[Kept.REGISTRATIONS] for found in counts) == 1100
    assert await fetchval("SELECT count(*) FROM registration WHERE email IS NOT NULL") == 0
    assert await fetchval("SELECT sum((facts ->> 'count')::int) FROM journal WHERE action = 'let go'") == 1100


async def test_what_came_in_while_somebody_was_erased_goes_too(database):
    """A registration whose transaction began before Ada was erased and ended after: gone, and the seat given back."""
    await join(7, ADA)
    await hold_event()
    await erasures.erase(7, "test")
    await register()
    await execute("UPDATE registration SET member = 1")

    await after(0)

    assert [tuple(row) for row in await fetch("SELECT name, member, seat FROM registration")] == [
        ("—", None, Seat.CANCELLED)
    ]
    assert await fetchval("SELECT confirmed FROM seats") == 0


async def test_the_worker_does_it_and_stops_when_told(database):
    """Once when it starts; told to stop, it does not finish the day."""
    await hold_event()
    await register()
    clock.shift(timedelta(days=400))
    stop = asyncio.Event()

    working = asyncio.create_task(retention.run(stop))
    while await fetchval("SELECT count(*) FROM registration WHERE erased_at IS NULL"):
        await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(working, 10)
