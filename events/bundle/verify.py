"""Checks a bundle: no byte of it was changed, it agrees with itself, and its ballots come to its results.

Nothing is believed that can be counted: results are counted anew, and every hash is made again.
"""

import hashlib
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, cast

import msgspec

from events.bundle import format as files
from events.bundle.archive import CHUNK, MANIFEST, MOST_BYTES, Chain, Packed, strange
from events.bundle.chained import journal_flaws
from events.bundle.checks import record_flaws
from events.bundle.contents import Contents, Unreadable, polls_of, read_all
from events.bundle.counts import poll_flaws, recount
from events.bundle.format import VERSION, Manifest
from events.rules.chain import Head
from events.rules.elections import Outcome
from events.rules.tally import Tally

LARGEST_MANIFEST = 64 << 20
UNZIPPING = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip
"""What reading a damaged archive raises."""
UNCOUNTABLE = (ArithmeticError, LookupError, RuntimeError, StopIteration, TypeError, ValueError)
"""What counting raises where what it counts on is not there, such as the rules for a matter."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What became of checking a bundle. flaws: what does not hold; where there is none, all the rest is known.

    fingerprint: the chain over all its files; of_data: over those that the minutes speak of. results: of the polls that
    count, by their id; head: the last link of the journal in it.
    """

    flaws: list[str]
    fingerprint: str = ""
    of_data: str = ""
    told: Contents | None = None
    results: dict[int, Tally | Outcome] = msgspec.field(default_factory=dict)

    @property
    def links(self) -> list[Head]:
        """Where the journal's lines stand in its chain."""
        return [Head(one.position, bytes.fromhex(one.hash)) for one in self.told.links] if self.told else []


def verify(file: BinaryIO) -> Verdict:
    """Check the bundle in this file; never raises for what is in it."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _Check(file, archive).verdict()
    except UNZIPPING as error:
        return Verdict(flaws=[f"The file is no zip archive that can be read: {str(error).rstrip('.')}."])


class _Check:
    def __init__(self, file: BinaryIO, archive: zipfile.ZipFile) -> None:
        self._file, self._archive = file, archive

    def verdict(self) -> Verdict:
        """Archive and manifest first: what was changed there makes all else worth little."""
        manifest = self._manifest()
        if isinstance(manifest, str):
            return Verdict(flaws=[manifest])
        if flaws := [*self._names(manifest), *self._hashes(manifest)]:
            return Verdict(flaws=flaws)
        broken = list(_chain(manifest))
        try:
            if flaws := self._expected(manifest):
                return Verdict(flaws=[*flaws, *broken])
            told = read_all(self._open)
        except Unreadable as error:
            return Verdict(flaws=[str(error), *broken])
        of_data = next(one.chain for one in reversed(manifest.files) if one.name not in files.MINUTES)
        try:
            flaws = [*self._record(manifest, told, of_data), *broken] or self._bytes(manifest)
        except UNCOUNTABLE as error:
            return Verdict(flaws=[f"The record cannot be counted, as it contradicts itself ({error!r}).", *broken])
        if flaws:
            return Verdict(flaws=flaws)
        return Verdict(
            flaws=[],
            fingerprint=manifest.files[-1].chain,
            of_data=of_data,
            told=told,
            results={poll.id: found for poll in told.polls if not poll.annulled_at and (found := recount(told, poll))},
        )

    def _manifest(self) -> Manifest | str:
        """The manifest, or what is wrong with it."""
        if MANIFEST not in self._archive.namelist():
            return f"{MANIFEST} is missing: this is no closing bundle of an assembly."
        try:
            with self._archive.open(MANIFEST) as opened:
                found = opened.read(LARGEST_MANIFEST)
            manifest = cast(Manifest, files.read(found, Manifest))
        except UNZIPPING as error:
            return f"{MANIFEST} was changed: it is not as Convoke writes it ({str(error).rstrip('.')})."
        if manifest.convoke != "bundle" or not manifest.files:
            return f"{MANIFEST} was changed: it is not that of a bundle."
        if manifest.version != VERSION:
            return f"{MANIFEST}: this is a bundle of version {manifest.version}, and this program reads {VERSION}."
        if sum(one.size for one in manifest.files) > MOST_BYTES:
            return f"{MANIFEST} was changed: its files are larger than a bundle can be."
        return manifest

    def _names(self, manifest: Manifest) -> Iterator[str]:
        """Files that are missing, twice, or none of the bundle's."""
        there = Counter(self._archive.namelist())
        listed = Counter(one.name for one in manifest.files)
        for name in sorted(name for name, count in there.items() if count > 1):
            yield f"{name} is in the archive more than once."
        for name in sorted(name for name, count in listed.items() if count > 1):
            yield f"{MANIFEST}: {name} is listed more than once."
        for name in sorted(set(listed) - set(there)):
            yield f"{name} is missing."
        for name in sorted(set(there) - {*listed, MANIFEST}):
            yield f"{name} is no file of this bundle."

    def _hashes(self, manifest: Manifest) -> Iterator[str]:
        """Files that were changed since the manifest was written."""
        there = set(self._archive.namelist())
        for one in manifest.files:
            if one.name not in there:
                continue
            seen, size = hashlib.sha256(), 0
            try:
                with self._archive.open(one.name) as opened:
                    while size <= one.size and (some := opened.read(CHUNK)):
                        size += len(some)
                        seen.update(some)
            except UNZIPPING as error:
                yield f"{one.name} was changed: it cannot be read ({str(error).rstrip('.')})."
                continue
            if (size, seen.hexdigest()) != (one.size, one.sha256):
                yield f"{one.name} was changed: its size and SHA-256 are not those in the manifest."

    def _expected(self, manifest: Manifest) -> list[str]:
        """Files that a bundle has to have, or has no place for. Raises Unreadable."""
        listed = [one.name for one in manifest.files]
        if "polls.jsonl" not in listed:
            return [f"polls.jsonl is missing, and {MANIFEST} does not list it."]
        wanted = [*files.data_files(polls_of(self._open)), *files.MINUTES]
        missing = [f"{name} is missing, and {MANIFEST} does not list it." for name in wanted if name not in listed]
        more = [f"{name} is no file of a bundle." for name in listed if name not in wanted]
        disordered = [f"{MANIFEST}: the files are not in their order."] if listed != wanted else []
        return missing + more or disordered

    def _record(self, manifest: Manifest, told: Contents, of_data: str) -> Iterator[str]:
        if manifest.assembly != told.assembly.slug:
            yield f"{MANIFEST}: it is of the assembly {manifest.assembly}, and the record of {told.assembly.slug}."
        for flaws in (record_flaws, poll_flaws, journal_flaws):
            yield from flaws(told)
        for name in files.MINUTES:
            if name.endswith(".txt") and of_data.encode() not in self._read(name):
                yield f"{name}: the fingerprint in these minutes is not that of the files here."

    def _bytes(self, manifest: Manifest) -> list[str]:
        """What stands in the archive besides its files: nothing that we do not write."""
        packed = [
            Packed(name, 0, info.file_size, info.CRC)
            for name in (*(one.name for one in manifest.files), MANIFEST)
            for info in [self._archive.getinfo(name)]
        ]
        place = strange(self._file, packed)
        if place is None:
            return []
        return [f"The files are unchanged, but the archive around them is not as Convoke wrote it, from byte {place}."]

    def _open(self, name: str) -> BinaryIO:
        return cast(BinaryIO, self._archive.open(name))

    def _read(self, name: str) -> bytes:
        with self._archive.open(name) as opened:
            return opened.read()


def _chain(manifest: Manifest) -> Iterator[str]:
    """Lines of the manifest that were rewritten: from the first on, none follows."""
    chain = Chain()
    for one in manifest.files:
        if chain.add(one.name, one.size, one.sha256) != one:
            yield f"{MANIFEST}: the line of {one.name} was rewritten: the chain is broken there."
            return
