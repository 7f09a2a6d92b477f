"""Piccolo's transaction made safe: the connection always comes back, and an inner one can fail alone."""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import asyncpg
from piccolo.engine.postgres import PostgresTransaction, Savepoint

from events.database.unavailable import Unavailable, is_lost, raise_if_lost

log = logging.getLogger(__name__)


class Transaction(PostgresTransaction):  # type: ignore[misc]
    """A transaction that gives its connection back however it ends: COMMIT refused, cancelled, database gone.

    Inside another it is a savepoint, so that an error caught between the two leaves the outer one usable.
    It belongs to the task that opened it: `gather` inside fails, as one connection does one thing at a time.
    """

    connection: Any
    transaction: Any
    context: Any

    def __init__(
        self, engine: Any, allow_nested: bool = True, isolation: str | None = None, *, apart: bool = False
    ) -> None:
        """apart: on a connection of its own, which has no time limit, rather than on one of the pool."""
        super().__init__(engine, allow_nested)
        if isolation and self._parent:
            raise ValueError("Only the outermost transaction can choose its isolation level.")
        self.isolation = isolation
        self.apart = apart
        self.around: Savepoint | None = None

    async def __aenter__(self) -> Self:
        if self._parent is not None:
            self.around = await self._parent.savepoint()
            return self._parent  # type: ignore[no-any-return]
        self.connection = await self.get_connection()
        try:
            await self._begin()
        except BaseException as error:
            try:
                if isinstance(error, Exception):
                    raise_if_lost(self.connection, error)
            finally:
                await to_the_end(self.engine.release(self.connection))
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def get_connection(self) -> Any:
        return await (self.engine.get_new_connection() if self.apart else self.engine.acquire())

    async def _begin(self) -> None:
        """BEGIN, on another connection as often as this one turns out to have died while it lay in the pool."""
        more = self.engine.connections_at_most
        while True:
            try:
                await self._begin_here()
                break
            except Exception as error:
                if not more or not is_lost(self.connection, error):
                    raise
            more -= 1
            with suppress(asyncpg.InterfaceError):
                self.connection.terminate()
            await self.engine.release(self.connection)
            self.connection = await self.get_connection()

    async def _begin_here(self) -> None:
        self.transaction = self.connection.transaction(isolation=self.isolation)
        await self.begin()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if self._parent is not None:
            await to_the_end(self._leave_savepoint(failed=error is not None))
            return False
        self.engine.current_transaction.reset(self.context)
        await to_the_end(self._leave(error))
        return False

    async def _leave(self, error: BaseException | None) -> None:
        """COMMIT, or ROLLBACK after an error, and give the connection back in either case.

        Raises Unavailable when the connection was lost, before or during the COMMIT.
        """
        try:
            if isinstance(error, Exception):
                raise_if_lost(self.connection, error)
            if self._committed or self._rolled_back:
                return
            if error:
                await quietly(self.rollback())
            else:
                await self.commit()
        except Unavailable:
            raise
        except Exception as refused:
            raise_if_lost(self.connection, refused)
            raise
        finally:
            await self.engine.release(self.connection)

    async def _leave_savepoint(self, failed: bool) -> None:
        if self.around is None or self._parent._committed or self._parent._rolled_back:
            return
        if failed:
            await quietly(self.around.rollback_to())
        else:
            await self.around.release()


async def quietly(undoing: Coroutine[Any, Any, None]) -> None:
    """Undo after an error. When even that fails the connection is gone, and the first error is the one to tell."""
    try:
        await undoing
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        log.warning("A transaction could not be rolled back: %s", error)


async def to_the_end(last: Coroutine[Any, Any, None]) -> None:
    """Run the last step of a transaction to its end, whoever cancels it meanwhile; then let the cancellation go on."""
    task = asyncio.ensure_future(last)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled and not task.exception():
        raise cancelled
    task.result()
