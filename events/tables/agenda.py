"""The agenda of an assembly: its items in their order, what was published of it when, and the documents to it."""

from piccolo.columns import JSONB, BigSerial, Boolean, Bytea, ForeignKey, Integer, SmallInt, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.tables.assemblies import Assembly


class Agenda(Table):
    """That an assembly has an agenda. version counts every change; published_at: since when members read it."""

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, unique=True, on_delete=OnDelete.cascade)
    version = Integer(default=0)
    published_at = Timestamptz(default=None, null=True)


class AgendaItem(Table):
    """What the members speak of, one after the other; a decision or an election is a resolution.

    position: from 1, without gaps; no two at one place once a transaction ends. matter: what a resolution is about.
    seats: how many an election fills; candidates_until: until when members may stand for it. method: how an election is
    voted on; most: how many names one may choose, where names are chosen; ballot_order: of the candidates.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, on_delete=OnDelete.cascade)
    position = Integer()
    kind = Varchar(length=20)
    matter = Varchar(length=20, null=True, default=None)
    title = JSONB()
    text = JSONB()
    seats = SmallInt(null=True, default=None)
    candidates_until = Timestamptz(default=None, null=True)
    method = Varchar(length=20, default="per_candidate")
    most = SmallInt(null=True, default=None)
    ballot_order = Varchar(length=20, default="as_set")
    version = Integer(default=1)

    known_kind = Check("kind IN ('information', 'discussion', 'decision', 'election')")
    known_method = Check("method IN ('per_candidate', 'names', 'ranked')")
    known_ballot_order = Check("ballot_order IN ('as_set', 'by_lot', 'per_voter')")
    known_matter = Check("matter IN ('ordinary', 'election', 'statutes', 'purpose')")
    placed = Check("position >= 1")
    resolutions_have_a_matter = Check("(matter IS NOT NULL) = (kind IN ('decision', 'election'))")
    elections_are_of_people = Check("(kind = 'election') = (matter IS NOT DISTINCT FROM 'election')")
    elections_have_seats = Check("(kind = 'election') = (seats IS NOT NULL) AND (seats IS NULL OR seats >= 1)")
    only_elections_have_candidates = Check("candidates_until IS NULL OR kind = 'election'")
    only_elections_have_another_method = Check("method = 'per_candidate' OR kind = 'election'")
    only_elections_have_another_order = Check("ballot_order = 'as_set' OR kind = 'election'")
    names_have_a_most = Check("(method = 'names') = (most IS NOT NULL) AND (most IS NULL OR most >= 1)")
    titled = Check("jsonb_typeof(title) = 'object' AND title <> '{}' AND jsonb_typeof(text) = 'object'")


class AgendaVersion(Table):
    """The agenda as it was published at one time, and why it was published anew. content: all of it; changes: since the
    version before.

    The latest one of a published agenda says what the agenda says: the trigger `published_as_it_is`.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, on_delete=OnDelete.cascade)
    number = Integer()
    reason = JSONB()
    published_at = Timestamptz(default=None, null=False)
    published_by = Varchar(length=200)
    content = JSONB()
    changes = JSONB(default=list)

    numbered_once = Unique([assembly, number])
    counted_from_one = Check("number >= 1")
    later_ones_have_a_reason = Check("jsonb_typeof(reason) = 'object' AND (number = 1 OR reason <> '{}')")


class AgendaDocument(Table):
    """A PDF to an item, or to the whole assembly. report: the one that some changes of the statutes need.

    digest: SHA-256 of the file. removed_at: taken off an agenda that had been published with it, and kept for that.
    """

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, on_delete=OnDelete.cascade, index=True)
    item = ForeignKey(AgendaItem, null=True, on_delete=OnDelete.set_null, index=True)
    language = Varchar(length=2)
    name = Varchar(length=200)
    report = Boolean(default=False)
    pages = Integer()
    size = Integer()
    digest = Bytea()
    body = Bytea()
    added_at = Timestamptz(default=None, null=False)
    removed_at = Timestamptz(default=None, null=True)

    known_language = Check("language IN ('nl', 'fr', 'en', 'de')")
    has_pages = Check("pages >= 1 AND size >= 1 AND size = octet_length(body)")
    proven = Check("octet_length(digest) = 32")
