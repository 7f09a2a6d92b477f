"""The world the matrix of permissions is asked in, and everybody who asks."""

from dataclasses import dataclass
from datetime import timedelta

from events.actions import registrations, tokens
from events.clock import now
from events.database import execute, fetchrow, fetchval
from events.tickets.secrets import new_token
from events.words import Role, Status
from tests.cast import ADA, hold_assembly, hold_event

ORIGIN = {"origin": "http://127.0.0.1:8000"}


@dataclass
class World:
    """Headers by asker, and what stands in paths by name."""

    headers: dict[str, dict[str, str]]
    names: dict[str, str]


async def make_world() -> World:
    """Two offices with an event each, a draft, two members, a registration, and a token or login for every asker."""
    await hold_event()
    await hold_event("elsewhere", office="ghent")
    await hold_event("draft", status=Status.DRAFT)
    ada, bram = await member(1, "Ada Janssens"), await member(2, "Bram Claes")
    made = await registrations.register(
        "party", registrations.Request(**{**ADA, "email": "ada@example.org"}, party=[], answers={})
    )
    await execute("UPDATE registration SET member = $2 WHERE id = $1", made.registration, ada)
    ticket = await fetchval("SELECT id FROM ticket WHERE registration = $1", made.registration)
    names = {"slug": "party", "registration": str(made.registration), "ticket": str(ticket), "number": "1", "code": "A"}
    headers = {
        "public": {},
        "ada": await _bearer(Role.MEMBER, member=1),
        "bram": await _bearer(Role.MEMBER, member=2),
        "door": await _bearer(Role.DOOR, event="party"),
        "other door": await _bearer(Role.DOOR, event="elsewhere"),
        "organiser": await _bearer(Role.ORGANISER, office="brussels"),
        "other organiser": await _bearer(Role.ORGANISER, office="ghent"),
        "admin": await _bearer(Role.ADMIN),
        "bureau": await _bearer(Role.BUREAU, event="party"),
        "scrutineer": await _bearer(Role.SCRUTINEER, event="party"),
        "half": await _half(),
    }
    names["profile"] = str(await hold_assembly("party"))
    names["proxy"] = str(await _proxy("party", ada, bram))
    names["stay"] = "1"
    names["resolution"], names["poll"] = map(str, await _poll())
    names["right"] = "1"
    names["item"] = str(await _item())
    names["token"] = str(await fetchval("SELECT id FROM token WHERE role = 'door' ORDER BY id LIMIT 1"))
    names["staff"] = str(await _staff("Ines", "door"))
    return World(headers, names)


async def _poll() -> tuple[int, int]:
    """A decision of an assembly that is part of the party, and an open poll of it; the rows' ids."""
    event = await hold_event("vote", parent="party")
    await hold_assembly("vote")
    row = await fetchrow(
        """WITH item AS (
            INSERT INTO agenda_item (assembly, position, kind, matter, title, text)
            SELECT id, 1, 'decision', 'ordinary', '{"en": "Accounts"}', '{}' FROM assembly WHERE event = $1 RETURNING id
        ), opened AS (
            INSERT INTO poll (resolution, number, opened_at, opened_by, reason, rights, votes, rights_hash)
            SELECT id, 1, $2, 'test', '{}', 1, 1, sha256('') FROM item RETURNING id, resolution
        ) SELECT id, resolution FROM opened""",
        event.id, now(),
    )  # fmt: skip
    assert row
    return row["resolution"], row["id"]


async def _proxy(event: str, giver: int, holder: int) -> int:
    """A proxy at this event's assembly that waits to be accepted; the row's id."""
    made: int = await fetchval(
        """INSERT INTO proxy (assembly, giver, holder, kind, given_at)
        SELECT a.id, $2, $3, 'general', $4 FROM assembly a JOIN event e ON e.id = a.event WHERE e.slug = $1
        RETURNING id""",
        event, giver, holder, now(),
    )  # fmt: skip
    return made


async def member(number: int, name: str) -> int:
    """A member of the Brussels office, since a year; the row's id."""
    made: int = await fetchval(
        """WITH made AS (
            INSERT INTO member (number, name, email, address, language, search, office)
            SELECT $1, $2::text, $3::text, $3::text, 'nl', lower($2::text), id FROM office WHERE slug = 'brussels'
            RETURNING id
        ), joined AS (
            INSERT INTO membership (member, category, shares, since)
            SELECT made.id, category.id, 1, $4 FROM made, category WHERE category.code = 'A'
        ) SELECT id FROM made""",
        number, name, f"member{number}@example.org", now().date().replace(year=now().year - 1, day=1),
    )  # fmt: skip
    return made


async def _item() -> int:
    """An election on the agenda of the party; the row's id."""
    made: int = await fetchval(
        """INSERT INTO agenda_item (assembly, position, kind, matter, title, text, seats)
        SELECT id, 1, 'election', 'election', '{"nl": "Bestuur"}', '{"nl": "Twee bestuurders."}', 2 FROM assembly
        ORDER BY id LIMIT 1 RETURNING id"""
    )
    return made


async def _bearer(role: Role, **scope: object) -> dict[str, str]:
    return {"authorization": f"Bearer {await tokens.issue(role, **scope)}"}


async def _half() -> dict[str, str]:
    """An administrator who signed in by mail and stopped there."""
    staff = await _staff("Half", "admin")
    clear, hashed = new_token()
    await execute(
        """INSERT INTO login (staff, via, address, secret_hash, created_at, expires_at)
        VALUES ($1, 'mail', 'half@example.org', $2, $3, $4)""",
        staff, hashed, now(), now() + timedelta(hours=1),
    )  # fmt: skip
    return {"cookie": f"convoke_login={clear}", **ORIGIN}


async def _staff(name: str, role: str) -> int:
    """A person of the staff with this role everywhere; the row's id."""
    made: int = await fetchval(
        """WITH made AS (
            INSERT INTO staff (name, email, address, language, invited_at, invited_by)
            VALUES ($1, $2, $2, 'fr', $3, 'test') RETURNING id
        ), granted AS (
            INSERT INTO staff_role (staff, role, granted_at, granted_by) SELECT id, $4, $3, 'test' FROM made
        ) SELECT id FROM made""",
        name, f"{name.lower()}@example.org", now(), role,
    )  # fmt: skip
    return made
