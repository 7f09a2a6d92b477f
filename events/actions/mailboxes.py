"""What follows when a member has another address: mails, calendar and signing in move, and old logins end."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from events.actions import live
from events.clock import now
from events.database import execute, notify
from events.rules.people import folded_address


class Move(NamedTuple):
    """A member's change of address. old: folded; new: as its owner writes it; None for none."""

    member: int
    old: str | None
    new: str | None


async def move(*moves: Move) -> None:
    """Let all that hung on a member's old address hang on the new one. Call it in the transaction of the change.

    Members who share the old one keep it. Logins it opened end. What was registered from it without signing in is the
    member's from now on: by the address nobody would find it again. Where several moves speak of one address, they are
    made one after the other.
    """
    made = [_Made(one.member, one.old, one.new, one.new and folded_address(one.new)) for one in moves if one.old]
    made = [one for one in made if one.old != one.address]
    spoken_of = Counter[str | None](address for one in made for address in (one.old, one.address) if address)
    alone, shared = list[_Made](), list[_Made]()
    for one in made:
        (alone if spoken_of[one.old] == 1 and spoken_of[one.address] <= 1 else shared).append(one)
    for together in (alone, *([one] for one in shared)):
        if together:
            await _follow(together)
    if made:
        await notify(live.CHANNEL, "access")


class _Made(NamedTuple):
    member: int
    old: str
    email: str | None
    address: str | None


async def _follow(made: Sequence[_Made]) -> None:
    """All that follows these moves, a statement for each thing whatever their number."""
    columns, at = [list(column) for column in zip(*made, strict=True)], now()
    await execute(_ADOPT, *columns)
    await execute(_REGISTRATIONS, *columns, at)
    await execute(_CALENDAR, *columns)
    await execute(_NO_CALENDAR, *columns)
    await execute(_LOGINS, *columns, at)
    await execute(_NO_MAILS, *columns)
    await execute(_NO_SIGN_INS, *columns)
    await execute(_STAFF_LOGINS, *columns)


_MOVED = "unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) AS moved (member, old, email, address)"
_NOBODYS = """NOT EXISTS (SELECT FROM member WHERE address = moved.old)
    AND NOT EXISTS (SELECT FROM staff WHERE address = moved.old)"""
# Of a mailbox that members share, theirs whose name it bears. One live registration a member and event: none where the
# member has one already; what stays behind follows the address below.
_ADOPT = f"""
UPDATE registration r SET member = moved.member FROM {_MOVED}
WHERE r.member IS NULL AND r.address = moved.old
    AND (NOT EXISTS (SELECT FROM member o WHERE o.address = moved.old AND o.id <> moved.member)
        OR lower(r.name) = (SELECT lower(name) FROM member WHERE id = moved.member))
    AND (r.seat = 'cancelled' OR NOT EXISTS (
        SELECT FROM registration o WHERE o.event = r.event AND o.member = moved.member AND o.seat <> 'cancelled'))
"""  # noqa: S608 (no value from outside)
# One live registration an address and event: where the new address has one already, the member's stays as it is.
_REGISTRATIONS = f"""
UPDATE registration r SET email = moved.email, address = moved.address FROM event e, {_MOVED}
WHERE r.member = moved.member AND e.id = r.event AND e.ends_at > $5 AND r.seat <> 'cancelled'
    AND r.address <> moved.address
    AND NOT EXISTS (
        SELECT FROM registration o WHERE o.event = r.event AND o.address = moved.address AND o.seat <> 'cancelled')
"""  # noqa: S608
_CALENDAR = f"""
UPDATE subscriber s SET email = moved.email, address = moved.address FROM {_MOVED}
WHERE s.address = moved.old AND moved.address IS NOT NULL
    AND NOT EXISTS (SELECT FROM subscriber WHERE address = moved.address)
    AND NOT EXISTS (SELECT FROM member WHERE address = moved.old)
"""  # noqa: S608
_NO_CALENDAR = f"""
DELETE FROM subscriber s USING {_MOVED} WHERE s.address = moved.old AND moved.address IS NULL AND {_NOBODYS}
"""  # noqa: S608
_LOGINS = f"""
UPDATE login l SET ended_at = $5 FROM {_MOVED}
WHERE l.member = moved.member AND l.address = moved.old AND l.staff IS NULL AND l.ended_at IS NULL
"""  # noqa: S608
# Asked for with an address that is nobody's any more: later nobody would find them by whose they were.
_NO_MAILS = f"""
DELETE FROM outbox o USING {_MOVED} WHERE o.message = 'sign_in' AND o.recipient = moved.old AND {_NOBODYS}
"""  # noqa: S608
_NO_SIGN_INS = f"DELETE FROM sign_in s USING {_MOVED} WHERE s.address = moved.old AND {_NOBODYS}"  # noqa: S608
_STAFF_LOGINS = f"""
UPDATE login l SET member = NULL FROM {_MOVED}
WHERE l.member = moved.member AND l.address = moved.old AND l.staff IS NOT NULL
"""  # noqa: S608
