"""Who gets a seat, who waits, and who is next."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from events.errors import MembersOnly, PartyTooLarge, RegistrationsClosed
from events.words import Audience, Seat, Status

PARTY_LIMIT = 20
"""People in one registration at most; larger groups are for the organiser to enter."""


class Waiting(msgspec.Struct, frozen=True):
    """A registration in the queue: its id and how many seats it needs."""

    registration: int
    party_size: int


def check_open(status: Status, ends_at: datetime, now: datetime) -> None:
    """Refuse a registration to an event that is not public, does not happen, or is over."""
    if status is not Status.PUBLISHED or ends_at <= now:
        raise RegistrationsClosed


def check_audience(audience: Audience, member: bool) -> None:
    """Refuse an event for members to anybody else. member: whether it is a member of today who registers."""
    if audience is Audience.MEMBERS and not member:
        raise MembersOnly


def seat_for(capacity: int | None, confirmed: int, waiting: int, party_size: int) -> Seat:
    """A seat for the whole party, or a place in the queue; nobody passes those who already wait.

    capacity: people the event seats, None for no limit; confirmed, waiting: people who have a seat, who wait.
    Raises PartyTooLarge when the party could never be seated together.
    """
    if capacity is None:
        return Seat.CONFIRMED
    if party_size > capacity:
        raise PartyTooLarge(size=party_size, capacity=capacity)
    return Seat.CONFIRMED if waiting == 0 and confirmed + party_size <= capacity else Seat.WAITING


def promoted(queue: Iterable[Waiting], free: int | None) -> list[Waiting]:
    """Those at the head of the queue who get the free seats, in order, until a party does not fit whole.

    queue: in order of position. free: seats nobody has, None when there is no limit.
    """
    chosen: list[Waiting] = []
    for party in queue:
        if free is not None:
            if party.party_size > free:
                break
            free -= party.party_size
        chosen.append(party)
    return chosen
