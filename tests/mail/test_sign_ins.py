"""The mail to sign in with: for whoever has the address, at the address we have, while there is something to open."""

import re
from datetime import timedelta

import pytest

from events import clock
from events.actions import sign_ins
from events.clock import now
from events.database import execute, fetch, fetchone, fetchval
from events.mail.cases import NotNeeded, addressed
from events.mail.envelope import render
from events.settings import override
from events.tickets.secrets import sign_in_code, sign_in_link
from events.words import Language, Role
from tests.cast import ADA, BRAM, appoint, at, join
from tests.golden_files import check_golden
from tests.mail.cast import PostOffice, html_of, mail, text_of, until
from tests.mail.test_messages import words_of
from tests.mail.test_worker import waiting, working


async def ask(email: str = "bram@example.org", language: str = "nl", browser: str | None = None) -> str:
    """Ask for a mail; the browser's secret."""
    secret, _ = await sign_ins.ask(email=email, language=language, onward="", browser=browser, source="192.0.2.7")
    return secret


async def latest() -> int:
    found: int = await fetchval("SELECT max(id) FROM outbox")
    return found


@pytest.mark.parametrize("language", list(Language))
async def test_the_mail_in_each_language(language: str) -> None:
    """The code first, then how, then the link; the page says what the text says."""
    await ask(language=language)
    await execute("UPDATE sign_in SET created_at = $1", at("2023-01-10T09:00"))
    message = await render(await mail(await latest()), lambda **_: "")

    text = text_of(message)
    check_golden(f"mail-sign_in-{language}.txt", f"Subject: {message['Subject']}\n\n{text}")
    row = await fetchone("SELECT id, created_at FROM sign_in")
    code, link = sign_in_code(*row, 6), sign_in_link(*row)
    assert code in text.splitlines()[0]
    assert f"https://convoke.example/signin/mail?link={link}&lang={language}" in text
    page = words_of(html_of(message))
    assert set(page.links) == set(re.findall(r"https://\S+", text))
    assert code in " ".join(page.words)


async def test_it_goes_to_the_address_we_have(post_office: PostOffice) -> None:
    """Typed so that it only folds to Bram's, it might be a stranger's mailbox: the mail goes to Bram's own."""
    await join(12, {**BRAM, "email": "Bram.Strasse@example.org"})
    await ask("bram.straße@example.org")
    override(smtp_url=post_office.url)

    async with working():
        await until(lambda: len(post_office.mails) == 1)

    to, message = post_office.mails[0]
    assert (to, message["To"]) == ("Bram.Strasse@example.org", "Bram.Strasse@example.org")


async def test_nobody_is_mailed_who_is_not_known(post_office: PostOffice) -> None:
    """For an address nobody has there is no mail, and the server hears nothing of it; staff who left are nobody."""
    await appoint(ADA, Role.DOOR)
    await execute("UPDATE staff_role SET withdrawn_at = now(), withdrawn_by = 'test'")
    await ask("nobody@example.org")
    await ask("ada@example.org")
    override(smtp_url=post_office.url)

    async with working():
        await until(_none_waits)

    assert post_office.connections == 0
    assert {row["error"] for row in await fetch("SELECT error FROM outbox")} == {"skipped: nobody has this address"}


async def _none_waits() -> bool:
    return await waiting() == 0


async def test_staff_and_members_are_known() -> None:
    """Staff go first where an address is that of both; of two members it is the first."""
    await join(14, BRAM)
    await join(12, {**BRAM, "email": "BRAM@example.org"})
    await appoint({**ADA, "email": "Ada@example.org"}, Role.ADMIN)
    await join(3, ADA)
    row = {"message": "sign_in"}

    found = [
        (await addressed({**row, "recipient": one}))["recipient"] for one in ("bram@example.org", "ada@example.org")
    ]

    assert found == ["BRAM@example.org", "Ada@example.org"]


@pytest.mark.parametrize("change", ["spent_at = now()", "attempts = 5", "expires_at = created_at"])
async def test_what_is_over_is_not_mailed(change: str) -> None:
    """Used, mistyped too often or too old when its turn comes, it would only mislead."""
    await ask()
    await execute(f"UPDATE sign_in SET {change}")

    with pytest.raises(NotNeeded):
        await render(await mail(await latest()), lambda **_: "")


async def test_asked_twice_before_the_first_left() -> None:
    """Of two mails that wait, however the address was spelled, the later goes."""
    browser = await ask()
    first = await latest()
    await ask("BRAM@example.org", browser=browser)

    with pytest.raises(NotNeeded, match=r"mail \d+ tells it"):
        await render(await mail(first), lambda **_: "")
    assert "Bram" not in text_of(await render(await mail(await latest()), lambda **_: ""))


async def test_what_was_asked_is_removed() -> None:
    """An hour later neither the address nor the mail is kept, whether or not it was somebody's."""
    await ask()
    clock.shift(clock._shift + timedelta(minutes=59))
    await sign_ins.forget_old()
    kept = await fetchval("SELECT count(*) FROM sign_in") + await fetchval("SELECT count(*) FROM outbox")
    clock.shift(clock._shift + timedelta(minutes=2))
    await sign_ins.forget_old()

    assert (kept, await fetch("SELECT id FROM sign_in"), await fetch("SELECT id FROM outbox")) == (2, [], [])
    assert now() > at("2023-01-10T10:00")
