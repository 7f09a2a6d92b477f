"""Slugs for events that come without one."""

import re
from collections.abc import Set
from datetime import date

from events.rules.people import folded

LIMIT = 100
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


class Slugs:
    """Gives each event a slug of its title and date, unlike all given or taken before."""

    def __init__(self, taken: Set[str]) -> None:
        self.taken = set(taken)

    def make(self, title: str, day: date) -> str:
        words = re.sub(r"[^a-z0-9]+", "-", folded(title).translate(_LETTERS)).strip("-")
        wanted = f"{words[:LIMIT].strip('-') or 'event'}-{day.isoformat()}"
        found, number = wanted, 1
        while found in self.taken:
            number += 1
            found = f"{wanted}-{number}"
        self.taken.add(found)
        return found
