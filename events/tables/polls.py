"""Polls: a resolution put to the vote once, the rights that were frozen for it, and the ballots cast."""

from piccolo.columns import JSONB, UUID, BigSerial, Bytea, ForeignKey, Integer, SmallInt, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.tables.agenda import AgendaItem
from events.tables.assemblies import Voter
from events.tables.candidates import Candidate
from events.tables.members import Category, Member
from events.tables.proxies import Proxy


class Poll(Table):
    """One opening of a resolution. A partial unique index holds that a resolution is open once at a time.

    number: of those of the resolution, from 1. rights, votes, rights_hash: of what was frozen. closes_at: when it
    closes by itself; announced_at: when members were told the result. annulled_at: it counts no more, for `reason`.
    secrecy: whether ballots are told from whom they are once it closed. method, seats, most, ballot_order: of an
    election, as its item had them when it opened; seats are those still to be filled.
    """

    id: BigSerial = BigSerial(primary_key=True)
    resolution = ForeignKey(AgendaItem, null=False, on_delete=OnDelete.restrict)
    number = Integer()
    opened_at = Timestamptz(default=None, null=False)
    opened_by = Varchar(length=80)
    closes_at = Timestamptz(default=None, null=True)
    closed_at = Timestamptz(default=None, null=True)
    announced_at = Timestamptz(default=None, null=True)
    annulled_at = Timestamptz(default=None, null=True)
    reason = JSONB()
    rights = Integer()
    votes = Integer()
    rights_hash = Bytea()
    secrecy = Varchar(length=6, default="named")
    method = Varchar(length=20, null=True, default=None)
    seats = SmallInt(null=True, default=None)
    most = SmallInt(null=True, default=None)
    ballot_order = Varchar(length=20, null=True, default=None)

    known_secrecy = Check("secrecy IN ('named', 'sealed')")
    known_ballot_order = Check("ballot_order IN ('as_set', 'by_lot', 'per_voter')")
    known_method = Check("method IN ('per_candidate', 'names', 'ranked')")
    elections_have_seats = Check("(method IS NULL) = (seats IS NULL) AND (seats IS NULL OR seats >= 1)")
    names_have_a_most = Check(
        "(method IS NOT DISTINCT FROM 'names') = (most IS NOT NULL) AND (most IS NULL OR most >= 1)"
    )
    counted_from_one = Unique([resolution, number])
    told_once_closed = Check("announced_at IS NULL OR closed_at IS NOT NULL")
    annulled_for_a_reason = Check("(annulled_at IS NULL) = (reason = '{}')")
    annulled_is_closed = Check("annulled_at IS NULL OR closed_at IS NOT NULL")
    whole_hash = Check("octet_length(rights_hash) = 32")


class PollCandidate(Table):
    """Who is on the ballot of an election. position: the place there, from 1, as it was set or drawn by lot."""

    id: BigSerial = BigSerial(primary_key=True)
    poll = ForeignKey(Poll, null=False, on_delete=OnDelete.restrict)
    candidate = ForeignKey(Candidate, null=False, on_delete=OnDelete.restrict, index=True)
    position = SmallInt()

    once_on_a_ballot = Unique([poll, candidate])
    one_at_a_place = Unique([poll, position])
    placed_from_one = Check("position >= 1")


class PollRight(Table):
    """A voting right as it stood when the poll opened. holder: the member who exercises it; weight: before any cap."""

    id: BigSerial = BigSerial(primary_key=True)
    poll = ForeignKey(Poll, null=False, on_delete=OnDelete.restrict)
    voter = ForeignKey(Voter, null=False, on_delete=OnDelete.restrict)
    holder = ForeignKey(Member, null=False, on_delete=OnDelete.restrict, index=True)
    how = Varchar(length=14)
    proxy = ForeignKey(Proxy, null=True, on_delete=OnDelete.restrict)
    weight = Integer()

    once_a_poll = Unique([poll, voter])


class Ballot(Table):
    """The vote cast for a right; the last one counts. cast_by: who cast it, as the journal calls them.

    choice: of a decision. marks: of an election, by ids of candidates: a choice for each, or those chosen, or ranked.
    """

    id: BigSerial = BigSerial(primary_key=True)
    poll = ForeignKey(Poll, null=False, on_delete=OnDelete.restrict, index=True)
    right = ForeignKey(PollRight, null=False, unique=True, on_delete=OnDelete.restrict, db_column_name="poll_right")
    choice = Varchar(length=7, null=True, default=None)
    marks = JSONB(null=True, default=None)
    cast_at = Timestamptz(default=None, null=False)
    cast_by = Varchar(length=80)

    known_choice = Check("choice IN ('for', 'against', 'abstain')")
    a_choice_or_marks = Check("(choice IS NULL) <> (marks IS NULL)")


class Urn(Table):
    """The ballots of sealed polls that are open, as `Ballot` has them. Closing a poll cuts this table off, so that no
    piece of it is left on any disk.
    """

    id: BigSerial = BigSerial(primary_key=True)
    poll = ForeignKey(Poll, null=False, on_delete=OnDelete.restrict)
    right = ForeignKey(PollRight, null=False, unique=True, on_delete=OnDelete.restrict, db_column_name="poll_right")
    choice = Varchar(length=7, null=True, default=None)
    marks = JSONB(null=True, default=None)
    cast_at = Timestamptz(default=None, null=False)

    known_choice = Check("choice IN ('for', 'against', 'abstain')")
    a_choice_or_marks = Check("(choice IS NULL) <> (marks IS NULL)")


class Turnout(Table):
    """That a right was used in a sealed poll, and not how."""

    id: BigSerial = BigSerial(primary_key=True)
    poll = ForeignKey(Poll, null=False, on_delete=OnDelete.restrict, index=True)
    right = ForeignKey(PollRight, null=False, unique=True, on_delete=OnDelete.restrict, db_column_name="poll_right")


class SealedBallot(Table):
    """A ballot of a sealed poll that closed: what was cast, and not for which right, by whom, when or in what order.

    category: where a majority within one decides.
    """

    id: UUID = UUID(primary_key=True, default=UUID4())
    poll = ForeignKey(Poll, null=False, on_delete=OnDelete.restrict, index=True)
    category = ForeignKey(Category, null=True, on_delete=OnDelete.restrict)
    choice = Varchar(length=7, null=True, default=None)
    marks = JSONB(null=True, default=None)

    known_choice = Check("choice IN ('for', 'against', 'abstain')")
    a_choice_or_marks = Check("(choice IS NULL) <> (marks IS NULL)")
