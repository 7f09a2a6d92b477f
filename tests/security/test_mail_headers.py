"""Mail: nobody's name, title or address adds a header, a recipient or a part to it."""

from contextlib import suppress
from email import message_from_bytes, policy
from email.message import Message
from functools import partial

import pytest

from events.actions import staff
from events.actions.keys import keys
from events.database import fetch
from events.errors import Refused
from events.mail.addresses import Unreachable
from events.mail.cases import NotNeeded, addressed
from events.mail.envelope import as_bytes, render
from events.rules.staff import Appointment, Person
from events.tickets import codes
from events.words import Language, Role
from tests.cast import bearer

EVIL = "evil@example.com"
TRICKS = [
    f"Eve\r\nBcc: {EVIL}",
    f"Eve\nBcc: {EVIL}\n\n<b>body</b>",
    f"Eve\rCc: {EVIL}",
    f"Eve\u2028Bcc: {EVIL}",
    f"Eve\x0bBcc: {EVIL}",
    f'"Eve" <{EVIL}>, x',
    f"Eve <{EVIL}>",
    f"=?utf-8?q?Eve=0D=0ABcc:_{EVIL}?=",
    "Eve; charset=x\r\nContent-Type: text/html",
]
HEADERS = {
    "subject", "from", "to", "date", "message-id", "auto-submitted", "mime-version", "content-type",
    "content-language",
}  # fmt: skip


async def cause(api, trick: str) -> None:
    """Everything that a stranger or an organiser writes, and that a mail then tells; what is refused is no matter."""
    admin = await bearer(Role.ADMIN)
    event = {
        "slug": "evening", "office": "brussels", "title": {"nl": trick, "fr": trick}, "venue": trick,
        "description": {"nl": trick}, "starts_at": "2099-01-26T18:00:00Z", "ends_at": "2099-01-26T20:00:00Z",
        "status": "published",
    }  # fmt: skip
    plain = {**event, "title": {"nl": "Avond"}, "venue": None, "description": {}}
    made = await api.post("/api/events", json=event, headers=admin)
    if made.status_code != 201:
        assert made.status_code == 422
        await api.post("/api/events", json=plain, headers=admin)
    for n, name in enumerate((trick, "Ada")):
        for email in (f"ada{n}@example.org", f"ada{n}@example.org\r\nBcc: {EVIL}", f"ada{n}@example.org, {EVIL}"):
            body = {"name": name, "email": email, "language": "nl", "party": [trick]}
            await api.post("/api/events/evening/registrations", json=body)
            await api.post("/api/events/evening/registrations", json={**body, "party": []})
    for n, row in enumerate(await fetch("SELECT id FROM registration")):
        if n % 2:
            await api.delete(f"/api/registrations/{row['id']}", headers=admin)
    await api.patch("/api/events/evening", json={"starts_at": "2099-01-26T17:00:00Z"}, headers=admin)
    for reason in ({"nl": trick}, {}):
        await api.put("/api/events/evening/cancellation", json={"reason": reason}, headers=admin)
    person = Person(name=" ".join(trick.split()), email="door@example.org", language=Language.NL)
    with suppress(Refused):
        await staff.invite(person, [Appointment(Role.DOOR)], "test")


@pytest.mark.parametrize("trick", TRICKS)
async def test_no_word_of_theirs_becomes_a_header(api, trick):
    """Each mail has the headers of the house, one recipient who was asked for, and the bodies we wrote."""
    await cause(api, trick)
    signing = await keys()
    rows = await fetch("SELECT * FROM outbox ORDER BY id")
    assert rows

    sent = set()
    for row in rows:
        with suppress(NotNeeded, Unreachable):
            made = await render(await addressed(row), partial(codes.sign, signing.active, key_id=signing.active_id))
            check(message_from_bytes(as_bytes(made), policy=policy.default), row["recipient"])
            sent.add(row["message"])
    assert "event_cancelled" in sent


def check(message: Message, recipient: str) -> None:
    assert {name.lower() for name in message} == HEADERS
    assert [one.addr_spec for one in message["to"].addresses] == [recipient]
    assert message["to"].addresses[0].domain == "example.org"
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds[:2] == ["text/plain", "text/html"]
    assert set(kinds[2:]) <= {"application/pdf", "text/calendar"}
