"""What people read: the news in the first two lines, in their language, the same in text and in HTML."""

import re
from collections.abc import Awaitable, Callable
from email.message import EmailMessage
from functools import partial
from html.parser import HTMLParser
from typing import Any

import pytest

from events.actions import events as actions
from events.actions import staff as appointing
from events.actions.keys import keys
from events.clock import now
from events.database import execute, fetchrow, fetchval
from events.mail.cases import NotNeeded
from events.mail.envelope import as_bytes, render
from events.mail.subscribers import subscriber_for
from events.rules.events import EventFacts
from events.rules.staff import Appointment, Person
from events.tickets import codes
from events.tickets.secrets import read_calendar_token, registration_key
from events.words import Language, Mode, Role
from tests.cast import at
from tests.golden_files import check_golden
from tests.mail.cast import entry_in, files_of, hold_evening, html_of, mail, pages_of, parsed, queue, seat, text_of

PARTY = ("Ada Lovelace", "Bram Claes")


async def rendered(message: str, registration: int, language: str = "nl", **changes: Any) -> EmailMessage:
    """The mail as it would leave now, read back from its bytes."""
    made = await keys()
    row = await mail(await queue(message, registration, language, **changes))
    return parsed(as_bytes(await render(row, partial(codes.sign, made.active, key_id=made.active_id))))


async def confirmed(event: EventFacts, language: str) -> int:
    return await seat(event, "ada@example.org", *PARTY, language=language)


async def third_in_line(event: EventFacts, language: str) -> int:
    for n in (1, 2):
        await seat(event, f"early{n}@example.org", seat="waiting", position=n)
    return await seat(event, "ada@example.org", *PARTY, language=language, seat="waiting", position=7)


async def given_back(event: EventFacts, language: str) -> int:
    return await seat(event, "ada@example.org", *PARTY, language=language, seat="cancelled", cancelled_at=now())


async def elsewhere(event: EventFacts, language: str) -> int:
    made = await confirmed(event, language)
    later = {"starts_at": at("2023-02-02T18:00"), "ends_at": at("2023-02-02T21:00"), "venue": "Rue Émile Féron 70"}
    await actions.change(event.id, later, "test")
    return made


async def called_off(event: EventFacts, language: str) -> int:
    made = await confirmed(event, language)
    await actions.cancel(event.id, {"fr": "La salle est inondée.", "nl": "De zaal staat onder water."}, "test")
    return made


BEFORE = {
    "starts_at": "2023-01-26T17:00:00Z", "ends_at": "2023-01-26T20:00:00Z", "timezone": "Europe/Brussels",
    "mode": "on_site", "venue": "Coenraetsstraat 72",
}  # fmt: skip

KINDS: dict[str, Callable[[EventFacts, str], Awaitable[int]]] = {
    "registered": confirmed,
    "waiting": third_in_line,
    "promoted": confirmed,
    "cancelled": given_back,
    "link_again": confirmed,
    "moved": elsewhere,
    "event_cancelled": called_off,
}


class Words(HTMLParser):
    """The words and links of a page, without its styles."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.aside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "title"):
            self.aside = tag
        self.links += [str(value) for name, value in attrs if tag == "a" and name == "href"]

    def handle_endtag(self, tag: str) -> None:
        if tag == self.aside:
            self.aside = ""

    def handle_data(self, data: str) -> None:
        if not self.aside:
            self.words += data.split()


def words_of(page: str) -> Words:
    reader = Words()
    reader.feed(page)
    return reader


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", KINDS)
async def test_every_mail_in_every_language(kind: str, language: str) -> None:
    """As the golden file says; and the page says what the text says, word for word and link for link."""
    registration = await KINDS[kind](await hold_evening(), language)
    facts = {"registration": registration, **({"before": BEFORE} if kind == "moved" else {})}
    message = await rendered(kind, registration, language, facts=facts)

    shown = [f"{name}: {message[name]}" for name in ("Subject", "From", "To", "Reply-To", "Content-Language")]
    files = [f"[{part.get_content_type()}] {part.get_filename()}" for part in message.iter_attachments()]
    text = text_of(message)
    check_golden(f"mail-{kind}-{language}.txt", "\n".join([*shown, *files, "", text]))
    page = words_of(html_of(message))
    prose = re.sub(r"https://\S+", " ", text).replace("-- \n", " ")
    loose = {word.rstrip("\u00a0:") for word in prose.split()} - {""}
    assert loose <= {word.rstrip("\u00a0:") for word in page.words}
    assert set(page.links) == set(re.findall(r"https://\S+", text))
    assert f'lang="{language}"' in html_of(message)


@pytest.mark.parametrize("language", list(Language))
async def test_a_new_calendar_link(language: str) -> None:
    """The link of a personal calendar is the current one, and only its owner's."""
    subscriber = await subscriber_for("Ada@Example.org", language)
    row = {"facts": {"subscriber": subscriber.id}, "recipient": "ada@example.org", "name": ""}
    message = await rendered("calendar_link", 0, language, **row)

    check_golden(f"mail-calendar_link-{language}.txt", f"Subject: {message['Subject']}\n\n{text_of(message)}")
    token = re.search(r"/mine/(\w+)\.ics", text_of(message))
    assert token
    assert read_calendar_token(token[1]) == (subscriber.id, 1)


@pytest.mark.parametrize("language", list(Language))
async def test_an_invitation(language: str) -> None:
    """Who is invited reads what for and how to sign in; once the roles are withdrawn there is nothing to tell."""
    await hold_evening()
    roles = [Appointment(Role.ORGANISER, office="brussels"), Appointment(Role.BUREAU, event="new-year-reception")]
    person = Person(name="Ada Lovelace", email="ada@example.org", language=Language(language))
    staff = await appointing.invite(person, [*roles, Appointment(Role.DOOR)], "test")
    row = {"facts": {"staff": staff}, "recipient": person.email, "name": person.name}
    message = await rendered("invited", 0, language, **row)

    check_golden(f"mail-invited-{language}.txt", f"Subject: {message['Subject']}\n\n{text_of(message)}")
    page = words_of(html_of(message))
    assert page.links == [f"https://convoke.example/signin?lang={language}"]
    await appointing.withdraw(staff, "test")
    with pytest.raises(NotNeeded):
        await rendered("invited", 0, language, **row, message_id="<again@convoke>")


async def test_the_first_two_lines_are_the_news() -> None:
    """Whoever reads no further knows that they have a place, when and where."""
    message = await rendered("registered", await confirmed(await hold_evening(), "fr"), "fr")

    news, essential = text_of(message).splitlines()[:2]
    assert "confirmée" in news
    assert "Jeudi 26 janvier 2023, 18:00–21:00" in essential
    assert "Saint-Gilles" in essential


async def test_headers_say_that_a_machine_wrote_it_and_a_person_reads_the_answer() -> None:
    """No holiday reply bounces back (RFC 3834); the identity is that of the outbox."""
    message = await rendered("registered", await confirmed(await hold_evening(), "nl"))

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == "<registered-1-nl@convoke>"
    assert message["From"].addresses[0].display_name == "Smart, de coöperatie"
    assert message["Reply-To"].addresses[0].addr_spec == "team@convoke.example"
    assert message["Date"].datetime.year == 2023


@pytest.mark.parametrize("kind", ["registered", "promoted"])
async def test_a_seat_comes_with_a_page_for_each_person_and_the_entry_of_the_feed(kind: str) -> None:
    """Two people, two pages; the entry has the UID and SEQUENCE that the feeds have."""
    event = await hold_evening()
    message = await rendered(kind, await confirmed(event, "nl"))

    pages = pages_of(files_of(message)["ticket-new-year-reception.pdf"])
    assert [name for name, page in zip(PARTY, pages, strict=True) if name in page] == list(PARTY)
    entry = entry_in(files_of(message)["new-year-reception.ics"])
    assert (str(entry["UID"]), int(entry["SEQUENCE"])) == (event.uid, event.sequence)
    assert str(entry["STATUS"]) == "CONFIRMED"


async def test_who_waits_gets_the_place_in_the_queue_and_the_way_out_but_no_ticket() -> None:
    """Third in line, whatever number the queue gave."""
    registration = await third_in_line(await hold_evening(), "en")
    message = await rendered("waiting", registration, "en")

    assert "number 3 in the queue" in text_of(message).splitlines()[1]
    assert f"/registrations/{registration}?key={registration_key(registration)}" in text_of(message)
    assert files_of(message) == {}


async def test_moved_says_what_was_and_what_is_and_brings_the_new_entry() -> None:
    """The mail that moving the event queued: old time and new side by side; the same UID with a higher SEQUENCE."""
    event = await hold_evening()
    await elsewhere(event, "nl")
    made = await keys()
    row = await fetchrow("SELECT * FROM outbox WHERE message = 'moved'")
    message = parsed(as_bytes(await render(row, partial(codes.sign, made.active, key_id=made.active_id))))

    assert "Was: donderdag 26 januari 2023, 18:00–21:00\nNu: donderdag 2 februari 2023, 19:00–22:00" in text_of(message)
    assert "Was: Coenraetsstraat 72, Sint-Gillis\nNu: Rue Émile Féron 70, Sint-Gillis" in text_of(message)
    entry = entry_in(files_of(message)["new-year-reception.ics"])
    assert (str(entry["UID"]), int(entry["SEQUENCE"])) == (event.uid, event.sequence + 1)
    assert "2 februari" in pages_of(files_of(message)["ticket-new-year-reception.pdf"])[0]


async def test_who_waits_for_a_moved_event_gets_the_entry_but_still_no_ticket() -> None:
    """They may have it in their calendar, and are not let in by a mail."""
    event = await hold_evening()
    registration = await third_in_line(event, "nl")
    await actions.change(event.id, {"venue": "Elders 1"}, "test")
    message = await rendered("moved", registration)

    assert list(files_of(message)) == ["new-year-reception.ics"]


@pytest.mark.parametrize(("kind", "make"), [("cancelled", given_back), ("event_cancelled", called_off)])
async def test_what_is_off_is_cancelled_in_the_calendar_too(
    kind: str, make: Callable[[EventFacts, str], Awaitable[int]]
) -> None:
    """The entry keeps its UID and says CANCELLED, so that it replaces the one they had."""
    event = await hold_evening()
    message = await rendered(kind, await make(event, "nl"))

    entry = entry_in(files_of(message)["new-year-reception.ics"])
    assert str(entry["STATUS"]) == "CANCELLED"
    assert str(entry["UID"]) == event.uid
    assert int(entry["SEQUENCE"]) >= event.sequence


async def test_a_reason_is_told_when_there_is_one() -> None:
    """In the reader's language, or in one that somebody wrote; and nothing about a reason when nobody gave one."""
    event = await hold_evening()
    registration = await called_off(event, "de")

    assert "Grund: De zaal staat onder water." in text_of(await rendered("event_cancelled", registration, "de"))
    await execute("UPDATE event SET reason = '{}'")
    assert "Grund" not in text_of(await rendered("event_cancelled", registration, "de", message_id="<again@convoke>"))


async def test_the_link_to_join_is_for_who_has_a_seat() -> None:
    """Online: in the mail and the entry of Ada, not of those who wait."""
    event = await hold_evening(mode=Mode.HYBRID, online_url="https://meet.example/evening")
    seated = await rendered("registered", await confirmed(event, "nl"))
    waits = await rendered("waiting", await seat(event, "bram@example.org", seat="waiting", position=1))

    assert "https://meet.example/evening" in text_of(seated)
    assert "https://meet.example/evening" in words_of(html_of(seated)).links
    assert b"meet.example" in files_of(seated)["new-year-reception.ics"]
    assert "meet.example" not in str(waits)


async def test_a_calendar_link_is_that_of_the_mailbox_it_is_sent_to() -> None:
    """Two mails to one person give one calendar, however the address is spelled."""
    event = await hold_evening()
    first = await rendered("registered", await seat(event, "Ada@Example.org"))
    second = await rendered("registered", await seat(await hold_evening(slug="second", uid="2"), "ada@example.org"))

    tokens = [re.findall(r"/mine/(\w+)", text_of(message)) for message in (first, second)]
    assert tokens[0] == tokens[1]
    assert await fetchval("SELECT count(*) FROM subscriber") == 1


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("registered", "UPDATE registration SET seat = 'cancelled'"),
        ("registered", "UPDATE event SET status = 'cancelled'"),
        ("registered", "UPDATE event SET starts_at = '2020-01-01', ends_at = '2020-01-02'"),
        ("promoted", "UPDATE registration SET seat = 'cancelled'"),
        ("waiting", "UPDATE registration SET seat = 'confirmed'"),
        ("moved", "UPDATE event SET status = 'cancelled'"),
        ("link_again", "UPDATE registration SET seat = 'cancelled'"),
        ("event_cancelled", "UPDATE registration SET seat = 'cancelled'"),
        ("cancelled", "UPDATE registration SET seat = 'confirmed'"),
        ("registered", "DELETE FROM ticket; DELETE FROM registration"),
    ],
)
async def test_what_is_no_longer_so_is_not_told(kind: str, change: str) -> None:
    """Between queueing and sending it was cancelled, confirmed, over or erased: another mail tells that."""
    registration = await KINDS[kind](await hold_evening(), "nl")
    await execute(change)

    with pytest.raises(NotNeeded):
        await rendered(kind, registration, recipient="ada@example.org")


async def test_moved_twice_is_told_once() -> None:
    """The first mail leaves the telling to the second, which says how it is now."""
    registration = await confirmed(await hold_evening(), "nl")
    first = await mail(await queue("moved", registration))
    second = await mail(await queue("moved", registration, message_id="<second@convoke>"))
    made = await keys()
    sign = partial(codes.sign, made.active, key_id=made.active_id)

    with pytest.raises(NotNeeded):
        await render(first, sign)
    assert (await render(second, sign))["Message-ID"] == "<second@convoke>"
