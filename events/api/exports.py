"""The register as a table for spreadsheets, which can be imported again."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import date

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Stream

from events.actions.journal import note
from events.api.asking import only
from events.api.lists import MARK, inert
from events.api.register import MemberOut, members_after, offices_wanted
from events.clock import now, today
from events.rules.access import Act, Asker, check_elevated

AT_ONCE = 2_000
"""Members read and written in one go."""
COLUMNS = (
    "number", "name", "email", "phone", "street", "postal_code", "city", "country", "language", "office", "category",
    "shares", "joined_on", "left_on",
)  # fmt: skip


@get("/api/members.csv", guards=[only(Act.EXPORT)], media_type="text/csv", tags=["members"])
async def register(
    asker: NamedDependency[Asker],
    office: FromQuery[str | None] = None,
    on: FromQuery[date | None] = None,
    without_email: FromQuery[bool] = False,
) -> Stream:
    """Organisers, freshly confirmed: everyone in the register but the erased, a line each, as they were on a day.

    without_email: only who is reached on paper. Cells that a spreadsheet would take for a formula are quoted.
    """
    check_elevated(asker, now())
    offices, day = await offices_wanted(asker, Act.EXPORT, office), on or today()
    await note(asker.name, "exported", "register", 0, office=office, on=day.isoformat())
    return Stream(
        _lines(offices, day, without_email),
        media_type="text/csv",
        headers={
            "content-disposition": f'attachment; filename="members-{day.isoformat()}.csv"',
            "cache-control": "private, no-store",
        },
    )


async def _lines(offices: list[int] | None, day: date, without_email: bool) -> AsyncIterator[bytes]:
    """The file, some members at a time."""
    yield MARK + _written([COLUMNS])
    last = 0
    while some := await members_after(last, offices, day, AT_ONCE, without_email):
        yield _written(_cells(one) for one in some)
        last = some[-1].number


def _cells(member: MemberOut) -> list[object]:
    return [inert(getattr(member, name)) for name in COLUMNS]


def _written(rows: object) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode()
