"""`convoke sync members`, as somebody at the terminal meets it."""

import asyncio
import os
import re
import sys
from collections.abc import Iterator

import pytest

from events.database import fetchval
from events.settings import override, settings
from tests.actions.member_system import MemberSystem, person
from tests.cast import open_offices
from tests.stubborn import answer


@pytest.fixture
async def offices(database: str) -> None:
    await open_offices()


@pytest.fixture
def system(offices: None) -> Iterator[MemberSystem]:
    with MemberSystem(35) as running:
        yield running


async def convoke(*words: str) -> tuple[int | None, str]:
    """The status the command ends with, and all it says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "events.cli", "sync", "members", *words,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, env=os.environ,
    )  # fmt: skip
    said, _ = await process.communicate()
    return process.returncode, said.decode()


async def members() -> int:
    found: int = await fetchval("SELECT count(*) FROM membership WHERE until IS NULL")
    return found


async def test_looking_then_fetching_then_nothing_new(system: MemberSystem) -> None:
    """A dry run tells and changes nothing; then it is done; then there is nothing to do."""
    system.etag = '"v1"'

    status, said = await convoke("--dry-run")
    assert status == 0
    assert said.startswith("added: 1 Member 1\nadded: 2 Member 2\n")
    assert said.endswith("added: … and 15 more\n35 members would be added, 0 changed, and 0 would leave.\n")
    assert await members() == 0
    assert await convoke() == (0, "35 members fetched: 35 added, 0 changed, 0 left.\n")
    assert await members() == 35
    assert await convoke() == (0, "Nothing changed since the last time.\n")


async def test_more_than_a_tenth_would_leave(system: MemberSystem) -> None:
    """It is said, with what to do, and done once somebody wants it so."""
    await convoke()
    del system.members[:5]

    status, said = await convoke()
    assert (status, await members()) == (1, 35)
    assert "5 members would leave" in said
    assert "--accept" in said
    status, said = await convoke("--accept")
    assert status == 0
    assert re.match(r"Run \d+, fetched on \d{4}-\d\d-\d\d at \d\d:\d\d \(UTC\) from 127.0.0.1: 30 members", said)
    assert said.endswith("5 would leave.\n30 members fetched: 0 added, 0 changed, 5 left.\n")
    assert await members() == 30
    assert (await convoke("--accept"))[1] == "Error: No run is held.\n"


async def test_looking_names_whom_a_run_is_about(system: MemberSystem) -> None:
    """Who would change, and in what; who would leave; and that so many would have the run held."""
    await convoke()
    system.members[0] = person(1, name="Ada Peeters", shares=4)
    del system.members[30:]

    status, said = await convoke("--dry-run")

    assert status == 0
    assert said.splitlines() == [
        "changed: 1 Member 1 (name, shares)", *(f"left: {n} Member {n}" for n in range(31, 36)),
        "More than a tenth would leave: the run would be held until somebody takes it over.",
        "0 members would be added, 1 changed, and 5 would leave.",
    ]  # fmt: skip
    assert await members() == 35


async def test_a_held_run_is_taken_over_from_where_it_came_only(system: MemberSystem) -> None:
    """The address was taken away, or is another: nobody leaves by what it told."""
    await convoke()
    del system.members[:5]
    await convoke()
    here = settings().members_sync_url

    override(members_sync_url="")
    assert await convoke("--accept") == (1, "Error: No member system is named (CONVOKE_MEMBERS_SYNC_URL).\n")
    override(members_sync_url="https://elsewhere.example/members")
    status, said = await convoke("--accept")
    assert (status, "another address" in said) == (1, True)
    override(members_sync_url=here)
    assert await members() == 35


async def test_what_went_wrong_is_told(system: MemberSystem) -> None:
    """Everybody who cannot be taken is named; a system that wants to be left alone is."""
    system.members[3] = person(4, office="atlantis")
    status, said = await convoke()
    assert (status, await members()) == (1, 0)
    assert "member 4, office: atlantis is not an office" in said

    system.says(answer(b"", 503, {"Retry-After": "1200"}))
    status, said = await convoke()
    assert status == 1
    assert "answered 503. The run is kept, and goes on at" in said


async def test_no_system_is_named(offices: None) -> None:
    """The setting is told by its name; two wishes that exclude each other are no command."""
    override(members_sync_url="")

    assert await convoke() == (1, "Error: No member system is named (CONVOKE_MEMBERS_SYNC_URL).\n")
    assert (await convoke("--dry-run", "--accept"))[0] == 2
