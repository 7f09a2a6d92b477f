"""Calling the members on screen: what is missing, the mail as it will be, the decision, and how it goes on."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, PHONE, check_axe, signed_in
from tests.browser.test_assemblies import check_width, make_assembly
from tests.site import Site

EVENING = "strategy-2025-evening"
ITEM = {"kind": "information", "title": {"nl": "Strategie 2025", "fr": "Stratégie 2025"}, "text": {"nl": "Het plan."}}


@pytest.fixture(scope="module")
def headers(site: Site) -> dict[str, str]:
    """What lets a program do what administrators do."""
    return {"authorization": f"Bearer {site.token('admin')}"}


def publish_agenda(site: Site, headers: dict[str, str]) -> None:
    """Let the members read an agenda of one item."""
    answers = [
        site.api.post(f"/api/assemblies/{EVENING}/agenda", json=ITEM, headers=headers),
        site.api.put(f"/api/assemblies/{EVENING}/agenda/publication", json={}, headers=headers),
    ]
    assert [answer.status_code for answer in answers] == [201, 200], [answer.text for answer in answers]


def test_the_members_are_called(site: Site, browser: Browser, headers: dict[str, str]) -> None:
    """What is missing is named; the mail is looked at in two languages; once called, each stands in the log."""
    make_assembly(site, headers, EVENING, notice_days=15, record_days=0)
    with signed_in(browser, site.link("admin"), "/office") as desk:
        desk.goto(f"{site.url}/office/assemblies/{EVENING}")
        desk.get_by_role("link", name="Convocation").click()
        expect(desk.get_by_text("Publish the agenda: it stands in the mail.")).to_be_visible()
        expect(desk.get_by_role("button", name="Call the members")).to_have_count(0)
        check_axe(desk)

        publish_agenda(site, headers)
        desk.reload()
        expect(desk.get_by_text("All is there: the members can be called.")).to_be_visible()
        see_the_mail(desk)

        desk.get_by_role("button", name="Call the members").click()
        dialog = desk.get_by_role("dialog")
        expect(dialog).to_contain_text(re.compile(r"\d+ are mailed with their ticket"))
        check_axe(desk)
        dialog.get_by_role("button", name="Call them now").click()
        expect(desk.get_by_role("heading", name="The members are called")).to_be_visible()
        expect(desk.get_by_text("called together", exact=True)).to_be_visible()
        look_into_the_log(desk)
    for options in ({"viewport": PHONE, "locale": "nl-BE"}, {"viewport": DESK, "locale": "fr-BE"}):
        with signed_in(browser, site.link("admin"), "/office", **options) as page:
            page.goto(f"{site.url}/office/assemblies/{EVENING}/convocation")
            expect(page.get_by_role("searchbox")).to_be_visible()
            check_axe(page)
            if options["viewport"] == PHONE:
                check_width(page)


def see_the_mail(desk: Page) -> None:
    """It stands in a frame, in the language chosen, and its files can be opened."""
    frame = desk.frame_locator("iframe")
    for language, words in (("Nederlands", "Je bent opgeroepen voor"), ("Français", "Vous êtes convoqué·e à")):
        desk.get_by_role("radio", name=language).check()
        expect(frame.get_by_role("heading", level=1)).to_contain_text(words)
    form = desk.get_by_role("link", name=re.compile("Open procuration"))
    answer = desk.request.get(f"{desk.url.split('/office')[0]}{form.get_attribute('href')}")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body()[:5] == b"%PDF-"


def look_into_the_log(desk: Page) -> None:
    """Found by number; filtered by what became of it; the labels are made."""
    log = desk.get_by_role("region", name="Who was called")
    number = log.get_by_role("row").nth(1).get_by_role("cell").first.inner_text()
    log.get_by_role("searchbox").fill("nobody at all")
    expect(log.get_by_text("Nobody found")).to_be_visible()
    log.get_by_role("searchbox").fill(number)
    expect(log.get_by_role("row").nth(1).get_by_role("cell").first).to_have_text(number)
    check_axe(desk)
    by_post = log.get_by_label("By post")
    expect(by_post).to_be_visible(timeout=30_000)
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Address labels").click()
    assert download.value.suggested_filename == f"labels-{EVENING}.pdf"
