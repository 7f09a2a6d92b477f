"""Calling the members to an assembly: decided once, and whoever joins later is put on the list."""

from events.actions import assemblies, live
from events.actions.journal import note
from events.clock import now
from events.database import execute, fetch, fetchone, fetchval, transaction
from events.errors import RollEmpty
from events.rules.convocations import Prepared, check_prepared, day_there
from events.rules.statutes import Statutes, days
from events.words import Status, Weighing

ACTOR = "convocation"


async def convene(event: int, actor: str) -> None:
    """Call the members to the assembly; called already, they are. The statutes are frozen.

    From the record date on the roll is settled with it, and its voters are called. Before that day everybody who is a
    member now is, and `list_who_joined` adds whoever joins until then. Raises Missing, EventUnpublished,
    AgendaUnpublished, ConvocationTooLate, RollEmpty.
    """
    async with transaction():
        await execute("SELECT FROM event WHERE id = $1 FOR SHARE", event)  # it stays public until this is done
        row = await assemblies.locked(event, prepared=False)
        if row["convened_at"] is not None:
            return
        rules = await assemblies.rules_of(row["statutes"])
        counted, today = days(rules, row["starts_at"], row["timezone"]), day_there(now(), row["timezone"])
        agenda = await agenda_published(row["id"])
        check_prepared(Prepared(status=Status(row["status"]), agenda=agenda, convene_by=counted.convene_by), today)
        by_roll = counted.record_on <= today
        if by_roll:
            await assemblies.settle_roll(event, actor)
        made = await fetchval(
            "INSERT INTO convocation (assembly, at, by_roll) VALUES ($1, $2, $3) RETURNING id",
            row["id"], now(), by_roll,
        )  # fmt: skip
        called = await fetchone(_LIST, row["id"], None if by_roll else today, _shares(rules), made)
        if not called["members"]:
            raise RollEmpty(day=today)
        await execute("UPDATE statutes SET frozen_at = $2 WHERE id = $1", row["statutes"], now())
        await execute("UPDATE assembly SET convened_at = $2, version = version + 1 WHERE id = $1", row["id"], now())
        facts = {"members": called["members"], "post": called["post"], "by_roll": by_roll}
        await note(actor, "convened", "assembly", row["id"], **facts)
    live.touch(event)


async def list_who_joined() -> int:
    """Put those on the lists who became members since the others were called; how many.

    Until the record date that is who joins; once the roll is settled, any of its voters not called yet, and then the
    list is whole.
    """
    added = 0
    for found in await fetch(_OPEN, now()):
        async with transaction():
            row = await assemblies.locked(found["event"], prepared=False)
            if await fetchval("SELECT by_roll FROM convocation WHERE id = $1", found["id"]):
                continue
            rules = await assemblies.rules_of(row["statutes"])
            record_on = days(rules, row["starts_at"], row["timezone"]).record_on
            day = None if row["roll_at"] else min(day_there(now(), row["timezone"]), record_on)
            joined = await fetchone(_LIST, row["id"], day, _shares(rules), found["id"])
            await execute("UPDATE convocation SET by_roll = $2 WHERE id = $1", found["id"], row["roll_at"] is not None)
            if joined["members"]:
                await note(ACTOR, "called later", "assembly", row["id"], members=joined["members"])
            added += joined["members"]
    return added


async def agenda_published(assembly: int) -> bool:
    """Whether the members can read what the assembly is about."""
    return bool(await fetchval("SELECT published_at IS NOT NULL FROM agenda WHERE assembly = $1", assembly))


def _shares(rules: Statutes) -> bool:
    """Whether only who holds a share has a vote."""
    return rules.weighing is Weighing.SHARE


CALLED = """
m.erased_at IS NULL AND CASE WHEN $2::date IS NULL THEN m.id IN (SELECT member FROM voter WHERE assembly = $1::bigint)
    ELSE m.id IN (SELECT member FROM membership
        WHERE since <= $2::date AND (until IS NULL OR until > $2::date) AND (shares >= 1 OR NOT $3::boolean)) END
"""
"""SQL: whether the member `m` is to be called to assembly $1: as a voter of its roll, or as somebody who is a member
on day $2, and holds a share where $3 says that votes go by them."""

_LIST = f"""
WITH listed AS (
    INSERT INTO summons (convocation, member, means, email, language)
    SELECT $4::bigint, m.id, CASE WHEN m.email IS NULL THEN 'post' ELSE 'mail' END, m.email, m.language FROM member m
    WHERE {CALLED} ORDER BY m.number
    ON CONFLICT (convocation, member) DO NOTHING RETURNING means
) SELECT count(*)::int AS members, count(*) FILTER (WHERE means = 'post')::int AS post FROM listed
"""  # noqa: S608 (no value from outside)

_OPEN = """
SELECT c.id, a.event FROM convocation c JOIN assembly a ON a.id = c.assembly JOIN event e ON e.id = a.event
WHERE NOT c.by_roll AND e.status = 'published' AND e.ends_at > $1 ORDER BY c.id
"""
