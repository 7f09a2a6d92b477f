"""Signing in at the cooperative's own identity provider: OpenID Connect, by code, with PKCE."""

import time
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

import msgspec
from authlib.common.security import generate_token
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from events import clock, outside
from events.actions.attempts import attempt
from events.actions.logins import open_login
from events.clock import now
from events.database import fetchval, transaction
from events.errors import NotSignedIn, TooManyAttempts
from events.rules.attempts import PROVIDER_ANSWER
from events.rules.providers import ALGORITHMS, LASTS, Identity, ProviderFailed, Visit, check_claims, code_of, identity
from events.secret import secret_key
from events.settings import settings
from events.tickets.keys import WrongSecret, seal, unseal
from events.words import Via

CALLBACK = "/api/logins/provider/callback"
PURPOSE = b"convoke provider visit"
KNOWN_SECONDS = 3600.0
"""How long what the provider says of itself is believed."""
KEYS_SECONDS = 60.0
"""How soon its keys are fetched again when a token names one that is not known."""


class Provider(msgspec.Struct):
    """What the provider says of itself (OpenID Connect Discovery 1.0, 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class Opened(NamedTuple):
    """A login that was opened, and the page to go on to, if one was asked for."""

    secret: str
    ends: datetime
    onward: str


_known: dict[str, tuple[float, Any]] = {}


def forget() -> None:
    """Ask the provider about itself anew."""
    _known.clear()


async def begin(onward: str) -> tuple[str, str]:
    """The provider's address to send the browser to, and what it must bring back, sealed. Raises ProviderFailed."""
    provider = await _provider()
    visit = Visit(generate_token(32), generate_token(32), generate_token(64), onward, now() + LASTS)
    url = prepare_grant_uri(
        provider.authorization_endpoint,
        client_id=settings().oidc_client_id,
        response_type="code",
        redirect_uri=_redirect_uri(),
        scope="openid email profile",
        state=visit.state,
        nonce=visit.nonce,
        code_challenge=create_s256_code_challenge(visit.verifier),
        code_challenge_method="S256",
    )
    return str(url), seal(msgspec.json.encode(visit), secret_key(), PURPOSE).hex()


async def finish(answer: dict[str, str], sealed: str | None, *, agent: str, source: str, ended: str | None) -> Opened:
    """A login for whom the provider names. answer: the query it sent the browser back with. Raises ProviderFailed."""
    visit = _opened(sealed)
    code = code_of(answer, visit, _issuer(), now())
    assert visit
    await _check_first(visit)
    found = await _identity(await _provider(), code, visit)
    member = await _member(found)
    try:
        login = await open_login(
            address=found.address, member=member, via=Via.PROVIDER, agent=agent, source=source, ended=ended
        )
    except NotSignedIn:
        raise ProviderFailed("unknown", "Nobody here has the address the provider names.") from None
    return Opened(*login, visit.onward)


def _opened(sealed: str | None) -> Visit | None:
    try:
        return msgspec.json.decode(unseal(bytes.fromhex(sealed or ""), secret_key(), PURPOSE), type=Visit)
    except (ValueError, WrongSecret, msgspec.DecodeError):
        return None


async def _check_first(visit: Visit) -> None:
    """Take each answer once, whatever the provider thinks of its code. Raises ProviderFailed."""
    try:
        async with transaction():
            await attempt((PROVIDER_ANSWER, visit.state))
    except TooManyAttempts:
        raise ProviderFailed("refused", "This answer was given before.") from None


async def _member(found: Identity) -> int | None:
    if found.number is None:
        return None
    member: int | None = await fetchval("SELECT id FROM member WHERE number = $1", found.number)
    if member is None:
        raise ProviderFailed("unknown", "The provider names a number that no member has.")
    return member


async def _identity(provider: Provider, code: str, visit: Visit) -> Identity:
    """Exchange the code, check the token, and see whom it names."""
    answer = await _exchange(provider, code, visit.verifier)
    token, access = answer.get("id_token"), answer.get("access_token")
    if not isinstance(token, str) or not isinstance(access, str):
        raise ProviderFailed("refused", "The provider gave no ID token.")
    read = await _verified(provider, token)
    check_claims(
        read.header, read.claims, issuer=_issuer(), client_id=settings().oidc_client_id or "", nonce=visit.nonce,
        access_token=access, now=clock.outside(),
    )  # fmt: skip
    claims = read.claims
    wanted = {"email", settings().oidc_member_claim or "email"}
    if wanted - claims.keys() and provider.userinfo_endpoint:
        more = await _asked("GET", provider.userinfo_endpoint, headers={"authorization": f"Bearer {access}"})
        if more.get("sub") != claims["sub"]:
            raise ProviderFailed("refused", "The provider tells of somebody else.")
        claims = {**more, **claims}
    return identity(claims, settings().oidc_member_claim)


async def _exchange(provider: Provider, code: str, verifier: str) -> dict[str, Any]:
    """The tokens for a code (RFC 6749, 4.1.3), the client shown in the way the provider takes."""
    methods = provider.token_endpoint_auth_methods_supported
    method = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": _redirect_uri()}
    body = urlencode({**form, "code_verifier": verifier})
    headers = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
    client = ClientAuth(settings().oidc_client_id, settings().oidc_client_secret or "", method)
    url, headers, body = client.prepare("POST", provider.token_endpoint, headers, body)
    return await _asked("POST", url, headers=headers, content=body)


async def _verified(provider: Provider, token: str) -> jwt.Token:
    """The token read, its signature checked against the provider's keys, fetched anew when it has new ones."""
    for again in (False, True):
        try:
            return jwt.decode(token, await _keys(provider, again=again), algorithms=ALGORITHMS)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            if again:
                raise ProviderFailed("refused", f"The ID token cannot be verified: {error}") from None
    raise AssertionError


async def _keys(provider: Provider, *, again: bool) -> KeySet:
    found = _known.get(provider.jwks_uri)
    age = time.monotonic() - found[0] if found else KNOWN_SECONDS
    if found is None or age >= KNOWN_SECONDS or (again and age >= KEYS_SECONDS):
        said = await _asked("GET", provider.jwks_uri)
        try:
            keys = KeySet.import_key_set({"keys": said["keys"]})
        except (JoseError, KeyError, ValueError, TypeError) as error:
            raise ProviderFailed("unavailable", f"The provider's keys cannot be read: {error}") from None
        _known[provider.jwks_uri] = found = (time.monotonic(), keys)
    return found[1]


async def _provider() -> Provider:
    issuer = _issuer()
    found = _known.get(issuer)
    if found is None or time.monotonic() - found[0] >= KNOWN_SECONDS:
        said = await _asked("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        try:
            provider = msgspec.convert(said, Provider)
        except msgspec.ValidationError as error:
            raise ProviderFailed("unavailable", f"The provider does not say what it is: {error}") from None
        if provider.issuer != issuer:
            raise ProviderFailed("unavailable", f"The provider calls itself {provider.issuer}, not {issuer}.")
        _known[issuer] = found = (time.monotonic(), provider)
    return found[1]


async def _asked(method: str, url: str, **more: Any) -> dict[str, Any]:
    """The JSON object that the provider answers with. Raises ProviderFailed."""
    try:
        async with outside.client(seconds=10, most_bytes=1_000_000) as there:
            answer = await there.request(method, url, **more)
            said = msgspec.json.decode(answer.content)
    except (outside.NoAnswer, msgspec.DecodeError) as error:
        raise ProviderFailed("unavailable", f"The provider does not answer: {error}") from None
    if answer.status_code >= 500:
        raise ProviderFailed("unavailable", f"The provider answers {answer.status_code}.")
    if answer.status_code != 200 or not isinstance(said, dict):
        raise ProviderFailed("refused", f"The provider answers {answer.status_code}.")
    return said


def _issuer() -> str:
    return settings().oidc_issuer or ""


def _redirect_uri() -> str:
    return f"{settings().public_url}{CALLBACK}"
