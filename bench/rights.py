"""The roll, the quorum and arrivals of an assembly, at 35,000 members and at 350,000: `python -m bench.rights`.

The roll is settled once and beside it its rows are written by the bare statement. The quorum is read while many are
there, and its ratio is of the big assembly to the small one. Arrivals come one by one over HTTP; their limit is the
transaction they run, in pgbench.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bench import house
from bench.load import CLIENTS, load, request
from bench.pgbench import statement, transactions
from bench.register import AT_ONCE
from events.actions import assemblies, events, rights, statutes, stays, tokens
from events.actions.quorum import quorum_of
from events.clock import now
from events.database import execute, fetch, fetchval, migrate, pool, transaction
from events.postgres import Handle
from events.rules.events import EventDraft
from events.rules.statutes import Need, Statutes
from events.words import Because, Gathering, Holders, Matter, Mode, Role, Status, Weighing

SIZES = (35_000, 350_000)
THERE = 0.6
"""The part of the members who are there while the quorum is read."""
READS = 300
ROLL_SECONDS = 2.0
QUORUM_MS, GROWTH = 20.0, 1.5
ARRIVALS = 150
"""Of each client."""


def main() -> None:
    with house.database() as server:
        asyncio.run(_prepare())
        quorums = []
        for size in SIZES:
            settled, written, quorum = asyncio.run(_measured(size))
            quorums.append(quorum)
            met = "met" if settled < ROLL_SECONDS or size > SIZES[0] else "NOT MET"
            print(f"roll of {size:,}: {settled:.2f} s, {settled / written:.1f} times its rows alone; {met}")
            print(f"quorum at {size:,}, {int(size * THERE):,} there: {quorum:.2f} ms", flush=True)
        growth = quorums[1] / quorums[0]
        met = quorums[0] < QUORUM_MS and growth < GROWTH
        print(f"ten times the members: {growth:.2f} times as long (aim {GROWTH}): {'met' if met else 'NOT MET'}")
        print(_arrivals(server), flush=True)


async def _prepare() -> None:
    async with pool(1):
        await migrate()
        await execute(
            """INSERT INTO office (slug, name, city, region, languages, lat, lon, timezone, hue, shape)
            VALUES ('brussels', '{"en": "Brussels"}', '{"en": "Brussels"}', 'Belgium', ARRAY['nl', 'fr'], 50.8, 4.3,
                'Europe/Brussels', 40, 'circle')"""
        )


async def _measured(size: int) -> tuple[float, float, float]:
    """Seconds to settle the roll, seconds to write its rows alone, and milliseconds to read the quorum."""
    async with pool(4):
        await _grow(size)
        event, assembly = await _assembly(f"hall-{size}")
        settled = await _seconds(lambda: assemblies.settle_roll(event, "bench"))
        written = await _seconds(_rows_alone)
        await _fill_the_hall(assembly, int(size * THERE))
        await execute("VACUUM ANALYZE stay, voting_right, head_count, voter")
        took = sorted([await _seconds(lambda: quorum_of(assembly)) for _ in range(READS)])
        return settled, written, took[READS // 2] * 1000


async def _rows_alone() -> None:
    """The members' rows into a table shaped like the roll, and gone again."""
    async with transaction():
        await execute("CREATE TABLE roll_of_bench (LIKE voter INCLUDING ALL)")
        await execute(
            """INSERT INTO roll_of_bench (id, assembly, member, category, shares, weight)
            SELECT id, 1, member, category, shares, 1 FROM membership"""
        )
        await execute("DROP TABLE roll_of_bench")


async def _seconds(work: Callable[[], Awaitable[object]]) -> float:
    start = time.perf_counter()
    await work()
    return time.perf_counter() - start


async def _grow(size: int) -> None:
    """Members until there are this many."""
    have = await fetchval("SELECT count(*) FROM member")
    for start in range(have + 1, size + 1, AT_ONCE):
        await execute(
            """WITH made AS (
                INSERT INTO member (number, name, language, search)
                SELECT n, 'Member ' || n, 'nl', 'member ' || n FROM generate_series($1::int, $2::int) AS n RETURNING id
            )
            INSERT INTO membership (member, category, shares, since)
            SELECT made.id, (SELECT min(id) FROM category), 1, '2020-01-01' FROM made""",
            start, min(start + AT_ONCE - 1, size),
        )  # fmt: skip
    await execute("VACUUM ANALYZE member, membership")


async def _assembly(slug: str) -> tuple[int, int]:
    """An assembly that is about to begin, with one resolution; the ids of its event and of itself."""
    draft = EventDraft(
        slug=slug, office="brussels", title={"en": slug}, starts_at=now(), ends_at=now() + timedelta(hours=5),
        timezone="Europe/Brussels", mode=Mode.ON_SITE, status=Status.PUBLISHED,
    )  # fmt: skip
    event = (await events.create(draft, "bench")).id
    rules = Statutes(
        name=slug, notice_days=15, record_days=0, proxy_limit=3, proxy_hours=0, proxy_holders=Holders.ANY,
        weighing=Weighing.MEMBER, needs=tuple(Need(matter=matter) for matter in Matter),
    )  # fmt: skip
    await assemblies.create(event, Gathering.ORDINARY, await statutes.create(rules, "bench"), "bench")
    assembly = await fetchval("SELECT id FROM assembly WHERE event = $1", event)
    await execute(
        """INSERT INTO agenda_item (assembly, position, kind, matter, title, text)
        VALUES ($1, 1, 'decision', 'ordinary', '{"en": "Accounts"}', '{}')""",
        assembly,
    )
    await execute("UPDATE assembly SET convened_at = $2 WHERE id = $1", assembly, now())
    return event, assembly


async def _fill_the_hall(assembly: int, count: int) -> None:
    """So many members come, some hundred at a time, so that the counts are as many as after a day."""
    rows = await fetch("SELECT member FROM voter WHERE assembly = $1 ORDER BY id LIMIT $2", assembly, count)
    members = [row["member"] for row in rows]
    for start in range(0, count, 500):
        some = members[start : start + 500]
        async with transaction():
            await execute(
                """INSERT INTO stay (assembly, name, attending, channel, member, came_at, noted_at, noted_by)
                SELECT $1, 'Somebody', 'member', 'room', member, $3, $3, 'bench' FROM unnest($2::bigint[]) AS member""",
                assembly, some, now(),
            )  # fmt: skip
            await rights.follow(assembly, some, Because.ARRIVED, Because.HOLDER_ARRIVED)


def _arrivals(server: Handle) -> str:
    """The line about members noted one by one at a third assembly."""
    token, assembly, numbers = asyncio.run(_hall_to_fill())
    asked = [
        request(
            "/api/assemblies/arrivals/attendance",
            json.dumps({"member": number}).encode(),
            authorization=f"Bearer {token}",
        )
        for number in numbers[: CLIENTS * ARRIVALS]
    ]
    with house.convoke(1) as port:
        result = load(port, asked, 60, repeat=False)
    limit = transactions(server, _script(assembly, numbers[CLIENTS * ARRIVALS]), ARRIVALS)
    if set(result.statuses) != {204}:
        return f"arrivals FAILED: {dict(result.statuses)}"
    return (
        f"arrivals, one by one: {result.per_second:,.0f} a second, median {result.median_ms:.0f} ms;"
        f" its statements in pgbench {limit:,.0f}; ratio {result.per_second / limit:.2f}"
    )


async def _hall_to_fill() -> tuple[str, int, list[int]]:
    async with pool(2):
        event, assembly = await _assembly("arrivals")
        await assemblies.settle_roll(event, "bench")
        await execute("VACUUM ANALYZE voter")
        rows = await fetch("SELECT number FROM member ORDER BY number LIMIT $1", CLIENTS * ARRIVALS * 2)
        return await tokens.issue(Role.ADMIN), assembly, [row["number"] for row in rows]


def _script(assembly: int, first: int) -> str:
    """One arrival as the action writes it: hold the assembly, the stay, what it does to proxies and rights."""
    member = f"(SELECT id FROM member WHERE number = {first} + :n::int * {CLIENTS} + :client_id::int)"
    members = f"ARRAY[{member}]"
    come = statement(
        stays._COME,
        str(assembly), "ARRAY['Member']", "ARRAY['member']", "ARRAY['room']", members, "ARRAY[NULL::bigint]",
        "ARRAY[now()]", "ARRAY['token 1']", "now()",
    )  # fmt: skip
    follow = statement(rights._FOLLOW, str(assembly), members, "now()", "'arrived'", "'holder_arrived'")
    journal = (
        "INSERT INTO journal (at, actor, action, about, about_id, facts)"
        f" VALUES (now(), 'token 1', 'arrived', 'assembly', {assembly}, '{{}}');\n"
    )
    hold = f"SELECT id FROM assembly WHERE id = {assembly} FOR NO KEY UPDATE;\n"
    return f"BEGIN;\n{hold}{come}{follow}{journal}COMMIT;\n"


if __name__ == "__main__":
    main()
