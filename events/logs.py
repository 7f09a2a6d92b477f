"""Log lines: one JSON object each, or readable on a terminal, with the request that was answered and no secret in them.

Of an exception only its type and its frames are told: what it says may quote a row, an address or a body.
"""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import msgspec

from events import whence
from events.sensible import variable
from events.settings import Settings, settings

LONGEST = 2_000
"""Characters of a message; a whole line stays below what a pipe takes at once from several processes."""

FRAMES = 25
"""Innermost frames told of each exception."""

MASK = "…"


def set_up() -> None:
    """Let this process log as CONVOKE_LOG_FORMAT says: unset, readable on a terminal and JSON anywhere else."""
    as_json = (settings().log_format or ("text" if sys.stderr.isatty() else "json")) == "json"
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, ToStderr)]:
        root.removeHandler(old)
    root.addHandler(ToStderr(AsJson() if as_json else AsText()))
    root.setLevel(logging.WARNING)
    logging.getLogger("events").setLevel(logging.INFO)
    logging.captureWarnings(True)
    sys.excepthook = _ended
    threading.excepthook = lambda args: _ended(args.exc_type, args.exc_value, args.exc_traceback)


GRANIAN: dict[str, Any] = {
    "formatters": {},
    "handlers": {},
    "loggers": {
        "_granian": {"handlers": [], "propagate": True},
        "granian.access": {"handlers": [], "propagate": False},
    },
}
"""The web server's own logging, handed on to ours."""


class ToStderr(logging.Handler):
    """Writes where standard error leads at that moment."""

    def __init__(self, form: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(form)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line at once."""
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except Exception:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """A line that cannot be written is lost: the usual complaint would show all that it was made from."""


class AsJson(logging.Formatter):
    """One JSON object: time, level, logger, message, then what else is known."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message_of(record),
        }
        if asked := whence.here():
            line |= {"request_id": asked.id, "method": asked.method, "path": safe(asked.path)}
        line |= {name: getattr(record, name) for name in ("status", "ms") if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            line["error"] = told(record.exc_info[1])
        return msgspec.json.encode(line).decode()


class AsText(logging.Formatter):
    """For somebody at a terminal: the message, what it is about, and where an exception came from."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with the frames of an exception below it."""
        level = "" if record.levelno == logging.INFO else f"{record.levelname.lower()}: "
        asked = whence.here()
        if hasattr(record, "status") and asked:
            return f"{asked.method} {safe(asked.path)} {record.status} {getattr(record, 'ms', 0):.1f} ms"
        about = f" [{asked.method} {safe(asked.path)}, request {asked.id}]" if asked else ""
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join((f"{level}{message_of(record)}{about}", *(_lines(told(error)) if error else ())))


def message_of(record: logging.LogRecord) -> str:
    """What the line says, on one line; asyncio goes on with the exception itself, which nobody is to read."""
    said = record.getMessage()
    if record.name == "asyncio":
        said = said.partition("\n")[0]
    return safe(re.sub(r"[\x00-\x1f\x7f]+", " ", said))


def safe(text: str) -> str:
    """The text with a mask for all that looks like an e-mail address, what follows a `?`, or a secret.

    Secrets are long and have no word's end: slugs are small letters and hyphens, with shorter words between. Settings
    are named, as advice on them is of no use otherwise.
    """
    shown = re.sub(r"[^\s@<>\"']+@[^\s@<>\"']+", MASK, text[: LONGEST * 2])
    shown = re.sub(r"\?\S+", f"?{MASK}", shown)
    return re.sub(r"[A-Za-z0-9_-]{20,}", lambda found: _masked(found[0]), shown)[:LONGEST]


def _masked(word: str) -> str:
    return MASK if _SECRET.search(word) and word not in _SETTINGS else word


_SECRET = re.compile(r"[A-Z_]|[a-z0-9]{20,}")
_SETTINGS = frozenset(variable(name) for name in Settings.__struct_fields__)


def told(error: BaseException, depth: int = 4) -> dict[str, Any]:
    """An exception without its words: its type, what of a constraint it broke, its frames, and what caused it."""
    kind = type(error)
    found: dict[str, Any] = {"type": f"{kind.__module__}.{kind.__qualname__}"}
    found |= {
        name: value for name in ("sqlstate", "table_name", "constraint_name") if (value := getattr(error, name, 0))
    }
    found["frames"] = [
        f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
        for frame, line in list(traceback.walk_tb(error.__traceback__))[-FRAMES:]
    ]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause and depth:
        found["cause"] = told(cause, depth - 1)
    if isinstance(error, BaseExceptionGroup) and depth:
        found["parts"] = [told(one, depth - 1) for one in error.exceptions[:5]]
    return found


def _lines(found: dict[str, Any], indent: str = "  ") -> Iterator[str]:
    facts = ", ".join(str(found[name]) for name in ("sqlstate", "table_name", "constraint_name") if name in found)
    yield f"{indent}{found['type']}{f' ({facts})' if facts else ''}"
    yield from (f"{indent}  {frame}" for frame in found["frames"])
    for part in (*found.get("parts", ()), *([found["cause"]] if "cause" in found else ())):
        yield from _lines(part, indent + "  ")


def _short(file: str) -> str:
    """The file from its package on."""
    return re.sub(r"^.*/(?:site-packages|lib/python[\d.]+)/|^.*/(?=events/)", "", file)


def _ended(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """Nobody caught it."""
    if error is not None and not issubclass(kind, KeyboardInterrupt | SystemExit):
        logging.getLogger("events").critical("Ended by an error.", exc_info=(kind, error, trace))
