"""How long a browser stays signed in."""

from datetime import timedelta

STAFF_LASTS = timedelta(hours=12)
"""A working day: staff reach other people's data."""
MEMBER_LASTS = timedelta(days=30)


def lasts(*, staff: bool) -> timedelta:
    """How long a login lasts; of somebody who is staff and member as long as staff's."""
    return STAFF_LASTS if staff else MEMBER_LASTS
