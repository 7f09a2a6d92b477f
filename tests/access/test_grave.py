"""What is grave asks a person for the second factor anew; programs have none to give."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from events.words import Role
from tests.access.world import make_world
from tests.cast import CHLOE, appoint, browser_of

PERSON = {"name": "Bram", "email": "bram.claes@example.org", "language": "nl", "roles": [{"role": "admin"}]}

GRAVE: list[tuple[str, str, Any]] = [
    ("GET", "/api/events/{slug}/registrations.csv", None),
    ("GET", "/api/members.csv", None),
    ("GET", "/api/assemblies/{slug}/attendance.csv", None),
    ("GET", "/api/assemblies/{slug}/bundle.zip", None),
    ("GET", "/api/journal/export", None),
    ("PUT", "/api/members/1/erasure", None),
    ("PUT", "/api/assemblies/{slug}/convocation", None),
    ("GET", "/api/assemblies/{slug}/convocation/labels.pdf", None),
    ("POST", "/api/staff", PERSON),
    ("PATCH", "/api/staff/{staff}", {"name": "Other"}),
    ("PUT", "/api/staff/{staff}/roles", {"roles": [{"role": "admin"}]}),
    ("DELETE", "/api/staff/{staff}/factors", None),
    ("DELETE", "/api/staff/{staff}", None),
    ("POST", "/api/tokens", {"name": "Program", "role": "admin", "expires_at": "{soon}"}),
    ("POST", "/api/events/{slug}/enrolments", {"name": "Phone", "gate": ""}),
    ("DELETE", "/api/tokens/{token}", None),
    ("POST", "/api/keys", None),
    ("DELETE", "/api/keys/1", None),
]


@pytest.mark.parametrize(("method", "path", "body"), GRAVE, ids=lambda one: one if isinstance(one, str) else "")
async def test_an_hour_later_it_is_asked_again(api: httpx.AsyncClient, method: str, path: str, body: Any) -> None:
    """An administrator whose second factor was given too long ago is asked for it, and nothing was done."""
    world = await make_world()
    await appoint(CHLOE, Role.ADMIN)
    headers = await browser_of(CHLOE, given=timedelta(hours=1))
    if body and "expires_at" in body:
        body = {**body, "expires_at": (await api.get("/api/config")).json()["now"][:4] + "-12-31T23:59:59Z"}

    answer = await api.request(method, path.format(**world.names), json=body, headers=headers)

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/needs-elevation")
