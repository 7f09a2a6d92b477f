"""A chain of lines: whoever changes, drops, swaps, cuts or forges is found out, with the place named."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from events.rules.chain import GENESIS, Head, Line, linked, next_hash, written
from events.rules.chain_file import FIRST, check_file, is_export, last_line, link_line
from tests.documents import text_of

AT = datetime(2023, 1, 26, 18, 0, 0, 123456, tzinfo=UTC)


def line(n, **changes):
    """A line such as registrations write."""
    facts = {"event": 5, "seat": "confirmed"}
    return Line(**{
        "id": n, "at": AT + timedelta(seconds=n), "actor": f"registration {n}", "action": "registered",
        "about": "registration", "about_id": n, "facts": facts, "source": "203.0.113.9", "request": None, **changes,
    })  # fmt: skip


def export(n=8):
    """A file of so many links, line by line. The journal's ids have gaps, as sequences do."""
    head, rows = Head(), [FIRST]
    for head, one in linked(Head(), [line(3 * n) for n in range(1, n + 1)]):
        rows.append(link_line(head.position, head.hash, written(one)))
    return [*rows, last_line(head)]


def told(rows):
    """What is wrong with the file, in sentences."""
    return [broken.told for broken in check_file(rows)[1]]


def forged(row, **changes):
    """The link with other contents, written as an export would."""
    found = json.loads(row)
    return link_line(found["position"], bytes.fromhex(changes.pop("hash", found["hash"])), {**found["line"], **changes})


def test_what_a_hash_covers():
    """The hash before, and the line's canonical bytes: spelled out, so that anybody can compute it."""
    spelled = (
        b'{"about":"registration","about_id":1,"action":"registered","actor":"registration 1",'
        b'"at":1674756001123456,"facts":{"event":5,"seat":"confirmed"},"id":1,"request":null,"source":"203.0.113.9"}'
    )

    [(head, _)] = linked(Head(), [line(1)])

    assert hashlib.sha256(b"convoke journal 1").digest() == GENESIS
    assert GENESIS.hex() in text_of("docs/decisions/0008-a-chained-journal.md")
    assert head == Head(1, hashlib.sha256(GENESIS + spelled).digest())
    assert next_hash(GENESIS, written(line(1))) == head.hash


@pytest.mark.parametrize(
    "change",
    [
        {"id": 2}, {"at": AT}, {"actor": "registration 2"}, {"action": "registered "}, {"about": "event"},
        {"about_id": 2},
        {"facts": {"event": 5}}, {"facts": {"event": 5, "seat": "waiting"}}, {"source": None}, {"request": "abcdefgh"},
    ],
)  # fmt: skip
def test_a_hash_covers_everything(change):
    """No part of a line can change without its hash."""
    assert next_hash(GENESIS, written(line(1))) != next_hash(GENESIS, written(line(1, **change)))


def test_the_same_instant_elsewhere():
    """The order of facts and the zone an instant is written in do not matter."""
    there = AT.astimezone(datetime.now().astimezone().tzinfo) + timedelta(seconds=1)
    same = line(1, facts={"seat": "confirmed", "event": 5}, at=there)

    assert next_hash(GENESIS, written(line(1))) == next_hash(GENESIS, written(same))


def test_a_whole_file():
    """What was exported holds, an empty journal too."""
    assert told(export()) == []
    assert told(export(0)) == []
    assert check_file(export())[0].position == 8
    assert is_export(FIRST)
    assert not is_export(b"PK\x03\x04")


@pytest.mark.parametrize("row", range(1, 9))
def test_every_changed_byte_is_found(row):
    """Whatever byte of a link is changed, whether or not it is still JSON, the link or its place is named."""
    whole = export()
    for at in range(len(whole[row])):
        other = bytes([whole[row][at] ^ 1])
        changed = [*whole]
        changed[row] = whole[row][:at] + other + whole[row][at + 1 :]

        breaks = told(changed)

        assert breaks, (at, changed[row])
        assert any(str(row) in broken or str(row + 1) in broken for broken in breaks)


@pytest.mark.parametrize(
    ("deed", "breaks"),
    [
        (lambda rows: [*rows[:4], forged(rows[4], actor="registration 99"), *rows[5:]],
            ["Position 4: the hash of line 12 does not hold."]),
        (lambda rows: rows[:4] + rows[5:], ["Position 4 is missing."]),
        (lambda rows: rows[:3] + rows[6:], ["Positions 3 to 5 are missing."]),
        (lambda rows: rows[:1] + rows[2:], ["Position 1 is missing."]),
        (lambda rows: [*rows[:4], rows[5], rows[4], *rows[6:]],
            ["Position 4 is missing.", "Position 4 stands where 6 belongs.", "Position 5 is missing."]),
        (lambda rows: [*rows[:4], rows[4], *rows[4:]], ["Position 4 stands where 5 belongs."]),
        (lambda rows: rows[:6], ["The file ends after position 5 without its head."]),
        (lambda rows: rows[:6] + rows[-1:], ["Positions 6 to 8 are missing."]),
        (lambda rows: [*rows[:4], forged(rows[4], hash="00" * 32), *rows[5:]],
            ["Position 4: the hash of line 12 does not hold.", "Position 5: the hash of line 15 does not hold."]),
        (lambda rows: [*rows[:-1], last_line(Head(8, b"\0" * 32))], ["The head is not the one the links lead to."]),
        (lambda rows: [*rows[:-1], last_line(Head(3, b"\0" * 32))], ["The head is not the one the links lead to."]),
        (lambda rows: rows[1:], ["The first line is not that of an exported journal.", "Position 1 is missing."]),
        (lambda rows: [*rows, rows[3]], ["Line 11 of the file stands behind its end."]),
        (lambda rows: [*rows[:4], rows[4].replace(b'":', b'": '), *rows[5:]],
            ["Line 5 of the file is not as an export writes it.", "Position 4 is missing."]),
        (lambda rows: [*rows[:4], b"[" * 99999 + b"\n", *rows[5:]],
            ["Line 5 of the file is not as an export writes it.", "Position 4 is missing."]),
        (lambda rows: [*rows[:4], b'{"line":NaN}\n', b"null\n", b"\xff\n", b"\n", *rows[5:]],
            [*[f"Line {n} of the file is not as an export writes it." for n in range(5, 9)], "Position 4 is missing."]),
        (lambda rows: [], ["The file ends after position 0 without its head."]),
    ],
)  # fmt: skip
def test_each_deed_is_named(deed, breaks):
    """Change a line, drop one or some, swap two, say one twice, cut the end, forge a hash or the head."""
    assert told(deed(export())) == breaks


def test_a_chain_made_anew():
    """Who computes every hash after the change makes a chain that holds, with another head: so heads are kept apart."""
    lines = [line(3 * n) for n in range(1, 9)]
    lines[3] = line(12, actor="registration 99")
    head, rows = Head(), [FIRST]
    for head, one in linked(Head(), lines):
        rows.append(link_line(head.position, head.hash, written(one)))

    assert told([*rows, last_line(head)]) == []
    assert check_file([*rows, last_line(head)])[0] != check_file(export())[0]
