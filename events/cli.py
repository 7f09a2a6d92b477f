"""The `convoke` command."""

import asyncio
import sys
from collections.abc import Coroutine, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

import click

from events import __version__, logs
from events.actions import bounces, bundles, chain, member_intake, member_runs, member_sync, tokens
from events.actions.imports import import_events, import_offices
from events.actions.imports_members import Outcome, TooManyLeave, import_members
from events.actions.member_pages import pages, source
from events.actions.member_runs import Run
from events.actions.rehearsals import live_at_its_time
from events.bundle.told import lines as lines_of
from events.bundle.verify import verify as check_bundle
from events.clock import now
from events.database import Unavailable, fetchval, migrate, pool
from events.errors import BundleTooEarly, Missing, NoMemberSystem, RunSetAside
from events.postgres import own_server
from events.rehearsal import hold
from events.rules import imports_report
from events.rules.bounces import Bounce, bounce_of
from events.rules.chain import Break, Head
from events.rules.chain_file import check_file, is_export
from events.rules.comparing import Kind
from events.rules.events import is_slug
from events.rules.imports import ImportErrors
from events.rules.imports_columns import shown
from events.rules.imports_days import read_day
from events.rules.imports_report import Flaw
from events.rules.member_sync import Trouble
from events.rules.people import tidy
from events.rules.tokens import NAME_LIMIT, called_mends
from events.serve import serve as run_server
from events.settings import BadSetting, override, say, settings
from events.words import Role, SyncState

PATIENCE = timedelta(minutes=2)
"""The longest pause a person at the terminal waits for."""
TOKEN_DAYS = 365
MOST_DAYS = 3650
MOST_MEMBER = 2**31 - 1
MOST_ID = 2**63 - 1
SHOWN = 20
"""Numbers of members who are not in a file that are told."""


class Slug(click.ParamType[str]):
    """An office or an event as addresses name it; the shell passes on any bytes, which no row can have."""

    name = "slug"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The slug. Fails, as a usage error, for what can be none."""
        if not is_slug(value):
            self.fail("a slug has lower-case letters, digits and single hyphens, 120 at most.", param, ctx)
        return str(value)


class Name(click.ParamType[str]):
    """What a token is called."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, tidied. Fails, as a usage error, for what can be none."""
        name = tidy(value.encode("utf-8", "replace").decode())
        if name and called_mends(name):
            self.fail(f"a name has {NAME_LIMIT} characters at most, and none that are not seen.", param, ctx)
        return name


class Day(click.ParamType[date]):
    """A day, as 2023-01-26."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Fails, as a usage error, for what is none that a member could join on."""
        found = read_day(value)
        if isinstance(found, str):
            self.fail(f"{value} is not a day such as 2023-01-26.", param, ctx)
        return found


class Convoke(click.Group):
    """All commands. A setting that cannot be meant is told in its one sentence, as a slip in the words would be."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Ends with status 2 for a setting that cannot be meant."""
        try:
            return super().invoke(ctx)
        except BadSetting as refused:
            say(str(refused))
            ctx.exit(2)


@click.group(cls=Convoke)
@click.version_option(__version__)
def main() -> None:
    """Calls a cooperative together: events, tickets, the door, calendars and assemblies."""
    logs.set_up()


@main.command()
@click.option("--host", help="The address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65_535), help="The port to listen on.  [default: 8000]")
@click.option("--workers", type=click.IntRange(1), help="Processes that answer requests.  [default: 1]")
@click.option("--demo", is_flag=True, default=None, help="Fill an empty database with the anniversary year.")
@click.option("--no-worker", is_flag=True, help="Leave the mail to `convoke worker`.")
def serve(host: str | None, port: int | None, workers: int | None, demo: bool | None, no_worker: bool) -> None:
    """Bring the database up to date and serve the web app and the API."""
    override(host=host, port=port, workers=workers, demo=demo and "true")
    run_server(mail=not no_worker)


@main.command("migrate")
def migrate_command() -> None:
    """Bring the database up to date."""
    ran = _with_database(migrate(), migrated=False)
    click.echo(f"{len(ran)} migrations ran." if ran else "The database is up to date.")


@main.command()
def worker() -> None:
    """Send the mail that is queued and seal the journal, until stopped."""
    from events.worker import main as work

    with own_server():
        asyncio.run(work())


@main.group("import")
def import_group() -> None:
    """Take in a file: all of it, or nothing and every bad line named."""


@import_group.command("offices")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Look, and change nothing.")
def import_offices_command(file: Path, dry_run: bool) -> None:
    """Import the cooperative's offices from a CSV table; those known already are brought up to date."""
    found = _imported(file, import_offices(file.read_bytes(), dry_run=dry_run))
    click.echo(f"{len(found)} offices {'are fit to be imported' if dry_run else 'imported'}.")


@import_group.command("events")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--office", type=Slug(), help="For events of a calendar that name no office.")
@click.option("--draft", is_flag=True, help="Keep them drafts; otherwise they are published.")
@click.option("--dry-run", is_flag=True, help="Look, and change nothing.")
def import_events_command(file: Path, office: str | None, draft: bool, dry_run: bool) -> None:
    """Import events from a CSV table or an iCalendar file."""
    found = _imported(file, import_events(file.read_bytes(), office=office, as_drafts=draft, dry_run=dry_run))
    _report(file, found.warnings)
    click.echo(f"{len(found.drafts)} events {'are fit to be imported' if dry_run else 'imported'}.")


@import_group.command("members")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--on", type=Day(), help="The day the file tells of, on which changes begin.  [default: today]")
@click.option("--left", is_flag=True, help="The file is the whole register: members who are not in it leave.")
@click.option("--at-most", type=click.IntRange(0), help="How many may leave.  [default: a tenth of all members]")
@click.option("--dry-run", is_flag=True, help="Look, and change nothing.")
def import_members_command(file: Path, on: date | None, left: bool, at_most: int | None, dry_run: bool) -> None:
    """Import the register of members from a CSV table: new ones join, those known are brought up to date."""
    work = import_members(file.read_bytes(), on=on, whole=left, at_most=at_most, dry_run=dry_run)
    try:
        outcome: Outcome = _imported(file, work)
    except TooManyLeave as refused:
        raise click.ClickException(
            f"{refused.leaving} members would leave, more than {refused.most}; nothing was imported. "
            f"Is the file whole? If so, say --at-most {refused.leaving}."
        ) from None
    _report(file, outcome.warnings)
    _tell(outcome, dry_run)


def _tell(outcome: Outcome, dry_run: bool) -> None:
    """What came of it, in numbers, and who is not in the file."""
    told = [kind for kind in Kind if kind is not Kind.LEFT_OUT or outcome.counts[kind]]
    counted = ", ".join(f"{outcome.counts[kind]} {kind.value}" for kind in told)
    click.echo(f"{outcome.counts.total()} members: {counted}{'; nothing was written' if dry_run else ''}.")
    if dry_run:
        _name(outcome)
    if outcome.absent:
        some = ", ".join(map(str, outcome.absent[:SHOWN])) + (" …" if len(outcome.absent) > SHOWN else "")
        click.echo(f"{len(outcome.absent)} members are not in the file and stay: {some}. With --left they would leave.")


def _name(outcome: Outcome) -> None:
    """Name those a look found something about, the first of each kind."""
    for kind in (Kind.ADDED, Kind.CHANGED, Kind.LEFT):
        some = outcome.shown.get(kind, [])
        for one in some:
            what = f" ({', '.join(one.fields)})" if one.fields else ""
            click.echo(f"{kind.value}: {one.number} {shown(one.name)}{what}")
        if more := outcome.counts[kind] - len(some):
            click.echo(f"{kind.value}: … and {more} more")


def _imported(file: Path, work: Coroutine[Any, Any, Any]) -> Any:
    """What the import found; or every bad line, and an end with status 1."""
    try:
        return _with_database(work)
    except ImportErrors as refused:
        _report(file, [*refused.errors, *refused.warnings])
        raise click.ClickException(f"{len(refused.errors)} to mend; nothing was imported.") from None


def _report(file: Path, flaws: list[Flaw]) -> None:
    for flaw in sorted(flaws, key=lambda flaw: flaw.line):
        click.echo(f"{file.name}:{flaw.line}: {flaw.column + ': ' if flaw.column else ''}{flaw.reason}", err=True)


@main.command()
@click.option("--role", type=click.Choice([role.value for role in Role if role is not Role.MEMBER]))
@click.option("--office", type=Slug(), help="Only for this office.")
@click.option("--event", type=Slug(), help="Only for this event and its programme.")
@click.option(
    "--member", type=click.IntRange(1, MOST_MEMBER), metavar="NUMBER", help="For the member with this number."
)
@click.option(
    "--days", type=click.IntRange(1, MOST_DAYS), default=TOKEN_DAYS, show_default=True, help="How long it is good for."
)
@click.option("--link", is_flag=True, help="Print a link that signs a browser in instead.")
@click.option("--name", type=Name(), default="", help="What it is for, to know it by.")
@click.option("--list", "listing", is_flag=True, help="List the tokens that still hold, and make none.")
@click.option("--revoke", type=click.IntRange(1, MOST_ID), metavar="ID", help="End a token, and what it signed in.")
def token(
    role: str | None,
    office: str | None,
    event: str | None,
    member: int | None,
    days: int,
    link: bool,
    name: str,
    listing: bool,
    revoke: int | None,
) -> None:
    """Print a new bearer token; it is shown this once."""
    if listing or revoke is not None:
        if role or member is not None or (listing and revoke is not None):
            raise click.UsageError("Give --list or --revoke alone.")
        return _revoke(revoke) if revoke is not None else _list()
    if (role is None) == (member is None):
        raise click.UsageError("Give either --role or --member.")

    async def issue() -> str:
        return await tokens.issue(
            Role(role) if role else Role.MEMBER,
            kind="link" if link else "bearer",
            office=office,
            event=event,
            member=member,
            expires_at=now() + timedelta(days=days),
            name=name,
        )

    try:
        secret = _with_database(issue())
        click.echo(f"{settings().public_url}/signin?link={secret}" if link else secret)
    except Missing as missing:
        raise click.ClickException("There is no {what} “{value}”.".format(**missing.facts)) from None


@main.command("bundle")
@click.argument("slug", type=Slug())
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def bundle_command(slug: str, file: Path) -> None:
    """Write the closing bundle of the assembly SLUG to FILE, a zip archive that `convoke verify` checks."""
    try:
        # Beside FILE, and in its place once it is whole.
        with NamedTemporaryFile(dir=file.parent, prefix=".bundle-", delete=False) as out:
            part = Path(out.name)
            try:
                fingerprint = _with_database(_bundled(slug, cast(BinaryIO, out)))
            except BaseException:
                part.unlink()
                raise
        part.replace(file)
    except Missing:
        raise click.ClickException(f"There is no assembly “{slug}”.") from None
    except BundleTooEarly:
        raise click.ClickException("The closing bundle is made once the assembly is closed.") from None
    except OSError as refused:
        raise click.ClickException(f"{file} cannot be written: {refused.strerror}.") from None
    click.echo(f"{file.name}: fingerprint {fingerprint}")


async def _bundled(slug: str, out: BinaryIO) -> str:
    event = await fetchval("SELECT id FROM event WHERE slug = $1", slug)
    if event is None:
        raise Missing
    return await bundles.make_bundle(event, out, tokens.CLI)


@main.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--journal", is_flag=True, help="Check the journal of the database, and that what FILE has of it is so.")
def verify(file: Path | None, journal: bool) -> None:
    """Check FILE, the closing bundle of an assembly or a journal that was exported, or the database's own journal."""
    if not (file or journal):
        raise click.UsageError("Give a file, or --journal, or both.")
    links, sound = _checked(file) if file else ([], True)
    if journal:
        examined = _with_database(chain.examine(*(links if sound else [])))
        _, whole = _verified("journal", examined.head, examined.breaks)
        sound = sound and whole
    if not sound:
        raise click.ClickException("It does not hold.")


def _checked(file: Path) -> tuple[list[Head], bool]:
    """What the file has of the journal's chain, and whether all of it holds; tells what was found."""
    with file.open("rb") as opened:
        if opened.read(4) != b"PK\x03\x04":
            head, sound = _verified(file.name, *_read_export(file))
            return [head], sound
        verdict = check_bundle(opened)
    for line in lines_of(file.name, verdict):
        click.echo(line, err=bool(verdict.flaws))
    return verdict.links, not verdict.flaws


def _read_export(file: Path) -> tuple[Head, list[Break]]:
    """What the file's chain is like. A file of another kind is an end with status 1."""
    with file.open("rb") as rows:
        if not is_export(rows.readline(100)):
            raise click.ClickException(f"{file.name} is no journal that was exported, and no closing bundle.")
        rows.seek(0)
        return check_file(rows)


def _verified(name: str, head: Head, breaks: Sequence[Break]) -> tuple[Head, bool]:
    """Tell what was found, and give the head with whether all of it holds."""
    for broken in breaks:
        click.echo(f"{name}: {broken.told}", err=True)
    if not breaks:
        click.echo(f"{name}: {head.position} lines hold. Head: {head.hash.hex()}")
    return head, not breaks


def _list() -> None:
    for row in _with_database(tokens.holding()):
        click.echo(_line(row))


def _line(row: Any) -> str:
    """A token on a line of the terminal."""
    until = f"until {row['expires_at']:%Y-%m-%d}" if row["expires_at"] else "for ever"
    used = f"used {row['last_used_at']:%Y-%m-%d}" if row["last_used_at"] else "never used"
    what = f"{row['id']:>6}  {row['kind']:<6}  {row['role']:<10}  {row['scope']:<30}"
    return f"{what}  {until:<16}  {used:<15}  {row['name']} ({row['made_by']})".replace(" ()", "")


def _revoke(token: int) -> None:
    try:
        _with_database(tokens.revoke(token, tokens.CLI))
    except Missing:
        raise click.ClickException(f"There is no token {token}.") from None
    click.echo(f"Token {token} is ended.")


@main.command("rehearse")
@click.argument("slug", type=Slug())
@click.option(
    "--at", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="The moment it begins at.  [default: 30 minutes before]"
)
@click.option("--crowd", type=click.IntRange(0, 2000), default=0, help="Members who come and vote by themselves.")
@click.option("--host", help="The address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65_535), default=8010, show_default=True, help="The port to listen on.")
@click.option("--url", default="", help="The address people reach it at, where a proxy stands before it.")
def rehearse_command(slug: str, at: datetime | None, crowd: int, host: str | None, port: int, url: str) -> None:
    """Try out the assembly SLUG on a copy of the database, on its day, until stopped; then the copy is gone.

    No mail leaves, no other system is asked, and the database it was made from stays as it is.
    """
    override(host=host, port=port, base_url=url)
    hold(slug, at, crowd)


@main.command("bounces")
@click.argument("files", nargs=-1, required=True, type=click.File("rb"))
def bounces_command(files: Sequence[BinaryIO]) -> None:
    """Note which mails came back, told by FILES, each a notification of a mail server (RFC 3464); - is standard input.

    Members whose mail came back stand on the postal list of their assembly. A mailbox can hand in each mail it gets:
    what tells of no mail of ours is passed over.
    """
    found = [bounce for file in files if (bounce := bounce_of(file.read()))]
    taken = _with_database(_take_bounces(found)) if found else 0
    click.echo(f"{taken} of {len(files)} tell of a member's mail that came back.")


async def _take_bounces(found: Sequence[Bounce]) -> int:
    return sum([await bounces.take(bounce, tokens.CLI) for bounce in found])


@main.group("sync")
def sync_group() -> None:
    """Fetch what the cooperative's own systems know."""


@sync_group.command("members")
@click.option("--dry-run", is_flag=True, help="Look, and change nothing.")
@click.option("--accept", is_flag=True, help="Take over the run that is held because so many would leave by it.")
def sync_members_command(dry_run: bool, accept: bool) -> None:
    """Fetch the members from the system named by CONVOKE_MEMBERS_SYNC_URL; a run cut off before goes on."""
    if dry_run and accept:
        raise click.UsageError("Give either --dry-run or --accept.")
    try:
        click.echo(_with_database(_looked() if dry_run else _synced(accept)))
    except NoMemberSystem:
        raise click.ClickException("No member system is named (CONVOKE_MEMBERS_SYNC_URL).") from None
    except member_sync.Busy:
        raise click.ClickException("Another process is fetching the members just now.") from None
    except Missing:
        raise click.ClickException("No run is held.") from None
    except RunSetAside:
        raise click.ClickException(
            "The run that is held is none to take over: a newer one began, or the members are fetched from another "
            "address now. Fetch them again."
        ) from None
    except Trouble as trouble:
        raise click.ClickException(trouble.reason) from None


async def _looked() -> str:
    """What a run would do, with what to look at."""
    async with pages() as there:
        outcome = await member_intake.look(there)
    for number, remark in outcome.remarks:
        told = imports_report.flaw(number, remark.field, remark.code, remark.facts)
        click.echo(f"member {number}: {told.column + ': ' if told.column else ''}{told.reason}", err=True)
    _name(outcome)
    if skipped := outcome.counts[Kind.LEFT_OUT]:
        click.echo(f"{skipped} would be skipped: erased, or never members here.")
    if outcome.held:
        click.echo("More than a tenth would leave: the run would be held until somebody takes it over.")
    return "{ADDED} members would be added, {CHANGED} changed, and {LEFT} would leave.".format(
        **{kind.name: outcome.counts[kind] for kind in Kind}
    )


async def _synced(accept: bool) -> str:
    """What a run did. Raises ClickException for one that did not end well."""
    run = await (_accepted() if accept else member_sync.work(PATIENCE, tokens.CLI))
    if run.state is SyncState.HELD:
        raise click.ClickException(
            f"{run.gone} members would leave, which is more than a tenth: the run is held, and nothing is changed. "
            "If that is right, take it over with --accept."
        )
    if run.state is SyncState.UNDER_WAY:
        raise click.ClickException(f"{run.error} The run is kept, and goes on at {run.again_at:%H:%M:%S} (UTC).")
    if run.state is SyncState.FAILED:
        raise click.ClickException(run.error or "")
    if not run.pages:
        return "Nothing changed since the last time."
    return f"{run.members} members fetched: {run.added} added, {run.changed} changed, {run.gone} left."


async def _accepted() -> Run:
    """The held run taken over, once it was told what that means; somebody at a terminal is asked first."""
    source()
    held = await member_runs.held()
    click.echo(
        f"Run {held.id}, fetched on {held.started_at:%Y-%m-%d at %H:%M} (UTC) from {urlsplit(held.source).hostname}: "
        f"{held.members} members, of whom {held.added} would be added and {held.changed} changed; "
        f"{held.gone} would leave."
    )
    if sys.stdin.isatty():
        click.confirm("Take it over?", abort=True)
    return await member_intake.accept(held.id, tokens.CLI)


def _with_database(work: Coroutine[Any, Any, Any], migrated: bool = True) -> Any:
    """Run this with the database up, and up to date."""

    async def run() -> Any:
        async with pool(2):
            if migrated:
                await migrate()
                await live_at_its_time()
            return await work

    with own_server():
        try:
            return asyncio.run(run())
        except Unavailable:
            raise click.ClickException(
                "The database cannot be reached, or stopped before it answered; what it did not answer is not done. "
                "Try again once it is up."
            ) from None
        finally:
            work.close()


if __name__ == "__main__":
    main()
