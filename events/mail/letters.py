"""A mail's content before it has a form: said once, set twice, as text and as HTML, so that both say the same."""

from functools import cache
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from events.mail.colours import Colours
from events.words import Shape

MARKS = {
    Shape.CIRCLE: "●", Shape.SQUARE: "■", Shape.TRIANGLE: "▲", Shape.DIAMOND: "◆", Shape.HEXAGON: "⬢",
    Shape.STAR: "★", Shape.CROSS: "✚", Shape.RING: "○", Shape.PENTAGON: "⬟",
}  # fmt: skip
"""The marks of the offices as letters: a picture would be missing wherever pictures are not shown."""


class Link(msgspec.Struct, frozen=True):
    """Words to click on, and where they lead."""

    words: str
    url: str


class Attachment(msgspec.Struct, frozen=True):
    """A file that travels along. kind: its media type."""

    name: str
    kind: str
    body: bytes


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """One mail. headline and essential are its first two lines, and must do for a reader who reads no further.

    sender: who writes, the organisation and the office; facts: names and values; paragraphs: what is good to know;
    action: what most readers come for; links: the rest; closing: why this mail came and how to answer it.
    """

    language: str
    subject: str
    sender: str
    mark: str
    colours: Colours
    headline: str
    essential: str
    facts: list[tuple[str, str]]
    paragraphs: list[str]
    action: Link
    links: list[Link]
    closing: list[str]
    attachments: list[Attachment]

    @property
    def colon(self) -> str:
        """What stands between a name and its value in text: French keeps a space before it."""
        return "\u00a0:" if self.language == "fr" else ":"


def as_text(letter: Letter) -> str:
    """The letter as plain text, a paragraph a line: every reader's window wraps it to its own width."""
    return _template("letter.txt").render(letter=letter).strip() + "\n"


def as_html(letter: Letter) -> str:
    """The letter as a page that needs nothing from outside it: no picture, font or script is fetched."""
    return _template("letter.html").render(letter=letter)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.tests["link"] = lambda value: value.startswith(("https://", "http://")) and " " not in value
    return made
