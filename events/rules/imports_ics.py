"""A calendar from elsewhere, read as drafts: series followed, changed dates put in their place, parents found."""

from collections.abc import Iterator, Mapping, Set
from datetime import UTC, datetime, timedelta, tzinfo

import msgspec

from events.rules.events import EventDraft, OfficeFacts, draft_mends
from events.rules.imports_item import Item, Reader
from events.rules.imports_lines import gather
from events.rules.imports_recurrence import MOST_DATES, MOST_DAYS, BadRule, dates_of
from events.rules.imports_report import Report
from events.rules.imports_slugs import Slugs
from events.rules.imports_times import instant


class Series(msgspec.Struct):
    """The components of one UID: the event or series itself, and the dates of it that were changed."""

    master: Item | None = None
    changes: list[Item] = []


class Date(msgspec.Struct, frozen=True):
    """One event to be: what is said of it, when it starts on its clock, and which date of a series it is."""

    item: Item
    starts: datetime
    original: datetime | None = None


def read_calendar(
    body: bytes, offices: Mapping[str, OfficeFacts], slugs: Set[str], office: str | None, report: Report
) -> Iterator[tuple[int, EventDraft]]:
    """Each event as a draft with the line it begins on; what is wrong goes in the report.

    office: of the events that name none in CATEGORIES. A slug is made from title and date, unlike all in slugs.
    """
    if office is not None and office not in offices:
        report.error(1, "office", "unknown_office", value=office, offices=", ".join(offices))
        return
    lines = gather(body, report)
    reader = Reader(lines, offices, office, report)
    series: dict[str, Series] = {}
    for component in lines.events:
        if item := reader.item(component):
            _sort_in(series.setdefault(item.uid, Series()), item, report)
    made = _Maker(Slugs(slugs), report)
    dates = {uid: list(_dates(one, report)) for uid, one in series.items()}
    parents = {uid: made.slug(found[0]) for uid, found in dates.items() if len(found) == 1}
    for uid, found in dates.items():
        for date in found:
            yield from made.draft(date, single=uid in parents, parent=_parent(date.item, series, parents, report))


def _sort_in(series: Series, item: Item, report: Report) -> None:
    """Keep the newest version of each: by SEQUENCE, then the later in the file (RFC 5545, 3.8.7.4)."""
    if item.recurrence_id is not None:
        same = [one for one in series.changes if one.recurrence_id == item.recurrence_id]
        older = same[0] if same else None
    else:
        older = series.master
    if older is not None:
        old, new = (item, older) if older.sequence > item.sequence else (older, item)
        report.warn(old.line, "UID", "version_replaced", other=new.line)
        if new is older:
            return
    if item.recurrence_id is None:
        series.master = item
    else:
        series.changes = [one for one in series.changes if one is not older] + [item]


def _dates(series: Series, report: Report) -> Iterator[Date]:
    """Every date of the series in order, as changed; a lone event is a series of one."""
    master = series.master
    if master is None:
        for lone in series.changes:
            report.warn(lone.line, "RECURRENCE-ID", "lone_override")
            yield Date(lone, lone.start.local, lone.recurrence_id)
        return
    if not master.repeats and not series.changes:
        yield Date(master, master.start.local)
        return
    zone = master.start.zone
    try:
        rules, without = [rule.value for rule in master.rules], [rule.value for rule in master.exrules]
        starts, cut = dates_of(master.start.local, zone, rules, master.more, without)
    except BadRule as error:
        report.error((master.rules or master.exrules)[0].line, "RRULE", "bad_rule", why=error)
        return
    if cut:
        facts = {"count": len(starts), "days": MOST_DAYS, "most": MOST_DATES}
        report.warn((master.rules[0] if master.rules else master).line, "RRULE", "series_cut", **facts)
    changed = {change.recurrence_id: change for change in series.changes if change.recurrence_id}
    onward: Item | None = None
    for local in starts:
        moment = instant(local, zone)[0]
        if change := changed.pop(moment, None):
            onward = change if change.this_and_future else onward
            yield Date(change, change.start.local, moment)
        elif moment in master.excluded or local.date() in master.excluded_days:
            continue
        elif onward and onward.recurrence_id:
            yield Date(onward, onward.start.local + (local - _local(onward.recurrence_id, zone)), moment)
        else:
            yield Date(master, local, moment)
    last = instant(starts[-1], zone)[0] if starts else None
    for moment, left in changed.items():
        if not cut or (last and moment <= last):
            yield Date(left, left.start.local, moment)


def _local(moment: datetime, zone: tzinfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _parent(item: Item, series: Mapping[str, Series], slugs: Mapping[str, str], report: Report) -> str | None:
    """The slug of the event this one is a part of, when that is one event of the file that can have parts."""
    if item.parent is None:
        return None
    parent = series[item.parent].master if item.parent in slugs else None
    if parent is None or parent is item or parent.office != item.office or parent.parent in slugs:
        report.warn(item.line, "RELATED-TO", "parent_left_out")
        return None
    return slugs[item.parent]


class _Maker:
    """Makes the drafts, each with a slug of its own."""

    def __init__(self, slugs: Slugs, report: Report) -> None:
        self.slugs = slugs
        self.report = report
        self.given: dict[tuple[str, datetime | None], str] = {}

    def slug(self, date: Date) -> str:
        """The slug of this date, the same when asked again."""
        key = date.item.uid, date.original
        if key not in self.given:
            self.given[key] = self.slugs.make(next(iter(date.item.title.values())), date.starts.date())
        return self.given[key]

    def draft(self, date: Date, *, single: bool, parent: str | None) -> Iterator[tuple[int, EventDraft]]:
        item = date.item
        starts_at, strange = instant(date.starts, item.start.zone)
        if strange:
            code = "shifted_time" if strange == "gap" else "ambiguous_time"
            self.report.warn(item.line, "DTSTART", code, value=f"{date.starts:%Y-%m-%d %H:%M}", zone=item.timezone)
        draft = EventDraft(
            slug=self.slug(date),
            uid=item.uid if single and not date.original else f"{item.uid}#{date.original or starts_at:%Y%m%dT%H%M%SZ}",
            office=item.office,
            parent=parent,
            title=item.title,
            description=item.description,
            starts_at=starts_at,
            ends_at=_end(item, date.starts, starts_at),
            timezone=item.timezone,
            mode=item.mode,
            venue=item.venue,
            online_url=item.online_url,
            languages=item.languages,
            status=item.status,
        )
        mends = draft_mends(draft)
        for mend in mends:
            name = {"ends_at": "DTEND", "title": "SUMMARY", "online_url": "CONFERENCE"}.get(mend.field, mend.field)
            self.report.error(item.line, name, mend.code, **mend.facts)
        if not mends:
            yield item.line, draft


def _end(item: Item, starts: datetime, starts_at: datetime) -> datetime:
    """Whole days end on the clock, hours later by the time that passes (RFC 5545, 3.3.6)."""
    if item.days:
        starts_at = instant(starts + timedelta(days=item.days), item.start.zone)[0]
    return (starts_at + item.length).astimezone(UTC)
