"""What every process hears of what another one changed."""

from events.api import asking
from events.api.watching import Watching
from events.words import Role
from tests.cast import bearer


async def test_who_may_do_what_is_asked_anew_once_access_changed(api):
    """A process believes a token for two seconds, and no longer once it hears that somebody's access changed."""
    door = await bearer(Role.DOOR)
    await api.get("/api/me", headers=door)
    known = len(asking._kept)

    Watching().heard("convoke", "access")

    assert (known, len(asking._kept)) == (1, 0)
