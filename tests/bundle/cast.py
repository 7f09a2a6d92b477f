"""The kept bundle, and bundles made from it by whoever wants to deceive."""

import io
import json
import zipfile
from collections.abc import Mapping

from events.bundle.archive import MANIFEST, Writer
from events.bundle.verify import verify
from tests.documents import ROOT

KEPT = (ROOT / "tests" / "golden" / "bundle.zip").read_bytes()


def files_of(bundle: bytes = KEPT) -> dict[str, bytes]:
    """Every file of it by name, in order."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


FILES = files_of()
OF_DATA = json.loads(FILES[MANIFEST])["files"][-9]["chain"]
"""The fingerprint that its minutes have."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """These files as any other program packs them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def chained(files: Mapping[str, bytes]) -> bytes:
    """These files with a manifest that fits, as someone would make it who has read all of our code."""
    return _written(files, None)


def forged(files: Mapping[str, bytes]) -> bytes:
    """The same, and the minutes have the fingerprint that the data now have."""
    return _written(files, OF_DATA)


def _written(files: Mapping[str, bytes], of_data: str | None) -> bytes:
    """of_data: the fingerprint to put another in the place of, in minutes."""
    out = io.BytesIO()
    writer = Writer(out)
    now = ""
    for name, content in files.items():
        if name == MANIFEST:
            continue
        if name.startswith("minutes/"):
            now = now or writer.chain
        writer.begin(name)
        writer.write(content.replace(of_data.encode(), now.encode()) if of_data and now else content)
        writer.end()
    writer.finish("party")
    return out.getvalue()


def told(bundle: bytes) -> list[str]:
    """What is wrong with it."""
    return verify(io.BytesIO(bundle)).flaws
