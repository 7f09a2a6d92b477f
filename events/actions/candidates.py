"""Standing for election: members do so themselves until a deadline, and the bureau puts candidates forward."""

from typing import Any

from events.actions import live
from events.actions.agenda import Held, changing
from events.actions.journal import note
from events.clock import now, today
from events.database import execute, fetch, fetchrow, fetchval, transaction
from events.errors import (
    AgendaFixed,
    CandidacyWithdrawn,
    ChangedMeanwhile,
    Invalid,
    Mend,
    Missing,
    OnlyMembersStand,
    PollOpen,
)
from events.rules.agenda import AgendaChange, check_order, written
from events.rules.candidates import REASON_LIMIT, STATEMENT_LIMIT, check_standing, statement_mends
from events.rules.events import Texts, texts_mends
from events.rules.people import name_mends, tidy
from events.words import AgendaKind


async def stand(event: int, item: int, member: int | None, statement: Texts, actor: str) -> None:
    """Let the member stand, or stand with other words; who had withdrawn stands again.

    Raises Missing, OnlyMembersStand, CandidatesClosed, CandidacyWithdrawn (by the bureau), Invalid.
    """
    said = written(statement)
    if mends := statement_mends(said):
        raise Invalid(mends)
    async with transaction():
        row = await _election(event, item)
        check_standing(row["candidates_until"], now())
        if member is None or not await fetchval(_IS_MEMBER, member, today()):
            raise OnlyMembersStand
        mine = await fetchrow("SELECT * FROM candidate WHERE item = $1 AND member = $2", item, member)
        if mine is None:
            await _insert(item, member, None, said, actor)
        elif mine["reason"] is not None:
            raise CandidacyWithdrawn
        else:
            await execute(
                """UPDATE candidate SET statement = $2, withdrawn_at = NULL, withdrawn_by = NULL, version = version + 1
                WHERE id = $1""",
                mine["id"], said,
            )  # fmt: skip
        again = mine is not None and mine["withdrawn_at"] is None
        await note(actor, "changed candidacy" if again else "stood", "assembly", row["assembly"], item=item)
    live.touch(event)


async def leave(event: int, item: int, member: int | None, actor: str) -> None:
    """Let the member stand no more. Who does not stand, does not. Raises Missing, CandidatesClosed, PollOpen."""
    async with transaction():
        row = await _election(event, item)
        mine = await fetchrow(
            "SELECT id FROM candidate WHERE item = $1 AND member = $2 AND withdrawn_at IS NULL", item, member
        )
        if mine is None:
            return
        check_standing(row["candidates_until"], now())
        await _withdraw(mine["id"], actor, None)
        await note(actor, "withdrew candidacy", "assembly", row["assembly"], item=item)
    live.touch(event)


async def picture(event: int, item: int, member: int | None, photo: bytes | None, actor: str) -> None:
    """Put this picture beside the member's words; None for none. Raises Missing, CandidatesClosed.

    photo: as `inert_photo` made it.
    """
    async with transaction():
        row = await _election(event, item)
        check_standing(row["candidates_until"], now())
        mine = await fetchval(
            "SELECT id FROM candidate WHERE item = $1 AND member = $2 AND withdrawn_at IS NULL", item, member
        )
        if mine is None:
            raise Missing
        await _picture(mine, photo)
        await note(actor, "changed candidacy", "assembly", row["assembly"], item=item)
    live.touch(event)


async def put_forward(event: int, item: int, number: int | None, name: str | None, statement: Texts, actor: str) -> int:
    """Let the bureau put somebody forward: a member by number, or anybody by name; the candidacy's id.

    A member who stands already does, with these words. Raises Missing, AgendaFixed, Invalid.
    """
    said, name = written(statement), None if name is None else tidy(name)
    mends = texts_mends("statement", said, STATEMENT_LIMIT) + ([] if name is None else name_mends("name", name))
    if (number is None) == (name is None):
        mends.append(Mend("name", "a_member_or_a_name"))
    if mends:
        raise Invalid(mends)
    async with transaction():
        row = await _election(event, item)
        if row["opened_at"] is not None:
            raise AgendaFixed
        member = None
        if number is not None:
            member = await fetchval("SELECT id FROM member WHERE number = $1 AND erased_at IS NULL", number)
            if member is None:
                raise Invalid([Mend("member", "unknown_member", {"number": number})])
        there = await fetchrow("SELECT id FROM candidate WHERE item = $1 AND member = $2", item, member)
        if there is None:
            made = await _insert(item, member, name, said, actor)
        else:
            made = int(there["id"])
            await execute(
                """UPDATE candidate SET statement = CASE WHEN $2::jsonb = '{}' THEN statement ELSE $2::jsonb END,
                    withdrawn_at = NULL, withdrawn_by = NULL, reason = NULL, version = version + 1 WHERE id = $1""",
                made, said,
            )  # fmt: skip
        await note(actor, "added candidate", "assembly", row["assembly"], item=item, candidate=made)
    live.touch(event)
    return made


async def change(
    event: int, candidate: int, changes: dict[str, Any], reason: Texts, actor: str, version: int | None
) -> None:
    """Let the bureau correct the words of a candidacy, or the name of who is no member; published, with a reason.

    Raises Missing, ChangedMeanwhile, AgendaFixed, Invalid.
    """
    async with changing(event, reason, actor) as held:
        row = await _candidate(event, candidate, version)
        said = written(changes.get("statement", row["statement"]))
        name = row["name"] if row["name"] is None else tidy(changes.get("name", row["name"]))
        mends = texts_mends("statement", said, STATEMENT_LIMIT) + ([] if name is None else name_mends("name", name))
        if name is None and "name" in changes:
            mends.append(Mend("name", "name_in_the_register"))
        if mends:
            raise Invalid(mends)
        fields = [field for field, value in (("name", name), ("statement", said)) if value != row[field]]
        held.changed = bool(fields)
        if fields:
            await execute(
                "UPDATE candidate SET statement = $2, name = $3, version = version + 1 WHERE id = $1",
                candidate, said, name,
            )  # fmt: skip
            await _corrected(held, row, fields, actor)


async def picture_of(event: int, candidate: int, photo: bytes | None, reason: Texts, actor: str) -> None:
    """Let the bureau put this picture beside a candidacy; None for none. Published, with a reason.

    Raises Missing, AgendaFixed, Invalid.
    """
    async with changing(event, reason, actor) as held:
        row = await _candidate(event, candidate)
        held.changed = photo != row["photo"]
        if held.changed:
            await _picture(candidate, photo)
            await _corrected(held, row, ["photo"], actor)


async def _corrected(held: Held, row: Any, fields: list[str], actor: str) -> None:
    held.besides = [AgendaChange(title=row["title"], deed="candidates")]
    await note(actor, "changed candidacy", "assembly", held.id, item=row["item"], candidate=row["id"], fields=fields)


async def withdraw(event: int, candidate: int, reason: str, actor: str) -> None:
    """Let the bureau withdraw a candidacy, also during the assembly; withdrawn already, it is.

    Raises Missing, AgendaFixed (the assembly is over), PollOpen, Invalid.
    """
    said = reason.strip()
    if not said or len(said) > REASON_LIMIT:
        raise Invalid([Mend("reason", "too_long", {"limit": REASON_LIMIT}) if said else Mend("reason", "empty")])
    async with transaction():
        row = await _candidate(event, candidate)
        if row["closed_at"] is not None:
            raise AgendaFixed
        if row["withdrawn_at"] is not None:
            return
        await _withdraw(candidate, actor, said)
        await note(actor, "withdrew candidacy", "assembly", row["assembly"], item=row["item"], candidate=candidate)
    live.touch(event)


async def order(event: int, item: int, candidates: list[int], actor: str) -> None:
    """Put those who stand in this order. Raises Missing, AgendaFixed, Invalid."""
    async with transaction():
        row = await _election(event, item)
        if row["opened_at"] is not None:
            raise AgendaFixed
        there = await fetch("SELECT id FROM candidate WHERE item = $1 AND withdrawn_at IS NULL", item)
        check_order(candidates, [one["id"] for one in there])
        await execute(
            """UPDATE candidate c SET position = said.position
            FROM unnest($1::bigint[]) WITH ORDINALITY AS said (id, position) WHERE c.id = said.id""",
            candidates,
        )
        await note(actor, "ordered candidates", "assembly", row["assembly"], item=item)
    live.touch(event)


_IS_MEMBER = """
SELECT EXISTS (SELECT FROM membership WHERE member = $1 AND since <= $2 AND (until IS NULL OR until > $2))
"""


async def _election(event: int, item: int) -> Any:
    """An election on the agenda of this event's assembly, which is held. Raises Missing."""
    row = await fetchrow(
        """SELECT a.id AS assembly, a.opened_at, i.kind, i.candidates_until
        FROM assembly a JOIN agenda_item i ON i.assembly = a.id AND i.id = $2
        WHERE a.event = $1 FOR NO KEY UPDATE OF a""",
        event, item,
    )  # fmt: skip
    if row is None or row["kind"] != AgendaKind.ELECTION:
        raise Missing
    return row


async def _candidate(event: int, candidate: int, version: int | None = None) -> Any:
    """A candidacy and the title of its election, with its assembly held."""
    row = await fetchrow(
        """SELECT c.*, i.title, a.id AS assembly, a.opened_at, a.closed_at FROM assembly a
            JOIN agenda_item i ON i.assembly = a.id JOIN candidate c ON c.item = i.id AND c.id = $2
        WHERE a.event = $1 FOR NO KEY UPDATE OF a""",
        event, candidate,
    )  # fmt: skip
    if row is None:
        raise Missing
    if version is not None and version != row["version"]:
        raise ChangedMeanwhile(version=row["version"])
    return row


async def _insert(item: int, member: int | None, name: str | None, statement: Texts, actor: str) -> int:
    made: int = await fetchval(
        """INSERT INTO candidate (item, member, name, statement, position, version, stood_at, added_by)
        VALUES ($1, $2, $3, $4, 1 + coalesce((SELECT max(position) FROM candidate WHERE item = $1), 0), 1, $5, $6)
        RETURNING id""",
        item, member, name, statement, now(), actor,
    )  # fmt: skip
    return made


async def _picture(candidate: int, photo: bytes | None) -> None:
    await execute("UPDATE candidate SET photo = $2, version = version + 1 WHERE id = $1", candidate, photo)


async def _withdraw(candidate: int, actor: str, reason: str | None) -> None:
    """Raises PollOpen: who is being voted on stays until that is over."""
    if await fetchval(_VOTED_ON, candidate):
        raise PollOpen
    await execute(
        """UPDATE candidate SET withdrawn_at = $2, withdrawn_by = $3, reason = $4, version = version + 1
        WHERE id = $1""",
        candidate, now(), actor, reason,
    )  # fmt: skip


_VOTED_ON = """
SELECT EXISTS (SELECT FROM poll_candidate c JOIN poll p ON p.id = c.poll WHERE c.candidate = $1 AND p.closed_at IS NULL)
"""
