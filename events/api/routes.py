"""The addresses that the web app knows how to show; all others are not found. A test holds them to its folders."""

import re

ROUTES = (
    "", "assembly/[slug]", "door", "door/[slug]", "enrol", "events/[slug]", "mails", "mails/[id]", "me", "me/address",
    "me/data", "me/details", "mine/[token]", "office", "office/[slug]", "office/[slug]/edit", "office/assemblies",
    "office/assemblies/[slug]", "office/assemblies/[slug]/agenda", "office/assemblies/[slug]/attendance",
    "office/assemblies/[slug]/convocation", "office/assemblies/[slug]/desk", "office/assemblies/[slug]/proxies",
    "office/assemblies/[slug]/record", "office/assemblies/[slug]/rules", "office/assemblies/new",
    "office/assemblies/statutes", "office/assemblies/statutes/[id]", "office/assemblies/statutes/new", "office/devices",
    "office/journal", "office/members", "office/members/[number]", "office/members/categories",
    "office/members/erasures", "office/members/new", "office/members/sync", "office/new", "office/staff",
    "office/staff/[id]", "office/staff/new", "privacy", "projector/[code]", "registrations/[id]",
    "registrations/[id]/data", "signin", "signin/mail", "signin/second", "style",
)  # fmt: skip
"""As the folders of `frontend/src/routes` are called; brackets stand for one part that varies."""

_KNOWN = re.compile("|".join(re.sub(r"\[\w+\]", "[^/]+", route) for route in ROUTES))


def is_page(name: str) -> bool:
    """Whether the app has a page there. name: the path without slashes at its ends."""
    return _KNOWN.fullmatch(name) is not None
