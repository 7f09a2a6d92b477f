"""Records as blocks, from which both come: the PDF, tagged for screen readers, and the text that people edit."""

from collections.abc import Callable

import msgspec

from events.papers.phrases_record import IS
from events.papers.sheets import one_line, several_lines, sheet


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """A heading; level 1 stands below the title."""

    words: str
    level: int = 1


class Words(msgspec.Struct, frozen=True, tag="words"):
    """Paragraphs. soft: beside the point."""

    words: str
    soft: bool = False


class Bullets(msgspec.Struct, frozen=True, tag="bullets"):
    """Things of one kind."""

    items: list[str]


class Facts(msgspec.Struct, frozen=True, tag="facts"):
    """What is known, by what it is called."""

    rows: list[tuple[str, str]]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """Rows below a head. widths: parts of the page each; numbers: which columns hold numbers; tall: to sign in."""

    head: list[str]
    rows: list[list[str]]
    widths: list[int]
    numbers: list[int] = []
    tall: bool = False


class Signatures(msgspec.Struct, frozen=True, tag="signatures"):
    """Places to sign: what as, and the name, empty where it is to be filled in."""

    people: list[tuple[str, str]]


class Space(msgspec.Struct, frozen=True, tag="space"):
    """A place to write in, and what belongs there."""

    words: str


Block = Heading | Words | Bullets | Facts | Table | Signatures | Space


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A record in one language. kind: what it is; title: of the assembly; lines: when and where.

    made_at: the moment it tells of, in seconds since 1970. page: how its pages are counted, with {page} and {pages}.
    """

    language: str
    organisation: str
    hue: int
    kind: str
    title: str
    lines: list[str]
    blocks: list[Block]
    page: str
    made_at: int


def as_pdf(record: Record) -> bytes:
    """The PDF. Safe to call from any thread."""
    before, between, after = _around(record.page)
    data = {
        "lang": record.language,
        "file_title": one_line(_title(record)),
        "organisation": one_line(record.organisation),
        "hue": record.hue,
        "kind": record.kind,
        "title": one_line(record.title),
        "lines": [one_line(line) for line in record.lines],
        "page": [before, between, after],
        "blocks": [_printable(block) for block in record.blocks],
    }
    return sheet("record.typ", data, record.made_at)


def as_text(record: Record) -> str:
    """The text, in lines that any editor shows and that Markdown reads as headings, lists and tables."""
    head = _title(record)
    parts = [f"{head}\n{'=' * len(head)}", "\n".join([record.organisation, *record.lines])]
    return "\n\n".join([*parts, *(_text(block, record.language) for block in record.blocks)]) + "\n"


def _title(record: Record) -> str:
    return IS.say(record.language, name=record.kind, value=record.title)


def _around(page: str) -> tuple[str, str, str]:
    before, _, rest = page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after


def _printable(block: Block) -> object:
    """The block with nothing in it that a page cannot show; what people wrote at length stays whole."""
    data = msgspec.to_builtins(block)
    if isinstance(block, Words):
        return {**data, "words": several_lines(block.words)}
    return _each(data, one_line if isinstance(block, Heading | Table | Signatures) else _whole)


def _each(data: object, printable: Callable[[str], str]) -> object:
    if isinstance(data, dict):
        return {name: _each(value, printable) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_each(one, printable) for one in data]
    return printable(data) if isinstance(data, str) else data


def _whole(text: str) -> str:
    return " ".join(several_lines(text))


def _text(block: Block, language: str) -> str:
    match block:
        case Heading(words, 1):
            return f"{words}\n{'-' * len(words)}"
        case Heading(words, level):
            return f"{'#' * (level + 1)} {words}"
        case Words(words):
            return words
        case Bullets(items):
            return "\n".join(f"- {item}" for item in items)
        case Facts(rows):
            return "\n".join("- " + IS.say(language, name=name, value=value) for name, value in rows)
        case Table(head, rows):
            lines = [head, ["---"] * len(head), *rows]
            return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
        case Signatures(people):
            return "\n".join("- " + IS.say(language, name=role, value=name or "…") for role, name in people)
        case Space(words):
            return f"{words}\n\n…"
