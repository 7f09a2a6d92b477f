"""The client of the API that the API's own tests have."""

from tests.api.conftest import api

__all__ = ["api"]
