"""The limit: handlers on the same framework and server that answer ready bytes, or one select's text."""

import os
import pickle
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
from granian import Granian
from granian.constants import Interfaces
from litestar import Litestar, Response, get

from events.app import POOL
from events.database.engine import arguments

ANSWER = "BENCH_ANSWER"
"""Where the file lies with the answer of ours that `/bytes` and `/unchanged` repeat: its headers, and its body."""

EVENT = """
SELECT json_build_object('slug', e.slug, 'office', o.slug, 'parent', p.slug, 'title', e.title, 'description',
    e.description, 'starts_at', e.starts_at, 'ends_at', e.ends_at, 'timezone', e.timezone, 'mode', e.mode, 'venue',
    e.venue, 'capacity', s.capacity, 'confirmed', s.confirmed, 'waiting', s.waiting, 'audience', e.audience, 'status',
    e.status, 'reason', e.reason, 'languages', e.languages, 'sequence', e.sequence, 'version', e.version,
    'changed_at', e.changed_at)::text
FROM event e JOIN office o ON o.id = e.office JOIN seats s ON s.event = e.id LEFT JOIN event p ON p.id = e.parent
"""
LIST = f"{EVENT} WHERE e.status <> 'draft' ORDER BY e.starts_at, e.id LIMIT 101"
ONE = f"{EVENT} WHERE e.slug = $1"


class Kept:
    pool: asyncpg.Pool
    headers: dict[str, str]
    body: bytes


@get("/bytes", media_type="text/calendar")
async def ready() -> Response[bytes]:
    return Response(Kept.body, headers=Kept.headers, media_type="text/calendar")


@get("/unchanged")
async def unchanged() -> Response[bytes]:
    return Response(b"", status_code=304, headers=Kept.headers)


@get("/list")
async def listed() -> Response[bytes]:
    async with Kept.pool.acquire() as connection:
        rows = await connection.fetch(LIST)
    text = ",".join([row[0] for row in rows])
    return Response(f'{{"items":[{text}]}}'.encode(), media_type="application/json")


@get("/one/{slug:str}")
async def one(slug: str) -> Response[bytes]:
    async with Kept.pool.acquire() as connection:
        text = await connection.fetchval(ONE, slug)
    return Response(text.encode(), media_type="application/json")


@asynccontextmanager
async def connected(_: Litestar) -> AsyncIterator[None]:
    options: dict[str, Any] = arguments()
    async with asyncpg.create_pool(min_size=1, max_size=POOL, **options) as Kept.pool:
        yield


def create() -> Litestar:
    Kept.headers, Kept.body = pickle.loads(Path(os.environ[ANSWER]).read_bytes())
    return Litestar(route_handlers=[ready, unchanged, listed, one], lifespan=[connected], openapi_config=None)


if __name__ == "__main__":
    Granian(
        "bench.bare:create",
        factory=True,
        interface=Interfaces.ASGI,
        address="127.0.0.1",
        port=int(sys.argv[1]),
        workers=int(sys.argv[2]),
        log_access=False,
        log_level="warning",
    ).serve()
