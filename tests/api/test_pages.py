"""What the server puts in the HTML, for shared links, search engines and readers without JavaScript."""

import json
import re
from pathlib import Path

import pytest

from events.actions import events as actions
from events.api.routes import ROUTES
from events.words import Mode, Status
from tests.cast import at, hold_event

EVENING = {"starts_at": at("2023-01-26T17:00"), "ends_at": at("2023-01-26T20:00")}


async def page_of(api, slug="party", lang="nl"):
    """The page and its schema.org data."""
    answer = await api.get(f"/events/{slug}?lang={lang}")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', answer.text, re.S)
    return answer, found and json.loads(found.group(1))


async def test_the_facts_are_in_the_html(api):
    """Title, day, hours, place and description read without JavaScript, in the reader's language."""
    await hold_event(**EVENING, venue="Koninginneplein 1", description={"nl": "Kom **allemaal**."})

    answer, _ = await page_of(api)

    assert '<html lang="nl"' in answer.text
    assert "<title>Feest party</title>" in answer.text
    assert "<h1>Feest party</h1>" in answer.text
    assert "donderdag 26 januari 2023, 18:00–21:00" in answer.text
    assert "Koninginneplein 1" in answer.text
    assert "<strong>allemaal</strong>" in answer.text
    assert '<meta property="og:title" content="Feest party">' in answer.text


@pytest.mark.parametrize(
    ("mode", "attendance", "kinds"),
    [
        (Mode.ON_SITE, "OfflineEventAttendanceMode", ["Place"]),
        (Mode.ONLINE, "OnlineEventAttendanceMode", ["VirtualLocation"]),
        (Mode.HYBRID, "MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
    ],
)
async def test_search_engines_read_where_it_is(api, mode, attendance, kinds):
    """On site a place, online a page, both for both; never the link to join."""
    await hold_event(**EVENING, mode=mode, online_url="https://meet.example.org/secret")

    answer, data = await page_of(api)

    places = data["location"] if isinstance(data["location"], list) else [data["location"]]
    assert data["eventAttendanceMode"] == f"https://schema.org/{attendance}"
    assert [place["@type"] for place in places] == kinds
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["startDate"] == "2023-01-26T18:00:00+01:00"
    assert "secret" not in answer.text


async def test_the_year_reads_without_scripts(api):
    """What is coming, as links, in the reader's language: not what is over, a draft, or a part of a day."""
    empty = await api.get("/?lang=fr")
    await hold_event("day")
    await hold_event("part", parent="day")
    await hold_event("draft", status=Status.DRAFT)
    await hold_event("over", **EVENING)
    off = await hold_event("off", title={"nl": "<b>Storm</b>"})
    await actions.cancel(off.id, {}, "test")

    answer = await api.get("/?lang=nl")

    unscripted = re.search(r"<noscript>(.*?)</noscript>", answer.text, re.S).group(1)
    assert "Rien n’est encore prévu." in empty.text
    assert re.findall(r'href="/events/(\w+)\?lang=nl"', unscripted) == ["day", "off"]
    assert "Afgelast: &lt;b&gt;Storm&lt;/b&gt;" in unscripted
    assert 'href="/calendar/all.ics?lang=nl"' in unscripted


async def test_pages_say_what_they_need(api):
    """Registering, the door and all else: one sentence for who has no JavaScript, in their language."""
    await hold_event()
    await hold_event("over", **EVENING)

    event, over, door, office, missing = [
        (await api.get(path, headers={"accept-language": "de"})).text
        for path in ("/events/party", "/events/over", "/door/party", "/office", "/events/nothing")
    ]

    assert "Zum Anmelden brauchen Sie JavaScript." in event
    assert "<noscript>" not in over
    assert "Der Scanner braucht JavaScript." in door
    assert "Diese Seite braucht JavaScript." in office
    assert "Nicht gefunden" in missing


async def test_a_cancelled_event_says_so_everywhere(api):
    """In the title, in the text, and to search engines."""
    event = await hold_event(**EVENING)
    await actions.cancel(event.id, {}, "test")

    answer, data = await page_of(api, lang="fr")

    assert "<title>Annulé\u00a0: Fête party</title>" in answer.text
    assert data["eventStatus"] == "https://schema.org/EventCancelled"


async def test_a_title_cannot_write_html(api):
    """A script in a title is text in every place it is shown."""
    await hold_event(
        **EVENING, title={"nl": "</script><script>alert(1)</script>"}, description={"nl": "<b onclick=x>hi"}
    )

    answer, data = await page_of(api)

    assert "<script>alert(1)" not in answer.text
    assert "onclick" not in answer.text.split('<div id="facts">')[1].split("</div>")[0].replace("&lt;b onclick", "")
    assert data["name"] == "</script><script>alert(1)</script>"


async def test_drafts_and_nothing_are_not_found(api):
    """Both give the app with status 404, and no word of the draft."""
    await hold_event(status=Status.DRAFT)

    for slug in ("party", "nothing"):
        answer, data = await page_of(api, slug)
        assert (answer.status_code, data) == (404, None)
        assert "Feest" not in answer.text


async def test_every_address_of_the_app_opens(api):
    """A link shared from anywhere in the app can be opened anew; files that are none are not found."""
    for path in ("/", "/door", "/office/new", "/registrations/1?key=x", "/signin?link=x"):
        answer = await api.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    for path in ("/_app/nothing.js", "/favicon.nothing", "/../pyproject.toml", "/%2e%2e/pyproject.toml"):
        assert (await api.get(path)).status_code == 404
    assert (await api.get("/robots.txt")).text.startswith("User-agent")


def test_the_app_has_the_pages_that_are_served():
    """What is served as a page is what the web app has a folder for."""
    root = Path(__file__).parents[2] / "frontend" / "src" / "routes"

    found = [file.parent.relative_to(root).as_posix() for file in root.rglob("+page.svelte")]
    assert sorted(ROUTES) == sorted("" if one == "." else one for one in found)


@pytest.mark.parametrize(
    "path",
    ["/nope", "/.git/config", "/events", "/events/party/register", "/calendar", "/calendar/office/nope.ics",
     "/office/party/nothing", "/api", "/nothing.php"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_page_that_is_none_is_not_found(api, path, method):
    """A browser gets the app, which says so, in the reader's language."""
    browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8", "accept-language": "fr"}

    answer = await api.request(method, path, headers=browser)

    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert method == "HEAD" or "Introuvable" in answer.text


async def test_programs_get_a_problem_for_what_is_not_there(api):
    """And so does everybody who asks the API."""
    page = {"accept": "text/html"}
    answers = [
        await api.get("/calendar"),
        await api.get("/calendar/office/nope.ics"),
        await api.get("/_app/nothing.js"),
        await api.get("/api/nothing", headers=page),
        await api.get("/api/events/nothing", headers=page),
    ]

    assert {(one.status_code, one.headers["content-type"]) for one in answers} == {(404, "application/problem+json")}


async def test_the_hashed_files_stay_a_year(api):
    """And come compressed to who takes that."""
    name = re.search(r'/(_app/immutable/[^"]+\.js)', (await api.get("/")).text).group(1)

    answer = await api.get(f"/{name}", headers={"accept-encoding": "br"})

    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "br"
    known = {"accept-encoding": "br", "if-none-match": answer.headers["etag"]}
    assert (await api.get(f"/{name}", headers=known)).status_code == 304
