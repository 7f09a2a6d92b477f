"""The clock of a rehearsal."""

from piccolo.columns import BigSerial, Timestamptz
from piccolo.table import Table


class Rehearsal(Table):
    """That this database lives at another time: at the true instant started_at its clocks showed shown_at.

    A demonstration of a year gone by lives at the start of that year, in every process that opens the database.
    """

    id: BigSerial = BigSerial(primary_key=True)
    started_at = Timestamptz(default=None, null=False)
    shown_at = Timestamptz(default=None, null=False)
