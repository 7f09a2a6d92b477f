"""Characters, addresses and zones that cannot be kept: each is named by its line, none is a crash."""

import pytest

from events.rules.imports_report import ImportErrors
from events.rules.offices import read_offices
from tests.rules.files import GOOD, HEADER, calendar, flaws, table, the_only

TALK = ["UID:talk@x.be", "DTSTART;TZID=Europe/Brussels:20230320T100000", "SUMMARY:Talk"]
OFFICES = "slug,name_nl,region,languages,lat,lon,timezone"


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("description_nl", "a\x00b", "control_character"),
        ("venue", "a\x07b", "control_character"),
        ("venue", "a" * 501, "too_long"),
        ("uid", "a\x00b", "control_character"),
        ("uid", "a" * 256, "too_long"),
        ("online_url", "http://[", "not_a_web_address"),
        ("online_url", "https://a\x00b.be", "not_a_web_address"),
        ("timezone", "localtime", "not_a_timezone"),
        ("timezone", "Factory", "not_a_timezone"),
        ("timezone", "a\x00b", "not_a_timezone"),
    ],
)
def test_cell_that_cannot_be_kept(column: str, cell: str, code: str) -> None:
    """The line and the column are named."""
    assert flaws(table(f"{GOOD},{cell}", header=f"{HEADER},{column}")) == [(2, column, code)]


@pytest.mark.parametrize(
    ("line", "where", "code"),
    [
        ("DESCRIPTION:a\x00b", "SUMMARY", None),
        ("LOCATION:a\x00b", "venue", "control_character"),
        ("CONFERENCE:http://[", "CONFERENCE", "not_a_web_address"),
    ],
)
def test_property_that_cannot_be_kept(line: str, where: str, code: str | None) -> None:
    """A property with a bad address or character names its event; a description drops what nobody sees."""
    body = calendar([*TALK, line])

    if code is None:
        assert the_only(body).description == {"fr": "ab"}
    else:
        assert flaws(body) == [(3, where, code)]


def test_uid_that_cannot_be_kept() -> None:
    """A UID with a NUL is made into one that can be stored, the same each time."""
    first, again = (the_only(calendar(["UID:a\x00b", *TALK[1:]])).uid for _ in range(2))

    assert first == again
    assert first is not None
    assert first.isprintable()


def test_nothing_a_terminal_obeys() -> None:
    """What is wrong is told without the control characters that are wrong in it."""
    with pytest.raises(ImportErrors) as refused:
        read_offices(f"{OFFICES}\na,A,R,nl,50,4,\x1b[2J\n".encode())

    assert refused.value.errors[0].reason == "\ufffd[2J is not a known time zone"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("a,A\x00,R,nl,50,4,UTC", (2, "name_nl", "control_character")),
        (f"a,A,{'R' * 81},nl,50,4,UTC", (2, "region", "too_long")),
        ("a,A,R,nl,50,4,localtime", (2, "timezone", "not_a_timezone")),
        ("a,A,R,nl,nan,4,UTC", (2, "lat", "out_of_range")),
        (f'a,"{"A" * 200_000}",R,nl,50,4,UTC', (1, "", "bad_row")),
    ],
)
def test_office_that_cannot_be_kept(row: str, found: tuple[int, str, str]) -> None:
    """A table of offices names its bad cells as well."""
    with pytest.raises(ImportErrors) as refused:
        read_offices(f"{OFFICES}\n{row}\n".encode())

    assert [(flaw.line, flaw.column, flaw.code) for flaw in refused.value.errors] == [found]
