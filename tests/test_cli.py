"""The command line before it reaches the database: what cannot be is told in a sentence, with status 2."""

import pytest
from click.testing import CliRunner

from events.cli import main


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["token", "--member", "9" * 20], "'--member': 99999999999999999999 is not in the range"),
        (["token", "--member", "0"], "'--member': 0 is not in the range"),
        (["token", "--role", "admin", "--days", "3000000"], "'--days': 3000000 is not in the range 1<=x<=3650."),
        (["token", "--role", "admin", "--days", "-1"], "'--days': -1 is not in the range"),
        (["token", "--role", "organiser", "--office", "\udcff"], "'--office': a slug has lower-case letters"),
        (["token", "--role", "organiser", "--event", "a\x00"], "'--event': a slug has lower-case letters"),
        (["import", "events", "pyproject.toml", "--office", "\udcff"], "'--office': a slug has lower-case letters"),
        (["token"], "Give either --role or --member."),
        (["token", "--role", "door", "--revoke", "3"], "Give --list or --revoke alone."),
        (["token", "--list", "--revoke", "3"], "Give --list or --revoke alone."),
        (["token", "--role", "door", "--name", "x" * 81], "'--name': a name has 80 characters at most"),
        (["serve", "--port", "99999"], "'--port': 99999 is not in the range"),
        (["serve", "--workers", "0"], "'--workers': 0 is not in the range"),
    ],
)
def test_what_cannot_be(words: list[str], told: str) -> None:
    """No database is started and nothing is traced back."""
    done = CliRunner().invoke(main, words)

    assert done.exit_code == 2
    assert told in done.output
    assert isinstance(done.exception, SystemExit)


def test_what_tells_of_no_mail_is_passed_over() -> None:
    """A mailbox hands in an answer from somebody on holiday: nothing is done, and no database is needed."""
    done = CliRunner().invoke(main, ["bounces", "-"], input="Subject: Out of office\n\nUntil Monday.\n")

    assert (done.exit_code, done.output) == (0, "0 of 1 tell of a member's mail that came back.\n")
