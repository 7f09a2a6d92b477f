"""The year to measure on: 500 events, 20,000 tickets to one of them, and another with places left."""

from dataclasses import dataclass
from datetime import timedelta

from events.actions import calendars, logins, tokens
from events.actions.events import create_all
from events.actions.keys import keys
from events.clock import now
from events.database import execute, fetch, fetchval, migrate, pool
from events.rules.events import EventDraft
from events.rules.tickets import validity
from events.tickets import codes
from events.words import Language, Mode, Role, Status, Via

EVENTS = 500
TICKETS = 20_000
DOOR, OPEN = "door", "open"
"""The slugs of the event scanned at, and of the one registered for."""

DESCRIPTION = """An evening about **work and freedom**, with people who have tried both.

- doors at half past six
- talk at seven, [programme](https://example.org/programme)
- soup for everyone afterwards
"""


@dataclass
class Filled:
    """What the measurements need to know of it. tickets: id and code of each; login: the secret of a member's."""

    token: str
    login: str
    door: int
    open: int
    tickets: list[tuple[int, str]]


async def fill() -> Filled:
    """Fill an empty database."""
    async with pool(2):
        await migrate()
        for n, slug in enumerate(("brussels", "ghent", "liege")):
            texts = {language.value: slug.title() for language in Language}
            await execute(
                """INSERT INTO office (slug, name, city, region, languages, lat, lon, timezone, hue, shape)
                VALUES ($1, $2, $2, 'Belgium', ARRAY['nl', 'fr'], 50.83, 4.34, 'Europe/Brussels', $3, 'circle')""",
                slug, texts, 40 * n,
            )  # fmt: skip
        await create_all([_draft(n) for n in range(EVENTS - 2)], "bench")
        [door, opened] = await create_all([_draft(0, DOOR), _draft(200, OPEN, capacity=1_000_000)], "bench")
        await calendars.render_all_if_outdated()
        tickets = await _sell(door)
        token = await tokens.issue(Role.DOOR)
        login = await _sign_in()
        await execute("VACUUM ANALYZE")
        return Filled(token=token, login=login, door=door, open=opened, tickets=tickets)


def _draft(n: int, slug: str | None = None, capacity: int | None = None) -> EventDraft:
    starts_at = now().replace(minute=0, second=0, microsecond=0) + timedelta(days=n % 300, hours=n % 3 - 1)
    return EventDraft(
        slug=slug or f"evening-{n}",
        office=("brussels", "ghent", "liege")[n % 3],
        title={language.value: f"An evening about work and freedom, number {n}" for language in Language},
        description={language.value: DESCRIPTION for language in Language},
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=8),
        timezone="Europe/Brussels",
        mode=Mode.ON_SITE,
        venue="Rue Émile Féron 70, 1060 Saint-Gilles",
        capacity=capacity or 40 + n,
        languages=[Language.NL, Language.FR],
        status=Status.PUBLISHED,
    )


async def _sign_in() -> str:
    """A member who is signed in; the secret of their login."""
    await execute(
        """INSERT INTO member (number, name, email, address, language)
        VALUES (1, 'Ada', 'ada@example.org', 'ada@example.org', 'en')"""
    )
    secret, _ = await logins.open_login(address="ada@example.org", via=Via.MAIL, agent="", source="", ended=None)
    return secret


async def _sell(event: int) -> list[tuple[int, str]]:
    """Tickets to the event, with their codes."""
    await execute("UPDATE seats SET capacity = $2, confirmed = $2 WHERE event = $1", event, TICKETS)
    await execute(
        """WITH made AS (
            INSERT INTO registration (event, name, email, address, language, answers, seat, party_size, created_at,
                confirmed_at)
            SELECT $1, 'Person ' || n, 'person' || n || '@example.org', 'person' || n || '@example.org', 'en', '{}',
                'confirmed', 1, $3, $3 FROM generate_series(1, $2::int) n RETURNING id, name
        ), printed AS (
            INSERT INTO ticket (event, registration, number, name, created_at)
            SELECT $1, id, 1, name, $3 FROM made RETURNING id, registration
        )
        INSERT INTO place (ticket, registration) SELECT id, registration FROM printed""",
        event, TICKETS, now(),
    )  # fmt: skip
    ends_at = await fetchval("SELECT ends_at FROM event WHERE id = $1", event)
    signing = await keys()
    return [
        (
            row["id"],
            codes.sign(
                signing.active,
                key_id=signing.active_id,
                event=event,
                ticket=row["id"],
                **validity(row["created_at"], ends_at),
            ),
        )
        for row in await fetch("SELECT id, created_at FROM ticket ORDER BY id")
    ]
