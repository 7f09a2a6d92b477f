"""Members on a phone: find an event, register, carry the ticket, give the place back."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, check_axe
from tests.site import Site


def mail_to(site: Site, address: str, subject: str) -> dict:
    """The mail to this address, once it would have left."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for line in site.api.get("/api/mails").json()["items"]:
            if line["to"] == address and re.search(subject, line["subject"]):
                return site.api.get(f"/api/mails/{line['id']}").json()
        time.sleep(0.2)
    raise AssertionError(f"No mail about {subject} came to {address}.")


def new_event(site: Site, slug: str, **changes) -> dict:
    """A published event of Brussels, and the header that organises it."""
    headers = {"authorization": f"Bearer {site.token('organiser', office='brussels')}"}
    body = {
        "slug": slug, "office": "brussels", "title": {"nl": f"Proef {slug}", "fr": f"Essai {slug}"},
        "starts_at": "2023-05-04T18:00:00+02:00", "ends_at": "2023-05-04T20:00:00+02:00", "status": "published",
        **changes,
    }  # fmt: skip
    answer = site.api.post("/api/events", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    return headers


def register(page: Page, site: Site, slug: str, name: str, email: str) -> None:
    """Fill in the form as a person would."""
    page.goto(f"{site.url}/events/{slug}")
    page.get_by_label("Je naam").fill(name)
    page.get_by_label("Je e-mailadres").fill(email)
    page.get_by_role("button", name=re.compile("Schrijf me in|Zet me op de wachtlijst")).click()
    page.wait_for_url("**/registrations/*")


def test_the_year_is_found_filtered_and_shared(page, site):
    """Twenty events on a phone; filtered by office and words; the address opens the same view elsewhere."""
    page.goto(f"{site.url}/")
    expect(page.get_by_role("heading", name="Januari")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Nieuwjaarsreceptie"))).to_be_visible()

    page.get_by_role("group", name="Kantoren").get_by_text("Gent", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("opendeurdag in Gent"))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Nieuwjaarsreceptie"))).to_have_count(0)
    assert "office=ghent" in page.url

    page.goto(page.url)
    expect(page.get_by_role("link", name=re.compile("opendeurdag in Gent"))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Nieuwjaarsreceptie"))).to_have_count(0)


def test_a_day_unfolds(page, site):
    """The annual day has a programme of eight."""
    page.goto(f"{site.url}/")

    page.get_by_text(re.compile("Dagprogramma: 8 onderdelen")).first.click()

    expect(page.get_by_role("link", name=re.compile("Atelier zeefdruk")).first).to_be_visible()


def test_one_long_word_never_widens_the_page(page, site):
    """A German title and a long address in the text: no page is wider than the phone."""
    word, address = "Genossenschaftsmitgliederversammlungen", f"https://example.org/{'a' * 200}"
    new_event(
        site, "long-words", title={"nl": word}, venue=word, capacity=1,
        description={"nl": f"# {word}\n\n- {address}\n\n`{address}`"},
    )  # fmt: skip
    register(page, site, "long-words", word, "ada.long@example.org")
    own = page.url.removeprefix(site.url)
    page.goto(site.link("organiser", office="brussels"))
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url("**/office")

    for path in (
        "/", "/?view=list", "/events/long-words", own, "/office", "/office/long-words", "/office/long-words/edit",
        "/mails",
    ):  # fmt: skip
        if path == "/mails":
            mail_to(site, "ada.long@example.org", word)
        page.goto(f"{site.url}{path}")
        page.wait_for_load_state("networkidle")
        expect(page.get_by_text(re.compile(word)).first).to_be_attached()
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, PHONE["width"])


def test_registering_on_a_phone(page, site):
    """Name, address, one guest: a page with two tickets, and a mail with PDF and calendar entry."""
    new_event(site, "phone", capacity=10)
    page.goto(f"{site.url}/events/phone")
    page.get_by_label("Je naam").fill("Davíð D'Hondt 🎈")
    page.get_by_label("Je e-mailadres").fill("davíð+feest@example.org")
    page.get_by_role("button", name="Voeg iemand toe").click()
    page.get_by_label("Naam van persoon 2").fill("O")
    page.get_by_role("button", name="Schrijf 2 mensen in").click()
    page.wait_for_url("**/registrations/*")

    expect(page.get_by_text("Jullie hebben een plaats").first).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("QR-code van het ticket van"))).to_have_count(2)
    mail = mail_to(site, "davíð+feest@example.org", "Proef phone")
    assert {name.rsplit(".", 1)[1] for name in mail["attachments"]} == {"pdf", "ics"}
    assert page.url.split("key=")[1] in mail["text"]
    check_axe(page)

    page.goto(f"{site.url}/mails/{mail['id']}")
    letter = page.frame_locator("iframe").locator("html")
    expect(letter).to_contain_text("Davíð")
    assert letter.evaluate("html => html.scrollHeight - html.clientHeight") <= 1


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(page, site):
    """An address without a domain: named there, and the name stands still."""
    new_event(site, "mend")
    page.goto(f"{site.url}/events/mend")
    page.get_by_label("Je naam").fill("Ada")
    page.get_by_label("Je e-mailadres").fill("ada@")
    page.get_by_role("button", name="Schrijf me in").click()

    expect(page.get_by_label("Je e-mailadres")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Je naam")).to_have_value("Ada")
    check_axe(page)


def test_what_is_mended_is_no_longer_wrong(page, site):
    """The sentence at a field goes as soon as the field changes, and follows the language with the form."""
    new_event(site, "mended")
    page.goto(f"{site.url}/events/mended")
    page.get_by_role("button", name="Schrijf me in").click()
    expect(page.get_by_text("Vertel ons je naam.")).to_be_visible()
    page.get_by_label("Je naam").fill("Ada")
    expect(page.get_by_text("Vertel ons je naam.")).to_have_count(0)
    page.get_by_label("Je e-mailadres").fill("ada@")
    page.get_by_role("button", name="Schrijf me in").click()
    expect(page.get_by_text("Dit lijkt geen e-mailadres")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_visible()

    page.get_by_role("button", name="Français").click()
    address = page.get_by_label("Votre adresse e-mail")
    expect(address).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Dit lijkt geen e-mailadres")).to_have_count(0)
    expect(page.get_by_text("Vérifiez ceci.")).to_be_visible()
    expect(page.get_by_label("Nous vous écrivons en")).to_have_value("fr")

    address.fill("ada@example.org")
    expect(page.locator("[aria-invalid=true]")).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_an_event_cancelled_under_the_form(page, site):
    """Who registers just then reads that it does not take place, and the form is gone."""
    headers = new_event(site, "gone", capacity=1)
    page.goto(f"{site.url}/events/gone")
    page.get_by_label("Je naam").fill("Ada")
    page.get_by_label("Je e-mailadres").fill("ada.gone@example.org")
    site.api.put("/api/events/gone/cancellation", headers=headers).raise_for_status()

    page.get_by_role("button", name="Schrijf me in").click()

    expect(page.get_by_text("Deze activiteit gaat niet door")).to_be_in_viewport()
    expect(page.get_by_label("Je naam")).to_have_count(0)


def test_a_party_larger_than_the_room(page, site):
    """The form asks for no more people than the event could ever seat, and promises them no queue."""
    new_event(site, "small", capacity=2)
    page.goto(f"{site.url}/events/small")
    add = page.get_by_role("button", name="Voeg iemand toe")
    add.click()

    expect(add).to_have_attribute("aria-disabled", "true")
    expect(add).to_have_accessible_description("Met meer dan 2 samen gaat het niet.")
    expect(page.get_by_role("button", name="Schrijf 2 mensen in")).to_be_visible()
    check_axe(page)


def test_full_means_the_queue_and_a_cancellation_seats_the_next(page, site):
    """One seat: Bram waits at place 1; Ada gives hers back; Bram has it, and a mail."""
    new_event(site, "full", capacity=1)
    register(page, site, "full", "Ada", "ada.full@example.org")
    own = page.url

    page.goto(f"{site.url}/events/full")
    expect(page.get_by_text("Het is volzet, maar je kunt wachten")).to_be_visible()
    check_axe(page)
    register(page, site, "full", "Bram", "bram.full@example.org")
    expect(page.get_by_text("plaats 1 in de rij")).to_be_visible()
    expect(page.get_by_text("Je bent als eerste aan de beurt.")).to_be_visible()
    expect(page.get_by_text("Zodra er een plaats is, krijg je die")).to_be_visible()
    waiting = page.url

    page.goto(own)
    page.get_by_role("button", name="Ik kan niet komen").click()
    page.get_by_role("dialog").get_by_role("button", name="Geef vrij").click()
    expect(page.get_by_text("Je plaats is vrijgegeven").first).to_be_visible()

    page.goto(waiting)
    expect(page.get_by_text("Je hebt een plaats").first).to_be_visible()
    assert mail_to(site, "bram.full@example.org", "^(?!Op de wachtlijst).*Proef full")["attachments"]


def test_a_second_registration_is_answered_kindly(page, site):
    """The same address again: no error, the link is mailed, and nothing of it shows."""
    new_event(site, "twice")
    register(page, site, "twice", "Ada", "ada.twice@example.org")
    secret = page.url.split("key=")[1]

    page.goto(f"{site.url}/events/twice")
    page.get_by_label("Je naam").fill("Eve")
    page.get_by_label("Je e-mailadres").fill("ADA.twice@example.org")
    page.get_by_role("button", name="Schrijf me in").click()

    expect(page.get_by_text("Je bent al ingeschreven")).to_be_visible()
    assert secret not in page.content()


def test_moving_an_event_tells_everybody(page, site):
    """The organiser moves it: the page, the feed and a mail say the new time."""
    headers = new_event(site, "moved")
    register(page, site, "moved", "Ada", "ada.moved@example.org")

    site.api.patch("/api/events/moved", json={"starts_at": "2023-05-04T17:00:00+02:00"}, headers=headers)

    page.goto(f"{site.url}/events/moved")
    expect(page.get_by_text("17:00–20:00").first).to_be_visible()
    assert "T170000" in site.api.get("/calendar/event/moved.ics").text
    assert "17:00" in mail_to(site, "ada.moved@example.org", "Gewijzigd")["text"]


def test_the_facts_read_without_scripts(browser, site):
    """No JavaScript: title, time and place are there."""
    context = browser.new_context(java_script_enabled=False, locale="fr-BE")
    page = context.new_page()
    page.goto(f"{site.url}/events/new-year-reception")

    expect(page.get_by_role("heading", name=re.compile("Vœux de nouvelle année"))).to_be_visible()
    expect(page.get_by_text("jeudi 26 janvier 2023, 18:00–21:00")).to_be_visible()

    page.goto(f"{site.url}/")
    page.get_by_role("link", name="Vœux de nouvelle année").click()
    page.wait_for_url("**/events/new-year-reception*")
    assert "Pour vous inscrire, il faut JavaScript." in page.locator("#facts").inner_text()
    page.goto(f"{site.url}/door")
    assert "Le lecteur de billets fonctionne avec JavaScript." in page.locator("#facts").inner_text()
    context.close()


def test_times_are_the_offices_with_the_zone_said_elsewhere(browser, site):
    """In Tokyo the hours are Brussels' still, and the page says so."""
    context = browser.new_context(timezone_id="Asia/Tokyo", locale="en-GB", viewport=DESK)
    page = context.new_page()
    page.goto(f"{site.url}/events/new-year-reception")

    expect(page.get_by_text(re.compile("18:00–21:00")).first).to_be_visible()
    expect(page.get_by_text(re.compile("Central European|Brussels|CET")).first).to_be_visible()
    context.close()


def test_a_personal_calendar_is_replaced(page, site):
    """The link from the mail opens; replaced, the old feed is gone and the new one has the event."""
    new_event(site, "feed")
    register(page, site, "feed", "Ada", "ada.feed@example.org")
    text = mail_to(site, "ada.feed@example.org", "Proef feed")["text"]
    token = re.search(r"/mine/([a-z2-7]+)", text).group(1)
    assert "Proef feed" in site.api.get(f"/calendar/mine/{token}.ics?lang=nl").text

    page.goto(f"{site.url}/mine/{token}")
    check_axe(page)
    page.get_by_role("button", name="Vervang mijn link").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("Vervang")).click()
    expect(page.get_by_text("Dit is je nieuwe link")).to_be_visible()

    assert site.api.get(f"/calendar/mine/{token}.ics").status_code == 404
    page.goto(f"{site.url}/mine/{token}")
    expect(page.get_by_text("Deze link opent geen kalender")).to_be_visible()
    expect(page.get_by_role("button", name="Vervang mijn link")).to_have_count(0)
    check_axe(page)


@pytest.mark.parametrize(
    "path",
    ["/", "/?view=list", "/?office=eupen", "/events/lets-coop-2023", "/events/read-the-accounts", "/mails", "/style",
     "/signin", "/events/nothing", "/nowhere", "/registrations/1?key=wrong"],
)  # fmt: skip
def test_every_page_passes_axe(page, site, path):
    """No violation in either scheme, on a phone."""
    page.goto(f"{site.url}{path}")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading").first).to_be_visible()

    check_axe(page)
