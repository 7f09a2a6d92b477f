"""What a privacy statement tells: who answers for what is held, how long it is kept, what stays in the browser."""

from typing import Literal

import msgspec
from litestar import Controller, get

from events.actions.retention import days
from events.api.asking import COOKIE, HINT_COOKIE, LANGUAGE_COOKIE
from events.api.providers import COOKIE as VISIT_COOKIE
from events.api.sign_ins import COOKIE as SIGN_IN_COOKIE
from events.mail.addresses import setting_mailbox
from events.rules.erasures import ANSWERED_WITHIN
from events.rules.logins import MEMBER_LASTS
from events.rules.providers import LASTS as VISIT_LASTS
from events.rules.sign_ins import KNOWN
from events.settings import settings
from events.words import Kept

LANGUAGE_DAYS = 365


class KeptFor(msgspec.Struct):
    """How many days something is kept, counted from its end: of the event, the login, the membership."""

    kind: Kept
    days: int


class BrowserItem(msgspec.Struct):
    """What stays in a browser. name: what it is called there, a `*` for what varies; minutes: null until removed.

    where: sent with requests, in the browser's own storage, or as long as the tab is open.
    """

    name: str
    where: Literal["cookie", "storage", "tab"]
    minutes: int | None


class Statement(msgspec.Struct, kw_only=True):
    """Facts for the page. controller: who answers for it, with an address if the host wrote one; contact: whom to ask.

    erased_within_days: how long carrying out a wish to be erased may take.
    """

    organisation: str
    controller: str
    contact: str | None
    periods: list[KeptFor]
    browser: list[BrowserItem]
    erased_within_days: int


BROWSER = [
    BrowserItem(COOKIE, "cookie", int(MEMBER_LASTS.total_seconds()) // 60),
    BrowserItem(HINT_COOKIE, "cookie", int(MEMBER_LASTS.total_seconds()) // 60),
    BrowserItem(SIGN_IN_COOKIE, "cookie", int(KNOWN.total_seconds()) // 60),
    BrowserItem(VISIT_COOKIE, "cookie", int(VISIT_LASTS.total_seconds()) // 60),
    BrowserItem(LANGUAGE_COOKIE, "cookie", LANGUAGE_DAYS * 24 * 60),
    BrowserItem("theme", "storage", None),
    BrowserItem("door-*", "storage", None),
    BrowserItem("sveltekit:*", "tab", None),
]


class PrivacyController(Controller):
    """`/api/privacy`."""

    path = "/api/privacy"
    tags = ["privacy"]  # noqa: RUF012

    @get("/")
    async def statement(self) -> Statement:
        """Who answers for what is held of people, how long it is kept here, and what stays in a browser."""
        chosen = settings()
        return Statement(
            organisation=chosen.organisation,
            controller=chosen.controller or chosen.organisation,
            contact=chosen.privacy_contact or (chosen.mail_reply_to and setting_mailbox(chosen.mail_reply_to)[1]),
            periods=[KeptFor(kind, period) for kind, period in days().items()],
            browser=BROWSER,
            erased_within_days=ANSWERED_WITHIN.days,
        )
