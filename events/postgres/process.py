"""The process of PostgreSQL: whether one runs, and a start that waits until ours is ready."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from events.postgres.cluster import identity
from events.postgres.places import SOCKET, Places

START_SECONDS = 60
"""How long a start may take, the recovery after a crash included."""

LINGERING = ("shared memory block", "lock file")
"""What a start says while the last server still goes: killed, its children need a moment to let go of the memory."""

LOG_BYTES = 1_000_000
"""From this size the log is begun anew at a start, the last one kept beside it."""


class NotStarted(SystemExit):
    """PostgreSQL does not start; stops the program with one clear sentence."""


def answers(where: Places) -> bool:
    """Whether a server is ready on these places. A stale `postmaster.pid` does not fool it: somebody must listen."""
    state = postmaster(where.data)
    if state is None or state[1] != "ready":
        return False
    with socket.socket(socket.AF_UNIX) as knock:
        knock.settimeout(2)
        try:
            knock.connect(str(where.sockets / SOCKET))
        except OSError:
            return False
    return True


def postmaster(data: Path) -> tuple[int, str] | None:
    """The process id and the state that `postmaster.pid` tells of; None without a complete file."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return int(lines[0]), lines[7].strip()
    except (FileNotFoundError, IndexError, ValueError):
        return None


def started(where: Places, options: Mapping[str, str]) -> subprocess.Popen[bytes] | None:
    """A server of our own, ready for connections; None when another process's turned out to run after all.

    Raises NotStarted with the last line of its log.
    """
    until = time.monotonic() + START_SECONDS
    forget_stale_pid(where.data)
    turn_log(where.log)
    while True:
        child = launched(where, options)
        while child.poll() is None and time.monotonic() < until:
            if postmaster(where.data) == (child.pid, "ready"):
                return child
            time.sleep(0.005)
        said = where.log.read_text(errors="replace").strip()[-500:]
        if child.poll() is None:
            child.send_signal(signal.SIGQUIT)
            child.wait()
        elif any(hint in said for hint in LINGERING) and time.monotonic() < until:
            if answers(where):
                return None
            time.sleep(0.1)
            continue
        last = said.rpartition("\n")[2] or "(nothing)"
        raise NotStarted(f"The database server does not start; the last line of {where.log} is: {last}")


def launched(where: Places, options: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """The server's process, as our child: on Linux it stops cleanly when we end, however we do."""
    fixed = {"listen_addresses": "", "unix_socket_directories": str(where.sockets), "unix_socket_permissions": "0777"}
    chosen = [part for name, value in {**fixed, **options}.items() for part in ("-c", f"{name}={value}")]
    with where.log.open("ab") as log_file:
        return subprocess.Popen(  # noqa: S603
            [str(where.programs / "postgres"), "-D", str(where.data), *chosen],
            stdin=subprocess.DEVNULL,
            stdout=log_file,
            stderr=log_file,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,  # Ctrl-C is for us: we stop the server last
            preexec_fn=end_with_parent(),
            **identity(where.account),
        )


def end_with_parent() -> Callable[[], None] | None:
    """What the child does first: ask Linux for SIGINT, a fast stop, when its parent ends (prctl(2))."""
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def ask() -> None:
        prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)

    return ask


def forget_stale_pid(data: Path) -> None:
    """Remove a `postmaster.pid` that names another program's process.

    PostgreSQL does so itself when no such process exists, but after a restart of a container the number is soon
    somebody else's and it would refuse to start.
    """
    state = postmaster(data)
    if state is None or sys.platform != "linux":
        return
    try:
        program = os.readlink(f"/proc/{state[0]}/exe")
    except OSError:
        return
    if Path(program.removesuffix(" (deleted)")).name != "postgres":
        (data / "postmaster.pid").unlink(missing_ok=True)


def turn_log(path: Path) -> None:
    """Begin the log anew when it has grown, and keep the last one."""
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_name(path.name + ".old"))
