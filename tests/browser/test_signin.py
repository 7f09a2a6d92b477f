"""Signing in by mail, as somebody does with a phone in their hand, or with their mail on another device."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESK, PHONE, check_axe
from tests.site import Site

CODE = re.compile(r"\b\d{6}\b")
LINK = re.compile(r"http://\S+/signin/mail\?\S+")


@pytest.fixture
def address(site: Site) -> str:
    """The address of a new member, Bram; his wife has the same one."""
    address = f"{uuid4().hex[:8]}@example.org"
    for name in ("Bram Claes", "Chloé Claes"):
        site.sql(
            "INSERT INTO member (number, name, email, address, language, search) SELECT coalesce(max(number), 0) + 1,"
            f" '{name}', '{address}', '{address}', 'nl', '' FROM member"
        )
    return address


def ask(site: Site, page: Page, address: str, onward: str = "") -> None:
    page.goto(f"{site.url}/signin{onward}")
    page.get_by_label("Je e-mailadres").fill(address)
    page.get_by_role("button", name="Mail me een code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


@pytest.fixture
def other(browser: Browser) -> Iterator[Page]:
    """Another browser, in French, on a desk."""
    context = browser.new_context(viewport=DESK, locale="fr-BE", timezone_id="Europe/Brussels")
    page = context.new_page()
    yield page
    context.close()


def test_with_the_code(site: Site, page: Page, address: str) -> None:
    """Bram types the code with a space in it, and lands where he came from; each view is clean, in both schemes."""
    page.goto(f"{site.url}/signin?onward=%2Fme%3Flang%3Dnl")
    check_axe(page)
    page.get_by_label("Je e-mailadres").fill("geen adres")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Je e-mailadres")).to_be_focused()
    expect(page.get_by_label("Je e-mailadres")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Je e-mailadres").fill(address.upper())
    page.keyboard.press("Enter")
    field = page.get_by_label("Code uit de mail")
    expect(field).to_have_attribute("autocomplete", "one-time-code")
    expect(field).to_have_attribute("inputmode", "numeric")
    check_axe(page)
    code = CODE.search(site.mail_to(address))[0]

    field.fill("000000" if code != "000000" else "111111")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Pogingen over: 4")).to_be_visible()
    check_axe(page)
    field.fill(f" {code[:3]} {code[3:]} ")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{site.url}/me?lang=nl")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bram Claes")


def test_with_the_link(site: Site, page: Page, context: BrowserContext, address: str) -> None:
    """He opens the link in the same browser, presses the button, and the page that waited goes on as well."""
    ask(site, page, address)
    link = LINK.search(site.mail_to(address))[0]
    opened = context.new_page()
    # A mail is a page of another site, so that the way here is like the one from a mailbox.
    opened.route(
        "http://mail.example/*", lambda route: route.fulfill(body=f'<a href="{link}">x</a>', content_type="text/html")
    )
    opened.goto("http://mail.example/")
    opened.get_by_role("link").click()

    expect(opened.get_by_text(address)).to_be_visible()
    check_axe(opened)
    assert site.api.get("/api/me").status_code == 401
    opened.get_by_role("main").get_by_role("button", name="Meld me aan").click()
    opened.wait_for_url(f"{site.url}/me")
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    page.wait_for_url(f"{site.url}/me")
    opened.goto(link)
    expect(opened.get_by_role("heading", level=1)).to_have_text("Je bent aangemeld")


def test_the_link_in_another_browser(site: Site, page: Page, other: Page, address: str) -> None:
    """Opened where nobody asked, it explains where to type the code; and the code works there."""
    ask(site, page, address)
    text = site.mail_to(address)

    other.goto(LINK.search(text)[0].replace("lang=nl", "lang=fr"))
    expect(other.get_by_role("heading", level=1)).to_have_text("Ce lien ne fonctionne pas ici")
    check_axe(other)
    expect(other.get_by_role("main").get_by_role("button")).to_have_count(0)
    page.get_by_label("Code uit de mail").fill(CODE.search(text)[0])
    page.get_by_role("button", name="Aanmelden").click()

    page.wait_for_url(f"{site.url}/me")


def test_nothing_comes(site: Site, page: Page, address: str) -> None:
    """Half a minute later he asks again, after that with another address; a page put away finds what it waited for."""
    page.clock.install()
    ask(site, page, address)
    first = CODE.search(site.mail_to(address))[0]
    again = page.get_by_role("button", name="Mail ze opnieuw")
    expect(again).to_have_count(0)
    page.clock.fast_forward(31_000)
    again.click()
    expect(page.get_by_role("status")).to_contain_text("nog een mail onderweg")
    assert CODE.search(site.mail_to(address, 2))[0] == first

    page.reload()
    expect(page.get_by_text(f"Als we {address} kennen")).to_be_visible()
    page.get_by_role("button", name="Gebruik een ander adres").click()

    expect(page.get_by_label("Je e-mailadres")).to_have_value(address)
    page.reload()
    expect(page.get_by_label("Je e-mailadres")).to_have_value("")


def test_five_wrong_codes(site: Site, page: Page, address: str) -> None:
    """After the fifth the page says so, and a new mail is one press away."""
    ask(site, page, address)
    code = CODE.search(site.mail_to(address))[0]
    for n in range(1, 6):
        page.get_by_label("Code uit de mail").fill(f"{(int(code) + n) % 1_000_000:06}")
        page.get_by_role("button", name="Aanmelden").click()
        if n < 5:
            expect(page.get_by_text(f"Pogingen over: {5 - n}")).to_be_visible()

    expect(page.get_by_role("alert")).to_contain_text("Deze mail werkt niet meer")
    check_axe(page)
    page.get_by_role("button", name="Vraag een nieuwe mail").click()
    new = CODE.search(site.mail_to(address, 2))[0]
    page.get_by_label("Code uit de mail").fill(new)
    page.keyboard.press("Enter")

    page.wait_for_url(f"{site.url}/me")


def test_where_he_is_signed_in(site: Site, page: Page, other: Page, address: str) -> None:
    """He sees his other browser, signs it out, goes on as his wife, and another site's page leads nowhere."""
    ask(site, page, address, "?onward=https%3A%2F%2Fevil.example")
    page.get_by_label("Code uit de mail").fill(CODE.search(site.mail_to(address))[0])
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/me")
    for n in (2, 3):
        other.goto(f"{site.url}/signin")
        other.get_by_label("Votre adresse e-mail").fill(address)
        other.keyboard.press("Enter")
        other.get_by_label("Code reçu par e-mail").fill(CODE.search(site.mail_to(address, n))[0])
        other.keyboard.press("Enter")
        other.wait_for_url(f"{site.url}/me")

    page.reload()
    rows = page.get_by_role("region", name="Waar je aangemeld bent").get_by_role("listitem")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="dit toestel")).to_have_count(1)
    check_axe(page)
    rows.filter(has_not_text="dit toestel").get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text("is afgemeld")
    expect(rows).to_have_count(1)
    other.reload()
    other.wait_for_url(re.compile("/signin"))

    page.get_by_role("button", name="Ga verder als Chloé Claes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chloé Claes")
    expect(page.get_by_role("button", name="Ga verder als Bram Claes")).to_be_visible()


def test_the_old_way_in(site: Site, page: Page) -> None:
    """A sign-in link of the command line signs in with a button, on the smallest phone."""
    page.set_viewport_size({**PHONE, "width": 320})
    page.goto(site.link("door"))
    check_axe(page)
    page.get_by_role("main").get_by_role("button", name="Meld me aan").click()

    page.wait_for_url(re.compile("/door"))
