"""Who may do what, and how lately they proved who they are."""

from datetime import timedelta

import pytest

from events.errors import NeedsElevation
from events.rules.access import Asker, Grant, check_elevated
from events.words import Role
from tests.cast import at

NOON = at("2023-01-26T12:00:00")
ADMIN = (Grant(Role.ADMIN),)


@pytest.mark.parametrize("minutes", [0, 5, 15])
def test_a_second_factor_given_lately_allows_what_is_grave(minutes: int) -> None:
    """Ada gave her second factor within the last quarter of an hour, so she is not asked again."""
    check_elevated(Asker(grants=ADMIN, login=1, elevated_at=NOON - timedelta(minutes=minutes)), NOON)


@pytest.mark.parametrize("elevated_at", [None, NOON - timedelta(minutes=15, seconds=1)])
def test_a_second_factor_given_long_ago_or_never_does_not(elevated_at: object) -> None:
    """A browser left open since this morning withdraws nobody."""
    with pytest.raises(NeedsElevation):
        check_elevated(Asker(grants=ADMIN, login=1, elevated_at=elevated_at), NOON)


def test_a_program_has_no_second_factor_to_give() -> None:
    """A bearer token does what its role may."""
    check_elevated(Asker(grants=ADMIN, token=1), NOON)
