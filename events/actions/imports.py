"""Takes a file of events or offices from elsewhere: all of it, or nothing and every reason why."""

import msgspec

from events.actions.events import create_all
from events.database import execute, fetch, fetchval, transaction
from events.rules.events import OfficeFacts
from events.rules.imports import Imported, read_events
from events.rules.offices import read_offices
from events.words import Status


async def import_offices(body: bytes, *, dry_run: bool = False) -> list[OfficeFacts]:
    """Store the offices of a table; one whose slug is known keeps its colour and shape. Raises ImportErrors."""
    async with transaction():
        await execute("LOCK TABLE office IN SHARE ROW EXCLUSIVE MODE")
        found = read_offices(body, await fetchval("SELECT count(*) FROM office"))
        if not dry_run:
            await store_offices(found)
        return found


async def store_offices(offices: list[OfficeFacts]) -> None:
    """Write the offices, in their order."""
    for office in offices:
        await execute(
            """INSERT INTO office (slug, name, city, region, languages, lat, lon, timezone, hue, shape)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (slug) DO UPDATE SET name = excluded.name, city = excluded.city, region = excluded.region,
                languages = excluded.languages, lat = excluded.lat, lon = excluded.lon, timezone = excluded.timezone""",
            office.slug, office.name, office.city, office.region, [one.value for one in office.languages],
            office.lat, office.lon, office.timezone, office.hue, office.shape.value,
        )  # fmt: skip


async def import_events(
    body: bytes, *, office: str | None = None, as_drafts: bool = False, dry_run: bool = False
) -> Imported:
    """Store the events of a CSV or iCalendar file, published unless the file says otherwise.

    as_drafts: none is shown yet but those cancelled. office: the slug for events of a calendar that name none.
    dry_run: look only. Raises ImportErrors.
    """
    async with transaction():
        rows = await fetch("SELECT * FROM office ORDER BY id")
        known = await fetch("SELECT slug, uid FROM event")
        found = read_events(
            body,
            msgspec.convert([dict(row) for row in rows], list[OfficeFacts]),
            {row["slug"] for row in known},
            {row["uid"] for row in known},
            office=office,
        )
        drafts = found.drafts
        if as_drafts:
            drafts = [
                draft if draft.status is Status.CANCELLED else msgspec.structs.replace(draft, status=Status.DRAFT)
                for draft in drafts
            ]
        if not dry_run:
            await create_all(drafts, "command line")
        return found
