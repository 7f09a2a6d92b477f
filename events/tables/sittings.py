"""The sitting of an assembly: what it is at now, every move it made, and what its projectors are reached by."""

from piccolo.columns import BigSerial, Boolean, Bytea, ForeignKey, Integer, SmallInt, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.tables.agenda import AgendaItem
from events.tables.assemblies import Assembly


class Sitting(Table):
    """What an assembly is at, and how its bureau runs it. item: taken now; suspended_at: since when it pauses.

    speaking_seconds: the time a speaker has; floor_open: whether members may ask for the floor; question_limit: how
    many questions each may ask. left_language, right_language: what projectors show side by side; version: counts the
    bureau's moves, so that two of them never make one twice. heard_at: when the server last heard of open pages.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, unique=True, on_delete=OnDelete.cascade)
    item = ForeignKey(AgendaItem, null=True, on_delete=OnDelete.set_null)
    suspended_at = Timestamptz(default=None, null=True)
    speaking_seconds = SmallInt(default=180)
    floor_open = Boolean(default=True)
    question_limit = SmallInt(default=5)
    left_language = Varchar(length=2, default="nl")
    right_language = Varchar(length=2, null=True, default="fr")
    version = Integer(default=1)
    heard_at = Timestamptz(default=None, null=True)

    time_to_speak = Check("speaking_seconds BETWEEN 10 AND 3600")
    questions_are_few = Check("question_limit BETWEEN 1 AND 50")
    two_languages = Check("right_language IS NULL OR right_language <> left_language")


class SittingMove(Table):
    """One move of a sitting, for its minutes; these lines only grow. item: the one that was taken, none for between."""

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, index=True, on_delete=OnDelete.restrict)
    kind = Varchar(length=20)
    item = ForeignKey(AgendaItem, null=True, on_delete=OnDelete.restrict)
    at = Timestamptz(default=None)
    actor = Varchar(length=200)

    known_kind = Check("kind IN ('opened', 'suspended', 'resumed', 'closed', 'item')")
    only_items_have_one = Check("item IS NULL OR kind = 'item'")


class Projector(Table):
    """An address that shows a sitting to the room, by a code that is kept as a hash only."""

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, index=True, on_delete=OnDelete.cascade)
    code_hash = Bytea(unique=True)
    name = Varchar(length=200)
    made_at = Timestamptz(default=None)
    made_by = Varchar(length=200)
    revoked_at = Timestamptz(default=None, null=True)
