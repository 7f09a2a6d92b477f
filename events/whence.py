"""Whence a request comes: its id, its network address and its browser, for the journal, the logs and the answers.

What is written while a request is answered finds it here, so nobody hands it on; outside a request there is nothing.
"""

import logging
import os
import re
from collections.abc import Iterable
from contextvars import ContextVar
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import msgspec

from events.sensible import networks
from events.settings import settings

log = logging.getLogger(__name__)

SANE_ID = re.compile(rb"[A-Za-z0-9_.-]{8,40}")
"""What may come in as `X-Request-Id`; anything else is replaced."""

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class Whence(msgspec.Struct, frozen=True):
    """One request. source: the address it was asked from, if known; agent: the browser and system, in short."""

    id: str
    method: str
    path: str
    source: str | None
    agent: str


_here: ContextVar[Whence | None] = ContextVar("whence", default=None)
_warned: set[str] = set()


def here() -> Whence | None:
    """The request that is being answered, if any."""
    return _here.get()


def request_id() -> str | None:
    """Its id, which answers, problems, logs and the journal carry."""
    found = _here.get()
    return found.id if found else None


def source() -> str | None:
    """The network address it was asked from."""
    found = _here.get()
    return found.source if found else None


def agent() -> str:
    """The browser and system that asked, such as `Firefox, Linux`; empty when nothing was said."""
    found = _here.get()
    return found.agent if found else ""


class answering:
    """Answer this request meanwhile. peer: who is at the other end of the connection; headers: names in small letters.

    Where a trusted proxy is at the other end, its `X-Forwarded-For` tells who asked it.
    """

    # A context manager made from a generator takes twice as long, at every request.
    __slots__ = ("_found", "_token")

    def __init__(self, method: str, path: str, peer: str | None, headers: Iterable[tuple[bytes, bytes]]) -> None:
        sent = forwarded = agent = b""
        for name, value in headers:
            if name == b"user-agent":
                agent = value
            elif name == b"x-request-id":
                sent = value
            elif name == b"x-forwarded-for":
                forwarded = b", ".join((forwarded, value)) if forwarded else value
        self._found = Whence(
            sent.decode() if SANE_ID.fullmatch(sent) else os.urandom(10).hex(),
            method,
            path,
            source_of(peer, forwarded.decode("latin-1")),
            short_agent(agent.decode("latin-1")),
        )

    def __enter__(self) -> Whence:
        self._token = _here.set(self._found)
        return self._found

    def __exit__(self, *_: object) -> None:
        _here.reset(self._token)


def source_of(peer: str | None, forwarded: str) -> str | None:
    """The address a request was asked from: the peer's, or the last one that trusted proxies did not have themselves.

    Each proxy adds the address of who asked it at the end, so what stands before a stranger's is the stranger's word.
    """
    found = _address(peer or "")
    if forwarded and found is not None:
        _warn_of_proxy(found)
        for said in reversed(forwarded.split(",")):
            if not any(found in network for network in trusted()):
                break
            before = _address(said)
            if before is None:
                break
            found = before
    return str(found) if found else None


def _warn_of_proxy(peer: Address) -> None:
    """Say once that a neighbour passes requests on and is not trusted: all of them seem to come from one address."""
    if peer.is_private and str(peer) not in _warned and not any(peer in network for network in trusted()):
        _warned.add(str(peer))
        log.warning("A proxy at %s passes requests on, and CONVOKE_TRUSTED_PROXIES does not name it.", peer)


def trusted() -> tuple[Network, ...]:
    """The proxies whose word is believed. Raises BadSetting."""
    return _networks(settings().trusted_proxies or "")


_networks = lru_cache(8)(networks)


@lru_cache(1024)
def _address(said: str) -> Address | None:
    """An address however proxies write it: with a port, in brackets, with a zone, an IPv4 one as IPv6."""
    bare = said.strip()
    if found := re.fullmatch(r"\[(.+)\](?::\d+)?|([\d.]+):\d+", bare):
        bare = found[1] or found[2]
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


@lru_cache(1024)
def short_agent(said: str) -> str:
    """A browser and a system by their names, such as `Firefox, Linux`; of other programs the first word."""
    browser, system = (next((name for mark, name in known if mark in said), None) for known in (_BROWSERS, _SYSTEMS))
    if browser:
        return f"{browser}, {system}" if system else browser
    return re.sub(r"[^\x21-\x7e]", "", said.split(" ")[0])[:40]


_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"),
    ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
"""By marks in the order to look: most browsers claim to be several others too."""
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip
