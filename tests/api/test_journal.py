"""Who did what is found by those who answer for it, within their reach, and can be taken along and verified."""

import asyncio
from datetime import timedelta

import pytest

from events.actions import chain
from events.actions.journal import note
from events.clock import now
from events.database import execute, fetchval
from events.rules.chain_file import check_file
from events.words import Role
from tests.cast import ADA, BRAM, CHLOE, appoint, bearer, browser_of, hold_event, join, somebody


async def said(api, headers, **wanted):
    """The lines found, in short: who, did, what kind, what."""
    answer = await api.get("/api/journal", params=wanted, headers=headers)
    assert answer.status_code == 200, answer.text
    return [(one["actor_name"] or one["actor"], one["action"], one["about"], one["about_name"])
        for one in answer.json()["items"]]  # fmt: skip


async def register(api, who, slug="party"):
    """A registration, by its answer."""
    return (await api.post(f"/api/events/{slug}/registrations", json=who)).json()


async def settle(number, who, office):
    """A member who belongs to this office; the row's id."""
    member = await join(number, who)
    await execute("UPDATE member SET office = (SELECT id FROM office WHERE slug = $2) WHERE id = $1", member, office)
    return member


@pytest.fixture
async def year(api):
    """A party in Brussels and a match in Ghent, each with somebody, and a member of each office who changed."""
    await hold_event()
    await hold_event("match", office="ghent")
    await register(api, ADA)
    await register(api, CHLOE, "match")
    for number, who, office in ((7, BRAM, "brussels"), (8, ADA, "ghent")):
        await note("command line", "changed", "member", await settle(number, who, office), fields=["email"])
    await note("command line", "rotated", "key", 1)


PARTY = [("Ada Janssens", "registered", "registration", "Ada Janssens"), ("test", "created", "event", "Party party")]
MATCH = [("Chloé D'Hondt", "registered", "registration", "Chloé D'Hondt"), ("test", "created", "event", "Party match")]
BRAM_CHANGED, ADA_CHANGED = (
    ("command line", "changed", "member", "Bram Claes"), ("command line", "changed", "member", "Ada Janssens"),
)  # fmt: skip


async def test_administrators_find_everything(api, year):
    """All there is, the latest first, with today's names, the address and the request."""
    admin = await bearer(Role.ADMIN)

    answer = await api.get("/api/journal", headers=admin)
    (issued, key, ada_changed, bram_changed, chloe, ada, match, party) = answer.json()["items"]

    assert (issued["about"], key["about"], ada_changed["member"], bram_changed["member"]) == ("token", "key", 8, 7)
    assert (match["about_name"], party["about_name"]) == ("Party match", "Party party")
    assert {name: ada[name] for name in ("actor_name", "action", "about_name", "event", "source", "sealed")} == {
        "actor_name": "Ada Janssens", "action": "registered", "about_name": "Ada Janssens", "event": "party",
        "source": "127.0.0.1", "sealed": False,
    }  # fmt: skip
    assert ada["facts"] == {"event": party["about_id"], "seat": "confirmed"}
    assert chloe["request"] != ada["request"]
    assert answer.json()["next"] is None


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ({}, [ADA_CHANGED, BRAM_CHANGED, MATCH[0], PARTY[0], MATCH[1], PARTY[1]]),
        ({"office": "brussels"}, [BRAM_CHANGED, *PARTY]),
        ({"office": "ghent"}, [ADA_CHANGED, *MATCH]),
        ({"event": "party"}, PARTY),
    ],
)
async def test_organisers_find_what_is_theirs(api, year, scope, found):
    """Events, registrations and members within reach; no keys, tokens or logins, and nobody's network address."""
    organiser = await bearer(Role.ORGANISER, **scope)

    assert await said(api, organiser) == found
    items = (await api.get("/api/journal", headers=organiser)).json()["items"]
    assert {one["source"] for one in items} == {None}
    assert await said(api, organiser, q="127.0.0.1") == []


@pytest.mark.parametrize("wanted", [{"event": "match"}, {"event": "nothing"}, {"member": 8}, {"member": 99}])
async def test_what_is_out_of_reach_is_not_there(api, year, wanted):
    """Another office's event or member sounds like one that does not exist."""
    organiser = await bearer(Role.ORGANISER, office="brussels")

    assert (await api.get("/api/journal", params=wanted, headers=organiser)).status_code == 404
    if wanted in ({"event": "match"}, {"member": 8}):
        assert (await api.get("/api/journal", params=wanted, headers=await bearer(Role.ADMIN))).status_code == 200


async def test_out_of_reach_by_its_id(api, year):
    """Nor does asking by an id, an actor or a word lead there."""
    organiser = await bearer(Role.ORGANISER, office="brussels")
    match = await fetchval("SELECT id FROM event WHERE slug = 'match'")

    for wanted in ({"about": "event", "about_id": match}, {"about": "key"}, {"q": "match"}, {"q": "Chloé"}):
        assert await said(api, organiser, **wanted) == []


@pytest.mark.parametrize("role", [Role.DOOR, Role.BUREAU, Role.SCRUTINEER])
async def test_others_find_nothing(api, role):
    """The door and the bureau have no journal; who is not signed in is asked to."""
    headers = await bearer(role)

    for path in ("/api/journal", "/api/journal/export"):
        assert (await api.get(path, headers=headers)).status_code == 403
        assert (await api.get(path)).status_code == 401


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"q": "ada"}, [ADA_CHANGED, PARTY[0]]),
        ({"q": "ADA janssens registered"}, [PARTY[0]]),
        ({"q": "ada@example.org"}, [ADA_CHANGED, PARTY[0]]),
        ({"q": "chloe"}, [MATCH[0]]),
        ({"q": "Chloé"}, [MATCH[0]]),
        ({"q": "bram 7"}, [BRAM_CHANGED]),
        ({"q": "fête match"}, MATCH),
        ({"q": "fete match"}, MATCH),
        ({"q": "100%"}, []),
        ({"q": "_"}, []),
        ({"q": "' OR true --"}, []),
        ({"about": "registration"}, [MATCH[0], PARTY[0]]),
        ({"about": "event", "q": "party match"}, [MATCH[1]]),
        ({"actor": "test"}, [MATCH[1], PARTY[1]]),
        ({"event": "party"}, PARTY),
        ({"member": 7}, [BRAM_CHANGED]),
        ({"from": "2020-01-01", "to": "2020-12-31"}, []),
        ({"from": "2020-01-01", "about": "member"}, [ADA_CHANGED, BRAM_CHANGED]),
    ],
)
async def test_search(api, year, wanted, found):
    """Words of names, deeds, titles and facts; a whole address; kinds, people, times."""
    assert await said(api, await bearer(Role.ADMIN), **wanted) == found


async def test_times(api, year):
    """From an instant on, and until before another."""
    admin = await bearer(Role.ADMIN)
    third = await fetchval("SELECT at FROM journal ORDER BY id OFFSET 2 LIMIT 1")

    from_then = await said(api, admin, **{"from": third.isoformat(), "about": "registration"})
    before = await said(api, admin, to=third.isoformat())

    assert from_then == [MATCH[0], PARTY[0]]
    assert before == [MATCH[1], PARTY[1]]
    for odd in ("yesterday", "2023-13-01", "2023-01-26T18:00:00"):
        answer = await api.get("/api/journal", params={"from": odd}, headers=admin)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "from")


async def test_a_member_with_all_that_concerns_them(api):
    """What was done about a member, what they did, and their registrations, together."""
    await hold_event()
    bram = await join(7, BRAM)
    await note("staff 1", "changed", "member", bram, fields=["phone"])
    made = await register(api, BRAM)
    await execute("UPDATE registration SET member = $1 WHERE id = $2", bram, made["id"])
    await note(f"member {bram}", "signed in", "login", 1)
    await register(api, ADA)

    assert await said(api, await bearer(Role.ADMIN), member=7) == [
        ("Bram Claes", "signed in", "login", None),
        ("Bram Claes", "registered", "registration", "Bram Claes"),
        ("staff 1", "changed", "member", "Bram Claes"),
    ]


async def test_an_event_with_its_programme(api):
    """A day's lines hold those of its items and of everybody registered there."""
    await hold_event()
    await hold_event("workshop", parent="party")
    await hold_event("match")
    await register(api, BRAM, "workshop")
    await register(api, ADA, "match")

    found = await said(api, await bearer(Role.ADMIN), event="party")

    assert [(about, name) for _, _, about, name in found] == [
        ("registration", "Bram Claes"), ("event", "Party workshop"), ("event", "Party party"),
    ]  # fmt: skip


async def test_pages(api):
    """Every line once, whatever is written meanwhile."""
    await hold_event()
    for n in range(7):
        await note("test", "tested", "event", n)
    admin = await bearer(Role.ADMIN)
    seen, after = [], None
    while True:
        wanted = {"limit": 3} if after is None else {"limit": 3, "after": after}
        page = (await api.get("/api/journal", params=wanted, headers=admin)).json()
        seen += [one["id"] for one in page["items"]]
        await note("test", "tested", "event", 99)
        after = page["next"]
        if after is None:
            break

    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 9


async def test_names_are_todays(api):
    """Somebody who is erased has no name here any more; an id of nothing has none either."""
    await hold_event()
    await register(api, ADA)
    await execute("UPDATE registration SET name = '', email = NULL, address = NULL, erased_at = $1", now())
    await note("staff 99", "appointed", "staff", 99, roles=[])
    staff = await appoint(BRAM, Role.ADMIN)
    await note(f"staff {staff}", "invited", "staff", staff)

    found = await said(api, await bearer(Role.ADMIN))

    assert found[1:3] == [("Bram Claes", "invited", "staff", "Bram Claes"), ("staff 99", "appointed", "staff", None)]
    assert found[3] == ("registration 1", "registered", "registration", "")


async def test_sealed_lines_are_marked(api):
    """A line says whether it has its place in the chain."""
    await hold_event()
    await chain.seal()
    admin = await bearer(Role.ADMIN)

    items = (await api.get("/api/journal", headers=admin)).json()["items"]

    assert [one["sealed"] for one in items] == [False, True]


@pytest.mark.parametrize(
    "wanted",
    [
        {"about_id": 2**70}, {"about_id": "x"}, {"after": 2**70}, {"after": "x"}, {"q": "a\x00"}, {"about": "\x00"},
        {"member": 2**40}, {"event": "\x00"}, {"limit": "many"}, {"from": "0001-01-01"}, {"to": "9999-12-31"},
    ],
)  # fmt: skip
async def test_odd_questions(api, wanted):
    """Numbers that no column holds and characters that no text does find nothing, and break nothing."""
    answer = await api.get("/api/journal", params=wanted, headers=await bearer(Role.ADMIN))

    assert answer.status_code in (200, 404, 422)


async def test_an_export_can_be_verified(api, year):
    """What an administrator takes along holds, reaches as far as what was sealed, and is noted itself."""
    admin = await bearer(Role.ADMIN)
    await chain.seal()
    head = await chain.head()

    answer = await api.get("/api/journal/export", headers=admin)

    rows = answer.content.splitlines(keepends=True)
    assert check_file(rows) == (head, [])
    assert len(rows) == head.position + 2
    assert answer.headers["content-type"] == "application/jsonl"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-disposition"].startswith('attachment; filename="journal-20')
    assert (await said(api, admin))[0][1:3] == ("exported", "journal")


async def test_an_export_while_people_register(api):
    """It ends at the head it began with, and holds, however much is written and sealed meanwhile."""
    await hold_event()
    await chain.seal()
    admin = await bearer(Role.ADMIN)

    async def write():
        for n in range(20):
            await register(api, somebody(n))
            await chain.seal()

    exports, _ = await asyncio.gather(
        asyncio.gather(*[api.get("/api/journal/export", headers=admin) for _ in range(5)]), write()
    )

    assert [check_file(one.content.splitlines(keepends=True))[1] for one in exports] == [[]] * 5


async def test_an_export_is_grave(api):
    """It holds who did what and from where: an organiser may not, an administrator confirms first."""
    await appoint(ADA, Role.ADMIN)
    await appoint(BRAM, Role.ORGANISER)
    ask = [
        await browser_of(BRAM, given=timedelta(minutes=1)),
        await browser_of(ADA, given=timedelta(minutes=16)),
        await browser_of(ADA, given=timedelta(minutes=14)),
    ]

    answers = [await api.get("/api/journal/export", headers=headers) for headers in ask]

    assert [answer.status_code for answer in answers] == [403, 403, 200]
    assert answers[1].json()["type"] == "/problems/needs-elevation"
