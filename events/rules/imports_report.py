"""What an import found wrong: every line with its reason, said in English to the person at the terminal."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from events.rules.events import EventDraft

REASONS: Mapping[str, str] = {
    "address_among_names": "{value} is an e-mail address, not a name; are columns swapped?",
    "address_among_phones": "{value} is no phone number; are columns swapped?",
    "ambiguous_time": "{value} comes twice that night in {zone}; the first is taken",
    "attachment_ignored": "the attached file is left out",
    "bad_row": "the rows cannot be told apart from here on: {why}",
    "bad_rule": "the repetition cannot be read: {why}",
    "category_assumed": "no category is said of new members; they get {value}",
    "column_empty": "this column is empty in every row and says nothing",
    "column_twice": "this column stands there twice",
    "column_unknown": "this column is not known and is left out",
    "control_character": "there is a control character in it",
    "cut_off": "the file ends before {what} does",
    "day_without_hours": "{value} has no hour; write it as 2023-01-26T18:00",
    "empty": "this must not be empty",
    "ends_before_start": "the end is not after the start",
    "erased": "this member was erased and stays so; nothing but their leaving is taken",
    "joined_differently": "{value} is not the day known, {known}, which is kept",
    "leaves_before_joining": "somebody cannot leave on or before the day they joined",
    "left_long_ago": "somebody who is not in the register and has left is left out; say also when they joined",
    "lone_override": "this changes one date of a series that is not in the file; it is taken as an event of its own",
    "month_first": "{value} has no such month: the day comes first, as in 26/01/2023",
    "no_columns": "these columns are missing: {columns}",
    "no_columns_known": "no columns are known here: {columns} are missing. The line reads “{read}”, {seen}",
    "no_end": "there is no end; an hour is taken",
    "no_events": "there are no events in the file",
    "no_hour_that_night": "the clock skips {value} that night in {zone}",
    "no_member_then": "somebody who was no member until {value} cannot leave then; what is known is kept",
    "no_members": "there are no members in the file",
    "no_office": "there are no offices yet for the event to belong to",
    "no_start": "an event needs a DTSTART",
    "no_title": "an event needs a SUMMARY",
    "no_uid": "there is no UID; one is made from the event's content, the same each time",
    "not_a_calendar": "this is neither a calendar (.ics) nor a table (.csv) of events",
    "not_a_date": "{value} is not a date and time",
    "not_a_day": "the parent is itself a part of a programme",
    "not_a_duration": "{value} is not a duration",
    "not_a_language": "{value} is not one of {choices}",
    "not_a_line": "this is not a line of a calendar",
    "not_a_number": "{value} is not a whole number",
    "not_a_plain_day": "{value} is not a day; write it as 2023-01-26 or 26/01/2023",
    "not_a_slug": "a slug has lower-case letters, digits and single hyphens, 120 at most",
    "not_a_timezone": "{value} is not a known time zone",
    "not_a_web_address": "this is not a web address",
    "not_an_address": "{value} is not an e-mail address",
    "not_one_of": "{value} is not one of {choices}",
    "not_utf8": "the file is not in UTF-8; it is read as Windows-1252",
    "number_among_addresses": "{value} is a number, not an e-mail address; are columns swapped?",
    "number_among_names": "{value} is a number, not a name; are columns swapped?",
    "number_twice": "line {other} has the same number",
    "office_assumed": "neither CATEGORIES nor LOCATION names an office; {office} is taken",
    "other_office": "the parent belongs to another office",
    "out_of_range": "this must be from {low} to {high}",
    "out_of_years": "the year must be from {low} to {high}",
    "parent_left_out": "the event it belongs to is not in the file as one event of that office; it stands alone",
    "serial_day": "{value} is a spreadsheet's count of days; show the column as dates, such as 2023-01-26",
    "series_cut": "only the first {count} dates are taken: a series is followed for {days} days and {most} dates",
    "shifted_time": "the clock skips {value} that night in {zone}; the hour after is taken",
    "short_year": "{value} has a year of two digits; write all four",
    "slug_reserved": "the slug {value} stands for a page of Convoke itself",
    "slug_taken": "an event with the slug {value} is already stored",
    "slug_twice": "line {other} has the same slug",
    "spreadsheet": "this is a spreadsheet itself; save it as CSV",
    "formula_among_names": "{value} is a formula, or what came of one, not a name; save the column as its values",
    "text_cut": "the text is longer than {limit} characters and is cut there",
    "too_long": "this is longer than {limit} characters",
    "too_many_cells": "this row has {found} cells for {columns} columns",
    "total_among_names": "{value} is no name but a sum of the rows; take this row out",
    "uid_taken": "an event with the UID {value} is already stored",
    "uid_twice": "line {other} has the same UID",
    "unbalanced": "{found} ends here, where {expected} was to end",
    "unknown_category": "{value} is not a category: {categories}",
    "unknown_event": "no event has the slug {value}, stored or in the file",
    "unknown_office": "{value} is not an office: {offices}",
    "unreadable_letter": "there is a letter in it that was lost before (\ufffd)",
    "version_replaced": "line {other} has a newer version of this event, which is taken",
    "zone_by_offsets": "the zone {value} is only known from the file: its hours are right, shown as {zone} time",
}


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Flaw(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong. line: in the file, from 1. column: of the table, or the calendar's property."""

    line: int
    column: str
    code: str
    reason: str


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """Events fit to be stored, parents before their programme; lines: where each stands in the file."""

    drafts: list[EventDraft]
    lines: list[int]
    warnings: list[Flaw]


class ImportErrors(Exception):
    """The file has lines to mend; all of them are named, in their order, and nothing of it may be stored."""

    def __init__(self, errors: list[Flaw], warnings: list[Flaw]) -> None:
        super().__init__(f"{len(errors)} errors")
        self.errors = errors
        self.warnings = warnings


class Report:
    """Collects what is wrong as the file is read. slugs: of all its rows, the bad ones too."""

    def __init__(self) -> None:
        self.slugs: set[str] = set()
        self.errors: list[Flaw] = []
        self.warnings: list[Flaw] = []

    def error(self, line: int, column: str, code: str, **facts: Any) -> None:
        self.errors.append(flaw(line, column, code, facts))

    def warn(self, line: int, column: str, code: str, **facts: Any) -> None:
        self.warnings.append(flaw(line, column, code, facts))


def flaw(line: int, column: str, code: str, facts: Mapping[str, Any]) -> Flaw:
    """One thing wrong, said."""
    shown = {name: _legible(value) if isinstance(value, str) else value for name, value in facts.items()}
    return Flaw(line=line, column=column, code=code, reason=REASONS[code].format(**shown))


def _legible(text: str) -> str:
    """What the file says, short and without characters that a terminal would obey."""
    return _CONTROL.sub("\ufffd", f"{text[:60]}…" if len(text) > 200 else text)
