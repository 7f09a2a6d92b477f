"""Tables as spreadsheets write them, in any of their encodings, separators and line ends, read row by row."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO

from events.rules.imports_report import Report

DELIMITERS = ",;\t|"


def without_mark(body: bytes) -> bytes:
    """The file without a byte order mark, and in UTF-8 when the mark, or every other byte, says UTF-16."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace").encode()
    for zeros, encoding in ((body[1:400:2], "utf-16-le"), (body[0:400:2], "utf-16-be")):
        if len(zeros) > 8 and zeros.count(0) > len(zeros) * 0.7:
            return body.decode(encoding, "replace").encode()
    return body.removeprefix(b"\xef\xbb\xbf")


def text_of(body: bytes, report: Report) -> str:
    """A table's text, its mark taken away: UTF-8, or else Windows-1252, which some spreadsheets still write."""
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        report.warn(body.count(b"\n", 0, error.start) + 1, "", "not_utf8")
        return body.decode("cp1252", "replace")


def first_line(text: str) -> str:
    """The line that names the columns, as far as can be told without knowing them."""
    return next((line for line in text.splitlines() if line.strip() and not line.lower().startswith("sep=")), "")


def delimiter_of(line: str, known: Callable[[str], object]) -> str:
    """What stands between the names of the columns: the sign that leaves most of them known."""
    return max(DELIMITERS, key=lambda sign: known_names(line, sign, known))


def known_names(line: str, delimiter: str, known: Callable[[str], object]) -> int:
    """How many columns this line names, were it cut at that sign."""
    return len({name for cell in line.split(delimiter) if known(name := cell.strip(' "').lower())})


def rows_of(text: str, delimiter: str, report: Report) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, each with the line it starts on."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells) and not (line == 1 and cells[0].lower().startswith("sep=")):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        report.error(line, "", "bad_row", why=str(error))
