"""Which wishes to sign in can still be used, what a code looks like, and where one may go on to."""

from datetime import datetime, timedelta

import pytest

from events.errors import Invalid, SignInOver
from events.rules.sign_ins import TRIES, check_usable, onward_path, tidy_code
from tests.cast import at

NOON = at("2023-01-10T12:00")


def test_a_wish_that_can_be_used() -> None:
    """Neither used nor too old, and mistyped no more than four times."""
    check_usable(None, NOON + timedelta(seconds=1), TRIES - 1, NOON)


@pytest.mark.parametrize(
    ("spent", "ends", "wrong"),
    [(NOON, NOON + timedelta(minutes=5), 0), (None, NOON, 0), (None, NOON + timedelta(minutes=5), TRIES)],
)
def test_a_wish_that_is_over(spent: datetime | None, ends: datetime, wrong: int) -> None:
    """Used, too old, or mistyped five times."""
    with pytest.raises(SignInOver):
        check_usable(spent, ends, wrong, NOON)


@pytest.mark.parametrize(
    "typed",
    ["123456", " 123 456\n", "123-456", "1 2 3 4 5 6", "123\u00a0456", "123\u2009456", "１２３４５６", "١٢٣٤٥٦"],
)
def test_a_code_however_it_is_typed(typed: str) -> None:
    """Pasted with spaces, in groups, or in another script's digits it is the same code."""
    assert tidy_code(typed) == "123456"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "½23456", "²23456³", "123456" * 50, "\x00" * 6])
def test_what_is_no_code(typed: str) -> None:
    """Anything but six digits is not counted as a guess: the field says what a code looks like."""
    with pytest.raises(Invalid) as refused:
        tidy_code(typed)

    assert [(mend.field, mend.code) for mend in refused.value.mends] == [("code", "not_a_code")]


@pytest.mark.parametrize(
    "path",
    ["/", "/me", "/events/party?lang=nl#register", "/caf%C3%A9", "/office/members?q=ada%20b", "/signing", "/apiary",
     "/events/a-b_c.d", "/x?to=https://example.org/a//b"],
)  # fmt: skip
def test_pages_of_our_own(path: str) -> None:
    """A path of ours is gone on to as it was asked."""
    assert onward_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None, "", "me", "https://evil.example", "HTTPS:evil.example", "//evil.example", "///evil.example",
        "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/\\/evil.example",
        "javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "/%2f%2fevil.example", "/%2Fevil.example",
        "%2f%2fevil.example", "/%5cevil.example", "/%255cevil.example", "/%252f%252fevil.example",
        "/%25252fevil.example",
        "/\t/evil.example", "/\n/evil.example", "/\r\n/evil.example", "/%09/evil.example", "/%0a/evil.example",
        "/me\r\nSet-Cookie: convoke_login=x", "/me%0d%0aLocation:%20https://evil.example", "/\x00/evil.example",
        " //evil.example", "/ /evil.example", "/me ", "/.//evil.example", "/..//evil.example", "/%2e%2e//evil.example",
        "/../api/logins", "/./signin", "/a//evil.example", "/@evil.example//", "@evil.example", ":80", "?x", "#x",
        "/api/logins/provider", "/api", "/%61pi/me", "/signin", "/signin?link=x", "/signin/mail", "/signin#x",
        "/\u2028/evil.example", "/\u202eevil", "/\uff0f\uff0fevil.example", "/％2f", "/%ff%fe", "/" + "a" * 500,
    ],
)  # fmt: skip
def test_no_other_site_and_no_trick(path: str | None) -> None:
    """Whatever a browser might read as another site, or what is no page to go on to, is left out."""
    assert onward_path(path) == ""
