"""Scans of proxy forms: one beside each proxy on paper, replaced by a better one."""

import hashlib

from events.actions.journal import note
from events.clock import now
from events.database import execute, fetchrow, transaction
from events.errors import Invalid, Mend, Missing


async def keep(proxy: int, kind: str, file: bytes, actor: str) -> None:
    """Keep the scan of a form, instead of the one before. kind: its media type. The same file changes nothing.

    Raises Missing, also for a giver who was erased, and Invalid where the proxy was not given on paper.
    """
    digest = hashlib.sha256(file).digest()
    async with transaction():
        row = await fetchrow(
            """SELECT p.received_on, p.assembly, f.sha256 FROM proxy p JOIN member g ON g.id = p.giver
            LEFT JOIN proxy_form f ON f.proxy = p.id
            WHERE p.id = $1 AND g.erased_at IS NULL FOR NO KEY UPDATE OF g, p""",
            proxy,
        )
        if row is None:
            raise Missing
        if row["received_on"] is None:
            raise Invalid([Mend("file", "not_on_paper")])
        if row["sha256"] == digest:
            return
        await execute(
            """INSERT INTO proxy_form (proxy, kind, body, size, sha256, kept_at, kept_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (proxy) DO UPDATE
            SET kind = $2, body = $3, size = $4, sha256 = $5, kept_at = $6, kept_by = $7""",
            proxy, kind, file, len(file), digest, now(), actor,
        )  # fmt: skip
        await note(actor, "kept form", "proxy", proxy, assembly=row["assembly"], digest=digest.hex())
