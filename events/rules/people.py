"""What may be written as a name or an address. Unusual is fine; only what cannot be stored or reached is not."""

import re
import unicodedata
from typing import Any

from events.errors import Mend

NAME_LIMIT = 200
ADDRESS_LIMIT = 254
"""RFC 5321, 4.5.3.1.3, less the angle brackets."""

_SHAPE = re.compile(r"[^@\s<>(),;:\"\[\]\\]+@(?:[^@\s.<>(),;:\"\[\]\\]+\.)*[^@\s.<>(),;:\"\[\]\\]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def tidy(text: str) -> str:
    """The text without spaces at its ends, runs of white space made one, in Unicode's composed form."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded_address(email: str) -> str:
    """The form in which two spellings of one address are equal: composed, lower case."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def folded(text: str) -> str:
    """The text without accents and capitals, for looking words up."""
    bare = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold()


def name_mends(field: str, name: str) -> list[Mend]:
    """What to mend in a name, already tidied. One letter is a name."""
    if not name:
        return [Mend(field, "empty")]
    if len(name) > NAME_LIMIT:
        return [Mend(field, "too_long", {"limit": NAME_LIMIT})]
    if _CONTROL.search(name):
        return [Mend(field, "control_character")]
    return []


def storable(value: Any) -> bool:
    """Whether no text in this piece of JSON has a NUL, which PostgreSQL's text cannot."""
    if isinstance(value, dict):
        return all(storable(name) and storable(one) for name, one in value.items())
    if isinstance(value, list):
        return all(storable(one) for one in value)
    return not isinstance(value, str) or "\x00" not in value


def email_mends(field: str, email: str) -> list[Mend]:
    """What to mend in an e-mail address, already without spaces at its ends. Accents and plus signs are fine."""
    local, _, domain = email.rpartition("@")
    if len(email) > ADDRESS_LIMIT:
        return [Mend(field, "too_long", {"limit": ADDRESS_LIMIT})]
    whole = _SHAPE.fullmatch(email) and not _CONTROL.search(email)
    if not whole or len(local) > 64 or local.startswith(".") or local.endswith(".") or not _reachable(domain):
        return [Mend(field, "not_an_address")]
    return []


def _reachable(domain: str) -> bool:
    """Whether the domain can be written in the DNS (RFC 5890), accents included."""
    try:
        return len(domain.encode("idna")) <= 253
    except UnicodeError:
        return False
