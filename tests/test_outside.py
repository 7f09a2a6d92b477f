"""The one way out: which addresses it goes to, that it goes to the one it checked, and how much it takes."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from events import outside
from events.clock import now
from events.outside import Barred, TooMuch, client
from events.settings import override, settings
from tests.stubborn import Stubborn, answer

HOSTILE = [
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.1/",
    "https://localhost/",
    "https://localhost./",
    "https://LOCALHOST/",
    "https://0.0.0.0/",
    "https://0/",
    "https://[::]/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[64:ff9b:1::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/",
    "https://[2001:db8::1]/",
    "https://[fe80::1]/",
    "https://[fec0::1]/",
    "https://[fc00::1]/",
    "https://[ff02::1]/",
    "https://[fd00:ec2::254]/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://172.31.255.255/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://100.100.100.200/",
    "https://169.254.169.254/latest/meta-data/",
    "https://169.254.169.254./",
    "https://0xa9fea9fe/",
    "https://2852039166/",
    "https://[::ffff:169.254.169.254]/",
    "https://168.63.129.16/",
    "https://192.0.0.192/",
    "https://198.18.0.1/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://240.0.0.1/",
]
PUBLIC = ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"]


@pytest.fixture(autouse=True)
def allowing_nobody() -> Iterator[None]:
    """Each test says itself whom the host allows."""
    yield
    allow("")


def allow(hosts: str) -> None:
    override(outside_allow=hosts)


@pytest.fixture
def stubborn() -> Iterator[Stubborn]:
    with Stubborn() as running:
        yield running


async def get(url: str, **options: Any) -> httpx.Response:
    async with client(**options) as there:
        return await there.get(url)


def leads(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names lead to these addresses, one answer after the other; the names that were asked for."""
    asked: list[str] = []

    async def resolved(name: str, _: int) -> list[Any]:
        asked.append(name)
        return [ip_address(one) for one in answers[min(len(asked), len(answers)) - 1]]

    monkeypatch.setattr(outside, "_resolved", resolved)
    return asked


@pytest.mark.parametrize("url", HOSTILE)
async def test_no_way_of_writing_leads_inside(url: str) -> None:
    """Loopback, private, link-local, metadata and reserved addresses are barred, however they are written."""
    with pytest.raises(Barred, match="not a public address"):
        await get(url)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    """Next to what is barred lies what is not."""
    assert outside.is_public(ip_address(address))


@pytest.mark.parametrize("address", ["10.1.2.3", "::1", "169.254.169.254", "fd00:ec2::254", "64:ff9b::a01:203"])
async def test_one_bad_address_of_a_name_bars_it(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads to a public address and a private one is barred whole."""
    leads(monkeypatch, ["1.1.1.1", address])

    with pytest.raises(Barred, match=r"members\.example"):
        await get("https://members.example/")


async def test_a_name_that_is_allowed_still_leads_to_no_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    """The host allows a name on its own network; whoever holds the DNS cannot point it at the cloud's secrets."""
    allow("members.internal")
    leads(monkeypatch, ["169.254.169.254"])

    with pytest.raises(Barred):
        await get("https://members.internal/")


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254", "169.254.1.1", "fe80::1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "fd00:ec2::254",
        "100.100.100.200", "168.63.129.16", "0.0.0.0", "::", "224.0.0.1", "ff02::1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["https", "http"])
async def test_some_addresses_cannot_be_allowed(address: str, scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Link-local and metadata addresses, everybody's and nobody's stay barred, even when the host names them."""

    async def never(*_: Any) -> Any:
        raise AssertionError("Something was sent.")

    allow(f"http://{address} https://{address}")
    leads(monkeypatch, [address])
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", never)

    with pytest.raises(Barred):
        await get(f"{scheme}://[{address}]/" if ":" in address else f"{scheme}://{address}/")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://members.example/", "https only"),
        ("ftp://members.example/", "https://"),
        ("https://anna:secret@members.example/", "user or a password"),
        ("https://anna@127.0.0.1/", "user or a password"),
        ("http://1.1.1.1/", "https only"),
        ("https://0177.0.0.1/", "no address"),
        ("https://[::1/", "no address"),
        ("https://", "https://"),
    ],
)
async def test_what_is_asked_how(url: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain http, other schemes and credentials in an address are refused before anything is sent."""
    leads(monkeypatch, ["1.1.1.1"])

    with pytest.raises(Barred, match=told):
        await get(url)


async def test_plain_http_on_the_private_network_is_a_choice_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Naming a host lets it be private; naming it with http:// lets it be asked without TLS."""
    leads(monkeypatch, ["10.1.2.3"])
    plain, secure = httpx.URL("http://members.internal/"), httpx.URL("https://members.internal/")

    allow("members.internal")
    assert await outside._addresses(secure) == [ip_address("10.1.2.3")]
    with pytest.raises(Barred, match="https only"):
        await outside._addresses(plain)

    allow("other.internal, http://members.internal.")
    assert await outside._addresses(plain) == [ip_address("10.1.2.3")]


async def test_the_host_may_name_loopback(stubborn: Stubborn) -> None:
    """The member system runs on the same machine, and the host said so."""
    allow("localhost 127.0.0.1")
    stubborn.says(answer(b"here"))

    found = await get(f"http://127.0.0.1:{stubborn.port}/?cursor=a%20b")

    assert found.content == b"here"
    assert stubborn.asked[0].path == "/?cursor=a%20b"


async def test_a_name_is_resolved_once_and_no_second_answer_counts(
    stubborn: Stubborn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The DNS answers one address to the check and another ever after: the connection goes to the one checked."""
    allow("http://members.internal")
    asked = leads(monkeypatch, ["127.0.0.1"], ["169.254.169.254"])
    stubborn.says(answer(b"here"))

    found = await get(f"http://members.internal:{stubborn.port}/")

    assert found.content == b"here"
    assert asked == ["members.internal"]
    assert stubborn.asked[0].headers["host"] == f"members.internal:{stubborn.port}"


async def test_the_system_is_asked_for_a_name_once(stubborn: Stubborn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the check nobody resolves again: the operating system hears of the name one time."""
    allow("http://localhost")
    names = []
    real = socket.getaddrinfo

    def counting(host: Any, *args: Any, **more: Any) -> Any:
        names.append(host)
        return real(host, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", counting)
    stubborn.says(answer(b"here"))

    await get(f"http://localhost:{stubborn.port}/")

    assert [one for one in names if one in ("localhost", b"localhost")] == ["localhost"]


async def test_an_address_that_does_not_answer_is_passed_over(
    stubborn: Stubborn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two addresses of a name the first takes no connection; the second is asked."""
    allow("http://members.internal")
    leads(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    stubborn.says(answer(b"here"))

    assert (await get(f"http://members.internal:{stubborn.port}/")).content == b"here"


@pytest.mark.parametrize("where", ["http://169.254.169.254/latest/meta-data/", "https://elsewhere.example/", "/other"])
async def test_a_redirect_is_an_answer(where: str, stubborn: Stubborn) -> None:
    """Nobody is led anywhere, and the token stays where it was sent."""
    allow("127.0.0.1")
    stubborn.says(answer(b"", 302, {"Location": where}))

    async with client() as there:
        found = await there.get(stubborn.url, headers={"authorization": "Bearer secret"})

    assert (found.status_code, found.headers["location"]) == (302, where)
    assert len(stubborn.asked) == 1


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "3000"}, {"Transfer-Encoding": "chunked"}])
async def test_too_much_is_not_read(headers: dict[str, str], stubborn: Stubborn) -> None:
    """A body larger than asked for is let go, whether or not it says so beforehand."""
    allow("127.0.0.1")
    body = b"x" * 3000
    stubborn.says(
        answer(b"bb8\r\n" + body + b"\r\n0\r\n\r\n" if "Transfer-Encoding" in headers else body, 200, headers)
    )

    with pytest.raises(TooMuch):
        await get(stubborn.url, most_bytes=2999)


async def test_a_small_body_that_unpacks_to_a_large_one_is_refused(stubborn: Stubborn) -> None:
    """Nothing compressed is asked for, and nothing compressed is taken."""
    allow("127.0.0.1")
    stubborn.says(answer(b"\x1f\x8b", 200, {"Content-Encoding": "gzip"}))

    with pytest.raises(httpx.RemoteProtocolError, match="compressed"):
        await get(stubborn.url)
    assert stubborn.asked[0].headers["accept-encoding"] == "identity"


@pytest.mark.parametrize("drips", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"])
async def test_a_drop_now_and_then_does_not_hold_us(drips: bytes, stubborn: Stubborn) -> None:
    """A server that says a byte at a time, each within any patience, is left when the whole takes too long."""
    allow("127.0.0.1")
    stubborn.drips(drips)

    with pytest.raises(httpx.ReadTimeout):
        async with asyncio.timeout(10):
            await get(stubborn.url, seconds=0.3)


async def test_a_name_that_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """No host is a failure like a server that is down: asking again later may help."""

    def nobody(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)

    with pytest.raises(httpx.ConnectError, match="no host members"):
        await get("https://members.invalid/")


async def test_proxies_of_the_environment_are_not_used(stubborn: Stubborn, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would resolve the name itself, and so undo the check."""
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    allow("127.0.0.1")
    stubborn.says(answer(b"here"))

    assert (await get(stubborn.url)).content == b"here"


async def test_the_certificate_is_that_of_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to an address, and the certificate must still be that of the host asked."""
    certificate = certified(tmp_path, "members.internal")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    leads(monkeypatch, ["127.0.0.1"])
    allow("members.internal impostor.internal")

    with served_over_tls(certificate) as port:
        assert (await get(f"https://members.internal.:{port}/")).content == b"here"
        with pytest.raises(httpx.ConnectError, match="certificate"):
            await get(f"https://impostor.internal:{port}/")


def certified(folder: Path, name: str) -> Path:
    """A certificate for the name, signed by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return file


@contextmanager
def served_over_tls(certificate: Path) -> Iterator[int]:
    """A server that says "here" under this certificate; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Stubborn(context) as running:
        running.always = answer(b"here")
        yield running.port


def test_nothing_is_allowed_unless_said() -> None:
    """Unset, the setting lets nobody through."""
    assert not settings().outside_allow
