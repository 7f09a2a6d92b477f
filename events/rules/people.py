"""What may be written as a name or an address. Unusual is fine; only what cannot be stored or reached is not."""

import re
import unicodedata
from typing import Any

from events.errors import Mend

NAME_LIMIT = 200
ADDRESS_LIMIT = 254
"""Octets as mail servers write it (RFC 5321, 4.5.3.1.3, less the angle brackets)."""
LOCAL_LIMIT = 64
"""Octets before the @ (RFC 5321, 4.5.3.1.1)."""

_SHAPE = re.compile(r"[^@\s<>(),;:\"\[\]\\]+@(?:[^@\s.<>(),;:\"\[\]\\]+\.)*[^@\s.<>(),;:\"\[\]\\]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"})
_BLANK = re.compile(r"[\u115f\u1160\u2065\u2800\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]")
"""Letters and signs that leave a gap, and what Unicode keeps for characters to be ignored."""


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


def shows(text: str) -> bool:
    """Whether anything of the text can be seen: not when it is spaces, joiners, soft hyphens and blanks alone."""
    return any(unicodedata.category(letter) not in _UNSEEN for letter in _BLANK.sub("", text))


def name_mends(field: str, name: str) -> list[Mend]:
    """What to mend in a name, already tidied. One letter is a name."""
    if not shows(name):
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
    before, after = len(local.encode()), _in_the_dns(domain)
    if not _SHAPE.fullmatch(email) or before > LOCAL_LIMIT or local.startswith(".") or local.endswith(".") or not after:
        return [Mend(field, "not_an_address")]
    if any(unicodedata.category(letter) in ("Cc", "Cf") for letter in email):
        return [Mend(field, "control_character")]
    return [Mend(field, "too_long", {"limit": ADDRESS_LIMIT})] if before + 1 + after > ADDRESS_LIMIT else []


def _in_the_dns(domain: str) -> int:
    """The length of the domain's name in the DNS (RFC 5890), accents included; 0 when it can have none."""
    try:
        return len(domain.encode("idna"))
    except UnicodeError:
        return 0
