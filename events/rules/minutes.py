"""What the minutes of an assembly tell, as values."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from events.rules.elections import Outcome
from events.rules.events import Texts
from events.rules.quorum import Count, Standing
from events.rules.tally import Tally
from events.words import AgendaKind, Disturbance, Gathering, Secrecy


class Taking(msgspec.Struct, frozen=True):
    """That an item was taken. there: who was present or represented for it at that moment."""

    at: datetime
    there: Count


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What members asked, in the bureau's words, with the answer or why there is none."""

    wording: Texts
    answer: Texts | None
    why_not: Texts | None


class Polled(msgspec.Struct, frozen=True, kw_only=True):
    """A resolution put to the vote once. stands: how its quorum stood as it opened; rights, votes, hash: frozen then.

    announced: whether members were told the result. reason: of annulling it. tally, of an election outcome: None while
    it is open, and of what counts no more. names: of those on its ballot.
    """

    number: int
    opened_at: datetime
    closed_at: datetime | None
    announced: bool
    annulled_at: datetime | None
    reason: Texts
    stands: Standing
    rights: int
    votes: int
    hash: bytes
    tally: Tally | None
    secrecy: Secrecy = Secrecy.NAMED
    outcome: Outcome | None = None
    names: Mapping[int, str] = {}


class ItemTold(msgspec.Struct, frozen=True, kw_only=True):
    """An item of the agenda and what happened at it.

    stands: of a resolution, how its quorum stood as it was taken last; failed_at: when it was put on record as lacking
    it. polls: each time it was put to the vote. unanswered: how many questions nobody took up; speakers: who had the
    floor, in order.
    """

    place: int
    kind: AgendaKind
    title: Texts
    text: Texts
    seats: int | None
    takings: list[Taking]
    stands: Standing | None
    failed_at: datetime | None
    polls: list[Polled]
    asked: list[Asked]
    unanswered: int
    speakers: list[str]


class Disturbed(msgspec.Struct, frozen=True):
    """An incident, as it was noted last."""

    kind: Disturbance
    text: str
    began_at: datetime
    ended_at: datetime | None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """All that the minutes tell. made_at: the moment they stand at.

    first_on: the day of the first assembly, if this is a second one. mail, post: how many were called in that way.
    breaks: from when until when it paused. opening, closing: who was there then. others: what belongs to no item.
    """

    made_at: datetime
    kind: Gathering
    first_on: date | None
    convened_at: datetime | None
    mail: int
    post: int
    record_on: date | None
    roll: Count | None
    opened_at: datetime | None
    closed_at: datetime | None
    opening: Count | None
    closing: Count | None
    breaks: list[tuple[datetime, datetime | None]]
    items: list[ItemTold]
    asked: list[Asked]
    unanswered: int
    speakers: list[str]
    incidents: list[Disturbed]


def breaks_of(moves: list[tuple[str, datetime]]) -> list[tuple[datetime, datetime | None]]:
    """From when until when the assembly paused, by its moves in order; None while it pauses."""
    found: list[tuple[datetime, datetime | None]] = []
    since: datetime | None = None
    for kind, at in moves:
        if kind == "suspended":
            since = at
        elif since is not None and kind in ("resumed", "closed"):
            found.append((since, at))
            since = None
    return [*found, (since, None)] if since is not None else found
