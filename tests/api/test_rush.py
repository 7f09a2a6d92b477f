"""Fifteen hundred members come within ten minutes, through six doors and online, while desk and projector look on."""

import asyncio
from collections import Counter
from fractions import Fraction
from typing import Any

import httpx
import pytest

from events.actions import assemblies
from events.actions.keys import keys
from events.clock import now
from events.database import execute, fetch, fetchval
from events.rules.statutes import Need
from events.rules.tickets import validity
from events.tickets import codes
from events.tickets.secrets import new_token
from events.words import Matter, Role
from tests.api.conftest import application
from tests.cast import bearer, call_together, hold_assembly, hold_event
from tests.sitting_cast import Page

HALL = "/api/assemblies/party"
ROLL, COME, IN_ROOM, TWICE = 2000, 1500, 900, 60
"""Of the roll so many come, of them so many to the room; TWICE of those at two doors, and as many online as well."""
DOORS, TOGETHER = 6, 25
"""A scanner hands in so many at once, as it does once its line is back."""


@pytest.fixture
async def hall(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """The bureau's client at an assembly that begins, half of whose two thousand members are needed."""
    event = await hold_event()
    needs = (Need(matter=Matter.ORDINARY), Need(matter=Matter.STATUTES, quorum=Fraction(1, 2)))
    others = tuple(Need(matter=matter) for matter in Matter if matter not in {need.matter for need in needs})
    await hold_assembly(needs=(*needs, *others))
    await execute(
        """WITH made AS (
            INSERT INTO member (number, name, language, search)
            SELECT n, 'Member ' || n, 'nl', 'member ' || n FROM generate_series(1, $1::int) AS n RETURNING id
        ) INSERT INTO membership (member, category, shares, since)
        SELECT made.id, category.id, 1, '2020-01-01' FROM made, category WHERE code = 'A'""",
        ROLL,
    )
    [article] = await call_together(items=[("Article 5", Matter.STATUTES)])
    await assemblies.settle_roll(event.id, "test")
    api.headers.update(await bearer(Role.ADMIN))
    await api.put(f"{HALL}/opening")
    assert (await api.put(f"{HALL}/item", json={"item": article})).status_code == 200
    return api


async def tickets() -> list[str]:
    """The codes of who comes to the room, by number."""
    event = await fetchval("SELECT id FROM event WHERE slug = 'party'")
    rows = await fetch(
        """WITH made AS (
            INSERT INTO registration
                (event, member, name, language, answers, seat, party_size, created_at, confirmed_at)
            SELECT $1, id, name, 'nl', '{}', 'confirmed', 1, $3, $3 FROM member WHERE number <= $2 RETURNING id, name
        ), printed AS (
            INSERT INTO ticket (event, registration, number, name, created_at)
            SELECT $1, id, 1, name, $3 FROM made RETURNING id, registration, created_at
        ), placed AS (
            INSERT INTO place (ticket, registration) SELECT id, registration FROM printed
        ) SELECT id, created_at, (SELECT ends_at FROM event WHERE id = $1) AS ends_at FROM printed ORDER BY id""",
        event, IN_ROOM, now(),
    )  # fmt: skip
    own = await keys()
    return [
        codes.sign(
            own.active, key_id=own.active_id, event=event, ticket=row["id"],
            **validity(row["created_at"], row["ends_at"]),
        )
        for row in rows
    ]  # fmt: skip


async def signed_in(first: int, last: int) -> list[dict[str, str]]:
    """What programs of the members with these numbers send along."""
    made = [new_token() for _ in range(first, last + 1)]
    await execute(
        """INSERT INTO token (kind, secret_hash, role, member, created_at)
        SELECT 'bearer', said.hash, 'member', m.id, $3
        FROM unnest($1::bytea[]) WITH ORDINALITY AS said (hash, n) JOIN member m ON m.number = $2 + said.n - 1""",
        [hashed for _, hashed in made], first, now(),
    )  # fmt: skip
    return [{"authorization": f"Bearer {clear}"} for clear, _ in made]


async def test_fifteen_hundred_at_six_doors_and_online(hall: httpx.AsyncClient) -> None:
    """Some at two doors, some in both room and stream: the count only grows, and ends at exactly who is there."""
    cards = await tickets()
    online = await signed_in(IN_ROOM - TWICE + 1, COME)
    wall = (await hall.post(f"{HALL}/projectors", json={"name": "Hall"})).json()["code"]
    at_desk = Page(application(), f"{HALL}/live?view=desk", dict(hall.headers))
    in_hall = Page(application(), f"{HALL}/live?view=projector&code={wall}")
    verdicts: Counter[str] = Counter()

    async def door(n: int) -> None:
        """Whoever stands there, and some who show their ticket at the next door too."""
        line = [*cards[(n + 1) % DOORS : TWICE : DOORS], *cards[n::DOORS]]
        for start in range(0, len(line), TOGETHER):
            scans = [
                {"scan_id": f"{n} {card[-40:]}", "code": card, "event": "party", "gate": f"Door {n}"}
                for card in line[start : start + TOGETHER]
            ]
            answer = await hall.post("/api/scans", json={"scans": scans})
            verdicts.update(one["reason"] or one["verdict"] for one in answer.json()["verdicts"])

    async def joins(them: list[dict[str, str]]) -> None:
        for headers in them:
            assert (await hall.put(f"{HALL}/attendance/me", headers=headers)).status_code == 204

    async with at_desk, in_hall:
        for page in (at_desk, in_hall):
            await page.until("quorum", "there.members", 0)
        lines = 40
        await asyncio.gather(*(door(n) for n in range(DOORS)), *(joins(online[n::lines]) for n in range(lines)))
        told = [await page.until("quorum", "there.members", COME) for page in (at_desk, in_hall)]

    assert verdicts == {"admitted": IN_ROOM, "already_in": TWICE}
    for page in (at_desk, in_hall):
        counts = [part["there"]["members"] for name, part in page.heard if name == "quorum"]
        assert counts == sorted(counts)
        assert len(counts) > 2, "The count was told while they came."
    assert [(one["now"]["there"]["votes"], one["now"]["at_least"], one["now"]["reached"]) for one in told] == [
        (COME, ROLL // 2, True)
    ] * 2
    assert await recount() == {"stays": COME, "rights": COME, "in_both": TWICE, "head_count": COME, "most": COME}


async def recount() -> dict[str, int]:
    """Who is there: by the stays, by the last line of each right, and by the running count; and who in both ways."""
    [row] = await fetch(
        """WITH last AS (
            SELECT DISTINCT ON (voter) voter, how FROM voting_right ORDER BY voter, id DESC
        ) SELECT (SELECT count(DISTINCT member) FROM stay WHERE left_at IS NULL AND attending = 'member') AS stays,
            (SELECT count(*) FROM last WHERE how = 'self') AS rights,
            (SELECT count(*) - count(DISTINCT member) FROM stay WHERE left_at IS NULL) AS in_both,
            (SELECT members FROM head_count ORDER BY id DESC LIMIT 1) AS head_count,
            (SELECT max(members) FROM head_count) AS most"""
    )
    found: dict[str, Any] = dict(row)
    return found
