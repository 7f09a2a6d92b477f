"""What is held about people, on screen: read, saved, corrected, and erased, by those it is about and the office."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, check_axe
from tests.browser.test_public import mail_to
from tests.site import Site

EVENT = "new-year-reception"
LINK = re.compile(r"http://\S+/me/address\?\S+")


class Person(msgspec.Struct):
    """A member: the number, the address, and what a program of theirs sends along."""

    number: int
    email: str
    headers: dict[str, str]


@pytest.fixture
def admin(site: Site) -> dict[str, str]:
    """What an administrator's program sends along."""
    return {"authorization": f"Bearer {site.token('admin')}"}


@pytest.fixture
def ada(site: Site, admin: dict[str, str]) -> Person:
    """A new member, Ada, registered for the reception."""
    email = f"ada-{uuid4().hex[:8]}@example.org"
    new = {"name": "Ada Janssens", "email": email, "phone": "02 123", "language": "nl", "office": "brussels",
        "category": "A", "shares": 3}  # fmt: skip
    made = site.api.post("/api/members", json=new, headers=admin)
    assert made.status_code == 201, made.text
    number = made.json()["number"]
    headers = {"authorization": f"Bearer {site.convoke('token', '--member', str(number))}"}
    body = {"name": "Ada Janssens", "email": email, "language": "nl", "party": ["Bram"], "answers": {"dieet": "veggie"}}
    assert site.api.post(f"/api/events/{EVENT}/registrations", json=body, headers=headers).status_code == 201
    return Person(number, email, headers)


@pytest.fixture
def signed_in(site: Site, page: Page, ada: Person) -> Page:
    """Ada's phone."""
    page.goto(site.convoke("token", "--link", "--member", str(ada.number)))
    page.get_by_role("main").get_by_role("button").click()
    expect(page).not_to_have_url(re.compile("/signin"))
    return page


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    """An administrator's desk, in French."""
    context = browser.new_context(viewport=DESK, locale="fr-BE", timezone_id="Europe/Brussels")
    page = context.new_page()
    page.goto(site.link("admin"))
    page.get_by_role("main").get_by_role("button").click()
    expect(page).not_to_have_url(re.compile("/signin"))
    yield page
    context.close()


def test_everybody_reads_the_statement(site: Site, page: Page) -> None:
    """From the foot of every page: what is kept, how long, and what stays in the browser."""
    page.goto(f"{site.url}/")
    page.get_by_role("contentinfo").get_by_role("link", name="Privacy").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Je privacy")
    scans = page.locator("dl div", has_text="De naam bij elke scan")
    expect(scans).to_contain_text("30 dagen")
    expect(page.locator("dl div", has_text="convoke_login")).to_contain_text("Dat je aangemeld bent", ignore_case=True)
    check_axe(page)


def test_what_is_held_is_read_and_saved(site: Site, signed_in: Page, ada: Person, tmp_path: Path) -> None:
    """Ada reads her registration and what the journal says; the file has the same."""
    page = signed_in
    page.goto(f"{site.url}/me/data")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat we over jou hebben")
    expect(page.get_by_text("dieet: veggie")).to_be_visible()
    expect(page.get_by_text("Ada Janssens schreef zich in")).to_be_visible()
    check_axe(page)

    with page.expect_download() as saving:
        page.get_by_role("link", name="Bewaar als bestand").click()
    saving.value.save_as(tmp_path / "mine.json")
    found = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert found["member"]["number"] == ada.number
    assert [one["event"] for one in found["registrations"]] == [EVENT]


def test_a_guest_reads_what_hangs_on_a_registration(site: Site, page: Page) -> None:
    """From the registration's own page, by its link."""
    body = {"name": "Zoë", "email": f"{uuid4().hex[:8]}@example.org", "language": "nl", "answers": {"dieet": "halal"}}
    made = site.api.post(f"/api/events/{EVENT}/registrations", json=body).json()
    page.goto(made["manage_url"])
    page.get_by_role("link", name="Wat we hierover bewaren").click()

    expect(page.get_by_text("dieet: halal")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="Terug naar de inschrijving").click()
    expect(page).to_have_url(re.compile(r"/registrations/\d+\?key="))


def test_a_new_address_counts_once_it_is_confirmed(site: Site, signed_in: Page, ada: Person) -> None:
    """Mistyped, it is said at its field; mailed a link, Ada opens it, and signs in anew."""
    page, new = signed_in, f"new-{ada.email}"
    page.goto(f"{site.url}/me/details")
    check_axe(page)
    page.get_by_label("E-mailadres").fill("ada@")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_label("E-mailadres")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("E-mailadres")).to_be_focused()

    page.get_by_label("E-mailadres").fill(new)
    page.get_by_label("Telefoon").fill("+32 2 987 65 43")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text(f"We mailden een link naar {new}")).to_be_visible()
    expect(page.get_by_label("E-mailadres")).to_have_value(ada.email)
    check_axe(page)

    [link] = LINK.findall(mail_to(site, new, "Bevestig je nieuwe")["text"])
    page.goto(link)
    check_axe(page)
    page.get_by_role("button", name="Ja, dit is mijn adres").click()
    expect(page.get_by_text(f"We schrijven voortaan naar {new}")).to_be_visible()
    assert mail_to(site, ada.email, "Je e-mailadres is gewijzigd")
    details = site.api.get("/api/me/details", headers=ada.headers).json()
    assert (details["email"], details["phone"]) == (new, "+32 2 987 65 43")

    page.goto(link)
    page.get_by_role("button", name="Ja, dit is mijn adres").click()
    expect(page.get_by_role("alert")).to_contain_text("Deze link werkt niet meer")
    check_axe(page)


def test_somebody_asks_to_be_erased_and_is(site: Site, signed_in: Page, ada: Person, desk: Page) -> None:
    """Ada reads what goes, thinks twice, and asks; the office carries it out, and her phone is signed out."""
    page = signed_in
    page.goto(f"{site.url}/me/details")
    page.get_by_role("button", name="Vraag om alles te wissen").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Je plaats bij 1 activiteit die nog komt, geven we vrij")
    check_axe(page)
    dialog.get_by_role("button", name="Nee").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Vraag om alles te wissen").click()
    dialog.get_by_role("button", name="Vraag om alles te wissen").click()
    expect(page.get_by_text("Je vroeg om je gegevens te wissen").first).to_be_visible()
    check_axe(page)

    desk.goto(f"{site.url}/office/members/erasures")
    wish = desk.locator("li", has_text=f"Numéro {ada.number}")
    expect(wish).to_contain_text("1 place à un événement à venir")
    check_axe(desk)
    wish.get_by_role("button", name="Effacer Ada Janssens").click()
    check_axe(desk)
    desk.get_by_role("dialog").get_by_role("button", name="Effacer pour toujours").click()
    expect(desk.get_by_text(f"Le numéro {ada.number} est effacé.")).to_be_visible()
    expect(wish).to_have_count(0)

    page.goto(f"{site.url}/me/details")
    expect(page).to_have_url(re.compile("/signin"))


def test_a_wish_is_withdrawn(site: Site, signed_in: Page, ada: Person, admin: dict[str, str]) -> None:
    """And the office no longer sees it."""
    page = signed_in
    site.api.post("/api/me/erasure", headers=ada.headers)
    page.goto(f"{site.url}/me/details")
    page.get_by_role("button", name="Bewaar mijn gegevens toch").click()

    expect(page.get_by_text("Goed: alles blijft.")).to_be_visible()
    waiting = site.api.get("/api/erasures", headers=admin).json()["items"]
    assert ada.number not in [one["number"] for one in waiting]
