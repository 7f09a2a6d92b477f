"""The whole OpenAPI document, asked with made-up requests as each role: no fault of ours, no answer outside it."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.site import Site, served

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
STREAMS = {"/api/events/{slug}/live"}
"""Answers without an end."""
EXAMPLES = {"admin": 12, "public": 8}
"""Requests made up for each operation; 4 for the other roles."""


@schemathesis.serializer(
    "application/pdf", "image/jpeg", "image/png", "image/webp", "message/rfc822", "multipart/report"
)
def as_file(_: Any, value: Any) -> bytes:
    """A body that should be a file, and is whatever was made up."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The anniversary year, to be mistreated."""
    with served() as one:
        yield one


@pytest.fixture(scope="module")
def operations(site: Site) -> list[Any]:
    """Every operation of the document that ends."""
    document = site.api.get("/api/openapi.json").json()
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=site.url)
    found = [result.ok() for result in schema.get_all_operations()]
    return [operation for operation in found if operation.path not in STREAMS]


@pytest.fixture(scope="module")
def real(site: Site) -> dict[str, str]:
    """What paths may name that is there, so that more is asked than what does not exist."""
    admin = headers_of(site, "admin")
    seen = site.api.get("/api/events/new-year-reception/registrations", headers=admin).json()["items"][0]
    return {
        "slug": "new-year-reception",
        "registration": str(seen["id"]),
        "file": f"{seen['people'][0]['ticket']}.ics",
        "number": "1001",
        "key_id": "1",
    }


def headers_of(site: Site, role: str) -> dict[str, str]:
    """How the role signs in."""
    if role == "public":
        return {}
    words = {"member": ("--member", "1001"), "organiser": ("--role", "organiser", "--office", "brussels")}
    return {"authorization": f"Bearer {site.convoke('token', *words.get(role, ('--role', role)))}"}


@pytest.mark.long
@pytest.mark.parametrize("role", ["public", "member", "door", "organiser", "admin", "bureau", "scrutineer"])
def test_every_answer_is_in_the_document(site: Site, operations: list[Any], real: dict[str, str], role: str) -> None:
    """Whatever the role sends anywhere, the answer is one that the document tells, in its form."""
    headers = headers_of(site, role)
    failures = []
    for operation in operations:
        try:
            _ask(operation, headers, real, EXAMPLES.get(role, 4))
        except* Failure as failed:
            told = "; ".join(str(one) for one in failed.exceptions)
            failures.append(f"{operation.method.upper()} {operation.path}: {told}")

    assert failures == []


def _ask(operation: Any, headers: dict[str, str], real: dict[str, str], examples: int) -> None:
    @given(case=operation.as_strategy(), there=some.booleans())
    @settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case: Any, there: bool) -> None:
        if there:
            case.path_parameters.update({name: real[name] for name in case.path_parameters if name in real})
        answer = case.call(headers=headers, timeout=30)
        case.validate_response(answer, checks=CHECKS)

    ask()
