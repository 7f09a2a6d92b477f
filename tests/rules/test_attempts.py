"""When it is time to wait, and for whom."""

from datetime import timedelta

import pytest

from events.errors import TooManyAttempts
from events.rules.attempts import HOUR, Limit, check_attempts, network
from tests.cast import at

NOON = at("2023-01-10T12:00")
FEW, MANY = Limit("few", 2, HOUR), Limit("many", 9, timedelta(days=1))


def test_nothing_reached_is_nothing_to_wait_for() -> None:
    """As long as no limit is reached nobody waits."""
    check_attempts([], NOON)


@pytest.mark.parametrize(
    ("reached", "seconds", "minutes"),
    [
        ([(FEW, NOON - timedelta(minutes=59, seconds=30))], 30, 1),
        ([(FEW, NOON - timedelta(minutes=30))], 1800, 30),
        ([(FEW, NOON - timedelta(minutes=30)), (MANY, NOON - timedelta(hours=20))], 14400, 240),
        ([(FEW, NOON - timedelta(minutes=59, seconds=59, milliseconds=999))], 1, 1),
    ],
)
def test_how_long_to_wait(reached: list, seconds: int, minutes: int) -> None:
    """Until the earliest try that counts is old enough, for the limit that asks for the most patience."""
    with pytest.raises(TooManyAttempts) as refused:
        check_attempts(reached, NOON)

    assert refused.value.facts == {"seconds": seconds, "minutes": minutes}


@pytest.mark.parametrize(
    ("source", "whose"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("a socket", "a socket"),
        (None, ""),
    ],
)
def test_whose_tries_they_are(source: str | None, whose: str) -> None:
    """One connection to the IPv6 internet has a whole network of addresses, and counts once."""
    assert network(source) == whose
