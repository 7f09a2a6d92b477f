"""How long a ticket's code is good for."""

from datetime import datetime, timedelta
from typing import TypedDict

GOOD_AFTER_END = timedelta(days=366)
"""A code outlives its event, as events are moved; whether a gate is open is for the event's own hours to say."""


class Validity(TypedDict):
    """From when until when a code holds."""

    valid_from: datetime
    valid_until: datetime


def validity(created_at: datetime, ends_at: datetime) -> Validity:
    """From the ticket's making until a year after the event, so that the same ticket always has the same code."""
    return Validity(valid_from=created_at, valid_until=max(created_at, ends_at) + GOOD_AFTER_END)
