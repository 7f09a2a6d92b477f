"""Address labels: sheets of 3 × 8, 70 × 36 mm each, as stationers sell them for A4; who has no address comes after."""

from collections.abc import Sequence

import msgspec

from events.papers import phrases
from events.papers.sheets import one_line, sheet
from events.rules.events import EventFacts
from events.words import best_text


class Addressee(msgspec.Struct, frozen=True, kw_only=True):
    """Who gets a letter, and where it goes. country: None within Belgium."""

    number: int
    name: str
    street: str | None
    postal_code: str | None
    city: str | None
    country: str | None

    @property
    def lines(self) -> list[str]:
        """Their label, a line each (UPU S42: the country last, in capitals); empty when it would not arrive."""
        town = " ".join(part for part in (self.postal_code, self.city) if part)
        if not self.street or not town:
            return []
        country = [self.country.upper()] if self.country else []
        return [one_line(line) for line in (self.name, self.street, town, *country)]


def labels(event: EventFacts, addressees: Sequence[Addressee], language: str, organisation: str, made_at: int) -> bytes:
    """The sheets as PDF, and at their end the members who have no address to write to."""
    without = [one for one in addressees if not one.lines]
    title = one_line(best_text(event.title, language))
    data = {
        "lang": language,
        "organisation": one_line(organisation),
        "title": phrases.LABELS_TITLE.say(language, title=title),
        "labels": [one.lines for one in addressees if one.lines],
        "without": [{"number": str(one.number), "name": one_line(one.name)} for one in without],
        "without_title": phrases.UNADDRESSED.say(language, len(without)) if without else "",
        "nobody": "" if addressees else phrases.NOBODY_BY_POST.say(language),
    }
    return sheet("labels.typ", msgspec.json.encode(data), made_at)
