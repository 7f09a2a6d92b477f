"""Assemblies on screen: statutes written and explained as they are set, an assembly held by them, its roll settled."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PHONE, check_axe, signed_in
from tests.site import Site

NEEDS = [{"matter": matter} for matter in ("ordinary", "election", "statutes", "purpose")]
KICKOFF, SEMINAR, CLOSING = "smartlabs-kickoff", "europe-seminar", "winter-closing"


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    """An administrator's desk."""
    with signed_in(browser, site.link("admin"), "/office") as page:
        yield page


@pytest.fixture(scope="module")
def headers(site: Site) -> dict[str, str]:
    """What lets a program do what administrators do."""
    return {"authorization": f"Bearer {site.token('admin')}"}


def make_profile(site: Site, headers: dict[str, str], **rules: Any) -> int:
    """A profile's id."""
    answer = site.api.post("/api/statutes", json={"needs": NEEDS, **rules}, headers=headers)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def make_assembly(site: Site, headers: dict[str, str], event: str, **rules: Any) -> None:
    """An assembly at this event, by a profile of its own; made once."""
    profile = make_profile(site, headers, **{"name": f"For {event}", **rules})
    body = {"event": event, "statutes": profile}
    assert site.api.post("/api/assemblies", json=body, headers=headers).status_code in (201, 409)


def matter(page: Page, name: str) -> Locator:
    """What the form says of one kind of decision."""
    return page.get_by_role("group", name=name)


def check_width(page: Page) -> None:
    """Nothing is cut or to be shifted sideways, on a phone and on the narrowest screen."""
    for width in (PHONE["width"], 320):
        page.set_viewport_size({**PHONE, "width": width})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    page.set_viewport_size(PHONE)


def test_statutes_are_explained_as_they_are_set(site: Site, desk: Page) -> None:
    """Half a fraction is left in peace, what cannot be is told at its field, and the sentences follow what is set."""
    desk.get_by_role("link", name="Assemblies", exact=True).click()
    desk.get_by_role("link", name="Statutes").click()
    desk.get_by_role("link", name="New statutes").click()
    words = desk.get_by_role("complementary", name="The rules in words")
    expect(words).to_contain_text("A member votes by proxy for one other at most.")
    desk.get_by_label("Proxies one member may hold").fill("3")
    expect(words).to_contain_text("A member votes by proxy for 3 others at most.")
    check_axe(desk)

    majority = matter(desk, "Change of the statutes").get_by_label("Majority", exact=True)
    majority.fill("2/")
    with desk.expect_response(re.compile("/api/statutes/explanations")):
        majority.press_sequentially("x")
    expect(majority).not_to_have_attribute("aria-invalid", "true")
    majority.press("Tab")
    expect(majority).to_have_attribute("aria-invalid", "true")
    check_axe(desk)
    majority.fill("2/3")
    expect(majority).not_to_have_attribute("aria-invalid", "true")
    expect(words).to_contain_text("at least 2/3 of the votes cast are for it")

    desk.get_by_role("button", name="Save the statutes").click()
    name = desk.get_by_label("Name", exact=True)
    expect(name).to_be_focused()
    expect(name).to_have_attribute("aria-invalid", "true")
    name.fill("Statutes of the test")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(f"{site.url}/office/assemblies/statutes")
    expect(desk.get_by_text("The statutes are saved.")).to_be_visible()
    check_axe(desk)
    desk.get_by_role("link", name="Statutes of the test").click()
    expect(desk.get_by_label("Proxies one member may hold")).to_have_value("3")


def test_what_two_wrote_is_not_lost(site: Site, desk: Page, headers: dict[str, str]) -> None:
    """A colleague saves first: theirs is told, mine is still there, and I choose."""
    profile = make_profile(site, headers, name="Written by two")
    desk.goto(f"{site.url}/office/assemblies/statutes/{profile}")
    desk.get_by_label("Proxies one member may hold").fill("7")
    theirs = {"name": "Written by two", "notice_days": 21, "needs": NEEDS}
    site.api.put(f"/api/statutes/{profile}", json=theirs, headers=headers)
    desk.get_by_role("button", name="Save", exact=True).click()

    clash = desk.get_by_role("region", name="Somebody changed this while you were writing")
    expect(clash).to_be_focused()
    expect(clash).to_contain_text("at least 21 days before")
    expect(desk.get_by_label("Proxies one member may hold")).to_have_value("7")
    check_axe(desk)
    clash.get_by_role("button", name="Save mine over theirs").click()
    expect(desk.get_by_text("Saved. Assemblies that exist keep the rules they had.")).to_be_visible()
    found = site.api.get(f"/api/statutes/{profile}", headers=headers).json()
    assert (found["proxy_limit"], found["notice_days"]) == (7, 15)


def test_statutes_are_taken_out_of_use(site: Site, desk: Page, headers: dict[str, str]) -> None:
    """After a question, and nobody prepares by them any more."""
    profile = make_profile(site, headers, name="Of former days")
    desk.goto(f"{site.url}/office/assemblies/statutes/{profile}")
    desk.get_by_role("button", name="Take out of use").click()
    dialog = desk.get_by_role("dialog", name="Take Of former days out of use?")
    check_axe(desk)
    dialog.get_by_role("button", name="Take out of use").click()

    expect(desk.get_by_text("Of former days is out of use.")).to_be_visible()
    expect(desk.get_by_role("link", name="Of former days")).to_have_count(0)


def test_an_event_becomes_an_assembly_and_its_roll_is_settled(site: Site, desk: Page, headers: dict[str, str]) -> None:
    """Chosen with statutes; the days follow; the roll is settled once and for all, page by page, and told."""
    make_profile(site, headers, name="With an early record date", record_days=20)
    desk.goto(f"{site.url}/office/assemblies/new")
    desk.get_by_role("button", name="Make it an assembly").click()
    event = desk.get_by_label("Event", exact=True)
    expect(event).to_be_focused()
    expect(event).to_have_attribute("aria-invalid", "true")
    check_axe(desk)
    event.select_option(KICKOFF)
    desk.get_by_label("Statutes").select_option(label="With an early record date")
    desk.get_by_label("Extraordinary assembly").check(force=True)
    desk.get_by_role("button", name="Make it an assembly").click()

    expect(desk).to_have_url(f"{site.url}/office/assemblies/{KICKOFF}")
    days = desk.get_by_role("region", name="The days to keep")
    expect(days).to_contain_text("Wednesday, 25 January 2023")
    expect(days).to_contain_text("That day is over")
    expect(days).to_contain_text("Friday, 20 January 2023")
    check_axe(desk)
    desk.get_by_role("button", name="Settle the roll").click()
    dialog = desk.get_by_role("dialog", name="Settle the roll?")
    expect(dialog).to_contain_text("once and for all")
    check_axe(desk)
    dialog.get_by_role("button", name="Settle it for good").click()
    roll = desk.get_by_role("region", name="Roll")
    expect(roll.get_by_role("row")).to_have_count(201)
    roll.get_by_role("button", name="Show more").click()
    expect(roll.get_by_role("row")).to_have_count(401)
    expect(desk.get_by_role("button", name="No assembly any more")).to_have_count(0)
    check_axe(desk)
    expect(desk.get_by_text(re.compile("settled the roll of"))).to_be_visible()

    desk.goto(f"{site.url}/office/{KICKOFF}")
    desk.get_by_role("link", name="Assembly", exact=True).click()
    expect(desk).to_have_url(f"{site.url}/office/assemblies/{KICKOFF}")


def test_an_assembly_has_rules_of_its_own_and_is_none_again(site: Site, desk: Page, headers: dict[str, str]) -> None:
    """Its copy is changed, the day shifts with it; then it is removed, and the event stays."""
    make_assembly(site, headers, CLOSING)
    desk.goto(f"{site.url}/office/assemblies/{CLOSING}")
    expect(desk.get_by_role("region", name="Roll")).to_contain_text("from Thursday, 14 December 2023 on")
    desk.get_by_role("link", name="Change the rules").click()
    desk.get_by_label("Days from the convocation to the meeting").fill("30")
    expect(desk.get_by_role("complementary")).to_contain_text("at least 30 days before")
    check_axe(desk)
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("The rules are saved.")).to_be_visible()
    expect(desk.get_by_role("region", name="The days to keep")).to_contain_text("Tuesday, 14 November 2023")
    desk.get_by_role("button", name="No assembly any more").click()
    desk.get_by_role("dialog").get_by_role("button", name="No assembly any more").click()

    expect(desk.get_by_text("is no assembly any more. The event is still there.")).to_be_visible()
    assert site.api.get(f"/api/events/{CLOSING}").status_code == 200


def test_a_bureau_sees_its_assembly_and_not_the_rest(browser: Browser, site: Site, headers: dict[str, str]) -> None:
    """On a phone, in French: its own assembly, which it may change, not the statutes, not the office's other pages."""
    make_assembly(site, headers, SEMINAR)
    make_assembly(site, headers, CLOSING)
    link = site.link("bureau", event=SEMINAR)
    with signed_in(browser, link, "/office/assemblies", viewport=PHONE, locale="fr-BE") as page:
        expect(page.get_by_role("heading", level=1)).to_have_text("Assemblées")
        assert page.get_by_role("navigation", name="Le bureau").get_by_role("link").all_text_contents() == [
            "Assemblées"
        ]
        expect(page.get_by_role("link", name="Statuts")).to_have_count(0)
        lines = page.get_by_role("main").get_by_role("listitem")
        expect(lines).to_have_count(1)
        check_axe(page)
        check_width(page)
        lines.get_by_role("link").click()
        expect(page.get_by_role("region", name="Les dates à tenir")).to_be_visible()
        check_axe(page)
        check_width(page)
        page.get_by_role("link", name="Modifier les règles").click()
        words = page.get_by_role("complementary", name="Les règles en toutes lettres")
        expect(words).to_contain_text("Un sociétaire vote par procuration pour un autre au plus.")
        check_axe(page)
        check_width(page)
        page.goto(f"{site.url}/office/assemblies/new")
        expect(page.get_by_text("Aucun événement à choisir")).to_be_visible()
        check_axe(page)

        for path in ("/office/assemblies/statutes", "/office/assemblies/statutes/1", "/office", "/office/members"):
            page.goto(f"{site.url}{path}")
            expect(page.get_by_role("heading", level=1)).to_have_text("Le bureau est réservé à l’organisation")
        page.goto(f"{site.url}/office/assemblies/{CLOSING}")
        expect(page.get_by_role("region", name="Les dates à tenir")).to_have_count(0)


def test_a_settled_roll_fits_a_phone(browser: Browser, site: Site, headers: dict[str, str]) -> None:
    """In French too, and so do the pages of the statutes."""
    make_assembly(site, headers, "improv-25", record_days=300)
    assert site.api.put("/api/assemblies/improv-25/roll", headers=headers).status_code == 200
    profile = site.api.get("/api/statutes", headers=headers).json()["items"][0]["id"]
    with signed_in(browser, site.link("admin"), "/office", viewport=PHONE, locale="fr-BE") as page:
        for path in ("improv-25", "statutes", f"statutes/{profile}", "statutes/new", "new"):
            page.goto(f"{site.url}/office/assemblies/{path}")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            page.wait_for_load_state("networkidle")
            check_axe(page)
            check_width(page)
