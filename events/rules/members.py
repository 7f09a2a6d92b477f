"""What is known of members, and how they are looked up."""

from events.rules.people import folded


def searched(name: str, number: int) -> str:
    """What a member is found by: the name without accents and capitals, and the number."""
    return f"{folded(name)} {number}"
