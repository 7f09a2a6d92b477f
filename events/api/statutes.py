"""Profiles of statutes: what assemblies are held by, explained in words as it is set."""

from fractions import Fraction
from typing import Annotated, Any

import msgspec
from litestar import Controller, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, HeaderParameter, JSONBody

from events.actions import statutes as actions
from events.actions.statutes import FACTS, OFFERED, read
from events.api.asking import only
from events.api.versions import etag, version_in
from events.database import fetch, fetchrow
from events.errors import Invalid, Mend, Missing
from events.rules.access import Act, Asker
from events.rules.people import tidy
from events.rules.statutes import Need, Statutes, figures, fraction_of
from events.rules.statutes_said import sentences
from events.words import Base, Holders, Matter, Weighing


class NeedIn(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What a resolution on one kind of matter needs.

    quorum: the part of all members, or of all votes, that is there at least, such as `1/2`; null for none. again:
    whether a second assembly needs it too. majority: of the votes cast; `1/2` is more than a half, anything above is at
    least that. within: a majority by the code of a category. report: whether one must be attached.
    """

    matter: Matter
    quorum: str | None = None
    counted: Base = Base.VOTES
    again: bool = False
    majority: str = "1/2"
    within: dict[str, str] = msgspec.field(default_factory=dict)
    report: bool = False


class StatutesIn(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The rules of assemblies.

    notice_days: from the convocation to the meeting; record_days: from the day whose members may vote to the meeting.
    proxy_limit: proxies one member may hold; proxy_hours: before the meeting until when they are accepted. cap: the
    most of the votes at the meeting one member may cast, such as `1/10`, with or without the proxies they hold.
    advance_article: allows voting from advance_days before the meeting; null where that is not allowed.
    needs: one for every matter.
    """

    name: str
    notice_days: int = 15
    record_days: int = 0
    proxy_limit: int = 1
    proxy_hours: int = 24
    proxy_holders: Holders = Holders.ANY
    weighing: Weighing = Weighing.MEMBER
    cap: str | None = None
    cap_with_proxies: bool = True
    advance_article: str | None = None
    advance_days: int | None = None
    needs: list[NeedIn]


class StatutesOut(StatutesIn, kw_only=True):
    """A profile. explained: a sentence for each rule, in the reader's language; version: the ETag."""

    id: int
    version: int
    explained: list[str]


class Profiles(msgspec.Struct):
    """The profiles there are, by name."""

    items: list[StatutesOut]
    next: str | None = None


class Explanation(msgspec.Struct):
    """What rules say, a sentence each."""

    explained: list[str]


IfMatch = Annotated[str | None, HeaderParameter(name="If-Match")]


class StatutesController(Controller):
    """`/api/statutes`."""

    path = "/api/statutes"
    tags = ["assemblies"]  # noqa: RUF012

    @get("/", guards=[only(Act.ASSEMBLIES)])
    async def all(self, reads: NamedDependency[str]) -> Profiles:
        """Every profile that assemblies can be held by."""
        return await _profiles(reads)

    @post("/", guards=[only(Act.STATUTES)])
    async def create(
        self, data: JSONBody[StatutesIn], asker: NamedDependency[Asker], reads: NamedDependency[str]
    ) -> Response[StatutesOut]:
        """Add a profile."""
        return await _profile(await actions.create(statutes_in(data), asker.name), reads)

    @post("/explanations", guards=[only(Act.ASSEMBLIES)], status_code=200)
    async def explain(self, data: JSONBody[StatutesIn], reads: NamedDependency[str]) -> Explanation:
        """Say these rules in words; nothing is stored."""
        rules = statutes_in(data)
        await actions.check(rules)
        return Explanation(sentences(rules, reads))

    @get("/{profile:int}", guards=[only(Act.ASSEMBLIES)])
    async def one(self, profile: FromPath[int], reads: NamedDependency[str]) -> Response[StatutesOut]:
        """One profile."""
        return await _profile(profile, reads)

    @put("/{profile:int}", guards=[only(Act.STATUTES)])
    async def change(
        self,
        profile: FromPath[int],
        data: JSONBody[StatutesIn],
        asker: NamedDependency[Asker],
        reads: NamedDependency[str],
        if_match: IfMatch = None,
    ) -> Response[StatutesOut]:
        """Write it anew. Assemblies that were made from it keep what they have. 412 changed-meanwhile."""
        await actions.change(profile, statutes_in(data), asker.name, version_in(if_match))
        return await _profile(profile, reads)

    @delete("/{profile:int}", guards=[only(Act.STATUTES)], status_code=200)
    async def retire(
        self, profile: FromPath[int], asker: NamedDependency[Asker], reads: NamedDependency[str]
    ) -> Profiles:
        """Offer it no longer; answers those that are left."""
        await actions.retire(profile, asker.name)
        return await _profiles(reads)


def statutes_in(said: StatutesIn) -> Statutes:
    """The rules somebody wrote, tidied. Raises Invalid where a fraction is none."""
    mends: list[Mend] = []

    def fraction(field: str, text: str) -> Fraction:
        found = fraction_of(text)
        if found is None:
            mends.append(Mend(field, "not_a_fraction"))
        return found or Fraction(1)

    needs = tuple(
        Need(
            matter=need.matter,
            quorum=None if not need.quorum else fraction(f"needs.{n}.quorum", need.quorum),
            counted=need.counted,
            again=need.again,
            majority=fraction(f"needs.{n}.majority", need.majority),
            within={code: fraction(f"needs.{n}.within.{code}"[:120], text) for code, text in need.within.items()},
            report=need.report,
        )
        for n, need in enumerate(said.needs)
    )
    cap = fraction("cap", said.cap) if said.cap else None
    if mends:
        raise Invalid(mends)
    plain = {name: getattr(said, name) for name in said.__struct_fields__}
    article = None if said.advance_article is None else tidy(said.advance_article)
    return Statutes(**{**plain, "name": tidy(said.name), "advance_article": article, "cap": cap, "needs": needs})


def shown(statutes: Statutes) -> dict[str, Any]:
    """The rules as JSON has them: fractions as `2/3`."""
    return dict(msgspec.to_builtins(statutes, enc_hook=figures))


async def _profiles(reads: str) -> Profiles:
    rows = await fetch(f"{FACTS} WHERE {OFFERED} ORDER BY s.name, s.id")
    return Profiles([_out(row, reads) for row in rows])


async def _profile(profile: int, reads: str) -> Response[StatutesOut]:
    row = await fetchrow(f"{FACTS} WHERE s.id = $1 AND {OFFERED}", profile)
    if row is None:
        raise Missing
    out = _out(row, reads)
    return Response(out, headers={"etag": etag(out.version)})


def _out(row: Any, reads: str) -> StatutesOut:
    rules = read(row["facts"])
    known = {**shown(rules), "id": row["id"], "version": row["version"], "explained": sentences(rules, reads)}
    return msgspec.convert(known, StatutesOut)
