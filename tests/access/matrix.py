"""Who may ask what, written down: a line for every route, a letter for everybody who could ask.

A letter is what the answer says of permission alone: `.` they may (whatever else is wrong), `s` sign in first (401),
`f` forbidden for this role (403), `n` not found, as for what does not exist (404).

The world it is asked in: the event `party` of the Brussels office, with a registration of the member Ada.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

ASKERS = (
    "public",  # nobody signed in
    "ada",  # the member whose registration it is
    "bram",  # another member
    "door",  # at the event
    "other door",  # at an event in Ghent
    "organiser",  # of Brussels
    "other organiser",  # of Ghent
    "admin",
    "bureau",  # of the event
    "scrutineer",  # of the event
    "half",  # an administrator by login who did not give the second factor
)

#            p a b d d o o a b s h
EVERYBODY = "..........."
NOBODY = "nnnnnnnnnnn"
ORGANISERS = "sffff.n.fff"
SEEING = "nnnnn.n.nnn"
OWN = "n.nnn.n.nnn"
DOORS = "sff.n.n.fff"
ANY_DOOR = "sff.....fff"
ANY_ORGANISER = "sffff...fff"
ADMINS = "sffffff.fff"
PREPARING = "sffffff..ff"
SIGNED_IN = "s.........."
MAILBOX = "sfffffffff."
MEMBERS = "s..ffffffff"
PEOPLE = "s..fffffff."


class Line(NamedTuple):
    """A route and who may ask it. body: one that parses; fill: for its path, names of the world's things."""

    method: str
    path: str
    letters: str
    body: Any = None
    fill: Mapping[str, str] = MappingProxyType({})


RULES = {
    "name": "Rules",
    "needs": [{"matter": matter} for matter in ("ordinary", "election", "statutes", "purpose")],
}

PAPER = {"giver": 1, "holder": 2, "holder_name": "Bram", "received_on": "2026-01-01"}

MATRIX = [
    # The year
    Line("GET", "/api/offices", EVERYBODY),
    Line("GET", "/api/events", EVERYBODY),
    Line("POST", "/api/events", "sffff.n.fff", {
        "slug": "new", "office": "brussels", "title": {"nl": "Nieuw"},
        "starts_at": "2023-03-01T18:00:00Z", "ends_at": "2023-03-01T20:00:00Z",
    }),
    Line("GET", "/api/events/{slug}", SEEING, fill={"slug": "draft"}),
    Line("PATCH", "/api/events/{slug}", ORGANISERS, {"venue": "Hall"}),
    Line("PUT", "/api/events/{slug}/publication", ORGANISERS),
    Line("DELETE", "/api/events/{slug}/publication", ORGANISERS),
    Line("PUT", "/api/events/{slug}/cancellation", ORGANISERS, {"reason": {}}),
    Line("POST", "/api/previews", ANY_ORGANISER, {"description": {"nl": "*hallo*"}}),
    # Registrations and tickets
    Line("POST", "/api/events/{slug}/registrations", EVERYBODY, {"name": "Somebody"}),
    Line("GET", "/api/events/{slug}/registrations", ORGANISERS),
    Line("GET", "/api/events/{slug}/registrations.csv", ORGANISERS),
    Line("GET", "/api/events/{slug}/arrivals", ORGANISERS),
    Line("GET", "/api/events/{slug}/live", ORGANISERS),
    Line("GET", "/api/registrations/{registration}", OWN),
    Line("DELETE", "/api/registrations/{registration}", OWN),
    Line("GET", "/api/tickets/{file}", OWN, fill={"file": "{ticket}.svg"}),
    # The door
    Line("GET", "/api/door/events", ANY_DOOR),
    Line("GET", "/api/door/{slug}/pack", DOORS),
    Line("POST", "/api/scans", DOORS, {"scans": [{"scan_id": "1", "event": "party", "code": "X"}]}),
    # Calendars
    Line("GET", "/calendar/all.ics", EVERYBODY),
    Line("GET", "/calendar/office/{file}", EVERYBODY, fill={"file": "brussels.ics"}),
    Line("GET", "/calendar/event/{file}", EVERYBODY, fill={"file": "party.ics"}),
    Line("GET", "/calendar/mine/{file}", NOBODY, fill={"file": "guessed.ics"}),
    Line("POST", "/api/calendars/{token}/replacement", NOBODY, fill={"token": "guessed"}),
    # Signing in, and the house
    Line("POST", "/api/logins", "sssssssssss", {"link": "guessed"}),
    Line("POST", "/api/logins/requests", EVERYBODY, {"email": "somebody@example.org"}),
    Line("GET", "/api/logins/requests/me", NOBODY),
    Line("DELETE", "/api/logins/requests/me", EVERYBODY),
    Line("GET", "/api/logins/provider", NOBODY),
    Line("GET", "/api/logins/provider/callback", NOBODY),
    Line("GET", "/api/logins", SIGNED_IN),
    Line("DELETE", "/api/logins", SIGNED_IN),
    Line("DELETE", "/api/logins/{login}", "snnnnnnnnnn", fill={"login": "999"}),
    Line("PUT", "/api/logins/me", "snnnnnnnnnn", {"member": 1}),
    Line("DELETE", "/api/logins/me", EVERYBODY),
    Line("GET", "/api/me", SIGNED_IN),
    Line("GET", "/api/me/registrations", SIGNED_IN),
    Line("PUT", "/api/me/calendar", MAILBOX),
    # What is held about people
    Line("GET", "/api/privacy", EVERYBODY),
    Line("GET", "/api/me/data", PEOPLE),
    Line("GET", "/api/registrations/{registration}/data", NOBODY),
    Line("GET", "/api/me/details", MEMBERS),
    Line("PATCH", "/api/me/details", MEMBERS, {"phone": "02 123"}),
    Line("PUT", "/api/address-changes/{change}/confirmation", EVERYBODY, {"key": "guessed"}, fill={"change": "1"}),
    Line("POST", "/api/me/erasure", MEMBERS),
    Line("DELETE", "/api/me/erasure", MEMBERS),
    Line("GET", "/api/erasures", ADMINS),
    Line("PUT", "/api/members/{number}/erasure", ADMINS),
    # Staff, and second factors: for people of the staff, who signed in by their mailbox, never for programs
    Line("GET", "/api/me/factors", MAILBOX),
    Line("POST", "/api/me/factors/passkeys/options", MAILBOX),
    Line("POST", "/api/me/factors/passkeys", MAILBOX, {"name": "Key", "passkey": {}}),
    Line("DELETE", "/api/me/factors/passkeys/{passkey}", "sffffffffff", fill={"passkey": "999"}),
    Line("POST", "/api/me/factors/totp", MAILBOX),
    Line("PUT", "/api/me/factors/totp", MAILBOX, {"code": "123456"}),
    Line("DELETE", "/api/me/factors/totp", "sffffffffff"),
    Line("POST", "/api/me/factors/recovery-codes", "sffffffffff"),
    Line("POST", "/api/logins/me/elevation/options", "sffffffffff"),
    Line("PUT", "/api/logins/me/elevation", MAILBOX, {"totp": "123456"}),
    Line("GET", "/api/staff", ADMINS),
    Line("POST", "/api/staff", ADMINS, {
        "name": "New", "email": "new@example.org", "language": "nl",
        "roles": [{"role": "door", "office": "brussels", "event": None}],
    }),
    Line("GET", "/api/staff/{staff}", ADMINS),
    Line("PATCH", "/api/staff/{staff}", ADMINS, {"name": "Other"}),
    Line("PUT", "/api/staff/{staff}/roles", ADMINS, {"roles": [{"role": "door", "office": "brussels", "event": None}]}),
    Line("DELETE", "/api/staff/{staff}", ADMINS),
    Line("DELETE", "/api/staff/{staff}/factors", ADMINS),
    Line("GET", "/api/tokens", ANY_ORGANISER),
    Line("POST", "/api/tokens", ORGANISERS, {
        "name": "Scanner", "role": "door", "event": "party", "expires_at": "2030-01-01T00:00:00Z",
    }),
    Line("DELETE", "/api/tokens/{token}", ORGANISERS),
    Line("POST", "/api/events/{slug}/enrolments", ORGANISERS, {"name": "Phone"}),
    # The journal
    Line("GET", "/api/journal", ANY_ORGANISER),
    Line("GET", "/api/journal/export", ADMINS),
    # The register
    Line("GET", "/api/members", ANY_ORGANISER),
    Line("GET", "/api/members.csv", ANY_ORGANISER),
    Line("POST", "/api/members", ANY_ORGANISER, {
        "number": 900, "name": "New", "language": "nl", "office": "brussels", "category": "A", "shares": 1,
    }),
    Line("GET", "/api/members/{number}", ORGANISERS),
    Line("GET", "/api/members/{number}/registrations", ORGANISERS),
    Line("PATCH", "/api/members/{number}", ORGANISERS, {"phone": "02 123"}),
    Line("PUT", "/api/members/{number}/membership", ORGANISERS, {"category": "B", "shares": 2}),
    Line("DELETE", "/api/members/{number}/membership", ORGANISERS),
    Line("POST", "/api/bounces", ADMINS),
    Line("GET", "/api/members-sync", ADMINS),
    Line("POST", "/api/members-sync", ADMINS),
    Line("PUT", "/api/members-sync/{run}/acceptance", "sffffffnfff", fill={"run": "99"}),
    Line("GET", "/api/categories", EVERYBODY),
    Line("POST", "/api/categories", ADMINS, {"code": "D", "name": {"nl": "D", "fr": "D", "en": "D", "de": "D"}}),
    Line("PATCH", "/api/categories/{code}", ADMINS, {"position": 2}),
    Line("DELETE", "/api/categories/{code}", ADMINS),
    # Assemblies
    Line("GET", "/api/statutes", PREPARING),
    Line("POST", "/api/statutes", ADMINS, RULES),
    Line("POST", "/api/statutes/explanations", PREPARING, RULES),
    Line("GET", "/api/statutes/{profile}", PREPARING),
    Line("PUT", "/api/statutes/{profile}", ADMINS, RULES),
    Line("DELETE", "/api/statutes/{profile}", ADMINS),
    Line("GET", "/api/assemblies", EVERYBODY),
    Line("POST", "/api/assemblies", "sffffff.nff", {"event": "elsewhere", "statutes": 1}),
    Line("GET", "/api/assemblies/{slug}", "nnnnnnn..nn"),
    Line("PATCH", "/api/assemblies/{slug}", PREPARING, {"kind": "extraordinary"}),
    Line("DELETE", "/api/assemblies/{slug}", PREPARING),
    Line("PUT", "/api/assemblies/{slug}/roll", PREPARING),
    Line("GET", "/api/assemblies/{slug}/roll", PREPARING),
    # The sitting: in this world nobody was called together yet, so members find none
    Line("GET", "/api/assemblies/{slug}/sitting", "snnnnnn..nn"),
    Line("GET", "/api/assemblies/{slug}/live", "snnnnnn..nn"),
    Line("GET", "/api/assemblies/{slug}/stream", "snnnnnnnnnn"),
    Line("PUT", "/api/assemblies/{slug}/opening", PREPARING),
    Line("PUT", "/api/assemblies/{slug}/closing", PREPARING),
    Line("PUT", "/api/assemblies/{slug}/suspension", PREPARING),
    Line("DELETE", "/api/assemblies/{slug}/suspension", PREPARING),
    Line("PUT", "/api/assemblies/{slug}/item", PREPARING, {"item": None}),
    Line("PATCH", "/api/assemblies/{slug}/sitting", PREPARING, {"speaking_seconds": 60}),
    Line("GET", "/api/assemblies/{slug}/moves", PREPARING),
    Line("GET", "/api/assemblies/{slug}/projectors", PREPARING),
    Line("POST", "/api/assemblies/{slug}/projectors", PREPARING, {"name": "Hall"}),
    Line("DELETE", "/api/assemblies/{slug}/projectors/{projector}", "sffffffnnff", fill={"projector": "99"}),
    Line("GET", "/api/projectors/{code}", NOBODY, fill={"code": "guessed"}),
    Line("GET", "/api/assemblies/{slug}/speakers", PREPARING),
    Line("POST", "/api/assemblies/{slug}/speakers", PREPARING, {"number": 1}),
    Line("PUT", "/api/assemblies/{slug}/speakers/current", PREPARING, {"speaker": None}),
    Line("PATCH", "/api/assemblies/{slug}/speakers/{speaker}", "sffffffnnff", {"place": 1}, {"speaker": "99"}),
    Line("DELETE", "/api/assemblies/{slug}/speakers/{speaker}", "sffffffnnff", fill={"speaker": "99"}),
    Line("GET", "/api/assemblies/{slug}/speakers/me", "snnnnnnnnnn"),
    Line("PUT", "/api/assemblies/{slug}/speakers/me", "snnnnnnnnnn"),
    Line("DELETE", "/api/assemblies/{slug}/speakers/me", "snnnnnnnnnn"),
    Line("POST", "/api/assemblies/{slug}/questions", "snnnnnnnnnn", {"text": "Why?"}),
    Line("GET", "/api/assemblies/{slug}/questions/me", "snnnnnnnnnn"),
    Line("GET", "/api/assemblies/{slug}/questions", PREPARING),
    Line("GET", "/api/assemblies/{slug}/topics", "snnnnnn..nn"),
    Line("POST", "/api/assemblies/{slug}/topics", PREPARING, {"questions": [], "wording": {"nl": "Waarom?"}}),
    Line("PATCH", "/api/assemblies/{slug}/topics/{topic}", "sffffffnnff", {"shown": True}, {"topic": "99"}),
    Line("DELETE", "/api/assemblies/{slug}/topics/{topic}", PREPARING, fill={"topic": "99"}),
    Line("GET", "/api/assemblies/{slug}/incidents", PREPARING),
    Line("POST", "/api/assemblies/{slug}/incidents", PREPARING, {
        "kind": "other", "text": "Alarm", "began_at": "2023-03-01T18:00:00Z",
    }),
    # Convocations
    Line("GET", "/api/assemblies/{slug}/convocation", PREPARING),
    Line("PUT", "/api/assemblies/{slug}/convocation", PREPARING),
    Line("GET", "/api/assemblies/{slug}/convocation/summons", PREPARING),
    Line("GET", "/api/assemblies/{slug}/convocation/labels.pdf", PREPARING),
    Line("GET", "/api/assemblies/{slug}/convocation/preview", PREPARING),
    Line("GET", "/api/assemblies/{slug}/convocation/preview/{member}/page", PREPARING, fill={"member": "1"}),
    Line("GET", "/api/assemblies/{slug}/convocation/preview/{member}/files/{name}", PREPARING,
         fill={"member": "1", "name": "party.ics"}),
    Line("GET", "/api/assemblies/{slug}/attendance.pdf", PREPARING),
    Line("GET", "/api/assemblies/{slug}/attendance.csv", PREPARING),
    Line("GET", "/api/assemblies/{slug}/rights", PREPARING),
    Line("GET", "/api/assemblies/{slug}/bureau", PREPARING),
    Line("PUT", "/api/assemblies/{slug}/bureau", PREPARING, {"items": [{"role": "chair", "name": "Ada"}]}),
    Line("GET", "/api/assemblies/{slug}/failures", PREPARING),
    Line("POST", "/api/assemblies/{slug}/failures", PREPARING, {"items": [1]}),
    Line("GET", "/api/assemblies/{slug}/failures/{file}", "sffffffnnff", fill={"file": "99.pdf"}),
    Line("POST", "/api/assemblies/{slug}/second", "sffffff.nff", {"event": "elsewhere"}),
    Line("GET", "/api/assemblies/{slug}/minutes.pdf", PREPARING),
    Line("GET", "/api/assemblies/{slug}/minutes.txt", PREPARING),
    Line("GET", "/api/assemblies/{slug}/bundle.zip", PREPARING),
    Line("GET", "/api/assemblies/{slug}/bundles", PREPARING),
    Line("GET", "/api/assemblies/{slug}/quorum", PREPARING),
    Line("GET", "/api/assemblies/{slug}/quorum/timeline", PREPARING),
    Line("GET", "/api/assemblies/{slug}/attendance", PREPARING),
    Line("POST", "/api/assemblies/{slug}/attendance", "sff.n.n..ff", {"member": 1}),
    Line("PUT", "/api/assemblies/{slug}/attendance/{stay}/departure", "sff.n.n..ff"),
    Line("GET", "/api/assemblies/{slug}/attendance/me", "snnffffffff"),
    Line("PUT", "/api/assemblies/{slug}/attendance/me", "snnffffffff"),
    Line("DELETE", "/api/assemblies/{slug}/attendance/me", "snnffffffff"),
    Line("GET", "/api/assemblies/{slug}/proxies", PREPARING),
    Line("POST", "/api/assemblies/{slug}/proxies", "snnffffffff", {"holder": 2, "holder_name": "Bram"}),
    Line("GET", "/api/assemblies/{slug}/proxies/me", "snnffffffff"),
    Line("POST", "/api/assemblies/{slug}/proxies/paper", PREPARING, PAPER),
    Line("GET", "/api/assemblies/{slug}/proxies/members/{number}", PREPARING),
    Line("POST", "/api/assemblies/{slug}/proxies/import", PREPARING),
    Line("PUT", "/api/proxies/{proxy}/form", PREPARING),
    Line("GET", "/api/proxies/{proxy}/form", "sffffffnnff"),
    Line("POST", "/api/resolutions/{resolution}/polls", PREPARING, {}),
    Line("GET", "/api/assemblies/{slug}/polls", "nnnnnnn..nn"),
    Line("GET", "/api/polls/{poll}/rights", "s..ffffffff"),
    Line("PUT", "/api/polls/{poll}/ballots/{right}", "snnffffffff", {"choice": "for"}),
    Line("PUT", "/api/polls/{poll}/ballots", "snnffffffff", {"ballots": {"1": "for"}}),
    Line("GET", "/api/polls/{poll}/result", "nnnnnnn..nn"),
    Line("PUT", "/api/polls/{poll}/closing", PREPARING),
    Line("PUT", "/api/polls/{poll}/announcement", PREPARING),
    Line("PUT", "/api/polls/{poll}/annulment", PREPARING, {"reason": {"en": "A test"}}),
    Line("GET", "/api/proxies/{proxy}", "n..nnnn..nn"),
    Line("PUT", "/api/proxies/{proxy}/acceptance", "nn.nnnn..nn"),
    Line("PUT", "/api/proxies/{proxy}/refusal", "nn.nnnnnnnn"),
    Line("PUT", "/api/proxies/{proxy}/withdrawal", "n..nnnn..nn"),
    Line("PUT", "/api/proxies/{proxy}/handing-on", PREPARING),
    Line("GET", "/api/assemblies/{slug}/agenda", "nnnnnnn..nn"),
    Line("POST", "/api/assemblies/{slug}/agenda", PREPARING, {"kind": "discussion", "title": {"nl": "Debat"}}),
    Line("PATCH", "/api/assemblies/{slug}/agenda/{item}", PREPARING, {"title": {"nl": "Gesprek"}}),
    Line("DELETE", "/api/assemblies/{slug}/agenda/{item}", "sffffff.nff"),
    Line("PUT", "/api/assemblies/{slug}/agenda/order", PREPARING, {"items": []}),
    Line("PUT", "/api/assemblies/{slug}/agenda/publication", PREPARING),
    Line("DELETE", "/api/assemblies/{slug}/agenda/publication", PREPARING),
    Line("GET", "/api/assemblies/{slug}/resolutions", "nnnnnnn..nn"),
    Line("POST", "/api/assemblies/{slug}/documents", PREPARING),
    Line("PATCH", "/api/assemblies/{slug}/documents/{document}", "sffffffnnff", {"name": "B"}, {"document": "999"}),
    Line("DELETE", "/api/assemblies/{slug}/documents/{document}", "sffffffnnff", fill={"document": "999"}),
    Line("GET", "/api/assemblies/{slug}/documents/{document}", NOBODY, fill={"document": "999"}),
    Line("GET", "/api/assemblies/{slug}/candidates", "nnnnnnn..nn"),
    Line("PUT", "/api/assemblies/{slug}/agenda/{item}/candidates/me", "nnnnnnn..nn", {"statement": {"nl": "Ik."}}),
    Line("DELETE", "/api/assemblies/{slug}/agenda/{item}/candidates/me", "nnnnnnn..nn"),
    Line("PUT", "/api/assemblies/{slug}/agenda/{item}/candidates/me/photo", "nnnnnnn..nn"),
    Line("POST", "/api/assemblies/{slug}/agenda/{item}/candidates", PREPARING, {"name": "Ada"}),
    Line("PUT", "/api/assemblies/{slug}/agenda/{item}/candidates/order", PREPARING, {"candidates": []}),
    Line("PATCH", "/api/assemblies/{slug}/candidates/{candidate}", "sffffffnnff", {}, {"candidate": "999"}),
    Line("PUT", "/api/assemblies/{slug}/candidates/{candidate}/withdrawal", "sffffffnnff", {"reason": "-"},
        {"candidate": "999"}),
    Line("PUT", "/api/assemblies/{slug}/candidates/{candidate}/photo", "sffffffnnff", fill={"candidate": "999"}),
    Line("GET", "/api/assemblies/{slug}/candidates/{candidate}/photo", NOBODY, fill={"candidate": "999"}),
    Line("GET", "/api/config", EVERYBODY),
    Line("POST", "/api/keys", ADMINS),
    Line("DELETE", "/api/keys/{key_id}", "sffffffnfff", fill={"key_id": "999"}),
    Line("GET", "/api/mails", NOBODY),
    Line("GET", "/api/mails/{mail}", NOBODY, fill={"mail": "1"}),
    Line("GET", "/api/mails/{mail}/page", NOBODY, fill={"mail": "1"}),
    Line("GET", "/healthz", EVERYBODY),
    Line("GET", "/readyz", EVERYBODY),
    Line("GET", "/metrics", EVERYBODY),
    Line("GET", "/api/openapi.json", EVERYBODY),
    Line("GET", "/api/openapi.json/openapi.json", EVERYBODY),
    Line("GET", "/api/openapi.json/{path}", NOBODY, fill={"path": "other"}),
    # Pages: the app says what it may show by asking the API
    Line("GET", "/robots.txt", EVERYBODY),
    Line("GET", "/", EVERYBODY),
    Line("GET", "/events/{slug}", EVERYBODY),
    Line("GET", "/{path}", EVERYBODY, fill={"path": "office"}),
]  # fmt: skip
