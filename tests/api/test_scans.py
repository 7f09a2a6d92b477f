"""The door over HTTP: one ticket, one admission, and the same answer for ever."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from events.actions import events as actions
from events.actions import keys
from events.clock import now
from events.database import execute, fetchval
from events.tickets import codes
from events.tickets.keys import new_key
from events.words import Role
from tests.cast import ADA, BRAM, bearer, hold_event


@pytest.fixture
async def door(api):
    """The header of a door in Brussels."""
    return await bearer(Role.DOOR, office="brussels")


def scan(code: str, **changes):
    """One scan as a scanner sends it."""
    wanted = {
        "scan_id": str(uuid4()), "code": code, "event": "party", "gate": "North", "direction": "in",
        "scanned_at": now().isoformat(),
    }  # fmt: skip
    return {**wanted, **changes}


async def judge(api, door, *scans):
    """The verdicts on these scans."""
    answer = await api.post("/api/scans", json={"scans": list(scans)}, headers=door)
    assert answer.status_code == 200, answer.text
    return answer.json()["verdicts"]


async def code_for(api, person=ADA, slug="party", **more):
    """Register, and take the code of the first ticket."""
    made = (await api.post(f"/api/events/{slug}/registrations", json={**person, **more})).json()
    return made["tickets"][0]["code"]


async def test_a_ticket_admits_once_and_says_when_it_did(api, door):
    """Ada walks in; her code shown again is refused, with the time and the gate of the first."""
    await hold_event()
    code = await code_for(api)

    [first] = await judge(api, door, scan(code, gate="North"))
    [second] = await judge(api, door, scan(code, gate="South"))

    assert (first["verdict"], first["name"]) == ("admitted", "Ada Janssens")
    assert (second["verdict"], second["reason"]) == ("refused", "already_in")
    assert (second["first_gate"], second["first_admitted_at"]) == ("North", first["first_admitted_at"])


async def test_a_scan_sent_again_gets_its_stored_verdict(api, door):
    """The network dropped the answer; the retry is admitted still, whatever has happened since."""
    await hold_event()
    one = scan(await code_for(api))
    [first] = await judge(api, door, one)
    await execute("UPDATE ticket SET revoked_at = now()")

    [again] = await judge(api, door, {**one, "gate": "South"})

    assert again == first


async def test_fifty_doors_admit_one_ticket_once(api, door):
    """Fifty copies of one ticket at fifty gates in one moment: one person walks in."""
    await hold_event()
    code = await code_for(api)

    verdicts = await asyncio.gather(*[judge(api, door, scan(code, gate=f"Gate {n}")) for n in range(50)])

    assert Counter(one["verdict"] for [one] in verdicts) == {"admitted": 1, "refused": 49}
    assert await fetchval("SELECT count(*) FROM arrival") == 1
    assert await fetchval("SELECT count(*) FROM scan WHERE verdict = 'admitted'") == 1


async def test_one_scan_sent_fifty_times_is_stored_once(api, door):
    """A scanner that repeats itself in one moment hears fifty times the same."""
    await hold_event()
    one = scan(await code_for(api))

    verdicts = await asyncio.gather(*[judge(api, door, one) for _ in range(50)])

    assert {verdict["verdict"] for [verdict] in verdicts} == {"admitted"}
    assert await fetchval("SELECT count(*) FROM scan") == 1


async def test_out_and_in_again(api, door):
    """In, out for air, in again, in one batch and in order; out while out is refused."""
    await hold_event()
    code = await code_for(api)

    verdicts = await judge(api, door, scan(code), scan(code, direction="out"), scan(code, direction="out"), scan(code))

    assert [(one["verdict"], one["reason"]) for one in verdicts] == [
        ("admitted", None),
        ("left", None),
        ("refused", "not_in"),
        ("admitted", None),
    ]
    assert await fetchval("SELECT admissions FROM arrival") == 2


async def test_hundreds_in_one_request_are_each_answered(api, door):
    """A scanner comes back from a dead spot with three hundred scans of eight people."""
    await hold_event()
    made = (await api.post("/api/events/party/registrations", json={**ADA, "party": list("abcdefg")})).json()
    sent = [scan(made["tickets"][n % 8]["code"]) for n in range(300)]

    verdicts = await judge(api, door, *sent)

    assert [one["scan_id"] for one in verdicts] == [one["scan_id"] for one in sent]
    assert Counter(one["verdict"] for one in verdicts) == {"admitted": 8, "refused": 292}


async def test_what_does_not_open_the_door(api, door):
    """Unknown, cut off, forged, of another event, cancelled and waiting: each refused with its own reason."""
    await hold_event(capacity=1)
    await hold_event("other")
    code = await code_for(api)
    waiting = await code_for(api, BRAM)
    elsewhere = await code_for(api, ADA, "other")
    cancelled = (await api.post("/api/events/other/registrations", json=BRAM)).json()
    await api.delete(cancelled["manage_url"].replace("http://127.0.0.1:8000/registrations", "/api/registrations"))
    stranger, _ = new_key()
    said = codes.read(code, (await keys.keys()).public)
    facts = {name: getattr(said, name) for name in ("event", "ticket", "valid_from", "valid_until")}

    verdicts = await judge(
        api, door,
        scan("HELLO"), scan(code[:-1]), scan("https://example.org/ticket?id=1"),
        scan(codes.sign(stranger, key_id=said.key_id, **facts)), scan(codes.sign(stranger, key_id=99, **facts)),
        scan(elsewhere), scan(waiting), scan(cancelled["tickets"][0]["code"], event="other"), scan("x" * 10_000),
    )  # fmt: skip

    assert {one["verdict"] for one in verdicts} == {"refused"}
    assert [one["reason"] for one in verdicts] == [
        "unknown_code", "unknown_code", "unknown_code", "bad_signature", "unknown_key", "wrong_event", "waiting",
        "cancelled", "unknown_code",
    ]  # fmt: skip


async def test_a_cancelled_event_lets_nobody_in(api, door):
    """The party is off; whoever comes is told so."""
    event = await hold_event()
    code = await code_for(api)
    await actions.cancel(event.id, {}, "test")

    [one] = await judge(api, door, scan(code))

    assert one["reason"] == "cancelled"


async def test_a_ticket_is_good_around_its_hours_only(api, door):
    """The day before it is too early, whatever the clock of the server says."""
    await hold_event()
    code = await code_for(api)

    verdicts = await judge(
        api, door, scan(code, scanned_at=(now() - timedelta(days=1)).isoformat()), scan(code.lower() + "\r\n")
    )

    assert [(one["verdict"], one["reason"]) for one in verdicts] == [("refused", "outside_hours"), ("admitted", None)]


@pytest.mark.parametrize("ahead", [timedelta(seconds=90), timedelta(hours=3), timedelta(days=239)])
async def test_a_fast_clock_admits_now(api, door, ahead):
    """A phone whose clock is fast lets a good ticket in, at the time it is; what its clock said is kept."""
    await hold_event()
    said = now() + ahead

    [one] = await judge(api, door, scan(await code_for(api), scanned_at=said.isoformat()))

    assert one["verdict"] == "admitted"
    assert datetime.fromisoformat(one["first_admitted_at"]) <= now()
    assert await fetchval("SELECT first_admitted_at FROM arrival") <= now()
    assert await fetchval("SELECT scanned_at FROM scan") == said


async def test_a_fast_clock_opens_no_door_early(api, door):
    """The party is in autumn, and so says the phone; it is not autumn yet."""
    await hold_event(starts_at=now() + timedelta(days=239), ends_at=now() + timedelta(days=239, hours=4))
    said = (now() + timedelta(days=239)).isoformat()

    [one] = await judge(api, door, scan(await code_for(api), scanned_at=said))

    assert (one["verdict"], one["reason"], one["first_admitted_at"]) == ("refused", "outside_hours", None)


async def test_a_rotated_key_still_opens_until_it_is_retired(api, door):
    """Tickets signed last month open the door after a rotation, and no more once their key is retired."""
    await hold_event()
    old = await code_for(api)
    admin = await bearer(Role.ADMIN)
    key_id = (await api.post("/api/keys", headers=admin)).json()["key_id"]
    new = await code_for(api, BRAM)

    verdicts = await judge(api, door, scan(old), scan(new))
    retired = await api.delete(f"/api/keys/{key_id - 1}", headers=admin)
    [after] = await judge(api, door, scan(old))
    in_use = await api.delete(f"/api/keys/{key_id}", headers=admin)

    assert {one["verdict"] for one in verdicts} == {"admitted"}
    assert retired.status_code == 204
    assert after["reason"] == "unknown_key"
    assert (in_use.status_code, in_use.json()["type"]) == (409, "/problems/key-in-use")


async def test_one_ticket_opens_the_day_and_its_own_workshop(api, door):
    """Ada has a place at the workshop: it opens the house and her workshop, not the other one."""
    await hold_event()
    await hold_event("printing", parent="party")
    await hold_event("writing", parent="party")
    code = await code_for(api, ADA, "printing")

    verdicts = await judge(api, door, scan(code), scan(code, event="printing"), scan(code, event="writing"))

    assert [(one["verdict"], one["reason"]) for one in verdicts] == [
        ("admitted", None),
        ("admitted", None),
        ("refused", "wrong_event"),
    ]


async def test_a_person_without_a_code_is_found_by_name(api, door):
    """Ada's phone is dead: the pack has her name and the number of her ticket."""
    await hold_event()
    await code_for(api)
    pack = (await api.get("/api/door/party/pack", headers=door)).json()
    [ticket] = pack["tickets"]

    [one] = await judge(api, door, {**scan(""), "code": None, "ticket": ticket["id"]})

    assert (ticket["name"], one["verdict"]) == ("Ada Janssens", "admitted")
    assert len(pack["keys"][0]["public_key"]) == 43


async def test_the_pack_tells_what_changed_since(api, door):
    """After its cursor the pack has who came or registered since, and not who did long before."""
    await hold_event()
    code = await code_for(api)
    await execute("UPDATE registration SET created_at = created_at - interval '1 minute', confirmed_at = NULL")
    cursor = (await api.get("/api/door/party/pack", headers=door)).json()["cursor"]
    nothing = (await api.get(f"/api/door/party/pack?after={cursor}", headers=door)).json()
    await code_for(api, BRAM)
    await judge(api, door, scan(code))

    since = (await api.get(f"/api/door/party/pack?after={cursor}", headers=door)).json()

    assert nothing["tickets"] == []
    assert [(one["name"], one["gate"]) for one in since["tickets"]] == [("Ada Janssens", "North"), ("Bram Claes", None)]


async def test_a_door_opens_its_own_events_only(api):
    """Ghent's door and the door of another event find nothing here; nobody at all is asked to sign in."""
    await hold_event()
    await hold_event("other")
    code = await code_for(api)
    body = {"scans": [scan(code)]}

    answers = [
        await api.post("/api/scans", json=body, headers=await bearer(Role.DOOR, office="ghent")),
        await api.post("/api/scans", json=body, headers=await bearer(Role.DOOR, event="other")),
        await api.post("/api/scans", json=body),
        await api.post("/api/scans", json=body, headers={"authorization": "Bearer nonsense"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 401, 401]
    assert await fetchval("SELECT count(*) FROM scan") == 0


@pytest.mark.parametrize(
    "body",
    [
        {"scans": []},
        {"scans": [{}]},
        {"scans": [{"scan_id": "", "code": "x", "event": "party"}]},
        {"scans": [{"scan_id": "a", "code": "x", "event": "party", "direction": "up"}]},
        {"scans": [{"scan_id": "a", "code": "x", "event": "party", "scanned_at": "yesterday"}]},
        {"scans": [{"scan_id": "a", "event": "party"}]},
        {"scans": "x"},
    ],
)
async def test_a_scan_that_cannot_be_read_is_a_problem(api, door, body):
    """Nothing is judged, and the field is named."""
    await hold_event()

    answer = await api.post("/api/scans", json=body, headers=door)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].startswith("scans")
