"""Events from a file, CSV or iCalendar: all of them fit to be stored, or every line that is not, with its reason."""

from collections.abc import Iterable, Set

from events.rules.events import EventDraft, OfficeFacts
from events.rules.imports_csv import looks_like_a_table, read_table
from events.rules.imports_ics import read_calendar
from events.rules.imports_report import Flaw, Imported, ImportErrors, Report
from events.rules.imports_tables import text_of, without_mark

__all__ = ["Flaw", "ImportErrors", "Imported", "read_events"]


def read_events(
    body: bytes, offices: Iterable[OfficeFacts], slugs: Set[str], uids: Set[str], *, office: str | None = None
) -> Imported:
    """The events in the file, whichever kind it is. Raises ImportErrors with every bad line.

    slugs, uids: of the events already stored. office: of a calendar's events that name none; a table names its own.
    """
    report = Report()
    known = {one.slug: one for one in offices}
    found: list[tuple[int, EventDraft]] = []
    body = without_mark(body)
    if body[:200].lstrip()[:6].upper() == b"BEGIN:":
        found = list(read_calendar(body, known, slugs, office, report))
    elif looks_like_a_table(text := text_of(body, report)):
        found = list(read_table(text, known, report))
        _check_slugs(found, slugs, report)
    else:
        report.error(1, "", "not_a_calendar")
    _check_uids(found, uids, report)
    _check_parents(found, slugs, report)
    if not found and not report.errors:
        report.error(1, "", "no_events")
    if report.errors:
        raise ImportErrors(sorted(report.errors, key=_place), sorted(report.warnings, key=_place))
    found.sort(key=lambda one: one[1].parent is not None)
    drafts, lines = [draft for _, draft in found], [line for line, _ in found]
    return Imported(drafts=drafts, lines=lines, warnings=sorted(report.warnings, key=_place))


def _check_slugs(found: list[tuple[int, EventDraft]], slugs: Set[str], report: Report) -> None:
    lines: dict[str, int] = {}
    for line, draft in found:
        if draft.slug in slugs:
            report.error(line, "slug", "slug_taken", value=draft.slug)
        elif draft.slug in lines:
            report.error(line, "slug", "slug_twice", other=lines[draft.slug])
        lines.setdefault(draft.slug, line)


def _check_uids(found: list[tuple[int, EventDraft]], uids: Set[str], report: Report) -> None:
    lines: dict[str, int] = {}
    for line, draft in found:
        if draft.uid is None:
            continue
        if draft.uid in uids:
            report.error(line, "uid", "uid_taken", value=draft.uid)
        elif draft.uid in lines:
            report.error(line, "uid", "uid_twice", other=lines[draft.uid])
        lines.setdefault(draft.uid, line)


def _check_parents(found: list[tuple[int, EventDraft]], slugs: Set[str], report: Report) -> None:
    """A parent is in the file or stored, of the same office, and no part of a programme itself."""
    drafts = {draft.slug: draft for _, draft in found}
    for line, draft in found:
        if draft.parent is None:
            continue
        parent = drafts.get(draft.parent)
        if parent is None and draft.parent not in slugs:
            if draft.parent not in report.slugs:
                report.error(line, "parent", "unknown_event", value=draft.parent)
        elif parent is not None and parent.office != draft.office:
            report.error(line, "parent", "other_office")
        elif parent is not None and parent.parent is not None:
            report.error(line, "parent", "not_a_day")


def _place(flaw: Flaw) -> tuple[int, str]:
    return flaw.line, flaw.column
