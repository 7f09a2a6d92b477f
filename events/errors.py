"""Refusals: a rule's no, named by a stable type. What people read about each is in `api/phrases.py`."""

import dataclasses
from dataclasses import dataclass
from typing import ClassVar


class Refused(Exception):
    """A rule said no. `facts` fill the sentence shown to the person who asked."""

    type: ClassVar[str] = "refused"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.type, facts)
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Mend:
    """One field that cannot be taken as it is, and how to mend it.

    field: its path in the body, dotted (`title.nl`, `party.3`), or the name of the query parameter.
    code: which mend, a key of `api.phrases.MENDS`; facts fill its sentence (limits and the like).
    """

    field: str
    code: str
    facts: dict[str, object] = dataclasses.field(default_factory=dict)


class Invalid(Refused):
    """The request has fields to mend; all of them are named, not the first."""

    type = "invalid"

    def __init__(self, mends: list[Mend]) -> None:
        super().__init__(count=len(mends))
        self.mends = mends


class Missing(Refused):
    """There is no such thing, or it is not this person's to see."""

    type = "missing"


class NotSignedIn(Refused):
    """Nobody is signed in, or the token is unknown, expired or withdrawn."""

    type = "not-signed-in"


class SignInOver(Refused):
    """What was mailed to sign in with was used, is too old, or its code was mistyped too often."""

    type = "sign-in-over"


class AddressLinkOver(Refused):
    """The link that confirms a new address was used, replaced or is too old, or is none of ours."""

    type = "address-link-over"


class OtherBrowser(Refused):
    """A mailed link or code came from another browser than the one that asked for it."""

    type = "other-browser"


class NotAllowed(Refused):
    """The role signed in may not do this at all."""

    type = "not-allowed"


class NeedsElevation(Refused):
    """A grave action, and the second factor was given too long ago or never."""

    type = "needs-elevation"


class SecondFactorFirst(NeedsElevation):
    """Staff who signed in and did not give their second factor yet: until then they may nothing."""


class TooManyAttempts(Refused):
    """Tried so often that it is time to wait. Facts: seconds until it may be tried again, and the same in minutes."""

    type = "too-many-attempts"


class CrossSite(Refused):
    """An unsafe request with a cookie came from another site's page."""

    type = "cross-site"


class AlreadyRegistered(Refused):
    """This address already has a registration for the event; its link is mailed again, never shown."""

    type = "already-registered"


class AlreadyYours(AlreadyRegistered):
    """The member already has a registration for the event. Facts: location, the registration's own link."""


class MembersOnly(Refused):
    """The event takes registrations of members, and nobody who is one is signed in or named."""

    type = "members-only"


class RegistrationsClosed(Refused):
    """The event is over, cancelled or not yet published, so nobody can register."""

    type = "registrations-closed"


class PartyTooLarge(Refused):
    """More people in one party than the event could ever seat. Facts: size, capacity."""

    type = "party-too-large"


class KeyReused(Refused):
    """The same Idempotency-Key came with another request."""

    type = "idempotency-key-reused"


class SlugTaken(Refused):
    """Another event has this slug. Facts: slug."""

    type = "slug-taken"


class ChangedMeanwhile(Refused):
    """Somebody else changed what is to be changed since it was read. Facts: version."""

    type = "changed-meanwhile"


class CapacityTooSmall(Refused):
    """More people already have a seat than the new capacity holds. Facts: capacity, confirmed."""

    type = "capacity-too-small"


class EventCancelled(Refused):
    """A cancelled event cannot be published or changed any more."""

    type = "event-cancelled"


class EventInUse(Refused):
    """People have registered, so the event can be cancelled but no longer taken back to a draft."""

    type = "event-in-use"


class EventOver(Refused):
    """The event is so long over that nobody scans for it any more."""

    type = "event-over"


class LinkSpent(Refused):
    """The link opens one device, once and within minutes: it was used or ended, or is too old."""

    type = "link-spent"


class KeyInUse(Refused):
    """The key that signs new tickets cannot be retired; make a newer one first."""

    type = "key-in-use"


class AlreadyStaff(Refused):
    """Somebody of the staff has this address already."""

    type = "already-staff"


class LastAdmin(Refused):
    """Without this person nobody would be administrator any more."""

    type = "last-admin"


class LastFactor(Refused):
    """The only second factor somebody of the staff has."""

    type = "last-factor"


class NoSecondFactor(Refused):
    """There is no second factor to give: none was set up, or a link signed this browser in."""

    type = "no-second-factor"


class NumberTaken(Refused):
    """Another member has this number. Facts: number."""

    type = "number-taken"


class NotAMember(Refused):
    """Somebody was not a member until the day they are said to leave. Facts: day."""

    type = "not-a-member"


class LaterMemberships(Refused):
    """Memberships are known after the day somebody is said to leave. Facts: day; later, their days and what; count."""

    type = "later-memberships"


class MemberErased(Refused):
    """The member's details were erased, and stay so."""

    type = "member-erased"


class CategoryTaken(Refused):
    """Another category has this code. Facts: code."""

    type = "category-taken"


class CategoryInUse(Refused):
    """Memberships name the category, so it stays."""

    type = "category-in-use"


class AssemblyExists(Refused):
    """The event is an assembly already."""

    type = "assembly-exists"


class AssemblyNeedsAPlace(Refused):
    """The event is online only, and members can always come to an assembly (art. 6:75 of the Code)."""

    type = "assembly-needs-a-place"


class AssemblyConvened(Refused):
    """The members were called together by these rules, so they stay."""

    type = "assembly-convened"


class EventUnpublished(Refused):
    """Nobody is called to an event that is not public."""

    type = "event-unpublished"


class AgendaUnpublished(Refused):
    """Nobody is called to an assembly whose agenda they cannot read."""

    type = "agenda-unpublished"


class ConvocationTooLate(Refused):
    """The last day on which the members could be called to this meeting is over. Facts: day."""

    type = "convocation-too-late"


class RollSettled(Refused):
    """The roll is settled, and what it was settled by stays."""

    type = "roll-settled"


class RollTooEarly(Refused):
    """The day whose members may vote has not come. Facts: day."""

    type = "roll-too-early"


class RollEmpty(Refused):
    """Nobody is a member with a vote on the day that counts. Facts: day."""

    type = "roll-empty"


class NotConvened(Refused):
    """The members were not called together yet."""

    type = "not-convened"


class NotSitting(Refused):
    """The assembly was not opened yet, or is closed, and this belongs to its sitting."""

    type = "not-sitting"


class AssemblyClosed(Refused):
    """The assembly is closed, for good."""

    type = "assembly-closed"


class FloorClosed(Refused):
    """The list of speakers is closed, or nobody can ask for the floor now."""

    type = "floor-closed"


class TooManyQuestions(Refused):
    """The member asked as many questions as each may. Facts: limit."""

    type = "too-many-questions"


class QuestionGrouped(Refused):
    """The question stands in a topic already. Facts: number, of such questions."""

    type = "question-grouped"


class NotOnTheRoll(Refused):
    """The member named may not vote at this assembly, or there is none of this number. Facts: number."""

    type = "not-on-the-roll"


class QuorumReached(Refused):
    """The resolution does not lack its quorum. Facts: place, on the agenda."""

    type = "quorum-reached"


class AssemblyNotOver(Refused):
    """A second assembly is made once the first is closed."""

    type = "assembly-not-over"


class BundleTooEarly(Refused):
    """The closing bundle of an assembly is made once it is closed."""

    type = "bundle-too-early"


class NoFailures(Refused):
    """No resolution is on record as lacking its quorum, so there is nothing to decide again."""

    type = "no-failures"


class SecondExists(Refused):
    """There is a second assembly already. Facts: slug."""

    type = "second-exists"


class DoorsClosed(Refused):
    """Nobody can come now. Facts: opens_at, until when it is too early; null when it is too late."""

    type = "doors-closed"


class NotThere(Refused):
    """Somebody who is to leave is not there."""

    type = "not-there"


class NoProxies(Refused):
    """The statutes allow no proxies."""

    type = "no-proxies"


class ProxiesOver(Refused):
    """Proxies were given until a moment that is past. Facts: until."""

    type = "proxies-over"


class ProxyGiven(Refused):
    """The giver has an open proxy at this assembly; it is withdrawn before another is given. Facts: holder, a name."""

    type = "proxy-given"


class ProxyLimit(Refused):
    """The holder holds as many proxies as the statutes allow. Facts: limit."""

    type = "proxy-limit"


class ProxyChain(Refused):
    """Who gave their vote away holds nobody else's, and who holds one gives none away."""

    type = "proxy-chain"


class OtherCategory(Refused):
    """The statutes want giver and holder to be of one category."""

    type = "other-category"


class ProxyOver(Refused):
    """The proxy was declined, withdrawn or came to its end."""

    type = "proxy-over"


class GiverThere(Refused):
    """The giver is there, and votes."""

    type = "giver-there"


class AgendaEmpty(Refused):
    """There is nothing on the agenda to publish."""

    type = "agenda-empty"


class AgendaWithoutText(Refused):
    """A resolution has no text in any language. Facts: items, their numbers."""

    type = "agenda-without-text"


class AgendaWithoutReport(Refused):
    """A change that needs a report has none attached. Facts: items, their numbers."""

    type = "agenda-without-report"


class AgendaFixed(Refused):
    """The assembly was opened, so its agenda stays as it is."""

    type = "agenda-fixed"


class AgendaItemInUse(Refused):
    """Somebody stands for it, or a proxy or a question names it."""

    type = "agenda-item-in-use"


class CandidatesClosed(Refused):
    """Nobody stands or withdraws any more: there is no deadline for it, or it is over."""

    type = "candidates-closed"


class OnlyMembersStand(Refused):
    """Nobody who is signed in is a member today."""

    type = "only-members-stand"


class CandidacyWithdrawn(Refused):
    """The bureau withdrew the candidacy, and it is for the bureau to take it back."""

    type = "candidacy-withdrawn"


class PollOpen(Refused):
    """A poll is open: the resolution is being voted on, and nobody counts before it closes."""

    type = "poll-open"


class CannotBeSecret(Refused):
    """Ballots of this poll would tell whose they are."""

    type = "cannot-be-secret"


class PollDecided(Refused):
    """The resolution was voted on, and that vote counts."""

    type = "poll-decided"


class PollClosed(Refused):
    """The poll takes no more ballots."""

    type = "poll-closed"


class QuorumMissing(Refused):
    """Too few are there for this resolution to be put to the vote. Facts: there, at_least."""

    type = "quorum-missing"


class NobodyVotes(Refused):
    """Nobody who is there may vote on this."""

    type = "nobody-votes"


class NobodyStands(Refused):
    """Nobody stands in this election."""

    type = "nobody-stands"


class NothingTied(Refused):
    """The last vote on this election left no tie, so there is nothing for a further vote to decide."""

    type = "nothing-tied"


class NoMemberSystem(Refused):
    """The host named no system to fetch the members from."""

    type = "no-member-system"


class RunSetAside(Refused):
    """A run that can be taken over no more: it failed, a newer one began, or the members are fetched from elsewhere."""

    type = "run-set-aside"


class TooLarge(Refused):
    """The request's body is larger than anything it could need. Facts: limit, in bytes."""

    type = "too-large"
