"""Paths as no browser writes them, sent by hand: nothing but the files of the app and a person's own tickets."""

import socket
from collections.abc import Iterator

import pytest

from tests.site import Site, served

SECRETS = ("pyproject.toml", "events/settings.py", "../../data/secret", "index.html", "app.html")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The anniversary year, to be mistreated."""
    with served() as one:
        yield one


def ask(site: Site, path: str) -> tuple[int, bytes]:
    """The answer to a request line with exactly this path."""
    with socket.create_connection(("127.0.0.1", site.port), 10) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while more := line.recv(65_536):
            answer += more
    return int(answer.split(b" ", 2)[1]), answer.partition(b"\r\n\r\n")[2]


UPS = ("..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "..;", "%c0%ae%c0%ae", "...")
SLASHES = ("/", "%2f", "%5c", "\\", "//")


@pytest.mark.parametrize("up", UPS)
@pytest.mark.parametrize("slash", SLASHES)
@pytest.mark.parametrize("below", ["/", "/_app/", "/_app/immutable/", "/api/tickets/", "/calendar/event/"])
def test_no_path_leads_out_of_the_app(site: Site, below: str, slash: str, up: str) -> None:
    """Dots and slashes, however written: the app's shell, or nothing; never a file that is none of the app's."""
    for file in SECRETS:
        for times in (1, 3):
            status, body = ask(site, below + (up + slash) * times + file)
            assert status in (200, 400, 404), (status, file)
            assert b"[project]" not in body
            assert b"class Settings" not in body
            if status == 200:
                assert b"/_app/immutable/entry/" in body
                assert not file.endswith((".toml", ".py"))


@pytest.mark.parametrize(
    "file",
    ["1.svg/../2.svg", "../1.svg", "1%2e%2e.svg", "1.svg%00.png", "0x1.svg", "+1.svg", "-1.svg", "१.svg", "1.html",
     "1.svg.php", ".svg", "1.", "1e3.svg", " 1.svg", "99999999999999999999.svg", "1;.svg", "1.SVG"],
)  # fmt: skip
def test_a_ticket_has_one_name(site: Site, file: str) -> None:
    """Whatever else is asked for is not found, with or without somebody's key."""
    path = file.replace(" ", "%20").encode().decode("latin-1") if file.isascii() else "".join(
        letter if letter.isascii() else "".join(f"%{byte:02x}" for byte in letter.encode()) for letter in file
    )  # fmt: skip
    status, body = ask(site, f"/api/tickets/{path}?key=guessed")

    assert status in (400, 404)
    assert b"<svg" not in body


def test_the_calendars_are_names_too(site: Site) -> None:
    """A feed is asked for by its slug, and a slug is no path."""
    for file in ("../all.ics", "%2e%2e%2fall.ics", "x/../../office/ghent.ics", "nothing.ics", "x%00.ics"):
        assert ask(site, f"/calendar/event/{file}")[0] in (400, 404)
