"""When a wish to be erased has to be carried out, and when a new address has to be confirmed."""

from datetime import datetime, timedelta

ANSWERED_WITHIN = timedelta(days=30)
"""A month is what the law leaves (GDPR, art. 12(3))."""
CONFIRMED_WITHIN = timedelta(days=3)


def due(asked_at: datetime) -> datetime:
    """By when who asked has to be erased."""
    return asked_at + ANSWERED_WITHIN
