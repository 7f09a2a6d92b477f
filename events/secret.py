"""The one secret of an installation: links, tokens and sealed keys all derive from it.

Losing it makes every link in sent mails and every signing key unreadable, so it belongs in the backup.
"""

import os
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path

from events.settings import BadSetting, settings

LEAST_LENGTH = 32


def secret_key() -> bytes:
    """CONVOKE_SECRET_KEY, or else the key in the data folder, made at first use."""
    chosen = settings().secret_key
    if chosen is None:
        return _kept_in(settings().data_dir / "secret")
    if len(chosen) < LEAST_LENGTH:
        raise BadSetting(f"CONVOKE_SECRET_KEY needs at least {LEAST_LENGTH} characters.")
    return chosen.encode()


@cache
def _kept_in(file: Path) -> bytes:
    if not file.exists():
        _make(file)
    try:
        found = file.read_text("ascii").strip().encode()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"The secret key in {file} cannot be read: {error}") from None
    if len(found) < LEAST_LENGTH:
        raise BadSetting(f"The secret key in {file} is damaged; put it back from the backup.")
    return found


def _make(file: Path) -> None:
    """Write a new key aside and link it into place: of several processes at once one wins, and all read its key."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(handle, "w", encoding="ascii") as paper:
                paper.write(secrets.token_hex(32) + "\n")
                paper.flush()
                os.fsync(paper.fileno())
            with suppress(FileExistsError):
                os.link(draft, file)
        finally:
            draft.unlink()
    except OSError as error:
        raise BadSetting(f"The secret key cannot be kept in {file}: {error}") from None
