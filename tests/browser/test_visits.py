"""Every page of the app, visited: nothing that its policy forbids is tried, and no other host is asked for anything."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from tests.browser.conftest import DESK
from tests.browser.test_public import mail_to
from tests.site import Site

ROUTES = Path(__file__).parents[2] / "frontend" / "src" / "routes"
PAGES = sorted(file.parent.relative_to(ROUTES).as_posix() for file in ROUTES.rglob("+page.svelte"))
EVENT = "new-year-reception"

LISTEN = """document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`violation of ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`))"""
KEPT = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
BLOCKED = re.compile(r"violat|permissions.policy", re.I)


class Seen(msgspec.Struct):
    """What browsers complained of, and where else they went."""

    blocked: list[str] = []
    elsewhere: list[str] = []


@pytest.fixture(scope="module")
def samples(site: Site) -> dict[str, str]:
    """What stands in each route's brackets."""
    body = {"name": "Ada", "email": "ada@visits.example.org", "language": "nl"}
    made = site.api.post(f"/api/events/{EVENT}/registrations", json=body).json()
    key = made["manage_url"].split("key=")[1]
    mail = mail_to(site, "ada@visits.example.org", "")
    return {
        "registrations/[id]": f"{made['id']}?key={key}",
        "mails/[id]": str(mail["id"]),
        "slug": EVENT,
        "number": "1001",
    }


@pytest.fixture(scope="module", params=["nobody", "an administrator"])
def visitor(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Somebody at a desk."""
    context = browser.new_context(viewport=DESK, locale="nl-BE", timezone_id="Europe/Brussels")
    if request.param != "nobody":
        page = context.new_page()
        page.goto(site.link("admin"))
        page.get_by_role("main").get_by_role("button").click()
        expect(page).not_to_have_url(re.compile("/signin"))
        page.close()
    yield context
    context.close()


@pytest.fixture
def visit(visitor: BrowserContext, site: Site) -> Iterator[tuple[Page, Seen]]:
    """A page of theirs, watched."""
    page, seen = visitor.new_page(), Seen()

    def heard(message: ConsoleMessage) -> None:
        if BLOCKED.search(message.text):
            seen.blocked.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith((site.url, "data:")):
            seen.elsewhere.append(request.url)

    visitor.on("console", heard)
    visitor.on("request", asked)
    page.add_init_script(LISTEN)
    yield page, seen
    page.close()
    visitor.remove_listener("console", heard)
    visitor.remove_listener("request", asked)


def address(route: str, samples: dict[str, str]) -> str:
    """A page of this route that exists, as far as the samples tell."""
    if filled := samples.get(route):
        return f"/{route.rsplit('/', 1)[0]}/{filled}"
    return "/" + re.sub(r"\[([a-z]+)\]", lambda found: samples.get(found[1], "1"), route.removeprefix("."))


@pytest.mark.parametrize("route", PAGES)
def test_no_page_does_what_its_policy_forbids(
    route: str, visit: tuple[Page, Seen], samples: dict[str, str], site: Site
) -> None:
    """No violation of its policy, no request to another host, and nothing kept that the statement does not tell."""
    page, seen = visit

    page.goto(f"{site.url}{address(route, samples)}")
    expect(page.get_by_role("heading").first).to_be_visible()
    page.evaluate("() => document.fonts.ready.then(() => new Promise(requestAnimationFrame))")

    assert seen == Seen()
    kept = [one["name"] for one in page.context.cookies()] + page.evaluate(KEPT)
    told = [one["name"] for one in site.api.get("/api/privacy").json()["browser"]]
    assert [name for name in kept if not any(fnmatch(name, one) for one in told)] == []


def test_going_from_page_to_page_is_read_aloud_and_breaks_nothing(visit: tuple[Page, Seen], site: Site) -> None:
    """The next page's name is put where screen readers find it, and nobody else sees it."""
    page, seen = visit
    page.goto(f"{site.url}/")
    page.get_by_role("contentinfo").get_by_role("link", name="Onze stijl").click()
    expect(page.get_by_role("heading", name="Onze stijl", level=1)).to_be_visible()

    spoken = page.locator("#svelte-announcer")
    expect(spoken).to_have_text(re.compile("Onze stijl"))
    assert spoken.evaluate("element => element.getBoundingClientRect().width") == 1
    assert seen == Seen()


def test_a_page_of_ours_cannot_be_framed(visit: tuple[Page, Seen], site: Site) -> None:
    """A frame shows nothing of the year, even on our own site."""
    page, seen = visit
    page.goto(f"{site.url}/style")
    page.evaluate(
        "() => new Promise(done => { const frame = document.createElement('iframe'); frame.src = '/';"
        " frame.onload = done; document.body.append(frame) })"
    )

    assert "Smart" not in page.frames[-1].evaluate("document.body?.innerText ?? ''")
    assert "frame-ancestors" in seen.blocked[0]
