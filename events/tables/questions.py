"""What members ask the directors, and what they are answered."""

from piccolo.columns import JSONB, BigSerial, Boolean, ForeignKey, Integer, SmallInt, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.tables.agenda import AgendaItem
from events.tables.assemblies import Assembly
from events.tables.members import Member


class Topic(Table):
    """Questions that are one, in the bureau's words, with their answer or why there is none.

    shown: whether members see it; answered_at: when it was answered first, or not and why.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, index=True, on_delete=OnDelete.restrict)
    item = ForeignKey(AgendaItem, null=True, on_delete=OnDelete.set_null)
    wording = JSONB()
    answer = JSONB(null=True, default=None)
    why_not = JSONB(null=True, default=None)
    shown = Boolean(default=False)
    made_at = Timestamptz(default=None)
    answered_at = Timestamptz(default=None, null=True)
    version = Integer(default=1)

    worded = Check("jsonb_typeof(wording) = 'object' AND wording <> '{}'")
    answered_or_not = Check(
        "num_nonnulls(answer, why_not) <= 1 AND (num_nonnulls(answer, why_not) = 1) = (answered_at IS NOT NULL)"
    )


class Question(Table):
    """What a member asks. number: of this member's questions here, from 1; named: whether members may know who asks."""

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, on_delete=OnDelete.restrict)
    member = ForeignKey(Member, null=False, index=True, on_delete=OnDelete.restrict)
    number = SmallInt()
    item = ForeignKey(AgendaItem, null=True, on_delete=OnDelete.set_null)
    topic = ForeignKey(Topic, null=True, index=True, on_delete=OnDelete.set_null)
    text = Varchar(length=2000)
    named = Boolean(default=False)
    asked_at = Timestamptz(default=None)

    counted = Unique([assembly, member, number])
    within_any_limit = Check("number BETWEEN 1 AND 50")
