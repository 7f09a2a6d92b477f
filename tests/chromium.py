"""Finds a Chromium for the browser tests, or gets one: `python -m tests.chromium` prints where it is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
NONE = """No Chromium was found and none could be had. Install one and run again:
as root `apt-get install chromium`, or `.venv/bin/playwright install chromium`, or name one: CHROMIUM=/path/to/it."""


def find() -> str | None:
    """The program named by CHROMIUM, one on the path, or Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return named if shutil.which(named) else None
    return next((found for name in NAMES if (found := shutil.which(name))), None) or _playwrights()


def get() -> str:
    """A Chromium, installed if need be: Debian's as root, else Playwright's download. Stops with one sentence."""
    if found := find():
        return found
    if "CHROMIUM" in os.environ:
        sys.exit(f"CHROMIUM names {os.environ['CHROMIUM']}, which cannot be run.")
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _try("apt-get", "update", "-qq")
        _try("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core")
    if not find():
        _try(sys.executable, "-m", "playwright", "install", "chromium")
    return find() or sys.exit(NONE)


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _try(*words: str) -> None:
    """Run it; whether it helped is seen by looking for the program again."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(words, check=False, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    print(f"Chromium: {get()}")
