"""Tokens of programs and devices, made and ended; and the link that makes a phone a scanner."""

from datetime import datetime
from typing import Literal
from urllib.parse import urlencode

import msgspec
from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from events.actions import tokens as actions
from events.api.asking import REACHED, forget_all, only
from events.clock import now
from events.database import fetch, fetchone, fetchrow
from events.errors import Invalid, Mend, Missing
from events.rules.access import Act, Asker, check_elevated, check_reaches, reaches
from events.rules.events import Texts
from events.rules.people import tidy
from events.rules.staff import Appointment, role_mends
from events.rules.tokens import called_mends, check_may_make, gate_mends, handles_all, token_mends
from events.settings import settings
from events.tickets.qr import link_svg
from events.tickets.secrets import token_hash
from events.words import Role

PAGE = 100


class NewToken(msgspec.Struct, forbid_unknown_fields=True):
    """A token to make: what it is for, as what it acts, for which office or event (all without), and until when."""

    name: str
    role: Role
    expires_at: datetime
    office: str | None = None
    event: str | None = None


class NewEnrolment(msgspec.Struct, forbid_unknown_fields=True):
    """A phone that is to scan: whose or which it is, and where it will stand."""

    name: str
    gate: str = ""


class TokenOut(msgspec.Struct, kw_only=True):
    """A token without its secret. kind: `device` is a phone that scans, by a link that opened once.

    made_by: a person's or a token's name, else as the journal calls who made it. opens_until: of a link not yet opened;
    agent: the browser that opened it.
    """

    id: int
    kind: Literal["bearer", "link", "device"]
    name: str
    role: Role
    office: str | None
    event: str | None
    event_title: Texts | None
    member: int | None
    gate: str | None
    made_by: str
    created_at: datetime
    expires_at: datetime | None
    opens_until: datetime | None
    used_at: datetime | None
    last_used_at: datetime | None
    agent: str | None


class TokenMade(TokenOut, kw_only=True):
    """A new token with its secret, told this once."""

    secret: str


class Tokens(msgspec.Struct):
    """Those that still hold, the newest first. next: the `after` of the following page."""

    items: list[TokenOut]
    next: int | None


class EnrolmentOut(msgspec.Struct, kw_only=True):
    """The link for the phone, told this once, and as a drawing to hold its camera to. expires_at: of the scanner."""

    id: int
    url: str
    qr_svg: str
    opens_until: datetime
    expires_at: datetime


class TokensController(Controller):
    """`/api/tokens`, and the enrolments of an event."""

    path = "/api"
    tags = ["access"]  # noqa: RUF012
    guards = [only(Act.TOKENS)]  # noqa: RUF012

    @get("/tokens")
    async def listed(
        self,
        asker: NamedDependency[Asker],
        event: FromQuery[str | None] = None,
        after: FromQuery[int | None] = None,
    ) -> Tokens:
        """The tokens within reach that still hold; of an organiser the door's alone. event: those of this one."""
        rows = await fetch(
            f"{_TOKENS} AND {_HOLDS} AND ($5::text IS NULL OR ev.slug = $5) AND ($6::bigint IS NULL OR t.id < $6)"
            f" ORDER BY t.id DESC LIMIT {PAGE + 1}",
            *_reach(asker), now(), event, after,
        )  # fmt: skip
        items = msgspec.convert([dict(row) for row in rows[:PAGE]], list[TokenOut])
        return Tokens(items, items[-1].id if len(rows) > PAGE else None)

    @post("/tokens", status_code=201)
    async def make(self, data: JSONBody[NewToken], asker: NamedDependency[Asker]) -> TokenMade:
        """Make a bearer token. Its secret is told this once."""
        check_may_make(asker, data.role)
        name = tidy(data.name)
        if mends := token_mends(name, data.expires_at, now()) + await _scope_mends(data, asker):
            raise Invalid(mends)
        check_elevated(asker, now())
        secret = await actions.issue(
            data.role, office=data.office, event=data.event, expires_at=data.expires_at, name=name, actor=asker.name
        )
        row = await fetchone(f"{_TOKENS} AND t.secret_hash = $4", *_reach(asker), token_hash(secret))
        return msgspec.convert({**row, "secret": secret}, TokenMade)

    @delete("/tokens/{token:int}", status_code=200)
    async def revoke(self, token: FromPath[int], asker: NamedDependency[Asker]) -> None:
        """End a token, and whatever is signed in by it, at once. Ended already is ended."""
        found = await fetchrow(f"{_TOKENS} AND t.id = $4", *_reach(asker), token)
        if found is None:
            raise Missing
        if found["kind"] != "device":  # a phone that was lost is ended by whoever hears of it, at once
            check_elevated(asker, now())
        await actions.revoke(token, asker.name)
        forget_all()

    @post("/events/{slug:str}/enrolments", status_code=201)
    async def enrol(
        self, slug: FromPath[str], data: JSONBody[NewEnrolment], asker: NamedDependency[Asker]
    ) -> EnrolmentOut:
        """A link that makes one phone a scanner at this event's door: it opens once, within a quarter of an hour."""
        event = await fetchrow(_EVENT, slug)
        if event is None:
            raise Missing
        check_reaches(asker, Act.TOKENS, event["office"], event["id"], event["parent"])
        name, gate = tidy(data.name), tidy(data.gate)
        if mends := called_mends(name) + gate_mends(gate):
            raise Invalid(mends)
        check_elevated(asker, now())
        made = await actions.enrol(event["id"], name, gate, asker.name)
        url = f"{settings().public_url}/enrol?{urlencode({'link': made.secret, **({'gate': gate} if gate else {})})}"
        return EnrolmentOut(
            id=made.token, url=url, qr_svg=link_svg(url, name), opens_until=made.opens_until, expires_at=made.expires_at
        )


def _reach(asker: Asker) -> tuple[list[int | None], list[int | None], bool]:
    """The first three arguments of `_TOKENS`."""
    return *asker.reach(Act.TOKENS), handles_all(asker)


async def _scope_mends(wanted: NewToken, asker: Asker) -> list[Mend]:
    """What to mend in where the token is to hold. Raises Missing for what is not the asker's to give."""
    offices = {row["slug"]: row["id"] for row in await fetch("SELECT slug, id FROM office")}
    event = wanted.event and await fetchrow(_EVENT, wanted.event)
    role = Appointment(wanted.role, wanted.office, wanted.event)
    if mends := role_mends(role, offices, {event["slug"]} if event else set()):
        return mends
    at = (event["office"], event["id"], event["parent"]) if event else (offices.get(wanted.office or ""), None, None)
    if not (handles_all(asker) or wanted.office or wanted.event or reaches(asker, Act.TOKENS, *at)):
        return [Mend("office", "required")]
    check_reaches(asker, Act.TOKENS, *at)
    return []


_EVENT = "SELECT id, slug, office, parent FROM event WHERE slug = $1"
_TOKENS = f"""
SELECT t.id, CASE WHEN t.single_use THEN 'device' ELSE t.kind END AS kind, t.name, t.role, o.slug AS office,
    ev.slug AS event, ev.title AS event_title, m.number AS member, t.gate,
    coalesce(maker.name, nullif(parent.name, ''), t.made_by) AS made_by, t.created_at,
    t.expires_at, CASE WHEN t.used_at IS NULL THEN t.opens_until END AS opens_until, t.used_at,
    greatest(t.last_used_at, l.last_used_at, CASE WHEN t.single_use THEN t.used_at END) AS last_used_at,
    CASE WHEN t.single_use THEN l.agent END AS agent
FROM token t LEFT JOIN office o ON o.id = t.office LEFT JOIN event ev ON ev.id = t.event
    LEFT JOIN member m ON m.id = t.member
    LEFT JOIN staff maker ON t.made_by = 'staff ' || maker.id
    LEFT JOIN token parent ON t.made_by = 'token ' || parent.id
    CROSS JOIN LATERAL (SELECT coalesce(t.office, ev.office) AS office, ev.id AS id, ev.parent AS parent) AS e
    LEFT JOIN LATERAL (
        SELECT last_used_at, agent FROM login WHERE token = t.id ORDER BY last_used_at DESC NULLS LAST, id DESC LIMIT 1
    ) AS l ON true
WHERE ($3 OR (t.role = 'door' AND {REACHED}))
"""  # noqa: S608
_HOLDS = """t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $4)
    AND (NOT t.single_use OR (t.used_at IS NULL AND t.opens_until > $4)
        OR EXISTS (SELECT FROM login WHERE token = t.id AND ended_at IS NULL AND expires_at > $4))"""
