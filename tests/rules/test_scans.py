"""The verdict on a scan, case by case, from the table that the scanner in the browser is held to as well."""

import json
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from events.rules.scans import Hours, TicketAtGate, verdict_for
from events.words import Direction, Reason

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


class Case(msgspec.Struct):
    """One line of the table."""

    ticket: TicketAtGate | None
    event: Hours
    direction: Direction
    scanned_at: datetime
