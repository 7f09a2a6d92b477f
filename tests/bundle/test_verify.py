"""Whoever changes, drops, adds or recounts anything in a bundle is found out, with the file named."""

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from events.bundle.archive import MANIFEST
from events.bundle.told import report
from events.bundle.verify import verify
from events.cli import main
from tests.bundle.cast import FILES, KEPT, chained, forged, told, zipped
from tests.documents import ROOT


def test_it_holds_and_is_counted() -> None:
    """All votes count but the annulled one. Made again from its files, it is the same bytes."""
    verdict = verify(io.BytesIO(KEPT))

    assert verdict.flaws == []
    assert list(verdict.results) == [2, 3, 4, 5, 6]
    assert forged(FILES) == KEPT


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte(name: str) -> None:
    """In any file."""
    content = FILES[name]
    if not content:
        content, where = b"", KEPT.index(name.encode())  # an empty file has its name alone
    else:
        where = start_of(name) + len(content) // 2
    changed = bytearray(KEPT)
    changed[where] ^= 1

    flaws = told(bytes(changed))

    assert len(flaws) == 1 or not content
    assert any(name in flaw for flaw in flaws)


def start_of(name: str) -> int:
    """Where a file begins in the archive."""
    with zipfile.ZipFile(io.BytesIO(KEPT)) as archive:
        return archive.getinfo(name).header_offset + 30 + len(name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_missing(name: str) -> None:
    """Dropped from the archive; and from the manifest too."""
    rest = {one: content for one, content in FILES.items() if one != name}

    [flaw] = told(zipped(rest))
    assert flaw.startswith(f"{name} is missing")
    if name != MANIFEST:
        assert f"{name} is missing, and manifest.json does not list it." in told(forged(rest))


@pytest.mark.parametrize("name", ["notes.txt", "polls/9/ballots.jsonl", "minutes/minutes-nl.docx"])
def test_a_file_too_many(name: str) -> None:
    """Beside the manifest; and in it."""
    more = {name: b"hello\n", **FILES}

    assert told(zipped(more)) == [f"{name} is no file of this bundle."]
    assert told(forged(more)) == [f"{name} is no file of a bundle."]


def test_a_file_that_is_there_twice() -> None:
    """Which of the two is read would depend on the reader."""
    out = io.BytesIO(KEPT)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("roll.jsonl", FILES["roll.jsonl"])

    assert told(out.getvalue()) == ["roll.jsonl is in the archive more than once."]


@pytest.mark.parametrize("name", [name for name in FILES if name != MANIFEST])
def test_a_number_altered_with_its_line_of_the_manifest(name: str) -> None:
    """The size and the hash fit again; the chain does not."""
    content = bytearray(FILES[name] or b'{"began_at":"2023-01-01T00:00:00Z","ended_at":null,"item":1,"name":"X"}\n')
    digits = [n for n, byte in enumerate(content) if chr(byte).isdigit()]
    if FILES[name]:
        content[digits[-1]] ^= 1
    manifest = json.loads(FILES[MANIFEST])
    for line in manifest["files"]:
        if line["name"] == name:
            line.update(size=len(content), sha256=hashlib.sha256(content).hexdigest())
    written = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()

    flaws = told(zipped({**FILES, name: bytes(content), MANIFEST: written}))

    assert f"manifest.json: the line of {name} was rewritten: the chain is broken there." in flaws


LIES = [
    ("assembly.json", '"count":4', '"count":5', "roll.jsonl: it has 4 lines, and 5 were recorded"),
    ("assembly.json", '"weight":4', '"weight":5', "roll.jsonl: it has 4 votes, and 5 were recorded"),
    ("assembly.json", '"count":4', '"count":5', "has count 4, and the record has 5."),
    ("assembly.json", '"slug":"party"', '"slug":"other"', "manifest.json: it is of the assembly party"),
    ("roll.jsonl", '"number":4', '"number":5', "roll.jsonl: its hash is not the one that was recorded"),
    ("roll.jsonl", '"shares":1,"weight":1', '"shares":1,"weight":2', "roll.jsonl: member 1 has 2 votes"),
    ("roll.jsonl", '"number":2', '"number":1', "roll.jsonl: member 1 stands behind 1."),
    ("convocation.jsonl", '"number":3', '"number":2', "convocation.jsonl: member 2 stands behind 2."),
    ("attendance.jsonl", '"id":2', '"id":3', "ledger.jsonl, line 3: there is no stay 2"),
    ("proxies.jsonl", '"holder":1', '"holder":2', "proxy 1 does not give this right to member 1."),
    ("proxies.jsonl", '"items":[1]', '"items":[2]', "these are not the rights that the ledger has"),
    ("ledger.jsonl", '"how":"self","number":2', '"how":"self","number":4', "does not hold this right themselves"),
    ("ledger.jsonl", '"votes":true', '"votes":false', "polls/1/rights.jsonl: these are not the rights"),
    ("polls/2/rights.jsonl", '"weight":1', '"weight":2', "member 1 has 2 votes here and 1 on the roll."),
    ("polls/2/rights.jsonl", '"holder":1,"how":"proxy"', '"holder":2,"how":"proxy"', "its hash is not the one"),
    ("polls.jsonl", '"number":2', '"number":3', "polls.jsonl: poll 2 is number 3 of its resolution"),
    ("polls.jsonl", '"rights":3', '"rights":4', "polls/1/rights.jsonl: it has 3 rights, and 4 were recorded"),
    ("polls.jsonl", '"votes_there":3', '"votes_there":4', "polls.jsonl: poll 1 opened with 3 members and 4 votes"),
    ("polls.jsonl", '"method":"for_against"', '"method":"by_ordeal"', "in a way that this program cannot count"),
    ("polls.jsonl", '"resolution":2', '"resolution":3', "polls.jsonl: poll 3 opened without its quorum"),
    ("polls.jsonl", '"resolution":2', '"resolution":9', "which is no resolution of the agenda."),
    ("polls/2/ballots.jsonl", '"against"', '"for"', "poll 2 is announced with tally.by_category.A.against 1"),
    ("polls/2/ballots.jsonl", '"right":5', '"right":4', "polls/2/ballots.jsonl: right 4 voted more than once."),
    ("polls/2/ballots.jsonl", '"right":5', '"right":9', "cast for right 9, which is none of poll 2."),
    ("polls/2/ballots.jsonl", '{"choice":"for","marks":null,"right":5}\n', "", "has ballots 3, and the record has 2."),
    ("results.jsonl", '"adopted":true', '"adopted":false', "poll 2 is announced with tally.adopted False"),
    ("results.jsonl", '"voted":3', '"voted":4', "poll 2 is announced with tally.voted 4, and its ballots come to 3."),
    ("results.jsonl", '"poll":3', '"poll":1', "it tells of polls [2, 1, 4, 5, 6], and those that count"),
    ("results.jsonl", '"elected":true', '"elected":false', "poll 5 is announced with outcome.contenders.0.elected"),
    ("results.jsonl", '"tied":true', '"tied":false', "poll 4 is announced with outcome.contenders.0.tied False"),
    ("polls/5/ballots.jsonl", '"marks":[1]', '"marks":[2]', "results.jsonl: poll 5 is announced with outcome"),
    ("polls/5/ballots.jsonl", '"marks":[1]', '"marks":[3]', "the ballot of right 11 says what poll 5 does not ask."),
    ("polls/4/ballots.jsonl", '"marks":[1]', '"marks":[1,2]', "says what poll 4 does not ask."),
    ("polls/6/ballots.jsonl", '{"4":"for"}', '{"4":"against"}', "poll 6 is announced with outcome"),
    ("polls/6/ballots.jsonl", '"choice":null', '"choice":"for"', "says what poll 6 does not ask."),
    ("polls/2/ballots.jsonl", '"choice":"for"', '"choice":null', "says what poll 2 does not ask."),
    ("polls.jsonl", '"candidates":[1,2,3]', '"candidates":[1,2]', "poll 4 asks for other seats or candidates"),
    ("polls.jsonl", '"most":1', '"most":2', "poll 4 asks for other seats or candidates"),
    ("polls/4/ballots.jsonl", '"marks":[2]', '"marks":[1]', "poll 5 asks for other seats or candidates"),
    ("agenda.jsonl", '"seats":1', '"seats":2', "asks for other seats or candidates"),
    ("statutes.json", '"majority":"1/2","matter":"ordinary"', '"majority":"3/4","matter":"ordinary"', "results.jsonl:"),
    ("statutes.json", '"matter":"ordinary"', '"matter":"purpose"', "The record cannot be counted"),
    ("failures.jsonl", '"there":2', '"there":1', "failures.jsonl: item 3 is on record with numbers"),
    ("agenda.jsonl", '"position":2', '"position":3', "agenda.jsonl: the items are not numbered"),
    ("sitting.jsonl", '"item":1', '"item":8', "sitting.jsonl: there is no item 8"),
    ("journal.jsonl", '"ballots":3', '"ballots":4', "journal.jsonl: the chain is broken at position"),
    ("journal.jsonl", '"action":"announced"', '"action":"noticed"', "journal.jsonl: the chain is broken at position"),
    ("incidents.jsonl", '"id":1', '"id":01', "incidents.jsonl, line 1: this is not as Convoke writes it"),
    ("topics.jsonl", '"id":1', '"id": 1', "topics.jsonl, line 1: this is not as Convoke writes it"),
    ("questions.jsonl", '"id":1', '"email":"x","id":1', "questions.jsonl, line 1: this is not as Convoke writes it"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after", "flaw"), LIES)
def test_a_lie_in_a_manifest_that_fits(name: str, before: str, after: str, flaw: str) -> None:
    """Who rewrites the manifest too is found by what the rest of the record says."""
    content = FILES[name].decode()
    assert before in content

    flaws = told(forged({**FILES, name: content.replace(before, after, 1).encode()}))

    assert any(flaw in one for one in flaws), flaws


def test_a_line_of_the_journal_that_is_gone() -> None:
    """The one of a poll's closing."""
    kept = [line for line in FILES["journal.jsonl"].splitlines(True) if b'"closed","actor"' not in line]
    files = {**FILES, "journal.jsonl": b"".join(kept)}

    assert "journal.jsonl: it has no lines of the closing of poll 2, and should have one." in told(forged(files))


def test_minutes_of_other_files() -> None:
    """A lie about what nothing else tells: the minutes have the fingerprint of what they were made with.

    With the minutes rewritten too, only the fingerprint of the whole tells, which is kept elsewhere.
    """
    files = {**FILES, "incidents.jsonl": FILES["incidents.jsonl"].replace(b"No light", b"No sound")}

    flaws = told(chained(files))

    assert flaws[0] == "minutes/minutes-de.txt: the fingerprint in these minutes is not that of the files here."
    assert told(forged(files)) == []


def test_bytes_around_the_files() -> None:
    """Flipped in the headers and the directory, put before and behind: nothing passes."""
    end = KEPT.rindex(b"}]") + 2
    places = [
        *range(0, 300, 7),
        *range(start_of("roll.jsonl") - 40, start_of("roll.jsonl")),
        *range(end, len(KEPT), 23),
    ]
    for place in places:
        changed = bytearray(KEPT)
        changed[place] ^= 4
        assert told(bytes(changed)), place
    for changed in (KEPT + b"\0", b"\0" + KEPT, KEPT[:-1], zipped(FILES), b"", b"PK\3\4"):
        assert len(told(bytes(changed))) == 1
    assert told(zipped(FILES))[0].startswith("The files are unchanged, but the archive around them is not as Convoke")


def test_the_command_says_so(tmp_path: Path) -> None:
    """Status 0 and what was counted; status 1 and what is wrong, without any database."""
    (tmp_path / "good.zip").write_bytes(KEPT)
    (tmp_path / "bad.zip").write_bytes(KEPT.replace(b'"against"', b'"abstain"', 1))

    good = CliRunner().invoke(main, ["verify", str(tmp_path / "good.zip")])
    bad = CliRunner().invoke(main, ["verify", str(tmp_path / "bad.zip")])

    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "good.zip: item 1, vote 2: 2 for, 1 against, 0 abstaining, of 3 votes; adopted." in good.output
    assert "bad.zip: polls/1/ballots.jsonl was changed" in bad.output
    assert bad.output.endswith("Error: It does not hold.\n")


def test_what_would_fill_the_disk_or_run_the_terminal() -> None:
    """A file said to be endless is not read, and a name with escape codes is printed as none."""
    endless = re.sub(rb'"size":[0-9]+', b'"size":9999999999', FILES[MANIFEST], count=1)
    loud = {f"\x1b[2J{name}" if name == "roll.jsonl" else name: content for name, content in FILES.items()}

    assert endless != FILES[MANIFEST]
    assert told(zipped({**FILES, MANIFEST: endless})) == [
        "manifest.json was changed: its files are larger than a bundle can be."
    ]
    holds, lines = report("loud.zip", io.BytesIO(zipped(loud)))
    assert not holds
    assert all(line.isprintable() for line in lines)


ALONE = """
import runpy, sys
for name in ("asyncpg", "piccolo", "litestar", "granian", "httpx", "click", "typst", "pypdf", "jinja2", "cryptography",
             "socket", "ssl"):
    sys.modules[name] = None
sys.argv = ["events.bundle", *sys.argv[1:]]
runpy.run_module("events.bundle", run_name="__main__")
"""


def test_it_is_checked_where_nothing_else_is_installed(tmp_path: Path) -> None:
    """No database module, no server, no network: msgspec and babel are all it imports."""
    (tmp_path / "good.zip").write_bytes(KEPT)

    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(tmp_path / "good.zip")], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "the bundle of party holds: 4 on the roll, 6 polls, 13 ballots" in done.stdout
