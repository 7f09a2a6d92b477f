"""What may stand on the agenda of an assembly, when it may be published, and what a change of it says."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from events.errors import AgendaEmpty, AgendaWithoutReport, AgendaWithoutText, Invalid, Mend
from events.rules.events import DESCRIPTION_LIMIT, Texts, texts_mends
from events.rules.people import shows
from events.words import AgendaKind, AssemblyStatus, BallotOrder, Language, Matter, Method

ITEMS_MOST = 200
SEATS_MOST = 100
TITLE_LIMIT = 300
REASON_LIMIT = 1000
RESOLUTIONS = (AgendaKind.DECISION, AgendaKind.ELECTION)
"""What is put to the vote."""


class DocumentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A PDF to an item, or to the whole assembly. size: bytes; digest: SHA-256 in hex; report: what a change needs."""

    id: int
    language: Language
    name: str
    report: bool
    pages: int
    size: int
    digest: str


class ItemFacts(msgspec.Struct, frozen=True, kw_only=True):
    """An item of the agenda. position: from 1; matter: of a resolution; seats, candidates_until: of an election.

    method, most: how an election is voted on, and how many names one may choose at most, where names are chosen.
    ballot_order: of its candidates.
    """

    id: int
    position: int
    kind: AgendaKind
    matter: Matter | None
    title: Texts
    text: Texts
    seats: int | None
    candidates_until: datetime | None
    documents: list[DocumentFacts]
    method: Method | None = None
    most: int | None = None
    ballot_order: BallotOrder | None = None
    version: int = 0

    @property
    def is_resolution(self) -> bool:
        """Whether it is put to the vote."""
        return self.kind in RESOLUTIONS


Deed = Literal["added", "removed", "moved", "reworded", "retitled", "rearranged", "documents", "candidates"]
"""What became of an item from one version to the next. rearranged: its kind, seats, way of voting or deadline.

candidates: the bureau corrected what a candidate is shown with; no version keeps what members wrote.
"""


class AgendaChange(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one item, by its title; the title is empty for the documents of the whole assembly."""

    title: Texts
    deed: Deed


class VersionFacts(msgspec.Struct, frozen=True, kw_only=True):
    """That the agenda was published. reason: why anew, empty at first. changes: since the version before."""

    number: int
    reason: Texts
    published_at: datetime
    changes: list[AgendaChange] = []


class AgendaFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The agenda of an assembly. version counts every change of it; published_at: None while nobody reads it."""

    assembly: int
    event: int
    status: AssemblyStatus
    starts_at: datetime
    second: bool
    version: int
    published_at: datetime | None
    items: list[ItemFacts]
    documents: list[DocumentFacts]


class ItemDraft(msgspec.Struct, frozen=True, kw_only=True):
    """An item as somebody writes it."""

    kind: AgendaKind
    title: Texts
    text: Texts = msgspec.field(default_factory=dict)
    matter: Matter | None = None
    seats: int | None = None
    candidates_until: datetime | None = None
    method: Method | None = None
    most: int | None = None
    ballot_order: BallotOrder | None = None


def fitted(draft: ItemDraft) -> ItemDraft:
    """The item with what its kind has: a decision is an ordinary one unless said, an election fills one seat.

    An election asks about each candidate unless said, in the bureau's order; where names are chosen, they are as many
    as there are seats.
    """
    election = draft.kind is AgendaKind.ELECTION
    method = (draft.method or Method.PER_CANDIDATE) if election else None
    seats = (1 if draft.seats is None else draft.seats) if election else None
    matter = Matter.ELECTION if election else (draft.matter or Matter.ORDINARY)
    return msgspec.structs.replace(
        draft,
        title=written(draft.title),
        text=written(draft.text),
        matter=matter if draft.kind in RESOLUTIONS else None,
        seats=seats,
        candidates_until=draft.candidates_until if election else None,
        method=method,
        most=(seats if draft.most is None else draft.most) if method is Method.NAMES else None,
        ballot_order=(draft.ballot_order or BallotOrder.AS_SET) if election else None,
    )


def written(texts: Texts) -> Texts:
    """The texts without the languages in which nothing can be seen."""
    return {language: text for language, text in texts.items() if shows(text)}


def item_mends(draft: ItemDraft, starts_at: datetime) -> list[Mend]:
    """What to mend in an item already fitted. starts_at: when the assembly begins."""
    mends = texts_mends("title", draft.title, TITLE_LIMIT) if draft.title else [Mend("title", "empty")]
    mends += texts_mends("text", draft.text, DESCRIPTION_LIMIT)
    if draft.kind is AgendaKind.DECISION and draft.matter is Matter.ELECTION:
        mends.append(Mend("matter", "election_is_a_kind"))
    mends += [
        Mend(field, "out_of_range", {"low": 1, "high": SEATS_MOST})
        for field, value in (("seats", draft.seats), ("most", draft.most))
        if value is not None and not 1 <= value <= SEATS_MOST
    ]
    return mends + _until_mends(draft.candidates_until, starts_at)


def _until_mends(until: datetime | None, starts_at: datetime) -> list[Mend]:
    if until is None:
        return []
    if until.tzinfo is None:
        return [Mend("candidates_until", "no_offset")]
    return [Mend("candidates_until", "after_the_meeting_begins")] if until > starts_at else []


def reason_mends(reason: Texts, *, needed: bool) -> list[Mend]:
    """What to mend in the reason of a change. needed: members have read what is changed."""
    if needed and not reason:
        return [Mend("reason", "reason_needed")]
    return texts_mends("reason", reason, REASON_LIMIT)


def check_order(asked: Sequence[int], there: Collection[int]) -> None:
    """Refuse an order that does not name every item once. Raises Invalid."""
    if sorted(asked) != sorted(there):
        raise Invalid([Mend("items", "not_every_item")])


def check_publishable(
    items: Sequence[ItemFacts], general: Sequence[DocumentFacts], reported: Collection[Matter]
) -> None:
    """Refuse an agenda that members could not prepare themselves by.

    general: the documents of the whole assembly; reported: the matters that need a report.
    Raises AgendaEmpty, AgendaWithoutText (a resolution has none in any language), AgendaWithoutReport.
    """
    if not items:
        raise AgendaEmpty
    if bare := [item for item in items if item.is_resolution and not item.text]:
        raise AgendaWithoutText(items=_numbers(bare))
    lacking = [item for item in items if item.matter in reported and not _has_report([*item.documents, *general])]
    if lacking:
        raise AgendaWithoutReport(items=_numbers(lacking))


def _has_report(documents: Sequence[DocumentFacts]) -> bool:
    return any(document.report for document in documents)


def _numbers(items: Sequence[ItemFacts]) -> str:
    return ", ".join(str(item.position) for item in items)


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What one version of the agenda said."""

    items: list[ItemFacts]
    documents: list[DocumentFacts]


def changes_between(before: Content, after: Content) -> list[AgendaChange]:
    """What became of each item, in the order of the agenda after; what was removed comes last."""
    old = {item.id: item for item in before.items}
    stayed = [item.id for item in after.items if item.id in old]
    moved = set(stayed) - set(_in_order([old[item].position for item in stayed], stayed))
    changes = [
        AgendaChange(title=item.title, deed=deed)
        for item in after.items
        for deed in _deeds(old.get(item.id), item, moved=item.id in moved)
    ]
    there = {item.id for item in after.items}
    changes += [AgendaChange(title=item.title, deed="removed") for item in before.items if item.id not in there]
    if before.documents != after.documents:
        changes.append(AgendaChange(title={}, deed="documents"))
    return changes


def _in_order(places: Sequence[int], items: Sequence[int]) -> list[int]:
    """As many items as kept their order among one another, by the places they had: the others are who moved."""
    best: list[list[int]] = []
    for n, place in enumerate(places):
        before = (best[m] for m in range(n) if places[m] < place)
        best.append([*max(before, key=len, default=[]), items[n]])
    return max(best, key=len, default=[])


_LOOKED_AT: tuple[tuple[Deed, Callable[[ItemFacts], object]], ...] = (
    ("retitled", lambda item: item.title),
    ("reworded", lambda item: item.text),
    ("rearranged", lambda item: (item.kind, item.matter, item.seats, item.candidates_until, *_voted(item))),
    ("documents", lambda item: item.documents),
)


def _voted(item: ItemFacts) -> tuple[Method, int | None, BallotOrder]:
    """How it is voted on. The oldest agendas say nothing of it: there was one way."""
    return item.method or Method.PER_CANDIDATE, item.most, item.ballot_order or BallotOrder.AS_SET


def _deeds(before: ItemFacts | None, after: ItemFacts, *, moved: bool) -> Iterator[Deed]:
    if before is None:
        yield "added"
        return
    yield from (deed for deed, part in _LOOKED_AT if part(before) != part(after))
    if moved:
        yield "moved"
