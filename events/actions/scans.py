"""Scans: each is judged once, stored with its verdict, and answered the same for ever."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from events.actions import live, stays
from events.clock import now
from events.database import fetch, transaction
from events.rules.scans import Hours, TicketAtGate, verdict_for
from events.words import Direction, Reason, Status, Verdict

BATCH = 500
"""Scans written in one transaction at most."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A code as it was shown: already read, so that `ticket` is proven, or `reason` says why it proves nothing.

    shown_at: what counts, never later than now; scanned_at: what the scanner's clock said, which is kept beside it.
    """

    scan_id: str
    event: int
    gate: str
    direction: Direction
    shown_at: datetime
    scanned_at: datetime
    ticket: int | None
    reason: Reason | None = None
    actor: str = ""


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on a scan, and what the screen shows beside it. first_*: of the ticket's first admission."""

    scan_id: str
    verdict: Verdict
    reason: Reason | None
    name: str | None
    registration: int | None
    first_admitted_at: datetime | None
    first_gate: str | None


class _Door:
    """Gathers the scans that arrive while a transaction is under way into the next one."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Shown, asyncio.Future[Judged]]] = []
        self.task: asyncio.Task[None] | None = None

    def put(self, scan: Shown) -> asyncio.Future[Judged]:
        future: asyncio.Future[Judged] = asyncio.get_running_loop().create_future()
        self.waiting.append((scan, future))
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._work())
        return future

    async def _work(self) -> None:
        while self.waiting:
            batch, self.waiting = self.waiting[:BATCH], self.waiting[BATCH:]
            try:
                judged = await _judge([scan for scan, _ in batch])
            except Exception as error:
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
            else:
                for scan, future in batch:
                    if not future.done():
                        future.set_result(judged[scan.scan_id])


_door = _Door()


async def record(scans: Sequence[Shown]) -> list[Judged]:
    """Judge the scans in the order given and keep the verdicts; a `scan_id` seen before gets the verdict it got.

    Scans that arrive at the same time share one transaction. What is answered is committed.
    """
    judged = await asyncio.gather(*[_door.put(scan) for scan in scans])
    for event in {scan.event for scan in scans}:
        live.touch(event)
    return list(judged)


async def _judge(scans: Sequence[Shown]) -> dict[str, Judged]:
    """Gather, ask the rule, write; what another door was quicker at, or what hangs on an earlier scan, once more."""
    judged: dict[str, Judged] = {}
    pending = list({scan.scan_id: scan for scan in reversed(scans)}.values())[::-1]
    while pending:
        facts = {row["scan_id"]: row for row in await _gather(pending)}
        chosen: list[tuple[Shown, Judged]] = []
        assemblies = {row["assembly"] for row in facts.values()} - {None}
        changed: set[tuple[int, int | None]] = set()
        for scan in pending:
            row = facts[scan.scan_id]
            if row["stored"] is not None:
                judged[scan.scan_id] = msgspec.convert({**row["stored"], "scan_id": scan.scan_id}, Judged)
            elif (scan.event, scan.ticket) not in changed:
                answer = _answer(scan, row)
                chosen.append((scan, answer))
                if answer.verdict is not Verdict.REFUSED:
                    changed.add((scan.event, scan.ticket))
        written = await (_write_at(sorted(assemblies), chosen) if assemblies else _write(chosen))
        judged |= {scan.scan_id: answer for scan, answer in chosen if scan.scan_id in written}
        pending = [scan for scan in pending if scan.scan_id not in judged]
    return judged


def _answer(scan: Shown, row: Any) -> Judged:
    """What the rule says of this scan, given what the tables know now."""
    ticket = row["ticket"] and msgspec.convert(row["ticket"], TicketAtGate)
    hours = Hours(status=Status(row["status"]), starts_at=row["starts_at"], ends_at=row["ends_at"])
    verdict, reason = verdict_for(ticket, hours, scan.direction, scan.shown_at)
    if scan.reason:
        verdict, reason = Verdict.REFUSED, scan.reason
    first_at, first_gate = row["first_admitted_at"], row["first_gate"]
    if verdict is Verdict.ADMITTED and first_at is None:
        first_at, first_gate = scan.shown_at, scan.gate
    return Judged(
        scan_id=scan.scan_id,
        verdict=verdict,
        reason=reason,
        name=row["name"],
        registration=row["registration"],
        first_admitted_at=first_at,
        first_gate=first_gate,
    )


async def _gather(scans: Sequence[Shown]) -> list[Any]:
    return await fetch(
        _GATHER,
        [scan.scan_id for scan in scans],
        [scan.event for scan in scans],
        [scan.ticket for scan in scans],
    )


# A ticket's place at the event: the one through a registration to it; at the gate of the whole day any place of that
# day, the best first, as who has a workshop that afternoon is let into the house.
_GATHER = """
SELECT asked.scan_id, e.status, e.starts_at, e.ends_at, y.id AS assembly, t.name, t.registration, a.first_admitted_at,
    a.first_gate,
    CASE WHEN t.id IS NOT NULL THEN json_build_object(
        'seat', here.seat, 'revoked', t.revoked_at IS NOT NULL, 'inside', a.inside) END AS ticket,
    CASE WHEN s.id IS NOT NULL THEN json_build_object(
        'verdict', s.verdict, 'reason', s.reason, 'name', s.name, 'registration', s.registration,
        'first_admitted_at', s.first_admitted_at, 'first_gate', s.first_gate) END AS stored
FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS asked (scan_id, event, ticket)
JOIN event e ON e.id = asked.event
LEFT JOIN assembly y ON y.event = e.id
LEFT JOIN ticket t ON t.id = asked.ticket
LEFT JOIN arrival a ON a.ticket = t.id AND a.event = e.id
LEFT JOIN scan s ON s.scan_id = asked.scan_id
LEFT JOIN LATERAL (
    SELECT r.seat FROM place p JOIN registration r ON r.id = p.registration
    WHERE p.ticket = t.id AND (r.event = e.id OR t.event = e.id)
    ORDER BY array_position(ARRAY['confirmed', 'invited', 'waiting', 'cancelled'], r.seat::text) LIMIT 1
) AS here ON true
"""


async def _write_at(assemblies: Sequence[int], chosen: Sequence[tuple[Shown, Judged]]) -> set[str]:
    """Store the verdicts together with what they do to the rights of members at these assemblies."""
    async with transaction():
        open_ones = await fetch(_ASSEMBLIES, assemblies)
        written = await _write(chosen)
        for row in open_ones:
            passed = [
                (scan, answer)
                for scan, answer in chosen
                if scan.event == row["event"] and scan.scan_id in written and answer.verdict is not Verdict.REFUSED
            ]
            await stays.through_the_door(row["id"], [_passage(scan, answer) for scan, answer in passed])
    return written


_ASSEMBLIES = """
SELECT id, event FROM assembly WHERE id = ANY($1::bigint[]) AND closed_at IS NULL ORDER BY id FOR NO KEY UPDATE
"""


def _passage(scan: Shown, answer: Judged) -> stays.Passage:
    if scan.ticket is None:
        raise LookupError("What the door lets through has a ticket.")
    return stays.Passage(scan.ticket, scan.shown_at, answer.verdict is Verdict.ADMITTED, scan.actor)


async def _write(chosen: Sequence[tuple[Shown, Judged]]) -> set[str]:
    """Store the verdicts; answers which were. One is not when another door changed the ticket's arrival meanwhile."""
    if not chosen:
        return set()
    columns = zip(
        *[
            (
                scan.scan_id, scan.event, scan.ticket, scan.gate, scan.direction.value, scan.scanned_at, scan.actor,
                answer.verdict.value, answer.reason and answer.reason.value, answer.name, answer.registration,
                answer.first_admitted_at, answer.first_gate,
            )
            for scan, answer in chosen
        ],
        strict=True,
    )  # fmt: skip
    rows = await fetch(_WRITE, *[list(column) for column in columns], now())
    return {row["scan_id"] for row in rows}


# In the order of tickets, so that two batches wait for each other in one direction only. The arrival changes only from
# the state the rule saw: going in when out or never in, going out when in.
_WRITE = """
WITH said AS (
    SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[],
        $7::text[], $8::text[], $9::text[], $10::text[], $11::bigint[], $12::timestamptz[], $13::text[])
        AS s (scan_id, event, ticket, gate, direction, scanned_at, actor, verdict, reason, name, registration,
            first_admitted_at, first_gate)
), entered AS (
    INSERT INTO arrival (ticket, event, inside, admissions, first_admitted_at, first_gate, changed_at)
    SELECT ticket, event, true, 1, first_admitted_at, gate, $14 FROM said WHERE verdict = 'admitted'
    ORDER BY ticket, event
    ON CONFLICT (ticket, event) DO UPDATE SET inside = true, admissions = arrival.admissions + 1, changed_at = $14
        WHERE NOT arrival.inside
    RETURNING ticket, event
), gone AS (
    UPDATE arrival SET inside = false, changed_at = $14 FROM said
    WHERE said.verdict = 'left' AND arrival.ticket = said.ticket AND arrival.event = said.event AND arrival.inside
    RETURNING arrival.ticket, arrival.event
)
INSERT INTO scan (scan_id, event, ticket, gate, direction, scanned_at, received_at, actor, verdict, reason, name,
    registration, first_admitted_at, first_gate)
SELECT scan_id, event, ticket, gate, direction, scanned_at, $14, actor, verdict, reason, name, registration,
    first_admitted_at, first_gate
FROM said
WHERE verdict = 'refused'
    OR (verdict = 'admitted' AND (ticket, event) IN (SELECT ticket, event FROM entered))
    OR (verdict = 'left' AND (ticket, event) IN (SELECT ticket, event FROM gone))
ORDER BY scan_id
ON CONFLICT (scan_id) DO NOTHING
RETURNING scan_id
"""
