"""The archive itself: a plain zip without compression, of which each byte is decided, and its manifest, a chain.

Nothing in it depends on when, where or by what it was made, so the same bundle is the same bytes. Without compression
its size is what it is, nothing unpacks to more, and any tool reads it.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterable
from typing import BinaryIO

from events.bundle.format import VERSION, Listed, Manifest, written
from events.rules.canonical import canonical

MANIFEST = "manifest.json"
GENESIS = hashlib.sha256(b"convoke bundle 1").digest()
"""The chain before the first file."""

MOST_BYTES = 2**32 - 2
"""What a zip archive without extensions can hold."""
CHUNK = 1 << 20

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_FIRST_DAY = 0x21
"""1 January 1980, where the years of zip archives begin."""
_UNIX, _NEEDS, _READABLE = 3 << 8 | 20, 20, 0o100644 << 16


class Packed:
    """A file in the archive: its name, its size, its CRC-32, and where its header stands."""

    def __init__(self, name: str, start: int, size: int = 0, crc: int = 0) -> None:
        self.name, self.start, self.size, self.crc = name, start, size, crc

    @property
    def header(self) -> bytes:
        """What stands before the file."""
        name = self.name.encode()
        return _LOCAL.pack(
            b"PK\3\4", _NEEDS, 0, 0, 0, _FIRST_DAY, self.crc, self.size, self.size, len(name), 0
        ) + name  # fmt: skip

    @property
    def entry(self) -> bytes:
        """Its line in the directory at the end."""
        name = self.name.encode()
        return _CENTRAL.pack(
            b"PK\1\2", _UNIX, _NEEDS, 0, 0, 0, _FIRST_DAY, self.crc, self.size, self.size, len(name), 0, 0, 0, 0,
            _READABLE, self.start,
        ) + name  # fmt: skip


class Writer:
    """Writes an archive to a file in which one can go back."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._packed: list[Packed] = []
        self._hash = hashlib.sha256()
        self._chain = Chain()

    @property
    def chain(self) -> str:
        """The chain over all files so far."""
        return self._chain.reached

    def begin(self, name: str) -> None:
        """The files come in the order of the bundle; what is written from now on is this one's."""
        self._packed.append(Packed(name, self._out.tell()))
        self._hash = hashlib.sha256()
        self._out.write(self._packed[-1].header)

    def write(self, some: bytes) -> None:
        """The next bytes of the file. Raises OverflowError beyond what an archive holds."""
        here = self._packed[-1]
        here.size += len(some)
        here.crc = zlib.crc32(some, here.crc)
        if here.start + here.size > MOST_BYTES - CHUNK:
            raise OverflowError("The bundle is larger than a zip archive can be.")
        self._hash.update(some)
        self._out.write(some)

    def end(self) -> None:
        """The file is whole."""
        here, behind = self._packed[-1], self._out.tell()
        self._out.seek(here.start)
        self._out.write(here.header)
        self._out.seek(behind)
        self._chain.add(here.name, here.size, self._hash.hexdigest())

    def finish(self, assembly: str) -> str:
        """Write the manifest and the directory; what the chain comes to over all files, the fingerprint."""
        reached = self._chain.reached
        files = list(self._chain.listed)
        self.begin(MANIFEST)
        self.write(written(Manifest(convoke="bundle", version=VERSION, assembly=assembly, files=files)))
        self.end()
        self._out.write(directory(self._packed, self._out.tell()))
        return reached


class Chain:
    """Files one after the other, each sealed with all before it."""

    def __init__(self) -> None:
        self.listed: list[Listed] = []
        self._reached = GENESIS

    @property
    def reached(self) -> str:
        """The hash over all so far."""
        return self._reached.hex()

    def add(self, name: str, size: int, sha256: str) -> Listed:
        """The next file as the manifest lists it."""
        line = canonical({"name": name, "size": size, "sha256": sha256})
        self._reached = hashlib.sha256(self._reached + line).digest()
        self.listed.append(Listed(name=name, size=size, sha256=sha256, chain=self.reached))
        return self.listed[-1]


def directory(packed: Iterable[Packed], start: int) -> bytes:
    """What stands behind the files. start: where it begins."""
    entries = [one.entry for one in packed]
    listed = b"".join(entries)
    return listed + _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), len(listed), start, 0)


def strange(file: BinaryIO, packed: Iterable[Packed]) -> int | None:
    """Where the archive has a byte that we do not write, if any. packed: its files in order; starts are found anew."""
    at, found = 0, []
    for one in packed:
        here = Packed(one.name, at, one.size, one.crc)
        file.seek(at)
        if (place := _differs(file.read(len(here.header)), here.header)) is not None:
            return at + place
        found.append(here)
        at += len(here.header) + here.size
    file.seek(at)
    wanted = directory(found, at)
    place = _differs(file.read(len(wanted) + 1), wanted)
    return None if place is None else at + place


def _differs(given: bytes, wanted: bytes) -> int | None:
    if given == wanted:
        return None
    pairs = zip(given, wanted, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(given), len(wanted)))
