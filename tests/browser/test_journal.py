"""The journal on screen: what was done is told in sentences, found, and taken along to be verified."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_office import opened, register
from tests.site import Site


@pytest.fixture(scope="module")
def headers(site: Site) -> dict[str, str]:
    """What lets a program do what administrators do."""
    return {"authorization": f"Bearer {site.token('admin')}"}


@pytest.fixture(scope="module")
def event(site: Site, headers: dict[str, str]) -> str:
    """An event in Ghent with two registrations, one given back, that was changed and called off; its slug."""
    slug = f"journal-{uuid4().hex[:6]}"
    body = {
        "slug": slug, "office": "ghent", "title": {"nl": "Bal van de ketting", "en": "Ball of the chain"},
        "starts_at": "2023-05-11T19:00:00+02:00", "ends_at": "2023-05-11T23:00:00+02:00", "status": "published",
    }  # fmt: skip
    assert site.api.post("/api/events", json=body, headers=headers).status_code == 201
    register(site, slug, "Ada Janssens")
    bram = register(site, slug, "Bram Claes")
    site.api.delete(bram["manage_url"].replace("/registrations/", "/api/registrations/"))
    site.api.patch(f"/api/events/{slug}", json={"venue": "Vooruit"}, headers=headers)
    reason = {"reason": {"en": "The hall is flooded."}}
    assert site.api.put(f"/api/events/{slug}/cancellation", json=reason, headers=headers).status_code == 200
    return slug


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    """The desk of an administrator."""
    with opened(browser, site, None) as page:
        yield page


def sentences(page: Page) -> list[str]:
    """The lines shown, as they read."""
    expect(page.locator("article").first).to_be_visible()
    return [" ".join(text.split()) for text in page.locator("article p").all_inner_texts()]


def wide(page: Page) -> Any:
    """By how much the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_what_was_done_is_told(site: Site, desk: Page, event: str) -> None:
    """From the office's bar to the journal, and to what happened around one event: each line is a sentence."""
    desk.get_by_role("link", name="Journal").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Journal")
    check_axe(desk)
    desk.goto(f"{site.url}/office/journal?event={event}")

    assert [re.sub(r"Access token \d+", "A token", one) for one in sentences(desk)] == [
        "A token called the event Ball of the chain off.",
        "A token changed the event Ball of the chain.",
        "Bram Claes gave the place at Ball of the chain back.",
        "Bram Claes registered for Ball of the chain.",
        "Ada Janssens registered for Ball of the chain.",
        "A token created the event Ball of the chain.",
    ]
    expect(desk.locator("article").nth(0)).to_contain_text("The hall is flooded.")
    expect(desk.locator("article").nth(1)).to_contain_text("place")
    first = desk.locator("article").first
    first.get_by_text("Details").focus()
    desk.keyboard.press("Enter")
    expect(first.get_by_text("127.0.0.1")).to_be_visible()
    check_axe(desk)
    first.get_by_role("link", name="Ball of the chain").click()
    expect(desk).to_have_url(re.compile(f"/office/{event}$"))


def test_finding(site: Site, desk: Page, event: str) -> None:
    """Words, a kind and days narrow it, by keyboard too; what another page asked for can be taken away."""
    desk.goto(f"{site.url}/office/journal?event={event}")
    desk.get_by_label("Search in words").fill("bram")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(f"event={event}&q=bram$"))
    expect(desk.locator("article")).to_have_count(2)
    desk.get_by_label("About").select_option("Event")
    expect(desk.get_by_text("Nothing matches")).to_be_visible()
    check_axe(desk)
    desk.get_by_label("Search in words").fill("ball chain")
    desk.get_by_role("button", name=f"Show more than {event}").click()
    desk.get_by_label("Search in words").fill("ball chain")
    desk.get_by_role("button", name="Search").click()
    expect(desk.locator("article")).to_have_count(3)
    desk.get_by_label("Until").fill("2022-12-31")
    desk.get_by_role("button", name="Search").click()
    expect(desk.get_by_text("Nothing matches")).to_be_visible()
    desk.go_back()
    expect(desk.locator("article")).to_have_count(3)
    expect(desk.get_by_label("Until")).to_have_value("")


def test_older_lines(site: Site, desk: Page) -> None:
    """A page at a time, each line once, to the very first."""
    desk.goto(f"{site.url}/office/journal")
    shown = len(sentences(desk))
    while desk.get_by_role("button", name="Older lines").count():
        desk.get_by_role("button", name="Older lines").click()
        expect(desk.locator("article")).not_to_have_count(shown)
        shown = desk.locator("article").count()

    desk.locator("article").last.get_by_text("Details").click()
    expect(desk.locator("article").last.locator("dd", has_text=re.compile("^1$"))).to_be_visible()
    assert shown > 200


def test_on_the_page_of_an_event(site: Site, desk: Page, event: str) -> None:
    """The organiser sees what was done there lately, and comes to all of it."""
    desk.goto(f"{site.url}/office/{event}")
    part = desk.get_by_role("region", name="Journal")
    expect(part.locator("article")).to_have_count(5)
    check_axe(desk)
    part.get_by_role("link", name="The whole journal of this").click()

    expect(desk.locator("article")).to_have_count(6)


def test_taken_along_and_verified(site: Site, desk: Page, event: str, tmp_path: Path) -> None:
    """The file an administrator keeps holds, and is in the database; with one letter changed it does not hold."""
    desk.goto(f"{site.url}/office/journal")
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Take it along").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    told = site.convoke("verify", "--journal", str(file))
    assert re.search(r"^journal-2023-01-\d\d\.jsonl: \d+ lines hold\. Head: [0-9a-f]{64}$", told, re.M)
    assert re.search(r"^journal: \d+ lines hold\.", told, re.M)
    file.write_bytes(file.read_bytes().replace(b"token", b"taken", 1))
    with pytest.raises(AssertionError, match=r"the hash of line \d+ does not hold"):
        site.convoke("verify", str(file))


def test_an_organiser_reads_what_is_theirs(site: Site, browser: Browser, event: str) -> None:
    """An organiser of Ghent finds the event, nobody's network address, no keys, and no file to take along."""
    with opened(browser, site, "ghent") as page:
        page.get_by_role("link", name="Journal").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Journal")
        page.get_by_label("Search in words").fill("ball chain registered")
        page.get_by_role("button", name="Search").click()
        expect(page.locator("article")).to_have_count(2)
        page.locator("article").first.get_by_text("Details").click()

        expect(page.get_by_text("Network address")).to_have_count(0)
        assert page.get_by_label("About").locator("option").all_inner_texts() == [
            "Everything", "Event", "Registration", "Member",
        ]  # fmt: skip
        expect(page.get_by_role("button", name="Take it along")).to_have_count(0)
        page.goto(f"{site.url}/office/journal?event=improv-25")
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")


@pytest.mark.parametrize(("locale", "title"), [("nl-BE", "Logboek"), ("fr-BE", "Journal"), ("de-DE", "Protokoll")])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_language_and_size(
    site: Site, browser: Browser, event: str, locale: str, title: str, size: dict[str, int]
) -> None:
    """On a phone and a desk, in light and dark, in the other languages: whole words, no page wider than its screen."""
    with opened(browser, site, None, locale=locale, viewport=size) as page:
        page.goto(f"{site.url}/office/journal?event={event}")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        found = sentences(page)

        assert len(found) == 6
        assert not [one for one in found if "{" in one or "undefined" in one]
        assert wide(page) == 0
        check_axe(page)
