"""Events as calendars show them: plain, cancelled, online, part of a day, and both nights the clock changes."""

from datetime import UTC, datetime

from events.calendar import entry, feed
from events.rules.events import EventFacts
from events.words import Audience, Mode, Status
from tests.tickets.cast import an_event

BASE = "https://convoke.example"
SMART = "Smart"

DESCRIPTION = {
    "nl": "# Welkom\n\nBreng **iets** mee; ook, bijvoorbeeld:\n\n- taart\n- [een lied](https://lied.example/a,b)\n",
    "fr": "Apportez « quelque chose » à partager, s'il vous plaît\\\nmerci ! 🎂",
}


def the_events() -> list[EventFacts]:
    """One of each kind, by start."""
    return [
        an_event(description=DESCRIPTION),
        an_event(
            slug="spring-night", uid="spring-night@x", title={"nl": "Nacht; de kortste, \\ echt"}, mode=Mode.HYBRID,
            starts_at=datetime(2023, 3, 25, 21, tzinfo=UTC), ends_at=datetime(2023, 3, 26, 4, tzinfo=UTC),
            online_url="https://meet.example/spring?a=1,2;b", audience=Audience.MEMBERS,
        ),
        an_event(
            slug="day", uid="day@x",
            title={"nl": "Let's coop", "de": "Ein Tag für alle, mit sehr vielen Wörtern — " * 4},
            starts_at=datetime(2023, 6, 20, 7, tzinfo=UTC), ends_at=datetime(2023, 6, 20, 22, tzinfo=UTC), sequence=2,
        ),
        an_event(
            slug="workshop", uid="workshop@x", parent="day", parent_uid="day@x", title={"fr": "Atelier"}, venue=None,
            starts_at=datetime(2023, 6, 20, 12, tzinfo=UTC), ends_at=datetime(2023, 6, 20, 13, 15, tzinfo=UTC),
        ),
        an_event(
            slug="autumn-night", uid="autumn-night@x", title={"nl": "Nacht"}, mode=Mode.ONLINE, venue=None,
            starts_at=datetime(2023, 10, 28, 20, tzinfo=UTC), ends_at=datetime(2023, 10, 29, 5, tzinfo=UTC),
            online_url="https://meet.example/autumn",
        ),
        an_event(
            slug="second-hour", uid="second-hour@x", title={"nl": "Het uur dat terugkomt"},
            starts_at=datetime(2023, 10, 29, 1, 30, tzinfo=UTC), ends_at=datetime(2023, 10, 29, 3, tzinfo=UTC),
        ),
        an_event(
            slug="cancelled", uid="cancelled@x", status=Status.CANCELLED, sequence=3, reason={"nl": "Storm."},
            starts_at=datetime(2023, 11, 2, 18, tzinfo=UTC), ends_at=datetime(2023, 11, 2, 20, tzinfo=UTC),
            changed_at=datetime(2023, 11, 1, 8, 30, 15, 987_654, tzinfo=UTC), online_url="https://meet.example/c",
        ),
        an_event(
            slug="overseas", uid="overseas@x", timezone="America/New_York", title={"en": "New York"},
            starts_at=datetime(2023, 11, 5, 14, tzinfo=UTC), ends_at=datetime(2023, 11, 5, 16, tzinfo=UTC),
        ),
    ]  # fmt: skip


def the_feed(language: str, *, online_url_shown: bool = False) -> bytes:
    """All of them in one feed."""
    events = the_events()
    entries = [entry(event, language, BASE, SMART, online_url_shown=online_url_shown) for event in events]
    zones = {event.timezone for event in events}
    return feed(entries, "Smart: alles, altijd", language, zones, source=f"{BASE}/calendar/all.ics?lang={language}")
