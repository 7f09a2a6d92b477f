"""Many proxies on paper at once, from a file: all of them or none."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from events.actions import live, rights
from events.actions.assemblies import held, rules_of
from events.actions.journal import note_all
from events.actions.outbox import queue_to_sides
from events.actions.proxies import OPEN
from events.clock import now, today
from events.database import fetch, transaction
from events.errors import Invalid, NotConvened
from events.rules.proxies import deadline
from events.rules.proxy_imports import Line, Standing, clashes
from events.words import Because, Ender, Holders


async def enter_all(event: int, lines: Sequence[Line], actor: str, *, dry_run: bool) -> None:
    """Write down every proxy of a file, as if one after the other. dry_run: only look whether all could be.

    Raises Missing, NotConvened, AssemblyClosed, NoProxies, and Invalid with every line that clashes with another or
    with what is so.
    """
    async with transaction():
        row = await held(event)
        if row["convened_at"] is None:
            raise NotConvened
        rules = await rules_of(row["statutes"])
        last = deadline(rules, row["starts_at"], row["timezone"]).astimezone(ZoneInfo(row["timezone"])).date()
        ids, standing = await _standing(row["id"], lines)
        mends = list(
            clashes(
                lines, standing,
                limit=rules.proxy_limit, same=rules.proxy_holders is Holders.CATEGORY, today=today(), last=last,
            )
        )  # fmt: skip
        if mends:
            raise Invalid(mends)
        if not dry_run:
            await _write(row["id"], lines, ids, actor)
    if not dry_run:
        live.touch(event)


async def _standing(assembly: int, lines: Sequence[Line]) -> tuple[dict[int, int], Standing]:
    """The rows of the members by number, held in one order, and what is so of them now."""
    numbers = sorted({number for one in lines for number in (one.giver, one.holder)})
    members = {
        row["id"]: row["number"]
        for row in await fetch(
            """SELECT id, number FROM member WHERE number = ANY($1::bigint[]) AND erased_at IS NULL
            ORDER BY id FOR NO KEY UPDATE""",
            numbers,
        )
    }
    voters = await fetch(_VOTERS, assembly, list(members), today())
    given = await fetch(_GIVEN, assembly, list(members))
    counted: dict[int, int] = {}
    for row in given:
        if row["counted"] and row["holder"] in members:
            number = members[row["holder"]]
            counted[number] = counted.get(number, 0) + 1
    standing = Standing(
        known=frozenset(members.values()),
        categories={members[row["member"]]: row["category"] for row in voters},
        open=frozenset(members[row["giver"]] for row in given if row["giver"] in members),
        gave=frozenset(members[row["giver"]] for row in given if row["counted"] and row["giver"] in members),
        counted=counted,
    )
    return {number: row for row, number in members.items()}, standing


_VOTERS = """
SELECT v.member, c.code AS category FROM voter v JOIN category c ON c.id = v.category
WHERE v.assembly = $1 AND v.member = ANY($2::bigint[])
UNION ALL
SELECT s.member, c.code FROM membership s JOIN category c ON c.id = s.category
WHERE s.member = ANY($2::bigint[]) AND s.since <= $3 AND (s.until IS NULL OR s.until > $3)
    AND (SELECT roll_at IS NULL FROM assembly WHERE id = $1)
"""
_GIVEN = f"""
SELECT p.giver, p.holder, p.accepted_at IS NOT NULL AS counted FROM proxy p
WHERE p.assembly = $1 AND {OPEN} AND (p.giver = ANY($2::bigint[]) OR p.holder = ANY($2::bigint[]))
"""  # noqa: S608 (no value from outside)


async def _write(assembly: int, lines: Sequence[Line], ids: dict[int, int], actor: str) -> None:
    made = await fetch(
        _INSERT, assembly, actor, now(),
        [ids[one.giver] for one in lines], [ids[one.holder] for one in lines], [one.kind.value for one in lines],
        [one.received_on for one in lines], [one.accepted for one in lines],
    )  # fmt: skip
    counted = [row for row in made if row["accepted"]]
    if counted:
        await rights.follow(assembly, [row["giver"] for row in counted], Because.ACCEPTED, Because.ACCEPTED)
    facts = {"assembly": assembly}
    await note_all(actor, "entered", "proxy", [(row["id"], {**facts, "kind": row["kind"]}) for row in made])
    await note_all(actor, "accepted", "proxy", [(row["id"], facts) for row in counted])
    await queue_to_sides("proxy_accepted", [row["id"] for row in counted], Ender.GIVER, priority=1)
    asked = [row["id"] for row in made if not row["accepted"]]
    await queue_to_sides("proxy_asked", asked, Ender.HOLDER, priority=1)


# Who gives and is there already votes themselves, as when such a proxy is accepted.
_INSERT = f"""
INSERT INTO proxy (assembly, giver, holder, kind, given_at, received_on, entered_by, accepted_at, suspended_at)
SELECT $1, one.giver, one.holder, one.kind, $3, one.received_on, $2, CASE WHEN one.accepted THEN $3::timestamptz END,
    CASE WHEN one.accepted AND EXISTS (
        SELECT FROM stay WHERE assembly = $1 AND member = one.giver AND {rights.THERE}) THEN $3::timestamptz END
FROM unnest($4::bigint[], $5::bigint[], $6::text[], $7::date[], $8::bool[])
    WITH ORDINALITY AS one (giver, holder, kind, received_on, accepted, place)
ORDER BY one.place
RETURNING id, giver, kind, accepted_at IS NOT NULL AS accepted
"""  # noqa: S608 (no value from outside)
