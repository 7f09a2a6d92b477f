"""Tokens for programs and scanners, and sign-in links: made, and ended."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from events.actions import live
from events.actions.journal import note, note_all
from events.clock import now
from events.database import execute, fetch, fetchrow, fetchval, notify, transaction
from events.errors import EventCancelled, Missing
from events.rules.tokens import LINK_WAITS, device_ends
from events.tickets.secrets import new_token
from events.words import Role, Status

CLI = "command line"


class Enrolment(msgspec.Struct, frozen=True):
    """The link that makes one phone a scanner, shown once. expires_at: of the scanner, once it is one."""

    token: int
    secret: str
    opens_until: datetime
    expires_at: datetime


async def issue(
    role: Role,
    *,
    kind: Literal["bearer", "link"] = "bearer",
    office: str | None = None,
    event: str | None = None,
    member: int | None = None,
    expires_at: datetime | None = None,
    name: str = "",
    actor: str = CLI,
) -> str:
    """A new token, shown once: only its hash is kept. office, event: slugs; member: a number. Raises Missing."""
    async with transaction():
        ids = [
            await _id("SELECT id FROM office WHERE slug = $1", office, "office"),
            await _id("SELECT id FROM event WHERE slug = $1", event, "event"),
            await _id("SELECT id FROM member WHERE number = $1 AND erased_at IS NULL", member, "member"),
        ]
        clear, hashed = new_token()
        token = await fetchval(
            """INSERT INTO token (kind, secret_hash, role, office, event, member, created_at, expires_at, name, made_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id""",
            kind, hashed, role.value, *ids, now(), expires_at, name, actor,
        )  # fmt: skip
        await note(actor, "issued", "token", token, role=role.value, kind=kind)
        return clear


async def enrol(event: int, name: str, gate: str, actor: str) -> Enrolment:
    """A link that signs one phone in at the door of this event. Raises EventCancelled, EventOver."""
    async with transaction():
        held = await fetchrow("SELECT status, ends_at FROM event WHERE id = $1 FOR KEY SHARE", event)
        if held is None:
            raise Missing
        if held["status"] == Status.CANCELLED:
            raise EventCancelled
        ends, opens_until = device_ends(held["ends_at"], now()), now() + LINK_WAITS
        clear, hashed = new_token()
        token = await fetchval(
            """INSERT INTO token (kind, secret_hash, role, event, created_at, expires_at, name, made_by, single_use,
                opens_until, gate)
            VALUES ('link', $1, 'door', $2, $3, $4, $5, $6, true, $7, $8) RETURNING id""",
            hashed, event, now(), ends, name, actor, opens_until, gate or None,
        )  # fmt: skip
        await note(actor, "enrolled", "token", token, event=event)
        await notify(live.CHANNEL, f"event {event}")
        return Enrolment(token, clear, opens_until, ends)


async def revoke(token: int, actor: str) -> None:
    """Let a token open nothing any more, and end every login it opened. Again changes nothing. Raises Missing."""
    async with transaction():
        found = await fetchrow("SELECT event, revoked_at FROM token WHERE id = $1 FOR NO KEY UPDATE", token)
        if found is None:
            raise Missing(what="token", value=token)
        if found["revoked_at"] is not None:
            return
        await execute("UPDATE token SET revoked_at = $2 WHERE id = $1", token, now())
        await execute("UPDATE login SET ended_at = $2 WHERE token = $1 AND ended_at IS NULL", token, now())
        await note(actor, "revoked", "token", token)
        await notify(live.CHANNEL, "access")
        if found["event"] is not None:
            await notify(live.CHANNEL, f"event {found['event']}")


async def end_beyond(staff: int, actor: str) -> None:
    """End the tokens for programs that this person made and may not make any more, and those made by these in turn.

    Within the transaction of the change. Phones they enrolled at a door stay, for others hold them: they end with their
    event, or one by one.
    """
    ended = [row["id"] for row in await fetch(_BEYOND, staff, f"staff {staff}", now())]
    await note_all(actor, "revoked", "token", [(token, {"made_by": f"staff {staff}"}) for token in ended])


_BEYOND = """
WITH RECURSIVE theirs AS (
    SELECT t.id FROM token t LEFT JOIN event e ON e.id = t.event
    WHERE t.made_by = $2 AND t.kind = 'bearer' AND NOT EXISTS (
        SELECT FROM staff_role r WHERE r.staff = $1 AND r.withdrawn_at IS NULL AND (r.role = 'admin'
            OR (r.role = 'organiser' AND t.role = 'door' AND (r.office IS NULL OR r.office IN (t.office, e.office))
                AND (r.event IS NULL OR r.event IN (t.event, e.parent)))))
    UNION
    SELECT t.id FROM token t JOIN theirs ON t.made_by = 'token ' || theirs.id WHERE t.kind = 'bearer'
)
UPDATE token SET revoked_at = $3 FROM theirs WHERE token.id = theirs.id AND token.revoked_at IS NULL RETURNING token.id
"""


async def holding() -> list[Any]:
    """The tokens that still hold, oldest first: id, kind, role, name, made_by, scope, expires_at, last_used_at."""
    return await fetch(
        """SELECT t.id, CASE WHEN t.single_use THEN 'device' ELSE t.kind END AS kind, t.role, t.name, t.made_by,
            coalesce(o.slug, e.slug, 'member ' || m.number, 'all') AS scope, t.expires_at,
            greatest(t.last_used_at, (SELECT max(last_used_at) FROM login WHERE token = t.id)) AS last_used_at
        FROM token t LEFT JOIN office o ON o.id = t.office LEFT JOIN event e ON e.id = t.event
            LEFT JOIN member m ON m.id = t.member
        WHERE t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $1) ORDER BY t.id""",
        now(),
    )


async def _id(sql: str, value: object, what: str) -> int | None:
    if value is None:
        return None
    found: int | None = await fetchval(sql, value)
    if found is None:
        raise Missing(what=what, value=value)
    return found
