"""Records as blocks, from which both come: the PDF, tagged for screen readers, and the text that people edit."""

import msgspec

from events.papers.sheets import one_line, several_lines, sheet

WIDTH = 100


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
        "file_title": one_line(f"{record.kind}: {record.title}"),
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
    head = f"{record.kind}: {record.title}"
    parts = [f"{head}\n{'=' * len(head)}", "\n".join([record.organisation, *record.lines])]
    return "\n\n".join([*parts, *(_text(block) for block in record.blocks)]) + "\n"


def _around(page: str) -> tuple[str, str, str]:
    before, _, rest = page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after


def _printable(block: Block) -> object:
    """The block with nothing in it that a page cannot show."""
    data = msgspec.to_builtins(block)
    if isinstance(block, Words):
        data["words"] = several_lines(block.words)
    return _each(data)


def _each(data: object) -> object:
    if isinstance(data, dict):
        return {
            name: value if name == "words" and isinstance(value, list) else _each(value) for name, value in data.items()
        }
    if isinstance(data, list | tuple):
        return [_each(one) for one in data]
    return one_line(data) if isinstance(data, str) else data


def _text(block: Block) -> str:
    match block:
        case Heading(words, 1):
            return f"{words}\n{'-' * len(words)}"
        case Heading(words):
            return f"### {words}"
        case Words(words):
            return words
        case Bullets(items):
            return "\n".join(f"- {item}" for item in items)
        case Facts(rows):
            return "\n".join(f"- {name}: {value}" for name, value in rows)
        case Table(head, rows):
            lines = [head, ["---"] * len(head), *rows]
            return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
        case Signatures(people):
            return "\n".join(f"- {role}: {name or '…'}" for role, name in people)
        case Space(words):
            return f"{words}\n\n…"
