"""Load: connections that each send the next request as soon as they have an answer.

A general HTTP client would be slower than the server it measures, so this one reads no more of an answer than where
it ends. It runs in a process of its own.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context

CLIENTS = 32


@dataclass
class Result:
    """What a load brought: answers a second, how many of each status, and how long they took in milliseconds."""

    per_second: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    median_ms: float = 0.0
    p99_ms: float = 0.0


def request(path: str, body: bytes | None = None, **headers: str) -> bytes:
    """One HTTP/1.1 request as it goes over the wire. headers: `_` in a name stands for `-`."""
    lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", "host: 127.0.0.1"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body is not None:
        lines += ["content-type: application/json", f"content-length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + (body or b"")


def load(port: int, requests: Sequence[bytes], seconds: float, repeat: bool = True) -> Result:
    """Send these for that long, over and over when `repeat`, else each once at most."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        return other.submit(_run, port, requests, seconds, repeat).result()


def _run(port: int, requests: Sequence[bytes], seconds: float, repeat: bool) -> Result:
    return asyncio.run(_load(port, requests, seconds, repeat))


async def _load(port: int, requests: Sequence[bytes], seconds: float, repeat: bool) -> Result:
    running = Running(_again(requests) if repeat else iter(requests), time.perf_counter() + seconds)
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    clients = [(await loop.create_connection(lambda: Client(running), "127.0.0.1", port))[1] for _ in range(CLIENTS)]
    await asyncio.gather(*[client.done for client in clients])
    took = sorted(running.took) or [0.0]
    return Result(
        per_second=len(running.took) / (time.perf_counter() - began),
        statuses=running.statuses,
        median_ms=took[len(took) // 2] * 1000,
        p99_ms=took[int(len(took) * 0.99)] * 1000,
    )


def _again(requests: Sequence[bytes]) -> Iterator[bytes]:
    while True:
        yield from requests


class Running:
    """What all connections of one load share."""

    def __init__(self, requests: Iterator[bytes], until: float) -> None:
        self.requests = requests
        self.until = until
        self.took: list[float] = []
        self.statuses: Counter[int] = Counter()


class Client(asyncio.Protocol):
    """One connection, kept alive. Answers have a content-length, or no body (304)."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.head = b""
        self.missing = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]
        self.ask()

    def ask(self) -> None:
        self.asked_at = time.perf_counter()
        following = next(self.running.requests, None) if self.asked_at < self.running.until else None
        if following is None:
            self.transport.close()
        else:
            self.transport.write(following)

    def data_received(self, data: bytes) -> None:
        if self.missing:
            self.missing -= len(data)
        else:
            self.head += data
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return
            self.running.statuses[int(self.head[9:12])] += 1
            self.missing = end + 4 + _length(self.head[:end].lower()) - len(self.head)
            self.head = b""
        if not self.missing:
            self.running.took.append(time.perf_counter() - self.asked_at)
            self.ask()

    def connection_lost(self, _: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


def _length(head: bytes) -> int:
    at = head.find(b"content-length:")
    return int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
