"""The bureau of an assembly over HTTP: who chairs it, keeps its minutes and counts."""

from typing import Annotated

import msgspec
from litestar import Controller, Response, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from events.actions import bureau as actions
from events.api.asking import only
from events.api.assemblies import IfMatch, assembly_reached, reached
from events.api.versions import etag, version_in
from events.rules.access import Act, Asker
from events.words import BureauRole


class BureauPerson(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody of the bureau."""

    role: BureauRole
    name: Annotated[str, msgspec.Meta(max_length=1000)]


class Bureau(msgspec.Struct, forbid_unknown_fields=True):
    """The whole bureau, in the order they sign."""

    items: list[BureauPerson]


class BureauController(Controller):
    """`/api/assemblies/{slug}/bureau`."""

    path = "/api/assemblies/{slug:str}/bureau"
    tags = ["assemblies"]  # noqa: RUF012
    guards = [only(Act.ASSEMBLIES)]  # noqa: RUF012

    @get("/")
    async def see(self, slug: FromPath[str], asker: NamedDependency[Asker]) -> Response[Bureau]:
        """Who it is; its version is the ETag."""
        return await _answer(await assembly_reached(slug, asker))

    @put("/")
    async def name(
        self,
        slug: FromPath[str],
        data: JSONBody[Bureau],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Response[Bureau]:
        """Name all of it anew."""
        people = [(one.role, one.name) for one in data.items]
        here = await reached(slug, asker)
        await actions.name_bureau(here.event, people, asker.name, version_in(if_match))
        return await _answer(here.assembly)


async def _answer(assembly: int) -> Response[Bureau]:
    people = [BureauPerson(role, name) for role, name in await actions.bureau_of(assembly)]
    return Response(Bureau(people), headers={"etag": etag(await actions.version_of(assembly))})
