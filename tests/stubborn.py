"""A real HTTP server of another house, which answers as badly as it is told to."""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self

Reply = Callable[[BaseHTTPRequestHandler], None]


class Asked(NamedTuple):
    """One request, as it arrived; header names in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Stubborn:
    """Entered with `with`. Gives the answers it was told to say in their order, then `always`."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[Asked] = []
        self.always: Reply = answer(b"", 404)
        self._said: list[Reply] = []
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port: int = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/members"

    def says(self, *replies: Reply) -> None:
        """Answer so next."""
        self._said += replies

    def drips(self, start: bytes) -> None:
        """Next, write this and then a byte at a time, for as long as anybody listens."""

        def drip(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(start)
            while not self._closing.wait(0.02):
                handler.wfile.write(b"x")

        self.says(drip)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=[0.01], daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stubborn = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 20

            def _reply(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                stubborn.asked.append(Asked(self.command, self.path, headers, body))
                (stubborn._said.pop(0) if stubborn._said else stubborn.always)(self)

            do_GET = do_POST = _reply

            def log_message(self, *_: Any) -> None:
                """Quietly."""

        return Handler


def answer(body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    """This answer, byte for byte: no length is told that is not in the headers, and the end is the connection's."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def hangs(seconds: float) -> Reply:
    """Say nothing for so long."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        answer(b"", 503)(handler)

    return reply


def cut(body: bytes, length: int) -> Reply:
    """Promise so many bytes and hang up after these."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        answer(body, 200, {"Content-Length": str(length)})(handler)
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)

    return reply
