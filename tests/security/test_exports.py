"""Tables for spreadsheets: no cell of them is a formula, whoever wrote what stands in it."""

import csv
import io

import pytest

from events.app import create
from events.words import Role
from tests.cast import bearer, call_together, hold_assembly, hold_event

FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.example";"x")', "＝1+1", " =1"]
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with, blanks aside, that some spreadsheet runs."""


def test_every_export_is_tried_here():
    """A new table of ours has to be tried too."""
    paths = create(connections=None).openapi_schema.to_schema()["paths"]

    assert {path for path in paths if path.endswith(".csv")} == {
        "/api/events/{slug}/registrations.csv", "/api/members.csv", "/api/assemblies/{slug}/attendance.csv"
    }  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
async def test_no_cell_runs(api, formula):
    """A name, a guest's name, a phone: written so that a spreadsheet shows it, and the person still recognises it."""
    admin = await bearer(Role.ADMIN)
    await hold_event()
    person = {"name": formula, "email": f"{formula.strip()[:1]}a@example.org", "party": [formula], "language": "nl"}
    registered = await api.post("/api/events/party/registrations", json={**person, "email": None})
    joined = await api.post(
        "/api/members", headers=admin,
        json={"name": formula, "phone": formula, "category": "A", "office": "brussels", "language": "nl"},
    )  # fmt: skip
    assert (registered.status_code, joined.status_code) == (201, 201), registered.text + joined.text

    await hold_assembly()
    await call_together()
    came = {"attending": "observer", "name": formula}
    assert (await api.post("/api/assemblies/party/attendance", headers=admin, json=came)).status_code == 204

    for path in ("/api/events/party/registrations.csv", "/api/members.csv", "/api/assemblies/party/attendance.csv"):
        answer = await api.get(path, headers=admin)
        assert answer.headers["content-disposition"].startswith("attachment;")
        cells = [cell for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))) for cell in row]
        assert [cell for cell in cells if cell.strip(" ").startswith(RUNS)] == []
        assert any(formula.strip() in cell for cell in cells)
