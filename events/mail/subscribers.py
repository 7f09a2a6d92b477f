"""Finds whose personal calendar an address has, so that its link can be told to its mailbox, and only there."""

import msgspec

from events.clock import now
from events.database import execute, fetchrow
from events.rules.people import folded_address
from events.settings import settings
from events.tickets.secrets import calendar_token


class Subscriber(msgspec.Struct, frozen=True):
    """An address with a personal calendar, and the version its links are made for."""

    id: int
    address: str
    email: str
    language: str
    version: int

    @property
    def token(self) -> str:
        """The secret in the calendar's address."""
        return calendar_token(self.id, self.version)

    @property
    def page(self) -> str:
        """The page from which the calendar is subscribed to, or its link replaced."""
        return f"{settings().public_url}/mine/{self.token}?lang={self.language}"

    @property
    def feed(self) -> str:
        """The address a calendar subscribes to."""
        return f"{settings().public_url}/calendar/mine/{self.token}.ics?lang={self.language}"


async def subscriber_for(email: str, language: str) -> Subscriber:
    """The subscriber with this address, made when there is none. Only who has its mailbox may be told the token."""
    address = folded_address(email)
    if found := await _one("address = $1", address):
        return found
    await execute(
        """INSERT INTO subscriber (address, email, language, version, created_at) VALUES ($1, $2, $3, 1, $4)
        ON CONFLICT (address) DO NOTHING""",
        address, email, language, now(),
    )  # fmt: skip
    return await subscriber_for(email, language)


async def subscriber_by_id(subscriber: int) -> Subscriber | None:
    """The subscriber with this id, if it still is there."""
    return await _one("id = $1", subscriber)


async def _one(condition: str, value: object) -> Subscriber | None:
    row = await fetchrow(
        f"SELECT id, address, email, language, version FROM subscriber WHERE {condition}",  # noqa: S608
        value,
    )
    return msgspec.convert(dict(row), Subscriber) if row else None
