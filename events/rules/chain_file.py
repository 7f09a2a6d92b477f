"""An exported journal as a file: a line of JSON that says so, one for each link, and the head that seals them."""

import binascii
import json
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from events.rules.canonical import canonical
from events.rules.chain import Break, Check, Head, missing

KIND = {"convoke": "journal", "version": 1}
FIRST = canonical(KIND) + b"\n"


def link_line(position: int, given: bytes, line: dict[str, Any] | None) -> bytes:
    """A link as the file has it. line: as `chain.written`."""
    return canonical({"position": position, "hash": given.hex(), "line": line}) + b"\n"


def last_line(head: Head) -> bytes:
    """The head, by which a file whose end was cut is known."""
    return canonical({"head": {"position": head.position, "hash": head.hash.hex()}}) + b"\n"


def is_export(first: bytes) -> bool:
    """Whether a file with this first line is an exported journal."""
    return first.rstrip(b"\r\n") == FIRST.rstrip(b"\n")


def check_file(rows: Iterable[bytes]) -> tuple[Head, list[Break]]:
    """How far the chain in the file reaches, and where it does not hold. rows: its lines, the first one included."""
    check, breaks, ended = Check(), [], False
    for number, row in enumerate(rows, 1):
        if number == 1:
            if not is_export(row):
                breaks.append(Break(0, "The first line is not that of an exported journal."))
            continue
        if ended:
            breaks.append(Break(0, f"Line {number} of the file stands behind its end."))
            continue
        try:
            found = _read(row)
            ended = "head" in found
            breaks += _head_breaks(found["head"], check.head) if ended else _link_breaks(found, check)
        except (ValueError, KeyError, TypeError, RecursionError):
            breaks.append(Break(0, f"Line {number} of the file is not as an export writes it."))
    if not ended:
        breaks.append(
            Break(check.head.position + 1, f"The file ends after position {check.head.position} without its head.")
        )
    return check.head, breaks


def _read(row: bytes) -> dict[str, Any]:
    """The object of a line, byte for byte as an export writes it. Raises ValueError."""
    found: dict[str, Any] = json.loads(row, parse_constant=_refuse)
    if canonical(found) + b"\n" != row:
        raise ValueError("Written otherwise.")
    return found


def _refuse(word: str) -> NoReturn:
    raise ValueError(word)


def _link_breaks(found: dict[str, Any], check: Check) -> Iterator[Break]:
    line = found["line"]
    broken = check.of(int(found["position"]), line and line["id"], binascii.unhexlify(found["hash"]), line)
    if broken:
        yield broken


def _head_breaks(head: dict[str, Any], reached: Head) -> Iterator[Break]:
    position, given = int(head["position"]), binascii.unhexlify(head["hash"])
    if position > reached.position:
        yield Break(reached.position + 1, missing(reached.position + 1, position))
    elif (position, given) != (reached.position, reached.hash):
        yield Break(position, "The head is not the one the links lead to.")
