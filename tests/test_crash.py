"""Whatever dies, what was acknowledged is there: the server and the database are killed while people register."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.site import Site, served

CLIENTS = 6
ENOUGH = 60
"""Registrations acknowledged before the blow."""


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of this test's own, to break."""
    with served("--no-worker") as running:
        yield running


class Crowd:
    """People who register one after the other on several lines, and keep what they were answered."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.acknowledged: dict[str, dict] = {}
        self.asked: dict[str, dict] = {}
        self.enough, self.over = threading.Event(), threading.Event()
        self.lines = [threading.Thread(target=self._register, args=[line]) for line in range(CLIENTS)]

    def __enter__(self) -> "Crowd":
        for line in self.lines:
            line.start()
        assert self.enough.wait(60), "nobody was answered"
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for line in self.lines:
            line.join(40)

    def _register(self, line: int) -> None:
        n = 0
        with httpx.Client(base_url=self.site.url, timeout=20) as client:
            while not self.over.is_set():
                n += 1
                key = f"{line}-{n}"
                self.asked[key] = {"name": f"Person {key}", "email": f"p{key}@example.org", "language": "nl"}
                try:
                    answer = send(client, key, self.asked[key])
                except httpx.HTTPError:
                    continue
                if answer.status_code == 201:
                    self.acknowledged[key] = answer.json()
                    if len(self.acknowledged) >= ENOUGH:
                        self.enough.set()


def send(client: httpx.Client, key: str, body: dict) -> httpx.Response:
    """Register for the match, with a key to ask again with."""
    return client.post("/api/events/improv-25/registrations", json=body, headers={"Idempotency-Key": key})


def check_nothing_lost(site: Site, crowd: Crowd) -> None:
    """Each acknowledged registration is there, and asking again gives what was answered first."""
    for key, made in crowd.acknowledged.items():
        assert site.api.get(made["manage_url"].replace("/registrations/", "/api/registrations/")).status_code == 200
        assert send(site.api, key, crowd.asked[key]).json() == made
    seats = site.api.get("/api/events/improv-25").json()
    assert seats["capacity"] - seats["places_left"] >= min(seats["capacity"], len(crowd.acknowledged))


def test_the_server_is_killed_with_all_it_started(site):
    """Every process of it at once, in mid-crowd; started again, all who were told so are registered."""
    with Crowd(site) as crowd:
        site.kill()
    site.start()

    check_nothing_lost(site, crowd)


def test_the_database_is_killed_under_the_server(site):
    """PostgreSQL dies without a word; the server has it back up, and nobody acknowledged is missing."""
    with Crowd(site) as crowd:
        [pid_file] = Path(site.folder).rglob("postmaster.pid")
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)
        before = len(crowd.acknowledged)
        crowd.over.wait(4)
    site.wait_ready()

    check_nothing_lost(site, crowd)
    assert len(crowd.acknowledged) > before, "nobody could register after the database came back"
