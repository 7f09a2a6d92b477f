"""Transactions that keep their promises, whatever happens inside, around and below them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import asyncpg
import pytest
from piccolo.columns import BigInt
from piccolo.table import Table

from events import database as db
from events.database import execute, fetch, fetchrow, fetchval, transaction


class Chair(Table, tablename="chair"):
    """A table of these tests alone."""

    number = BigInt(unique=True)


@pytest.fixture
async def chairs(database: str) -> AsyncIterator[None]:
    """An empty table of chairs; a member of a chair must exist, which PostgreSQL looks at when it commits."""
    await execute("""
        DROP TABLE IF EXISTS chair;
        CREATE TABLE chair (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            number bigint UNIQUE,
            beside bigint REFERENCES chair (number) DEFERRABLE INITIALLY DEFERRED,
            facts jsonb
        )
    """)
    yield
    await execute("DROP TABLE chair")


pytestmark = pytest.mark.usefixtures("chairs")


async def count() -> int:
    return await fetchval("SELECT count(*) FROM chair")


def free() -> int:
    """Connections of the pool that nobody holds."""
    pool = db.engine().pool
    assert pool
    return sum(holder.is_idle() for holder in pool._holders)


async def test_refused_commit_gives_its_connection_back() -> None:
    """Thirty commits refused, more than the pool has connections: the thirty-first transaction still works."""
    before = free()
    for _ in range(30):
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            async with transaction():
                await execute("INSERT INTO chair (number, beside) VALUES (1, 99)")

    assert free() == before
    assert db.engine().current_transaction.get() is None
    async with transaction():
        await execute("INSERT INTO chair (number) VALUES (1)")
    assert await count() == 1


async def test_inner_error_leaves_the_outer_transaction_usable() -> None:
    """A number taken twice is refused inside; what was written before and after is kept."""
    async with transaction():
        await execute("INSERT INTO chair (number) VALUES (1)")
        with pytest.raises(asyncpg.UniqueViolationError):
            async with transaction():
                await execute("INSERT INTO chair (number) VALUES (2)")
                async with transaction():
                    await execute("INSERT INTO chair (number) VALUES (1)")
        await execute("INSERT INTO chair (number) VALUES (3)")

    assert [row["number"] for row in await fetch("SELECT number FROM chair ORDER BY number")] == [1, 3]


async def test_outer_error_undoes_the_inner_transaction() -> None:
    """A savepoint released is not yet a promise."""
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            async with transaction():
                await execute("INSERT INTO chair (number) VALUES (1)")
            raise ZeroDivisionError

    assert await count() == 0


async def test_piccolo_and_plain_sql_share_the_transaction() -> None:
    """A chair written by Piccolo is seen by plain SQL before the commit, and by nobody else."""
    async with transaction():
        await Chair.insert(Chair(number=7))
        assert await count() == 1
        elsewhere = await db.engine().get_new_connection()
        assert await elsewhere.fetchval("SELECT count(*) FROM chair") == 0
        await elsewhere.close()

    assert [row["number"] for row in await Chair.select(Chair.number)] == [7]


async def test_isolation_level_is_that_asked_for() -> None:
    """The outermost chooses; an inner one that asks is told so."""
    async with transaction("serializable"):
        assert await fetchval("SHOW transaction_isolation") == "serializable"
        with pytest.raises(ValueError, match="outermost"):
            transaction("repeatable_read")
    assert await fetchval("SHOW transaction_isolation") == "read committed"


async def test_cancelled_in_a_statement_gives_its_connection_back() -> None:
    """Twenty-five visitors hang up while the database works for them: nothing written, nothing leaked."""
    before = free()

    async def slow(number: int) -> None:
        async with transaction():
            await execute("INSERT INTO chair (number) VALUES ($1)", number)
            async with transaction():
                await execute("SELECT pg_sleep(30)")

    for number in range(25):
        task = asyncio.create_task(slow(number))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    assert await count() == 0
    assert free() == before


async def test_cancelled_at_any_moment_writes_all_or_nothing() -> None:
    """Cancelled ever a little later, up to after its end, a transaction of two rows leaves two or none."""
    before = free()

    async def pair(first: int) -> None:
        async with transaction():
            await execute("INSERT INTO chair (number) VALUES ($1)", first)
            await execute("INSERT INTO chair (number) VALUES ($1)", first + 1)

    for steps in range(40):
        task = asyncio.create_task(pair(steps * 2))
        await asyncio.sleep(steps * 0.0002)
        task.cancel()
        await asyncio.wait([task])

    assert await count() % 2 == 0
    assert free() == before


async def test_connection_lost_inside_is_told_and_the_next_one_works() -> None:
    """The database hangs up in the middle: the error says so, and the next transaction has a new connection."""
    with pytest.raises(db.Unavailable):
        async with transaction():
            await execute("INSERT INTO chair (number) VALUES (1)")
            await execute("SELECT pg_terminate_backend(pg_backend_pid())")

    async with transaction():
        await execute("INSERT INTO chair (number) VALUES (2)")
    assert await count() == 1


async def test_error_of_ours_stays_what_it_is() -> None:
    """A post office that does not answer is no database that went away."""
    with pytest.raises(TimeoutError):
        async with transaction():
            raise TimeoutError
    with pytest.raises(ValueError, match="isolation"):
        async with transaction("sideways"):
            pass


async def test_transaction_starts_anew_on_connections_that_died_in_the_pool() -> None:
    """Ten lie idle and every one is cut: nobody who comes after that notices, however soon."""
    async with AsyncExitStack() as stack:
        for _ in range(10):
            await stack.enter_async_context(db.engine().lent())
    admin = await db.engine().get_new_connection()
    cut = await admin.fetchval(
        "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    await admin.close()
    assert cut >= 10

    async with transaction():
        await execute("INSERT INTO chair (number) VALUES (1)")
    assert await count() == 1


@pytest.mark.parametrize("value", [{"nl": "Luik", "fr": "Liège"}, [1, None, 2.5], None, True, 7])
async def test_jsonb_comes_back_as_it_went_in(value: object) -> None:
    """What a form answered is the same value on both sides."""
    await execute("INSERT INTO chair (facts) VALUES ($1)", value)
    row = await fetchrow("SELECT facts FROM chair")

    assert row
    assert row["facts"] == value


async def test_notice_arrives_after_the_commit_and_never_without() -> None:
    """Of two transactions that speak, the one rolled back is not heard."""
    heard: list[tuple[str, str]] = []
    async with db.Listener(["changed"], lambda *notice: heard.append(notice)) as listener:
        assert listener.alive
        with pytest.raises(ZeroDivisionError):
            async with transaction():
                await db.notify("changed", "undone")
                raise ZeroDivisionError
        async with transaction():
            await db.notify("changed", "done")
            await asyncio.sleep(0.02)
            assert not heard
        await until(lambda: bool(heard))

    assert heard == [("changed", "done")]
    assert not listener.alive


async def test_listener_comes_back_and_says_that_it_was_away() -> None:
    """Its connection is cut; it asks to fetch anew, and hears again."""
    heard: list[str] = []
    gaps: list[bool] = []
    async with db.Listener(["changed"], lambda _, payload: heard.append(payload), lambda: gaps.append(True)):
        await execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
        await until(lambda: bool(gaps))
        await db.notify("changed", "again")
        await until(lambda: bool(heard))

    assert heard == ["again"]


async def test_two_processes_migrate_at_once(fresh_database: str) -> None:
    """Both end well, each migration ran once, and a third finds nothing to do."""
    await execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")

    first, second = await asyncio.gather(db.migrate(), db.migrate())

    assert sorted(first + second) == sorted(set(first + second))
    assert await fetchval("SELECT count(*) FROM migration") == len(first + second)
    assert await db.migrate() == []
    assert await db.pending_migrations() == []


async def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds, five seconds at most."""
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.01)
