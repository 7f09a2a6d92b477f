"""What a setting cannot be meant to be, as whoever set it is told: in one sentence, by its name, with status 2."""

import pytest
from click.testing import CliRunner

from events.cli import main
from events.sensible import BadSetting
from events.settings import override, settings

BAD = [
    ("BASE_URL", "example.org"),
    ("BASE_URL", "ftp://x"),
    ("BASE_URL", "https://x/path"),
    ("BASE_URL", "https://x?y"),
    ("BASE_URL", "https://"),
    ("BASE_URL", "https://x:port"),
    ("DATABASE_URL", "mysql://x"),
    ("SMTP_URL", "http://x"),
    ("SMTP_URL", "smtp://x?starttls=maybe"),
    ("SIGN_INS_AN_HOUR", "0"),
    ("SIGN_INS_AN_HOUR", "-5"),
    ("SIGN_INS_AN_HOUR", "many"),
    ("MEMBERS_SYNC_MINUTES", "-1"),
    ("MEMBERS_SYNC_URL", "members.example.org"),
    ("RETAIN_MAILS_DAYS", "0"),
    ("RETAIN_FORMER_STAFF_DAYS", "1_000"),
    ("OIDC_ISSUER", "id.example.org"),
    ("PORT", "0"),
    ("WORKERS", "9999"),
    ("DEMO", "perhaps"),
    ("LOG_REQUESTS", "sometimes"),
    ("LOG_FORMAT", "yaml"),
    ("TRUSTED_PROXIES", "10.0.0.0/8 everybody"),
]
GOOD = [
    ("BASE_URL", "http://127.0.0.1:8000"),
    ("BASE_URL", "https://events.example.org/"),
    ("DATABASE_URL", "postgres://ada:x@[::1]:5432/convoke?sslmode=require"),
    ("DATABASE_URL", "postgresql:///convoke?host=/tmp"),
    ("SMTP_URL", "smtps://mail.example.org"),
    ("SIGN_INS_AN_HOUR", "1"),
    ("MEMBERS_SYNC_MINUTES", "0"),
    ("MEMBERS_SYNC_URL", "http://members.internal/all?of=us"),
    ("DEMO", "True"),
    ("DEMO", "0"),
]


@pytest.fixture(autouse=True)
def looked_at_anew(monkeypatch):
    """Settings are read again in the test, and after it."""
    override()
    yield
    monkeypatch.undo()
    override()


@pytest.mark.parametrize(("name", "said"), BAD)
@pytest.mark.parametrize("words", [["serve"], ["migrate"], ["worker"], ["token", "--list"], ["verify", "--journal"]])
def test_what_cannot_be_meant(monkeypatch, name, said, words):
    """Any command stops before it does anything."""
    monkeypatch.setenv(f"CONVOKE_{name}", said)

    done = CliRunner().invoke(main, words)

    assert done.exit_code == 2
    [line] = done.output.splitlines()
    assert line.startswith(f"CONVOKE_{name} ")
    assert line.endswith(".")


@pytest.mark.parametrize(("name", "said"), GOOD)
def test_what_can_be_meant(monkeypatch, name, said):
    """The least, the plainest and the oddest that works."""
    monkeypatch.setenv(f"CONVOKE_{name}", said)

    assert settings()


@pytest.mark.parametrize("missing", ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"])
def test_a_provider_is_set_whole_or_not_at_all(monkeypatch, missing):
    """An issuer without the name or the secret that it knows us by signs nobody in."""
    chosen = {"OIDC_ISSUER": "https://id.example.org", "OIDC_CLIENT_ID": "convoke", "OIDC_CLIENT_SECRET": "x"}
    for name in chosen.keys() - {missing}:
        monkeypatch.setenv(f"CONVOKE_{name}", chosen[name])

    with pytest.raises(BadSetting, match=f"CONVOKE_{missing}"):
        settings()


@pytest.mark.parametrize("name", ["DATABASE_URL", "SMTP_URL", "BASE_URL"])
def test_no_password_is_told_again(monkeypatch, name):
    """What may hold one is not repeated."""
    monkeypatch.setenv(f"CONVOKE_{name}", "gopher://ada:secret@x")

    with pytest.raises(BadSetting) as stopped:
        settings()

    assert "secret" not in str(stopped.value)
