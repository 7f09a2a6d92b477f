"""The register over HTTP: found, seen as it was on any day, changed; each organiser sees their own."""

import asyncio
import csv
import io
from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from events.actions import members
from events.actions.imports_members import import_members
from events.clock import today
from events.database import execute, fetch, fetchval
from events.rules.members import Details
from events.words import Language, Role
from tests.cast import ADA, BRAM, appoint, bearer, browser_of, hold_event

NAMES = [
    "Ada Janssens", "Bram Claes", "Chloé D'Hondt", "Davíð 🎈", "O", "Yasmine Yıldız", "'t Serclaes", "Jean-Luc Cœur",
    "Ada De Smet", "Zoë Van den Broeck", "An Agent 007",
]  # fmt: skip


async def add(number: int, name: str, office: str | None = "brussels", **said: Any) -> None:
    details = Details(name=name, office=office, email=said.pop("email", None), language=Language.NL)
    new = {"number": number, "details": details, "category": "A", "shares": 1, "since": date(2020, 1, 1), **said}
    await members.create(members.NewMember(**new), "test")


@pytest.fixture
async def admin(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """An administrator's client."""
    api.headers.update(await bearer(Role.ADMIN))
    return api


@pytest.fixture
async def cast(admin: httpx.AsyncClient) -> httpx.AsyncClient:
    """Eleven members in Brussels, numbered from 1001, and one in Ghent."""
    for n, name in enumerate(NAMES):
        await add(1001 + n, name)
    await add(10, "Gerda Van Gent", "ghent")
    return admin


@pytest.fixture
async def thousands(admin: httpx.AsyncClient) -> httpx.AsyncClient:
    """Nine thousand Annas and a few others, more than a search walks past."""
    await execute(
        """WITH made AS (
            INSERT INTO member (number, name, language, office, search)
            SELECT n, name, 'nl', (SELECT min(id) FROM office), lower(name) || ' ' || n
            FROM (SELECT n, CASE WHEN n % 3000 = 0 THEN 'Zelda Rare ' || n ELSE 'Anna Many ' || n END AS name
                FROM generate_series(20001, 29000) AS n) AS said
            RETURNING id
        )
        INSERT INTO membership (member, category, shares, since)
        SELECT id, (SELECT id FROM category WHERE code = 'A'), 1, '2020-01-01' FROM made"""
    )
    return admin


async def found(api: httpx.AsyncClient, q: str = "", **query: Any) -> list[str]:
    """The names found, in order."""
    answer = await api.get("/api/members", params={"q": q, **query})
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.json()["items"]]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("janssens ada", ["Ada Janssens"]),
        ("chloe hondt", ["Chloé D'Hondt"]),
        ("D’HONDT", ["Chloé D'Hondt"]),
        ("yildiz", ["Yasmine Yıldız"]),
        ("Yıldız", ["Yasmine Yıldız"]),
        ("coeur", ["Jean-Luc Cœur"]),
        ("jean luc", ["Jean-Luc Cœur"]),
        ("jean-luc", ["Jean-Luc Cœur"]),
        ("🎈", ["Davíð 🎈"]),
        ("serclaes", ["'t Serclaes"]),
        ("de", ["Ada De Smet", "Zoë Van den Broeck"]),
        ("da", ["Ada De Smet", "Ada Janssens", "Davíð 🎈", "Gerda Van Gent"]),
        ("z", ["Yasmine Yıldız", "Zoë Van den Broeck"]),
        ("1003", ["Chloé D'Hondt"]),
        ("10", ["Gerda Van Gent", *NAMES[:11]]),
        ("101", ["Zoë Van den Broeck", "An Agent 007"]),
        ("007", ["An Agent 007"]),
        ("ada 1001", ["Ada Janssens"]),
        ("ada 1002", []),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("nobody", []),
        ("9" * 300, []),
    ],
)
async def test_found_by_any_part_of_the_name(cast: httpx.AsyncClient, q: str, names: list[str]) -> None:
    """Words in any order, accents and apostrophes forgiven; a number exact, then by how it begins."""
    assert await found(cast, q) == names


async def test_one_letter_is_a_name(cast: httpx.AsyncClient) -> None:
    """O is found by one letter, among those who have it in theirs."""
    assert "O" in await found(cast, "o")


async def test_everyone_by_name(cast: httpx.AsyncClient) -> None:
    """Without a search the register is read by name, signs and accents aside."""
    assert (await found(cast))[:4] == ["Ada De Smet", "Ada Janssens", "An Agent 007", "Bram Claes"]


async def test_found_by_a_whole_address(cast: httpx.AsyncClient) -> None:
    """A couple shares a mailbox: its address finds both."""
    for number, name in ((1, "Els Maes"), (2, "Jo Maes")):
        await add(number, name, email="Thuis@Example.org")

    assert await found(cast, "thuis@EXAMPLE.org") == ["Els Maes", "Jo Maes"]
    assert await found(cast, "thuis@") == []


@pytest.mark.parametrize(("q", "count"), [("", 9000), ("many", 8997), ("an", 8997), ("rare", 3), ("2", 9000)])
async def test_every_page_together_is_all(thousands: httpx.AsyncClient, q: str, count: int) -> None:
    """Page after page: everybody is on one of them, nobody on two, in one order."""
    seen: list[int] = []
    after: dict[str, str] = {}
    while True:
        page = (await thousands.get("/api/members", params={"q": q, **after})).json()
        seen += [one["number"] for one in page["items"]]
        if page["next"] is None:
            break
        assert len(page["items"]) == 100
        after = {"after": page["next"]}

    assert len(seen) == len(set(seen)) == count


async def test_rare_ones_among_thousands(thousands: httpx.AsyncClient) -> None:
    """Three among nine thousand, past everything a search walks by."""
    assert await found(thousands, "zelda") == [f"Zelda Rare {n}" for n in (21000, 24000, 27000)]
    assert await found(thousands, "ld ra") == [f"Zelda Rare {n}" for n in (21000, 24000, 27000)]
    assert await found(thousands, "24000") == ["Zelda Rare 24000"]
    assert await found(thousands, "zelda", category="B") == []
    assert len(await found(thousands, category="A", standing="member")) == 100
    assert await found(thousands, standing="left") == []


async def test_narrowed_by_office_category_and_standing(cast: httpx.AsyncClient) -> None:
    """Each narrows, as things were on the day asked for."""
    await members.set_membership(1001, "B", 2, date(2022, 1, 1), "test")
    await members.leave(1002, date(2022, 1, 1), "test")
    await add(1, "Later", since=today() + timedelta(days=9))

    assert await found(cast, office="ghent") == ["Gerda Van Gent"]
    assert await found(cast, office="atlantis") == []
    assert await found(cast, category="b") == ["Ada Janssens"]
    assert await found(cast, category="B", on="2021-12-31") == []
    assert await found(cast, standing="left") == ["Bram Claes"]
    assert await found(cast, standing="not_yet") == ["Later"]
    assert "Bram Claes" in await found(cast, standing="member", on="2021-12-31")
    assert "Bram Claes" not in await found(cast, standing="member")
    assert "Later" not in await found(cast, standing="member")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"q": "\x00"}, "q"),
        ({"after": "nonsense"}, "after"),
        ({"after": "WzEsMiwzLDRd"}, "after"),
        ({"on": "26/01/2023"}, "on"),
        ({"standing": "x"}, "standing"),
    ],
)
async def test_a_query_that_cannot_be(admin: httpx.AsyncClient, query: dict[str, str], field: str) -> None:
    """It is refused with the name of its field."""
    answer = await admin.get("/api/members", params=query)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_somebody_joins(admin: httpx.AsyncClient) -> None:
    """The next number, today, the language of the office: what is left out is what one would expect."""
    await add(41, "Ada")

    answer = await admin.post(
        "/api/members",
        json={
            "name": "  Chloé   D'Hondt ",
            "category": "a",
            "office": "ghent",
            "email": "",
            "phone": " 02/ 511  22 33 ",
        },
    )

    assert answer.status_code == 201
    body = answer.json()
    assert body == {
        "number": 42, "name": "Chloé D'Hondt", "email": None, "phone": "02/ 511 22 33", "language": "nl",
        "office": "ghent", "standing": "member", "category": "A", "shares": 1, "joined_on": str(today()),
        "left_on": None, "erased_at": None, "erasure_asked_at": None, "on": str(today()), "version": 1,
        "memberships": [{"category": "A", "shares": 1, "since": str(today()), "until": None}],
        "street": None, "postal_code": None, "city": None, "country": None,
    }  # fmt: skip
    assert answer.headers["etag"] == '"1"'
    assert (await admin.get("/api/members/42")).json() == body


async def test_everything_to_mend_is_named(admin: httpx.AsyncClient) -> None:
    """All fields at once, in the reader's language."""
    body = {"number": 0, "name": "", "email": "no", "category": "Q", "shares": -1, "office": "atlantis",
        "since": "0001-01-01"}  # fmt: skip

    answer = await admin.post("/api/members", json=body, headers={"accept-language": "nl"})

    assert answer.status_code == 422
    assert {error["field"] for error in answer.json()["errors"]} == {*body}
    assert "We kennen geen categorie “Q”." in answer.text


async def test_a_number_is_taken(cast: httpx.AsyncClient) -> None:
    """The second who wants 1001 is told in words."""
    answer = await cast.post("/api/members", json={"number": 1001, "name": "Other", "category": "A"})

    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/number-taken")
    assert "1001" in answer.json()["detail"]


async def test_details_change_and_are_found_anew(cast: httpx.AsyncClient) -> None:
    """Ada marries and moves: the new name finds her, the old one no more."""
    body = {"name": "Ada Øster", "office": "ghent", "email": "ADA@example.org", "phone": None, "language": "fr"}

    answer = await cast.patch("/api/members/1001", json=body, headers={"if-match": '"1"'})

    assert answer.status_code == 200
    assert {**answer.json(), **body} == answer.json()
    assert answer.headers["etag"] == '"2"'
    assert await found(cast, "oster") == ["Ada Øster"]
    assert await found(cast, "janssens") == []
    assert await fetchval("SELECT address FROM member WHERE number = 1001") == "ada@example.org"


@pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE"])
async def test_nobody_writes_over_another_unseen(cast: httpx.AsyncClient, method: str) -> None:
    """Who changes a version that is no more is told, whatever they change."""
    await cast.patch("/api/members/1001", json={"phone": "02"})
    path = "/api/members/1001" + ("" if method == "PATCH" else "/membership")
    body = {"PATCH": {"phone": "03"}, "PUT": {"category": "B", "shares": 1}}.get(method)

    answer = await cast.request(method, path, json=body, headers={"if-match": '"1"'})

    assert (answer.status_code, answer.json()["type"]) == (412, "/problems/changed-meanwhile")


async def test_another_category_from_a_day_on(cast: httpx.AsyncClient) -> None:
    """Ada is staff from 2022: each day knows what she was."""
    body = {"category": "B", "shares": 5, "since": "2022-01-01"}

    answer = await cast.put("/api/members/1001/membership", json=body)

    assert answer.status_code == 200
    assert [(one["category"], one["since"], one["until"]) for one in answer.json()["memberships"]] == [
        ("A", "2020-01-01", "2022-01-01"), ("B", "2022-01-01", None),
    ]  # fmt: skip
    for day, standing, category, shares in (
        ("2019-12-31", "not_yet", None, None), ("2021-12-31", "member", "A", 1), ("2022-01-01", "member", "B", 5),
    ):  # fmt: skip
        seen = (await cast.get("/api/members/1001", params={"on": day})).json()
        assert (seen["on"], seen["standing"], seen["category"], seen["shares"]) == (day, standing, category, shares)
        assert seen["joined_on"] == "2020-01-01"


async def test_somebody_leaves_and_comes_back(cast: httpx.AsyncClient) -> None:
    """Bram leaves in 2021, which done twice is done once, and joins again in 2023."""
    for _ in range(2):
        left = await cast.delete("/api/members/1002/membership", params={"on": "2021-07-01"})
        assert left.status_code == 200
    assert {**left.json(), "standing": "left", "joined_on": "2020-01-01", "left_on": "2021-07-01"} == left.json()
    assert (await cast.delete("/api/members/1002/membership")).json()["type"] == "/problems/not-a-member"

    back = await cast.put("/api/members/1002/membership", json={"category": "C", "shares": 2, "since": "2023-01-01"})

    assert {**back.json(), "standing": "member", "joined_on": "2023-01-01", "left_on": None} == back.json()
    assert len(back.json()["memberships"]) == 2
    notes = await fetch("SELECT action FROM journal WHERE about = 'member' AND action <> 'joined' ORDER BY id")
    assert [row["action"] for row in notes] == ["left", "membership"]


async def test_the_erased_stay_erased(cast: httpx.AsyncClient) -> None:
    """Details that were erased are not written again; the memberships they had still end, and none begins."""
    await execute("UPDATE member SET erased_at = now() WHERE number = 1001")

    refused = [await cast.patch("/api/members/1001", json={"email": "ada@example.org"})]
    left = await cast.delete("/api/members/1001/membership", params={"on": "2021-07-01"})
    refused.append(await cast.put("/api/members/1001/membership", json={"category": "A", "shares": 3}))

    assert {(one.status_code, one.json()["type"]) for one in refused} == {(409, "/problems/member-erased")}
    assert (left.status_code, left.json()["standing"]) == (200, "left")
    assert await fetchval("SELECT count(*) FROM membership s JOIN member m ON m.id = s.member WHERE number = 1001") == 1


async def test_nobody_takes_a_member_over_unseen(cast: httpx.AsyncClient) -> None:
    """The office changes an address after the second factor only; the old mailbox hears of it, and its logins end."""
    await cast.patch("/api/members/1001", json={"email": ADA["email"]})
    await appoint(BRAM, Role.ADMIN)
    theirs = await browser_of(ADA)
    path, other = "/api/members/1001", {"email": "mallory@example.org"}
    del cast.headers["authorization"]

    late = await browser_of(BRAM, given=timedelta(hours=1))
    refused = await cast.patch(path, json=other, headers=late)
    unmoved = await cast.patch(path, json={"email": ADA["email"], "phone": "02"}, headers=late)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/needs-elevation")
    assert unmoved.status_code == 200
    assert await fetch("SELECT FROM outbox") == []
    assert (await cast.get("/api/me", headers=theirs)).status_code == 200

    done = await cast.patch(path, json=other, headers=await browser_of(BRAM, given=timedelta(minutes=1)))

    assert (done.status_code, done.json()["email"]) == (200, "mallory@example.org")
    [mail] = await fetch("SELECT message, recipient, language FROM outbox")
    assert tuple(mail) == ("address_replaced", "ada@example.org", "nl")
    assert (await cast.get("/api/me", headers=theirs)).status_code == 401


async def test_leaving_loses_no_history_unseen(cast: httpx.AsyncClient) -> None:
    """A slip of two years would drop two known times: they are named, kept, and dropped only when that is said."""
    for since, shares in (("2021-01-01", 3), ("2022-01-01", 5)):
        asked = {"category": "B", "shares": shares, "since": since}
        assert (await cast.put("/api/members/1001/membership", json=asked)).status_code == 200
    path, early = "/api/members/1001/membership", {"on": "2020-06-01"}

    refused = await cast.delete(path, params=early)
    kept = (await cast.get("/api/members/1001")).json()["memberships"]
    at_a_change = await cast.delete(path, params={"on": "2022-01-01"})
    dropped = await cast.delete(path, params={**early, "drop_later": True})

    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/later-memberships")
    assert "2021-01-01 (B × 3), 2022-01-01 (B × 5)" in refused.json()["detail"]
    assert len(kept) == 3
    assert (at_a_change.status_code, at_a_change.json()["left_on"]) == (200, "2022-01-01")
    assert [one["until"] for one in dropped.json()["memberships"]] == ["2020-06-01"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/members/1001", None),
        ("PATCH", "/api/members/1001", {"phone": "02"}),
        ("PUT", "/api/members/1001/membership", {"category": "A", "shares": 1}),
        ("DELETE", "/api/members/1001/membership", None),
    ],
)
async def test_members_of_other_offices_do_not_exist(
    cast: httpx.AsyncClient, method: str, path: str, body: dict[str, Any] | None
) -> None:
    """To the organiser of Ghent, a member of Brussels is nobody."""
    headers = await bearer(Role.ORGANISER, office="ghent")
    before = await fetch("SELECT * FROM member ORDER BY id")

    answer = await cast.request(method, path, json=body, headers=headers)

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/missing")
    assert await fetch("SELECT * FROM member ORDER BY id") == before


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/members", {"name": "Eva", "category": "A", "office": "brussels"}),
        ("POST", "/api/members", {"name": "Eva", "category": "A"}),
        ("POST", "/api/members", {"name": "Eva", "category": "A", "office": ""}),
        ("PATCH", "/api/members/10", {"office": "brussels"}),
        ("PATCH", "/api/members/10", {"office": None}),
    ],
)
async def test_an_organiser_moves_nobody_elsewhere(
    cast: httpx.AsyncClient, method: str, path: str, body: dict[str, Any]
) -> None:
    """The organiser of Ghent hears which field to mend: another office is not theirs, and none is nobody's."""
    before = await fetch("SELECT * FROM member ORDER BY id")

    answer = await cast.request(method, path, json=body, headers=await bearer(Role.ORGANISER, office="ghent"))

    assert answer.status_code == 422, answer.text
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [("office", "not_your_office")]
    assert await fetch("SELECT * FROM member ORDER BY id") == before


async def test_who_has_no_address_is_reached_on_paper(cast: httpx.AsyncClient) -> None:
    """The list and the file leave out whom mail reaches."""
    await execute("UPDATE member SET email = 'x@example.org', address = 'x@example.org' WHERE number > 10")

    assert await found(cast, without_email=True) == ["Gerda Van Gent"]
    assert len(await found(cast)) == 12
    table = (await cast.get("/api/members.csv", params={"without_email": True})).text.splitlines()
    assert [line.split(",")[0] for line in table[1:]] == ["10"]


async def test_a_number_far_ahead_is_no_number(cast: httpx.AsyncClient) -> None:
    """The highest is 1011: a million more is taken, one beyond that is a slip; a hole is free to fill."""
    new = {"name": "Eva", "category": "A", "office": "ghent"}

    refused = await cast.post("/api/members", json={**new, "number": 1_001_012})
    answers = [await cast.post("/api/members", json={**new, "number": n}) for n in (5, 1_001_011)]

    [error] = refused.json()["errors"]
    assert (refused.status_code, error["field"], error["code"]) == (422, "number", "number_far_ahead")
    assert "1011" in error["message"]
    assert [one.status_code for one in answers] == [201, 201]


async def test_the_next_number_is_found_beside_the_last(cast: httpx.AsyncClient) -> None:
    """An import brought the last number there is: who joins without one gets the highest that is free."""
    await execute("UPDATE member SET number = 2147483647 WHERE number = 10")
    new = {"name": "Eva", "category": "A", "office": "ghent"}

    answers = [await cast.post("/api/members", json=new) for _ in range(2)]

    assert [(one.status_code, one.json()["number"]) for one in answers] == [(201, 1012), (201, 1013)]


async def test_an_organiser_sees_their_own(cast: httpx.AsyncClient) -> None:
    """Ghent finds its own, by words, number or address, and may add and change them."""
    await add(1, "Ghost", None, email="ghost@example.org")
    cast.headers.update(await bearer(Role.ORGANISER, office="ghent"))

    assert await found(cast) == ["Gerda Van Gent"]
    assert await found(cast, "an") == ["Gerda Van Gent"]
    assert await found(cast, "10") == ["Gerda Van Gent"]
    assert await found(cast, "ghost@example.org") == []
    assert await found(cast, office="brussels") == []
    assert (await cast.patch("/api/members/10", json={"phone": "09"})).status_code == 200
    assert (
        await cast.post("/api/members", json={"name": "Eva", "category": "A", "office": "ghent"})
    ).status_code == 201


async def test_who_organises_one_event_reaches_no_member(cast: httpx.AsyncClient) -> None:
    """A role for one event opens no register."""
    await hold_event()
    cast.headers.update(await bearer(Role.ORGANISER, event="party"))

    assert await found(cast) == []
    assert (await cast.get("/api/members/1001")).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(Role.DOOR, 403), (Role.BUREAU, 403), (None, 401)])
async def test_the_register_is_not_for_everyone(api: httpx.AsyncClient, role: Role | None, status: int) -> None:
    """Doors and strangers do not read it."""
    headers = await bearer(role) if role else {}

    for method, path in (("GET", ""), ("POST", ""), ("GET", "/1"), ("PATCH", "/1"), ("DELETE", "/1/membership")):
        assert (await api.request(method, f"/api/members{path}", headers=headers)).status_code == status


async def test_categories_are_everyones_to_read(api: httpx.AsyncClient) -> None:
    """A, B and C, in order, with their names."""
    answer = await api.get("/api/categories")

    assert [one["code"] for one in answer.json()["items"]] == ["A", "B", "C"]
    assert answer.json()["items"][0]["name"]["fr"] == "Usagers"


async def test_categories_are_kept_by_administrators(admin: httpx.AsyncClient) -> None:
    """One is added, named, put first, and taken away while nobody has it; A has members and stays."""
    await add(1, "Ada")

    async def codes(answer: httpx.Response) -> list[str]:
        assert answer.is_success, answer.text
        return [one["code"] for one in answer.json()["items"]]

    assert await codes(await admin.post("/api/categories", json={"code": "D", "name": {"nl": "Donateurs"}})) == [
        *"ABCD"
    ]
    assert (await admin.post("/api/categories", json={"code": "d", "name": {"nl": "X"}})).status_code == 409
    moved = await admin.patch("/api/categories/D", json={"position": 1, "name": {"nl": " Vrienden ", "fr": ""}})
    assert await codes(moved) == [*"DABC"]
    assert moved.json()["items"][0]["name"] == {"nl": "Vrienden"}
    for _ in range(2):
        assert await codes(await admin.delete("/api/categories/D")) == [*"ABC"]
    kept = await admin.delete("/api/categories/A")
    assert (kept.status_code, kept.json()["type"]) == (409, "/problems/category-in-use")
    assert (await admin.patch("/api/categories/Z", json={"position": 1})).status_code == 404
    assert (await admin.post("/api/categories", json={"code": "a b", "name": {}})).status_code == 422


async def test_organisers_leave_the_categories_alone(api: httpx.AsyncClient) -> None:
    """What kinds of shares there are is the administrators' to say."""
    headers = await bearer(Role.ORGANISER)

    answer = await api.post("/api/categories", json={"code": "D", "name": {"nl": "D"}}, headers=headers)

    assert answer.status_code == 403


async def test_twenty_move_categories_at_once(admin: httpx.AsyncClient) -> None:
    """However many hands are at it, every category keeps one place of its own."""
    moves = [{"code": "ABC"[n % 3], "position": n % 4 + 1} for n in range(20)]
    await asyncio.gather(
        *(admin.patch(f"/api/categories/{one['code']}", json={"position": one["position"]}) for one in moves)
    )

    rows = await fetch("SELECT position FROM category ORDER BY position")
    assert [row["position"] for row in rows] == [1, 2, 3]
    for n, code in enumerate("ABC", 1):
        await execute("UPDATE category SET position = $2 WHERE code = $1", code, n)


async def taken(api: httpx.AsyncClient, **query: Any) -> list[dict[str, str]]:
    """The register as a file says it."""
    answer = await api.get("/api/members.csv", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith('attachment; filename="members-')
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def test_the_register_as_a_table(cast: httpx.AsyncClient) -> None:
    """A line each, as they were that day; what a spreadsheet would run is text; the erased are not in it."""
    await members.change(1001, {"phone": "+32 2 511", "name": "=1+1"}, "test")
    await members.leave(1002, date(2022, 1, 1), "test")
    await execute("UPDATE member SET erased_at = now() WHERE number = 1003")

    rows = {int(row["number"]): row for row in await taken(cast)}

    assert rows.keys() == {10, 1001, 1002, *range(1004, 1012)}
    assert rows[1001] == {
        "number": "1001", "name": "'=1+1", "email": "", "phone": "'+32 2 511", "language": "nl", "office": "brussels",
        "street": "", "postal_code": "", "city": "", "country": "", "category": "A", "shares": "1",
        "joined_on": "2020-01-01", "left_on": "",
    }  # fmt: skip
    assert (rows[1002]["category"], rows[1002]["left_on"]) == ("", "2022-01-01")
    assert {row["office"] for row in await taken(cast, office="ghent")} == {"ghent"}
    assert next(row for row in await taken(cast, on="2021-06-01") if row["number"] == "1002")["category"] == "A"
    assert await fetchval("SELECT count(*) FROM journal WHERE action = 'exported' AND about = 'register'") == 3


async def test_the_table_can_be_imported_again(cast: httpx.AsyncClient) -> None:
    """What was taken out and is put back changes nothing, formulas and those who left included."""
    living = {"street": "Kerkstraat 1", "postal_code": "1000", "city": "Brussel"}
    await members.change(1001, {"phone": "+32 2 511", "email": "ada@example.org", **living}, "test")
    await members.leave(1002, date(2022, 1, 1), "test")
    await members.set_membership(1004, "B", 7, date(2022, 1, 1), "test")
    await add(1, "Later", since=today() + timedelta(days=9))

    outcome = await import_members((await cast.get("/api/members.csv")).content, whole=True)

    assert {kind.value: count for kind, count in outcome.counts.items()} == {"unchanged": 13}
    assert outcome.warnings == []


async def test_a_file_of_people_asks_for_the_second_factor(cast: httpx.AsyncClient) -> None:
    """A person whose confirmation is old is asked for it; an organiser takes their own office's people."""
    await appoint(ADA, Role.ORGANISER, "ghent")
    del cast.headers["authorization"]

    late = await cast.get("/api/members.csv", headers=await browser_of(ADA, given=timedelta(hours=1)))
    cast.headers.update(await browser_of(ADA, given=timedelta(minutes=1)))

    assert (late.status_code, late.json()["type"]) == (403, "/problems/needs-elevation")
    assert [row["name"] for row in await taken(cast)] == ["Gerda Van Gent"]


async def test_what_a_member_registered_for(cast: httpx.AsyncClient) -> None:
    """Organisers see the registrations for what they organise themselves, and no other."""
    for slug, office in (("party", "brussels"), ("walk", "ghent")):
        await hold_event(slug, office=office)
        await execute(
            """INSERT INTO registration (event, member, name, language, answers, seat, party_size, created_at)
            SELECT e.id, m.id, m.name, 'nl', '{}', 'confirmed', 2, now() FROM event e, member m
            WHERE e.slug = $1 AND m.number = 10""",
            slug,
        )

    async def seen() -> list[tuple[str, int]]:
        answer = await cast.get("/api/members/10/registrations")
        return [(one["event"], one["party_size"]) for one in answer.json()["items"]]

    assert await seen() == [("walk", 2), ("party", 2)]
    cast.headers.update(await bearer(Role.ORGANISER, office="ghent"))
    assert await seen() == [("walk", 2)]
    assert (await cast.get("/api/members/1001/registrations")).status_code == 404
