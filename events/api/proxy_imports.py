"""Proxies on paper from a file, for the bureau: every bad line is named, and nothing is written unless all are good."""

import asyncio
from typing import Any

import msgspec
from litestar import Controller, Request, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from events.actions import proxy_imports as actions
from events.api.asking import only
from events.api.assemblies import event_reached
from events.api.document import BODY_TYPES
from events.api.documents import MEGABYTE, body_of
from events.rules.access import Act, Asker
from events.rules.proxy_imports import read_lines

MEGABYTES = 5


class ProxiesImported(msgspec.Struct):
    """What a file came to. lines: its proxies; accepted: those that their holder signed too; written: if they were."""

    lines: int
    accepted: int
    written: bool


class ProxyImportsController(Controller):
    """`/api/assemblies/{slug}/proxies/import`."""

    path = "/api/assemblies/{slug:str}/proxies/import"
    tags = ["assemblies"]  # noqa: RUF012

    @post(
        "/",
        guards=[only(Act.ASSEMBLIES)],
        request_max_body_size=None,
        status_code=200,
        opt={BODY_TYPES: ("text/csv",)},
    )
    async def enter_all(
        self,
        request: Request[Any, Any, Any],
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        dry_run: FromQuery[bool] = False,
    ) -> ProxiesImported:
        """Enter the proxies of the table in the body: giver, holder, kind, received_on, accepted; or only look.

        422 names every bad line and its column: `lines.12.holder`. 413 too-large.
        """
        event = await event_reached(slug, asker)
        lines = await asyncio.to_thread(read_lines, await body_of(request, MEGABYTES * MEGABYTE))
        await actions.enter_all(event, lines, asker.name, dry_run=dry_run)
        return ProxiesImported(len(lines), sum(one.accepted for one in lines), not dry_run)
