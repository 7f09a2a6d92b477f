"""Tokens for programs and scanners, sign-in links, and the logins that links open."""

from datetime import datetime, timedelta
from typing import Literal

from events.actions.journal import note
from events.clock import now
from events.database import execute, fetchrow, fetchval, transaction
from events.errors import Missing, NotSignedIn
from events.tickets.secrets import new_token, token_hash
from events.words import Role

LOGIN_LASTS = timedelta(hours=12)


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


async def sign_in(link: str) -> tuple[str, datetime]:
    """A login for the browser that presents this link: its secret and when it ends. Raises NotSignedIn."""
    async with transaction():
        token = await fetchrow(
            """SELECT id, expires_at FROM token WHERE secret_hash = $1 AND kind = 'link' AND revoked_at IS NULL
            AND (expires_at IS NULL OR expires_at > $2)""",
            token_hash(link), now(),
        )  # fmt: skip
        if token is None:
            raise NotSignedIn
        clear, hashed = new_token()
        ends = now() + LOGIN_LASTS
        await execute(
            "INSERT INTO login (token, secret_hash, created_at, expires_at) VALUES ($1, $2, $3, $4)",
            token["id"], hashed, now(), ends,
        )  # fmt: skip
        await note(f"token {token['id']}", "signed in", "token", token["id"])
        return clear, ends


async def sign_out(secret: str) -> None:
    """End the login with this secret, if there is one."""
    async with transaction():
        await execute(
            "UPDATE login SET ended_at = $2 WHERE secret_hash = $1 AND ended_at IS NULL", token_hash(secret), now()
        )


async def _id(sql: str, value: object, what: str) -> int | None:
    if value is None:
        return None
    found: int | None = await fetchval(sql, value)
    if found is None:
        raise Missing(what=what, value=value)
    return found
