"""Reads what the minutes of an assembly tell: from sitting, ledger, agenda, polls, questions and incidents."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from events.actions.assemblies import rules_of
from events.actions.ballots import standing_in
from events.actions.polls import result_of
from events.agenda import agenda_of
from events.clock import now
from events.database import fetch, fetchone
from events.rules.agenda import ItemFacts
from events.rules.minutes import Asked, Disturbed, ItemTold, Polled, Taking, Told, breaks_of
from events.rules.quorum import Count, Standing, standing
from events.rules.statutes import Statutes
from events.rules.tally import Tally
from events.words import Gathering, Move, Secrecy


async def minutes_of(event: int) -> Told:
    """All of it, as it is known now. Raises Missing."""
    agenda = await agenda_of(event)
    assembly = agenda.assembly
    row = await fetchone(_ASSEMBLY, assembly)
    rules = await rules_of(row["statutes"])
    roll = Count(row["roll_count"], row["roll_weight"]) if row["roll_at"] is not None else None
    moves = await fetch(_MOVES, assembly)
    topics, loose, speakers = [
        await fetch(sql, assembly) for sql in (_TOPICS, _LOOSE, _SPEAKERS)
    ]  # fmt: skip
    failed = {one["item"]: one["at"] for one in await fetch(_FAILED, assembly)}
    told = _Parts(topics, loose, speakers)
    polls = [(one["resolution"], one, await _result(one)) for one in await fetch(_POLLS, assembly)]
    closed = row["closed_at"]
    return Told(
        made_at=closed or now(),
        kind=Gathering(row["kind"]),
        first_on=_day(row["first_starts_at"], row["timezone"]),
        convened_at=row["convened_at"],
        mail=row["mail"],
        post=row["post"],
        record_on=row["record_on"],
        roll=roll,
        opened_at=row["opened_at"],
        closed_at=closed,
        opening=next((_count(move) for move in moves if move["kind"] == Move.OPENED), None),
        closing=_count(await fetchone(_CLOSING, assembly)) if closed else None,
        breaks=breaks_of([(move["kind"], move["at"]) for move in moves]),
        items=[
            _item(one, moves, polls, rules, roll, failed.get(one.id), told, second=agenda.second)
            for one in agenda.items
        ],
        asked=told.asked(None),
        unanswered=told.unanswered(None),
        speakers=told.speakers(None),
        incidents=[Disturbed(**dict(one)) for one in await fetch(_INCIDENTS, assembly)],
    )


class _Parts:
    """What was asked and who spoke, to be found by the item; None for no item."""

    def __init__(self, topics: list[Any], loose: list[Any], speakers: list[Any]) -> None:
        self._topics, self._loose, self._speakers = topics, loose, speakers

    def asked(self, item: int | None) -> list[Asked]:
        return [
            Asked(wording=one["wording"], answer=one["answer"], why_not=one["why_not"])
            for one in self._topics
            if one["item"] == item
        ]

    def unanswered(self, item: int | None) -> int:
        return sum(one["questions"] for one in self._loose if one["item"] == item)

    def speakers(self, item: int | None) -> list[str]:
        return list(dict.fromkeys(one["name"] for one in self._speakers if one["item"] == item))


async def _result(poll: Any) -> dict[str, Any]:
    """The count of a poll that is closed, announced or not: minutes are the bureau's. None of an annulled one."""
    if poll["closed_at"] is None or poll["annulled_at"] is not None:
        return {"tally": None}
    found = await result_of(poll["id"])
    if isinstance(found, Tally):
        return {"tally": found}
    return {"tally": None, "outcome": found, "names": await standing_in(poll["id"])}


def _item(
    item: ItemFacts, moves: list[Any], polls: list[tuple[int, Any, dict[str, Any]]], rules: Statutes,
    roll: Count | None, failed_at: datetime | None, told: _Parts, *, second: bool,
) -> ItemTold:  # fmt: skip
    takings = [Taking(move["at"], _count(move)) for move in moves if move["item"] == item.id]

    def stood(there: Count) -> Standing | None:
        if item.matter is None or roll is None:
            return None
        return standing(rules.need(item.matter), there, roll, second=second)

    return ItemTold(
        place=item.position,
        kind=item.kind,
        title=item.title,
        text=item.text,
        seats=item.seats,
        takings=takings,
        stands=stood(takings[-1].there) if takings else None,
        failed_at=failed_at,
        polls=[
            _polled(row, stands, result)
            for resolution, row, result in polls
            if resolution == item.id and (stands := stood(_count(row)))
        ],
        asked=told.asked(item.id),
        unanswered=told.unanswered(item.id),
        speakers=told.speakers(item.id),
    )


def _polled(row: Any, stands: Standing, result: dict[str, Any]) -> Polled:
    return Polled(
        **{name: row[name] for name in ("number", "opened_at", "closed_at", "annulled_at", "reason")},
        **{"rights": row["frozen_rights"], "votes": row["frozen_votes"], "hash": bytes(row["rights_hash"])},
        announced=row["announced_at"] is not None,
        secrecy=Secrecy(row["secrecy"]),
        stands=stands,
        **result,
    )


def _count(move: Any) -> Count:
    return Count(move["members"], move["votes"])


def _day(at: datetime | None, timezone: str) -> Any:
    return None if at is None else at.astimezone(ZoneInfo(timezone)).date()


_ASSEMBLY = """
SELECT a.kind, a.statutes, a.convened_at, a.record_on, a.roll_at, a.roll_count, a.roll_weight, a.opened_at, a.closed_at,
    f.starts_at AS first_starts_at, f.timezone,
    (SELECT count(*) FROM summons s JOIN convocation c ON c.id = s.convocation
        WHERE c.assembly = a.id AND s.means = 'mail')::int AS mail,
    (SELECT count(*) FROM summons s JOIN convocation c ON c.id = s.convocation
        WHERE c.assembly = a.id AND s.means = 'post')::int AS post
FROM assembly a LEFT JOIN assembly b ON b.id = a.second_of LEFT JOIN event f ON f.id = b.event WHERE a.id = $1
"""

# Who was there for the item at that moment: those there for all items, and those whose proxy is for this one.
_MOVES = """
SELECT m.kind, m.item, m.at, coalesce(sum(last.members), 0)::int AS members, coalesce(sum(last.votes), 0)::int AS votes
FROM sitting_move m
LEFT JOIN LATERAL (SELECT NULL::bigint AS item UNION ALL SELECT m.item WHERE m.item IS NOT NULL) AS asked ON true
LEFT JOIN LATERAL (
    SELECT members, votes FROM head_count
    WHERE assembly = $1 AND coalesce(item, 0) = coalesce(asked.item, 0) AND at <= m.at ORDER BY id DESC LIMIT 1
) AS last ON true
WHERE m.assembly = $1 GROUP BY m.id ORDER BY m.id
"""
_POLLS = """
SELECT p.id, p.resolution, p.number, p.opened_at, p.closed_at, p.announced_at, p.annulled_at, p.reason,
    p.secrecy, p.rights AS frozen_rights, p.votes AS frozen_votes, p.rights_hash,
    coalesce(sum(last.members), 0)::int AS members, coalesce(sum(last.votes), 0)::int AS votes
FROM poll p JOIN agenda_item i ON i.id = p.resolution
CROSS JOIN LATERAL (VALUES (NULL::bigint), (i.id)) AS asked (item)
LEFT JOIN LATERAL (
    SELECT members, votes FROM head_count
    WHERE assembly = $1 AND coalesce(item, 0) = coalesce(asked.item, 0) AND at <= p.opened_at ORDER BY id DESC LIMIT 1
) AS last ON true
WHERE i.assembly = $1 GROUP BY p.id ORDER BY p.id
"""
# Who was there for every item as it closed: closing ends all rights, by lines of its own.
_CLOSING = """
SELECT count(*)::int AS members, coalesce(sum(v.weight), 0)::int AS votes
FROM (
    SELECT DISTINCT ON (voter) voter, how, proxy FROM voting_right
    WHERE assembly = $1 AND because <> 'closed' ORDER BY voter, id DESC
) AS last
JOIN voter v ON v.id = last.voter LEFT JOIN proxy p ON p.id = last.proxy
WHERE last.how <> 'nobody' AND p.kind IS DISTINCT FROM 'named'
"""
_TOPICS = "SELECT item, wording, answer, why_not FROM topic WHERE assembly = $1 ORDER BY id"
_LOOSE = """
SELECT item, count(*)::int AS questions FROM question WHERE assembly = $1 AND topic IS NULL GROUP BY item
"""
_SPEAKERS = """
SELECT p.item, coalesce(p.name, m.name) AS name FROM speaker p LEFT JOIN member m ON m.id = p.member
WHERE p.assembly = $1 AND p.began_at IS NOT NULL ORDER BY p.began_at, p.id
"""
_FAILED = "SELECT item, at FROM quorum_failure WHERE assembly = $1"
_INCIDENTS = """
SELECT i.kind, i.text, i.began_at, i.ended_at FROM incident i
WHERE i.assembly = $1 AND NOT EXISTS (SELECT FROM incident c WHERE c.corrects = i.id) ORDER BY i.began_at, i.id
"""
