"""Members who do not exist, made up from common names, the same ones every time; and what offices are called."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from events.rules.memberships import Period, changed, ended
from events.rules.people import folded

FIRST = [
    "Aïcha", "Amélie", "An", "Anna", "Bart", "Bram", "Camille", "Chloé", "David", "Elif", "Emma", "Erik", "Fatima",
    "Femke", "François", "Giulia", "Hanne", "Ilse", "Jan", "Jeanne", "Joris", "Julie", "Karim", "Kato", "Laura",
    "Léa", "Lieve", "Louis", "Luca", "Lucie", "Maarten", "Maja", "Marie", "Matteo", "Mehdi", "Mieke", "Nadia", "Nele",
    "Noor", "Olivier", "Paul", "Petra", "Pieter", "Rachid", "Robin", "Sara", "Simon", "Sofie", "Thomas", "Tine",
    "Tom", "Ulrike", "Wim", "Yasmine", "Zoë",
]  # fmt: skip
LAST = [
    "Aerts", "Benali", "Bodart", "Claes", "Collard", "De Backer", "De Smet", "Delvaux", "Dubois", "D'Hondt",
    "El Amrani", "François", "Goossens", "Heinen", "Jacobs", "Janssens", "Lambert", "Leclercq", "Lemmens", "Maes",
    "Martin", "Mertens", "Michiels", "Moreau", "Nguyen", "Peeters", "Pirard", "Renard", "Schmitz", "Simon",
    "Vandenberghe", "Van Damme", "Verhaegen", "Vermeulen", "Wauters", "Willems", "Yıldız", "Zimmermann",
]  # fmt: skip
LANGUAGES = {"brussels": "fr nl en", "eupen": "de fr", "ghent": "nl", "antwerp": "nl"}

NAME_DE = {
    "brussels": "Brüssel",
    "liege": "Lüttich",
    "charleroi": "Charleroi",
    "namur": "Namur",
    "mons": "Mons",
    "tournai": "Tournai",
    "ghent": "Gent",
    "antwerp": "Antwerpen",
    "eupen": "Eupen",
}
CITY_DE = {**NAME_DE, "brussels": "Saint-Gilles"}
CITY_EN = {"brussels": "Saint-Gilles"}


def members(count: int) -> Iterator[tuple[int, str, str | None, str, str]]:
    """Number, name, e-mail, language and office of as many members; one in forty has no e-mail."""
    dice = random.Random(25)  # noqa: S311 (a sample, always the same)
    offices = list(NAME_DE)
    for n in range(count):
        name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
        office = dice.choices(offices, weights=[12, 5, 3, 2, 2, 1, 3, 3, 1])[0]
        language = dice.choice(LANGUAGES.get(office, "fr").split())
        local = folded(name).replace(" ", ".").replace("'", "")
        email = None if n % 40 == 39 else f"{local}.{n + 1}@example.org"
        yield 1001 + n, name, email, language, office


def category_of(number: int) -> str:
    """Which category of shares the sample member has: mostly A, some B, few C."""
    return "C" if number % 40 == 0 else "B" if number % 11 == 0 else "A"


def joined_on(number: int) -> date:
    """The day the sample member joined, in the 24 years before the anniversary."""
    return date(1998, 6, 1) + timedelta(days=number * 37 % 8900)


def phone_of(number: int) -> str | None:
    """A telephone number that nobody has, written as each likes it; one in three gave none."""
    local = f"{number % 10}{number * 7 % 100:02d}"
    return (None, f"02 555 0{local[:1]} {local[1:]}", f"+32 (0)2 555.0{local}")[number % 3]


def memberships(number: int, stays: bool) -> list[Period]:
    """What the sample member was over the years: some took more shares or became staff, some left, some came back.

    stays: whether they are a member still, whatever their number says.
    """
    category, joined, shares = category_of(number), joined_on(number), 1 + number % 7 // 5 * (number % 4)
    held = changed([], category, shares, joined)
    if number % 6 == 1:
        halfway = joined + (date(2022, 12, 1) - joined) // 2
        held = changed(changed([], "A", 1, joined), category, shares + 2, halfway)
    if number % 13 == 5 and joined < date(2012, 1, 1):
        held = changed(ended(held, date(2014, 7, 1)), category, shares, date(2019, 4, 1))
    if number % 9 == 4 and joined < date(2021, 1, 1) and not stays:
        held = ended(held, date(2022, 1 + number % 12, 1))
    return held
