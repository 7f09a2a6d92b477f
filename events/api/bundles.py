"""The closing bundle of an assembly, as a file, and which of them were made."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from tempfile import TemporaryFile
from typing import BinaryIO, cast

import msgspec
from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream

from events.actions.bundles import make_bundle
from events.api.asking import only
from events.api.assemblies import assembly_reached, event_reached
from events.api.tickets import INERT
from events.bundle.archive import CHUNK
from events.clock import now
from events.database import fetch
from events.rules.access import Act, Asker, check_elevated


class BundleMade(msgspec.Struct, kw_only=True):
    """That a bundle was made. fingerprint: of all its files; data: of those that its minutes speak of."""

    at: datetime
    fingerprint: str
    data: str


class BundlesMade(msgspec.Struct):
    """Those made so far, the latest first; a hundred at most."""

    items: list[BundleMade]
    next: str | None = None


class BundlesController(Controller):
    """`/api/assemblies/{slug}/bundle.zip` and `…/bundles`."""

    path = "/api/assemblies/{slug:str}"
    tags = ["assemblies"]  # noqa: RUF012
    guards = [only(Act.ASSEMBLIES)]  # noqa: RUF012

    @get("/bundle.zip", media_type="application/zip")
    async def file(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Stream:
        """Freshly confirmed: all that its decisions rest on, for `convoke verify` to check. 409 bundle-too-early."""
        event = await event_reached(slug, asker)
        check_elevated(asker, now())
        out = cast(BinaryIO, TemporaryFile())  # noqa: SIM115 (it is closed once it was sent)
        try:
            await make_bundle(event, out, asker.name)
        except BaseException:
            out.close()
            raise
        return Stream(
            _chunks(out),
            media_type="application/zip",
            headers={
                **INERT,
                "content-disposition": f'attachment; filename="{slug}-bundle.zip"',
                "cache-control": "private, no-store",
            },
        )

    @get("/bundles")
    async def made(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> BundlesMade:
        """When bundles were made, and by which fingerprint each is known."""
        rows = await fetch(_MADE, await assembly_reached(slug, asker))
        return BundlesMade([BundleMade(**row) for row in rows])


async def _chunks(out: BinaryIO) -> AsyncIterator[bytes]:
    """The file, some of it at a time; then it is gone."""
    with out:
        out.seek(0)
        while some := await asyncio.to_thread(out.read, CHUNK):
            yield some


_MADE = """
SELECT at, facts ->> 'fingerprint' AS fingerprint, facts ->> 'data' AS data FROM journal
WHERE about = 'assembly' AND about_id = $1 AND action = 'made bundle' ORDER BY id DESC LIMIT 100
"""
