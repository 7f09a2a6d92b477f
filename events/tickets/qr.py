"""The QR of a code, as a picture a page can hold, a file a phone can show, and a drawing a PDF can print."""

import io
from html import escape

import qrcode
from PIL import Image
from qrcode.util import MODE_ALPHA_NUM, QRData

QUIET_ZONE = 4
_VERSION = 6
"""41 modules a side: the smallest that holds the 136 characters of a code at level M."""
_MASK = 0
"""Any mask reads; trying all eight to choose one costs five times the drawing."""
_PIXELS_A_MODULE = 16

Matrix = list[list[bool]]


def matrix(code: str) -> Matrix:
    """The modules of the symbol, True for dark, without the quiet zone. code: capitals and digits, 154 at most."""
    drawing = qrcode.QRCode(_VERSION, qrcode.constants.ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    drawing.add_data(QRData(code, mode=MODE_ALPHA_NUM), optimize=0)
    drawing.make(fit=False)
    modules: Matrix = drawing.modules
    return modules


def svg(code: str, title: str) -> str:
    """A drawing with one path, dark on white also where the page is dark. title: what a screen reader says."""
    return _drawing(matrix(code), title)


def link_svg(link: str, title: str) -> str:
    """The same drawing of an address, in the smallest symbol that holds it at level M."""
    symbol = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    symbol.add_data(link)
    symbol.make(fit=True)
    return _drawing(symbol.modules, title)


def png(code: str) -> bytes:
    """A black and white picture, 784 pixels a side: sharp on a phone, large enough to print."""
    modules = matrix(code)
    inside = len(modules)
    small = Image.new("1", (inside + 2 * QUIET_ZONE,) * 2, 1)
    small.paste(_bitmap(modules), (QUIET_ZONE, QUIET_ZONE))
    large = small.resize((small.width * _PIXELS_A_MODULE,) * 2, Image.Resampling.NEAREST)
    file = io.BytesIO()
    large.save(file, "PNG", optimize=True)
    return file.getvalue()


def _drawing(modules: Matrix, title: str) -> str:
    side = len(modules) + 2 * QUIET_ZONE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" shape-rendering="crispEdges">'
        f'<title>{escape(title)}</title><rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path stroke="#000" d="{_strokes(modules)}"/></svg>'
    )


def _bitmap(modules: Matrix) -> Image.Image:
    picture = Image.new("1", (len(modules),) * 2)
    picture.putdata([0 if dark else 1 for row in modules for dark in row])
    return picture


def _strokes(modules: Matrix) -> str:
    """One horizontal stroke per run of dark modules, each row drawn along its middle from the left."""
    rows = []
    for y, row in enumerate(modules):
        rows.append(f"M{QUIET_ZONE} {y + QUIET_ZONE}.5{_row(row)}")
    return "".join(rows)


def _row(row: list[bool]) -> str:
    steps, run, dark = [], 0, row[0]
    for module in [*row, not row[-1]]:
        if module != dark:
            steps.append(f"h{run}" if dark else f"m{run} 0")
            run, dark = 0, module
        run += 1
    return "".join(steps)
