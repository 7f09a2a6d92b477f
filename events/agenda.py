"""Reads the agenda of an assembly as the plain values that mail, papers, actions and the API speak of."""

import msgspec

from events.database import fetch, fetchrow
from events.errors import Missing
from events.rules.agenda import AgendaFacts, VersionFacts

_DOCUMENTS = """(SELECT coalesce(json_agg(json_build_object('id', d.id, 'language', d.language, 'name', d.name,
    'report', d.report, 'pages', d.pages, 'size', d.size, 'digest', encode(d.digest, 'hex')) ORDER BY d.id), '[]')
    FROM agenda_document d WHERE d.assembly = a.id AND d.item IS NOT DISTINCT FROM {} AND d.removed_at IS NULL)"""

_AGENDA = f"""
SELECT json_build_object('assembly', a.id, 'event', e.id, 'starts_at', e.starts_at, 'second', a.second_of IS NOT NULL,
    'status', CASE WHEN a.closed_at IS NOT NULL THEN 'closed' WHEN a.opened_at IS NOT NULL THEN 'open'
        WHEN a.convened_at IS NOT NULL THEN 'convened' ELSE 'draft' END,
    'version', coalesce(g.version, 0), 'published_at', g.published_at,
    'items', (SELECT coalesce(json_agg(json_build_object('id', i.id, 'position', i.position, 'kind', i.kind,
            'matter', i.matter, 'title', i.title, 'text', i.text, 'seats', i.seats,
            'candidates_until', i.candidates_until, 'method', CASE WHEN i.kind = 'election' THEN i.method END,
            'most', i.most, 'ballot_order', CASE WHEN i.kind = 'election' THEN i.ballot_order END,
            'version', i.version, 'documents', {_DOCUMENTS.format("i.id")})
            ORDER BY i.position), '[]')
        FROM agenda_item i WHERE i.assembly = a.id),
    'documents', {_DOCUMENTS.format("NULL")})::text AS facts
FROM assembly a JOIN event e ON e.id = a.event LEFT JOIN agenda g ON g.assembly = a.id
WHERE a.event = $1
"""  # noqa: S608 (no value from outside)

_agenda = msgspec.json.Decoder(AgendaFacts)


async def agenda_of(event: int) -> AgendaFacts:
    """The agenda of the assembly that this event is, as it stands, without what it said before. Raises Missing.

    Published, it is what members were told: `published_at`. Its items are in order, each with its documents.
    """
    row = await fetchrow(_AGENDA, event)
    if row is None:
        raise Missing
    return _agenda.decode(row["facts"])


async def versions_of(assembly: int) -> list[VersionFacts]:
    """Each time the agenda was published, the latest first, with what changed since the time before."""
    rows = await fetch(
        """SELECT number, reason, published_at, changes FROM agenda_version WHERE assembly = $1
        ORDER BY number DESC""",
        assembly,
    )
    return [msgspec.convert(dict(row), VersionFacts) for row in rows]
