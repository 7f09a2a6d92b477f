"""Scans at the door, and who is inside."""

from piccolo.columns import BigInt, BigSerial, Boolean, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.tables.events import Event
from events.tables.registrations import Ticket


class Scan(Table):
    """One presentation of a code at a gate, with the verdict it got, for good.

    scan_id: chosen by the scanner; sent again, it gets this row's answer, whatever has changed since. actor: who
    scanned, as the journal calls them.
    """

    id: BigSerial = BigSerial(primary_key=True)
    scan_id = Varchar(length=64, unique=True)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict, index=True)
    ticket = BigInt(null=True, default=None, index=True)
    registration = BigInt(null=True, default=None)
    gate = Varchar(length=80)
    direction = Varchar(length=3)
    scanned_at = Timestamptz(default=None, null=False)
    received_at = Timestamptz(default=None, null=False)
    actor = Varchar(length=80, default="")
    verdict = Varchar(length=8)
    reason = Varchar(length=16, null=True, default=None)
    name = Varchar(length=200, null=True, default=None)
    first_admitted_at = Timestamptz(default=None, null=True)
    first_gate = Varchar(length=80, null=True, default=None)

    known_direction = Check("direction IN ('in', 'out')")
    known_verdict = Check("verdict IN ('admitted', 'refused', 'left')")
    refused_for_a_reason = Check("(verdict = 'refused') = (reason IS NOT NULL)")


class Arrival(Table):
    """That a ticket's person came to an event: one row however often they are scanned.

    admissions counts the times they went in; inside says whether they are there now.
    """

    id: BigSerial = BigSerial(primary_key=True)
    ticket = ForeignKey(Ticket, null=False, on_delete=OnDelete.restrict)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict, index=True)
    inside = Boolean(default=True)
    admissions = Integer(default=1)
    first_admitted_at = Timestamptz(default=None, null=False)
    first_gate = Varchar(length=80)
    changed_at = Timestamptz(default=None, null=False)

    arrival_once = Unique([ticket, event])
