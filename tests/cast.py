"""The people and places that tests speak of. Ada organises, Bram waits, Chloé is late, Davíð's name is unusual."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from events.actions import assemblies, logins, statutes, tokens
from events.actions import events as actions
from events.clock import now
from events.database import execute, fetchval
from events.rules.events import EventDraft, EventFacts
from events.rules.members import searched
from events.rules.people import folded_address
from events.rules.statutes import Need, Statutes
from events.tickets.secrets import token_hash
from events.words import Gathering, Holders, Matter, Mode, Role, Status, Via, Weighing

ADA = {"name": "Ada Janssens", "email": "ada@example.org", "language": "nl"}
BRAM = {"name": "Bram Claes", "email": "bram@example.org", "language": "nl"}
CHLOE = {"name": "Chloé D'Hondt", "email": "chloe@example.org", "language": "fr"}
DAVID = {"name": "Davíð 🎈", "email": "davíð+feest@exämple.org", "language": "de"}

SHAPES = ("circle", "square", "triangle")


async def open_offices(*slugs: str) -> None:
    """Offices with these slugs, Brussels and Ghent unless named otherwise."""
    for n, slug in enumerate(slugs or ("brussels", "ghent")):
        texts = {language: slug.title() for language in ("nl", "fr", "en", "de")}
        await execute(
            """INSERT INTO office (slug, name, city, region, languages, lat, lon, timezone, hue, shape)
            VALUES ($1, $2, $2, 'Belgium', ARRAY['nl', 'fr'], 50.83, 4.34, 'Europe/Brussels', $3, $4)""",
            slug, texts, 40 * n, SHAPES[n],
        )  # fmt: skip


async def hold_event(slug: str = "party", **changes: Any) -> EventFacts:
    """A published event in Brussels that is under way, so that doors are open and people still register."""
    wanted: dict[str, Any] = {
        "slug": slug,
        "office": "brussels",
        "title": {"nl": f"Feest {slug}", "fr": f"Fête {slug}", "en": f"Party {slug}"},
        "starts_at": now().replace(microsecond=0) - timedelta(hours=1),
        "ends_at": now().replace(microsecond=0) + timedelta(hours=5),
        "timezone": "Europe/Brussels",
        "mode": Mode.ON_SITE,
        "status": Status.PUBLISHED,
    }
    return await actions.create(EventDraft(**{**wanted, **changes}), "test")


async def bearer(role: Role, **scope: Any) -> dict[str, str]:
    """The header of a token with this role, narrowed to an office or an event by slug."""
    return {"authorization": f"Bearer {await tokens.issue(role, **scope)}"}


def at(text: str) -> datetime:
    """An instant written in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


PROFILE = Statutes(
    name="Cooperative", notice_days=15, record_days=0, proxy_limit=1, proxy_hours=24, proxy_holders=Holders.ANY,
    weighing=Weighing.MEMBER, needs=tuple(Need(matter=matter) for matter in Matter),
)  # fmt: skip


async def hold_assembly(event: str = "party", **rules: Any) -> int:
    """Let this event be an ordinary assembly by a profile of its own; the profile's id."""
    profile = await statutes.create(msgspec.structs.replace(PROFILE, **rules), "test")
    row = await fetchval("SELECT id FROM event WHERE slug = $1", event)
    await assemblies.create(row, Gathering.ORDINARY, profile, "test")
    return profile


ITEMS: Sequence[tuple[str, str | None, dict[str, str]]] = (
    ("information", None, {"nl": "Verslag", "fr": "Rapport"}),
    ("decision", "ordinary", {"nl": "Rekeningen", "fr": "Comptes"}),
)
"""An agenda: kind, matter and title of each item."""


async def write_agenda(event: str = "party", items: Sequence[tuple[str, str | None, dict[str, str]]] = ITEMS) -> None:
    """Let an assembly have this agenda, which members can read. An election is of two."""
    assembly = await fetchval("SELECT a.id FROM assembly a JOIN event e ON e.id = a.event WHERE e.slug = $1", event)
    for position, (kind, matter, title) in enumerate(items, 1):
        await execute(
            """INSERT INTO agenda_item (assembly, position, kind, matter, title, text, seats, version)
            VALUES ($1, $2, $3, $4, $5, '{}', $6, 1)""",
            assembly, position, kind, matter, title, 2 if kind == "election" else None,
        )  # fmt: skip
    await execute(
        """WITH said AS (
            INSERT INTO agenda_version (assembly, number, reason, published_at, published_by, content)
            SELECT $1, 1, '{}', $2, 'test', agenda_content($1)
        ) INSERT INTO agenda (assembly, version, published_at) VALUES ($1, 1, $2)""",
        assembly, now(),
    )  # fmt: skip


async def call_together(event: str = "party", items: Sequence[tuple[str, Matter | None]] = ()) -> list[int]:
    """Call the members to this assembly, without mails, on an agenda of these titles and matters; its items' ids."""
    kinds = {None: "information", Matter.ELECTION: "election"}
    made = [
        await fetchval(
            """INSERT INTO agenda_item (assembly, position, kind, matter, title, text, seats)
            SELECT a.id, $2, $3::text, $4, $5, '{}', CASE WHEN $3::text = 'election' THEN 1 END
            FROM assembly a JOIN event e ON e.id = a.event WHERE e.slug = $1 RETURNING id""",
            event, n, kinds.get(matter, "decision"), matter and matter.value, {"en": title},
        )
        for n, (title, matter) in enumerate(items, 1)
    ]  # fmt: skip
    await execute(
        """WITH called AS (
            UPDATE assembly SET convened_at = $2 WHERE event = (SELECT id FROM event WHERE slug = $1) RETURNING statutes
        ) UPDATE statutes SET frozen_at = $2 FROM called WHERE statutes.id = called.statutes""",
        event, now(),
    )  # fmt: skip
    return made


def somebody(n: int) -> dict[str, Any]:
    """One of a crowd."""
    return {"name": f"Person {n}", "email": f"person{n}@example.org", "language": "en"}


async def join(number: int, who: dict[str, Any], office: str | None = None, left_on: date | None = None) -> int:
    """Make a person of the cast a member with this number since 2020, until they left; the row's id."""
    email = who.get("email")
    return await fetchval(
        """WITH made AS (
            INSERT INTO member (number, name, email, address, language, search, office)
            VALUES ($1, $2, $3, $4, $5, $6, (SELECT id FROM office WHERE slug = $7)) RETURNING id
        ), held AS (
            INSERT INTO membership (member, category, shares, since, until)
            SELECT made.id, category.id, 1, '2020-01-01', $8 FROM made, category WHERE code = 'A'
        ) SELECT id FROM made""",
        number, who["name"], email, email and folded_address(email), who["language"], searched(who["name"], number),
        office, left_on,
    )  # fmt: skip


async def invite(member: int, event: str = "party") -> int:
    """Call a member to this event, as a convocation does: a registration that takes no seat; its ticket's id."""
    ticket: int = await fetchval(
        """WITH made AS (
            INSERT INTO registration (event, member, name, email, address, language, answers, seat, party_size,
                created_at)
            SELECT e.id, m.id, m.name, m.email, m.address, m.language, '{}', 'invited', 1, $3
            FROM event e, member m WHERE e.slug = $2 AND m.id = $1 RETURNING id, event, name
        ), printed AS (
            INSERT INTO ticket (event, registration, number, name, created_at)
            SELECT event, id, 1, name, $3 FROM made RETURNING id, registration
        ), placed AS (
            INSERT INTO place (ticket, registration) SELECT id, registration FROM printed
        ) SELECT id FROM printed""",
        member, event, now(),
    )  # fmt: skip
    return ticket


async def appoint(who: dict[str, str], role: Role, office: str | None = None) -> int:
    """Make a person of the cast staff with this role; the row's id."""
    staff = await fetchval(
        """INSERT INTO staff (name, email, address, language, invited_at, invited_by)
        VALUES ($1, $2, $3, $4, $5, 'test') RETURNING id""",
        who["name"], who["email"], folded_address(who["email"]), who["language"], now(),
    )  # fmt: skip
    await execute(
        """INSERT INTO staff_role (staff, role, office, granted_at, granted_by)
        VALUES ($1, $2, (SELECT id FROM office WHERE slug = $3), $4, 'test')""",
        staff, role.value, office, now(),
    )  # fmt: skip
    return staff


async def browser_of(who: dict[str, str], *, given: timedelta | None = None) -> dict[str, str]:
    """The headers of a browser in which this person signed in by mail. given: how long ago the second factor was."""
    secret, _ = await logins.open_login(
        address=folded_address(who["email"]), via=Via.MAIL, agent="Firefox, Linux", source="192.0.2.7", ended=None
    )
    if given is not None:
        await execute(
            "UPDATE login SET strong_at = $2, elevated_at = $2 WHERE secret_hash = $1",
            token_hash(secret), now() - given,
        )  # fmt: skip
    return cookie_headers(secret)


def cookie_headers(secret: str) -> dict[str, str]:
    """The headers of our own page with this login."""
    return {"cookie": f"convoke_login={secret}", "origin": "http://127.0.0.1:8000"}
