"""How long somebody waits for the register while they type: `python -m bench members`, or this module alone.

One person searches 350,000 members, one request after the other; beside it the same statements, prepared, on a bare
connection to the same database.
"""

import asyncio
import http.client
import time
from collections.abc import Callable
from statistics import quantiles
from typing import Any
from urllib.parse import quote

import asyncpg

from bench import house
from bench.fill import fill as fill_year
from bench.register import MEMBERS, WAYS, fill, typed
from events.actions import tokens
from events.api.finding import Wanted, find
from events.api.register import members_on
from events.clock import today
from events.database import pool, transaction
from events.postgres import Handle
from events.rules.members import asked_for
from events.words import Role, Standing

PATH = "GET /api/members?q="
SEARCHES = 800
AIM_MS = 50
ROW = "{:<34}{:>9}{:>9}{:>9}{:>12}{:>8}"

Statement = tuple[str, tuple[Any, ...]]


def search(server: Handle) -> str:
    """The table: of every way to search, and of all together, what is waited for and its ratio to the bare SQL."""
    token = asyncio.run(_fill())
    asked = typed(SEARCHES)
    lines = [ROW.format(f"{PATH}, {MEMBERS:,} members", "50 % ms", "95 % ms", "99 % ms", "SQL 50 % ms", "ratio")]
    statements = asyncio.run(_statements(asked))
    with house.convoke(1) as port:
        _waited(port, token, asked)
        waited = _waited(port, token, asked)
    bare = asyncio.run(_bare(server, statements))
    for n, way in enumerate(WAYS):
        lines.append(_line(way, waited[n :: len(WAYS)], bare[n :: len(WAYS)]))
    lines.append(_line("all of them", waited, bare))
    met = _share(waited, 95) < AIM_MS
    return "\n".join([*lines, f"95 % are to be below {AIM_MS} ms: {'met' if met else 'NOT MET'}"])


async def _fill() -> str:
    await fill()
    async with pool(1):
        return await tokens.issue(Role.ADMIN)


def _waited(port: int, token: str, asked: list[str]) -> list[float]:
    """How long each search took, in milliseconds, over a connection that is kept."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"authorization": f"Bearer {token}"}

    def one(q: str) -> None:
        connection.request("GET", f"/api/members?standing=member&q={quote(q)}", headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{q}: {answer.status}")

    return [_timed(lambda q=q: one(q)) for q in asked]


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


async def _statements(asked: list[str]) -> list[list[Statement]]:
    """What the server asks the database for each of these."""
    found: list[list[Statement]] = []
    async with pool(1), transaction() as here:
        here.connection.add_query_logger(lambda query: found[-1].append((query.query, query.args or ())))
        for q in asked:
            found.append([])
            wanted = Wanted(offices=None, category=None, standing=Standing.MEMBER, day=today())
            ids, _ = await find(asked_for(q), wanted, None, 100)
            await members_on(ids, today())
    return found


async def _bare(server: Handle, statements: list[list[Statement]]) -> list[float]:
    """How long each takes on a connection that does nothing else; all of them once before."""
    connection = await asyncpg.connect(server.url)
    taken: list[float] = []
    try:
        for _ in range(2):
            taken = []
            for some in statements:
                start = time.perf_counter()
                async with connection.transaction():
                    for sql, values in some:
                        await (connection.fetch(sql, *values) if values else connection.execute(sql))
                taken.append((time.perf_counter() - start) * 1000)
    finally:
        await connection.close()
    return taken


def _line(name: str, waited: list[float], bare: list[float]) -> str:
    ratio = _share(bare, 50) / _share(waited, 50)
    numbers = [f"{_share(waited, percent):.1f}" for percent in (50, 95, 99)]
    return ROW.format(name, *numbers, f"{_share(bare, 50):.1f}", f"{ratio:.2f}")


def _share(times: list[float], percent: int) -> float:
    """What this share of them stayed below."""
    return quantiles(times, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    with house.database() as running:
        asyncio.run(fill_year())
        print(search(running))
