"""Feeds and files as calendars want them: the same bytes each time, one UID for ever, nothing told to strangers."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event, Timezone

from events.calendar import FEED, entry, etag, feed, invitation
from events.calendar.zones import vtimezone
from events.rules.prose import plain
from events.words import Language, Mode, Status, best_text
from tests.calendar_cast import BASE, SMART, the_events, the_feed
from tests.golden_files import check_golden
from tests.tickets.cast import an_event


def read(body: bytes) -> Event:
    """The one event in the file."""
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def shown(language: str = "nl", *, online_url_shown: bool = False, **changes: object) -> Event:
    return read(invitation(an_event(**changes), language, BASE, SMART, online_url_shown=online_url_shown))


@pytest.mark.parametrize("language", Language)
def test_golden_feeds(language: str) -> None:
    """The whole feed in each language, as it was reviewed."""
    check_golden(f"calendar-{language}.ics", the_feed(language, online_url_shown=True).decode().replace("\r\n", "\n"))


def test_golden_invitations() -> None:
    """The file that goes with a mail, for an event that happens and for one that does not."""
    for event in (the_events()[0], the_events()[-2]):
        body = invitation(event, "fr", BASE, SMART)

        check_golden(f"calendar-{event.slug}-fr.ics", body.decode().replace("\r\n", "\n"))


@pytest.mark.parametrize("language", Language)
def test_every_field(language: str) -> None:
    """What `icalendar` reads in a feed is what the events say, on both nights the clock changes as well."""
    found = Calendar.from_ical(the_feed(language)).walk("VEVENT")

    for event, facts in zip(found, the_events(), strict=True):
        assert event.decoded("dtstart") == facts.starts_at
        assert event.decoded("dtend") == facts.ends_at
        assert event.decoded("dtstamp") == event.decoded("last-modified") == facts.changed_at.replace(microsecond=0)
        assert event.decoded("created") == facts.created_at
        assert (event["uid"], event["sequence"]) == (facts.uid, facts.sequence)
        assert event["summary"].endswith(best_text(facts.title, language).strip())
        assert plain(best_text(facts.description, language)) in event["description"]
        assert event["url"] == f"{BASE}/events/{facts.slug}?lang={language}"
        assert event["url"] in event["description"]
        assert event.get("related-to") == facts.parent_uid
        assert ("geo" in event) == (facts.mode is not Mode.ONLINE)


def test_summer_time() -> None:
    """Times are said on the clock of the event's zone, and the zone comes with them."""
    body = the_feed("nl").decode()

    assert "DTSTART;TZID=Europe/Brussels:20230325T220000" in body
    assert "DTEND;TZID=Europe/Brussels:20230326T060000" in body
    assert "DTSTART;TZID=Europe/Brussels:20231028T220000" in body
    assert "DTEND;TZID=Europe/Brussels:20231029T060000" in body
    assert set(re.findall(r"TZID=([^:]+):", body)) == set(re.findall(r"\nTZID:(\S+)", body))


def test_hour_that_comes_twice() -> None:
    """A start in either of the two hours is said in UTC: a local time could be taken for the other."""
    event = next(event for event in the_events() if event.slug == "second-hour")
    body = entry(event, "nl", BASE, SMART)

    assert b"DTSTART:20231029T013000Z\r\nDTEND:20231029T030000Z\r\n" in body


def test_cancelled() -> None:
    """A cancelled event keeps its UID, says so in its status and title, gives the reason and no link to join."""
    changes = {
        "status": Status.CANCELLED,
        "sequence": 4,
        "reason": {"nl": "Storm"},
        "online_url": "https://meet.example",
    }
    event = shown(online_url_shown=True, **changes)

    assert (event["uid"], event["sequence"], event["status"]) == (an_event().uid, 4, "CANCELLED")
    assert event["summary"] == "Afgelast: Nieuwjaarsreceptie: 25 jaar Smart"
    assert event["description"].startswith("Waarom: Storm")
    assert "conference" not in event


def test_who_may_join_online() -> None:
    """The address to join at is for people with a seat; a public feed holds no trace of it."""
    changes = {"mode": Mode.HYBRID, "online_url": "https://meet.example/secret"}

    assert shown(online_url_shown=True, **changes)["conference"] == "https://meet.example/secret"
    assert "meet.example" in shown(online_url_shown=True, **changes)["description"]
    assert b"meet.example" not in invitation(an_event(**changes), "nl", BASE, SMART)
    assert b"meet.example" not in the_feed("nl")


@pytest.mark.parametrize("body", [the_feed("fr"), invitation(an_event(), "fr", BASE, SMART)])
def test_nobody_is_asked_to_answer(body: bytes) -> None:
    """No method, organiser or attendees: no calendar mails an answer that bounces."""
    assert not re.search(rb"^(?:METHOD|ORGANIZER|ATTENDEE)", body, re.MULTILINE)


def test_same_entry_in_feed_and_mail() -> None:
    """A mail and a feed tell a calendar the same, byte for byte."""
    event = the_events()[0]

    assert entry(event, "de", BASE, SMART) in invitation(event, "de", BASE, SMART)
    assert entry(event, "de", BASE, SMART) in the_feed("de")


def test_feed_names_itself() -> None:
    """A subscribed calendar has a name, an address and an hour between two looks, in old words and new."""
    found = Calendar.from_ical(the_feed("nl"))

    assert found["name"] == found["x-wr-calname"] == "Smart: alles, altijd"
    assert found["refresh-interval"].td == timedelta(hours=1)
    assert found["x-published-ttl"] == "PT1H"
    assert found["source"] == f"{BASE}/calendar/all.ics?lang=nl"
    assert (found["version"], found["x-wr-timezone"]) == ("2.0", "Europe/Brussels")


def test_empty_feed() -> None:
    """A feed without events yet is still a calendar, as RFC 5545 wants it: with a component."""
    body = feed([], "Smart", "nl", [])

    assert [part.name for part in Calendar.from_ical(body).subcomponents] == ["VTIMEZONE"]


def test_same_bytes() -> None:
    """The same events give the same bytes and the same ETag, whatever the order of the zones; a change another."""
    zones = ["Europe/Brussels", "America/New_York"]

    assert the_feed("nl") == the_feed("nl")
    assert feed([], "Smart", "nl", zones) == feed([], "Smart", "nl", reversed(zones))
    assert re.fullmatch(r'"[0-9a-f]{32}"', etag(the_feed("nl")))
    assert len({etag(the_feed(language)) for language in Language}) == 4


@pytest.mark.parametrize("kind", FEED)
def test_feed_names(kind: str) -> None:
    """Every kind of feed has a name in every language."""
    for language in Language:
        assert SMART in FEED[kind].say(language, organisation=SMART, name="Luik")


ZONES = [
    "Europe/Brussels", "Europe/London", "Europe/Dublin", "America/New_York", "Australia/Sydney", "Asia/Tokyo",
    "Asia/Kolkata", "Asia/Jerusalem", "America/Mexico_City", "Africa/Casablanca", "America/Santiago",
]  # fmt: skip


@pytest.mark.parametrize("name", ZONES)
def test_zones_tell_the_truth(name: str) -> None:
    """On every day since 2020 and for years to come, the zone we spell out says what the zone is."""
    spelled = Timezone.from_ical(vtimezone(name))
    assert isinstance(spelled, Timezone)
    zone, told = ZoneInfo(name), spelled.to_tz(lookup_tzid=False)

    for day in range(0, 366 * 12, 3):
        local = datetime(2020, 1, 2, 12) + timedelta(days=day)
        assert local.replace(tzinfo=told).utcoffset() == local.replace(tzinfo=zone).utcoffset(), local


def test_brussels() -> None:
    """Belgium's rule in Outlook's words: the last Sundays of March and October."""
    rules = vtimezone("Europe/Brussels").decode().split("\r\n")

    assert [line for line in rules if line.startswith(("RRULE", "DTSTART", "TZOFFSETTO"))] == [
        "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZOFFSETTO:+0200",
        "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETTO:+0100",
    ]  # fmt: skip
    assert not any("RDATE" in line for line in rules)


def test_utc_needs_no_zone() -> None:
    """An event in UTC names its times itself."""
    body = invitation(an_event(timezone="UTC"), "nl", BASE, SMART)

    assert b"VTIMEZONE" not in body
    assert read(body).decoded("dtstart") == an_event().starts_at


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=90))
def test_any_words_survive(title: str, description: str, venue: str) -> None:
    """Any words at all are escaped and folded, at 75 octets and never inside a letter, and read back the same."""
    event = an_event(title={"nl": title}, description={"nl": description}, venue=venue)
    body = invitation(event, "nl", BASE, SMART)

    lines = body.split(b"\r\n")
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", body)
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == 1
    assert read(body)["summary"] == " ".join(_printed(title).split())
    assert _printed(plain(description)).replace("\r", "\n") in read(body)["description"]


def _printed(text: str) -> str:
    """The text as paper would show it: line breaks of every kind one, signs that print nothing gone."""
    text = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]", "", text)


@given(
    st.datetimes(datetime(2023, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 3000),
    st.sampled_from(ZONES[:7]),
)
def test_any_time_survives(starts_at: datetime, minutes: int, zone: str) -> None:
    """Any start and end read back as the same instants in any zone."""
    starts_at = starts_at.replace(microsecond=0)
    event = an_event(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), timezone=zone)
    found = read(invitation(event, "nl", BASE, SMART))

    read_back = [found.decoded(name).astimezone(UTC) for name in ("dtstart", "dtend")]
    assert read_back == [event.starts_at, event.ends_at]


def test_programme_item_names_its_day() -> None:
    """A workshop points at the UID of its day, so that a calendar can show them together."""
    event = msgspec.structs.replace(an_event(), parent="day", parent_uid="day@x")

    assert b"RELATED-TO;RELTYPE=PARENT:day@x\r\n" in entry(event, "nl", BASE, SMART)
