"""SQL: the rows of each file of a closing bundle, in its order, with the columns that `bundle.format` names.

Members are told by number, and by name where they came, spoke, stood, or gave or held a proxy. Addresses, notes, how
a proxy's giver wanted their vote cast, and when and by what device a ballot was cast stay out.
"""

from collections.abc import Callable

from events.bundle.format import Ballot, Frozen, Row, ballots_file, rights_file

ASSEMBLY = """
SELECT e.slug, a.kind, e.title, e.starts_at, e.ends_at, e.timezone, e.venue, f.slug AS second_of, a.convened_at,
    a.record_on, a.roll_at, a.roll_count, a.roll_weight, a.roll_hash, a.opened_at, a.closed_at,
    c.at AS called_at, c.by_roll
FROM assembly a JOIN event e ON e.id = a.event LEFT JOIN convocation c ON c.assembly = a.id
LEFT JOIN assembly b ON b.id = a.second_of LEFT JOIN event f ON f.id = b.event WHERE a.id = $1
"""

POLL_IDS = """
SELECT p.id FROM poll p JOIN agenda_item i ON i.id = p.resolution WHERE i.assembly = $1
"""

OF_AN_ASSEMBLY: dict[str, str] = {
    "agenda.jsonl": """
SELECT i.id, i.position, i.kind, i.matter, i.title, i.text, i.seats,
    CASE WHEN i.kind = 'election' THEN i.method END AS method, i.most,
    (SELECT coalesce(json_agg(json_build_object('name', d.name, 'language', d.language, 'report', d.report,
            'size', d.size, 'sha256', encode(d.digest, 'hex')) ORDER BY d.id), '[]')
        FROM agenda_document d WHERE d.item = i.id AND d.removed_at IS NULL) AS documents,
    (SELECT coalesce(json_agg(json_build_object('id', c.id, 'position', c.position, 'number', m.number,
            'name', coalesce(c.name, m.name), 'withdrawn_at', c.withdrawn_at) ORDER BY c.position, c.id), '[]')
        FROM candidate c LEFT JOIN member m ON m.id = c.member WHERE c.item = i.id) AS candidates
FROM agenda_item i WHERE i.assembly = $1 ORDER BY i.position
""",
    "attendance.jsonl": """
SELECT s.id, m.number, s.name, s.attending, s.channel, s.came_at, s.noted_at, s.left_at
FROM stay s LEFT JOIN member m ON m.id = s.member WHERE s.assembly = $1 ORDER BY s.id
""",
    "convocation.jsonl": """
SELECT m.number, s.means, s.language, s.called_at, s.sent_at, s.failed_at, s.bounced_at
FROM summons s JOIN convocation c ON c.id = s.convocation JOIN member m ON m.id = s.member
WHERE c.assembly = $1 ORDER BY m.number
""",
    "failures.jsonl": """
SELECT item, at, counted, there, roll, quorum_numerator || '/' || quorum_denominator AS needed, at_least
FROM quorum_failure WHERE assembly = $1 ORDER BY id
""",
    "incidents.jsonl": """
SELECT id, kind, text, began_at, ended_at, noted_at, corrects FROM incident WHERE assembly = $1 ORDER BY id
""",
    # What members did themselves stands in files of its own; a line's hash covers the address it was asked from.
    "journal.jsonl": """
SELECT l.position, encode(coalesce(before.hash, sha256('convoke journal 1')), 'hex') AS previous,
    encode(l.hash, 'hex') AS hash, json_build_object('id', j.id,
        'at', (extract(epoch FROM j.at) * 1000000)::bigint, 'actor', j.actor, 'action', j.action, 'about', j.about,
        'about_id', j.about_id, 'facts', j.facts, 'source', j.source, 'request', j.request) AS line
FROM journal j JOIN journal_link l ON l.entry = j.id LEFT JOIN journal_link before ON before.position = l.position - 1
WHERE j.action <> 'made bundle' AND j.actor NOT LIKE 'member %' AND (
    (j.about = 'assembly' AND j.about_id = $1)
    OR (j.about = 'poll' AND j.about_id IN (
        SELECT p.id FROM poll p JOIN agenda_item i ON i.id = p.resolution WHERE i.assembly = $1)))
ORDER BY l.position
""",
    "ledger.jsonl": """
SELECT m.number, r.at, r.how, h.number AS holder, r.proxy, r.stay, r.votes, r.because
FROM voting_right r JOIN voter v ON v.id = r.voter JOIN member m ON m.id = v.member
LEFT JOIN member h ON h.id = r.holder WHERE r.assembly = $1 ORDER BY r.id
""",
    "polls.jsonl": """
SELECT p.id, p.resolution, p.number, coalesce(p.method, 'for_against') AS method, p.secrecy AS level, p.seats, p.most,
    ARRAY(SELECT o.candidate FROM poll_candidate o WHERE o.poll = p.id ORDER BY o.position) AS candidates,
    p.ballot_order, p.opened_at, p.closes_at, p.closed_at,
    p.announced_at, p.annulled_at, p.reason, coalesce(there.members, 0) AS members_there,
    coalesce(there.votes, 0) AS votes_there, p.rights, p.votes, encode(p.rights_hash, 'hex') AS rights_hash
FROM poll p JOIN agenda_item i ON i.id = p.resolution
CROSS JOIN LATERAL (
    SELECT sum(last.members)::int AS members, sum(last.votes)::int AS votes
    FROM (VALUES (0::bigint), (i.id)) AS asked (item) CROSS JOIN LATERAL (
        SELECT members, votes FROM head_count
        WHERE assembly = $1 AND coalesce(item, 0) = asked.item AND at <= p.opened_at ORDER BY id DESC LIMIT 1
    ) AS last
) AS there
WHERE i.assembly = $1 ORDER BY p.id
""",
    "proxies.jsonl": """
SELECT p.id, g.number AS giver, g.name AS giver_name, h.number AS holder, h.name AS holder_name, p.kind,
    (SELECT coalesce(array_agg(i.item ORDER BY i.item), '{}') FROM proxy_item i WHERE i.proxy = p.id) AS items,
    p.again, p.given_at, p.until, p.received_on, p.accepted_at, p.declined_at, p.withdrawn_at, p.ended_by,
    p.lapsed_at, p.suspended_at, (SELECT encode(f.sha256, 'hex') FROM proxy_form f WHERE f.proxy = p.id) AS form
FROM proxy p JOIN member g ON g.id = p.giver JOIN member h ON h.id = p.holder WHERE p.assembly = $1 ORDER BY p.id
""",
    "questions.jsonl": """
SELECT q.id, q.item, q.topic, CASE WHEN q.named THEN m.number END AS number, q.text, q.asked_at
FROM question q JOIN member m ON m.id = q.member WHERE q.assembly = $1 ORDER BY q.id
""",
    "roll.jsonl": """
SELECT m.number, c.code AS category, v.shares, v.weight
FROM voter v JOIN member m ON m.id = v.member JOIN category c ON c.id = v.category
WHERE v.assembly = $1 ORDER BY m.number
""",
    "sitting.jsonl": "SELECT kind, item, at FROM sitting_move WHERE assembly = $1 ORDER BY id",
    "speakers.jsonl": """
SELECT s.item, coalesce(s.name, m.name) AS name, s.began_at, s.ended_at
FROM speaker s LEFT JOIN member m ON m.id = s.member
WHERE s.assembly = $1 AND s.began_at IS NOT NULL ORDER BY s.began_at, s.id
""",
    "topics.jsonl": """
SELECT id, item, wording, answer, why_not, answered_at FROM topic WHERE assembly = $1 ORDER BY id
""",
}

OF_A_POLL: dict[Callable[[int], str], tuple[type[Row], str]] = {
    rights_file: (
        Frozen,
        """
SELECT r.id, m.number, r.how, h.number AS holder, r.proxy, r.weight,
    CASE p.secrecy WHEN 'sealed' THEN EXISTS (SELECT FROM turnout t WHERE t.poll_right = r.id) END AS voted
FROM poll_right r JOIN poll p ON p.id = r.poll JOIN voter v ON v.id = r.voter JOIN member m ON m.id = v.member
JOIN member h ON h.id = r.holder
WHERE r.poll = $1 ORDER BY m.number
""",
    ),
    ballots_file: (
        Ballot,
        """
SELECT kept."right", kept.choice, kept.marks, kept.category FROM (
    SELECT poll_right AS "right", NULL::uuid AS id, choice, marks, NULL AS category FROM ballot WHERE poll = $1
    UNION ALL
    SELECT NULL, s.id, s.choice, s.marks, c.code FROM sealed_ballot s LEFT JOIN category c ON c.id = s.category
    WHERE s.poll = $1
) AS kept ORDER BY kept."right", kept.id
""",
    ),
}
