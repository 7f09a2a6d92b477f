"""A register to search: 350,000 members with names as they are, some common, most rare, and what people type."""

import random
import re
from collections.abc import Iterator

from events.database import execute, fetch, fetchval, pool
from events.rules.members import searched
from events.samples.cast import FIRST, LAST

MEMBERS = 350_000
LOWEST = 100_001
"""Beyond the numbers of those who sign in."""
AT_ONCE = 10_000
SYLLABLES = re.findall("..", "babebodadedofagahajokalalelilomamememimonanenopaperareririrosasesisitate")
WAYS = ("letters", "part", "word", "turned", "parts", "number", "begun", "absent")
"""How people look for somebody."""


def people(count: int) -> Iterator[tuple[int, str]]:
    """Numbers and names: six in ten first names and three in ten family names are common ones."""
    dice = random.Random(25)
    firsts, lasts = ([_rare(dice) for _ in range(size)] for size in (1_500, 20_000))
    for number in range(LOWEST, LOWEST + count):
        first = dice.choice(FIRST if dice.random() < 0.6 else firsts)
        last = dice.choice(LAST if dice.random() < 0.3 else lasts)
        more = f" {dice.choice(lasts)}" if dice.random() < 0.1 else ""
        yield number, f"{first} {last}{more}"


def typed(count: int) -> list[str]:
    """As many searches, of every way alike: one or two letters, part of a name, a name, a name turned round,
    parts of two names, a number, the beginning of one, and letters that nobody has."""
    dice = random.Random(7)
    crowd = list(people(MEMBERS))
    return [_typed(dice, WAYS[n % len(WAYS)], *dice.choice(crowd)) for n in range(count)]


async def fill() -> None:
    """Put the members into the offices there are, each with a membership."""
    async with pool(1):
        offices = [row["id"] for row in await fetch("SELECT id FROM office ORDER BY id")]
        category = await fetchval("SELECT min(id) FROM category")
        crowd = list(people(MEMBERS))
        for start in range(0, MEMBERS, AT_ONCE):
            some = crowd[start : start + AT_ONCE]
            await execute(
                """WITH made AS (
                    INSERT INTO member (number, name, language, office, search)
                    SELECT said.number, said.name, 'nl', ($4::bigint[])[1 + said.number % cardinality($4::bigint[])],
                        said.search
                    FROM unnest($1::int[], $2::text[], $3::text[]) AS said (number, name, search) RETURNING id
                )
                INSERT INTO membership (member, category, shares, since) SELECT id, $5, 1, '2020-01-01' FROM made""",
                [number for number, _ in some], [name for _, name in some],
                [searched(name, number) for number, name in some], offices, category,
            )  # fmt: skip
        await execute("VACUUM ANALYZE member, membership")


def _rare(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 4))).title()


def _typed(dice: random.Random, way: str, number: int, name: str) -> str:
    words = name.split()

    def part(size: int) -> str:
        word = dice.choice(words)
        at = dice.randrange(max(1, len(word) - size + 1))
        return word[at : at + size]

    return {
        "letters": lambda: part(dice.randint(1, 2)),
        "part": lambda: part(dice.randint(3, 5)),
        "word": lambda: dice.choice(words),
        "turned": lambda: " ".join(reversed(words)),
        "parts": lambda: f"{part(2)} {part(3)}",
        "number": lambda: str(number),
        "begun": lambda: str(number)[: dice.randint(1, 5)],
        "absent": lambda: "".join(dice.choice("bcdfghjklmnpqrstvwxz") for _ in range(dice.randint(2, 6))),
    }[way]()
