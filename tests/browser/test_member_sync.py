"""Fetching the members, as administrators see it: where from, how the runs went, and a yes for one that is held."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.actions.member_system import MemberSystem, person
from tests.browser.conftest import check_axe
from tests.browser.test_members import opened
from tests.site import Site, served
from tests.stubborn import Stubborn, answer


@pytest.fixture(scope="module")
def system() -> Iterator[MemberSystem]:
    """The system that keeps the register."""
    system = MemberSystem()
    with Stubborn.__enter__(system):
        yield system


@pytest.fixture(scope="module")
def house(system: MemberSystem) -> Iterator[Site]:
    """A site that fetches its members there, when somebody asks."""
    chosen = {"members_sync_url": f"{system.url}?key=hidden", "members_sync_minutes": 0, "outside_allow": "127.0.0.1"}
    with served(**chosen) as running:
        yield running


@pytest.fixture
def desk(browser: Browser, house: Site) -> Iterator[Page]:
    """An administrator's desk, in English."""
    with opened(browser, house) as page:
        yield page


def test_a_run_is_begun_held_and_let_go_on(house: Site, system: MemberSystem, desk: Page) -> None:
    """The other system knows three people only: nothing changes until somebody says that all the others left."""
    system.members = [person(n, name=f"Member {n}", office="ghent") for n in (1, 2, 3)]
    desk.get_by_role("link", name="Members", exact=True).click()
    desk.get_by_role("link", name="Fetching members").click()
    expect(desk.get_by_text("Nothing fetched yet")).to_be_visible()
    expect(desk.get_by_text(f"fetches the register from 127.0.0.1:{system.port} when somebody asks")).to_be_visible()
    check_axe(desk)

    desk.get_by_role("button", name="Fetch them now").click()
    expect(desk.get_by_text(re.compile(r"^\d+ members would leave$"))).to_be_visible(timeout=30_000)
    expect(desk.get_by_text("3 members read")).to_be_visible()
    check_axe(desk)
    desk.get_by_role("button", name="Take the run over").click()
    dialog = desk.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text(re.compile(r"Do \d+ members really leave\?"))
    check_axe(desk)
    dialog.get_by_role("button", name="Not yet").click()
    expect(dialog).not_to_be_visible()
    desk.get_by_role("button", name="Take the run over").click()
    dialog.get_by_role("button", name=re.compile(r"^Let \d+ members leave$")).click()

    expect(desk.get_by_text("The run is taken over.")).to_be_visible()
    expect(desk.get_by_role("heading", level=1)).to_be_focused()
    expect(desk.get_by_role("listitem").first).to_contain_text(re.compile(r"Taken over.*3 new · \d+ left"))
    expect(desk.get_by_role("button", name="Take the run over")).to_have_count(0)
    desk.get_by_role("link", name="All members").click()
    expect(desk.get_by_text("3 people", exact=True)).to_be_visible()


def test_what_went_wrong_is_told(house: Site, system: MemberSystem, desk: Page) -> None:
    """The other system refuses: the run failed, nothing was taken over, and the reason is there to pass on."""
    system.says(answer(b"", 403))
    desk.goto(f"{house.url}/office/members/sync")
    desk.get_by_role("button", name="Fetch them now").click()

    first = desk.get_by_role("listitem").first
    expect(first).to_contain_text("Failed", timeout=30_000)
    expect(first).to_contain_text("Nothing was taken over")
    expect(first).to_contain_text("403")
    expect(desk.locator("main")).not_to_contain_text("hidden")
    check_axe(desk)


def test_without_a_system_it_says_which_setting_names_one(browser: Browser, site: Site) -> None:
    """Nothing to press that cannot work; organisers have no such page."""
    with opened(browser, site) as desk:
        desk.goto(f"{site.url}/office/members/sync")
        expect(desk.get_by_text("CONVOKE_MEMBERS_SYNC_URL")).to_be_visible()
        expect(desk.get_by_role("button", name="Fetch them now")).to_have_count(0)
        check_axe(desk)
    with opened(browser, site, "ghent") as desk:
        desk.goto(f"{site.url}/office/members")
        expect(desk.get_by_role("searchbox")).to_be_visible()
        expect(desk.get_by_role("link", name="Fetching members")).to_have_count(0)
        desk.goto(f"{site.url}/office/members/sync")
        expect(desk.get_by_role("heading", level=1)).to_be_visible()
        expect(desk.get_by_role("button", name="Fetch them now")).to_have_count(0)
