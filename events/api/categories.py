"""Categories of shares: listed for all, kept by administrators."""

from typing import Any

import msgspec
from litestar import Controller, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from events.actions import categories as actions
from events.api.asking import only
from events.database import fetch
from events.rules.access import Act, Asker
from events.rules.events import Texts
from events.rules.people import tidy


class CategoryOut(msgspec.Struct):
    """A kind of share. code: what files and programs call it; name: one text per language."""

    code: str
    name: Texts


class Categories(msgspec.Struct):
    """All of them, in their order."""

    items: list[CategoryOut]
    next: str | None = None


class NewCategory(msgspec.Struct, forbid_unknown_fields=True):
    """A category to add at the end of the list."""

    code: str
    name: Texts


class CategoryChange(msgspec.Struct, forbid_unknown_fields=True):
    """What to change. position: its place in the list, from 1; the others make room."""

    name: Texts | None = None
    position: int | None = None


class CategoriesController(Controller):
    """`/api/categories`."""

    path = "/api/categories"
    tags = ["members"]  # noqa: RUF012

    @get("/")
    async def all(self) -> Categories:
        """Every category, in order."""
        return await _all()

    @post("/", guards=[only(Act.CATEGORIES)])
    async def create(self, data: JSONBody[NewCategory], asker: NamedDependency[Asker]) -> Categories:
        """Add one; answers the whole list. 409 category-taken."""
        await actions.create(tidy(data.code), _tidied(data.name), asker.name)
        return await _all()

    @patch("/{code:str}", guards=[only(Act.CATEGORIES)])
    async def change(
        self, code: FromPath[str], data: JSONBody[CategoryChange], asker: NamedDependency[Asker]
    ) -> Categories:
        """Name it otherwise, or move it; answers the whole list."""
        name = _tidied(data.name) if data.name is not None else None
        await actions.change(code, name, data.position, asker.name)
        return await _all()

    @delete("/{code:str}", guards=[only(Act.CATEGORIES)], status_code=200)
    async def remove(self, code: FromPath[str], asker: NamedDependency[Asker]) -> Categories:
        """Take it away; answers the whole list. 409 category-in-use while any membership names it."""
        await actions.remove(code, asker.name)
        return await _all()


async def _all() -> Categories:
    rows = await fetch("SELECT code, name FROM category ORDER BY position, id")
    return Categories(msgspec.convert([dict(row) for row in rows], list[CategoryOut]))


def _tidied(name: Texts) -> dict[str, Any]:
    """The texts tidied, without those that are empty."""
    return {language: tidied for language, text in name.items() if (tidied := tidy(text))}
