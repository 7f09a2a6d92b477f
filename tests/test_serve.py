"""`convoke serve` as its host sees it: it stops when told to, says why it cannot start, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.site import Site, free_port, served


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A site for these tests, each of which leaves it stopped or serving."""
    with served() as running:
        yield running


@pytest.fixture
def serving(site: Site) -> Site:
    """The site, started again if the last test ended it."""
    assert site.process
    if site.process.poll() is not None:
        site.start()
    site.log.write_text("")
    return site


@pytest.mark.parametrize(("sign", "whom"), [(signal.SIGTERM, "main"), (signal.SIGINT, "group")])
def test_stops_with_a_page_still_watching(serving, sign, whom):
    """An organiser's page watches the door as the host stops the server: the stream ends, and all of it at once."""
    headers = {"Authorization": f"Bearer {serving.token('admin')}"}
    with httpx.stream("GET", f"{serving.url}/api/events/improv-25/live", headers=headers, timeout=15) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: changed"
        began = time.monotonic()
        (os.killpg if whom == "group" else os.kill)(serving.process.pid, sign)
        status = serving.process.wait(15)
        took = time.monotonic() - began
        rest = list(lines)

    assert status == 0
    assert took < 3
    assert rest[-1] == ""
    assert serving.log.read_text() == ""


def refusal(folder: Path, status: int = 1, **chosen: object) -> str:
    """The one line with which `convoke serve` refuses to start on these settings, having touched nothing."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("CONVOKE_")}
    settings = {f"CONVOKE_{name.upper()}": str(value) for name, value in {"data_dir": folder, **chosen}.items()}
    done = subprocess.run(
        [sys.executable, "-m", "events.cli", "serve"],
        env={**bare, **settings}, capture_output=True, text=True, check=False, timeout=10,
    )  # fmt: skip
    assert done.returncode == status
    assert not list(folder.iterdir())
    [line] = done.stderr.splitlines()
    return line


def test_a_second_one_on_the_port_says_so(serving, tmp_path):
    """Another Convoke on the port of the first does not take half of its requests: it says so and ends."""
    assert f"Port {serving.port} of 127.0.0.1 is taken" in refusal(tmp_path, port=serving.port)
    assert f"Port {serving.port} of 0.0.0.0 is taken" in refusal(tmp_path, port=serving.port, host="0.0.0.0")


def test_a_port_of_another_program(tmp_path):
    """Some other program listens there."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert f"Port {port} of 127.0.0.1 is taken" in refusal(tmp_path, port=port)


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"port": 0}, "CONVOKE_PORT (--port) is a number from 1 to 65535, not 0."),
        ({"port": 70000}, "CONVOKE_PORT (--port) is a number from 1 to 65535, not 70000."),
        ({"workers": 0}, "CONVOKE_WORKERS (--workers) is a number from 1 to 1000, not 0."),
        ({"host": "here"}, "CONVOKE_HOST (--host) is an address such as 127.0.0.1 or localhost, not 'here'."),
    ],
)
def test_a_setting_it_cannot_listen_with(tmp_path, chosen, sentence):
    """A slip in the settings is named before the database is started."""
    assert refusal(tmp_path, 2, **chosen).endswith(sentence)


def test_an_address_of_another_machine(tmp_path):
    """Nobody listens at an address that this machine does not have."""
    assert refusal(tmp_path, host="192.0.2.1", port=free_port()).endswith("Cannot assign requested address.")


def of_the_session(session: int) -> list[str]:
    """The programs that run in this session, PostgreSQL apart, which has its own."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, _, _, of = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(of) == session and state != "Z":
                found.append((folder / "cmdline").read_text().replace("\0", " "))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_killed_alone_it_leaves_nobody_behind(serving):
    """The first process is killed, and only it: the others end too, and the next one serves what there was."""
    person = {"name": "Ada", "email": "ada@example.org", "language": "nl"}
    made = serving.api.post("/api/events/improv-25/registrations", json=person, headers={"Idempotency-Key": "ada"})
    [pid_file] = serving.folder.rglob("postmaster.pid")
    database = Path("/proc") / pid_file.read_text().split()[0]
    assert len(of_the_session(serving.process.pid)) == 3
    assert database.exists()
    serving.process.kill()
    serving.process.wait()
    until = time.monotonic() + 6
    while time.monotonic() < until and (of_the_session(serving.process.pid) or database.exists()):
        time.sleep(0.05)

    assert of_the_session(serving.process.pid) == []
    assert not database.exists()
    serving.start()
    assert made.status_code == 201
    page = made.json()["manage_url"].replace("/registrations/", "/api/registrations/")
    assert serving.api.get(page).json()["name"] == "Ada"
