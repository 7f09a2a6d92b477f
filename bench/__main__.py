"""Measure every path and its limit, in turns, and print one table.

`python -m bench [workers …] [word …]`: with one worker and then with two, unless numbers say otherwise; only the paths
whose name has one of the words.
"""

import asyncio
import os
import pickle
import sys
import tempfile
import urllib.request

import asyncpg

from bench import house
from bench.bare import ANSWER
from bench.fill import fill
from bench.load import CLIENTS
from bench.measures import BETWEEN, FEED, Measure, measures
from bench.search import PATH, search
from bench.weight import first_page
from events.postgres import Handle

SECONDS = 3.0
ROUNDS = 2
"""Each side is measured this often, in turns, and its best round counts: what else the machine does only slows."""

COLUMNS = ("path", "a second", "median ms", "99 % ms", "limit", "a second", "ratio", "aim")
ROW = "{:<32}{:>9}{:>10}{:>10}  {:<19}{:>8}{:>7}{:>7}  {}"


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()] or [1, 2]
    words = [word for word in sys.argv[1:] if not word.isdigit()] or [""]
    with house.database() as server:
        filled = asyncio.run(fill())
        for workers in numbers:
            print(f"\nworkers: {workers}, clients: {CLIENTS}, processors: {os.cpu_count()}")
            print(ROW.format(*COLUMNS, ""), flush=True)
            with house.convoke(workers) as port, tempfile.NamedTemporaryFile() as answer:
                answer.write(pickle.dumps(_feed(port)))
                answer.flush()
                os.environ[ANSWER] = answer.name
                with house.bare(workers) as bare:
                    for one in measures(server, filled, port, bare):
                        if any(word in one.path for word in words):
                            print(_line(one, server), flush=True)
        if any(word in f"{PATH} members" for word in words):
            print(f"\n{search(server)}", flush=True)
    print(first_page())


def _feed(port: int) -> tuple[dict[str, str], bytes]:
    """The feed as the product serves it: the headers it adds, and the body."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{FEED}") as found:
        servers = ("content-type", "content-length", "date", "server", "connection")
        return {name: value for name, value in found.headers.items() if name.lower() not in servers}, found.read()


def _line(one: Measure, server: Handle) -> str:
    """Measure this path and its limit in turns; one line of the table."""
    best, limit = one.measured(1.0), 0.0
    for _ in range(ROUNDS):
        asyncio.run(_execute(server, BETWEEN))
        best = max(best, one.measured(SECONDS), key=lambda result: result.per_second)
        asyncio.run(_execute(server, BETWEEN))
        limit = max(limit, one.limit(SECONDS))
    ratio = best.per_second / limit
    met = ratio >= one.aim and best.per_second > one.at_least
    failed = {status: n for status, n in best.statuses.items() if status != one.good}
    return ROW.format(
        one.path, f"{best.per_second:,.0f}", f"{best.median_ms:.1f}", f"{best.p99_ms:.1f}", one.limit_name,
        f"{limit:,.0f}", f"{ratio:.2f}", f"{one.aim:.2f}", f"FAILED {failed}" if failed else ("NOT MET", "met")[met],
    )  # fmt: skip


async def _execute(server: Handle, sql: str) -> None:
    connection = await asyncpg.connect(server.url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


if __name__ == "__main__":
    main()
