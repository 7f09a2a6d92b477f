"""`convoke rehearse`: an assembly tried out on a copy of the database, which is gone when the rehearsal ends.

The copy lives on the assembly's day. Nothing that happens in it reaches the database it was made from, no mail leaves,
and no other system is asked.
"""

import asyncio
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

import asyncpg

from events.actions import projectors, tokens
from events.actions.assemblies import rules_of, settle_roll
from events.actions.convocations import convene
from events.actions.rehearsals import live_at_its_time, rehearse
from events.clock import now
from events.database import fetch, fetchone, fetchrow, migrate, pool
from events.database.copying import copy
from events.errors import AgendaUnpublished, EventUnpublished, RollEmpty
from events.postgres import own_server
from events.postgres.process import end_with_parent
from events.rules.statutes import days
from events.serve import serve
from events.settings import override, say, settings
from events.words import Role

log = logging.getLogger(__name__)

ACTOR = "rehearsal"
EARLY = timedelta(minutes=30)
"""How long before its beginning an assembly is rehearsed from: the doors are open."""
MEMBERS = 3
"""Members whose sign-in links are told."""
PREFIX = "convoke_rehearsal_"
LEFT_BEHIND = ("outbox", "login", "sign_in", "attempt", "idempotency_key")
"""Mails that wait, and who is signed in: both belong to the world outside."""


class CannotRehearse(SystemExit):
    """Why this cannot be rehearsed; stops the program with one clear sentence."""


def hold(slug: str, at: datetime | None, crowd: int) -> None:
    """Serve a copy in which this assembly is about to begin, until told to stop. Raises CannotRehearse.

    The organisation calls itself a test meanwhile, on every page and paper, in a word that all its languages have.

    at: the moment it begins at, on the clock of its place; half an hour before the assembly if none is given. crowd:
    how many members come and vote by themselves.
    """
    with own_server() as url, _copied(url, slug) as its:
        nowhere = dict.fromkeys(("demo", "smtp_url", "members_sync_url", "oidc_issuer"), "")
        override(database_url=its, rehearsal="true", organisation=f"{settings().organisation} (test)", **nowhere)
        asyncio.run(_prepare(slug, at))
        hands = [sys.executable, "-m", "events.samples.crowd", slug, str(crowd)]
        beside = subprocess.Popen(hands, preexec_fn=end_with_parent()) if crowd else None  # noqa: S603 (a slug, a number)
        try:
            serve()
        finally:
            if beside:
                beside.terminate()
                beside.wait()


@contextmanager
def _copied(url: str, slug: str) -> Iterator[str]:
    """The address of a copy of this database, which is dropped at the end. What earlier ones left is dropped first."""
    name = f"{PREFIX}{uuid4().hex[:8]}"
    its = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    asyncio.run(_check(slug))
    try:
        asyncio.run(_make(url, name))
    except asyncpg.InsufficientPrivilegeError:
        raise CannotRehearse(
            "A rehearsal needs a database of its own: let the role of CONVOKE_DATABASE_URL make one (CREATEDB)."
        ) from None
    try:
        asyncio.run(_fill(url, its))
        yield its
    finally:
        asyncio.run(_drop(url, name))


async def _check(slug: str) -> None:
    """Bring the database up to date, and look whether there is something to rehearse. Raises CannotRehearse."""
    async with pool(1):
        await migrate()
        found = await fetchrow(_ASSEMBLY, slug)
        if found is None:
            raise CannotRehearse(f"There is no assembly {slug}.")
        if found["opened_at"] is not None:
            raise CannotRehearse(f"The assembly {slug} was opened already; a rehearsal comes before.")


async def _make(url: str, name: str) -> None:
    admin = await asyncpg.connect(url)
    try:
        for row in await admin.fetch(_ABANDONED, f"{PREFIX}%"):
            await admin.execute(f'DROP DATABASE IF EXISTS "{row["datname"]}"')
        await admin.execute(f'CREATE DATABASE "{name}"')
    finally:
        await admin.close()


_ABANDONED = """
SELECT datname FROM pg_database d WHERE datname LIKE $1
    AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)
"""


async def _fill(url: str, its: str) -> None:
    override(database_url=its)
    async with pool(1):
        await migrate()
    await copy(url, its, LEFT_BEHIND)


async def _drop(url: str, name: str) -> None:
    admin = await asyncpg.connect(url)
    try:
        await admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        await admin.close()


async def _prepare(slug: str, at: datetime | None) -> None:
    """Let the copy live on the assembly's day, its members called and its roll settled, and say how to come in."""
    async with pool(2):
        await live_at_its_time()
        found = await fetchone(_ASSEMBLY, slug)
        zone = ZoneInfo(found["timezone"])
        try:
            if found["convened_at"] is None:
                await rehearse(min(now(), await _lawful(found)))
                await convene(found["event"], ACTOR)
            await rehearse(at.replace(tzinfo=zone) if at else found["starts_at"] - EARLY)
            await settle_roll(found["event"], ACTOR)
        except EventUnpublished:
            raise CannotRehearse(f"The event {slug} is a draft: publish it first.") from None
        except AgendaUnpublished:
            raise CannotRehearse(f"The agenda of {slug} is not published yet: publish it first.") from None
        except RollEmpty:
            raise CannotRehearse("Nobody is a member on the day of the record, so nobody could vote.") from None
        await _tell(slug, found["event"])


_ASSEMBLY = """
SELECT a.event, a.statutes, a.convened_at, a.opened_at, e.starts_at, e.timezone
FROM assembly a JOIN event e ON e.id = a.event WHERE e.slug = $1
"""


async def _lawful(found: Any) -> datetime:
    """The end of the last day on which the members can be called."""
    day = days(await rules_of(found["statutes"]), found["starts_at"], found["timezone"]).convene_by
    return datetime.combine(day, time(12), ZoneInfo(found["timezone"])).astimezone(UTC)


async def _tell(slug: str, event: int) -> None:
    """Print the addresses of the desk, the door, the projector and some members."""
    house = settings().public_url
    say(f"A rehearsal of {slug}: nothing here counts, and all of it is gone at the end.")
    for role in (Role.BUREAU, Role.DOOR):
        secret = await tokens.issue(role, kind="link", event=slug, actor=ACTOR)
        say(f"Sign in as {role.value}: {house}/signin?link={secret}")
    _, code = await projectors.make(event, ACTOR, ACTOR)
    say(f"The projector: {house}/projector/{code}")
    voters = await fetch(
        """SELECT m.number FROM voter v JOIN member m ON m.id = v.member JOIN assembly a ON a.id = v.assembly
        WHERE a.event = $1 ORDER BY m.number LIMIT $2""",
        event, MEMBERS,
    )  # fmt: skip
    for row in voters:
        secret = await tokens.issue(Role.MEMBER, kind="link", member=row["number"], actor=ACTOR)
        say(f"Sign in as member {row['number']}: {house}/signin?link={secret}")
