"""The keys that sign tickets: made at first start, rotated, and good for reading until they are retired."""

import time

import msgspec

from events.actions.journal import note
from events.clock import now
from events.database import execute, fetch, fetchval, transaction
from events.errors import KeyInUse, Missing
from events.secret import secret_key
from events.settings import BadSetting
from events.tickets.keys import WrongSecret, new_key, seal, unseal

KEPT_SECONDS = 5
"""How long a process may go on with the keys it read: a rotation elsewhere is seen within this time."""


class Keys(msgspec.Struct, frozen=True):
    """The key that signs now, and the public keys that verify, by key id."""

    active_id: int
    active: bytes
    public: dict[int, bytes]


_kept: tuple[float, Keys] | None = None


async def keys() -> Keys:
    """The keys of this installation; the first is made when there is none."""
    global _kept
    if _kept is None or time.monotonic() - _kept[0] > KEPT_SECONDS:
        _kept = (time.monotonic(), await _read())
    return _kept[1]


def forget() -> None:
    """Read the keys again at the next use."""
    global _kept
    _kept = None


async def rotate(actor: str) -> int:
    """Make a new key that signs from now on; older ones still verify. Answers its key id."""
    async with transaction():
        await execute("LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE")
        key_id = await _make()
        await note(actor, "rotated", "key", key_id)
    forget()
    return key_id


async def retire(key_id: int, actor: str) -> None:
    """Let a key verify nothing any more. Raises Missing, and KeyInUse for the one that signs."""
    async with transaction():
        await execute("LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE")
        if not await fetchval("SELECT true FROM signing_key WHERE key_id = $1", key_id):
            raise Missing
        if key_id == await fetchval("SELECT max(key_id) FROM signing_key"):
            raise KeyInUse
        await execute(
            "UPDATE signing_key SET retired_at = $2, private = ''::bytea WHERE key_id = $1 AND retired_at IS NULL",
            key_id, now(),
        )  # fmt: skip
        await note(actor, "retired", "key", key_id)
    forget()


async def _read() -> Keys:
    rows = await fetch("SELECT key_id, public, private FROM signing_key WHERE retired_at IS NULL ORDER BY key_id")
    if not rows:
        async with transaction():
            await execute("LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE")
            if not await fetchval("SELECT true FROM signing_key LIMIT 1"):
                await _make()
        return await _read()
    newest = rows[-1]
    try:
        active = unseal(newest["private"], secret_key())
    except WrongSecret:
        raise BadSetting("The signing keys were sealed under another CONVOKE_SECRET_KEY.") from None
    return Keys(
        newest["key_id"],
        active,
        {row["key_id"]: bytes(row["public"]) for row in rows},
    )


async def _make() -> int:
    private, public = new_key()
    key_id: int = await fetchval(
        """INSERT INTO signing_key (key_id, public, private, created_at)
        SELECT coalesce(max(key_id), 0) + 1, $1, $2, $3 FROM signing_key RETURNING key_id""",
        public, seal(private, secret_key()), now(),
    )  # fmt: skip
    return key_id
