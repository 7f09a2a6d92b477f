"""A member's own details, and the address that waits to be confirmed."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Controller, Response, get, patch, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, UnsetType

from events.actions import details as actions
from events.api.asking import forget_all
from events.clock import now
from events.database import fetchrow
from events.errors import Invalid, Mend, NotAllowed, NotSignedIn
from events.rules.access import Asker
from events.rules.erasures import due
from events.rules.people import tidy
from events.words import Language

PRIVATE = {"cache-control": "private, no-store"}


class DetailsChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What to change; what is left out stays. A name is changed by the office."""

    email: str | UnsetType = UNSET
    phone: str | UnsetType | None = UNSET
    language: Language | UnsetType = UNSET


class MyDetails(msgspec.Struct, kw_only=True):
    """A member as they see themselves. offered_email: the new address that waits to be confirmed, until offered_until.

    office: its name per language. erasure_due_at: by when they are erased, who asked for it. registrations: live ones
    at events to come, which erasing would give back.
    """

    number: int
    name: str
    email: str | None
    phone: str | None
    language: Language
    office: dict[str, str] | None
    offered_email: str | None
    offered_until: datetime | None
    erasure_asked_at: datetime | None
    erasure_due_at: datetime | None
    registrations: int


class AddressKey(msgspec.Struct, forbid_unknown_fields=True):
    """The secret of the link that confirms an address."""

    key: str


class AddressConfirmed(msgspec.Struct):
    """The address the member has now."""

    email: str


class DetailsController(Controller):
    """`/api/me/details` and `/api/address-changes`."""

    path = "/api"
    tags = ["me"]  # noqa: RUF012

    @get("/me/details")
    async def see(self, asker: NamedDependency[Asker | None]) -> Response[MyDetails]:
        """The details of the member who is signed in; 403 for who is none."""
        return await _shown(member_asking(asker))

    @patch("/me/details")
    async def change(self, data: JSONBody[DetailsChange], asker: NamedDependency[Asker | None]) -> Response[MyDetails]:
        """Change phone and language at once; a new e-mail once the link mailed to it is opened.

        The present e-mail gives up a new one that waits.
        """
        member = member_asking(asker)
        changes = {name: value for name in data.__struct_fields__ if (value := getattr(data, name)) is not UNSET}
        for name in ("email", "phone"):
            if name in changes:
                changes[name] = tidy(changes[name] or "") or None
        if "email" in changes and changes["email"] is None:
            raise Invalid([Mend("email", "empty")])
        await actions.change(member, changes, asker.name if asker else "")
        return await _shown(member)

    @put("/address-changes/{change:int}/confirmation", status_code=200)
    async def confirm(self, change: FromPath[int], data: JSONBody[AddressKey]) -> AddressConfirmed:
        """Confirm a new address with the key mailed to it. Who was signed in with the old one is signed out."""
        email = await actions.confirm_address(change, data.key)
        forget_all()
        return AddressConfirmed(email)


def member_asking(asker: Asker | None) -> int:
    """The id of the member who is signed in. Raises NotSignedIn, NotAllowed for who is no member."""
    if asker is None:
        raise NotSignedIn
    if asker.member is None:
        raise NotAllowed
    return asker.member


async def _shown(member: int) -> Response[MyDetails]:
    row = await fetchrow(_DETAILS, member, now())
    if row is None:
        raise NotSignedIn
    asked: Any = row["erasure_asked_at"]
    return Response(msgspec.convert({**row, "erasure_due_at": asked and due(asked)}, MyDetails), headers=PRIVATE)


_DETAILS = """
SELECT m.number, m.name, m.email, m.phone, m.language, o.name AS office, m.erasure_asked_at,
    a.email AS offered_email, a.expires_at AS offered_until,
    (SELECT count(*) FROM registration r JOIN event e ON e.id = r.event
        WHERE r.seat <> 'cancelled' AND e.status = 'published' AND e.ends_at > $2
            AND (r.member = m.id OR (r.member IS NULL AND r.address = m.address))) AS registrations
FROM member m LEFT JOIN office o ON o.id = m.office
LEFT JOIN address_change a ON a.member = m.id AND a.expires_at > $2 WHERE m.id = $1
"""
