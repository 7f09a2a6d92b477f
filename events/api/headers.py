"""Headers that every answer carries: what browsers may do with it."""

import base64
import hashlib
import re
from functools import cache

from litestar.types import Message, Scope

from events.api.pages import static_folder

ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), geolocation=(), microphone=()"),
)
POLICY = b"content-security-policy"


async def safe_headers(message: Message, scope: Scope) -> None:
    """No framing, no guessing of types, no address passed on, and no script, style or picture from elsewhere."""
    if message["type"] != "http.response.start":
        return
    said = dict(message["headers"])
    added = [pair for pair in ALWAYS if pair[0] not in said]
    if said.get(b"content-type", b"").startswith(b"text/html") and POLICY not in said:
        added.append((POLICY, policy().encode()))
    message["headers"] = [*message["headers"], *added]


@cache
def policy() -> str:
    """Only what the house serves itself; the app's one inline script by its hash, the scanner's wasm allowed."""
    index = static_folder() / "index.html"
    scripts = (
        re.findall(r"<script(?:\s[^>]*)?>(.*?)</script>", index.read_text("utf-8"), re.S) if index.exists() else []
    )
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in scripts if one.strip()
    ]
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' {' '.join(hashes)}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )
