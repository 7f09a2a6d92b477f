"""Tables of events: what spreadsheets make of them is understood, and every bad row is named."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from events.rules.events import OfficeFacts
from events.rules.imports import read_events
from events.words import Audience, Language, Mode, Status
from tests.rules.files import GOOD, HEADER, OFFICES, flaws, read, table, the_only, warnings

JANUARY = datetime(2023, 1, 26, 17, tzinfo=UTC)


def test_good_row() -> None:
    """A row becomes an event in its office's zone, published, in the languages of the office."""
    draft = the_only(table(GOOD))

    assert (draft.slug, draft.office) == ("evening", "brussels")
    assert (draft.starts_at, draft.timezone) == (JANUARY, "Europe/Brussels")
    assert (draft.mode, draft.capacity, draft.audience, draft.parent) == (Mode.ON_SITE, 180, Audience.EVERYONE, None)
    assert (draft.status, draft.title) == (Status.PUBLISHED, {"nl": "Avond"})
    assert draft.languages == [Language.FR, Language.NL]


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + table(GOOD),
        table(GOOD).replace(b"\n", b"\r\n"),
        table(GOOD).replace(b"\n", b"\r"),
        table(GOOD).replace(b",", b";"),
        table(GOOD).replace(b",", b"\t"),
        b"sep=;\n" + table(GOOD).replace(b",", b";"),
        table(GOOD).decode().encode("utf-16"),
        table("", GOOD, ",,,,,,,,", ""),
        table(GOOD.replace("2023-01-26T", "26/01/2023 ")),
        table(GOOD.replace("T18:00", " 18:00:00")),
        table(GOOD.replace("2023-01-26T18:00", "2023-01-26T17:00Z")),
        table(GOOD.replace("on_site", "On-site")),
        table(GOOD + ",,,"),
        table(GOOD, header=HEADER.upper().replace(",", " , ")),
    ],
)
def test_any_spreadsheet(body: bytes) -> None:
    """Marks, line ends, separators, encodings and dates of any spreadsheet give the same event."""
    assert the_only(body) == the_only(table(GOOD))


def test_windows_1252() -> None:
    """Accents from an old spreadsheet arrive whole, with a warning that says from which line on."""
    body = table(GOOD, GOOD.replace("evening", "fete").replace("Avond", "Fête d’été")).decode().encode("cp1252")

    assert read(body).drafts[1].title == {"nl": "Fête d’été"}
    assert warnings(body) == [(3, "", "not_utf8")]


def test_more_columns() -> None:
    """Texts in every language, venue, link, languages and a zone of its own are taken."""
    texts = 'Gespräch,"Deux\n\nlignes",Rue 1,https://x.be/j,"nl, de"'
    row = f"talk,liege,2023-01-26T18:00,2023-01-26T21:00,{texts},Europe/London"
    header = "slug,office,starts_at,ends_at,title_de,description_fr,venue,online_url,languages,timezone"
    draft = the_only(table(row, header=header))

    assert (draft.title, draft.description) == ({"de": "Gespräch"}, {"fr": "Deux\n\nlignes"})
    assert (draft.venue, draft.online_url, draft.languages) == ("Rue 1", "https://x.be/j", [Language.NL, Language.DE])
    assert (draft.timezone, draft.starts_at) == ("Europe/London", datetime(2023, 1, 26, 18, tzinfo=UTC))


def test_every_bad_row_is_named() -> None:
    """Nothing is taken while anything is wrong, and all that is wrong is said at once, by line and column."""
    body = table(
        GOOD,
        "Bad Slug,nowhere,someday,2023-01-26,everywhere,lots,nobody,,",
        '"multi",brussels,2023-01-26T18:00,2023-01-26T17:00,on_site,0,everyone,,"two\nlines"',
        GOOD,
        GOOD.replace("evening", "journal"),
        "child,liege,2023-01-26T18:00,2023-01-26T19:00,on_site,,everyone,evening,Deel",
        "orphan,liege,2023-01-26T18:00,2023-01-26T19:00,on_site,,everyone,nobody,Deel",
    )

    assert flaws(body) == [
        (3, "audience", "not_one_of"),
        (3, "capacity", "not_a_number"),
        (3, "ends_at", "day_without_hours"),
        (3, "mode", "not_one_of"),
        (3, "office", "unknown_office"),
        (3, "slug", "not_a_slug"),
        (3, "starts_at", "not_a_date"),
        (3, "title_nl", "empty"),
        (4, "capacity", "out_of_range"),
        (4, "ends_at", "ends_before_start"),
        (6, "slug", "slug_twice"),
        (7, "slug", "slug_reserved"),
        (8, "parent", "other_office"),
        (9, "parent", "unknown_event"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "line"),
    [("2023-03-26T02:30", "2023-03-26T05:00", (2, "starts_at", "no_hour_that_night")),
     ("2023-03-26T01:30", "2023-03-26T02:00", (2, "ends_at", "no_hour_that_night"))],
)  # fmt: skip
def test_hour_that_does_not_exist(start: str, end: str, line: tuple[int, str, str]) -> None:
    """On the night that summer time begins the clock skips an hour; nobody can meet in it."""
    row = GOOD.replace("2023-01-26T18:00", start).replace("2023-01-26T21:00", end)

    assert flaws(table(row)) == [line]


def test_hour_that_comes_twice() -> None:
    """On the night that summer time ends the first of the two hours is taken, and the organiser is told."""
    row = GOOD.replace("2023-01-26T18:00", "2023-10-29T02:30").replace("2023-01-26T21:00", "2023-10-29T04:00")

    assert the_only(table(row)).starts_at == datetime(2023, 10, 29, 0, 30, tzinfo=UTC)
    assert the_only(table(row)).ends_at == datetime(2023, 10, 29, 3, tzinfo=UTC)
    assert warnings(table(row)) == [(2, "starts_at", "ambiguous_time")]


def test_night_across_the_change() -> None:
    """From ten to six is seven hours on the night that summer time begins, nine when it ends."""
    for day, after, hours in (("2023-03-25", "2023-03-26", 7), ("2023-10-28", "2023-10-29", 9)):
        draft = the_only(table(f"night,brussels,{day}T22:00,{after}T06:00,on_site,,everyone,,Nacht"))

        assert (draft.ends_at - draft.starts_at).total_seconds() == hours * 3600


def test_parents_come_first() -> None:
    """A programme item that stands before its day is stored after it; a stored day will do as well."""
    day = GOOD.replace("evening", "day")
    item = "item,brussels,2023-01-26T18:00,2023-01-26T19:00,on_site,,everyone,day,Deel"

    assert [draft.slug for draft in read(table(item, day)).drafts] == ["day", "item"]
    assert read(table(item, day)).lines == [3, 2]
    assert read(table(item), slugs=frozenset({"day"})).drafts[0].parent == "day"
    deep = item.replace(",day,", ",item,").replace("item,brussels", "deep,brussels")
    assert flaws(table(day, item, deep)) == [(4, "parent", "not_a_day")]


def test_a_bad_parent_is_blamed_once() -> None:
    """A day with a mistake of its own is not also reported as missing by each of its parts."""
    day = GOOD.replace("evening", "day").replace("180", "many")
    item = "item,brussels,2023-01-26T18:00,2023-01-26T19:00,on_site,,everyone,day,Deel"

    assert flaws(table(day, item)) == [(2, "capacity", "not_a_number")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", [(1, "", "not_a_calendar")]),
        (b"\x00\x01\x02\xff", [(1, "", "not_a_calendar")]),
        (b'{"items": [', [(1, "", "not_a_calendar")]),
        (table(), [(1, "", "no_events")]),
        (table(GOOD, header=HEADER.replace("office", "branch")), [(1, "", "no_columns")]),
        (table(GOOD, header=HEADER.replace("audience", "mode")), [(1, "mode", "column_twice")]),
        (table(GOOD + ",more"), [(2, "", "too_many_cells")]),
        (table(GOOD, '"evening,brussels'), [(3, "", "bad_row")]),
        (table(GOOD, GOOD.replace("Avond", "x" * 200_000)), [(3, "", "bad_row")]),
        (table(GOOD.replace("2023-01-26T18:00", "0001-01-01T00:00")), [(2, "starts_at", "not_a_date")]),
        (table(GOOD.replace("2023-01-26T18:00", "")), [(2, "starts_at", "empty")]),
        (table(GOOD.replace("180", "9" * 5000)), [(2, "capacity", "not_a_number")]),
        (table(GOOD.replace("Avond", "x" * 201)), [(2, "title_nl", "too_long")]),
    ],
)
def test_what_is_no_table_of_events(body: bytes, expected: list[tuple[int, str, str]]) -> None:
    """Whatever is wrong with the file as a whole is one clear line."""
    assert flaws(body) == expected


def test_what_is_stored_already() -> None:
    """A slug that is taken is refused, with its line."""
    assert flaws(table(GOOD), slugs=frozenset({"evening"})) == [(2, "slug", "slug_taken")]


def test_unknown_column() -> None:
    """A column we do not know is left out, with a warning; the samples' own is no surprise."""
    assert warnings(table(GOOD + ",1,2", header=HEADER + ",sample,colour")) == [(1, "colour", "column_unknown")]


def test_the_anniversary_year() -> None:
    """The year we ship reads without an error, and its annual day keeps its programme."""
    year = Path(__file__).parents[2] / "events" / "samples" / "data" / "year-2023.csv"
    found = read_events(year.read_bytes(), _offices_of(year), set(), set())

    assert len(found.drafts) == 20
    assert sum(draft.parent == "lets-coop-2023" for draft in found.drafts) == 8
    assert found.warnings == []


def _offices_of(year: Path) -> list[OfficeFacts]:
    """Offices with the slugs that the year names."""
    slugs = {row.split(",")[1] for row in year.read_text("utf-8").splitlines()[1:]}
    return [msgspec.structs.replace(OFFICES[0], slug=slug) for slug in slugs]
