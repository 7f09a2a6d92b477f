"""About the house itself: what the app needs to start, health, keys, previews, and the mails of a demonstration."""

import asyncio
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Literal

import msgspec
from litestar import Controller, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from events import __version__
from events.actions import keys
from events.api.asking import only
from events.api.headers import letter_policy
from events.clock import now
from events.database import fetch, fetchrow, fetchval
from events.errors import Invalid, Missing
from events.rules.access import Act, Asker, check_elevated
from events.rules.events import DESCRIPTION_LIMIT, Texts, texts_mends
from events.rules.prose import html
from events.settings import settings
from events.words import Language


class Config(msgspec.Struct):
    """What the app needs to know at start. now: the server's clock, which in a demonstration is another day's.

    rehearsal: whether this is a copy in which nothing counts; provider: what the identity provider is called, where one
    is set.
    """

    organisation: str
    demo: bool
    rehearsal: bool
    languages: list[Language]
    now: datetime
    version: str
    provider: str | None


class Markdown(msgspec.Struct, forbid_unknown_fields=True):
    """A description per language, in Markdown."""

    description: Texts


class Preview(msgspec.Struct):
    """The description as it will be shown: sanitised HTML per language."""

    html: Texts


class KeyMade(msgspec.Struct):
    """The key that signs from now on."""

    key_id: int


class MailLine(msgspec.Struct):
    """A mail that would have left."""

    id: int
    to: str
    subject: str
    language: Language
    sent_at: datetime
    attachments: list[str]


class Mails(msgspec.Struct):
    """The latest mails, the newest first."""

    items: list[MailLine]
    next: int | None = None


class Mail(MailLine):
    """A mail with its two bodies."""

    text: str
    html: str


class HouseController(Controller):
    """`/api/config`, `/api/previews`, `/api/keys`, `/api/mails`."""

    path = "/api"
    tags = ["house"]  # noqa: RUF012

    @get("/config")
    async def config(self) -> Config:
        """The organisation, the languages, whether this is a demonstration or a rehearsal, and the time it is here."""
        return Config(
            settings().organisation, settings().demo, settings().rehearsal, list(Language), now(), __version__,
            settings().provider,
        )  # fmt: skip

    @post("/previews", status_code=200, guards=[only(Act.ORGANISE)])
    async def preview(self, data: JSONBody[Markdown]) -> Preview:
        """What a description will look like."""
        if mends := texts_mends("description", data.description, DESCRIPTION_LIMIT):
            raise Invalid(mends)
        return Preview(await asyncio.to_thread(_rendered, data.description))

    @post("/keys", status_code=201, guards=[only(Act.KEYS)])
    async def rotate(self, asker: NamedDependency[Asker]) -> KeyMade:
        """Make a new signing key; tickets signed before still open doors."""
        check_elevated(asker, now())
        return KeyMade(await keys.rotate(asker.name))

    @delete("/keys/{key_id:int}", guards=[only(Act.KEYS)])
    async def retire(self, key_id: FromPath[int], asker: NamedDependency[Asker]) -> None:
        """Retire an older key: codes it signed open nothing any more."""
        check_elevated(asker, now())
        await keys.retire(key_id, asker.name)

    @get("/mails")
    async def mails(self) -> Mails:
        """In a demonstration, the mails that would have left; elsewhere there is no such page."""
        _demo_only()
        rows = await fetch(
            """SELECT id, recipient, language, sent_at, copy FROM outbox WHERE copy IS NOT NULL
            ORDER BY id DESC LIMIT 100"""
        )
        return Mails([_line(row) for row in rows])

    @get("/mails/{mail:int}")
    async def mail(self, mail: FromPath[int]) -> Mail:
        """One of them, with both its bodies."""
        row = await _kept_mail(mail)
        return Mail(**msgspec.structs.asdict(_line(row)), text=_body(row, "plain"), html=_body(row, "html"))

    @get("/mails/{mail:int}/page", media_type="text/html")
    async def mail_page(self, mail: FromPath[int]) -> Response[str]:
        """One of them as most people see it, inert: a page to stand in a frame."""
        page = _body(await _kept_mail(mail), "html")
        headers = {"content-security-policy": letter_policy(page), "x-frame-options": "SAMEORIGIN"}
        return Response(page.replace("<head>", '<head><base target="_blank">', 1), headers=headers)


class HealthController(Controller):
    """`/healthz`, `/readyz`, `/metrics`: for the host."""

    tags = ["house"]  # noqa: RUF012

    @get("/healthz", media_type="text/plain")
    async def alive(self) -> str:
        """The process answers."""
        return "ok"

    @get("/readyz", media_type="text/plain")
    async def ready(self) -> Response[str]:
        """The database answers too; 503 while it does not."""
        try:
            await fetchval("SELECT 1")
        except Exception:
            return Response("the database does not answer", status_code=503, media_type="text/plain")
        return Response("ok", media_type="text/plain")

    @get("/metrics", media_type="text/plain; version=0.0.4")
    async def metrics(self) -> str:
        """Counts for Prometheus (its text format, 0.0.4).

        Mails to sign in with are left out: while the mail server is away, only those that are for somebody would wait.
        """
        row = await fetchrow(
            """SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM registration) AS registrations,
            (SELECT count(*) FROM scan) AS scans,
            (SELECT count(*) FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL AND message <> 'sign_in')
                AS mails_waiting,
            (SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL AND error NOT LIKE 'skipped:%'
                AND message <> 'sign_in') AS mails_failed,
            (SELECT count(*) FROM member_sync WHERE held_at IS NOT NULL AND finished_at IS NULL AND failed_at IS NULL)
                AS member_runs_held,
            (SELECT count(*) FROM journal WHERE id > coalesce((SELECT max(entry) FROM journal_link), 0))
                AS journal_unsealed"""
        )
        return "".join(
            f"# TYPE convoke_{name} gauge\nconvoke_{name} {count}\n" for name, count in dict(row or {}).items()
        )


def _rendered(description: Texts) -> Texts:
    return {language: html(text) for language, text in description.items()}


def _demo_only() -> None:
    if not settings().demo:
        raise Missing


async def _kept_mail(mail: int) -> Any:
    _demo_only()
    row = await fetchrow(
        "SELECT id, recipient, language, sent_at, copy FROM outbox WHERE id = $1 AND copy IS NOT NULL", mail
    )
    if row is None:
        raise Missing
    return row


def _body(row: Any, kind: Literal["plain", "html"]) -> str:
    part = _message(row["copy"]).get_body((kind,))
    return str(part.get_content()) if part else ""


def _message(copy: bytes) -> EmailMessage:
    message = message_from_bytes(bytes(copy), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _line(row: object) -> MailLine:
    found = dict(row)  # type: ignore[call-overload]
    message = _message(found["copy"])
    names = [part.get_filename() or "" for part in message.iter_attachments()]
    return MailLine(
        found["id"], found["recipient"], str(message["subject"]), found["language"], found["sent_at"], names
    )
