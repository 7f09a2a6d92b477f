"""Attendance and record on screen: arrivals by hand, papers, the bureau, a missed quorum, the second assembly."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from events.bundle.verify import verify
from tests.browser.conftest import PHONE, check_axe, signed_in
from tests.browser.test_assemblies import check_width
from tests.site import Site

SLUG = "evening-of-record"
NEEDS = [
    {"matter": matter, **({"quorum": "1/2", "majority": "3/4"} if matter == "statutes" else {})}
    for matter in ("ordinary", "election", "statutes", "purpose")
]


@pytest.fixture(scope="module")
def headers(site: Site) -> dict[str, str]:
    """What lets a program do what administrators do."""
    return {"authorization": f"Bearer {site.token('admin')}"}


@pytest.fixture(scope="module")
def called(site: Site, headers: dict[str, str]) -> Site:
    """An assembly that begins within the hour, on one change of the statutes, with its roll settled."""

    def ask(method: str, path: str, body: Any = None) -> Any:
        answer = site.api.request(method, path, json=body, headers=headers)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    starts = datetime.fromisoformat(site.api.get("/api/config").json()["now"]) + timedelta(minutes=45)
    ends = starts + timedelta(hours=3)
    event = {
        "slug": SLUG, "office": "brussels", "title": {"nl": "Avond", "fr": "Soirée", "en": "Evening"},
        "starts_at": starts.isoformat(), "ends_at": ends.isoformat(), "venue": "Hall",
    }  # fmt: skip
    ask("POST", "/api/events", event)
    ask("PUT", f"/api/events/{SLUG}/publication")
    rules = {"name": "Record", "needs": NEEDS, "record_days": 300, "proxy_limit": 3, "proxy_hours": 0}
    profile = ask("POST", "/api/statutes", rules)
    ask("POST", "/api/assemblies", {"event": SLUG, "statutes": profile["id"]})
    item = {"kind": "decision", "matter": "statutes", "title": {"nl": "Artikel 12", "fr": "Article 12"}}
    ask("POST", f"/api/assemblies/{SLUG}/agenda", {**item, "text": {"nl": "Hoogstens drie.", "fr": "Trois au plus."}})
    site.sql(
        f"""UPDATE assembly SET convened_at = '2022-12-01' WHERE event = (SELECT id FROM event WHERE slug = '{SLUG}')"""
    )
    ask("PUT", f"/api/assemblies/{SLUG}/roll")
    return site


def test_from_arrival_to_the_second_assembly(browser: Browser, called: Site, headers: dict[str, str]) -> None:
    """Who comes without a ticket is noted; too few come, that is put on record, and a second assembly is made."""
    base = f"{called.url}/api/assemblies/{SLUG}"
    with signed_in(browser, called.link("admin")) as page:
        page.goto(f"{called.url}/office/assemblies/{SLUG}")
        page.get_by_role("link", name="Attendance").click()
        note_arrivals(page)
        check_axe(page)
        for path in ("attendance", "record"):
            page.goto(f"{called.url}/office/assemblies/{SLUG}/{path}")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            check_width(page)
            check_axe(page)
        page.set_viewport_size({"width": 1280, "height": 900})
        name_bureau(page)

        called.api.put(f"{base}/opening", headers=headers)
        page.reload()
        put_on_record(page)

        called.api.put(f"{base}/closing", headers=headers)
        page.reload()
        take_bundle(page)
        make_second(page)
        page.get_by_role("link", name="To the second assembly").click()
        expect(page).to_have_url(re.compile(f"/{SLUG}-2$"))


def note_arrivals(page: Page) -> None:
    """A number nobody has, a member, an observer; then the member leaves."""
    number = page.get_by_label("Member number")
    number.fill("424242")
    page.get_by_role("button", name="Note that they came").click()
    expect(number).to_have_attribute("aria-invalid", "true")
    expect(number).to_be_focused()
    number.fill("1001")
    page.keyboard.press("Enter")
    came = page.get_by_role("region", name="Who came")
    expect(came.get_by_role("row").filter(has_text="1001")).to_be_visible()
    page.get_by_label("observer").check()
    page.get_by_label("Name", exact=True).fill("Zoë the observer")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Zoë the observer is there.")).to_be_visible()
    expect(came.get_by_role("row").filter(has_text="Zoë")).to_contain_text("in the room")
    rights = page.get_by_role("region", name="Who may exercise which vote")
    expect(rights.get_by_role("row").filter(has_text="1001")).to_contain_text("themselves")
    came.get_by_role("button", name="Zoë the observer left").click()
    expect(page.get_by_text("Zoë the observer has left.")).to_be_visible()
    rights.get_by_label("Name or number").fill("no such name")
    expect(rights.get_by_text("Nobody at that moment")).to_be_visible()


def name_bureau(page: Page) -> None:
    """One name is forgotten, and asked for."""
    page.get_by_label("Name, line 1").fill("Ada Janssens")
    page.get_by_role("button", name="Save the bureau").click()
    expect(page.get_by_label("Name, line 2")).to_be_focused()
    page.get_by_role("button", name="Remove Secretary").click()
    page.get_by_role("button", name="Save the bureau").click()
    expect(page.get_by_text("The bureau is saved.")).to_be_visible()


def put_on_record(page: Page) -> None:
    """After a question; and there is a paper to sign, besides the list and the minutes."""
    page.get_by_role("button", name="Put on record …").click()
    dialog = page.get_by_role("dialog", name="Put on record that the quorum is not reached?")
    check_axe(page)
    dialog.get_by_role("button", name="Put on record").click()
    expect(page.get_by_text("It is on record.")).to_be_visible()
    page.get_by_role("radio", name="Nederlands").check()
    for name, file in (
        ("Record to sign (PDF)", f"{SLUG}-quorum-1-en.pdf"),
        ("Attendance list (PDF)", f"{SLUG}-attendance-nl.pdf"),
        ("Draft minutes (text)", f"{SLUG}-minutes-nl.txt"),
    ):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == file


def take_bundle(page: Page) -> None:
    """It holds, and its fingerprint stands on the page."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Closing bundle (ZIP)").click()
    assert download.value.suggested_filename == f"{SLUG}-bundle.zip"
    with download.value.path().open("rb") as file:
        verdict = verify(file)
    assert verdict.flaws == []
    expect(page.get_by_text(verdict.fingerprint)).to_be_visible()
    page.set_viewport_size({**PHONE, "width": 320})
    expect(page.locator("html")).to_have_js_property("scrollWidth", 320)
    check_axe(page)


def make_second(page: Page) -> None:
    """The day is forgotten, and asked for; the end follows the beginning."""
    page.get_by_role("button", name="Make the second assembly …").click()
    dialog = page.get_by_role("dialog", name="Second assembly")
    dialog.get_by_role("button", name="Make it").click()
    begins = dialog.get_by_label("Begins")
    expect(begins).to_be_focused()
    check_axe(page)
    begins.fill("2023-03-21T18:00")
    begins.press("Tab")
    expect(dialog.get_by_label("Ends")).to_have_value("2023-03-21T21:00")
    page.set_viewport_size(PHONE)
    check_axe(page)
    dialog.get_by_role("button", name="Make it").click()
    expect(page.get_by_text("The second assembly is made. Its agenda is a draft")).to_be_visible()
