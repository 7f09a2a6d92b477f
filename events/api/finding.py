"""Finds members by any part of their names, or by number, and by what they were on a day.

A word that many names have is found by walking the names in their order until a page is full; a rare one by the
pieces of its letters, which are indexed. Neither looks at all members.
"""

from datetime import date
from typing import Annotated, Any

import msgspec

from events.database import execute, fetch, transaction
from events.rules.members import NUMBER_MOST, Asked, are_digits, numbers_beginning, pieces_of
from events.words import Standing

STROLL, WALK, WALK_ASKING = 400, 20_000, 4_000
"""How many names are walked past, first and then, before they are looked for by their pieces; fewer when each has to
be asked what they were that day."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows a search. offices: ids, None for all; category, standing: as on that day.

    without_email: only who has no address, and is reached on paper.
    """

    offices: list[int] | None
    category: str | None
    standing: Standing | None
    day: date
    without_email: bool = False

    @property
    def asking(self) -> bool:
        """Whether most members may not be wanted, which only their memberships tell."""
        return self.without_email or self.category is not None or self.standing not in (None, Standing.MEMBER)


class Place(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A place in the order of what is found: those by number come first, then those by name. name: as looked up."""

    number: Annotated[int, msgspec.Meta(ge=0, le=NUMBER_MOST)] | None = None
    name: str = ""
    member: Annotated[int, msgspec.Meta(ge=0, le=2**62)] = 0


async def find(asked: Asked, wanted: Wanted, after: Place | None, most: int) -> tuple[list[int], Place | None]:
    """The ids of a page of those found, in order, and the place after which the next page begins, if there is one."""
    start = after or Place(number=0 if asked.digits else None)
    found: list[Place] = []
    if asked.digits and start.number is not None:
        found = await _by_number(asked.digits, wanted, start.number, most + 1)
        start = Place()
    if len(found) <= most:
        found += await _by_name(asked, wanted, start, most + 1 - len(found))
    page = found[:most]
    return [place.member for place in page], page[-1] if len(found) > most else None


async def _by_number(digits: str, wanted: Wanted, after: int, most: int) -> list[Place]:
    """Those whose number begins so, by number: the very number comes first."""
    ranges = numbers_beginning(digits)
    sql = _Sql()
    rows = await fetch(
        f"""SELECT found.id, found.number FROM unnest({sql([low for low, _ in ranges])}::int[],
                {sql([high for _, high in ranges])}::int[]) AS span (low, high)
            CROSS JOIN LATERAL (
                SELECT m.id, m.number FROM member m
                WHERE m.number BETWEEN greatest(span.low, {sql(after + 1)}::bigint) AND span.high
                    {sql.narrowed(wanted)}
                ORDER BY m.number LIMIT {most}
            ) AS found ORDER BY found.number LIMIT {most}""",  # noqa: S608 (no value from outside)
        *sql.values,
    )
    return [Place(number=row["number"], member=row["id"]) for row in rows]


async def _by_name(asked: Asked, wanted: Wanted, after: Place, most: int) -> list[Place]:
    """Those who have every word, by name."""
    if not asked.digits and not asked.address:
        for steps in (STROLL, WALK_ASKING if wanted.asking else WALK):
            found = await _walked(asked, wanted, after, most, steps)
            if len(found) >= most:
                return found
    return await _looked_up(asked, wanted, after, most)


async def _walked(asked: Asked, wanted: Wanted, after: Place, most: int, steps: int) -> list[Place]:
    """Those among so many of the next names, not more than `most`."""
    sql = _Sql()
    one = wanted.offices[0] if wanted.offices is not None and len(wanted.offices) == 1 else None
    here = "" if one is None else f"office = {sql(one)} AND"
    rows = await fetch(
        f"""SELECT near.id, near.search FROM (
                SELECT id, search FROM member WHERE {here}
                    (search COLLATE "C", id) > ({sql(after.name)}, {sql(after.member)})
                ORDER BY search COLLATE "C", id LIMIT {steps}
            ) AS near
            CROSS JOIN LATERAL (
                SELECT FROM member m WHERE m.id = near.id {sql.having(asked)} {sql.narrowed(wanted)} OFFSET 0
            ) AS it
            WHERE near.search LIKE ALL ({sql(_patterns(asked))}::text[])
            ORDER BY near.search COLLATE "C", near.id LIMIT {most}""",  # noqa: S608
        *sql.values,
    )
    return [Place(name=row["search"], member=row["id"]) for row in rows]


async def _looked_up(asked: Asked, wanted: Wanted, after: Place, most: int) -> list[Place]:
    """Those of all members, by the pieces of the words.

    Planned for these very words each time: some pieces are in every third name, others in three.
    """
    sql = _Sql()
    clauses = [f"m.search LIKE ALL ({sql(_patterns(asked))}::text[])"]
    if asked.address:
        clauses.append(f"m.address = {sql(asked.address)}")
    if pieces := pieces_of(asked.words if asked.digits else _said(asked)):
        clauses.append(f"pieces(rtrim(m.search, '0123456789')) @> {sql(pieces)}::text[]")
    found = f"""SELECT m.id, m.search FROM member m
        WHERE {" AND ".join(clauses)} {sql.having(asked)} {sql.narrowed(wanted, when_found=True)}"""  # noqa: S608
    held = ""
    if wanted.standing is Standing.MEMBER:
        of_it = f"SELECT FROM membership s WHERE s.member = it.id AND {sql.that_day(wanted)} LIMIT 1"
        held = f"CROSS JOIN LATERAL ({of_it}) AS held"
    statement = f"""WITH it AS MATERIALIZED ({found})
        SELECT it.id, it.search FROM (
            SELECT id, search FROM it WHERE (search COLLATE "C", id) > ({sql(after.name)}, {sql(after.member)})
            ORDER BY search COLLATE "C", id
        ) AS it {held}
        ORDER BY it.search COLLATE "C", it.id LIMIT {most}"""  # noqa: S608
    async with transaction():
        await execute("SET LOCAL plan_cache_mode = force_custom_plan")
        rows = await fetch(statement, *sql.values)
    return [Place(name=row["search"], member=row["id"]) for row in rows]


class _Sql:
    """Collects the values of a statement as it is written: `sql(value)` is its placeholder."""

    def __init__(self) -> None:
        self.values: list[Any] = []

    def __call__(self, value: Any) -> str:
        self.values.append(value)
        return f"${len(self.values)}"

    def having(self, asked: Asked) -> str:
        """That digits among the words are in the name of `m`, or begin the number, unless that was looked at before."""
        clauses = []
        for word in asked.words:
            if are_digits(word):
                in_name = f"rtrim(m.search, '0123456789') LIKE {self(_pattern(word))}"
                bare = word.lstrip("0")
                begins = f"m.number::text LIKE {self(bare + '%')}" if bare else "false"
                clauses.append(f"{in_name} AND NOT {begins}" if asked.digits else f"({in_name} OR {begins})")
        return "".join(f" AND {clause}" for clause in clauses)

    def narrowed(self, wanted: Wanted, when_found: bool = False) -> str:
        """That `m` is one of those wanted. when_found: whether they are members is asked of those on the page only."""
        clauses, held = [], "SELECT FROM membership s WHERE s.member = m.id"
        if wanted.offices is not None:
            clauses.append(f"m.office = ANY ({self(wanted.offices)}::bigint[])")
        if wanted.without_email:
            clauses.append("m.email IS NULL")
        if wanted.category:
            of = f"SELECT id FROM category WHERE lower(code) = lower({self(wanted.category)})"  # noqa: S608
            clauses.append(f"EXISTS ({held} AND {self.that_day(wanted)} AND s.category = ({of}))")
        if wanted.standing is Standing.MEMBER and not when_found:
            clauses.append(f"EXISTS ({held} AND {self.that_day(wanted)})")
        elif wanted.standing is Standing.LEFT:
            clauses.append(f"EXISTS ({held} AND s.until <= {self(wanted.day)})")
            clauses.append(f"NOT EXISTS ({held} AND {self.that_day(wanted)})")
        elif wanted.standing is Standing.NOT_YET:
            clauses.append(f"NOT EXISTS ({held} AND s.since <= {self(wanted.day)})")
        return "".join(f" AND {clause}" for clause in clauses)

    def that_day(self, wanted: Wanted) -> str:
        """That the membership `s` holds on the day asked for."""
        day = self(wanted.day)
        return f"s.since <= {day} AND (s.until IS NULL OR s.until > {day})"


def _said(asked: Asked) -> list[str]:
    """The words that are no numbers."""
    return [word for word in asked.words if not are_digits(word)]


def _patterns(asked: Asked) -> list[str]:
    return [_pattern(word) for word in _said(asked)]


def _pattern(word: str) -> str:
    return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
