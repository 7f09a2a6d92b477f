"""Every route, asked by everybody: each may what the matrix says, no more and no less."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from litestar.handlers import HTTPRouteHandler

from events.app import create
from tests.access.matrix import ASKERS, MATRIX, Line
from tests.access.world import World, make_world

LETTERS = {401: "s", 403: "f", 404: "n"}
STREAM_SECONDS = 0.5


def routes() -> Iterator[tuple[str, str]]:
    """Method and path of everything the application answers; HEAD goes with its GET."""
    for route in create(connections=None).routes:
        for handler in getattr(route, "route_handlers", []):
            if isinstance(handler, HTTPRouteHandler):
                for method in handler.http_methods - {"HEAD", "OPTIONS"}:
                    yield method, route.path_format


def test_every_route_has_its_line() -> None:
    """A new route without a line fails here, and so does a line whose route is gone."""
    written = [(line.method, line.path) for line in MATRIX]

    assert sorted(set(routes())) == sorted(written)
    assert [line for line in MATRIX if len(line.letters) != len(ASKERS)] == []


@pytest.mark.parametrize("line", MATRIX, ids=lambda line: f"{line.method} {line.path}")
async def test_everybody_may_what_is_written(api: httpx.AsyncClient, database: str, line: Line) -> None:
    """The answers to everybody, told as letters, are the line's."""
    world = await make_world()
    found = [await letter(api, world, line, asker) for asker in ASKERS]

    differ = [
        f"{asker}: {got}, not {want}"
        for asker, got, want in zip(ASKERS, found, line.letters, strict=True)
        if got != want
    ]
    assert differ == [], f"The letters are {''.join(found)}."


async def letter(api: httpx.AsyncClient, world: World, line: Line, asker: str) -> str:
    """What the answer says of permission."""
    path = line.path
    for name, value in {**world.names, **line.fill}.items():
        path = path.replace(f"{{{name}}}", value.format(**world.names))
    request = api.build_request(line.method, path, json=line.body, headers=world.headers[asker])
    try:
        answer = await asyncio.wait_for(api.send(request), STREAM_SECONDS if "/live" in path else None)
    except TimeoutError:
        return "."
    assert answer.status_code not in (405, 500), answer.text
    return LETTERS.get(answer.status_code, ".")
