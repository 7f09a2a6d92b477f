"""The one way out to other hosts: over https, to public addresses, and to no other place than the one asked.

A name is resolved once, all its addresses are checked, and the connection goes to the very address that was checked:
a name that answers otherwise the second time (DNS rebinding) leads nowhere. What is allowed beyond that is the host's
explicit choice, CONVOKE_OUTSIDE_ALLOW. Proxies named in the environment are not used, as they resolve for themselves.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, TypeVar, cast

import httpx

from events.settings import settings

SECONDS = 30.0
MOST_BYTES = 5_000_000

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Found = TypeVar("Found")

METADATA: tuple[Network, ...] = tuple(
    ip_network(one)
    for one in ("0.0.0.0/8", "169.254.0.0/16", "fd00:ec2::254/128", "100.100.100.200/32", "168.63.129.16/32")
)
"""What stays barred even when the host names the very address, as where clouds tell machines their secrets."""

NEVER: tuple[Network, ...] = METADATA + tuple(
    ip_network(one)
    for one in (
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip
"""What no name may lead to: these, and special addresses of IANA's registries."""

PRIVATE: tuple[Network, ...] = tuple(
    ip_network(one)
    for one in ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
)
"""Networks that a host named in the setting may lie in."""

UNICAST = IPv6Network("2000::/3")
"""The one part of IPv6 where public addresses are given out."""

NAT64 = IPv6Network("64:ff9b::/96")
"""Where an IPv4 address is written as one of IPv6 (RFC 6052): what counts is the address within."""


NoAnswer = httpx.TransportError
"""What asking raises when nothing usable comes back, Barred and TooMuch among it."""


class Barred(NoAnswer):
    """Convoke does not go there, by what the host allows."""


class TooMuch(NoAnswer):
    """The answer is larger than anything it could be."""


@asynccontextmanager
async def client(*, seconds: float = SECONDS, most_bytes: int = MOST_BYTES) -> AsyncIterator["Client"]:
    """A client that goes nowhere it should not. seconds, most_bytes: of one answer, from the first word to the last.

    It follows no redirect: one is an answer like any other. Asking raises NoAnswer; of that, Barred stays so when
    asked again.
    """
    async with Client(
        transport=Transport(seconds=seconds, most_bytes=most_bytes), follow_redirects=False, timeout=seconds
    ) as there:
        yield there


class Client(httpx.AsyncClient):
    """A client for which an address that cannot be one is barred like any other."""

    def build_request(self, method: str, url: httpx.URL | str, **more: Any) -> httpx.Request:
        try:
            return super().build_request(method, url, **more)
        except httpx.InvalidURL as error:
            raise Barred(f"This is no address: {error}") from None


class Transport(httpx.AsyncBaseTransport):
    """Carries requests of httpx out, each on a connection of its own to an address that was checked."""

    def __init__(self, *, seconds: float = SECONDS, most_bytes: int = MOST_BYTES) -> None:
        self.seconds, self.most_bytes = seconds, most_bytes
        self._inner = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, whose body is read within the same time. Raises NoAnswer."""
        until = asyncio.get_running_loop().time() + self.seconds
        request.headers["accept-encoding"] = "identity"  # a small body that unpacks to a large one is none of ours
        response = await _within(until, self._carry(request))
        body = _Body(cast(httpx.AsyncByteStream, response.stream), until, self.most_bytes)
        if response.headers.get("content-encoding", "identity") != "identity":
            await body.aclose()
            raise httpx.RemoteProtocolError("The answer is compressed, which was not asked for.")
        return httpx.Response(response.status_code, headers=response.headers, stream=body)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def _carry(self, request: httpx.Request) -> httpx.Response:
        """Ask the first of the addresses that takes the connection."""
        *others, last = await _addresses(request.url)
        for address in others:
            try:
                return await self._inner.handle_async_request(_pinned(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._inner.handle_async_request(_pinned(request, last))


class _Body(httpx.AsyncByteStream):
    """What is read of an answer, until the time is over or there is too much of it."""

    def __init__(self, stream: httpx.AsyncByteStream, until: float, most_bytes: int) -> None:
        self._stream, self._until, self._left = stream, until, most_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        parts = aiter(self._stream)
        while (part := await _within(self._until, anext(parts, None))) is not None:
            self._left -= len(part)
            if self._left < 0:
                raise TooMuch("The answer is too large.")
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _within(until: float, work: Awaitable[Found]) -> Found:
    try:
        async with asyncio.timeout_at(until):
            return await work
    except TimeoutError:
        raise httpx.ReadTimeout("The answer took too long.") from None


def _pinned(request: httpx.Request, address: Address) -> httpx.Request:
    """The same request to this very address; the certificate must still be that of the name."""
    name = _name(request.url)
    extensions = dict(request.extensions)
    if name != str(address):
        extensions["sni_hostname"] = name
    url = request.url.copy_with(host=str(address))
    return httpx.Request(request.method, url, headers=request.headers, stream=request.stream, extensions=extensions)


async def _addresses(url: httpx.URL) -> list[Address]:
    """Where the URL leads, all of it checked. Raises Barred, and ConnectError for a name nobody has."""
    name = _name(url)
    if url.scheme not in ("https", "http") or not name:
        raise Barred("Only addresses that begin with https:// can be asked.")
    if url.userinfo:
        raise Barred("An address must not hold a user or a password.")
    found = await _resolved(name, url.port or (443 if url.scheme == "https" else 80))
    for address in found:
        _check(url, name, address)
    return found


async def _resolved(name: str, port: int) -> list[Address]:
    """The addresses of a name, or the one that the name is in whichever way of writing the system knows."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpx.ConnectError(f"There is no host {name}: {error}") from None
    return list(dict.fromkeys(ip_address(str(address[0])) for *_, address in found))


def _check(url: httpx.URL, name: str, address: Address) -> None:
    """Refuse an address that is not public, or plain http, unless the host allows it. Raises Barred."""
    allowed = _allowed()
    bare = _bare(address)
    if url.scheme == "http" and not address.is_loopback and "http" not in allowed.get(name, ()):
        raise Barred(f"{name} is asked over https only, unless CONVOKE_OUTSIDE_ALLOW names http://{name}.")
    private = any(bare in network for network in PRIVATE)
    if not private and is_public(address):
        return
    if name in allowed and not is_barred(bare) and (name == str(address) or (private and not _is_never(bare))):
        return
    raise Barred(f"{name} leads to {address}, which is not a public address that CONVOKE_OUTSIDE_ALLOW lets through.")


def is_public(address: Address) -> bool:
    """Whether the address is one that anybody on the internet could have."""
    bare = _bare(address)
    if isinstance(bare, IPv6Address) and bare not in UNICAST:
        return False
    return not _is_never(bare) and not any(bare in network for network in PRIVATE)


def is_barred(bare: Address) -> bool:
    """Whether nothing may be allowed to lead there: to every machine or to none, or where clouds tell their secrets."""
    return (
        bare.is_link_local or bare.is_multicast or bare.is_unspecified or any(bare in network for network in METADATA)
    )


def _is_never(bare: Address) -> bool:
    return any(bare in network for network in NEVER)


def _bare(address: Address) -> Address:
    """The IPv4 address that one of IPv6 only wraps, else the address itself."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in NAT64:
            return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def _name(url: httpx.URL) -> str:
    """The host as it is compared: in the letters of the DNS, small ones, without the dot at its end."""
    return url.raw_host.decode("ascii").lower().removesuffix(".")


def _allowed() -> dict[str, set[str]]:
    """The hosts named in the setting, each with the schemes it may be asked in."""
    found: dict[str, set[str]] = {}
    for entry in (settings().outside_allow or "").replace(",", " ").split():
        scheme, mark, host = entry.rpartition("://")
        found.setdefault(host.lower().strip("[]").removesuffix("."), set()).add(scheme if mark else "https")
    return found
