"""What may be written of a member, and by what they are found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import Mend
from events.rules.members import (
    LOOKED_UP_MOST,
    NUMBER_MOST,
    Details,
    asked_for,
    day_mends,
    details_mends,
    looked_up,
    number_mends,
    numbers_beginning,
    pieces_of,
    searched,
    shares_mends,
)
from events.words import Language


@pytest.mark.parametrize(
    ("name", "found_as"),
    [
        ("Chloé D'Hondt", "chloe dhondt"),
        ("Chloé D’Hondt", "chloe dhondt"),
        ("Yasmine Yıldız", "yasmine yildiz"),
        ("Søren Ægir Łukasz", "soren aegir lukasz"),
        ("Weiß-Müller", "weiss muller"),
        ("J.-P. De Cœur", "j p de coeur"),
        ("'t Serclaes", "t serclaes"),
        ("O", "o"),
        ("-", "-"),
        ("'", "'"),
        ("Davíð 🎈", "david 🎈"),
        ("李小龍", "李小龍"),
    ],
)
def test_names_are_found_without_their_signs(name: str, found_as: str) -> None:
    """Accents, apostrophes, dots and hyphens are not needed; a name of signs alone keeps them."""
    assert looked_up(name) == found_as
    assert searched(name, 7) == f"{found_as} 7"


@given(st.text(min_size=1, max_size=200))
def test_whatever_is_in_a_name_finds_it(name: str) -> None:
    """Each word of a name, typed as it is written, is somewhere in what it is found by, which fits an index."""
    found_by = searched(name, 1)

    assert len(found_by.encode("utf-8", "surrogatepass")) < 2_700
    if len(looked_up(name)) <= LOOKED_UP_MOST:
        for word in looked_up(name).split():
            assert word in found_by


@pytest.mark.parametrize(
    ("q", "address", "digits", "words"),
    [
        ("  Ada  Janssens ", None, None, ("ada", "janssens")),
        ("1001", None, "1001", ("1001",)),
        ("ada 10", None, None, ("ada", "10")),
        ("Ada@Example.org", "ada@example.org", None, ()),
        ("²", None, "2", ("2",)),
        ("١", None, None, ("١",)),
        ("", None, None, ()),
    ],
)
def test_what_somebody_looks_for(q: str, address: str | None, digits: str | None, words: tuple[str, ...]) -> None:
    """Words of a name, a number, or a whole address."""
    asked = asked_for(q)

    assert (asked.address, asked.digits, asked.words) == (address, digits, words)


def test_numbers_that_begin_so() -> None:
    """The number itself, then the longer ones, up to the highest there can be."""
    assert numbers_beginning("12")[:3] == [(12, 12), (120, 129), (1200, 1299)]
    assert numbers_beginning("2147483647") == [(NUMBER_MOST, NUMBER_MOST)]
    assert numbers_beginning("214748364") == [(214748364, 214748364), (2147483640, NUMBER_MOST)]
    assert numbers_beginning("0012") == numbers_beginning("12")
    assert [numbers_beginning(none) for none in ("0", "000", "3000000000", "9" * 5000)] == [[], [], [], []]


def test_pieces_of_words() -> None:
    """Longer words are known by their pieces of three letters, short ones by themselves."""
    assert pieces_of(["jan", "o", "de", "maes"]) == ["aes", "de", "jan", "mae", "o"]


@pytest.mark.parametrize("name", ["O", "'t Serclaes", "Davíð 🎈", "Jean-Luc D’Hondt-Ω", "x" * 200])
def test_names_as_they_are(name: str) -> None:
    """One letter, an apostrophe in front, an emoji: all are names."""
    assert details_mends(Details(name=name, language=Language.NL)) == []


@pytest.mark.parametrize(
    ("details", "field", "code"),
    [
        ({"name": ""}, "name", "empty"),
        ({"name": "x" * 201}, "name", "too_long"),
        ({"name": "Ada\x07"}, "name", "control_character"),
        ({"email": "ada"}, "email", "not_an_address"),
        ({"phone": "0" * 41}, "phone", "too_long"),
        ({"phone": "04\x00"}, "phone", "control_character"),
    ],
)
def test_what_cannot_be_kept(details: dict[str, str], field: str, code: str) -> None:
    """Each is named with its field; how a phone number is written is its owner's business."""
    mends = details_mends(Details(**{"name": "Ada", "language": Language.NL, **details}))  # type: ignore[arg-type]

    assert [(mend.field, mend.code) for mend in mends] == [(field, code)]


def test_numbers_shares_and_days_in_their_ranges() -> None:
    """Nobody has the number 0, minus one share, or joined in the year 1."""
    assert number_mends("number", 1, 0) == number_mends("number", NUMBER_MOST, NUMBER_MOST - 1_000_000) == []
    assert number_mends("number", 0, 7)[0].code == number_mends("number", NUMBER_MOST + 1, 7)[0].code == "out_of_range"
    assert number_mends("number", 1_000_008, 7) == [
        Mend("number", "number_far_ahead", {"highest": 7, "high": 1_000_007})
    ]
    assert shares_mends("shares", 0) == []
    assert shares_mends("shares", -1)[0].code == "out_of_range"
    assert day_mends("since", date(1955, 3, 1)) == []
    assert day_mends("since", date(1, 1, 1))[0].code == "out_of_years"
