"""Who can change the journal: not the app, nor a lesser role; an owner or superuser can, and verifying tells."""

import re
import shutil
from collections.abc import AsyncIterator, Iterator

import asyncpg
import httpx
import pytest

from events import database as db
from events.actions import chain, keys
from events.app import create
from events.database import execute, fetchval, migrate
from events.postgres import Handle, ensure_running, places_of
from events.postgres.cluster import run
from events.settings import override
from tests.api.conftest import in_one_task
from tests.cast import ADA, hold_event, open_offices
from tests.conftest import QUICK, temporary_folder
from tests.documents import text_of

LESSER = "convoke_app"
ROLES = f"CREATE ROLE {LESSER} LOGIN PASSWORD 'lesser'\nCREATE ROLE boss LOGIN SUPERUSER PASSWORD 'boss'\n"

REFUSED = [
    "UPDATE journal SET actor = 'nobody'",
    "DELETE FROM journal",
    "TRUNCATE journal, journal_link",
    "UPDATE journal_link SET entry = 0",
    "DELETE FROM journal_link",
    "ALTER TABLE journal DISABLE TRIGGER USER",
    "DROP TRIGGER journal_only_grows ON journal",
    "DROP TABLE journal",
    "CREATE OR REPLACE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "SET session_replication_role = replica",
]


@pytest.fixture(scope="module")
def server() -> Iterator[Handle]:
    """A server with two more roles: one that owns nothing, and a superuser."""
    folder = temporary_folder()
    where = places_of(folder)
    ensure_running(where).stop()
    run(where, ["postgres", "--single", "-D", str(where.data), "convoke"], ROLES)
    with (where.data / "pg_hba.conf").open("a") as doors:
        doors.write(f"local all {LESSER},boss scram-sha-256\n")
    running = ensure_running(where, options=QUICK)
    yield running
    running.stop()
    shutil.rmtree(folder, ignore_errors=True)


def as_role(server: Handle, role: str, password: str) -> str:
    """How this role connects."""
    return re.sub("//convoke@", f"//{role}:{password}@", server.url).partition("&passfile")[0]


def grants() -> str:
    """What docs/running.md tells an owner to grant the lesser role."""
    found = re.search(r"```sql\n(CREATE ROLE convoke_app.*?)```", text_of("docs/running.md"), re.S)
    assert found
    return found[1].partition(";")[2]


@pytest.fixture
async def lesser(worker_database: str, server: Handle) -> AsyncIterator[None]:
    """The pool, open as the lesser role on a database that another one owns and migrated."""
    await db.close_pool()
    override(database_url=server.url)
    async with db.pool(2):
        await migrate()
        await execute(grants())
    override(database_url=as_role(server, LESSER, "lesser"))
    await db.open_pool(4)
    keys.forget()
    yield
    await db.close_pool()
    override(database_url=worker_database)
    await db.open_pool(size=20)
    keys.forget()


async def test_a_lesser_role_is_enough(lesser):
    """As docs/running.md tells it, the app works as a role that owns nothing: people register, lines are sealed."""
    await open_offices()
    assert await migrate() == []
    await hold_event()
    app = create(connections=None)
    async with in_one_task(app.lifespan()):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            made = await client.post("/api/events/party/registrations", json=ADA)
            gone = await client.delete(made.json()["manage_url"].replace("/registrations", "/api/registrations"))

    assert (made.status_code, gone.status_code) == (201, 200)
    assert await chain.seal() == 3
    assert (await chain.examine()).breaks == []


@pytest.mark.parametrize("deed", REFUSED)
async def test_a_lesser_role_changes_nothing(lesser, deed):
    """Nor can it take the guards away, whatever finds its way into a statement."""
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await execute(deed)


async def test_a_superuser_is_refused_and_can_insist(lesser, server):
    """The triggers stop a superuser's slip. One who switches them off can change a line, and verifying names it."""
    await execute(
        "INSERT INTO journal (at, actor, action, about, about_id, facts) SELECT now(), 'x', 'x', 'x', 1, '{}'"
    )
    await chain.seal()
    last = await fetchval("SELECT max(position) FROM journal_link")
    entry = await fetchval("SELECT entry FROM journal_link WHERE position = $1", last)
    boss = await asyncpg.connect(as_role(server, "boss", "boss"))
    try:
        for slip in ("UPDATE journal SET actor = 'y'", "DELETE FROM journal", "TRUNCATE journal"):
            with pytest.raises(asyncpg.RestrictViolationError):
                await boss.execute(slip)
        await boss.execute("SET session_replication_role = replica")
        await boss.execute("UPDATE journal SET actor = 'y' WHERE id = $1", entry)
    finally:
        await boss.close()

    breaks = [broken.told for broken in (await chain.examine()).breaks]
    assert breaks == [f"Position {last}: the hash of line {entry} does not hold."]
