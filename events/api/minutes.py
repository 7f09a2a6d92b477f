"""The draft minutes of an assembly, as PDF and as text to edit."""

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from events.actions.bureau import bureau_of
from events.actions.minutes import minutes_of
from events.api.asking import only
from events.api.assemblies import reached
from events.api.attendance import pdf, saved
from events.facts import event_by_id
from events.papers.blocks import Record, as_text
from events.papers.minutes import draft_minutes
from events.rules.access import Act, Asker
from events.settings import settings
from events.words import Language


class MinutesController(Controller):
    """`/api/assemblies/{slug}/minutes.pdf|.txt`."""

    path = "/api/assemblies/{slug:str}"
    tags = ["assemblies"]  # noqa: RUF012
    guards = [only(Act.ASSEMBLIES)]  # noqa: RUF012

    @get("/minutes.pdf", media_type="application/pdf")
    async def as_paper(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        reads: NamedDependency[str],
        lang: FromQuery[Language | None] = None,
    ) -> Response[bytes]:
        """The draft, with places to fill in and to sign."""
        return await pdf(await _minutes(slug, asker, lang or reads), f"{slug}-minutes")

    @get("/minutes.txt", media_type="text/plain")
    async def as_words(
        self,
        slug: FromPath[str],
        asker: NamedDependency[Asker],
        reads: NamedDependency[str],
        lang: FromQuery[Language | None] = None,
    ) -> Response[bytes]:
        """The same as text, whose headings, lists and tables are those of Markdown."""
        made = await _minutes(slug, asker, lang or reads)
        return saved(as_text(made).encode(), "text/plain", f"{slug}-minutes-{made.language}.txt")


async def _minutes(slug: str, asker: Asker, language: str) -> Record:
    here = await reached(slug, asker)
    told, bureau = await minutes_of(here.event), await bureau_of(here.assembly)
    return draft_minutes(await event_by_id(here.event), told, bureau, language, settings().organisation)
