"""Codes: what the QR of a ticket says, signed so that a door can trust it without asking anybody.

RFC 4648 base32 without padding, so that a QR needs only its alphanumeric mode and a scanner that types like a
keyboard cannot garble it. 85 bytes, all numbers big endian:

    version 1 | key id 2 | event 4 | ticket 6 | valid from 4 | valid until 4 | Ed25519 signature 64

The validity counts minutes since 1970 in UTC. The signature covers "convoke-ticket:" and the first 21 bytes.
85 bytes are exactly 136 characters, so no bits are left over that could be written in two ways.
"""

import base64
import struct
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from events.words import Reason

VERSION = 1
LENGTH = 136
PREFIX = b"convoke-ticket:"

_FACTS = struct.Struct(">BHI6sII")
_ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_MOST_TYPED = 4 * LENGTH
_BLANKS = str.maketrans("", "", " \t\r\n")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


class TicketCode(msgspec.Struct, frozen=True, kw_only=True):
    """What a code says. event: the top-level event; valid_from, valid_until: instants in UTC, whole minutes."""

    version: int = VERSION
    key_id: int
    event: int
    ticket: int
    valid_from: datetime
    valid_until: datetime


class BadCode(Exception):
    """A presented text that opens nothing. reason: unknown_code, unknown_key or bad_signature."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def sign(
    private_key: Ed25519PrivateKey | bytes,
    *,
    key_id: int,
    event: int,
    ticket: int,
    valid_from: datetime,
    valid_until: datetime,
) -> str:
    """The code of a ticket; seconds are rounded outwards, so that no one is refused for a part of a minute."""
    if isinstance(private_key, bytes):
        private_key = Ed25519PrivateKey.from_private_bytes(private_key)
    first = (valid_from - _EPOCH) // _MINUTE
    last = -((_EPOCH - valid_until) // _MINUTE)
    facts = _FACTS.pack(VERSION, key_id, event, ticket.to_bytes(6, "big"), first, last)
    return base64.b32encode(facts + private_key.sign(PREFIX + facts)).decode("ascii")


def read(text: str, public_keys: Mapping[int, Ed25519PublicKey | bytes]) -> TicketCode:
    """What a presented text says, once its signature holds. Small letters, spaces and line ends are forgiven.

    Raises BadCode: unknown_code when it is not a code of ours, or not a whole one; unknown_key when it names a
    key that is not among these; bad_signature when somebody else, or nobody, signed it.
    """
    whole = _whole(text)
    version, key_id, event, ticket, first, last = _FACTS.unpack(whole[: _FACTS.size])
    if version != VERSION:
        raise BadCode(Reason.UNKNOWN_CODE)
    if (key := public_keys.get(key_id)) is None:
        raise BadCode(Reason.UNKNOWN_KEY)
    if isinstance(key, bytes):
        key = _public_key(key)
    try:
        key.verify(whole[_FACTS.size :], PREFIX + whole[: _FACTS.size])
    except InvalidSignature:
        raise BadCode(Reason.BAD_SIGNATURE) from None
    return TicketCode(
        version=version,
        key_id=key_id,
        event=event,
        ticket=int.from_bytes(ticket, "big"),
        valid_from=_EPOCH + first * _MINUTE,
        valid_until=_EPOCH + last * _MINUTE,
    )


@lru_cache(64)
def _public_key(key: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(key)


def _whole(text: str) -> bytes:
    """The 85 bytes a text stands for. A megabyte of nonsense is turned away before anybody reads it."""
    if len(text) > _MOST_TYPED or not text.isascii():
        raise BadCode(Reason.UNKNOWN_CODE)
    bare = text.translate(_BLANKS).upper()
    if len(bare) != LENGTH or not _ALPHABET.issuperset(bare):
        raise BadCode(Reason.UNKNOWN_CODE)
    return base64.b32decode(bare)
