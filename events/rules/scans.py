"""The verdict on a scan. The same cases stand in tests/golden/verdicts.json for the scanner in the browser."""

from datetime import datetime, timedelta

import msgspec

from events.words import Direction, Reason, Seat, Status, Verdict

DOORS_OPEN_BEFORE = timedelta(hours=4)
"""How long before the start a ticket is good: people help, or come by an early train."""
DOORS_OPEN_AFTER = timedelta(hours=2)


class TicketAtGate(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a ticket when it is shown at the gate of an event.

    seat: of its place at this event, None when it has none here; inside: whether its person is in now, None when they
    never came.
    """

    seat: Seat | None
    revoked: bool
    inside: bool | None


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """When the event is, and whether it happens."""

    status: Status
    starts_at: datetime
    ends_at: datetime


def shown_at(said: datetime | None, now: datetime) -> datetime:
    """When a code was shown, by what the scanner says: earlier than now if it had no network, never later.

    A clock that runs ahead says nothing of when, so such a scan counts as made now: it is judged, and admits, as if the
    scanner had said nothing.
    """
    return now if said is None else min(said, now)


def verdict_for(
    ticket: TicketAtGate | None, event: Hours, direction: Direction, scanned_at: datetime
) -> tuple[Verdict, Reason | None]:
    """The answer, and why when it is no. The first reason that holds is the one told.

    scanned_at: when the code was shown, which is earlier than now for a scanner that had no network.
    """
    if reason := refusal(ticket, event, direction, scanned_at):
        return Verdict.REFUSED, reason
    return (Verdict.ADMITTED if direction is Direction.IN else Verdict.LEFT), None


def refusal(ticket: TicketAtGate | None, event: Hours, direction: Direction, scanned_at: datetime) -> Reason | None:
    """The first reason to refuse, or None."""
    if ticket is None:
        return Reason.UNKNOWN_CODE
    if ticket.revoked:
        return Reason.REVOKED
    if ticket.seat is None:
        return Reason.WRONG_EVENT
    if event.status is not Status.PUBLISHED or ticket.seat is Seat.CANCELLED:
        return Reason.CANCELLED
    if ticket.seat is Seat.WAITING:
        return Reason.WAITING
    if direction is Direction.OUT:
        return None if ticket.inside else Reason.NOT_IN
    if not event.starts_at - DOORS_OPEN_BEFORE <= scanned_at <= event.ends_at + DOORS_OPEN_AFTER:
        return Reason.OUTSIDE_HOURS
    return Reason.ALREADY_IN if ticket.inside else None
