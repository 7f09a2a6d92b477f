"""Tries counted in the database: a rush gets no further than a queue."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from events import clock
from events.actions import forgetting
from events.actions.attempts import attempt, check, count, forget_old
from events.database import fetch, fetchval, transaction
from events.errors import TooManyAttempts
from events.rules.attempts import DAY, HOUR, Limit

FIVE, SEVEN, LONG = Limit("five", 5, HOUR), Limit("seven", 7, HOUR), Limit("long", 1, DAY)


async def tried(*tries: tuple[Limit, str]) -> bool:
    try:
        async with transaction():
            await attempt(*tries)
    except TooManyAttempts:
        return False
    return True


async def test_a_rush_leaves_exactly_the_limit(database: str) -> None:
    """Two hundred try at once, half of them under a wider limit as well: five get through, and five are counted."""
    answers = await asyncio.gather(
        *[tried((FIVE, "ada"), (SEVEN, "hall")) if n % 2 else tried((SEVEN, "hall"), (FIVE, "ada")) for n in range(200)]
    )

    assert sum(answers) == 5
    assert [tuple(row) for row in await fetch("SELECT kind, count(*) FROM attempt GROUP BY 1 ORDER BY 1")] == [
        ("five", 5), ("seven", 5)
    ]  # fmt: skip


async def test_a_rush_of_wrong_guesses(database: str) -> None:
    """What counts only once it turned out wrong is no way around: two hundred wrong guesses at once are five."""

    async def guessed() -> bool:
        try:
            async with transaction():
                await check((FIVE, "ada"))
                await asyncio.sleep(0)
                await count((FIVE, "ada"))
        except TooManyAttempts:
            return False
        return True

    assert sum(await asyncio.gather(*[guessed() for _ in range(200)])) == 5


async def test_one_does_not_wait_for_another(database: str) -> None:
    """Bram's tries are not Ada's, and one kind of try is not another."""
    for _ in range(5):
        await tried((FIVE, "ada"))

    assert [await tried((FIVE, "ada")), await tried((FIVE, "bram")), await tried((SEVEN, "ada"))] == [
        False, True, True
    ]  # fmt: skip


async def test_time_passes(database: str) -> None:
    """A refusal says how long to wait, is not counted itself, and after that time the next try is allowed."""
    start = datetime.now(UTC)
    for _ in range(5):
        await tried((FIVE, "ada"))
    try:
        clock.shift(timedelta(minutes=20))
        with pytest.raises(TooManyAttempts) as refused:
            async with transaction():
                await attempt((FIVE, "ada"))
        clock.shift(HOUR)
        later = [await tried((FIVE, "ada")) for _ in range(6)]
    finally:
        clock.shift(timedelta(0))

    elapsed = (datetime.now(UTC) - start).total_seconds()
    assert 2400 - elapsed <= refused.value.facts["seconds"] <= 2400
    assert later == [True] * 5 + [False]


async def test_what_did_not_happen_was_not_tried(database: str) -> None:
    """A try whose transaction fails is not counted."""
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await attempt((LONG, "ada"))
            raise ZeroDivisionError

    assert await tried((LONG, "ada"))


async def test_old_tries_are_removed(database: str) -> None:
    """What no limit looks at any more is not kept; and nobody reads in the table who tried."""
    await tried((LONG, "ada@example.org"))
    assert b"ada" not in await fetchval("SELECT whose FROM attempt")
    try:
        clock.shift(DAY + timedelta(seconds=5))
        await tried((FIVE, "bram"))
        await forget_old()
    finally:
        clock.shift(timedelta(0))

    assert [row["kind"] for row in await fetch("SELECT kind FROM attempt")] == ["five"]


async def test_the_worker_removes_them(database: str) -> None:
    """Nobody has to ask for it."""
    await tried((LONG, "ada"))
    stop = asyncio.Event()
    try:
        clock.shift(2 * DAY)
        working = asyncio.create_task(forgetting.run(stop))
        async with asyncio.timeout(15):
            while await fetchval("SELECT count(*) FROM attempt"):
                await asyncio.sleep(0.02)
    finally:
        clock.shift(timedelta(0))
        stop.set()
    await working
