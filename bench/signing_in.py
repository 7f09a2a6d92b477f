"""Signing in, for the measurements: mails asked for and codes typed, and their statements as pgbench takes them."""

import asyncio
import hashlib
import json
from itertools import count

import asyncpg

from bench.load import request
from bench.pgbench import statement
from events.actions import attempts, logins, sign_ins
from events.api import asking, who
from events.postgres import Handle
from events.rules.sign_ins import CODE_LENGTH, TRIES
from events.tickets.secrets import new_token, sign_in_code

WISHES = 4_000
"""Mails asked for in one round, or codes typed, at most."""

_batches = count()


def requests() -> list[bytes]:
    """As many people who each ask for a mail from a network of their own."""
    batch = next(_batches)
    return [
        request(
            "/api/logins/requests",
            json.dumps({"email": f"asks{n}@b{batch}.example", "language": "en"}).encode(),
            x_forwarded_for=_network(batch, n),
        )
        for n in range(WISHES)
    ]


def request_script() -> str:
    """A request as the action does it: count the attempt under three limits, store the wish, queue the mail."""
    batch = next(_batches)
    kinds = "ARRAY['mail_asked_again', 'mail_to_address', 'mail_from_source']"
    wish = [
        _hash("'none'"), _hash(f"'w{batch}'"), _address(f"q{batch}"), _address(f"q{batch}"), "'en'", "''", "now()",
        "(now() + interval '15 minutes')", str(TRIES),
    ]  # fmt: skip
    return _transaction(_counted(kinds, batch, 3, "ARRAY[5, 12, 600]"), statement(sign_ins._ASK, *wish))


def codes(server: Handle) -> list[bytes]:
    """As many members who each type the code they were mailed."""
    batch = next(_batches)
    secrets = [new_token() for _ in range(WISHES)]
    _, rows = asyncio.run(_asked(server, batch, [hashed for _, hashed in secrets]))
    return [
        request(
            "/api/logins",
            json.dumps({"code": sign_in_code(row["id"], row["created_at"], CODE_LENGTH)}).encode(),
            cookie=f"convoke_signin={clear}",
            x_forwarded_for=_network(batch, n),
        )
        for n, ((clear, _), row) in enumerate(zip(secrets, rows, strict=True))
    ]


def code_script(server: Handle, clients: int) -> str:
    """A code as the action takes it, and who that is as the answer tells it."""
    batch = next(_batches)
    hashes = [hashlib.md5(f"c{batch}-{n % clients}-{n // clients}".encode()).digest() for n in range(WISHES)]
    first, rows = asyncio.run(_asked(server, batch, hashes))
    mine, login = _hash(f"'c{batch}'"), _hash(f"'l{batch}'")
    place = f"(:n::bigint * {clients} + :client_id::bigint)"
    address, member = f"('signs' || {place}::text || '@b{batch}.example')", f"({first} + {place})"
    opened = [
        address, "'mail'", login, "'Firefox, Linux'", "'10.0.0.1'", "now()", "(now() + interval '12 hours')",
        "(now() + interval '30 days')", "'10.0.0.1'", "'0123456789abcdef0123'", "NULL",
    ]  # fmt: skip
    taken = _transaction(
        _counted("ARRAY['wrong_for_address', 'wrong_from_source']", batch, 2, "ARRAY[20, 60]", write=False),
        statement(sign_ins._LOCK, mine),
        statement(logins._OPEN, *opened),
        statement(sign_ins._SPEND, f"({rows[0]['id']} + {place})", "now()"),
    )
    told = statement(asking._LOGIN, login, "now()") + statement(
        who._KNOWN, member, "NULL::bigint", f"(SELECT id FROM login WHERE secret_hash = {login})", "NULL::bigint"
    )
    return statement(sign_ins._ADDRESS, mine) + taken + told


async def _asked(server: Handle, batch: int, hashes: list[bytes]) -> tuple[int, list[asyncpg.Record]]:
    """Members who each wait for a code in a browser with one of these secrets, in that order: the first, the waits."""
    connection = await asyncpg.connect(server.url)
    try:
        first = await connection.fetchval(
            """INSERT INTO member (number, name, email, address, language, search)
            SELECT high + n, 'Person ' || n, 'signs' || n - 1 || $2, 'signs' || n - 1 || $2, 'en',
                'person ' || n || ' ' || high + n
            FROM generate_series(1, $1::int) n, (SELECT coalesce(max(number), 0) AS high FROM member) known
            RETURNING id""",
            len(hashes), f"@b{batch}.example",
        )  # fmt: skip
        rows = await connection.fetch(
            """INSERT INTO sign_in (browser_hash, email, address, language, onward, attempts, created_at, expires_at)
            SELECT hash, 'signs' || n - 1 || $2, 'signs' || n - 1 || $2, 'en', '', 0, now(),
                now() + interval '15 minutes'
            FROM unnest($1::bytea[]) WITH ORDINALITY AS browser (hash, n) ORDER BY n RETURNING id, created_at""",
            hashes, f"@b{batch}.example",
        )  # fmt: skip
        return first, rows
    finally:
        await connection.close()


def _counted(kinds: str, batch: int, limits: int, most: str, *, write: bool = True) -> str:
    """The attempt of one client under so many limits: lock, look, and count."""
    whose = "ARRAY[" + ", ".join(_hash(f"'a{batch}{limit}'") for limit in range(limits)) + "]"
    keys = "ARRAY[" + ", ".join(f"hashtextextended('{batch}{n}' || {_me()}, 0)" for n in range(limits)) + "]"
    since = f"array_fill((now() - interval '1 hour'), ARRAY[{limits}])"
    asked = [kinds, whose, most, since, "now()"]
    look = attempts._COUNT_UNLESS_REACHED if write else attempts._REACHED
    return statement(attempts._LOCK, keys) + statement(look, *asked)


def _transaction(*statements: str) -> str:
    return "BEGIN;\n" + "".join(statements) + "COMMIT;\n"


def _me() -> str:
    return "'-' || :client_id::text || '-' || :n::text"


def _hash(prefix: str) -> str:
    return f"decode(md5({prefix} || {_me()}), 'hex')"


def _address(prefix: str) -> str:
    return f"('{prefix}' || {_me()} || '@example.org')"


def _network(batch: int, n: int) -> str:
    return f"10.{batch % 250}.{n // 250}.{n % 250}"
