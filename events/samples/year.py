"""Fills an empty database with the anniversary year, and opens a way in for each role."""

import csv
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from events.actions import events as actions
from events.actions import tokens
from events.actions.calendars import tick
from events.actions.imports import store_offices
from events.actions.memberships import Rewriting, rewrite
from events.actions.registrations import Request, register
from events.actions.rehearsals import rehearse
from events.database import execute, fetch, fetchval, transaction
from events.rules.events import EventDraft
from events.rules.members import searched
from events.rules.offices import read_offices
from events.rules.people import folded_address
from events.samples import assembly
from events.samples.cast import CITY_DE, CITY_EN, NAME_DE, members, memberships, phone_of
from events.samples.words import DESCRIPTIONS, TITLES_DE
from events.settings import settings
from events.words import Audience, Language, Mode, Role, Status

DATA = Path(__file__).parent / "data"
ZONE = "Europe/Brussels"
FILLED_AT = datetime(2023, 1, 9, 9, tzinfo=ZoneInfo(ZONE))
"""When the sample members registered."""
SHOWN_AT = datetime(2023, 1, 26, 17, 30, tzinfo=ZoneInfo(ZONE))
"""When a demonstration begins: the year's first doors are open, and all that follows lies ahead."""

MEMBERS = 500
BUSY = {"new-year-reception": 96, "open-house-ghent": 70, "smartlabs-kickoff": 41, "local-life-charleroi": 38}
"""How many of the sample members have registered already, by event."""


async def fill_if_empty() -> bool:
    """Put the year into a database that has no office yet; answers whether it did. All of it or nothing."""
    async with transaction():
        await execute("LOCK TABLE office IN SHARE ROW EXCLUSIVE MODE")
        if await fetchval("SELECT true FROM office LIMIT 1"):
            return False
        await rehearse(FILLED_AT)
        await _offices()
        await _members()
        await _events()
        await assembly.prepare()
        await tick()
    await _registrations()
    async with transaction():
        await rehearse(SHOWN_AT)
    return True


async def sign_in_links() -> dict[Role, str]:
    """One sign-in link per role that the web app serves, for a demonstration: each opens as often as it is used.

    The member is the one who has registered most often, so that there is something to see.
    """
    office, event = {Role.ORGANISER: "brussels"}, {Role.BUREAU: assembly.SLUG}
    member = await fetchval(
        """SELECT m.number FROM member m JOIN registration r ON r.member = m.id AND r.seat <> 'cancelled'
        GROUP BY m.number ORDER BY count(*) DESC, m.number LIMIT 1"""
    )
    links = {}
    for role in (Role.ADMIN, Role.ORGANISER, Role.DOOR, Role.BUREAU, *([Role.MEMBER] if member else [])):
        whose = member if role is Role.MEMBER else None
        secret = await tokens.issue(role, kind="link", office=office.get(role), event=event.get(role), member=whose)
        links[role] = f"{settings().public_url}/signin?link={secret}"
    return links


async def _offices() -> None:
    """The table of the cooperative's offices, with their names in German, which it does not have."""
    found = read_offices((DATA / "offices.csv").read_bytes())
    await store_offices(
        [
            msgspec.structs.replace(
                office,
                name={**office.name, "de": NAME_DE[office.slug]},
                city={**office.city, "de": CITY_DE[office.slug], "en": CITY_EN.get(office.slug, office.name["en"])},
            )
            for office in found
        ]
    )


async def _members() -> None:
    """Everybody joined on a day of the years before; some have left, but nobody who comes to what is ahead."""
    coming = {1001 + number_of(slug) + n for slug, wanted in BUSY.items() for n in range(wanted)}
    rows = [
        (
            number,
            name,
            email,
            email and folded_address(email),
            phone_of(number),
            language,
            searched(name, number),
            office,
        )
        for number, name, email, language, office in members(MEMBERS)
    ]
    made = await fetch(
        """INSERT INTO member (number, name, email, address, phone, language, search, office)
        SELECT m.number, m.name, m.email, m.address, m.phone, m.language, m.search, o.id
        FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::text[]) AS m (number, name, email, address, phone, language, search, office)
        JOIN office o ON o.slug = m.office
        ORDER BY m.number RETURNING id, number""",
        *[list(column) for column in zip(*rows, strict=True)],
    )
    held = [Rewriting(row["id"], [], memberships(row["number"], row["number"] in coming)) for row in made]
    await rewrite(held)


async def _events() -> None:
    """The days first, then the items of their programmes."""
    languages = {row["slug"]: row["languages"].split() for row in _read("offices.csv")}
    drafts = []
    for row in sorted(_read("year-2023.csv"), key=lambda row: bool(row["parent"])):
        title = {language: row[f"title_{language}"] for language in ("nl", "fr", "en")}
        draft = EventDraft(
            slug=row["slug"],
            office=row["office"],
            parent=row["parent"] or None,
            title={**title, "de": TITLES_DE[row["slug"]]},
            description=DESCRIPTIONS.get(row["slug"], {}),
            starts_at=_local(row["starts_at"]),
            ends_at=_local(row["ends_at"]),
            timezone=ZONE,
            mode=Mode(row["mode"]),
            online_url=None if row["mode"] == Mode.ON_SITE else f"https://meet.example.org/{row['slug']}",
            capacity=int(row["capacity"]),
            audience=Audience(row["audience"]),
            languages=[Language(one) for one in languages[row["office"]]],
            status=Status.PUBLISHED,
        )
        drafts.append(draft)
    await actions.create_all(drafts, "samples")


async def _registrations() -> None:
    """Sample members register as real ones would, so that the lists, the queue and the mails have something to show."""
    crowd = list(members(MEMBERS))
    ids = {row["number"]: row["id"] for row in await fetch("SELECT number, id FROM member")}
    for slug, wanted in BUSY.items():
        alone = await fetchval("SELECT audience = 'members' FROM event WHERE slug = $1", slug)
        for number, name, email, language, _ in crowd[number_of(slug) : number_of(slug) + wanted]:
            party = [crowd[number % MEMBERS][1]] if number % 9 == 0 else []
            # Two of three have signed in before they register, and all of them where it is for members alone.
            member = ids[number] if alone or number % 3 else None
            request = Request(name=name, email=email, language=language, party=party, answers={}, member=member)
            await register(slug, request, current=member is not None)


def number_of(slug: str) -> int:
    """Where in the crowd those who come to this event begin: another place for each, always the same."""
    return sum(slug.encode()) % (MEMBERS - 120)


def _read(file: str) -> list[dict[str, Any]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE))
