"""Reads the documents: their tables, their links, and the files of the repository."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent

_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```", re.M | re.S)


def text_of(name: str) -> str:
    """A document's text."""
    return (ROOT / name).read_text("utf-8")


def rows(name: str, first: str) -> list[list[str]]:
    """The rows of every table whose first column has this head, cell by cell."""
    found: list[list[str]] = []
    inside = False
    for line in text_of(name).splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not inside:
            inside, wanted = True, cells[0] == first
        elif wanted and not set(line) <= set("|- "):
            found.append(cells)
    return found


def codes(cell: str) -> list[str]:
    """What stands between backquotes."""
    return _CODE.findall(cell)


def links(name: str) -> Iterator[str]:
    """The addresses a document links to and shows, those in fenced examples aside."""
    for target in _LINK.findall(_FENCED.sub("", text_of(name))):
        yield target.partition("#")[0]


def files(*patterns: str) -> list[str]:
    """The files of the repository, committed or about to be, that fit any of these patterns; all when none is given."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    names = sorted({name for name in listed.stdout.decode().split("\0") if name})
    return [name for name in names if (ROOT / name).is_file()]
