"""Keys to the house: signing keys, tokens and logins."""

from piccolo.columns import BigSerial, Bytea, ForeignKey, Integer, SmallInt, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.tables.events import Event
from events.tables.members import Member
from events.tables.offices import Office


class SigningKey(Table):
    """An Ed25519 key that signs tickets. key_id stands in each code; private is sealed under the secret key."""

    id: BigSerial = BigSerial(primary_key=True)
    key_id = SmallInt(unique=True)
    public = Bytea()
    private = Bytea()
    created_at = Timestamptz(default=None, null=False)
    retired_at = Timestamptz(default=None, null=True)

    whole_key = Check("octet_length(public) = 32")


class Token(Table):
    """What a program, a scanner or a sign-in link may do. Only the SHA-256 of the secret is kept.

    office or event narrow the role; a member's token names the member.
    """

    id: BigSerial = BigSerial(primary_key=True)
    kind = Varchar(length=6)
    secret_hash = Bytea(unique=True)
    role = Varchar(length=10)
    office = ForeignKey(Office, null=True, on_delete=OnDelete.cascade)
    event = ForeignKey(Event, null=True, on_delete=OnDelete.cascade)
    member = ForeignKey(Member, null=True, on_delete=OnDelete.cascade)
    created_at = Timestamptz(default=None, null=False)
    expires_at = Timestamptz(default=None, null=True)
    revoked_at = Timestamptz(default=None, null=True)

    known_kind = Check("kind IN ('bearer', 'link')")
    known_role = Check("role IN ('admin', 'organiser', 'door', 'bureau', 'scrutineer', 'member')")
    members_are_named = Check("(role = 'member') = (member IS NOT NULL)")


class Login(Table):
    """A browser signed in through a token's link, until it expires, is ended, or the token is withdrawn."""

    id: BigSerial = BigSerial(primary_key=True)
    token = ForeignKey(Token, null=False, on_delete=OnDelete.cascade, index=True)
    secret_hash = Bytea(unique=True)
    created_at = Timestamptz(default=None, null=False)
    expires_at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)


class Subscriber(Table):
    """An address with a personal calendar. Raising version kills every link given out before."""

    id: BigSerial = BigSerial(primary_key=True)
    address = Varchar(length=320, unique=True)
    email = Varchar(length=320)
    language = Varchar(length=2)
    version = Integer(default=1)
    created_at = Timestamptz(default=None, null=False)
