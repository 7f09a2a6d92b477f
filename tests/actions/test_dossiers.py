"""What is held about a person: all of it is gathered for them, and erasing leaves none of it.

Every column that can hold text is named here, as one that holds something of a person or one that does not. A new
column belongs in one of the two lists; in `PERSONAL`, also in `fill`, and the tests then ask for it everywhere.
"""

import base64
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from events.actions import erasures
from events.actions.dossiers import Person, gather
from events.clock import now
from events.database import execute, fetch, fetchval
from events.rules.people import folded_address
from events.words import Matter
from tests.cast import call_together, hold_assembly, hold_event, open_offices


def columns(text: str) -> frozenset[str]:
    """The names in it."""
    return frozenset(text.split())


PERSONAL = columns(
    """
    address_change.email address_change.address
    candidate.statement candidate.photo candidate.reason
    idempotency_key.key idempotency_key.fingerprint
    login.address login.agent login.source
    member.name member.email member.address member.phone member.search member.street member.postal_code member.city
    member.country
    member_sync_row.body
    outbox.recipient outbox.name outbox.error outbox.copy
    question.text
    summons.email summons.error
    registration.name registration.email registration.address registration.answers
    scan.name
    sign_in.email sign_in.address sign_in.onward
    subscriber.email subscriber.address
    ticket.name
    token.name
    journal.source
    stay.name proxy_item.words proxy_form.body
    staff.name staff.email staff.address passkey.name
    """
)
"""What somebody said of themselves or is known by."""

AGAIN = columns(
    """
    address_change.address registration.address sign_in.address subscriber.address member.address member.search
    idempotency_key.fingerprint member_sync_row.body outbox.copy staff.address proxy_form.body
    """
)
"""Of these, what repeats something else for comparing, for a day, or for showing a demonstration's mail; and scans."""

STAYS = frozenset({"journal.source", "staff.name", "staff.email", "staff.address", "passkey.name"})
"""What erasing a member leaves: the sealed journal's network addresses, and staff, who are erased by another way."""

NOBODYS = {
    "words of closed lists, languages, time zones": """
        address_change.language arrival.first_gate calendar_entry.language category.code event.audience event.mode
        event.status event.timezone event.languages idempotency_key.seat login.via member.language office.languages
        office.region office.shape office.timezone outbox.language outbox.message registration.language
        registration.seat scan.direction scan.first_gate scan.gate scan.reason scan.verdict sign_in.language
        staff.language staff_role.role subscriber.language token.gate token.kind
        token.role attempt.kind journal.about assembly.kind need.counted need.matter statutes.proxy_holders
        proxy.kind proxy.ended_by proxy_item.choice proxy_form.kind poll_right.how ballot.choice urn.choice
        sealed_ballot.choice poll.secrecy
        agenda_item.method poll.method agenda_item.ballot_order poll.ballot_order
        stay.attending stay.channel voting_right.how
        voting_right.because sitting.left_language sitting.right_language sitting_move.kind incident.kind
        statutes.weighing summons.means summons.language agenda_item.kind agenda_item.matter agenda_document.language
        bureau_member.role quorum_failure.counted
        journal.action change_clock.name change_clock.rendered_for
        """,
    "what the house says of its events and offices": """
        calendar_entry.body category.name event.description event.online_url event.reason event.search event.slug
        incident.text topic.wording topic.answer topic.why_not projector.name
        event.title event.uid event.venue office.city office.name office.slug statutes.advance_article statutes.name
        agenda_item.title agenda_item.text agenda_document.body agenda_document.name agenda_version.content
        agenda_version.changes agenda_version.reason poll.reason candidate.name
        """,
    "ids of rows, such as `member 7`, and facts that name rows and fields": """
        journal.actor journal.facts outbox.facts outbox.message_id journal.request scan.actor scan.scan_id
        poll.opened_by ballot.cast_by ballot.marks urn.marks sealed_ballot.marks
        stay.noted_by proxy.entered_by proxy_form.kept_by incident.actor projector.made_by sitting_move.actor
        summons.message_id quorum_failure.actor
        staff.invited_by agenda_version.published_by candidate.added_by candidate.withdrawn_by
        staff_role.granted_by staff_role.withdrawn_by token.made_by
        """,
    "hashes of secrets, keys and challenges": """
        attempt.whose journal_link.hash login.challenge login.secret_hash member_sync_page.cursor_hash
        member_sync_row.row_hash
        passkey.credential_id passkey.public_key recovery_code.code_hash sign_in.browser_hash signing_key.private
        projector.code_hash proxy_form.sha256 poll.rights_hash
        signing_key.public token.secret_hash totp.sealed assembly.roll_hash agenda_document.digest
        """,
    "who is named at an assembly by its bureau: guests to speak, and itself": "speaker.name bureau_member.name",
    "the register's own system": "member_sync.cursor member_sync.error member_sync.etag member_sync.source",
}

TEXTS = """
SELECT table_name || '.' || column_name AS name FROM information_schema.columns
WHERE table_schema = 'public' AND table_name <> 'migration'
    AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'bytea', 'ARRAY', 'inet', 'USER-DEFINED')
"""


async def test_no_column_is_forgotten(database):
    """Each column that can hold text stands in one list here; who adds one says in which."""
    there = {row["name"] for row in await fetch(TEXTS)}

    listed = PERSONAL.union(*map(columns, NOBODYS.values()))
    assert there - listed == set()
    assert listed - there == set()
    assert AGAIN | STAYS <= PERSONAL


def mark(who: str, column: str) -> str:
    """What stands in a column of somebody, to be looked for."""
    return f"{who}-{column.replace('.', '-').replace('_', '-')}"


async def insert(table: str, **values: Any) -> int:
    """A row of this table; its id."""
    places = ", ".join(f"${n}" for n in range(1, len(values) + 1))
    return await fetchval(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places}) RETURNING id", *values.values())


async def fill(who: str, number: int) -> Person:
    """Somebody of whom everything that can be held is held, each thing with its own mark."""
    person, others = await in_the_register(who, number)
    registration = await at_a_party(who, person)
    await with_a_proxy(who, number, person)
    await at_an_election(who, person)
    await signing_in(who, number, person)
    for n, facts in enumerate(({"registration": registration}, {"member": person.member}, others)):
        await insert(
            "outbox", message="registered", facts=facts, recipient=raw_of(who), name=mark(who, "outbox.name"),
            language="nl", message_id=f"<{n}-{number}@convoke>", created_at=now(), due_at=now(),
            error=mark(who, "outbox.error"), copy=mark(who, "outbox.copy").encode(),
        )  # fmt: skip
    await insert(
        "journal", at=now(), actor=f"member {person.member}", action="changed", about="member",
        about_id=person.member, facts={}, source=mark(who, "journal.source"),
    )  # fmt: skip
    return person


def raw_of(who: str) -> str:
    """Somebody's address as they write it."""
    return f"{who}-Mailbox@example.org"


async def in_the_register(who: str, number: int) -> tuple[Person, dict[str, int]]:
    """A member who has a personal calendar, is staff too, and waits for a new address and for being erased."""
    email, address = raw_of(who), folded_address(raw_of(who))
    own = {"email": email, "address": address, "language": "nl"}
    member = await insert(
        "member", number=number, name=mark(who, "member.name"), phone=mark(who, "member.phone"),
        search=mark(who, "member.search"), street=mark(who, "member.street"), city=mark(who, "member.city"),
        postal_code=mark(who, "member.postal_code"), country=mark(who, "member.country"), office=1,
        erasure_asked_at=now(), **own,
    )  # fmt: skip
    await insert("membership", member=member, category=1, shares=3, since=date(2020, 1, 1))
    await insert(
        "address_change", member=member, email=mark(who, "address_change.email"),
        address=mark(who, "address_change.address"), language="nl", asked_at=now(), expires_at=now(),
    )  # fmt: skip
    run = await insert(
        "member_sync", source="https://register.example.org", started_at=now(), touched_at=now(), finished_at=now()
    )
    body = {"name": mark(who, "member_sync_row.body")}
    await insert("member_sync_row", run=run, number=number, body=body, row_hash=b"hash")
    staff = await insert("staff", name=mark(who, "staff.name"), invited_at=now(), invited_by="test", **own)
    await insert(
        "passkey", staff=staff, credential_id=who.encode(), public_key=b"key", name=mark(who, "passkey.name"),
        created_at=now(),
    )  # fmt: skip
    await at_an_assembly(who, number, member)
    subscriber = await insert("subscriber", created_at=now(), **own)
    return Person(member=member, staff=staff, addresses=(address, email)), {"subscriber": subscriber}


async def at_an_assembly(who: str, number: int, member: int) -> None:
    """They asked the directors something, and for the floor."""
    await hold_event(f"meeting-{number}")
    await hold_assembly(f"meeting-{number}")
    assembly = await fetchval("SELECT max(id) FROM assembly")
    asked = {"assembly": assembly, "member": member, "asked_at": now()}
    await insert("question", number=1, text=mark(who, "question.text"), **asked)
    await insert("speaker", place=1, **asked)


async def called_to_an_assembly(who: str, person: Person, event: int, registration: int) -> None:
    """They were called by a mail that came back."""
    rules = {
        "name": "Own", "own": True, "notice_days": 15, "record_days": 0, "proxy_limit": 1, "proxy_hours": 24,
        "proxy_holders": "any", "weighing": "member",
    }  # fmt: skip
    assembly = await insert("assembly", event=event, statutes=await insert("statutes", **rules), kind="ordinary")
    convocation = await insert("convocation", assembly=assembly, at=now())
    await insert(
        "summons", convocation=convocation, member=person.member, means="mail", language="nl", called_at=now(),
        email=mark(who, "summons.email"), error=mark(who, "summons.error"), registration=registration,
        message_id=f"<summons {who}>", bounced_at=now(),
    )  # fmt: skip


async def at_a_party(who: str, person: Person) -> int:
    """They registered for a party and came; the registration."""
    event = (await hold_event(f"party-{number_of(person)}")).id
    registration = await insert(
        "registration", event=event, member=person.member, name=mark(who, "registration.name"), email=raw_of(who),
        address=folded_address(raw_of(who)), language="nl", answers={"diet": mark(who, "registration.answers")},
        seat="confirmed", party_size=1, created_at=now(),
    )  # fmt: skip
    await execute("UPDATE seats SET confirmed = 1 WHERE event = $1", event)
    ticket = await insert(
        "ticket", event=event, registration=registration, number=1, name=mark(who, "ticket.name"), created_at=now()
    )
    await insert("place", ticket=ticket, registration=registration)
    await insert(
        "scan", scan_id=f"scan {ticket}", event=event, ticket=ticket, registration=registration, gate="Main",
        direction="in", scanned_at=now(), received_at=now(), verdict="admitted", name=mark(who, "scan.name"),
    )  # fmt: skip
    moment = {"first_admitted_at": now(), "changed_at": now()}
    await insert("arrival", ticket=ticket, event=event, first_gate="Main", **moment)
    await insert(
        "idempotency_key", event=event, key=mark(who, "idempotency_key.key"), registration=registration,
        fingerprint=mark(who, "idempotency_key.fingerprint").encode(), seat="confirmed", created_at=now(),
    )  # fmt: skip
    await called_to_an_assembly(who, person, event, registration)
    return registration


async def with_a_proxy(who: str, number: int, person: Person) -> None:
    """They gave a proxy on paper, with words to it, and were there themselves."""
    [item] = await call_together(f"meeting-{number}", [("Accounts", Matter.ORDINARY)])
    assembly = await fetchval("SELECT assembly FROM agenda_item WHERE id = $1", item)
    other = await insert("member", number=900 + number, name="Somebody", language="nl", search="somebody")
    proxy = await insert(
        "proxy", assembly=assembly, giver=person.member, holder=other, kind="instructed", given_at=now(),
        received_on=date(2026, 1, 1), entered_by="staff 1",
    )  # fmt: skip
    await insert("proxy_item", proxy=proxy, item=item, words=mark(who, "proxy_item.words"))
    scan = mark(who, "proxy_form.body").encode()
    await insert(
        "proxy_form", proxy=proxy, kind="image/png", body=scan, size=len(scan), sha256=sha256(scan).digest(),
        kept_at=now(), kept_by="staff 1",
    )  # fmt: skip
    await insert(
        "stay", assembly=assembly, member=person.member, name=mark(who, "stay.name"), attending="member",
        channel="room", came_at=now(), noted_at=now(), noted_by="token 1",
    )  # fmt: skip


async def at_an_election(who: str, person: Person) -> None:
    """They stood at an assembly, and the bureau withdrew it."""
    await hold_event(f"election-{number_of(person)}")
    await hold_assembly(f"election-{number_of(person)}")
    item = await fetchval(
        """INSERT INTO agenda_item (assembly, position, kind, matter, title, text, seats)
        SELECT max(id), 1, 'election', 'election', '{"nl": "Bestuur"}', '{}', 1 FROM assembly RETURNING id"""
    )
    await insert(
        "candidate", item=item, member=person.member, statement={"nl": mark(who, "candidate.statement")}, position=1,
        photo=mark(who, "candidate.photo").encode(), stood_at=now(), added_by="test", withdrawn_at=now(),
        withdrawn_by="test", reason=mark(who, "candidate.reason"),
    )  # fmt: skip


def number_of(person: Person) -> int:
    return person.member or 0


async def signing_in(who: str, number: int, person: Person) -> None:
    """They asked for a mail to sign in with, and are signed in as member, by a token's link, and as staff."""
    address = folded_address(raw_of(who))
    await insert(
        "sign_in", browser_hash=f"browser {number}".encode(), email=raw_of(who), address=address, language="nl",
        onward=mark(who, "sign_in.onward"), created_at=now(), expires_at=now(),
    )  # fmt: skip
    token = await insert(
        "token", kind="link", secret_hash=f"token {number}".encode(), role="member", member=person.member,
        name=mark(who, "token.name"), created_at=now(),
    )  # fmt: skip
    ways: tuple[dict[str, Any], ...] = (
        {"member": person.member, "address": address},
        {"token": token},
        {"member": person.member, "staff": person.staff, "address": address},
    )
    for n, way in enumerate(ways):
        await insert(
            "login", secret_hash=f"{n} of {number}".encode(), agent=mark(who, "login.agent"),
            source=mark(who, "login.source"), created_at=now(), expires_at=now(), **way,
        )  # fmt: skip


@pytest.fixture
async def people(database) -> dict[str, Person]:
    """Two members of whom everything is held."""
    await open_offices("brussels", "ghent")
    return {who: await fill(who, 7 + n) for n, who in enumerate(("zoe", "yan"))}


async def traces(who: str) -> set[str]:
    """The columns of the database in which something of this person stands."""
    found = set()
    for table, column in [row["name"].split(".") for row in await fetch(TEXTS)]:
        said = f"lower({column}::text) LIKE '%' || $1 || '-%'"
        bytes_said = f"strpos({column}::text, encode(convert_to($1 || '-', 'UTF8'), 'hex')) > 0"
        if await fetchval(f"SELECT EXISTS (SELECT FROM {table} WHERE {said} OR {bytes_said})", who):
            found.add(f"{table}.{column}")
    return found


async def test_everything_held_is_gathered(people):
    """Each thing that is held of Zoë stands in what she saves, once at least, and nothing of Yan does."""
    assert await traces("zoe") == PERSONAL

    said = msgspec.json.encode(await gather(people["zoe"])).decode()

    pictured = base64.b64encode(mark("zoe", "candidate.photo").encode()).decode()
    said = said.replace(pictured, mark("zoe", "candidate.photo"))
    unmarked = {name for name in PERSONAL - AGAIN if mark("zoe", name) not in said}
    assert unmarked == {
        "login.address", "member.email", "outbox.recipient", "registration.email", "sign_in.email", "staff.email",
        "subscriber.email",
    }  # fmt: skip
    assert "yan-" not in said


async def test_each_mailbox_is_told_where_it_stands(people):
    """The address itself, wherever it is held, as it was written there."""
    dossier = await gather(people["zoe"])

    raw = "zoe-Mailbox@example.org"
    assert dossier.member
    assert dossier.staff
    assert (dossier.member.email, dossier.staff.email) == (raw, raw)
    for section in (dossier.registrations, dossier.calendars, dossier.sign_ins):
        assert [one.email for one in section] == [raw]
    assert {one.recipient for one in dossier.mails} == {raw}
    assert {one.address for one in dossier.logins} == {raw.lower(), None}
    assert [one.gate for one in dossier.registrations[0].tickets[0].arrivals] == ["Main"]
    assert dossier.memberships[0].shares == 3


async def test_erasing_leaves_nothing_and_touches_nobody_else(people):
    """Of Zoë no trace but what has to stay; of Yan all of it."""
    await erasures.erase(7, "test")

    assert await traces("zoe") == STAYS | {"login.address", "login.agent", "login.source"}
    assert await traces("yan") == PERSONAL
    assert await fetchval("SELECT count(*) FROM login WHERE member = $1", people["zoe"].member) == 0


async def test_what_stays_of_the_erased_names_nobody(people):
    """Her number, office and memberships, a registration less, an arrival more in the counts."""
    await erasures.erase(7, "staff 1")

    dossier = await gather(Person(member=people["zoe"].member))
    assert dossier.member
    assert (dossier.member.number, dossier.member.name, dossier.member.office) == (7, "—", "brussels")
    assert dossier.member.erased_at
    assert [(one.category, one.shares) for one in dossier.memberships] == [("A", 3)]
    assert (dossier.registrations, dossier.mails, dossier.calendars, dossier.addresses_asked) == ([], [], [], [])
    assert [one.revoked_at is not None for one in dossier.tokens] == [True]
    assert [(one.actor, one.action) for one in dossier.journal][-1] == ("staff 1", "erased")
    assert await fetchval("SELECT count(*) FROM arrival") == 2
