"""What a mail is about, read when it is sent: nobody is mailed what was true yesterday."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import msgspec

from events.clock import HOME, now
from events.database import fetch, fetchrow, fetchval
from events.errors import SignInOver
from events.facts import event_by_id, rank_of
from events.mail.owners import owner_of
from events.mail.subscribers import Subscriber, subscriber_by_id, subscriber_for
from events.rules.erasures import due
from events.rules.events import EventFacts
from events.rules.sign_ins import CODE_LENGTH, check_usable
from events.rules.tickets import validity
from events.settings import settings
from events.tickets.pdf import TicketFacts
from events.tickets.secrets import address_key, registration_url, sign_in_code, sign_in_link
from events.words import Mode, Role, Seat, best_text

Sign = Callable[..., str]
"""Signs a ticket: `tickets.codes.sign` with the key of the day already given."""


class NotNeeded(Exception):
    """What the mail would tell is no longer so, with the reason: another mail tells what is."""


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """When and where the event was before it moved."""

    starts_at: datetime
    ends_at: datetime
    timezone: str
    mode: Mode
    venue: str | None


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A registration as it is now, for the mail about it. rank: the place in the queue, from 1, while it waits.

    before: of an event that moved; manage_url, event_url: pages; calendar: of the recipient, whose mailbox is the
    only place its link is shown.
    """

    language: str
    name: str
    seat: Seat
    rank: int | None
    cancelled_at: datetime | None
    event: EventFacts
    before: Before | None
    tickets: list[TicketFacts]
    manage_url: str
    event_url: str
    calendar: Subscriber


class CalendarCase(msgspec.Struct, frozen=True, kw_only=True):
    """A personal calendar whose link was replaced."""

    language: str
    calendar: Subscriber


class StaffCase(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the staff, and their roles as they are now, each with the name of its office or event, or none."""

    language: str
    name: str
    roles: list[tuple[Role, str]]
    page: str


async def registration_case(mail: Any, sign: Sign) -> Case:
    """The registration that this row of the outbox is about. Raises NotNeeded when it was erased."""
    row = await fetchrow("SELECT * FROM registration WHERE id = $1", int(mail["facts"]["registration"]))
    if row is None:
        raise NotNeeded("the registration was erased")
    await _check_latest(mail, "registration")
    event = await event_by_id(row["event"])
    base, language = settings().public_url, mail["language"]
    return Case(
        language=language,
        name=mail["name"] or row["name"],
        seat=Seat(row["seat"]),
        rank=await rank_of(row) if row["seat"] == Seat.WAITING else None,
        cancelled_at=row["cancelled_at"],
        event=event,
        before=_before(mail["facts"]),
        tickets=await _tickets(row, sign),
        manage_url=f"{registration_url(row['id'])}&lang={language}",
        event_url=f"{base}/events/{event.slug}?lang={language}",
        calendar=await subscriber_for(mail["recipient"], language),
    )


async def calendar_case(mail: Any, _: Sign) -> CalendarCase:
    """The calendar that this row of the outbox is about. Raises NotNeeded when it was erased."""
    found = await subscriber_by_id(int(mail["facts"]["subscriber"]))
    if found is None:
        raise NotNeeded("the calendar was erased")
    await _check_latest(mail, "subscriber")
    return CalendarCase(language=mail["language"], calendar=found)


class SignInCase(msgspec.Struct, frozen=True, kw_only=True):
    """A browser that waits to be signed in: the code to type in it, and the link to open in it."""

    language: str
    code: str
    link: str


async def sign_in_case(mail: Any, _: Sign) -> SignInCase:
    """The wish to sign in that this row of the outbox is about. Raises NotNeeded when it is over."""
    row = await fetchrow(
        "SELECT id, attempts, created_at, expires_at, spent_at FROM sign_in WHERE id = $1", mail["facts"]["sign_in"]
    )
    try:
        if row is None:
            raise SignInOver
        check_usable(row["spent_at"], row["expires_at"], row["attempts"], now())
    except SignInOver:
        raise NotNeeded("it is over") from None
    await _check_latest(mail, "sign_in")
    secret, language = sign_in_link(row["id"], row["created_at"]), mail["language"]
    return SignInCase(
        language=language,
        code=sign_in_code(row["id"], row["created_at"], CODE_LENGTH),
        link=f"{settings().public_url}/signin/mail?link={secret}&lang={language}",
    )


async def addressed(mail: Any) -> dict[str, Any]:
    """The row with whom it goes to: a mail to sign in with goes to the address that we have of somebody.

    What was typed, and is queued folded, may be another mailbox. Raises NotNeeded when it is nobody's.
    """
    row = dict(mail)
    if row["message"] == "sign_in":
        owner = await owner_of(row["recipient"])
        if owner is None:
            raise NotNeeded("nobody has this address")
        row["recipient"] = owner.email
    return row


async def staff_case(mail: Any, _: Sign) -> StaffCase:
    """The person that this row of the outbox is about. Raises NotNeeded when they have no role any more."""
    rows = await fetch(
        """SELECT r.role, o.name AS office, e.title AS event FROM staff_role r
        LEFT JOIN office o ON o.id = r.office LEFT JOIN event e ON e.id = r.event
        WHERE r.staff = $1 AND r.withdrawn_at IS NULL ORDER BY r.id""",
        int(mail["facts"]["staff"]),
    )
    if not rows:
        raise NotNeeded("the roles were withdrawn")
    await _check_latest(mail, "staff")
    language = mail["language"]
    return StaffCase(
        language=language,
        name=mail["name"],
        roles=[(Role(row["role"]), best_text(row["office"] or row["event"] or {}, language)) for row in rows],
        page=f"{settings().public_url}/signin?lang={language}",
    )


class MemberCase(msgspec.Struct, frozen=True, kw_only=True):
    """A member and their details. due: by when they are erased, who asked for it; page: where they see their details.

    confirm: the page that confirms a new address, in the mail to that address only.
    """

    language: str
    due: date | None = None
    page: str
    confirm: str | None = None


async def member_case(mail: Any, _: Sign) -> MemberCase:
    """The member that this row of the outbox is about. Raises NotNeeded when they are erased."""
    row = await fetchrow("SELECT erasure_asked_at, erased_at FROM member WHERE id = $1", int(mail["facts"]["member"]))
    if row is None or row["erased_at"]:
        raise NotNeeded("the member was erased")
    asked, language = row["erasure_asked_at"], mail["language"]
    return MemberCase(
        language=language,
        due=due(asked).astimezone(HOME).date() if asked else None,
        page=f"{settings().public_url}/me/details?lang={language}",
        confirm=await _confirmation(mail["facts"], language),
    )


async def _confirmation(facts: dict[str, Any], language: str) -> str | None:
    """The page that confirms the new address this mail goes to, if it does. Raises NotNeeded when that is over."""
    if "address_change" not in facts:
        return None
    row = await fetchrow(
        "SELECT id, address FROM address_change WHERE id = $1 AND expires_at > $2", int(facts["address_change"]), now()
    )
    if row is None:
        raise NotNeeded("the new address was confirmed or given up")
    return (
        f"{settings().public_url}/me/address?change={row['id']}&key={address_key(row['id'], row['address'])}"
        f"&lang={language}"
    )


async def _check_latest(mail: Any, fact: str) -> None:
    """Leave the telling to a later mail of the same kind about the same thing, which says the same or better."""
    later = await fetchval(
        f"""SELECT id FROM outbox WHERE (facts ->> '{fact}')::bigint = $1 AND facts ? '{fact}' AND message = $2
        AND recipient = (SELECT recipient FROM outbox WHERE id = $3) AND id > $3 AND failed_at IS NULL LIMIT 1""",  # noqa: S608
        int(mail["facts"][fact]), mail["message"], mail["id"],
    )  # fmt: skip
    if later:
        raise NotNeeded(f"mail {later} tells it")


def _before(facts: dict[str, Any]) -> Before | None:
    return msgspec.convert(facts["before"], Before) if "before" in facts else None


async def _tickets(row: Any, sign: Sign) -> list[TicketFacts]:
    """The registration's tickets with their codes; a withdrawn one is left out."""
    found = await fetch(
        """SELECT t.id, t.number, t.name, t.event, t.created_at, e.ends_at
        FROM ticket t JOIN event e ON e.id = t.event
        WHERE t.registration = $1 AND t.revoked_at IS NULL ORDER BY t.number""",
        row["id"],
    )
    return [
        TicketFacts(
            id=one["id"],
            number=one["number"],
            of=row["party_size"],
            name=one["name"],
            code=sign(event=one["event"], ticket=one["id"], **validity(one["created_at"], one["ends_at"])),
        )
        for one in found
    ]
