"""Who is at an assembly, who may exercise which voting right there, and how many that makes."""

from piccolo.columns import BigInt, BigSerial, Boolean, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.tables.agenda import AgendaItem
from events.tables.assemblies import Assembly, Voter
from events.tables.members import Member
from events.tables.proxies import Proxy


class Stay(Table):
    """A time that somebody spent at an assembly, in the room or online. left_at: empty while they are there.

    attending: as what; member: who, or for whom a representative comes; name: of whoever it is. came_at: when the code
    was shown, which a scanner without network tells later; noted_at: when it counted from. seen_at: when an open page
    was last heard of. A partial unique index holds that a member is in the room once, and online once.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, on_delete=OnDelete.restrict)
    member = ForeignKey(Member, null=True, on_delete=OnDelete.restrict, index=True)
    name = Varchar(length=200)
    attending = Varchar(length=14)
    channel = Varchar(length=6)
    ticket = BigInt(null=True, default=None)
    came_at = Timestamptz(default=None, null=False)
    noted_at = Timestamptz(default=None, null=False)
    noted_by = Varchar(length=80)
    seen_at = Timestamptz(default=None, null=True)
    left_at = Timestamptz(default=None, null=True)

    known_attending = Check("attending IN ('member', 'representative', 'observer', 'staff', 'press')")
    known_channel = Check("channel IN ('room', 'online')")
    counts_for_a_member = Check("attending NOT IN ('member', 'representative') OR member IS NOT NULL")
    leaves_after_coming = Check("left_at IS NULL OR left_at >= came_at")


class VotingRight(Table):
    """A line of the ledger: who may exercise a voter's right from this moment until the voter's next line.

    Lines are only added, in one order per assembly (their ids). how: by themselves, a representative, a proxy's holder,
    or nobody; holder: the member who exercises it, or null. votes: whether it may vote, which a proxy for the quorum
    alone may not. because: what changed.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, on_delete=OnDelete.restrict)
    voter = ForeignKey(Voter, null=False, on_delete=OnDelete.restrict)
    at = Timestamptz(default=None, null=False)
    how = Varchar(length=14)
    holder = ForeignKey(Member, null=True, on_delete=OnDelete.restrict)
    proxy = ForeignKey(Proxy, null=True, on_delete=OnDelete.restrict)
    stay = ForeignKey(Stay, null=True, on_delete=OnDelete.restrict)
    votes = Boolean(default=False)
    because = Varchar(length=16)

    known_how = Check("how IN ('self', 'representative', 'proxy', 'nobody')")
    known_because = Check(
        "because IN ('settled', 'arrived', 'left', 'accepted', 'withdrawn', 'lapsed', 'holder_arrived', 'holder_left',"
        " 'handed_on', 'closed')"
    )
    by_a_proxy = Check("(how = 'proxy') = (proxy IS NOT NULL)")
    by_somebody = Check("(how = 'nobody') = (holder IS NULL) AND (how = 'nobody') = (stay IS NULL)")
    nobody_does_not_vote = Check("votes <= (how <> 'nobody')")


class HeadCount(Table):
    """How many members, and votes, are present or represented from this moment until the next count.

    item: null for those who are there for every item; else those whose proxy is for this item, to be added to them.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, on_delete=OnDelete.restrict)
    item = ForeignKey(AgendaItem, null=True, on_delete=OnDelete.restrict)
    at = Timestamptz(default=None, null=False)
    members = Integer()
    votes = Integer()

    never_below_zero = Check("members >= 0 AND votes >= 0")
