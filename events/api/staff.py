"""The staff, as administrators see and change it."""

from datetime import datetime

import msgspec
from litestar import Controller, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import UNSET, UnsetType

from events.actions import staff as actions
from events.api.asking import forget_all, only
from events.api.who import GrantOut
from events.clock import now
from events.database import fetch
from events.errors import Missing
from events.rules.access import Act, Asker, check_elevated
from events.rules.people import tidy
from events.rules.staff import Appointment, Person
from events.words import Language

PAGE = 100


class NewStaff(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Whom to invite, and to which roles."""

    name: str
    email: str
    language: Language = Language.EN
    roles: list[Appointment]


class StaffChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What to write anew; what is left out stays."""

    name: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    language: Language | UnsetType = UNSET


class Roles(msgspec.Struct, forbid_unknown_fields=True):
    """All the roles somebody is to have."""

    roles: list[Appointment]


class StaffOut(msgspec.Struct, kw_only=True):
    """Somebody of the staff; without roles, of the past. joined_at: when they first signed in.

    second_factor: whether they have set one up, without which no role counts.
    """

    id: int
    name: str
    email: str
    language: Language
    roles: list[GrantOut]
    invited_at: datetime
    joined_at: datetime | None
    last_sign_in_at: datetime | None
    second_factor: bool


class StaffPage(msgspec.Struct):
    """Staff by name. next: the `after` of the following page."""

    items: list[StaffOut]
    next: int | None


class StaffController(Controller):
    """`/api/staff`."""

    path = "/api/staff"
    tags = ["staff"]  # noqa: RUF012
    guards = [only(Act.STAFF)]  # noqa: RUF012

    @get("/")
    async def all(self, after: FromQuery[int | None] = None) -> StaffPage:
        """Everyone who has roles or had them, by name, 100 at most. after: the last of the page before."""
        rows = await fetch(f"{_STAFF} {_AFTER} ORDER BY s.name, s.id LIMIT {PAGE + 1}", after)
        items = msgspec.convert([dict(row) for row in rows[:PAGE]], list[StaffOut])
        return StaffPage(items, items[-1].id if len(rows) > PAGE else None)

    @get("/{staff:int}")
    async def one(self, staff: FromPath[int]) -> StaffOut:
        """One person."""
        return await _one(staff)

    @post("/", status_code=201)
    async def invite(self, data: JSONBody[NewStaff], asker: NamedDependency[Asker]) -> StaffOut:
        """Appoint somebody to roles and mail them how to sign in. Grave."""
        check_elevated(asker, now())
        person = Person(name=tidy(data.name), email=data.email.strip(), language=data.language)
        return await _one(await actions.invite(person, data.roles, asker.name))

    @patch("/{staff:int}")
    async def change(
        self, staff: FromPath[int], data: JSONBody[StaffChange], asker: NamedDependency[Asker]
    ) -> StaffOut:
        """Change a name, an address or a language; another address signs the person out. Grave."""
        check_elevated(asker, now())
        changes = {name: value for name, value in msgspec.structs.asdict(data).items() if value is not UNSET}
        for name, tidied in (("name", tidy), ("email", str.strip)):
            if name in changes:
                changes[name] = tidied(changes[name])
        await actions.change(staff, changes, asker.name)
        forget_all()
        return await _one(staff)

    @put("/{staff:int}/roles")
    async def appoint(self, staff: FromPath[int], data: JSONBody[Roles], asker: NamedDependency[Asker]) -> StaffOut:
        """Give somebody exactly these roles; a change signs them out everywhere. Grave."""
        check_elevated(asker, now())
        await actions.appoint(staff, data.roles, asker.name)
        forget_all()
        return await _one(staff)

    @delete("/{staff:int}")
    async def withdraw(self, staff: FromPath[int], asker: NamedDependency[Asker]) -> None:
        """Withdraw all roles, and sign the person out everywhere. Withdrawn already is withdrawn. Grave."""
        check_elevated(asker, now())
        await actions.withdraw(staff, asker.name)
        forget_all()

    @delete("/{staff:int}/factors")
    async def reset(self, staff: FromPath[int], asker: NamedDependency[Asker]) -> None:
        """Remove the second factors of somebody who lost them; they set up new ones at the next sign-in. Grave."""
        check_elevated(asker, now())
        await actions.reset_factors(staff, asker.name)
        forget_all()


async def _one(staff: int) -> StaffOut:
    rows = await fetch(f"{_STAFF} WHERE s.id = $1", staff)
    if not rows:
        raise Missing
    return msgspec.convert(dict(rows[0]), StaffOut)


_STAFF = """
SELECT s.id, s.name, s.email, s.language, s.invited_at, s.joined_at,
    (SELECT max(created_at) FROM login WHERE staff = s.id) AS last_sign_in_at,
    EXISTS (SELECT FROM passkey WHERE staff = s.id)
        OR EXISTS (SELECT FROM totp WHERE staff = s.id AND confirmed_at IS NOT NULL) AS second_factor,
    (SELECT coalesce(json_agg(json_build_object('role', r.role, 'office', o.slug, 'event', e.slug) ORDER BY r.id), '[]')
        FROM staff_role r LEFT JOIN office o ON o.id = r.office LEFT JOIN event e ON e.id = r.event
        WHERE r.staff = s.id AND r.withdrawn_at IS NULL) AS roles
FROM staff s
"""
_AFTER = "WHERE $1::bigint IS NULL OR (s.name, s.id) > (SELECT name, id FROM staff WHERE id = $1)"
