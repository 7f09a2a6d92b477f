"""A staff person's own second factors, and giving one."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Controller, Request, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from events.actions import elevations, factors, passkeys
from events.actions.elevations import Ways
from events.api.logins import answer_with_login
from events.api.who import Me
from events.database import fetch, fetchone
from events.errors import Invalid, Mend
from events.rules.access import Asker
from events.rules.factors import Owner, check_strong, owner_of, totp_uri
from events.settings import settings
from events.tickets.qr import link_svg
from events.words import Phrase

QR_TITLE = Phrase(
    nl="QR-code voor je app met codes",
    fr="Code QR pour votre application à codes",
    en="QR code for your app with codes",
    de="QR-Code für Ihre App mit Codes",
)


class PasskeyOut(msgspec.Struct):
    """A device that proves its owner. name: as its owner calls it."""

    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


class Factors(msgspec.Struct):
    """What a person has set up. totp: whether codes that change with time are in use."""

    passkeys: list[PasskeyOut]
    totp: bool
    recovery_codes_left: int


class DeviceAsked(msgspec.Struct):
    """What to hand to `navigator.credentials.create`, in its JSON form."""

    public_key: dict[str, Any]


class NewPasskey(msgspec.Struct, forbid_unknown_fields=True):
    """A device's answer, in the JSON form of `PublicKeyCredential.toJSON`, and a name for the device."""

    name: str
    passkey: dict[str, Any]


class TotpBegun(msgspec.Struct):
    """A shared secret to type into an app, or to scan. uri: what the drawing says."""

    secret: str
    uri: str
    qr_svg: str


class Code(msgspec.Struct, forbid_unknown_fields=True):
    """The code an app shows now."""

    code: str


class RecoveryCodes(msgspec.Struct):
    """Codes to keep on paper; they are not shown again."""

    codes: list[str]


class Proof(msgspec.Struct, forbid_unknown_fields=True):
    """A second factor, one of the three."""

    totp: str | None = None
    passkey: dict[str, Any] | None = None
    recovery_code: str | None = None


class FactorsController(Controller):
    """`/api/me/factors`."""

    path = "/api/me/factors"
    tags = ["access"]  # noqa: RUF012

    @get("/")
    async def all(self, asker: NamedDependency[Asker | None]) -> Factors:
        """The second factors of whoever is signed in, once one was given."""
        owner = owner_of(asker)
        keys = await fetch(
            "SELECT id, name, created_at, last_used_at FROM passkey WHERE staff = $1 ORDER BY id", owner.staff
        )
        rest = await fetchone(_REST, owner.staff)
        check_strong(owner.asker, len(keys) + rest["totp"])
        listed = msgspec.convert([dict(row) for row in keys], list[PasskeyOut])
        return Factors(listed, rest["totp"], rest["recovery_codes_left"])

    @post("/passkeys/options", status_code=200)
    async def ask_device(self, asker: NamedDependency[Asker | None]) -> DeviceAsked:
        """What to ask a device that is to become a passkey. The first follows the mail; later ones need elevation."""
        return DeviceAsked(await passkeys.begin(owner_of(asker)))

    @post("/passkeys", status_code=201)
    async def add_passkey(
        self, data: JSONBody[NewPasskey], asker: NamedDependency[Asker | None], request: Request[Any, Any, Any]
    ) -> Response[Me]:
        """Keep the passkey a device made. The login is elevated, and its cookie is new."""
        return await answer_with_login(request, *await passkeys.add(owner_of(asker), data.name, data.passkey))

    @delete("/passkeys/{passkey:int}")
    async def remove_passkey(self, passkey: FromPath[int], asker: NamedDependency[Asker | None]) -> None:
        """Remove a passkey, while another second factor stays. Grave."""
        await passkeys.remove(owner_of(asker), passkey)

    @post("/totp", status_code=200)
    async def begin_totp(self, asker: NamedDependency[Asker | None], reads: NamedDependency[str]) -> TotpBegun:
        """A new secret for an app with codes; it counts once a code of it was sent."""
        owner = owner_of(asker)
        secret = await factors.begin_totp(owner)
        person = await fetchone("SELECT email FROM staff WHERE id = $1", owner.staff)
        uri = totp_uri(secret, person["email"], settings().organisation)
        return TotpBegun(secret, uri, link_svg(uri, QR_TITLE.say(reads)))

    @put("/totp")
    async def confirm_totp(
        self, data: JSONBody[Code], asker: NamedDependency[Asker | None], request: Request[Any, Any, Any]
    ) -> Response[Me]:
        """Take the new secret into use by a first code of it. The login is elevated, and its cookie is new."""
        return await answer_with_login(request, *await factors.confirm_totp(owner_of(asker), data.code), status=200)

    @delete("/totp")
    async def remove_totp(self, asker: NamedDependency[Asker | None]) -> None:
        """Take codes out of use, while another second factor stays. Grave."""
        await factors.remove_totp(owner_of(asker))

    @post("/recovery-codes", status_code=201)
    async def recovery_codes(self, asker: NamedDependency[Asker | None]) -> RecoveryCodes:
        """Ten new recovery codes; the former ones open nothing any more. Grave."""
        return RecoveryCodes(await factors.new_recovery_codes(owner_of(asker)))


class ElevationController(Controller):
    """`/api/logins/me/elevation`."""

    path = "/api/logins/me/elevation"
    tags = ["access"]  # noqa: RUF012

    @post("/options", status_code=200)
    async def ways(self, asker: NamedDependency[Asker | None]) -> Ways:
        """How to give the second factor; for a passkey, what to ask the device."""
        return await elevations.ways(owner_of(asker))

    @put("/")
    async def elevate(
        self, data: JSONBody[Proof], asker: NamedDependency[Asker | None], request: Request[Any, Any, Any]
    ) -> Response[Me]:
        """Give a second factor: roles count from now on, grave actions for a quarter of an hour. The cookie is new."""
        return await answer_with_login(request, *await _given(owner_of(asker), data), status=200)


async def _given(owner: Owner, proof: Proof) -> tuple[str, datetime]:
    match proof:
        case Proof(totp=str(code), passkey=None, recovery_code=None):
            return await elevations.by_totp(owner, code)
        case Proof(totp=None, passkey=dict(answer), recovery_code=None):
            return await elevations.by_passkey(owner, answer)
        case Proof(totp=None, passkey=None, recovery_code=str(code)):
            return await elevations.by_recovery_code(owner, code)
        case _:
            raise Invalid([Mend("body", "one_of", {"fields": "totp, passkey, recovery_code"})])


_REST = """
SELECT EXISTS (SELECT FROM totp WHERE staff = $1 AND confirmed_at IS NOT NULL) AS totp,
    (SELECT count(*) FROM recovery_code WHERE staff = $1 AND used_at IS NULL) AS recovery_codes_left
"""
