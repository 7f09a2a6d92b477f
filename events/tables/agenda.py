"""The agenda of an assembly: its items in their order."""

from piccolo.columns import JSONB, BigSerial, ForeignKey, Integer, SmallInt, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.tables.assemblies import Assembly


class AgendaItem(Table):
    """What the members speak of, one after the other; a decision or an election is a resolution.

    position: from 1, without gaps; no two at one place once a transaction ends. matter: what a resolution is about.
    seats: how many an election fills; candidates_until: until when members may stand for it.
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
    version = Integer(default=1)

    known_kind = Check("kind IN ('information', 'discussion', 'decision', 'election')")
    known_matter = Check("matter IN ('ordinary', 'election', 'statutes', 'purpose')")
    placed = Check("position >= 1")
    resolutions_have_a_matter = Check("(matter IS NOT NULL) = (kind IN ('decision', 'election'))")
    elections_are_of_people = Check("(kind = 'election') = (matter IS NOT DISTINCT FROM 'election')")
    elections_have_seats = Check("(kind = 'election') = (seats IS NOT NULL) AND (seats IS NULL OR seats >= 1)")
    only_elections_have_candidates = Check("candidates_until IS NULL OR kind = 'election'")
    titled = Check("jsonb_typeof(title) = 'object' AND title <> '{}' AND jsonb_typeof(text) = 'object'")
