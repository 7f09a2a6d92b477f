"""What one row of a members' file says; each cell is checked, and what cannot be taken is reported with its line."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec
from msgspec import UNSET, UnsetType

from events.errors import Mend
from events.rules.imports_columns import Columns, shown
from events.rules.imports_days import read_day
from events.rules.imports_report import Report
from events.rules.members import FIRST_YEAR, LAST_YEAR, NUMBER_MOST, SHARES_MOST, phone_mends, postal_mends
from events.rules.people import email_mends, folded, name_mends, tidy
from events.words import Language

LANGUAGES = {
    "nl": ["nl", "n", "ned", "nld", "nederlands", "neerlandais", "dutch", "flemish", "vlaams", "niederlandisch"],
    "fr": ["fr", "f", "fra", "fre", "frans", "francais", "french", "franzosisch"],
    "en": ["en", "e", "eng", "engels", "anglais", "english", "englisch"],
    "de": ["de", "d", "du", "deu", "ger", "duits", "allemand", "german", "deutsch"],
}
CALLED = {word: Language(language) for language, words in LANGUAGES.items() for word in words}
"""Languages by all they are called."""
SIGNS = "=+-@＝＋－＠"
"""What a spreadsheet takes for the beginning of a formula, as wide as some keyboards write it too."""
TOTALS = frozenset({
    "total", "totaal", "totaux", "summe", "gesamt", "gesamtsumme", "subtotal", "subtotaal", "sous-total",
    "zwischensumme", "grand total", "eindtotaal", "algemeen totaal", "total general", "total members",
})  # fmt: skip
"""What stands alone where a table is summed up; somebody may well have it for a part of their name."""
_RECKONED = re.compile(r"=.*|#[A-ZÀ-Ý]+[!?]|#N/[A-Z]+|#[A-Z]+/0!|#(?:NV|NB|NULL|SPILL|CALC)")
"""A formula, and what a spreadsheet shows where one came to nothing: `#REF!`, `#N/A`, `#DIV/0!`."""
LED = tuple(f"'{sign}" for sign in SIGNS)
"""How a cell begins that would be one without the apostrophe."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a source says of a member; what it does not speak of is UNSET, or None for what only ever adds.

    office: its slug. joined_on, left_on: as everywhere, left_on being the first day of not being a member.
    """

    number: int
    name: str
    email: str | UnsetType | None = UNSET
    phone: str | UnsetType | None = UNSET
    language: Language | UnsetType = UNSET
    office: str | UnsetType | None = UNSET
    street: str | UnsetType | None = UNSET
    postal_code: str | UnsetType | None = UNSET
    city: str | UnsetType | None = UNSET
    country: str | UnsetType | None = UNSET
    category: str | None = None
    shares: int | None = None
    joined_on: date | None = None
    left_on: date | None = None


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """How to read a file's rows. header: its columns' names; offices, categories: their slugs and codes by word."""

    header: Sequence[str]
    columns: Columns
    offices: Mapping[str, str]
    categories: Mapping[str, str]


class Row:
    """One row's cells by what they hold; each asked for is checked and reported."""

    def __init__(self, layout: Layout, line: int, cells: Sequence[str], report: Report) -> None:
        self.layout, self.line, self.cells, self.report = layout, line, cells, report
        self.numbered: int | None = None

    def said(self) -> Said | None:
        """What the row says, None when anything in it cannot be taken."""
        before = len(self.report.errors)
        self.numbered = self.number()
        joined_on, left_on = self.day("joined_on"), self.day("left_on")
        if joined_on and left_on and left_on <= joined_on:
            self.error("left_on", "leaves_before_joining")
        said = Said(
            number=self.numbered or 0,
            name=self.name(),
            email=self.email(),
            phone=self.phone(),
            language=self.language(),
            office=self.office(),
            street=self.postal("street"),
            postal_code=self.postal("postal_code"),
            city=self.postal("city"),
            country=self.postal("country"),
            category=self.category(),
            shares=self.shares(),
            joined_on=joined_on,
            left_on=left_on,
        )
        return said if len(self.report.errors) == before else None

    def has(self, field: str) -> bool:
        """Whether the row speaks of this: a row cut short says nothing of the rest."""
        return any(place < len(self.cells) for place in self.layout.columns.get(field, ()))

    def text(self, field: str) -> str:
        """What the cell says, tidied; of several phones the first there is."""
        for place in self.layout.columns.get(field, ()):
            if place < len(self.cells) and (text := tidy(self.cells[place])):
                return text[1:] if text.startswith(LED) else text
        return ""

    def reckoned(self, *fields: str) -> str | None:
        """A formula in one of these cells, or what came of one, if there is one; led by an apostrophe it is text."""
        places = [place for field in fields for place in self.layout.columns.get(field, ()) if place < len(self.cells)]
        return next((text for place in places if _RECKONED.fullmatch(text := tidy(self.cells[place]))), None)

    def error(self, field: str, code: str, **facts: object) -> None:
        places = self.layout.columns.get(field) or self.layout.columns.get("last_name") or [0]
        self.report.error(self.line, shown(self.layout.header[places[0]]), code, **facts)

    def mended(self, field: str, value: str, mends: Iterable[Mend]) -> None:
        for mend in mends:
            self.error(field, mend.code, **{"value": value, **mend.facts})

    def number(self) -> int | None:
        text = self.text("number").replace(" ", "").replace("\u202f", "").replace("\xa0", "")
        if not text:
            self.error("number", "empty")
        elif not (text.isascii() and text.isdigit()):
            self.error("number", "not_a_number", value=text)
        elif not 1 <= (number := int(text[:40])) <= NUMBER_MOST:
            self.error("number", "out_of_range", low=1, high=NUMBER_MOST)
        else:
            return number
        return None

    def name(self) -> str:
        """The name; of two columns the first name stands before the last."""
        whole, first, last = self.text("name"), self.text("first_name"), self.text("last_name")
        if last or (first and not last):
            whole = f"{first} {last or whole}".strip()
        if "@" in whole and not email_mends("name", whole):
            self.error("name", "address_among_names", value=whole)
        elif whole.replace(" ", "").isdigit():
            self.error("name", "number_among_names", value=whole)
        elif "\ufffd" in whole:
            self.error("name", "unreadable_letter")
        elif folded(whole).strip(" :.") in TOTALS:
            self.error("name", "total_among_names", value=whole)
        elif reckoned := self.reckoned("name", "first_name", "last_name"):
            self.error("name", "formula_among_names", value=reckoned)
        else:
            self.mended("name", whole, name_mends("name", whole))
        return whole

    def email(self) -> str | UnsetType | None:
        text = self.text("email")
        if text.isdigit():
            self.error("email", "number_among_addresses", value=text)
        elif text:
            self.mended("email", text, email_mends("email", text))
        return (text or None) if self.has("email") else UNSET

    def phone(self) -> str | UnsetType | None:
        text = self.text("phone")
        if "@" in text:
            self.error("phone", "address_among_phones", value=text)
        else:
            self.mended("phone", text, phone_mends("phone", text))
        return (text or None) if self.has("phone") else UNSET

    def postal(self, field: str) -> str | UnsetType | None:
        """A part of the postal address."""
        text = self.text(field)
        self.mended(field, text, postal_mends(field, text))
        return (text or None) if self.has(field) else UNSET

    def language(self) -> Language | UnsetType:
        text = self.text("language")
        if not text:
            return UNSET
        known = folded(text)
        found = CALLED.get(known) or CALLED.get(re.split(r"[-_]", known)[0])
        if found is None:
            self.error("language", "not_a_language", value=text, choices=", ".join(Language))
        return found or UNSET

    def office(self) -> str | UnsetType | None:
        """The office named by its slug, name or city; an empty cell says nothing."""
        return self._one_of("office", self.layout.offices, "unknown_office", "offices") or UNSET

    def category(self) -> str | None:
        """The category named by its code or name."""
        return self._one_of("category", self.layout.categories, "unknown_category", "categories")

    def _one_of(self, field: str, known: Mapping[str, str], code: str, listed: str) -> str | None:
        text = self.text(field)
        found = known.get(folded(text))
        if text and found is None:
            self.error(field, code, value=text, **{listed: ", ".join(dict.fromkeys(known.values()))})
        return found

    def shares(self) -> int | None:
        text = self.text("shares").replace(" ", "").replace("\u202f", "").replace("\xa0", "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            self.error("shares", "not_a_number", value=text)
        elif (shares := int(text[:40])) > SHARES_MOST:
            self.error("shares", "out_of_range", low=0, high=SHARES_MOST)
        else:
            return shares
        return None

    def day(self, field: str) -> date | None:
        text = self.text(field)
        found = read_day(text) if text else None
        if isinstance(found, str):
            self.error(field, found, value=text, low=FIRST_YEAR, high=LAST_YEAR)
            return None
        return found
