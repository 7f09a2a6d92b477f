"""Mails that came back, handed in by a mail server's pipe or by a mail provider."""

import asyncio
from typing import Any

import msgspec
from litestar import Controller, Request, post
from litestar.di import NamedDependency

from events.actions import bounces as actions
from events.api.asking import only
from events.api.document import BODY_TYPES
from events.rules.access import Act, Asker
from events.rules.bounces import bounce_of

KINDS = ("message/rfc822", "multipart/report")


class BounceOut(msgspec.Struct, kw_only=True):
    """What a notification told. message_id, reason: of the mail that came back; null where it tells of none.

    ours: whether that mail called a member, who now stands on the postal list of the assembly.
    """

    message_id: str | None
    reason: str | None
    ours: bool


class BouncesController(Controller):
    """`/api/bounces`."""

    path = "/api/bounces"
    tags = ["assemblies"]  # noqa: RUF012
    guards = [only(Act.BOUNCES)]  # noqa: RUF012

    @post("/", status_code=200, opt={BODY_TYPES: KINDS})
    async def take(self, request: Request[Any, Any, Any], asker: NamedDependency[Asker]) -> BounceOut:
        """Note what the notification in the body tells (RFC 3464). Handed in twice, it came back once. 413 too-large.

        A whole mail with its headers, or a report whose `Content-Type` is the request's own. A mail that tells of
        none that came back is passed over, so that a mailbox may hand in all that it gets.
        """
        bounce = await asyncio.to_thread(
            bounce_of, _mail(await request.body(), request.headers.get("content-type", ""))
        )
        if bounce is None:
            return BounceOut(message_id=None, reason=None, ours=False)
        ours = await actions.take(bounce, asker.name)
        return BounceOut(message_id=bounce.message_id, reason=bounce.reason, ours=ours)


def _mail(body: bytes, kind: str) -> bytes:
    """The mail with its headers, of which the request may have the one that says where its parts begin."""
    return f"Content-Type: {kind}\n\n".encode() + body if kind.lower().startswith("multipart/") else body
