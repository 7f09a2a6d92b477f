"""The paths measured, each with what it is held against."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from bench import signing_in
from bench.fill import DOOR, OPEN, Filled
from bench.load import CLIENTS, Result, load, request
from bench.pgbench import statement, transactions
from events.actions import registrations, scans
from events.postgres import Handle

FEED = "/calendar/all.ics?lang=en"

_batches = count()


@dataclass
class Measure:
    """One path. aim: the share of the limit wanted; at_least: and how many a second; good: the status of an answer."""

    path: str
    limit_name: str
    aim: float
    measured: Callable[[float], Result]
    limit: Callable[[float], float]
    at_least: float = 0.0
    good: int = 200


def measures(server: Handle, filled: Filled, product: int, bare: int) -> list[Measure]:
    """Every path; product, bare: the ports of the two servers."""

    def reads(name: str, path: str, limit_path: str, aim: float, limit: str, **headers: str) -> Measure:
        good = 304 if headers else 200
        ask, ask_bare = request(path, None, **headers), request(limit_path)
        return Measure(
            name,
            limit,
            aim,
            lambda s: load(product, [ask], s),
            lambda s: load(bare, [ask_bare], s).per_second,
            good=good,
        )

    same, select = "the same bytes", "one select's JSON"
    return [
        Measure(
            "POST /api/scans, one each", "its statements", 1 / 3,
            lambda s: load(product, _scans(filled), s, repeat=False),
            lambda _: transactions(server, _scan_script(filled), len(filled.tickets) // CLIENTS), at_least=800,
        ),
        Measure(
            "POST …/registrations", "its statements", 1 / 4,
            lambda s: load(product, _registrations(), s, repeat=False),
            lambda _: transactions(server, _registration_script(filled), 250), at_least=300, good=201,
        ),
        Measure(
            "POST /api/logins/requests", "its statements", 1 / 6,
            lambda s: load(product, signing_in.requests(), s, repeat=False),
            lambda _: transactions(server, signing_in.request_script(), 100), at_least=50, good=202,
        ),
        Measure(
            "POST /api/logins, with a code", "its statements", 1 / 6,
            lambda s: load(product, signing_in.codes(server), s, repeat=False),
            lambda _: transactions(server, signing_in.code_script(server, CLIENTS), signing_in.WISHES // CLIENTS),
            at_least=50, good=201,
        ),
        *[
            Measure(
                f"{name}, signed in", "nobody signed in", 0.9,
                lambda s, path=path: load(product, [request(path, cookie=f"convoke_login={filled.login}")], s),
                lambda s, path=path: load(product, [request(path)], s).per_second,
            )
            for name, path in (("one event", "/api/events/evening-7"), ("the year", "/api/events"))
        ],
        reads("feed of 500, unchanged", FEED, "/unchanged", 0.7, same, if_none_match="*"),
        reads("feed of 500, full", FEED, "/bytes", 0.7, same),
        reads("GET /api/events, 100 of them", "/api/events", "/list", 0.5, select),
        reads("GET /api/events/{slug}", "/api/events/evening-7", "/one/evening-7", 0.5, select),
        reads("GET /events/{slug}, the page", "/events/evening-7", "/one/evening-7", 0.5, select),
    ]  # fmt: skip


def _scans(filled: Filled) -> list[bytes]:
    """One request for each ticket, to be let in."""
    batch = next(_batches)
    headers = {"authorization": f"Bearer {filled.token}"}
    scans = [
        {"scan_id": f"{batch}-{ticket}", "code": code, "event": DOOR, "gate": "north"}
        for ticket, code in filled.tickets
    ]
    return [request("/api/scans", json.dumps({"scans": [scan]}).encode(), **headers) for scan in scans]


def _scan_script(filled: Filled) -> str:
    """A scan as the action judges it alone: look everything up, then write the verdict and the arrival."""
    batch, first = next(_batches), filled.tickets[0][0]
    scan, event = f"ARRAY['p{batch}-' || :client_id::text || '-' || :n::text]", f"ARRAY[{filled.door}]"
    ticket = f"ARRAY[{first} + :n::bigint * {CLIENTS} + :client_id::bigint]"
    one = [
        scan, event, ticket, "ARRAY['north']", "ARRAY['in']", "ARRAY[now()]", "ARRAY[1]", "ARRAY['admitted']",
        "ARRAY[NULL]", "ARRAY['Person']", "ARRAY[1]", "ARRAY[now()]", "ARRAY['north']", "now()",
    ]  # fmt: skip
    return statement(scans._GATHER, scan, event, ticket) + statement(scans._WRITE, *one)


def _registrations() -> list[bytes]:
    batch = next(_batches)
    return [
        request(
            f"/api/events/{OPEN}/registrations",
            json.dumps({"name": f"Person {n}", "email": f"p{n}@b{batch}.example", "language": "en"}).encode(),
        )
        for n in range(10_000)
    ]


def _registration_script(filled: Filled) -> str:
    """A registration as the action does it: lock the seats, then write all there is to write, and commit."""
    email = f"('q' || :client_id::text || '-' || :n::text || '@b{next(_batches)}.example')"
    insert = statement(
        registrations._INSERT,
        str(filled.open), "'Person'", email, email, "'en'", "'{}'", "'confirmed'", "NULL", "1", "now()",
        "ARRAY['Person']", str(filled.open), "NULL", "''::bytea",
        "'127.0.0.1'", "'0123456789abcdef0123'", "NULL", "false", "NULL",
    )  # fmt: skip
    return "BEGIN;\n" + statement(registrations._LOCK, f"'{OPEN}'") + insert + "COMMIT;\n"


BETWEEN = "TRUNCATE scan, arrival, attempt"
"""So that every round lets the same people in anew, and nobody waits for having tried too often."""
