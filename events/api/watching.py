"""Who watches which event in this process, and the notices that wake them."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from events.api.asking import forget_all
from events.database import Listener


class Watching:
    """Bells per event: a page that watches waits for its own; every change rings all of them."""

    def __init__(self) -> None:
        self.closing = False
        self.calendar_ticks = 0
        """How often a calendar changed since the process started; kept feeds are good for one count."""
        self.listener: Listener | None = None
        self.told: list[Callable[[str, int | None], None]] = []
        """Called with each notice: `event` and its id or None for every one, `access`, or `closing`."""
        self._bells: dict[int, set[asyncio.Event]] = {}

    @property
    def hears(self) -> bool:
        """Whether notices reach this process now; while not, nothing kept may be trusted."""
        return self.listener is not None and self.listener.alive

    @contextmanager
    def of(self, event: int) -> Iterator[asyncio.Event]:
        """A bell that rings when the event changes."""
        bell = asyncio.Event()
        self._bells.setdefault(event, set()).add(bell)
        try:
            yield bell
        finally:
            self._bells[event].discard(bell)

    def heard(self, _: str, payload: str) -> None:
        """A notice from the database: `event 5`, `calendar`, or `access`."""
        what, _, rest = payload.partition(" ")
        if what == "calendar":
            self.calendar_changed()
        elif what == "access":
            forget_all()
            self._tell("access")
        elif rest.isdigit():
            self._ring(self._bells.get(int(rest), set()))
            self._tell("event", int(rest))

    def calendar_changed(self) -> None:
        """A public calendar changed: said by the database's notice, and before it comes by who made the change here."""
        self.calendar_ticks += 1

    def ring_all(self) -> None:
        """Notices may have been missed: everybody looks again."""
        self.calendar_changed()
        forget_all()
        for bells in self._bells.values():
            self._ring(bells)
        self._tell("event")
        self._tell("access")

    def open(self) -> None:
        """Let streams open: the application starts, or starts again."""
        self.closing = False

    def close(self) -> None:
        """Let every open stream end, so that the server can stop."""
        self.closing = True
        self._tell("closing")
        self.ring_all()

    def _tell(self, what: str, event: int | None = None) -> None:
        for tell in self.told:
            tell(what, event)

    @staticmethod
    def _ring(bells: set[asyncio.Event]) -> None:
        for bell in bells:
            bell.set()
