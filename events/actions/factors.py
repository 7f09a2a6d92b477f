"""Second factors: set up, replaced and removed. Whoever sets one up has just given it, so the login is elevated."""

from datetime import datetime

from events.actions.journal import note
from events.actions.logins import renew
from events.clock import now, outside
from events.database import execute, fetchrow, fetchval, transaction
from events.errors import Invalid, Mend, Missing
from events.rules.access import check_elevated
from events.rules.factors import (
    RECOVERY_CODES,
    SET_UP_LASTS,
    Owner,
    check_another_stays,
    check_may_set_up,
    new_totp,
    totp_step,
)
from events.secret import secret_key
from events.tickets.keys import WrongSecret, seal, unseal
from events.tickets.secrets import new_recovery_code, recovery_code_hash

FACTORS = """(SELECT count(*) FROM passkey WHERE staff = $1)
    + (SELECT count(*) FROM totp WHERE staff = $1 AND confirmed_at IS NOT NULL)"""
"""SQL: how many second factors the staff person `$1` has."""


async def begin_totp(owner: Owner) -> str:
    """A new shared secret, shown once; it counts once a first code of it was right. Raises NeedsElevation."""
    staff = owner.staff
    secret = new_totp()
    async with transaction():
        await check_set_up(owner)
        await execute(
            """INSERT INTO totp (staff, sealed, created_at) VALUES ($1, $2, $3)
            ON CONFLICT (staff) WHERE confirmed_at IS NULL DO UPDATE SET sealed = $2, created_at = $3""",
            staff, seal(secret.encode(), secret_key(), _purpose(staff)), now(),
        )  # fmt: skip
    return secret


async def confirm_totp(owner: Owner, code: str) -> tuple[str, datetime]:
    """Take the secret begun into use, instead of any before it; the login's new secret and end.

    Raises NeedsElevation, and Invalid when the code is wrong or nothing was begun lately.
    """
    staff = owner.staff
    async with transaction():
        await check_set_up(owner)
        begun = await fetchrow(
            "SELECT id, sealed FROM totp WHERE staff = $1 AND confirmed_at IS NULL AND created_at > $2",
            staff, now() - SET_UP_LASTS,
        )  # fmt: skip
        step = begun and totp_step(unsealed_totp(staff, begun["sealed"]), code, outside(), 0)
        if not begun or not step:
            raise Invalid([Mend("code", "wrong_totp")])
        await execute("DELETE FROM totp WHERE staff = $1 AND confirmed_at IS NOT NULL", staff)
        await execute("UPDATE totp SET confirmed_at = $2, last_step = $3 WHERE id = $1", begun["id"], now(), step)
        await note(owner.asker.name, "set up codes", "staff", staff)
        return await strengthen(owner)


async def remove_totp(owner: Owner) -> None:
    """Take codes out of use. Raises NeedsElevation, Missing, LastFactor."""
    async with transaction():
        await check_removal(owner, "SELECT id FROM totp WHERE staff = $1 AND confirmed_at IS NOT NULL")
        await execute("DELETE FROM totp WHERE staff = $1", owner.staff)
        await note(owner.asker.name, "removed codes", "staff", owner.staff)


async def new_recovery_codes(owner: Owner) -> list[str]:
    """Ten codes to keep on paper, shown once; those before open nothing any more. Raises NeedsElevation."""
    staff = owner.staff
    check_elevated(owner.asker, now())
    codes = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    async with transaction():
        await _locked(staff)
        await execute("DELETE FROM recovery_code WHERE staff = $1", staff)
        await execute(
            "INSERT INTO recovery_code (staff, code_hash, created_at) SELECT $1, unnest($2::bytea[]), $3",
            staff, [recovery_code_hash(staff, code) for code in codes], now(),
        )  # fmt: skip
        await note(owner.asker.name, "made recovery codes", "staff", staff)
    return codes


def unsealed_totp(staff: int, sealed: bytes) -> str:
    """The shared secret; one that no code is of, when it was sealed under another secret key."""
    try:
        return unseal(bytes(sealed), secret_key(), _purpose(staff)).decode()
    except WrongSecret:
        return new_totp()


async def strengthen(owner: Owner) -> tuple[str, datetime]:
    """Note that the second factor was given just now; the login's new secret and end. Raises NotSignedIn."""
    await execute(
        "UPDATE login SET strong_at = coalesce(strong_at, $2), elevated_at = $2 WHERE id = $1", owner.login, now()
    )
    return await renew(owner.login)


async def check_set_up(owner: Owner) -> None:
    """Lock whose factors they are, and refuse another one that does not follow those before. Raises NeedsElevation."""
    check_may_set_up(owner.asker, await _locked(owner.staff), now())


async def check_removal(owner: Owner, sql: str, *args: object) -> None:
    """Lock whose factors they are, and refuse to remove the one that `sql` finds, when it is the last or none.

    Raises NeedsElevation, Missing, LastFactor.
    """
    check_elevated(owner.asker, now())
    factors = await _locked(owner.staff)
    if not await fetchval(sql, owner.staff, *args):
        raise Missing
    check_another_stays(factors)


def _purpose(staff: int) -> bytes:
    """A seal of one person's secret opens nothing in another's row."""
    return b"convoke totp %d" % staff


async def _locked(staff: int) -> int:
    """How many second factors they have, with their row locked: two first ones at once are set up one by one."""
    await execute("SELECT 1 FROM staff WHERE id = $1 FOR NO KEY UPDATE", staff)
    count: int = await fetchval(f"SELECT {FACTORS}", staff)
    return count
