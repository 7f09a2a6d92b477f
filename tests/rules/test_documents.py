"""What may be handed to everybody: PDFs that are read and nothing else, pictures that say nothing else."""

from io import BytesIO

import pytest
from PIL import Image

from events.errors import Invalid
from events.rules.candidates import PHOTO_SIDE, inert_photo
from events.rules.documents import pages_of
from tests.documents_cast import acting, locked, pdf, photo


@pytest.mark.parametrize("pages", [1, 200])
def test_a_plain_document_is_counted(pages: int) -> None:
    assert pages_of(pdf(pages)) == pages


@pytest.mark.parametrize(
    "kind",
    ["/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "hidden script", "attachment", "form"],
)
def test_a_document_that_acts_is_refused(kind: str) -> None:
    with pytest.raises(Invalid) as refused:
        pages_of(acting(kind))

    assert [mend.code for mend in refused.value.mends] == ["acting_pdf"]


def test_what_a_mending_reader_would_find_is_refused_too() -> None:
    """A script that the table of contents does not lead to, after the end."""
    with pytest.raises(Invalid) as refused:
        pages_of(pdf() + b"\n99 0 obj << /S /JavaScript /JS (app.alert\\(1\\)) >> endobj\n")

    assert refused.value.mends[0].code == "acting_pdf"


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "not_a_pdf"),
        (b"%PDF-1.7 and nothing else", "not_a_pdf"),
        (photo(), "not_a_pdf"),
        (pdf()[:400], "not_a_pdf"),
        (b"%PDF-1.7\n" + b"[" * 100_000, "not_a_pdf"),
        (locked(), "locked_pdf"),
    ],
    ids=["empty", "bare", "photo", "cut off", "deep", "locked"],
)
def test_what_nobody_could_read_is_refused(file: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        pages_of(file)

    assert refused.value.mends[0].code == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_keeps_nothing_but_the_picture(kind: str) -> None:
    """Upright, small, and without where and by whom it was taken."""
    told = Image.Exif()
    told[0x0112] = 6  # lies on its side
    told[0x010E] = "At home, Kerkstraat 1"

    made = inert_photo(photo(kind, exif=told))

    with Image.open(BytesIO(made)) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (PHOTO_SIDE * 3 // 4, PHOTO_SIDE), {})
    assert b"Kerkstraat" not in made


@pytest.mark.parametrize(
    "file",
    [b"", b"<svg/>", pdf(), photo()[:200], photo("GIF"), photo("BMP")],
    ids=["empty", "svg", "pdf", "cut off", "gif", "bmp"],
)
def test_what_is_no_photo_is_refused(file: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        inert_photo(file)

    assert refused.value.mends[0].code == "not_a_picture"


def test_a_picture_too_large_to_unpack_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        inert_photo(photo("PNG", (9000, 9000)))

    assert refused.value.mends[0].code == "picture_too_large"
