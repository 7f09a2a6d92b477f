"""Calendars from elsewhere: the unusual is understood, the broken is named by its line."""

from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest

from events.calendar import entry, feed
from events.words import Language, Mode, Status
from tests.rules.files import calendar, flaws, read, the_only, warnings
from tests.tickets.cast import an_event

MARCH = "DTSTART;TZID=Europe/Brussels:20230320T100000"
UNTIL_NOON = "DTEND;TZID=Europe/Brussels:20230320T120000"
TALK = ["UID:talk@x.be", MARCH, UNTIL_NOON, "SUMMARY:Talk"]

OWN_ZONE = (
    "BEGIN:VTIMEZONE", "TZID:(UTC+01:00) Bruxelles", "BEGIN:STANDARD", "DTSTART:16010101T030000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
    "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200", "END:DAYLIGHT", "END:VTIMEZONE",
)  # fmt: skip


B, ROMANCE, GMT = "Europe/Brussels", "Romance Standard Time", "GMT Standard Time"
MOZILLA = "/mozilla.org/20050126_1/America/New_York"


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2023, month, day, hour, minute, tzinfo=UTC)


def test_an_event() -> None:
    """A plain event keeps its UID, gets a slug of its title and date, and speaks the first language of the office."""
    draft = the_only(calendar([*TALK, "LOCATION:Rue 1\\, Bruxelles", "DESCRIPTION:One\\n*two* https://x.be"]))

    assert (draft.uid, draft.slug, draft.title) == ("talk@x.be", "talk-2023-03-20", {"fr": "Talk"})
    assert (draft.starts_at, draft.ends_at) == (utc(3, 20, 9), utc(3, 20, 11))
    assert (draft.timezone, draft.mode, draft.venue) == ("Europe/Brussels", Mode.ON_SITE, "Rue 1, Bruxelles")
    assert (draft.status, draft.languages) == (Status.PUBLISHED, [Language.FR, Language.NL])
    assert draft.description == {"fr": "One\\\n\\*two\\* <https://x.be>"}


@pytest.mark.parametrize(
    ("when", "starts_at", "ends_at", "zone"),
    [
        ("DTSTART:20230320T100000 DURATION:PT1H30M", utc(3, 20, 9), utc(3, 20, 10, 30), "Europe/Brussels"),
        ("DTSTART:20230320T100000Z DURATION:PT1H", utc(3, 20, 10), utc(3, 20, 11), "Europe/Brussels"),
        ("DTSTART;VALUE=DATE:20230325 DTEND;VALUE=DATE:20230327", utc(3, 24, 23), utc(3, 26, 22), "Europe/Brussels"),
        ("DTSTART;VALUE=DATE:20231029", utc(10, 28, 22), utc(10, 29, 23), "Europe/Brussels"),
        ("DTSTART;VALUE=DATE:20230320 DTEND;VALUE=DATE:20230320", utc(3, 19, 23), utc(3, 20, 23), "Europe/Brussels"),
        ("DTSTART:20230320 DURATION:P2D", utc(3, 19, 23), utc(3, 21, 23), "Europe/Brussels"),
        (f"DTSTART;TZID={ROMANCE}:20230720T100000 DURATION:PT1H", utc(7, 20, 8), utc(7, 20, 9), "Europe/Brussels"),
        (f'DTSTART;TZID="{GMT}":20230720T100000 DURATION:PT1H', utc(7, 20, 9), utc(7, 20, 10), "Europe/London"),
        (f"DTSTART;TZID={MOZILLA}:20230720T100000 DURATION:PT1H", utc(7, 20, 14), utc(7, 20, 15), "America/New_York"),
        (f"DTSTART;TZID={B}:20230325T220000 DTEND;TZID={B}:20230326T060000", utc(3, 25, 21), utc(3, 26, 4), B),
        (f"DTSTART;TZID={B}:20231028T220000 DURATION:PT9H", utc(10, 28, 20), utc(10, 29, 5), B),
        (f"DTSTART;TZID={B}:20231028T100000 DURATION:P1D", utc(10, 28, 8), utc(10, 29, 9), B),
    ],
)
def test_when(when: str, starts_at: datetime, ends_at: datetime, zone: str) -> None:
    """Floating, zoned, whole-day and UTC times; Windows' and Mozilla's names; both nights the clock changes."""
    draft = the_only(calendar(["UID:1", "SUMMARY:Talk", *when.replace(" D", "\nD").split("\n")]))

    assert (draft.starts_at, draft.ends_at, draft.timezone) == (starts_at, ends_at, zone)


def test_zone_only_the_file_knows() -> None:
    """A zone spelled out in the file gives the right instants in summer and winter, once with a warning."""
    days = [
        [f"UID:{day}", "SUMMARY:Talk", f"DTSTART;TZID=(UTC+01:00) Bruxelles:{day}T100000", "DURATION:PT1H"]
        for day in ("20230120", "20230720")
    ]
    body = calendar(*days, before=OWN_ZONE)

    assert [draft.starts_at.hour for draft in read(body).drafts] == [9, 8]
    assert warnings(body) == [(21, "DTSTART", "zone_by_offsets")]


def test_the_calendars_own_zone() -> None:
    """Floating times are those of the zone a calendar names for itself."""
    body = calendar(
        ["UID:1", "SUMMARY:Talk", "DTSTART:20230320T100000", "DURATION:PT1H"], before=("X-WR-TIMEZONE:Asia/Tokyo",)
    )

    assert (the_only(body).starts_at, the_only(body).timezone) == (utc(3, 20, 1), "Asia/Tokyo")


def starts(*lines: str) -> list[str]:
    return [f"{draft.starts_at:%m-%d %H:%M}" for draft in read(calendar([*TALK, *lines])).drafts]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["RRULE:FREQ=WEEKLY;COUNT=3"], ["03-20 09:00", "03-27 08:00", "04-03 08:00"]),
        (["RRULE:FREQ=WEEKLY;UNTIL=20230327T080000Z"], ["03-20 09:00", "03-27 08:00"]),
        (["RRULE:FREQ=WEEKLY;UNTIL=20230327"], ["03-20 09:00", "03-27 08:00"]),
        (["RRULE:FREQ=WEEKLY;UNTIL=20230327T075959Z"], ["03-20 09:00"]),
        (["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Europe/Brussels:20230327T100000"], ["03-20 09:00", "04-03 08:00"]),
        (["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20230327T080000Z,20230320T090000Z"], ["04-03 08:00"]),
        (["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20230327"], ["03-20 09:00", "04-03 08:00"]),
        ([f"RDATE;TZID={B}:20230322T180000", "RDATE:20230401T100000Z"], ["03-20 09:00", "03-22 17:00", "04-01 10:00"]),
        (["RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=2"], ["03-20 09:00", "03-31 08:00", "04-28 08:00"]),
        (["RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=9"], ["03-21 09:00", "03-23 09:00"]),
        (["RRULE:FREQ=HOURLY;COUNT=2"], ["03-20 09:00", "03-20 10:00"]),
        (["RRULE:freq=weekly;count=2;"], ["03-20 09:00", "03-27 08:00"]),
    ],
)  # fmt: skip
def test_series(lines: list[str], expected: list[str]) -> None:
    """A series keeps its hour on the clock when summer time begins; dates are added and left out as it says."""
    assert starts(*lines) == expected


def test_each_date_has_its_own_uid() -> None:
    """The dates of a series have UIDs of their own, the same each time they are read."""
    first, second = read(calendar([*TALK, "RRULE:FREQ=WEEKLY;COUNT=2"])).drafts

    assert (first.uid, second.uid) == ("talk@x.be#20230320T090000Z", "talk@x.be#20230327T080000Z")
    assert (first.slug, second.slug) == ("talk-2023-03-20", "talk-2023-03-27")
    assert second.ends_at - second.starts_at == timedelta(hours=2)


def test_changed_date() -> None:
    """One date of a series moved, with another title, replaces that date and keeps its place in the series."""
    which = f"RECURRENCE-ID;TZID={B}:20230327T100000"
    moved = ["UID:talk@x.be", which, "DTSTART:20230328T120000Z", "DURATION:PT1H", "SUMMARY:Moved"]
    drafts = read(calendar(moved, [*TALK, "RRULE:FREQ=WEEKLY;COUNT=3"])).drafts

    assert [(draft.starts_at.day, draft.title["fr"]) for draft in drafts] == [(20, "Talk"), (28, "Moved"), (3, "Talk")]
    assert drafts[1].uid == "talk@x.be#20230327T080000Z"


def test_changed_from_a_date_on() -> None:
    """A change to this and all later dates moves those as well."""
    which = "RECURRENCE-ID;RANGE=THISANDFUTURE:20230327T080000Z"
    later = ["UID:talk@x.be", which, f"DTSTART;TZID={B}:20230327T140000", "DURATION:PT1H", "SUMMARY:Later"]
    drafts = read(calendar([*TALK, "RRULE:FREQ=WEEKLY;COUNT=3"], later)).drafts

    assert [(draft.starts_at.hour, draft.title["fr"]) for draft in drafts] == [
        (9, "Talk"),
        (12, "Later"),
        (12, "Later"),
    ]


def test_endless_series() -> None:
    """A series without end is followed for two years or 500 dates, and the organiser is told where it stops."""
    weekly = calendar([*TALK, "RRULE:FREQ=WEEKLY"])

    assert len(read(weekly).drafts) == 105
    assert len(read(calendar([*TALK, "RRULE:FREQ=MINUTELY"])).drafts) == 500
    assert warnings(weekly) == [(8, "RRULE", "series_cut")]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SOMETIMES", "INTERVAL=2", "FREQ", "", "FREQ=WEEKLY;INTERVAL=0", "FREQ=DAILY;INTERVAL=x",
     "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;UNTIL=soon", "FREQ=DAILY;COUNT=-1", "FREQ=DAILY;COUNT=2;UNTIL=20240101",
     "FREQ=YEARLY;BYMONTH=13", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;FREQ=WEEKLY", "FREQ=DAILY;RULE=1",
     "FREQ=DAILY;INTERVAL=²", "FREQ=DAILY;BYMONTH=2,4;BYMONTHDAY=31"],
)  # fmt: skip
def test_broken_rule(rule: str) -> None:
    """A rule that cannot be followed is named by its line, and never followed without end."""
    began = perf_counter()

    assert flaws(calendar(TALK, [*TALK[1:], "UID:2", f"RRULE:{rule}"])) == [(14, "RRULE", "bad_rule")]
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["UID:1", "SUMMARY:Talk"], [(3, "DTSTART", "no_start")]),
        (["UID:1", MARCH, UNTIL_NOON], [(3, "SUMMARY", "no_title")]),
        (["UID:1", MARCH, UNTIL_NOON, "SUMMARY:\u200b"], [(3, "SUMMARY", "no_title")]),
        (["UID:1", "SUMMARY:Talk", "DTSTART:tomorrow"], [(6, "DTSTART", "not_a_date")]),
        (["UID:1", "SUMMARY:Talk", "DTSTART:20230230T100000"], [(6, "DTSTART", "not_a_date")]),
        (["UID:1", "SUMMARY:Talk", "DTSTART;TZID=Mars/Base:20230320T100000"], [(6, "DTSTART", "not_a_timezone")]),
        (["UID:1", "SUMMARY:Talk", MARCH, "DTEND:20230319T100000Z"], [(7, "DTEND", "ends_before_start")]),
        (["UID:1", "SUMMARY:Talk", MARCH, "DURATION:long"], [(7, "DURATION", "not_a_duration")]),
        (["UID:1", "SUMMARY:Talk", MARCH, "DURATION:-PT1H"], [(7, "DURATION", "ends_before_start")]),
        (["UID:1", "SUMMARY", MARCH, UNTIL_NOON], [(3, "SUMMARY", "no_title")]),
        (["UID:1", "SUMMARY;LANGUAGE", MARCH, UNTIL_NOON], [(3, "SUMMARY", "no_title"), (5, "SUMMARY", "not_a_line")]),
        (["UID:1", "BEGIN:VALARM", "SUMMARY:Talk", "END:VEVENT"], [(7, "END", "unbalanced")]),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong(lines: list[str], expected: list[tuple[int, str, str]]) -> None:
    """What an event cannot do without is asked for by name, at its line."""
    found = flaws(calendar(lines))

    assert [one for one in found if one in expected] == expected


def test_all_that_is_wrong_at_once() -> None:
    """Bad events after good ones are all named, and nothing is taken."""
    bad = ["UID:2", "SUMMARY:Bad", "DTSTART:never"]

    assert flaws(calendar(TALK, bad, [*bad[1:], "RRULE:x"])) == [
        (12, "DTSTART", "not_a_date"),
        (16, "DTSTART", "not_a_date"),
    ]


def test_without_uid() -> None:
    """An event without a UID gets one of its content: the same whenever it is read, and nobody else's."""
    body = calendar(TALK[1:], [*TALK[1:3], "SUMMARY:Other"])
    first, second = read(body).drafts

    assert first.uid == read(body).drafts[0].uid != second.uid
    assert warnings(body) == [(3, "UID", "no_uid"), (8, "UID", "no_uid")]


def test_same_uid_twice() -> None:
    """Of two versions of one event the newer is taken, by SEQUENCE, wherever it stands."""
    old, new = [*TALK, "SEQUENCE:1"], [*TALK[:3], "SUMMARY:New", "SEQUENCE:2"]

    assert the_only(calendar(old, new)).title == the_only(calendar(new, old)).title == {"fr": "New"}
    assert warnings(calendar(new, old)) == [(10, "UID", "version_replaced")]
    assert flaws(calendar(TALK), uids=frozenset({"talk@x.be"})) == [(3, "uid", "uid_taken")]


def test_slugs_never_collide() -> None:
    """Two events of one title and day get different slugs, also unlike one that is stored."""
    body = calendar(TALK, ["UID:2", *TALK[1:]])

    drafts = read(body, slugs=frozenset({"talk-2023-03-20"})).drafts

    assert [draft.slug for draft in drafts] == ["talk-2023-03-20-2", "talk-2023-03-20-3"]


@pytest.mark.parametrize(
    ("lines", "mode", "venue", "online_url"),
    [
        (["LOCATION:Microsoft Teams Meeting"], Mode.ONLINE, None, None),
        (["LOCATION:https://meet.x.be/a?b=1"], Mode.ONLINE, None, "https://meet.x.be/a?b=1"),
        (["LOCATION:Zaal 1 (https://meet.x.be/a)"], Mode.HYBRID, "Zaal 1", "https://meet.x.be/a"),
        (["LOCATION:Zaal 1", "CONFERENCE;VALUE=URI:https://meet.x.be/a"], Mode.HYBRID, "Zaal 1", "https://meet.x.be/a"),
        (["X-GOOGLE-CONFERENCE:https://meet.x.be/a"], Mode.ONLINE, None, "https://meet.x.be/a"),
        ([], Mode.ON_SITE, None, None),
    ],
)  # fmt: skip
def test_where(lines: list[str], mode: Mode, venue: str | None, online_url: str | None) -> None:
    """An address to join at is found wherever calendars put it."""
    draft = the_only(calendar([*TALK, *lines]))

    assert (draft.mode, draft.venue, draft.online_url) == (mode, venue, online_url)


@pytest.mark.parametrize(
    ("lines", "office", "codes"),
    [
        (["CATEGORIES:fun,Lüttich"], "liege", []),
        (["LOCATION:Place X, 4000 LIEGE"], "liege", []),
        (["LOCATION:Somewhere"], "brussels", ["office_assumed"]),
        (["LOCATION:Bruxelles puis Liège"], "brussels", ["office_assumed"]),
    ],
)
def test_whose(lines: list[str], office: str, codes: list[str]) -> None:
    """The office is the one a category names, or the place; failing that the first, with a warning."""
    found = read(calendar([*TALK, *lines]), office=None)

    assert [draft.office for draft in found.drafts] == [office]
    assert [flaw.code for flaw in found.warnings] == codes


def test_status() -> None:
    """A cancelled event comes in cancelled, a tentative one as a draft."""
    assert the_only(calendar([*TALK, "STATUS:CANCELLED"])).status is Status.CANCELLED
    assert the_only(calendar([*TALK, "STATUS:TENTATIVE"])).status is Status.DRAFT


@pytest.mark.parametrize(
    "fold",
    [
        lambda body: body.replace(b"\r\n", b"\n"),
        lambda body: body.replace(b"\r\n", b"\r"),
        lambda body: body.replace(b"\r\n", b"\r\n\r\n"),
        lambda body: body.replace(b"Caf", b"Ca\r\n f"),
        lambda body: body.replace(b"Caf", b"Ca\r\n\tf"),
        lambda body: body.replace(b"\xc3\xa9", b"\xc3\r\n \xa9"),
        lambda body: b"\xef\xbb\xbf" + body,
        lambda body: body.decode().encode("utf-16"),
        lambda body: body.decode().encode("cp1252"),
        lambda body: b"\r\n" + body.replace(b"SUMMARY:", b"summary:").replace(b"BEGIN", b"Begin"),
        lambda body: body + b"\x1a",
    ],
)  # fmt: skip
def test_odd_lines(fold: object) -> None:
    """However the lines are folded, ended and encoded, in the middle of a letter too, the words arrive whole."""
    body = calendar([*TALK[:3], "SUMMARY:Café d'été\\, à midi"])

    assert the_only(fold(body)).title == {"fr": "Café d'été, à midi"}  # type: ignore[operator]


def test_lines_broken_without_folding() -> None:
    """Text that some program broke over lines without folding still belongs to its property."""
    draft = the_only(calendar([*TALK, "DESCRIPTION:First", "and second line", "", "!"]))

    assert draft.description == {"fr": "First\\\nand second line\\\n!"}


def test_attachment_of_5_mb() -> None:
    """A file attached inside is left out, and costs next to no time."""
    attachment = "\r\n ".join(["ATTACH;ENCODING=BASE64;VALUE=BINARY:", *["A" * 74] * 70_000])
    body = calendar([*TALK, attachment])
    began = perf_counter()

    assert len(body) > 5_000_000
    assert the_only(body).description == {}
    assert perf_counter() - began < 1
    assert warnings(body) == [(8, "ATTACH", "attachment_ignored")]


def test_2000_events() -> None:
    """A whole archive takes seconds at most."""
    body = calendar(*[[f"UID:{n}", *TALK[1:3], f"SUMMARY:Talk {n}", "DESCRIPTION:Text"] for n in range(2000)])
    began = perf_counter()

    assert len(read(body).drafts) == 2000
    assert perf_counter() - began < 5


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", [(1, "", "no_events")]),
        (b"BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n", [(1, "", "no_events")]),
        (calendar(TALK)[: calendar(TALK).index(b"DTEND")], [(3, "BEGIN", "cut_off")]),
        (b"BEGIN:VCALENDAR\r\nrubbish\r\nEND:VCALENDAR\r\n", [(2, "", "not_a_line")]),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", [(2, "END", "unbalanced")]),
    ],
)
def test_what_is_no_calendar_of_events(body: bytes, expected: list[tuple[int, str, str]]) -> None:
    """Whatever is wrong with the file as a whole is one clear line."""
    assert flaws(body) == expected


def test_long_texts_are_cut() -> None:
    """A mail thread pasted in a description does not stop the import."""
    found = read(calendar([*TALK[:3], f"SUMMARY:{'x' * 300}", f"DESCRIPTION:{'y' * 30_000}"]))

    (draft,) = found.drafts
    assert (len(draft.title["fr"]), len(draft.description["fr"])) == (200, 15_000)
    assert [flaw.code for flaw in found.warnings] == ["text_cut", "text_cut"]


def test_texts_of_which_nothing_shows() -> None:
    """They are as good as none, and do not stop the import."""
    draft = the_only(calendar([*TALK, "DESCRIPTION:\u200b", "LOCATION:\u00ad"]))

    assert (draft.description, draft.venue) == ({}, None)


def test_our_own_feed_comes_back() -> None:
    """A feed of ours, read elsewhere, keeps UIDs, times, offices and the programme of a day."""
    day = an_event(slug="day", uid="day@x")
    item = an_event(slug="item", uid="item@x", parent="day", parent_uid="day@x")
    body = feed([entry(one, "nl", "https://x.be", "Smart") for one in (item, day)], "Smart", "nl", [day.timezone])

    first, second = read(body, office=None).drafts

    assert (first.uid, first.office) == (day.uid, "brussels")
    assert (first.starts_at, first.ends_at) == (day.starts_at, day.ends_at)
    assert (second.uid, second.parent) == (item.uid, first.slug)
