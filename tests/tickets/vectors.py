"""Writes tests/golden/codes.json: the codes the server's reader and the web scanner's must judge alike."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

from events.tickets.codes import PREFIX
from events.words import Reason
from tests.tickets.cast import DOORS_CLOSE, DOORS_OPEN, EVENT, KEYS, PUBLIC_KEYS, TICKET, a_code, private_key

ABOUT = [
    "Test vectors for ticket codes, read by the tests of events/tickets/codes.py and frontend/src/lib/door/codes.ts.",
    "keys: the public keys a door knows, base64url without padding. The private halves are made from their names"
    " in tests/tickets/cast.py; they open nothing but these tests.",
    "cases: `text` as a scanner or a person presents it; `expected` is what reading it gives: the facts signed in it,"
    " or `refused` with a reason of the interface.",
    "A code of another event, or one whose hours are over, reads well: the door compares event and validity itself.",
    "85 bytes are exactly 136 characters of base32, so there are no padding bits to write in two ways;"
    " a padded or longer text is not a code.",
]
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493


def vectors() -> str:
    """The golden file, made anew."""
    keys = [{"id": key_id, "public_key": _base64url(key)} for key_id, key in PUBLIC_KEYS.items()]
    return json.dumps({"about": ABOUT, "keys": keys, "cases": [*_good(), *_bad()]}, indent=2) + "\n"


def _good() -> list[dict[str, Any]]:
    code = a_code()
    past: dict[str, Any] = {
        "valid_from": datetime(2022, 1, 26, 15, tzinfo=UTC),
        "valid_until": datetime(2022, 1, 27, 5, tzinfo=UTC),
    }
    largest: dict[str, Any] = {"event": 2**32 - 1, "ticket": 2**48 - 1}
    return [
        _reads("a valid code", code),
        _reads("signed with the older key", a_code(KEYS[2], key_id=2), key_id=2),
        _reads("in lower case", code.lower()),
        _reads("in mixed case", code[:60].lower() + code[60:]),
        _reads("between spaces, with the line end a hardware scanner types", f"  {code}\r\n"),
        _reads("broken over lines in groups, as copied from a mail", " \n".join(_groups(code))),
        _reads("of another event", a_code(event=8), event=8),
        _reads("whose hours are long over", a_code(**past), **past),
        _reads("with the largest numbers that fit", a_code(**largest), **largest),
    ]


def _bad() -> list[dict[str, Any]]:
    code = a_code()
    raw = base64.b32decode(code)
    cases = {
        Reason.UNKNOWN_CODE: {
            "nothing": "",
            "only spaces": " \r\n ",
            "cut off after the facts": code[:34],
            "one character short": code[:-1],
            "one character too many": code + "A",
            "with padding behind it": code + "=",
            "a character outside the alphabet (0)": "0" + code[1:],
            "a character outside the alphabet (8)": code[:-1] + "8",
            "a letter that only becomes ASCII in upper case": "ı" + code[1:],
            "a letter with an accent": code[:50] + "É" + code[51:],
            "a no-break space": code[:50] + "\u00a0" + code[50:],
            "with hyphens": code[:50] + "-" + code[50:],
            "a web address": "https://tickets.example/" + code,
            "of another version, well signed": _signed(b"\x02" + raw[1:21]),
            "of version 0, well signed": _signed(b"\x00" + raw[1:21]),
            "twice in a row, as from a scanner that stuttered": code + code,
        },
        Reason.UNKNOWN_KEY: {
            "naming a key nobody knows": a_code(key_id=9),
            "naming a key nobody knows, with a broken signature": _flip(a_code(key_id=9), 100),
        },
        Reason.BAD_SIGNATURE: {
            "one character of the ticket's number changed": _flip(code, 20),
            "one character of the signature changed": _flip(code, 100),
            "the last character changed": _flip(code, 135),
            "signed again by somebody else": a_code(private_key("of a stranger")),
            "signed with key 2 while naming key 1": a_code(KEYS[2]),
            "the signature of another ticket": _text(raw[:21] + base64.b32decode(a_code(ticket=TICKET + 1))[21:]),
            "signed without the words before it": _text(raw[:21] + KEYS[1].sign(raw[:21])),
            "the signature's number beyond the group's order": _text(raw[:53] + _beyond(raw[53:])),
            "a signature of zeros": _text(raw[:21] + bytes(64)),
        },
    }
    return [
        {"name": name, "text": text, "expected": {"refused": reason}}
        for reason, texts in cases.items()
        for name, text in texts.items()
    ]


def _reads(name: str, text: str, **changes: Any) -> dict[str, Any]:
    facts = {"version": 1, "key_id": 1, "event": EVENT, "ticket": TICKET}
    hours = {"valid_from": DOORS_OPEN, "valid_until": DOORS_CLOSE}
    said = facts | hours | changes
    return {"name": name, "text": text, "expected": said | {key: _instant(said[key]) for key in hours}}


def _signed(facts: bytes) -> str:
    return _text(facts + KEYS[1].sign(PREFIX + facts))


def _beyond(number: bytes) -> bytes:
    """The same number of the signature plus the group's order: RFC 8032 section 5.1.7 has it refused."""
    return (int.from_bytes(number, "little") + GROUP_ORDER).to_bytes(32, "little")


def _flip(code: str, at: int) -> str:
    return code[:at] + ("B" if code[at] != "B" else "C") + code[at + 1 :]


def _groups(code: str) -> list[str]:
    return [code[start : start + 34] for start in range(0, len(code), 34)]


def _text(raw: bytes) -> str:
    return base64.b32encode(raw).decode("ascii")


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _base64url(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode("ascii").rstrip("=")
