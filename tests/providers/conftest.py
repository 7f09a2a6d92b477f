"""A false provider that is set as the cooperative's own, and the API's client."""

import os
from collections.abc import Iterator

import pytest

from events.actions import providers
from events.settings import override
from tests.api.conftest import api
from tests.providers.programs import FalseProvider, false_provider

__all__ = ["api"]

NAMES = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME", "OIDC_MEMBER_CLAIM", "OUTSIDE_ALLOW")


@pytest.fixture
def unset() -> Iterator[None]:
    """No provider is set when the test is over."""
    providers.forget()
    yield
    for name in NAMES:
        os.environ.pop(f"CONVOKE_{name}", None)
    override()


@pytest.fixture
def provider(unset: None) -> Iterator[FalseProvider]:
    """A provider that says whatever it is told to."""
    with false_provider() as one:
        use(one.url)
        yield one


def use(issuer: str, **more: str) -> None:
    """Let this be the cooperative's identity provider."""
    override(
        oidc_issuer=issuer, oidc_client_id="convoke", oidc_client_secret="a secret of the tests",
        outside_allow="127.0.0.1", **more,
    )  # fmt: skip
