"""How heavy the web app's first page is on the wire."""

import gzip
import re

from events.api.pages import static_folder

AIM_KB = 80


def first_page() -> str:
    """The JavaScript that the front page names, gzipped, with what that imports in turn; one line."""
    root = static_folder()
    if not (root / "index.html").exists():
        return "The web app is not built: its first page is not weighed."
    waiting = re.findall(r"""["'(]/?([\w./-]+\.js)["')]""", (root / "index.html").read_text())
    named = set()
    while waiting:
        name = waiting.pop()
        file = root / name
        if name not in named and file.is_file():
            named.add(name)
            folder = file.parent
            found = re.findall(r"""(?:from|import)\s*["']([\w./-]+\.js)["']""", file.read_text())
            waiting += [(folder / one).resolve().relative_to(root.resolve()).as_posix() for one in found]
    weight = sum(len(gzip.compress((root / name).read_bytes(), 6)) for name in named) / 1000
    return f"\nfirst page: {weight:.1f} kB of JavaScript (gzip, {len(named)} files), aim below {AIM_KB}: " + (
        "met" if weight < AIM_KB else "NOT MET"
    )
