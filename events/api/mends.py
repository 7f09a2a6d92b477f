"""Every field of a request that cannot be taken, where the framework or the database only says that one cannot."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_args, get_origin

import msgspec
from litestar import Request
from litestar.exceptions import HTTPException
from litestar.utils.scope.state import ScopeState

from events.api.kinds import bare, is_struct, wrong_kind
from events.errors import Mend, Missing
from events.rules.events import YEARS

MOST = 2**63 - 1
"""The largest number a column holds."""

FORMS = ("application/x-www-form-urlencoded", "multipart/")
"""How browsers send forms; all bodies here are JSON."""

_AT_MOST = re.compile(r"of length <= (\d+)")
_MISSING = re.compile(r"Missing required \w+ parameter '([^']+)'")


def misfits(request: Request[Any, Any, Any], error: HTTPException) -> list[Mend]:
    """What keeps a request from being what its handler takes; the framework names the first field of a body only."""
    field = request.route_handler.parsed_data_field
    if field is not None and isinstance(_body(request), bytes):
        if mend := unreadable(request):
            return [mend]
        if mends := list(_value(field.annotation, _whole(request), "")):
            return mends
    if missing := _MISSING.search(error.detail):
        return [Mend(missing[1], "required")]
    extra = error.extra if isinstance(error.extra, list) else []
    return [_parameter(request, item) for item in extra] or [Mend("body", "wrong_kind")]


def unreadable(request: Request[Any, Any, Any]) -> Mend | None:
    """Why the body is no JSON that is read here, if it is none."""
    try:
        _whole(request)
    except RecursionError:
        return Mend("body", "too_deep")
    except msgspec.ValidationError:  # a number such as 1e999
        return Mend("body", "number_too_large")
    except (msgspec.DecodeError, UnicodeDecodeError):
        if request.headers.get("content-type", "").startswith(FORMS):
            return Mend("body", "form_sent")
        whole = (_body(request) or b"").rstrip().endswith((b"}", b"]"))
        return Mend("body", "not_json") if whole else Mend("body", "cut_off")
    return None


def names_nothing(request: Request[Any, Any, Any]) -> bool:
    """Whether a part of the path is such that no row can have it."""
    return any(list(_impossible("", value)) for value in request.path_params.values())


async def check_numbers(request: Request[Any, Any, Any]) -> None:
    """Refuse a number in the path that is not written in plain digits, as Python would read others. Raises Missing."""
    if request.path_params:
        written = request.scope["path"].split("/")
        for value in request.path_params.values():
            if isinstance(value, int) and str(value) not in written:
                raise Missing


def impossible(request: Request[Any, Any, Any]) -> list[Mend]:
    """The values that no row can hold: texts with a NUL, numbers of thirty digits, years before the Romans."""
    found = [mend for name, value in request.query_params.multi_items() for mend in _written(name, value)]
    found += _written("Idempotency-Key", request.headers.get("idempotency-key", ""))
    if not unreadable(request):
        found += _impossible("", _whole(request))
    return found


def _parameter(request: Request[Any, Any, Any], item: dict[str, Any]) -> Mend:
    """What is wrong with a query parameter or a header, by the name the caller knows."""
    key = str(item.get("key", "query")).partition(".")[0]
    parameter = request.route_handler.parsed_fn_signature.parameters.get(key)
    if parameter is None:
        return Mend(key, "wrong_kind")
    name = getattr(parameter.kwarg_definition, "name", None) or key
    if limit := _AT_MOST.search(str(item.get("message", ""))):
        return Mend(name, "too_long", {"limit": int(limit[1])})
    kind = bare(parameter.annotation)
    return wrong_kind(name, get_args(kind)[0] if get_origin(kind) is list else kind)


def _value(kind: Any, value: Any, at: str) -> Iterator[Mend]:
    """What keeps a value from being read as this type, down to its innermost fields."""
    inner = bare(kind)
    if value is None and type(None) in get_args(kind):
        return
    if is_struct(inner) and isinstance(value, dict):
        yield from _fields(inner, value, at)
    elif get_origin(inner) is list and isinstance(value, list):
        for n, item in enumerate(value):
            yield from _value(get_args(inner)[0], item, _below(at, str(n)))
    elif get_origin(inner) is dict and isinstance(value, dict):
        for name, item in value.items():
            yield from _value(get_args(inner)[1], item, _below(at, name))
    else:
        yield from _misread(kind, value, at or "body")


def _fields(kind: Any, found: dict[str, Any], at: str) -> Iterator[Mend]:
    fields = {one.encode_name: one for one in msgspec.structs.fields(kind)}
    for name, one in fields.items():
        if name in found:
            yield from _value(one.type, found[name], _below(at, name))
        elif one.required:
            yield Mend(_below(at, name), "required")
    yield from (Mend(_below(at, name), "unknown_field") for name in found if name not in fields)


def _misread(kind: Any, value: Any, at: str) -> Iterator[Mend]:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        limit = _AT_MOST.search(str(error))
        if limit and isinstance(value, str):
            yield Mend(at, "too_long", {"limit": int(limit[1])})
        elif value == "":
            yield Mend(at, "empty")
        else:
            yield wrong_kind(at, kind)


def _written(name: str, value: str) -> Iterator[Mend]:
    """The same of a value that came as text."""
    bare_digits = value.removeprefix("-")
    if bare_digits.isascii() and bare_digits.isdigit() and len(bare_digits) > len(str(MOST)):
        yield Mend(name, "out_of_range", {"low": 0, "high": MOST})
        return
    try:
        far = not YEARS[0] <= datetime.fromisoformat(value.replace(" ", "+")).year <= YEARS[1]
    except ValueError:
        far = False
    if far:
        yield Mend(name, "out_of_years", {"low": YEARS[0], "high": YEARS[1]})
    yield from _impossible(name, value)


def _impossible(at: str, value: Any) -> Iterator[Mend]:
    if isinstance(value, str) and "\x00" in value:
        yield Mend(at or "body", "control_character")
    elif isinstance(value, int) and not -MOST <= value <= MOST:
        yield Mend(at or "body", "out_of_range", {"low": 0, "high": MOST})
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _impossible(_below(at, name), item)
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _impossible(_below(at, str(n)), item)


def _body(request: Request[Any, Any, Any]) -> Any:
    return ScopeState.from_scope(request.scope).body


def _whole(request: Request[Any, Any, Any]) -> Any:
    """The body as it came, read without asking what it should be."""
    body = _body(request)
    return msgspec.json.decode(body if isinstance(body, bytes) and body else b"null")


def _below(at: str, name: str) -> str:
    """The path of what stands there under this name, which may be anything: short enough to show."""
    return f"{at}.{name[:80]}" if at else name[:80]
