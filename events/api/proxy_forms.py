"""The scan of a form on paper: taken in as it comes, handed out inert, and to the bureau alone."""

import asyncio
from typing import Any

from litestar import Controller, Request, Response, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath

from events.actions import proxy_forms as actions
from events.api.asking import only
from events.api.document import BODY_TYPES, MEDIA_TYPES
from events.api.documents import MEGABYTE, body_of
from events.api.proxies import side_of
from events.api.tickets import INERT
from events.database import fetchrow
from events.errors import Missing
from events.rules.access import Act, Asker
from events.rules.proxy_forms import ENDINGS, MEGABYTES, kind_of
from events.words import Ender


class ProxyFormsController(Controller):
    """`/api/proxies/{id}/form`."""

    path = "/api/proxies/{proxy:int}/form"
    tags = ["assemblies"]  # noqa: RUF012

    @put("/", guards=[only(Act.ASSEMBLIES)], request_max_body_size=None, opt={BODY_TYPES: tuple(ENDINGS)})
    async def keep(
        self, request: Request[Any, Any, Any], proxy: FromPath[int], asker: NamedDependency[Asker]
    ) -> Response[None]:
        """Keep the scan in the body, a PDF, JPEG or PNG, instead of the one before. 413 too-large."""
        _, actor = await side_of(proxy, asker, Ender.STAFF)
        file = await body_of(request, MEGABYTES * MEGABYTE)
        kind = await asyncio.to_thread(kind_of, file)
        await actions.keep(proxy, kind, file, actor)
        return Response(None, status_code=204)

    @get("/", guards=[only(Act.ASSEMBLIES)], opt={MEDIA_TYPES: tuple(ENDINGS)})
    async def file(self, proxy: FromPath[int], asker: NamedDependency[Asker]) -> Response[bytes]:
        """The scan itself."""
        await side_of(proxy, asker, Ender.STAFF)
        row = await fetchrow("SELECT kind, body FROM proxy_form WHERE proxy = $1", proxy)
        if row is None:
            raise Missing
        disposition = f'attachment; filename="proxy-{proxy}.{ENDINGS[row["kind"]]}"'
        headers = {**INERT, "x-content-type-options": "nosniff", "content-disposition": disposition}
        return Response(row["body"], media_type=row["kind"], headers=headers)
