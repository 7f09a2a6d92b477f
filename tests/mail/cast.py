"""An evening in Brussels, who is registered for it, and a post office that writes down what it is handed."""

import asyncio
import io
import socket
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pypdf
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from icalendar import Calendar

from events.actions import events as actions
from events.clock import now
from events.database import execute, fetchrow, fetchval
from events.rules.events import EventDraft, EventFacts
from events.rules.people import folded_address
from events.words import Mode, Status
from tests.cast import at

NAMES = {"nl": "Brussel", "fr": "Bruxelles", "en": "Brussels", "de": "Brüssel"}
CITY = {"nl": "Sint-Gillis", "fr": "Saint-Gilles"}
TITLE = {
    "nl": "Nieuwjaarsreceptie: 25 jaar Smart",
    "fr": "Vœux de nouvelle année\u00a0: les 25 ans de Smart",
    "en": "New Year reception: 25 years of Smart",
    "de": "Neujahrsempfang: 25 Jahre Smart",
}


async def hold_evening(**changes: Any) -> EventFacts:
    """The New Year reception of 2023, with an office to hold it."""
    await execute(
        """INSERT INTO office (slug, name, city, region, languages, lat, lon, timezone, hue, shape)
        VALUES ('brussels', $1, $2, 'Brussels', ARRAY['fr', 'nl'], 50.83, 4.34, 'Europe/Brussels', 28, 'star')
        ON CONFLICT DO NOTHING""",
        NAMES, CITY,
    )  # fmt: skip
    wanted: dict[str, Any] = {
        "slug": "new-year-reception",
        "office": "brussels",
        "title": TITLE,
        "starts_at": at("2023-01-26T17:00"),
        "ends_at": at("2023-01-26T20:00"),
        "timezone": "Europe/Brussels",
        "mode": Mode.ON_SITE,
        "venue": "Coenraetsstraat 72",
        "status": Status.PUBLISHED,
        "uid": "new-year-reception@convoke.example",
    }
    return await actions.create(EventDraft(**{**wanted, **changes}), "test")


async def seat(event: EventFacts, email: str = "ada@example.org", *party: str, **changes: Any) -> int:
    """A registration, by default Ada's with a seat; each of the party has a ticket."""
    names = list(party) or ["Ada Lovelace"]
    row: dict[str, Any] = {
        "event": event.id,
        "name": names[0],
        "email": email,
        "address": folded_address(email),
        "language": "nl",
        "answers": {},
        "seat": "confirmed",
        "position": None,
        "party_size": len(names),
        "created_at": now(),
        **changes,
    }
    columns = ", ".join(row)
    values = ", ".join(f"${n}" for n in range(1, len(row) + 1))
    made: int = await fetchval(f"INSERT INTO registration ({columns}) VALUES ({values}) RETURNING id", *row.values())
    await execute(
        """INSERT INTO ticket (event, registration, number, name, created_at)
        SELECT $1, $2, person.number, person.name, $4
        FROM unnest($3::text[]) WITH ORDINALITY AS person (name, number)""",
        event.id, made, names, now(),
    )  # fmt: skip
    return made


async def queue(message: str, registration: int, language: str = "nl", **changes: Any) -> int:
    """A mail about the registration, due at once; the id of its row."""
    to = await fetchrow("SELECT email, name FROM registration WHERE id = $1", registration)
    row: dict[str, Any] = {
        "message": message,
        "facts": {"registration": registration},
        "recipient": to["email"] if to else "gone@example.org",
        "name": to["name"] if to else "",
        "language": language,
        "message_id": f"<{message}-{registration}-{language}@convoke>",
        "priority": 0,
        "created_at": now(),
        "due_at": now(),
        **changes,
    }
    columns = ", ".join(row)
    values = ", ".join(f"${n}" for n in range(1, len(row) + 1))
    made: int = await fetchval(f"INSERT INTO outbox ({columns}) VALUES ({values}) RETURNING id", *row.values())
    return made


async def mail(outbox: int) -> Any:
    """The row as the worker takes it."""
    return await fetchrow("SELECT * FROM outbox WHERE id = $1", outbox)


def text_of(message: EmailMessage) -> str:
    return str(message.get_body(("plain",)).get_content()).replace("\r\n", "\n")  # type: ignore[union-attr]


def html_of(message: EmailMessage) -> str:
    return str(message.get_body(("html",)).get_content()).replace("\r\n", "\n")  # type: ignore[union-attr]


def files_of(message: EmailMessage) -> dict[str, bytes]:
    """The attachments by name."""
    return {str(part.get_filename()): part.get_payload(decode=True) for part in message.iter_attachments()}  # type: ignore[misc]


def pages_of(file: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages]


def entry_in(file: bytes) -> Any:
    """The one event in a calendar file."""
    (found,) = Calendar.from_ical(file).walk("VEVENT")
    return found


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


class PostOffice:
    """A real SMTP server that takes everything, unless told how to answer a recipient or a mail.

    said: answers still to give, by recipient, one for each try; after those it says yes.
    """

    def __init__(self, *, utf8: bool = True) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.utf8 = utf8
        self.mails: list[tuple[str, EmailMessage]] = []
        self.said: dict[str, list[str]] = {}
        self.data_said: list[str] = []
        self.connections = 0
        self.seconds = 0.0
        self.controller: Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def ids(self) -> list[str]:
        return [str(message["Message-ID"]) for _, message in self.mails]

    def open(self) -> None:
        self.controller = Controller(
            self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=self.utf8, data_size_limit=None
        )
        self.controller.start()
        self.connections = 0

    def close(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None

    async def handle_EHLO(self, server: SMTP, session: Session, _: Envelope, host: str, lines: list[str]) -> list[str]:
        self.connections += 1
        session.host_name = host
        return lines

    async def handle_RCPT(self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]) -> str:
        if waiting := self.said.get(address):
            return waiting.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:
        await asyncio.sleep(self.seconds)
        if self.data_said:
            return self.data_said.pop(0)
        assert isinstance(envelope.content, bytes)
        self.mails.append((envelope.rcpt_tos[0], parsed(envelope.content)))
        return "250 Taken"


async def until(holds: Callable[[], Any], seconds: float = 15) -> None:
    """Wait for something to be so; it may be a question to the database."""
    async with asyncio.timeout(seconds):
        while True:
            found = holds()
            if await found if asyncio.iscoroutine(found) else found:
                return
            await asyncio.sleep(0.02)
