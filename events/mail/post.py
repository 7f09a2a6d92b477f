"""Carries mails to the SMTP server, over connections kept open from one mail to the next."""

import time
from contextlib import suppress
from email.message import EmailMessage

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from events.mail.addresses import Unreachable, needs_utf8, one_line, setting_mailbox, wire_address
from events.mail.envelope import as_bytes
from events.sensible import Address, read_url
from events.settings import BadSetting, settings

COMMAND_SECONDS = 60
"""How long the server may take to answer one command; with the whole mail in hand it may need to look for viruses."""

MAILS_PER_CONNECTION = 100
"""Many servers hang up after so many."""

IDLE_SECONDS = 20
"""A connection silent for longer is not trusted to live."""

TOO_LARGE = 552
GOING_AWAY = 421
SIGN_IN_FIRST = 530


class Later(Exception):
    """Not taken now. everybody: the trouble is with the server and not with this mail, so others need not try yet."""

    def __init__(self, reason: str, *, everybody: bool = False) -> None:
        super().__init__(reason)
        self.everybody = everybody


class Never(Exception):
    """Refused for good, with the server's reason."""


class Connection:
    """A connection to the server, how many mails it was asked to carry, and when the last was."""

    def __init__(self, address: Address) -> None:
        self.smtp = SMTP(
            hostname=address.host,
            port=address.port,
            username=address.user,
            password=address.password,
            use_tls=address.tls,
            start_tls=address.starttls,
            timeout=COMMAND_SECONDS,
        )
        self.mails = 0
        self.used = time.monotonic()

    @property
    def good(self) -> bool:
        """Whether the next mail may go over it."""
        fresh = time.monotonic() - self.used < IDLE_SECONDS
        return self.smtp.is_connected and fresh and self.mails < MAILS_PER_CONNECTION

    async def open(self) -> None:
        await self.smtp.connect()
        if self.smtp.is_ehlo_or_helo_needed:
            await self.smtp.ehlo()

    async def announce(self, sender: str, recipient: str) -> None:
        """Say from whom and for whom a mail comes: nothing has been handed over yet."""
        self.mails += 1
        self.used = time.monotonic()
        if not (needs_utf8(sender) or needs_utf8(recipient)):
            await self.smtp.mail(sender)
            await self.smtp.rcpt(recipient)
        elif self.smtp.supports_extension("smtputf8"):
            await self.smtp.mail(sender, options=["SMTPUTF8", "BODY=8BITMIME"], encoding="utf-8")
            await self.smtp.rcpt(recipient, encoding="utf-8")
        else:
            raise Never(f"{recipient} can only be reached by a mail server that offers SMTPUTF8 (RFC 6531).")

    async def close(self) -> None:
        """Take leave, as far as the server still listens."""
        with suppress(SMTPException, OSError):
            await self.smtp.quit(timeout=2)
        self.smtp.close()


class Post:
    """The way to the SMTP server. Several mails may be sent at once, each over a connection of its own."""

    def __init__(self, url: str) -> None:
        self.address = read_url(url)
        self.sender = sender()
        self.idle: list[Connection] = []

    async def send(self, message: EmailMessage, recipient: str) -> None:
        """Hand the mail over; the server has it when this returns. Raises Later or Never."""
        try:
            await self._send(as_bytes(message), wire_address(recipient))
        except Unreachable as error:
            raise Never(str(error)) from error
        except SMTPException as error:
            raise verdict_on(error) from error
        except OSError as error:
            raise Later(f"The mail server cannot be reached: {one_line(str(error))}", everybody=True) from error

    async def close(self) -> None:
        """Take leave of the server."""
        while self.idle:
            await self.idle.pop().close()

    async def _send(self, body: bytes, recipient: str) -> None:
        connection = await self._connection()
        try:
            try:
                await connection.announce(self.sender, recipient)
            except SMTPServerDisconnected:
                if connection.mails == 1:
                    raise
                connection = await self._opened()  # the server had hung up on the old one, which is its right
                await connection.announce(self.sender, recipient)
            await connection.smtp.data(body)
        except (Never, SMTPResponseException):
            with suppress(SMTPException, OSError):
                await connection.smtp.rset()
            self._keep(connection)
            raise
        except BaseException:
            connection.smtp.close()
            raise
        self._keep(connection)

    async def _connection(self) -> Connection:
        while self.idle:
            connection = self.idle.pop()
            if connection.good:
                return connection
            await connection.close()
        return await self._opened()

    async def _opened(self) -> Connection:
        connection = Connection(self.address)
        try:
            await connection.open()
        except BaseException:
            connection.smtp.close()
            raise
        return connection

    def _keep(self, connection: Connection) -> None:
        connection.used = time.monotonic()
        if connection.smtp.is_connected:
            self.idle.append(connection)


def sender() -> str:
    """The address that mails come from. Raises BadSetting."""
    try:
        return setting_mailbox(settings().mail_from)[1]
    except Unreachable as error:
        raise BadSetting(f"CONVOKE_MAIL_FROM cannot be used: {error}") from None


def verdict_on(error: SMTPException) -> Later | Never:
    """Whether the mail may be tried again (RFC 5321, 4.2.1), and whether the others should wait too.

    A refusal of the recipient or the content is about this mail. Anything else, a wrong password or a sender not
    welcome, would refuse them all: somebody mends it, and no mail is given up for it meanwhile.
    """
    reason = one_line(str(error)) or type(error).__name__
    if not isinstance(error, SMTPResponseException):
        return Later(f"The mail server cannot be reached: {reason}", everybody=True)
    answer = f"{error.code} {one_line(error.message)}"
    about_this = isinstance(error, SMTPRecipientRefused | SMTPDataError) and error.code != SIGN_IN_FIRST
    too_large = isinstance(error, SMTPSenderRefused) and error.code == TOO_LARGE
    if (about_this or too_large) and error.code >= 500:
        return Never(answer)
    return Later(answer, everybody=not about_this or error.code == GOING_AWAY)
