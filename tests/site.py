"""A whole Convoke on a port of its own, started and stopped, or killed, as a host would: `convoke serve`."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

READY_SECONDS = 60
RUN = "CONVOKE_TEST_RUN"
"""The variable that names the run of the tests."""


class Site:
    """The anniversary year, served from a folder of its own. Entered with `with`; `url` is where it answers.

    options: of `convoke serve`; chosen: settings by name.
    """

    def __init__(self, folder: Path, *options: str, **chosen: object) -> None:
        self.folder, self.options, self.chosen = folder, options, chosen
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.api = httpx.Client(base_url=self.url, timeout=30)
        self.process: subprocess.Popen[bytes] | None = None
        self.log = folder / "serve.log"

    @property
    def env(self) -> dict[str, str]:
        """The environment of every command on this site."""
        bare = {name: value for name, value in os.environ.items() if not name.startswith("CONVOKE_")}
        chosen = {"data_dir": self.folder / "data", "host": "127.0.0.1", "port": self.port, **self.chosen}
        return {**bare, **{f"CONVOKE_{name.upper()}": str(value) for name, value in chosen.items()}}

    def start(self) -> None:
        """Serve, and wait until it is ready. A new folder begins as a copy of one that was filled once in this run."""
        if RUN in os.environ and not (self.folder / "data").exists():
            subprocess.run(["cp", "-a", filled(), self.folder / "data"], check=True)
        self.serve()

    def serve(self) -> None:
        """Serve what there is, which an empty folder is filled for, and wait until it is ready."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "events.cli", "serve", "--demo", *self.options],
                env=self.env, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.wait_ready()

    def wait_ready(self) -> None:
        """Come back once the database answers through the server."""
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            assert self.process
            if self.process.poll() is not None:
                break
            try:
                if self.api.get("/readyz").status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"The site did not become ready:\n{self.log.read_text()[-3000:]}")

    def stop(self) -> None:
        """Ask it to stop, as Ctrl-C does."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """Kill every process of it at once, without a word."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def convoke(self, *words: str) -> str:
        """What a command on this site prints."""
        done = subprocess.run(
            [sys.executable, "-m", "events.cli", *words], env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def sql(self, statement: str) -> str:
        """What a statement on its database answers first, for what no command does yet."""
        program = (
            "import asyncio, asyncpg, sys; from events.postgres import database_url\nasync def main():\n"
            "    print(await (await asyncpg.connect(database_url())).fetchval(sys.argv[1]))\nasyncio.run(main())"
        )
        done = subprocess.run([sys.executable, "-c", program, statement], env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def mail_to(self, address: str, count: int = 1, saying: str = "") -> str:
        """The text of the latest mail kept for this address, once there are so many. saying: the latest that does."""
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            kept = [one for one in self.api.get("/api/mails").json()["items"] if one["to"] == address]
            for one in kept if len(kept) >= count else []:
                text = str(self.api.get(f"/api/mails/{one['id']}").json()["text"])
                if saying in text:
                    return text
            time.sleep(0.05)
        raise AssertionError(f"No mail {count} came to {address}.")

    def token(self, role: str, office: str | None = None, event: str | None = None) -> str:
        """A bearer token."""
        return self.convoke("token", "--role", role, *_scope(office, event))

    def link(self, role: str, office: str | None = None, event: str | None = None) -> str:
        """A link that signs a browser in."""
        return self.convoke("token", "--link", "--role", role, *_scope(office, event))

    def __enter__(self) -> "Site":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self.api.close()


@contextmanager
def served(*options: str, **chosen: object) -> Iterator[Site]:
    """The anniversary year, served from a folder that is gone afterwards. options, chosen: as `Site` has them."""
    folder = site_folder()
    with Site(folder, *options, **chosen) as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)


def filled() -> Path:
    """The data of the anniversary year, made once in a run by whoever needs it first, to be copied."""
    folder = Path(f"/tmp/convoke-filled-{os.environ[RUN]}")
    with Path(f"{folder}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            half = site_folder()
            site = Site(half, "--no-worker")
            try:
                site.serve()
            finally:
                site.stop()
                site.api.close()
            (half / "data").rename(folder)
            shutil.rmtree(half)
    return folder


def let_go() -> None:
    """Remove what `filled` made."""
    for path in Path("/tmp").glob(f"convoke-filled-{os.environ[RUN]}*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def site_folder() -> Path:
    """A folder short enough for a socket's path, which the account of the database reaches."""
    folder = Path(tempfile.mkdtemp(prefix="convoke-site-", dir="/tmp"))
    folder.chmod(0o755)
    return folder


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _scope(office: str | None, event: str | None) -> list[str]:
    return [*(["--office", office] if office else []), *(["--event", event] if event else [])]
