"""What is drawn is read again, as a picture, a drawing and a print."""

import io
import re
from xml.etree import ElementTree

import pytest
import typst
import zxingcpp
from PIL import Image

from events.tickets import qr
from tests.tickets.cast import a_code


def read_all(picture: bytes) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))]


def painted(drawing: str) -> bytes:
    """An SVG as a browser would show it, 300 pixels a side."""
    page = b"#set page(width: 300pt, height: 300pt, margin: 0pt)\n#image(bytes(sys.inputs.svg), width: 100%)"
    made = typst.compile(page, format="png", ppi=72, sys_inputs={"svg": drawing})
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("ticket", [1, 1234, 2**48 - 1])
def test_every_picture_says_the_code(ticket: int) -> None:
    """A phone's screen, a page and a scanner agree."""
    code = a_code(ticket=ticket)

    assert read_all(qr.png(code)) == [code]
    assert read_all(painted(qr.svg(code, "Ticket"))) == [code]


def test_an_address_can_be_drawn_too() -> None:
    """What no ticket is, such as an address with small letters, is read again as well."""
    link = "otpauth://totp/Smart:ada%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Smart"

    assert read_all(painted(qr.link_svg(link, "Codes"))) == [link]


def test_the_symbol_stays_small() -> None:
    """41 modules a side, so that each is large enough for a poor camera."""
    modules = qr.matrix(a_code())

    assert len(modules) == 41
    assert all(len(row) == 41 for row in modules)
    assert modules[0][:8] == [True] * 7 + [False]


def test_the_drawing_is_light_and_says_its_name() -> None:
    """One path, about 3 kB, with a title that is text whatever stands in it."""
    drawing = qr.svg(a_code(), 'Ticket of <Ada> & "Bram"')
    picture = ElementTree.fromstring(drawing)

    assert len(drawing) < 3500
    assert len(re.findall("<path", drawing)) == 1
    assert picture.get("viewBox") == "0 0 49 49"
    assert picture.findtext("{http://www.w3.org/2000/svg}title") == 'Ticket of <Ada> & "Bram"'


def test_the_picture_is_sharp_with_a_quiet_zone() -> None:
    """Black and white, 784 pixels, white for four modules around: what a scanner needs."""
    picture = Image.open(io.BytesIO(qr.png(a_code())))

    assert picture.size == (784, 784)
    assert picture.mode == "1"
    assert picture.crop((0, 0, 784, 64)).getextrema() == (255, 255)
    assert picture.getpixel((64, 64)) == 0
