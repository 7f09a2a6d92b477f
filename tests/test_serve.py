"""`convoke serve` as its host sees it: it stops when told to, says why it cannot start, and leaves nothing behind."""

import os
import shutil
import signal
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.site import Site, site_folder


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A site for these tests, each of which leaves it stopped or serving."""
    folder = site_folder()
    with Site(folder) as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)


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
