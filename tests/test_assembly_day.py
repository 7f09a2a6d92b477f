"""The assemblies of 2022, as they went: on 31 May too few came to change the statutes, on 21 June they decided.

Through the public interface alone, but for the register of 33,000 members, which is generated.
"""

import asyncio
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from events import clock
from events.bundle.verify import verify
from events.database import execute
from events.words import Role
from tests.api.conftest import api
from tests.cast import bearer

MEMBERS = 33_000
ROOM, ONLINE, REPRESENTED = 240, 60, 40
THERE = ROOM + ONLINE + REPRESENTED
MAY, JUNE = datetime(2022, 5, 31, 17, 0, tzinfo=UTC), datetime(2022, 6, 21, 15, 20, tzinfo=UTC)

__all__ = ["api"]


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the house live at another time, as a rehearsal would."""
    clock.shift(moment - datetime.now(UTC))
    try:
        yield
    finally:
        clock.shift(timedelta(0))


class House:
    """The bureau's client, and what the story does with it over and over."""

    def __init__(self, client: httpx.AsyncClient, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers

    async def ask(self, method: str, path: str, status: int, body: Any = None, **headers: str) -> Any:
        answer = await self.client.request(
            method, f"/api{path}", json=body, headers={**self.headers, "accept-language": "en", **headers}
        )
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    async def as_member(self, number: int) -> dict[str, str]:
        return await bearer(Role.MEMBER, member=number)


@pytest.fixture
async def house(api: httpx.AsyncClient) -> House:
    """A cooperative of 33,000, one vote each, whose statutes need half of them to be changed."""
    await execute(
        """WITH made AS (
            INSERT INTO member (number, name, language, search)
            SELECT n, 'Member ' || n, (ARRAY['nl', 'fr', 'de', 'en'])[1 + n % 4], 'member ' || n
            FROM generate_series(1, $1::int) AS n RETURNING id
        )
        INSERT INTO membership (member, category, shares, since)
        SELECT made.id, category.id, 1, '2015-01-01' FROM made, category WHERE code = 'A'""",
        MEMBERS,
    )
    return House(api, await bearer(Role.ADMIN))


STATUTES = {
    "name": "Of 2022", "notice_days": 15, "record_days": 0, "proxy_limit": 3, "proxy_hours": 0,
    "proxy_holders": "any", "weighing": "member",
    "needs": [
        {"matter": "ordinary", "majority": "1/2", "counted": "votes"},
        {"matter": "election", "majority": "1/2", "counted": "votes"},
        {"matter": "statutes", "quorum": "1/2", "majority": "3/4", "counted": "votes"},
        {"matter": "purpose", "quorum": "1/2", "majority": "4/5", "counted": "votes", "report": True},
    ],
}  # fmt: skip


async def call(house: House) -> None:
    """The extraordinary assembly of 31 May: made, put on the calendar, with its agenda, and the members called."""
    profile = (await house.ask("POST", "/statutes", 201, STATUTES))["id"]
    event = {
        "slug": "extraordinary-2022", "office": "brussels", "starts_at": MAY.isoformat(),
        "ends_at": (MAY + timedelta(hours=3)).isoformat(), "timezone": "Europe/Brussels", "mode": "hybrid",
        "venue": "The hall", "online_url": "https://stream.example.org/may", "audience": "members",
        "title": {"nl": "Buitengewone algemene vergadering", "fr": "Assemblée générale extraordinaire"},
    }  # fmt: skip
    await house.ask("POST", "/events", 201, event)
    await house.ask("PUT", "/events/extraordinary-2022/publication", 200)
    made = {"event": "extraordinary-2022", "statutes": profile, "kind": "extraordinary"}
    await house.ask("POST", "/assemblies", 201, made)
    here = "/assemblies/extraordinary-2022"
    text = {"nl": "De statuten worden vervangen.", "fr": "Les statuts sont remplacés."}
    for item in (
        {"kind": "information", "title": {"nl": "Welkom", "fr": "Bienvenue"}},
        {"kind": "decision", "matter": "statutes", "title": {"nl": "Statuten", "fr": "Statuts"}, "text": text},
    ):
        await house.ask("POST", f"{here}/agenda", 201, item)
    await house.ask("PUT", f"{here}/agenda/publication", 200, {})
    called = await house.ask("PUT", f"{here}/convocation", 200)
    assert called["convene_by"] == "2022-05-16"


async def give(house: House, slug: str) -> None:
    """Some give their vote to who will be there, for a second assembly too."""
    for n in range(REPRESENTED):
        holder, giver = 1 + n // 2, 10_001 + n
        asked = {"holder": holder, "holder_name": f"Member {holder}", "again": True}
        made = await house.ask("POST", f"/assemblies/{slug}/proxies", 201, asked, **await house.as_member(giver))
        await house.ask("PUT", f"/proxies/{made['id']}/acceptance", 200, **await house.as_member(holder))


async def come(house: House, slug: str) -> None:
    """So many come through six doors, and so many online, all at once."""
    codes = []
    for number in range(1, ROOM + 1):
        made = await house.ask("POST", f"/events/{slug}/registrations", 201, {"member": number})
        codes.append(made["tickets"][0]["code"])
    scans = [
        {"scan_id": f"{slug} {n}", "code": code, "event": slug, "gate": f"Door {n % 6}"} for n, code in enumerate(codes)
    ]
    at_the_doors = [house.ask("POST", "/scans", 200, {"scans": scans[start::12]}) for start in range(12)]
    here = f"/assemblies/{slug}/attendance/me"
    online = [await house.as_member(ROOM + 1 + n) for n in range(ONLINE)]
    await asyncio.gather(*at_the_doors, *(house.ask("PUT", here, 204, **headers) for headers in online))


@pytest.mark.long
async def test_2022(house: House) -> None:
    """Too few, a record of it, and a second assembly that decides whoever is there."""
    with at(datetime(2022, 5, 10, 12, 0, tzinfo=UTC)):
        await call(house)
    await may(house)
    await june(house)


async def may(house: House) -> None:
    """A hundredth of the members come; half of them were needed."""
    here = "/assemblies/extraordinary-2022"
    with at(MAY - timedelta(minutes=40)):
        await give(house, "extraordinary-2022")
        await come(house, "extraordinary-2022")
    with at(MAY):
        await house.ask("PUT", f"{here}/opening", 200)
        quorum = await house.ask("GET", f"{here}/quorum", 200)
        assert quorum["roll"] == {"members": MEMBERS, "votes": MEMBERS}
        assert quorum["there"] == {"members": THERE, "votes": THERE}
        [statutes] = quorum["resolutions"]
        assert (statutes["needed"], statutes["at_least"], statutes["reached"]) == ("1/2", 16_500, False)
        refused = await house.ask("POST", f"/resolutions/{statutes['resolution']}/polls", 409, {})
        assert refused["type"] == "/problems/quorum-missing"
        [failed] = (await house.ask("POST", f"{here}/failures", 201, {"items": [statutes["resolution"]]}))["items"]
        assert (failed["there"], failed["at_least"], failed["needed"]) == (THERE, 16_500, "1/2")
        await house.ask("PUT", f"{here}/closing", 200)
        assert await recounted(house, here) == []


async def june(house: House) -> None:
    """As few come again, and three quarters of the votes cast are for it."""
    with at(datetime(2022, 6, 2, 9, 0, tzinfo=UTC)):
        hours = {"starts_at": JUNE.isoformat(), "ends_at": (JUNE + timedelta(hours=3)).isoformat()}
        made = await house.ask("POST", "/assemblies/extraordinary-2022/second", 201, hours)
        assert (made["items"], made["proxies"]) == (1, REPRESENTED)
        slug, here = made["slug"], f"/assemblies/{made['slug']}"
        await house.ask("PUT", f"/events/{slug}/publication", 200)
        await house.ask("PUT", f"{here}/agenda/publication", 200, {})
        await house.ask("PUT", f"{here}/convocation", 200)
    with at(JUNE - timedelta(minutes=40)):
        await come(house, slug)
    with at(JUNE):
        await house.ask("PUT", f"{here}/opening", 200)
        [statutes] = (await house.ask("GET", f"{here}/quorum", 200))["resolutions"]
        assert (statutes["there"]["votes"], statutes["needed"], statutes["reached"]) == (THERE, None, True)
        poll = (await house.ask("POST", f"/resolutions/{statutes['resolution']}/polls", 201, {}))["id"]
        await asyncio.gather(*(vote(house, poll, number) for number in range(1, ROOM + ONLINE + 1)))
        closed = await house.ask("PUT", f"/polls/{poll}/closing", 200)
        result = await house.ask("GET", f"/polls/{poll}/result", 200)
        await house.ask("PUT", f"{here}/closing", 200)
        [tally] = await recounted(house, here)
        assert str(tally.whole.against) == result["whole"]["against"]
    assert (closed["rights"], closed["voted"]) == (THERE, THERE)
    assert (result["adopted"], result["whole"]["against"]) == (True, "60")
    assert result["sentence"].startswith("Adopted: 280 for and 60 against, so 82.4% for; at least 3/4 was needed.")


async def recounted(house: House, here: str) -> list[Any]:
    """The results that the assembly's bundle comes to, checked as a stranger would."""
    answer = await house.client.get(f"/api{here}/bundle.zip", headers=house.headers)
    verdict = verify(io.BytesIO(answer.content))
    assert verdict.flaws == []
    return list(verdict.results.values())


async def vote(house: House, poll: int, number: int) -> None:
    """A member votes with every right they have: the last sixty of them against."""
    headers = await house.as_member(number)
    rights = (await house.ask("GET", f"/polls/{poll}/rights", 200, **headers))["items"]
    choice = "against" if number > ROOM + ONLINE - 60 else "for"
    ballots = {"ballots": {str(right["id"]): choice for right in rights}}
    await house.ask("PUT", f"/polls/{poll}/ballots", 200, ballots, **headers)
