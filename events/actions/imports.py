"""Takes a file of events from elsewhere: all of it, or nothing and every reason why."""

import msgspec

from events.actions.events import create_all
from events.database import fetch, transaction
from events.rules.events import OfficeFacts
from events.rules.imports import Imported, read_events
from events.words import Status


async def import_events(body: bytes, *, status: Status, office: str | None, dry_run: bool = False) -> Imported:
    """Store the events of a CSV or iCalendar file, those that are not cancelled there with this status.

    office: the slug for a calendar's events that name none. dry_run: look only. Raises ImportErrors.
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
        drafts = [
            draft if draft.status is Status.CANCELLED else msgspec.structs.replace(draft, status=status)
            for draft in found.drafts
        ]
        if not dry_run:
            await create_all(drafts, "command line")
        return found
