"""Staff: who organises, stands at doors and runs assemblies, with their roles and second factors."""

from piccolo.columns import BigInt, BigSerial, Bytea, ForeignKey, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.tables.events import Event
from events.tables.offices import Office


class Staff(Table):
    """A person with roles, known by their e-mail. address: folded for comparing. joined_at: first signed in."""

    id: BigSerial = BigSerial(primary_key=True)
    name = Varchar(length=200)
    email = Varchar(length=320)
    address = Varchar(length=320, unique=True)
    language = Varchar(length=2)
    invited_at = Timestamptz(default=None, null=False)
    invited_by = Varchar(length=80)
    joined_at = Timestamptz(default=None, null=True)


class StaffRole(Table):
    """A role somebody has or had, for all, for one office, or for one event with its programme.

    Changed is withdrawn and given anew, so that it is known who could do what on any day.
    """

    id: BigSerial = BigSerial(primary_key=True)
    staff = ForeignKey(Staff, null=False, on_delete=OnDelete.restrict, index=True)
    role = Varchar(length=10)
    office = ForeignKey(Office, null=True, on_delete=OnDelete.restrict)
    event = ForeignKey(Event, null=True, on_delete=OnDelete.restrict)
    granted_at = Timestamptz(default=None, null=False)
    granted_by = Varchar(length=80)
    withdrawn_at = Timestamptz(default=None, null=True)
    withdrawn_by = Varchar(length=80, null=True, default=None)

    known_role = Check("role IN ('admin', 'organiser', 'door', 'bureau', 'scrutineer')")
    one_scope = Check("office IS NULL OR event IS NULL")
    admin_of_all = Check("role <> 'admin' OR (office IS NULL AND event IS NULL)")


class Passkey(Table):
    """A credential of somebody's device (WebAuthn). public_key: COSE; sign_count: as the device told it last."""

    id: BigSerial = BigSerial(primary_key=True)
    staff = ForeignKey(Staff, null=False, on_delete=OnDelete.cascade, index=True)
    credential_id = Bytea(unique=True)
    public_key = Bytea()
    sign_count = BigInt(default=0)
    name = Varchar(length=80)
    created_at = Timestamptz(default=None, null=False)
    last_used_at = Timestamptz(default=None, null=True)


class Totp(Table):
    """A shared secret for codes that change with time (RFC 6238), sealed. confirmed_at: a first code was right.

    Each has one confirmed at most, and one that is to take its place. last_step: the time step of the last code taken,
    so that none is taken twice.
    """

    id: BigSerial = BigSerial(primary_key=True)
    staff = ForeignKey(Staff, null=False, on_delete=OnDelete.cascade)
    sealed = Bytea()
    created_at = Timestamptz(default=None, null=False)
    confirmed_at = Timestamptz(default=None, null=True)
    last_step = BigInt(default=0)


class RecoveryCode(Table):
    """A code on paper for who lost the second factor; each opens once. Only its hash is kept."""

    id: BigSerial = BigSerial(primary_key=True)
    staff = ForeignKey(Staff, null=False, on_delete=OnDelete.cascade, index=True)
    code_hash = Bytea(unique=True)
    created_at = Timestamptz(default=None, null=False)
    used_at = Timestamptz(default=None, null=True)
