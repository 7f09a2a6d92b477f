"""Documents to an agenda: PDFs of one item or of the whole assembly, attached, renamed and taken off again."""

import hashlib

from events.actions.agenda import changing, item_row, let_go
from events.actions.journal import note
from events.clock import now
from events.database import execute, fetchrow, fetchval
from events.errors import Invalid, Mend, Missing
from events.rules.documents import document_mends
from events.rules.events import Texts
from events.rules.people import tidy
from events.words import Language

DOCUMENTS_MOST = 200


async def attach(
    event: int, item: int | None, file: bytes, pages: int, name: str, language: Language, *, report: bool,
    reason: Texts, actor: str,
) -> int:  # fmt: skip
    """Attach a PDF to an item, or to the whole assembly; its id. The same file there already is that one.

    pages: as `pages_of` counted them. Raises what `changing` does.
    """
    name = tidy(name)
    if mends := document_mends(name):
        raise Invalid(mends)
    digest = hashlib.sha256(file).digest()
    async with changing(event, reason, actor) as held:
        if item is not None:
            await item_row(held, item)
        there = await fetchrow(
            """SELECT id FROM agenda_document WHERE assembly = $1 AND item IS NOT DISTINCT FROM $2 AND digest = $3
            AND language = $4 AND removed_at IS NULL""",
            held.id, item, digest, language.value,
        )  # fmt: skip
        if there is not None:
            held.changed = False
            return int(there["id"])
        count = await fetchval(
            "SELECT count(*) FROM agenda_document WHERE assembly = $1 AND removed_at IS NULL", held.id
        )
        if count >= DOCUMENTS_MOST:
            raise Invalid([Mend("file", "too_many_documents", {"limit": DOCUMENTS_MOST})])
        made: int = await fetchval(
            """INSERT INTO agenda_document (assembly, item, language, name, report, pages, size, digest, body, added_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id""",
            held.id, item, language.value, name, report, pages, len(file), digest, file, now(),
        )  # fmt: skip
        await note(actor, "attached document", "assembly", held.id, item=item, document=made, digest=digest.hex())
        return made


async def change(
    event: int, document: int, name: str | None, language: Language | None, report: bool | None, reason: Texts,
    actor: str,
) -> None:  # fmt: skip
    """Change what a document is called, its language, or whether it is the report. Raises what `changing` does."""
    async with changing(event, reason, actor) as held:
        row = await fetchrow(f"SELECT name, language, report {_DOCUMENT}", document, held.id)
        if row is None:
            raise Missing
        wanted = (
            row["name"] if name is None else tidy(name),
            row["language"] if language is None else language.value,
            row["report"] if report is None else report,
        )
        if mends := document_mends(wanted[0]):
            raise Invalid(mends)
        held.changed = wanted != tuple(row)
        if held.changed:
            await execute(
                "UPDATE agenda_document SET name = $2, language = $3, report = $4 WHERE id = $1", document, *wanted
            )
            await note(actor, "changed document", "assembly", held.id, document=document)


async def remove(event: int, document: int, reason: Texts, actor: str) -> None:
    """Take a document off the agenda; what members have read is kept, and shown no more. Raises as above."""
    async with changing(event, reason, actor) as held:
        if not await fetchval(f"SELECT true {_DOCUMENT}", document, held.id):
            raise Missing
        await let_go(held, "id = $1", document)
        await note(actor, "removed document", "assembly", held.id, document=document)


_DOCUMENT = "FROM agenda_document WHERE id = $1 AND assembly = $2 AND removed_at IS NULL"
