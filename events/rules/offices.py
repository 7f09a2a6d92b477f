"""A table of offices, as the cooperative lists them."""

import csv
import io
import re
from collections.abc import Iterator

from events.rules.events import OfficeFacts, is_slug, zone_exists
from events.rules.imports_report import ImportErrors, Report
from events.words import Language, Shape

ZONE = "Europe/Brussels"
TEXTS = {"region", *(f"{text}_{language}" for text in ("name", "city") for language in Language)}
TEXT_LIMIT = 80
REQUIRED = ("slug", "region", "languages", "lat", "lon")
HUES = (25, 60, 95, 145, 175, 205, 250, 290, 330)
"""Colours that stay apart side by side, in degrees of oklch; with the shapes, 81 offices look different."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def read_offices(body: bytes, already: int = 0) -> list[OfficeFacts]:
    """The offices of a CSV with slug, name_xx, city_xx, region, languages, lat, lon and, if wanted, timezone.

    already: how many there are, so that new ones get colours and shapes of their own. Raises ImportErrors.
    """
    report = Report()
    found: list[OfficeFacts] = []
    reader = csv.DictReader(io.StringIO(body.decode("utf-8-sig", "replace"), newline=""))
    if missing := [name for name in REQUIRED if name not in (reader.fieldnames or ())]:
        report.error(1, "", "no_columns", columns=", ".join(missing))
    for row in _rows(reader, report) if not missing else ():
        before = len(report.errors)
        cells = {name: (value or "").strip() for name, value in row.items() if name and not isinstance(value, list)}
        office = _office(reader.line_num, cells, already + len(found), report)
        if office.slug in {one.slug for one in found}:
            report.error(reader.line_num, "slug", "slug_taken", value=office.slug)
        if len(report.errors) == before:
            found.append(office)
    if report.errors:
        raise ImportErrors(report.errors, report.warnings)
    return found


def _rows(reader: "csv.DictReader[str]", report: Report) -> Iterator[dict[str, str]]:
    try:
        yield from reader
    except csv.Error as error:
        report.error(reader.line_num, "", "bad_row", why=str(error))


def _office(line: int, row: dict[str, str], place: int, report: Report) -> OfficeFacts:
    if not is_slug(row["slug"]) or len(row["slug"]) > 80:
        report.error(line, "slug", "not_a_slug")
    name = _texts("name", row)
    if not name:
        report.error(line, "name_nl", "empty")
    for column in TEXTS & row.keys():
        if _CONTROL.search(row[column]):
            report.error(line, column, "control_character")
        elif len(row[column]) > TEXT_LIMIT:
            report.error(line, column, "too_long", limit=TEXT_LIMIT)
    known = [language.value for language in Language]
    languages = row["languages"].split()
    for one in languages:
        if one not in known:
            report.error(line, "languages", "not_one_of", value=one, choices=", ".join(known))
    zone = row.get("timezone") or ZONE
    if not zone_exists(zone):
        report.error(line, "timezone", "not_a_timezone", value=zone)
    return OfficeFacts(
        slug=row["slug"],
        name=name,
        city=_texts("city", row) or name,
        region=row["region"],
        languages=[Language(one) for one in languages if one in known],
        lat=_degrees(line, "lat", row["lat"], 90, report),
        lon=_degrees(line, "lon", row["lon"], 180, report),
        timezone=zone,
        hue=HUES[place % len(HUES)],
        shape=list(Shape)[(place + place // len(HUES)) % len(Shape)],
    )


def _texts(field: str, row: dict[str, str]) -> dict[str, str]:
    return {language.value: row[key] for language in Language if row.get(key := f"{field}_{language}")}


def _degrees(line: int, column: str, text: str, most: int, report: Report) -> float:
    try:
        found = float(text)
    except ValueError:
        report.error(line, column, "not_a_number", value=text or "nothing")
        return 0.0
    if not -most <= found <= most:
        report.error(line, column, "out_of_range", low=-most, high=most)
    return found
