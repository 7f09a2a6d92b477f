"""Proxies on paper from a table: every row as what it says, or every line that cannot be taken and why."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from events.errors import Invalid, Mend
from events.rules.imports_days import read_day
from events.rules.imports_report import Report
from events.rules.imports_tables import delimiter_of, first_line, rows_of, text_of, without_mark
from events.rules.members import NUMBER_MOST
from events.rules.people import folded
from events.words import ProxyKind

LINES_MOST = 50_000
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
COLUMNS = {
    "giver": """giver, giver number, volmachtgever, gever, nummer volmachtgever, nummer gever, mandant, numero mandant,
        numero du mandant, vollmachtgeber, nummer vollmachtgeber""",
    "holder": """holder, holder number, volmachthouder, houder, volmachtdrager, nummer volmachthouder, nummer houder,
        mandataire, numero mandataire, numero du mandataire, bevollmachtigter, bevollmachtigte, vollmachtnehmer""",
    "kind": "kind, type, soort, genre, art, type de procuration, soort volmacht, art der vollmacht",
    "received_on": """received on, received, ontvangen op, ontvangen, datum ontvangst, recue le, recu le, recue, recu,
        date de reception, eingegangen am, eingegangen, erhalten am""",
    "accepted": """accepted, signed by holder, aanvaard, getekend door houder, acceptee, accepte, signee,
        angenommen, unterschrieben""",
}
FIELDS = {" ".join(name.split()): field for field, names in COLUMNS.items() for name in names.split(",")}
NEEDED = ("giver", "holder", "received_on")
KINDS = {
    **dict.fromkeys(("", "general", "algemeen", "generale", "general", "allgemein"), ProxyKind.GENERAL),
    **dict.fromkeys(("quorum", "beschlussfahigkeit"), ProxyKind.QUORUM),
    **dict.fromkeys(("named", "voor genoemde punten", "genoemd", "designes", "genannt"), ProxyKind.NAMED),
    **dict.fromkeys(("instructed", "instructies", "instructions", "weisungen"), ProxyKind.INSTRUCTED),
}
YES = frozenset({"", "yes", "y", "ja", "j", "oui", "o", "1", "true", "x", "waar", "vrai", "wahr"})
NO = frozenset({"no", "n", "nee", "neen", "non", "nein", "0", "false", "onwaar", "faux", "falsch"})


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A row: two members by number, and the form that came in. accepted: whether the holder signed it too."""

    line: int
    giver: int
    holder: int
    kind: ProxyKind
    received_on: date
    accepted: bool


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What is so before the file. categories: of everybody with a vote; all members are named by number.

    open: who has given a proxy that is asked for or counts; counted: how many that count each holder has; gave: who
    gave one that counts. erased is nobody: those are not known.
    """

    known: frozenset[int]
    categories: Mapping[int, str]
    open: frozenset[int]
    gave: frozenset[int]
    counted: Mapping[int, int]


def read_lines(body: bytes) -> list[Line]:
    """The rows of a table of proxies. Raises Invalid with every line that cannot be read."""
    if body.startswith(SPREADSHEETS):
        raise Invalid([Mend("file", "spreadsheet")])
    report = Report()
    text = text_of(without_mark(body), report)
    rows = list(rows_of(text, delimiter_of(first_line(text), _field), report))
    mends = [Mend(f"lines.{flaw.line}", "bad_row") for flaw in report.errors]
    if not rows:
        raise Invalid(mends or [Mend("file", "no_lines")])
    if len(rows) - 1 > LINES_MOST:
        raise Invalid([Mend("file", "too_many_lines", {"limit": LINES_MOST})])
    columns = {field: n for n, name in reversed(list(enumerate(rows[0][1]))) if (field := _field(name))}
    if missing := [field for field in NEEDED if field not in columns]:
        raise Invalid([Mend("file", "columns_missing", {"columns": ", ".join(missing)})])
    lines = []
    for number, cells in rows[1:]:
        said = {field: cells[n].strip() if n < len(cells) else "" for field, n in columns.items()}
        found = _line(number, said)
        if isinstance(found, Line):
            lines.append(found)
        else:
            mends += found
    if mends:
        raise Invalid(mends)
    if not lines:
        raise Invalid([Mend("file", "no_lines")])
    return lines


def clashes(
    lines: Sequence[Line], standing: Standing, *, limit: int, same: bool, today: date, last: date
) -> Iterator[Mend]:
    """Why these lines cannot be entered one after the other; nothing where all of them can.

    limit: proxies that one may hold; same: whether giver and holder must be of one category; last: the day by which
    forms came in.
    """
    first: dict[int, int] = {}
    gave, counted = set(standing.gave), Counter(standing.counted)
    for one in lines:
        where = f"lines.{one.line}"
        mends = [
            Mend(f"{where}.{side}", "has_no_vote" if number in standing.known else "unknown_member", {"number": number})
            for side, number in (("giver", one.giver), ("holder", one.holder))
            if number not in standing.categories
        ]
        if one.giver == one.holder:
            mends.append(Mend(f"{where}.holder", "not_oneself"))
        elif not mends and same and standing.categories[one.giver] != standing.categories[one.holder]:
            mends.append(Mend(f"{where}.holder", "other_category"))
        if one.received_on > today:
            mends.append(Mend(f"{where}.received_on", "in_the_future"))
        elif one.received_on > last:
            mends.append(Mend(f"{where}.received_on", "came_late", {"last": last}))
        if one.giver in standing.open:
            mends.append(Mend(f"{where}.giver", "gave_already"))
        elif (other := first.setdefault(one.giver, one.line)) != one.line:
            mends.append(Mend(f"{where}.giver", "gives_twice", {"line": other}))
        elif counted[one.giver]:
            mends.append(Mend(f"{where}.giver", "holds_others"))
        if one.holder in gave:
            mends.append(Mend(f"{where}.holder", "gave_away"))
        elif counted[one.holder] >= limit:
            mends.append(Mend(f"{where}.holder", "holds_most", {"limit": limit}))
        yield from mends
        if one.accepted:
            gave.add(one.giver)
            counted[one.holder] += 1


def _field(name: str) -> str | None:
    return FIELDS.get(" ".join(re.sub(r"[^\w]+|_", " ", folded(name)).split()))


def _line(number: int, said: Mapping[str, str]) -> Line | list[Mend]:
    where = f"lines.{number}"
    mends = [Mend(f"{where}.{field}", "required") for field in NEEDED if not said[field]]
    members = {}
    for side in ("giver", "holder"):
        members[side] = _number(said[side])
        if said[side] and not members[side]:
            mends.append(Mend(f"{where}.{side}", "no_number"))
    kind = KINDS.get(folded(said.get("kind", "")))
    if kind is None:
        mends.append(Mend(f"{where}.kind", "unknown_kind"))
    elif kind in (ProxyKind.NAMED, ProxyKind.INSTRUCTED):
        mends.append(Mend(f"{where}.kind", "kind_by_hand"))
    day = read_day(said["received_on"]) if said["received_on"] else None
    if isinstance(day, str):
        mends.append(Mend(f"{where}.received_on", "no_day"))
    answer = folded(said.get("accepted", ""))
    if answer not in YES | NO:
        mends.append(Mend(f"{where}.accepted", "yes_or_no"))
    if mends or kind is None or not isinstance(day, date):
        return mends
    return Line(
        line=number, giver=members["giver"], holder=members["holder"], kind=kind, received_on=day,
        accepted=answer in YES,
    )  # fmt: skip


def _number(text: str) -> int:
    """A member's number, 0 for what is none; spreadsheets write some with a fraction."""
    found = re.fullmatch(r"(\d{1,10})(?:[.,]0+)?", text, re.A)
    number = int(found[1]) if found else 0
    return number if number <= NUMBER_MOST else 0
