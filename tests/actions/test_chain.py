"""The journal is sealed while people write in it: nothing is skipped, nobody waits, and what was changed is named."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import asyncpg
import pytest

from events.actions import chain
from events.actions.journal import note
from events.clock import now
from events.database import Unavailable, engine, execute, fetch, fetchval, transaction
from events.rules.chain import Head

LINK = "SELECT position, entry FROM journal_link ORDER BY position"


async def write(n: int = 1, **facts) -> None:
    """So many lines, a transaction each."""
    for one in range(n):
        await note("test", "tested", "event", one, **facts)


async def told(known: Head | None = None) -> list[str]:
    """What is wrong with the database's chain, in sentences."""
    return [broken.told for broken in (await chain.examine(*([known] if known else []))).breaks]


async def entries() -> list[tuple[int, int]]:
    return [tuple(row) for row in await fetch(LINK)]


async def test_lines_are_linked_in_their_order(database):
    """What stands there is linked from position 1 on; again changes nothing."""
    await write(5, seat="confirmed", places=1.5, names=["é", "🎈"])

    assert await chain.seal() == 5
    assert await chain.seal(everything=True) == 0
    assert await entries() == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]
    assert await told() == []


async def test_a_writer_that_commits_late(database):
    """A line with a lower id that is committed later is linked later, and none is linked before its commit."""
    written, commit = asyncio.Event(), asyncio.Event()

    async def slow():
        async with transaction():
            await write()
            written.set()
            await commit.wait()

    slowly = asyncio.create_task(slow())
    await written.wait()
    await write(2)
    before = await chain.seal()
    commit.set()
    await slowly

    assert (before, await chain.seal()) == (2, 1)
    assert await entries() == [(1, 2), (2, 3), (3, 1)]
    assert await told() == []


async def test_a_writer_that_commits_very_late(database, monkeypatch):
    """Behind the window, a line is found by the look at everything."""
    monkeypatch.setattr(chain, "WINDOW", 3)
    await execute("SELECT nextval('journal_id_seq')")
    await write(10)
    await chain.seal()
    await execute(
        """INSERT INTO journal (id, at, actor, action, about, about_id, facts)
        VALUES (1, $1, 'test', 'tested', 'event', 1, '{}')""",
        now(),
    )

    assert await chain.seal() == 0
    assert await chain.seal(everything=True) == 1
    assert (await entries())[-1] == (11, 1)
    assert await told() == []


async def test_many_lines_in_batches(database, monkeypatch):
    """More lines than one transaction takes are linked all the same."""
    monkeypatch.setattr(chain, "BATCH", 10)
    monkeypatch.setattr(chain, "READ", 7)
    await write(35)

    assert await chain.seal(everything=True) == 35
    assert await told() == []


async def test_a_rush_of_writers_and_sealers(database):
    """Two hundred write at once while four processes seal: each line is linked once, and no position is missing."""
    over = asyncio.Event()

    async def sealing():
        while not over.is_set():
            await chain.seal()

    sealers = [asyncio.create_task(sealing()) for _ in range(4)]
    await asyncio.gather(*[write(3) for _ in range(200)])
    over.set()
    await asyncio.gather(*sealers)
    await chain.seal()

    links = await entries()
    assert [position for position, _ in links] == list(range(1, 601))
    assert sorted(entry for _, entry in links) == list(range(1, 601))
    assert await told() == []


async def test_nobody_waits_for_the_sealer(database):
    """While one seals and has not committed, others write, and another sealer goes home."""
    await write(3)
    async with transaction():
        assert await chain.seal() == 3
        await asyncio.wait_for(asyncio.create_task(elsewhere(write(2))), 10)
        assert await asyncio.create_task(elsewhere(chain.seal())) == 0

    assert await chain.seal() == 2
    assert await told() == []


async def elsewhere(work):
    """Do this on another connection than the transaction's around."""
    engine().current_transaction.set(None)
    return await work


@pytest.mark.parametrize(
    "blow", [Unavailable("gone"), RuntimeError("a fault made by a test"), asyncio.CancelledError()]
)
async def test_a_sealer_that_dies(database, monkeypatch, blow):
    """A sealer that ends between two batches, or after it wrote and before it committed, loses nothing."""
    monkeypatch.setattr(chain, "BATCH", 10)
    await write(25)
    calls = 0

    async def dies(*args):
        nonlocal calls
        calls += 1
        done = await execute(*args)
        if calls == 2:
            raise blow
        return done

    monkeypatch.setattr(chain, "execute", dies)
    with pytest.raises(type(blow)):
        await chain.seal()
    half = await entries()
    rest = await chain.seal()

    assert (len(half), rest) == (10, 15)
    assert await told() == []


async def test_the_duty_goes_on(database, monkeypatch, caplog):
    """It looks at everything first, survives an outage and a fault, and ends when told."""
    stop, asked = asyncio.Event(), []
    real = chain.seal
    monkeypatch.setattr(chain, "PAUSE_SECONDS", 0.001)

    async def seal(*args, everything=False):
        asked.append(everything)
        if len(asked) == 1:
            raise Unavailable("gone")
        if len(asked) == 2:
            raise RuntimeError("a fault made by a test")
        if len(asked) == 5:
            stop.set()
        return await real(*args, everything=everything)

    monkeypatch.setattr(chain, "seal", seal)
    await write(3)
    await asyncio.wait_for(chain.run(stop), 30)

    assert asked == [True, True, True, False, False]
    assert len(await entries()) == 3
    assert [record.levelname for record in caplog.records if record.name == chain.log.name] == ["WARNING", "ERROR"]


class Undone(Exception):
    """Ends a transaction whose deeds are to leave no trace."""


@asynccontextmanager
async def tampering() -> AsyncIterator[None]:
    """What somebody may do who owns the tables and switches the triggers off; undone afterwards."""
    with pytest.raises(Undone):
        async with transaction():
            await execute("GRANT UPDATE, DELETE ON journal, journal_link TO CURRENT_USER")
            await execute("ALTER TABLE journal DISABLE TRIGGER USER; ALTER TABLE journal_link DISABLE TRIGGER USER")
            yield
            raise Undone


NOT_KEPT = "Position 10 is not the one that was kept: its hash is another."
GUARDS = [f"The trigger {name} does not guard the journal." for name in
    ("journal_keeps_all", "journal_link_only_grows", "journal_only_grows")]  # fmt: skip


@pytest.mark.parametrize(
    ("deed", "breaks"),
    [
        ("UPDATE journal SET actor = 'Test' WHERE id = 4", ["Position 4: the hash of line 4 does not hold."]),
        ("UPDATE journal SET at = at + interval '1 microsecond' WHERE id = 4",
            ["Position 4: the hash of line 4 does not hold."]),
        ("UPDATE journal SET facts = facts || '{\"a\": 1}' WHERE id IN (4, 9)",
            ["Position 4: the hash of line 4 does not hold.", "Position 9: the hash of line 9 does not hold."]),
        ("UPDATE journal SET source = '203.0.113.9' WHERE id = 1", ["Position 1: the hash of line 1 does not hold."]),
        ("DELETE FROM journal WHERE id = 4", ["Position 4: line 4 is gone from the journal."]),
        ("DELETE FROM journal_link WHERE entry IN (4, 5)", ["Positions 4 to 5 are missing."]),
        ("DELETE FROM journal WHERE id = 4; DELETE FROM journal_link WHERE entry = 4", ["Position 4 is missing."]),
        ("DELETE FROM journal_link WHERE entry = 1", ["Position 1 is missing."]),
        ("UPDATE journal_link SET entry = -entry WHERE entry IN (4, 7); "
            "UPDATE journal_link SET entry = 11 + entry WHERE entry < 0",
            ["Position 4: the hash of line 7 does not hold.", "Position 7: the hash of line 4 does not hold."]),
        ("UPDATE journal_link SET hash = sha256('') WHERE entry = 4",
            ["Position 4: the hash of line 4 does not hold.", "Position 5: the hash of line 5 does not hold."]),
        ("UPDATE journal_link SET position = 0 WHERE entry = 4",
            ["Position 0 stands where 1 belongs.", "Position 1: the hash of line 1 does not hold.",
                "Position 4 is missing."]),
        ("DELETE FROM journal_link WHERE entry > 8; DELETE FROM journal WHERE id > 8",
            ["The chain ends at 8, and 10 is what was kept."]),
    ],
)  # fmt: skip
async def test_each_deed_is_named(database, deed, breaks):
    """Change a line or a link, drop one, swap two, forge a hash, cut the end: what was done is named, and where."""
    await write(10)
    await chain.seal()
    kept = await chain.head()

    async with tampering():
        for statement in deed.split("; "):
            await execute(statement)
        found = await told(kept)

    assert found == [*breaks, *GUARDS]
    assert await told(kept) == []


async def test_a_chain_made_anew_is_known_by_a_kept_head(database):
    """Whoever owns the database can seal a changed journal anew: only a head kept elsewhere tells."""
    await write(10)
    await chain.seal()
    kept = await chain.head()

    async with tampering():
        await execute("UPDATE journal SET actor = 'Test' WHERE id = 4")
        await execute("DELETE FROM journal_link")
        await chain.seal(everything=True)
        alone, compared = await told(), await told(kept)

    assert alone == GUARDS
    assert compared == [NOT_KEPT, *GUARDS]


async def test_a_kept_head_is_met_again(database):
    """A head from earlier still stands in the chain that grew since; that of an empty one does too."""
    await write(3)
    await chain.seal()
    kept = await chain.head()
    await write(3)
    await chain.seal()

    assert await told(kept) == []
    assert await told(Head()) == []
    assert await told(Head(3, b"\0" * 32)) == ["Position 3 is not the one that was kept: its hash is another."]
    assert await told(Head(7, kept.hash)) == ["The chain ends at 6, and 7 is what was kept."]


async def test_lines_that_nobody_links(database):
    """Where no worker runs, verifying says so after a minute; before, a line may wait."""
    await write(2)
    fresh = await told()
    await execute(
        """INSERT INTO journal (at, actor, action, about, about_id, facts)
        SELECT $1, 'test', 'tested', 'event', n, '{}' FROM generate_series(1, 2) n""",
        now() - timedelta(minutes=1, seconds=1),
    )

    assert fresh == []
    assert await told() == ["Not linked for more than a minute: 2, the first is line 3. Does a worker run?"]


CHANGES = [
    "UPDATE journal SET actor = 'nobody'",
    "UPDATE journal SET actor = actor WHERE false",
    "DELETE FROM journal",
    "TRUNCATE journal",
    "UPDATE journal_link SET entry = 0",
    "DELETE FROM journal_link WHERE position > 1",
    "TRUNCATE journal_link",
    "TRUNCATE journal CASCADE",
]


@pytest.mark.parametrize("change", CHANGES)
async def test_the_running_app_cannot_change_it(database, change):
    """Whatever finds its way into a statement of the app, the database refuses it."""
    await write(3)
    await chain.seal()

    with pytest.raises((asyncpg.RestrictViolationError, asyncpg.InsufficientPrivilegeError)):
        await execute(change)
    assert await fetchval("SELECT count(*) FROM journal") == 3
    assert await told() == []
