"""Categories of shares: what they may be called, and their order."""

import re
from collections.abc import Sequence

from events.errors import Mend
from events.rules.events import Texts, texts_mends

NAME_LIMIT = 80
_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,18}[A-Za-z0-9])?")


def code_mends(code: str) -> list[Mend]:
    """What to mend in a code, which files and programs name the category by."""
    return [] if _CODE.fullmatch(code) else [Mend("code", "not_a_category_code")]


def name_mends(name: Texts) -> list[Mend]:
    """What to mend in a name; one language is enough."""
    return texts_mends("name", name, NAME_LIMIT) or ([] if any(name.values()) else [Mend("name", "empty")])


def moved(codes: Sequence[str], code: str, position: int) -> list[str]:
    """The codes in their order with this one at that position, from 1; beyond the end is the end."""
    others = [one for one in codes if one != code]
    place = max(0, min(position - 1, len(others)))
    return [*others[:place], code, *others[place:]]
