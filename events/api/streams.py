"""Open pages that follow a sitting: what changed is made into bytes once in each process, and handed to all of them.

A page costs no more than the socket it keeps open: nothing runs for it but the server's own wait for it to go. A
stream that has carried a fair share ends, and its page opens the next: the server keeps what a page does not read, and
a phone that sleeps reads nothing.
"""

import asyncio
import hashlib
import itertools
import logging
import random
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any

import msgspec
from litestar import Response
from litestar.types import Receive, Scope, Send

from events.actions.stays import heard
from events.api.snapshots import Seen, Snapshot, snapshot
from events.api.watching import Watching
from events.clock import now
from events.database import Unavailable
from events.errors import Missing, Refused
from events.words import View

log = logging.getLogger(__name__)

GATHER_SECONDS = 0.3
"""What changes within this time is made into one message; the first change of several is told at once."""
BEAT_SECONDS = 20.0
BEATS_A_PULSE = 3
"""How many beats pass from one time to the next that the assembly learns whose pages are open."""
SHARE = 256_000
"""Bytes that one stream carries."""
LIFE_SECONDS = 1800.0
"""How long it lasts: then it is looked at anew who is behind it."""
RETRY_MS = (500, 4000)
"""How soon pages open the next stream, each at another moment."""
AT_A_TIME = 200
"""Streams that are handed something before other requests have their turn."""

Check = Callable[[], Awaitable[object]]


class Stream:
    """One open page. who: whose it is, the id of a member or of a projector's address, None at a desk; check: asks
    anew whether it may be open."""

    __slots__ = ("_busy", "_later", "_send", "check", "left", "over", "until", "view", "who")

    def __init__(self, send: Send, view: View, who: int | None, check: Check | None) -> None:
        self.view, self.who, self.check = view, who, check
        self.left = SHARE
        self.until = time.monotonic() + LIFE_SECONDS * random.uniform(0.8, 1)  # noqa: S311 (nothing to guess)
        self.over = self._busy = False
        self._later = b""
        self._send = send

    def put(self, chunk: bytes) -> None:
        """Send this, after what is on its way. Whoever took their share, or takes nothing, is told to come again."""
        if self.over:
            return
        self._later += chunk
        self.left -= len(chunk)
        self.over = self.left <= 0 or time.monotonic() > self.until
        self._go()

    def end(self) -> None:
        """End it; its page opens another one."""
        if not self.over:
            self.over = True
            self._go()

    def _go(self) -> None:
        if not self._busy:
            self._busy = True
            _soon(self._sent())

    async def _sent(self) -> None:
        try:
            more = True
            while more:
                chunk, self._later, more = self._later, b"", not self.over
                await self._send({"type": "http.response.body", "body": chunk, "more_body": more})
                if more and not self._later and not self.over:
                    break
        except (OSError, RuntimeError):
            self.over = True
        self._busy = False


class Room:
    """The pages that follow one sitting in this process, and the bytes that were made for them last."""

    def __init__(self, event: int, alive: Callable[[], bool]) -> None:
        self.event = event
        self.streams: dict[View, set[Stream]] = {view: set() for view in View}
        self._alive = alive
        self._parts: dict[View, dict[str, bytes]] = {}
        self._task: asyncio.Task[None] | None = None
        self._again = self._reading = False
        self._made = asyncio.Event()
        self.joining = 0

    def ring(self) -> None:
        """Something changed: look once, whoever else rings meanwhile."""
        self._again = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())

    async def join(self, stream: Stream, last: str | None) -> None:
        """Let this page follow, beginning with what there is unless that is what it saw last."""
        self.joining += 1
        try:
            if not self._parts or not self._alive():
                if not self._reading:
                    self._made.clear()
                    self.ring()
                await self._made.wait()
        finally:
            self.joining -= 1
        self.streams[stream.view].add(stream)
        parts = self._parts.get(stream.view)
        if parts is None:
            stream.end()
            return
        mark = _mark(parts)
        retry = random.randint(*RETRY_MS)  # noqa: S311 (nothing to guess)
        stream.put(f"retry: {retry}\n{_clock()}".encode() + (b"" if last == mark else _events(parts, parts)))

    @property
    def empty(self) -> bool:
        """Whether nobody follows here any more."""
        return not self.joining and not any(self.streams.values())

    def all(self) -> Iterable[Stream]:
        return itertools.chain.from_iterable(self.streams.values())

    async def hear(self) -> None:
        """Say whose pages are open here. What cannot be said now is said the next time."""
        members = {one.who for one in self.streams[View.MEMBER] if one.who is not None and not one.over}
        with suppress(Unavailable):
            await heard(self.event, members)

    async def _look(self) -> None:
        while self._again:
            self._again, self._reading = False, True
            try:
                await self._tell(await snapshot(self.event))
            except Missing:
                self._parts = {}
                end(self.all())
            except Unavailable:
                self._again = True
            except Exception:
                log.exception("The sitting of event %s cannot be read.", self.event)
            self._reading = False
            self._made.set()
            await asyncio.sleep(GATHER_SECONDS)

    async def _tell(self, found: Snapshot) -> None:
        """Hand each view what is new in it."""
        end(one for one in self.streams[View.PROJECTOR] if one.who not in found.projectors)
        for view in View:
            parts = parts_of(found.seen(view))
            before, self._parts[view] = self._parts.get(view, {}), parts
            new = {name: said for name, said in parts.items() if before.get(name) != said}
            if before and new:
                await put_all(self.streams[view], _events(new, parts))


class Rooms:
    """Every sitting that is followed in this process."""

    def __init__(self, watching: Watching) -> None:
        self._watching = watching
        self._rooms: dict[int, Room] = {}
        self._beating: asyncio.Task[None] | None = None
        self._checking: asyncio.Task[None] | None = None
        watching.told.append(self.heard)

    async def follow(self, event: int, stream: Stream, last: str | None, receive: Receive) -> None:
        """Keep this page's stream until the page goes, or the stream ends."""
        if self._beating is None or self._beating.done():
            self._beating = asyncio.create_task(self._beat())
        room = self._rooms.setdefault(event, Room(event, lambda: self._watching.hears))
        try:
            await room.join(stream, last)
            if self._watching.closing:
                stream.end()
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            stream.over = True
            room.streams[stream.view].discard(stream)
            if room.empty:
                self._rooms.pop(event, None)

    def heard(self, what: str, event: int | None) -> None:
        """A notice: of an event, of every one, of who may do what, or that the process ends."""
        for room in [self._rooms[event]] if event in self._rooms else list(self._rooms.values()) * (event is None):
            if what == "event":
                room.ring()
            elif what == "closing":
                end(room.all())
        if what == "access" and (self._checking is None or self._checking.done()):
            self._checking = asyncio.create_task(self._check())

    async def _check(self) -> None:
        """Ask of each desk anew whether it may be open: there are a few, and what they show is not for everybody."""
        await asyncio.sleep(GATHER_SECONDS)
        for stream in [one for room in self._rooms.values() for one in room.streams[View.DESK]]:
            try:
                if stream.check:
                    await stream.check()
            except Refused:
                stream.end()
            except Unavailable:
                continue

    async def _beat(self) -> None:
        """Say now and then what time it is, so that lines that are dead are noticed."""
        for beat in itertools.count(1):
            await asyncio.sleep(BEAT_SECONDS)
            if not self._rooms:
                return
            for room in list(self._rooms.values()):
                await put_all(set(room.all()), _clock().encode())
                if beat % BEATS_A_PULSE == 0:
                    await room.hear()


class Following(Response[None]):
    """A stream of server-sent events, as an answer."""

    def __init__(self, rooms: Rooms, event: int, last: str | None, stream: Callable[[Send], Stream]) -> None:
        super().__init__(None, media_type="text/event-stream")
        self._rooms, self._event, self._last, self._stream = rooms, event, last, stream

    def to_asgi_response(self, *_: Any, **__: Any) -> Any:
        """The same, as the server takes it."""

        async def answer(_: Scope, receive: Receive, send: Send) -> None:
            headers = [
                (b"content-type", b"text/event-stream; charset=utf-8"),
                (b"cache-control", b"no-store"),
                (b"x-accel-buffering", b"no"),
            ]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await self._rooms.follow(self._event, self._stream(send), self._last, receive)

        return answer


def parts_of(seen: Seen) -> dict[str, bytes]:
    """What is told apart of a view, so that what changes often is short: the name of each part and its JSON."""
    parts: dict[str, object] = {
        "sitting": seen.sitting,
        "presence": seen.presence,
        "quorum": seen.quorum,
        "topics": seen.topics,
        "polls": seen.polls,
    }
    parts |= {"agenda": seen.agenda, "work": seen.work}
    return {name: msgspec.json.encode(part) for name, part in parts.items() if part is not None}


async def put_all(streams: Iterable[Stream], chunk: bytes) -> None:
    """Hand all of them the same bytes."""
    for n, stream in enumerate(list(streams), 1):
        stream.put(chunk)
        if n % AT_A_TIME == 0:
            await asyncio.sleep(0)


def end(streams: Iterable[Stream]) -> None:
    """End all of these."""
    for stream in list(streams):
        stream.end()


def _events(new: dict[str, bytes], whole: dict[str, bytes]) -> bytes:
    """These parts as events; the last one carries the mark of the whole, which a page that comes back names."""
    names = list(new)
    return b"".join(
        b"event: %b\n%bdata: %b\n\n"
        % (name.encode(), f"id: {_mark(whole)}\n".encode() if name == names[-1] else b"", new[name])
        for name in names
    )


def _mark(parts: dict[str, bytes]) -> str:
    """The same in every process for the same content."""
    return hashlib.sha256(b"\n".join(parts.values())).hexdigest()[:16]


def _clock() -> str:
    return f"event: clock\ndata: {now().isoformat()}\n\n"


_tasks: set[asyncio.Task[None]] = set()


def _soon(sending: Any) -> None:
    task = asyncio.ensure_future(sending)
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
