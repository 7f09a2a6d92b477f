"""The people at the door: a phone's camera, a hardware scanner, a name; and a network that comes and goes."""

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from playwright.sync_api import Page, Playwright, Request, Route, TimeoutError, expect

from events.tickets import qr
from tests.browser.conftest import DESK, FLAGS, PHONE, check_axe
from tests.chromium import get
from tests.site import Site

numbers = count(1)


class Evening(msgspec.Struct):
    """An event that is about to start, with the codes of those who registered, by name."""

    slug: str
    codes: dict[str, str]


@pytest.fixture
def evening(site: Site) -> Evening:
    """Tonight: Chloé, Bram and Ada are expected, Zoë is on the waiting list."""
    headers = {"authorization": f"Bearer {site.token('organiser', office='brussels')}"}
    now = datetime.fromisoformat(site.api.get("/api/config").json()["now"])
    slug = f"door-{now:%H%M%S}-{next(numbers)}"
    body = {
        "slug": slug, "office": "brussels", "title": {"nl": f"Avond {slug}", "fr": f"Soirée {slug}"},
        "starts_at": (now + timedelta(minutes=30)).isoformat(), "ends_at": (now + timedelta(hours=4)).isoformat(),
        "capacity": 3, "status": "published",
    }  # fmt: skip
    answer = site.api.post("/api/events", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    codes = {}
    for name in ("Chloé Dubois", "Bram Van den Berghe", "Ada Peeters", "Zoë Bergmans"):
        person = {"name": name, "email": f"{name[:3].lower()}@{slug}.example.org", "language": "nl", "party": []}
        answer = site.api.post(f"/api/events/{slug}/registrations", json={**person, "answers": {}})
        assert answer.status_code == 201, answer.text
        codes[name] = answer.json()["tickets"][0]["code"]
    return Evening(slug, codes)


def film(folder: Path, code: str | None) -> Path:
    """What the camera sees: somebody's screen with a code on it, or a grey wall."""
    frame = Image.new("RGB", (1280, 720), (150, 150, 150))
    if code:
        frame.paste(Image.open(io.BytesIO(qr.png(code))).convert("RGB").resize((420, 420)), (430, 150))
    picture = io.BytesIO()
    frame.save(picture, "JPEG", quality=85)
    file = folder / "camera.mjpeg"
    file.write_bytes(picture.getvalue() * 20)
    return file


@pytest.fixture
def camera(playwright: Playwright, tmp_path: Path) -> Iterator:
    """Opens a phone whose camera sees this code."""
    opened = []

    def open_phone(code: str | None = None) -> Page:
        flags = [*FLAGS, f"--use-file-for-fake-video-capture={film(tmp_path, code)}"]
        browser = playwright.chromium.launch(executable_path=get(), args=flags)
        opened.append(browser)
        return browser.new_page(viewport=PHONE, locale="nl-BE", timezone_id="Europe/Brussels")

    yield open_phone
    for browser in opened:
        browser.close()


def open_door(page: Page, site: Site, evening: Evening, gate: str = "Gate A") -> None:
    """Sign in by the link, choose the event and the gate, as somebody does who was just sent to the door."""
    page.goto(f"{site.url}/signin?link={site.link('door').split('link=')[-1]}")
    page.get_by_role("button", name="Meld me aan").click()
    page.get_by_role("link", name=re.compile(evening.slug)).click()
    page.get_by_label("Ingang").fill(gate)
    page.get_by_role("button", name="Open de deur").click()
    expect(page.get_by_text(re.compile(r"\d van 3 aangekomen"))).to_be_visible()


def scan(page: Page, code: str) -> None:
    """As a hardware scanner does: the code in a blink, then Enter, with the cursor nowhere.

    A busy machine may halt between two keys for longer than a scanner does; then, as at a door, once more.
    """
    for _ in range(3):
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        with suppress(TimeoutError):
            page.locator(".answer").wait_for(timeout=4000)
            break


def verdict(page: Page, word: str, *facts: str) -> None:
    """The whole screen says this word and these facts, and says it to screen readers."""
    heading = page.get_by_role("heading", name=word)
    expect(heading).to_be_visible()
    alert = page.get_by_role("alert").filter(has=heading)
    for fact in facts:
        expect(alert).to_contain_text(fact)


def test_the_camera_admits_once(site, evening, camera):
    """Chloé holds her phone before the camera: welcome, once; shown again later, stop, and when and where she came."""
    page = camera(evening.codes["Chloé Dubois"])
    open_door(page, site, evening)
    verdict(page, "Welkom", "Chloé Dubois")
    expect(page.get_by_role("heading", name="Welkom")).to_be_hidden(timeout=5000)
    expect(page.get_by_text("1 van 3 aangekomen")).to_be_visible()

    page.wait_for_timeout(3000)
    expect(page.get_by_role("heading", name="Stop")).to_be_hidden()

    scan(page, evening.codes["Chloé Dubois"])
    verdict(page, "Stop", "Chloé Dubois", "Al binnen", "Gate A")
    assert re.search(r"Eerst binnengelaten om \d\d:\d\d, Gate A", page.get_by_role("alert").last.inner_text())


def test_a_hardware_scanner_needs_no_field(site, evening, page):
    """In, out and in again by a scanner that types; somebody on the waiting list and a forged code are told why not."""
    open_door(page, site, evening)
    bram = evening.codes["Bram Van den Berghe"]
    scan(page, bram)
    verdict(page, "Welkom", "Bram Van den Berghe")

    page.get_by_role("button", name="Volgende").click()
    page.get_by_role("radio", name="Buiten").check()
    scan(page, bram.lower())
    verdict(page, "Tot ziens", "Bram Van den Berghe")
    expect(page.get_by_text("0 binnen")).to_be_visible()

    page.keyboard.press("Escape")
    page.get_by_role("radio", name="Binnen").check()
    scan(page, evening.codes["Zoë Bergmans"])
    verdict(page, "Stop", "Zoë Bergmans", "Nog op de wachtlijst")

    page.keyboard.press("Escape")
    scan(page, bram[:-4] + ("AAAA" if bram[-4:] != "AAAA" else "BBBB"))
    verdict(page, "Stop", "Niet door ons getekend")


def test_a_forged_code_is_refused_without_the_server(site, evening, page):
    """With the network gone a forged code is red at once; a good one is not confirmed until the network is back."""
    open_door(page, site, evening)
    expect(page.get_by_text("Hou de code voor de camera")).to_be_visible()
    page.context.set_offline(True)
    ada = evening.codes["Ada Peeters"]
    scan(page, ada[:-4] + ("AAAA" if ada[-4:] != "AAAA" else "BBBB"))
    verdict(page, "Stop", "Niet door ons getekend")

    page.keyboard.press("Escape")
    scan(page, ada)
    verdict(page, "Niet bevestigd", "Ada Peeters")
    expect(page.get_by_role("status").filter(has_text="2 scans wachten op het netwerk")).to_be_visible()
    check_axe(page)

    page.context.set_offline(False)
    expect(page.get_by_text("1 van 3 aangekomen")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("wachten op het netwerk")).to_be_hidden()


def test_an_answer_that_got_lost_is_asked_for_again(site, evening, page):
    """The server admits Bram, the answer is lost: asked again under the same id, he is welcome and not twice in."""
    open_door(page, site, evening)
    asked: list[str] = []

    def lose_the_first(route: Route, request: Request) -> None:
        asked.extend(one["scan_id"] for one in request.post_data_json["scans"])
        if len(asked) == 1:
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/api/scans", lose_the_first)
    scan(page, evening.codes["Bram Van den Berghe"])
    verdict(page, "Welkom", "Bram Van den Berghe")
    assert len(asked) == 2
    assert len(set(asked)) == 1


def test_people_are_found_by_name(site, evening, page):
    """Who forgot the phone is found without accents, in any order of names, and let in."""
    open_door(page, site, evening)
    page.get_by_role("button", name="Naam", exact=True).click()
    page.get_by_label("Naam, of het begin ervan").fill("nobody")
    expect(page.get_by_text("Niemand die “nobody” heet")).to_be_visible()

    page.get_by_label("Naam, of het begin ervan").fill("dubois chloe")
    check_axe(page)
    page.get_by_role("button", name="Laat Chloé Dubois binnen").click()
    verdict(page, "Welkom", "Chloé Dubois")

    page.get_by_role("button", name="Volgende").click()
    page.get_by_role("button", name="Laatste").click()
    expect(page.get_by_role("listitem").filter(has_text="Chloé Dubois").first).to_be_visible()


def test_a_code_is_typed_and_a_scanner_beats_the_field(site, evening, page):
    """A code pasted in its field is checked; one a scanner types while a name is looked up is a scan, not a name."""
    open_door(page, site, evening)
    page.get_by_role("button", name="Code", exact=True).click()
    page.get_by_label("Code op het ticket").fill(f" {evening.codes['Ada Peeters']}\n")
    page.get_by_role("button", name="Controleer").click()
    verdict(page, "Welkom", "Ada Peeters")

    page.get_by_role("button", name="Volgende").click()
    page.get_by_role("button", name="Naam", exact=True).click()
    page.keyboard.type("vandenberghe")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Niemand die “vandenberghe” heet")).to_be_visible()
    page.get_by_label("Naam, of het begin ervan").fill("")
    scan(page, evening.codes["Bram Van den Berghe"])
    verdict(page, "Welkom", "Bram Van den Berghe")


def test_whoever_comes_without_a_key_is_told_what_to_do(site, evening, page):
    """Not signed in: how to. No gate: which. No camera allowed: what works instead."""
    page.goto(f"{site.url}/door/{evening.slug}")
    expect(page.get_by_text("Meld je aan voor de deur")).to_be_visible()
    check_axe(page)

    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', 'NotAllowedError') }"
    )
    open_door(page, site, evening)
    expect(page.get_by_role("alert").filter(has_text="De camera mag niet")).to_be_visible()
    scan(page, evening.codes["Ada Peeters"])
    verdict(page, "Welkom", "Ada Peeters")

    page.goto(f"{site.url}/door/{evening.slug}")
    page.get_by_label("Ingang").fill(" ")
    page.get_by_role("button", name="Open de deur").click()
    expect(page.get_by_text("Typ de naam van je ingang")).to_be_visible()
    expect(page.get_by_role("button", name="Gate A")).to_be_visible()
    check_axe(page)


def test_every_screen_of_the_door_is_accessible(site, evening, camera):
    """The choice of events, the scanning screen and each verdict, in light and dark, on a phone and a desk."""
    page = camera()
    open_door(page, site, evening)
    expect(page.get_by_text("Hou de code voor de camera")).to_be_visible()
    for size in (PHONE, DESK, {"width": 740, "height": 360}):
        page.set_viewport_size(size)
        check_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for _ in range(2):
        scan(page, evening.codes["Ada Peeters"])
        expect(page.locator(".verdict")).to_be_visible()
        check_axe(page)
        page.keyboard.press("Escape")
    page.goto(f"{site.url}/door")
    expect(page.get_by_role("heading", name="Vandaag")).to_be_visible()
    check_axe(page)
