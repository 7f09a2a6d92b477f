"""Staff at work: invited, in by mail and a device, asked again before what is grave, and out when their roles end."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from events.api.asking import KEPT_SECONDS
from tests.browser.conftest import PHONE, check_axe, opened
from tests.site import Site

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
CODE = re.compile(r"\b\d{6}\b")


@pytest.fixture
def home(site: Site) -> str:
    """The site by a name: no device makes a passkey for an address of numbers."""
    return f"http://localhost:{site.port}"


@pytest.fixture
def boss(browser: Browser, site: Site, home: str) -> Iterator[Page]:
    """An administrator's desk, in English, signed in by a link of the command line."""
    with opened(browser, locale="en-GB") as page:
        page.goto(site.link("admin").replace(site.url, home))
        page.get_by_role("main").get_by_role("button").click()
        expect(page).to_have_url(re.compile("/office$"))
        yield page


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone in Dutch that can be a passkey, and its owner's finger on it."""
    with opened(browser, locale="nl-BE", viewport=PHONE) as page:
        give_passkeys(page.context, page)
        yield page


def give_passkeys(context: BrowserContext, page: Page) -> None:
    """Chromium's own authenticator, which answers at once."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def invite(boss: Page, home: str, name: str, role: str = "admin") -> str:
    """Invite somebody to a role for everything; their address."""
    address = f"{uuid4().hex[:8]}@example.org"
    boss.goto(f"{home}/office/staff/new")
    boss.get_by_label("Name").fill(name)
    boss.get_by_label("E-mail address").fill(address)
    boss.get_by_label("Language of the mails").select_option("nl")
    boss.get_by_label("Role", exact=True).select_option(role)
    boss.get_by_label("For").select_option("")
    boss.get_by_role("button", name="Send the invitation").click()
    expect(boss.get_by_text(f"{name} is invited")).to_be_visible()
    return address


def sign_in(site: Site, home: str, page: Page, address: str, mails: int) -> None:
    """By mail, as far as the mail goes. mails: how many this address has got by then, the invitation among them."""
    page.goto(f"{home}/signin")
    page.get_by_label("Je e-mailadres").fill(address)
    page.get_by_role("button", name="Mail me een code").click()
    field = page.get_by_label("Code uit de mail")
    field.fill(CODE.search(site.mail_to(address, mails))[0])
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/signin/second"))


def long_ago(site: Site, address: str) -> None:
    """Let an hour pass since this person gave the second factor, once the server asks the database for it again."""
    site.sql(f"UPDATE login SET elevated_at = elevated_at - interval '1 hour' WHERE address = '{address}'")
    time.sleep(KEPT_SECONDS)


def test_from_an_invitation_to_the_end(site: Site, home: str, boss: Page, phone: Page) -> None:
    """Nele is invited, sets up her phone, comes back with it, confirms what is grave, and is out at once at the end."""
    boss.goto(f"{home}/office/staff")
    boss.get_by_role("link", name="Invite somebody").first.click()
    check_axe(boss)
    boss.get_by_label("Name").fill("Nele Claes")
    boss.get_by_label("E-mail address").fill("nele")
    boss.get_by_label("Role", exact=True).select_option("scrutineer")
    boss.get_by_role("button", name="Send the invitation").click()
    expect(boss.get_by_label("E-mail address")).to_have_attribute("aria-invalid", "true")
    expect(boss.get_by_text("Choose which event this role is for.")).to_be_visible()
    check_axe(boss)
    address = invite(boss, home, "Nele Claes")
    other = invite(boss, home, "Wim Maes", "door")
    ines = invite(boss, home, "Ines Maes")
    site.sql(f"UPDATE staff SET joined_at = invited_at WHERE address = '{ines}'")
    line = boss.get_by_role("link", name=re.compile(address))
    expect(line).to_contain_text("Administrator")
    expect(line).to_contain_text("has not signed in yet")
    check_axe(boss)
    assert f"{site.url}/signin?lang=nl" in site.mail_to(address)

    sign_in(site, home, phone, address, 2)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Stel een tweede factor in")
    check_axe(phone)
    phone.goto(f"{home}/office/staff")
    expect(phone).to_have_url(f"{home}/signin/second?onward=%2Foffice%2Fstaff")
    phone.get_by_label("Hoe je dit toestel noemt").fill("Mijn telefoon")
    phone.get_by_role("button", name="Stel een toegangssleutel in").click()
    expect(phone.get_by_role("heading", level=1)).to_be_focused()
    expect(phone.locator("ol li")).to_have_count(10)
    check_axe(phone)
    phone.get_by_role("button", name="Ik heb ze bewaard").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Medewerkers")
    check_axe(phone)

    phone.goto(f"{home}/me")
    factors = phone.get_by_role("region", name="Je tweede factor")
    factors.get_by_role("button", name="Verwijder Mijn telefoon").click()
    expect(factors.get_by_role("alert")).to_contain_text("Je enige tweede factor")
    factors.get_by_role("button", name="Maak nieuwe").click()
    expect(factors.locator("ol li")).to_have_count(10)
    check_axe(phone)
    phone.get_by_role("button", name="Afmelden", exact=True).click()
    expect(phone).to_have_url(f"{home}/")
    sign_in(site, home, phone, address, 3)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Bevestig dat jij het bent")
    check_axe(phone)
    phone.get_by_role("button", name="Gebruik je toegangssleutel").click()
    expect(phone).to_have_url(f"{home}/office")

    phone.goto(f"{home}/office/staff")
    phone.get_by_role("link", name=re.compile(other)).click()
    check_axe(phone)
    long_ago(site, address)
    phone.get_by_role("button", name="Trek alle rollen in").click()
    phone.get_by_role("dialog").get_by_role("button", name="Trek alle rollen in").click()
    asked = phone.get_by_role("dialog", name="Bevestig dat jij het bent")
    expect(asked.get_by_role("button", name="Gebruik je toegangssleutel")).to_be_focused()
    check_axe(phone)
    asked.get_by_role("button", name="Laat maar").click()
    expect(phone.get_by_role("alert")).to_contain_text("Bevestig dat jij het bent")
    phone.get_by_role("button", name="Trek alle rollen in").click()
    phone.get_by_role("dialog").get_by_role("button", name="Trek alle rollen in").click()
    asked.get_by_role("button", name="Gebruik je toegangssleutel").click()
    expect(phone.get_by_text("Alle rollen zijn ingetrokken.")).to_be_visible()
    expect(asked).to_have_count(0)
    check_axe(phone)

    boss.goto(f"{home}/office/staff")
    boss.get_by_role("link", name=re.compile(address)).click()
    boss.get_by_role("textbox", name="Name").fill("Not saved yet")
    boss.get_by_label("Role", exact=True).select_option("organiser")
    boss.get_by_role("button", name="Save the roles").click()
    expect(boss.get_by_text("The roles are changed.")).to_be_in_viewport()
    expect(boss.get_by_role("textbox", name="Name")).to_have_value("Not saved yet")
    phone.get_by_role("link", name="Medewerkers", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hier werken de organisatoren")


def test_with_codes_from_an_app(site: Site, home: str, boss: Page, browser: Browser) -> None:
    """Bart's phone shows codes, though the demonstration lives in another year; without it there is his paper."""
    address = invite(boss, home, "Bart Smet", "organiser")
    with opened(browser, locale="nl-BE", viewport=PHONE) as page:
        sign_in(site, home, page, address, 2)
        page.get_by_role("button", name="Stel codes in").click()
        app = pyotp.TOTP(page.locator("code").inner_text().replace(" ", ""))
        expect(page.locator("svg[role=img]")).to_be_visible()
        check_axe(page)
        field = page.get_by_label("Typ dan de code die ze toont")
        field.fill("000")
        page.get_by_role("button", name="Bevestig de code").click()
        expect(field).to_have_attribute("aria-invalid", "true")
        field.fill(app.at(datetime.now(UTC)))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Bewaar je herstelcodes")
        expect(page.locator("ol li")).to_have_count(10)
        paper = page.locator("ol li").all_inner_texts()
        page.get_by_role("button", name="Ik heb ze bewaard").click()
        expect(page).to_have_url(f"{home}/office")

    with opened(browser, locale="nl-BE") as page:
        sign_in(site, home, page, address, 3)
        page.get_by_label("Code uit je app").fill("12")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Code uit je app")).to_have_attribute("aria-invalid", "true")
        check_axe(page)
        page.get_by_label("Code uit je app").fill(app.at(datetime.now(UTC), counter_offset=1))
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{home}/office")

    with opened(browser, locale="nl-BE") as page:
        sign_in(site, home, page, address, 4)
        page.get_by_text("Toestel kwijt?").click()
        page.get_by_label("Herstelcode", exact=True).fill(paper[4].upper())
        check_axe(page)
        page.keyboard.press("Enter")
        expect(page.get_by_label("Herstelcode", exact=True)).to_have_count(0)
        expect(page).to_have_url(f"{home}/office")
