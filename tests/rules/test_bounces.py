"""Notifications of mail servers, as several of them write them: what came back, and what did not."""

import pytest

from events.rules.bounces import Bounce, bounce_of

POSTFIX = """\
From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="A8F1/mail"

--A8F1/mail
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--A8F1/mail
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org
Arrival-Date: Thu, 26 Jan 2023 18:00:00 +0100 (CET)

Final-Recipient: rfc822; gone@example.net
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <gone@example.net>: Recipient address
    rejected: User unknown

--A8F1/mail
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: agenda@convoke.example
To: gone@example.net
Message-ID: <1234-abcd@convoke>
Subject: Oproeping

Je bent opgeroepen.
--A8F1/mail--
"""
CAME_BACK = Bounce("<1234-abcd@convoke>", "550 5.1.1 <gone@example.net>: Recipient address rejected: User unknown")
HEADERS_ALONE = POSTFIX.replace("message/rfc822", "text/rfc822-headers").replace("\n\nJe bent opgeroepen.", "")
DIAGNOSIS = """\
Diagnostic-Code: smtp; 550 5.1.1 <gone@example.net>: Recipient address
    rejected: User unknown
"""
NO_DIAGNOSTIC = POSTFIX.replace(DIAGNOSIS, "")
FOLDED = POSTFIX.replace("Message-ID: <1234", "Message-ID:\n <1234")


@pytest.mark.parametrize(
    ("body", "bounce"),
    [
        (POSTFIX, CAME_BACK),
        (POSTFIX.replace("\n", "\r\n"), CAME_BACK),
        (HEADERS_ALONE, CAME_BACK),
        (FOLDED, CAME_BACK),
        (POSTFIX.replace("Action: failed", "Action: Failed"), CAME_BACK),
        (NO_DIAGNOSTIC, Bounce("<1234-abcd@convoke>", "5.1.1")),
        (POSTFIX.replace("abcd@", "abcd\0@"), Bounce("<1234-abcd @convoke>", CAME_BACK.reason)),
        (POSTFIX.replace("Action: failed", "Action: delayed"), None),
        (POSTFIX.replace("Action: failed", "Action: delivered"), None),
        (POSTFIX.replace("Message-ID: <1234-abcd@convoke>\n", ""), None),
        (POSTFIX.replace("multipart/report", "multipart/mixed"), None),
        ("Subject: Out of office\n\nI am away until Monday.\n", None),
        (POSTFIX[:400], None),
        ("", None),
    ],
    ids=["whole", "crlf", "headers alone", "folded", "capital", "no diagnostic", "nought", "late", "arrived",
         "nameless", "mixed", "answer", "cut off", "empty"],
)  # fmt: skip
def test_what_a_notification_tells(body: str, bounce: Bounce | None) -> None:
    """Which mail came back and why; nothing of what is late, arrived, or is no notification."""
    assert bounce_of(body.encode()) == bounce


NESTED = b"".join(b"Content-Type: multipart/report; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
OPENED = b"Content-Type: multipart/report; a=" + b"(" * 100_000 + b"\n\n"
FIELDS = b"Content-Type: multipart/report; " + b"a=b;" * 30_000 + b"\n\n"


@pytest.mark.parametrize(
    "body",
    [b"\xff\x00" * 500, b"Content-Type: multipart/report; boundary=x\n\n--x\n" * 50, NESTED, OPENED, FIELDS],
    ids=["noise", "repeated", "nested", "opened", "fields"],
)
def test_nothing_breaks_it(body: bytes) -> None:
    """Anybody can write to a mailbox."""
    assert bounce_of(body) is None


def test_a_long_reason_is_cut() -> None:
    """What stands in the log is short enough to be read."""
    found = bounce_of(POSTFIX.replace("User unknown", "x" * 5000).encode())

    assert found is not None
    assert len(found.reason) == 1000
