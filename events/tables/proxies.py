"""Proxies: a member's vote at an assembly, given to another member to cast."""

from piccolo.columns import BigSerial, Boolean, Bytea, Date, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.tables.agenda import AgendaItem
from events.tables.assemblies import Assembly
from events.tables.members import Member


class Proxy(Table):
    """One given proxy, and what became of it. A partial unique index holds that a giver has one at a time.

    again: it holds at a second assembly with the same agenda too. until: when it ends by itself, if before the meeting
    does; lapsed_at: that it did. received_on: the day a form on paper came in, entered_by whom. ended_by: who withdrew
    it. suspended_at: the giver came themselves; set back when their vote is handed on.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, on_delete=OnDelete.cascade)
    giver = ForeignKey(Member, null=False, on_delete=OnDelete.restrict, index=True)
    holder = ForeignKey(Member, null=False, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=10)
    again = Boolean(default=False)
    until = Timestamptz(default=None, null=True)
    given_at = Timestamptz(default=None, null=False)
    received_on = Date(default=None, null=True)
    entered_by = Varchar(length=80, null=True, default=None)
    accepted_at = Timestamptz(default=None, null=True)
    declined_at = Timestamptz(default=None, null=True)
    withdrawn_at = Timestamptz(default=None, null=True)
    ended_by = Varchar(length=6, null=True, default=None)
    lapsed_at = Timestamptz(default=None, null=True)
    suspended_at = Timestamptz(default=None, null=True)

    known_kind = Check("kind IN ('general', 'named', 'instructed', 'quorum')")
    known_ender = Check("ended_by IN ('giver', 'holder', 'staff')")
    never_to_oneself = Check("giver <> holder")
    ends_once = Check("num_nonnulls(declined_at, withdrawn_at, lapsed_at) <= 1")
    declined_or_accepted = Check("declined_at IS NULL OR accepted_at IS NULL")
    somebody_withdrew_it = Check("(withdrawn_at IS NULL) = (ended_by IS NULL)")
    paper_is_entered = Check("(received_on IS NULL) = (entered_by IS NULL)")
    only_what_counts_is_suspended = Check("suspended_at IS NULL OR accepted_at IS NOT NULL")


class ProxyItem(Table):
    """An agenda item that a proxy names. choice, words: how its giver wants the vote cast, if they said so."""

    id: BigSerial = BigSerial(primary_key=True)
    proxy = ForeignKey(Proxy, null=False, on_delete=OnDelete.cascade)
    item = ForeignKey(AgendaItem, null=False, on_delete=OnDelete.restrict, index=True)
    choice = Varchar(length=7, null=True, default=None)
    words = Varchar(length=500, null=True, default=None)

    once_an_item = Unique([proxy, item])
    known_choice = Check("choice IN ('for', 'against', 'abstain')")


class ProxyForm(Table):
    """The scan of a form on paper. kind: its media type; sha256: of the body."""

    id: BigSerial = BigSerial(primary_key=True)
    proxy = ForeignKey(Proxy, null=False, unique=True, on_delete=OnDelete.cascade)
    kind = Varchar(length=20)
    body = Bytea()
    size = Integer()
    sha256 = Bytea()
    kept_at = Timestamptz(default=None, null=False)
    kept_by = Varchar(length=80)

    media_we_take = Check("kind IN ('application/pdf', 'image/jpeg', 'image/png')")
    whole_hash = Check("octet_length(sha256) = 32")
