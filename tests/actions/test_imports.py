"""A file from elsewhere: all of it or nothing."""

from datetime import timedelta
from pathlib import Path

import pytest

from events import clock
from events.actions.imports import import_events, import_offices
from events.database import fetch, fetchval
from events.rules.imports import ImportErrors
from events.samples import fill_if_empty

DATA = Path(__file__).parents[2] / "events" / "samples" / "data"


@pytest.fixture
async def offices(database):
    """The nine offices."""
    await import_offices((DATA / "offices.csv").read_bytes())


async def test_the_year_is_imported_whole(offices):
    """Twenty events, the day with its eight items, each in the calendars in every language."""
    await import_events((DATA / "year-2023.csv").read_bytes())

    assert await fetchval("SELECT count(*) FROM event WHERE status = 'published'") == 20
    assert await fetchval("SELECT count(*) FROM event WHERE parent IS NOT NULL") == 8
    assert await fetchval("SELECT count(*) FROM calendar_entry WHERE NOT online") == 80
    assert await fetchval("SELECT ticks FROM change_clock") == 1


async def test_one_bad_line_and_nothing_is_imported(offices):
    """Two lines are wrong: both are named, and the good ones wait for them."""
    lines = (DATA / "year-2023.csv").read_text("utf-8").splitlines()
    lines[3] = lines[3].replace("2023-02-23T20:30", "2023-02-23T17:30")
    lines[5] = lines[5].replace(",liege,", ",atlantis,")

    with pytest.raises(ImportErrors) as refused:
        await import_events("\n".join(lines).encode())

    assert [(flaw.line, flaw.column) for flaw in refused.value.errors] == [(4, "ends_at"), (6, "office")]
    assert await fetchval("SELECT count(*) FROM event") == 0


async def test_a_look_changes_nothing(offices):
    """A dry run finds the same and stores none of it."""
    found = await import_events((DATA / "year-2023.csv").read_bytes(), dry_run=True)

    assert len(found.drafts) == 20
    assert await fetchval("SELECT count(*) FROM event") == 0


async def test_two_thousand_events_in_one_file(offices):
    """A large calendar is taken in one go, and the change clock ticks once."""
    rows = [f"e-{n},ghent,2030-01-01T10:00,2030-01-01T11:00,on_site,10,everyone,,Titel {n}" for n in range(2000)]
    table = "slug,office,starts_at,ends_at,mode,capacity,audience,parent,title_nl\n" + "\n".join(rows)

    await import_events(table.encode())

    assert await fetchval("SELECT count(*) FROM event") == 2000
    assert await fetchval("SELECT ticks FROM change_clock") == 1


async def test_offices_are_brought_up_to_date(offices):
    """Imported again with another name, an office keeps its colour and its shape."""
    before = await fetch("SELECT slug, hue, shape FROM office ORDER BY id")
    table = (DATA / "offices.csv").read_text("utf-8").replace(",Gent,Gand,", ",Gent-Dampoort,Gand,")

    await import_offices(table.encode())

    assert await fetch("SELECT slug, hue, shape FROM office ORDER BY id") == before
    assert await fetchval("SELECT name ->> 'nl' FROM office WHERE slug = 'ghent'") == "Gent-Dampoort"
    assert len({(row["hue"], row["shape"]) for row in before}) == 9


async def test_what_is_wrong_with_offices_is_named(database):
    """Every bad cell with its line; nothing is stored."""
    table = "slug,name_nl,region,languages,lat,lon\nGent!,Gent,F,nl,91,x\nok,,F,it,1,1\n"

    with pytest.raises(ImportErrors) as refused:
        await import_offices(table.encode())

    assert [(flaw.line, flaw.column) for flaw in refused.value.errors] == [
        (2, "slug"), (2, "lat"), (2, "lon"), (3, "name_nl"), (3, "languages"),
    ]  # fmt: skip
    assert await fetchval("SELECT count(*) FROM office") == 0


async def test_the_samples_fill_an_empty_database_once(database):
    """Nine offices and twenty events; a second start adds nothing."""
    try:
        filled = [await fill_if_empty(), await fill_if_empty()]
    finally:
        clock.shift(timedelta(0))

    assert filled == [True, False]
    assert await fetchval("SELECT count(*) FROM office") == 9
    assert await fetchval("SELECT count(*) FROM event") == 20
    assert await fetchval("SELECT count(*) FROM registration WHERE seat = 'confirmed'") > 200
