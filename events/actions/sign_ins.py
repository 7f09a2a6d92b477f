"""Signing in by mail: asked for by a browser, and opened in it with the mailed link or the code.

Whether anybody has the address makes no difference before the mail is sent, which is the worker's to decide.
"""

from datetime import datetime
from typing import Any, NamedTuple

from events.actions import outbox
from events.actions.attempts import attempt, check, count
from events.actions.logins import open_within
from events.clock import now
from events.database import execute, fetchone, fetchrow, transaction
from events.errors import Invalid, Mend, NotSignedIn, OtherBrowser, SignInOver
from events.rules.attempts import (
    MAIL_ASKED_AGAIN,
    MAIL_TO_ADDRESS,
    WRONG_FOR_ADDRESS,
    WRONG_FROM_SOURCE,
    mail_from_source,
    network,
)
from events.rules.people import folded_address
from events.rules.sign_ins import CODE_LENGTH, KNOWN, LASTS, TRIES, check_usable, tidy_code
from events.settings import settings
from events.tickets.secrets import new_token, same, sign_in_code, sign_in_link, token_hash
from events.words import Via


class Opened(NamedTuple):
    """A login that was opened: its secret, when it ends, and the page to go on to, if one was asked for."""

    secret: str
    ends: datetime
    onward: str


async def ask(
    *, email: str, language: str, onward: str, browser: str | None, source: str | None
) -> tuple[str, datetime]:
    """Queue a mail to sign in with; the secret that ties it to this browser, and until when it can be used.

    browser: the secret the browser has from before. Asked again for the same address, the link and the code stay the
    same, so that whichever mail arrives is good; asked for another one, the former are over. Raises TooManyAttempts.
    """
    address, here, (fresh, hashed) = folded_address(email), network(source), new_token()
    async with transaction():
        await attempt(
            (MAIL_ASKED_AGAIN, f"{here} {address}"),
            (MAIL_TO_ADDRESS, address),
            (mail_from_source(settings().sign_ins_an_hour), here),
        )
        ends = now() + LASTS
        row = await fetchone(
            _ASK, token_hash(browser or ""), hashed, email, address, language, onward, now(), ends, TRIES
        )
    return (browser if browser and row["kept"] else fresh), ends


_ASK = f"""
WITH kept AS (
    UPDATE sign_in SET email = $3::text, language = $5::text, onward = $6::text, expires_at = $8::timestamptz
    WHERE browser_hash = $1::bytea AND address = $4::text AND spent_at IS NULL AND expires_at > $7::timestamptz
        AND attempts < $9::int
    RETURNING id
), over AS (
    UPDATE sign_in SET spent_at = $7::timestamptz
    WHERE browser_hash = $1::bytea AND spent_at IS NULL AND NOT EXISTS (SELECT FROM kept)
), made AS (
    INSERT INTO sign_in (browser_hash, email, address, language, onward, attempts, created_at, expires_at)
    SELECT $2::bytea, $3::text, $4::text, $5::text, $6::text, 0, $7::timestamptz, $8::timestamptz
    WHERE NOT EXISTS (SELECT FROM kept)
    RETURNING id
), mailed AS (
    INSERT INTO outbox (message, facts, recipient, name, language, message_id, priority, created_at, due_at)
    SELECT 'sign_in', jsonb_build_object('sign_in', id), $4::text, '', $5::text, {outbox.MESSAGE_ID}, 0,
        $7::timestamptz, $7::timestamptz
    FROM (SELECT id FROM kept UNION ALL SELECT id FROM made) AS wish
)
SELECT EXISTS (SELECT FROM kept) AS kept
"""  # noqa: S608 (no value from outside)


async def give_up(browser: str) -> None:
    """Let what this browser asked for be over."""
    await execute(
        "UPDATE sign_in SET spent_at = $2 WHERE browser_hash = $1 AND spent_at IS NULL", token_hash(browser), now()
    )


async def with_link(link: str, browser: str | None, *, agent: str, source: str, ended: str | None) -> Opened:
    """The login of the browser that opens its mailed link. Raises OtherBrowser, SignInOver."""
    async with transaction():
        row = await _locked(browser)
        if not same(link, sign_in_link(row["id"], row["created_at"])):
            raise OtherBrowser
        try:
            return await _opened(row, agent=agent, source=source, ended=ended)
        except NotSignedIn:
            raise SignInOver from None


async def with_code(typed: str, browser: str | None, *, agent: str, source: str, ended: str | None) -> Opened:
    """The login of the browser in which the mailed code is typed.

    A code for an address that nobody has is never right. Raises Invalid, OtherBrowser, SignInOver, TooManyAttempts.
    """
    code = tidy_code(typed)
    async with transaction():
        tries = ((WRONG_FOR_ADDRESS, await _address(browser)), (WRONG_FROM_SOURCE, network(source)))
        await check(*tries)
        row = await _locked(browser)
        if same(code, sign_in_code(row["id"], row["created_at"], CODE_LENGTH)):
            try:
                return await _opened(row, agent=agent, source=source, ended=ended)
            except NotSignedIn:
                pass
        await count(*tries)
        await execute("UPDATE sign_in SET attempts = attempts + 1 WHERE id = $1", row["id"])
    if row["attempts"] + 1 >= TRIES:
        raise SignInOver
    raise Invalid([Mend("code", "wrong_code", {"left": TRIES - row["attempts"] - 1})])


async def forget_old() -> None:
    """Remove what can be used no more, with the mails that were queued for it, sent or not."""
    over = now() - KNOWN
    await execute("DELETE FROM outbox WHERE message = 'sign_in' AND facts ? 'sign_in' AND created_at < $1", over)
    await execute("DELETE FROM sign_in WHERE created_at < $1 AND expires_at < $2", over, now())


async def _address(browser: str | None) -> str:
    row = await fetchrow(_ADDRESS, token_hash(browser or ""))
    if row is None:
        raise OtherBrowser
    return str(row["address"])


async def _locked(browser: str | None) -> Any:
    """What this browser asked for, held so that it is used once. Raises OtherBrowser, SignInOver."""
    row = await fetchrow(_LOCK, token_hash(browser or ""))
    if row is None:
        raise OtherBrowser
    check_usable(row["spent_at"], row["expires_at"], row["attempts"], now())
    return row


async def _opened(row: Any, *, agent: str, source: str, ended: str | None) -> Opened:
    secret, ends = await open_within(address=row["address"], via=Via.MAIL, agent=agent, source=source, ended=ended)
    await execute(_SPEND, row["id"], now())
    return Opened(secret, ends, row["onward"])


_ADDRESS = "SELECT address FROM sign_in WHERE browser_hash = $1"
_LOCK = """
SELECT id, address, onward, attempts, created_at, expires_at, spent_at FROM sign_in
WHERE browser_hash = $1 FOR NO KEY UPDATE
"""
_SPEND = "UPDATE sign_in SET spent_at = $2 WHERE id = $1"
