"""Passkeys: made on somebody's device, kept, and removed; and the challenges that devices answer."""

import secrets
from datetime import datetime
from typing import Any

import asyncpg

from events.actions.factors import check_removal, check_set_up, strengthen
from events.actions.journal import note
from events.clock import now
from events.database import execute, fetch, fetchone, fetchrow, transaction
from events.errors import Invalid, Mend
from events.rules.factors import CHALLENGE_LASTS, Owner
from events.rules.passkeys import PASSKEYS_LIMIT, Site, device_mends, making_options, new_passkey, refused, site_of
from events.rules.people import tidy
from events.settings import settings


async def begin(owner: Owner) -> dict[str, Any]:
    """What a device is asked, to make a passkey; its answer is good for five minutes, once. Raises NeedsElevation."""
    staff = owner.staff
    async with transaction():
        await check_set_up(owner)
        known = await _known_with_room(staff)
        person = await fetchone("SELECT name, email FROM staff WHERE id = $1", staff)
        challenge = await challenged(owner)
    return making_options(
        here(), challenge, staff=staff, email=person["email"], name=person["name"],
        organisation=settings().organisation, known=known,
    )  # fmt: skip


async def add(owner: Owner, name: str, answer: dict[str, Any]) -> tuple[str, datetime]:
    """Keep the passkey a device made; the login's new secret and end. name: how its owner calls the device.

    Raises NeedsElevation, and Invalid when the answer does not hold or came too late.
    """
    staff, called = owner.staff, tidy(name)
    if mends := device_mends("name", called):
        raise Invalid(mends)
    made = new_passkey(here(), await spent_challenge(owner), answer)
    try:
        async with transaction():
            await check_set_up(owner)
            await _known_with_room(staff)
            await execute(
                """INSERT INTO passkey (staff, credential_id, public_key, sign_count, name, created_at)
                VALUES ($1, $2, $3, $4, $5, $6)""",
                staff, made.credential_id, made.public_key, made.sign_count, called, now(),
            )  # fmt: skip
            await note(owner.asker.name, "added passkey", "staff", staff)
            return await strengthen(owner)
    except asyncpg.UniqueViolationError:
        raise refused() from None


async def remove(owner: Owner, passkey: int) -> None:
    """Believe that device no more. Raises NeedsElevation, Missing, LastFactor."""
    async with transaction():
        await check_removal(owner, "SELECT id FROM passkey WHERE staff = $1 AND id = $2", passkey)
        await execute("DELETE FROM passkey WHERE id = $1", passkey)
        await note(owner.asker.name, "removed passkey", "staff", owner.staff)


async def challenged(owner: Owner) -> bytes:
    """A fresh challenge for this login, in place of any before it."""
    challenge = secrets.token_bytes(32)
    await execute(
        "UPDATE login SET challenge = $2, challenge_until = $3 WHERE id = $1",
        owner.login, challenge, now() + CHALLENGE_LASTS,
    )  # fmt: skip
    return challenge


async def spent_challenge(owner: Owner) -> bytes:
    """The challenge of this login, which nobody can answer again. Raises Invalid when there is none, or too old."""
    async with transaction():
        row = await fetchrow("SELECT challenge, challenge_until FROM login WHERE id = $1 FOR UPDATE", owner.login)
        await execute("UPDATE login SET challenge = NULL, challenge_until = NULL WHERE id = $1", owner.login)
    if row is None or row["challenge"] is None or row["challenge_until"] <= now():
        raise refused()
    return bytes(row["challenge"])


def here() -> Site:
    """The site that this installation's passkeys are for."""
    return site_of(settings().public_url)


async def _known_with_room(staff: int) -> list[bytes]:
    """The credentials of somebody whose row is locked, and who may have one more. Raises Invalid."""
    known = await fetch("SELECT credential_id FROM passkey WHERE staff = $1 ORDER BY id", staff)
    if len(known) >= PASSKEYS_LIMIT:
        raise Invalid([Mend("passkey", "too_many_passkeys", {"limit": PASSKEYS_LIMIT})])
    return [bytes(one["credential_id"]) for one in known]
