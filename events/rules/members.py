"""Members: what may be written of them, and how they are looked up."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from events.errors import Mend
from events.rules.people import email_mends, folded, folded_address, name_mends
from events.words import Language

NUMBER_MOST = 2**31 - 1
NUMBER_AHEAD = 1_000_000
"""How far beyond the highest known number one may be chosen; a slip of the hand would shift all that follow."""
SHARES_MOST = 1_000_000
PHONE_LIMIT = 40
POSTAL: Mapping[str, int] = {"street": 200, "postal_code": 40, "city": 100, "country": 100}
"""What a postal address is written in, and the letters of each at most."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
WORDS_MOST = 10
"""Words of a search that are heeded."""
LOOKED_UP_MOST = 300
"""Letters of a name it is found by: one letter can unfold to eighteen, and an index holds only so much."""

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", **dict.fromkeys("'’‘ʼ`´.")}
)
_BETWEEN = re.compile(r"[-‐‑‒–—_/,()\"\s]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """Who a member is and how to reach them, tidied. office: its slug."""

    name: str
    email: str | None = None
    phone: str | None = None
    language: Language
    office: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: str | None = None


class Asked(msgspec.Struct, frozen=True):
    """What somebody looks for: an address, or a number and what it begins, or words of a name."""

    address: str | None = None
    digits: str | None = None
    words: tuple[str, ...] = ()


def looked_up(name: str) -> str:
    """The name as it is compared: without accents, capitals, apostrophes and dots, hyphens as spaces.

    A name of signs alone stays as it is, so that it is found too.
    """
    bare = folded(name)
    return _BETWEEN.sub(" ", bare.translate(_LETTERS)).strip() or " ".join(bare.split())


def searched(name: str, number: int) -> str:
    """What a member is found by: the name as it is looked up, and the number."""
    return f"{looked_up(name)[:LOOKED_UP_MOST]} {number}"


def asked_for(q: str) -> Asked:
    """What this search is for. A whole e-mail address is looked up as such, digits alone as a number first."""
    text = q.strip()
    if "@" in text:
        return Asked(address=folded_address(text))
    words = tuple(word[:LOOKED_UP_MOST] for word in looked_up(text).split()[:WORDS_MOST])
    return Asked(digits=words[0] if len(words) == 1 and are_digits(words[0]) else None, words=words)


def are_digits(word: str) -> bool:
    """Whether the word can be a number, or the beginning of one."""
    return word.isascii() and word.isdigit()


def numbers_beginning(digits: str) -> list[tuple[int, int]]:
    """The ranges of numbers that begin with these digits, ascending: the number itself, then the longer ones.

    Zeros in front count for nothing.
    """
    bare = digits.lstrip("0")
    number = int(bare) if bare and len(bare) <= len(str(NUMBER_MOST)) else 0
    ranges: list[tuple[int, int]] = []
    span = 1
    if not 1 <= number <= NUMBER_MOST:
        return ranges
    while number * span <= NUMBER_MOST:
        ranges.append((number * span, min(NUMBER_MOST, number * span + span - 1)))
        span *= 10
    return ranges


def pieces_of(words: Iterable[str]) -> list[str]:
    """The pieces of the words that a name must have to have the words: of three letters, or a shorter word whole."""
    return sorted({word[at : at + 3] for word in words for at in range(max(1, len(word) - 2))})


def details_mends(details: Details) -> list[Mend]:
    """What to mend in them."""
    mends = name_mends("name", details.name)
    if details.email:
        mends += email_mends("email", details.email)
    mends += phone_mends("phone", details.phone or "")
    return mends + [mend for field in POSTAL for mend in postal_mends(field, getattr(details, field) or "")]


def phone_mends(field: str, phone: str) -> list[Mend]:
    """What to mend in a phone number, already tidied. How it is written is its owner's business."""
    if len(phone) > PHONE_LIMIT:
        return [Mend(field, "too_long", {"limit": PHONE_LIMIT})]
    if _CONTROL.search(phone):
        return [Mend(field, "control_character")]
    return []


def postal_mends(field: str, text: str) -> list[Mend]:
    """What to mend in a part of a postal address, already tidied."""
    if len(text) > POSTAL[field]:
        return [Mend(field, "too_long", {"limit": POSTAL[field]})]
    return [Mend(field, "control_character")] if _CONTROL.search(text) else []


def number_mends(field: str, number: int, highest: int) -> list[Mend]:
    """What to mend in a number chosen for a member. highest: the highest one known, 0 when there is none."""
    if not 1 <= number <= NUMBER_MOST:
        return [Mend(field, "out_of_range", {"low": 1, "high": NUMBER_MOST})]
    if number > highest + NUMBER_AHEAD:
        return [Mend(field, "number_far_ahead", {"highest": highest, "high": highest + NUMBER_AHEAD})]
    return []


def shares_mends(field: str, shares: int) -> list[Mend]:
    """What to mend in a number of shares."""
    return [] if 0 <= shares <= SHARES_MOST else [Mend(field, "out_of_range", {"low": 0, "high": SHARES_MOST})]


def day_mends(field: str, day: date) -> list[Mend]:
    """What to mend in a day somebody joins, changes or leaves."""
    in_years = FIRST_YEAR <= day.year <= LAST_YEAR
    return [] if in_years else [Mend(field, "out_of_years", {"low": FIRST_YEAR, "high": LAST_YEAR})]
