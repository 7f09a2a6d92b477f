"""An identity provider's word on who somebody is: which of it is believed, and which is not."""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec
from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError

from events.rules.people import email_mends, folded_address

LASTS = timedelta(minutes=15)
"""How long somebody may take at the provider's."""
LEEWAY_SECONDS = 60
"""How far apart the two clocks may be."""
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures that only the provider can make: none at all, or one by a shared secret, are no proof of it."""
MOST_NUMBER = 2**31 - 1

Why = Literal["unavailable", "refused", "unknown"]


class ProviderFailed(Exception):
    """Nobody was signed in: the provider is away, its answer is not believed, or nobody here is who it names.

    why: what the person is told; the message is for the log.
    """

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why


class Visit(msgspec.Struct, frozen=True):
    """What a browser takes along to the provider's, sealed, to know its answer by. onward: the page to open then."""

    state: str
    nonce: str
    verifier: str
    onward: str
    until: datetime


class Identity(msgspec.Struct, frozen=True):
    """Whom the provider names: a proven address, folded, and the number of a member where it gives one."""

    address: str
    number: int | None


def code_of(answer: Mapping[str, str], visit: Visit | None, issuer: str, now: datetime) -> str:
    """The code in the address the provider sent the browser back to. Raises ProviderFailed.

    answer: its query. The issuer, where one is named, must be ours, so that no answer of another one is taken for it
    (RFC 9207).
    """
    if visit is None or visit.until <= now:
        raise ProviderFailed("refused", "This browser was not sent to the provider, or too long ago.")
    if not hmac.compare_digest(answer.get("state", "").encode(), visit.state.encode()):
        raise ProviderFailed("refused", "The answer is to another browser's question.")
    if answer.get("iss", issuer) != issuer:
        raise ProviderFailed("refused", "Another provider answers.")
    if "error" in answer:
        away = answer["error"] in ("server_error", "temporarily_unavailable")
        raise ProviderFailed("unavailable" if away else "refused", f"The provider says {answer['error'][:80]!r}.")
    if not answer.get("code"):
        raise ProviderFailed("refused", "The answer has no code.")
    return answer["code"]


def check_claims(
    header: dict[str, Any], claims: dict[str, Any], *, issuer: str, client_id: str, nonce: str, access_token: str,
    now: datetime,
) -> None:  # fmt: skip
    """Refuse an ID token that is not for us, not of now, or not the answer to our question.

    OpenID Connect Core 1.0, 3.1.3.7. header: of a token whose signature holds. Raises ProviderFailed.
    """
    options = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}}
    params = {"client_id": client_id, "nonce": nonce, "access_token": access_token}
    try:
        CodeIDToken(claims, header, options, params).validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError) as error:
        raise ProviderFailed("refused", f"The ID token does not hold: {error}") from None


def identity(claims: Mapping[str, Any], member_claim: str | None) -> Identity:
    """Whom the claims name. An address counts only when the provider has verified it. Raises ProviderFailed."""
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") is not True or email_mends("email", email.strip()):
        raise ProviderFailed("unknown", "The provider names no verified e-mail address.")
    return Identity(folded_address(email), _number(claims.get(member_claim)) if member_claim else None)


def _number(said: object) -> int:
    """The member's number, as a number or as text."""
    if isinstance(said, str) and said.isascii() and said.isdigit() and len(said) <= 10:
        said = int(said)
    if isinstance(said, bool) or not isinstance(said, int) or not 1 <= said <= MOST_NUMBER:
        raise ProviderFailed("unknown", "The provider names no member's number.")
    return said
