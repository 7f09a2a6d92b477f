"""Organisers at work: an event written, published, moved and called off; two at once; people arriving."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, check_axe, signed_in
from tests.site import Site

numbers = count(1)


def opened(
    browser: Browser, site: Site, office: str | None = "brussels", **options: Any
) -> AbstractContextManager[Page]:
    """A desk where an organiser, or without an office an administrator, has just signed in."""
    return signed_in(browser, site.link("organiser" if office else "admin", office), **options)


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    """Ada's desk, in the office of Brussels."""
    with opened(browser, site) as page:
        yield page


@pytest.fixture(scope="module")
def headers(site: Site) -> dict[str, str]:
    """What lets a program do what the organisers of Brussels do."""
    return {"authorization": f"Bearer {site.token('organiser', office='brussels')}"}


@pytest.fixture
def event(site: Site, headers: dict[str, str]) -> str:
    """A published event in two hours, with ten places; its slug."""
    slug = f"office-{next(numbers)}-{uuid4().hex[:6]}"
    now = datetime.fromisoformat(site.api.get("/api/config").json()["now"]).replace(microsecond=0, second=0)
    body = {
        "slug": slug, "office": "brussels", "title": {"nl": "Soep en soelaas", "fr": "Soupe et repos"},
        "starts_at": (now + timedelta(minutes=20)).isoformat(), "ends_at": (now + timedelta(hours=3)).isoformat(),
        "venue": "Kanal, Brussel", "capacity": 10, "status": "published",
    }  # fmt: skip
    answer = site.api.post("/api/events", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    return slug


def register(site: Site, event: str, name: str) -> dict[str, Any]:
    """A person registers over the public API."""
    body = {"name": name, "email": f"{uuid4().hex[:8]}@example.org", "language": "fr"}
    answer = site.api.post(f"/api/events/{event}/registrations", json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def entry(site: Site, event: str) -> Any:
    """The event in its public feed."""
    return next(iter(Calendar.from_ical(site.api.get(f"/calendar/event/{event}.ics").content).walk("VEVENT")))


def test_without_a_login_it_says_how_to_get_in(site: Site, page: Page) -> None:
    """Who is not signed in reads how to, and nothing is broken."""
    page.goto(f"{site.url}/office")

    expect(page.get_by_role("heading", level=1)).to_have_text("Hier werken de organisatoren")
    check_axe(page)


def test_a_door_keeper_is_shown_out_kindly(site: Site, page: Page) -> None:
    """Somebody signed in for the door learns that the office is another place."""
    page.goto(site.link("door"))
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(re.compile("/door"))
    page.goto(f"{site.url}/office/new")

    expect(page.get_by_role("heading", level=1)).to_have_text("Het kantoor is voor organisatoren")


def test_from_a_draft_to_the_public_calendar(site: Site, desk: Page) -> None:
    """Ada writes an event in two languages, sees the French preview, publishes it, and the world can read it."""
    name = f"Été à {uuid4().hex[:6]}"
    desk.get_by_role("link", name="New event").first.click()
    desk.get_by_role("tab", name="Français").click()
    desk.get_by_label("Title").fill(name)
    desk.get_by_label("Description").fill("Venez **nombreux** <script>alert(1)</script>")
    preview = desk.get_by_role("region", name="Preview, Français")
    expect(preview.locator("strong")).to_have_text("nombreux")
    expect(preview).to_contain_text(name)
    assert preview.locator("script").count() == 0
    slug = desk.get_by_label("Address of its page").input_value()
    assert slug == name.replace("É", "e").replace("é", "e").replace("à", "a").replace(" ", "-")
    desk.get_by_role("tab", name="English").click()
    expect(desk.get_by_role("region", name="Preview, English")).to_contain_text("readers see the text in French")
    desk.get_by_label("Starts").fill("2023-05-11T19:00")
    expect(desk.get_by_label("Ends")).to_have_value("2023-05-11T21:00")
    check_axe(desk)

    desk.get_by_role("button", name="Save the draft").click()

    expect(desk).to_have_url(re.compile(f"/office/{slug}$"))
    expect(desk.get_by_text("The draft is saved.")).to_be_visible()
    check_axe(desk)
    assert site.api.get(f"/api/events/{slug}").status_code == 404
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("It is public now.")).to_be_visible()
    public = site.api.get(f"/api/events/{slug}").json()
    assert public["title"] == {"fr": name}
    assert (public["starts_at"], public["ends_at"]) == ("2023-05-11T17:00:00Z", "2023-05-11T19:00:00Z")
    desk.get_by_role("button", name="Back to draft").click()
    expect(desk.get_by_text("It is a draft again.")).to_be_visible()
    assert site.api.get(f"/api/events/{slug}").status_code == 404


def test_what_is_wrong_is_said_where_it_is(site: Site, desk: Page, event: str) -> None:
    """Nothing written, an end before its start and a taken address: each is said at its field, nothing is lost."""
    desk.goto(f"{site.url}/office/new")
    desk.get_by_label("Ends").fill("2022-01-01T10:00")
    desk.get_by_label("Address of its page").fill("No Such Slug")
    desk.get_by_role("button", name="Save the draft").click()

    for label in ("Title", "Ends", "Address of its page"):
        expect(desk.get_by_label(label)).to_have_attribute("aria-invalid", "true")
    expect(desk.get_by_text("The end must come after the start.")).to_be_visible()
    expect(desk.get_by_label("Title")).to_be_focused()
    check_axe(desk)

    desk.get_by_label("Title").fill("Soup")
    expect(desk.get_by_label("Title")).not_to_have_attribute("aria-invalid", "true")
    desk.get_by_label("Ends").fill("2099-01-01T10:00")
    expect(desk.get_by_text("The end must come after the start.")).to_have_count(0)
    desk.get_by_label("Address of its page").fill(event)
    desk.get_by_role("button", name="Save the draft").click()

    expect(desk.get_by_label("Address of its page")).to_have_attribute("aria-invalid", "true")
    expect(desk.get_by_label("Title")).to_have_value("Soup")


def test_summer_time_is_told_honestly(site: Site, desk: Page) -> None:
    """An hour that does not exist cannot be saved, and one that comes twice is asked about."""
    slug = f"night-{uuid4().hex[:6]}"
    desk.goto(f"{site.url}/office/new")
    desk.get_by_label("Title").fill("The long night")
    desk.get_by_label("Address of its page").fill(slug)
    desk.get_by_label("Starts").fill("2023-03-26T02:30")
    expect(desk.get_by_text("No clock in Europe/Brussels shows 02:30 that day")).to_be_visible()
    desk.get_by_role("button", name="Save the draft").click()
    expect(desk).to_have_url(re.compile("/office/new$"))
    desk.get_by_role("button", name="Take 03:30").click()
    expect(desk.get_by_label("Starts")).to_have_value("2023-03-26T03:30")

    desk.get_by_label("Starts").fill("2023-10-28T22:00")
    desk.get_by_label("Ends").fill("2023-10-29T02:30")
    desk.get_by_label("The second, in winter time (UTC+01:00)").check()
    expect(desk.get_by_text("It lasts 5 h 30 min.")).to_be_visible()
    check_axe(desk)
    desk.get_by_role("button", name="Save the draft").click()

    expect(desk).to_have_url(re.compile(f"/office/{slug}$"))
    desk.goto(f"{site.url}/office/{slug}/edit")
    expect(desk.get_by_label("The second, in winter time (UTC+01:00)")).to_be_checked()


def test_a_move_reaches_every_calendar(site: Site, desk: Page, event: str) -> None:
    """Ada moves the event: its uid stays, its sequence goes up, its title is left alone."""
    before = entry(site, event)
    desk.goto(f"{site.url}/office/{event}/edit")
    expect(desk.get_by_role("button", name="Save")).to_be_disabled()
    desk.get_by_label("Starts").fill("2023-06-01T18:30")
    expect(desk.get_by_text("Everyone registered is mailed")).to_be_visible()
    check_axe(desk)
    desk.get_by_role("button", name="Save").click()

    expect(desk.get_by_text("Saved.")).to_be_visible()
    after = entry(site, event)
    assert (after["uid"], str(after["summary"])) == (before["uid"], str(before["summary"]))
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstart").astimezone().timestamp() == datetime.fromisoformat("2023-06-01T16:30Z").timestamp()


def test_two_organisers_at_once_lose_nothing(
    site: Site, desk: Page, browser: Browser, headers: dict[str, str], event: str
) -> None:
    """Bram saved meanwhile: Ada is told, keeps her title, takes his venue, and nothing is overwritten in silence."""
    desk.goto(f"{site.url}/office/{event}/edit")
    desk.get_by_role("tab", name="Français").click()
    desk.get_by_label("Title").fill("La soupe d'Ada")
    desk.get_by_label("Address", exact=True).fill("Chez Ada")
    with opened(browser, site) as bram:
        bram.goto(f"{site.url}/office/{event}/edit")
        bram.get_by_label("Address", exact=True).fill("Bij Bram")
        bram.get_by_label("Places").fill("40")
        bram.get_by_role("button", name="Save").click()
        expect(bram.get_by_text("Saved.")).to_be_visible()

    desk.get_by_role("button", name="Save", exact=True).click()

    clash = desk.get_by_role("region", name="Somebody changed this event while you were writing")
    expect(clash).to_be_focused()
    expect(clash).to_contain_text("40")
    expect(clash).to_contain_text("Chez Ada")
    assert clash.get_by_role("group").count() == 1
    check_axe(desk)
    assert site.api.get(f"/api/events/{event}").json()["venue"] == "Bij Bram"
    clash.get_by_label("Theirs Bij Bram").check()
    clash.get_by_role("button", name="Save this choice").click()

    expect(desk.get_by_text("Saved.")).to_be_visible()
    saved = site.api.get(f"/api/events/{event}").json()
    assert saved["title"] == {"nl": "Soep en soelaas", "fr": "La soupe d'Ada"}
    assert (saved["venue"], saved["capacity"]) == ("Bij Bram", 40)


def test_leaving_asks_before_it_loses(site: Site, desk: Page, event: str) -> None:
    """Ada has typed; a link asks first, and staying keeps what she typed."""
    desk.goto(f"{site.url}/office/{event}/edit")
    desk.get_by_label("Places").fill("12")
    desk.get_by_role("link", name="Events").click()
    dialog = desk.get_by_role("dialog", name="Leave without saving?")
    dialog.get_by_role("button", name="Keep writing").click()
    expect(desk.get_by_label("Places")).to_have_value("12")

    desk.get_by_role("link", name="Events").click()
    dialog.get_by_role("button", name="Leave it").click()

    expect(desk).to_have_url(re.compile("/office$"))
    assert site.api.get(f"/api/events/{event}").json()["capacity"] == 10


def test_another_office_does_not_exist(site: Site, browser: Browser, event: str) -> None:
    """An organiser of Ghent finds nothing of Brussels: not in the list, not by its address, not to edit."""
    with opened(browser, site, "ghent") as page:
        expect(page.get_by_role("heading", level=1)).to_have_text("The office of Ghent")
        assert page.locator(f'a[href="/office/{event}"]').count() == 0
        for path in (f"/office/{event}", f"/office/{event}/edit"):
            page.goto(f"{site.url}{path}")
            expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")


def test_calling_it_off_says_who_is_mailed(site: Site, desk: Page, event: str) -> None:
    """The dialog says how many mails leave; with a reason in two languages the event is off, in the feed as well."""
    register(site, event, "Chloé")
    register(site, event, "Dries")
    desk.goto(f"{site.url}/office/{event}")
    desk.get_by_role("button", name="Cancel the event").click()
    dialog = desk.get_by_role("dialog", name="Cancel this event?")
    expect(dialog).to_contain_text("2 registrations are mailed at once")
    check_axe(desk)
    dialog.get_by_label("Nederlands").fill("De kok is ziek.")
    dialog.get_by_label("Français").fill("Le chef est malade.")
    dialog.get_by_role("button", name="Cancel the event").click()

    expect(desk.get_by_text("It is cancelled, and everyone registered is mailed.")).to_be_visible()
    expect(desk.get_by_role("paragraph").filter(has_text="De kok is ziek.")).to_be_visible()
    expect(desk.get_by_role("link", name="Edit")).to_have_count(0)
    expect(desk.get_by_text("Live", exact=True)).to_have_count(0)
    found = site.api.get(f"/api/events/{event}").json()
    assert found["reason"] == {"nl": "De kok is ziek.", "fr": "Le chef est malade."}
    assert str(entry(site, event)["status"]) == "CANCELLED"


def test_people_and_arrivals_show_by_themselves(site: Site, desk: Page, headers: dict[str, str], event: str) -> None:
    """Nobody reloads: a registration and an arrival appear; then Ada gives back a place for somebody."""
    desk.goto(f"{site.url}/office/{event}")
    expect(desk.get_by_text("Nobody registered yet")).to_be_visible()
    expect(desk.get_by_text("Live", exact=True)).to_be_visible()
    registered = register(site, event, "Chloé Dubois")
    register(site, event, "Dries Maes")
    expect(desk.get_by_role("row", name=re.compile("Chloé Dubois"))).to_be_visible()

    now = site.api.get("/api/config").json()["now"]
    scan = {
        "scan_id": str(uuid4()), "code": registered["tickets"][0]["code"], "event": event, "gate": "Main",
        "direction": "in", "scanned_at": now,
    }  # fmt: skip
    verdict = site.api.post("/api/scans", json={"scans": [scan]}, headers=headers).json()["verdicts"][0]
    assert verdict["verdict"] == "admitted", verdict

    expect(desk.get_by_text("1 of 2 have arrived")).to_be_visible()
    expect(desk.get_by_role("row", name=re.compile(r"Chloé Dubois.*Main"))).to_be_visible()
    check_axe(desk)
    desk.get_by_label("Search by name or e-mail").fill("DRIES")
    expect(desk.get_by_role("row")).to_have_count(2)
    desk.get_by_role("button", name="Give the place back: Dries Maes").click()
    desk.get_by_role("dialog").get_by_role("button", name="Give the place back").click()
    expect(desk.get_by_text("The place of Dries Maes is given back.")).to_be_visible()
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Download as CSV").click()
    assert "Chloé Dubois" in download.value.path().read_text("utf-8-sig")


def test_the_list_finds_and_can_be_shared(site: Site, browser: Browser, event: str) -> None:
    """An administrator narrows the list by office and words; the address keeps it, on a phone as well."""
    with opened(browser, site, None, viewport=PHONE) as page:
        page.get_by_role("combobox", name="Office").select_option("ghent")
        page.get_by_label("Search in words").fill("OPENDEUR")
        expect(page).to_have_url(re.compile("office=ghent.*q=OPENDEUR|q=OPENDEUR.*office=ghent"))
        page.reload()
        expect(page.get_by_label("Search in words")).to_have_value("OPENDEUR")
        found = page.get_by_role("main").locator('a[href^="/office/open-house-ghent"]')
        expect(found).to_be_visible()
        check_axe(page)
        page.get_by_label("Search in words").fill("zzzz")
        expect(page.get_by_text("Nothing matches")).to_be_visible()
        page.get_by_role("link", name="My page").click()
        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(re.compile("/$"))
        page.goto(f"{site.url}/office")
        expect(page.get_by_role("heading", level=1)).to_have_text("This is where organisers work")
