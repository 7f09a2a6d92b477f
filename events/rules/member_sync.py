"""The register as the cooperative's own system tells it, page by page (docs/members-sync.md), and what to do of it."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from events.rules.imports_report import Report
from events.rules.imports_said import Layout, Row, Said
from events.rules.people import folded, storable
from events.words import Language

MOST_PAGES = 10_000
MOST_MEMBERS = 500_000
MOST_STALE_PAGES = 10
"""Pages in a row that tell nothing new: a system that goes round under ever new cursors is noticed by them."""
MOST_BEGUN_ANEW = 3
"""How often a run begins anew by itself, when the register contradicts itself; then it waits for its next turn."""
RUN_LASTS = timedelta(hours=24)
"""How old the first page may be when the last one comes: a register read over days would be none of any day."""
PAUSES_SECONDS = (2, 10, 30, 120, 600, 1800)
"""How long a page that does not come is left alone, after each attempt; then as long as the last time."""
LONGEST_PAUSE = timedelta(hours=1)
"""Of what the other system may ask for."""

Number = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
Cursor = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class SyncedMember(msgspec.Struct, frozen=True, kw_only=True):
    """A member as a page tells it. Fields beyond these are passed over; only the postal address may be missing."""

    number: Number
    name: str
    email: str | None
    phone: str | None
    language: Language
    category: str
    office: str | None
    joined_on: date
    left_on: date | None
    shares: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
    street: str | UnsetType | None = UNSET
    postal_code: str | UnsetType | None = UNSET
    city: str | UnsetType | None = UNSET
    country: str | UnsetType | None = UNSET


FIELDS = SyncedMember.__struct_fields__
MOST_NAMED = 20
"""Members who cannot be taken that are told by name."""


class Page(msgspec.Struct, frozen=True):
    """Some members, and the cursor of the following page; null at the end."""

    members: list[SyncedMember]
    next: Cursor | None


class Next(StrEnum):
    """What to do when a page did not come as it should."""

    AGAIN = "again"
    """Ask for it again after a while; the run goes on where it was."""
    ANEW = "anew"
    """The register is not what it was on the first page: begin with that one again."""
    GIVE_UP = "give up"
    """Nothing changes that but somebody who mends it."""


class Trouble(Exception):
    """A page that did not come as it should. reason: for administrators, in English; after: not before this pause."""

    def __init__(self, what: Next, reason: str, after: timedelta = timedelta(0)) -> None:
        super().__init__(reason)
        self.what, self.reason, self.after = what, reason, after


def read_page(body: bytes) -> Page:
    """The page in this body. Raises Trouble: again for what is no whole JSON, not for what is of another kind."""
    try:
        page = msgspec.json.decode(body, type=Page)
    except msgspec.ValidationError as error:
        raise Trouble(Next.GIVE_UP, f"A page is not as agreed: {error}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Trouble(Next.AGAIN, f"A page is no whole JSON: {error}.") from None
    for member in page.members:
        if not storable(msgspec.to_builtins(member)):
            raise Trouble(Next.GIVE_UP, f"A page is not as agreed: member {member.number} has a NUL in a text.")
    return page


def check_status(status: int, retry_after: str, now: datetime, *, first: bool) -> None:
    """Refuse every answer but a page. first: it was asked without a cursor. Raises Trouble."""
    if status == 200:
        return
    if status in (408, 425, 429) or status >= 500:
        pause = _pause_asked(retry_after, now)
        raise Trouble(Next.AGAIN, f"The member system answered {status}.", pause)
    if status in (401, 403):
        raise Trouble(Next.GIVE_UP, f"The member system answered {status}: the token is not, or no longer, good.")
    if status == 304:
        raise Trouble(Next.GIVE_UP, "The member system answered 304 (not changed), though no ETag was named to it.")
    if 300 <= status < 400:
        raise Trouble(Next.GIVE_UP, f"The member system answered {status}: it is elsewhere, and nobody is led there.")
    if first:
        raise Trouble(Next.GIVE_UP, f"The member system answered {status}.")
    raise Trouble(Next.ANEW, f"The member system answered {status} to a cursor it had given.")


def pause_after(attempts: int, asked: timedelta = timedelta(0)) -> timedelta:
    """How long to wait after so many failed attempts, from 1, and at least as long as the other system asked."""
    return max(timedelta(seconds=PAUSES_SECONDS[min(attempts, len(PAUSES_SECONDS)) - 1]), asked)


def row_hash(member: SyncedMember) -> bytes:
    """Equal for two rows that tell the same."""
    return hashlib.sha256(msgspec.json.encode(member)).digest()


def cursor_hash(cursor: str) -> bytes:
    """By which a cursor is known again."""
    return hashlib.sha256(cursor.encode()).digest()


def leaving_freely(members: int) -> int:
    """How many of so many members may leave by one run; beyond that somebody should say whether it is so."""
    return members // 10


def merge(told: dict[int, SyncedMember], members: Iterable[SyncedMember]) -> int:
    """Add what a page tells to what was told before; how many are new. Raises Trouble when the two contradict."""
    before = len(told)
    for member in members:
        if told.setdefault(member.number, member) != member:
            raise Trouble(Next.ANEW, f"The register changed while it was read: member {member.number} is told twice.")
    return len(told) - before


def said_by(told: Iterable[SyncedMember], offices: Iterable[str], categories: Iterable[str]) -> list[Said]:
    """What the pages say of each member, checked as the rows of a file are.

    offices, categories: the slugs and codes there are. Raises Trouble with every member who cannot be taken.
    """
    report = Report()
    layout = Layout(
        header=FIELDS,
        columns={field: [place] for place, field in enumerate(FIELDS)},
        offices={folded(slug): slug for slug in offices},
        categories={folded(code): code for code in categories},
    )
    found = [Row(layout, member.number, _cells(member), report).said() for member in told]
    if report.errors:
        named = [f"member {flaw.line}, {flaw.column}: {flaw.reason}" for flaw in report.errors[:MOST_NAMED]]
        more = len(report.errors) - len(named)
        raise Trouble(Next.GIVE_UP, "\n".join([*named, *([f"and {more} more"] if more else [])]))
    return [said for said in found if said]


def _cells(member: SyncedMember) -> list[str]:
    """As a row has it; a register that tells no postal addresses tells a row cut short."""
    values = [getattr(member, field) for field in FIELDS]
    while values[-1] is UNSET:
        values.pop()
    return ["" if value is None or value is UNSET else str(value) for value in values]


def _pause_asked(retry_after: str, now: datetime) -> timedelta:
    """What `Retry-After` asks for, in seconds or as a date (RFC 9110, 10.2.3); nothing when it cannot be read."""
    try:
        if retry_after.strip().isdecimal():
            asked = timedelta(seconds=min(int(retry_after), LONGEST_PAUSE.total_seconds()))
        else:
            asked = parsedate_to_datetime(retry_after) - now
    except (ValueError, TypeError, OverflowError):
        return timedelta(0)
    return max(timedelta(0), min(asked, LONGEST_PAUSE))
