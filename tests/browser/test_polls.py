"""Votes on screen: put to the vote from the desk by keyboard, cast on a phone for two, told to the room."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, check_axe, opened, signed_in
from tests.site import Site

HALL = {"width": 1920, "height": 1080}


class Hall(NamedTuple):
    """The site, the assembly's slug, and the number of the member who holds a proxy there."""

    site: Site
    slug: str
    holder: int


def assembled(site: Site, slug: str, candidates: tuple[str, ...] = (), **item: object) -> Hall:
    """An assembly under way, with one item; a member is there with another's proxy, and a third as well."""
    headers = {"authorization": f"Bearer {site.token('admin')}"}

    def ask(verb: str, path: str, **body: object) -> dict[str, Any]:
        answer = site.api.request(verb, f"/api{path}", json=body, headers=headers)
        assert answer.status_code < 300, answer.text
        return dict(answer.json()) if answer.content else {}

    event = {
        "slug": slug, "office": "brussels", "starts_at": "2023-01-26T17:00:00+00:00", "timezone": "Europe/Brussels",
        "ends_at": "2023-01-26T22:00:00+00:00", "mode": "hybrid", "venue": "Zaal", "audience": "members",
        "title": {"nl": "Vergadering", "fr": "Assemblée"},
    }  # fmt: skip
    ask("POST", "/events", **event)
    ask("PUT", f"/events/{slug}/publication")
    needs = [{"matter": matter} for matter in ("ordinary", "election", "statutes", "purpose")]
    profile = ask("POST", "/statutes", name=f"Vote at {slug}", needs=needs, proxy_limit=2, proxy_hours=0)
    ask("POST", "/assemblies", event=slug, statutes=profile["id"])
    agenda = ask("POST", f"/assemblies/{slug}/agenda", **item)
    for name in candidates:
        ask("POST", f"/assemblies/{slug}/agenda/{agenda['items'][0]['id']}/candidates", name=name)
    ask("PUT", f"/assemblies/{slug}/agenda/publication")
    here = f"(SELECT a.id FROM assembly a JOIN event e ON e.id = a.event WHERE e.slug = '{slug}')"
    site.sql(f"UPDATE assembly SET convened_at = '2023-01-02' WHERE id = {here}")
    ask("PUT", f"/assemblies/{slug}/opening")
    roll = site.api.get(f"/api/assemblies/{slug}/roll", headers=headers).json()["items"]
    holder, giver, other = (one["number"] for one in roll[:3])
    site.sql(
        f"""INSERT INTO proxy (assembly, giver, holder, kind, given_at, accepted_at)
        SELECT {here}, g.id, h.id, 'general', '2023-01-03', '2023-01-03' FROM member g, member h
        WHERE g.number = {giver} AND h.number = {holder}"""
    )
    for number in (holder, other):
        ask("POST", f"/assemblies/{slug}/attendance", member=number)
    return Hall(site, slug, holder)


@contextmanager
def at_the_desk(browser: Browser, hall: Hall) -> Iterator[Page]:
    """The bureau, at its desk."""
    with signed_in(browser, hall.site.link("bureau", event=hall.slug), "/office/assemblies") as page:
        page.goto(f"{hall.site.url}/office/assemblies/{hall.slug}/desk")
        expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
        yield page


@contextmanager
def on_the_phone(browser: Browser, hall: Hall, **options: Any) -> Iterator[Page]:
    """The member with two rights."""
    link = hall.site.convoke("token", "--link", "--member", str(hall.holder))
    with signed_in(browser, link, "/me", viewport=PHONE, **options) as page:
        page.goto(f"{hall.site.url}/assembly/{hall.slug}")
        yield page


@contextmanager
def on_the_wall(browser: Browser, hall: Hall) -> Iterator[Page]:
    """The projector in the room, in Dutch and French."""
    headers = {"authorization": f"Bearer {hall.site.token('admin')}"}
    made = hall.site.api.post(f"/api/assemblies/{hall.slug}/projectors", json={"name": "Zaal"}, headers=headers)
    with opened(browser, viewport=HALL) as page:
        page.goto(f"{hall.site.url}/projector/{made.json()['code']}")
        yield page


def test_a_vote_from_the_desk_to_the_phone_and_the_wall(browser: Browser, site: Site) -> None:
    """Two rights on one phone, differently at first; the desk counts who voted, closes, and tells."""
    title = {"nl": "Rekening", "fr": "Comptes"}
    text = {"nl": "De rekening wordt goedgekeurd.", "fr": "Les comptes sont approuvés."}
    hall = assembled(site, "the-vote", kind="decision", title=title, text=text)
    with at_the_desk(browser, hall) as desk:
        keys = desk.keyboard
        keys.press("n")
        vote = desk.get_by_role("region", name="Vote")
        expect(vote.get_by_role("button", name=re.compile("Put to the vote"))).to_be_visible()
        keys.press("v")
        expect(vote).to_contain_text("0 of 3 cast")
        check_axe(desk)

        with on_the_phone(browser, hall) as phone:
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

    with on_the_wall(browser, hall) as wall:
        expect(wall.get_by_text("Aangenomen")).to_be_visible()
        expect(wall.get_by_text("Adopté")).to_be_visible()
        check_axe(wall)


def test_an_election_from_the_desk_to_the_phone_and_the_wall(browser: Browser, site: Site) -> None:
    """Names for both rights in one tap, kept over a reload; then apart, which ties two of three for one seat."""
    title = {"nl": "Bestuur", "fr": "Administration"}
    text = {"nl": "Eén bestuurder.", "fr": "Un administrateur."}
    people = ("Ada De Smet", "Bram Janssens", "Chloé Dupont")
    item = {"kind": "election", "title": title, "text": text, "method": "names", "seats": 1, "most": 2}
    hall = assembled(site, "the-election", people, **item)
    with at_the_desk(browser, hall) as desk:
        desk.keyboard.press("n")
        vote = desk.get_by_role("region", name="Vote")
        expect(vote.get_by_role("button", name=re.compile("Put to the vote"))).to_be_visible()
        desk.keyboard.press("v")
        expect(vote).to_contain_text("0 of 3 cast")

        with on_the_phone(browser, hall) as phone:
            mine = phone.get_by_role("region", name="Vote", exact=True)
            expect(mine).to_contain_text("Choose up to 2 names")
            mine.get_by_role("button", name="Vote the same for all").click()
            expect(mine).to_contain_text("Choose somebody first, or vote blank.")
            mine.get_by_label("Ada De Smet").focus()
            phone.keyboard.press("Space")
            mine.get_by_label("Bram Janssens").check()
            expect(mine.get_by_label("Chloé Dupont")).to_be_disabled()
            check_axe(phone)
            phone.reload()
            expect(mine.get_by_label("Ada De Smet")).to_be_checked()
            mine.get_by_role("button", name="Vote the same for all").click()
            expect(mine).to_contain_text("Your vote is counted.")
            expect(vote).to_contain_text("2 of 3 cast")
            mine.get_by_label("Different for each vote").check()
            other = mine.get_by_role("region", name=re.compile("^For "))
            other.get_by_label("Bram Janssens").uncheck()
            mine.get_by_role("region", name="Your vote").get_by_label("Ada De Smet").uncheck()
            mine.get_by_role("button", name="Change").click()
            expect(mine).to_contain_text("Your vote is counted.")
            check_axe(phone)

            desk.keyboard.press("v")
            desk.get_by_role("dialog", name="Close the poll?").get_by_role("button", name="Close the poll").click()
            expect(vote).to_contain_text("A tie for the seats that are left (1)")
            check_axe(desk)
            desk.keyboard.press("v")
            told = phone.get_by_role("region", name="Result")
            expect(told).to_contain_text("Nobody is elected.")
            check_axe(phone)
            with on_the_wall(browser, hall) as wall:
                expect(wall.get_by_text("gelijk · à égalité")).to_have_count(2)
                check_axe(wall)
                vote.get_by_role("button", name="Vote on the tie").click()
                expect(mine.get_by_label("Bram Janssens")).to_be_visible()
                expect(mine.get_by_label("Chloé Dupont")).to_have_count(0)
                expect(wall.get_by_text("Er wordt geheim gestemd")).to_be_visible()
