"""What follows when a member has another address: mails, calendar and signing in move, and old logins end."""

from events.actions import live
from events.clock import now
from events.database import execute, notify
from events.rules.people import folded_address


async def move(member: int, old: str | None, new: str | None) -> None:
    """Let all that hung on the member's old address hang on the new one. Call it in the transaction of the change.

    old: folded; new: as its owner writes it. Members who share the old one keep it. Logins it opened end. What was
    registered from it without signing in is the member's from now on: by the address nobody would find it again.
    """
    address = new and folded_address(new)
    if old is None or old == address:
        return
    await execute(_ADOPT, member, old)
    if address:
        await execute(_REGISTRATIONS, member, new, address, now())
        await execute(_CALENDAR, old, new, address)
    else:
        await execute(_NO_CALENDAR, old)
    await execute(_LOGINS, member, old, now())
    for statement in _NO_SIGN_INS:
        await execute(statement, old)
    await execute(
        "UPDATE login SET member = NULL WHERE member = $1 AND address = $2 AND staff IS NOT NULL", member, old
    )
    await notify(live.CHANNEL, "access")


# Of a mailbox that members share, theirs whose name it bears. One live registration a member and event: of several the
# first, and none where the member has one already; what stays behind follows the address below.
_ADOPT = """
UPDATE registration r SET member = $1
WHERE r.member IS NULL AND r.address = $2
    AND (NOT EXISTS (SELECT FROM member o WHERE o.address = $2 AND o.id <> $1)
        OR lower(r.name) = (SELECT lower(name) FROM member WHERE id = $1))
    AND (r.seat = 'cancelled' OR NOT EXISTS (
        SELECT FROM registration o WHERE o.event = r.event AND o.member = $1 AND o.seat <> 'cancelled'))
"""
# One live registration an address and event: where the new address has one already, the member's stays as it is.
_REGISTRATIONS = """
UPDATE registration r SET email = $2, address = $3 FROM event e
WHERE r.member = $1 AND e.id = r.event AND e.ends_at > $4 AND r.seat <> 'cancelled' AND r.address <> $3
    AND NOT EXISTS (SELECT FROM registration o WHERE o.event = r.event AND o.address = $3 AND o.seat <> 'cancelled')
"""
_CALENDAR = """
UPDATE subscriber SET email = $2, address = $3 WHERE address = $1
    AND NOT EXISTS (SELECT FROM subscriber WHERE address = $3)
    AND NOT EXISTS (SELECT FROM member WHERE address = $1)
"""
_NO_CALENDAR = """
DELETE FROM subscriber WHERE address = $1 AND NOT EXISTS (SELECT FROM member WHERE address = $1)
    AND NOT EXISTS (SELECT FROM staff WHERE address = $1)
"""
_NOBODYS = (
    """NOT EXISTS (SELECT FROM member WHERE address = $1) AND NOT EXISTS (SELECT FROM staff WHERE address = $1)"""
)
_NO_SIGN_INS = (
    f"DELETE FROM outbox WHERE message = 'sign_in' AND recipient = $1 AND {_NOBODYS}",  # noqa: S608
    f"DELETE FROM sign_in WHERE address = $1 AND {_NOBODYS}",  # noqa: S608
)
"""Asked for with an address that is nobody's any more: later nobody would find them by whose they were."""
_LOGINS = "UPDATE login SET ended_at = $3 WHERE member = $1 AND address = $2 AND staff IS NULL AND ended_at IS NULL"
