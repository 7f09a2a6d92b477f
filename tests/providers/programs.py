"""Identity providers for the tests: a real program, and a false one that says whatever it is told to."""

import base64
import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from tests.site import free_port

PROGRAM = Path(__file__).parent / "provider.mjs"
FRONTEND = Path(__file__).parents[2] / "frontend" / "package.json"


@contextmanager
def real_provider(redirect_uri: str) -> Iterator[str]:
    """The address of a real provider, meanwhile."""
    port = free_port()
    command = ["node", str(PROGRAM), str(FRONTEND), str(port), redirect_uri]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
        try:
            assert program.stdout
            assert any("ready" in line for line in program.stdout), "The provider did not start."
            yield f"http://127.0.0.1:{port}"
        finally:
            program.kill()


def _part(said: dict[str, Any]) -> str:
    """A part of a token nobody signed."""
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


class FalseProvider:
    """Answers as told. claims: of its ID tokens; signs, algorithm: what signs them; user: what it tells beside them.

    broken: answers by path instead of its own, as status and body. asked: the forms that came to exchange a code.
    """

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "1"})
        self.signs: RSAKey | OctKey | None = self.key
        self.algorithm = "RS256"
        self.claims: dict[str, Any] = {}
        self.user: dict[str, Any] | None = None
        self.broken: dict[str, tuple[int, bytes]] = {}
        self.asked: list[dict[str, str]] = []
        self.url = ""

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, bytes]:
        if path in self.broken:
            return self.broken[path]
        said: dict[str, Any] = {
            "/.well-known/openid-configuration": lambda: {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/auth",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/jwks",
                "userinfo_endpoint": f"{self.url}/me",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/jwks": lambda: {"keys": [self.key.as_dict(private=False)]},
            "/token": lambda: self._tokens(form),
            "/me": lambda: self.user or {},
        }[path]()
        return 200, json.dumps(said).encode()

    def _tokens(self, form: dict[str, str]) -> dict[str, str]:
        self.asked.append(form)
        header = {"alg": self.algorithm, "kid": "1"}
        kept = {name: value for name, value in self.claims.items() if value is not None}
        if self.signs is None:
            token = ".".join(_part(one) for one in ({"alg": "none"}, kept)) + "."
        else:
            token = jwt.encode(header, kept, self.signs, algorithms=[self.algorithm])
        return {"id_token": token, "access_token": "open", "token_type": "Bearer"}


@contextmanager
def false_provider() -> Iterator[FalseProvider]:
    """A provider that lies, meanwhile."""
    provider = FalseProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(*provider.answer(self.path.partition("?")[0], {}))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            self._say(*provider.answer(self.path, {name: values[0] for name, values in parse_qs(body).items()}))

        def _say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield provider
        finally:
            server.shutdown()
