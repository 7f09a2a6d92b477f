"""Scans of proxy forms: what is taken, told by how a file begins and never by what it is called."""

from events.errors import Invalid, Mend
from events.rules.documents import pages_of

MEGABYTES = 10
"""Bytes of a scan, in millions."""

PDF = "application/pdf"
ENDINGS = {PDF: "pdf", "image/jpeg": "jpg", "image/png": "png"}
"""What is taken, and how the name of such a file ends."""
BEGINNINGS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}


def kind_of(file: bytes) -> str:
    """The media type of a scan. Raises Invalid for what is none, and for a PDF that is locked or does anything."""
    found = next((kind for kind, beginning in BEGINNINGS.items() if file.startswith(beginning)), None)
    if found is not None:
        return found
    if not file.startswith(b"%PDF-"):
        raise Invalid([Mend("file", "not_a_scan")])
    pages_of(file)
    return PDF
