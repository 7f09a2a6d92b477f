"""The API as its callers meet it: over HTTP, on a real database, without a network between."""

import asyncio
import functools
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx
import pytest
from litestar import Litestar

from events.actions.keys import forget
from events.api import asking, scans
from events.app import create
from tests.cast import open_offices


@asynccontextmanager
async def in_one_task(context: AbstractAsyncContextManager[object]) -> AsyncIterator[None]:
    """Enter and leave in the same task, as a lifespan must and the two halves of a fixture do not."""
    entered, leave = asyncio.Event(), asyncio.Event()

    async def stay() -> None:
        async with context:
            entered.set()
            await leave.wait()

    task = asyncio.create_task(stay())
    waiting = asyncio.create_task(entered.wait())
    await asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        task.result()
    try:
        yield
    finally:
        leave.set()
        await task


@functools.cache
def application() -> Litestar:
    """The same for every test of this process, each of which starts it and ends it: it is long in the making."""
    return create(connections=None)


@pytest.fixture
async def api(database: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the API, with two offices open and nothing on the calendar."""
    forget()
    asking._kept.clear()
    scans._kept.clear()
    await open_offices()
    app = application()
    async with in_one_task(app.lifespan()):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", timeout=60) as client:
            yield client
