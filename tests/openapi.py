"""Prints the API's OpenAPI document: `python -m tests.openapi`."""

import json

from events.app import create


def document() -> str:
    """The document as the server gives it, in a form that shows changes line by line."""
    return json.dumps(create().openapi_schema.to_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(document(), end="")
