"""Proxies over HTTP: members give, accept and withdraw; the bureau enters those on paper and sees them all."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from events.actions import proxies as actions
from events.actions.assemblies import rules_of
from events.actions.proxies import OPEN
from events.actions.rights import THERE
from events.actions.roll import is_voter
from events.api.asking import only
from events.api.assemblies import called, event_reached
from events.api.details import member_asking
from events.database import fetch, fetchone, fetchrow
from events.errors import Invalid, Mend, Missing
from events.rules.access import Act, Asker, reaches
from events.rules.members import looked_up
from events.rules.people import tidy
from events.rules.proxies import Given, Instruction, Wish, why_not
from events.rules.proxies_said import not_now, you_will_vote
from events.rules.statutes import days
from events.words import Choice, Ender, NotNow, ProxyKind, ProxyState

PAGE = 100
NAME_MOST = 1000


class ProxyItemIn(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """An item that a proxy names, and how to vote on it: a choice, words, or as the holder thinks best."""

    item: int
    choice: Choice | None = None
    words: str | None = None


class NewProxy(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What a member gives, and to whom: a number and the name that goes with it. again: at a second assembly too."""

    holder: int
    holder_name: Annotated[str, msgspec.Meta(max_length=NAME_MOST)]
    kind: ProxyKind = ProxyKind.GENERAL
    items: list[ProxyItemIn] = msgspec.field(default_factory=list)
    until: datetime | None = None
    again: bool = False


class NewPaperProxy(NewProxy, kw_only=True, forbid_unknown_fields=True):
    """The same from a form on paper. accepted: whether the holder signed it too."""

    giver: int
    received_on: date
    accepted: bool = True


class Person(msgspec.Struct):
    """A member, as the other side of a proxy is shown them."""

    number: int
    name: str


class ProxyOut(msgspec.Struct, kw_only=True):
    """A proxy. not_now: why it is not exercised at this moment, null when it is; why: that in one sentence.

    received_on: the day a form on paper came in; form: whether its scan is kept.
    """

    id: int
    kind: ProxyKind
    giver: Person
    holder: Person
    items: list[ProxyItemIn]
    until: datetime | None
    again: bool
    given_at: datetime
    received_on: date | None
    form: bool
    accepted_at: datetime | None
    not_now: NotNow | None
    why: str | None


class MyProxies(msgspec.Struct, kw_only=True):
    """A member's own. sentence: what they will do there; given: their own, open or ended last; held: by them.

    asked: those they may accept. limit: how many one member may hold; until: by when they are given, null where there
    are none.
    """

    sentence: str
    given: ProxyOut | None
    asked: list[ProxyOut]
    held: list[ProxyOut]
    limit: int
    until: datetime | None


class Proxies(msgspec.Struct):
    """A page of them, the newest first. next: the `after` of the following page."""

    items: list[ProxyOut]
    next: str | None


class AssemblyProxiesController(Controller):
    """`/api/assemblies/{slug}/proxies`."""

    path = "/api/assemblies/{slug:str}/proxies"
    tags = ["assemblies"]  # noqa: RUF012

    @get("/", guards=[only(Act.ASSEMBLIES)])
    async def all(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        reads: NamedDependency[str],
        after: FromQuery[int] = 0,
        q: FromQuery[str] = "",
        stands: FromQuery[ProxyState | None] = None,
    ) -> Proxies:
        """All of an assembly, ended ones too. q: a number, or a piece of a name, of either side."""
        event = await event_reached(slug, asker)
        rows = await fetch(
            f"""{_PROXY} WHERE a.event = $1 AND ($2::bigint IS NULL OR p.id < $2) {_FOUND}
            AND ($5::text IS NULL OR $5 = {_STATE}) ORDER BY p.id DESC LIMIT $4""",
            event, after or None, looked_up(q) or None, PAGE + 1, stands and stands.value,
        )  # fmt: skip
        items = [_out(row, reads) for row in rows[:PAGE]]
        return Proxies(items, str(items[-1].id) if len(rows) > PAGE else None)

    @post("/")
    async def give(
        self,
        slug: FromPath[str],
        data: JSONBody[NewProxy],
        asker: NamedDependency[Asker | None],
        reads: NamedDependency[str],
    ) -> ProxyOut:
        """Ask a member to hold one's proxy. 409 proxy-given, proxy-limit, proxy-chain, proxies-over, no-proxies."""
        giver = member_asking(asker)
        row = await called(slug)
        holder = await actions.known_by(data.holder, tidy(data.holder_name), giver)
        made = await actions.give(row["event"], giver, holder, _wish(data), f"member {giver}")
        return await _one(made, reads)

    @post("/paper", guards=[only(Act.ASSEMBLIES)])
    async def enter(
        self,
        slug: FromPath[str],
        data: JSONBody[NewPaperProxy],
        asker: NamedDependency[Asker],
        reads: NamedDependency[str],
    ) -> ProxyOut:
        """Write down a proxy that came in on paper. Refused as when a member gives it."""
        event = await event_reached(slug, asker)
        giver = await fetchrow("SELECT id FROM member WHERE number = $1", data.giver)
        if giver is None:
            raise Invalid([Mend("giver", "unknown_member", {"number": data.giver})])
        holder = await actions.known_by(data.holder, tidy(data.holder_name), None)
        made = await actions.enter(
            event, giver["id"], holder, _wish(data), data.received_on, asker.name, accepted=data.accepted
        )
        return await _one(made, reads)

    @get("/members/{number:int}", guards=[only(Act.ASSEMBLIES)])
    async def member(self, slug: FromPath[str], number: FromPath[int], asker: NamedDependency[Asker]) -> Person:
        """The name that goes with a number, for whoever types a form in."""
        await event_reached(slug, asker)
        row = await fetchrow("SELECT number, name FROM member WHERE number = $1 AND erased_at IS NULL", number)
        if row is None:
            raise Missing
        return Person(row["number"], row["name"])

    @get("/me")
    async def mine(
        self, slug: FromPath[str], asker: NamedDependency[Asker | None], reads: NamedDependency[str]
    ) -> MyProxies:
        """What the member who is signed in gave, holds and is asked for, and what they will do."""
        member = member_asking(asker)
        return await _mine(await called(slug), member, reads)


class ProxiesController(Controller):
    """`/api/proxies/{id}`: what its two members and the bureau do with one."""

    path = "/api/proxies/{proxy:int}"
    tags = ["assemblies"]  # noqa: RUF012

    @get("/")
    async def one(
        self, proxy: FromPath[int], asker: NamedDependency[Asker | None], reads: NamedDependency[str]
    ) -> ProxyOut:
        """One of them, to its giver, its holder and the bureau."""
        await side_of(proxy, asker, Ender.GIVER, Ender.HOLDER, Ender.STAFF)
        return await _one(proxy, reads)

    @put("/acceptance")
    async def accept(
        self, proxy: FromPath[int], asker: NamedDependency[Asker | None], reads: NamedDependency[str]
    ) -> ProxyOut:
        """Accept it, as its holder. 409 proxy-limit, proxy-chain, proxy-over, assembly-closed."""
        _, actor = await side_of(proxy, asker, Ender.HOLDER, Ender.STAFF)
        await actions.accept(proxy, actor)
        return await _one(proxy, reads)

    @put("/refusal")
    async def decline(
        self, proxy: FromPath[int], asker: NamedDependency[Asker | None], reads: NamedDependency[str]
    ) -> ProxyOut:
        """Decline it, as its holder. 409 proxy-over, assembly-closed."""
        _, actor = await side_of(proxy, asker, Ender.HOLDER)
        await actions.decline(proxy, actor)
        return await _one(proxy, reads)

    @put("/withdrawal")
    async def withdraw(
        self, proxy: FromPath[int], asker: NamedDependency[Asker | None], reads: NamedDependency[str]
    ) -> ProxyOut:
        """Take it back, or give it back. 409 proxy-over, assembly-closed."""
        side, actor = await side_of(proxy, asker, Ender.GIVER, Ender.HOLDER, Ender.STAFF)
        await actions.withdraw(proxy, side, actor)
        return await _one(proxy, reads)

    @put("/handing-on", guards=[only(Act.ASSEMBLIES)])
    async def hand_on(
        self, proxy: FromPath[int], asker: NamedDependency[Asker | None], reads: NamedDependency[str]
    ) -> ProxyOut:
        """Let the holder vote again for a giver who came and left. 409 giver-there, proxy-over, assembly-closed."""
        _, actor = await side_of(proxy, asker, Ender.STAFF)
        await actions.hand_on(proxy, actor)
        return await _one(proxy, reads)


async def side_of(proxy: int, asker: Asker | None, *allowed: Ender) -> tuple[Ender, str]:
    """On which side of the proxy the asker is, and how the journal calls them. Raises Missing."""
    row = await fetchrow(
        """SELECT p.giver, p.holder, e.office, e.id, e.parent
        FROM proxy p JOIN assembly a ON a.id = p.assembly JOIN event e ON e.id = a.event WHERE p.id = $1""",
        proxy,
    )
    if row is None or asker is None:
        raise Missing
    mine = asker.member
    if mine is not None and Ender.GIVER in allowed and row["giver"] == mine:
        return Ender.GIVER, f"member {mine}"
    if mine is not None and Ender.HOLDER in allowed and row["holder"] == mine:
        return Ender.HOLDER, f"member {mine}"
    if Ender.STAFF in allowed and reaches(asker, Act.ASSEMBLIES, row["office"], row["id"], row["parent"]):
        return Ender.STAFF, asker.name
    raise Missing


def _wish(data: NewProxy) -> Wish:
    """What is given, tidied. Raises Invalid for an item named twice."""
    items: dict[int, Instruction] = {}
    for n, one in enumerate(data.items):
        if one.item in items:
            raise Invalid([Mend(f"items.{n}.item", "named_twice")])
        items[one.item] = Instruction(choice=one.choice, words=one.words and one.words.strip())
    return Wish(kind=data.kind, items=items, until=data.until, again=data.again)


async def _mine(assembly: Any, member: int, reads: str) -> MyProxies:
    rules = await rules_of(assembly["statutes"])
    rows = await fetch(
        f"{_PROXY} WHERE p.assembly = $1 AND (p.giver = $2 OR p.holder = $2) ORDER BY p.id DESC",
        assembly["id"], member,
    )  # fmt: skip
    given = next((row for row in rows if row["giver"] == member), None)
    held = [row for row in rows if row["holder"] == member and row["open"]]
    counted = [row for row in held if row["accepted_at"] is not None]
    mine = given if given and given["open"] and given["accepted_at"] is not None and not _rests(given) else None
    on_roll = await is_voter(assembly["id"], member) if assembly["roll_at"] is not None else None
    return MyProxies(
        sentence=you_will_vote(
            reads,
            on_roll=on_roll,
            others=sum(row["kind"] != ProxyKind.QUORUM and not _rests(row) for row in counted),
            holder=mine and mine["holder_name"],
            quorum_only=mine is not None and mine["kind"] == ProxyKind.QUORUM,
        ),
        given=given and _out(given, reads),
        asked=[_out(row, reads) for row in held if row["accepted_at"] is None],
        held=[_out(row, reads) for row in counted],
        limit=rules.proxy_limit,
        until=days(rules, assembly["starts_at"], assembly["timezone"]).proxies_until,
    )


def _rests(row: Any) -> bool:
    """Whether its giver came, so that it counts no more unless it is handed on."""
    return bool(row["giver_there"] or row["suspended_at"] is not None)


async def _one(proxy: int, reads: str) -> ProxyOut:
    return _out(await fetchone(f"{_PROXY} WHERE p.id = $1", proxy), reads)


def _out(row: Any, reads: str) -> ProxyOut:
    facts = Given(
        accepted=row["accepted_at"] is not None,
        declined=row["declined_at"] is not None,
        withdrawn=row["withdrawn_at"] is not None,
        lapsed=row["lapsed_at"] is not None,
        suspended=row["suspended_at"] is not None,
        **{name: row[name] for name in _HANGS_ON},
    )
    reason = why_not(facts)
    giver = Person(row["giver_number"], row["giver_name"])
    holder = Person(row["holder_number"], row["holder_name"])
    return ProxyOut(
        **{name: row[name] for name in ("id", "until", "again", "given_at", "received_on", "form", "accepted_at")},
        kind=ProxyKind(row["kind"]),
        giver=giver,
        holder=holder,
        items=msgspec.convert(row["items"], list[ProxyItemIn]),
        not_now=reason,
        why=reason and not_now(reason, reads, giver.name, holder.name),
    )


_HANGS_ON: Sequence[str] = (
    "giver_there", "holder_there", "holder_came", "giver_on_roll", "holder_on_roll", "closed",
)  # fmt: skip
_PROXY = f"""
SELECT p.*, {OPEN} AS open, a.closed_at IS NOT NULL AS closed, g.number AS giver_number, g.name AS giver_name,
    h.number AS holder_number, h.name AS holder_name, f.id IS NOT NULL AS form,
    EXISTS (SELECT FROM stay WHERE assembly = a.id AND member = p.giver AND {THERE}) AS giver_there,
    EXISTS (SELECT FROM stay WHERE assembly = a.id AND member = p.holder AND {THERE}) AS holder_there,
    EXISTS (SELECT FROM stay WHERE assembly = a.id AND member = p.holder) AS holder_came,
    CASE WHEN a.roll_at IS NOT NULL THEN EXISTS (
        SELECT FROM voter WHERE assembly = a.id AND member = p.giver) END AS giver_on_roll,
    CASE WHEN a.roll_at IS NOT NULL THEN EXISTS (
        SELECT FROM voter WHERE assembly = a.id AND member = p.holder) END AS holder_on_roll,
    (SELECT coalesce(json_agg(json_build_object('item', i.item, 'choice', i.choice, 'words', i.words)
        ORDER BY i.id), '[]') FROM proxy_item i WHERE i.proxy = p.id) AS items
FROM proxy p JOIN assembly a ON a.id = p.assembly JOIN member g ON g.id = p.giver JOIN member h ON h.id = p.holder
LEFT JOIN proxy_form f ON f.proxy = p.id
"""  # noqa: S608 (no value from outside)
_STATE = f"CASE WHEN NOT ({OPEN}) THEN 'over' WHEN p.accepted_at IS NULL THEN 'asked' ELSE 'counted' END"
_FOUND = """AND ($3::text IS NULL OR g.number::text = $3 OR h.number::text = $3
    OR position($3 in g.search) > 0 OR position($3 in h.search) > 0)"""
