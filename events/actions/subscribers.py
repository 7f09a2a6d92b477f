"""Personal calendars: an address' own events, behind a link that only who has its mailbox learns, and can replace."""

from typing import Any

from events.actions.journal import note
from events.actions.outbox import queue
from events.database import execute, fetch, fetchrow, transaction
from events.errors import Missing, NotAllowed
from events.mail.subscribers import subscriber_for
from events.settings import settings
from events.tickets.secrets import calendar_token, read_calendar_token


async def entries_for(token: str, language: str) -> list[Any]:
    """The rendered entries (body, timezone) of the events this link's owner is registered for, by start.

    Those with a seat at an event carry the link to join it. Raises Missing for a link that is dead or none of ours.
    """
    subscriber = await _owner(token)
    return await fetch(
        """SELECT DISTINCT ON (e.starts_at, e.id) c.body, e.timezone
        FROM registration r JOIN event e ON e.id = r.event
        JOIN calendar_entry c ON c.event = e.id AND c.language = $2 AND (NOT c.online OR r.seat = 'confirmed')
        WHERE r.address = $1 AND r.seat <> 'cancelled' AND e.status <> 'draft'
        ORDER BY e.starts_at, e.id, c.online DESC""",
        subscriber["address"], language,
    )  # fmt: skip


async def link_of(login: int | None) -> str:
    """The page of the personal calendar of the mailbox this login proved, begun when there was none.

    Raises NotAllowed for whoever is signed in without having proven one: a link from elsewhere, a program.
    """
    async with transaction():
        owner = await fetchrow(_MAILBOX, login)
        if owner is None:
            raise NotAllowed
        return (await subscriber_for(owner["email"], owner["language"])).page


# The mailbox as its owner writes it, unless the register has another one by now.
_MAILBOX = """
SELECT coalesce(s.email, m.email, l.address) AS email, coalesce(s.language, m.language, 'en') AS language
FROM login l LEFT JOIN staff s ON s.id = l.staff AND s.address = l.address
LEFT JOIN member m ON m.id = l.member AND m.address = l.address WHERE l.id = $1 AND l.address IS NOT NULL
"""


async def replace_link(token: str) -> str:
    """Kill this personal link and answer the address of the next one, which is mailed too. Raises Missing."""
    async with transaction():
        subscriber = await _owner(token)
        version = subscriber["version"] + 1
        done = await execute(
            "UPDATE subscriber SET version = $2 WHERE id = $1 AND version = $3",
            subscriber["id"], version, subscriber["version"],
        )  # fmt: skip
        if done != "UPDATE 1":
            raise Missing
        await queue("calendar_link", subscriber["email"], "", subscriber["language"], subscriber=subscriber["id"])
        await note(f"subscriber {subscriber['id']}", "replaced", "subscriber", subscriber["id"])
        return f"{settings().public_url}/mine/{calendar_token(subscriber['id'], version)}"


async def _owner(token: str) -> Any:
    said = read_calendar_token(token)
    row = said and await fetchrow("SELECT * FROM subscriber WHERE id = $1 AND version = $2", *said)
    if not row:
        raise Missing
    return row
