"""Problem documents (RFC 9457): which refusal is which status, and what the reader is told in their language."""

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import wraps
from typing import Any

import asyncpg
import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from events import errors, whence
from events.api.asking import header, language_of
from events.api.kinds import sentence
from events.api.mends import impossible, misfits, names_nothing, unreadable
from events.api.pages import missing_page
from events.api.phrases import ALREADY_YOURS, PROBLEMS
from events.api.phrases_access import SECOND_FACTOR_FIRST
from events.clock import HOME
from events.database import Unavailable
from events.errors import Mend, Refused
from events.wording import clock, day
from events.words import Phrase

log = logging.getLogger("events.api")

BODY_LIMIT = 1_000_000
"""Bytes in one request's body."""

STATUS: dict[type[Refused], int] = {
    errors.Missing: 404,
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.NeedsElevation: 403,
    errors.NoSecondFactor: 403,
    errors.SecondFactorFirst: 403,
    errors.CrossSite: 403,
    errors.MembersOnly: 403,
    errors.Invalid: 422,
    errors.PartyTooLarge: 422,
    errors.KeyReused: 422,
    errors.ChangedMeanwhile: 412,
    errors.SignInOver: 410,
    errors.TooLarge: 413,
    errors.TooManyAttempts: 429,
}
"""Refusals that are not simply 409, the refusal of what was understood."""


WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


class FieldError(msgspec.Struct):
    """One field to mend. field: dotted path in the body, or the query parameter's name; message: for the reader."""

    field: str
    code: str
    message: str


class Problem(msgspec.Struct, omit_defaults=True):
    """What every error answers (`application/problem+json`). type is stable; title and detail are for people.

    request_id: what the logs call this request, to be named when somebody asks what happened. location: of what is
    there already, when it is the asker's own.
    """

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] = []
    request_id: str = ""
    location: str = ""


def of_refusal(request: Request[Any, Any, Any], refused: Refused) -> Response[Any]:
    """A rule's no."""
    if isinstance(refused, errors.Missing) and _is_for_reading(request):
        return missing_page(language_of(request))
    mends = refused.mends if isinstance(refused, errors.Invalid) else []
    if isinstance(refused, errors.AlreadyYours):
        return _answer(request, refused.type, 409, refused.facts, said=ALREADY_YOURS)
    if isinstance(refused, errors.SecondFactorFirst):
        return _answer(request, refused.type, 403, said=SECOND_FACTOR_FIRST)
    answer = _answer(request, refused.type, STATUS.get(type(refused), 409), refused.facts, mends)
    if isinstance(refused, errors.TooManyAttempts):
        answer.headers["retry-after"] = str(refused.facts["seconds"])
    return answer


def of_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """What the framework refused before a handler saw it: unknown paths, wrong methods, bodies that do not parse."""
    if error.status_code == 405:
        answer = _answer(request, "method-not-allowed", 405, {"method": request.method})
        answer.headers.update(error.headers or {})
        return answer
    if error.status_code == 413:
        return _answer(request, "too-large", 413, {"limit": BODY_LIMIT})
    if error.status_code == 400:
        return _answer(request, "invalid", 422, {}, misfits(request, error))
    if error.status_code < 500:
        return missing_page(language_of(request)) if _is_for_reading(request) else _answer(request, "missing", 404)
    return of_fault(request, error)


def of_fault(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """Our own fault: noted with its traceback, told without it."""
    log.error("A request failed.", exc_info=error)
    return _answer(request, "internal", 500, {"request": whence.request_id()})


def of_impossible(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """A value that no row can have, such as a number of thirty digits or a NUL: in the path it names nothing here."""
    if names_nothing(request):
        return _answer(request, "missing", 404)
    mends = impossible(request) or ([Mend("body", "wrong_kind")] if request.method in WITH_BODY else [])
    return _answer(request, "invalid", 422, {}, mends) if mends else _answer(request, "missing", 404)


def of_unreadable(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """A body that is no UTF-8, or nested deeper than anything can be read; else our own fault."""
    mend = unreadable(request) or (Mend("body", "too_deep") if isinstance(error, RecursionError) else None)
    if request.method in WITH_BODY and mend:
        return _answer(request, "invalid", 422, {}, [mend])
    return of_fault(request, error)


def of_outage(request: Request[Any, Any, Any], error: Unavailable) -> Response[Problem]:
    """The database is away; it is usually back within seconds."""
    log.warning("A request met no database (%s).", type(error.__cause__ or error).__name__)
    answer = _answer(request, "unavailable", 503)
    answer.headers["retry-after"] = "2"
    return answer


def _is_for_reading(request: Request[Any, Any, Any]) -> bool:
    """Whether a person's browser opens the address as a page."""
    return (
        request.method in ("GET", "HEAD")
        and not request.url.path.startswith("/api/")
        and "text/html" in header(request, "accept")
    )


def _surely(handler: Callable[..., Response[Any]]) -> Callable[..., Response[Any]]:
    """The same, and where it fails itself our own fault is what is told."""

    @wraps(handler)
    def answer(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
        try:
            return handler(request, error)
        except Exception as failed:
            return of_fault(request, failed)

    return answer


HANDLERS: Mapping[Any, Callable[..., Response[Any]]] = {
    Refused: _surely(of_refusal),
    HTTPException: _surely(of_http),
    Unavailable: of_outage,
    asyncpg.DataError: _surely(of_impossible),
    OverflowError: _surely(of_impossible),
    UnicodeDecodeError: _surely(of_unreadable),
    RecursionError: _surely(of_unreadable),
    Exception: of_fault,
}


def _answer(
    request: Request[Any, Any, Any],
    kind: str,
    status: int,
    facts: Mapping[str, object] | None = None,
    mends: list[Mend] | None = None,
    said: Phrase | None = None,
) -> Response[Any]:
    """said: instead of what is usually said of such a problem."""
    language = language_of(request)
    title, detail = PROBLEMS[kind]
    facts = {name: _said(fact, language) for name, fact in (facts or {}).items()}
    problem = Problem(
        type=f"/problems/{kind}",
        title=title.say(language),
        status=status,
        detail=(said or detail).say(language, **facts),
        errors=[FieldError(mend.field, mend.code, sentence(mend, language)) for mend in mends or []],
        request_id=whence.request_id() or "",
        location=str(facts.get("location", "")),
    )
    headers = {"content-language": language, "cache-control": "no-store"}
    if status == 401:
        headers["www-authenticate"] = "Bearer"
    return Response(
        msgspec.json.encode(problem), status_code=status, media_type="application/problem+json", headers=headers
    )


def _said(fact: object, language: str) -> object:
    """The fact as it stands in a sentence: days and moments in the reader's words, at home."""
    if isinstance(fact, datetime):
        here = fact.astimezone(HOME)
        return f"{day(here.date(), language)}, {clock(here, language)}"
    return day(fact, language) if isinstance(fact, date) else fact
