"""Versions as `ETag` and `If-Match` carry them, so that two editors never write over each other unseen."""


def etag(version: int) -> str:
    """The version as a strong entity tag."""
    return f'"{version}"'


def version_in(if_match: str | None) -> int | None:
    """The version an If-Match names, None for any; one that names none of ours matches nothing."""
    if not if_match or if_match.strip() == "*":
        return None
    bare = if_match.strip().removeprefix("W/").strip('"')
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 18 else -1
