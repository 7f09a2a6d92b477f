"""Signing keys: made here. What must be kept secret is sealed, so that a copy of the database alone opens nothing."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIGNING = b"convoke signing key"
"""What a seal is for unless it says otherwise; each purpose has a key of its own."""

_SEAL_VERSION = b"\x01"
_NONCE_BYTES = 12


class WrongSecret(Exception):
    """Something was sealed under another secret key or for another purpose, or was damaged."""


def new_key() -> tuple[bytes, bytes]:
    """A fresh Ed25519 pair, private and public, 32 bytes each."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw()


def seal(plain: bytes, secret: bytes, purpose: bytes = SIGNING) -> bytes:
    """The bytes encrypted (AES-256-GCM) with the key for this purpose, drawn from the secret key (HKDF-SHA256)."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _SEAL_VERSION + nonce + _cipher(secret, purpose).encrypt(nonce, plain, _SEAL_VERSION)


def unseal(sealed: bytes, secret: bytes, purpose: bytes = SIGNING) -> bytes:
    """What was sealed for this purpose. Raises WrongSecret."""
    version, nonce, rest = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if version != _SEAL_VERSION or len(nonce) != _NONCE_BYTES:
        raise WrongSecret("This is not sealed.")
    try:
        return _cipher(secret, purpose).decrypt(nonce, rest, version)
    except InvalidTag:
        raise WrongSecret("This was sealed under another CONVOKE_SECRET_KEY.") from None


def _cipher(secret: bytes, purpose: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret))
