"""An event in schema.org's words, for search engines (https://schema.org/Event)."""

from typing import Any
from zoneinfo import ZoneInfo

from events.rules.events import EventFacts
from events.rules.prose import plain
from events.settings import settings
from events.words import Mode, Status, best_text

ATTENDANCE = {
    Mode.ON_SITE: "OfflineEventAttendanceMode",
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.HYBRID: "MixedEventAttendanceMode",
}


def event_data(event: EventFacts, language: str) -> dict[str, Any]:
    """The event as a JSON-LD object; times with the offset of its zone, as people there would say them."""
    url = f"{settings().public_url}/events/{event.slug}"
    zone = ZoneInfo(event.timezone)
    cancelled = event.status is Status.CANCELLED
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": best_text(event.title, language),
        "startDate": event.starts_at.astimezone(zone).isoformat(),
        "endDate": event.ends_at.astimezone(zone).isoformat(),
        "eventStatus": f"https://schema.org/{'EventCancelled' if cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"https://schema.org/{ATTENDANCE[event.mode]}",
        "location": _location(event, language, url),
        "organizer": {"@type": "Organization", "name": settings().organisation, "url": settings().public_url},
        "inLanguage": [one.value for one in event.languages],
        "isAccessibleForFree": True,
    }
    if description := best_text(event.description, language):
        data["description"] = plain(description)
    if event.capacity is not None:
        data["maximumAttendeeCapacity"] = event.capacity
        data["remainingAttendeeCapacity"] = event.places_left
    if event.parent:
        data["superEvent"] = {"@type": "Event", "@id": f"{settings().public_url}/events/{event.parent}"}
    return data


def _location(event: EventFacts, language: str, url: str) -> Any:
    """Places for who comes, the event's page for who joins online: the link to join is for who registered."""
    city = best_text(event.office.city, language)
    place = {
        "@type": "Place",
        "name": event.venue or f"{settings().organisation} {best_text(event.office.name, language)}",
        "address": {"@type": "PostalAddress", "addressLocality": city, "addressCountry": "BE"},
        "geo": {"@type": "GeoCoordinates", "latitude": event.office.lat, "longitude": event.office.lon},
    }
    online = {"@type": "VirtualLocation", "url": url}
    return {Mode.ON_SITE: place, Mode.ONLINE: online, Mode.HYBRID: [place, online]}[event.mode]
