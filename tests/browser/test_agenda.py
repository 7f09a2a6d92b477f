"""The agenda on screen: prepared by hand and by keyboard, published, read by members, and stood for election in."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESK, PHONE, check_axe, opened, signed_in
from tests.documents_cast import acting, pdf, photo
from tests.site import Site

EVENT = "europe-seminar"
NEEDS = [
    {"matter": matter, "report": matter == "purpose"} for matter in ("ordinary", "election", "statutes", "purpose")
]


@pytest.fixture(scope="module")
def assembly(site: Site) -> str:
    """The slug of an assembly that is being prepared."""
    headers = {"authorization": f"Bearer {site.token('admin')}"}
    profile = site.api.post("/api/statutes", json={"name": "Of the agenda", "needs": NEEDS}, headers=headers).json()[
        "id"
    ]
    made = site.api.post("/api/assemblies", json={"event": EVENT, "statutes": profile}, headers=headers)
    assert made.status_code in (201, 409), made.text
    return EVENT


def check_width(page: Page) -> None:
    """Nothing is cut or to be shifted sideways, on a phone and on the narrowest screen."""
    before = page.viewport_size or DESK
    for width in (PHONE["width"], 320):
        page.set_viewport_size({**PHONE, "width": width})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    page.set_viewport_size(before)


def add(page: Page, kind: str, title: str, text: str = "", french: str = "") -> None:
    """Put an item on the agenda."""
    page.get_by_role("button", name="Add an item").click()
    page.get_by_label(kind, exact=True).check(force=True)
    page.get_by_label("Title in Dutch").fill(title)
    page.get_by_label("Title in French").fill(french)
    page.get_by_label("Text in Dutch").fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("It is on the agenda.")).to_be_visible()


def titles(page: Page) -> Locator:
    return page.locator("ol h3")


def test_an_agenda_from_the_first_item_to_a_candidate(
    site: Site, browser: Browser, assembly: str, tmp_path: Path
) -> None:
    """Written, put in order by keyboard and by dragging, published, changed with a reason; a member stands."""
    with signed_in(browser, site.link("admin"), "/office") as page:
        page.goto(f"{site.url}/office/assemblies/{assembly}")
        page.get_by_role("link", name="Prepare the agenda").click()
        expect(page.get_by_text("Nothing on the agenda yet")).to_be_visible()
        check_axe(page)
        page.get_by_role("button", name="Publish").click()
        page.get_by_role("dialog").get_by_role("button", name="Publish it").click()
        expect(page.get_by_text("An empty agenda cannot be published.")).to_be_visible()

        add(page, "Discussion", "Debat", french="Débat")
        add(page, "Information", "Welkom", french="Accueil")
        add(page, "Decision", "Rekeningen", "De rekeningen worden **goedgekeurd**.", french="Comptes")
        page.get_by_role("button", name="Add an item").click()
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_label("Title in Dutch")).to_be_focused()
        check_axe(page)
        page.get_by_label("Election", exact=True).check(force=True)
        page.get_by_label("Title in Dutch").fill("Bestuur")
        page.get_by_label("Text in Dutch").fill("Twee bestuurders voor vier jaar.")
        page.get_by_label("Seats").fill("2")
        page.get_by_label("Members can stand until").fill("2023-01-27T18:00")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Titles are missing in a language")).to_be_visible()

        up = page.get_by_role("button", name="Move Welkom up")
        up.focus()
        page.keyboard.press("Enter")
        expect(titles(page)).to_have_text(["Welkom", "Debat", "Rekeningen", "Bestuur"])
        expect(page.get_by_text("Welkom is number 1 of 4 now.")).to_be_attached()
        expect(up).to_be_focused()
        grips = page.locator(".grip")
        grips.nth(3).drag_to(page.locator("ol > li").nth(1))
        expect(titles(page)).to_have_text(["Welkom", "Bestuur", "Debat", "Rekeningen"])

        attach(page, tmp_path)
        check_axe(page)
        check_width(page)
        page.get_by_role("button", name="Publish").click()
        check_axe(page)
        page.get_by_role("dialog").get_by_role("button", name="Publish it").click()
        expect(page.get_by_text("The agenda is published.")).to_be_visible()

        page.get_by_role("button", name=re.compile("Edit.*Debat")).click()
        page.get_by_label("Title in Dutch").fill("Debat over de toekomst")
        page.get_by_role("button", name="Save", exact=True).click()
        reason = page.get_by_role("textbox", name="Reason in Dutch")
        expect(reason).to_have_attribute("aria-invalid", "true")
        reason.fill("De titel zei te weinig.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("published, version 2")).to_be_visible()
        correct(page, tmp_path)

    with opened(browser, viewport=PHONE, locale="nl-BE") as phone:
        read(phone, site, assembly)
    with opened(browser, viewport=PHONE, locale="nl-BE") as phone:
        stand(phone, site, assembly, tmp_path)


def attach(page: Page, folder: Path) -> None:
    """A PDF that acts is refused with a sentence; a plain one is attached and named after its file."""
    bad, good = folder / "script.pdf", folder / "annual-report.pdf"
    bad.write_bytes(acting("/JavaScript"))
    good.write_bytes(pdf(12))
    part = page.get_by_role("region", name="Documents to the whole assembly")
    part.get_by_role("button", name="Add a PDF").click()
    part.get_by_label("PDF", exact=True).set_input_files(bad)
    part.get_by_label("Name").fill("Jaarverslag")
    part.get_by_role("button", name="Attach it").click()
    expect(part.get_by_text("In this PDF there is a script")).to_be_visible()
    part.get_by_label("PDF", exact=True).set_input_files(good)
    part.get_by_role("button", name="Attach it").click()
    expect(part.get_by_text("It is attached.")).to_be_visible()
    expect(part.get_by_text("12 pages")).to_be_visible()


def correct(page: Page, folder: Path) -> None:
    """Who was put forward is shown with another name, words and a photo, once it is said why."""
    picture = folder / "nora.jpg"
    picture.write_bytes(photo())
    page.get_by_role("button", name=re.compile("Edit.*Bestuur")).click()
    page.get_by_role("button", name="Put somebody forward").click()
    page.get_by_label("Or the name of somebody else").fill("Nora Peters")
    page.get_by_role("button", name="Put forward", exact=True).click()
    page.get_by_role("button", name="Edit what Nora Peters is shown with").click()
    form = page.get_by_role("form", name="Edit what Nora Peters is shown with")
    form.get_by_label("Name").fill("Nora Peeters")
    form.get_by_label("Words in French").fill("Je connais les chiffres.")
    form.get_by_label("Photo").set_input_files(picture)
    form.get_by_role("button", name="Save").click()
    reason = form.get_by_label("Reason in Dutch")
    expect(reason).to_be_focused()
    reason.fill("Haar naam stond fout.")
    check_axe(page)
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Edit what Nora Peeters is shown with")).to_be_visible()
    expect(page.get_by_text("published, version 4")).to_be_visible()


def read(page: Page, site: Site, slug: str) -> None:
    """Anybody finds the agenda from the event, in their language, and why it changed."""
    page.goto(f"{site.url}/events/{slug}")
    page.get_by_role("link", name="Agenda, documenten en kandidaten").click()
    expect(page.get_by_role("heading", level=3, name=re.compile("Rekeningen"))).to_be_visible()
    expect(page.get_by_text("De titel zei te weinig.")).to_be_visible()
    expect(page.get_by_text("Haar naam stond fout.").first).to_be_visible()
    expect(page.get_by_text("meer dan 1/2 van de uitgebrachte stemmen is voor").first).to_be_visible()
    page.get_by_role("button", name="fr Français").click()
    expect(page.get_by_text("plus de 1/2 des voix exprimées sont pour").first).to_be_visible()
    page.get_by_role("button", name="nl Nederlands").click()
    expect(page.locator("strong", has_text="goedgekeurd")).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Jaarverslag").click()
    assert kept.value.suggested_filename == "Jaarverslag.pdf"
    expect(page.get_by_role("link", name="Meld je aan om je kandidaat te stellen")).to_be_visible()
    check_axe(page)
    check_width(page)


def stand(page: Page, site: Site, slug: str, folder: Path) -> None:
    """A member stands with words and a photo, and withdraws again."""
    picture = folder / "me.jpg"
    picture.write_bytes(photo())
    headers = {"authorization": f"Bearer {site.token('admin')}"}
    member = site.api.get("/api/members?standing=member", headers=headers).json()["items"][0]["number"]
    page.goto(site.convoke("token", "--link", "--member", str(member)))
    page.get_by_role("main").get_by_role("button").click()
    expect(page).to_have_url(re.compile("/me$"))
    page.goto(f"{site.url}/assembly/{slug}")
    page.get_by_role("button", name="Me kandidaat stellen").click()
    page.get_by_role("button", name="Kandidaat met deze tekst").click()
    words = page.get_by_label("Waarom jij, in het Nederlands")
    expect(words).to_be_focused()
    words.fill("Omdat ik *graag* luister.")
    page.get_by_label("Foto").set_input_files(picture)
    check_axe(page)
    page.get_by_role("button", name="Kandidaat met deze tekst").click()
    expect(page.get_by_text("Je bent kandidaat.")).to_be_visible()
    shown = page.locator("img[src*='/candidates/']").last
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("naturalWidth", 800)
    check_axe(page)
    check_width(page)
    page.get_by_role("button", name="Me terugtrekken").click()
    page.get_by_role("dialog").get_by_role("button", name="Me terugtrekken").click()
    expect(page.get_by_text("Je bent geen kandidaat meer.")).to_be_visible()
