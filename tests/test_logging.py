"""A log line says what happened and to which request, and nothing that is nobody's business."""

import asyncio
import io
import json
import logging
import sys

import asyncpg
import pytest

from events import logs, whence
from events.settings import BadSetting, override, settings

LINK = "wi5iq4zbkp2wiqoc5yb23ri4tzckq3pb"


@pytest.fixture
def chosen():
    """Settings of logging for the length of the test."""
    yield override
    override(log_format="", log_requests="")
    root = logging.getLogger()
    for ours in [one for one in root.handlers if isinstance(one, logs.ToStderr)]:
        root.removeHandler(ours)
    root.setLevel(logging.WARNING)
    logging.getLogger("events").setLevel(logging.NOTSET)
    logging.captureWarnings(False)
    sys.excepthook = sys.__excepthook__


def record(message="Something happened.", *args, error=None, name="events.test", level=logging.WARNING):
    """A line as a logger makes it."""
    trace = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, level, __file__, 1, message, args, trace)


def raised(error, cause=None):
    """The error as somebody raised it, with a local that nobody is to see."""
    password = "local-password-of-ada"
    try:
        try:
            raise cause or KeyError(password)
        except Exception as first:
            raise error from first
    except Exception as found:
        return found


def line(**about):
    return json.loads(logs.AsJson().format(record(**about)))


def test_a_line_is_an_object():
    """Whatever stands in the message, it is one line, and says when, how bad, who and what."""
    said = logs.AsJson().format(record("Two\nlines\x1b[31m and %s", "é 🎈"))

    found = json.loads(said)
    assert "\n" not in said
    assert found.pop("time").endswith("+00:00")
    assert found == {"level": "warning", "logger": "events.test", "message": "Two lines [31m and é 🎈"}


def test_a_line_knows_its_request():
    """While a request is answered, its id, method and path stand in every line."""
    with whence.answering("GET", "/api/events", "127.0.0.1", [(b"x-request-id", b"abcdefgh")]):
        found = line()

    assert (found["request_id"], found["method"], found["path"]) == ("abcdefgh", "GET", "/api/events")
    assert "request_id" not in line()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/calendar/mine/ozbg6d2nqvwzkxy4tq3ahjpl5rcs7iuefm2vqyx3.ics", "/calendar/mine/….ics"),
        (f"http://127.0.0.1:8000/signin?link={LINK}", "http://127.0.0.1:8000/signin?…"),
        (f"Bearer {LINK}", "Bearer …"),
        ("550 5.1.1 <ada+1@exämple.org>: Recipient address rejected", "550 5.1.1 <…>: Recipient address rejected"),
        ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEi_-xyz.c2lnbmF0dXJlLW9mLWFkYQ", "….….…"),
        ("/events/party-brussels-2023-with-everybody", "/events/party-brussels-2023-with-everybody"),
        ("/api/events/improv-25/registrations", "/api/events/improv-25/registrations"),
        ("Is this it? Yes.", "Is this it? Yes."),
        ("CONVOKE_TRUSTED_PROXIES does not name it.", "CONVOKE_TRUSTED_PROXIES does not name it."),
        ("Look at CONVOKE_RETAIN_FORMER_MEMBERS_DAYS, too", "Look at CONVOKE_RETAIN_FORMER_MEMBERS_DAYS, too"),
        ("CONVOKE_OIDC_CLIENT_SECRET=Zm9vYmFyYmF6cXV4Zm9v", "CONVOKE_OIDC_CLIENT_SECRET=…"),
        ("CONVOKE_TRUSTED_PROXIES_Zm9vYmFyYmF6", "…"),
    ],
)
def test_what_looks_like_a_secret_is_masked(said, shown):
    """E-mail addresses, queries and secrets are masked wherever they come from; addresses of pages stay readable."""
    assert logs.safe(said) == shown


@pytest.mark.parametrize("form", [logs.AsJson(), logs.AsText()])
def test_an_exception_without_its_words(form):
    """Its type, its frames and its causes are told; what it says, and the locals, are not."""
    error = raised(ValueError("ada@example.org said 123456"), RuntimeError("Bram Claes"))

    said = form.format(record(error=error))

    assert all(word in said for word in ("ValueError", "RuntimeError", "tests/test_logging.py", "raised"))
    assert not any(word in said for word in ("ada@", "123456", "Bram", "password-of-ada"))


def test_a_broken_constraint_is_named_without_its_row():
    """PostgreSQL tells the row that broke it; the log tells only which constraint."""
    error = asyncpg.UniqueViolationError("duplicate key")
    error.detail = "Key (event, address)=(1, ada@example.org) already exists."
    error.constraint_name, error.sqlstate = "one_live_registration_an_address", "23505"

    found = line(error=raised(error))["error"]

    assert (found["sqlstate"], found["constraint_name"]) == ("23505", "one_live_registration_an_address")
    assert "ada" not in json.dumps(found)


def test_a_deep_exception_is_short():
    """A recursion without end, or a group of a hundred, is still one line that a pipe takes at once."""

    def deeper(n):
        return deeper(n + 1)

    with pytest.raises(RecursionError) as endless:
        deeper(0)
    many = ExceptionGroup("many", [raised(ValueError("x"))] * 100)

    assert len(logs.AsJson().format(record(error=endless.value))) < 4096
    assert len(logs.told(many)["parts"]) == 5


async def test_a_task_nobody_waits_for(chosen, capsys):
    """asyncio complains of a task whose error nobody fetched, and quotes it; we do not."""
    chosen(log_format="json")
    logs.set_up()

    async def fail():
        raise ValueError("Ada Janssens, ada@example.org")

    task = asyncio.create_task(fail())
    await asyncio.wait([task])
    del task

    said = capsys.readouterr().err
    assert "ValueError" in said
    assert "Ada" not in said
    assert [json.loads(one)["level"] for one in said.splitlines()] == ["error"]


def test_readable_on_a_terminal_only(chosen, monkeypatch):
    """Somebody at a terminal reads sentences, a collector of logs gets objects, unless the host says otherwise."""

    def said(terminal, format_=""):
        chosen(log_format=format_)
        stream = io.StringIO()
        stream.isatty = lambda: terminal
        monkeypatch.setattr(sys, "stderr", stream)
        logs.set_up()
        logging.getLogger("events.test").info("Here.")
        logging.getLogger("elsewhere").info("Nobody's business.")
        return stream.getvalue()

    assert said(True) == "Here.\n"
    assert said(False).startswith('{"time":')
    assert said(False, "text") == "Here.\n"
    assert said(True, "json").startswith('{"time":')


def test_a_format_that_is_none(chosen):
    """A slip in the setting stops Convoke with a sentence."""
    with pytest.raises(BadSetting, match="CONVOKE_LOG_FORMAT is json or text, not yaml"):
        chosen(log_format="yaml")
        settings()


def test_an_error_nobody_caught(chosen, capsys):
    """A command that falls over says where, and not with what."""
    chosen(log_format="json")
    logs.set_up()

    error = raised(ValueError("ada@example.org"))
    sys.excepthook(type(error), error, error.__traceback__)

    [said] = capsys.readouterr().err.splitlines()
    assert json.loads(said)["error"]["type"] == "builtins.ValueError"
    assert "ada@" not in said
