"""How often somebody may try what is worth trying often: to fill a mailbox, or to guess a code.

A hall full of members shares one network address, and so does an office; they must get in within the hour. So what a
network may do is counted in hundreds, what reaches one mailbox in handfuls, and only what was wrong counts as a guess.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from events.errors import TooManyAttempts

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries of a kind, at most, in any stretch of time so long."""

    kind: str
    most: int
    within: timedelta

    def again_at(self, last_that_counts: datetime) -> datetime:
        """When the next try is allowed. last_that_counts: the try from which on there were as many as allowed."""
        return last_that_counts + self.within


MAIL_ASKED_AGAIN = Limit("mail_asked_again", 5, HOUR)
"""Mails to sign in with, for one address asked from one network: less than the address may have, so that no network
alone can keep somebody out."""
MAIL_TO_ADDRESS = Limit("mail_to_address", 12, HOUR)
"""The same, from wherever it is asked."""
WRONG_FOR_ADDRESS = Limit("wrong_for_address", 20, DAY)
"""Wrong codes for one address: two chances in a hundred thousand a day. The link in the mail works on."""
WRONG_FROM_SOURCE = Limit("wrong_from_source", 60, HOUR)
"""Wrong codes from one network: a hall of members who mistype one time in ten."""

WRONG_FACTOR = Limit("wrong_factor", 10, HOUR)
"""Wrong second factors of one person, whose mailbox is open to whoever tries. Passkeys cannot be guessed and go on."""
WRONG_FACTOR_A_DAY = Limit("wrong_factor_a_day", 30, DAY)
"""The same over a day: with three codes right at any moment, one chance in ten thousand."""
ADDRESS_ASKED = Limit("address_asked", 5, DAY)
"""New addresses that one member asks to be reached at."""
ADDRESS_OFFERED = Limit("address_offered", 5, DAY)
"""The same, to one address, by whichever members: nobody's mailbox is filled with links to confirm."""


WRONG_HOLDER = Limit("wrong_holder", 30, DAY)
"""Members looked for by a number and a name that do not go together, by one member: nobody tries the register out."""
PROVIDER_ANSWER = Limit("provider_answer", 1, HOUR)
"""The answer of an identity provider to one question of ours: a second one is a replay."""


def mail_from_source(most: int) -> Limit:
    """Mails to sign in with, asked from one network: the host's own number, CONVOKE_SIGN_INS_AN_HOUR."""
    return Limit("mail_from_source", most, HOUR)


def check_attempts(reached: Iterable[tuple[Limit, datetime]], now: datetime) -> None:
    """Refuse when limits are reached. reached: each with its try that must first be so long ago.

    Raises TooManyAttempts, with the seconds until all of them allow a try again.
    """
    waits = [(limit.again_at(since) - now).total_seconds() for limit, since in reached]
    if waits:
        seconds = max(1, math.ceil(max(waits)))
        raise TooManyAttempts(seconds=seconds, minutes=math.ceil(seconds / 60))


def network(source: str | None) -> str:
    """Whose tries a network address stands for: of IPv6, all that one connection is given (RFC 6177)."""
    try:
        found = ip_address(source or "")
    except ValueError:
        return source or ""
    return str(IPv6Address(int(found) >> 64 << 64)) + "/64" if isinstance(found, IPv6Address) else str(found)
