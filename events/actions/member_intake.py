"""Taking over what the member system told: by the rules of an import, in one transaction, or held to be looked at."""

from collections import Counter
from collections.abc import Sequence

from events.actions import member_runs as runs
from events.actions.imports_members import Outcome, TooManyLeave, take_over
from events.actions.journal import note
from events.actions.member_pages import Pages, source
from events.actions.member_runs import Overtaken, Run
from events.clock import today
from events.database import fetch, fetchval, transaction
from events.errors import Missing, RunSetAside
from events.rules.comparing import Kind
from events.rules.member_sync import MOST_PAGES, Next, SyncedMember, Trouble, leaving_freely, merge, said_by
from events.words import SyncState


async def take_in(run: Run, actor: str) -> Run:
    """Take over a run whose pages are all there; hold it when more would leave than may without a word.

    Raises Trouble when a member cannot be taken as they are told, and Overtaken.
    """
    async with transaction():
        await runs.lock(run)
        told = await runs.told_by(run.id)
        try:
            outcome = await _take(told, actor)
        except TooManyLeave:
            counts = (await _take(told, actor, anyway=True, dry_run=True)).counts
            await runs.hold(run, *_counted(counts))
            await note(actor, "held", "member_sync", run.id, gone=counts[Kind.LEFT])
        else:
            await _finish(run, outcome, actor)
        return await runs.found(run.id)


async def accept(run: int | None, actor: str) -> Run:
    """Take over a held run, the latest unless named, however many leave by it. Taken over already is taken over.

    Raises Missing when it is not held, RunSetAside when a newer one began or another source is set now, NoMemberSystem
    when none is, and Trouble as `take_in` does.
    """
    async with transaction():
        found = await (runs.found(run) if run is not None else runs.held())
        if found.state is SyncState.FINISHED:
            return found
        if found.state is SyncState.UNDER_WAY:
            raise Missing
        if found.state is SyncState.FAILED or found.source != source() or await runs.followed(found):
            raise RunSetAside
        try:
            await runs.lock(found)
        except Overtaken:  # somebody answered meanwhile: what they made of it holds
            return await accept(found.id, actor)
        await _finish(found, await _take(await runs.told_by(found.id), actor, anyway=True), actor)
        return await runs.found(found.id)


async def look(there: Pages) -> Outcome:
    """What a run would do to the register now; nothing is kept, and nothing is tried twice. Raises Trouble."""
    told: dict[int, SyncedMember] = {}
    page = (await there.fetch(None)).page
    for _ in range(MOST_PAGES):
        if page is None:
            break
        merge(told, page.members)
        if page.next is None:
            outcome = await _take(list(told.values()), "nobody", anyway=True, dry_run=True)
            outcome.held = outcome.counts[Kind.LEFT] > leaving_freely(await fetchval(_MEMBERS, today()))
            return outcome
        page = (await there.fetch(page.next)).page
    raise Trouble(Next.GIVE_UP, "The pages have no end.")


async def _finish(run: Run, outcome: Outcome, actor: str) -> None:
    added, changed, gone = _counted(outcome.counts)
    await runs.finish(run, added, changed, gone)
    await note(actor, "taken over", "member_sync", run.id, added=added, changed=changed, gone=gone,
        skipped=outcome.counts[Kind.LEFT_OUT])  # fmt: skip


async def _take(told: Sequence[SyncedMember], actor: str, *, anyway: bool = False, dry_run: bool = False) -> Outcome:
    offices = [row["slug"] for row in await fetch("SELECT slug FROM office")]
    categories = [row["code"] for row in await fetch("SELECT code FROM category")]
    said = said_by(told, offices, categories)
    members = await fetchval(_MEMBERS, today())
    at_most = members if anyway else leaving_freely(members)
    return await take_over(said, today(), actor, whole=True, at_most=at_most, dry_run=dry_run)


_MEMBERS = "SELECT count(*) FROM membership WHERE since <= $1 AND (until IS NULL OR until > $1)"


def _counted(counts: Counter[Kind]) -> tuple[int, int, int]:
    return counts[Kind.ADDED], counts[Kind.CHANGED], counts[Kind.LEFT]
