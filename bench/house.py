"""What is measured: a PostgreSQL of its own, Convoke in front of it, and the bare handlers beside it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from events.postgres import Handle, ensure_running, places_of
from events.settings import override

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def database() -> Iterator[Handle]:
    """A new server in a folder that goes away again; the settings of this process and its children point to it.

    The load may say from which network each request comes.
    """
    folder = Path(tempfile.mkdtemp(prefix="convoke-bench-"))
    folder.chmod(0o755)  # the account that runs PostgreSQL for root must get in
    handle = ensure_running(places_of(folder))
    override(database_url=handle.url, data_dir=folder, trusted_proxies="127.0.0.1")
    try:
        yield handle
    finally:
        handle.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def convoke(workers: int) -> Iterator[int]:
    """`convoke serve` without mail; answers its port."""
    port = _free_port()
    with _serving(port, "events.cli", "serve", "--no-worker", f"--workers={workers}", f"--port={port}"):
        yield port


@contextmanager
def bare(workers: int) -> Iterator[int]:
    """The bare handlers; answers their port."""
    port = _free_port()
    with _serving(port, "bench.bare", str(port), str(workers)):
        yield port


@contextmanager
def idle(workers: int) -> Iterator[int]:
    """The bare handler that holds sockets; answers its port."""
    port = _free_port()
    with _serving(port, "bench.idle", str(port), str(workers)):
        yield port


def processes_at(port: int) -> list[int]:
    """The processes of the server at this port: they share it, and their own sockets listen there."""
    inodes = {
        line.split()[9]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"
    }
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            held = {os.readlink(one) for one in (process / "fd").iterdir()}
            if any(f"socket:[{inode}]" in held for inode in inodes):
                found.append(int(process.name))
    return found


@contextmanager
def _serving(port: int, *module: str) -> Iterator[None]:
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen([sys.executable, "-m", *module], cwd=ROOT, stdout=log, stderr=log)
        try:
            if not _answers(process, port):
                log.seek(0)
                raise SystemExit(f"The server to measure did not start:\n{log.read().decode()}")
            yield
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
