"""Staff: invited, appointed to roles, and withdrawn. What changes what somebody may do ends their logins."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
from msgspec import structs

from events.actions.journal import note
from events.actions.live import CHANNEL
from events.actions.outbox import queue
from events.actions.tokens import end_beyond
from events.clock import now
from events.database import execute, fetch, fetchrow, fetchval, notify, transaction
from events.errors import AlreadyStaff, Invalid, LastAdmin, Missing
from events.rules.people import folded_address
from events.rules.staff import Appointment, Person, person_mends, roles_mends
from events.words import Language, Role

Scope = tuple[Role, int | None, int | None]
"""A role with the id of the office or event it is for."""


async def invite(person: Person, roles: list[Appointment], actor: str) -> int:
    """Appoint somebody and mail them; answers their id. Who had roles once and has none now is invited anew.

    Raises Invalid, AlreadyStaff.
    """
    async with transaction():
        wanted = await _scopes(roles, person)
        staff = await _known(person, actor)
        await _grant(staff, wanted, actor)
        await note(actor, "invited", "staff", staff, roles=_told(roles))
        await queue("invited", person.email, person.name, person.language.value, staff=staff)
    return staff


async def change(staff: int, changes: dict[str, Any], actor: str) -> None:
    """Write some of name, email and language anew; another address ends the logins.

    Raises Missing, Invalid, AlreadyStaff.
    """
    async with transaction():
        before = await _locked(staff)
        was = Person(name=before["name"], email=before["email"], language=Language(before["language"]))
        person = structs.replace(was, **changes)
        if mends := person_mends(person):
            raise Invalid(mends)
        if person == was:
            return
        address = folded_address(person.email)
        with _address_once():
            await execute(
                "UPDATE staff SET name = $2, email = $3, address = $4, language = $5 WHERE id = $1",
                staff, person.name, person.email, address, person.language.value,
            )  # fmt: skip
        await note(actor, "changed", "staff", staff, fields=sorted(changes))
        if address != before["address"]:
            await _end_logins(staff)


async def appoint(staff: int, roles: list[Appointment], actor: str) -> None:
    """Give somebody exactly these roles; when that changes anything their logins end.

    The tokens they made that are beyond the roles left to them end too.

    Raises Missing, Invalid, LastAdmin.
    """
    async with transaction():
        await _locked(staff)
        wanted = await _scopes(roles)
        live = await _live(staff)
        new = [scope for scope in wanted if scope not in live]
        gone = [role for scope, role in live.items() if scope not in wanted]
        if not new and not gone:
            return
        await _grant(staff, new, actor)
        await _withdraw(gone, actor)
        await _end_logins(staff)
        await note(actor, "appointed", "staff", staff, roles=_told(roles))
        await end_beyond(staff, actor)


async def withdraw(staff: int, actor: str) -> None:
    """Take all roles and second factors from somebody, and end their logins and the tokens they made for programs.

    Raises Missing, LastAdmin.
    """
    async with transaction():
        await _locked(staff)
        live = await _live(staff)
        if live:
            await _withdraw(list(live.values()), actor)
            await note(actor, "withdrawn", "staff", staff)
        await _drop_factors(staff)
        await _end_logins(staff)
        await end_beyond(staff, actor)


async def reset_factors(staff: int, actor: str) -> None:
    """Let somebody who lost their second factor set one up anew at the next sign-in. Raises Missing."""
    async with transaction():
        await _locked(staff)
        await _drop_factors(staff)
        await _end_logins(staff)
        await note(actor, "reset second factors", "staff", staff)


async def _known(person: Person, actor: str) -> int:
    """Their row, new or written anew, locked. Raises AlreadyStaff when they have roles."""
    address = folded_address(person.email)
    values = (address, person.name, person.email, person.language.value, now(), actor)
    staff: int | None = await fetchval(
        """INSERT INTO staff (address, name, email, language, invited_at, invited_by) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (address) DO NOTHING RETURNING id""",
        *values,
    )
    if staff is not None:
        return staff
    staff = await fetchval("SELECT id FROM staff WHERE address = $1 FOR NO KEY UPDATE", address)
    if staff is None or await _live(staff):
        raise AlreadyStaff
    await execute(
        """UPDATE staff SET name = $2, email = $3, language = $4, invited_at = $5, invited_by = $6
        WHERE address = $1""",
        *values,
    )
    return staff


async def _locked(staff: int) -> Any:
    row = await fetchrow("SELECT * FROM staff WHERE id = $1 FOR NO KEY UPDATE", staff)
    if row is None:
        raise Missing
    return row


async def _scopes(roles: list[Appointment], person: Person | None = None) -> list[Scope]:
    """The roles with their offices and events found, each once. Raises Invalid with every mend."""
    offices = await _ids("office", [one.office for one in roles])
    events = await _ids("event", [one.event for one in roles])
    mends = [*(person_mends(person) if person else []), *roles_mends(roles, offices, events)]
    if mends:
        raise Invalid(mends)
    found = [(one.role, offices.get(one.office or ""), events.get(one.event or "")) for one in roles]
    return list(dict.fromkeys(found))


async def _ids(table: str, slugs: list[str | None]) -> dict[str, int]:
    rows = await fetch(f"SELECT id, slug FROM {table} WHERE slug = ANY($1::text[])", [one for one in slugs if one])  # noqa: S608
    return {row["slug"]: row["id"] for row in rows}


async def _live(staff: int) -> dict[Scope, int]:
    """The roles somebody has, each with the id of its row."""
    rows = await fetch(
        "SELECT id, role, office, event FROM staff_role WHERE staff = $1 AND withdrawn_at IS NULL ORDER BY id", staff
    )
    return {(Role(row["role"]), row["office"], row["event"]): row["id"] for row in rows}


async def _grant(staff: int, scopes: list[Scope], actor: str) -> None:
    await execute(
        """INSERT INTO staff_role (staff, role, office, event, granted_at, granted_by)
        SELECT $1, role, office, event, $5, $6
        FROM unnest($2::text[], $3::bigint[], $4::bigint[]) AS wanted (role, office, event)""",
        staff, [role.value for role, _, _ in scopes], [office for _, office, _ in scopes],
        [event for _, _, event in scopes], now(), actor,
    )  # fmt: skip


async def _withdraw(roles: list[int], actor: str) -> None:
    with _last_admin_stays():
        await execute(
            "UPDATE staff_role SET withdrawn_at = $2, withdrawn_by = $3 WHERE id = ANY($1::bigint[])",
            roles, now(), actor,
        )  # fmt: skip


@contextmanager
def _address_once() -> Iterator[None]:
    """The unique address' no, in our words."""
    try:
        yield
    except asyncpg.UniqueViolationError:
        raise AlreadyStaff from None


@contextmanager
def _last_admin_stays() -> Iterator[None]:
    """The trigger's no, in our words."""
    try:
        yield
    except asyncpg.RestrictViolationError as error:
        if error.constraint_name != "last_admin_stays":
            raise
        raise LastAdmin from None


async def _drop_factors(staff: int) -> None:
    for table in ("passkey", "totp", "recovery_code"):
        await execute(f"DELETE FROM {table} WHERE staff = $1", staff)  # noqa: S608


async def _end_logins(staff: int) -> None:
    """Sign somebody out everywhere, and let every process hear of it."""
    await execute("UPDATE login SET ended_at = $2 WHERE staff = $1 AND ended_at IS NULL", staff, now())
    await notify(CHANNEL, "access")


def _told(roles: list[Appointment]) -> list[str]:
    """The roles as the journal writes them, each once: `organiser ghent`."""
    return list(dict.fromkeys(" ".join(filter(None, [one.role.value, one.office, one.event])) for one in roles))
