"""Takes over what a source says of the register: all of it, or nothing and every reason why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from events.actions import mailboxes
from events.actions.journal import note, note_all
from events.actions.members import columns_of, facts_of
from events.actions.memberships import Rewriting, rewrite
from events.clock import today
from events.database import execute, fetch, fetchval, transaction
from events.rules.comparing import Kind, Known, Remark, Step, Usual, compare, differing, gone, leaving_freely
from events.rules.events import OfficeFacts
from events.rules.imports_members import MembersFile, read_members
from events.rules.imports_report import Flaw, flaw
from events.rules.imports_said import Said
from events.rules.members import Details
from events.rules.memberships import Period
from events.rules.people import folded_address

AT_ONCE = 5_000
"""Members compared and written in one go, so that no statement takes long."""


SHOWN = 20
"""Members of each kind whom a look names."""


class TooManyLeave(Exception):
    """More would leave than may without a word: half a file, or a column mistaken, would look like that."""

    def __init__(self, leaving: int, most: int) -> None:
        super().__init__(f"{leaving} would leave")
        self.leaving, self.most = leaving, most


class Shown(NamedTuple):
    """A member whom something would happen to. fields: what becomes other, of one who changes."""

    number: int
    name: str
    fields: list[str]


class Outcome(msgspec.Struct, kw_only=True):
    """What came of it. absent: the numbers of members who are not in the source and stay; remarks: by number.

    shown: the first whom each thing happens to; held: whether a run of the kind would be held.
    """

    shown: dict[Kind, list[Shown]] = msgspec.field(default_factory=dict)
    held: bool = False
    counts: Counter[Kind] = msgspec.field(default_factory=Counter)
    absent: list[int] = []
    remarks: list[tuple[int, Remark]] = []
    warnings: list[Flaw] = []


async def import_members(
    body: bytes,
    *,
    on: date | None = None,
    whole: bool = False,
    at_most: int | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Make the register say what a table says, as of a day, today unless said.

    whole: members who are not in it leave that day; otherwise they are told of and stay. at_most: how many may leave,
    a tenth of all unless said. dry_run: look only. Raises ImportErrors, TooManyLeave.
    """
    offices = await fetch("SELECT * FROM office ORDER BY id")
    categories = {row["code"]: row["name"] for row in await fetch("SELECT code, name FROM category ORDER BY position")}
    found = read_members(body, msgspec.convert([dict(row) for row in offices], list[OfficeFacts]), categories)
    outcome = await take_over(found.said, on or today(), "command line", whole=whole, at_most=at_most, dry_run=dry_run)
    if not dry_run and outcome.counts.total() - outcome.counts[Kind.UNCHANGED] > AT_ONCE:
        await execute("ANALYZE member, membership")
    outcome.warnings = sorted([*found.warnings, *_told(found, outcome.remarks)], key=lambda one: one.line)
    return outcome


async def take_over(
    said: Sequence[Said],
    day: date,
    actor: str,
    *,
    whole: bool = False,
    at_most: int | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Make the register say this of each member, as of a day, in one transaction that no other writer comes between.

    The rest as `import_members` has it. Raises TooManyLeave.
    """
    async with transaction():
        await execute("LOCK TABLE office, category IN SHARE MODE")
        await execute("LOCK TABLE member, membership IN SHARE ROW EXCLUSIVE MODE")
        outcome, usual = Outcome(), await _usual()
        members = [row["number"] for row in await fetch(_MEMBERS, day)]
        for some in _batches(said):
            known = {one.number: one for one in await _known([one.number for one in some])}
            steps = [compare(one, known.get(one.number), day, usual) for one in some]
            await _take(steps, actor, outcome, dry_run)
        there = {one.number for one in said}
        absent = [number for number in members if number not in there]
        if whole:
            for numbers in _batches(absent):
                await _take([gone(one, day) for one in await _known(numbers)], actor, outcome, dry_run)
        else:
            outcome.absent = absent
        most = leaving_freely(len(members)) if at_most is None else at_most
        if outcome.counts[Kind.LEFT] > most:
            raise TooManyLeave(outcome.counts[Kind.LEFT], most)
        if not dry_run:
            if outcome.counts[Kind.ADDED] > AT_ONCE:
                await execute("ANALYZE member, membership")  # or the next take-over plans for a table that was empty
            counts = {kind.name.lower(): count for kind, count in outcome.counts.items()}
            await note(actor, "imported", "register", 0, on=day.isoformat(), **counts)
        return outcome


_MEMBERS = """SELECT m.number FROM membership s JOIN member m ON m.id = s.member
WHERE s.since <= $1 AND (s.until IS NULL OR s.until > $1) ORDER BY m.number"""
_KNOWN = """SELECT m.id, m.number, m.name, m.email, m.phone, m.language, o.slug AS office, m.street,
    m.postal_code, m.city, m.country, m.erased_at IS NOT NULL AS erased,
    (SELECT coalesce(json_agg(json_build_object('category', (SELECT code FROM category WHERE id = s.category),
            'shares', s.shares, 'since', s.since, 'until', s.until) ORDER BY s.since), '[]')
        FROM membership s WHERE s.member = m.id) AS periods
FROM member m LEFT JOIN office o ON o.id = m.office WHERE m.number = ANY($1::int[]) ORDER BY m.number"""


async def _usual() -> Usual:
    offices = await fetch("SELECT slug, languages[1] AS language FROM office WHERE languages[1] IS NOT NULL")
    category = await fetchval("SELECT code FROM category ORDER BY position, id LIMIT 1")
    return msgspec.convert(
        {"category": category or "", "languages": {row["slug"]: row["language"] for row in offices}}, Usual
    )


async def _known(numbers: Sequence[int]) -> list[Known]:
    return [
        Known(
            id=row["id"],
            number=row["number"],
            details=msgspec.convert({name: row[name] for name in Details.__struct_fields__}, Details),
            erased=row["erased"],
            periods=msgspec.convert(row["periods"], list[Period]),
        )
        for row in await fetch(_KNOWN, numbers)
    ]


async def _take(steps: Sequence[Step], actor: str, outcome: Outcome, dry_run: bool) -> None:
    """Do what is to be done about these members, and count it."""
    outcome.counts.update(step.kind for step in steps)
    outcome.remarks += [(step.number, remark) for step in steps for remark in step.remarks]
    if dry_run:
        for step in steps:
            some = outcome.shown.setdefault(step.kind, [])
            if len(some) < SHOWN:
                some.append(Shown(step.number, step.name, differing(step) if step.kind is Kind.CHANGED else []))
        return
    added = [step for step in steps if step.kind is Kind.ADDED]
    ids = {row["number"]: row["id"] for row in await _write(_INSERT, added)}
    await _write(_UPDATE, [step for step in steps if step.member and step.details])
    await mailboxes.move(*(
        mailboxes.Move(step.member, folded_address(step.was.email), step.details.email)
        for step in steps
        if step.member and step.was and step.details and step.was.email and "email" in step.fields
    ))  # fmt: skip
    moved = [step for step in steps if step.member and step.before != step.after]
    await execute("UPDATE member SET version = version + 1 WHERE id = ANY($1::bigint[])", [one.member for one in moved])
    await rewrite([Rewriting(one.member or ids[one.number], one.before, one.after) for one in (*added, *moved)])
    await note_all(actor, "joined", "member", [
        (ids[one.number], {"number": one.number, **facts_of([], one.after)}) for one in added
    ])  # fmt: skip
    await note_all(actor, "changed", "member", [
        (one.member, {"fields": one.fields}) for one in steps if one.member and one.details
    ])  # fmt: skip
    for action, left in (("membership", False), ("left", True)):
        lines = [(one.member or 0, facts_of(one.before, one.after)) for one in moved if (one.kind is Kind.LEFT) == left]
        await note_all(actor, action, "member", lines)


async def _write(statement: str, steps: Iterable[Step]) -> list[Any]:
    rows = [(one.number, *columns_of(one.details, one.number)) for one in steps if one.details]
    return await fetch(f"{_DETAILS} {statement}", *zip(*rows, strict=True)) if rows else []


_DETAILS = """WITH said AS (
    SELECT s.number, s.name, s.email, s.address, s.phone, s.language, s.search, o.id AS office, s.street,
        s.postal_code, s.city, s.country
    FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::text[], $11::text[], $12::text[])
        AS s (number, name, email, address, phone, language, search, office, street, postal_code, city, country)
    LEFT JOIN office o ON o.slug = s.office
)"""
_INSERT = """INSERT INTO member (number, name, email, address, phone, language, search, office,
    street, postal_code, city, country)
SELECT * FROM said RETURNING id, number"""
_UPDATE = """UPDATE member m SET name = said.name, email = said.email, address = said.address, phone = said.phone,
    language = said.language, search = said.search, office = said.office, street = said.street,
    postal_code = said.postal_code, city = said.city, country = said.country FROM said WHERE m.number = said.number"""


def _told(found: MembersFile, remarks: Iterable[tuple[int, Remark]]) -> Iterator[Flaw]:
    """The remarks as warnings of the lines they are about; what is about no column is told once."""
    lines = dict(zip((one.number for one in found.said), found.lines, strict=True))
    once = set[str]()
    for number, remark in remarks:
        if remark.field or remark.code not in once:
            once.add(remark.code)
            yield flaw(lines[number], found.names.get(remark.field, remark.field), remark.code, remark.facts)


def _batches(all_of_them: Sequence[Any]) -> Iterator[list[Any]]:
    rest = iter(all_of_them)
    while some := list(islice(rest, AT_ONCE)):
        yield some
