"""Files in tests/golden: what must not change unseen. GOLDEN=1 rewrites them, and the diff is reviewed."""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def check_golden(name: str, found: str) -> None:
    """Compare with the golden file, or write it when GOLDEN is set."""
    file = GOLDEN / name
    if os.environ.get("GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found, "utf-8", newline="\n")
    assert found == file.read_text("utf-8"), f"{name} differs; if that is right, run `make golden` and review the diff"
