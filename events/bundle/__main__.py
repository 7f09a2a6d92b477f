"""`python -m events.bundle FILE.zip`: checks a bundle where nothing else of Convoke is installed."""

import sys
from pathlib import Path

from events.bundle.told import report


def main(arguments: list[str]) -> int:
    """Check each file; 1 when one does not hold."""
    if not arguments:
        sys.stderr.write("Give the closing bundles to check: python -m events.bundle FILE.zip\n")
        return 2
    sound = True
    for name in arguments:
        try:
            with Path(name).open("rb") as file:
                holds, lines = report(Path(name).name, file)
        except OSError as error:
            holds, lines = False, [f"{name}: {error.strerror}."]
        sound = sound and holds
        (sys.stdout if holds else sys.stderr).write("".join(f"{line}\n" for line in lines))
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
