"""Who is signed in, as the screens are told."""

from datetime import datetime

import msgspec

from events.database import fetchone
from events.errors import NotSignedIn
from events.rules.access import Asker
from events.words import Role, SecondFactor


class GrantOut(msgspec.Struct):
    """A role, and the slug of the office or event it holds for; null is all."""

    role: Role
    office: str | None
    event: str | None


class MemberChoice(msgspec.Struct):
    """A member whom the login may stand for."""

    number: int
    name: str


class Me(msgspec.Struct, kw_only=True):
    """Who is signed in, and all they may act as. name: of the person, or what a token or a device is called.

    role, office, event: of the first of the grants; member: the member's number. address: the mailbox that was proven.
    choices: the members who have it, this one among them. second_factor: of staff, whose roles count once it is given.
    onward: the page to open, in the answer to signing in alone.
    """

    role: Role | None
    office: str | None
    event: str | None
    member: int | None
    name: str | None
    address: str | None
    grants: list[GrantOut]
    choices: list[MemberChoice]
    second_factor: SecondFactor
    expires_at: datetime | None
    onward: str | None = None


async def me_of(asker: Asker | None) -> Me:
    """Who the asker is, for the screen. Raises NotSignedIn."""
    if asker is None:
        raise NotSignedIn
    known = await fetchone(_KNOWN, asker.member, asker.staff, asker.login, asker.token)
    grants = [GrantOut(grant.role, grant.office_slug, grant.event_slug) for grant in asker.grants]
    first = grants[0] if grants else None
    return Me(
        role=first.role if first else None,
        office=first.office if first else None,
        event=first.event if first else None,
        member=known["number"],
        name=known["name"],
        address=known["address"],
        grants=grants,
        choices=msgspec.convert(known["choices"], list[MemberChoice]),
        second_factor=_second_factor(asker, known["has_factor"]),
        expires_at=asker.expires_at,
    )


_KNOWN = """
SELECT (SELECT number FROM member WHERE id = $1) AS number, (SELECT address FROM login WHERE id = $3) AS address,
    coalesce((SELECT name FROM staff WHERE id = $2), (SELECT name FROM member WHERE id = $1),
        (SELECT nullif(name, '') FROM token WHERE id = $4)) AS name,
    EXISTS (SELECT FROM passkey WHERE staff = $2)
        OR EXISTS (SELECT FROM totp WHERE staff = $2 AND confirmed_at IS NOT NULL) AS has_factor,
    (SELECT coalesce(json_agg(json_build_object('number', m.number, 'name', m.name) ORDER BY m.number), '[]')
        FROM login l JOIN member m ON m.address = l.address WHERE l.id = $3) AS choices
"""


def _second_factor(asker: Asker, has_one: bool) -> SecondFactor:
    if asker.strong_at is not None:
        return SecondFactor.GIVEN
    if asker.staff is None:
        return SecondFactor.NONE
    return SecondFactor.NEEDED if has_one else SecondFactor.TO_SET_UP
