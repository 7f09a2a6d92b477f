"""Mail lives in January 2023 here, with a secret and an address that make its links the same each time."""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from events import clock
from events.actions import keys
from events.settings import override, settings
from tests.cast import at
from tests.mail.cast import PostOffice

HOUSE = {
    "base_url": "https://convoke.example",
    "secret_key": "a secret for the tests of mail, nothing else",
    "mail_from": "Smart, de coöperatie <agenda@convoke.example>",
    "mail_reply_to": "Het team <team@convoke.example>",
}


@pytest.fixture(autouse=True)
async def house(database: str) -> AsyncIterator[None]:
    before = {
        f"CONVOKE_{name.upper()}": os.environ.get(f"CONVOKE_{name.upper()}") for name in (*HOUSE, "smtp_url", "demo")
    }
    override(**HOUSE)
    keys.forget()
    clock.shift(at("2023-01-10T09:00") - datetime.now(UTC))
    yield
    clock.shift(timedelta(0))
    keys.forget()
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    settings.cache_clear()


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    office = PostOffice()
    office.open()
    yield office
    office.close()
