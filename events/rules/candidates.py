"""Who may stand for election, until when, and with which words and picture."""

from datetime import datetime
from io import BytesIO

from PIL import Image, ImageOps

from events.errors import CandidatesClosed, Invalid, Mend
from events.rules.events import Texts, texts_mends

STATEMENT_LIMIT = 3000
REASON_LIMIT = 1000
PHOTO_LIMIT = 10_000_000
"""Bytes of a picture as it comes from a phone."""
PHOTO_SIDE = 800
"""Pixels of the longer side, of a photo as it is kept."""
PIXELS_MOST = 60_000_000
KINDS = ("JPEG", "PNG", "WEBP")


def statement_mends(statement: Texts) -> list[Mend]:
    """What to mend in a statement: it is written in one language at least."""
    return texts_mends("statement", statement, STATEMENT_LIMIT) if statement else [Mend("statement", "empty")]


def check_standing(until: datetime | None, now: datetime) -> None:
    """Refuse who stands or withdraws too late, or where nobody stands by themselves. Raises CandidatesClosed."""
    if until is None or now > until:
        raise CandidatesClosed


def inert_photo(file: bytes) -> bytes:
    """The picture alone, as a JPEG of a size fit for pages, without what else its file held. Raises Invalid."""
    try:
        with Image.open(BytesIO(file), formats=KINDS) as picture:
            if picture.width * picture.height > PIXELS_MOST:
                raise Invalid([Mend("photo", "picture_too_large")])
            picture.draft("RGB", (PHOTO_SIDE * 2, PHOTO_SIDE * 2))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
            whole = upright.convert("RGBA")
            sheet = Image.new("RGB", whole.size, "white")
            sheet.paste(whole, mask=whole.getchannel("A"))
    except Invalid:
        raise
    except Exception:  # whatever a broken file makes of it
        raise Invalid([Mend("photo", "not_a_picture")]) from None
    out = BytesIO()
    sheet.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
