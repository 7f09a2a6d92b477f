"""Polls over HTTP: opened on frozen rights, voted in, closed, told; and what a closing and a rush do to ballots."""

import asyncio
from collections import Counter
from datetime import timedelta
from fractions import Fraction
from typing import Any

import asyncpg
import httpx
import pytest

from events.actions import lapses, polls, sittings
from events.clock import now
from events.database import execute, fetch, fetchval
from events.rules.statutes import Need
from events.words import Base, Matter, Role
from tests.cast import ADA, BRAM, CHLOE, bearer, call_together, hold_assembly, hold_event, join, somebody

HALL = "/api/assemblies/party"
Headers = dict[str, str]


async def of(number: int) -> Headers:
    return {**await bearer(Role.MEMBER, member=number), "accept-language": "en"}


@pytest.fixture
async def hall(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """The bureau's client at an open assembly: Ada and Bram are there, Ada with Chloé's proxy; item 1 is a decision."""
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    event = await hold_event(starts_at=now() + timedelta(minutes=10), ends_at=now() + timedelta(hours=3))
    await hold_assembly(
        proxy_limit=3,
        proxy_hours=0,
        needs=(
            Need(matter=Matter.ORDINARY), Need(matter=Matter.ELECTION), Need(matter=Matter.PURPOSE),
            Need(matter=Matter.STATUTES, quorum=Fraction(9, 10), counted=Base.MEMBERS, majority=Fraction(3, 4)),
        ),
    )  # fmt: skip
    for number, who in enumerate((ADA, BRAM, CHLOE), 1):
        await join(number, who)
    await join(4, somebody(4))
    items = [("Accounts", Matter.ORDINARY), ("Statutes", Matter.STATUTES), ("Board", Matter.ELECTION)]
    await call_together(items=items)
    wish = {"kind": "instructed", "items": [{"item": 1, "choice": "against", "words": "As we said"}]}
    body = {"holder": 1, "holder_name": ADA["name"], **wish}
    made = await api.post(f"{HALL}/proxies", json=body, headers=await of(3))
    await api.put(f"/api/proxies/{made.json()['id']}/acceptance", headers=await of(1))
    await sittings_open(event.id)
    for number in (1, 2):
        await api.put(f"{HALL}/attendance/me", headers=await of(number))
    return api


async def sittings_open(event: int) -> None:
    """Open the assembly though its day has an hour to go: its roll is of today."""
    await sittings.open_assembly(event, "test")


async def opened(hall: httpx.AsyncClient, resolution: int = 1, **body: Any) -> dict[str, Any]:
    answer = await hall.post(f"/api/resolutions/{resolution}/polls", json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def rights(hall: httpx.AsyncClient, poll: int, number: int) -> list[dict[str, Any]]:
    return list((await hall.get(f"/api/polls/{poll}/rights", headers=await of(number))).json()["items"])


async def cast(hall: httpx.AsyncClient, poll: int, right: int, choice: str, number: int) -> httpx.Response:
    return await hall.put(f"/api/polls/{poll}/ballots/{right}", json={"choice": choice}, headers=await of(number))


async def test_a_resolution_is_voted_on(hall: httpx.AsyncClient) -> None:
    """Ada votes for herself and for Chloé, differently; Bram abstains; the bureau closes and tells."""
    poll = await opened(hall)
    assert (poll["rights"], poll["votes"], poll["number"], len(poll["rights_hash"])) == (3, 3, 1, 64)
    mine, chloes = await rights(hall, poll["id"], 1)
    assert (mine["how"], chloes["how"], chloes["name"]) == ("self", "proxy", "Chloé D'Hondt")
    assert (chloes["instruction"], chloes["words"], mine["choice"]) == ("against", "As we said", None)

    assert (await cast(hall, poll["id"], mine["id"], "for", 1)).json()["choice"] == "for"
    await cast(hall, poll["id"], chloes["id"], "against", 1)
    [brams] = await rights(hall, poll["id"], 2)
    await cast(hall, poll["id"], brams["id"], "for", 2)
    await cast(hall, poll["id"], brams["id"], "abstain", 2)
    assert (await hall.get(f"/api/polls/{poll['id']}/result")).json()["type"] == "/problems/poll-open"
    closed = (await hall.put(f"/api/polls/{poll['id']}/closing")).json()

    assert closed["voted"] == 3
    result = (await hall.get(f"/api/polls/{poll['id']}/result")).json()
    assert (result["adopted"], result["whole"]["votes_for"], result["whole"]["abstain"]) == (False, "1", "1")
    assert result["sentence"] == (
        "Rejected: 1 for and 1 against, so 50.0% for; more than a half was needed."
        " Abstentions (1) do not count; with them, 33.3% are for."
    )
    hidden = await hall.get(f"/api/polls/{poll['id']}/result", headers=await of(2))
    assert hidden.status_code == 404
    await hall.put(f"/api/polls/{poll['id']}/announcement")
    told = await hall.get(f"/api/polls/{poll['id']}/result", headers=await of(4))
    assert told.json()["sentence"] == result["sentence"]


async def test_all_rights_in_one_go_or_none(hall: httpx.AsyncClient) -> None:
    """A right that is not theirs spoils nothing of what is."""
    poll = (await opened(hall))["id"]
    mine, chloes = [one["id"] for one in await rights(hall, poll, 1)]
    [brams] = [one["id"] for one in await rights(hall, poll, 2)]
    ada = await of(1)

    for ballots in ({str(mine): "for", str(brams): "for"}, {str(mine): "for", "x": "for"}):
        refused = await hall.put(f"/api/polls/{poll}/ballots", json={"ballots": ballots}, headers=ada)
        assert refused.status_code == 404
    assert await fetchval("SELECT count(*) FROM ballot") == 0
    both = {str(mine): "for", str(chloes): "for"}
    done = await hall.put(f"/api/polls/{poll}/ballots", json={"ballots": both}, headers=ada)

    assert [one["choice"] for one in done.json()["items"]] == ["for", "for"]


async def test_nobody_votes_with_what_is_not_theirs(hall: httpx.AsyncClient) -> None:
    """Not a stranger, not staff, not Chloé herself: she is not there; nor in a poll that is closed or not there."""
    poll = (await opened(hall))["id"]
    mine, chloes = [one["id"] for one in await rights(hall, poll, 1)]

    for number, right in ((2, mine), (3, chloes), (4, mine)):
        assert (await cast(hall, poll, right, "for", number)).status_code == 404
    assert (await hall.put(f"/api/polls/{poll}/ballots/{mine}", json={"choice": "for"})).status_code == 403
    assert (await cast(hall, poll + 9, mine, "for", 1)).status_code == 404
    await hall.put(f"/api/polls/{poll}/closing")
    late = await cast(hall, poll, mine, "for", 1)
    assert (late.status_code, late.json()["type"]) == (409, "/problems/poll-closed")


async def test_what_cannot_be_opened(hall: httpx.AsyncClient) -> None:
    """Twice, without its quorum, an election in which nobody stands, for a time that is over, after the closing."""
    await opened(hall)
    twice = await hall.post("/api/resolutions/1/polls", json={})
    assert (twice.status_code, twice.json()["type"]) == (409, "/problems/poll-open")
    few = await hall.post("/api/resolutions/2/polls", json={})
    assert (few.status_code, few.json()["type"]) == (409, "/problems/quorum-missing")
    assert "3 are there, and 4 are needed" in few.json()["detail"]
    nobody = await hall.post("/api/resolutions/3/polls", json={})
    assert (nobody.status_code, nobody.json()["type"]) == (409, "/problems/nobody-stands")
    assert (await hall.post("/api/resolutions/99/polls", json={})).status_code == 404
    past = {"closes_at": (now() - timedelta(minutes=1)).isoformat()}
    await hall.put("/api/polls/1/closing")
    assert (await hall.post("/api/resolutions/1/polls", json=past)).json()["errors"][0]["code"] == "in_the_past"
    await sittings.close_assembly(await fetchval("SELECT id FROM event"), "test")
    over = await hall.post("/api/resolutions/1/polls", json={})
    assert over.json()["type"] == "/problems/assembly-closed"


async def test_two_of_the_bureau_open_at_once(hall: httpx.AsyncClient) -> None:
    """One poll."""
    answers = await asyncio.gather(*(hall.post("/api/resolutions/1/polls", json={}) for _ in range(30)))

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 29}


async def test_an_annulled_poll_is_held_again(hall: httpx.AsyncClient) -> None:
    """With a reason, which stays; the ballots of the first are kept and count no more."""
    poll = (await opened(hall))["id"]
    mine = (await rights(hall, poll, 1))[0]["id"]
    await cast(hall, poll, mine, "for", 1)
    assert (await hall.put(f"/api/polls/{poll}/annulment", json={"reason": {"en": " "}})).status_code == 422

    done = await hall.put(f"/api/polls/{poll}/annulment", json={"reason": {"en": "The microphone failed."}})

    assert (done.json()["reason"]["en"], done.json()["annulled_at"] is not None) == ("The microphone failed.", True)
    assert (await opened(hall))["number"] == 2
    assert [one["number"] for one in (await hall.get(f"{HALL}/polls")).json()["items"]] == [1, 2]


async def test_rights_stay_as_they_were_frozen(hall: httpx.AsyncClient) -> None:
    """Chloé comes after the opening: her vote is Ada's in this poll, and her own in the next."""
    poll = (await opened(hall))["id"]
    await hall.put(f"{HALL}/attendance/me", headers=await of(3))

    assert await rights(hall, poll, 3) == []
    assert len(await rights(hall, poll, 1)) == 2
    refused = await hall.post("/api/resolutions/1/polls", json={})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/poll-open")
    await hall.put(f"/api/polls/{poll}/closing")
    refused = await hall.post("/api/resolutions/1/polls", json={})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/poll-decided")
    await hall.put(f"/api/polls/{poll}/annulment", json={"reason": {"nl": "te vroeg"}})
    again = (await opened(hall))["id"]
    assert (len(await rights(hall, again, 3)), len(await rights(hall, again, 1))) == (1, 1)


async def test_a_poll_closes_by_itself(hall: httpx.AsyncClient) -> None:
    """From that moment on it takes nothing, whenever the worker comes by."""
    poll = (await opened(hall, closes_at=(now() + timedelta(hours=1)).isoformat()))["id"]
    mine = (await rights(hall, poll, 1))[0]["id"]
    await execute("UPDATE poll SET closes_at = $1", now() - timedelta(seconds=1))

    assert (await cast(hall, poll, mine, "for", 1)).json()["type"] == "/problems/poll-closed"
    await polls.close_due(now())

    assert await fetchval("SELECT closed_at IS NOT NULL FROM poll")


async def test_the_worker_closes_what_is_due(hall: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within its next round, with nobody of the bureau asking for it."""
    monkeypatch.setattr(lapses, "PAUSE_SECONDS", 0.01)
    await opened(hall, closes_at=(now() + timedelta(hours=1)).isoformat())
    await execute("UPDATE poll SET closes_at = $1", now() - timedelta(seconds=1))
    stop = asyncio.Event()

    async with asyncio.timeout(20):
        task = asyncio.create_task(lapses.run(stop))
        while not await fetchval("SELECT closed_at IS NOT NULL FROM poll"):
            await asyncio.sleep(0.01)
        stop.set()
        await task


async def test_closing_the_assembly_closes_its_polls(hall: httpx.AsyncClient) -> None:
    """No ballot is taken after it, and what was cast before counts."""
    poll = (await opened(hall))["id"]
    mine = (await rights(hall, poll, 1))[0]["id"]
    await cast(hall, poll, mine, "for", 1)

    await sittings.close_assembly(await fetchval("SELECT id FROM event"), "test")

    late = await cast(hall, poll, mine, "against", 1)
    assert (late.status_code, late.json()["type"]) == (409, "/problems/poll-closed")
    assert (await hall.get(f"/api/polls/{poll}/result")).json()["whole"]["votes_for"] == "1"


async def test_the_database_keeps_it(hall: httpx.AsyncClient) -> None:
    """Whoever writes past the actions is stopped."""
    poll = (await opened(hall))["id"]
    mine, chloes = [one["id"] for one in await rights(hall, poll, 1)]
    await cast(hall, poll, mine, "for", 1)
    await hall.put(f"/api/polls/{poll}/closing")

    insert = "INSERT INTO ballot (poll, poll_right, choice, cast_at, cast_by) VALUES ($1, $2, 'for', now(), 'test')"
    for statement in (
        "UPDATE ballot SET choice = 'against'",
        "DELETE FROM ballot",
        "DELETE FROM poll_right",
        "UPDATE poll SET rights = 9",
        "UPDATE poll SET closed_at = NULL",
        "DELETE FROM poll",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await execute(statement)
    with pytest.raises(asyncpg.RestrictViolationError):
        await execute(insert, poll, chloes)


async def test_a_ballot_fifty_times_at_once_is_one(hall: httpx.AsyncClient) -> None:
    """The last of them counts, whichever that is."""
    poll = (await opened(hall))["id"]
    mine = (await rights(hall, poll, 1))[0]["id"]
    ada = await of(1)
    choices = ["for", "against", "abstain"]

    answers = await asyncio.gather(
        *(
            hall.put(f"/api/polls/{poll}/ballots/{mine}", json={"choice": choices[n % 3]}, headers=ada)
            for n in range(50)
        )
    )

    assert {answer.status_code for answer in answers} == {200}
    assert await fetchval("SELECT count(*) FROM ballot") == 1


async def test_at_the_closing_instant(hall: httpx.AsyncClient) -> None:
    """Two hundred vote while the bureau closes: each is acknowledged and counted, or refused and not."""
    members = range(100, 300)
    for n in members:
        await join(n, somebody(n))
    await hold_event("crowded", starts_at=now() + timedelta(minutes=10), ends_at=now() + timedelta(hours=3))
    await hold_assembly("crowded")
    [item] = await call_together("crowded", [("Accounts", Matter.ORDINARY)])
    await sittings_open(await fetchval("SELECT id FROM event WHERE slug = 'crowded'"))
    headers = {n: await of(n) for n in members}
    await asyncio.gather(*(hall.put("/api/assemblies/crowded/attendance/me", headers=headers[n]) for n in members))
    poll = (await opened(hall, item))["id"]
    of_member = {
        row["number"]: row["id"]
        for row in await fetch(
            "SELECT r.id, m.number FROM poll_right r JOIN member m ON m.id = r.holder WHERE r.poll = $1", poll
        )
    }

    async def one(n: int) -> int:
        path = f"/api/polls/{poll}/ballots/{of_member[n]}"
        return (await hall.put(path, json={"choice": "for"}, headers=headers[n])).status_code

    async def close() -> None:
        while await fetchval("SELECT count(*) FROM ballot") < 20:
            await asyncio.sleep(0)
        await hall.put(f"/api/polls/{poll}/closing")

    *statuses, _ = await asyncio.gather(*(one(n) for n in members), close())

    counts = Counter(statuses)
    assert set(counts) <= {200, 409}
    assert await fetchval("SELECT count(*) FROM ballot") == counts[200]
    assert (await hall.get(f"/api/polls/{poll}/result")).json()["whole"]["votes_for"] == str(counts[200])
