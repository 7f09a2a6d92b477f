"""A sitting to test with: an assembly with an agenda, called together, and pages that follow it."""

import asyncio
import json
from typing import Any

import httpx
from litestar import Litestar

from events.clock import now
from events.database import execute, fetch, fetchval
from events.words import Role
from tests.cast import ADA, BRAM, CHLOE, bearer, hold_assembly, hold_event, join

ITEMS = (("Opening", "information"), ("Jaarrekening", "discussion"), ("Kwijting", "decision"))


async def call_together(slug: str = "party") -> list[int]:
    """Ada, Bram and Chloé are members, called to an assembly with three items; the ids of these."""
    await hold_event(slug)
    for number, who in enumerate((ADA, BRAM, CHLOE), 1):
        await join(number, who)
    await hold_assembly(slug)
    assembly = await fetchval("SELECT a.id FROM assembly a JOIN event e ON e.id = a.event WHERE e.slug = $1", slug)
    for place, (title, kind) in enumerate(ITEMS, 1):
        await execute(
            """INSERT INTO agenda_item (assembly, position, kind, matter, title, text, version)
            VALUES ($1, $2, $3, $4, $5, $6, 1)""",
            assembly, place, kind, "ordinary" if kind == "decision" else None, {"nl": title, "fr": f"{title} (fr)"},
            {"nl": f"Tekst van {title}"},
        )  # fmt: skip
    await execute("UPDATE assembly SET convened_at = $1 WHERE id = $2", now(), assembly)
    return [row["id"] for row in await fetch("SELECT id FROM agenda_item ORDER BY position")]


async def member(number: int) -> dict[str, str]:
    """The header of a program that acts as this member."""
    return await bearer(Role.MEMBER, member=number)


class Page:
    """A page that follows `…/live`: what it heard, by the name of the part."""

    def __init__(self, app: Litestar, path: str, headers: dict[str, str] | None = None) -> None:
        path, _, query = path.partition("?")
        self.heard: list[tuple[str, Any]] = []
        self.last = ""
        self.status = 0
        self.over = False
        self.bytes = 0
        self._app, self._news, self._left = app, asyncio.Event(), asyncio.Event()
        self._scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in (headers or {}).items()],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000),
        }  # fmt: skip
        self._asked = False

    async def __aenter__(self) -> "Page":
        self._task = asyncio.create_task(self._app(self._scope, self._receive, self._send))  # type: ignore[arg-type]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._left.set()
        await asyncio.wait_for(self._task, 10)

    async def until(self, name: str, field: str = "", value: Any = None) -> Any:
        """The latest of this part, once it has that value in the field (dotted)."""
        async with asyncio.timeout(10):
            while True:
                for told, part in reversed(self.heard):
                    if told == name:
                        if not field or _at(part, field) == value:
                            return part
                        break
                self._news.clear()
                await self._news.wait()

    async def until_over(self) -> None:
        """Come back once the server ended the stream, or refused it."""
        async with asyncio.timeout(10):
            while not self.over:
                self._news.clear()
                await self._news.wait()

    def names(self) -> list[str]:
        """The names of all it heard, in order."""
        return [name for name, _ in self.heard]

    async def _receive(self) -> Any:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.bytes += len(message["body"])
            if self.status == 200:
                self._read(message["body"].decode())
            if not message.get("more_body"):
                self.over = True
                self._left.set()
        self._news.set()

    def _read(self, text: str) -> None:
        for event in text.split("\n\n"):
            fields = dict(line.split(": ", 1) for line in event.split("\n") if ": " in line)
            self.last = fields.get("id", self.last)
            if "data" in fields:
                data = fields["data"]
                self.heard.append((fields["event"], data if fields["event"] == "clock" else json.loads(data)))


def _at(part: Any, field: str) -> Any:
    for name in field.split("."):
        part = part[name] if part is not None else None
    return part


async def sitting(api: httpx.AsyncClient, headers: dict[str, str], view: str = "desk") -> Any:
    """What the sitting is at."""
    return (await api.get(f"/api/assemblies/party/sitting?view={view}", headers=headers)).json()["sitting"]
