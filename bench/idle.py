"""The limit for pages that follow: a bare handler that opens a stream and does nothing more, on the same server."""

import sys
from typing import Any

from granian import Granian
from granian.constants import Interfaces

from events.serve import CONNECTIONS, WAITING

START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store")],
}


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Hold the socket until it goes."""
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    await send(START)
    await send({"type": "http.response.body", "body": b"event: clock\ndata: now\n\n", "more_body": True})
    while (await receive())["type"] != "http.disconnect":
        pass


if __name__ == "__main__":
    Granian(
        "bench.idle:app",
        interface=Interfaces.ASGI,
        address="127.0.0.1",
        port=int(sys.argv[1]),
        workers=int(sys.argv[2]),
        backlog=WAITING,
        backpressure=CONNECTIONS,
        log_access=False,
        log_level="warning",
    ).serve()
