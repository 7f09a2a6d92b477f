"""Prints the API's OpenAPI document: `python -m tests.openapi`."""

import json

from events.api.document import complete
from events.app import create


def document() -> str:
    """The document as the server gives it, in a form that shows changes line by line."""
    app = create()
    return (
        json.dumps(complete(app.openapi_schema.to_schema(), app), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    )


if __name__ == "__main__":
    print(document(), end="")
