"""A code opens the door it was signed for; nothing else passes for one."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.tickets.codes import BadCode, TicketCode, read
from events.tickets.keys import WrongSecret, new_key, seal, unseal
from events.words import Reason
from tests.golden_files import GOLDEN, check_golden
from tests.tickets.cast import DOORS_CLOSE, DOORS_OPEN, KEYS, PUBLIC_KEYS, a_code
from tests.tickets.vectors import vectors

CASES = json.loads((GOLDEN / "codes.json").read_text("utf-8"))["cases"]
INSTANTS = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


def outcome(text: str) -> dict[str, Any]:
    try:
        code = read(text, PUBLIC_KEYS)
    except BadCode as bad:
        return {"refused": bad.reason}
    hours = {key: getattr(code, key).strftime("%Y-%m-%dT%H:%M:%SZ") for key in ("valid_from", "valid_until")}
    return {key: getattr(code, key) for key in ("version", "key_id", "event", "ticket")} | hours


def test_vectors_are_as_reviewed() -> None:
    """Signing today gives the very codes of yesterday: tickets already printed stay valid."""
    check_golden("codes.json", vectors())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_vector_reads_as_written(case: dict[str, Any]) -> None:
    """Server and web scanner judge the same texts alike."""
    assert outcome(case["text"]) == case["expected"]


@given(
    event=st.integers(0, 2**32 - 1), ticket=st.integers(0, 2**48 - 1), key_id=st.sampled_from([1, 2]), start=INSTANTS
)
def test_what_is_signed_is_read(event: int, ticket: int, key_id: int, start: datetime) -> None:
    """Every ticket of every event fits, and its hours are never cut short."""
    end = start + timedelta(hours=3, seconds=1)
    text = a_code(KEYS[key_id], key_id=key_id, event=event, ticket=ticket, valid_from=start, valid_until=end)

    code = read(text, PUBLIC_KEYS)

    assert (code.event, code.ticket, code.key_id) == (event, ticket, key_id)
    assert start - timedelta(minutes=1) < code.valid_from <= start
    assert end <= code.valid_until < end + timedelta(minutes=1)
    assert len(text) == 136


@given(at=st.integers(0, 135), letter=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_no_changed_character_passes(at: int, letter: str) -> None:
    """Change any character of a code and it opens nothing."""
    code = a_code()
    if code[at] == letter:
        assert read(code, PUBLIC_KEYS)
        return

    with pytest.raises(BadCode):
        read(code[:at] + letter + code[at + 1 :], PUBLIC_KEYS)


@given(st.text())
def test_no_chance_text_passes(text: str) -> None:
    """Whatever somebody types is refused calmly."""
    assert outcome(text) == {"refused": Reason.UNKNOWN_CODE}


def test_a_megabyte_is_refused_at_once() -> None:
    """A flood of text costs the door nothing."""
    assert outcome("A" * 1_000_000) == {"refused": Reason.UNKNOWN_CODE}
    assert outcome(" " * 1_000_000 + a_code()) == {"refused": Reason.UNKNOWN_CODE}


def test_keys_may_come_ready_made() -> None:
    """A door that reads hundreds loads its keys once."""
    ready = {1: KEYS[1].public_key()}
    expected = TicketCode(key_id=1, event=7, ticket=1234, valid_from=DOORS_OPEN, valid_until=DOORS_CLOSE)
    assert read(a_code(), ready) == expected


def test_a_sealed_key_signs_again() -> None:
    """A key survives the database, and only the right secret opens it."""
    private, public = new_key()
    sealed = seal(private, b"the secret of this house")

    assert private not in sealed
    assert sealed != seal(private, b"the secret of this house")
    opened = unseal(sealed, b"the secret of this house")
    assert read(a_code(opened), {1: public}).ticket == 1234


@pytest.mark.parametrize(
    "spoil", [lambda s: s[:-1], lambda s: b"", lambda s: b"\x02" + s[1:], lambda s: s[:20] + b"??"]
)
def test_a_damaged_or_foreign_seal_stays_shut(spoil: Any) -> None:
    """Neither another secret, nor another purpose, nor a damaged row gives a key that signs nonsense."""
    sealed = seal(new_key()[0], b"one secret")

    with pytest.raises(WrongSecret):
        unseal(sealed, b"another secret")
    with pytest.raises(WrongSecret):
        unseal(sealed, b"one secret", b"another purpose")
    with pytest.raises(WrongSecret):
        unseal(spoil(sealed), b"one secret")
