"""What may be published, and what a new version is said to change."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import AgendaEmpty, AgendaWithoutReport, AgendaWithoutText, Invalid
from events.rules.agenda import (
    Content,
    DocumentFacts,
    ItemDraft,
    ItemFacts,
    changes_between,
    check_order,
    check_publishable,
    fitted,
    item_mends,
    reason_mends,
)
from events.words import AgendaKind, Language, Matter

STARTS = datetime(2023, 6, 1, 16, tzinfo=UTC)
REPORT = DocumentFacts(id=1, language=Language.NL, name="Verslag", report=True, pages=3, size=9, digest="00")


def item(n: int, **said: Any) -> ItemFacts:
    """A debate, unless said otherwise."""
    facts = {
        "id": n, "position": n, "kind": AgendaKind.DISCUSSION, "matter": None, "title": {"nl": f"Punt {n}"},
        "text": {}, "seats": None, "candidates_until": None, "documents": [],
    }  # fmt: skip
    return ItemFacts(**{**facts, **said})


def content(*items: ItemFacts, documents: tuple[DocumentFacts, ...] = ()) -> Content:
    """These items in this order."""
    placed = [msgspec.structs.replace(one, position=n) for n, one in enumerate(items, 1)]
    return Content(items=placed, documents=list(documents))


def told(before: Content, after: Content) -> list[tuple[str | None, str]]:
    return [(change.title.get("nl"), change.deed) for change in changes_between(before, after)]


A, B, C, D = map(item, range(1, 5))


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        (content(A, B, C, D), []),
        (content(D, A, B, C), [("Punt 4", "moved")]),
        (content(A, C, D, B), [("Punt 2", "moved")]),
        (content(A, C), [("Punt 2", "removed"), ("Punt 4", "removed")]),
        (content(A, item(9), B, C, D), [("Punt 9", "added")]),
        (content(item(1, text={"nl": "Nieuw"}), B, C, D), [("Punt 1", "reworded")]),
        (content(item(1, title={"nl": "Nieuw"}), B, C, D), [("Nieuw", "retitled")]),
        (content(A, B, C, item(4, kind=AgendaKind.INFORMATION)), [("Punt 4", "rearranged")]),
        (content(A, B, C, item(4, documents=[REPORT])), [("Punt 4", "documents")]),
        (content(A, B, C, D, documents=(REPORT,)), [(None, "documents")]),
        (
            content(item(4, text={"nl": "Nieuw"}), A, B),
            [("Punt 4", "reworded"), ("Punt 4", "moved"), ("Punt 3", "removed")],
        ),
    ],
)
def test_a_version_says_what_it_changes(after: Content, changes: list[tuple[str, str]]) -> None:
    """Of each item by its title now, and no more of those around it than moved themselves."""
    assert told(content(A, B, C, D), after) == changes


@given(st.permutations([A, B, C, D]))
def test_only_those_who_moved_are_named(order: list[ItemFacts]) -> None:
    """The others stand in the order they stood in."""
    moved = {title for title, _ in told(content(A, B, C, D), content(*order))}

    left = [one.id for one in order if one.title["nl"] not in moved]
    assert left == sorted(left)
    assert len(moved) < len(order)


def test_an_agenda_can_be_published_when_members_can_prepare_by_it() -> None:
    """Something is on it, what is decided is written out, and what needs a report has one, its own or of the whole."""
    purpose = item(1, kind=AgendaKind.DECISION, matter=Matter.PURPOSE, text={"de": "Ein neuer Zweck."})
    with pytest.raises(AgendaEmpty):
        check_publishable([], [REPORT], [])
    with pytest.raises(AgendaWithoutText, match="2"):
        check_publishable([A, item(2, kind=AgendaKind.ELECTION, matter=Matter.ELECTION)], [], [])
    with pytest.raises(AgendaWithoutReport):
        check_publishable([purpose], [msgspec.structs.replace(REPORT, report=False)], [Matter.PURPOSE])

    check_publishable([purpose], [REPORT], [Matter.PURPOSE])
    check_publishable([msgspec.structs.replace(purpose, documents=[REPORT])], [], [Matter.PURPOSE])
    check_publishable([purpose], [], [])


@pytest.mark.parametrize(
    ("kind", "matter", "seats"),
    [
        (AgendaKind.INFORMATION, None, None),
        (AgendaKind.DISCUSSION, None, None),
        (AgendaKind.DECISION, Matter.ORDINARY, None),
        (AgendaKind.ELECTION, Matter.ELECTION, 1),
    ],
)
def test_an_item_has_what_its_kind_has(kind: AgendaKind, matter: Matter | None, seats: int | None) -> None:
    draft = fitted(ItemDraft(kind=kind, title={"nl": "Punt", "fr": " "}, candidates_until=STARTS))

    assert (draft.matter, draft.seats, draft.title) == (matter, seats, {"nl": "Punt"})
    assert (draft.candidates_until is not None) == (kind is AgendaKind.ELECTION)
    assert item_mends(draft, STARTS) == []


@pytest.mark.parametrize("asked", [[], [1], [1, 1], [1, 2, 3]])
def test_an_order_names_each_item_once(asked: list[int]) -> None:
    with pytest.raises(Invalid):
        check_order(asked, [1, 2])


def test_a_reason_is_needed_once_it_was_read() -> None:
    assert reason_mends({}, needed=False) == []
    assert [mend.code for mend in reason_mends({}, needed=True)] == ["reason_needed"]
    assert [mend.code for mend in reason_mends({"nl": "x" * 1001}, needed=True)] == ["too_long"]
