"""How heavy the web app's first page is on the wire."""

import gzip
import re
from pathlib import Path

from events.api.pages import static_folder

AIM_KB = 80
IMPORTED = re.compile(r"""(?:from|import)\s*["']([\w./-]+\.js)["']""")
IN_HTML = re.compile(r"""["'(]/?([\w./-]+\.js)["')]""")


def first_page() -> str:
    """The JavaScript of the year, gzipped: what the HTML names, layout, page, a language, and what those import."""
    root = static_folder().resolve()
    if not (root / "index.html").exists():
        return "The web app is not built: its first page is not weighed."
    entries = [root / name for name in IN_HTML.findall((root / "index.html").read_text())]
    named = _with_imports([*(file for file in entries if file.is_file()), *_nodes(root)])
    weight = (sum(map(_packed, named)) + _language(named)) / 1000
    return f"\nfirst page: {weight:.1f} kB of JavaScript (gzip), aim below {AIM_KB}: " + (
        "met" if weight < AIM_KB else "NOT MET"
    )


def _nodes(root: Path) -> list[Path]:
    """The root layout and the page at `/`, which the router loads by their numbers."""
    [app] = (root / "_app/immutable/entry").glob("app.*.js")
    page = re.search(r'"/":\[(\d+)', app.read_text())
    numbers = ["0", *(page.groups() if page else ())]
    return [file for number in numbers for file in (root / "_app/immutable/nodes").glob(f"{number}.*.js")]


def _with_imports(waiting: list[Path]) -> set[Path]:
    named: set[Path] = set()
    while waiting:
        file = waiting.pop().resolve()
        if file not in named:
            named.add(file)
            waiting += [file.parent / found for found in IMPORTED.findall(file.read_text())]
    return named


def _language(named: set[Path]) -> int:
    """The heaviest of the modules loaded later by these, of which one is the reader's language."""
    later = {
        (file.parent / found).resolve()
        for file in named
        if "/entry/" not in file.as_posix()
        for found in re.findall(r"""import\(["'`]([\w./-]+\.js)["'`]\)""", file.read_text())
    }
    return max((_packed(file) for file in later - named if file.is_file()), default=0)


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))
