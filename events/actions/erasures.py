"""Erasing: of a member what is held goes but number, office and memberships; of a registration all but the counts."""

from typing import Any

import msgspec

from events.actions import live, outbox, registrations
from events.actions.journal import note
from events.clock import now
from events.database import execute, fetch, fetchrow, fetchval, notify, transaction
from events.errors import MemberErased, Missing
from events.rules.members import searched

NOBODY = "—"
"""What stands where a name stood."""


class Erased(msgspec.Struct, frozen=True):
    """How many registrations were erased, and how many of them were given back for it."""

    registrations: int
    given_back: int


async def ask(member: int, actor: str) -> None:
    """Note that the member wants to be erased, and write to them. Asked twice is asked once.

    Raises Missing, MemberErased.
    """
    async with transaction():
        row = await _locked("id = $1", member)
        if row["erased_at"]:
            raise MemberErased
        if row["erasure_asked_at"]:
            return
        await execute("UPDATE member SET erasure_asked_at = $2 WHERE id = $1", member, now())
        if row["email"]:
            await outbox.queue("erasure_asked", row["email"], row["name"], row["language"], member=member)
        await note(actor, "asked erasure", "member", member)


async def withdraw(member: int, actor: str) -> None:
    """Let the member stay after all; one who is erased already stays that. Raises Missing."""
    async with transaction():
        row = await _locked("id = $1", member)
        if row["erased_at"] or not row["erasure_asked_at"]:
            return
        await execute("UPDATE member SET erasure_asked_at = NULL WHERE id = $1", member)
        await note(actor, "withdrew erasure", "member", member)


async def erase(number: int, actor: str) -> Erased:
    """Erase the member with this number.

    Places at events to come are given back, and who waits gets them; registrations stay as counts. Logins end, mails
    go, sent or not, and so does the personal calendar. Erased twice is erased once. Raises Missing.
    """
    async with transaction():
        row = await _locked("number = $1", number)
        shared = await fetchval(
            "SELECT EXISTS (SELECT FROM member WHERE address = $1 AND id <> $2)", row["address"], row["id"]
        )
        mine = await fetch(_THEIRS, row["id"], row["address"], row["name"] if shared else None, now())
        to_come = [one["id"] for one in mine if one["to_come"]]
        for registration in to_come:
            await registrations.cancel(registration, actor)
        await blank([one["id"] for one in mine])
        for statement in _GONE:
            await execute(statement, row["id"])
        if row["address"] and not shared:
            for statement in _GONE_WITH_THE_MAILBOX:
                await execute(statement, [row["address"], row["email"]])
        await execute(_REVOKED, row["id"], now())
        await execute(_STANDS_NO_MORE, row["id"], now(), actor)
        await execute(_BARE, row["id"], NOBODY, now(), searched(NOBODY, number))
        if mine or not row["erased_at"]:
            await note(actor, "erased", "member", row["id"], registrations=len(mine), given_back=len(to_come))
        await notify(live.CHANNEL, "access")
        return Erased(len(mine), len(to_come))


async def blank(erased: list[int]) -> None:
    """Take the people out of these registrations: no name, address or answer, and nobody's any more."""
    tickets = await fetch("SELECT id FROM ticket WHERE registration = ANY($1::bigint[])", erased)
    for statement in _BLANK:
        await execute(statement, erased)
    await execute("UPDATE scan SET name = NULL WHERE ticket = ANY($1::bigint[])", [one["id"] for one in tickets])
    await execute(
        """UPDATE registration SET name = $2, email = NULL, address = NULL, answers = '{}', member = NULL,
        erased_at = $3 WHERE id = ANY($1::bigint[])""",
        erased, NOBODY, now(),
    )  # fmt: skip


async def _locked(condition: str, value: int) -> Any:
    """The member's row, held until the transaction ends; registering for them goes on meanwhile. Raises Missing."""
    row = await fetchrow(
        f"""SELECT id, name, email, address, language, erasure_asked_at, erased_at FROM member
        WHERE {condition} FOR NO KEY UPDATE""",  # noqa: S608
        value,
    )
    if row is None:
        raise Missing
    return row


# Of a mailbox that members share, what was registered without signing in is theirs whose name it bears. By event, as
# each is locked in turn.
_THEIRS = """
SELECT r.id, r.seat <> 'cancelled' AND e.status = 'published' AND e.ends_at > $4 AS to_come
FROM registration r JOIN event e ON e.id = r.event
WHERE r.member = $1 OR (r.member IS NULL AND r.address = $2 AND ($3::text IS NULL OR lower(r.name) = lower($3)))
ORDER BY e.id, r.id
"""
_BLANK = (
    f"UPDATE ticket SET name = '{NOBODY}' WHERE registration = ANY($1::bigint[])",  # noqa: S608 (our own word)
    "DELETE FROM idempotency_key WHERE registration = ANY($1::bigint[])",
    "DELETE FROM outbox WHERE (facts ->> 'registration')::bigint = ANY($1::bigint[])",
)
_GONE = (
    f"UPDATE question SET text = '{NOBODY}', named = false WHERE member = $1",  # noqa: S608 (our own word)
    f"UPDATE stay SET name = '{NOBODY}' WHERE member = $1",  # noqa: S608 (our own word)
    "UPDATE proxy_item SET words = NULL WHERE proxy IN (SELECT id FROM proxy WHERE giver = $1)",
    "DELETE FROM proxy_form WHERE proxy IN (SELECT id FROM proxy WHERE giver = $1)",
    "DELETE FROM address_change WHERE member = $1",
    "DELETE FROM member_sync_row WHERE number = (SELECT number FROM member WHERE id = $1)",
    "DELETE FROM outbox WHERE facts ? 'member' AND (facts ->> 'member')::bigint = $1",
    "DELETE FROM login WHERE (member = $1 AND staff IS NULL) OR token IN (SELECT id FROM token WHERE member = $1)",
    "UPDATE login SET member = NULL WHERE member = $1",
    "DELETE FROM summons WHERE member = $1 AND called_at IS NULL",
    "UPDATE summons SET email = NULL, error = NULL WHERE member = $1",
)
_GONE_WITH_THE_MAILBOX = (
    "DELETE FROM outbox WHERE lower(recipient) = ANY($1::text[]) OR recipient = ANY($1::text[])",
    "DELETE FROM sign_in WHERE address = ANY($1::text[])",
    "DELETE FROM subscriber WHERE address = ANY($1::text[])",
    "DELETE FROM login WHERE address = ANY($1::text[]) AND staff IS NULL",
)
_REVOKED = "UPDATE token SET name = '', revoked_at = coalesce(revoked_at, $2) WHERE member = $1"
# Whoever stood at an assembly that is over keeps the place on its list, by the number alone.
_STANDS_NO_MORE = """
UPDATE candidate c SET statement = '{}', photo = NULL, reason = NULL, version = c.version + 1,
    withdrawn_at = CASE WHEN a.closed_at IS NULL THEN coalesce(c.withdrawn_at, $2) ELSE c.withdrawn_at END,
    withdrawn_by = CASE WHEN a.closed_at IS NULL THEN coalesce(c.withdrawn_by, $3) ELSE c.withdrawn_by END
FROM agenda_item i JOIN assembly a ON a.id = i.assembly WHERE i.id = c.item AND c.member = $1
"""
_BARE = """
UPDATE member SET name = $2, email = NULL, address = NULL, phone = NULL, street = NULL,
    postal_code = NULL, city = NULL, country = NULL, search = $4,
    erased_at = coalesce(erased_at, $3) WHERE id = $1
"""
