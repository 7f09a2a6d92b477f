"""Who may do what: one table to read, and the narrowing to an office, an event or a member."""

from datetime import datetime
from enum import StrEnum

import msgspec

from events.errors import Missing, NotAllowed, NotSignedIn
from events.words import Role


class Act(StrEnum):
    """What is done through the API that not everyone may."""

    ORGANISE = "organise"
    SCAN = "scan"
    KEYS = "keys"


MAY: dict[Act, frozenset[Role]] = {
    Act.ORGANISE: frozenset({Role.ADMIN, Role.ORGANISER}),
    Act.SCAN: frozenset({Role.ADMIN, Role.ORGANISER, Role.DOOR}),
    Act.KEYS: frozenset({Role.ADMIN}),
}


class Asker(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in: the token behind the request, its role, and what narrows it.

    office, event: ids and slugs of the one office or event the role holds for; None means all of them.
    """

    token: int
    role: Role
    office: int | None
    office_slug: str | None
    event: int | None
    event_slug: str | None
    member: int | None
    expires_at: datetime | None

    @property
    def name(self) -> str:
        """How the journal calls them."""
        return f"token {self.token}"


def check_may(asker: Asker | None, act: Act) -> Asker:
    """The asker, when the role may do this somewhere. Raises NotSignedIn, NotAllowed."""
    if asker is None:
        raise NotSignedIn
    if asker.role not in MAY[act]:
        raise NotAllowed
    return asker


def reaches(asker: Asker | None, act: Act, office: int, event: int, parent: int | None) -> bool:
    """Whether the asker may do this at the event: any, their office's, or the one event with its programme."""
    if asker is None or asker.role not in MAY[act]:
        return False
    return asker.office in (None, office) and (asker.event is None or asker.event in (event, parent))


def check_reaches(asker: Asker, act: Act, office: int, event: int, parent: int | None) -> None:
    """Refuse what is not theirs, in the words used for what does not exist. Raises Missing."""
    if not reaches(asker, act, office, event, parent):
        raise Missing
