"""Who takes part in an assembly: whoever is on its roll or, until that is settled, whoever is a member today."""

from events.clock import today
from events.database import fetchval
from events.errors import Missing

ON_ROLL = """CASE WHEN a.roll_at IS NOT NULL
    THEN EXISTS (SELECT FROM voter v WHERE v.assembly = a.id AND v.member = $1)
    ELSE EXISTS (SELECT FROM membership s
        WHERE s.member = $1 AND s.since <= $2 AND (s.until IS NULL OR s.until > $2)) END"""
"""SQL: whether the member, `$1`, takes part in the assembly `a`; `$2` is today."""


async def is_voter(assembly: int, member: int) -> bool:
    """Whether the member is on the roll, which nobody is before it is settled."""
    found: bool = await fetchval(
        "SELECT EXISTS (SELECT FROM voter WHERE assembly = $1 AND member = $2)", assembly, member
    )
    return found


async def check_on_roll(assembly: int, member: int) -> None:
    """Refuse somebody who has no part in this assembly, as if there were none. Raises Missing."""
    if not await fetchval(
        f"SELECT {ON_ROLL} FROM assembly a WHERE a.id = $3 AND a.convened_at IS NOT NULL",  # noqa: S608 (our own words)
        member, today(), assembly,
    ):  # fmt: skip
        raise Missing
