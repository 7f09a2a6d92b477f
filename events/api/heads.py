"""HEAD wherever GET is answered, by the same handler, without the body (RFC 9110, 9.3.2)."""

from typing import Any

from litestar.types import Message, Receive, Send

PLACES = ("/api/", "/healthz", "/readyz", "/metrics")
"""Where no handler answers HEAD itself, as those of pages and feeds do."""


def as_get(scope: Any, receive: Receive, send: Send) -> tuple[Any, Receive, Send]:
    """The request to answer: a HEAD as the GET it stands for, with the body kept back; any other as it is."""
    if scope["method"] == "HEAD" and scope["path"].startswith(PLACES):
        return {**scope, "method": "GET"}, receive, _without_body(send)
    return scope, receive, send


def _without_body(send: Send) -> Send:
    """Send the head, and at the first of the body that this was all; a stream learns so that nobody listens."""
    ended = False

    async def sent(message: Message) -> None:
        nonlocal ended
        if message["type"] != "http.response.body":
            await send(message)
        elif not ended:
            ended = True
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    return sent
