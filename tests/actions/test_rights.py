"""The ledger under any order of what members do at once: no right twice, none above the limit, none lost."""

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.actions import assemblies, proxies, rights, stays
from events.actions.quorum import quorum_of
from events.actions.stays import Coming
from events.clock import now
from events.database import execute, fetch, fetchone, fetchval, transaction
from events.errors import Refused
from events.rules.proxies import Instruction, Wish
from events.words import Attending, Channel, Ender, Matter, ProxyKind
from tests.cast import call_together, hold_assembly, hold_event, join, open_offices, somebody

MEMBERS = 6
LIMIT = 2

member = st.integers(0, MEMBERS - 1)
deed = st.one_of(
    st.tuples(st.sampled_from(["arrive", "depart", "join", "part", "represent", "parted"]), member, member),
    st.tuples(st.sampled_from(["general", "named", "quorum", "instructed"]), member, member),
    st.tuples(st.sampled_from(["accept", "decline", "withdraw", "give back", "hand on", "freeze"]), member, member),
)


class Hall:
    """An assembly with an agenda of two resolutions, whose members are called by 0 to 5."""

    def __init__(self, event: int, assembly: int, items: list[int], members: list[int]) -> None:
        self.event, self.assembly, self.items, self.members = event, assembly, items, members

    async def do(self, what: str, one: int, other: int) -> None:
        """One thing that somebody does; what a rule refuses is not done."""
        with suppress(Refused):
            await self._do(what, self.members[one], self.members[other])

    async def _do(self, what: str, one: int, other: int) -> None:
        match what:
            case "arrive" | "join" | "represent":
                await stays.arrive(self.event, self._coming(what, one), "test")
            case "depart" | "part" | "parted":
                await stays.leave(self.event, await self._stays(what, one), "test")
            case "general" | "named" | "quorum" | "instructed":
                await proxies.give(self.event, one, other, self._wish(ProxyKind(what)), "test")
            case "freeze":
                await self._freeze()
            case _:
                await self._answer(what, one)

    def _coming(self, what: str, one: int) -> Coming:
        attending = Attending.REPRESENTATIVE if what == "represent" else Attending.MEMBER
        channel = Channel.ONLINE if what == "join" else Channel.ROOM
        return Coming(name="Somebody", attending=attending, channel=channel, member=one, came_at=now())

    def _wish(self, kind: ProxyKind) -> Wish:
        named = {self.items[0]: Instruction()} if kind in (ProxyKind.NAMED, ProxyKind.INSTRUCTED) else {}
        return Wish(kind=kind, items=named)

    async def _stays(self, what: str, one: int) -> list[int]:
        attending = "representative" if what == "parted" else "member"
        channel = "online" if what == "part" else "room"
        rows = await fetch(
            """SELECT id FROM stay WHERE assembly = $1 AND member = $2 AND attending = $3 AND channel = $4
                AND left_at IS NULL""",
            self.assembly, one, attending, channel,
        )  # fmt: skip
        return [row["id"] for row in rows]

    async def _answer(self, what: str, giver: int) -> None:
        proxy = await fetchval(
            "SELECT id FROM proxy WHERE assembly = $1 AND giver = $2 ORDER BY id DESC LIMIT 1", self.assembly, giver
        )
        if proxy is None:
            return
        match what:
            case "accept":
                await proxies.accept(proxy, "test")
            case "decline":
                await proxies.decline(proxy, "test")
            case "hand on":
                await proxies.hand_on(proxy, "test")
            case _:
                await proxies.withdraw(proxy, Ender.GIVER if what == "withdraw" else Ender.HOLDER, "test")

    async def _freeze(self) -> None:
        """While the assembly is held, what is frozen is what a recount finds."""
        async with transaction():
            await assemblies.held(self.event)
            for item in self.items:
                frozen = await rights.freeze(self.assembly, item)
                assert len(frozen.voters) == (await self.recounted(item, voting=True))
                assert frozen.hash == (await rights.freeze(self.assembly, item)).hash

    async def recounted(self, item: int, *, voting: bool = False) -> int:
        """How many count for an item, found out from who is there and what they gave, one by one."""
        here = {
            row["member"]
            for row in await fetch(
                """SELECT member FROM stay WHERE assembly = $1 AND left_at IS NULL
                    AND attending IN ('member', 'representative')""",
                self.assembly,
            )
        }
        given = await fetch("SELECT * FROM proxy WHERE assembly = $1", self.assembly)
        named = Counter(row["proxy"] for row in await fetch("SELECT proxy FROM proxy_item WHERE item = $1", item))
        count = 0
        for one in self.members:
            live = [
                row for row in given
                if row["giver"] == one and row["accepted_at"] and not row["withdrawn_at"] and not row["suspended_at"]
                and row["holder"] in here and (row["kind"] != "named" or named[row["id"]])
                and not (voting and row["kind"] == "quorum")
            ]  # fmt: skip
            assert len(live) <= 1
            count += one in here or bool(live)
        return count

    async def check(self) -> None:
        """What must hold between any two things that happen."""
        quorum = await quorum_of(self.assembly)
        for item in self.items:
            counted = await self.recounted(item)
            assert quorum.resolutions[item].there.members == counted
            assert quorum.resolutions[item].there.votes == counted
        last = await fetch(
            """SELECT DISTINCT ON (voter) voter, how, holder FROM voting_right WHERE assembly = $1
            ORDER BY voter, id DESC""",
            self.assembly,
        )
        assert max(Counter(row["holder"] for row in last if row["how"] == "proxy").values(), default=0) <= LIMIT
        accepted = await fetch(
            """SELECT giver, holder FROM proxy WHERE assembly = $1 AND accepted_at IS NOT NULL
                AND withdrawn_at IS NULL""",
            self.assembly,
        )
        assert max(Counter(row["holder"] for row in accepted).values(), default=0) <= LIMIT
        assert not {row["giver"] for row in accepted} & {row["holder"] for row in accepted}


@pytest.fixture
async def members(database: str) -> list[int]:
    """Six members of an office that holds assemblies."""
    await open_offices()
    return [await join(n, somebody(n)) for n in range(1, MEMBERS + 1)]


_halls = iter(range(1_000_000))


async def new_hall(members: list[int]) -> Hall:
    slug = f"hall-{next(_halls)}"
    event = await hold_event(slug, starts_at=now().replace(microsecond=0))
    await hold_assembly(slug, proxy_limit=LIMIT, proxy_hours=0)
    await execute("UPDATE event SET starts_at = starts_at + interval '30 minutes' WHERE id = $1", event.id)
    items = await call_together(slug, [("Accounts", Matter.ORDINARY), ("Statutes", Matter.STATUTES)])
    await assemblies.settle_roll(event.id, "test")
    return Hall(event.id, await fetchval("SELECT id FROM assembly WHERE event = $1", event.id), items, members)


@given(st.lists(st.lists(deed, min_size=1, max_size=6), min_size=1, max_size=12))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
async def test_whatever_members_do_at_once(members: list[int], rounds: list[list[tuple[str, int, int]]]) -> None:
    """After each round of things done side by side, the quorum is what a naive recount finds."""
    hall = await new_hall(members)

    for deeds in rounds:
        await asyncio.gather(*(hall.do(*one) for one in deeds))
        await hall.check()


async def test_a_giver_withdraws_at_the_instant_of_freezing(members: list[int]) -> None:
    """Either the frozen rights have it, or the withdrawal came first; both see the same."""
    hall = await new_hall(members)
    for giver in (1, 2):
        await hall.do("general", giver, 0)
        await hall.do("accept", giver, 0)
    await hall.do("join", 0, 0)
    seen: list[int] = []

    async def freeze() -> None:
        async with transaction():
            await assemblies.held(hall.event)
            seen.append(len((await rights.freeze(hall.assembly, hall.items[0])).voters))

    await asyncio.gather(*(freeze() for _ in range(10)), hall.do("withdraw", 1, 0), *(freeze() for _ in range(10)))

    await freeze()
    assert set(seen) <= {2, 3}
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] == 2
    assert (await fetchone("SELECT members FROM head_count ORDER BY id DESC LIMIT 1"))["members"] == 2


async def test_the_ledger_says_why(members: list[int]) -> None:
    """Each line names what changed, in the order in which it did."""
    hall = await new_hall(members)
    said: list[tuple[str, int, int]] = [
        ("general", 1, 0), ("accept", 1, 0), ("join", 0, 0), ("join", 1, 0), ("part", 1, 0), ("hand on", 1, 0),
        ("part", 0, 0), ("join", 0, 0), ("withdraw", 1, 0),
    ]  # fmt: skip

    for one in said:
        await hall.do(*one)

    lines: list[Any] = await fetch(
        "SELECT v.member, r.how, r.because FROM voting_right r JOIN voter v ON v.id = r.voter ORDER BY r.id"
    )
    assert [(members.index(row["member"]), row["how"], row["because"]) for row in lines] == [
        (0, "self", "arrived"), (1, "proxy", "holder_arrived"),
        (1, "self", "arrived"), (1, "nobody", "left"), (1, "proxy", "handed_on"),
        (0, "nobody", "left"), (1, "nobody", "holder_left"),
        (0, "self", "arrived"), (1, "proxy", "holder_arrived"), (1, "nobody", "withdrawn"),
    ]  # fmt: skip
