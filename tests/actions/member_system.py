"""The system of another house that keeps the register, played by a real HTTP server."""

import json
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from events.settings import override
from tests.stubborn import Reply, Stubborn, answer

TOKEN = "shown-to-nobody-else"


def person(number: int, **changes: Any) -> dict[str, Any]:
    """A member as the other system tells it."""
    return {
        "number": number, "name": f"Member {number}", "email": f"member{number}@example.org", "phone": None,
        "language": "nl", "category": "A", "office": "ghent", "joined_on": "2019-03-01", "left_on": None, "shares": 1,
        **changes,
    }  # fmt: skip


class MemberSystem(Stubborn):
    """Tells its members as agreed, `size` a page, but for what it was told to say before."""

    def __init__(self, members: int = 0, size: int = 10) -> None:
        super().__init__()
        self.members = [person(n) for n in range(1, members + 1)]
        self.size = size
        self.etag: str | None = None
        self.always = self.tells

    def __enter__(self) -> "MemberSystem":
        override(members_sync_url=f"{self.url}?of=all", members_sync_token=TOKEN, outside_allow="127.0.0.1")
        super().__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        override(members_sync_url="", members_sync_token="", outside_allow="")
        super().__exit__(*error)

    def tells(self, handler: BaseHTTPRequestHandler) -> None:
        """The page that was asked for."""
        [cursor] = parse_qs(urlsplit(handler.path).query).get("cursor", ["0"])
        if cursor == "0" and self.etag and handler.headers.get("if-none-match") == self.etag:
            return answer(b"", 304)(handler)
        return answer(self.page(int(cursor)), headers={"ETag": self.etag} if self.etag else {})(handler)

    def tells_from(self, start: int) -> Reply:
        """The page from there on, whatever cursor is asked with."""
        return answer(self.page(start))

    def page(self, start: int = 0, **changes: Any) -> bytes:
        """The page from there on."""
        end = start + self.size
        more = str(end) if end < len(self.members) else None
        return json.dumps({"members": self.members[start:end], "next": more, **changes}).encode()

    @property
    def cursors(self) -> list[str | None]:
        """What was asked for so far."""
        return [parse_qs(urlsplit(one.path).query).get("cursor", [None])[0] for one in self.asked]  # type: ignore[list-item]
