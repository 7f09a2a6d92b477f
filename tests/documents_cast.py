"""PDFs and pictures to hand in: harmless ones, and ones that hold what nobody should open."""

from io import BytesIO
from typing import Any

import typst
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject


def pdf(pages: int = 1) -> bytes:
    """A plain PDF of so many pages, with a link."""
    page = f'#for n in range({pages}) {{ if n > 0 {{ pagebreak() }}; [= Blad #n #link("https://example.org")[x]] }}'
    return bytes(typst.compile(page.encode()))


def acting(kind: str) -> bytes:
    """A PDF that does something, or holds something else."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf())))
    match kind:
        case "attachment":
            writer.add_attachment("bill.xml", b"<bill/>")
        case "hidden script":
            writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): _action("/JavaScript")})
        case "form":
            form = DictionaryObject({NameObject("/XFA"): TextStringObject("<xdp/>")})
            writer.root_object[NameObject("/AcroForm")] = form
        case _:
            touched = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): _action(kind)})
            writer.pages[0][NameObject("/Annots")] = ArrayObject([touched])
    return _written(writer)


def locked() -> bytes:
    """A PDF that opens with a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf())))
    writer.encrypt("secret")
    return _written(writer)


def photo(kind: str = "JPEG", size: tuple[int, int] = (1200, 900), **said: Any) -> bytes:
    """A picture of this kind. said: what else its file says."""
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **said)
    return out.getvalue()


def _action(kind: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(kind), NameObject("/JS"): TextStringObject("app.alert(1)")})


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
