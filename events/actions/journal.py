"""Who did what: one row per action, in the action's own transaction."""

from typing import Any

from events.clock import now
from events.database import execute


async def note(actor: str, action: str, about: str, about_id: int, **facts: Any) -> None:
    """Write one line in the journal. about: the noun; about_id: its row."""
    await execute(
        "INSERT INTO journal (at, actor, action, about, about_id, facts) VALUES ($1, $2, $3, $4, $5, $6)",
        now(), actor, action, about, about_id, facts,
    )  # fmt: skip
