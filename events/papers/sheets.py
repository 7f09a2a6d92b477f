"""Sets a sheet from its template: one compiler a template and process, which keeps fonts and what it learned."""

import threading
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal, cast

import msgspec
import typst

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_TEXT = 400

_one_at_a_time = threading.Lock()


def sheet(template: str, data: object, made_at: int) -> bytes:
    """The PDF of this template with these words and facts; the same bytes for the same. Safe to call from any thread.

    By PDF/UA-1, or plainly tagged when some name has a letter that no font on this machine can draw. made_at: in
    seconds since 1970; data: bytes are JSON already.
    """
    said = (data if isinstance(data, bytes) else msgspec.json.encode(data)).decode()
    with _one_at_a_time:
        try:
            return _compile(template, said, made_at, "ua-1")
        except typst.TypstError as error:
            if "could not be displayed" not in error.message:
                raise
        return _compile(template, said, made_at, None)


def one_line(text: str) -> str:
    """One printable line: no line ends or control characters, and never longer than a page can bear."""
    kept = "".join(" " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text)
    bare = " ".join(kept.split())
    return bare if len(bare) <= LONGEST_TEXT else bare[: LONGEST_TEXT - 1] + "…"


def several_lines(text: str) -> list[str]:
    """The paragraphs of a text, each printable; a page bears long ones."""
    kept = (
        "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in line)
        for line in text.splitlines()
    )
    return [bare for line in kept if (bare := " ".join(line.split()))]


def _compile(template: str, data: str, made_at: int, standard: Literal["ua-1"] | None) -> bytes:
    made = _compiler(template).compile(
        format="pdf", sys_inputs={"data": data}, timestamp=made_at, pdf_standards=standard or []
    )
    return cast(bytes, made)


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(TEMPLATES / template, root=TEMPLATES)
