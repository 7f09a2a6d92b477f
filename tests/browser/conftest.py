"""A real Chromium in front of a whole site: one site and one browser for each worker."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.chromium import get
from tests.site import Site, served

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    # What a window of Chromium prepares for a person at its address bar: half of the work of opening a page.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,SpareRendererForSitePerProcess",
    "--in-process-gpu",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SETTLED = 400
"""Milliseconds for colours to have changed from one scheme to the other; what is half-way is neither."""
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them are browser tests, and run outside the event loop of the others."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page in a browser with nothing remembered; an error in its scripts fails the test."""
    context = browser.new_context(**{"viewport": DESK, "timezone_id": "Europe/Brussels", **options})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@contextmanager
def signed_in(browser: Browser, link: str, home: str = "/office", **options: Any) -> Iterator[Page]:
    """A desk, in English unless said otherwise, that a sign-in link has just opened, and that went home."""
    with opened(browser, **{"locale": "en-GB", **options}) as page:
        page.goto(link)
        page.get_by_role("main").get_by_role("button").click()
        expect(page).to_have_url(re.compile(f"{home}$"))
        yield page


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The demonstration, served."""
    with served() as running:
        yield running


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's own process."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium, with a camera that is none."""
    running = playwright.chromium.launch(executable_path=get(), args=FLAGS)
    yield running
    running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone in Dutch, with nothing remembered."""
    fresh = browser.new_context(viewport=PHONE, locale="nl-BE", timezone_id="Europe/Brussels")
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on that phone; an error in its scripts fails the test."""
    shown = context.new_page()
    errors: list[str] = []
    shown.on("pageerror", lambda error: errors.append(str(error)))
    yield shown
    assert errors == []


def check_axe(page: Page) -> None:
    """No violation of WCAG 2.2 AA that axe can see, in the light scheme and the dark one."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_timeout(SETTLED)
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == [], scheme
