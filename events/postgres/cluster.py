"""A new database for Convoke: set up beside its final folder and moved there complete, or not at all."""

import logging
import os
import pwd
import secrets
import shutil
import stat
import subprocess
from pathlib import Path
from typing import TypedDict

from events.postgres.places import NoPlace, Places, make_folder

log = logging.getLogger(__name__)

VERSION = "18"

SETTINGS = {
    "shared_buffers": "256MB",
    "max_connections": "100",
    "synchronous_commit": "on",
    "wal_compression": "on",
    "max_wal_size": "1GB",
    # Short queries only: compiling them costs more than running them, and parallel ones need a /dev/shm larger than
    # the 64 MB of a container.
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Statements and the rows that broke a constraint hold personal data: the log keeps starts, stops and crashes.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
}
"""Written to `postgresql.conf` when the database is made, where whoever runs Convoke may change them."""

DOORS = """# Everybody shows the password, on the socket, and only the role 'convoke' has one.
local all convoke scram-sha-256
local replication convoke scram-sha-256
"""


class Identity(TypedDict, total=False):
    """The arguments of `subprocess` that lend a program the account."""

    user: int
    group: int
    extra_groups: list[int]


def identity(account: pwd.struct_passwd | None) -> Identity:
    """As whom to run PostgreSQL's programs."""
    return Identity(user=account.pw_uid, group=account.pw_gid, extra_groups=[]) if account else Identity()


def prepare(where: Places) -> None:
    """Make the database unless it exists. The caller holds the lock on `where.home`.

    Raises NoPlace when the folder holds another version's database.
    """
    make_private(where.sockets, where.account)
    if not where.data.exists():
        make(where)
    elif where.account and where.data.stat().st_uid == 0:  # root put a copy back
        for path in (*where.data.rglob("*"), where.data):
            os.chown(path, where.account.pw_uid, where.account.pw_gid, follow_symlinks=False)
    found = (where.data / "PG_VERSION").read_text().strip()
    if found != VERSION:
        raise NoPlace(
            f"{where.data} was made by PostgreSQL {found} and this is {VERSION}: dump it with the Convoke that made it."
        )


def make(where: Places) -> None:
    """Set up a new database with the role and the database 'convoke'."""
    half = where.home / "data.new"
    shutil.rmtree(half, ignore_errors=True)
    make_private(half, where.account)
    settings = [f"--set={name}={value}" for name, value in SETTINGS.items()]
    locale = ("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8")
    run(where, ["initdb", "-D", str(half), "-U", "postgres", "--auth=reject", "--no-instructions", *locale, *settings])
    (half / "pg_hba.conf").write_text(DOORS)
    password = secrets.token_urlsafe(32)
    role = f"CREATE ROLE convoke LOGIN CREATEDB REPLICATION PASSWORD '{password}'"
    database = "CREATE DATABASE convoke OWNER convoke"
    run(where, ["postgres", "--single", "-D", str(half), "postgres"], f"{role}\n{database}\n")
    write_private(where.passwords, f"*:*:*:convoke:{password}\n")
    half.rename(where.data)
    sync(where.home)
    if where.account and where.home.parent.parent.name == "convoke":
        log.info("The database is kept in %s, where the account '%s' can reach it.", where.data, where.account.pw_name)


def run(where: Places, command: list[str], text: str = "") -> None:
    """Run one of PostgreSQL's programs to its end.

    Raises NoPlace with what it said last.
    """
    done = subprocess.run(  # noqa: S603
        [where.programs / command[0], *command[1:]],
        input=text,
        capture_output=True,
        text=True,
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C"},
        **identity(where.account),
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["it said nothing"]
        raise NoPlace(f"PostgreSQL's {command[0]} could not set up {where.home}: {said[-1]}")


def make_private(folder: Path, account: pwd.struct_passwd | None) -> None:
    """Make a folder that only the account may enter.

    Raises NoPlace when the folder is somebody else's, as one in /tmp may be.
    """
    make_folder(folder.parent)
    if not folder.is_symlink():
        folder.mkdir(mode=0o700, exist_ok=True)
    mine = account.pw_uid if account else os.geteuid()
    found = folder.lstat()
    ours = found.st_uid in (mine, os.geteuid()) and stat.S_ISDIR(found.st_mode)
    if ours and account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    elif not ours:
        raise NoPlace(f"{folder} is not a folder of this user: remove it, or set CONVOKE_DATA_DIR to another.")
    folder.chmod(0o700)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, complete or not at all."""
    half = path.with_name(path.name + ".new")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.rename(path)


def sync(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
