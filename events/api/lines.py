"""Finds lines of the journal, the latest first, with the names that their ids stand for today."""

from datetime import datetime
from typing import Any

import msgspec

from events.api.asking import REACHED
from events.database import fetch
from events.rules.access import Act, Asker, may, offices_of_members
from events.rules.people import folded, folded_address

WORDS = 10
"""Words looked for at most."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows a search. events, member: ids, for all that concerns them; start, end: from then until before then.

    after: the id of the last line seen.
    """

    about: str | None = None
    about_id: int | None = None
    actor: str | None = None
    q: str = ""
    start: datetime | None = None
    end: datetime | None = None
    events: list[int] | None = None
    member: int | None = None
    after: int | None = None


async def with_programmes(events: list[int]) -> list[int]:
    """These events and the items of their programmes."""
    return [row["id"] for row in await fetch("SELECT id FROM event WHERE id = ANY ($1) OR parent = ANY ($1)", events)]


async def lines(asker: Asker, wanted: Wanted, most: int) -> list[Any]:
    """The latest lines within the asker's reach, with names; those who organise see no network addresses."""
    whole, mine = may(asker, Act.WHOLE_JOURNAL), await _only_events(asker)
    sql = _Sql() if whole else _Sql(*asker.reach(Act.JOURNAL))
    clauses = [] if whole else [_reached(sql, offices_of_members(asker, Act.JOURNAL))]
    for clause, value in (
        ("j.about = {}", wanted.about),
        ("j.about_id = {}", wanted.about_id),
        ("j.actor = {}", wanted.actor),
        ("j.at >= {}", wanted.start),
        ("j.at < {}", wanted.end),
        ("j.id < {}", wanted.after),
    ):
        if value is not None:
            clauses.append(clause.format(sql(value)))
    for of, within in ((_OF_EVENTS, wanted.events), (_OF_EVENTS, mine), (_OF_MEMBER, wanted.member)):
        if within is not None:
            clauses.append(of.format(sql(within)))
    for word in wanted.q.split()[:WORDS]:
        clauses.append(_said(sql, word, whole))
    return await fetch(
        f"""WITH page AS MATERIALIZED (
            SELECT j.*, CASE WHEN j.about = 'event' THEN j.about_id
                WHEN j.about = 'registration' THEN (SELECT event FROM registration WHERE id = j.about_id)
                WHEN j.about = 'token' THEN (SELECT event FROM token WHERE id = j.about_id)
                WHEN j.about = 'poll' THEN (SELECT a.event FROM poll p JOIN agenda_item i ON i.id = p.resolution
                    JOIN assembly a ON a.id = i.assembly WHERE p.id = j.about_id)
                WHEN j.about = 'proxy' THEN (
                    SELECT a.event FROM proxy p JOIN assembly a ON a.id = p.assembly WHERE p.id = j.about_id)
                WHEN j.about = 'assembly' THEN coalesce((SELECT event FROM assembly WHERE id = j.about_id),
                    (SELECT id FROM event WHERE slug = j.facts ->> 'slug')) END AS event
            FROM journal j WHERE {" AND ".join(clauses) or "true"} ORDER BY j.id DESC LIMIT {most}
        )
        SELECT j.id, j.at, j.actor, j.action, j.about, j.about_id, j.facts, j.request,
            {"j.source" if whole else "NULL AS source"}, {_NAMES}
        FROM page j LEFT JOIN event e ON e.id = j.event ORDER BY j.id DESC""",  # noqa: S608 (no value from outside)
        *sql.values,
    )


_NAMES = """
    EXISTS (SELECT FROM journal_link l WHERE l.entry = j.id) AS sealed, e.slug AS event, e.title AS event_title,
    CASE WHEN j.actor ~ '^[a-z]+ [0-9]{1,18}$' THEN CASE split_part(j.actor, ' ', 1)
        WHEN 'staff' THEN (SELECT name FROM staff WHERE id = split_part(j.actor, ' ', 2)::bigint)
        WHEN 'member' THEN (SELECT name FROM member WHERE id = split_part(j.actor, ' ', 2)::bigint)
        WHEN 'token' THEN (SELECT nullif(name, '') FROM token WHERE id = split_part(j.actor, ' ', 2)::bigint)
        WHEN 'registration' THEN (SELECT name FROM registration WHERE id = split_part(j.actor, ' ', 2)::bigint)
    END END AS actor_name,
    CASE j.about
        WHEN 'registration' THEN (SELECT name FROM registration WHERE id = j.about_id)
        WHEN 'member' THEN (SELECT name FROM member WHERE id = j.about_id)
        WHEN 'staff' THEN (SELECT name FROM staff WHERE id = j.about_id)
        WHEN 'token' THEN (SELECT nullif(name, '') FROM token WHERE id = j.about_id)
        WHEN 'category' THEN (SELECT code FROM category WHERE id = j.about_id)
        WHEN 'poll' THEN (SELECT i.title ->> (SELECT min(k) FROM jsonb_object_keys(i.title) AS k)
            FROM poll p JOIN agenda_item i ON i.id = p.resolution WHERE p.id = j.about_id)
        WHEN 'proxy' THEN (SELECT g.name || ' → ' || h.name
            FROM proxy p JOIN member g ON g.id = p.giver JOIN member h ON h.id = p.holder WHERE p.id = j.about_id)
    END AS about_name,
    CASE WHEN j.about = 'member' THEN (SELECT number FROM member WHERE id = j.about_id) END AS member
"""
_LINES = "CROSS JOIN LATERAL (SELECT id FROM journal WHERE about = '{0}' AND about_id = {0}.id OFFSET 0) AS l"
_OF_EVENTS = f"""j.id IN (
    SELECT id FROM journal WHERE about = 'event' AND about_id = ANY ({{0}})
    UNION ALL SELECT l.id FROM registration {_LINES.format("registration")} WHERE registration.event = ANY ({{0}})
    UNION ALL SELECT l.id FROM token {_LINES.format("token")} WHERE token.event = ANY ({{0}})
    UNION ALL SELECT l.id FROM assembly {_LINES.format("assembly")} WHERE assembly.event = ANY ({{0}})
    UNION ALL SELECT l.id FROM assembly a JOIN agenda_item i ON i.assembly = a.id
        JOIN poll ON poll.resolution = i.id {_LINES.format("poll")} WHERE a.event = ANY ({{0}})
    UNION ALL SELECT l.id FROM assembly a JOIN proxy ON proxy.assembly = a.id {_LINES.format("proxy")}
        WHERE a.event = ANY ({{0}}))
"""  # noqa: S608 (no value from outside)
_OF_MEMBER = f"""j.id IN (
    SELECT id FROM journal WHERE about = 'member' AND about_id = {{0}}
    UNION ALL SELECT id FROM journal WHERE actor = 'member ' || {{0}}
    UNION ALL SELECT l.id FROM registration {_LINES.format("registration")} WHERE registration.member = {{0}}
    UNION ALL SELECT l.id FROM proxy {_LINES.format("proxy")} WHERE {{0}} IN (proxy.giver, proxy.holder))
"""  # noqa: S608
"""Written so that an index leads to the few lines among many, whatever PostgreSQL expects of a join."""


async def _only_events(asker: Asker) -> list[int] | None:
    """The events of an asker who reaches nothing else, so that their few lines are not looked for among all."""
    events = asker.reach(Act.JOURNAL)[1]
    return None if None in events else await with_programmes([event for event in events if event])


class _Sql:
    """Collects the values of a statement as it is written: `sql(value)` is its placeholder."""

    def __init__(self, *values: Any) -> None:
        self.values: list[Any] = list(values)

    def __call__(self, value: Any) -> str:
        self.values.append(value)
        kind = {int: "bigint", str: "text", list: "bigint[]", datetime: "timestamptz"}[type(value)]
        return f"${len(self.values)}::{kind}"


def _reached(sql: _Sql, offices: list[int] | None) -> str:
    """What is about events, registrations and members within reach: the statement's first two values are the reach."""
    members = "SELECT id FROM member"
    if offices is not None:
        members += f" WHERE office = ANY ({sql(offices)})"
    return f"""CASE j.about
        WHEN 'event' THEN EXISTS (SELECT FROM event e WHERE e.id = j.about_id AND {REACHED})
        WHEN 'registration' THEN EXISTS (
            SELECT FROM registration r JOIN event e ON e.id = r.event WHERE r.id = j.about_id AND {REACHED})
        WHEN 'member' THEN j.about_id IN ({members})
        ELSE false END"""  # noqa: S608


def _said(sql: _Sql, word: str, whole: bool) -> str:
    """Whether a word is in what was done, in its facts, or in the names of who did it and what it is about."""
    like, plain = sql(_pattern(folded(word))), sql(_pattern(word.lower()))
    address, same = sql(folded_address(word)), sql(word)
    people = f"lower(name) LIKE {plain} OR (name ~ '[^[:ascii:]]' AND {_FOLDED} LIKE {like}) OR address = {address}"
    members = f"SELECT id FROM member WHERE search LIKE {like} OR address = {address}"  # noqa: S608
    events = f"SELECT id FROM event WHERE search LIKE {like} OR slug LIKE {plain}"  # noqa: S608
    return f"""(j.action LIKE {plain} OR j.actor LIKE {plain} OR j.request = {same}
        OR (j.about <> 'registration' AND lower(j.facts::text) LIKE {plain})
        {f"OR j.source = {same}" if whole else ""}
        OR (j.about = 'event' AND j.about_id IN ({events}))
        OR (j.about = 'registration' AND j.about_id IN (
            SELECT id FROM registration WHERE {people} OR event IN ({events}) OR member IN ({members})))
        OR (j.about = 'member' AND j.about_id IN ({members}))
        OR (j.about = 'staff' AND j.about_id IN (SELECT id FROM staff WHERE {people}))
        OR (j.about = 'token' AND j.about_id IN (SELECT id FROM token WHERE lower(name) LIKE {plain}))
        OR j.actor IN (SELECT 'staff ' || id FROM staff WHERE {people})
        OR j.actor IN (SELECT 'member ' || id FROM ({members}) AS found))"""  # noqa: S608


_FOLDED = r"regexp_replace(lower(normalize(name, NFKD)), '[\u0300-\u036f]', '', 'g')"


def _pattern(word: str) -> str:
    return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
