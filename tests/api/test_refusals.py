"""What is refused says what to do, to who asked and for what they sent."""

import pytest

from events.words import Role
from tests.cast import ADA, appoint, bearer, browser_of, join


@pytest.mark.parametrize("path", ["/api/members", "/api/staff", "/api/journal"])
async def test_staff_without_their_second_factor_are_sent_to_it(api, path):
    """Signed in by mail, an administrator may nothing yet, and is told where to give the second factor."""
    await appoint(ADA, Role.ADMIN)

    answer = await api.get(path, headers={**await browser_of(ADA), "accept-language": "en"})

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/needs-elevation")
    assert "second factor first" in answer.json()["detail"]
    assert "/signin/second" in answer.json()["detail"]


async def test_a_member_has_no_second_factor_to_give(api):
    """Who is no staff is told that the role does not allow it."""
    await join(1, ADA)

    answer = await api.get("/api/members", headers=await browser_of(ADA))

    assert answer.json()["type"] == "/problems/not-allowed"


@pytest.mark.parametrize("count", [0, 501])
async def test_how_many_scans_to_send(api, count):
    """A number of scans is asked for, not a number."""
    door = {**await bearer(Role.DOOR), "accept-language": "en"}
    one = {"scan_id": "a", "code": "x", "event": "party"}

    answer = await api.post("/api/scans", json={"scans": [one] * count}, headers=door)

    [error] = answer.json()["errors"]
    assert (answer.status_code, error["message"]) == (422, "Send between 1 and 500 scans at once.")


@pytest.mark.parametrize("sent", [{"data": {"email": "ada@example.org"}}, {"files": {"email": b"ada@example.org"}}])
async def test_a_form_is_no_json(api, sent):
    """Whoever sends a form learns that JSON is wanted."""
    answer = await api.post("/api/logins/requests", headers={"accept-language": "en"}, **sent)

    [error] = answer.json()["errors"]
    assert (answer.status_code, error["code"]) == (422, "form_sent")
    assert "send JSON" in error["message"]


@pytest.mark.parametrize("number", ["1_001", "+1001", "%EF%BC%91%EF%BC%90%EF%BC%90%EF%BC%91", "01001", "%201001"])
async def test_numbers_have_plain_digits(api, number):
    """A member has one address; what only Python reads as the number is not found."""
    await join(1001, ADA)
    admin = await bearer(Role.ADMIN)

    assert (await api.get("/api/members/1001", headers=admin)).status_code == 200
    assert (await api.get(f"/api/members/{number}", headers=admin)).status_code == 404
