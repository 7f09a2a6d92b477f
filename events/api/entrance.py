"""Where every request comes in: it gets its id before anything else is asked, and its answer carries it."""

from typing import Any

from litestar import Litestar
from litestar.types import Message, Receive, Send

from events import whence
from events.api.heads import as_get


class App(Litestar):
    """Litestar behind an entrance that knows whence each request comes, and reads a HEAD as the GET it stands for."""

    async def __call__(self, scope: Any, receive: Receive | Any, send: Send | Any) -> None:
        """Answer one connection."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        client = scope.get("client")
        with whence.answering(scope["method"], scope["path"], client and client[0], scope["headers"]) as asked:
            await super().__call__(*as_get(scope, receive, _with_id(send, asked.id)))


def _with_id(send: Send, request: str) -> Send:
    """Send, with the request's id in the head."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], (b"x-request-id", request.encode())]
        await send(message)

    return sent
