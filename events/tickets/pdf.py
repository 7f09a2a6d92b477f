"""Tickets on paper: one A4 page each, tagged for screen readers, the same bytes for the same ticket."""

import threading
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal, cast

import msgspec
import typst

from events.rules.events import EventFacts
from events.tickets import phrases, qr
from events.wording import time_zone_name, when, where
from events.words import Mode, best_text

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_TEXT = 400

_one_at_a_time = threading.Lock()


class TicketFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One person's ticket. number, of: its place in the registration, from 1; code: what its QR says."""

    id: int
    number: int
    of: int
    name: str
    code: str


def tickets_pdf(event: EventFacts, tickets: Sequence[TicketFacts], language: str, organisation: str) -> bytes:
    """The tickets of a registration, a page each, in this language. Safe to call from any thread."""
    data = msgspec.json.encode(_data(event, tickets, language, organisation)).decode()
    with _one_at_a_time:
        return _compiled(data, int(event.changed_at.timestamp()))


def _compiled(data: str, made_at: int) -> bytes:
    """The file by PDF/UA-1; or plainly tagged when a name has a letter that no font on this machine can draw."""
    try:
        return _compile(data, made_at, "ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
    return _compile(data, made_at, None)


def _compile(data: str, made_at: int, standard: Literal["ua-1"] | None) -> bytes:
    made = _compiler().compile(format="pdf", sys_inputs={"data": data}, timestamp=made_at, pdf_standards=standard or [])
    return cast(bytes, made)


@cache
def _compiler() -> typst.Compiler:
    """One compiler for the process: it keeps the fonts and what it learned from earlier tickets."""
    return typst.Compiler(TEMPLATES / "ticket.typ", root=TEMPLATES)


def _data(event: EventFacts, tickets: Sequence[TicketFacts], language: str, organisation: str) -> dict[str, object]:
    title = _line(best_text(event.title, language))
    return {
        "lang": language,
        "file_title": phrases.FILE_TITLE.say(language, title=title),
        "organisation": _line(organisation),
        "office": _line(best_text(event.office.name, language)),
        "hue": event.office.hue,
        "shape": event.office.shape,
        "title": title,
        "when": _hours(event, language),
        "where": _line(where(event.mode, event.venue, event.office.city, language)),
        "words": _words(language, organisation),
        "tickets": [_ticket(ticket, language) for ticket in tickets],
    }


def _hours(event: EventFacts, language: str) -> str:
    """When, with whose clock it is on when people join from anywhere."""
    shown = when(event.starts_at, event.ends_at, event.timezone, language)
    return shown if event.mode == Mode.ON_SITE else f"{shown} ({time_zone_name(event.timezone, language)})"


def _words(language: str, organisation: str) -> dict[str, object]:
    advice = (phrases.SHOW_IT, phrases.ONE_PERSON, phrases.NO_CODE_READ, phrases.NOT_COMING)
    return {
        "for": phrases.FOR.say(language),
        "when": phrases.WHEN.say(language),
        "where": phrases.WHERE.say(language),
        "at_the_door": phrases.AT_THE_DOOR.say(language),
        "advice": [phrase.say(language) for phrase in advice],
        "signature": phrases.SIGNATURE.say(language, organisation=_line(organisation)),
    }


def _ticket(ticket: TicketFacts, language: str) -> dict[str, str]:
    name = _line(ticket.name)
    alt = phrases.CODE.say(language, name=name)
    number = phrases.TICKET_NUMBER.say(language, id=ticket.id)
    part = phrases.ONE_OF.say(language, number=ticket.number, of=ticket.of)
    return {
        "name": name,
        "number": f"{number} · {part}" if ticket.of > 1 else number,
        "qr": qr.svg(ticket.code, alt),
        "alt": alt,
    }


def _line(text: str) -> str:
    """One printable line: no line ends or control characters, and never longer than a page can bear."""
    kept = "".join(" " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text)
    bare = " ".join(kept.split())
    return bare if len(bare) <= LONGEST_TEXT else bare[: LONGEST_TEXT - 1] + "…"
