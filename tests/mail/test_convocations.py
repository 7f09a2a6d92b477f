"""The mail that calls a member: what they read, in their language, and the files with it."""

import io
from email.message import EmailMessage
from functools import partial
from typing import Any

import pypdf
import pytest

from events.actions import convocations, summons
from events.actions.keys import keys
from events.database import execute, fetchrow, fetchval
from events.mail.cases import NotNeeded
from events.mail.envelope import as_bytes, render
from events.rules.events import EventFacts
from events.tickets import codes
from events.words import Language, Mode
from tests.cast import hold_assembly, join, write_agenda
from tests.golden_files import check_golden
from tests.mail.cast import files_of, hold_evening, html_of, pages_of, parsed, text_of

AGENDA = [
    ("information", None, {"nl": "Verslag van het jaar", "fr": "Rapport de l'année", "de": "Bericht über das Jahr"}),
    ("decision", "ordinary", {"nl": "Goedkeuring van de rekeningen", "fr": "Approbation des comptes"}),
    ("election", "election", {"nl": "Verkiezing van twee bestuurders", "fr": "Élection de deux administrateurs"}),
]


async def called(language: str = "nl", **changes: Any) -> EventFacts:
    """Ada, number 7, is called to the evening, and the mail waits."""
    event = await hold_evening(mode=Mode.HYBRID, online_url="https://meet.example.org/x", **changes)
    await hold_assembly(event.slug, notice_days=15, proxy_limit=2, advance_article="artikel 28", advance_days=10)
    await write_agenda(event.slug, AGENDA)
    await join(7, {"name": "Ada Lovelace", "email": "ada@example.org", "language": language})
    await convocations.convene(event.id, "test")
    await summons.call_some()
    return event


async def rendered() -> EmailMessage:
    made = await keys()
    row = await fetchrow("SELECT * FROM outbox WHERE message = 'convened'")
    return parsed(as_bytes(await render(row, partial(codes.sign, made.active, key_id=made.active_id))))


@pytest.mark.parametrize("language", Language)
async def test_the_words_are_as_reviewed(language: Language) -> None:
    """When, where and what about come first, then how to take part; the same in text and in HTML."""
    await called(language)

    message = await rendered()

    text = text_of(message)
    check_golden(f"mail-convened-{language}.txt", f"Subject: {message['subject']}\n\n{text}")
    assert all(line in html_of(message).replace("&#39;", "'") for line in text.split("\n\n")[0].splitlines())


async def test_with_the_ticket_the_form_and_the_entry() -> None:
    """Three files: the ticket admits, the form has what is put to the vote, the entry has no link to join."""
    await called()

    files = files_of(await rendered())

    assert list(files) == [
        "ticket-new-year-reception.pdf", "volmacht-new-year-reception.pdf", "new-year-reception.ics",
    ]  # fmt: skip
    form = "\n".join(pages_of(files["volmacht-new-year-reception.pdf"]))
    assert "Goedkeuring van de rekeningen" in form
    assert "Verslag van het jaar" not in form
    assert b"meet.example.org" not in files["new-year-reception.ics"]


async def test_without_proxies_there_is_no_form() -> None:
    """Where the statutes know no proxies the mail speaks of none."""
    event = await hold_evening()
    await hold_assembly(event.slug, proxy_limit=0)
    await write_agenda(event.slug, AGENDA)
    await join(7, {"name": "Ada Lovelace", "email": "ada@example.org", "language": "fr"})
    await convocations.convene(event.id, "test")
    await summons.call_some()

    message = await rendered()

    assert "procuration" not in text_of(message).lower()
    assert len(files_of(message)) == 2


async def test_who_gave_the_ticket_back_is_called_all_the_same() -> None:
    """The law wants the letter; the ticket is not in it."""
    await called()
    await execute("UPDATE registration SET seat = 'cancelled'")

    message = await rendered()

    assert "Zeg aan de deur je naam" in text_of(message)
    assert [name for name in files_of(message) if name.startswith("ticket")] == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET status = 'cancelled'",
        "UPDATE event SET starts_at = starts_at - interval '30 days', ends_at = ends_at - interval '30 days'",
    ],
)
async def test_nobody_is_called_to_what_is_off_or_over(change: str) -> None:
    """Another mail tells that it is cancelled."""
    await called()
    await execute(change)

    with pytest.raises(NotNeeded):
        await rendered()


async def test_the_form_is_one_a_screen_reader_reads() -> None:
    """Tagged, in the member's language, with a title."""
    await called("fr")

    form = files_of(await rendered())["procuration-new-year-reception.pdf"]

    pdf = pypdf.PdfReader(io.BytesIO(form))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "fr-BE"
    assert await fetchval("SELECT frozen_at IS NOT NULL FROM statutes WHERE own")
