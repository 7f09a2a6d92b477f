"""Incidents at an assembly, for its minutes."""

from piccolo.columns import BigSerial, ForeignKey, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.tables.assemblies import Assembly


class Incident(Table):
    """Something that disturbed the assembly; these lines only grow. corrects: the earlier line that this one replaces.

    began_at, ended_at: from when until when it lasted; it lasts while there is no end.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, index=True, on_delete=OnDelete.restrict)
    kind = Varchar(length=20)
    text = Varchar(length=2000)
    began_at = Timestamptz(default=None)
    ended_at = Timestamptz(default=None, null=True)
    noted_at = Timestamptz(default=None)
    actor = Varchar(length=200)
    corrects = ForeignKey("self", null=True, unique=True, on_delete=OnDelete.restrict)

    known_kind = Check("kind IN ('technical', 'other')")
    ends_after_it_began = Check("ended_at IS NULL OR ended_at >= began_at")
