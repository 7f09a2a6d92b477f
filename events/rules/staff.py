"""Who may be appointed to what."""

from collections.abc import Container

import msgspec

from events.errors import Mend
from events.rules.people import email_mends, name_mends
from events.words import STAFF_ROLES, Language, Role

ROLES_LIMIT = 50
FOR_AN_EVENT = frozenset({Role.BUREAU, Role.SCRUTINEER})
"""Roles that an assembly gives for that assembly."""


class Appointment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role to have: for all, or for the office or the event (with its programme) of this slug."""

    role: Role
    office: str | None = None
    event: str | None = None


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the staff, as written: name and email tidied."""

    name: str
    email: str
    language: Language


def person_mends(person: Person) -> list[Mend]:
    """What to mend in a name and an address."""
    return [*name_mends("name", person.name), *email_mends("email", person.email)]


def roles_mends(roles: list[Appointment], offices: Container[str], events: Container[str]) -> list[Mend]:
    """What to mend in the roles somebody is to have. offices, events: the slugs there are."""
    if not roles:
        return [Mend("roles", "no_role")]
    if len(roles) > ROLES_LIMIT:
        return [Mend("roles", "too_many_roles", {"limit": ROLES_LIMIT})]
    return [mend for n, role in enumerate(roles) for mend in role_mends(role, offices, events, f"roles.{n}.")]


def role_mends(wanted: Appointment, offices: Container[str], events: Container[str], at: str = "") -> list[Mend]:
    """What to mend in one role and what it is to hold for. at: what comes before the names of its fields."""
    mends = []
    if wanted.role not in STAFF_ROLES:
        mends.append(Mend(f"{at}role", "not_a_staff_role"))
    if wanted.office is not None and wanted.office not in offices:
        mends.append(Mend(f"{at}office", "unknown_office", {"value": wanted.office}))
    if wanted.event is not None and wanted.event not in events:
        mends.append(Mend(f"{at}event", "no_such_event", {"value": wanted.event}))
    return mends or _scope_mends(at, wanted)


def _scope_mends(at: str, wanted: Appointment) -> list[Mend]:
    if wanted.role is Role.ADMIN and (wanted.office or wanted.event):
        return [Mend(f"{at}office" if wanted.office else f"{at}event", "admin_of_all")]
    if wanted.role in FOR_AN_EVENT and wanted.event is None:
        return [Mend(f"{at}event", "needs_event")]
    if wanted.office and wanted.event:
        return [Mend(f"{at}event", "office_or_event")]
    return []
