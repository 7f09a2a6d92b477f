"""Passkeys (WebAuthn): what a device is asked, and whether its answer holds."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
import webauthn
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.options_to_json_dict import options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from events.errors import Invalid, Mend
from events.rules.factors import CHALLENGE_LASTS
from events.rules.people import name_mends

PASSKEYS_LIMIT = 20
DEVICE_LIMIT = 80
CREDENTIAL_LIMIT = 1023
"""Bytes of a credential's id (WebAuthn, 4: Credential ID)."""
KEY_LIMIT = 2048
TIMEOUT_MS = int(CHALLENGE_LASTS.total_seconds() * 1000)
ALGORITHMS = [
    COSEAlgorithmIdentifier.EDDSA,
    COSEAlgorithmIdentifier.ECDSA_SHA_256,
    COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256,
]

T = TypeVar("T")


class Site(msgspec.Struct, frozen=True):
    """What passkeys are bound to: the domain, and the origin of our pages."""

    domain: str
    origin: str


class NewPasskey(msgspec.Struct, frozen=True):
    """A credential that a device just made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def device_mends(field: str, name: str) -> list[Mend]:
    """What to mend in how somebody calls their device, already tidied."""
    if len(name) > DEVICE_LIMIT:
        return [Mend(field, "too_long", {"limit": DEVICE_LIMIT})]
    return name_mends(field, name)


def site_of(public_url: str) -> Site:
    """The site at this address. A machine's own address becomes `localhost`: passkeys are for names, not numbers."""
    parts = urlsplit(public_url)
    host = (parts.hostname or "").encode("idna").decode()
    domain = "localhost" if host in ("127.0.0.1", "::1") else host
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    port = f":{parts.port}" if parts.port not in (None, usual) else ""
    return Site(domain, f"{parts.scheme}://{domain}{port}")


def making_options(
    site: Site, challenge: bytes, *, staff: int, email: str, name: str, organisation: str, known: list[bytes]
) -> dict[str, Any]:
    """What `navigator.credentials.create` is given. known: credentials of devices that have one already."""
    return options_to_json_dict(
        webauthn.generate_registration_options(
            rp_id=site.domain,
            rp_name=organisation,
            user_id=b"staff %d" % staff,
            user_name=email,
            user_display_name=name,
            challenge=challenge,
            timeout=TIMEOUT_MS,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
            supported_pub_key_algs=ALGORITHMS,
        )
    )


def proving_options(site: Site, challenge: bytes, known: list[bytes]) -> dict[str, Any]:
    """What `navigator.credentials.get` is given."""
    return options_to_json_dict(
        webauthn.generate_authentication_options(
            rp_id=site.domain,
            challenge=challenge,
            timeout=TIMEOUT_MS,
            allow_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def new_passkey(site: Site, challenge: bytes, answer: dict[str, Any]) -> NewPasskey:
    """The credential in a device's answer to `making_options`. Raises Invalid when the answer does not hold."""
    found = _held(
        lambda: webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.domain,
            expected_origin=site.origin,
            require_user_verification=True,
            supported_pub_key_algs=ALGORITHMS,
        )
    )
    if len(found.credential_id) > CREDENTIAL_LIMIT or len(found.credential_public_key) > KEY_LIMIT:
        raise refused()
    return NewPasskey(found.credential_id, found.credential_public_key, found.sign_count)


def credential_of(answer: dict[str, Any]) -> bytes:
    """Which credential an answer claims to be of. Raises Invalid."""
    return _held(lambda: base64url_to_bytes(answer["id"]))


def proven_count(site: Site, challenge: bytes, answer: dict[str, Any], public_key: bytes, sign_count: int) -> int:
    """The device's new count of uses, when its answer to `proving_options` holds. Raises Invalid.

    sign_count: the last one known; a device that counts and did not count on may be a copy.
    """
    found = _held(
        lambda: webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.domain,
            expected_origin=site.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    )
    return found.new_sign_count


def refused() -> Invalid:
    """A passkey that proves nothing, whatever the reason: a stranger learns no more."""
    return Invalid([Mend("passkey", "passkey_refused")])


def _held(verified: Callable[[], T]) -> T:
    """What was verified. The library fails in many ways on bytes that are no answer at all."""
    try:
        return verified()
    except Exception:
        raise refused() from None
