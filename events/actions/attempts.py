"""Counts tries in the database, where all processes see them, and whoever comes at the same moment too."""

import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from events.clock import now
from events.database import execute, fetch
from events.rules.attempts import DAY, Limit, check_attempts
from events.secret import secret_key

Try = tuple[Limit, str]
"""A limit, and whose tries it counts: an address or a network. Only their HMAC is kept."""


async def attempt(*tries: Try) -> None:
    """Count one try under each of these limits, or none when one is reached. Raises TooManyAttempts.

    Call it in the transaction of what is tried: until that ends, others who try the same wait in line.
    """
    asked = await _locked(tries)
    _refuse(tries, await fetch(_COUNT_UNLESS_REACHED, *asked, now()))


async def check(*tries: Try) -> None:
    """Refuse when a limit is reached, and let nobody else try the same until the transaction around ends.

    For what counts only once it turns out wrong. Raises TooManyAttempts.
    """
    _refuse(tries, await fetch(_REACHED, *await _locked(tries)))


async def count(*tries: Try) -> None:
    """Count one try under each of these limits."""
    await execute(_COUNT, *_names(tries), now())


async def forget_old() -> None:
    """Remove the tries that no limit looks at any more."""
    await execute("DELETE FROM attempt WHERE at < $1", now() - DAY)


async def _locked(tries: Sequence[Try]) -> tuple[list[str], list[bytes], list[int], list[datetime]]:
    """What the statements are told of these tries, once nobody else tries the same.

    Sorted, so that two who try the same things never wait for each other.
    """
    kinds, whose = _names(tries)
    await execute(_LOCK, sorted(int.from_bytes(one[:8], "big", signed=True) for one in whose))
    limits = [limit for limit, _ in tries]
    return kinds, whose, [limit.most for limit in limits], [now() - limit.within for limit in limits]


def _names(tries: Sequence[Try]) -> tuple[list[str], list[bytes]]:
    return [limit.kind for limit, _ in tries], [_whose(*one) for one in tries]


def _refuse(tries: Sequence[Try], reached: Sequence[Any]) -> None:
    check_attempts([(tries[row["n"] - 1][0], row["at"]) for row in reached], now())


def _whose(limit: Limit, who: str) -> bytes:
    return hmac.digest(secret_key(), f"attempt:{limit.kind}:{who}".encode(), "sha256")


_LOCK = "SELECT pg_advisory_xact_lock(key) FROM unnest($1::bigint[]) AS key"

# A statement of its own after the lock, to see what those before it in the line have counted.
_REACHED = """
SELECT asked.n, reached.at FROM unnest($1::text[], $2::bytea[], $3::int[], $4::timestamptz[])
    WITH ORDINALITY AS asked (kind, whose, most, since, n)
CROSS JOIN LATERAL (
    SELECT at FROM attempt WHERE kind = asked.kind AND whose = asked.whose AND at > asked.since
    ORDER BY at DESC OFFSET asked.most - 1 LIMIT 1
) AS reached
"""
_COUNT = """
INSERT INTO attempt (kind, whose, at)
SELECT kind, whose, $3::timestamptz FROM unnest($1::text[], $2::bytea[]) AS one (kind, whose)
"""
_COUNT_UNLESS_REACHED = f"""
WITH reached AS MATERIALIZED ({_REACHED}), counted AS (
    {_COUNT.replace("$3", "$5")} WHERE NOT EXISTS (SELECT FROM reached)
)
SELECT n, at FROM reached
"""  # noqa: S608 (no value from outside)
