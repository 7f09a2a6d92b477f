"""Names and addresses as they stand in a mail: whatever a name contains, it stays one name in one header line."""

import re
import unicodedata
from email.header import Header

_PLAIN = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_LONGEST_PLAIN = 60
_LONGEST_LINE = 200


class Unreachable(Exception):
    """No mail can be sent to this address, with the reason."""


def one_line(text: str) -> str:
    """The text as one line that cannot start another header, cut where it grows too long to read."""
    bare = _unbroken(text)
    return bare if len(bare) <= _LONGEST_LINE else bare[: _LONGEST_LINE - 1] + "…"


def _unbroken(text: str) -> str:
    """The text with white space and control characters made single spaces."""
    kept = "".join(" " if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter for letter in text)
    return " ".join(kept.split())


def mailbox(name: str, address: str) -> str:
    """A name and an address for To, From or Reply-To.

    Any name but the plainest is written as encoded words (RFC 2047): Python before 3.12.5 forgets the quotes around
    a comma when it folds a long quoted name, which makes two addresses of one.
    """
    shown = one_line(name)
    if not shown:
        return f"<{address}>" if not address.isascii() else address
    if not (_PLAIN.fullmatch(shown) and len(shown) <= _LONGEST_PLAIN):
        shown = _encoded(shown)
    return f"{shown} <{address}>"


def subject_line(text: str) -> str:
    """The text as a subject: as it is when that is plain, else as encoded words, and so is what looks like one."""
    shown = one_line(text)
    return shown if shown.isascii() and "=?" not in shown else _encoded(shown)


def _encoded(text: str) -> str:
    return Header(text, "utf-8", maxlinelen=76, header_name="Reply-To").encode(linesep="\n")


def setting_mailbox(value: str) -> tuple[str, str]:
    """Name and address of a setting such as `Convoke <convoke@example.org>`, quotes or not. Raises Unreachable."""
    name, bracket, rest = value.strip().rpartition("<")
    if not bracket:
        return "", wire_address(rest)
    return name.strip().strip('"'), wire_address(rest.removesuffix(">"))


def wire_address(address: str) -> str:
    """The address as the mail servers write it: an accented domain by its name in the DNS (RFC 5890).

    What stands before the @ is the receiving server's own business and stays; `needs_utf8` says when it is not ASCII.
    Raises Unreachable.
    """
    local, at, domain = address.strip().rpartition("@")
    if (
        not at
        or not local
        or not all(domain.split("."))
        or _unbroken(address) != address.strip()
        or " " in local + domain
    ):
        raise Unreachable(f"{one_line(address) or 'An empty text'} is not an address.")
    if domain.isascii():
        return f"{local}@{domain}"
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
        same = unicodedata.normalize("NFKC", domain).lower() == ascii_domain.encode().decode("idna").lower()
    except UnicodeError as error:
        raise Unreachable(f"The domain {domain} cannot be written in the DNS.") from error
    # The codec follows IDNA 2003, which turns straße into strasse: another domain, so another person.
    return f"{local}@{ascii_domain}" if same else f"{local}@{domain}"


def needs_utf8(address: str) -> bool:
    """Whether only a server that offers SMTPUTF8 (RFC 6531) can carry mail to this address."""
    return not address.isascii()
