"""Who asks for the floor at an assembly, who has it, and who had it."""

from piccolo.columns import BigSerial, ForeignKey, Integer, SmallInt, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.tables.agenda import AgendaItem
from events.tables.assemblies import Assembly
from events.tables.members import Member


class Speaker(Table):
    """A turn to speak: a member's, or that of somebody the bureau named.

    item: what was on when they asked; place: the order, smallest first; seconds: the time they were given.
    ended_at without began_at: gave it up, or was taken off the list.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, index=True, on_delete=OnDelete.cascade)
    member = ForeignKey(Member, null=True, index=True, on_delete=OnDelete.restrict)
    name = Varchar(length=200, null=True, default=None)
    item = ForeignKey(AgendaItem, null=True, on_delete=OnDelete.set_null)
    place = Integer()
    asked_at = Timestamptz(default=None)
    began_at = Timestamptz(default=None, null=True)
    seconds = SmallInt(null=True, default=None)
    ended_at = Timestamptz(default=None, null=True)

    is_somebody = Check("num_nonnulls(member, name) = 1")
    has_a_time = Check("(began_at IS NULL) = (seconds IS NULL)")
