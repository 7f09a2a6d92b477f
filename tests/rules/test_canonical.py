"""The same value has the same bytes, whatever it was read from and whoever writes it (RFC 8785)."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.rules.canonical import canonical, number

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
        ({"numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001]},
            '{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}'),
        ({"string": "€$\x0f\nA'B\"\\\\\"/"}, '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'),
        ({"€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\x80": 6, "ö": 7},
            '{"\\r":2,"1":4,"\x80":6,"ö":7,"€":1,"😀":5,"\ufb33":3}'),
        (2**70, "1180591620717411303424"),
    ],
)  # fmt: skip
def test_examples(value, written):
    """The examples of the RFC, and a whole number that JavaScript would round."""
    assert canonical(value).decode() == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"), (-0.0, "0"), (5e-324, "5e-324"), (-5e-324, "-5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"), (295147905179352830000.0, "295147905179352830000"),
        (9.999999999999997e22, "9.999999999999997e+22"), (1e23, "1e+23"),
        (999999999999999700000.0, "999999999999999700000"),
        (1e21, "1e+21"), (1e-6, "0.000001"), (1e-7, "1e-7"),
        (333333333.3333332, "333333333.3333332"), (-1.5, "-1.5"),
    ],
)  # fmt: skip
def test_numbers(value, written):
    """Numbers as in the RFC's appendix B."""
    assert number(value) == written


@pytest.mark.parametrize("value", [math.nan, math.inf, {1: 2}, {"a": b"b"}, {"a": {1, 2}}, object()])
def test_what_json_has_no_word_for(value):
    """Nothing is written that nobody could read."""
    with pytest.raises(ValueError, match="JSON has no"):
        canonical(value)


@given(JSON)
def test_read_and_written_again(value):
    """Reading what was written and writing it again changes no byte."""
    once = canonical(value)

    assert canonical(json.loads(once)) == once
