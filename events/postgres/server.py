"""Convoke's own PostgreSQL as the commands hold it: joined or started, watched, and stopped."""

import fcntl
import logging
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from events.postgres.cluster import prepare
from events.postgres.places import NoPlace, Places, make_folder
from events.postgres.process import answers, started

log = logging.getLogger(__name__)

STOP_SECONDS = 30
"""How long a fast stop may take before the server is stopped as by a crash, which loses nothing either."""


class Handle:
    """A running server. `stop()` ends it if this process started it, and leaves it alone otherwise."""

    def __init__(self, where: Places, options: Mapping[str, str]) -> None:
        self.where = where
        self.url = where.url
        self.options = options
        self.child: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._watcher: threading.Thread | None = None

    @property
    def alive(self) -> bool:
        """Whether the server runs. One of our own recovers from the crash of a single connection by itself."""
        return self.child.poll() is None if self.child else answers(self.where)

    def start(self) -> None:
        """Connect to the server that runs, or start one.

        Linux stops the server when the thread that started it ends, so call this from one that lives as long.
        Raises NotStarted or NoPlace.
        """
        try:
            make_folder(self.where.home)
            with only_one(self.where.home / "lock"):
                self.child = None
                if not answers(self.where):
                    prepare(self.where)
                    self.child = started(self.where, self.options)
            self.where.passwords.open().close()
        except PermissionError as error:
            raise NoPlace(
                f"The database in {self.where.home} is not for this user ({error.filename}: {error.strerror}): run the "
                "command as the user who runs Convoke, or set CONVOKE_DATA_DIR to another folder."
            ) from None

    def watch(self) -> None:
        """Start the server again whenever it dies, from a thread of its own until `stop()`."""
        self._watcher = threading.Thread(target=self._watch, name="postgres-watcher", daemon=True)
        self._watcher.start()

    def _watch(self) -> None:
        pause = 0.2
        while not self._stopping.wait(pause):
            if self.alive:
                pause = 0.2
                continue
            log.error("The database server died; starting it again.")
            try:
                self.start()
            except (SystemExit, OSError) as error:
                pause = min(pause * 2, 30)
                log.critical("The database server does not start: %s Next attempt in %.0f s.", error, pause)

    def stop(self) -> None:
        """Stop the server, if this process started it, once its running transactions are rolled back."""
        self._stopping.set()
        if self._watcher:
            self._watcher.join()
        if self.child is None:
            return
        for order, patience in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, STOP_SECONDS), (signal.SIGKILL, None)):
            if self.child.poll() is None:
                self.child.send_signal(order)
            try:
                self.child.wait(patience)
                return
            except subprocess.TimeoutExpired:
                log.warning("The database server did not stop within %d s.", STOP_SECONDS)


def ensure_running(where: Places, watch: bool = False, options: Mapping[str, str] | None = None) -> Handle:
    """The server of these places, started unless it runs already.

    watch: start it again whenever it dies. options: PostgreSQL settings for this start alone.
    Raises NotStarted or NoPlace.
    """
    handle = Handle(where, options or {})
    handle.start()
    if watch:
        handle.watch()
    return handle


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock file, so that two processes neither set up nor start the same server at once."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
