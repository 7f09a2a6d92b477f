"""Elections over HTTP: how the agenda says they are held, ballots, who is elected, and a further vote on a tie."""

import asyncio
import io
from collections import Counter
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import pytest

from events.actions import polls
from events.bundle.verify import verify
from events.clock import now
from events.database import execute, fetch, fetchval
from events.words import Matter, Role
from tests.api.test_polls import HALL, of, opened, rights, sittings_open
from tests.cast import ADA, BRAM, CHLOE, bearer, call_together, hold_assembly, hold_event, join, somebody

BOARD = f"{HALL}/agenda/1"


class Board:
    """The bureau's client where people are elected: members 1 to 5 are there, and three stand for two seats."""

    def __init__(self, api: httpx.AsyncClient, event: int, people: list[int]) -> None:
        self.api, self.event, self.people = api, event, people

    async def start(self, **how: Any) -> int:
        """Open the assembly, with an election as this says, and put it to the vote; the poll's id."""
        answer = await self.api.patch(BOARD, json={"seats": 2, **how})
        assert answer.status_code == 200, answer.text
        await sittings_open(self.event)
        for number in range(1, 6):
            await self.api.put(f"{HALL}/attendance/me", headers=await of(number))
        return int((await opened(self.api))["id"])

    async def cast(self, poll: int, number: int, choice: Any) -> httpx.Response:
        """Vote as this member."""
        [right] = await rights(self.api, poll, number)
        path = f"/api/polls/{poll}/ballots/{right['id']}"
        return await self.api.put(path, json={"choice": choice}, headers=await of(number))

    async def ballot(self, poll: int, number: int) -> list[int]:
        """The candidates as this member sees them."""
        answer = await self.api.get(f"/api/polls/{poll}/rights", headers=await of(number))
        return [one["id"] for one in answer.json()["candidates"]]

    async def close(self, poll: int) -> dict[str, Any]:
        """The result."""
        await self.api.put(f"/api/polls/{poll}/closing")
        return dict((await self.api.get(f"/api/polls/{poll}/result")).json())


@pytest.fixture
async def board(api: httpx.AsyncClient) -> Board:
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    event = await hold_event(starts_at=now() + timedelta(minutes=10), ends_at=now() + timedelta(hours=3))
    await hold_assembly()
    for number, who in enumerate((ADA, BRAM, CHLOE, somebody(4), somebody(5)), 1):
        await join(number, who)
    await call_together(items=[("Board", Matter.ELECTION), ("Accounts", Matter.ORDINARY)])
    people = []
    for number in (1, 2, 3):
        made = await api.post(f"{BOARD}/candidates", json={"member": number})
        assert made.status_code == 201, made.text
        people = [one["id"] for one in made.json()["items"]]
    return Board(api, event.id, people)


async def test_each_candidate_is_asked_about(board: Board) -> None:
    """As an election is unless the agenda says otherwise: the majority for, and the most votes."""
    poll = await board.start()
    ada, bram, chloe = map(str, board.people)
    right = (await board.api.get(f"/api/polls/{poll}/rights", headers=await of(1))).json()
    assert [one["name"] for one in right["candidates"]] == [ADA["name"], BRAM["name"], CHLOE["name"]]

    for number, marks in enumerate(("ffa", "fao", "ffa", "ofa", "aoo"), 1):
        words = {"f": "for", "a": "against", "o": "abstain"}
        said = dict(zip((ada, bram, chloe), (words[mark] for mark in marks), strict=True))
        assert (await board.cast(poll, number, said)).json()["choice"] == said
    [kept] = await rights(board.api, poll, 5)
    assert kept["choice"] == {ada: "against", bram: "abstain", chloe: "abstain"}
    result = await board.close(poll)

    assert (result["adopted"], result["whole"], result["voted"]) == (True, None, 5)
    people = result["election"]["contenders"]
    assert [(one["votes_for"], one["against"], one["elected"]) for one in people] == [
        ("3", "1", True), ("3", "1", True), ("0", "3", False),
    ]  # fmt: skip
    assert (people[0]["of_decisive"], people[0]["of_cast"]) == ("75.0%", "60.0%")
    assert result["sentence"] == (
        f"Elected: {ADA['name']} (3 for, 1 against: 75.0%) and {BRAM['name']} (3 for, 1 against: 75.0%)."
        f" Not elected: {CHLOE['name']} (0 for, 3 against: 0.0%)."
        " Seats: 2, for those with the most votes for; more than a half was needed. Abstentions do not count."
    )


async def test_names_are_chosen_and_a_tie_is_decided(board: Board) -> None:
    """Up to two names; one seat is tied, and a further vote on those two fills it. Members read it once it is told."""
    poll = await board.start(method="names")
    ada, bram, chloe = board.people
    for number, marks in enumerate(([ada, bram], [ada, chloe], [bram, ada], [chloe], []), 1):
        assert (await board.cast(poll, number, marks)).json()["choice"] == marks
    early = await board.api.post("/api/resolutions/1/polls", json={"further": True})
    assert early.json()["type"] == "/problems/poll-open"

    result = await board.close(poll)

    tied = [one["id"] for one in result["election"]["contenders"] if one["tied"]]
    assert (result["adopted"], result["election"]["left"], result["election"]["blank"]) == (False, 1, "1")
    assert set(tied) == {bram, chloe}
    further = await opened(board.api, further=True)
    assert (further["seats"], further["most"], further["method"]) == (1, 1, "names")
    gone = await board.cast(further["id"], 1, [ada])
    assert gone.json()["errors"][0]["code"] == "not_on_the_ballot"
    await board.cast(further["id"], 1, [chloe])
    second = await board.close(further["id"])
    assert [one["name"] for one in second["election"]["contenders"] if one["elected"]] == [CHLOE["name"]]
    assert (await board.api.get(f"/api/polls/{poll}/result", headers=await of(2))).status_code == 404
    await board.api.put(f"/api/polls/{poll}/announcement")
    told = (await board.api.get(f"/api/polls/{poll}/result", headers=await of(2))).json()
    assert told["sentence"].startswith(f"Elected: {ADA['name']} (votes: 3, so 75.0%). A tie for the seats")
    minutes = (await board.api.get(f"{HALL}/minutes.txt?lang=en")).text
    assert f"Elected: {CHLOE['name']}" in " ".join(minutes.split())
    none = await board.api.post("/api/resolutions/1/polls", json={"further": True})
    assert (none.status_code, none.json()["type"]) == (409, "/problems/nothing-tied")


async def test_who_is_on_the_ballot(board: Board) -> None:
    """Not who withdrew, nor a stranger; nor more names than may be chosen. Nobody withdraws while they are voted on."""
    chloe = board.people[2]
    withdrawal = f"{HALL}/candidates/{chloe}/withdrawal"
    gone = await board.api.put(withdrawal, json={"reason": "Moved abroad"})
    assert gone.status_code == 200, gone.text
    poll = await board.start(method="names", most=1)
    ada, bram, _ = board.people

    for marks, code in (
        ([chloe], "candidate_withdrawn"), ([99], "not_on_the_ballot"), ([ada, bram], "too_many_names"),
        ([ada, ada], "named_twice"), ("for", "not_what_is_asked"), ({str(ada): "for"}, "not_what_is_asked"),
    ):  # fmt: skip
        refused = await board.cast(poll, 1, marks)
        assert refused.status_code == 422
        assert code in {one["code"] for one in refused.json()["errors"]}
    stays = await board.api.put(f"{HALL}/candidates/{bram}/withdrawal", json={"reason": "Late"})
    assert (stays.status_code, stays.json()["type"]) == (409, "/problems/poll-open")
    assert await fetchval("SELECT count(*) FROM ballot") == 0
    decision = (await opened(board.api, 2))["id"]
    assert (await board.cast(decision, 1, [ada])).json()["errors"][0]["code"] == "not_what_is_asked"
    await join(99, somebody(99))
    outside = await board.api.put(f"/api/polls/{poll}/ballots/1", json={"choice": [ada]}, headers=await of(99))
    assert outside.status_code == 404


async def test_the_agenda_says_how(board: Board) -> None:
    """A choice of names has a most, the seats unless said; other ways have none, and what is no election no way."""

    async def change(**how: Any) -> dict[str, Any]:
        answer = (await board.api.patch(BOARD, json=how)).json()
        return dict(answer["items"][0] if "items" in answer else answer)

    names = await change(method="names", seats=3)
    assert (names["method"], names["most"]) == ("names", 3)
    assert (await change(most=0))["errors"][0]["field"] == "most"
    asked = await change(method="per_candidate")
    assert (asked["method"], asked["most"]) == ("per_candidate", None)
    agenda = (await board.api.get(f"{HALL}/agenda")).json()
    assert (agenda["items"][1]["method"], agenda["items"][1]["most"]) == (None, None)


async def test_candidates_are_ranked(board: Board) -> None:
    """Four votes and two seats make a quota of two; a ballot names as many as one likes, nobody twice."""
    poll = await board.start(method="ranked")
    ada, bram, chloe = board.people
    for marks, code in (([ada, ada], "named_twice"), ([99], "not_on_the_ballot"), ("for", "not_what_is_asked")):
        assert (await board.cast(poll, 1, marks)).json()["errors"][0]["code"] == code
    insert = "INSERT INTO ballot (poll, poll_right, marks, cast_at, cast_by) VALUES ($1, $2, $3, now(), '')"
    for past in ([ada, ada], [99], {str(ada): "for"}):
        with pytest.raises(asyncpg.CheckViolationError):
            await execute(insert, poll, (await rights(board.api, poll, 1))[0]["id"], past)

    for number, marks in enumerate(([ada, bram, chloe], [ada, chloe], [ada, chloe], [bram], []), 1):
        assert (await board.cast(poll, number, marks)).json()["choice"] == marks
    result = await board.close(poll)

    election = result["election"]
    assert (election["quota"], election["blank"], election["left"]) == (2, "1", 0)
    assert [stage["votes"] for stage in election["rounds"]] == [
        {str(ada): "3", str(bram): "1", str(chloe): "0"}, {str(ada): "2", str(bram): "1.33333", str(chloe): "0.66666"},
        {str(ada): "2", str(bram): "1.33333", str(chloe): "0"},
    ]  # fmt: skip
    assert [stage["elected"] for stage in election["rounds"]] == [[ada], [], [bram]]
    assert result["sentence"] == (
        f"Elected: {ADA['name']} (votes: 3, count 1) and {BRAM['name']} (votes: 1.33, count 3)."
        f" Not elected: {CHLOE['name']} (votes: 0.67, count 3)."
        " Seats: 2; quota: 2; handed on by preference, counts: 3. Blank votes (1) do not count."
    )
    minutes = (await board.api.get(f"{HALL}/minutes.txt?lang=nl")).text
    assert f"Verkozen: {ADA['name']}" in " ".join(minutes.split())
    await board.api.put(f"{HALL}/closing")
    verdict = verify(io.BytesIO((await board.api.get(f"{HALL}/bundle.zip")).content))
    assert (verdict.flaws, [one.elected for one in verdict.results.values()]) == ([], [(ada, bram)])


async def test_an_election_is_secret_and_counted(board: Board) -> None:
    """Told from their voters, ballots say what they said."""
    await board.api.patch(BOARD, json={"seats": 1, "method": "names", "most": 2})
    await sittings_open(board.event)
    for number in (1, 2):
        await board.api.put(f"{HALL}/attendance/me", headers=await of(number))
    poll = (await opened(board.api, secrecy="sealed"))["id"]
    ada, bram, _ = board.people
    await board.cast(poll, 1, [ada, bram])
    await board.cast(poll, 2, [ada])

    result = await board.close(poll)

    votes = {one["id"]: one["votes_for"] for one in result["election"]["contenders"]}
    assert (votes[ada], votes[bram], result["voted"]) == ("2", "1", 2)
    assert result["sentence"].startswith(f"Elected: {ADA['name']} (votes: 2, so 100.0%).")


async def test_the_order_on_the_ballot(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn by lot once, written down, and the same for everybody."""
    monkeypatch.setattr(polls.SystemRandom, "sample", lambda _, people, k: list(people)[::-1][:k])
    poll = await board.start(ballot_order="by_lot")

    seen = [await board.ballot(poll, number) for number in range(1, 6)]

    assert all(one == board.people[::-1] for one in seen)
    kept = await fetch("SELECT candidate FROM poll_candidate WHERE poll = $1 ORDER BY position", poll)
    assert [row["candidate"] for row in kept] == board.people[::-1]
    facts = await fetchval("SELECT facts FROM journal WHERE about = 'poll' AND about_id = $1", poll)
    assert facts["candidates"] == board.people[::-1]


async def test_an_order_for_each_voter(board: Board) -> None:
    """Each has their own, and the same one when they load the page again; the result stands in the bureau's."""
    poll = await board.start(ballot_order="per_voter")

    seen = [await board.ballot(poll, number) for number in range(1, 6)]

    assert seen == [await board.ballot(poll, number) for number in range(1, 6)]
    assert all(sorted(one) == sorted(board.people) for one in seen)
    result = await board.close(poll)
    assert [one["id"] for one in result["election"]["contenders"]] == board.people
    with pytest.raises(asyncpg.RestrictViolationError):
        await execute("UPDATE poll SET ballot_order = 'as_set'")


async def test_the_database_keeps_it(board: Board) -> None:
    """Whoever writes past the actions is stopped: no other marks, nobody else on a ballot, no other way of voting."""
    poll = await board.start()
    ada, bram, chloe = board.people
    right = (await rights(board.api, poll, 1))[0]["id"]
    insert = "INSERT INTO ballot (poll, poll_right, choice, marks, cast_at, cast_by) VALUES ($1, $2, $3, $4, now(), '')"

    whole = {str(ada): "for", str(bram): "for"}
    for choice, marks in (
        ("for", None), (None, []), (None, [ada]), (None, whole), (None, {**whole, "99": "for"}),
        (None, {**whole, str(chloe): "maybe"}), (None, None), (None, '"for"'), (None, {**whole, str(chloe): ["for"]}),
    ):  # fmt: skip
        with pytest.raises(asyncpg.CheckViolationError):
            await execute(insert, poll, right, choice, marks)
    await execute(insert, poll, right, None, {**whole, str(chloe): "for"})
    for statement in (
        "UPDATE poll_candidate SET position = 9",
        "DELETE FROM poll_candidate",
        f"INSERT INTO poll_candidate (poll, candidate, position) VALUES ({poll}, {ada}, 4)",
        "UPDATE poll SET seats = 3",
        "UPDATE poll SET method = 'names', most = 1",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await execute(statement)


async def test_the_database_counts_names(board: Board) -> None:
    """No more than may be chosen, nobody twice, nobody who is not on the ballot."""
    poll = await board.start(method="names")
    right = (await rights(board.api, poll, 1))[0]["id"]
    ada, bram, chloe = board.people
    insert = "INSERT INTO ballot (poll, poll_right, marks, cast_at, cast_by) VALUES ($1, $2, $3, now(), '')"

    for marks in ([ada, bram, chloe], [ada, ada], [99], ["for"], [None], {str(ada): "for"}):
        with pytest.raises(asyncpg.CheckViolationError):
            await execute(insert, poll, right, marks)
    await execute(insert, poll, right, [chloe, ada])


async def test_a_rush_at_the_closing_instant(board: Board) -> None:
    """Two hundred choose names while the bureau closes: each is acknowledged and counted, or refused and not."""
    members = range(100, 300)
    for n in members:
        await join(n, somebody(n))
    await board.api.patch(BOARD, json={"seats": 2, "method": "names"})
    await sittings_open(board.event)
    headers = {n: await of(n) for n in members}
    await asyncio.gather(*(board.api.put(f"{HALL}/attendance/me", headers=headers[n]) for n in members))
    poll = (await opened(board.api))["id"]
    found = await fetch(
        "SELECT r.id, m.number FROM poll_right r JOIN member m ON m.id = r.holder WHERE r.poll = $1", poll
    )
    of_member = {row["number"]: row["id"] for row in found}
    acknowledged: Counter[int] = Counter()

    async def one(n: int) -> int:
        names = [board.people[n % 3], board.people[(n + 1) % 3]][: n % 3]
        path = f"/api/polls/{poll}/ballots/{of_member[n]}"
        answer = await board.api.put(path, json={"choice": names}, headers=headers[n])
        if answer.status_code == 200:
            acknowledged.update(names)
        return answer.status_code

    async def close() -> None:
        while await fetchval("SELECT count(*) FROM ballot") < 20:
            await asyncio.sleep(0)
        await board.api.put(f"/api/polls/{poll}/closing")

    *statuses, _ = await asyncio.gather(*(one(n) for n in members), close())

    counts = Counter(statuses)
    assert set(counts) <= {200, 409}
    result = (await board.api.get(f"/api/polls/{poll}/result")).json()
    assert result["voted"] == counts[200]
    assert {one["id"]: int(one["votes_for"]) for one in result["election"]["contenders"]} == {
        one: acknowledged[one] for one in board.people
    }
