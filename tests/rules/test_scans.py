"""The verdict on a scan, case by case, from the table that the scanner in the browser is held to as well."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from events.rules.scans import Hours, TicketAtGate, shown_at, verdict_for
from events.words import Direction, Reason
from tests.cast import at

CASES = json.loads((Path(__file__).parent.parent / "golden" / "verdicts.json").read_text("utf-8"))["cases"]
READ_FROM_THE_CODE = {Reason.BAD_SIGNATURE, Reason.UNKNOWN_KEY}
"""Reasons that stand before any ticket is known; the golden codes have their cases."""


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_each_case_of_the_table(case):
    """The rule says what the table says."""
    asked = msgspec.convert(case, Case)

    assert verdict_for(asked.ticket, asked.event, asked.direction, asked.scanned_at) == (
        case["verdict"],
        case["reason"],
    )


def test_the_table_has_every_reason():
    """No reason without a case."""
    assert {case["reason"] for case in CASES if case["reason"]} == {*Reason} - READ_FROM_THE_CODE


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        (timedelta(days=-1), timedelta(days=-1)),
        (timedelta(0), timedelta(0)),
        (timedelta(seconds=1), timedelta(0)),
        (timedelta(days=239), timedelta(0)),
    ],
)
def test_a_clock_may_be_behind_and_never_ahead(said, counts):
    """A scan from before is of then, one from the future is of now."""
    now = at("2023-01-26T19:00:00")

    assert shown_at(now + said, now) == now + counts


def test_a_scanner_without_a_clock():
    """A scan that says no time is of now."""
    assert shown_at(None, at("2023-01-26T19:00:00")) == at("2023-01-26T19:00:00")


class Case(msgspec.Struct):
    """One line of the table."""

    ticket: TicketAtGate | None
    event: Hours
    direction: Direction
    scanned_at: datetime
