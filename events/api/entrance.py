"""Where every request comes in: it gets its id before anything else is asked, and its answer carries it."""

import logging
import time
from typing import Any

from litestar import Litestar
from litestar.types import Message, Receive, Send

from events import whence
from events.api.headers import private_headers, safe_headers
from events.api.heads import as_get
from events.settings import settings

log = logging.getLogger("events.requests")


class App(Litestar):
    """Litestar behind an entrance that knows whence each request comes, and reads a HEAD as the GET it stands for."""

    async def __call__(self, scope: Any, receive: Receive | Any, send: Send | Any) -> None:
        """Answer one connection."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        client = scope.get("client")
        with whence.answering(scope["method"], scope["path"], client and client[0], scope["headers"]) as asked:
            answer = _Answer(send, asked, scope)
            try:
                await super().__call__(*as_get(scope, receive, answer.send))
            finally:
                if settings().log_requests:
                    log.info("Answered.", extra={"status": answer.status, "ms": answer.ms()})


class _Answer:
    """An answer on its way out: it says what browsers may do with it and the request's id, and is known by its status
    and how long it took."""

    def __init__(self, send: Send, asked: whence.Whence, scope: Any) -> None:
        self.status: int | None = None
        self._send, self._asked, self._scope, self._began = send, asked, scope, time.perf_counter()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            said = list(message["headers"])
            message["headers"] = [
                *said, *safe_headers(said, self._asked.path), *private_headers(said, self._scope),
                (b"x-request-id", self._asked.id.encode()),
            ]  # fmt: skip
        await self._send(message)

    def ms(self) -> float:
        """Milliseconds from the request's first line to its answer's last."""
        return round((time.perf_counter() - self._began) * 1000, 1)
