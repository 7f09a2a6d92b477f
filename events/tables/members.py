"""Members of the cooperative, and what they were on any day."""

from piccolo.columns import (
    JSONB,
    BigInt,
    BigSerial,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.tables.offices import Office


class Category(Table):
    """A kind of share, such as A, B and C. name: one text per language; position: its place in lists."""

    id: BigSerial = BigSerial(primary_key=True)
    code = Varchar(length=20, unique=True)
    name = JSONB()
    position = SmallInt(default=0)


class Member(Table):
    """A member: number, name, how to reach them, and their office. E-mail, phone and office may be unknown.
    So may the postal address: street (with the number), postal_code, city, and the country where it is not Belgium.

    address: the e-mail folded for comparing; several members may share one. search: the name as it is looked up, a
    space, and the number. erased_at: when all but the number was removed; erasure_asked_at: when the member asked for
    that. version: raised by a trigger whenever the row changes; who changes memberships raises it too.
    """

    id: BigSerial = BigSerial(primary_key=True)
    number = Integer(unique=True)
    name = Varchar(length=200)
    email = Varchar(length=320, null=True, default=None)
    address = Varchar(length=320, null=True, default=None)
    phone = Varchar(length=40, null=True, default=None)
    street = Varchar(length=200, null=True, default=None)
    postal_code = Varchar(length=40, null=True, default=None)
    city = Varchar(length=100, null=True, default=None)
    country = Varchar(length=100, null=True, default=None)
    language = Varchar(length=2)
    office = ForeignKey(Office, null=True, on_delete=OnDelete.restrict, index=True)
    search = Text(default="")
    erasure_asked_at = Timestamptz(default=None, null=True)
    erased_at = Timestamptz(default=None, null=True)
    version = Integer(default=1)

    counted_from_one = Check("number >= 1")
    erased_is_bare = Check("erased_at IS NULL OR (email IS NULL AND phone IS NULL)")
    erased_lives_nowhere = Check("erased_at IS NULL OR num_nonnulls(street, postal_code, city, country) = 0")


class Membership(Table):
    """A time in which a member's category and shares stayed the same: from `since` until the day before `until`.

    Somebody is a member on a day when one of these holds that day; two of the same member never overlap.
    """

    id: BigSerial = BigSerial(primary_key=True)
    member = ForeignKey(Member, null=False, on_delete=OnDelete.restrict, index=True)
    category = ForeignKey(Category, null=False, on_delete=OnDelete.restrict, index=True)
    shares = Integer()
    since = Date(default=None, null=False)
    until = Date(default=None, null=True)

    ends_after_it_began = Check("until IS NULL OR until > since")
    shares_are_counted = Check("shares >= 0")


class MemberSync(Table):
    """One run of fetching the register from the cooperative's own system. cursor: where the next page begins.

    finished_at: all pages came and were taken over; held_at: they came, and somebody must say whether so many really
    left; failed_at: it was given up. etag: of the first page, to skip a run that would change nothing. pages, members:
    fetched so far. attempts: at the page that does not come, tried again at again_at. begun_anew: how often in a row
    the register contradicted itself.
    """

    id: BigSerial = BigSerial(primary_key=True)
    source = Varchar(length=2000)
    cursor = Text(null=True, default=None)
    etag = Text(null=True, default=None)
    pages = Integer(default=0)
    members = Integer(default=0)
    started_at = Timestamptz(default=None, null=False)
    touched_at = Timestamptz(default=None, null=False)
    again_at = Timestamptz(default=None, null=True)
    attempts = Integer(default=0)
    begun_anew = SmallInt(default=0)
    finished_at = Timestamptz(default=None, null=True)
    held_at = Timestamptz(default=None, null=True)
    failed_at = Timestamptz(default=None, null=True)
    error = Text(null=True, default=None)
    added = Integer(default=0)
    changed = Integer(default=0)
    gone = Integer(default=0)

    finished_or_failed = Check("finished_at IS NULL OR failed_at IS NULL")


class MemberSyncPage(Table):
    """A cursor that a page of the run led to: one that comes twice would lead round for ever."""

    id: BigSerial = BigSerial(primary_key=True)
    run = ForeignKey(MemberSync, null=False, on_delete=OnDelete.cascade)
    cursor_hash = Bytea()

    leads_on = Unique([run, cursor_hash])


class MemberSyncRow(Table):
    """A member as a page of the run told it, kept until all pages are there. row_hash: to tell repeats from changes."""

    id: BigSerial = BigSerial(primary_key=True)
    run = ForeignKey(MemberSync, null=False, on_delete=OnDelete.cascade)
    number = BigInt()
    body = JSONB()
    row_hash = Bytea()

    once_per_run = Unique([run, number])
