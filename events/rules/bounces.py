"""What a mail server says of a mail that did not arrive (delivery status notifications, RFC 3464)."""

from collections.abc import Iterator
from email import message_from_bytes, message_from_string
from email.message import Message
from typing import Any

import msgspec

STATUS_KINDS = ("message/delivery-status", "message/global-delivery-status")
RETURNED_KINDS = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")
REASON_MOST = 1000
READ_MOST = 256_000
"""Bytes: what is to be known stands before the mail that is returned."""
NESTED_MOST = 50
"""Parts within parts: a mail made of thousands would keep a processor busy, and anybody can write to a mailbox."""


class Bounce(msgspec.Struct, frozen=True):
    """A mail that came back: the identity it was sent with, and why, in the server's words."""

    message_id: str
    reason: str


def bounce_of(body: bytes) -> Bounce | None:
    """The mail that this notification says did not arrive.

    None for what is no notification, names no mail, or tells of a mail that arrived or is only late.
    """
    read = body[:READ_MOST]
    if read.lower().count(b"boundary") > NESTED_MOST:
        return None
    report = message_from_bytes(read)
    if report.get_content_type() != "multipart/report":
        return None
    parts = [part for part in report.walk() if part is not report]
    reasons = [reason for part in parts if part.get_content_type() in STATUS_KINDS for reason in _failures(part)]
    identity = next((one for part in parts if (one := _identity(part))), None)
    return Bounce(identity, " ".join(reasons)[:REASON_MOST]) if reasons and identity else None


def _failures(part: Message) -> Iterator[str]:
    """Why, for each recipient it failed for; the first block is about the notification itself."""
    blocks: Any = part.get_payload()
    for block in blocks[1:] if isinstance(blocks, list) else []:
        if _field(block, "Action").lower() == "failed":
            said = _field(block, "Diagnostic-Code").partition(";")[2].strip()
            yield said or _field(block, "Status") or "failed"


def _identity(part: Message) -> str | None:
    """The Message-ID of the mail that is returned, whole or by its headers alone."""
    if part.get_content_type() not in RETURNED_KINDS:
        return None
    payload: Any = part.get_payload()
    returned: Message = payload[0] if isinstance(payload, list) else message_from_string(str(payload).lstrip())
    return _field(returned, "Message-ID") or None


def _field(block: Message, name: str) -> str:
    """What a header says, on one line, in letters that can be kept."""
    said = " ".join(str(block.get(name, "")).replace("\0", " ").split())
    return said.encode(errors="replace").decode()
