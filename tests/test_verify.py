"""`convoke verify` as its reader meets it: what holds and what does not, in sentences, and the exit status."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from unittest.mock import AsyncMock

import pytest
from click.testing import CliRunner

from events import cli
from events.actions import chain
from events.actions.journal import note
from events.cli import main
from events.clock import now
from events.database import Unavailable
from events.rules.chain import Head, Line, linked, written
from events.rules.chain_file import FIRST, last_line, link_line


async def convoke(database: str, *words: str) -> tuple[int, str]:
    """Exit status and all that the command printed."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("CONVOKE_")}
    done = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "events.cli", *words,
        env={**bare, "CONVOKE_DATABASE_URL": database},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await done.communicate()
    assert done.returncode is not None
    return done.returncode, said.decode()


async def exported(file: Path) -> Head:
    """Write the sealed journal as an export would; the head."""
    reached = await chain.head()
    rows = [link_line(position, given, line) async for position, _, given, line in chain.links()]
    file.write_bytes(b"".join([FIRST, *rows, last_line(reached)]))
    return reached


@pytest.fixture
async def sealed(database: str, tmp_path: Path) -> Path:
    """Five lines, sealed, and a file of them."""
    for n in range(5):
        await note("test", "tested", "event", n)
    await chain.seal()
    await exported(tmp_path / "journal.jsonl")
    return tmp_path / "journal.jsonl"


def offline(*words: str) -> tuple[int, str]:
    """The command, without any database it could reach."""
    done = CliRunner().invoke(main, ["verify", *words])
    return done.exit_code, done.output


async def test_what_holds(database, sealed):
    """File and database hold, and the file's head is in the database; heads are printed to be kept."""
    head = (await chain.head()).hash.hex()
    told = f"5 lines hold. Head: {head}\n"

    assert offline(str(sealed)) == (0, f"journal.jsonl: {told}")
    assert await convoke(database, "verify", "--journal") == (0, f"journal: {told}")
    assert await convoke(database, "verify", "--journal", str(sealed)) == (0, f"journal.jsonl: {told}journal: {told}")


async def test_a_changed_file(sealed):
    """The line is named, and the status is 1."""
    sealed.write_bytes(sealed.read_bytes().replace(b'"about_id":2', b'"about_id":9'))

    assert offline(str(sealed)) == (
        1,
        "journal.jsonl: Position 3: the hash of line 3 does not hold.\nError: It does not hold.\n",
    )


async def test_a_database_that_lost_its_end(database, sealed):
    """An export goes further than the database: somebody cut the journal, or put an old backup back."""
    last = Line(6, now(), "test", "tested", "event", 6, {}, None, None)
    [(head, _)] = linked(await chain.head(), [last])
    rows = sealed.read_bytes().splitlines(keepends=True)[:-1]
    sealed.write_bytes(b"".join([*rows, link_line(6, head.hash, written(last)), last_line(head)]))

    status, told = await convoke(database, "verify", "--journal", str(sealed))

    assert status == 1
    assert told.splitlines()[1:] == [
        "journal: The chain ends at 5, and 6 is what was kept.", "Error: It does not hold.",
    ]  # fmt: skip


async def test_a_journal_that_is_not_sealed(database):
    """An empty journal holds; so does one whose latest lines wait for a moment."""
    empty = await convoke(database, "verify", "--journal")
    await note("test", "tested", "event", 1)

    assert empty[0] == 0
    assert (await convoke(database, "verify", "--journal"))[1].startswith("journal: 0 lines hold.")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("notes.txt", b"hello\n", "notes.txt is no journal that was exported, and no closing bundle."),
        ("empty.jsonl", b"", "empty.jsonl is no journal that was exported, and no closing bundle."),
        ("long.jsonl", b"\0" * 10_000, "long.jsonl is no journal that was exported, and no closing bundle."),
        ("half.jsonl", FIRST[:-2], "half.jsonl is no journal that was exported, and no closing bundle."),
    ],
)
def test_a_file_of_another_kind(tmp_path, name, content, told):
    """Refused with one sentence, by what is in it and not by its name."""
    (tmp_path / name).write_bytes(content)

    assert offline(str(tmp_path / name)) == (1, f"Error: {told}\n")


def test_half_an_archive(tmp_path):
    """Of which nothing can be read."""
    (tmp_path / "bundle.zip").write_bytes(b"PK\x03\x04\x14\x00")

    status, told = offline(str(tmp_path / "bundle.zip"))

    assert status == 1
    assert told.startswith("bundle.zip: The file is no zip archive that can be read: ")


def test_nothing_to_verify():
    """Without a file or the option there is nothing to do."""
    status, told = offline()

    assert status == 2
    assert "Give a file, or --journal, or both." in told


async def test_a_database_that_is_gone(monkeypatch):
    """A server that stops before or while the journal is read is told in a sentence."""

    @asynccontextmanager
    async def gone(_: int) -> AsyncIterator[None]:
        raise Unavailable("connection was closed in the middle of operation")
        yield

    async def stops(*_: Head) -> None:
        raise Unavailable("connection was closed in the middle of operation")

    monkeypatch.setattr(cli, "own_server", nullcontext)
    monkeypatch.setattr(cli, "pool", gone)
    before = await asyncio.to_thread(offline, "--journal")
    monkeypatch.setattr(cli, "pool", lambda _: nullcontext())
    monkeypatch.setattr(cli, "migrate", AsyncMock())
    monkeypatch.setattr(cli, "live_at_its_time", AsyncMock())
    monkeypatch.setattr(chain, "examine", stops)
    meanwhile = await asyncio.to_thread(offline, "--journal")

    for status, said in (before, meanwhile):
        assert status == 1
        assert said.startswith("Error: The database cannot be reached, or stopped before it answered")
        assert len(said.splitlines()) == 1
