"""Logins: opened for an address or by a link, given a new secret, ended one by one or all others at once."""

from datetime import datetime
from typing import Any

from events import whence
from events.actions import live
from events.actions.journal import note
from events.clock import now
from events.database import fetch, fetchrow, fetchval, notify, transaction
from events.errors import LinkSpent, Missing, NotSignedIn
from events.mail.owners import OWNER
from events.rules.access import Asker
from events.rules.logins import lasts
from events.tickets.secrets import new_token, token_hash
from events.words import Role, Via


async def open_login(
    *, address: str, via: Via, agent: str, source: str, ended: str | None, member: int | None = None
) -> tuple[str, datetime]:
    """A login for the browser of whoever has this address: its secret, told this once, and when it ends.

    address: proven by the caller, folded (`rules.people.folded_address`). It stands for the staff person who has it,
    and for the first member, or for the one (`member`, by id) that was proven otherwise. ended: the secret of the login
    the browser had, which this one takes the place of. Raises NotSignedIn when nobody has the address, or who was
    proven is erased.
    """
    async with transaction():
        return await open_within(address=address, via=via, agent=agent, source=source, ended=ended, member=member)


async def open_within(
    *, address: str, via: Via, agent: str, source: str, ended: str | None, member: int | None = None
) -> tuple[str, datetime]:
    """The same, in the transaction around: nothing was written when it raises NotSignedIn."""
    clear, hashed = new_token()
    ends: datetime | None = await fetchval(
        _OPEN,
        address, via.value, hashed, agent, source, now(), now() + lasts(staff=True), now() + lasts(staff=False),
        whence.source(), whence.request_id(), member,
    )  # fmt: skip
    if ends is None:
        raise NotSignedIn
    if ended:
        await end_secret(ended, "replaced")
    return clear, ends


_OPEN = f"""
WITH owner AS (
    SELECT known.staff, coalesce($11::bigint, known.member) AS member
    FROM (VALUES (1)) AS one LEFT JOIN ({OWNER}) AS known ON true
    WHERE ($11::bigint IS NOT NULL OR known.staff IS NOT NULL OR known.member IS NOT NULL)
        AND NOT EXISTS (SELECT FROM member WHERE id = $11::bigint AND erased_at IS NOT NULL)
), opened AS (
    INSERT INTO login
        (staff, member, via, address, by_number, secret_hash, agent, source, created_at, last_used_at, expires_at)
    SELECT staff, member, $2::text, $1::text, $11::bigint IS NOT NULL, $3::bytea, $4::text, $5::text,
        $6::timestamptz, $6::timestamptz, CASE WHEN staff IS NULL THEN $8::timestamptz ELSE $7::timestamptz END
    FROM owner RETURNING id, staff, member, expires_at
), joined AS (
    UPDATE staff SET joined_at = $6::timestamptz
    WHERE id = (SELECT staff FROM opened) AND joined_at IS NULL
), noted AS (
    INSERT INTO journal (at, actor, action, about, about_id, facts, source, request)
    SELECT $6::timestamptz, coalesce('staff ' || staff, 'member ' || member), 'signed in', 'login', id,
        jsonb_build_object('via', $2::text, 'member', member), $9::text, $10::text FROM opened
)
SELECT expires_at FROM opened
"""  # noqa: S608 (no value from outside)


async def open_link(link: str, *, agent: str, source: str, ended: str | None) -> tuple[str, datetime]:
    """A login for the browser that presents a sign-in link: its secret and when it ends.

    There is no second factor behind such a link, so opening it counts as giving one. A link for one device opens one
    browser, which stays signed in for as long as the link's token holds. Raises NotSignedIn, LinkSpent.
    """
    async with transaction():
        token = await _spend(token_hash(link))
        if ended:
            await end_secret(ended, "replaced")
        clear, hashed = new_token()
        at = now()
        ends = token["expires_at"] if token["single_use"] else at + lasts(staff=token["role"] != Role.MEMBER)
        login = await fetchval(
            """INSERT INTO login
                (token, via, secret_hash, agent, source, created_at, expires_at, strong_at, elevated_at)
            VALUES ($1, 'link', $2, $3, $4, $5, $6, $5, $7) RETURNING id""",
            token["id"], hashed, agent, source, at, ends, None if token["single_use"] else at,
        )  # fmt: skip
        await note(f"token {token['id']}", "signed in", "login", login, via=Via.LINK.value)
        if token["single_use"] and token["event"] is not None:
            await notify(live.CHANNEL, f"event {token['event']}")
        return clear, ends


async def _spend(link_hash: bytes) -> Any:
    """The token of this link, used now: of many browsers at once, one gets a link for one device."""
    token = await fetchrow(
        """UPDATE token SET used_at = coalesce(used_at, $2)
        WHERE secret_hash = $1 AND kind = 'link' AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)
            AND (NOT single_use OR (used_at IS NULL AND opens_until > $2))
        RETURNING id, role, event, expires_at, single_use""",
        link_hash, now(),
    )  # fmt: skip
    if token is None:
        spent = await fetchval("SELECT single_use FROM token WHERE secret_hash = $1", link_hash)
        raise LinkSpent if spent else NotSignedIn
    return token


async def renew(login: int) -> tuple[str, datetime]:
    """A new secret for the login, whose old one opens nothing any more: for every change of what it may do.

    Call it in the transaction of that change. Raises NotSignedIn when the login has ended.
    """
    clear, hashed = new_token()
    ends: datetime | None = await fetchval(
        """UPDATE login SET secret_hash = $2 WHERE id = $1 AND ended_at IS NULL AND expires_at > $3
        RETURNING expires_at""",
        login, hashed, now(),
    )  # fmt: skip
    if ends is None:
        raise NotSignedIn
    return clear, ends


async def choose_member(asker: Asker, number: int) -> tuple[str, datetime]:
    """Let the login stand for another member who has its address; its new secret. Raises Missing."""
    async with transaction():
        member = await fetchval(
            """UPDATE login SET member = m.id, by_number = false FROM member m
            WHERE login.id = $1 AND m.number = $2 AND m.address = login.address RETURNING m.id""",
            asker.login, number,
        )  # fmt: skip
        if asker.login is None or member is None:
            raise Missing
        await note(asker.name, "chose member", "login", asker.login, member=member)
        await notify(live.CHANNEL, "access")
        return await renew(asker.login)


async def end_secret(secret: str, why: str = "signed out") -> None:
    """End the login with this secret, if there is one."""
    async with transaction():
        if await _end("secret_hash = $2", token_hash(secret), why=why):
            await notify(live.CHANNEL, "access")


async def end_login(asker: Asker, login: int) -> None:
    """End one of the asker's own logins. Raises Missing."""
    async with transaction():
        if not await _end(f"id = $3 AND {MINE}", asker.login, login, actor=asker.name, why="ended"):
            raise Missing
        await notify(live.CHANNEL, "access")


async def end_others(asker: Asker) -> int:
    """End all of the asker's logins but this one; answers how many."""
    async with transaction():
        ended = await _end(f"id <> $2 AND {MINE}", asker.login, actor=asker.name, why="ended")
        await notify(live.CHANNEL, "access")
        return ended


MINE = """EXISTS (SELECT FROM login AS mine WHERE mine.id = $2
    AND (mine.address = login.address OR mine.token = login.token))"""
"""SQL: whether `login` was opened by the same mailbox, or the same link, as the login with the id `$2`."""


async def _end(condition: str, *args: object, why: str, actor: str | None = None) -> int:
    ended = await fetch(
        f"""UPDATE login SET ended_at = $1 WHERE ended_at IS NULL AND {condition}
        RETURNING id, staff, member, token""",  # noqa: S608
        now(), *args,
    )  # fmt: skip
    for login in ended:
        await note(actor or _name(login), "signed out", "login", login["id"], why=why)
    return len(ended)


def _name(row: Any) -> str:
    """How the journal calls whose login it is."""
    return next(f"{kind} {row[kind]}" for kind in ("staff", "member", "token") if row.get(kind) is not None)
