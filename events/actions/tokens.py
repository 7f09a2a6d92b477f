"""Tokens for programs and scanners, and sign-in links."""

from datetime import datetime
from typing import Literal

from events.actions.journal import note
from events.clock import now
from events.database import fetchval, transaction
from events.errors import Missing
from events.tickets.secrets import new_token
from events.words import Role


async def issue(
    role: Role,
    *,
    kind: Literal["bearer", "link"] = "bearer",
    office: str | None = None,
    event: str | None = None,
    member: int | None = None,
    expires_at: datetime | None = None,
) -> str:
    """A new token, shown once: only its hash is kept. office, event: slugs; member: a number. Raises Missing."""
    async with transaction():
        ids = [
            await _id("SELECT id FROM office WHERE slug = $1", office, "office"),
            await _id("SELECT id FROM event WHERE slug = $1", event, "event"),
            await _id("SELECT id FROM member WHERE number = $1", member, "member"),
        ]
        clear, hashed = new_token()
        token = await fetchval(
            """INSERT INTO token (kind, secret_hash, role, office, event, member, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id""",
            kind, hashed, role.value, *ids, now(), expires_at,
        )  # fmt: skip
        await note("command line", "issued", "token", token, role=role.value, kind=kind)
        return clear


async def _id(sql: str, value: object, what: str) -> int | None:
    if value is None:
        return None
    found: int | None = await fetchval(sql, value)
    if found is None:
        raise Missing(what=what, value=value)
    return found
