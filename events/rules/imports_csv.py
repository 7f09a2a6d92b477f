"""A table of events, as spreadsheets write it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from events.rules.events import EventDraft, OfficeFacts, draft_mends
from events.rules.imports_report import Report
from events.rules.imports_tables import delimiter_of, first_line, known_names, rows_of
from events.rules.imports_times import instant, read_time, zone_named
from events.words import Audience, Language, Mode, Status

TEXTS = ("title", "description")
REQUIRED = ("slug", "office", "starts_at", "ends_at")
COLUMNS = {
    *REQUIRED, "mode", "capacity", "audience", "parent", "venue", "online_url", "languages", "timezone", "status",
    "uid",
    *(f"{text}_{language}" for text in TEXTS for language in Language),
}  # fmt: skip
IGNORED = {"sample", ""}

Row = Mapping[str, str]
Choice = TypeVar("Choice", bound=StrEnum)


def read_table(text: str, offices: Mapping[str, OfficeFacts], report: Report) -> Iterator[tuple[int, EventDraft]]:
    """Each good row as a draft with the line it starts on; what is wrong goes in the report."""
    rows = rows_of(text, delimiter_of(first_line(text), COLUMNS.__contains__), report)
    line, header = next(rows, (1, []))
    columns = [name.strip().lower() for name in header]
    if not _columns_fit(line, columns, report):
        return
    for line, cells in rows:
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            report.error(line, "", "too_many_cells", found=len(cells), columns=len(columns))
            continue
        row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
        report.slugs.add(row.get("slug", ""))
        if draft := _Reader(line, row, offices, report).draft():
            yield line, draft


def looks_like_a_table(text: str) -> bool:
    """Whether the first line names columns of ours."""
    header = first_line(text)
    return known_names(header, delimiter_of(header, COLUMNS.__contains__), COLUMNS.__contains__) >= 2


def _columns_fit(line: int, columns: list[str], report: Report) -> bool:
    missing = [name for name in REQUIRED if name not in columns]
    if not any(f"title_{language}" in columns for language in Language):
        missing.append("title_nl")
    if missing:
        report.error(line, "", "no_columns", columns=", ".join(missing))
    for place, name in enumerate(columns):
        if name in columns[:place] and name not in IGNORED:
            report.error(line, name, "column_twice")
        elif name not in COLUMNS and name not in IGNORED:
            report.warn(line, name, "column_unknown")
    return not report.errors


class _Reader:
    """Reads one row, and reports all that is wrong with it."""

    def __init__(self, line: int, row: Row, offices: Mapping[str, OfficeFacts], report: Report) -> None:
        self.line, self.row, self.offices, self.report = line, row, offices, report
        self.wrong: set[str] = set()

    def draft(self) -> EventDraft | None:
        """The row as a draft, None when anything is wrong."""
        office = self.offices.get(self.row.get("office", ""))
        if office is None:
            self.error(
                "office", "unknown_office", value=self.row.get("office") or "nothing", offices=_list(self.offices)
            )
        zone = self._zone(office)
        draft = EventDraft(
            slug=self.row.get("slug", ""),
            office=office.slug if office else "",
            title=self._texts("title"),
            description=self._texts("description"),
            starts_at=self._instant("starts_at", zone),
            ends_at=self._instant("ends_at", zone),
            timezone=zone.key,
            mode=self._one_of("mode", Mode, Mode.ON_SITE),
            parent=self.row.get("parent") or None,
            venue=self.row.get("venue") or None,
            online_url=self.row.get("online_url") or None,
            capacity=self._capacity(),
            audience=self._one_of("audience", Audience, Audience.EVERYONE),
            languages=self._languages(office),
            status=self._one_of("status", Status, Status.PUBLISHED),
            uid=self.row.get("uid") or None,
        )
        for mend in draft_mends(draft):
            column = mend.field.replace(".", "_") if "." in mend.field else _FIRST_COLUMN.get(mend.field, mend.field)
            if not {column, *_HANGS_ON.get(column, ())} & self.wrong:
                self.error(column, mend.code, **mend.facts)
        return None if self.wrong else draft

    def error(self, column: str, code: str, **facts: object) -> None:
        self.wrong.add(column)
        self.report.error(self.line, column, code, **facts)

    def _texts(self, text: str) -> dict[str, str]:
        return {key.value: said for key in Language if (said := self.row.get(f"{text}_{key}"))}

    def _zone(self, office: OfficeFacts | None) -> ZoneInfo:
        home = ZoneInfo(office.timezone if office else "UTC")
        name = self.row.get("timezone")
        if not name:
            return home
        zone = zone_named(name)
        if zone is None:
            self.error("timezone", "not_a_timezone", value=name)
        return zone or home

    def _instant(self, column: str, zone: ZoneInfo) -> datetime:
        """The instant in UTC; the beginning of time stands in for one that cannot be read."""
        written = self.row.get(column, "")
        found = read_time(written)
        if not written:
            self.error(column, "empty")
        elif found is None:
            self.error(column, "not_a_date", value=written)
        elif not found[2]:
            self.error(column, "day_without_hours", value=written)
        else:
            moment, strange = instant(found[0], found[1] or zone)
            if strange == "gap" and "office" not in self.wrong:
                self.error(column, "no_hour_that_night", value=written, zone=zone.key)
            elif strange == "twice" and "office" not in self.wrong:
                self.report.warn(self.line, column, "ambiguous_time", value=written, zone=zone.key)
            return moment
        return datetime.fromtimestamp(0, UTC)

    def _one_of(self, column: str, choices: type[Choice], default: Choice) -> Choice:
        written = self.row.get(column, "")
        found = {choice.value: choice for choice in choices}.get(written.lower().replace("-", "_").replace(" ", "_"))
        if written and found is None:
            self.error(column, "not_one_of", value=written, choices=_list(choices))
        return found or default

    def _capacity(self) -> int | None:
        written = self.row.get("capacity", "").replace(" ", "").replace("\u202f", "").replace("\xa0", "")
        if not written:
            return None
        if not written.isascii() or not written.isdigit() or len(written) > 12:
            self.error("capacity", "not_a_number", value=self.row["capacity"])
            return None
        return int(written)

    def _languages(self, office: OfficeFacts | None) -> list[Language]:
        """The languages written, apart by anything; those of the office when none is."""
        written = self.row.get("languages", "").lower().replace(",", " ").replace(";", " ").replace("/", " ").split()
        for wrong in [name for name in written if name not in tuple(Language)]:
            self.error("languages", "not_a_language", value=wrong, choices=_list(Language))
        if "languages" in self.wrong:
            return []
        return list(dict.fromkeys(map(Language, written))) or (list(office.languages) if office else [])


_FIRST_COLUMN = {"title": "title_nl"}
_HANGS_ON = {"ends_at": ("starts_at", "timezone", "office"), "timezone": ("office",)}
"""Columns not to blame when the others they are judged by are wrong themselves."""


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
