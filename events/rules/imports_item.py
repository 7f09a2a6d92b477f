"""One VEVENT from elsewhere, read into plain values: when, where, whose, and in which words."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import msgspec

from events.rules.events import OfficeFacts
from events.rules.imports_lines import CalendarLines, Component, Property
from events.rules.imports_moments import AN_HOUR, Clock, Moment, on_clock_of
from events.rules.imports_report import Report
from events.rules.imports_times import instant
from events.rules.imports_words import description_of, place_of, title_of, uid_of, value_of
from events.rules.people import folded
from events.words import Language, Mode, Status

STATUSES = {"CANCELLED": Status.CANCELLED, "CANCELED": Status.CANCELLED, "TENTATIVE": Status.DRAFT}


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A VEVENT. days, length: how long it is on the clock, and in time that passes on top of that."""

    line: int
    uid: str
    sequence: int
    office: str
    title: dict[str, str]
    description: dict[str, str]
    venue: str | None
    online_url: str | None
    mode: Mode
    status: Status
    languages: list[Language]
    parent: str | None
    start: Moment
    timezone: str
    days: int
    length: timedelta
    recurrence_id: datetime | None
    this_and_future: bool
    rules: list[Property]
    exrules: list[Property]
    more: list[datetime]
    excluded: set[datetime]
    excluded_days: set[date]

    @property
    def repeats(self) -> bool:
        return bool(self.rules or self.more or self.excluded or self.excluded_days)


class Reader:
    """Reads the components of one file, and reports all that is wrong with them."""

    def __init__(
        self, lines: CalendarLines, offices: Mapping[str, OfficeFacts], office: str | None, report: Report
    ) -> None:
        self.offices, self.office, self.report = offices, office, report
        self.named = {folded(name): one.slug for one in offices.values() for name in (one.slug, *one.name.values())}
        self.placed = {
            (_bare(name), one.slug) for one in offices.values() for name in (*one.name.values(), *one.city.values())
        }
        self.clock = Clock(lines, report)

    def item(self, component: Component) -> Item | None:
        """The event, or None when anything is wrong with it."""
        before = len(self.report.errors)
        office = self._office(component)
        zones = self.clock.zones(office.timezone if office else "UTC")
        start = self.clock.only(component, zones, "DTSTART")
        if component.first("DTSTART") is None:
            self.report.error(component.line, "DTSTART", "no_start")
        title = title_of(component, office, self.report)
        changed = self.clock.only(component, zones, "RECURRENCE-ID")
        days, length = self.clock.length(component, zones, start) if start else (0, AN_HOUR)
        more = [on_clock_of(one, start) for one in self.clock.every(component, zones, "RDATE")] if start else []
        without = list(self.clock.every(component, zones, "EXDATE"))
        if len(self.report.errors) > before or start is None or office is None:
            return None
        place = place_of(component, self.report)
        return Item(
            line=component.line,
            uid=uid_of(component, self.report),
            sequence=_number(component.first("SEQUENCE")),
            office=office.slug,
            title=title,
            description=description_of(component, next(iter(title)), self.report),
            venue=place.venue,
            online_url=place.online_url,
            mode=place.mode,
            status=STATUSES.get(value_of(component.first("STATUS")).upper(), Status.PUBLISHED),
            languages=list(office.languages),
            parent=_parent_uid(component),
            start=start,
            timezone=zones.shown(start.zone),
            days=days,
            length=length,
            recurrence_id=_identified(changed, start),
            this_and_future=_range(component) == "THISANDFUTURE",
            rules=component.every("RRULE"),
            exrules=component.every("EXRULE"),
            more=more,
            excluded={one.at for one in without if one.with_hours or not start.with_hours},
            excluded_days={one.local.date() for one in without if not one.with_hours},
        )

    def _office(self, component: Component) -> OfficeFacts | None:
        """The office one of the categories names, or that of the whole file, or the only one LOCATION speaks of.

        Failing all of these it is the first office, with a warning.
        """
        for categories in component.every("CATEGORIES"):
            for name in re.split(r"(?<!\\),", categories.value):
                if slug := self.named.get(folded(name.replace("\\,", ",").strip())):
                    return self.offices[slug]
        if self.office is not None:
            return self.offices[self.office]
        place = f" {_bare(value_of(component.first('LOCATION')))} "
        near = {slug for name, slug in self.placed if f" {name} " in place}
        if len(near) == 1:
            return self.offices[near.pop()]
        first = next(iter(self.offices.values()), None)
        if first is None:
            self.report.error(component.line, "CATEGORIES", "no_office")
        elif len(self.offices) > 1:
            self.report.warn(component.line, "CATEGORIES", "office_assumed", office=first.slug)
        return first


def _bare(text: str) -> str:
    """Its words alone, to find one text in another."""
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


def _identified(changed: Moment | None, start: Moment) -> datetime | None:
    """The instant of the date that is changed; a day stands for the hour that the series has that day."""
    if changed is None or changed.with_hours or not start.with_hours:
        return changed.at if changed else None
    return instant(datetime.combine(changed.local, start.local.time()), start.zone)[0]


def _number(one: Property | None) -> int:
    written = value_of(one)
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


def _range(component: Component) -> str:
    changed = component.first("RECURRENCE-ID")
    return changed.parameters.get("RANGE", "").upper() if changed else ""


def _parent_uid(component: Component) -> str | None:
    for one in component.every("RELATED-TO"):
        if one.parameters.get("RELTYPE", "PARENT").upper() == "PARENT":
            return value_of(one)
    return None
