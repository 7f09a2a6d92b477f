"""What the statement tells is what is so."""

from events.settings import override
from events.words import Kept
from tests.documents import codes, rows


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


async def test_the_host_reads_the_same_of_browsers(api):
    """docs/privacy.md lists what the statement lists."""
    listed = [codes(row[0])[0] for row in rows("docs/privacy.md", "name")]

    assert listed == [one["name"] for one in (await api.get("/api/privacy")).json()["browser"]]
