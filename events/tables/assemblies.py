"""Assemblies, and the roll of each: who may vote there."""

from piccolo.columns import BigSerial, Bytea, Date, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.tables.events import Event
from events.tables.members import Category, Member
from events.tables.statutes import Statutes


class Assembly(Table):
    """An event at which the members decide, by its own copy of the statutes.

    second_of: the assembly that had no quorum and is held again here. roll_at: when the roll
    was settled, with the members of record_on; from then on it never changes, and roll_hash proves it.
    """

    id: BigSerial = BigSerial(primary_key=True)
    event = ForeignKey(Event, null=False, unique=True, on_delete=OnDelete.restrict)
    statutes = ForeignKey(Statutes, null=False, unique=True, on_delete=OnDelete.restrict)
    kind = Varchar(length=20)
    second_of = ForeignKey("self", null=True, unique=True, on_delete=OnDelete.restrict)
    record_on = Date(default=None, null=True)
    roll_at = Timestamptz(default=None, null=True)
    roll_count = Integer(null=True, default=None)
    roll_weight = Integer(null=True, default=None)
    roll_hash = Bytea(null=True, default=None)
    convened_at = Timestamptz(default=None, null=True)
    opened_at = Timestamptz(default=None, null=True)
    closed_at = Timestamptz(default=None, null=True)
    version = Integer(default=1)

    known_kind = Check("kind IN ('ordinary', 'extraordinary')")
    roll_is_whole = Check("num_nulls(record_on, roll_at, roll_count, roll_weight, roll_hash) IN (0, 5)")
    one_step_after_the_other = Check(
        "(opened_at IS NULL OR convened_at IS NOT NULL) AND (closed_at IS NULL OR opened_at IS NOT NULL)"
    )


class Voter(Table):
    """A line of the roll: a member as they stood on the record date. weight: votes, before any cap."""

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, on_delete=OnDelete.cascade)
    member = ForeignKey(Member, null=False, on_delete=OnDelete.restrict, index=True)
    category = ForeignKey(Category, null=False, on_delete=OnDelete.restrict)
    shares = Integer()
    weight = Integer()

    once_on_the_roll = Unique([assembly, member])
    has_a_vote = Check("weight >= 1 AND shares >= 0")
