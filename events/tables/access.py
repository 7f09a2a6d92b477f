"""Keys to the house: signing keys, tokens, and signing in."""

from piccolo.columns import BigSerial, Boolean, Bytea, ForeignKey, Integer, SmallInt, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.tables.events import Event
from events.tables.members import Member
from events.tables.offices import Office
from events.tables.staff import Staff


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

    office or event narrow the role; a member's token names the member. name: what it is for, as its maker calls it.
    single_use: a link that opens one browser, before opens_until; used_at says when it did. gate: where a scanner
    stands.
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
    name = Varchar(length=80, default="")
    made_by = Varchar(length=80, default="command line")
    last_used_at = Timestamptz(default=None, null=True)
    single_use = Boolean(default=False)
    opens_until = Timestamptz(default=None, null=True)
    used_at = Timestamptz(default=None, null=True)
    gate = Varchar(length=80, null=True, default=None)

    known_kind = Check("kind IN ('bearer', 'link')")
    known_role = Check("role IN ('admin', 'organiser', 'door', 'bureau', 'scrutineer', 'member')")
    members_are_named = Check("(role = 'member') = (member IS NOT NULL)")


class SignIn(Table):
    """A wish to sign in by mail, of one browser and one address, whether or not anybody has that address.

    The link and the code in the mail are derived from the row and the secret key, so nothing stores them. attempts:
    wrong codes so far. onward: the path to open afterwards.
    """

    id: BigSerial = BigSerial(primary_key=True)
    browser_hash = Bytea(unique=True)
    email = Varchar(length=320)
    address = Varchar(length=320)
    language = Varchar(length=2)
    onward = Varchar(length=500, default="")
    attempts = SmallInt(default=0)
    created_at = Timestamptz(default=None, null=False)
    expires_at = Timestamptz(default=None, null=False)
    spent_at = Timestamptz(default=None, null=True)


class Attempt(Table):
    """One try at something that may be tried so often only, by an address or a source. Only a hash says whose."""

    id: BigSerial = BigSerial(primary_key=True)
    kind = Varchar(length=20)
    whose = Bytea()
    at = Timestamptz(default=None, null=False)


class Login(Table):
    """A browser signed in: by a token's link, or as whom an address belongs to, until it expires or is ended.

    via: how. address: the mailbox that was proven, folded; staff, member: whom it stands for now. by_number: that the
    provider knew the member's number, so whatever address the register has counts for nothing. strong_at: when the
    second factor was given, without which no role of staff counts; elevated_at: when it was given last, for grave
    actions. challenge: what a passkey was asked to sign last, until challenge_until. agent, source: as the browser
    called itself, and its network address, for their owner to know them by.
    """

    id: BigSerial = BigSerial(primary_key=True)
    token = ForeignKey(Token, null=True, on_delete=OnDelete.cascade, index=True)
    staff = ForeignKey(Staff, null=True, on_delete=OnDelete.cascade, index=True)
    member = ForeignKey(Member, null=True, on_delete=OnDelete.cascade, index=True)
    via = Varchar(length=8, default="link")
    address = Varchar(length=320, null=True, default=None, index=True)
    by_number = Boolean(default=False)
    secret_hash = Bytea(unique=True)
    agent = Varchar(length=200, default="")
    source = Varchar(length=45, default="")
    created_at = Timestamptz(default=None, null=False)
    expires_at = Timestamptz(default=None, null=False)
    last_used_at = Timestamptz(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
    strong_at = Timestamptz(default=None, null=True)
    elevated_at = Timestamptz(default=None, null=True)
    challenge = Bytea(null=True, default=None)
    challenge_until = Timestamptz(default=None, null=True)

    known_via = Check("via IN ('link', 'mail', 'provider')")
    of_a_token_or_an_address = Check("(token IS NULL) = (address IS NOT NULL)")


class Subscriber(Table):
    """An address with a personal calendar. Raising version kills every link given out before."""

    id: BigSerial = BigSerial(primary_key=True)
    address = Varchar(length=320, unique=True)
    email = Varchar(length=320)
    language = Varchar(length=2)
    version = Integer(default=1)
    created_at = Timestamptz(default=None, null=False)
