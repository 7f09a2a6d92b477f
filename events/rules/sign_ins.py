"""Signing in by mail: how long a wish to do so lasts, which codes are one, and what may be opened afterwards."""

import re
import unicodedata
from datetime import datetime, timedelta
from urllib.parse import unquote

from events.errors import Invalid, Mend, SignInOver

LASTS = timedelta(minutes=15)
KNOWN = timedelta(hours=1)
"""How long it is remembered, to say of a link or a code that it is too old rather than that it is none."""
CODE_LENGTH = 6
TRIES = 5
"""Wrong codes before the wish is over: five chances in a million."""
ONWARD_LIMIT = 500


def check_usable(spent_at: datetime | None, expires_at: datetime, wrong: int, now: datetime) -> None:
    """Refuse a link or a code that was used, is too old, or was mistyped too often. Raises SignInOver."""
    if spent_at is not None or expires_at <= now or wrong >= TRIES:
        raise SignInOver


def tidy_code(typed: str) -> str:
    """The digits of a code however it was typed or pasted: in groups, with other digits' forms. Raises Invalid."""
    bare = re.sub(r"[\s\-–.·]", "", unicodedata.normalize("NFKC", typed[:100]))
    if not re.fullmatch(rf"\d{{{CODE_LENGTH}}}", bare):
        raise Invalid([Mend("code", "not_a_code", {"length": CODE_LENGTH})])
    return "".join(str(unicodedata.digit(one)) for one in bare)


def onward_path(wanted: str | None) -> str:
    """The page of our own to open afterwards, or nothing: never another site, however it is disguised.

    What browsers would read as another host is `//host`, with backslashes for slashes, with spaces and line ends left
    out, and perhaps encoded once or twice (WHATWG URL, 4.4). The API and signing in are no pages to go on to.
    """
    path = wanted or ""
    seen = path
    for _ in range(3):
        seen = unquote(seen)
        odd = re.search(r"//|/\.", seen.partition("?")[0]) or "\\" in seen or "\ufffd" in seen
        if odd or not seen.startswith("/") or not seen.isprintable() or re.match(r"/(api|signin)(?![\w-])", seen):
            return ""
    return path if len(path) <= ONWARD_LIMIT and path.isascii() and " " not in path else ""
