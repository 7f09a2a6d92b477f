"""What leaves the house after commit, and the journal of what was done."""

from piccolo.columns import JSONB, BigInt, BigSerial, Bytea, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table


class Outbox(Table):
    """A mail to send: its message by name, the facts that fill it, and how sending went.

    message_id is made once, so that a mail sent again after a crash carries the same one. due_at moves back after each
    failure. copy keeps the rendered mail in demo mode, where nothing leaves.
    """

    id: BigSerial = BigSerial(primary_key=True)
    message = Varchar(length=40)
    facts = JSONB()
    recipient = Varchar(length=320)
    name = Varchar(length=200, default="")
    language = Varchar(length=2)
    message_id = Varchar(length=255, unique=True)
    priority = SmallInt(default=0)
    created_at = Timestamptz(default=None, null=False)
    due_at = Timestamptz(default=None, null=False)
    attempts = Integer(default=0)
    sent_at = Timestamptz(default=None, null=True)
    failed_at = Timestamptz(default=None, null=True)
    error = Text(null=True, default=None)
    copy = Bytea(null=True, default=None)

    sent_or_failed = Check("sent_at IS NULL OR failed_at IS NULL")


class Journal(Table):
    """Who did what to what, when. A trigger refuses to change or remove a row.

    actor: `staff 2`, `member 7`, `token 3`, `registration 12`, `command line`; about: `event 5`, `registration 12`.
    source: the network address it was asked from; request: the id that answers and logs carry.
    """

    id: BigSerial = BigSerial(primary_key=True)
    at = Timestamptz(default=None, null=False)
    actor = Varchar(length=80)
    action = Varchar(length=40)
    about = Varchar(length=20)
    about_id = BigInt()
    facts = JSONB()
    source = Varchar(length=45, null=True, default=None)
    request = Varchar(length=40, null=True, default=None)


class JournalLink(Table):
    """A line's place in the chain that seals the journal: each hash covers its line and the hash before it.

    Lines are linked some moments after they are written, in the order they are found, so that no writer waits.
    position: from 1, without gaps. hash: SHA-256 over the hash before and the line. entry: the line's id; no foreign
    key, as checking one locks the line, which nobody may.
    """

    id: BigSerial = BigSerial(primary_key=True)
    position = BigInt(unique=True)
    entry = BigInt(unique=True)
    hash = Bytea()

    whole_hash = Check("octet_length(hash) = 32")
