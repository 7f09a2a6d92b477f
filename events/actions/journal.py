"""Who did what: one row per action, in the action's own transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

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


async def note_all(actor: str, action: str, about: str, lines: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    """Write a line for each of many rows at once. lines: the id of each, and its facts."""
    if lines:
        await execute(
            """INSERT INTO journal (at, actor, action, about, about_id, facts, source, request)
            SELECT $1, $2, $3, $4, line.row, line.facts::jsonb, $7, $8
            FROM unnest($5::bigint[], $6::text[]) WITH ORDINALITY AS line (row, facts, place) ORDER BY line.place""",
            now(), actor, action, about, [row for row, _ in lines],
            [msgspec.json.encode(facts).decode() for _, facts in lines], whence.source(), whence.request_id(),
        )  # fmt: skip
