"""The words of the domain: closed lists of values, the four languages, and phrases said in them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from babel import Locale


class Language(StrEnum):
    """The languages members read; the order is the one used to fall back when a text is missing."""

    NL = "nl"
    FR = "fr"
    EN = "en"
    DE = "de"


LOCALES: Mapping[str, str] = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB", "de": "de_BE"}


class Mode(StrEnum):
    """Where an event happens."""

    ON_SITE = "on_site"
    ONLINE = "online"
    HYBRID = "hybrid"


class Audience(StrEnum):
    """For whom an event is meant."""

    EVERYONE = "everyone"
    MEMBERS = "members"


class Status(StrEnum):
    """What the public is told of an event: nothing yet, that it happens, or that it does not."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Seat(StrEnum):
    """What a registration holds: seats, a place on the waiting list, or nothing any more.

    INVITED: somebody called to an assembly, who may come without having registered. It takes no seat and never waits.
    """

    CONFIRMED = "confirmed"
    INVITED = "invited"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class Direction(StrEnum):
    """Which way a person passes a gate."""

    IN = "in"
    OUT = "out"


class Verdict(StrEnum):
    """The answer to a scan."""

    ADMITTED = "admitted"
    REFUSED = "refused"
    LEFT = "left"


class Reason(StrEnum):
    """Why a scan was refused."""

    ALREADY_IN = "already_in"
    NOT_IN = "not_in"
    UNKNOWN_CODE = "unknown_code"
    UNKNOWN_KEY = "unknown_key"
    BAD_SIGNATURE = "bad_signature"
    WRONG_EVENT = "wrong_event"
    CANCELLED = "cancelled"
    WAITING = "waiting"
    REVOKED = "revoked"
    OUTSIDE_HOURS = "outside_hours"


class Role(StrEnum):
    """What a person or program signed in may act as."""

    ADMIN = "admin"
    ORGANISER = "organiser"
    DOOR = "door"
    BUREAU = "bureau"
    SCRUTINEER = "scrutineer"
    MEMBER = "member"


STAFF_ROLES = tuple(role for role in Role if role is not Role.MEMBER)
"""What somebody is appointed to; a member is one by the register."""


class Standing(StrEnum):
    """Whether somebody in the register is a member on a day."""

    MEMBER = "member"
    LEFT = "left"
    NOT_YET = "not_yet"


class Via(StrEnum):
    """How a browser came to be signed in."""

    LINK = "link"
    MAIL = "mail"
    PROVIDER = "provider"


class SecondFactor(StrEnum):
    """How it stands with the second factor of whom a login stands for; members have none."""

    NONE = "none"
    NEEDED = "needed"
    TO_SET_UP = "to_set_up"
    GIVEN = "given"


class Kept(StrEnum):
    """What is kept of people for a time only."""

    REGISTRATIONS = "registrations"
    CALENDARS = "calendars"
    SCANS = "scans"
    MAILS = "mails"
    LOGINS = "logins"
    SIGN_INS = "sign_ins"
    ATTEMPTS = "attempts"
    FORMER_MEMBERS = "former_members"
    FORMER_STAFF = "former_staff"


class SyncState(StrEnum):
    """How a run that fetches the register stands."""

    UNDER_WAY = "under_way"
    HELD = "held"
    FINISHED = "finished"
    FAILED = "failed"


class Gathering(StrEnum):
    """What kind of assembly it is."""

    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"


class AssemblyStatus(StrEnum):
    """How far an assembly is: being prepared, called together, under way, over."""

    DRAFT = "draft"
    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"


class Matter(StrEnum):
    """What a resolution is about, which decides the quorum and the majority it needs."""

    ORDINARY = "ordinary"
    ELECTION = "election"
    STATUTES = "statutes"
    PURPOSE = "purpose"


class AgendaKind(StrEnum):
    """What is done at an item of the agenda; the last two are resolutions, which are put to the vote."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    ELECTION = "election"


class Method(StrEnum):
    """How people are elected: yes, no or abstain for each candidate, names of some of them, or all in one's order."""

    PER_CANDIDATE = "per_candidate"
    NAMES = "names"
    RANKED = "ranked"


class Secrecy(StrEnum):
    """Whether a ballot can be told from whom it is once its poll closed: yes, or by nobody."""

    NAMED = "named"
    SEALED = "sealed"


class BallotOrder(StrEnum):
    """In which order candidates stand on a ballot: the bureau's, one drawn by lot, or another for each voter."""

    AS_SET = "as_set"
    BY_LOT = "by_lot"
    PER_VOTER = "per_voter"


class Weighing(StrEnum):
    """How many votes a member has: one, or one for each share."""

    MEMBER = "member"
    SHARE = "share"


class Holders(StrEnum):
    """Which members may hold a proxy: anybody, or those of the giver's own category."""

    ANY = "any"
    CATEGORY = "category"


class Base(StrEnum):
    """What a quorum is counted in."""

    MEMBERS = "members"
    VOTES = "votes"


class Phase(StrEnum):
    """What an assembly is doing: it waits to be opened, sits, pauses, or is over."""

    WAITING = "waiting"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Move(StrEnum):
    """What a sitting did: began, paused, went on, ended, or took an item of the agenda."""

    OPENED = "opened"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    CLOSED = "closed"
    ITEM = "item"


class Disturbance(StrEnum):
    """What kind of incident disturbed an assembly."""

    TECHNICAL = "technical"
    OTHER = "other"


class View(StrEnum):
    """From where a sitting is followed: the bureau's desk, a member's page, the room's projector."""

    DESK = "desk"
    MEMBER = "member"
    PROJECTOR = "projector"


class Means(StrEnum):
    """How a member is called to an assembly."""

    MAIL = "mail"
    POST = "post"


class Delivery(StrEnum):
    """What became of calling a member: still to be done, a mail on its way, taken by the mail server, refused by it,
    come back, or a letter for the post."""

    PLANNED = "planned"
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    LISTED = "listed"


class ProxyKind(StrEnum):
    """What a proxy is for: every item, the items it names, every item as the giver says, or the quorum alone."""

    GENERAL = "general"
    NAMED = "named"
    INSTRUCTED = "instructed"
    QUORUM = "quorum"


class ProxyState(StrEnum):
    """Where a proxy stands: asked for, counting, or ended."""

    ASKED = "asked"
    COUNTED = "counted"
    OVER = "over"


class Choice(StrEnum):
    """A vote on a resolution."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Ender(StrEnum):
    """Who withdrew a proxy."""

    GIVER = "giver"
    HOLDER = "holder"
    STAFF = "staff"


class Attending(StrEnum):
    """As what somebody is at an assembly; only members and their representatives count."""

    MEMBER = "member"
    REPRESENTATIVE = "representative"
    OBSERVER = "observer"
    STAFF = "staff"
    PRESS = "press"


class Channel(StrEnum):
    """How somebody is at an assembly."""

    ROOM = "room"
    ONLINE = "online"


class Exercise(StrEnum):
    """Who exercises a voting right: its owner, their representative, a proxy's holder, or nobody."""

    SELF = "self"
    REPRESENTATIVE = "representative"
    PROXY = "proxy"
    NOBODY = "nobody"


class Because(StrEnum):
    """What changed who may exercise a voting right."""

    SETTLED = "settled"
    ARRIVED = "arrived"
    LEFT = "left"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    HOLDER_ARRIVED = "holder_arrived"
    HOLDER_LEFT = "holder_left"
    HANDED_ON = "handed_on"
    CLOSED = "closed"


class NotNow(StrEnum):
    """Why a proxy is not exercised at this moment."""

    ASKED = "asked"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    GIVER_NOT_ON_ROLL = "giver_not_on_roll"
    HOLDER_NOT_ON_ROLL = "holder_not_on_roll"
    GIVER_THERE = "giver_there"
    GIVER_LEFT = "giver_left"
    HOLDER_NOT_THERE = "holder_not_there"
    HOLDER_LEFT = "holder_left"
    CLOSED = "closed"


class BureauRole(StrEnum):
    """What somebody does in the bureau of an assembly."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    SCRUTINEER = "scrutineer"


class Shape(StrEnum):
    """The mark of an office beside its colour, so that colour is never needed to tell two apart."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    HEXAGON = "hexagon"
    STAR = "star"
    CROSS = "cross"
    RING = "ring"
    PENTAGON = "pentagon"


_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w{«“„])")
_BEFORE_A_SIGN = re.compile(r"(?<=\S) (?=[:;!?»%€])")


def typeset(text: str, language: str) -> str:
    """The text as it is printed: curved apostrophes, and in French no line that begins with a sign.

    So that sentences are written with the keys a keyboard has, and no invisible character stands in the code.
    """
    curved = _APOSTROPHE.sub("’", text)
    if language != Language.FR:
        return curved
    return _BEFORE_A_SIGN.sub("\u00a0", curved).replace("« ", "«\u00a0").replace("n° ", "n°\u00a0")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence in every language, with `{names}` for the facts in it.

    `say("fr", count=3)` fills them in. A missing language cannot be written: all four are required. What is written
    here is typeset; the facts stay as they are.
    """

    nl: str
    fr: str
    en: str
    de: str

    def __post_init__(self) -> None:
        for language in Language:
            object.__setattr__(self, language, typeset(getattr(self, language), language))

    def say(self, language: str, **facts: object) -> str:
        return str(getattr(self, language)).format(**facts)


@dataclass(frozen=True, slots=True)
class Plural:
    """A phrase that depends on a number, by the plural rules of each language (CLDR)."""

    one: Phrase
    other: Phrase

    def say(self, language: str, count: int, **facts: object) -> str:
        form = Locale.parse(LOCALES[language]).plural_form(count)
        return (self.one if form == "one" else self.other).say(language, count=count, **facts)


def best_text(texts: Mapping[str, str | None], language: str) -> str:
    """The text in this language, or in the first of nl, fr, en, de that has one; empty if none has."""
    return next((found for key in (language, *Language) if (found := texts.get(key))), "")
