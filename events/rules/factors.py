"""Second factors that are typed: codes that change with time (RFC 6238). Passkeys are in `rules/passkeys.py`."""

from datetime import datetime, timedelta

import msgspec
import pyotp
from pyotp.exceptions import OTPVerificationError

from events.errors import LastFactor, NeedsElevation, NoSecondFactor, NotSignedIn
from events.rules.access import Asker, check_elevated

EARLY_OR_LATE = 1
"""Steps of 30 seconds by which a phone's clock may be wrong (RFC 6238, 5.2)."""
SET_UP_LASTS = timedelta(minutes=15)
"""How long a secret that was shown waits for its first code."""
CHALLENGE_LASTS = timedelta(minutes=5)
RECOVERY_CODES = 10


class Owner(msgspec.Struct, frozen=True):
    """Whoever of the staff is signed in: whose second factors they are, and in which browser."""

    staff: int
    login: int
    asker: Asker


def owner_of(asker: Asker | None) -> Owner:
    """Whose second factors the asker may speak of. Raises NotSignedIn, and NoSecondFactor for who needs none."""
    if asker is None:
        raise NotSignedIn
    if asker.staff is None or asker.login is None:
        raise NoSecondFactor
    return Owner(asker.staff, asker.login, asker)


def new_totp() -> str:
    """A fresh shared secret: 160 bits in base32, 32 characters."""
    return pyotp.random_base32()


def totp_uri(secret: str, email: str, organisation: str) -> str:
    """What an app with codes reads from a QR."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=organisation.replace(":", " "))


def totp_step(secret: str, code: str, at: datetime, last_step: int) -> int | None:
    """The time step this code is of, or None when it is wrong or not later than the last one taken.

    code: as somebody types it. at: the time in the world, where phones live.
    """
    digits = "".join(code.split())
    try:
        step = pyotp.TOTP(secret).verify_and_get_timecode(digits, for_time=at, valid_window=EARLY_OR_LATE)
    except OTPVerificationError:
        return None
    return step if step > last_step else None


def check_may_set_up(asker: Asker, factors: int, now: datetime) -> None:
    """The first factor follows the mail; any other the factor before it. Raises NeedsElevation.

    factors: how many this person has.
    """
    if factors:
        check_elevated(asker, now)


def check_another_stays(factors: int) -> None:
    """Refuse to remove the only factor somebody has. Raises LastFactor."""
    if factors <= 1:
        raise LastFactor


def check_strong(asker: Asker, factors: int) -> None:
    """Who has a second factor gives it before they see what they have. Raises NeedsElevation."""
    if factors and asker.strong_at is None:
        raise NeedsElevation
