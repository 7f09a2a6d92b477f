"""Resolutions that lacked their quorum, each on record once."""

from piccolo.columns import BigSerial, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.tables.agenda import AgendaItem
from events.tables.assemblies import Assembly


class QuorumFailure(Table):
    """That a resolution lacked its quorum at one moment; such a line never changes.

    counted: whether members or votes; there: how many of them were present or represented, of roll in all. Needed were
    quorum_numerator/quorum_denominator of them, which is at_least so many.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, on_delete=OnDelete.restrict, index=True)
    item = ForeignKey(AgendaItem, null=False, unique=True, on_delete=OnDelete.restrict)
    at = Timestamptz(default=None, null=False)
    counted = Varchar(length=20)
    there = Integer()
    roll = Integer()
    quorum_numerator = Integer()
    quorum_denominator = Integer()
    at_least = Integer()
    actor = Varchar(length=200)

    known_count = Check("counted IN ('members', 'votes')")
    quorum_is_a_part = Check("quorum_numerator >= 1 AND quorum_numerator <= quorum_denominator AND there >= 0")
    it_failed = Check(
        "there < at_least AND there::bigint * quorum_denominator < roll::bigint * quorum_numerator"
        " AND at_least::bigint * quorum_denominator >= roll::bigint * quorum_numerator"
    )
