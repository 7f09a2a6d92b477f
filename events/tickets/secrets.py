"""Keys and tokens people carry in links: derived from the secret key, or random and kept only as a hash."""

import base64
import binascii
import hashlib
import hmac
import secrets
from datetime import datetime

from events.secret import secret_key
from events.settings import settings

_MISREAD = str.maketrans("018", "olb")
"""Digits that base32 does not have, and the letters they were."""
_ID_BYTES, _VERSION_BYTES, _MAC_BYTES = 6, 3, 16


def registration_key(registration: int) -> str:
    """The secret in a registration's own link, 32 characters; derived, so nothing stores it."""
    return _base32(_mac(f"registration:{registration}")[:20])


def registration_url(registration: int) -> str:
    """The person's own link: whoever has it may see and cancel the registration."""
    return f"{settings().public_url}/registrations/{registration}?key={registration_key(registration)}"


def matches(registration: int, key: str) -> bool:
    """Whether this key opens that registration, in a time that tells nothing about the right one."""
    return hmac.compare_digest(registration_key(registration).encode(), _plain(key))


def calendar_token(calendar: int, version: int) -> str:
    """The token in a personal calendar's address, 40 characters; the next version makes another one."""
    name = calendar.to_bytes(_ID_BYTES, "big") + version.to_bytes(_VERSION_BYTES, "big")
    return _base32(name + _calendar_mac(name))


def read_calendar_token(token: str) -> tuple[int, int] | None:
    """The calendar's id and the version this token was made for, or None when it is not one of ours.

    The caller compares the version with the stored one: an older one is a link that was replaced.
    """
    try:
        found = base64.b32decode(_plain(token).upper())
    except (binascii.Error, ValueError):
        return None
    name, mac = found[: _ID_BYTES + _VERSION_BYTES], found[_ID_BYTES + _VERSION_BYTES :]
    if len(mac) != _MAC_BYTES or not hmac.compare_digest(mac, _calendar_mac(name)):
        return None
    return int.from_bytes(name[:_ID_BYTES], "big"), int.from_bytes(name[_ID_BYTES:], "big")


def sign_in_link(sign_in: int, made_at: datetime) -> str:
    """The secret in a mailed sign-in link, 32 characters; derived, so nothing stores it."""
    return _base32(_mac(f"sign-in link:{sign_in}:{made_at.isoformat()}")[:20])


def sign_in_code(sign_in: int, made_at: datetime, length: int) -> str:
    """The digits to type in place of that link, derived as it is, and as evenly spread as 64 bits allow."""
    number = int.from_bytes(_mac(f"sign-in code:{sign_in}:{made_at.isoformat()}")[:8], "big")
    return f"{number % 10**length:0{length}}"


def address_key(change: int, address: str) -> str:
    """The secret in the link that confirms a new address, which only the mailbox there is told."""
    return _base32(_mac(f"address:{change}:{address}")[:20])


def same(found: str, right: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing about the right one."""
    return hmac.compare_digest(_plain(found), _plain(right))


def new_token() -> tuple[str, bytes]:
    """A random bearer token or link, 32 characters with 160 bits, and the hash to store in its place."""
    clear = _base32(secrets.token_bytes(20))
    return clear, token_hash(clear)


def token_hash(clear: str) -> bytes:
    """SHA-256 of a token as somebody presents it, to look it up by."""
    return hashlib.sha256(_plain(clear)).digest()


def new_recovery_code() -> str:
    """A random code to write on paper, 50 bits in two groups of five."""
    clear = _base32(secrets.token_bytes(7))
    return f"{clear[:5]}-{clear[5:10]}"


def recovery_code_hash(staff: int, code: str) -> bytes:
    """What is kept of a recovery code; without the secret key nobody finds the code to it by trying them all.

    code: as somebody types it from paper, so that groups, capitals and letters that look like digits do not matter.
    """
    bare = "".join(letter for letter in code.lower() if letter.isalnum()).translate(_MISREAD)
    return _mac(f"recovery:{staff}:{bare}")


def new_projector_code() -> tuple[str, bytes]:
    """A random code in a projector's address, 60 bits in three groups to type, and the hash to store in its place."""
    clear = _base32(secrets.token_bytes(8))[:12]
    return "-".join((clear[:4], clear[4:8], clear[8:])), projector_code_hash(clear)


def projector_code_hash(code: str) -> bytes:
    """What is kept of a projector's code, however its groups and capitals are typed."""
    bare = "".join(letter for letter in code.lower() if letter.isalnum()).translate(_MISREAD)
    return hashlib.sha256(f"projector:{bare}".encode()).digest()


def _plain(text: str) -> bytes:
    return text.strip().lower().encode("utf-8", "replace")


def _base32(value: bytes) -> str:
    return base64.b32encode(value).decode("ascii").rstrip("=").lower()


def _mac(message: str) -> bytes:
    return hmac.digest(secret_key(), message.encode(), "sha256")


def _calendar_mac(name: bytes) -> bytes:
    return _mac(f"calendar:{name.hex()}")[:_MAC_BYTES]
