"""The register on screen, as an organiser and an administrator work with it."""

import pytest
from playwright.sync_api import Page, expect

from events.samples.cast import members
from tests.browser.conftest import DESK, check_axe
from tests.site import Site


@pytest.fixture
def office(site: Site, page: Page) -> Page:
    """An administrator's page, on a desk."""
    page.set_viewport_size(DESK)
    page.goto(site.link("admin"))
    page.get_by_role("button", name="Meld me aan").click()
    expect(page).to_have_url(f"{site.url}/office")
    return page


def test_find_somebody(site: Site, office: Page) -> None:
    """Part of a name in another order finds them, and so does the number; the arrows and Enter open the page."""
    number, name, *_ = next(members(1))
    office.goto(f"{site.url}/office/members")
    check_axe(office)
    field = office.get_by_role("searchbox")
    field.fill(" ".join(part[:4] for part in reversed(name.upper().split())))
    expect(office.get_by_role("link", name=name).first).to_be_visible()
    field.fill(str(number))
    expect(office.get_by_role("link", name=name)).to_be_visible()
    field.press("ArrowDown")
    office.keyboard.press("Enter")

    expect(office).to_have_url(f"{site.url}/office/members/{number}")
    expect(office.get_by_role("heading", level=1)).to_contain_text(name)
    check_axe(office)


@pytest.mark.parametrize("path", ["new", "categories", "erasures"])
def test_other_pages_of_the_register(site: Site, office: Page, path: str) -> None:
    """Adding somebody, the categories, and who asked to be erased: each is clean in both schemes, on a phone too."""
    office.goto(f"{site.url}/office/members/{path}")
    expect(office.get_by_role("heading", level=1)).to_be_visible()
    check_axe(office)
    office.set_viewport_size({"width": 390, "height": 844})

    assert office.evaluate("document.documentElement.scrollWidth") <= 390
