"""What a registration is asked with, and whose it becomes: anybody's by their address, or a member's."""

from typing import Any

import msgspec

from events.actions.registrations import Request
from events.api.events import organised_event
from events.clock import today
from events.database import fetchrow
from events.errors import Invalid, Mend, NotSignedIn
from events.rules.access import Act, Asker, may, offices_of_members
from events.rules.people import email_mends, name_mends, storable, tidy
from events.rules.registrations import PARTY_LIMIT
from events.words import Language

ANSWERS_LIMIT = 50


class NewRegistration(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Who comes. party: the names of the others; email may be left out by who has none.

    member: the number of the member whose registration it is, for organisers; who is signed in as a member need not
    say it. A member's name, e-mail and language are the register's unless said.
    """

    name: str | msgspec.UnsetType = msgspec.UNSET
    email: str | None = None
    language: Language | msgspec.UnsetType = msgspec.UNSET
    party: list[str] = msgspec.field(default_factory=list)
    answers: dict[str, Any] = msgspec.field(default_factory=dict)
    member: int | None = None


class Registrant(msgspec.Struct, frozen=True, kw_only=True):
    """The member a registration is for, and whether they are a member today."""

    id: int
    name: str
    email: str | None
    language: str
    current: bool


async def registrant_of(slug: str, number: int | None, asker: Asker | None) -> Registrant | None:
    """The member whose registration it becomes: who is signed in, or whom an organiser of the event names.

    Raises NotSignedIn when a stranger names one, Missing for somebody else's event, Invalid for an unknown number.
    """
    if number is not None and asker is None:
        raise NotSignedIn
    if asker is None:
        return None
    own = await _registrant("m.id = $2", asker.member) if asker.member is not None else None
    if number is None:
        return own and own[1]
    if own and own[0] == number:
        return own[1]
    if not may(asker, Act.ORGANISE):
        raise Invalid([Mend("member", "unknown_member", {"number": number})])
    await organised_event(slug, asker)
    named = await _registrant(
        "m.number = $2 AND ($3::bigint[] IS NULL OR m.office = ANY($3::bigint[]))",
        number,
        offices_of_members(asker, Act.MEMBERS),
    )
    if named is None:
        raise Invalid([Mend("member", "unknown_member", {"number": number})])
    return named[1]


async def _registrant(condition: str, *values: object) -> tuple[int, Registrant] | None:
    """The member's number, and what a registration takes from the register."""
    row = await fetchrow(
        f"""SELECT m.number, m.id, m.name, m.email, m.language, EXISTS (SELECT FROM membership s
            WHERE s.member = m.id AND s.since <= $1 AND (s.until IS NULL OR s.until > $1)) AS current
        FROM member m WHERE m.erased_at IS NULL AND {condition}""",  # noqa: S608
        today(), *values,
    )  # fmt: skip
    if row is None:
        return None
    facts = dict(row)
    return facts.pop("number"), Registrant(**facts)


def request_of(data: NewRegistration, registrant: Registrant | None) -> Request:
    """What is asked, tidied. Raises Invalid with everything to mend."""
    said = data.name if data.name is not msgspec.UNSET else registrant and registrant.name
    name, party = tidy(said or ""), [tidy(other) for other in data.party]
    email = (data.email or "").strip() or (registrant.email if registrant else None)
    language = data.language if data.language is not msgspec.UNSET else registrant and registrant.language
    mends = [Mend("name", "required")] if said is None else name_mends("name", name)
    if email:
        mends += email_mends("email", email)
    if len(party) >= PARTY_LIMIT:
        mends.append(Mend("party", "too_many", {"limit": PARTY_LIMIT - 1}))
    else:
        mends += [mend for n, other in enumerate(party) for mend in name_mends(f"party.{n}", other)]
    if len(data.answers) > ANSWERS_LIMIT or len(msgspec.json.encode(data.answers)) > 20_000:
        mends.append(Mend("answers", "too_many", {"limit": ANSWERS_LIMIT}))
    elif not storable(data.answers):
        mends.append(Mend("answers", "control_character"))
    if mends:
        raise Invalid(mends)
    return Request(
        name=name, email=email, language=Language(language or Language.EN).value, party=party, answers=data.answers,
        member=registrant.id if registrant else None,
    )  # fmt: skip
