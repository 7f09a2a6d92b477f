"""Mails that came back: who was called by one gets a letter."""

from events.actions.journal import note
from events.clock import now
from events.database import fetchrow, transaction
from events.rules.bounces import Bounce


async def take(bounce: Bounce, actor: str) -> bool:
    """Note that a summons came back; whether it is one of ours. Told twice it came back once."""
    async with transaction():
        row = await fetchrow(_CAME_BACK, bounce.message_id, now(), bounce.reason)
        if row is None:
            return False
        if row["first"]:
            await note(actor, "bounced", "member", row["member"], event=row["event"])
        return True


_CAME_BACK = """
WITH before AS (
    SELECT s.id, s.member, a.event, s.bounced_at IS NULL AS first
    FROM summons s JOIN convocation c ON c.id = s.convocation JOIN assembly a ON a.id = c.assembly
    WHERE s.message_id = $1 FOR NO KEY UPDATE OF s
), noted AS (
    UPDATE summons SET bounced_at = $2, error = $3 FROM before WHERE summons.id = before.id AND before.first
)
SELECT member, event, first FROM before
"""
