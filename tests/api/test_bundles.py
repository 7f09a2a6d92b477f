"""The closing bundle of a small assembly with a bit of everything: who gets it, and that it holds."""

import io
import os
import zipfile
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import httpx
import pytest

from events.actions import chain, sittings
from events.bundle.format import MINUTES, data_files
from events.bundle.verify import verify
from events.clock import now
from events.database import execute, fetch, fetchval
from events.rules.chain import Head
from events.rules.elections import Outcome
from events.rules.statutes import Need
from events.rules.tally import Tally
from events.words import Base, Matter, Role
from tests.cast import ADA, BRAM, CHLOE, bearer, call_together, hold_assembly, hold_event, join, somebody
from tests.documents import ROOT
from tests.paper import text_of
from tests.test_verify import convoke

WHERE = "/api/assemblies/party"
GOLDEN = ROOT / "tests" / "golden" / "bundle.zip"
NEEDS = (
    Need(matter=Matter.ORDINARY), Need(matter=Matter.ELECTION), Need(matter=Matter.PURPOSE),
    Need(matter=Matter.STATUTES, quorum=Fraction(9, 10), counted=Base.MEMBERS, majority=Fraction(3, 4)),
)  # fmt: skip


async def of(number: int) -> dict[str, str]:
    return {**await bearer(Role.MEMBER, member=number), "accept-language": "en"}


@pytest.fixture
async def hall(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """The bureau's client once all is over: two votes on the accounts, of which the first is annulled; an election with
    a tie, and a further vote.

    Ada, Bram and Chloé's proxy vote; the statutes lack their quorum; there was a question, an incident, and a mail came
    back.
    """
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    event = await hold_event(starts_at=now() + timedelta(minutes=10), ends_at=now() + timedelta(hours=3))
    await hold_assembly(proxy_limit=3, proxy_hours=0, needs=NEEDS)
    for number, who in enumerate((ADA, BRAM, CHLOE, somebody(4)), 1):
        await join(number, who)
    accounts, discharge, statutes, board, chair = await call_together(
        items=[
            ("Accounts", Matter.ORDINARY), ("Discharge", Matter.ORDINARY), ("Statutes", Matter.STATUTES),
            ("Board", Matter.ELECTION), ("Chair", Matter.ELECTION),
        ]
    )  # fmt: skip
    await ask(api, "PATCH", f"{WHERE}/agenda/{board}", {"seats": 1, "method": "names", "most": 1})
    for item, number in ((board, 1), (board, 2), (board, 4), (chair, 1), (chair, 2)):
        await ask(api, "POST", f"{WHERE}/agenda/{item}/candidates", {"member": number})
    out = await fetchval("SELECT max(id) FROM candidate WHERE item = $1", chair)
    await execute("UPDATE candidate SET withdrawn_at = $2, withdrawn_by = 'test' WHERE id = $1", out, now())
    await execute("INSERT INTO convocation (assembly, at) SELECT id, convened_at FROM assembly")
    await execute(
        """INSERT INTO summons (convocation, member, means, email, language, called_at, sent_at, bounced_at)
        SELECT c.id, m.id, CASE WHEN m.number = 4 THEN 'post' ELSE 'mail' END, m.email, 'nl', c.at,
            CASE WHEN m.number < 4 THEN c.at END, CASE WHEN m.number = 3 THEN c.at END FROM convocation c, member m"""
    )
    await ask(api, "PUT", f"{WHERE}/bureau", {"items": [{"role": "chair", "name": "Ada Janssens"}]}, {"if-match": "0"})
    wish = {"holder": 1, "holder_name": ADA["name"], "kind": "named", "items": [{"item": accounts}]}
    proxy = (await ask(api, "POST", f"{WHERE}/proxies", wish, await of(3)))["id"]
    await ask(api, "PUT", f"/api/proxies/{proxy}/acceptance", None, await of(1))
    await sittings.open_assembly(event.id, "test")
    for number in (1, 2):
        await ask(api, "PUT", f"{WHERE}/attendance/me", None, await of(number))
    question = await ask(api, "POST", f"{WHERE}/questions", {"text": "Why?", "item": accounts}, await of(2))
    topic = {"questions": [question["id"]], "wording": {"en": "Why?"}, "item": accounts}
    await ask(api, "POST", f"{WHERE}/topics", topic)
    await ask(api, "PUT", f"{WHERE}/item", {"item": accounts})
    first = await voted(api, accounts, {1: ["for", "for"], 2: ["against"]})
    await ask(api, "PUT", f"/api/polls/{first}/annulment", {"reason": {"en": "The lights went out"}})
    incident = {"kind": "technical", "text": "No light", "began_at": now().isoformat()}
    await ask(api, "POST", f"{WHERE}/incidents", incident)
    again = await voted(api, accounts, {1: ["for", "against"], 2: ["for"]})
    await ask(api, "PUT", f"/api/polls/{again}/announcement")
    await voted(api, discharge, {1: ["abstain"]})
    ada, bram, fourth = [
        row["id"] for row in await fetch("SELECT id FROM candidate WHERE item = $1 ORDER BY id", board)
    ]
    await voted(api, board, {1: [[ada]], 2: [[bram]]})
    await voted(api, board, {1: [[ada]], 2: [[ada]]}, further=True)
    last = await fetchval("SELECT min(id) FROM candidate WHERE item = $1", chair)
    await voted(api, chair, {1: [{str(last): "for"}], 2: [{str(last): "abstain"}]})
    assert fourth
    await ask(api, "PUT", f"{WHERE}/item", {"item": statutes})
    await ask(api, "POST", f"{WHERE}/failures", {"items": [statutes]})
    early = await api.get(f"{WHERE}/bundle.zip")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/bundle-too-early")
    await ask(api, "PUT", f"{WHERE}/closing")
    return api


async def ask(api: httpx.AsyncClient, method: str, path: str, body: Any = None, headers: Any = None) -> Any:
    answer = await api.request(method, path, json=body, headers=headers)
    assert answer.status_code < 300, answer.text
    return answer.json() if answer.content else None


async def voted(api: httpx.AsyncClient, resolution: int, choices: dict[int, list[Any]], **how: Any) -> int:
    """A poll with these votes, by member and by the right they hold; closed."""
    poll: int = (await ask(api, "POST", f"/api/resolutions/{resolution}/polls", how))["id"]
    for number, wanted in choices.items():
        rights = (await ask(api, "GET", f"/api/polls/{poll}/rights", None, await of(number)))["items"]
        ballots = {str(right["id"]): choice for right, choice in zip(rights, wanted, strict=True)}
        await ask(api, "PUT", f"/api/polls/{poll}/ballots", {"ballots": ballots}, await of(number))
    await ask(api, "PUT", f"/api/polls/{poll}/closing")
    return poll


async def test_the_bundle_of_a_closed_assembly_holds(hall: httpx.AsyncClient) -> None:
    """Recounted offline it comes to what was announced, and its journal lines are those of the journal itself."""
    answer = await hall.get(f"{WHERE}/bundle.zip")

    assert answer.headers["content-disposition"] == 'attachment; filename="party-bundle.zip"'
    verdict = verify(io.BytesIO(answer.content))
    assert verdict.flaws == []
    assert verdict.told
    results = list(verdict.results.values())
    assert [(one.whole.votes_for, one.adopted) for one in results if isinstance(one, Tally)] == [(2, True), (0, False)]
    people = [(len(one.tied), len(one.elected)) for one in results if isinstance(one, Outcome)]
    assert people == [(2, 0), (0, 1), (0, 1)]
    [made] = (await hall.get(f"{WHERE}/bundles")).json()["items"]
    assert (made["fingerprint"], made["data"]) == (verdict.fingerprint, verdict.of_data)
    assert (await chain.examine(*verdict.links)).breaks == []
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        polls = [poll.id for poll in verdict.told.polls]
        assert archive.namelist() == [*data_files(polls), *MINUTES, "manifest.json"]
        assert verdict.of_data in text_of(archive.read("minutes/minutes-nl.pdf")).replace("\n", "")
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for who in (ADA, BRAM, CHLOE):
        assert who["email"].encode() not in everything
    if os.environ.get("GOLDEN"):
        GOLDEN.write_bytes(answer.content)


async def test_the_same_assembly_is_the_same_bundle(hall: httpx.AsyncClient) -> None:
    """Whenever it is made; until something is done to it."""
    one, other = [(await hall.get(f"{WHERE}/bundle.zip")).content for _ in range(2)]
    poll = await fetchval("SELECT max(id) FROM poll")
    await ask(hall, "PUT", f"/api/polls/{poll}/announcement")
    later = (await hall.get(f"{WHERE}/bundle.zip")).content

    assert one == other
    assert one != later
    assert verify(io.BytesIO(later)).flaws == []
    assert len((await hall.get(f"{WHERE}/bundles")).json()["items"]) == 3


async def test_the_commands(hall: httpx.AsyncClient, database: str, tmp_path: Path) -> None:
    """`convoke bundle` writes it; `convoke verify --journal` finds its lines in the journal, and no forged one."""
    file = tmp_path / "party.zip"

    made = await convoke(database, "bundle", "party", str(file))
    held = await convoke(database, "verify", "--journal", str(file))
    nowhere = await convoke(database, "bundle", "nowhere", str(tmp_path / "nowhere.zip"))

    assert made == (0, f"party.zip: fingerprint {verify(io.BytesIO(file.read_bytes())).fingerprint}\n")
    assert held[0] == 0
    assert "journal: " in held[1]
    assert nowhere == (1, "Error: There is no assembly “nowhere”.\n")
    assert list(tmp_path.iterdir()) == [file]
    links = verify(io.BytesIO(file.read_bytes())).links
    forged = Head(links[0].position, bytes(32))
    [broken] = (await chain.examine(forged, *links[1:])).breaks
    assert broken.told == f"Position {forged.position} is not the one that was kept: its hash is another."
