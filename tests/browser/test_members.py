"""The register on screen: found while typing, added, changed by two at once, left and joined again."""

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from events.samples.cast import members
from tests.browser.conftest import PHONE, check_axe, signed_in
from tests.site import Site

NUMBER, NAME, *_ = next(members(1))
Join = Callable[..., dict[str, Any]]


def opened(browser: Browser, site: Site, office: str | None = None, **options: Any) -> AbstractContextManager[Page]:
    """A desk where an administrator, or an organiser of an office, has just signed in."""
    return signed_in(browser, site.link("organiser" if office else "admin", office), **options)


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    """An administrator's desk."""
    with opened(browser, site) as page:
        yield page


@pytest.fixture(scope="module")
def headers(site: Site) -> dict[str, str]:
    """What lets a program do what administrators do."""
    return {"authorization": f"Bearer {site.token('admin')}"}


@pytest.fixture
def join(site: Site, headers: dict[str, str]) -> Join:
    """Adds a member of Brussels with a name nobody else has, over the API."""

    def add(**said: Any) -> dict[str, Any]:
        name = f"Zq{uuid4().hex[:8]} D'Hondt"
        body = {"name": name, "office": "brussels", "category": "A", "since": "2020-01-01", **said}
        answer = site.api.post("/api/members", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    return add


def test_found_while_typing(site: Site, desk: Page) -> None:
    """Parts of a name in another order find them, and the number does; the arrows and Enter open the page."""
    desk.get_by_role("link", name="Members", exact=True).click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Members")
    check_axe(desk)
    field = desk.get_by_role("searchbox")
    field.fill(" ".join(part[:4] for part in reversed(NAME.upper().split())))
    expect(desk.get_by_role("link", name=NAME).first).to_be_visible()
    field.fill(str(NUMBER))
    expect(desk.get_by_text("1 person", exact=True)).to_be_visible()
    field.press("ArrowDown")
    expect(desk.get_by_role("link", name=NAME)).to_be_focused()
    desk.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")

    expect(desk).to_have_url(f"{site.url}/office/members/{NUMBER}")
    expect(desk.get_by_role("heading", level=1)).to_have_text(NAME)
    check_axe(desk)
    desk.go_back()
    expect(desk.get_by_role("searchbox")).to_have_value(str(NUMBER))
    expect(desk.get_by_text("1 person", exact=True)).to_be_visible()


def test_nobody_matches_and_everybody_is_looked_among(site: Site, desk: Page, join: Join) -> None:
    """Somebody who left is not among the members; one button looks among everybody, and Enter opens them."""
    gone = join(since="2010-01-01")
    site.api.delete(
        f"/api/members/{gone['number']}/membership",
        params={"on": "2015-01-01"},
        headers={"authorization": f"Bearer {site.token('admin')}"},
    )
    desk.goto(f"{site.url}/office/members")
    desk.get_by_role("searchbox").fill(gone["name"])
    expect(desk.get_by_text("Nobody matches")).to_be_visible()
    check_axe(desk)
    desk.get_by_role("button", name="Look among everybody").click()
    expect(desk.get_by_role("link", name=gone["name"])).to_contain_text("Left on 1 Jan 2015")
    desk.get_by_role("searchbox").press("Enter")

    expect(desk.get_by_role("heading", level=1)).to_have_text(gone["name"])


def test_what_was_found_stays_while_the_network_is_away(site: Site, desk: Page) -> None:
    """No connection: it is said, the list stays, and trying again finds what was typed."""
    desk.goto(f"{site.url}/office/members?q={NUMBER}")
    link = desk.get_by_role("link", name=NAME)
    expect(link).to_be_visible()
    desk.route("**/api/members?*", lambda route: route.abort())
    desk.get_by_role("searchbox").fill("zzzz")
    alert = desk.get_by_role("alert")
    expect(alert).to_be_visible()
    expect(link).to_be_visible()
    check_axe(desk)
    desk.unroute("**/api/members?*")
    alert.get_by_role("button").click()

    expect(desk.get_by_text("Nobody matches")).to_be_visible()
    expect(desk.get_by_role("alert")).to_have_count(0)


def test_somebody_is_added(site: Site, desk: Page) -> None:
    """What cannot be is said at its field, which has the focus; mended, the person is in the register."""
    name = f"Ægir {uuid4().hex[:8]}"
    desk.goto(f"{site.url}/office/members/new")
    desk.get_by_label("Name").fill(name)
    desk.get_by_label("E-mail address").fill("nowhere")
    desk.get_by_label("Office", exact=True).select_option("ghent")
    desk.get_by_label("Shares").fill("3")
    desk.get_by_role("button", name="Add to the register").click()
    field = desk.get_by_label("E-mail address")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    check_axe(desk)
    field.fill("aegir@example.org")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    desk.get_by_role("link", name="Events", exact=True).click()
    desk.get_by_role("dialog").get_by_role("button", name="Keep writing").click()
    desk.get_by_role("button", name="Add to the register").click()

    expect(desk.get_by_role("heading", level=1)).to_have_text(name)
    expect(desk.get_by_text(f"{name} is in the register.")).to_be_visible()
    expect(desk.get_by_text("Category A (Users), 3 shares").first).to_be_visible()
    expect(desk.get_by_role("link", name="aegir@example.org")).to_be_visible()


def test_joining_by_mistake_is_undone(site: Site, desk: Page, join: Join) -> None:
    """Who was to join later does not after all: the day is that of joining, and nothing of it is left."""
    later = join(since="2023-06-01")
    desk.goto(f"{site.url}/office/members/{later['number']}")
    expect(desk.get_by_text("from 1 Jun 2023 on", exact=True)).to_be_visible()
    desk.get_by_role("button", name="Let them leave").click()
    dialog = desk.get_by_role("dialog")
    expect(dialog.get_by_label("First day of not being a member")).to_have_value("2023-06-01")
    dialog.get_by_role("button", name="Let them leave on that day").click()

    expect(desk.get_by_text("Never a member")).to_be_visible()
    expect(desk.get_by_role("button", name="Let them join", exact=True)).to_be_visible()


def test_two_change_the_same_member(site: Site, desk: Page, join: Join, headers: dict[str, str]) -> None:
    """While one writes a phone number, another changes the address: both stay, and who was late is told first."""
    ada = join()
    desk.goto(f"{site.url}/office/members/{ada['number']}")
    desk.get_by_role("button", name="Change details").click()
    expect(desk.get_by_label("Name")).to_be_focused()
    desk.get_by_label("Telephone").fill("02 511 22 33")
    other = site.api.patch(f"/api/members/{ada['number']}", json={"email": "ada@example.org"}, headers=headers)
    assert other.status_code == 200
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Somebody changed this meanwhile")).to_be_visible()
    expect(desk.get_by_label("E-mail address")).to_have_value("ada@example.org")
    expect(desk.get_by_label("Telephone")).to_have_value("02 511 22 33")
    check_axe(desk)
    desk.get_by_role("button", name="Save").click()

    expect(desk.get_by_text("Saved.")).to_be_visible()
    expect(desk.get_by_role("link", name="02 511 22 33")).to_be_visible()
    expect(desk.get_by_role("button", name="Change details")).to_be_focused()
    now = site.api.get(f"/api/members/{ada['number']}", headers=headers).json()
    assert (now["email"], now["phone"]) == ("ada@example.org", "02 511 22 33")


def test_a_member_changes_leaves_and_comes_back(site: Site, desk: Page, join: Join) -> None:
    """From a day on Ada is staff, later she leaves, and joins again; each day knows what she was."""
    ada = join()
    desk.goto(f"{site.url}/office/members/{ada['number']}")
    desk.get_by_role("button", name="Change category or shares").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("Category").select_option("B")
    dialog.get_by_label("Shares").fill("2")
    dialog.get_by_label("From which day").fill("2021-06-01")
    check_axe(desk)
    dialog.get_by_role("button", name="Change it").click()
    expect(desk.get_by_text("The membership is changed.")).to_be_visible()
    history = desk.get_by_role("region", name="Membership").get_by_role("listitem")
    expect(history).to_have_text([
        "1 Jun 2021 – today Category B (Permanent staff), 2 shares",
        "1 Jan 2020 – 1 Jun 2021 Category A (Users), 1 share",
    ], use_inner_text=False)  # fmt: skip
    desk.get_by_label("Standing on").fill("2021-05-31")
    expect(desk.get_by_text("A member: category A (Users), 1 share.")).to_be_visible()

    desk.get_by_role("button", name="Let them leave").click()
    dialog.get_by_label("First day of not being a member").fill("2019-05-01")
    dialog.get_by_role("button", name="Let them leave on that day").click()
    expect(dialog.get_by_label("First day of not being a member")).to_have_attribute("aria-invalid", "true")
    check_axe(desk)
    dialog.get_by_label("First day of not being a member").fill("2022-01-01")
    dialog.get_by_role("button", name="Let them leave on that day").click()
    expect(desk.get_by_text("The leaving is noted.")).to_be_visible()
    expect(desk.get_by_text("Left on 1 January 2022")).to_be_visible()

    desk.get_by_role("button", name="Let them join again").click()
    dialog.get_by_label("Member since").fill("2022-09-01")
    dialog.get_by_role("button", name="Let them join").click()
    expect(desk.get_by_text("No member from 1 Jan 2022 to 1 Sept 2022")).to_be_visible()
    check_axe(desk)
    desk.reload()
    expect(desk.get_by_role("region", name="Journal").get_by_role("article")).to_have_count(4)


def test_an_organiser_sees_their_own(browser: Browser, site: Site, join: Join) -> None:
    """Ghent finds nobody of Brussels, has no page of theirs, and no categories to keep."""
    ada = join()
    with opened(browser, site, office="ghent") as page:
        page.goto(f"{site.url}/office/members?q={ada['number']}&show=all")
        expect(page.get_by_text("Nobody matches")).to_be_visible()
        expect(page.get_by_role("link", name="Categories")).to_have_count(0)
        expect(page.get_by_label("Office", exact=True)).to_have_count(0)
        page.goto(f"{site.url}/office/members/{ada['number']}")
        expect(page.get_by_role("heading", level=1)).not_to_have_text(ada["name"])
        expect(page.get_by_role("main")).not_to_contain_text(ada["name"])


def test_the_register_is_taken_along(site: Site, desk: Page) -> None:
    """The table is a file with everybody in it, as spreadsheets read it."""
    desk.goto(f"{site.url}/office/members")
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="Download as a table").click()

    assert re.fullmatch(r"members-\d{4}-\d\d-\d\d\.csv", waiting.value.suggested_filename)
    with open(waiting.value.path(), encoding="utf-8-sig", newline="") as lines:
        numbers = {row["number"] for row in csv.DictReader(lines)}
    assert str(NUMBER) in numbers
    assert len(numbers) >= 500


def test_categories_are_kept(site: Site, desk: Page) -> None:
    """One is added, moved up by the keyboard, renamed and removed; one that members have cannot be."""
    code = f"X{uuid4().hex[:6]}"
    desk.goto(f"{site.url}/office/members/categories")
    desk.get_by_label("Code").fill("A")
    desk.get_by_role("textbox", name="English").fill("Friends")
    desk.get_by_role("button", name="Add it").click()
    expect(desk.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
    desk.get_by_label("Code").fill(code)
    desk.get_by_role("button", name="Add it").click()
    expect(desk.get_by_text(f"Category {code} is added.")).to_be_visible()
    up = desk.get_by_role("button", name=f"Move {code} up")
    up.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text(f"{code} stands in place 3.")).to_be_visible()
    expect(up).to_be_focused()
    check_axe(desk)
    desk.get_by_role("button", name=f"Change the name of {code}").click()
    desk.get_by_role("textbox", name="English").first.fill("Old friends")
    desk.get_by_role("button", name="Save the name").click()
    expect(desk.get_by_text("Old friends")).to_be_visible()

    for which, outcome in ((code, f"Category {code} is removed."), ("A", "Category in use")):
        desk.get_by_role("button", name=f"Remove {which}", exact=True).click()
        desk.get_by_role("dialog").get_by_role("button", name="Remove it").click()
        expect(desk.get_by_text(outcome)).to_be_visible()


@pytest.mark.parametrize("path", ["", "?q=zzzzz", "/new", "/categories", "/erasures", f"/{NUMBER}"])
@pytest.mark.parametrize("locale", ["nl-BE", "fr-BE"])
def test_on_a_phone(browser: Browser, site: Site, path: str, locale: str) -> None:
    """Nothing is wider than the phone, in the languages with the longest words, and axe finds nothing."""
    with opened(browser, site, viewport=PHONE, locale=locale) as page:
        page.goto(f"{site.url}/office/members{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check_axe(page)

        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
