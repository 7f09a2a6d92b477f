"""Who may make which token, how long it holds, and how long a scanner's link waits to be opened."""

from datetime import datetime, timedelta

from events.errors import EventOver, Mend, NotAllowed
from events.rules.access import Act, Asker
from events.rules.people import name_mends
from events.words import Role

NAME_LIMIT = 80
GATE_LIMIT = 80
LONGEST = timedelta(days=3650)
LINK_WAITS = timedelta(minutes=15)
"""How long the link of a scanner may be opened: time to take out a phone, and no longer than somebody looks on."""
DEVICE_STAYS = timedelta(days=1)
"""How long after its event a scanner stays signed in, for scans that waited for a network."""


def handles_all(asker: Asker) -> bool:
    """Whether every token is the asker's to see, whatever its role; else the door's alone, within their reach."""
    return any(grant.role is Role.ADMIN for grant in asker.granted(Act.TOKENS))


def check_may_make(asker: Asker, role: Role) -> None:
    """Refuse a role that the asker may give to nobody. Raises NotAllowed."""
    if role is not Role.DOOR and not handles_all(asker):
        raise NotAllowed


def token_mends(name: str, expires_at: datetime, now: datetime) -> list[Mend]:
    """What to mend in a token's name, already tidied, and its end."""
    return called_mends(name) + end_mends(expires_at, now)


def called_mends(name: str) -> list[Mend]:
    """What to mend in the name of a token or a device, already tidied."""
    return [Mend("name", "too_long", {"limit": NAME_LIMIT})] if len(name) > NAME_LIMIT else name_mends("name", name)


def gate_mends(gate: str) -> list[Mend]:
    """What to mend in a gate's name, already tidied; none is fine."""
    if len(gate) > GATE_LIMIT:
        return [Mend("gate", "too_long", {"limit": GATE_LIMIT})]
    return name_mends("gate", gate) if gate else []


def end_mends(expires_at: datetime, now: datetime) -> list[Mend]:
    """What to mend in a token's end."""
    if expires_at.tzinfo is None:
        return [Mend("expires_at", "no_offset")]
    if expires_at <= now:
        return [Mend("expires_at", "past")]
    if expires_at > now + LONGEST:
        return [Mend("expires_at", "too_far", {"years": LONGEST.days // 365})]
    return []


def device_ends(event_ends_at: datetime, now: datetime) -> datetime:
    """Until when a scanner of this event is signed in. Raises EventOver when that is past."""
    ends = event_ends_at + DEVICE_STAYS
    if ends <= now:
        raise EventOver
    return ends
