"""Records of an assembly on paper: their words in each language, their tags, and whatever names and texts there are."""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from events.papers.attendance import attendance_list
from events.papers.blocks import Record, as_pdf, as_text
from events.papers.failures import Failure, failure_record
from events.papers.minutes import draft_minutes
from events.rules.attendance import Guest, Right, Spell, attendance
from events.rules.minutes import Asked, Disturbed, ItemTold, Polled, Taking, Told, breaks_of
from events.rules.quorum import Count, Standing
from events.rules.statutes import Need
from events.rules.tally import Right as Vote
from events.rules.tally import counted
from events.words import (
    AgendaKind,
    Attending,
    Base,
    Because,
    BureauRole,
    Channel,
    Choice,
    Disturbance,
    Exercise,
    Gathering,
    Language,
    Matter,
    ProxyKind,
)
from tests.cast import PROFILE, at
from tests.golden_files import check_golden
from tests.paper import opened, tags_of, text_of
from tests.tickets.cast import an_event

OPENED = at("2022-05-31 16:00")
EVENT = an_event(
    title={"nl": "Buitengewone vergadering", "fr": "Assemblée extraordinaire", "en": "Extraordinary assembly",
           "de": "Außerordentliche Versammlung"},
    starts_at=OPENED, ends_at=OPENED + timedelta(hours=3),
)  # fmt: skip
BUREAU = [(BureauRole.CHAIR, "Ada Janssens"), (BureauRole.SCRUTINEER, "Bram Claes")]


def after(minutes: int) -> datetime:
    """So many minutes after the opening."""
    return OPENED + timedelta(minutes=minutes)


def a_right(number: int, name: str, how: Exercise, **changes: Any) -> Right:
    """A member's right, of who came at the opening and is there."""
    facts: dict[str, Any] = {
        "category": "A", "weight": 1, "holder": None, "holder_name": None, "by": name, "channel": Channel.ROOM,
        "kind": None, "items": [], "votes": True, "since": OPENED, "because": Because.ARRIVED,
        "spells": [] if how is Exercise.PROXY else [Spell(OPENED, None)],
    }  # fmt: skip
    return Right(number=number, name=name, how=how, **(facts | changes))


def by_bram(number: int, name: str, kind: ProxyKind, **changes: Any) -> Right:
    """A right that Bram exercises."""
    return a_right(number, name, Exercise.PROXY, holder=2, holder_name="Bram Claes", kind=kind, **changes)


RIGHTS = [
    a_right(2, "Bram Claes", Exercise.SELF, spells=[Spell(OPENED, after(20)), Spell(after(35), None)]),
    a_right(1200, "Éva Ábel", Exercise.SELF, channel=Channel.ONLINE, category="B", weight=1500),
    a_right(14, "Theater De Vlag cv", Exercise.REPRESENTATIVE, by="Jan Peeters"),
    by_bram(1, "Ada Janssens", ProxyKind.GENERAL),
    by_bram(3, "Chloé D'Hondt", ProxyKind.NAMED, items=[2, 3]),
    by_bram(4, "Davíð", ProxyKind.INSTRUCTED),
    by_bram(5, "Zoë", ProxyKind.QUORUM, votes=False),
    a_right(6, "Wim", Exercise.NOBODY, channel=None, because=Because.LEFT, spells=[Spell(OPENED, after(5))]),
]
GUESTS = [
    Guest(name="De Tijd", attending=Attending.PRESS, channel=Channel.ROOM, spells=[Spell(after(1), None)]),
    Guest(name="An", attending=Attending.OBSERVER, channel=Channel.ONLINE, spells=[Spell(after(1), after(9))]),
]


def the_list(language: str) -> Record:
    found = attendance(after(40), RIGHTS, GUESTS, Count(33_012, 34_511), closing=False)
    return attendance_list(EVENT, found, BUREAU, language, "Smart")


def the_failure(language: str) -> Record:
    failure = Failure(
        place=2, title={"nl": "Artikel 5", "fr": "Article 5", "en": "Article 5", "de": "Artikel 5"}, at=after(30),
        counted=Base.VOTES, there=1204, roll=33_013, needed=Fraction(1, 2), at_least=16_507, again=False,
    )  # fmt: skip
    return failure_record(EVENT, failure, BUREAU, language, "Smart")


def texts(words: str) -> dict[str, str]:
    return {language: f"{words} ({language})" for language in Language}


def an_item(place: int, kind: AgendaKind, title: str, **changes: Any) -> ItemTold:
    facts: dict[str, Any] = {
        "text": {}, "seats": None, "takings": [Taking(after(10 * place), Count(7, 1506))], "stands": None,
        "failed_at": None, "polls": [], "asked": [], "unanswered": 0, "speakers": [],
    }  # fmt: skip
    return ItemTold(place=place, kind=kind, title=texts(title), **(facts | changes))


def stands(needed: Fraction | None, at_least: int | None, *, reached: bool) -> Standing:
    return Standing(there=Count(7, 1506), counted=Base.VOTES, needed=needed, at_least=at_least, reached=reached)


def a_poll(number: int, ballots: dict[tuple[str, Choice], int], **changes: Any) -> Polled:
    """A poll with so many votes of each category for each choice; none of those that it counts are missing."""
    cast = [one for one, count in ballots.items() for _ in range(count)]
    frozen = [Vote(id=n, holder=n, category=category, weight=1) for n, (category, _) in enumerate(cast)]
    need = Need(matter=Matter.STATUTES, majority=Fraction(3, 4), within={"A": Fraction(2, 3)})
    facts: dict[str, Any] = {
        "opened_at": after(30 + number), "closed_at": after(35 + number), "announced": True, "annulled_at": None,
        "reason": {}, "stands": stands(Fraction(1, 50), 691, reached=True), "rights": len(cast), "votes": len(cast),
        "hash": bytes(range(32)), "tally": counted(need, frozen, {n: one for n, (_, one) in enumerate(cast)}, PROFILE),
    }  # fmt: skip
    return Polled(number=number, **(facts | changes))


ANNULLED = a_poll(1, {}, rights=1, votes=3, tally=None, annulled_at=after(33), reason=texts("Half the room had no net"))
COUNTED = a_poll(
    2, {("A", Choice.FOR): 1000, ("A", Choice.AGAINST): 80, ("A", Choice.ABSTAIN): 300, ("B", Choice.FOR): 3}
)
UNTOLD = a_poll(1, {("A", Choice.ABSTAIN): 2}, announced=False)

ASKED = [
    Asked(wording=texts("Why?"), answer=texts("Therefore."), why_not=None),
    Asked(wording=texts("How much?"), answer=None, why_not=texts("It concerns a person.")),
    Asked(wording=texts("When?"), answer=None, why_not=None),
]
TOLD = Told(
    made_at=after(150), kind=Gathering.EXTRAORDINARY, first_on=date(2022, 5, 1), convened_at=after(-30_000),
    mail=31_204, post=1808, record_on=date(2022, 5, 30), roll=Count(33_012, 34_511), opened_at=OPENED,
    closed_at=after(150), opening=Count(6, 1505), closing=Count(5, 1504), breaks=[(after(60), after(75))],
    items=[
        an_item(1, AgendaKind.INFORMATION, "Report", text=texts("First line.\nSecond line."), speakers=["Ada", "Bram"]),
        an_item(2, AgendaKind.DECISION, "Article 5", stands=stands(Fraction(1, 2), 17_256, reached=False),
                failed_at=after(21)),
        an_item(3, AgendaKind.DECISION, "Article 9", stands=stands(Fraction(1, 50), 691, reached=True),
                polls=[ANNULLED, COUNTED]),
        an_item(4, AgendaKind.ELECTION, "Board", seats=2, stands=stands(None, None, reached=True), asked=ASKED,
                unanswered=2),
        an_item(5, AgendaKind.DISCUSSION, "Other", takings=[]),
        an_item(6, AgendaKind.DECISION, "Budget", stands=stands(None, None, reached=True), polls=[UNTOLD]),
    ],
    asked=[], unanswered=1, speakers=["Chloé"],
    incidents=[
        Disturbed(Disturbance.TECHNICAL, "No sound online", after(12), after(14)),
        Disturbed(Disturbance.OTHER, "Fire alarm", after(80), None),
    ],
)  # fmt: skip


def the_minutes(language: str) -> Record:
    return draft_minutes(EVENT, TOLD, BUREAU, language, "Smart")


RECORDS: dict[str, Callable[[str], Record]] = {
    "attendance": the_list, "failure": the_failure, "minutes": the_minutes,
}  # fmt: skip


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", RECORDS)
def test_the_words_are_as_reviewed(kind: str, language: Language) -> None:
    """Each record in each language reads as its golden file."""
    check_golden(f"{kind}-{language}.txt", text_of(as_pdf(RECORDS[kind](language))))


@pytest.mark.parametrize("language", list(Language))
def test_minutes_can_be_edited(language: Language) -> None:
    """As text they say the same, with headings, lists and tables that Markdown knows."""
    check_golden(f"minutes-text-{language}.txt", as_text(the_minutes(language)))


@pytest.mark.parametrize("kind", RECORDS)
def test_a_screen_reader_finds_its_way(kind: str) -> None:
    """Language, title, headings and tables with heads: PDF/UA-1; and the same record is the same file."""
    made = as_pdf(RECORDS[kind]("de"))

    file = opened(made)
    root: Any = file.trailer["/Root"]
    assert root["/Lang"].startswith("de")
    assert root["/MarkInfo"]["/Marked"]
    assert file.metadata is not None
    assert file.metadata.title == f"{RECORDS[kind]('de').kind}: Außerordentliche Versammlung"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    tables = {"/Table", "/TH", "/TD"} if kind != "failure" else set()
    assert {"/H1", "/H2", "/P", *tables} <= tags_of(made)
    assert as_pdf(RECORDS[kind]("de")) == made


@pytest.mark.parametrize(
    "words", ["x" * 3000, "#panic() $x$ *b* <l>", "محمد عبد الله 🎈 \ue000", "a\u0000b\tc", "| a | b |"]
)
def test_whatever_people_write_is_set_as_words(words: str) -> None:
    """Long, as markup, in other scripts, with control characters: a file comes of it in each form."""
    told = Told(**{name: getattr(TOLD, name) for name in Told.__struct_fields__} | {
        "items": [an_item(1, AgendaKind.DECISION, words, text=texts(f"{words}\n\n{words}"), speakers=[words])],
        "incidents": [Disturbed(Disturbance.OTHER, words, OPENED, None)],
    })  # fmt: skip
    record = draft_minutes(EVENT, told, [(BureauRole.CHAIR, words)], "en", words)

    made = as_pdf(record)
    assert len(opened(made).pages) >= 1
    if words.startswith("x"):
        assert text_of(made).count("x") > 4 * 3000
    assert words.splitlines()[0][:20] in as_text(record)


def test_fifteen_hundred_make_a_list() -> None:
    """Each on a line, in some seconds at most; how long is measured, not promised."""
    crowd = [a_right(n, f"Person {n:04}", Exercise.SELF) for n in range(1, 1501)]
    began = time.perf_counter()
    found = attendance(after(1), crowd, [], Count(33_012, 33_012), closing=True)
    text = text_of(as_pdf(attendance_list(EVENT, found, [], "nl", "Smart")))

    print(f"{time.perf_counter() - began:.1f} s")
    assert all(f"Person {n:04}" in text for n in (1, 750, 1500))


def test_a_break_lasts_until_it_ends() -> None:
    """Resumed, closed while it pauses, or pausing now."""
    one, two = (OPENED, after(5)), (after(10), after(20))
    moves = [("opened", OPENED), ("suspended", one[0]), ("resumed", one[1]), ("suspended", two[0]), ("closed", two[1])]

    assert breaks_of(moves) == [one, two]
    assert breaks_of(moves[:2]) == [(OPENED, None)]
