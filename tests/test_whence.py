"""Where a request comes from, and what asked it, in the words of proxies and browsers."""

import re

import pytest

from events import whence
from events.settings import BadSetting, override


@pytest.fixture
def trusting():
    """Trust these proxies for the length of the test."""
    yield lambda said: override(trusted_proxies=said)
    override(trusted_proxies="")


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "source"),
    [
        ("", "198.51.100.7", "", "198.51.100.7"),
        ("", "198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("", "127.0.0.1", "203.0.113.9", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("127.0.0.1", "127.0.0.1", "10.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1 10.0.0.0/8", "127.0.0.1", "6.6.6.6, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("127.0.0.1,10.0.0.0/8", "127.0.0.1", "10.4.4.4,10.1.2.3", "10.4.4.4"),
        ("127.0.0.1", "127.0.0.1", "203.0.113.9, unknown", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "'; DROP TABLE journal", "127.0.0.1"),
        ("127.0.0.1", "::ffff:127.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
        ("::1", "::1", "[2001:db8::7]:443", "2001:db8::7"),
        ("::1", "::1", "2001:DB8:0:0::7", "2001:db8::7"),
        ("", "fe80::1%eth0", "", "fe80::1"),
        ("127.0.0.1", "", "203.0.113.9", None),
    ],
)
def test_source(trusting, trusted, peer, forwarded, source):
    """A stranger's word on where they are counts for nothing, that of a trusted proxy does."""
    trusting(trusted)

    assert whence.source_of(peer, forwarded) == source


def test_proxies_that_cannot_be(trusting):
    """A setting that names no network stops the program before anything starts."""
    trusting("10.0.0.0/8 everybody")

    with pytest.raises(BadSetting, match="TRUSTED_PROXIES"):
        whence.trusted()


def test_a_proxy_that_is_not_named_is_told_once(trusting, caplog):
    """Behind a proxy nobody named all would share one address: the log says so once, and strangers cannot fill it."""
    trusting("10.0.0.1")
    whence._warned.clear()
    for peer in ("127.0.0.1", "127.0.0.1", "10.0.0.1", "8.8.8.8", "10.0.0.2"):
        whence.source_of(peer, "203.0.113.9")
    whence.source_of("10.0.0.3", "")

    told = [record.getMessage() for record in caplog.records]
    assert [re.findall(r"at ([\d.]+) ", one) for one in told] == [["127.0.0.1"], ["10.0.0.2"]]


@pytest.mark.parametrize(
    ("said", "short"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0"
         " Safari/537.36 Edg/138.0.0.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
         " Version/18.5 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0"
         " Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("evil\x1b[31m\xff" + "x" * 99 + " more", "evil[31m" + "x" * 32),
        ("", ""),
    ],
)  # fmt: skip
def test_agent(said, short):
    """A browser is known by its name and its system, nothing more."""
    assert whence.short_agent(said) == short
