"""The post and a real SMTP server: what is taken, what waits, what is refused for good."""

import asyncio
from email.message import EmailMessage

import pytest

from events.mail import post as posts
from events.mail.post import Later, Never, Post
from events.sensible import BadSetting, read_url
from tests.mail.cast import PostOffice, parsed
from tests.mail.test_addresses import sent


def a_mail(recipient: str = "ada@example.org") -> EmailMessage:
    return parsed(sent("Ada", recipient))


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "tls", "starttls"),
    [
        ("smtp://mail.example", "mail.example", 25, None, False, None),
        ("smtp://ada:p%40ss@mail.example", "mail.example", 587, "ada", False, None),
        ("smtps://ada:x@mail.example", "mail.example", 465, "ada", True, False),
        ("smtp://mail.example:2525?starttls=required", "mail.example", 2525, None, False, True),
        ("smtp://[::1]:25?starttls=never", "::1", 25, None, False, False),
    ],
)
def test_addresses_of_servers(
    url: str, host: str, port: int, user: str | None, tls: bool, starttls: bool | None
) -> None:
    """Ports as everybody expects them, secrets unescaped."""
    found = read_url(url)

    assert (found.host, found.port, found.user, found.tls, found.starttls) == (host, port, user, tls, starttls)
    assert found.password in (None, "x", "p@ss")


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://u:secret@x",
        "smtp://",
        "smtp://x:port",
        "smtp://u:secret@x?starttls=maybe",
        "smtp://x?tls=1",
    ],
)
def test_an_address_that_cannot_be_read_stops_with_a_sentence_and_no_secret(url: str) -> None:
    """The person at the terminal learns what to write; the log learns no password."""
    with pytest.raises(BadSetting) as stopped:
        read_url(url)

    assert "CONVOKE_SMTP_URL" in str(stopped.value)
    assert "secret" not in str(stopped.value)


async def test_one_connection_carries_many_mails(post_office: PostOffice) -> None:
    """And takes leave at the end."""
    post = Post(post_office.url)
    for n in range(5):
        await post.send(a_mail(), f"person{n}@example.org")
    await post.close()

    assert [to for to, _ in post_office.mails] == [f"person{n}@example.org" for n in range(5)]
    assert post_office.connections == 1


async def test_a_server_that_hung_up_meanwhile_is_called_again(post_office: PostOffice) -> None:
    """Servers close connections that are silent; nobody need notice."""
    post = Post(post_office.url)
    await post.send(a_mail(), "ada@example.org")
    post_office.close()
    post_office.open()
    await post.send(a_mail(), "bram@example.org")
    await post.close()

    assert [to for to, _ in post_office.mails] == ["ada@example.org", "bram@example.org"]


async def test_a_connection_is_left_after_so_many_mails(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a server that counts hangs up in the middle."""
    monkeypatch.setattr(posts, "MAILS_PER_CONNECTION", 2)
    post = Post(post_office.url)
    for _ in range(5):
        await post.send(a_mail(), "ada@example.org")
    await post.close()

    assert post_office.connections == 3


@pytest.mark.parametrize(
    ("answer", "verdict", "everybody"),
    [
        ("451 Come back later", Later, False),
        ("452 Mailbox full", Later, False),
        ("550 No such person", Never, None),
        ("530 Sign in first", Later, True),
    ],
)
async def test_what_the_server_says_of_a_recipient(
    post_office: PostOffice, answer: str, verdict: type[Exception], everybody: bool | None
) -> None:
    """4xx waits, 5xx is for good (RFC 5321, 4.2.1); and the connection serves the next."""
    post_office.said["ada@example.org"] = [answer]
    post = Post(post_office.url)
    with pytest.raises(verdict, match=answer) as said:
        await post.send(a_mail(), "ada@example.org")
    await post.send(a_mail(), "bram@example.org")
    await post.close()

    assert getattr(said.value, "everybody", None) is everybody
    assert post_office.connections == 1


@pytest.mark.parametrize(("answer", "verdict"), [("554 No", Never), ("451 Not now", Later)])
async def test_what_the_server_says_of_the_content(
    post_office: PostOffice, answer: str, verdict: type[Exception]
) -> None:
    """The same, once it has read the mail."""
    post_office.data_said = [answer]
    post = Post(post_office.url)

    with pytest.raises(verdict, match=answer):
        await post.send(a_mail(), "ada@example.org")
    await post.close()


async def test_no_server_there_is_everybodys_trouble(post_office: PostOffice) -> None:
    """Refused connections say nothing about the mail."""
    post_office.close()

    with pytest.raises(Later) as said:
        await Post(post_office.url).send(a_mail(), "ada@example.org")
    assert said.value.everybody


async def test_a_server_that_says_nothing_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """It took the call and fell silent."""
    monkeypatch.setattr(posts, "COMMAND_SECONDS", 0.3)
    silent = await asyncio.start_server(lambda _, __: asyncio.sleep(5), "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]

    with pytest.raises(Later) as said:
        await Post(f"smtp://127.0.0.1:{port}").send(a_mail(), "ada@example.org")
    silent.close()
    assert said.value.everybody


async def test_an_accent_before_the_at_needs_a_server_that_knows(post_office: PostOffice) -> None:
    """With SMTPUTF8 it arrives as it is (RFC 6531); an accented domain arrives anyhow, by its name in the DNS."""
    post = Post(post_office.url)
    await post.send(a_mail("davíð@exämple.org"), "davíð@exämple.org")
    await post.send(a_mail("ada@exämple.org"), "ada@exämple.org")
    await post.close()

    assert [to for to, _ in post_office.mails] == ["davíð@xn--exmple-cua.org", "ada@xn--exmple-cua.org"]


async def test_without_such_a_server_it_is_refused_with_a_reason() -> None:
    """And those with an accented domain alone still get theirs."""
    office = PostOffice(utf8=False)
    office.open()
    post = Post(office.url)
    with pytest.raises(Never, match="SMTPUTF8"):
        await post.send(a_mail("davíð@example.org"), "davíð@example.org")
    await post.send(a_mail("ada@exämple.org"), "ada@exämple.org")
    await post.close()
    office.close()

    assert [to for to, _ in office.mails] == ["ada@xn--exmple-cua.org"]
