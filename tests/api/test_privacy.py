"""What the statement tells is what is so."""

import re

from events.api.privacy import BROWSER
from events.mail import messages
from events.settings import override
from events.words import Kept
from tests.documents import codes, rows, text_of


async def test_it_tells_the_periods_of_this_house(api):
    """Each kind that is kept for a time, with the days the host chose."""
    override(retain_mails_days=7, retain_registrations_days=100)
    try:
        found = (await api.get("/api/privacy")).json()
    finally:
        override(retain_mails_days="", retain_registrations_days="")

    periods = {one["kind"]: one["days"] for one in found["periods"]}
    assert set(periods) == {kind.value for kind in Kept}
    assert (periods["mails"], periods["registrations"], periods["calendars"]) == (7, 100, 100)
    assert (periods["logins"], periods["sign_ins"]) == (90, 1)


async def test_it_names_who_answers(api):
    """The organisation and the address for answers, unless the host says more."""
    override(mail_reply_to="Het team <team@example.org>")
    before = (await api.get("/api/privacy")).json()
    override(controller="Smart, Coenraetsstraat 72, 1060 Brussel", privacy_contact="privacy@example.org")
    after = (await api.get("/api/privacy")).json()
    override(controller="", privacy_contact="", mail_reply_to="")

    assert (before["controller"], before["contact"]) == ("Smart", "team@example.org")
    assert (after["controller"], after["contact"]) == (
        "Smart, Coenraetsstraat 72, 1060 Brussel", "privacy@example.org"
    )  # fmt: skip


async def test_it_tells_how_long_a_browser_keeps_what_asking_for_a_mail_leaves(api):
    """The minutes told are those of the cookie."""
    asked = await api.post("/api/logins/requests", json={"email": "ada@example.org"})

    [kept] = re.findall(r"^convoke_signin=.*Max-Age=(\d+)", asked.headers["set-cookie"], re.M)
    items = (await api.get("/api/privacy")).json()["browser"]
    assert [one["minutes"] * 60 for one in items if one["name"] == "convoke_signin"] == [int(kept)]


async def test_the_host_reads_the_same_of_browsers(api):
    """docs/privacy.md lists what the statement lists."""
    listed = [codes(row[0])[0] for row in rows("docs/privacy.md", "name")]

    assert listed == [one["name"] for one in (await api.get("/api/privacy")).json()["browser"]]


def test_the_pages_have_words_for_all_of_it():
    """Each mail that may have been sent, and each thing that stays in a browser, has its sentence."""
    words = text_of("frontend/src/lib/privacy/messages/en.ts")

    sent = [name for group, kind in vars(messages).items() if group.startswith("ABOUT_") for name in kind]
    for name in (*sent, *(one.name for one in BROWSER)):
        assert re.search(rf"^    '?{re.escape(name)}'?: '", words, re.M), name
