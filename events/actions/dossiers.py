"""Gathers everything that is held about a person: for them to read, and to see that erasing left nothing behind."""

from typing import TypeVar

import msgspec

from events.actions.ballots import USED
from events.clock import now
from events.database import fetch, fetchrow
from events.rules.access import Asker
from events.rules.dossiers import (
    AddressAsked,
    CalendarHeld,
    CandidacyHeld,
    Dossier,
    InRegister,
    InStaff,
    LineHeld,
    LoginHeld,
    MailHeld,
    MembershipHeld,
    ProxyHeld,
    QuestionHeld,
    RegistrationHeld,
    RollHeld,
    SignInHeld,
    StayHeld,
    SummonsHeld,
    TokenHeld,
    TurnHeld,
    VoteHeld,
)

Kind = TypeVar("Kind")


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Whom it is about. member, staff: ids; addresses: their mailboxes, folded and as they write them.

    registration: one registration and nothing else, for who has proven no more than its link.
    """

    member: int | None = None
    staff: int | None = None
    addresses: tuple[str, ...] = ()
    registration: int | None = None


async def person_of(asker: Asker) -> Person:
    """The person who is signed in: the member, the staff person, and the mailboxes that are theirs."""
    row = await fetchrow(
        """SELECT ARRAY(SELECT DISTINCT unnest(ARRAY[email, address]) FROM (
            SELECT email, address FROM member WHERE id = $1 AND email IS NOT NULL
            UNION ALL SELECT email, address FROM staff WHERE id = $2
            UNION ALL SELECT address, address FROM login WHERE id = $3 AND address IS NOT NULL) AS mailbox) AS found""",
        asker.member, asker.staff, asker.login,
    )  # fmt: skip
    return Person(member=asker.member, staff=asker.staff, addresses=tuple(row["found"]) if row else ())


async def gather(person: Person) -> Dossier:
    """All that is held about them.

    Of a mailbox that members share, what another one of them registered is left out; what was registered without
    signing in belongs to whoever reads the mailbox.
    """
    member, staff, addresses = person.member, person.staff, list(person.addresses)
    ids = await _registrations_of(person)
    logins = await _ids(_LOGINS, member, staff, addresses)
    calendars = await _ids("SELECT id FROM subscriber WHERE address = ANY($1::text[])", addresses)
    own = {"registration": ids, "login": logins, "subscriber": calendars}
    own |= {kind: [one] for kind, one in (("member", member), ("staff", staff)) if one is not None}
    about = [(kind, one) for kind, found in own.items() for one in found]
    return Dossier(
        made_at=now(),
        member=_first(await _held(_MEMBER, InRegister, member)),
        memberships=await _held(_MEMBERSHIPS, MembershipHeld, member),
        rolls=await _held(_ROLLS, RollHeld, member),
        questions=await _held(_QUESTIONS, QuestionHeld, member),
        turns=await _held(_TURNS, TurnHeld, member),
        summons=await _held(_SUMMONS, SummonsHeld, member),
        stays=await _held(_STAYS, StayHeld, member),
        proxies=await _held(_PROXIES, ProxyHeld, member),
        votes=await _held(_VOTES, VoteHeld, member),
        candidacies=await _held(_CANDIDACIES, CandidacyHeld, member),
        addresses_asked=await _held(_ADDRESSES, AddressAsked, member),
        staff=_first(await _held(_STAFF, InStaff, staff)),
        registrations=await _held(_REGISTRATIONS, RegistrationHeld, ids),
        calendars=await _held(_CALENDARS, CalendarHeld, calendars),
        logins=await _held("SELECT * FROM login WHERE id = ANY($1::bigint[]) ORDER BY id", LoginHeld, logins),
        sign_ins=await _held(_SIGN_INS, SignInHeld, addresses),
        tokens=await _held("SELECT * FROM token WHERE member = $1 ORDER BY id", TokenHeld, member),
        mails=await _held(_MAILS, MailHeld, ids, addresses),
        journal=await _held(_JOURNAL, LineHeld, [kind for kind, _ in about], [one for _, one in about]),
    )


async def _registrations_of(person: Person) -> list[int]:
    if person.registration is not None:
        return [person.registration]
    return await _ids(REGISTRATIONS_OF, person.member, list(person.addresses))


REGISTRATIONS_OF = """
SELECT id FROM registration WHERE member = $1 OR (member IS NULL AND address = ANY($2::text[])) ORDER BY id
"""
_LOGINS = """
SELECT id FROM login WHERE member = $1 OR staff = $2
    OR token IN (SELECT id FROM token WHERE member = $1)
    OR (address = ANY($3::text[]) AND (member IS NULL OR member = $1)) ORDER BY id
"""
_MEMBER = """
SELECT m.number, m.name, m.email, m.phone, m.street, m.postal_code, m.city, m.country, m.language, o.slug AS office,
    m.erasure_asked_at, m.erased_at
FROM member m LEFT JOIN office o ON o.id = m.office WHERE m.id = $1
"""
_MEMBERSHIPS = """
SELECT c.code AS category, s.shares, s.since, s.until FROM membership s JOIN category c ON c.id = s.category
WHERE s.member = $1 ORDER BY s.since
"""
_ROLLS = """
SELECT e.slug AS assembly, e.title, a.record_on, c.code AS category, v.shares, v.weight
FROM voter v JOIN assembly a ON a.id = v.assembly JOIN event e ON e.id = a.event JOIN category c ON c.id = v.category
WHERE v.member = $1 ORDER BY e.starts_at, a.id
"""
_QUESTIONS = """
SELECT e.slug AS assembly, e.title, q.text, q.named, q.asked_at
FROM question q JOIN assembly a ON a.id = q.assembly JOIN event e ON e.id = a.event WHERE q.member = $1 ORDER BY q.id
"""
_TURNS = """
SELECT e.slug AS assembly, e.title, p.asked_at, p.began_at, p.ended_at
FROM speaker p JOIN assembly a ON a.id = p.assembly JOIN event e ON e.id = a.event WHERE p.member = $1 ORDER BY p.id
"""
_SUMMONS = """
SELECT e.slug AS assembly, e.title, s.means, s.email, s.called_at, s.sent_at, s.failed_at, s.bounced_at, s.error
FROM summons s JOIN convocation c ON c.id = s.convocation JOIN assembly a ON a.id = c.assembly
JOIN event e ON e.id = a.event WHERE s.member = $1 ORDER BY s.id
"""
_VOTES = f"""
SELECT e.slug AS assembly, i.title AS resolution, o.number AS owner, h.number AS holder, r.weight, p.secrecy, b.choice,
    b.cast_at,
    {USED} AS voted,
    CASE WHEN b.marks IS NOT NULL THEN (
        SELECT coalesce(json_agg(json_build_object('candidate', coalesce(c.name, m.name),
            'choice', CASE jsonb_typeof(b.marks) WHEN 'object' THEN b.marks ->> c.id::text END)
            ORDER BY s.position), '[]')
        FROM poll_candidate s JOIN candidate c ON c.id = s.candidate LEFT JOIN member m ON m.id = c.member
        WHERE s.poll = p.id AND (b.marks ? c.id::text OR b.marks @> to_jsonb(c.id))) END AS marks
FROM poll_right r JOIN poll p ON p.id = r.poll JOIN agenda_item i ON i.id = p.resolution
JOIN assembly a ON a.id = i.assembly JOIN event e ON e.id = a.event JOIN voter v ON v.id = r.voter
JOIN member o ON o.id = v.member JOIN member h ON h.id = r.holder LEFT JOIN ballot b ON b.poll_right = r.id
WHERE v.member = $1 OR r.holder = $1 ORDER BY r.id
"""  # noqa: S608 (no value from outside)
_STAYS = """
SELECT e.slug AS assembly, e.title, s.name, s.attending, s.channel, s.came_at, s.left_at
FROM stay s JOIN assembly a ON a.id = s.assembly JOIN event e ON e.id = a.event WHERE s.member = $1 ORDER BY s.id
"""
_PROXIES = """
SELECT e.slug AS assembly, e.title, g.number AS giver, h.number AS holder, p.kind, p.given_at, p.accepted_at,
    p.declined_at, p.withdrawn_at, f.size AS form,
    (SELECT coalesce(json_agg(json_build_object('title', a.title, 'choice', i.choice, 'words', i.words)
        ORDER BY i.id), '[]') FROM proxy_item i JOIN agenda_item a ON a.id = i.item WHERE i.proxy = p.id) AS items
FROM proxy p JOIN assembly a ON a.id = p.assembly JOIN event e ON e.id = a.event
JOIN member g ON g.id = p.giver JOIN member h ON h.id = p.holder LEFT JOIN proxy_form f ON f.proxy = p.id
WHERE p.giver = $1 OR p.holder = $1 ORDER BY p.id
"""
_CANDIDACIES = """
SELECT e.slug AS assembly, i.title AS election, c.statement, c.photo, c.stood_at, c.withdrawn_at, c.reason
FROM candidate c JOIN agenda_item i ON i.id = c.item JOIN assembly a ON a.id = i.assembly JOIN event e ON e.id = a.event
WHERE c.member = $1 ORDER BY e.starts_at, c.id
"""
_ADDRESSES = "SELECT email, asked_at, expires_at FROM address_change WHERE member = $1"
_STAFF = """
SELECT s.name, s.email, s.language, s.invited_at, s.joined_at,
    (SELECT coalesce(json_agg(json_build_object('role', r.role, 'office', o.slug, 'event', e.slug,
            'granted_at', r.granted_at, 'withdrawn_at', r.withdrawn_at) ORDER BY r.id), '[]')
        FROM staff_role r LEFT JOIN office o ON o.id = r.office LEFT JOIN event e ON e.id = r.event
        WHERE r.staff = s.id) AS roles,
    (SELECT coalesce(json_agg(json_build_object('name', p.name, 'created_at', p.created_at,
            'last_used_at', p.last_used_at) ORDER BY p.id), '[]') FROM passkey p WHERE p.staff = s.id) AS passkeys,
    (SELECT created_at FROM totp WHERE staff = s.id) AS codes_since,
    (SELECT count(*) FROM recovery_code WHERE staff = s.id AND used_at IS NULL) AS recovery_codes
FROM staff s WHERE s.id = $1
"""
_REGISTRATIONS = """
SELECT r.id, e.slug AS event, e.title, e.starts_at, r.name, r.email, r.language, r.answers, r.seat, r.party_size,
    r.created_at, r.confirmed_at, r.cancelled_at,
    ARRAY(SELECT key FROM idempotency_key WHERE registration = r.id ORDER BY id) AS request_keys,
    (SELECT coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'created_at', t.created_at,
        'revoked_at', t.revoked_at,
        'arrivals', (SELECT coalesce(json_agg(json_build_object('event', at.slug, 'gate', a.first_gate,
                'first_admitted_at', a.first_admitted_at, 'admissions', a.admissions, 'inside', a.inside)
                ORDER BY a.id), '[]')
            FROM arrival a JOIN event at ON at.id = a.event WHERE a.ticket = t.id),
        'scans', (SELECT coalesce(json_agg(json_build_object('event', at.slug, 'gate', s.gate,
                'direction', s.direction, 'scanned_at', s.scanned_at, 'verdict', s.verdict, 'reason', s.reason,
                'name', s.name) ORDER BY s.id), '[]')
            FROM scan s JOIN event at ON at.id = s.event WHERE s.ticket = t.id)
        ) ORDER BY t.number), '[]') FROM ticket t WHERE t.registration = r.id) AS tickets
FROM registration r JOIN event e ON e.id = r.event WHERE r.id = ANY($1::bigint[]) ORDER BY r.id
"""
_CALENDARS = "SELECT email, language, created_at FROM subscriber WHERE id = ANY($1::bigint[])"
_SIGN_INS = """
SELECT email, onward, created_at, expires_at FROM sign_in WHERE address = ANY($1::text[]) ORDER BY id
"""
_MAILS = """
SELECT message, recipient, name, created_at, sent_at, failed_at, error, copy IS NOT NULL AS kept_whole FROM outbox
WHERE (facts ->> 'registration')::bigint = ANY($1::bigint[])
    OR (NOT facts ? 'registration' AND (recipient = ANY($2::text[]) OR lower(recipient) = ANY($2::text[]))) ORDER BY id
"""
_JOURNAL = """
WITH named AS (SELECT * FROM unnest($1::text[], $2::bigint[]) AS one (kind, id))
SELECT j.at, j.actor, j.action, j.about, j.about_id, j.facts,
    CASE WHEN j.actor IN (SELECT kind || ' ' || id FROM named) THEN j.source END AS source
FROM journal j WHERE j.id IN (
    SELECT l.id FROM journal l JOIN named ON l.about = named.kind AND l.about_id = named.id
    UNION SELECT l.id FROM journal l JOIN named ON l.actor = named.kind || ' ' || named.id
) ORDER BY j.id
"""


async def _held(sql: str, kind: type[Kind], *args: object) -> list[Kind]:
    return [msgspec.convert(dict(row), kind) for row in await fetch(sql, *args)]


async def _ids(sql: str, *args: object) -> list[int]:
    return [row["id"] for row in await fetch(sql, *args)]


def _first(found: list[Kind]) -> Kind | None:
    return found[0] if found else None
