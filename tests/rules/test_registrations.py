"""Who sits, who waits and who is next, as a statute would be read."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import MembersOnly, PartyTooLarge, RegistrationsClosed
from events.rules.registrations import Waiting, check_audience, check_open, promoted, seat_for
from events.words import Audience, Seat, Status
from tests.cast import at

NOON = at("2023-06-20T12:00")
SIZES = st.lists(st.integers(1, 8), max_size=30)


@pytest.mark.parametrize(
    ("capacity", "confirmed", "waiting", "party", "seat"),
    [
        (None, 10_000, 0, 20, Seat.CONFIRMED),
        (10, 0, 0, 10, Seat.CONFIRMED),
        (10, 9, 0, 1, Seat.CONFIRMED),
        (10, 9, 0, 2, Seat.WAITING),
        (10, 10, 0, 1, Seat.WAITING),
        (10, 5, 3, 1, Seat.WAITING),
    ],
)
def test_a_seat_or_the_queue(capacity, confirmed, waiting, party, seat):
    """The last seat is given, the next waits, and nobody passes those who wait."""
    assert seat_for(capacity, confirmed, waiting, party) is seat


def test_what_is_for_members_is_for_them_alone():
    """A member comes to all, anybody else to what is for everyone."""
    check_audience(Audience.EVERYONE, member=False)
    check_audience(Audience.EVERYONE, member=True)
    check_audience(Audience.MEMBERS, member=True)

    with pytest.raises(MembersOnly):
        check_audience(Audience.MEMBERS, member=False)


def test_a_party_that_never_fits_is_told_so():
    """Eleven people for ten chairs would wait for ever."""
    with pytest.raises(PartyTooLarge) as refused:
        seat_for(10, 0, 0, 11)

    assert refused.value.facts == {"size": 11, "capacity": 10}


@pytest.mark.parametrize(
    ("status", "ends_in", "open_"),
    [
        (Status.PUBLISHED, timedelta(seconds=1), True),
        (Status.PUBLISHED, timedelta(0), False),
        (Status.DRAFT, timedelta(days=1), False),
        (Status.CANCELLED, timedelta(days=1), False),
    ],
)
def test_registration_is_open_until_the_end(status, ends_in, open_):
    """People still register at the door of an event under way."""
    if open_:
        check_open(status, NOON + ends_in, NOON)
    else:
        with pytest.raises(RegistrationsClosed):
            check_open(status, NOON + ends_in, NOON)


@given(SIZES, st.integers(0, 40))
def test_promotion_is_fair_and_full(sizes, free):
    """The promoted are the head of the queue, fit in the free seats, and the next one in line would not."""
    queue = [Waiting(n, size) for n, size in enumerate(sizes)]

    chosen = promoted(queue, free)

    assert chosen == queue[: len(chosen)]
    used = sum(party.party_size for party in chosen)
    assert used <= free
    assert len(chosen) == len(queue) or used + queue[len(chosen)].party_size > free


@given(SIZES)
def test_without_a_limit_everybody_is_promoted(sizes):
    """A limit taken away empties the queue."""
    queue = [Waiting(n, size) for n, size in enumerate(sizes)]

    assert promoted(queue, None) == queue
