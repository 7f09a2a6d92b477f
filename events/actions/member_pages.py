"""Asks the cooperative's own system for its members, a page at a time (docs/members-sync.md)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from events import __version__
from events.clock import now
from events.errors import NoMemberSystem
from events.outside import Barred, Client, NoAnswer, TooMuch, client
from events.rules.member_sync import Next, Page, Trouble, check_status, read_page
from events.settings import settings

PAGE_SECONDS = 60.0


class Fetched(msgspec.Struct, frozen=True):
    """What a page's answer was. page: None when nothing changed since the etag that was named."""

    page: Page | None
    etag: str | None


class Pages:
    """The member system, ready to be asked."""

    def __init__(self, there: Client, url: str) -> None:
        self._there, self._url = there, url

    async def fetch(self, cursor: str | None, etag: str | None = None) -> Fetched:
        """The page that the cursor leads to, the first without one. etag: of the run before. Raises Trouble."""
        headers = {"accept": "application/json", "user-agent": f"Convoke/{__version__}"}
        if token := settings().members_sync_token:
            headers["authorization"] = f"Bearer {token}"
        if etag and cursor is None:
            headers["if-none-match"] = etag
        try:
            request = self._there.build_request("GET", self._url, headers=headers)
            if cursor is not None:
                request.url = request.url.copy_merge_params({"cursor": cursor})
            answer = await self._there.send(request)
        except Barred as error:
            raise Trouble(Next.GIVE_UP, f"The member system cannot be asked: {error}") from None
        except TooMuch:
            raise Trouble(Next.GIVE_UP, "A page is larger than 5 megabytes.") from None
        except NoAnswer as error:
            raise Trouble(
                Next.AGAIN, f"The member system does not answer: {str(error) or type(error).__name__}"
            ) from None
        if answer.status_code == 304 and "if-none-match" in headers:
            return Fetched(None, etag)
        check_status(answer.status_code, answer.headers.get("retry-after", ""), now(), first=cursor is None)
        return Fetched(read_page(answer.content), answer.headers.get("etag"))


@asynccontextmanager
async def pages() -> AsyncIterator[Pages]:
    """The member system that the host named. Raises NoMemberSystem."""
    url = source()
    async with client(seconds=PAGE_SECONDS) as there:
        yield Pages(there, url)


def source() -> str:
    """Its address. Raises NoMemberSystem."""
    url = settings().members_sync_url
    if url is None:
        raise NoMemberSystem
    return url
