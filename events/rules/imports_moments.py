"""When an event from elsewhere is, how long, and on which clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import vDuration

from events.rules.imports_lines import CalendarLines, Component, Property
from events.rules.imports_report import Report
from events.rules.imports_times import Zones, instant, read_time, zone_named

AN_HOUR = timedelta(hours=1)


class Moment(NamedTuple):
    """A time on a clock; without hours it is a day."""

    local: datetime
    zone: tzinfo
    with_hours: bool

    @property
    def at(self) -> datetime:
        return instant(self.local, self.zone)[0]


class Clock:
    """Reads the times of a file's events: floating ones in the zone the file is in, or else that of the office."""

    def __init__(self, lines: CalendarLines, report: Report) -> None:
        self.lines, self.report = lines, report
        self.told: set[str] = set()

    def zones(self, office_zone: str) -> Zones:
        home = zone_named(self.lines.timezone or "") or ZoneInfo(office_zone)
        return Zones(self.lines.zones, self.lines.locations, home)

    def only(self, component: Component, zones: Zones, name: str) -> Moment | None:
        return next(self.every(component, zones, name), None)

    def every(self, component: Component, zones: Zones, name: str) -> Iterator[Moment]:
        """Every time of the properties with this name; of a period (RFC 5545, 3.3.9) its start."""
        for one in component.every(name):
            for written in one.value.split(","):
                found = read_time(written.split("/")[0])
                if found is None:
                    self.report.error(one.line, name, "not_a_date", value=written)
                    continue
                local, zone, with_hours = found
                if one.parameters.get("VALUE", "").upper() == "DATE":
                    local, with_hours = local.replace(hour=0, minute=0, second=0), False
                if zone is None:
                    zone = self._zone(one, zones)
                if zone is not None:
                    yield Moment(local, zone, with_hours)

    def length(self, component: Component, zones: Zones, start: Moment) -> tuple[int, timedelta]:
        """How long, from DTEND or DURATION: a day for a day without either, an hour for a time."""
        if written := component.first("DTEND"):
            end = self.only(component, zones, "DTEND")
            if end is None:
                return 0, AN_HOUR
            if not start.with_hours and not end.with_hours:
                days = (end.local - start.local).days
                if days < 0:
                    self.report.error(written.line, "DTEND", "ends_before_start")
                return max(1, days), timedelta(0)
            if end.at < start.at:
                self.report.error(written.line, "DTEND", "ends_before_start")
            elif end.at > start.at:
                return 0, end.at - start.at
        elif written := component.first("DURATION"):
            try:
                length = vDuration.from_ical(written.value.strip().upper())  # type: ignore[no-untyped-call]
            except ValueError:
                self.report.error(written.line, "DURATION", "not_a_duration", value=written.value)
                return 0, AN_HOUR
            if length < timedelta(0):
                self.report.error(written.line, "DURATION", "ends_before_start")
            elif length:
                return length.days, length - timedelta(days=length.days)
        elif not start.with_hours:
            return 1, timedelta(0)
        self.report.warn(component.line, "DTEND", "no_end")
        return 0, AN_HOUR

    def _zone(self, one: Property, zones: Zones) -> tzinfo | None:
        """The zone the property names; the file's own, or the office's, for times that float."""
        name = one.parameters.get("TZID")
        if not name:
            return zones.home
        zone = zones.find(name)
        if zone is None:
            self.report.error(one.line, one.name, "not_a_timezone", value=name)
        elif not isinstance(zone, ZoneInfo) and zone is not UTC and name not in self.told:
            self.told.add(name)
            self.report.warn(one.line, one.name, "zone_by_offsets", value=name, zone=zones.home.key)
        return zone


def on_clock_of(moment: Moment, start: Moment) -> datetime:
    """The local time of another date of the series; a day stands for the hour that the series has."""
    if not moment.with_hours:
        return datetime.combine(moment.local, start.local.time())
    return moment.at.astimezone(start.zone).replace(tzinfo=None)
