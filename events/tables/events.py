"""Events, their seats, and what calendars remember of them."""

from piccolo.columns import (
    JSONB,
    Array,
    BigInt,
    BigSerial,
    Boolean,
    Bytea,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.tables.offices import Office


class Event(Table):
    """Anything on the calendar; a programme item has a parent.

    uid never changes (RFC 5545, 3.8.4.7). sequence counts what calendars must be told (3.8.7.4); version counts every
    change, for two people editing at once. search is the text folded for looking words up.
    """

    id: BigSerial = BigSerial(primary_key=True)
    slug = Varchar(length=120, unique=True)
    uid = Varchar(length=255, unique=True)
    office = ForeignKey(Office, null=False, on_delete=OnDelete.restrict, index=True)
    parent = ForeignKey("self", null=True, on_delete=OnDelete.restrict, index=True)
    title = JSONB()
    description = JSONB()
    starts_at = Timestamptz(default=None, null=False, index=True)
    ends_at = Timestamptz(default=None, null=False)
    timezone = Varchar(length=64)
    mode = Varchar(length=8)
    venue = Varchar(length=500, null=True, default=None)
    online_url = Varchar(length=2000, null=True, default=None)
    audience = Varchar(length=8)
    status = Varchar(length=9)
    languages = Array(base_column=Varchar(length=2))
    reason = JSONB()
    sequence = Integer(default=0)
    version = Integer(default=1)
    search = Text()
    created_at = Timestamptz(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)
    cancelled_at = Timestamptz(default=None, null=True)

    ends_after_start = Check(ends_at > starts_at)
    known_mode = Check("mode IN ('on_site', 'online', 'hybrid')")
    known_audience = Check("audience IN ('everyone', 'members')")
    known_status = Check("status IN ('draft', 'published', 'cancelled')")
    titled = Check("jsonb_typeof(title) = 'object' AND title <> '{}'")
    not_its_own_parent = Check("parent IS NULL OR parent <> id")


class Seats(Table):
    """How many people an event seats and has seated: the one row that every registration to it locks.

    confirmed and waiting count people; last_position is the place last given in the queue.
    """

    id: BigSerial = BigSerial(primary_key=True)
    event = ForeignKey(Event, null=False, unique=True, on_delete=OnDelete.cascade)
    capacity = Integer(null=True, default=None)
    confirmed = Integer(default=0)
    waiting = Integer(default=0)
    last_position = BigInt(default=0)

    never_over_capacity = Check("capacity IS NULL OR confirmed <= capacity")
    never_below_zero = Check("confirmed >= 0 AND waiting >= 0")


class CalendarEntry(Table):
    """One event's VEVENT in one language, rendered when the event changes and joined as it is into feeds."""

    id: BigSerial = BigSerial(primary_key=True)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    language = Varchar(length=2)
    online = Boolean(default=False)
    body = Bytea()

    once_per_language = Unique([event, language, online])


class ChangeClock(Table):
    """Ticks with every change that a public calendar shows, deletions too, so that no reader keeps an old one.

    rendered_for: the release and the address the entries were rendered for; another one renders them anew.
    """

    id: BigSerial = BigSerial(primary_key=True)
    name = Varchar(length=20, unique=True)
    ticks = BigInt(default=0)
    rendered_for = Varchar(length=300, default="")
    changed_at = Timestamptz(default=None, null=False)
