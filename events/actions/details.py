"""A member's own details: phone and language at once, a new address once its mailbox has confirmed it."""

from typing import Any

from events.actions import members, outbox
from events.actions.attempts import attempt
from events.actions.journal import note
from events.clock import now
from events.database import execute, fetchrow, fetchval, transaction
from events.errors import AddressLinkOver, Invalid, MemberErased, Missing
from events.rules.attempts import ADDRESS_ASKED, ADDRESS_OFFERED
from events.rules.erasures import CONFIRMED_WITHIN
from events.rules.people import email_mends, folded_address
from events.tickets.secrets import address_key, same


async def change(member: int, changes: dict[str, Any], actor: str) -> None:
    """Change phone and language, and ask the mailbox of a new e-mail whether it is theirs; all of it or nothing.

    changes: any of `email`, `phone` and `language`; their own present e-mail gives up what waits to be confirmed.
    Raises Missing, MemberErased, Invalid, TooManyAttempts.
    """
    async with transaction():
        row = await fetchrow("SELECT * FROM member WHERE id = $1 FOR NO KEY UPDATE", member)
        if row is None:
            raise Missing
        email = changes.pop("email", None)
        if email and (mends := email_mends("email", email)):
            raise Invalid(mends)
        if row["erased_at"]:
            raise MemberErased
        await members.change(row["number"], changes, actor)
        if email:
            await _ask_mailbox(row, email, changes.get("language", row["language"]), actor)


async def _ask_mailbox(row: Any, email: str, language: str, actor: str) -> None:
    """Mail a link to the new address; a wish from before is over."""
    address = folded_address(email)
    given_up = await execute("DELETE FROM address_change WHERE member = $1", row["id"])
    if address == row["address"]:
        if given_up != "DELETE 0":
            await note(actor, "kept address", "member", row["id"])
        return
    await attempt((ADDRESS_ASKED, str(row["id"])), (ADDRESS_OFFERED, address))
    change = await fetchval(
        """INSERT INTO address_change (member, email, address, language, asked_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6) RETURNING id""",
        row["id"], email, address, language, now(), now() + CONFIRMED_WITHIN,
    )  # fmt: skip
    await outbox.queue("address_offered", email, row["name"], language, member=row["id"], address_change=change)
    await note(actor, "asked address", "member", row["id"])


async def confirm_address(change: int, key: str) -> str:
    """Let the member be reached, and sign in, at the new address; the old one is told. Answers the new one.

    key: of the link mailed there. Raises AddressLinkOver.
    """
    async with transaction():
        row = await _locked(change, key)
        await execute("DELETE FROM address_change WHERE id = $1", change)
        if row["old"]:
            await outbox.queue("address_changed", row["old"], row["name"], row["language"], member=row["member"])
        await members.change(row["number"], {"email": row["email"]}, f"member {row['member']}")
        return str(row["email"])


async def forget_old() -> None:
    """Remove the new addresses that nobody confirmed in time."""
    await execute("DELETE FROM address_change WHERE expires_at < $1", now())


async def _locked(change: int, key: str) -> Any:
    """What waits to be confirmed, the member's row held first, as whoever asks for something else holds it too."""
    member = await fetchval("SELECT member FROM address_change WHERE id = $1", change)
    row = await fetchrow(
        "SELECT id, number, name, email AS old, language FROM member WHERE id = $1 FOR NO KEY UPDATE", member
    )
    wish = await fetchrow("SELECT member, email, address, expires_at FROM address_change WHERE id = $1", change)
    if (
        row is None
        or wish is None
        or not same(key, address_key(change, wish["address"]))
        or wish["expires_at"] <= now()
    ):
        raise AddressLinkOver
    return {**row, **wish}
