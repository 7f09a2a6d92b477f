"""Proxies: what may be given, until when, and why one is not exercised at this moment."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from events.errors import Mend, NoProxies, OtherCategory, ProxiesOver
from events.rules.people import shows
from events.rules.statutes import Statutes, days
from events.words import Choice, Holders, NotNow, ProxyKind

WORDS_MOST = 500
"""Characters of an instruction."""
OF_ITEMS = frozenset({ProxyKind.NAMED, ProxyKind.INSTRUCTED})


class Instruction(msgspec.Struct, frozen=True, kw_only=True):
    """How the giver wants the vote cast on an item: a choice, or words; neither leaves it to the holder."""

    choice: Choice | None = None
    words: str | None = None


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody gives: the kind, the items it names with instructions, and when it ends by itself, if it does.

    again: whether it holds at a second assembly with the same agenda.
    """

    kind: ProxyKind
    items: Mapping[int, Instruction] = msgspec.field(default_factory=dict)
    until: datetime | None = None
    again: bool = False


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A proxy as it stands, and what its exercise hangs on.

    giver_there, holder_there: now, in the room, online or by a representative; holder_came: ever. suspended: the giver
    came, and the vote was not handed on since. *_on_roll: None while the roll is not settled.
    """

    accepted: bool = False
    declined: bool = False
    withdrawn: bool = False
    lapsed: bool = False
    suspended: bool = False
    giver_there: bool = False
    holder_there: bool = False
    holder_came: bool = False
    giver_on_roll: bool | None = None
    holder_on_roll: bool | None = None
    closed: bool = False


def mends_of(wish: Wish, resolutions: Collection[int], now: datetime) -> list[Mend]:
    """What to mend in a wish. resolutions: the ids of the items that are put to the vote."""
    mends = [Mend("until", "in_the_past")] if wish.until is not None and wish.until <= now else []
    if wish.kind in OF_ITEMS and not wish.items:
        mends.append(Mend("items", "no_items"))
    if wish.kind not in OF_ITEMS and wish.items:
        mends.append(Mend("items", "items_not_for_kind"))
    for n, (item, said) in enumerate(wish.items.items()):
        if item not in resolutions:
            mends.append(Mend(f"items.{n}.item", "unknown_item"))
        if said.words is not None and not shows(said.words):
            mends.append(Mend(f"items.{n}.words", "empty"))
        elif said.words is not None and len(said.words) > WORDS_MOST:
            mends.append(Mend(f"items.{n}.words", "too_long", {"limit": WORDS_MOST}))
        if wish.kind is ProxyKind.NAMED and (said.choice or said.words):
            mends.append(Mend(f"items.{n}", "instructions_not_for_kind"))
    return mends


def deadline(statutes: Statutes, starts_at: datetime, timezone: str) -> datetime:
    """By which moment proxies are given. Raises NoProxies where the statutes allow none."""
    until = days(statutes, starts_at, timezone).proxies_until
    if until is None:
        raise NoProxies
    return until


def check_in_time(until: datetime, timezone: str, given_at: datetime, received_on: date | None = None) -> None:
    """Refuse what comes too late. received_on: the day a form on paper came in, if it is one. Raises ProxiesOver."""
    in_time = given_at <= until if received_on is None else received_on <= until.astimezone(ZoneInfo(timezone)).date()
    if not in_time:
        raise ProxiesOver(until=until)


def check_category(statutes: Statutes, giver: str, holder: str) -> None:
    """Refuse a holder of another category where the statutes want the same. Raises OtherCategory."""
    if statutes.proxy_holders is Holders.CATEGORY and giver != holder:
        raise OtherCategory


def why_not(proxy: Given) -> NotNow | None:
    """Why it is not exercised now, the first reason that holds; None when it is."""
    reasons = (
        (proxy.declined, NotNow.DECLINED),
        (proxy.withdrawn, NotNow.WITHDRAWN),
        (proxy.lapsed, NotNow.LAPSED),
        (proxy.closed, NotNow.CLOSED),
        (not proxy.accepted, NotNow.ASKED),
        (proxy.giver_on_roll is False, NotNow.GIVER_NOT_ON_ROLL),
        (proxy.holder_on_roll is False, NotNow.HOLDER_NOT_ON_ROLL),
        (proxy.giver_there, NotNow.GIVER_THERE),
        (proxy.suspended, NotNow.GIVER_LEFT),
        (not proxy.holder_there and proxy.holder_came, NotNow.HOLDER_LEFT),
        (not proxy.holder_there, NotNow.HOLDER_NOT_THERE),
    )
    return next((reason for holds, reason in reasons if holds), None)
