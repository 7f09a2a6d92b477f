"""Whatever somebody writes anywhere is shown as they wrote it, and nothing of it becomes a part of a page."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESK
from tests.browser.test_public import mail_to
from tests.browser.test_visits import BLOCKED, LISTEN, PAGES
from tests.site import Site, served

LANGUAGES = ("nl", "fr", "en", "de")
MARK = "zq8"
"""In every trick, so that it is known where one was shown."""
HTML = f"""{MARK}"'><b data-owned="1">x</b><img src=x onerror="window.owned=1"><script>window.owned=1</script>"""
MARKDOWN = f"""# {MARK} <img src=x onerror="window.owned=1"><b data-owned="1">x</b>

[{MARK} a](javascript:window.owned=1) [b](JaVaScRiPt:window.owned=1) ![c](x" onerror="window.owned=1)
<https://x.example/" onmouseover="window.owned=1> [d](data:text/html,<script>window.owned=1</script>)

```"><script>window.owned=1</script>
<b data-owned="1">x</b>
```
"""
OWNED = """() => [
    ...(window.owned ? ['a script ran'] : []),
    ...Array.from(document.querySelectorAll('[data-owned], img[src="x"], a[href^="javascript" i], a[href^="data" i]'),
        (found) => found.outerHTML.slice(0, 200)),
    ...Array.from(document.querySelectorAll('*')).flatMap((element) => element.getAttributeNames()
        .filter((name) => name.startsWith('on')).map((name) => `${element.localName} ${name}`)),
]"""


class Tricked(msgspec.Struct):
    """Where the tricks are: an event, a registration by its page, a member, a staff person, a mail."""

    slug: str
    registration: str
    member: int
    staff: int
    mail: int
    calendar: str


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A house of its own: what is written here is in nobody else's way."""
    with served() as one:
        yield one


@pytest.fixture(scope="module")
def tricked(site: Site) -> Tricked:
    """An event, its guests, a member, staff, a scanner and an office, all named as somebody mean would."""
    admin = {"authorization": f"Bearer {site.token('admin')}"}
    now = datetime.fromisoformat(site.api.get("/api/config").json()["now"]).replace(microsecond=0)
    slug = f"trick-{now:%H%M%S}"
    site.sql(f"UPDATE office SET name = jsonb_set(name, '{{nl}}', to_jsonb($x${HTML}$x$::text)) WHERE slug = 'ghent'")
    event = {
        "slug": slug, "office": "ghent", "title": dict.fromkeys(LANGUAGES, HTML), "status": "published",
        "description": dict.fromkeys(LANGUAGES, MARKDOWN), "venue": HTML, "mode": "hybrid", "capacity": 2,
        "online_url": f"https://x.example/{MARK}?a='%22><script>window.owned=1</script>",
        "starts_at": (now + timedelta(minutes=30)).isoformat(), "ends_at": (now + timedelta(hours=4)).isoformat(),
    }  # fmt: skip
    ask(site, "/api/events", event, admin)
    ask(site, "/api/events", {**event, "slug": f"{slug}-item", "parent": slug, "capacity": None}, admin)
    registered, mail = guests(site, slug, now, admin)
    person = {"name": HTML, "email": f"m@{slug}.example.org", "language": "nl"}
    member = ask(site, "/api/members", {**person, "phone": HTML[:40], "office": "ghent", "category": "A"}, admin)
    token = site.convoke("token", "--member", str(member["number"]))
    ask(site, "/api/me/erasure", {}, {"authorization": f"Bearer {token}"})
    roles = [{"role": "door", "office": None, "event": slug}]
    staff = ask(site, "/api/staff", {**person, "email": f"s@{slug}.example.org", "roles": roles}, admin)
    ask(site, f"/api/events/{slug}/enrolments", {"name": HTML[:80], "gate": HTML[:80]}, admin)
    [calendar] = re.findall(r"/mine/([a-z2-7]+)", mail["text"])[:1]
    return Tricked(slug, registered["manage_url"], member["number"], staff["id"], mail["id"], calendar)


def guests(site: Site, slug: str, now: datetime, admin: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two parties, the second of which waits, and one person who came in; the first registration and its mail."""
    address = f"a@{slug}.example.org"
    party = {"name": HTML, "email": address, "language": "nl", "party": [HTML], "answers": {HTML: HTML}}
    path = f"/api/events/{slug}/registrations"
    registered = ask(site, path, party)
    ask(site, path, {**party, "email": f"b@{slug}.example.org"})
    scan = {"scan_id": slug, "code": registered["tickets"][0]["code"], "event": slug, "scanned_at": now.isoformat()}
    ask(site, "/api/scans", {"scans": [{**scan, "gate": f"{MARK}<b data-owned>"}]}, admin)
    return registered, mail_to(site, address, "")


def ask(site: Site, path: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> dict[str, Any]:
    answer = site.api.post(path, json=body, headers=headers)
    assert answer.is_success, answer.text
    return dict(answer.json())


@pytest.fixture(scope="module", params=["an administrator", "the member"])
def context(request: pytest.FixtureRequest, browser: Browser, site: Site, tricked: Tricked) -> Iterator[BrowserContext]:
    """A browser in which somebody is signed in who sees what others wrote."""
    opened = browser.new_context(viewport=DESK, locale="nl-BE", timezone_id="Europe/Brussels")
    page = opened.new_page()
    own = ("token", "--link", "--member", str(tricked.member))
    page.goto(site.convoke(*own) if request.param == "the member" else site.link("admin"))
    page.get_by_role("main").get_by_role("button").click()
    expect(page).not_to_have_url(re.compile("/signin"))
    page.close()
    yield opened
    opened.close()


def addresses(tricked: Tricked) -> dict[str, str]:
    """Where each page shows the tricks."""
    path, _, query = tricked.registration.split("/", 3)[3].partition("?")
    named = {"slug": tricked.slug, "number": str(tricked.member), "token": tricked.calendar}
    own = {
        ".": "?view=list",
        "registrations/[id]": f"{path}?{query}",
        "registrations/[id]/data": f"{path}/data?{query}",
        "mails/[id]": f"mails/{tricked.mail}",
        "office/staff/[id]": f"office/staff/{tricked.staff}",
    }
    return {
        route: own.get(route) or re.sub(r"\[(\w+)\]", lambda part: named.get(part[1], "1"), route.removeprefix("."))
        for route in PAGES
    }


@pytest.mark.parametrize("route", PAGES)
def test_nothing_written_becomes_part_of_a_page(
    route: str, site: Site, context: BrowserContext, tricked: Tricked
) -> None:
    """No element, attribute, link or script of anybody's making, and nothing for the page's policy to stop."""
    page = context.new_page()
    blocked: list[str] = []
    page.on("console", lambda said: blocked.append(said.text) if BLOCKED.search(said.text) else None)
    page.on("dialog", lambda dialog: blocked.append(dialog.message) or dialog.dismiss())
    page.add_init_script(LISTEN)

    page.goto(f"{site.url}/{addresses(tricked)[route]}")
    expect(page.get_by_role("heading").first).to_be_visible()
    page.evaluate("() => new Promise(requestAnimationFrame)")

    for frame in page.frames:
        if frame == page.main_frame or frame.url.endswith("/page"):
            assert (frame.evaluate(OWNED), blocked) == ([], [])
    page.close()


def test_the_tricks_were_seen(site: Site, context: BrowserContext, tricked: Tricked) -> None:
    """They do stand on the pages, word for word, so that the test above looks at something."""
    page = context.new_page()
    page.goto(f"{site.url}/events/{tricked.slug}")

    expect(page.get_by_role("heading", level=1)).to_have_text(HTML)
    expect(page.locator(".prose").first).to_contain_text('<img src=x onerror="window.owned=1">')
    page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<b data-owned>x</b>')")
    assert page.evaluate(OWNED) == ['<b data-owned="">x</b>']
    page.close()


def test_the_facts_without_scripts_are_inert_too(browser: Browser, site: Site, tricked: Tricked) -> None:
    """What the server writes into the page for readers without JavaScript."""
    opened = browser.new_context(java_script_enabled=False, viewport=DESK)
    page: Page = opened.new_page()
    page.goto(f"{site.url}/events/{tricked.slug}?lang=nl")

    expect(page.locator("#facts h1")).to_have_text(HTML)
    assert page.locator("[data-owned], #facts img, a[href^=javascript], #facts script").count() == 0
    opened.close()
