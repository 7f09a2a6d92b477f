"""A vote on screen: put to the vote from the desk by keyboard, cast on a phone for two, told to the room."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, check_axe, opened, signed_in
from tests.site import Site

SLUG = "the-vote"
HALL = {"width": 1920, "height": 1080}


class Hall(NamedTuple):
    """The site, and the number of the member who holds a proxy there."""

    site: Site
    holder: int


@pytest.fixture(scope="module")
def open_hall(site: Site) -> Hall:
    """An assembly under way, with one item to decide; a member is there with another's proxy, and a third as well."""
    headers = {"authorization": f"Bearer {site.token('admin')}"}

    def ask(method: str, path: str, **body: object) -> dict[str, object]:
        answer = site.api.request(method, f"/api{path}", json=body, headers=headers)
        assert answer.status_code < 300, answer.text
        return dict(answer.json()) if answer.content else {}

    event = {
        "slug": SLUG, "office": "brussels", "starts_at": "2023-01-26T17:00:00+00:00", "timezone": "Europe/Brussels",
        "ends_at": "2023-01-26T22:00:00+00:00", "mode": "hybrid", "venue": "Zaal", "audience": "members",
        "title": {"nl": "Vergadering", "fr": "Assemblée"},
    }  # fmt: skip
    ask("POST", "/events", **event)
    ask("PUT", f"/events/{SLUG}/publication")
    needs = [{"matter": matter} for matter in ("ordinary", "election", "statutes", "purpose")]
    profile = ask("POST", "/statutes", name="Vote", needs=needs, proxy_limit=2, proxy_hours=0)
    ask("POST", "/assemblies", event=SLUG, statutes=profile["id"])
    text = {"nl": "De rekening wordt goedgekeurd.", "fr": "Les comptes sont approuvés."}
    title = {"nl": "Rekening", "fr": "Comptes"}
    ask("POST", f"/assemblies/{SLUG}/agenda", kind="decision", title=title, text=text)
    ask("PUT", f"/assemblies/{SLUG}/agenda/publication")
    here = f"(SELECT a.id FROM assembly a JOIN event e ON e.id = a.event WHERE e.slug = '{SLUG}')"
    site.sql(f"UPDATE assembly SET convened_at = '2023-01-02' WHERE id = {here}")
    ask("PUT", f"/assemblies/{SLUG}/opening")
    roll = site.api.get(f"/api/assemblies/{SLUG}/roll", headers=headers).json()["items"]
    holder, giver, other = (one["number"] for one in roll[:3])
    site.sql(
        f"""INSERT INTO proxy (assembly, giver, holder, kind, given_at, accepted_at)
        SELECT {here}, g.id, h.id, 'general', '2023-01-03', '2023-01-03' FROM member g, member h
        WHERE g.number = {giver} AND h.number = {holder}"""
    )
    for number in (holder, other):
        ask("POST", f"/assemblies/{SLUG}/attendance", member=number)
    return Hall(site, holder)


@pytest.fixture
def desk(browser: Browser, open_hall: Hall) -> Iterator[Page]:
    """The bureau, at its desk."""
    with signed_in(browser, open_hall.site.link("bureau", event=SLUG), "/office/assemblies") as page:
        page.goto(f"{open_hall.site.url}/office/assemblies/{SLUG}/desk")
        expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
        yield page


def test_a_vote_from_the_desk_to_the_phone_and_the_wall(browser: Browser, open_hall: Hall, desk: Page) -> None:
    """Two rights on one phone, differently at first; the desk counts who voted, closes, and tells."""
    keys = desk.keyboard
    keys.press("n")
    vote = desk.get_by_role("region", name="Vote")
    expect(vote.get_by_role("button", name=re.compile("Put to the vote"))).to_be_visible()
    keys.press("v")
    expect(vote).to_contain_text("0 of 3 cast")
    check_axe(desk)

    link = open_hall.site.convoke("token", "--link", "--member", str(open_hall.holder))
    with signed_in(browser, link, "/me", viewport=PHONE) as phone:
        phone.goto(f"{open_hall.site.url}/assembly/{SLUG}")
        mine = phone.get_by_role("region", name="Vote", exact=True)
        expect(mine.get_by_role("group")).to_have_count(3)
        expect(mine).to_contain_text("For ")
        check_axe(phone)
        mine.get_by_role("group", name="Your vote").get_by_text("against").click()
        phone.reload()
        mine = phone.get_by_role("region", name="Vote", exact=True)
        expect(mine.get_by_role("group", name="Your vote").get_by_label("against")).to_be_checked()
        mine.get_by_role("button", name="Vote", exact=True).click()
        expect(mine).to_contain_text("Choose for each vote first.")
        mine.get_by_role("button", name="All: for").click()
        expect(mine).to_contain_text("Your vote is counted.")
        expect(vote).to_contain_text("2 of 3 cast")

        keys.press("v")
        dialog = desk.get_by_role("dialog", name="Close the poll?")
        check_axe(desk)
        dialog.get_by_role("button", name="Close the poll").click()
        expect(vote).to_contain_text("Adopted: 2 for and 0 against, so 100.0% for")
        expect(phone.get_by_role("region", name="Result")).to_contain_text("The result follows.")
        keys.press("v")
        expect(vote).to_contain_text("The result is announced.")
        told = phone.get_by_role("region", name="Result")
        expect(told).to_contain_text("Adopted: 2 for and 0 against")
        check_axe(phone)

    headers = {"authorization": f"Bearer {open_hall.site.token('admin')}"}
    made = open_hall.site.api.post(f"/api/assemblies/{SLUG}/projectors", json={"name": "Zaal"}, headers=headers)
    with opened(browser, viewport=HALL) as wall:
        wall.goto(f"{open_hall.site.url}/projector/{made.json()['code']}")
        expect(wall.get_by_text("Aangenomen")).to_be_visible()
        expect(wall.get_by_text("Adopté")).to_be_visible()
        check_axe(wall)
