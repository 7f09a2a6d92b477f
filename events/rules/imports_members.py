"""The register from a file: every row as what it says of a member, or every line that cannot be taken and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from events.rules.events import OfficeFacts, Texts
from events.rules.imports_columns import Columns, columns_of, layout_of, names_columns, shown, unknown_layout
from events.rules.imports_report import Flaw, ImportErrors, Report
from events.rules.imports_said import Layout, Row, Said
from events.rules.imports_tables import rows_of, text_of, without_mark
from events.rules.people import folded

SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of spreadsheets themselves begin."""
HEADED_WITHIN = 10
"""Rows among which the names of the columns are: some files begin with a title."""

Rows = Sequence[tuple[int, Sequence[str]]]


class MembersFile(msgspec.Struct, frozen=True, kw_only=True):
    """All that a file says. lines: where each stands in it; names: what its columns are called, by what they hold."""

    said: list[Said]
    lines: list[int]
    names: dict[str, str]
    warnings: list[Flaw]


def read_members(body: bytes, offices: Iterable[OfficeFacts], categories: Mapping[str, Texts]) -> MembersFile:
    """The rows of a table of members. categories: their names by code. Raises ImportErrors with every bad line."""
    report = Report()
    rows = _rows(without_mark(body), report)
    start = next((n for n, (_, cells) in enumerate(rows[:HEADED_WITHIN]) if names_columns(cells)), 0)
    found: list[tuple[int, Said]] = []
    names: dict[str, str] = {}
    if rows:
        line, header = rows[start]
        columns = columns_of(line, header, report)
        if columns:
            columns = _speaking(columns, line, header, rows[start + 1 :], report)
            names = {field: shown(header[places[0]]) for field, places in columns.items()}
            layout = Layout(
                header=header, columns=columns, offices=_offices(list(offices)), categories=_categories(categories)
            )
            found = list(_members(layout, rows[start + 1 :], report))
    if not found and not report.errors:
        report.error(1, "", "no_members")
    if report.errors:
        raise ImportErrors(sorted(report.errors, key=_place), sorted(report.warnings, key=_place))
    said, lines = [one for _, one in found], [line for line, _ in found]
    return MembersFile(said=said, lines=lines, names=names, warnings=sorted(report.warnings, key=_place))


def _rows(body: bytes, report: Report) -> Rows:
    """The rows of the file, with what names its columns among them."""
    if body.startswith(SPREADSHEETS):
        report.error(1, "", "spreadsheet")
        return []
    text = text_of(body, report)
    delimiter = layout_of(text)
    if delimiter is None:
        if text.strip():
            line, read, seen = unknown_layout(text)
            report.error(line, "", "no_columns_known", columns="number and name", read=read, seen=seen)
        return []
    return list(rows_of(text, delimiter, report))


def _speaking(columns: Columns, line: int, header: Sequence[str], rows: Rows, report: Report) -> Columns:
    """The columns that say something: one that is empty in every row does not say that nobody has an address."""
    kept: dict[str, Sequence[int]] = {}
    for field, places in columns.items():
        said = any(place < len(cells) and cells[place].strip() for _, cells in rows for place in places)
        if said or field in ("number", "name", "last_name"):
            kept[field] = places
        elif rows and field in ("email", "phone"):
            report.warn(line, shown(header[places[0]]), "column_empty")
    return kept


def _members(layout: Layout, rows: Rows, report: Report) -> Iterator[tuple[int, Said]]:
    """Each good row with the line it starts on."""
    lines: dict[int, int] = {}
    width = len(layout.header)
    for line, cells in rows:
        if any(cell.strip() for cell in cells[width:]):
            report.error(line, "", "too_many_cells", found=len(cells), columns=width)
            continue
        row = Row(layout, line, cells, report)
        said = row.said()
        if row.numbered is not None and (first := lines.setdefault(row.numbered, line)) != line:
            row.error("number", "number_twice", other=first)
        elif said:
            yield line, said


def _offices(offices: Sequence[OfficeFacts]) -> Mapping[str, str]:
    """Slugs by all that an office is called; a word that two are called by means neither."""
    said = [(word, one.slug) for one in offices for word in {one.slug, *one.name.values(), *one.city.values()}]
    return _unmistaken(said, [one.slug for one in offices])


def _categories(categories: Mapping[str, Texts]) -> Mapping[str, str]:
    said = [(word, code) for code, name in categories.items() for word in {code, *name.values()}]
    return _unmistaken(said, list(categories))


def _unmistaken(said: Iterable[tuple[str, str]], own: Iterable[str]) -> Mapping[str, str]:
    """What each word means, where it means one thing; their own words come first, and always mean themselves."""
    meant: dict[str, set[str]] = {}
    for word, one in said:
        meant.setdefault(folded(word), set()).add(one)
    clear = {word: next(iter(ones)) for word, ones in meant.items() if len(ones) == 1}
    themselves = {folded(one): one for one in own}
    return {**themselves, **clear, **themselves}


def _place(flaw: Flaw) -> tuple[int, str]:
    return flaw.line, flaw.column
