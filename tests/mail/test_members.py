"""The mails about a member's own details: told to the right mailbox, and only while they are so."""

from email.message import EmailMessage

import pytest

from events.actions import details, erasures, members
from events.database import execute, fetchrow, fetchval
from events.mail.cases import NotNeeded
from events.mail.envelope import render
from events.tickets.secrets import address_key
from events.words import Language
from tests.cast import ADA, at, join
from tests.golden_files import check_golden
from tests.mail.cast import html_of, mail, text_of
from tests.mail.test_messages import words_of


async def ask(message: str, language: str) -> int:
    """Let a member cause this mail; the row of the outbox."""
    member = await join(7, {**ADA, "language": language})
    if message == "erasure_asked":
        await erasures.ask(member, "member 1")
        await execute("UPDATE member SET erasure_asked_at = $1", at("2023-01-10T09:00"))
    elif message == "address_replaced":
        await members.change(7, {"email": "ada.new@example.org"}, "staff 1", by_office=True)
    else:
        await details.change(member, {"email": "ada.new@example.org"}, "member 1")
    if message == "address_changed":
        await confirm()
    found: int = await fetchval("SELECT max(id) FROM outbox WHERE message = $1", message)
    return found


async def confirm() -> None:
    """Open the link in the mail to the new address."""
    row = await fetchrow("SELECT id, address FROM address_change")
    assert row is not None
    await details.confirm_address(row["id"], address_key(*row))


async def rendered(row: int) -> EmailMessage:
    return await render(await mail(row), lambda **_: "")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("message", ["erasure_asked", "address_offered", "address_changed", "address_replaced"])
async def test_each_in_each_language(message: str, language: str) -> None:
    """What happens, by when, and what to do if it was not they; the page says the same."""
    letter = await rendered(await ask(message, language))

    text = text_of(letter)
    told = text
    if change := await fetchrow("SELECT id, address FROM address_change"):
        told = text.replace(address_key(*change), "KEY")
    check_golden(f"mail-{message}-{language}.txt", f"Subject: {letter['Subject']}\n\n{told}")
    [link] = words_of(html_of(letter)).links
    assert link in text
    assert ("/me/address?change=1&key=" in link) == (message == "address_offered")


async def test_the_new_mailbox_alone_gets_the_link() -> None:
    """Neither the mail to the old one nor the journal has the key or the new address."""
    new = await rendered(await ask("address_offered", "nl"))
    await confirm()
    old = await rendered(await fetchval("SELECT max(id) FROM outbox"))

    assert (new["To"].addresses[0].addr_spec, old["To"].addresses[0].addr_spec) == (
        "ada.new@example.org", "ada@example.org"
    )  # fmt: skip
    assert "key=" not in text_of(old)
    assert "ada.new" not in text_of(old)
    assert await fetchval("SELECT count(*) FROM journal WHERE facts::text LIKE '%ada%'") == 0


@pytest.mark.parametrize("message", ["erasure_asked", "address_offered"])
async def test_what_is_over_is_not_told(message: str) -> None:
    """A wish withdrawn, or replaced by another, before the mail left."""
    row = await ask(message, "nl")
    await erasures.withdraw(1, "member 1")
    await details.change(1, {"email": "ada@example.org"}, "member 1")

    with pytest.raises(NotNeeded):
        await rendered(row)


async def test_who_is_erased_is_told_nothing() -> None:
    """The mails that waited are gone, and one that a worker has in hand is not sent."""
    row = await mail(await ask("address_changed", "nl"))
    await erasures.erase(7, "test")

    assert await fetchval("SELECT count(*) FROM outbox") == 0
    with pytest.raises(NotNeeded):
        await render(row, lambda **_: "")
