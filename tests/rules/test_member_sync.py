"""What a page may say, what an answer that is none means, and how long is waited."""

import json
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from events.rules.member_sync import (
    PAUSES_SECONDS,
    Next,
    Trouble,
    check_status,
    leaving_freely,
    pause_after,
    read_page,
    said_by,
)
from tests.cast import at

NOW = at("2026-11-26T12:00:00")
ADA = {
    "number": 1042, "name": "Ada Janssens", "email": "ada@example.org", "phone": None, "language": "nl",
    "category": "A", "office": "ghent", "joined_on": "2019-03-01", "left_on": None, "shares": 3,
}  # fmt: skip


def page(*members: Any, **more: Any) -> bytes:
    return json.dumps({"members": list(members), "next": None, **more}).encode()


def test_a_page_is_read() -> None:
    """The ten fields, and the cursor; what stands there besides is passed over."""
    found = read_page(page({**ADA, "shoe_size": 41}, next="after-1042", took_ms=3))

    assert (found.next, found.members[0].number, found.members[0].joined_on.year) == ("after-1042", 1042, 2019)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"number": "1042"}, "members[0].number"),
        ({"number": 0}, "members[0].number"),
        ({"number": 2**31}, "members[0].number"),
        ({"number": 10.5}, "members[0].number"),
        ({"number": True}, "members[0].number"),
        ({"name": None}, "members[0].name"),
        ({"email": 5}, "members[0].email"),
        ({"language": "es"}, "members[0].language"),
        ({"joined_on": "01/03/2019"}, "members[0].joined_on"),
        ({"joined_on": None}, "members[0].joined_on"),
        ({"left_on": ""}, "members[0].left_on"),
        ({"shares": -1}, "members[0].shares"),
        ({"shares": "3"}, "members[0].shares"),
        ({"name": "Ada\x00"}, "member 1042 has a NUL"),
    ],
)
def test_what_is_of_another_kind_is_named(change: dict[str, Any], told: str) -> None:
    """Asking again would not help, so the run is given up, and the field is told."""
    with pytest.raises(Trouble) as trouble:
        read_page(page({**ADA, **change}))

    assert trouble.value.what is Next.GIVE_UP
    assert told in trouble.value.reason


@pytest.mark.parametrize("missing", list(ADA))
def test_no_field_may_be_missing(missing: str) -> None:
    """A field left out by mistake must not pass for one that is empty."""
    with pytest.raises(Trouble, match=missing):
        read_page(page({name: value for name, value in ADA.items() if name != missing}))


@pytest.mark.parametrize("body", [b"[]", b"null", b"{}", b'{"members": []}', page(next=""), page(next=7), page([1])])
def test_a_page_of_another_kind(body: bytes) -> None:
    """No list, no end said, a cursor that is none."""
    with pytest.raises(Trouble) as trouble:
        read_page(body)
    assert trouble.value.what is Next.GIVE_UP


@pytest.mark.parametrize(
    "body", [b"", page(ADA)[:-20], b"<html>", b"\xff\xfe", b'{"x": ' + b"[" * 100_000, page(ADA) + b"x"]
)
def test_half_a_page_is_asked_for_again(body: bytes) -> None:
    """What was cut off, or is a proxy's page about itself, may be whole the next time."""
    with pytest.raises(Trouble) as trouble:
        read_page(body)
    assert trouble.value.what is Next.AGAIN


@pytest.mark.parametrize(
    ("status", "first", "what"),
    [
        (500, True, Next.AGAIN), (502, False, Next.AGAIN), (503, True, Next.AGAIN), (429, False, Next.AGAIN),
        (408, True, Next.AGAIN), (425, True, Next.AGAIN),
        (401, True, Next.GIVE_UP), (403, False, Next.GIVE_UP), (301, True, Next.GIVE_UP), (307, False, Next.GIVE_UP),
        (404, True, Next.GIVE_UP), (204, True, Next.GIVE_UP), (304, True, Next.GIVE_UP),
        (400, False, Next.ANEW), (404, False, Next.ANEW), (410, False, Next.ANEW), (422, False, Next.ANEW),
    ],
)  # fmt: skip
def test_each_answer_means_something(status: int, first: bool, what: Next) -> None:
    """Later, from the start, or not until somebody mends it."""
    with pytest.raises(Trouble) as trouble:
        check_status(status, "", NOW, first=first)
    assert trouble.value.what is what


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("Thu, 26 Nov 2026 12:02:00 GMT", 120),
        ("Thu, 26 Nov 2026 11:00:00 GMT", 0),
        ("86400", 3600),
        ("9" * 400, 3600),
        ("Sat, 26 Nov 2033 12:02:00 GMT", 3600),
        ("-5", 0),
        ("soon", 0),
        ("Thu, 26 Nov 2026 12:02:00", 0),
        ("", 0),
    ],
)
def test_retry_after_is_heeded(said: str, seconds: int) -> None:
    """In seconds or as a date, an hour at most; nonsense is none."""
    with pytest.raises(Trouble) as trouble:
        check_status(429, said, NOW, first=True)
    assert trouble.value.after == timedelta(seconds=seconds)


def test_pauses_grow_and_then_stay() -> None:
    """After each attempt a longer one, and never shorter than was asked for."""
    assert [pause_after(n).total_seconds() for n in range(1, 9)] == [*PAUSES_SECONDS, 1800, 1800]
    assert pause_after(1, timedelta(seconds=45)) == timedelta(seconds=45)
    assert pause_after(6, timedelta(seconds=45)) == timedelta(seconds=1800)


@pytest.mark.parametrize(("members", "leave"), [(100, 10), (109, 10), (5, 0), (0, 0)])
def test_a_tenth_may_leave(members: int, leave: int) -> None:
    """A tenth of the members and no more leaves without a person's word."""
    assert leaving_freely(members) == leave


def test_members_are_checked_as_a_file_is() -> None:
    """Offices and categories there are, addresses that are some; every member at fault is named, twenty at most."""
    [good] = read_page(page(ADA)).members
    assert said_by([good], ["ghent"], ["A"])[0].office == "ghent"

    bad = read_page(page({**ADA, "office": "atlantis"}, {**ADA, "number": 7, "email": "nowhere"})).members
    with pytest.raises(Trouble) as trouble:
        said_by(
            [*bad, *[msgspec.structs.replace(good, category="Z", number=n) for n in range(100, 130)]], ["ghent"], ["A"]
        )

    lines = trouble.value.reason.split("\n")
    assert lines[0].startswith("member 1042, office: atlantis is not an office")
    assert lines[1].startswith("member 7, email: ")
    assert (len(lines), lines[-1]) == (21, "and 12 more")


def test_not_changed_though_nothing_was_named():
    """304 is told as what it is, and not as another address."""
    with pytest.raises(Trouble, match="though no ETag"):
        check_status(304, "", at("2023-01-26T12:00"), first=True)
