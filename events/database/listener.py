"""Hearing what `notify` says, on a connection that is made again whenever it is lost."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any, Self

import asyncpg

from events.database.engine import engine

log = logging.getLogger(__name__)

KNOCK_SECONDS = 15
"""How often a silent connection is asked whether it still lives."""


class Listener:
    """Calls `heard(channel, payload)` for every notice, while it is entered with `async with`.

    lost: called whenever the connection is back after a gap, in which notices may have been missed: fetch anew.
    Both are plain functions on the event loop, and quick ones.
    """

    def __init__(
        self, channels: Iterable[str], heard: Callable[[str, str], None], lost: Callable[[], None] = lambda: None
    ) -> None:
        self.channels = tuple(channels)
        self.heard = heard
        self.lost = lost
        self.alive = False
        """Whether it hears at this moment."""
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Start, and wait until it hears. Raises what connecting raises when there is no database at all."""
        connection = await self._connect()
        self._task = asyncio.create_task(self._stay(connection), name="listener")
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _stay(self, connection: asyncpg.Connection) -> None:
        try:
            while True:
                await self._until_lost(connection)
                self.alive = False
                log.warning("The connection that listens was lost; connecting again.")
                connection = await self._again()
                self.lost()
        finally:
            self.alive = False
            connection.terminate()

    async def _until_lost(self, connection: asyncpg.Connection) -> None:
        gone = asyncio.Event()
        connection.add_termination_listener(lambda *_: gone.set())
        while not (gone.is_set() or connection.is_closed()):
            try:
                await asyncio.wait_for(gone.wait(), KNOCK_SECONDS)
            except TimeoutError:
                try:
                    await connection.execute("SELECT 1", timeout=KNOCK_SECONDS)
                except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                    break
        connection.terminate()

    async def _again(self) -> asyncpg.Connection:
        pause = 0.1
        while True:
            try:
                return await self._connect()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("The connection that listens cannot be made: %s", error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5)

    async def _connect(self) -> asyncpg.Connection:
        connection = await engine().get_new_connection()
        for channel in self.channels:
            await connection.add_listener(channel, self._hear)
        self.alive = True
        return connection

    def _hear(self, _connection: Any, _process: int, channel: str, payload: str) -> None:
        self.heard(channel, payload)
