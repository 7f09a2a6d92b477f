"""Sealed polls: what is cast is counted, and once the poll closed nothing that is kept tells whose it was."""

import asyncio
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import asyncpg
import httpx
import msgspec
import pytest

from events.actions import sittings
from events.bundle.verify import verify
from events.clock import now
from events.database import execute, fetch, fetchval
from events.rules.statutes import Need
from events.words import Matter, Role, Weighing
from tests.bundle.cast import files_of, forged, told
from tests.cast import bearer, call_together, hold_assembly, hold_event, join, somebody

HALL = "/api/assemblies/party"


async def of(number: int) -> dict[str, str]:
    return await bearer(Role.MEMBER, member=number)


async def convened(
    api: httpx.AsyncClient,
    members: range,
    *,
    matters: int = 1,
    matter: Matter = Matter.ORDINARY,
    candidates: Sequence[int] = (),
    shares: Mapping[int, int] = MappingProxyType({}),
    **rules: Any,
) -> list[int]:
    """An open assembly with these members there; the ids of its decisions."""
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    event = await hold_event(starts_at=now() + timedelta(minutes=10), ends_at=now() + timedelta(hours=3))
    await hold_assembly(**rules)
    for n in members:
        member = await join(n, somebody(n))
        await execute("UPDATE membership SET shares = $2 WHERE member = $1", member, shares.get(n, 1))
    items = await call_together(items=[(f"Matter {n}", matter) for n in range(matters)])
    for number in candidates:
        body = {"member": number}
        assert (await api.post(f"{HALL}/agenda/{items[0]}/candidates", json=body)).status_code == 201
    await sittings.open_assembly(event.id, "test")
    headers = [await of(n) for n in members]
    await asyncio.gather(*(api.put(f"{HALL}/attendance/me", headers=one) for one in headers))
    return items


async def opened(api: httpx.AsyncClient, resolution: int) -> int:
    answer = await api.post(f"/api/resolutions/{resolution}/polls", json={"secrecy": "sealed"})
    assert answer.status_code == 201, answer.text
    assert answer.json()["secrecy"] == "sealed"
    return int(answer.json()["id"])


async def cast(api: httpx.AsyncClient, poll: int, number: int, choice: str) -> httpx.Response:
    headers = await of(number)
    [right] = (await api.get(f"/api/polls/{poll}/rights", headers=headers)).json()["items"]
    return await api.put(f"/api/polls/{poll}/ballots/{right['id']}", json={"choice": choice}, headers=headers)


async def test_a_secret_vote_is_counted(api: httpx.AsyncClient) -> None:
    """Voters see and change their own until it closes; then who voted is known, and how nobody."""
    [item] = await convened(api, range(1, 5))
    poll = await opened(api, item)
    assert (await cast(api, poll, 1, "against")).json()["choice"] == "against"
    for number, choice in ((1, "for"), (2, "for"), (3, "abstain")):
        assert (await cast(api, poll, number, choice)).status_code == 200
    [mine] = (await api.get(f"/api/polls/{poll}/rights", headers=await of(1))).json()["items"]
    assert mine["choice"] == "for"
    assert (await api.get(f"/api/polls/{poll}/result")).json()["type"] == "/problems/poll-open"

    closed = (await api.put(f"/api/polls/{poll}/closing")).json()

    result = (await api.get(f"/api/polls/{poll}/result")).json()
    assert (closed["voted"], result["rights"], result["voted"]) == (3, 4, 3)
    assert (result["whole"]["votes_for"], result["whole"]["abstain"], result["by_category"]) == ("2", "1", {})
    [mine] = (await api.get(f"/api/polls/{poll}/rights", headers=await of(1))).json()["items"]
    assert (mine["choice"], mine["cast_at"]) == (None, None)
    [held] = (await api.get("/api/me/data", headers=await of(1))).json()["votes"]
    assert (held["voted"], held["secrecy"], held["choice"], held["cast_at"]) == (True, "sealed", None, None)
    assert await fetchval("SELECT count(*) FROM ballot") == 0


async def test_nothing_that_is_kept_tells_whose_it_was(api: httpx.AsyncClient) -> None:
    """Neither places, nor transactions, nor ids, nor what voters left elsewhere: whoever joins by them guesses."""
    members = range(100, 300)
    [item] = await convened(api, members)
    poll = await opened(api, item)
    rights = await fetch("SELECT r.id, r.holder FROM poll_right r ORDER BY r.id")
    file = await fetchval("SELECT pg_relation_filenode('urn')")
    said = {n: ("for", "against")[n % 2] for n in members}
    for n in members:
        await cast(api, poll, n, said[n])
    before = await fetchval("SELECT count(*) FROM journal")
    await api.put(f"/api/polls/{poll}/closing")

    assert await fetchval("SELECT count(*) FROM urn") == 0
    assert await fetchval("SELECT pg_relation_filenode('urn')") != file
    assert await fetchval("SELECT pg_relation_size('urn')") == 0
    assert await fetchval("SELECT count(DISTINCT xmin::text) FROM sealed_ballot") == 1
    columns = {
        row["attname"]
        for row in await fetch(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'sealed_ballot'::regclass AND attnum > 0"
        )
    }
    assert columns == {"id", "poll", "category", "choice", "marks"}
    truth = [said[n] for n in members]
    for order in ("ctid", "id"):
        found = [row["choice"] for row in await fetch(f"SELECT choice FROM sealed_ballot ORDER BY {order}")]
        assert Counter(found) == Counter(truth)
        for guess in (truth, truth[::-1]):
            assert 60 <= sum(one == other for one, other in zip(found, guess, strict=True)) <= 140
    turnout = [row["poll_right"] for row in await fetch("SELECT poll_right FROM turnout ORDER BY ctid")]
    assert turnout == [row["id"] for row in rights]
    assert await fetchval("SELECT count(*) FROM journal") == before + 1
    assert not await fetchval("SELECT count(*) FROM journal WHERE facts::text ~ '\"(for|against)\"'")


async def test_people_are_elected_in_secret(api: httpx.AsyncClient) -> None:
    """Names on ballots that are nobody's come to the same count; of the candidates no category is told."""
    [item] = await convened(api, range(1, 6), matter=Matter.ELECTION, candidates=(1, 2))
    poll = await opened(api, item)
    ada, bram = [row["id"] for row in await fetch("SELECT id FROM candidate ORDER BY id")]
    for number, choice in ((1, "for"), (2, "against"), (3, "for"), (4, "for")):
        headers = await of(number)
        [right] = (await api.get(f"/api/polls/{poll}/rights", headers=headers)).json()["items"]
        body = {"choice": {str(ada): choice, str(bram): "abstain"}}
        assert (
            await api.put(f"/api/polls/{poll}/ballots/{right['id']}", json=body, headers=headers)
        ).status_code == 200
    await api.put(f"/api/polls/{poll}/closing")

    result = (await api.get(f"/api/polls/{poll}/result")).json()

    first, second = result["election"]["contenders"]
    assert (result["rights"], result["voted"], first["elected"], second["elected"]) == (5, 4, True, False)
    assert (first["votes_for"], first["against"], first["by_category"]) == ("3", "1", {})


async def test_two_at_once_and_at_the_closing_instant(api: httpx.AsyncClient) -> None:
    """A ballot at the closing instant counts or is refused; the other secret poll, open still, keeps all of its own."""
    members = range(100, 220)
    first, second = await convened(api, members, matters=2)
    closing, staying = await opened(api, first), await opened(api, second)

    async def close() -> None:
        while await fetchval("SELECT count(*) FROM urn WHERE poll = $1", closing) < 20:
            await asyncio.sleep(0)
        assert (await api.put(f"/api/polls/{closing}/closing")).status_code == 200

    *answers, _ = await asyncio.gather(
        *(cast(api, closing, n, "for") for n in members), *(cast(api, staying, n, "against") for n in members), close()
    )

    counts = [Counter(one.status_code for one in some) for some in (answers[:120], answers[120:])]
    assert set(counts[0]) <= {200, 409}
    assert counts[1] == {200: 120}
    result = (await api.get(f"/api/polls/{closing}/result")).json()
    assert (result["voted"], result["whole"]["votes_for"]) == (counts[0][200], str(counts[0][200]))
    assert await fetchval("SELECT count(*) FROM urn WHERE poll = $1", staying) == 120
    await api.put(f"/api/polls/{staying}/closing")
    assert (await api.get(f"/api/polls/{staying}/result")).json()["whole"]["against"] == "120"


async def test_annulled_it_tells_nobody_either(api: httpx.AsyncClient) -> None:
    """What was cast is told from whom it is even where it does not count."""
    [item] = await convened(api, range(1, 4))
    poll = await opened(api, item)
    await cast(api, poll, 1, "for")

    await api.put(f"/api/polls/{poll}/annulment", json={"reason": {"en": "A wrong text"}})

    counts = [await fetchval(f"SELECT count(*) FROM {table}") for table in ("urn", "turnout", "sealed_ballot")]
    assert counts == [0, 1, 1]


async def test_where_a_ballot_would_name_its_owner(api: httpx.AsyncClient) -> None:
    """Votes that weigh differently cannot be secret; a named vote can be held."""
    [item] = await convened(api, range(1, 4), weighing=Weighing.SHARE, shares={2: 9})

    refused = await api.post(f"/api/resolutions/{item}/polls", json={"secrecy": "sealed"})

    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/cannot-be-secret")
    assert await fetchval("SELECT count(*) FROM poll") == 0
    assert (await api.post(f"/api/resolutions/{item}/polls", json={})).status_code == 201


@pytest.mark.parametrize(("there", "status"), [(4, 409), (5, 201)])
async def test_a_category_with_few_voters(api: httpx.AsyncClient, there: int, status: int) -> None:
    """Where its own majority decides, four ballots of a category would tell too much; five may, and are counted."""
    within = {Matter.ORDINARY: {"A": Fraction(2, 3)}}
    needs = tuple(Need(matter=matter, within=within.get(matter, {})) for matter in Matter)
    [item] = await convened(api, range(1, 1 + there), needs=needs)

    answer = await api.post(f"/api/resolutions/{item}/polls", json={"secrecy": "sealed"})

    assert answer.status_code == status
    if status == 201:
        poll = answer.json()["id"]
        for number in range(1, 6):
            await cast(api, poll, number, "for" if number > 1 else "against")
        await api.put(f"/api/polls/{poll}/closing")
        result = (await api.get(f"/api/polls/{poll}/result")).json()
        assert (result["adopted"], result["by_category"]["A"]["votes_for"]) == (True, "4")


async def test_the_database_keeps_it_sealed(api: httpx.AsyncClient) -> None:
    """Nobody adds a ballot afterwards, changes one, writes one in the open, or makes the poll less secret."""
    [item] = await convened(api, range(1, 4))
    poll = await opened(api, item)
    [right, *_] = [row["id"] for row in await fetch("SELECT id FROM poll_right ORDER BY id")]
    with pytest.raises(asyncpg.CheckViolationError):
        await execute(
            "INSERT INTO ballot (poll, poll_right, choice, cast_at, cast_by) VALUES ($1, $2, 'for', now(), 'test')",
            poll, right,
        )  # fmt: skip
    await cast(api, poll, 1, "for")
    await api.put(f"/api/polls/{poll}/closing")

    for statement in (
        "UPDATE sealed_ballot SET choice = 'against'",
        "DELETE FROM sealed_ballot",
        "DELETE FROM turnout",
        "UPDATE poll SET secrecy = 'named'",
        f"INSERT INTO sealed_ballot (id, poll, choice) VALUES (gen_random_uuid(), {poll}, 'for')",
        f"INSERT INTO urn (poll, poll_right, choice, cast_at) VALUES ({poll}, {right}, 'for', now())",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await execute(statement)


async def test_the_bundle_of_a_secret_vote(api: httpx.AsyncClient) -> None:
    """It holds, tells who voted and not how, and is refused where a ballot names its right or one is missing."""
    [item] = await convened(api, range(1, 7))
    await execute("INSERT INTO convocation (assembly, at) SELECT id, convened_at FROM assembly")
    await execute(
        """INSERT INTO summons (convocation, member, means, email, language, called_at, sent_at)
        SELECT c.id, m.id, 'mail', 'x@example.org', 'nl', c.at, c.at FROM convocation c, member m"""
    )
    poll = await opened(api, item)
    for number in range(1, 6):
        await cast(api, poll, number, "for" if number > 1 else "against")
    for path in (f"/api/polls/{poll}/closing", f"{HALL}/closing"):
        assert (await api.put(path)).status_code < 300

    bundle = (await api.get(f"{HALL}/bundle.zip")).content

    verdict = verify(io.BytesIO(bundle))
    assert verdict.flaws == []
    assert verdict.results[poll].voted == 5
    name, files = f"polls/{poll}/ballots.jsonl", files_of(bundle)
    rows = [msgspec.json.decode(line) for line in files[name].splitlines()]
    assert [row["right"] for row in rows] == [None] * 5
    for change, flaw in (
        ([{**rows[0], "right": 1}, *rows[1:]], "a ballot of poll 1 names its right, and the poll was secret"),
        (rows[1:], "it has 4 ballots, and 5 rights were used"),
        ([*rows, rows[0]], "it has 6 ballots, and 5 rights were used"),
    ):
        lines = b"".join(msgspec.json.encode(row) + b"\n" for row in change)
        assert any(flaw in one for one in told(forged({**files, name: lines})))
