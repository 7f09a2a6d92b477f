"""Days as tables write them. What could be two days, or only a spreadsheet's count of days, is not guessed at."""

import re
from datetime import date

from events.rules.members import FIRST_YEAR, LAST_YEAR

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.A)
_BELGIAN = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.A)
_SHORT = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2}", re.A)
_MIDNIGHT = re.compile(r"[T ]+0{1,2}:00(?::00(?:[.,]0+)?)?\s*(?:Z|[+-]00:?00)?$", re.I)
_SERIAL = re.compile(r"\d{1,6}(?:[.,]\d+)?", re.A)


def read_day(text: str) -> date | str:
    """The day written, or else why there is none: a reason of an import.

    Understood: 2023-01-26, and with the day first 26/01/2023, 26.01.2023 and 26-01-2023, also at midnight.
    """
    bare = _MIDNIGHT.sub("", text.strip())
    if found := _ISO.fullmatch(bare):
        year, _, month, day = found.groups()
    elif found := _BELGIAN.fullmatch(bare):
        day, _, month, year = found.groups()
    elif _SHORT.fullmatch(bare):
        return "short_year"
    else:
        return "serial_day" if _SERIAL.fullmatch(bare) else "not_a_plain_day"
    if int(month) > 12 >= int(day) >= 1:
        return "month_first"
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return "not_a_plain_day"
    return made if FIRST_YEAR <= made.year <= LAST_YEAR else "out_of_years"
