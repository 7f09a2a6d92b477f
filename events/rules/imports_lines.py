"""The lines of an iCalendar file (RFC 5545, 3.1): unfolded, decoded, and gathered into events, with their numbers."""

import re
from collections.abc import Iterator
from datetime import tzinfo
from typing import NamedTuple

import msgspec
from icalendar import Timezone

from events.rules.imports_report import Report

LEFT_OUT = (b"ATTACH", b"X-ALT-DESC", b"PHOTO")
"""Never gathered: they can be megabytes, and nothing of an event is in them."""

_NAME = re.compile(rb"[A-Za-z0-9-]+(?=[;:])")
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_BARE_ZONE = re.compile(r"([A-Z-]+;(?:[^\";]*;)?TZID=)([^\";]*:[^\";]*)(:\d{8}[^:]*)", re.IGNORECASE)
"""A zone's name with a colon in it, which wants quotes and does not always get them."""

_INLINE = re.compile(rb"BASE64|BINARY", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\;,nN])")


class Property(NamedTuple):
    """One content line. value: still escaped."""

    line: int
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


class Component(msgspec.Struct):
    """A VEVENT, from the line it begins on; its alarms left out. properties: by name, in their order."""

    line: int
    properties: dict[str, list[Property]]

    def first(self, *names: str) -> Property | None:
        """The first property with one of these names, the names in order of preference."""
        return next((found[0] for name in names if (found := self.properties.get(name))), None)

    def every(self, name: str) -> list[Property]:
        return self.properties.get(name, [])


class CalendarLines(msgspec.Struct):
    """All of a file that an import reads. zones: by TZID; locations: the IANA name some VTIMEZONEs give."""

    events: list[Component]
    zones: dict[str, tzinfo]
    locations: dict[str, str]
    timezone: str | None = None


def gather(body: bytes, report: Report) -> CalendarLines:
    """The events and zones in the file. What is no calendar line, or ends in the wrong place, goes in the report."""
    found = CalendarLines([], {}, {})
    open_parts: list[tuple[str, int]] = []
    zone: list[str] = []
    for line, raw in _unfolded(body, report):
        text = _decoded(line, raw, report)
        name, _, value = text.partition(":")
        name, value = name.upper(), value.strip().upper()
        if name == "BEGIN":
            open_parts.append((value, line))
            if value == "VEVENT":
                found.events.append(Component(line, {}))
            elif value == "VTIMEZONE":
                zone.clear()
        inside = [part for part, _ in open_parts]
        if "VTIMEZONE" in inside:
            zone.append(text)
        elif inside[-1:] == ["VEVENT"] and name not in ("BEGIN", "END"):
            _add(found.events[-1], line, text, report)
        elif name == "X-WR-TIMEZONE" and inside == ["VCALENDAR"]:
            found.timezone = text.partition(":")[2].strip()
        if name == "END":
            if not inside or inside[-1] != value:
                report.error(line, "END", "unbalanced", found=value, expected=inside[-1] if inside else "nothing")
                return found
            open_parts.pop()
            if value == "VTIMEZONE":
                _keep_zone(zone, found)
    for part, line in open_parts[-1:]:
        report.error(line, "BEGIN", "cut_off", what=part)
    if any(part == "VEVENT" for part, _ in open_parts):
        found.events.pop()
    return found


def _unfolded(body: bytes, report: Report) -> Iterator[tuple[int, bytes]]:
    """Each content line with its number. Joined as bytes, as some fold in the middle of a letter.

    A line that cannot be a new one carries on the text before it: some programs break lines without folding.
    """
    parts: list[bytes] = []
    start, left_out = 1, False
    for line, raw in enumerate(body.splitlines(), 1):
        if raw[:1] in (b" ", b"\t"):
            if not left_out:
                parts.append(raw[1:])
        elif name := _NAME.match(raw):
            if parts and not left_out:
                yield start, b"".join(parts)
            left_out = name[0].upper() in LEFT_OUT
            if left_out and _INLINE.search(raw[:200]):
                report.warn(line, name[0].decode().upper(), "attachment_ignored")
            parts, start = [raw], line
        elif raw.strip(b"\x00\x1a \t") and not left_out:
            if parts and not parts[0].upper().startswith((b"BEGIN:", b"END:")):
                parts.append(b"\\n" + raw)
            else:
                report.error(line, "", "not_a_line")
    if parts and not left_out:
        yield start, b"".join(parts)


def _decoded(line: int, raw: bytes, report: Report) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        if not any(warning.code == "not_utf8" for warning in report.warnings):
            report.warn(line, "", "not_utf8")
        return raw.decode("cp1252", "replace")


def _add(event: Component, line: int, text: str, report: Report) -> None:
    if found := _BARE_ZONE.fullmatch(text):
        text = f'{found[1]}"{found[2]}"{found[3]}'
    name = re.match(r"[A-Za-z0-9-]+", text)
    end = name.end() if name else 0
    parameters: dict[str, str] = {}
    while found := _PARAMETER.match(text, end):
        parameters[found[1].upper()] = found[2].strip('"')
        end = found.end()
    if name is None or text[end : end + 1] != ":":
        report.error(line, name[0].upper() if name else "", "not_a_line")
        return
    made = Property(line, name[0].upper(), parameters, text[end + 1 :])
    event.properties.setdefault(made.name, []).append(made)


def _keep_zone(lines: list[str], found: CalendarLines) -> None:
    """Keep the zone by its name. One that cannot be read is missed only by the times that name it."""
    named = {line.partition(":")[0].upper(): line.partition(":")[2].strip() for line in lines[1:]}
    name = named.get("TZID", "").strip('"')
    if location := named.get("X-LIC-LOCATION"):
        found.locations[name] = location
    try:
        found.zones[name] = Timezone.from_ical("\r\n".join(lines)).to_tz()  # type: ignore[attr-defined]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return
