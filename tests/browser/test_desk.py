"""A sitting on screen: the bureau's desk by keyboard alone, the projector in the room, both within the second."""

import json
import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, PHONE, check_axe, opened, signed_in
from tests.site import Site

SLUG = "improv-25"
ITEMS = (
    ("information", None, {"nl": "Opening", "fr": "Ouverture"}, {}),
    (
        "decision",
        "statutes",
        {"nl": "Artikel 12", "fr": "L'article 12"},
        {"nl": "Hoogstens drie.", "fr": "Trois au plus."},
    ),
)
HALL = {"width": 1920, "height": 1080}


@pytest.fixture(scope="module")
def called(site: Site) -> Site:
    """An assembly with two items, to which the members were called."""
    headers = {"authorization": f"Bearer {site.token('admin')}"}
    quorum = {"quorum": "1/2", "counted": "votes", "majority": "3/4"}
    needs = [{"matter": "ordinary"}, {"matter": "election"}, {"matter": "statutes", **quorum}, {"matter": "purpose"}]
    profile = site.api.post("/api/statutes", json={"needs": needs, "name": "Desk", "record_days": 300}, headers=headers)
    body = {"event": SLUG, "statutes": profile.json()["id"]}
    assert site.api.post("/api/assemblies", json=body, headers=headers).status_code in (201, 409)
    assembly = f"(SELECT a.id FROM assembly a JOIN event e ON e.id = a.event WHERE e.slug = '{SLUG}')"
    for n, (kind, matter, title, text) in enumerate(ITEMS, 1):
        values = (f"'{matter}'" if matter else "NULL", quoted(title), quoted(text))
        site.sql(
            f"""INSERT INTO agenda_item (assembly, position, kind, matter, title, text)
            VALUES ({assembly}, {n}, '{kind}', {", ".join(values)})"""
        )
    site.sql(f"UPDATE assembly SET convened_at = '2022-12-01' WHERE id = {assembly}")
    return site


def quoted(texts: dict[str, str]) -> str:
    """Texts as SQL writes them."""
    said = json.dumps(texts, ensure_ascii=False).replace("'", "''")
    return f"'{said}'::jsonb"


@pytest.fixture
def member(called: Site) -> dict[str, str]:
    """What lets a program do what one of the members does."""
    return {"authorization": f"Bearer {called.convoke('token', '--member', '1001')}"}


@pytest.fixture
def desk(browser: Browser, called: Site) -> Iterator[Page]:
    """The bureau, at its desk."""
    with signed_in(browser, called.link("bureau", event=SLUG), "/office/assemblies") as page:
        page.goto(f"{called.url}/office/assemblies/{SLUG}")
        page.get_by_role("link", name="To the desk").click()
        expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
        yield page


def member_link(site: Site) -> str:
    """What signs one of the members in."""
    return site.convoke("token", "--link", "--member", "1001")


def take_part(phone: Page, site: Site) -> None:
    """In French, on a phone: see what is on, ask for the floor, ask a question that may bear one's name."""
    phone.goto(f"{site.url}/assembly/{SLUG}")
    expect(phone.get_by_role("region", name="Maintenant")).to_contain_text("Ouverture")
    phone.get_by_role("button", name="Demander la parole").click()
    expect(phone.get_by_text("Avant vous : 1")).to_be_visible()
    question = phone.get_by_label("Votre question aux administrateurs")
    question.fill("Pourquoi ?")
    phone.get_by_label("Mon nom peut y figurer").check()
    phone.get_by_role("button", name="Poser la question").click()
    expect(phone.get_by_text("Votre question est au bureau.")).to_be_visible()
    expect(question).to_have_value("")
    check_axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_sitting_by_keyboard(browser: Browser, called: Site, desk: Page, member: dict[str, str]) -> None:
    """Opened, led through its agenda, the floor given, questions answered, an incident noted, closed: by keys."""
    base = f"{called.url}/api/assemblies/{SLUG}"
    keys = desk.keyboard
    keys.press("o")
    expect(desk.get_by_role("dialog", name="Open the assembly?")).to_be_visible()
    check_axe(desk)
    keys.press("Tab")
    keys.press("Enter")
    expect(desk.get_by_role("term").get_by_text("under way")).to_be_visible()
    keys.press("n")
    expect(desk.get_by_role("region", name="Agenda")).to_contain_text("Opening")

    keys.press("a")
    keys.type("Dr. Peeters")
    keys.press("Enter")
    speakers = desk.get_by_role("region", name="Speakers")
    expect(speakers.get_by_role("listitem")).to_contain_text(["Dr. Peeters"])
    with signed_in(browser, member_link(called), "/me", viewport=PHONE, locale="fr-BE") as phone:
        take_part(phone, called)
    expect(speakers.get_by_role("listitem")).to_have_count(2)
    expect(desk.get_by_label("Add by number or name")).to_have_value("")
    keys.type("q")
    expect(desk.get_by_label("Add by number or name")).to_have_value("q")
    keys.press("Escape")
    expect(desk.get_by_label("Add by number or name")).not_to_be_focused()
    desk.get_by_role("button", name=re.compile("one place up$")).last.focus()
    keys.press("Enter")
    expect(speakers.get_by_role("listitem").first).not_to_contain_text("Dr. Peeters")
    keys.press("s")
    expect(speakers).to_contain_text("Has the floor")
    expect(speakers).to_contain_text(re.compile("2:5\\d|3:00"))

    asked = called.api.post(f"{base}/questions", json={"text": "Waarom?"}, headers=member)
    assert asked.status_code == 201
    questions = desk.get_by_role("region", name="Questions")
    expect(questions.get_by_role("checkbox")).to_have_count(2)
    keys.press("q")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")
    keys.press("g")
    dialog = desk.get_by_role("dialog", name="Take questions together")
    dialog.get_by_label("English").focus()
    check_axe(desk)
    keys.press("Control+A")
    keys.type("Why?")
    dialog.get_by_role("button", name="Save").press("Enter")
    questions.get_by_role("button", name=re.compile("^Answer: ")).press("Enter")
    desk.get_by_role("dialog", name="Answer").get_by_label("English").focus()
    keys.type("Because.")
    check_axe(desk)
    desk.get_by_role("dialog", name="Answer").get_by_role("button", name="Save").press("Enter")
    expect(questions).to_contain_text("answered")
    [topic] = called.api.get(f"{base}/topics", headers=member).json()["items"]
    assert (topic["answer"], topic["questions"]) == ({"en": "Because."}, 2)

    keys.press("i")
    keys.type("The stream stopped.")
    desk.get_by_role("dialog").get_by_role("button", name="Note it").press("Enter")
    expect(desk.get_by_role("region", name="Incidents")).to_contain_text("The stream stopped.")
    keys.press("u")
    expect(desk.get_by_role("term").get_by_text("suspended")).to_be_visible()
    keys.press("?")
    check_axe(desk)
    desk.get_by_label("Single letters act").press("Space")
    keys.press("Escape")
    keys.press("u")
    keys.press("?")
    desk.get_by_label("Single letters act").press("Space")
    keys.press("Escape")
    check_axe(desk)
    keys.press("u")
    expect(desk.get_by_role("term").get_by_text("under way")).to_be_visible()

    desk.get_by_role("heading", name="Settings and projector").click()
    desk.get_by_label("Where it stands").fill("Hall")
    keys.press("Enter")
    address = desk.get_by_label("Copy the link").input_value()
    with opened(browser, viewport=HALL, locale="nl-BE") as wall:
        wall.goto(address)
        expect(wall.get_by_role("heading").first).to_have_text("Opening")
        desk.get_by_role("heading", name="Questions").focus()
        began = time.monotonic()
        keys.press("n")
        expect(wall.get_by_role("heading")).to_have_text(["Artikel 12", "L'article 12"])
        took = time.monotonic() - began
        expect(wall.get_by_text("quorum niet bereikt")).to_be_visible()
        expect(wall.get_by_text("Dr. Peeters")).to_be_visible()
        assert wall.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]") == [
            1080,
            1920,
        ]
        size = wall.get_by_role("heading").first.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
        check_axe(wall)
    assert took < 2, "The projector follows within a second, and a busy machine has two."
    assert size > 40

    keys.press("r")
    failure = desk.get_by_role("dialog", name="Put on record that the quorum is not reached?")
    check_axe(desk)
    failure.get_by_role("button", name="Put on record").press("Enter")
    expect(desk.get_by_text("It is on record that this item lacked its quorum.")).to_be_visible()
    expect(desk.get_by_role("button", name="Put on record …")).to_have_count(0)
    keys.press("o")
    desk.get_by_role("dialog").get_by_role("button", name="Close it for good").press("Enter")
    expect(desk.get_by_role("term").get_by_text("closed", exact=True)).to_be_visible()
    expect(desk.get_by_role("button", name="Next item")).to_have_count(0)
    desk.set_viewport_size(PHONE)
    check_axe(desk)
    assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    desk.set_viewport_size(DESK)


def test_an_address_that_shows_nothing(page: Page, site: Site) -> None:
    """A code that was revoked or mistyped says so."""
    page.goto(f"{site.url}/projector/abcd-efgh-ijkl")

    expect(page.get_by_role("heading", level=1)).to_have_text("Dit adres toont niets")
    check_axe(page)
