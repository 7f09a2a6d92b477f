"""The API, as those who attack it meet it."""

from tests.api.conftest import api

__all__ = ["api"]
