"""Who did what: one row per action, in the action's own transaction."""

from typing import Any

from events import whence
from events.clock import now
from events.database import execute


async def note(actor: str, action: str, about: str, about_id: int, **facts: Any) -> None:
    """Write one line in the journal, with the request that asked. about: the noun; about_id: its row."""
    await execute(
        """INSERT INTO journal (at, actor, action, about, about_id, facts, source, request)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
        now(), actor, action, about, about_id, facts, whence.source(), whence.request_id(),
    )  # fmt: skip
