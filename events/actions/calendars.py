"""Keeps what calendars are served: each event rendered once per language when it changes, and a clock that ticks."""

from collections.abc import Iterable

from events import __version__
from events.calendar import entry
from events.clock import now
from events.database import execute, fetchval, notify, transaction
from events.facts import events_where
from events.rules.events import EventFacts
from events.settings import settings
from events.words import Language, Status

CLOCK = "calendar"


async def render(*events: int) -> None:
    """Render these events in every language, or take drafts among them out of the feeds, and tick the clock once."""
    found = await events_where("e.id = ANY($1::bigint[])", list(events))
    await execute("DELETE FROM calendar_entry WHERE event = ANY($1::bigint[])", list(events))
    await _store(event for event in found if event.status is not Status.DRAFT)
    await tick()


async def tick() -> None:
    """Say that some public calendar changed. The clock never shows a second twice, as readers compare seconds."""
    await execute(
        """INSERT INTO change_clock AS c (name, ticks, rendered_for, changed_at) VALUES ($1, 1, '', $2)
        ON CONFLICT (name) DO UPDATE SET ticks = c.ticks + 1,
            changed_at = greatest($2, date_trunc('second', c.changed_at) + interval '1 second')""",
        CLOCK, now(),
    )  # fmt: skip
    await notify("convoke", "calendar")


async def render_all_if_outdated() -> bool:
    """Render every event anew when the release or the public address is another than the stored entries'."""
    wanted = f"{__version__} {settings().public_url} {settings().organisation}"
    async with transaction():
        await execute("LOCK TABLE change_clock IN SHARE ROW EXCLUSIVE MODE")
        if await fetchval("SELECT rendered_for FROM change_clock WHERE name = $1", CLOCK) == wanted:
            return False
        await tick()
        await execute("DELETE FROM calendar_entry")
        await _store(await events_where("e.status <> 'draft'"))
        await execute("UPDATE change_clock SET rendered_for = $2 WHERE name = $1", CLOCK, wanted)
        return True


async def _store(events: Iterable[EventFacts]) -> None:
    """Write the entries; with the link to join only in the one for people who registered."""
    base, organisation = settings().public_url, settings().organisation
    rows = [
        (event.id, language.value, online, entry(event, language.value, base, organisation, online_url_shown=online))
        for event in events
        for language in Language
        for online in ((False, True) if event.online_url else (False,))
    ]
    await execute(
        """INSERT INTO calendar_entry (event, language, online, body)
        SELECT * FROM unnest($1::bigint[], $2::text[], $3::boolean[], $4::bytea[])""",
        *[list(column) for column in zip(*rows, strict=True)] if rows else ([], [], [], []),
    )
