"""Elevation: the second factor given, after the mail or again before a grave action. Each proof is good once."""

from datetime import datetime
from typing import Any

import msgspec

from events.actions.attempts import Try, check, count
from events.actions.factors import FACTORS, strengthen, unsealed_totp
from events.actions.journal import note
from events.actions.passkeys import challenged, here, spent_challenge
from events.clock import now, outside
from events.database import execute, fetch, fetchone, fetchrow, fetchval, transaction
from events.errors import Invalid, Mend, NoSecondFactor
from events.rules.attempts import WRONG_FACTOR, WRONG_FACTOR_A_DAY
from events.rules.factors import Owner, totp_step
from events.rules.passkeys import credential_of, proven_count, proving_options, refused
from events.tickets.secrets import recovery_code_hash


class Ways(msgspec.Struct):
    """How this person can give a second factor. passkey: what to ask a device, when they have one."""

    passkey: dict[str, Any] | None
    totp: bool
    recovery_codes: bool


async def ways(owner: Owner) -> Ways:
    """How its owner can give their second factor, with a challenge for a device. Raises NoSecondFactor."""
    staff = owner.staff
    found = await fetchone(_WAYS, staff)
    if not found["factors"]:
        raise NoSecondFactor
    known = await fetch("SELECT credential_id FROM passkey WHERE staff = $1 ORDER BY id", staff)
    ids = [bytes(row["credential_id"]) for row in known]
    asked = proving_options(here(), await challenged(owner), ids) if ids else None
    return Ways(asked, found["totp"], found["recovery_codes"])


_WAYS = f"""
SELECT {FACTORS} AS factors, EXISTS (SELECT FROM totp WHERE staff = $1 AND confirmed_at IS NOT NULL) AS totp,
    EXISTS (SELECT FROM recovery_code WHERE staff = $1 AND used_at IS NULL) AS recovery_codes
"""  # noqa: S608


async def by_totp(owner: Owner, code: str) -> tuple[str, datetime]:
    """Elevate the login by a code of this moment; its new secret and end. Raises Invalid, TooManyAttempts."""
    staff = owner.staff
    async with transaction():
        await check(*_tries(owner))
        row = await fetchrow(
            "SELECT id, sealed, last_step FROM totp WHERE staff = $1 AND confirmed_at IS NOT NULL FOR UPDATE", staff
        )
        step = row and totp_step(unsealed_totp(staff, row["sealed"]), code, outside(), row["last_step"])
        if row and step:
            await execute("UPDATE totp SET last_step = $2 WHERE id = $1", row["id"], step)
            return await _elevated(owner, "totp")
        await count(*_tries(owner))
    raise Invalid([Mend("totp", "wrong_totp")])


async def by_passkey(owner: Owner, answer: dict[str, Any]) -> tuple[str, datetime]:
    """Elevate the login by what a device signed; its new secret and end. Raises Invalid."""
    staff = owner.staff
    challenge = await spent_challenge(owner)
    async with transaction():
        row = await fetchrow(
            "SELECT id, public_key, sign_count FROM passkey WHERE staff = $1 AND credential_id = $2 FOR UPDATE",
            staff, credential_of(answer),
        )  # fmt: skip
        if row is None:
            raise refused()
        uses = proven_count(here(), challenge, answer, bytes(row["public_key"]), row["sign_count"])
        await execute("UPDATE passkey SET sign_count = $2, last_used_at = $3 WHERE id = $1", row["id"], uses, now())
        return await _elevated(owner, "passkey")


async def by_recovery_code(owner: Owner, code: str) -> tuple[str, datetime]:
    """Elevate the login by a code on paper, which is spent; the login's new secret and end.

    Raises Invalid, TooManyAttempts.
    """
    staff = owner.staff
    async with transaction():
        await check(*_tries(owner))
        spent = await fetchval(
            """UPDATE recovery_code SET used_at = $3 WHERE staff = $1 AND code_hash = $2 AND used_at IS NULL
            RETURNING id""",
            staff, recovery_code_hash(staff, code), now(),
        )  # fmt: skip
        if spent is not None:
            return await _elevated(owner, "recovery code")
        await count(*_tries(owner))
    raise Invalid([Mend("recovery_code", "wrong_recovery_code")])


def _tries(owner: Owner) -> tuple[Try, Try]:
    return (WRONG_FACTOR, str(owner.staff)), (WRONG_FACTOR_A_DAY, str(owner.staff))


async def _elevated(owner: Owner, by: str) -> tuple[str, datetime]:
    await note(owner.asker.name, "elevated", "login", owner.login, by=by)
    return await strengthen(owner)
