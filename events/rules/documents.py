"""PDFs that can be handed to everybody: readable as they are, and with nothing in them that acts."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from events.errors import Invalid, Mend
from events.rules.people import name_mends

ACTIONS = frozenset({
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/RichMediaExecute",
    "/Movie", "/Sound", "/Trans3D", "/GoTo3DView",
})  # fmt: skip
"""What a PDF may do when it is opened or touched (ISO 32000-2, 12.6.4), and no document here does."""
PARTS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
"""What holds scripts, forms of their own, or other files."""
_PLAIN = re.compile(rb"/(?:JavaScript|EmbeddedFiles?|RichMedia|Launch)\b")
"""The same where a reader that mends broken files would find it, whatever the table of contents says."""
_HEAD = 1024
OBJECTS_MOST = 500_000


def pages_of(file: bytes) -> int:
    """How many pages this PDF has. Raises Invalid for what is none, is locked, or could do anything but be read."""
    if b"%PDF-" not in file[:_HEAD]:
        raise Invalid([Mend("file", "not_a_pdf")])
    try:
        reader = PdfReader(BytesIO(file))
        if reader.is_encrypted:
            raise Invalid([Mend("file", "locked_pdf")])
        pages = len(reader.pages)
        acts = _PLAIN.search(file) is not None or any(map(_acts, _dictionaries(reader)))
    except Invalid:
        raise
    except Exception:  # whatever a broken file makes of it, recursion too
        raise Invalid([Mend("file", "not_a_pdf")]) from None
    if acts:
        raise Invalid([Mend("file", "acting_pdf")])
    if not pages:
        raise Invalid([Mend("file", "not_a_pdf")])
    return pages


def document_mends(name: str) -> list[Mend]:
    """What to mend in the name of a document, already tidied."""
    return name_mends("name", name)


def _acts(found: DictionaryObject) -> bool:
    action = found.get("/S")
    return (isinstance(action, str) and action in ACTIONS) or not PARTS.isdisjoint(found)


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary in the file, reached or not."""
    numbers = {(generation, number) for generation, table in reader.xref.items() for number in table}
    numbers |= {(0, number) for number in reader.xref_objStm}
    waiting: list[Any] = [reader.trailer]
    waiting += [IndirectObject(number, generation, reader) for generation, number in numbers if number]
    seen = 0
    while waiting:
        found = waiting.pop()
        seen += 1
        if seen > OBJECTS_MOST:
            raise Invalid([Mend("file", "not_a_pdf")])
        if isinstance(found, IndirectObject):
            found = _resolved(found)
        if isinstance(found, DictionaryObject):
            yield found
            waiting += [value for value in found.values() if isinstance(value, DictionaryObject | ArrayObject)]
        elif isinstance(found, ArrayObject):
            waiting += [value for value in found if isinstance(value, DictionaryObject | ArrayObject)]


def _resolved(found: IndirectObject) -> Any:
    """What stands there; nothing where the table of contents leads nowhere."""
    try:
        return found.get_object()
    except Exception:
        return None
