"""The OpenAPI document, made to tell all of the truth: problems where the framework knows only its own errors."""

from collections.abc import Iterator
from typing import Any

import msgspec
from litestar import Litestar, Request
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.plugins import JsonRenderPlugin

from events.api.asking import COOKIE
from events.api.problems import Problem

MEDIA_TYPES = "media_types"
"""The key in a handler's `opt` of the files it answers with, where these are of several kinds."""

BODY_TYPES = "body_types"
"""The same of the file it takes, where its body is one."""

UNSAFE = frozenset({"post", "put", "patch", "delete"})
TOLD = {
    "401": "Nobody is signed in, or the token is unknown, expired or withdrawn.",
    "403": "What is signed in may not do this, or the request came from another site.",
    "404": "There is no such thing, or it is not this person's to see.",
    "409": "Understood, and refused as things stand.",
    "422": "Fields to mend; all are named.",
    "default": "Any other problem.",
}
SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A program's or a scanner's token."},
    "login": {"type": "apiKey", "in": "cookie", "name": COOKIE, "description": "A browser that is signed in."},
}


class Document(JsonRenderPlugin):
    """Serves the document, completed."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The document as JSON; the framework keeps it once it is made."""
        return msgspec.json.encode(complete(openapi_schema, request.app))


def complete(document: dict[str, Any], app: Litestar) -> dict[str, Any]:
    """The same document with what each operation may answer besides success, and who may ask. Again changes nothing."""
    handlers = dict(_handlers(app))
    parts = document.setdefault("components", {})
    parts["securitySchemes"] = SCHEMES
    for name, shape in _shapes(Problem):
        parts.setdefault("schemas", {})[name] = shape
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if method in ("get", "head", *UNSAFE) and isinstance(operation, dict):
                handler = handlers[path, method]
                _complete(operation, method, guarded=bool(handler.resolve_guards()))
                file = {"schema": {"type": "string", "format": "binary"}}
                if kinds := handler.opt.get(MEDIA_TYPES):
                    operation["responses"]["200"]["content"] = dict.fromkeys(kinds, file)
                if kinds := handler.opt.get(BODY_TYPES):
                    operation["requestBody"] = {"content": dict.fromkeys(kinds, file)}
    return document


def _complete(operation: dict[str, Any], method: str, *, guarded: bool) -> None:
    answers = operation["responses"]
    answers.pop("400", None)
    places = {one["in"] for one in operation.get("parameters", [])}
    wanted = {
        "401": guarded,
        "403": guarded or method in UNSAFE,
        "404": "path" in places,
        "409": method in UNSAFE,
        "422": bool(places) or "requestBody" in operation,
        "default": True,
    }
    for status, holds in wanted.items():
        if holds:
            answers.setdefault(status, _problem(TOLD[status]))
    operation["security"] = [{"bearer": []}, {"login": []}] if guarded else [{}, {"bearer": []}, {"login": []}]


def _problem(description: str) -> dict[str, Any]:
    shape = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {"application/problem+json": {"schema": shape}}}


def _shapes(kind: type[msgspec.Struct]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON schema of a struct and of those in it, by name."""
    (_, *_), shapes = msgspec.json.schema_components([kind], ref_template="#/components/schemas/{name}")
    yield from shapes.items()


def _handlers(app: Litestar) -> Iterator[tuple[tuple[str, str], HTTPRouteHandler]]:
    """Each handler by its path and method."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            if isinstance(handler, HTTPRouteHandler):
                for method in handler.http_methods:
                    yield (route.path_format, method.lower()), handler
