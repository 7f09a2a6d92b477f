"""Signing in at the cooperative's identity provider, through the pages of a real one."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from events.actions.providers import CALLBACK
from events.samples.cast import members
from tests.browser.conftest import check_axe
from tests.providers.programs import real_provider
from tests.site import Site, site_folder


@pytest.fixture(scope="module")
def house() -> Iterator[Site]:
    """The demonstration of a cooperative that has a provider, where Ada has an account."""
    folder = site_folder()
    site = Site(folder, oidc_client_id="convoke", oidc_client_secret="a secret of the tests",
        oidc_name="Ons Huis", oidc_member_claim="member_number", outside_allow="127.0.0.1")  # fmt: skip
    with real_provider(f"{site.url}{CALLBACK}") as issuer:
        site.chosen["oidc_issuer"] = issuer
        with site:
            yield site
    shutil.rmtree(folder, ignore_errors=True)


def sign_in(page: Page, login: str) -> None:
    """What somebody does on the provider's own pages."""
    page.get_by_placeholder("Enter any login").fill(login)
    page.get_by_placeholder("and password").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def test_there_and_back(house: Site, page: Page) -> None:
    """Member 1001 is signed in by number, at the page that was asked for."""
    page.goto(f"{house.url}/signin?onward=%2Fme")
    check_axe(page)
    page.get_by_role("link", name="Meld je aan met Ons Huis").click()
    sign_in(page, "lid-1001")

    expect(page).to_have_url(re.compile(r"/me$"))
    _, name, *_ = next(members(1))
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_somebody_nobody_knows(house: Site, page: Page) -> None:
    """An account without a member's number ends in a sentence beside the other way in."""
    page.goto(f"{house.url}/signin")
    page.get_by_role("link", name="Meld je aan met Ons Huis").click()
    sign_in(page, "iemand")

    expect(page.get_by_role("alert")).to_contain_text("We vinden je niet met dat account.")
    expect(page.get_by_label("Je e-mailadres")).to_be_visible()
    check_axe(page)


def test_person_who_turns_back(house: Site, page: Page) -> None:
    """Whoever gives up at the provider's is told so, and no more."""
    page.goto(f"{house.url}/signin")
    page.get_by_role("link", name="Meld je aan met Ons Huis").click()
    page.get_by_role("link", name="Cancel").click()

    expect(page.get_by_role("alert")).to_contain_text("Je bent niet aangemeld")
