"""The evening, its tickets and its keys, as the tests on tickets know them."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from events.rules.events import EventFacts, OfficeFacts
from events.tickets.codes import sign
from events.tickets.pdf import TicketFacts
from events.words import Audience, Language, Mode, Shape, Status

DOORS_OPEN = datetime(2023, 1, 26, 15, 0, tzinfo=UTC)
DOORS_CLOSE = datetime(2023, 1, 27, 5, 0, tzinfo=UTC)
EVENT, TICKET = 7, 1234


def private_key(name: str) -> Ed25519PrivateKey:
    """A key anybody can make again from its name, so good for tests only."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"convoke test key {name}".encode()).digest())


KEYS = {1: private_key("1"), 2: private_key("2")}
PUBLIC_KEYS = {key_id: key.public_key().public_bytes_raw() for key_id, key in KEYS.items()}


def a_code(key: Ed25519PrivateKey | bytes = KEYS[1], **changes: Any) -> str:
    """The code of ticket 1234 for event 7, signed with key 1, but for these changes."""
    facts: dict[str, Any] = {
        "key_id": 1,
        "event": EVENT,
        "ticket": TICKET,
        "valid_from": DOORS_OPEN,
        "valid_until": DOORS_CLOSE,
    }
    return sign(key, **(facts | changes))


BRUSSELS = OfficeFacts(
    slug="brussels",
    name={"nl": "Brussel", "fr": "Bruxelles", "en": "Brussels", "de": "Brüssel"},
    city={"nl": "Sint-Gillis", "fr": "Saint-Gilles"},
    region="Brussels-Capital",
    languages=[Language.FR, Language.NL],
    lat=50.8333,
    lon=4.338,
    timezone="Europe/Brussels",
    hue=28,
    shape=Shape.STAR,
)


def an_event(**changes: Any) -> EventFacts:
    """The New Year reception of Brussels, but for these changes."""
    facts: dict[str, Any] = {
        "id": EVENT,
        "slug": "new-year-reception",
        "uid": "new-year-reception@convoke.example",
        "sequence": 0,
        "office": BRUSSELS,
        "parent": None,
        "title": {
            "nl": "Nieuwjaarsreceptie: 25 jaar Smart",
            "fr": "Vœux de nouvelle année : les 25 ans de Smart",
            "en": "New Year reception: 25 years of Smart",
            "de": "Neujahrsempfang: 25 Jahre Smart",
        },
        "description": {},
        "starts_at": datetime(2023, 1, 26, 17, 0, tzinfo=UTC),
        "ends_at": datetime(2023, 1, 26, 20, 0, tzinfo=UTC),
        "timezone": "Europe/Brussels",
        "mode": Mode.ON_SITE,
        "venue": "Coenraetsstraat 72",
        "online_url": None,
        "capacity": 180,
        "audience": Audience.EVERYONE,
        "status": Status.PUBLISHED,
        "languages": [Language.FR, Language.NL],
        "created_at": datetime(2022, 12, 1, 9, 0, tzinfo=UTC),
        "changed_at": datetime(2022, 12, 1, 9, 0, tzinfo=UTC),
        "reason": {},
        "version": 1,
        "confirmed": 2,
        "waiting": 0,
    }
    return EventFacts(**(facts | changes))


def a_ticket(name: str = "Ada Lovelace", number: int = 1, of: int = 1) -> TicketFacts:
    """Ticket 1234, or one after it in the same party."""
    ticket = TICKET + number - 1
    return TicketFacts(id=ticket, number=number, of=of, name=name, code=a_code(ticket=ticket))
