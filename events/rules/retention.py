"""How long what is held of people is kept, and from which instant the time counts."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from events.words import Kept

FIXED: Mapping[Kept, int] = {Kept.SIGN_INS: 1, Kept.ATTEMPTS: 1}
"""Days that no host chooses: limits look a day back, and a mail to sign in with is good for minutes."""

LIKE: Mapping[Kept, Kept] = {Kept.CALENDARS: Kept.REGISTRATIONS}
"""What is kept as long as something else is."""


def over_before(days: int, now: datetime) -> datetime:
    """What ended before this instant is kept no longer."""
    return now - timedelta(days=days)


def periods(chosen: Mapping[Kept, int]) -> dict[Kept, int]:
    """Days for each kind. chosen: those the host decides."""
    known = {**chosen, **FIXED}
    return {kind: known[LIKE.get(kind, kind)] for kind in Kept}
