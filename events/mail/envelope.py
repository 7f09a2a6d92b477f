"""Puts a letter in a mail (RFC 5322): two forms of the same words, the files, and headers no name can break."""

import asyncio
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from events.clock import now
from events.mail.addresses import mailbox, needs_utf8, setting_mailbox, subject_line, wire_address
from events.mail.cases import Sign, calendar_case, member_case, registration_case, sign_in_case, staff_case
from events.mail.convocations import ABOUT_SUMMONS, called_case
from events.mail.letters import Letter, as_html, as_text
from events.mail.messages import ABOUT_CALENDARS, ABOUT_MEMBERS, ABOUT_REGISTRATIONS, ABOUT_SIGN_INS, ABOUT_STAFF
from events.mail.proxies import ABOUT_PROXIES, proxy_case
from events.settings import settings

HEADERS = policy.SMTP.clone(refold_source="none")
"""Writes the address headers exactly as `mailbox` made them."""


async def render(mail: Any, sign: Sign) -> EmailMessage:
    """The mail of a row of the outbox, from what is so at this moment.

    sign: `tickets.codes.sign` with the key of the day. Raises NotNeeded when there is nothing left to tell,
    Unreachable when the address is none, KeyError for a message nobody knows.
    """
    name = mail["message"]
    if name in ABOUT_CALENDARS:
        about = await calendar_case(mail, sign)
        return await asyncio.to_thread(lambda: enveloped(mail, ABOUT_CALENDARS[name](about), now()))
    if name in ABOUT_SIGN_INS:
        wish = await sign_in_case(mail, sign)
        return await asyncio.to_thread(lambda: enveloped(mail, ABOUT_SIGN_INS[name](wish), now()))
    if name in ABOUT_STAFF:
        staff = await staff_case(mail, sign)
        return await asyncio.to_thread(lambda: enveloped(mail, ABOUT_STAFF[name](staff), now()))
    if name in ABOUT_MEMBERS:
        member = await member_case(mail, sign)
        return await asyncio.to_thread(lambda: enveloped(mail, ABOUT_MEMBERS[name](member), now()))
    if name in ABOUT_SUMMONS:
        called = await called_case(mail, sign)
        return await asyncio.to_thread(lambda: enveloped(mail, ABOUT_SUMMONS[name](called), now()))
    if name in ABOUT_PROXIES:
        proxy = await proxy_case(mail, sign)
        return await asyncio.to_thread(lambda: enveloped(mail, ABOUT_PROXIES[name](proxy), now()))
    message = ABOUT_REGISTRATIONS[name]
    case = await registration_case(mail, sign)
    return await asyncio.to_thread(lambda: enveloped(mail, message(case), now()))


def enveloped(mail: Any, letter: Letter, at: datetime) -> EmailMessage:
    """The letter as a mail to the row's recipient, dated at this instant."""
    message = EmailMessage(policy=HEADERS)
    message.set_raw("Subject", subject_line(letter.subject))
    message.set_raw("From", mailbox(*setting_mailbox(settings().mail_from)))
    message.set_raw("To", mailbox(mail["name"], wire_address(mail["recipient"])))
    if reply_to := settings().mail_reply_to:
        message.set_raw("Reply-To", mailbox(*setting_mailbox(reply_to)))
    message["Date"] = format_datetime(at)
    message["Message-ID"] = mail["message_id"]
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(as_text(letter), cte="quoted-printable")
    message.add_alternative(as_html(letter), subtype="html", cte="quoted-printable")
    for file in letter.attachments:
        major, _, minor = file.kind.partition("/")
        message.add_attachment(file.body, maintype=major, subtype=minor, filename=file.name)
        if major == "text":
            list(message.iter_attachments())[-1].set_param("charset", "utf-8")
    message["Content-Language"] = letter.language  # set before the parts are, it would move into the first
    return message


def as_bytes(message: EmailMessage) -> bytes:
    """The mail as it travels: ASCII all through, but for an address that only SMTPUTF8 can carry."""
    utf8 = any(needs_utf8(value) for name, value in message.raw_items() if name in ("To", "From", "Reply-To"))
    return message.as_bytes(policy=HEADERS.clone(utf8=utf8))
