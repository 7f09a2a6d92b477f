"""The web app's types are those of the API."""

import subprocess
from pathlib import Path

from tests.openapi import document

FRONTEND = Path(__file__).parent.parent / "frontend"


def test_the_document_is_the_one_committed():
    """`make client` was run after the last change of the API."""
    assert (FRONTEND / "openapi.json").read_text("utf-8") == document()


def test_the_types_are_made_from_the_document(tmp_path):
    """And the types after the last change of the document."""
    made = tmp_path / "schema.d.ts"
    subprocess.run(
        ["node_modules/.bin/openapi-typescript", "openapi.json", "--output", made],
        cwd=FRONTEND, check=True, capture_output=True,
    )  # fmt: skip

    assert (FRONTEND / "src/lib/api/schema.d.ts").read_text("utf-8") == made.read_text("utf-8")
