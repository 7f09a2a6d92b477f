"""Names and addresses: unusual is fine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.rules.people import email_mends, folded, folded_address, name_mends, tidy


@pytest.mark.parametrize(
    "name",
    [
        "O",
        "D'Hondt",
        "Davíð 🎈",
        "👩‍👩‍👧",
        "李",
        "محمد",
        "நீ",
        "3",
        "…",
        "X Æ A-12",
        "Jean-François de la Tour d'Auvergne",
    ],
)
def test_every_name_is_a_name(name):
    """One letter, an apostrophe, an emoji, any script."""
    assert name_mends("name", tidy(name)) == []


UNSEEN = ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u3164", "\u115f", "\u2800", "\u0301", "\ufe0f\u200d", "\U000e0041"]


@pytest.mark.parametrize(
    ("name", "code"),
    [*[(name, "empty") for name in ("", *UNSEEN)], ("x" * 201, "too_long"), ("a\u202eb", "control_character")],
)
def test_what_is_no_name(name, code):
    """Nothing, nothing that shows, too much, or letters that turn the line around."""
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
        "उपयोगकर्ता@example.org",
        "é" * 32 + "@example.org",
        "x" * 64 + "@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 61,
    ],
)
def test_addresses_that_are_fine(email):
    """Plus signs, accents, apostrophes, short and long domains."""
    assert email_mends("email", email) == []


@pytest.mark.parametrize(
    "email",
    ["", "ada", "@b.be", "a@", "a b@c.be", "a@b..be", ".a@b.be", "a@b.be\nBcc: x@y.be", "a@b.be,c@d.be", "<a@b.be>",
     "x" * 65 + "@b.be", "é" * 33 + "@b.be", "a@" + "b" * 64 + ".be"],
)  # fmt: skip
def test_addresses_that_reach_nobody(email):
    """Half ones, two at once, and what would write a header of its own."""
    assert [mend.code for mend in email_mends("email", email)] == ["not_an_address"]


@pytest.mark.parametrize("email", ["ad\u200ba@example.org", "ada@exam\u00adple.org", "ada\x80@example.org"])
def test_addresses_with_more_than_shows(email):
    """What came along with a copied address is not part of it, and is said."""
    assert [mend.code for mend in email_mends("email", email)] == ["control_character"]


@pytest.mark.parametrize("domain", ["b" * 63 + "." + "c" * 63 + "." + "d" * 62, ".".join(["ä" * 50] * 4)])
def test_addresses_longer_than_mail_carries(domain):
    """254 octets, as the domain is written in the DNS."""
    assert [mend.code for mend in email_mends("email", "x" * 64 + "@" + domain)] == ["too_long"]


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
