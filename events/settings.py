"""Settings, read once from the environment: every variable is `CONVOKE_` and the field's name in capitals."""

import os
import sys
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from events.sensible import BadSetting, check, variable

__all__ = ["BadSetting", "Settings", "override", "say", "settings"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the host decides. Each default works on one machine without any set-up."""

    database_url: str | None = None
    data_dir: Path = Path("var")
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    base_url: str | None = None
    secret_key: str | None = None
    smtp_url: str | None = None
    mail_from: str = "Convoke <convoke@localhost>"
    mail_reply_to: str | None = None
    organisation: str = "Smart"
    demo: bool = False
    rehearsal: bool = False
    sign_ins_an_hour: int = 600
    trusted_proxies: str | None = None
    outside_allow: str | None = None
    oidc_issuer: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: str | None = None
    oidc_name: str | None = None
    oidc_member_claim: str | None = None
    log_format: Literal["json", "text"] | None = None
    log_requests: bool = False
    document_megabytes: int = 20
    controller: str | None = None
    privacy_contact: str | None = None
    retain_registrations_days: int = 365
    retain_scans_days: int = 30
    retain_mails_days: int = 30
    retain_logins_days: int = 90
    retain_former_members_days: int = 1825
    retain_former_staff_days: int = 365
    members_sync_url: str | None = None
    members_sync_token: str | None = None
    members_sync_minutes: int = 60

    @property
    def public_url(self) -> str:
        """The address people reach the web app at, without a slash at the end."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def provider(self) -> str | None:
        """What the identity provider is called, if one is set."""
        if not (self.oidc_issuer and self.oidc_client_id):
            return None
        return self.oidc_name or urlsplit(self.oidc_issuer).hostname


@cache
def settings() -> Settings:
    """The settings of this process. Raises BadSetting."""
    found = {name: value for name in Settings.__struct_fields__ if (value := os.environ.get(variable(name), ""))}
    check(found)
    return msgspec.convert(found, Settings, strict=False, dec_hook=lambda kind, value: kind(value))


def override(**values: object) -> None:
    """Put settings in the environment, for the command line's options and for child processes."""
    for name, value in values.items():
        if value is not None:
            os.environ[variable(name)] = str(value)
    settings.cache_clear()


def say(line: str) -> None:
    """Print a line for the person at the terminal."""
    print(line, file=sys.stderr, flush=True)
