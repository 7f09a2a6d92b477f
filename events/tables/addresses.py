"""New addresses of members that wait to be confirmed."""

from piccolo.columns import BigSerial, ForeignKey, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from events.tables.members import Member


class AddressChange(Table):
    """A member's wish to be reached elsewhere, until the link mailed there is opened; a new wish replaces it.

    address: the e-mail folded for comparing. The link is derived from the row and the secret key, so nothing stores it.
    """

    id: BigSerial = BigSerial(primary_key=True)
    member = ForeignKey(Member, null=False, unique=True, on_delete=OnDelete.cascade)
    email = Varchar(length=320)
    address = Varchar(length=320)
    language = Varchar(length=2)
    asked_at = Timestamptz(default=None, null=False)
    expires_at = Timestamptz(default=None, null=False)
