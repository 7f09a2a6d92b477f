"""Draft minutes, from a small sitting: who was there when, what was asked, what disturbed it."""

from datetime import timedelta

import httpx

from events.actions import sittings
from events.clock import now
from events.database import execute, fetchval
from events.words import Matter, Role
from tests.cast import ADA, BRAM, CHLOE, bearer, call_together, hold_assembly, hold_event, join
from tests.paper import text_of

WHERE = "/api/assemblies/party"


async def test_minutes_tell_what_happened(api: httpx.AsyncClient) -> None:
    """Three members, of whom one comes and goes and one gave a proxy for one item; a question; a failing microphone."""
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    await hold_event(starts_at=now() + timedelta(minutes=50), ends_at=now() + timedelta(hours=4))
    await hold_assembly(proxy_limit=3, proxy_hours=0)
    for number, who in enumerate((ADA, BRAM, CHLOE), 1):
        await join(number, who)
    accounts, board = await call_together(items=[("Accounts", Matter.ORDINARY), ("Board", Matter.ELECTION)])
    await api.put(f"{WHERE}/roll")
    ada, bram = await bearer(Role.MEMBER, member=1), await bearer(Role.MEMBER, member=2)
    proxy = {"holder": 2, "holder_name": "Bram", "kind": "named", "items": [{"item": board}]}
    made = (await api.post(f"{WHERE}/proxies", json=proxy, headers=ada)).json()["id"]
    await api.put(f"/api/proxies/{made}/acceptance", headers=bram)
    for member in (2, 3):
        await api.post(f"{WHERE}/attendance", json={"member": member})
    asked = (await api.post(f"{WHERE}/questions", json={"text": "Why?", "item": accounts}, headers=bram)).json()["id"]
    await api.post(f"{WHERE}/questions", json={"text": "And how?", "item": accounts}, headers=bram)
    await api.put(f"{WHERE}/opening")
    await api.put(f"{WHERE}/item", json={"item": accounts})
    topic = {"questions": [asked], "wording": {"en": "Why is that so?"}, "item": accounts}
    topic_id = (await api.post(f"{WHERE}/topics", json=topic)).json()["id"]
    await api.patch(f"{WHERE}/topics/{topic_id}", json={"answer": {"en": "Because."}})
    await api.post(f"{WHERE}/speakers", json={"name": "Guest of honour"})
    speaker = await fetchval("SELECT max(id) FROM speaker")
    await api.put(f"{WHERE}/speakers/current", json={"speaker": speaker})
    gone = await fetchval("SELECT id FROM stay WHERE member = 3")
    await api.put(f"{WHERE}/attendance/{gone}/departure")
    await api.put(f"{WHERE}/item", json={"item": board})
    incident = {"kind": "technical", "text": "The microphone failed", "began_at": now().isoformat()}
    await api.post(f"{WHERE}/incidents", json=incident)
    before = await api.get(f"{WHERE}/minutes.txt?lang=en")
    await api.put(f"{WHERE}/closing")

    answer = await api.get(f"{WHERE}/minutes.txt?lang=en")

    assert answer.headers["content-disposition"] == 'attachment; filename="party-minutes-en.txt"'
    told = answer.text
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in told.splitlines() if line.startswith("| ")]
    assert [(row[0].split(", ")[-1], *row[1:]) for row in rows if row[0][:1].isdigit()] == [
        ("at the opening", "2", "2"), ("item 1", "2", "2"), ("item 2", "2", "2"), ("at the closing", "1", "1"),
    ]  # fmt: skip
    assert "Question: Why is that so? Answer: Because." in told
    assert "One more question was asked and not taken up." in told
    assert "Spoke: Guest of honour" in told
    assert "technical: The microphone failed" in told
    assert "none needed; there were 2 votes" in told
    assert "Closed: not yet" in before.text
    assert "Closed: not yet" not in told
    paper = await api.get(f"{WHERE}/minutes.pdf?lang=nl")
    assert "Ontwerpverslag" in text_of(paper.content)


async def test_minutes_of_an_assembly_to_come(api: httpx.AsyncClient) -> None:
    """There is a draft at any time, even with nothing on the agenda and nobody called."""
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    await hold_event()
    await hold_assembly()

    told = (await api.get(f"{WHERE}/minutes.txt")).text

    assert "There is nothing on the agenda." in told
    assert "Called together on: not yet" in told
    await execute("UPDATE event SET title = $1", {"fr": "Fête"})
    assert (await api.get(f"{WHERE}/minutes.pdf?lang=de")).status_code == 200


async def test_minutes_tell_how_it_was_voted(api: httpx.AsyncClient) -> None:
    """Under way without a count, annulled for a reason, put to the vote again; counted before members are told."""
    api.headers.update({**await bearer(Role.ADMIN), "accept-language": "en"})
    event = await hold_event(starts_at=now() + timedelta(minutes=10), ends_at=now() + timedelta(hours=3))
    await hold_assembly()
    for number, who in enumerate((ADA, BRAM), 1):
        await join(number, who)
    [accounts] = await call_together(items=[("Accounts", Matter.ORDINARY)])
    await sittings.open_assembly(event.id, "test")
    ada = await bearer(Role.MEMBER, member=1)
    await api.put(f"{WHERE}/attendance/me", headers=ada)
    first = (await api.post(f"/api/resolutions/{accounts}/polls", json={})).json()
    under_way = (await api.get(f"{WHERE}/minutes.txt")).text
    await api.put(f"/api/polls/{first['id']}/annulment", json={"reason": {"en": "Nobody saw it"}})
    second = (await api.post(f"/api/resolutions/{accounts}/polls", json={})).json()
    [right] = (await api.get(f"/api/polls/{second['id']}/rights", headers=ada)).json()["items"]
    await api.put(f"/api/polls/{second['id']}/ballots/{right['id']}", json={"choice": "for"}, headers=ada)
    await api.put(f"/api/polls/{second['id']}/closing")

    told = (await api.get(f"{WHERE}/minutes.txt")).text

    assert "The vote is under way." in under_way
    assert "#### Vote 1" in told
    assert "Nobody saw it" in told
    assert "Voted on again: see vote 2." in told
    assert "Quorum at the opening: none needed; there were 1 vote\n" in told
    assert "Voting rights: 1 frozen, for 1 vote\n- Exercised: 1\n" in told
    assert f"(SHA-256): {second['rights_hash']}\n" in told
    assert "Adopted: 1 for and 0 against, so 100.0% for; more than a half was needed." in told
    assert "| Votes, with abstentions | 100.0% | 0.0% | 0.0% |" in told
    assert "The result is not announced to the members yet." in told
    await api.put(f"/api/polls/{second['id']}/announcement")
    assert "not announced" not in (await api.get(f"{WHERE}/minutes.txt")).text
