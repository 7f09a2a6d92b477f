"""What a PDF says, and how it is tagged."""

import io
from typing import Any

import pypdf


def opened(file: bytes) -> pypdf.PdfReader:
    """The file, to be read."""
    return pypdf.PdfReader(io.BytesIO(file))


def text_of(file: bytes) -> str:
    """The words of it, page after page."""
    pages = [page.extract_text().splitlines() for page in opened(file).pages]
    return "\n\n".join("\n".join(line.rstrip() for line in lines) for lines in pages) + "\n"


def tags_of(file: bytes) -> set[str]:
    """The kinds of element in its structure tree."""
    root: Any = opened(file).trailer["/Root"]
    kinds: set[str] = set()
    queue = [root["/StructTreeRoot"]]
    while queue:
        element = queue.pop()
        if isinstance(element, pypdf.generic.IndirectObject):
            element = element.get_object()
        if isinstance(element, list):
            queue.extend(element)
        elif isinstance(element, dict):
            kinds.add(str(element.get("/S")))
            queue.append(element.get("/K"))
    return kinds
