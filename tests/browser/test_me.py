"""Members with a phone in their hand: signed in, registered, their own page; and the office that helps who has none."""

import re
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import DESK, PHONE, check_axe
from tests.site import Site

EVENING = "strategy-2025-evening"
"""An event of the Liège office, for members."""
CODE = re.compile(r"\b\d{6}\b")
numbers = count(70_001)


@pytest.fixture(scope="module")
def admin(site: Site) -> dict[str, str]:
    """What lets a program do everything."""
    return {"authorization": f"Bearer {site.token('admin')}"}


@pytest.fixture
def enter(site: Site, admin: dict[str, str]) -> Any:
    """Puts a new member into the register, and answers the number."""

    def entered(name: str, email: str | None = None, office: str = "liege") -> int:
        number = next(numbers)
        body = {
            "number": number,
            "name": name,
            "email": email,
            "office": office,
            "category": "A",
            "since": "2020-01-01",
        }
        answer = site.api.post("/api/members", json=body, headers=admin)
        assert answer.status_code == 201, answer.text
        return number

    return entered


def sign_in_by_mail(site: Site, page: Page, address: str) -> None:
    """From the form to the code in the mail."""
    page.get_by_label("Je e-mailadres").fill(address)
    page.get_by_role("button", name="Mail me een code").click()
    page.get_by_label("Code uit de mail").fill(CODE.search(site.mail_to(address))[0])
    page.get_by_role("button", name="Aanmelden").click()


def form(page: Page) -> Any:
    """The form to register with, on an event's page."""
    return page.locator("form#register")


def test_from_the_link_to_a_place_and_back(site: Site, page: Page) -> None:
    """The link of the demonstration signs a member in, who registers with one tap, sees it, and gives it back."""
    link = re.search(r"Sign in as member: (\S+)", site.log.read_text())[1]
    page.goto(link)
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(f"{site.url}/me")
    name = page.get_by_role("heading", level=1).inner_text()
    expect(page.get_by_role("banner").get_by_role("link", name=name)).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("region", name="Mijn inschrijvingen").get_by_role("listitem").first).to_be_visible()
    check_axe(page)

    page.goto(f"{site.url}/events/{EVENING}")
    expect(form(page).get_by_label("Je naam")).to_have_value(name)
    expect(form(page).get_by_label("Je e-mailadres")).to_have_count(0)
    check_axe(page)
    form(page).get_by_role("button", name="Schrijf me in").click()
    page.wait_for_url(re.compile("/registrations/"))
    expect(page.get_by_role("status").first).to_contain_text("Je hebt een plaats")

    page.goto(f"{site.url}/events/{EVENING}")
    form(page).get_by_role("button", name="Schrijf me in").click()
    expect(form(page).get_by_text("Je bent al ingeschreven")).to_be_visible()
    check_axe(page)
    form(page).get_by_role("link", name="Bekijk mijn inschrijving").click()
    page.wait_for_url(re.compile("/registrations/"))

    page.get_by_role("banner").get_by_role("link", name=name).click()
    mine = page.get_by_role("region", name="Mijn inschrijvingen")
    mine.get_by_role("link", name="Strategie 2025").click()
    page.get_by_role("button", name="Ik kan niet komen").click()
    page.get_by_role("dialog").get_by_role("button", name="Geef vrij").click()
    expect(page.get_by_role("status").first).to_contain_text("vrijgegeven")

    page.goto(f"{site.url}/me")
    expect(mine.get_by_role("link", name="Strategie 2025")).to_be_hidden()
    mine.get_by_text(re.compile("^Voorbij of vrijgegeven")).click()
    expect(mine.get_by_role("link", name="Strategie 2025")).to_be_visible()
    check_axe(page)


def test_a_stranger_signs_in_on_the_way(site: Site, page: Page, enter: Any) -> None:
    """Bram finds an event for members, signs in by mail, and comes back to a form that knows him."""
    address = f"{uuid4().hex[:8]}@example.org"
    enter("Bram Claes", address)
    page.goto(f"{site.url}/events/{EVENING}")
    expect(form(page)).to_have_count(0)
    check_axe(page)

    page.get_by_role("link", name="Meld je aan om in te schrijven").click()
    sign_in_by_mail(site, page, address)

    page.wait_for_url(f"{site.url}/events/{EVENING}#register")
    expect(form(page).get_by_label("Je naam")).to_have_value("Bram Claes")
    expect(form(page)).to_contain_text(address)
    form(page).get_by_role("button", name="Schrijf me in").click()
    page.wait_for_url(re.compile("/registrations/"))
    assert "2025" in site.mail_to(address, 2)


def test_a_couple_with_one_mailbox(site: Site, page: Page, enter: Any) -> None:
    """Ada and Bram share an address: she registers, then he does, on the same phone."""
    address = f"{uuid4().hex[:8]}@example.org"
    enter("Ada Claes", address)
    enter("Bram Claes", address)
    page.goto(f"{site.url}/signin?onward=%2Fevents%2F{EVENING}")
    sign_in_by_mail(site, page, address)
    page.wait_for_url(f"{site.url}/events/{EVENING}")
    expect(form(page).get_by_label("Je naam")).to_have_value("Ada Claes")
    form(page).get_by_role("button", name="Schrijf me in").click()
    page.wait_for_url(re.compile("/registrations/"))

    page.goto(f"{site.url}/events/{EVENING}")
    form(page).get_by_label("Wie schrijft zich in").select_option(label="Bram Claes")
    expect(form(page).get_by_label("Je naam")).to_have_value("Bram Claes")
    expect(page.get_by_role("banner").get_by_role("link", name="Bram Claes")).to_be_visible()
    check_axe(page)
    form(page).get_by_role("button", name="Schrijf me in").click()

    page.wait_for_url(re.compile("/registrations/"))
    expect(page.get_by_role("main")).to_contain_text("Ingeschreven door Bram Claes")


def test_my_calendar_is_shown_to_me(site: Site, page: Page, enter: Any) -> None:
    """Chloé signed in with her mailbox, so the link to her own calendar is shown to her, and works."""
    address = f"{uuid4().hex[:8]}@example.org"
    enter("Chloé Dubois", address)
    page.goto(f"{site.url}/signin")
    sign_in_by_mail(site, page, address)
    page.wait_for_url(f"{site.url}/me")
    calendar = page.get_by_role("region", name="Mijn eigen kalender")
    expect(page.get_by_role("region", name="Mijn inschrijvingen")).to_contain_text("Niets in het vooruitzicht")

    calendar.get_by_role("button", name="Toon de link").click()

    link = calendar.get_by_role("textbox").input_value()
    assert site.api.get(link.removeprefix(site.url)).text.startswith("BEGIN:VCALENDAR")
    expect(page.get_by_role("region", name="Mijn gegevens")).to_contain_text(address)
    check_axe(page)


def test_who_is_signed_in_moves_nothing(site: Site, page: Page, context: BrowserContext) -> None:
    """The answer to who it is comes late: the page was there before it, and nothing moves when it comes."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url)
    expect(page.get_by_role("banner").get_by_role("link", name="Aanmelden")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith("/api/me")]
    page.goto(site.link("organiser", "brussels"))
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(re.compile("/office$"))
    held: list[Route] = []
    page.route("**/api/me", lambda route: held.append(route))

    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        page.goto(site.url)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        bar = page.get_by_role("banner")
        expect(bar.get_by_role("link")).to_have_count(1)
        before = page.locator("header, main, h1").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
        held.pop().continue_()

        expect(bar.get_by_role("link", name="Mijn pagina")).to_be_visible()
        after = page.locator("header, main, h1").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
        assert after == before


def test_an_organiser_reads_what_they_work_on(site: Site, browser: Browser) -> None:
    """The roles stand there in words, with the way to the office and the door; signing out ends at the year."""
    context = browser.new_context(viewport=DESK, locale="fr-BE", timezone_id="Europe/Brussels")
    page = context.new_page()
    page.goto(site.link("organiser", "ghent"))
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(re.compile("/office$"))
    expect(page.get_by_role("navigation", name="Le bureau").get_by_role("link").first).to_have_text("Événements")

    page.get_by_role("link", name="Ma page").click()

    roles = page.get_by_role("region", name="Ce que vous faites")
    expect(roles.get_by_role("listitem")).to_contain_text("Gand")
    expect(roles.get_by_role("link", name="Vers la porte")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(f"{site.url}/")
    expect(page.get_by_role("banner").get_by_role("link", name="Se connecter")).to_be_visible()
    context.close()


def test_the_office_registers_who_has_no_mail(site: Site, page: Page, enter: Any) -> None:
    """Martha calls: the office finds her by her number, registers her, and has her ticket to print."""
    number = enter("Martha Maes")
    page.goto(site.link("organiser", "liege"))
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(re.compile("/office$"))
    page.goto(f"{site.url}/office/{EVENING}")
    page.get_by_role("button", name="Schrijf een vennoot in").click()
    dialog = page.get_by_role("dialog", name="Schrijf een vennoot in")
    dialog.get_by_label("Wie is het?").fill(str(number))
    expect(dialog.get_by_role("listitem")).to_have_count(1)
    check_axe(page)
    dialog.get_by_role("button", name="Schrijf in: Martha Maes").click()
    expect(dialog.get_by_text("Martha Maes heeft een plaats")).to_be_visible()
    check_axe(page)
    ticket = dialog.get_by_role("link", name="Druk het ticket af").get_attribute("href")
    assert page.request.get(f"{site.url}{ticket}").body().startswith(b"%PDF")
    dialog.get_by_role("button", name="Nog een vennoot").click()
    dialog.get_by_label("Wie is het?").fill("martha maes")
    dialog.get_by_role("button", name="Schrijf in: Martha Maes").first.click()
    expect(dialog.get_by_text("Martha Maes is al ingeschreven")).to_be_visible()
    dialog.get_by_role("button", name="Sluiten").click()

    row = page.get_by_role("row").filter(has_text="Martha Maes")
    expect(row).to_contain_text(f"Vennoot {number}")
    expect(row.get_by_role("link", name="Ticket (pdf): Martha Maes")).to_have_attribute("href", str(ticket))
    check_axe(page)
