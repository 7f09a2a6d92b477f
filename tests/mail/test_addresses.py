"""Names contain anything and addresses most things; a mail goes to one person all the same."""

from datetime import datetime
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from events.mail.addresses import Unreachable, mailbox, one_line, wire_address
from events.mail.colours import colours
from events.mail.envelope import as_bytes, enveloped
from events.mail.letters import Letter, Link
from events.rules.people import email_mends, tidy
from tests.cast import at
from tests.mail.cast import parsed, text_of

NASTY = [
    "Claes, Bram",
    'Ada "the Countess" Lovelace',
    "Davíð 🎈",
    "Eve\r\nBcc: all@example.org",
    "Eve\nSubject: You won\n\nClick here",
    "Eve <eve@example.org>, Mallory",
    "eve@example.org",
    "Élodie, Ÿ, " * 15,
    "<script>alert(1)</script>",
    "=?utf-8?q?Eve?=",
    "Eve\u2028Bcc: all@example.org",
    "Ad\x00a",
    "(comment) ; : \\ [x]",
    "",
    "   ",
    "ك" * 200,
]


def a_letter(subject: str = "Subject") -> Letter:
    return Letter(
        language="en", subject=one_line(subject), sender="Smart", mark="★", colours=colours(28), headline="News",
        essential="More", facts=[("When", "Now")], paragraphs=["Text"], action=Link("See", "https://x.example/"),
        links=[], closing=["Bye"], attachments=[],
    )  # fmt: skip


def sent(name: str, recipient: str = "ada@example.org", subject: str = "Subject") -> bytes:
    row = {"name": name, "recipient": recipient, "message_id": "<1@convoke>"}
    when: datetime = at("2023-01-10T09:00")
    return as_bytes(enveloped(row, a_letter(subject), when))


@pytest.mark.parametrize("name", NASTY)
def test_a_name_is_one_name_and_breaks_no_header(name: str) -> None:
    """One recipient, the name as written, and no header that we did not write."""
    message = parsed(sent(name, subject=name))

    (to,) = message["To"].addresses
    assert to.addr_spec == "ada@example.org"
    shown = dict(message.raw_items())["To"].rpartition("<")[0]
    assert str(make_header(decode_header(shown))).strip() == one_line(name)
    assert len(getaddresses([message.get("To")])) == 1
    assert "Bcc" not in message
    assert message.get_all("Subject") == [one_line(name)]
    assert text_of(message).startswith("News\nMore\n")


@given(st.text(max_size=220))
def test_any_name_at_all(name: str) -> None:
    """Whatever Unicode has: one address, and lines no longer than mail allows (RFC 5322, 2.1.1)."""
    raw = f"To: {mailbox(name, 'ada@example.org')}\r\n\r\n".encode("ascii")
    (to,) = parsed(raw)["To"].addresses

    assert to.addr_spec == "ada@example.org"
    assert max(len(line) for line in raw.splitlines()) <= 998


@pytest.mark.parametrize(
    ("address", "on_the_wire"),
    [
        ("ada@example.org", "ada@example.org"),
        ("ada+feest@exämple.org", "ada+feest@xn--exmple-cua.org"),
        ("davíð@exämple.org", "davíð@xn--exmple-cua.org"),
        ("o'brien@example.org", "o'brien@example.org"),
        ("ada@straße.de", "ada@straße.de"),
    ],
)
def test_accented_domains_are_written_as_the_dns_has_them(address: str, on_the_wire: str) -> None:
    """But never as another domain: straße is not strasse."""
    assert wire_address(address) == on_the_wire


@pytest.mark.parametrize("length", [200, 201, 254])
def test_the_longest_address_is_mailed(length: int) -> None:
    """Whole, however long the name before it."""
    address = ("x" * 64 + "@" + ".".join(["b" * 60] * 4))[:length]

    assert email_mends("email", address) == []
    (to,) = parsed(sent("Élodie, " * 25, address))["To"].addresses
    assert to.addr_spec == address


@given(st.emails() | st.text(max_size=30).map(lambda text: f"a{text}@example.org"))
def test_what_the_form_takes_can_be_mailed(address: str) -> None:
    """No address is taken at registration that the post gives up later."""
    assume(not email_mends("email", tidy(address)))

    assert wire_address(tidy(address)).count("@") == 1


@pytest.mark.parametrize(
    "address", ["", "ada", "@example.org", "ada@", "ada@a..b", "a b@example.org", "a@b\r\nc@d.org"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    """Before any server sees it."""
    with pytest.raises(Unreachable):
        sent("Ada", address)


def test_everything_is_plain_ascii_but_for_an_address_that_cannot_be() -> None:
    """A server from 1982 can carry it; an accent before the @ needs a newer one."""
    assert sent("Davíð 🎈", subject="Fête").isascii()
    assert "davíð@example.org".encode() in sent("Davíð", "davíð@example.org")
    assert max(len(line) for line in sent("Davíð", subject="é" * 300).splitlines()) <= 998
