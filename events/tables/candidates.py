"""Who stands for what is elected at an assembly."""

from piccolo.columns import JSONB, BigSerial, Bytea, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.tables.agenda import AgendaItem
from events.tables.members import Member


class Candidate(Table):
    """Somebody who stands for election: a member, or by name whoever the bureau puts forward.

    photo: a JPEG of our own making, with nothing in it but the picture. reason: why the bureau withdrew it.
    """

    id: BigSerial = BigSerial(primary_key=True)
    item = ForeignKey(AgendaItem, null=False, on_delete=OnDelete.restrict)
    member = ForeignKey(Member, null=True, on_delete=OnDelete.restrict, index=True)
    name = Varchar(length=200, null=True, default=None)
    statement = JSONB()
    photo = Bytea(null=True, default=None)
    position = Integer()
    version = Integer(default=1)
    stood_at = Timestamptz(default=None, null=False)
    added_by = Varchar(length=200)
    withdrawn_at = Timestamptz(default=None, null=True)
    withdrawn_by = Varchar(length=200, null=True, default=None)
    reason = Varchar(length=1000, null=True, default=None)

    stands_once = Unique([item, member])
    a_member_or_a_name = Check("(member IS NULL) <> (name IS NULL)")
    whole_statement = Check("jsonb_typeof(statement) = 'object'")
    withdrawn_by_somebody = Check("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)")
    reason_to_withdraw = Check("reason IS NULL OR withdrawn_at IS NOT NULL")
