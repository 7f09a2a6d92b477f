"""A second opinion on our feeds: ical.js, which Thunderbird reads calendars with, understands what `icalendar` does."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Event

from events.words import Language
from tests.calendar_cast import the_events, the_feed

READER = Path(__file__).parent / "calendar_fields.mjs"
FRONTEND = Path(__file__).parents[1] / "frontend" / "package.json"


def read_by_icaljs(body: bytes) -> Any:
    """What ical.js understands of the file."""
    node = shutil.which("node")
    assert node, "Node is missing: install it, or run `make` once"
    assert (FRONTEND.parent / "node_modules" / "ical.js").is_dir(), "ical.js is missing: run `make` once"
    ran = subprocess.run([node, READER, FRONTEND], input=body, capture_output=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr.decode()
    return json.loads(ran.stdout)


def read_by_icalendar(event: Event) -> dict[str, Any]:
    """The same of one event, by the library that wrote it."""
    conference = event.get("conference")
    return {
        "uid": event["uid"],
        "sequence": event["sequence"],
        "status": event["status"],
        "starts_at": _instant(event, "dtstart"),
        "ends_at": _instant(event, "dtend"),
        "starts_in": event["dtstart"].params.get("tzid"),
        "stamped_at": _instant(event, "dtstamp"),
        "changed_at": _instant(event, "last-modified"),
        "created_at": _instant(event, "created"),
        "summary": event["summary"],
        "description": event["description"],
        "location": event["location"],
        "contact": event["contact"],
        "categories": list(event["categories"].cats),
        "url": event["url"],
        "conference": conference,
        "label": conference.params["label"] if conference else None,
        "geo": [event["geo"].latitude, event["geo"].longitude] if "geo" in event else None,
        "parent": event.get("related-to"),
    }


@pytest.mark.parametrize("language", Language)
def test_both_readers_agree(language: str) -> None:
    """Field by field, accents, commas and both nights the clock changes included."""
    body = the_feed(language, online_url_shown=True)
    found = read_by_icaljs(body)
    events = [read_by_icalendar(event) for event in Calendar.from_ical(body).walk("VEVENT")]

    assert found["events"] == events
    assert [event["starts_at"] for event in events] == [event.starts_at.isoformat() for event in the_events()]
    assert [event["ends_at"] for event in events] == [event.ends_at.isoformat() for event in the_events()]
    assert (found["name"], found["called"], found["method"]) == ("Smart: alles, altijd", "Smart: alles, altijd", None)
    assert (found["refresh"], found["zones"]) == ("PT1H", ["America/New_York", "Europe/Brussels"])


def _instant(event: Event, name: str) -> str:
    moment = event.decoded(name)
    return str((moment - moment.utcoffset()).replace(tzinfo=None).isoformat()) + "+00:00"
