"""Who may do what: one table to read, and the narrowing to an office, an event or a member."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from events.errors import Missing, NeedsElevation, NotAllowed, NotSignedIn, SecondFactorFirst
from events.words import Role

ELEVATION_LASTS = timedelta(minutes=15)


class Act(StrEnum):
    """What is done through the API that not everyone may."""

    ORGANISE = "organise"
    SCAN = "scan"
    ATTENDANCE = "attendance"
    KEYS = "keys"
    STAFF = "staff"
    MEMBERS = "members"
    CATEGORIES = "categories"
    EXPORT = "export"
    JOURNAL = "journal"
    WHOLE_JOURNAL = "whole-journal"
    ERASE = "erase"
    TOKENS = "tokens"
    SYNC = "sync"
    BOUNCES = "bounces"
    STATUTES = "statutes"
    ASSEMBLIES = "assemblies"


MAY: dict[Act, frozenset[Role]] = {
    Act.ORGANISE: frozenset({Role.ADMIN, Role.ORGANISER}),
    Act.SCAN: frozenset({Role.ADMIN, Role.ORGANISER, Role.DOOR}),
    Act.ATTENDANCE: frozenset({Role.ADMIN, Role.ORGANISER, Role.DOOR, Role.BUREAU}),
    Act.KEYS: frozenset({Role.ADMIN}),
    Act.STAFF: frozenset({Role.ADMIN}),
    Act.MEMBERS: frozenset({Role.ADMIN, Role.ORGANISER}),
    Act.CATEGORIES: frozenset({Role.ADMIN}),
    Act.EXPORT: frozenset({Role.ADMIN, Role.ORGANISER}),
    Act.JOURNAL: frozenset({Role.ADMIN, Role.ORGANISER}),
    Act.WHOLE_JOURNAL: frozenset({Role.ADMIN}),
    Act.ERASE: frozenset({Role.ADMIN}),
    Act.TOKENS: frozenset({Role.ADMIN, Role.ORGANISER}),
    Act.SYNC: frozenset({Role.ADMIN}),
    Act.BOUNCES: frozenset({Role.ADMIN}),
    Act.STATUTES: frozenset({Role.ADMIN}),
    Act.ASSEMBLIES: frozenset({Role.ADMIN, Role.BUREAU}),
}


class Grant(msgspec.Struct, frozen=True):
    """A role and what narrows it: ids and slugs of the one office or event it holds for; None means all of them."""

    role: Role
    office: int | None = None
    office_slug: str | None = None
    event: int | None = None
    event_slug: str | None = None


class Asker(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in: a program by its token, or a person by the login of a browser, with all they may act as.

    grants: of staff only once their second factor was given. member, staff, login, token: ids.
    elevated_at: when a person's second factor was given last; None for programs, which have none.
    """

    grants: tuple[Grant, ...]
    token: int | None = None
    login: int | None = None
    staff: int | None = None
    member: int | None = None
    expires_at: datetime | None = None
    strong_at: datetime | None = None
    elevated_at: datetime | None = None

    @property
    def name(self) -> str:
        """How the journal calls them."""
        named = {"staff": self.staff, "member": self.member, "token": self.token}
        return next((f"{kind} {one}" for kind, one in named.items() if one is not None), f"login {self.login}")

    def granted(self, act: Act) -> tuple[Grant, ...]:
        """The grants that allow this somewhere."""
        return tuple(grant for grant in self.grants if grant.role in MAY[act])

    def reach(self, act: Act) -> tuple[list[int | None], list[int | None]]:
        """The offices and events, side by side, within which they may do this; None is all: for `asking.REACHED`."""
        granted = self.granted(act)
        return [grant.office for grant in granted], [grant.event for grant in granted]


def may(asker: Asker | None, act: Act) -> bool:
    """Whether the asker may do this somewhere."""
    return asker is not None and bool(asker.granted(act))


def check_may(asker: Asker | None, act: Act) -> Asker:
    """The asker, when a role of theirs may do this somewhere.

    Raises NotSignedIn, NotAllowed, and SecondFactorFirst for staff whose roles wait for their second factor.
    """
    if asker is None:
        raise NotSignedIn
    if not may(asker, act):
        raise SecondFactorFirst if asker.login and asker.staff and not asker.strong_at else NotAllowed
    return asker


def reaches(asker: Asker | None, act: Act, office: int | None, event: int | None, parent: int | None) -> bool:
    """Whether the asker may do this at the event: any, one of their offices', or theirs with its programme."""
    return asker is not None and any(
        grant.office in (None, office) and (grant.event is None or grant.event in (event, parent))
        for grant in asker.granted(act)
    )


def check_reaches(asker: Asker, act: Act, office: int | None, event: int | None, parent: int | None) -> None:
    """Refuse what is not theirs, in the words used for what does not exist. Raises Missing."""
    if not reaches(asker, act, office, event, parent):
        raise Missing


def offices_of_members(asker: Asker, act: Act) -> list[int] | None:
    """The offices whose members the asker may do this to; None is all, and members of no office too.

    Who acts for one event has no member in reach.
    """
    granted = [grant for grant in asker.granted(act) if grant.event is None]
    return (
        None if any(grant.office is None for grant in granted) else [grant.office for grant in granted if grant.office]
    )


def check_reaches_member(asker: Asker, act: Act, office: int | None) -> None:
    """Refuse a member of an office that is not theirs, as one who does not exist. Raises Missing."""
    offices = offices_of_members(asker, act)
    if offices is not None and office not in offices:
        raise Missing


def check_elevated(asker: Asker, now: datetime) -> None:
    """Refuse a grave action to a person whose second factor was given too long ago; programs have none to give.

    Raises NeedsElevation.
    """
    if asker.login is None:
        return
    if asker.elevated_at is None or now - asker.elevated_at > ELEVATION_LASTS:
        raise NeedsElevation


def organises_office(asker: Asker, slug: str) -> bool:
    """Whether what the asker organises may lie in this office."""
    return any(grant.office_slug in (None, slug) for grant in asker.granted(Act.ORGANISE))
