"""`convoke rehearse`: an assembly tried out from the doors to a vote, on a copy that leaves nothing behind."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx
import pytest

from tests.site import READY_SECONDS, Site, free_port, served

SLUG = "general-assembly-2023"
HALL = f"/api/assemblies/{SLUG}"
COPIES = "SELECT count(*) FROM pg_database WHERE datname LIKE 'convoke_rehearsal_%'"
TRACES = """
SELECT concat_ws(' ', (SELECT count(*) FROM journal), (SELECT count(*) FROM stay), (SELECT count(*) FROM voter),
    (SELECT count(*) FROM outbox), (SELECT count(*) FROM assembly WHERE convened_at IS NULL))
"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The anniversary year, whose assembly is prepared and not called yet."""
    with served() as running:
        yield running


@contextmanager
def rehearsed(site: Site, *options: str) -> Iterator[httpx.Client]:
    """A client of the rehearsal, which is stopped as Ctrl-C does."""
    port = free_port()
    words = [sys.executable, "-m", "events.cli", "rehearse", SLUG, "--port", str(port), *options]
    log = site.folder / "rehearsal.log"
    with log.open("wb") as out:
        process = subprocess.Popen(words, env=site.env, stdout=out, stderr=out, start_new_session=True)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:

        def ready() -> bool:
            assert process.poll() is None, log.read_text()
            with suppress(httpx.HTTPError):
                return client.get("/readyz").status_code == 200
            return False

        until(ready)
        yield client
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0, log.read_text()


def until(met: Callable[[], Any]) -> Any:
    """What it answers, once that is something."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        if found := met():
            return found
        time.sleep(0.1)
    raise AssertionError("It did not come about.")


def test_from_the_doors_to_a_vote(site: Site) -> None:
    """It is the assembly's day, members come and vote by themselves; afterwards there is no trace of any of it.

    What a rehearsal that was killed had left is gone too.
    """
    bureau = {"authorization": f"Bearer {site.token('bureau', event=SLUG)}"}
    site.sql("CREATE DATABASE convoke_rehearsal_killed")
    before = site.sql(TRACES)

    with rehearsed(site, "--crowd", "300") as client:
        client.headers.update(bureau)
        config = client.get("/api/config").json()
        there = until(lambda: client.get(f"{HALL}/quorum").json()["there"]["members"])
        client.put(f"{HALL}/opening").raise_for_status()
        items = client.get(f"{HALL}/agenda").json()["items"]
        decision = next(item["id"] for item in items if item["kind"] == "decision")
        client.put(f"{HALL}/item", json={"item": decision}).raise_for_status()
        client.post(f"/api/resolutions/{decision}/polls", json={}).raise_for_status()
        voted = until(lambda: client.get(f"{HALL}/polls").json()["items"][0]["voted"])
        copies = site.sql(COPIES)

    assert (config["rehearsal"], config["demo"], config["now"][:10]) == (True, False, "2023-06-20")
    assert there >= 1
    assert voted >= 1
    assert copies == "1"
    assert site.sql(COPIES) == "0"
    assert site.sql(TRACES) == before
    assert site.api.get("/api/config").json()["rehearsal"] is False


@pytest.mark.parametrize(
    ("slug", "why"),
    [("lets-coop-2023", "There is no assembly lets-coop-2023."), ("nothing", "There is no assembly nothing.")],
)
def test_what_cannot_be_rehearsed(site: Site, slug: str, why: str) -> None:
    """One sentence, and no copy."""
    done = subprocess.run(
        [sys.executable, "-m", "events.cli", "rehearse", slug],
        env=site.env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr.strip()) == (1, why)
    assert site.sql(COPIES) == "0"
