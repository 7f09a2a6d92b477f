"""Signing keys: made here, and sealed so that a copy of the database alone signs nothing."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SEAL_VERSION = b"\x01"
_NONCE_BYTES = 12


class WrongSecret(Exception):
    """A sealed key was made under another secret key, or was damaged."""


def new_key() -> tuple[bytes, bytes]:
    """A fresh Ed25519 pair, private and public, 32 bytes each."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw()


def seal(private_key: bytes, secret: bytes) -> bytes:
    """The private key encrypted (AES-256-GCM) under a key drawn from the installation's secret (HKDF-SHA256)."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _SEAL_VERSION + nonce + _cipher(secret).encrypt(nonce, private_key, _SEAL_VERSION)


def unseal(sealed: bytes, secret: bytes) -> bytes:
    """The private key again. Raises WrongSecret."""
    version, nonce, rest = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if version != _SEAL_VERSION or len(nonce) != _NONCE_BYTES:
        raise WrongSecret("This is not a sealed key.")
    try:
        return _cipher(secret).decrypt(nonce, rest, version)
    except InvalidTag:
        raise WrongSecret("The signing keys were sealed under another CONVOKE_SECRET_KEY.") from None


def _cipher(secret: bytes) -> AESGCM:
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"convoke signing key").derive(secret)
    return AESGCM(drawn)
