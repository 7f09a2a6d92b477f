"""Proxies on screen: given, answered and withdrawn on a phone; entered from paper with a scan, and from a file."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, PHONE, check_axe, opened, signed_in
from tests.browser.test_assemblies import check_width, make_assembly
from tests.site import Site

EVENT = "open-house-liege"
ITEMS = [
    {
        "kind": "decision", "matter": "ordinary", "text": {"nl": "Wij keuren ze goed."},
        "title": {"nl": "De rekeningen van 2022", "fr": "Les comptes de 2022"},
    },
    {
        "kind": "election", "matter": "election", "seats": 2,
        "title": {"nl": "Twee bestuurders", "fr": "Deux administrateurs"}, "text": {"nl": "Voor vier jaar."},
    },
]  # fmt: skip
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture(scope="module")
def headers(site: Site) -> dict[str, str]:
    """What lets a program do what administrators do."""
    return {"authorization": f"Bearer {site.token('admin')}"}


@pytest.fixture(scope="module")
def members(site: Site, headers: dict[str, str]) -> list[dict[str, Any]]:
    """Some members who are called to an assembly."""
    make_assembly(site, headers, EVENT, proxy_limit=2, proxy_hours=1)
    where = f"/api/assemblies/{EVENT}/agenda"
    for item in ITEMS:
        assert site.api.post(where, json=item, headers=headers).status_code == 201
    published = site.api.put(f"{where}/publication", json={}, headers=headers)
    assert published.status_code == 200, published.text
    site.sql(
        f"""WITH called AS (
            UPDATE assembly SET convened_at = now() WHERE event = (SELECT id FROM event WHERE slug = '{EVENT}')
            RETURNING statutes
        ) UPDATE statutes SET frozen_at = now() FROM called WHERE statutes.id = called.statutes"""
    )
    found = site.api.get("/api/members?standing=member", headers=headers).json()["items"]
    return [one for one in found if one["email"]][:8]


@contextmanager
def phone_of(browser: Browser, site: Site, member: dict[str, Any], language: str) -> Iterator[Page]:
    """A phone on which this member is signed in, at the assembly's page."""
    with opened(browser, viewport=PHONE, locale=language) as page:
        page.goto(site.convoke("token", "--link", "--member", str(member["number"])))
        page.get_by_role("main").get_by_role("button").click()
        expect(page).to_have_url(re.compile("/me$"))
        page.goto(f"{site.url}/assembly/{EVENT}")
        yield page


def test_given_accepted_and_withdrawn_on_a_phone(site: Site, browser: Browser, members: list[dict[str, Any]]) -> None:
    """Ada asks Bram, with instructions; he accepts and reads that he votes for two; she takes it back."""
    ada, bram = members[:2]
    with opened(browser, viewport=PHONE, locale="nl-BE") as stranger:
        stranger.goto(f"{site.url}/assembly/{EVENT}")
        link = stranger.get_by_role("region", name="Mijn stem").get_by_role("link", name="Aanmelden")
        expect(link).to_have_attribute("href", re.compile(f"onward=.*{EVENT}"))

    with phone_of(browser, site, ada, "nl-BE") as page:
        mine = page.get_by_role("region", name="Mijn stem")
        expect(mine.get_by_text("Je stemt, voor jezelf.")).to_be_visible()
        mine.get_by_role("button", name="Mijn stem aan iemand geven").click()
        mine.get_by_label("Met instructies").check()
        mine.get_by_role("button", name="Nakijken").click()
        number = mine.get_by_label("Vennootnummer")
        expect(number).to_be_focused()
        check_axe(page)
        number.fill(str(bram["number"]))
        mine.get_by_label("Naam", exact=True).fill("Niemand")
        mine.get_by_role("radiogroup", name="1. De rekeningen van 2022").get_by_label("Tegen").check(force=True)
        mine.get_by_role("radiogroup", name="2. Twee bestuurders").get_by_label("In mijn eigen woorden").check(
            force=True
        )
        mine.get_by_label("Hoe er gestemd wordt").fill("Davíð 🎈, anders niemand")
        check_axe(page)
        check_width(page)
        mine.get_by_role("button", name="Nakijken").click()
        expect(page.get_by_role("heading", name="Klopt dit?")).to_be_focused()
        mine.get_by_role("button", name="Verzenden").click()
        expect(number).to_be_focused()
        expect(page.get_by_text("Nummer en naam horen niet bij elkaar.")).to_be_visible()
        mine.get_by_label("Naam", exact=True).fill(bram["name"].upper())
        mine.get_by_role("button", name="Nakijken").click()
        check_axe(page)
        mine.get_by_role("button", name="Verzenden").click()
        expect(page.get_by_text(f"Verzonden. {bram['name']} krijgt een mail")).to_be_visible()
        expect(page.get_by_text(f"We hebben het {bram['name']} gevraagd.")).to_be_visible()

    assert site.mail_to(bram["email"], saying="Davíð 🎈, anders niemand")
    with phone_of(browser, site, bram, "fr-BE") as page:
        mine = page.get_by_role("region", name="Ma voix")
        expect(page.get_by_role("heading", name="On vous demande de voter")).to_be_visible()
        expect(page.get_by_text("Davíð 🎈, anders niemand")).to_be_visible()
        check_axe(page)
        check_width(page)
        mine.get_by_role("button", name="Accepter").click()
        expect(page.get_by_text("Vous voterez, pour vous-même et pour une autre personne.")).to_be_visible()
        expect(page.get_by_text("vous ne pouvez pas donner votre voix")).to_be_visible()

    with phone_of(browser, site, ada, "nl-BE") as page:
        mine = page.get_by_role("region", name="Mijn stem")
        expect(page.get_by_text(f"{bram['name']} stemt voor jou. Kom je zelf, dan stem je zelf.")).to_be_visible()
        expect(page.get_by_text(f"{bram['name']} is er nog niet.")).to_be_visible()
        mine.get_by_role("button", name="Intrekken").click()
        dialog = page.get_by_role("dialog", name="Je volmacht intrekken?")
        check_axe(page)
        dialog.get_by_role("button", name="Intrekken").click()
        expect(page.get_by_text("Ingetrokken. Je stem is weer van jou.")).to_be_visible()
        expect(page.get_by_text("Je stemt, voor jezelf.")).to_be_visible()
        expect(mine.get_by_role("button", name="Mijn stem aan iemand geven")).to_be_visible()


def test_the_office_enters_what_came_on_paper(
    site: Site, browser: Browser, members: list[dict[str, Any]], tmp_path: Path
) -> None:
    """One with its scan, which is kept and handed out; a file with a bad line, and the same mended."""
    chloe, david, emma, farid, gita = members[3:8]
    (tmp_path / "form.png").write_bytes(PNG)
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    head = "giver,holder,received_on\n"
    bad.write_text(f"{head}{emma['number']},{farid['number']},{date.today()}\n", "utf-8")
    with signed_in(browser, site.link("admin"), "/office") as page:
        page.goto(f"{site.url}/office/assemblies/{EVENT}")
        page.get_by_role("link", name="Proxies", exact=True).click()
        expect(page.get_by_role("heading", level=1, name="Proxies")).to_be_visible()
        page.get_by_role("button", name="Enter the proxy").click()
        giver = page.get_by_label("Number of the giver")
        expect(giver).to_be_focused()
        check_axe(page)
        received = page.get_by_label("Received on")
        today = received.input_value()
        giver.fill(str(chloe["number"]))
        giver.press("Tab")
        expect(page.get_by_text(f"This is {chloe['name']}.")).to_be_visible()
        holder = page.get_by_label("Number of the holder")
        holder.fill(str(david["number"]))
        holder.press("Tab")
        expect(page.get_by_label("Name of the holder")).to_have_value(david["name"])
        page.get_by_label("Scan of the form").set_input_files(tmp_path / "form.png")
        page.get_by_role("button", name="Enter the proxy").click()
        expect(page.get_by_text(f"Entered: {chloe['name']} to {david['name']}.")).to_be_visible()

        page.get_by_label("Number or name").fill(str(chloe["number"]))
        line = page.get_by_role("article", name=re.compile(re.escape(chloe["name"])))
        expect(line.get_by_text("Counts", exact=True)).to_be_visible()
        with page.expect_download() as kept:
            line.get_by_role("link", name=f"Scan of the form of {chloe['name']}").click()
        assert Path(kept.value.path()).read_bytes() == PNG
        check_axe(page)

        bad.write_text(f"{head}{emma['number']},{farid['number']},{today}\n{gita['number']},0,{today}\n", "utf-8")
        good.write_text(f"{head}{emma['number']},{farid['number']},{today}\n", "utf-8")
        page.get_by_label("CSV file").set_input_files(bad)
        page.get_by_role("button", name="Check the file").click()
        row = page.get_by_role("row", name=re.compile("^3 holder"))
        expect(row).to_contain_text("This is no member number.")
        check_axe(page)
        page.get_by_label("CSV file").set_input_files(good)
        page.get_by_role("button", name="Check the file").click()
        page.get_by_role("button", name="Enter 1 proxy").click()
        expect(page.get_by_text("1 proxy is entered.")).to_be_visible()

        page.get_by_label("Number or name").fill("")
        line = page.get_by_role("article", name=re.compile(re.escape(emma["name"])))
        line.get_by_role("button", name="Withdraw").click()
        page.get_by_role("dialog").get_by_role("button", name="Withdraw").click()
        expect(page.get_by_text(f"The proxy of {emma['name']} is withdrawn.")).to_be_visible()
        expect(line.get_by_text("Over", exact=True)).to_be_visible()
    for options in ({"viewport": PHONE, "locale": "nl-BE"}, {"viewport": DESK, "locale": "fr-BE"}):
        with signed_in(browser, site.link("admin"), "/office", **options) as page:
            page.goto(f"{site.url}/office/assemblies/{EVENT}/proxies")
            expect(page.get_by_role("searchbox")).to_be_visible()
            check_axe(page)
            if options["viewport"] == PHONE:
                check_width(page)
