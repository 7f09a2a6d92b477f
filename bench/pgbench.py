"""The limit for what writes: the same statements, prepared, from PostgreSQL's own benchmark over the same socket."""

import os
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.load import CLIENTS
from events.postgres import Handle


def statement(sql: str, *values: str) -> str:
    """A statement of ours as pgbench takes it: `$1` and so on replaced by these expressions of its `:variables`."""
    return re.sub(r"\$(\d+)", lambda found: values[int(found[1]) - 1], sql).strip() + ";\n"


def transactions(server: Handle, script: str, each: int) -> float:
    """How often a second the script runs, with as many clients as the load has, each this often; `:n` counts them."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "script.sql"
        file.write_text("\\set n :n + 1\n" + script)
        done = subprocess.run(
            [
                server.where.programs / "pgbench", "--no-vacuum", "--protocol=prepared", f"--client={CLIENTS}",
                "--jobs=2", f"--transactions={each}", "--define=n=-1", f"--file={file}",
                "-h", str(server.where.sockets), "-U", "convoke", "convoke",
            ],
            env={**os.environ, "PGPASSFILE": str(server.where.passwords)},
            capture_output=True,
            text=True,
        )  # fmt: skip
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or not found:
        raise SystemExit(f"pgbench: {done.stderr}")
    return float(found[1])
