"""Headers that every answer carries: what browsers may do with it."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from html import unescape
from typing import Any

from events.api.pages import static_folder
from events.settings import settings

POLICY = b"content-security-policy"
CACHING = b"cache-control"
WORKERS = "/_app/immutable/workers/"
YEAR = 31_536_000
"""In seconds: for so long browsers that came by https come no other way."""

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""For what is no page: opened as one it loads nothing and runs nothing."""
SCRIPT = f"{NOTHING}; script-src 'self'; connect-src 'self'"
"""For scripts. It binds those that run as workers: they heed their own policy and not the page's."""
READER = f"{NOTHING}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""For the workers of the door, which read codes with WebAssembly; no page may compile any."""

OURS = ("camera", "publickey-credentials-create", "publickey-credentials-get")
"""What browsers let our own pages do: see through the camera, make and use passkeys."""
OFF = (
    "accelerometer", "browsing-topics", "clipboard-read", "display-capture", "encrypted-media", "gamepad",
    "geolocation", "gyroscope", "hid", "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone",
    "midi", "otp-credentials", "payment", "picture-in-picture", "serial", "storage-access", "sync-xhr", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""What no page does, ours or another's within it."""


def safe_headers(said: Iterable[tuple[bytes, bytes]], path: str) -> list[tuple[bytes, bytes]]:
    """What an answer with these headers carries besides.

    No framing, no guessing of types, no address passed on, and nothing run or loaded but what the house serves.
    """
    has = dict(said)
    added = _added(has.get(b"content-type", b""), path.startswith(WORKERS), settings().public_url)
    return [pair for pair in added if pair[0] not in has]


def private_headers(said: Iterable[tuple[bytes, bytes]], asked: Mapping[str, Any]) -> list[tuple[bytes, bytes]]:
    """What keeps an answer of the API that depends on who asks out of every cache, unless it says itself what holds.

    asked: the connection's scope. Who asks is told by a token, a cookie of ours or the key in a link; what is no GET
    is told to its asker alone.
    """
    if not asked["path"].startswith("/api/") or not _is_personal(asked) or any(one == CACHING for one, _ in said):
        return []
    return [(CACHING, b"private, no-store")]


def _is_personal(asked: Mapping[str, Any]) -> bool:
    return (
        asked["method"] not in ("GET", "HEAD")
        or b"key=" in asked["query_string"]
        or any(
            name == b"authorization" or (name == b"cookie" and b"convoke_" in value) for name, value in asked["headers"]
        )
    )


@lru_cache(64)
def _added(kind: bytes, of_worker: bool, public_url: str) -> tuple[tuple[bytes, bytes], ...]:
    """What answers of this type carry unless they say otherwise; made once, as every answer asks for it."""
    https = public_url.startswith("https:")
    features = [*(f"{name}=(self)" for name in OURS), *(f"{name}=()" for name in OFF)]
    kept = [(b"strict-transport-security", f"max-age={YEAR}".encode())] if https else []
    return (
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"permissions-policy", ", ".join(features).encode()),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        *kept,
        (POLICY, _policy(kind, of_worker, https).encode()),
    )


def _policy(kind: bytes, of_worker: bool, https: bool) -> str:
    if kind.startswith(b"text/html"):
        return page_policy(https)
    if kind.startswith(b"text/javascript"):
        return READER if of_worker else SCRIPT
    return NOTHING


@cache
def page_policy(https: bool = False) -> str:
    """Only what the house serves itself; the app's one inline script and style by their hashes."""
    index = static_folder() / "index.html"
    text = index.read_text("utf-8") if index.exists() else ""
    parts = [
        "default-src 'none'",
        " ".join(("script-src 'self'", *hashes(re.findall(r"<script(?:\s[^>]*)?>(.*?)</script>", text, re.S)))),
        " ".join(("style-src 'self'", *hashes(re.findall(r"<style(?:\s[^>]*)?>(.*?)</style>", text, re.S)))),
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
    return "; ".join(parts + ["upgrade-insecure-requests"] * https)


def letter_policy(page: str) -> str:
    """For a mail shown in a frame of ours: no scripts, nothing loaded, its links open beside the page.

    Mail readers heed no style sheets, so a mail has its styles in attributes: each is allowed by its hash, which for
    attributes is spelled 'unsafe-hashes'. It keeps our origin, so that the page around it can see how tall it is.
    """
    sheets = re.findall(r"<style(?:\s[^>]*)?>(.*?)</style>", page, re.S)
    attributes = [unescape(one) for one in re.findall(r'\sstyle="([^"]*)"', page)]
    allowed = " ".join(sorted({*hashes(sheets), *hashes(attributes)}))
    return (
        "default-src 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox "
        "allow-same-origin; "
        f"style-src 'unsafe-hashes' {allowed}"
    )


def hashes(texts: Iterable[str]) -> list[str]:
    """How a policy names inline scripts and styles that it allows, which browsers read with plain line ends."""
    digests = (hashlib.sha256(text.replace("\r\n", "\n").encode()).digest() for text in texts if text.strip())
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
