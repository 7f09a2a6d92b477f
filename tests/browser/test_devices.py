"""Phones that become scanners, and tokens: made, seen, ended, on two screens at once."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

import msgspec
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_office import opened
from tests.site import Site

numbers = count(1)


class Evening(msgspec.Struct):
    """An event under way, with the code of the one who registered."""

    slug: str
    code: str


@pytest.fixture
def evening(site: Site) -> Evening:
    """Tonight in Brussels, Chloé is expected."""
    headers = {"authorization": f"Bearer {site.token('organiser', office='brussels')}"}
    now = datetime.fromisoformat(site.api.get("/api/config").json()["now"])
    slug = f"devices-{now:%H%M%S}-{next(numbers)}"
    body = {
        "slug": slug, "office": "brussels", "title": {"nl": "Avond aan de vaart", "en": "Evening by the canal"},
        "starts_at": (now - timedelta(minutes=30)).isoformat(), "ends_at": (now + timedelta(hours=4)).isoformat(),
        "status": "published",
    }  # fmt: skip
    assert site.api.post("/api/events", json=body, headers=headers).status_code == 201
    chloe = {"name": "Chloé Dubois", "email": f"chloe@{slug}.example.org", "language": "fr"}
    answer = site.api.post(f"/api/events/{slug}/registrations", json=chloe)
    return Evening(slug, answer.json()["tickets"][0]["code"])


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    """Ada's desk, in the office of Brussels."""
    with opened(browser, site) as page:
        yield page


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """Bram's phone, in Dutch, not signed in."""
    fresh = browser.new_context(viewport=PHONE, locale="nl-BE", timezone_id="Europe/Brussels")
    yield fresh
    fresh.close()


def seen_by_a_camera(desk: Page) -> str:
    """What the code on the screen says."""
    picture = Image.open(io.BytesIO(desk.get_by_role("dialog").get_by_role("img").screenshot()))
    [found] = zxingcpp.read_barcodes(picture)
    return found.text


def ask_for_a_code(desk: Page, site: Site, evening: Evening, name: str, gate: str = "") -> str:
    """Let the screen show the code for this phone; the link in it."""
    desk.goto(f"{site.url}/office/{evening.slug}")
    desk.get_by_role("button", name="Make a phone a scanner").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("Whose phone is it?").fill(name)
    dialog.get_by_label("Gate").fill(gate)
    dialog.get_by_role("button", name="Show the code").click()
    expect(dialog.get_by_role("heading", name=f"For {name}")).to_be_visible()
    return seen_by_a_camera(desk)


def test_a_phone_scans_is_ended_and_told_so(
    site: Site, desk: Page, phone: BrowserContext, evening: Evening, browser: Browser
) -> None:
    """Ada shows a code, Bram's phone opens it and scans; when Ada ends it, the phone says so by itself."""
    link = ask_for_a_code(desk, site, evening, "Bram", gate="Kade")
    expect(desk.get_by_role("timer")).to_contain_text("another 14:")
    check_axe(desk)

    door = phone.new_page()
    door.goto(link)
    expect(door.get_by_role("heading", name="Maak van deze telefoon een scanner")).to_be_visible()
    check_axe(door)
    door.get_by_role("button", name="Scan met deze telefoon").click()
    expect(door).to_have_url(re.compile(f"/door/{evening.slug}\\?gate=Kade$"))
    expect(door.get_by_text("Bram", exact=True)).to_be_visible()
    expect(desk.get_by_role("heading", name="Bram scans now")).to_be_visible()
    check_axe(desk)
    desk.get_by_role("button", name="Close").click()

    door.keyboard.type(evening.code)
    door.keyboard.press("Enter")
    expect(door.get_by_role("alert").get_by_text("Chloé Dubois")).to_be_visible()
    expect(desk.get_by_text("1 of 1 have arrived")).to_be_visible()

    row = desk.get_by_role("listitem").filter(has_text="Bram")
    expect(row).to_contain_text("gate: Kade")
    row.get_by_role("button", name="End Bram").click()
    desk.get_by_role("dialog").get_by_role("button", name="End it").click()
    expect(desk.get_by_text("Bram is ended.")).to_be_visible()
    expect(desk.get_by_text("No phone scans here yet")).to_be_visible()
    expect(door.get_by_text("Dit toestel is niet meer aangemeld.")).to_be_visible(timeout=20_000)
    check_axe(door)

    late = phone.new_page()
    late.goto(link)
    late.get_by_role("button", name="Scan met deze telefoon").click()
    expect(late.get_by_role("alert")).to_contain_text("Deze link werkt niet meer")


def test_a_code_that_was_used_opens_no_second_phone(
    site: Site, desk: Page, phone: BrowserContext, evening: Evening, browser: Browser
) -> None:
    """The second one to open the link is told to ask for one of their own; without a gate, the phone asks for it."""
    link = ask_for_a_code(desk, site, evening, "Bram")
    first = phone.new_page()
    first.goto(link)
    first.get_by_role("button", name="Scan met deze telefoon").click()
    expect(first).to_have_url(re.compile(f"/door/{evening.slug}$"))
    expect(first.get_by_label("Ingang")).to_be_visible()

    other = browser.new_context(viewport=PHONE, locale="fr-BE").new_page()
    other.goto(link)
    other.get_by_role("button", name="Scanner avec ce téléphone").click()

    expect(other.get_by_role("alert")).to_contain_text("Ce lien ne marche plus")
    expect(other.get_by_role("button", name="Scanner avec ce téléphone")).to_be_hidden()
    check_axe(other)
    other.context.close()


def test_without_a_link_the_page_says_where_to_find_one(site: Site, page: Page) -> None:
    """Somebody typed the address, or a link of their own making."""
    page.goto(f"{site.url}/enrol?link=wrong")
    page.get_by_role("button", name="Scan met deze telefoon").click()
    expect(page.get_by_role("heading", name="Hier is niets te openen")).to_be_visible()

    page.goto(f"{site.url}/enrol")
    expect(page.get_by_role("heading", name="Hier is niets te openen")).to_be_visible()
    check_axe(page)


def test_a_token_is_made_shown_once_and_ended(site: Site, browser: Browser) -> None:
    """An administrator makes one for the ledger of Ghent, by keyboard alone; it works until it is ended."""
    with opened(browser, site, office=None) as desk:
        desk.get_by_role("link", name="Devices").click()
        expect(desk.get_by_role("heading", name="Devices and tokens")).to_be_visible()
        check_axe(desk)
        desk.get_by_role("button", name="Make a token").press("Enter")
        dialog = desk.get_by_role("dialog")
        check_axe(desk)
        dialog.get_by_role("button", name="Make the token").press("Enter")
        expect(dialog.get_by_text("Fill this in.")).to_be_visible()
        dialog.get_by_label("What it is for").fill("Ledger")
        dialog.get_by_label("What it may do").select_option("Organiser")
        dialog.get_by_label("For what").select_option("office ghent")
        dialog.get_by_label("What it is for").press("Enter")
        expect(dialog.get_by_role("heading", name="Copy the token now")).to_be_visible()
        check_axe(desk)
        headers = {"authorization": f"Bearer {dialog.get_by_role('textbox').input_value()}"}
        assert site.api.get("/api/me", headers=headers).json()["office"] == "ghent"
        dialog.get_by_role("button", name="I have copied it").click()

        row = desk.get_by_role("listitem").filter(has_text="Ledger")
        expect(row).to_contain_text("Organiser, Ghent")
        row.get_by_role("button", name="End Ledger").click()
        desk.get_by_role("dialog").get_by_role("button", name="End it").click()
        expect(desk.get_by_text("Ledger is ended.")).to_be_visible()
        assert site.api.get("/api/me", headers=headers).status_code == 401


def test_an_organiser_gives_the_door_of_their_office_only(site: Site, desk: Page) -> None:
    """No role to choose, no office but their own."""
    desk.goto(f"{site.url}/office/devices")
    desk.get_by_role("button", name="Make a token").click()
    dialog = desk.get_by_role("dialog")

    expect(dialog.get_by_label("What it may do")).to_be_hidden()
    assert "Ghent" not in dialog.get_by_label("For what").inner_text()
    assert "All offices" not in dialog.get_by_label("For what").inner_text()
    desk.set_viewport_size(DESK)
