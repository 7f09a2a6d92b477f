"""Who was called to an assembly, how, and what became of each letter."""

from piccolo.columns import BigSerial, Boolean, ForeignKey, Text, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.tables.assemblies import Assembly
from events.tables.members import Member
from events.tables.registrations import Registration


class Convocation(Table):
    """That the members are called to an assembly. at: when that was decided.

    by_roll: whether all on the settled roll are called. Until it is settled, those who are members are, and whoever
    joins until the record date.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, unique=True, on_delete=OnDelete.restrict)
    at = Timestamptz(default=None, null=False)
    by_roll = Boolean(default=False)


class Summons(Table):
    """That one member is called. means: by mail, or by post where no e-mail is known.

    registration: what lets them in; message_id: of the mail, with the e-mail it went to. called_at: when those were
    made; sent_at, failed_at: when the mail server took it or refused it; bounced_at: when it came back; error: why.
    """

    id: BigSerial = BigSerial(primary_key=True)
    convocation = ForeignKey(Convocation, null=False, on_delete=OnDelete.restrict)
    member = ForeignKey(Member, null=False, on_delete=OnDelete.restrict, index=True)
    means = Varchar(length=4)
    email = Varchar(length=320, null=True, default=None)
    language = Varchar(length=2)
    registration = ForeignKey(Registration, null=True, on_delete=OnDelete.restrict, index=True)
    message_id = Varchar(length=255, null=True, unique=True, default=None)
    called_at = Timestamptz(default=None, null=True)
    sent_at = Timestamptz(default=None, null=True)
    failed_at = Timestamptz(default=None, null=True)
    bounced_at = Timestamptz(default=None, null=True)
    error = Text(null=True, default=None)

    called_once = Unique([convocation, member])
    known_means = Check("means IN ('mail', 'post')")
    sent_or_failed = Check("sent_at IS NULL OR failed_at IS NULL")
    mailed_once_called = Check("message_id IS NULL OR called_at IS NOT NULL")
