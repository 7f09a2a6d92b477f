"""What the statutes say of assemblies: profiles to choose from, and the copy that each assembly holds itself to."""

from piccolo.columns import BigSerial, Boolean, ForeignKey, Integer, SmallInt, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.tables.members import Category


class Statutes(Table):
    """A profile of rules, or an assembly's own copy of one. Fractions are two whole numbers.

    own: whether it is one assembly's; retired_at: a profile no longer offered; frozen_at: a copy that stays as it is.
    record_days: how long before the meeting the roll is settled. cap: the most of the votes one member may cast.
    advance_article: the article that allows voting before the meeting; without one it is not allowed.
    """

    id: BigSerial = BigSerial(primary_key=True)
    name = Varchar(length=200)
    own = Boolean(default=False)
    notice_days = SmallInt()
    record_days = SmallInt()
    proxy_limit = Integer()
    proxy_hours = SmallInt()
    proxy_holders = Varchar(length=20)
    weighing = Varchar(length=20)
    cap_numerator = Integer(null=True, default=None)
    cap_denominator = Integer(null=True, default=None)
    cap_with_proxies = Boolean(default=True)
    advance_article = Varchar(length=200, null=True, default=None)
    advance_days = SmallInt(null=True, default=None)
    version = Integer(default=1)
    retired_at = Timestamptz(default=None, null=True)
    frozen_at = Timestamptz(default=None, null=True)

    days_are_counted = Check("notice_days >= 0 AND record_days >= 0 AND proxy_limit >= 0 AND proxy_hours >= 0")
    known_weighing = Check("weighing IN ('member', 'share')")
    known_holders = Check("proxy_holders IN ('any', 'category')")
    cap_is_a_part = Check(
        "(cap_numerator IS NULL) = (cap_denominator IS NULL) AND"
        " (cap_numerator IS NULL OR (cap_numerator >= 1 AND cap_numerator <= cap_denominator))"
    )
    advance_by_an_article = Check(
        "(advance_article IS NULL) = (advance_days IS NULL) AND (advance_days IS NULL OR advance_days >= 1)"
    )
    only_its_own_freeze = Check("frozen_at IS NULL OR own")


class Need(Table):
    """What a resolution on one kind of matter needs. Without a quorum it may be put to the vote whoever is there.

    counted: whether the quorum counts members or votes; again: whether a second assembly needs it too.
    report: whether a report has to be attached to the agenda.
    """

    id: BigSerial = BigSerial(primary_key=True)
    statutes = ForeignKey(Statutes, null=False, on_delete=OnDelete.cascade)
    matter = Varchar(length=20)
    quorum_numerator = Integer(null=True, default=None)
    quorum_denominator = Integer(null=True, default=None)
    counted = Varchar(length=20)
    again = Boolean(default=False)
    majority_numerator = Integer()
    majority_denominator = Integer()
    report = Boolean(default=False)

    once_a_matter = Unique([statutes, matter])
    known_matter = Check("matter IN ('ordinary', 'election', 'statutes', 'purpose')")
    known_count = Check("counted IN ('members', 'votes')")
    quorum_is_a_part = Check(
        "(quorum_numerator IS NULL) = (quorum_denominator IS NULL) AND"
        " (quorum_numerator IS NULL OR (quorum_numerator >= 1 AND quorum_numerator <= quorum_denominator))"
    )
    majority_is_one = Check(
        "majority_numerator * 2 >= majority_denominator AND majority_numerator <= majority_denominator"
    )


class CategoryNeed(Table):
    """The majority that a resolution needs within one category besides the one of all."""

    id: BigSerial = BigSerial(primary_key=True)
    need = ForeignKey(Need, null=False, on_delete=OnDelete.cascade)
    category = ForeignKey(Category, null=False, on_delete=OnDelete.restrict)
    majority_numerator = Integer()
    majority_denominator = Integer()

    once_a_category = Unique([need, category])
    majority_is_one = Check(
        "majority_numerator * 2 >= majority_denominator AND majority_numerator <= majority_denominator"
    )
