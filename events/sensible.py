"""What a setting can be meant to be: what cannot stops Convoke with one sentence that names the variable."""

import re
from collections.abc import Callable, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import msgspec

STARTTLS = {"auto": None, "required": True, "never": False}
YEARS_IN_DAYS = 36_500


class BadSetting(SystemExit):
    """A variable that cannot be read stops the program with one clear sentence."""


class Address(msgspec.Struct, frozen=True):
    """Where CONVOKE_SMTP_URL leads. starttls: None for when it is offered."""

    host: str
    port: int
    user: str | None
    password: str | None
    tls: bool
    starttls: bool | None


def variable(name: str) -> str:
    """The variable of a setting."""
    return f"CONVOKE_{name.upper()}"


def check(found: Mapping[str, str]) -> None:
    """Refuse what cannot be meant among the settings, by name, as they were written. Raises BadSetting.

    What may hold a password is not told again.
    """
    for name, said in found.items():
        if name in NUMBERS:
            _check_number(name, said)
        elif name in CHOICES and said.lower() not in CHOICES[name]:
            raise BadSetting(f"{variable(name)} is {CHOICES[name][0]} or {CHOICES[name][1]}, not {said[:40]}.")
        elif name in CHECKS:
            CHECKS[name](said)
    _check_provider(found)


def networks(said: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """The networks of CONVOKE_TRUSTED_PROXIES. Raises BadSetting."""
    try:
        return tuple(ip_network(one, strict=False) for one in said.replace(",", " ").split())
    except ValueError as error:
        raise BadSetting(f"CONVOKE_TRUSTED_PROXIES has addresses and networks, such as 10.0.0.0/8: {error}.") from None


def read_url(url: str) -> Address:
    """`smtp://user:password@host:port?starttls=auto|required|never`, or `smtps://` for TLS from the first byte.

    Ports by default: 465 for smtps, 587 with a user, else 25. Raises BadSetting, without telling the password.
    """
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
        query = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        raise BadSetting("CONVOKE_SMTP_URL cannot be read; an example is smtp://user:password@host:587.") from None
    starttls = query.pop("starttls", ["auto"])[-1]
    if parts.scheme not in ("smtp", "smtps") or not host or query or starttls not in STARTTLS:
        raise BadSetting(
            "CONVOKE_SMTP_URL must look like smtp://user:password@host:587?starttls=required or smtps://…;"
            " starttls is auto, required or never."
        )
    tls = parts.scheme == "smtps"
    return Address(
        host=host,
        port=port or (465 if tls else 587 if parts.username else 25),
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        tls=tls,
        starttls=False if tls else STARTTLS[starttls],
    )


def _check_number(name: str, said: str) -> None:
    low, high = NUMBERS[name]
    if not (re.fullmatch(r"[0-9]{1,9}", said, re.ASCII) and low <= int(said) <= high):
        option = f" (--{name})" if name in OPTIONS else ""
        raise BadSetting(f"{variable(name)}{option} is a number from {low} to {high}, not {said[:40]}.")


def _check_base_url(said: str) -> None:
    parts = _split(said)
    whole = parts and parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    if not parts or not whole or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise BadSetting(
            "CONVOKE_BASE_URL is http:// or https:// and a host, without a path, such as https://events.example.org."
        )


def _check_database_url(said: str) -> None:
    parts = _split(said)
    if not parts or parts.scheme not in ("postgresql", "postgres"):
        raise BadSetting(
            "CONVOKE_DATABASE_URL is the address of a PostgreSQL, such as postgresql://user:password@host/database."
        )


def _web_address(name: str, example: str) -> Callable[[str], None]:
    def check_it(said: str) -> None:
        parts = _split(said)
        if not parts or parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadSetting(f"{variable(name)} is an address that begins with https://, such as {example}.")

    return check_it


def _split(said: str) -> SplitResult | None:
    """The parts of an address; None for what is none."""
    try:
        parts = urlsplit(said)
        _ = parts.port
    except ValueError:
        return None
    return None if re.search(r"\s", said) else parts


def _check_provider(found: Mapping[str, str]) -> None:
    """The identity provider knows Convoke by a name and a secret."""
    for name in ("oidc_client_id", "oidc_client_secret"):
        if "oidc_issuer" in found and name not in found:
            raise BadSetting(f"CONVOKE_OIDC_ISSUER is set, and {variable(name)} is not: the provider needs both.")


NUMBERS = {
    "port": (1, 65_535),
    "workers": (1, 1000),
    "sign_ins_an_hour": (1, 1_000_000),
    "document_megabytes": (1, 100),
    "members_sync_minutes": (0, 525_600),
    **{
        f"retain_{kind}_days": (1, YEARS_IN_DAYS)
        for kind in ("registrations", "scans", "mails", "logins", "former_members", "former_staff")
    },
}
"""The least and the most that makes sense."""
OPTIONS = ("port", "workers")
"""Which `convoke serve` takes as options too."""
CHOICES = {
    "demo": ("true", "false", "1", "0"),
    "rehearsal": ("true", "false", "1", "0"),
    "log_requests": ("true", "false", "1", "0"),
    "log_format": ("json", "text"),
}
CHECKS: Mapping[str, Callable[[str], object]] = {
    "base_url": _check_base_url,
    "database_url": _check_database_url,
    "smtp_url": read_url,
    "trusted_proxies": networks,
    "oidc_issuer": _web_address("oidc_issuer", "https://id.example.org"),
    "members_sync_url": _web_address("members_sync_url", "https://members.example.org/api/members"),
}
