"""Members: found, seen as they were on any day, and changed."""

import base64
from datetime import date
from typing import Annotated, Any

import msgspec
from litestar import Controller, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody

from events.actions import members as actions
from events.api.asking import only
from events.api.finding import Place, Wanted, find
from events.api.register import (
    MemberOut,
    MemberPage,
    MemberRegistrations,
    check_reached,
    member_on,
    members_on,
    offices_wanted,
    registrations_of,
)
from events.api.versions import etag, version_in
from events.clock import now, today
from events.database import fetchrow, fetchval
from events.errors import Invalid, Mend
from events.rules.access import Act, Asker, check_elevated, offices_of_members
from events.rules.members import POSTAL, Details, asked_for
from events.rules.people import tidy
from events.words import Language, Standing

PAGE = 100
OPTIONAL = ("email", "phone", "office", *POSTAL)


class Members(msgspec.Struct):
    """One page of those found. next: the `after` of the following page, null at the end."""

    items: list[MemberOut]
    next: str | None


class NewMember(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Somebody who joins. number: the next free one when left out; language: the first of the office; since: today."""

    name: str
    category: str
    shares: int = 1
    number: int | None = None
    email: str | None = None
    phone: str | None = None
    language: Language | None = None
    office: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: str | None = None
    since: date | None = None


class MemberChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What to change; fields left out stay as they are."""

    name: str | msgspec.UnsetType = msgspec.UNSET
    email: str | msgspec.UnsetType | None = msgspec.UNSET
    phone: str | msgspec.UnsetType | None = msgspec.UNSET
    language: Language | msgspec.UnsetType = msgspec.UNSET
    office: str | msgspec.UnsetType | None = msgspec.UNSET
    street: str | msgspec.UnsetType | None = msgspec.UNSET
    postal_code: str | msgspec.UnsetType | None = msgspec.UNSET
    city: str | msgspec.UnsetType | None = msgspec.UNSET
    country: str | msgspec.UnsetType | None = msgspec.UNSET


class MembershipChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The category and shares from a day on, today unless said."""

    category: str
    shares: int
    since: date | None = None


IfMatch = Annotated[str | None, HeaderParameter(name="If-Match")]


class MembersController(Controller):
    """`/api/members`."""

    path = "/api/members"
    tags = ["members"]  # noqa: RUF012
    guards = [only(Act.MEMBERS)]  # noqa: RUF012

    @get("/")
    async def find(
        self,
        asker: NamedDependency[Asker],
        q: FromQuery[str] = "",
        office: FromQuery[str | None] = None,
        category: FromQuery[str | None] = None,
        standing: FromQuery[Standing | None] = None,
        without_email: FromQuery[bool] = False,
        on: FromQuery[date | None] = None,
        after: FromQuery[str | None] = None,
        limit: FromQuery[int] = PAGE,
    ) -> Members:
        """Those in the register, by name. q: words that are anywhere in the name, a number, or a whole address.

        on: the day that category and standing are of, today unless said. A number comes first, then those that begin
        with it. without_email: only who is reached on paper.
        """
        if "\x00" in q:
            raise Invalid([Mend("q", "control_character")])
        day = on or today()
        offices = await offices_wanted(asker, Act.MEMBERS, office)
        wanted = Wanted(offices=offices, category=category, standing=standing, day=day, without_email=without_email)
        ids, last = await find(asked_for(q), wanted, _read(after) if after else None, max(1, min(limit, PAGE)))
        return Members(await members_on(ids, day), _written(last) if last else None)

    @get("/{number:int}")
    async def one(
        self, number: FromPath[int], asker: NamedDependency[Asker], on: FromQuery[date | None] = None
    ) -> Response[MemberPage]:
        """One of them. on: the day that standing, category, shares and dates are of, today unless said."""
        await check_reached(number, asker)
        return await _page(number, on or today())

    @get("/{number:int}/registrations")
    async def registrations(
        self, number: FromPath[int], asker: NamedDependency[Asker], after: FromQuery[int | None] = None
    ) -> MemberRegistrations:
        """What the member registered for, the latest first; events of other organisers are left out."""
        await check_reached(number, asker)
        return await registrations_of(number, asker, after, PAGE)

    @post("/")
    async def create(self, data: JSONBody[NewMember], asker: NamedDependency[Asker]) -> Response[MemberPage]:
        """Add somebody to the register. 422 names every field to mend; 409 number-taken."""
        fields = _tidied({name: getattr(data, name) for name in Details.__struct_fields__})
        languages = await _check_office(fields["office"], asker)
        fields["language"] = data.language or (languages or [Language.NL])[0]
        new = actions.NewMember(
            number=data.number,
            details=msgspec.convert(fields, Details),
            category=data.category.strip(),
            shares=data.shares,
            since=data.since or today(),
        )
        number = await actions.create(new, asker.name)
        return await _page(number, today(), 201)

    @patch("/{number:int}")
    async def change(
        self,
        number: FromPath[int],
        data: JSONBody[MemberChange],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Response[MemberPage]:
        """Change some details; the e-mail, which signs the member in, is grave, and the old address is told.

        With `If-Match` (the ETag that was read), 412 when somebody changed them meanwhile.
        """
        await check_reached(number, asker)
        said = {name: value for name in data.__struct_fields__ if (value := getattr(data, name)) is not msgspec.UNSET}
        changes = _tidied(said)
        if "email" in changes and changes["email"] != await fetchval(_EMAIL, number):
            check_elevated(asker, now())
        if "office" in changes:
            await _check_office(changes["office"], asker)
        await actions.change(number, changes, asker.name, version_in(if_match), by_office=True)
        return await _page(number, today())

    @put("/{number:int}/membership")
    async def set_membership(
        self,
        number: FromPath[int],
        data: JSONBody[MembershipChange],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Response[MemberPage]:
        """Give a category and shares from a day on, until the next change known; who had left joins again.

        409 member-erased for who was erased. With `If-Match`, 412 when somebody changed the member meanwhile.
        """
        await check_reached(number, asker)
        await actions.set_membership(
            number, data.category.strip(), data.shares, data.since or today(), asker.name, version_in(if_match)
        )
        return await _page(number, today())

    @delete("/{number:int}/membership", status_code=200)
    async def leave(
        self,
        number: FromPath[int],
        asker: NamedDependency[Asker],
        on: FromQuery[date | None] = None,
        drop_later: FromQuery[bool] = False,
        if_match: IfMatch = None,
    ) -> Response[MemberPage]:
        """Let somebody be a member no more. on: the first day they are not, today unless said; again changes nothing.

        409 not-a-member when they were none until then; later-memberships when some begin after that day, which only
        `drop_later` drops. With `If-Match`, 412 after somebody else's change.
        """
        await check_reached(number, asker)
        await actions.leave(number, on or today(), asker.name, version_in(if_match), drop_later=drop_later)
        return await _page(number, today())


_EMAIL = "SELECT email FROM member WHERE number = $1"


async def _check_office(slug: str | None, asker: Asker) -> list[str]:
    """The languages of the office that a member shall belong to; one there is not is left for the action to refuse.

    Raises Invalid for an office that is not the asker's.
    """
    row = slug and await fetchrow("SELECT id, languages FROM office WHERE slug = $1", slug)
    reached = offices_of_members(asker, Act.MEMBERS)
    if (row or slug is None) and reached is not None and (row["id"] if row else None) not in reached:
        raise Invalid([Mend("office", "not_your_office")])
    return list(row["languages"]) if row else []


async def _page(number: int, day: date, status: int = 200) -> Response[MemberPage]:
    page = await member_on(number, day)
    return Response(page, status_code=status, headers={"etag": etag(page.version)})


def _tidied(fields: dict[str, Any]) -> dict[str, Any]:
    """The texts tidied; an empty e-mail, phone or office is none."""
    tidied = {name: tidy(value) if isinstance(value, str) else value for name, value in fields.items()}
    return {name: (value or None) if name in OPTIONAL else value for name, value in tidied.items()}


def _written(place: Place) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def _read(after: str) -> Place:
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)), type=Place)
    except (ValueError, msgspec.DecodeError):
        raise Invalid([Mend("after", "wrong_kind", {"wanted": "cursor"})]) from None
