"""The offices of the cooperative."""

import msgspec
from litestar import Controller, get

from events.database import fetch
from events.rules.events import OfficeFacts


class Offices(msgspec.Struct):
    """All of them, in the cooperative's own order."""

    items: list[OfficeFacts]
    next: str | None = None


class OfficesController(Controller):
    """`/api/offices`."""

    path = "/api/offices"
    tags = ["offices"]  # noqa: RUF012

    @get("/")
    async def all(self) -> Offices:
        """Every office, with its name in each language, its colour (a hue in oklch) and its shape."""
        rows = await fetch("SELECT * FROM office ORDER BY id")
        return Offices(msgspec.convert([dict(row) for row in rows], list[OfficeFacts]))
