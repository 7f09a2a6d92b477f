"""What an event from elsewhere is called, where it is, and who it is: its texts made ours."""

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from events.rules.events import OfficeFacts
from events.rules.imports_lines import Component, Property
from events.rules.imports_report import Report
from events.rules.people import folded, shows
from events.rules.prose import from_plain
from events.words import Language, Mode

UID_LIMIT = 200
LIMITS = {"SUMMARY": 200, "LOCATION": 500, "DESCRIPTION": 15_000}
JOINING = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGCONFLINK")
ONLINE = {"online", "en ligne", "microsoft teams meeting", "microsoft teams-vergadering", "reunion microsoft teams"}
_ADDRESS = re.compile(r"https?://[^\s<>\"()]+")


class Place(NamedTuple):
    """Where it happens; the mode follows from having a venue, an address to join at, or both."""

    venue: str | None
    online_url: str | None
    mode: Mode


def title_of(component: Component, office: OfficeFacts | None, report: Report) -> dict[str, str]:
    """Its title, in each language that it is given in."""
    title: dict[str, str] = {}
    for one in component.every("SUMMARY"):
        if text := " ".join(_cut(one, one.text, report).split()):
            title.setdefault(_language(one, office), text)
    if not title:
        report.error(component.line, "SUMMARY", "no_title")
    return title


def description_of(component: Component, language: str, report: Report) -> dict[str, str]:
    """What is said of it as Markdown, with the address of its own page when the text does not say that."""
    description: dict[str, str] = {}
    for one in component.every("DESCRIPTION"):
        if text := _cut(one, one.text, report).strip():
            description.setdefault(_known_language(one) or language, from_plain(text))
    page = value_of(component.first("URL"))
    if _ADDRESS.fullmatch(page) and not any(page in text for text in description.values()):
        description[language] = "\n\n".join(filter(None, (description.get(language), f"<{page}>")))
    return description


def place_of(component: Component, report: Report) -> Place:
    """The venue and the address to join at, either of which LOCATION may say."""
    written = component.first("LOCATION")
    place = " ".join(_cut(written, written.text, report).split()) if written else ""
    said = _ADDRESS.search(place)
    joining = next((one for name in JOINING for one in component.every(name) if _ADDRESS.match(one.value)), None)
    online_url = joining.value.strip() if joining else said[0] if said else None
    venue = place.replace(said[0], "").strip(" ,;-()") if said else place
    if folded(venue) in ONLINE:
        mode, venue = Mode.ONLINE, ""
    else:
        mode = (Mode.HYBRID if venue else Mode.ONLINE) if online_url else Mode.ON_SITE
    return Place(venue or None, online_url, mode)


def uid_of(component: Component, report: Report) -> str:
    """Its UID; one made of its content when it has none, of the UID itself when that cannot be kept."""
    uid = value_of(component.first("UID"))
    if uid and len(uid) <= UID_LIMIT and uid.isprintable():
        return uid
    if not uid:
        report.warn(component.line, "UID", "no_uid")
    said: Iterable[str] = (
        (uid,)
        if uid
        else (
            f"{name}:{one.value}"
            for name in ("DTSTART", "DTEND", "DURATION", "RRULE", "SUMMARY", "LOCATION")
            for one in component.every(name)
        )
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32] + "@imported.invalid"


def value_of(one: Property | None) -> str:
    """The property's text, empty when there is none."""
    return one.text.strip() if one else ""


def _cut(one: Property, text: str, report: Report) -> str:
    """The text, no longer than we keep; nothing when nothing of it shows, as Outlook writes some descriptions."""
    limit = LIMITS[one.name]
    if len(text) <= limit:
        return text if shows(text) else ""
    report.warn(one.line, one.name, "text_cut", limit=limit)
    return text[: limit - 1] + "…"


def _known_language(one: Property) -> str | None:
    language = one.parameters.get("LANGUAGE", "")[:2].lower()
    return language if language in tuple(Language) else None


def _language(one: Property, office: OfficeFacts | None) -> str:
    """The language the property names, or the first of the office."""
    return _known_language(one) or (office.languages[0].value if office and office.languages else Language.NL.value)
