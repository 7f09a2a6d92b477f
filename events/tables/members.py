"""Members of the cooperative."""

from piccolo.columns import BigSerial, ForeignKey, Integer, Varchar
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from events.tables.offices import Office


class Member(Table):
    """A member: number, name, how to reach them, and the office they belong to. E-mail may be unknown."""

    id: BigSerial = BigSerial(primary_key=True)
    number = Integer(unique=True)
    name = Varchar(length=200)
    email = Varchar(length=320, null=True, default=None)
    language = Varchar(length=2)
    office = ForeignKey(Office, null=True, on_delete=OnDelete.restrict)
