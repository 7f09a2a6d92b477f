"""Convoke's own PostgreSQL, for a host that names none: set up, started, watched and stopped here.

`own_server()` is all the commands need. The first process that wants the database starts it and stops it at its end;
any other process on the same folder connects to the one that runs.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from events.postgres.places import NoPlace, Places, places_of
from events.postgres.process import NotStarted
from events.postgres.server import Handle, ensure_running
from events.settings import settings

__all__ = ["Handle", "NoPlace", "NotStarted", "Places", "database_url", "ensure_running", "own_server", "places_of"]


def database_url() -> str:
    """The address of the database: the host's, or that of Convoke's own server, which may not run yet."""
    return settings().database_url or places_of(settings().data_dir).url


@contextmanager
def own_server(watch: bool = False) -> Iterator[str]:
    """The database's address, with Convoke's own server up meanwhile unless the host named another.

    watch: start the server again whenever it dies, whoever had started it. For `serve`, which stays.
    """
    if url := settings().database_url:
        yield url
        return
    handle = ensure_running(places_of(settings().data_dir), watch=watch)
    try:
        yield handle.url
    finally:
        handle.stop()
