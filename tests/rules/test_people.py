"""Names and addresses: unusual is fine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.rules.people import email_mends, folded, folded_address, name_mends, tidy


@pytest.mark.parametrize(
    "name", ["O", "D'Hondt", "Davíð 🎈", "李", "محمد", "X Æ A-12", "Jean-François de la Tour d'Auvergne"]
)
def test_every_name_is_a_name(name):
    """One letter, an apostrophe, an emoji, any script."""
    assert name_mends("name", tidy(name)) == []


@pytest.mark.parametrize(("name", "code"), [("", "empty"), ("x" * 201, "too_long"), ("a\u202eb", "control_character")])
def test_what_is_no_name(name, code):
    """Nothing, too much, or letters that turn the line around."""
    assert [mend.code for mend in name_mends("name", name)] == [code]


@pytest.mark.parametrize(
    "email",
    [
        "a@b.be",
        "ada+feest@example.org",
        "é@exämple.org",
        "o'neil@example.co.uk",
        "a.b_c-d@sub.example.museum",
        "root@localhost",
    ],
)
def test_addresses_that_are_fine(email):
    """Plus signs, accents, apostrophes, short and long domains."""
    assert email_mends("email", email) == []


@pytest.mark.parametrize(
    "email",
    ["", "ada", "@b.be", "a@", "a b@c.be", "a@b..be", ".a@b.be", "a@b.be\nBcc: x@y.be", "a@b.be,c@d.be", "<a@b.be>",
     "x" * 65 + "@b.be", "a@" + "b" * 64 + ".be"],
)  # fmt: skip
def test_addresses_that_reach_nobody(email):
    """Half ones, two at once, and what would write a header of its own."""
    assert [mend.code for mend in email_mends("email", email)] == ["not_an_address"]


@given(st.text(max_size=60))
def test_tidying_twice_is_tidying_once(text):
    """And never leaves a space at an end."""
    once = tidy(text)

    assert tidy(once) == once == once.strip()


@given(st.emails())
def test_two_spellings_of_an_address_are_one(email):
    """Capitals and spaces around it do not make another person."""
    assert folded_address(f"  {email.upper()} ") == folded_address(email.lower())


def test_words_are_found_without_their_accents():
    """LIEGE finds Liège."""
    assert folded("Liège à Noël") == "liege a noel"
