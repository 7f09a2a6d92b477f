"""The one way to write a value as JSON, so that the same value has the same bytes and the same hash everywhere."""

import json
from collections.abc import Mapping
from decimal import Decimal


def canonical(value: object) -> bytes:
    """The value in the form of RFC 8785: names sorted, no spaces, numbers as JavaScript writes them, in UTF-8.

    Whole numbers are written in full however long. Raises ValueError for what JSON has no word for.
    """
    return _written(value).encode()


def _written(value: object) -> str:
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: str(name).encode("utf-16-be"))
        return "{" + ",".join(f"{_text(name)}:{_written(value[name])}" for name in names) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_written, value)) + "]"
    if isinstance(value, float):
        return number(value)
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    return _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"JSON has no {type(value).__name__}.")
    return json.dumps(str(value), ensure_ascii=False)


def number(value: float) -> str:
    """A number that may have a fraction, as JavaScript writes it (ECMA-262, Number::toString)."""
    sign, places, exponent = Decimal(repr(value)).normalize().as_tuple()
    if not isinstance(exponent, int):
        raise ValueError("JSON has no such number.")
    digits = "".join(map(str, places))
    point = len(digits) + exponent
    minus = "-" if sign and value else ""
    if len(digits) <= point <= 21:
        return minus + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{minus}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{minus}0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{minus}{digits[0]}{rest}e{point - 1:+d}"
