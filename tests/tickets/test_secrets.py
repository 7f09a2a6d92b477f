"""Links people carry open what they were made for and nothing beside it; the secret behind them is made once."""

import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import secret
from events.settings import BadSetting, settings
from events.tickets.secrets import (
    calendar_token,
    matches,
    new_recovery_code,
    new_token,
    read_calendar_token,
    recovery_code_hash,
    registration_key,
    token_hash,
)


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder that does not exist yet, and no secret in the environment."""
    monkeypatch.setenv("CONVOKE_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("CONVOKE_SECRET_KEY", raising=False)
    settings.cache_clear()
    yield tmp_path / "var"
    settings.cache_clear()


def test_the_secret_is_made_once_and_kept_close(data_dir: Path) -> None:
    """The first use makes it, readable by its owner alone; the next start finds it."""
    made = secret.secret_key()
    secret._kept_in.cache_clear()

    assert secret.secret_key() == made
    assert len(made) == 64
    assert stat.S_IMODE((data_dir / "secret").stat().st_mode) == 0o600
    assert [file.name for file in data_dir.iterdir()] == ["secret"]


def test_processes_that_start_together_agree(data_dir: Path) -> None:
    """Twenty that find no secret at the same moment end with the same one, and leave no draft behind."""
    file = data_dir / "secret"
    with ThreadPoolExecutor(20) as people:
        list(people.map(lambda _: secret._make(file), range(20)))

    first = file.read_text()
    secret._make(file)
    assert file.read_text() == first
    assert [found.name for found in data_dir.iterdir()] == ["secret"]


def test_the_environment_goes_first(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that sets CONVOKE_SECRET_KEY has no file, and a short one is refused in one sentence."""
    monkeypatch.setenv("CONVOKE_SECRET_KEY", "s" * 40)
    settings.cache_clear()
    assert secret.secret_key() == b"s" * 40
    assert not data_dir.exists()

    monkeypatch.setenv("CONVOKE_SECRET_KEY", "short")
    settings.cache_clear()
    with pytest.raises(BadSetting, match="at least 32"):
        secret.secret_key()


@pytest.mark.parametrize("content", [b"", b"half", b"\xff" * 64])
def test_a_damaged_secret_stops_the_program(data_dir: Path, content: bytes) -> None:
    """Better no start than every link in every mail dead without a word."""
    data_dir.mkdir()
    (data_dir / "secret").write_bytes(content)

    with pytest.raises(BadSetting, match="secret key"):
        secret.secret_key()


def test_a_registration_has_one_key() -> None:
    """Its own key opens it, also in capitals; its neighbour's, a part of it or nothing does not."""
    key = registration_key(41)

    assert matches(41, key)
    assert matches(41, f" {key.upper()} ")
    assert not any(matches(41, wrong) for wrong in (registration_key(42), key[:-1], key + "a", "", "é" * 32))


def test_a_calendar_token_says_which_and_which_version() -> None:
    """The next version makes another address; the old one still says it was the old one."""
    first, second = calendar_token(7, 1), calendar_token(7, 2)

    assert first != second
    assert read_calendar_token(first) == (7, 1)
    assert read_calendar_token(second.upper()) == (7, 2)


@given(calendar=st.integers(1, 2**48 - 1), version=st.integers(1, 2**24 - 1), at=st.integers(0, 39))
def test_a_changed_calendar_token_opens_nothing(calendar: int, version: int, at: int) -> None:
    """Change one character and it is nobody's."""
    token = calendar_token(calendar, version)

    assert len(token) == 40
    assert read_calendar_token(token) == (calendar, version)
    assert read_calendar_token(token[:at] + ("b" if token[at] != "b" else "c") + token[at + 1 :]) is None


@given(st.text())
def test_chance_text_is_no_calendar_token(text: str) -> None:
    """Whatever stands in the address is answered calmly."""
    assert read_calendar_token(text) is None


def test_tokens_are_stored_as_hashes() -> None:
    """A token is random and shown once; what is stored finds it again and does not tell it."""
    clear, stored = new_token()

    assert stored == token_hash(f" {clear}\n")
    assert len(stored) == 32
    assert len(clear) == 32
    assert new_token()[0] != clear


def test_a_recovery_code_is_read_from_paper() -> None:
    """However it is typed, it is the same code; it is one person's alone, and another house has another hash."""
    code = new_recovery_code()
    kept = recovery_code_hash(7, code)

    assert len(code) == 11
    assert {recovery_code_hash(7, typed) for typed in (code.upper(), code.replace("-", " "), f" {code} ")} == {kept}
    assert recovery_code_hash(7, "olb22-22222") == recovery_code_hash(7, "0182222222")
    assert recovery_code_hash(8, code) != kept
    assert new_recovery_code() != code
